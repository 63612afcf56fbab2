// Bessel functions of the first kind of integer order, on the real line.
#include <fmt/core.h>

#include "exact/factorial.hpp"
#include "verify/arithmetic.hpp"
#include "verify/builtins.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;

namespace {

constexpr long most_bits = 10'000;
constexpr long greatest_order = 1000;
constexpr long greatest_exponent = 20;  // of 2, in an argument

long order_of(const Value& value) {
  const std::optional<long> order = require_integer(value, "the order of a Bessel function").to_long();
  if (!order || std::abs(*order) > greatest_order)
    throw TooLarge(fmt::format("a Bessel function of order beyond {}", greatest_order));
  return *order;
}

Value bessel_value(Machine& machine, const Arguments& arguments) {
  const long order = order_of(arguments[0]);
  if (const auto* model = get_if<Model>(arguments[1]))
    return machine.arithmetic().models().bessel_j(order, *model);
  if (is_zero(arguments[1])) return Rational(order == 0 ? 1 : 0);
  require_precision(machine, most_bits);
  const Ball x = machine.arithmetic().ball(arguments[1]);
  if (x.is_finite() && arf_cmpabs_2exp_si(arb_midref(x.raw()), greatest_exponent) > 0)
    throw TooLarge(fmt::format("a Bessel function beyond 2^{}", greatest_exponent));
  const Bits bits = machine.precision();
  return bessel_j(order, Interval::from(x, bits), bits).ball(bits);
}

}  // namespace

// J_n' = (J_(n-1) - J_(n+1))/2, so that the k-th derivative is the sum of (-1)^j binomial(k, j) J_(n-k+2j),
// over 2^k (DLMF 10.6.7).
std::vector<Coefficient> ModelArithmetic::bessel_coefficients(long order, const Coefficient& y,
                                                              long count) const {
  const auto* at = y.exact ? get_if<Rational>(*y.exact) : nullptr;
  const bool is_at_zero = at && at->is_zero();
  std::vector<Interval> values;  // from order - count + 1 on
  for (long n = order - count + 1; n < order + count; ++n)
    values.push_back(is_at_zero ? Interval::between_integers(n == 0, n == 0)
                                : ball::bessel_j(n, y.range, precision()));
  std::vector<Coefficient> result;
  for (long k = 0; k < count; ++k) {
    Interval sum;
    Rational exact(0);
    const Rational scale =
        Rational(Integer(1), factorial(static_cast<unsigned long>(k))) * pow(Rational(1, 2), k);
    for (long j = 0; j <= k; ++j) {
      Rational c = Rational(binomial(static_cast<unsigned long>(k), static_cast<unsigned long>(j)));
      if (j % 2 != 0) c = -c;
      const long n = order - k + 2 * j;
      if (n == 0) exact += c;
      const Interval& value = values[static_cast<std::size_t>(n - order + count - 1)];
      sum = ball::add(sum, mul(Interval::from(c, precision()), value, precision()), precision());
    }
    if (is_at_zero)
      result.push_back(coefficient(exact * scale));
    else
      result.push_back({mul(sum, Interval::from(scale, precision()), precision()), std::nullopt});
  }
  if (!is_at_zero) result[0] = exactly("bessel_j", y, result[0].range, {Rational(order)});
  return result;
}

Model ModelArithmetic::bessel_j(long order, const Model& a) const {
  return compose(a, {[&](const Interval& y) { return ball::bessel_j(order, y, precision()); },
                     [&](const Coefficient& y, long count) { return bessel_coefficients(order, y, count); }});
}

std::vector<Builtin> bessel_functions() {
  return {{"bessel_j", bessel_value}};
}

}  // namespace dropcert::verify
