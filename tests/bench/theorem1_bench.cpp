// Theorem 1 by every kernel beside plain loops and PARI/GP, the distance to what GMP's limb loops cost, and
// the growth with k. Usage: theorem1-bench [MAX_K] [REPEATS] [THREADS]     (2000, 5 and 2)
#include <fmt/format.h>
#include <gmp.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <stdexcept>
#include <vector>

#include "exact/flint.hpp"
#include "frame.hpp"
#include "theorem1/theorem1.hpp"

namespace {

using namespace dropcert::bench;
namespace theorem1 = dropcert::theorem1;
using theorem1::Kernel;

/// T(max_k, .) by the loop that everybody writes first; with `both`, also the magnitudes of the coefficients
/// of D^k p, without comparing them. Right if T(max_k, max_k) = max_k!, and the last coefficient too.
bool plain_loop(unsigned long max_k, bool both) {
  const auto size = static_cast<slong>(max_k + 2);
  fmpz* t = _fmpz_vec_init(size);
  fmpz* u = _fmpz_vec_init(size);
  fmpz_one(t + 1);
  fmpz_one(u + 1);
  fmpz_one(u + 2);
  for (unsigned long k = 2; k <= max_k; ++k) {
    for (unsigned long j = k; j >= 1; --j) {
      fmpz_add(t + j, t + j, t + j - 1);
      fmpz_mul_ui(t + j, t + j, j);
    }
    for (unsigned long i = k + 1; both && i >= 1; --i) {
      fmpz_mul_ui(u + i, u + i, i);
      fmpz_addmul_ui(u + i, u + i - 1, i - 1);
    }
  }
  fmpz_t factorial;
  fmpz_init(factorial);
  fmpz_fac_ui(factorial, max_k);
  const bool right =
      fmpz_equal(t + max_k, factorial) != 0 && (!both || fmpz_equal(u + max_k + 1, factorial) != 0);
  fmpz_clear(factorial);
  _fmpz_vec_clear(t, size);
  _fmpz_vec_clear(u, size);
  return right;
}

bool gp_loop(unsigned long max_k) {
  return shell(
      fmt::format("echo 'K={};T=vector(K);T[1]=1;for(k=2,K,forstep(j=k,2,-1,T[j]=j*(T[j]+T[j-1])));"
                  "quit(T[K]!=K!)' | gp -q -f -D parisizemax=8G > /dev/null",
                  max_k));
}

bool check(Kernel kernel, bool shared, unsigned threads, unsigned long max_k) {
  theorem1::Theorem1Options options;
  options.max_k = max_k;
  options.threads = threads;
  options.kernel = kernel;
  options.shared_kernel = shared;
  options.sample_every = 0;
  const theorem1::Theorem1Result result = theorem1::check_theorem1(options);
  return result.holds && result.checked_up_to == max_k;
}

/// The sum over k < max_k of the limbs of T(k, .): what one side has to touch. By logarithms, good to a per
/// cent or so.
double limb_steps(double max_k) {
  const auto last = static_cast<std::size_t>(max_k);
  std::vector<double> log_t(last + 2, -1e300);
  log_t[1] = 0;
  double limbs = 0;
  for (std::size_t k = 1; k < last; ++k) {
    for (std::size_t j = k + 1; j >= 1; --j) {
      const double high = std::max(log_t[j], log_t[j - 1]);
      const double low = std::min(log_t[j], log_t[j - 1]);
      if (j <= k) limbs += 1 + std::floor(log_t[j] / std::log(2.0) / GMP_NUMB_BITS);
      log_t[j] = high + std::log1p(std::exp(low - high)) + std::log(static_cast<double>(j));
    }
  }
  return limbs;
}

/// Nanoseconds a limb of `work(n)` on n limbs that stay in the first-level cache, the least of several runs.
template <typename Work>
double nanoseconds_a_limb(Work work) {
  constexpr mp_size_t n = 400;
  constexpr int times = 20000;
  double best = 1e300;
  for (int round = 0; round < 15; ++round) {
    const std::clock_t start = std::clock();  // processor time
    for (int i = 0; i < times; ++i) work(n);
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    best = std::min(best, 1e9 * seconds / (static_cast<double>(n) * times));
  }
  return best;
}

void print_limb_limits(double limbs, const std::vector<Contestant>& contestants,
                       const std::vector<Cost>& costs) {
  std::vector<mp_limb_t> a(400, 0x123456789abcdefUL);
  std::vector<mp_limb_t> b(400, 0xfedcba987654321UL);
  const double add = nanoseconds_a_limb([&](mp_size_t n) { mpn_add_n(a.data(), a.data(), b.data(), n); });
  const double mul = nanoseconds_a_limb([&](mp_size_t n) { mpn_mul_1(a.data(), a.data(), n, 12345); });
  const double addmul = nanoseconds_a_limb([&](mp_size_t n) { mpn_addmul_1(a.data(), b.data(), n, 12345); });
  const double cmp = nanoseconds_a_limb([&](mp_size_t n) {
    b = a;
    if (mpn_cmp(a.data(), b.data(), n) != 0) throw std::logic_error("mpn_cmp finds equal limbs different");
  });
  const double limit = add + 2 * mul + addmul;
  fmt::print(
      "\n### How close to the limb limit\n\n"
      "GMP's loops in the first-level cache, ns a limb: mpn_add_n {:.3f}, mpn_mul_1 {:.3f}, mpn_addmul_1 "
      "{:.3f} "
      "(copy and mpn_cmp {:.3f}).\nBoth sides by GMP need mpn_add_n + mpn_mul_1 for T and mpn_mul_1 + "
      "mpn_addmul_1 for D^k p: {:.3f} ns a limb before the comparison;\n{:.4g} limbs a side.\n\n"
      "| | processor ns a limb of each side | times that limit |\n|---|---|---|\n",
      add, mul, addmul, cmp, limit, limbs);
  for (std::size_t i = 0; i < contestants.size(); ++i) {
    if (!contestants[i].absent.empty() || !contestants[i].name.starts_with("both sides")) continue;
    const double each = 1e9 * costs[i].processor / limbs;
    fmt::print("| {} | {:.3f} | {:.2f} |\n", contestants[i].name, each, each / limit);
  }
}

std::vector<Contestant> contestants_for(unsigned long max_k, unsigned threads) {
  std::vector<Contestant> all = {
      {"both sides, plain fmpz loop, not compared", [=] { return plain_loop(max_k, true); }},
      {"T alone, plain fmpz loop", [=] { return plain_loop(max_k, false); }},
      {"T alone, PARI/GP loop", [=] { return gp_loop(max_k); },
       has_program("gp") ? "" : "no gp (Debian: pari-gp)"},
      {"both sides compared, plain", [=] { return check(Kernel::plain, false, 1, max_k); }}};
  for (const Kernel kernel : {Kernel::mpn, Kernel::ifma, Kernel::avx512}) {
    for (const bool shared : {false, true}) {
      if (shared && kernel != Kernel::ifma) continue;
      for (unsigned n = 1; n <= threads; ++n) {
        all.push_back({fmt::format("both sides compared, {}{}, {} thread{}", to_string(kernel),
                                   shared ? " shared" : "", n, n == 1 ? "" : "s"),
                       [=] { return check(kernel, shared, n, max_k); },
                       theorem1::kernel_available(kernel) ? "" : "no AVX-512 IFMA"});
      }
    }
  }
  return all;
}

void run(unsigned long max_k, int repeats, unsigned threads) {
  const std::vector<Contestant> contestants = contestants_for(max_k, threads);
  const std::vector<Cost> costs =
      compare(fmt::format("Theorem 1, every k up to {}", max_k), repeats, contestants);
  print_limb_limits(limb_steps(static_cast<double>(max_k)), contestants, costs);

  const std::vector<unsigned long> sizes = {max_k / 4, max_k / 2, max_k};
  const double theory = exponent_of(limb_steps, sizes);
  std::vector<Growth> series = {{"T alone, plain fmpz loop", sizes,
                                 [](unsigned long k) { return plain_loop(k, false); }, theory,
                                 "limbs of all rows, about k^3 log k"}};
  for (const Kernel kernel : {Kernel::mpn, Kernel::automatic}) {
    series.push_back({fmt::format("both sides compared, {}", to_string(kernel)), sizes,
                      [=](unsigned long k) { return check(kernel, false, 1, k); }, theory, "the same"});
  }
  grow("Cost of Theorem 1 as k grows, one thread", repeats, series);
}

}  // namespace

int main(int argc, char** argv) {
  return guarded([&] {
    run(std::max(8UL, argument(argc, argv, 1, 2000)),
        static_cast<int>(std::max(1UL, argument(argc, argv, 2, 5))),
        static_cast<unsigned>(std::max(1UL, argument(argc, argv, 3, 2))));
  });
}
