#include "model/taylor_sequence.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <iterator>
#include <stdexcept>
#include <string>

#include "exact/surjections.hpp"
#include "model/derivatives.hpp"
#include "model/enclosure.hpp"
#include "model/logistic.hpp"
#include "model/taylor_coefficients.hpp"
#include "model/taylor_routes.hpp"
#include "model/taylor_sequence_cost.hpp"
#include "run/threads.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

void require_order(unsigned long n) {
  if (n > max_series_order)
    throw std::length_error("Taylor coefficients up to order " + std::to_string(n) +
                            " were asked for; the limit is " + std::to_string(max_series_order));
}

/// log2 rho, for choices of cost alone.
double log_radius_hint(const Ball& z) {
  return std::log2(std::hypot(3.14159265, modulus_hint(z)));
}

/// By how many bits the worst of b_0, ..., b_n misses the aim; at most 0 if none does.
long bits_missing(const std::vector<Ball>& b, const Ball& z, Bits precision) {
  double missing = -1e9;
  for (std::size_t m = 0; m < b.size(); ++m) {
    if (!b[m].is_finite()) return precision.value;
    const double exponent = mag_get_d_log2_approx(arb_radref(b[m].raw()));
    missing = std::max(missing, exponent + static_cast<double>(m + 1) * log_radius_hint(z));
  }
  return static_cast<long>(std::ceil(std::max(missing + static_cast<double>(precision.value), 0.0)));
}

/// b(working precision), again with more bits if the aim is missed and z does not forbid it.
template <typename Function>
std::vector<Ball> until_aim(Function b, const Ball& z, Bits precision, long first_guess) {
  long bits = std::min(first_guess, Bits::most);
  std::vector<Ball> result = b(Bits(bits));
  for (int retry = 0; retry < 4 && bits < Bits::most && z.is_exact(); ++retry) {
    const long missing = bits_missing(result, z, precision);
    if (missing <= 0) break;
    bits = std::min(bits + missing + 16, Bits::most);
    result = b(Bits(bits));
  }
  return result;
}

/// b_0, ..., b_n at -|z|, where the alternating sums of Theorem 1 lose least.
std::vector<Ball> theorem1_sums(unsigned long n, const Ball& modulus, Bits bits) {
  const Ball p = sigmoid(neg(modulus), bits);
  std::vector<Ball> power(n + 1);  // (-1)^(j-1) p' p^(j-1)
  if (n >= 1) power[1] = mul(p, sigmoid(modulus, bits), bits);
  for (unsigned long j = 2; j <= n; ++j) power[j] = neg(mul(power[j - 1], p, bits));
  std::vector<Ball> b = {p};
  SurjectionRows rows;
  for (unsigned long m = 1; m <= n; ++m) {
    rows.next();
    Ball sum;
    for (unsigned long j = 1; j <= m; ++j)
      arb_addmul_fmpz(sum.raw(), power[j].raw(), rows.row()[j].raw(), bits.value);
    b.push_back(div(sum, factorial_ball(m, bits), bits));
  }
  return b;
}

}  // namespace

std::vector<Ball> taylor_sequence_by_theorem1(unsigned long n, const Ball& z, Bits precision) {
  require_order(n);
  const bool turned = z.sign() == 1;
  const auto value = [&](Bits bits) {
    std::vector<Ball> b = theorem1_sums(n, turned ? z : neg(z), bits);
    for (unsigned long m = 0; turned && m <= n; m += 2) b[m] = neg(b[m]);
    if (turned) b[0] = sigmoid(z, bits);
    return b;
  };
  return until_aim(value, z, precision, precision.value + 32 + static_cast<long>(2 * n));
}

std::vector<Ball> taylor_sequence_by_series(unsigned long n, const Ball& z, Bits precision) {
  require_order(n);
  const auto value = [&](Bits bits) { return sigmoid_taylor_coefficients(n, z, bits); };
  return until_aim(value, z, precision,
                   precision.value + 10 + static_cast<long>(3.3 * std::log2(static_cast<double>(n) + 1)));
}

std::vector<Ball> sigmoid_taylor_sequence(unsigned long n, const Ball& z, Bits precision, unsigned threads) {
  require_order(n);
  if (!z.is_finite()) return std::vector<Ball>(n + 1, indeterminate());
  const auto bits = static_cast<double>(precision.value);
  const double modulus = modulus_hint(z);
  const bool at_once = threads > 1 && start_cost(n + 1, bits) > worth_a_thread;
  const unsigned long first = cheapest_first_pole_order(n, modulus, bits, at_once);
  std::vector<Ball> b;
  std::vector<Ball> rest;
  std::atomic<int> task{0};
  run::on_threads<FlintThread>(at_once && first <= n ? 2 : 1, [&](unsigned) {
    for (int mine = task++; mine < 2; mine = task++) {
      if (mine == 1) {
        rest = taylor_sequence_by_poles(first, n, z, precision);
      } else if (recurrence_is_cheaper(first - 1, bits)) {
        b = taylor_sequence_by_recurrence(first - 1, z, precision);
      } else {
        b = taylor_sequence_by_series(first - 1, z, precision);
      }
    }
  });
  b.insert(b.end(), std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
  return b;
}

std::vector<Ball> softplus_taylor_sequence(unsigned long n, const Ball& z, Bits precision, unsigned threads) {
  const Bits bits(precision.value + 4);
  if (n == 0) return {softplus(z, bits)};
  const std::vector<Ball> b = sigmoid_taylor_sequence(n - 1, z, bits, threads);
  // log(1+e^z) = -log(1-p) = z - log(p), whichever loses nothing; one exponential serves all.
  std::vector<Ball> c = {z.sign() == -1 ? neg(log1p(neg(b[0]), bits)) : sub(z, log(b[0], bits), bits)};
  c.reserve(n + 1);
  for (unsigned long m = 1; m <= n; ++m) {
    // The poles leave small coefficients with fewer bits than they are given here.
    arb_div_ui(c.emplace_back().raw(), b[m - 1].raw(), m, bits.value + 8);
  }
  return c;
}

}  // namespace dropcert::model
