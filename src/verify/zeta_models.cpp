// Riemann's zeta function of models: on s > 1 its derivatives are monotone; on [-1, 3] it is 1/(s - 1) and an
// entire function, whose expansion about 1 has small coefficients (Stieltjes's).
#include <utility>
#include <vector>

#include "exact/factorial.hpp"
#include "verify/builtins.hpp"
#include "verify/machine.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;

namespace {

constexpr long most_beside_pole = 20;  // Taylor coefficients

// n^-s.
Model inverse_power(const ModelArithmetic& m, long n, const Model& s) {
  return m.exp(m.negate(m.multiply(s, m.log(m.constant(m.coefficient(Rational(n)))))));
}

// Taylor coefficients about y > 1: (-1)^k zeta^(k)(y) is the sum of log(n)^k n^-y, so that it decreases to 0,
// or for k = 0 to 1.
std::vector<Interval> beyond_pole(const Interval& y, unsigned long count, Bits precision) {
  const auto at = [&](const Ball& end) {
    if (end.is_finite()) return zeta_series(end, Pole::kept, count, precision);
    Series limit(count);
    limit.set_coefficient(0, 1);
    return limit;
  };
  const Series low = at(y.low_ball());
  const Series high = at(y.high_ball());
  std::vector<Interval> result;
  for (unsigned long k = 0; k < count; ++k)
    result.push_back(
        hull(Interval::from(low.coefficient(k), precision), Interval::from(high.coefficient(k), precision)));
  return result;
}

// The k-th Taylor coefficient of zeta(s) - 1/(s - 1) about y, which lies in [-1, 3], from those about 1. That
// of (s - 1)^n there is at most 4/(n pi^n) (Berndt, Rocky Mountain J. Math. 2, 1972, 151-157), so for k <= 20
// and with 3 for pi what is left out after n = 100 terms is at most 7 |y - 1|^(n - k) times its first part's.
Interval beside_pole(const Interval& y, const Series& about_1, unsigned long k, Bits precision) {
  const unsigned long n = about_1.length();
  const Rational left_out(28 * binomial(n, k), Integer(n) * pow(Integer(3), n));
  const Interval step = sub(y, Interval::between_integers(1, 1), precision);
  Interval sum = Interval::from(-left_out, left_out, precision);
  for (unsigned long j = n; j-- > k;) {
    const Interval c = Interval::from(about_1.coefficient(j), precision);
    sum = add(mul(sum, step, precision),
              mul(c, Interval::from(Rational(binomial(j, k)), precision), precision), precision);
  }
  return sum;
}

}  // namespace

// Towards infinity, zeta(s) = 1 + 2^-s + 3^-s (1 + 3 t/(s - 1)) with 0 <= t <= 1, since the sum of n^-s over
// n >= 4 is at most the integral from 3 on.
Model ModelArithmetic::zeta(const Model& a) const {
  const auto number = [this](const Rational& q) { return constant(coefficient(q)); };
  const Model one = number(1);
  const Model from_one = subtract(a, one);
  if (const Value* value = a->constant(); value && is_exact_real(*value))
    return convert(find_builtin("zeta")->function(*expansion_.machine, {*value}));
  if (is_large(from_one)) {
    const Model rest = multiply(scaled(inverse(from_one), coefficient(Rational(3))), from_zero_to_one());
    return add(add(one, inverse_power(*this, 2, a)), multiply(inverse_power(*this, 3, a), add(one, rest)));
  }
  const auto is_near = [](const Interval& s) { return Interval::between_integers(-1, 3).contains(s); };
  const bool is_beside_pole = is_near(a->value);
  if (!is_beside_pole && !from_one->value.is_positive()) {
    const Ball ball = ball::zeta(a->value.ball(precision()), precision());
    if (!ball.is_finite() && a->value.contains(Interval::between_integers(1, 1))) return perhaps_pole();
    return somewhere(Interval::from(ball, precision()));
  }
  if (!is_beside_pole) {
    const auto taylor = [this](const Coefficient& y, long count) {
      std::vector<Coefficient> c;
      for (Interval& range : beyond_pole(y.range, static_cast<unsigned long>(count), precision()))
        c.push_back({std::move(range), std::nullopt});
      c[0] = exactly("zeta", y, c[0].range);
      return c;
    };
    return compose(a, {[this](const Interval& y) { return beyond_pole(y, 1, precision())[0]; }, taylor,
                       [](const Interval& y) { return arf_cmp_si(y.low(), 1) > 0; }});
  }
  const Series& about_1 = expansion_.machine->cache().zeta_about_pole(precision());
  const auto taylor = [this, &about_1](const Coefficient& y, long count) {
    std::vector<Coefficient> c;
    for (long k = 0; k < count; ++k) {
      const Interval range = k <= most_beside_pole
                                 ? beside_pole(y.range, about_1, static_cast<unsigned long>(k), precision())
                                 : Interval::whole();
      c.push_back({range, std::nullopt});
    }
    if (const auto* at = y.exact ? get_if<Rational>(*y.exact) : nullptr; at && *at == Rational(1))
      c[0] = convert(find_builtin("euler_gamma")->function(*expansion_.machine, {}))->known[0];
    return c;
  };
  const auto value = [this, &about_1](const Interval& y) { return beside_pole(y, about_1, 0, precision()); };
  TaylorModel sum = *add(inverse(from_one), compose(a, {value, taylor, is_near}));
  const bool is_plain = a->exponent.empty() && !a->logarithm && sum.exponent.empty() && !sum.logarithm;
  if (is_plain && sum.valuation == 0 && !sum.known.empty() && (a->valuation > 0 || !a->known.empty()))
    sum.known[0] = exactly("zeta", a->valuation > 0 ? Coefficient::zero() : a->known[0], sum.known[0].range);
  return make(std::move(sum));
}

}  // namespace dropcert::verify
