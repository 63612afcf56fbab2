// The gamma function of models. On y > 0, log gamma has the Taylor coefficients digamma(y) and
// (-1)^k zeta(k, y)/k with Hurwitz's zeta function (DLMF 5.15.1), which decreases in y.
#include <algorithm>

#include "exact/bernoulli.hpp"
#include "verify/machine.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;

namespace {

// log gamma on the positive part of y: convex, with its least value -0.12148... between 1.4616 and 1.4617.
Interval lgamma_of(const Interval& y, Bits precision) {
  Interval bounds = Interval::from(Rational(-12149, 100000), precision);
  arf_pos_inf(bounds.high());
  const auto at = [&](const Ball& end) {
    if (!end.is_finite() || end.sign() != 1) return bounds;
    return intersection(Interval::from(lgamma(end, precision), precision), bounds);
  };
  const Interval low = at(y.low_ball());
  const Interval high = at(y.high_ball());
  Interval result = hull(low, high);
  const bool has_least = arf_cmp_d(y.low(), 1.4617) < 0 && arf_cmp_d(y.high(), 1.4616) > 0;
  if (has_least) arf_set(result.low(), bounds.low());
  return result;
}

Interval hurwitz_zeta_of(long k, const Interval& y, Bits precision) {
  const auto at = [&](const Ball& end) {
    if (!end.is_finite() || end.sign() != 1) return Interval::nonnegative();
    return intersection(Interval::from(hurwitz_zeta(k, end, precision), precision), Interval::nonnegative());
  };
  return hull(at(y.low_ball()), at(y.high_ball()));
}

}  // namespace

std::vector<Coefficient> ModelArithmetic::lgamma_coefficients(const Coefficient& y, long count) const {
  if (!y.range.is_positive())
    return std::vector<Coefficient>(static_cast<std::size_t>(count), {Interval::whole(), std::nullopt});
  std::vector<Coefficient> result{exactly("lgamma", y, lgamma_of(y.range, precision()))};
  if (count > 1)
    result.push_back({increasing(ball::digamma, y.range, Interval::whole(), precision()), std::nullopt});
  for (long k = 2; k < count; ++k)
    result.push_back(
        times({hurwitz_zeta_of(k, y.range, precision()), std::nullopt}, Rational(k % 2 == 0 ? 1 : -1, k)));
  return result;
}

// Whether it tends to infinity and is positive at all points: near infinity -log u + b may not be.
bool ModelArithmetic::is_large(const Model& a) const {
  return direction(*a) > 0 && signs(a).only_positive();
}

// n with a + n > 0 at all points; nullopt if that is none that is small.
std::optional<long> ModelArithmetic::steps_to_positive(const Model& a) const {
  constexpr long most = 32;
  if (a->value.is_positive()) return 0;
  if (arf_is_finite(a->value.low()) == 0 || arf_cmp_si(a->value.low(), 1 - most) < 0) return std::nullopt;
  return 1 - arf_get_si(a->value.low(), ARF_RND_FLOOR);
}

// a (a + 1) ... (a + n - 1)
Model ModelArithmetic::rising(const Model& a, long n) const {
  Model product = constant(coefficient(Rational(1)));
  for (long i = 0; i < n; ++i) product = multiply(product, add(a, constant(coefficient(Rational(i)))));
  return product;
}

// Where poles are not looked for.
Model ModelArithmetic::perhaps_pole() const {
  expansion_.doubt = true;
  return somewhere(Interval::whole());
}

// What is left out of log gamma(a) - (a - 1/2) log a + a - log(2 pi)/2 after some terms lies between 0 and
// the first term left out (DLMF 5.11.1, 5.11(ii)), for a > 0.
Model ModelArithmetic::lgamma(const Model& a) const {
  if (is_large(a)) {
    const Model half = constant(coefficient(Rational(1, 2)));
    const Model two_pi = constant(coefficient(arithmetic_.multiply(Rational(2), Value(ExactNumber::pi()))));
    Model sum = subtract(multiply(subtract(a, half), log(a)), a);
    sum = add(sum, multiply(half, log(two_pi)));
    sum = add(sum, stirling_sum(
                       a, [](long k) { return Rational(1, 2 * k * (2 * k - 1)); }, inverse(a)));
    return within(sum, lgamma_of(a->value, precision()));
  }
  const std::optional<long> n = steps_to_positive(a);
  if (!n) return perhaps_pole();
  if (*n > 0)
    return subtract(lgamma(add(a, constant(coefficient(Rational(*n))))), log(absolute(rising(a, *n))));
  return compose(a, {[this](const Interval& y) { return lgamma_of(y, precision()); },
                     [this](const Coefficient& y, long count) { return lgamma_coefficients(y, count); },
                     on_positive_numbers});
}

// sum of c(k) B_2k first a^-(2k - 2), k >= 1, the last term times a number from 0 to 1.
Model ModelArithmetic::stirling_sum(const Model& a, const std::function<Rational(long)>& c,
                                    const Model& first) const {
  Cache& cache = expansion_.machine->cache();
  const Model below = inverse(a);
  const Model square = multiply(below, below);
  Model power = first;
  Model sum = constant(coefficient(Rational(0)));
  const long count = std::max(1L, expansion_.order / 2);
  for (long k = 1; k <= count; ++k) {
    Model term = scaled(power, coefficient(cache.bernoulli(static_cast<unsigned long>(2 * k)) * c(k)));
    if (k == count) term = multiply(from_zero_to_one(), term);
    sum = add(sum, term);
    power = multiply(power, square);
  }
  return sum;
}

// gamma' = digamma gamma.
Model ModelArithmetic::gamma(const Model& a) const {
  if (is_large(a)) return exp(lgamma(a));
  const std::optional<long> n = steps_to_positive(a);
  if (!n) return perhaps_pole();
  if (*n > 0) return divide(gamma(add(a, constant(coefficient(Rational(*n))))), rising(a, *n));
  const auto value = [this](const Interval& y) { return ball::exp(lgamma_of(y, precision()), precision()); };
  return compose(a, {value,
                     [this, value](const Coefficient& y, long count) {
                       const std::vector<Coefficient> c = lgamma_coefficients(y, count);
                       std::vector<Coefficient> g{exactly("gamma", y, value(y.range))};
                       for (long k = 1; k < count; ++k) {
                         Coefficient sum = Coefficient::zero();
                         for (long j = 1; j <= k; ++j)
                           sum = plus(sum, times(times(c[static_cast<std::size_t>(j)], Rational(j)),
                                                 g[static_cast<std::size_t>(k - j)]));
                         g.push_back(times(sum, Rational(1, k)));
                       }
                       return g;
                     },
                     on_positive_numbers});
}

// log a - 1/(2 a) - sum of B_2k/(2 k a^2k) at infinity: what is left out is as for log gamma, since
// digamma(a) = log a - 1/(2 a) - 2 int_0^oo t/((t^2 + a^2)(e^(2 pi t) - 1)) dt (DLMF 5.9.15).
Model ModelArithmetic::digamma(const Model& a) const {
  if (is_large(a)) {
    const Model below = inverse(a);
    const Model sum = subtract(log(a), scaled(below, coefficient(Rational(1, 2))));
    const Model square = multiply(below, below);
    const Model result = subtract(sum, stirling_sum(
                                           a, [](long k) { return Rational(1, 2 * k); }, square));
    return within(result, increasing(ball::digamma, a->value, Interval::whole(), precision()));
  }
  const std::optional<long> n = steps_to_positive(a);
  if (!n) return perhaps_pole();
  if (*n > 0) {
    Model result = digamma(add(a, constant(coefficient(Rational(*n)))));
    for (long i = 0; i < *n; ++i)
      result = subtract(result, inverse(add(a, constant(coefficient(Rational(i))))));
    return result;
  }
  const auto value = [this](const Interval& y) {
    return increasing(ball::digamma, y, Interval::whole(), precision());
  };
  return compose(a, {value,
                     [this](const Coefficient& y, long count) {
                       const std::vector<Coefficient> c = lgamma_coefficients(y, count + 1);
                       std::vector<Coefficient> result;
                       for (long k = 1; k <= count; ++k)
                         result.push_back(times(c[static_cast<std::size_t>(k)], Rational(k)));
                       result[0] = exactly("digamma", y, result[0].range);
                       return result;
                     },
                     on_positive_numbers});
}

}  // namespace dropcert::verify
