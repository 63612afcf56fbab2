// tan, the inverse circular functions, sinh, cosh and erf of models.
#include "verify/arithmetic.hpp"
#include "verify/outcome.hpp"
#include "verify/taylor_model.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;

// The derivatives of sinh are cosh, sinh, cosh, ...; `shift` 0 begins with sinh, 1 with cosh.
std::vector<Coefficient> ModelArithmetic::hyperbolic_coefficients(const Coefficient& y, long count,
                                                                  long shift) const {
  return alternating(exactly("sinh", y, ball::sinh(y.range, precision())),
                     exactly("cosh", y, ball::cosh(y.range, precision())), 1, count, shift);
}

// By exp where that grows beyond all bounds.
Model ModelArithmetic::sinh(const Model& a) const {
  if (direction(*a) != 0 || a->logarithm)
    return scaled(subtract(exp(a), exp(negate(a))), coefficient(Rational(1, 2)));
  return compose(a,
                 {[this](const Interval& y) { return ball::sinh(y, precision()); },
                  [this](const Coefficient& y, long count) { return hyperbolic_coefficients(y, count, 0); }});
}

Model ModelArithmetic::cosh(const Model& a) const {
  if (direction(*a) != 0 || a->logarithm)
    return scaled(add(exp(a), exp(negate(a))), coefficient(Rational(1, 2)));
  return compose(a,
                 {[this](const Interval& y) { return ball::cosh(y, precision()); },
                  [this](const Coefficient& y, long count) { return hyperbolic_coefficients(y, count, 1); }});
}

// t' = 1 + t^2 where no pole is near; else the quotient, which may begin with a negative power of u.
Model ModelArithmetic::tan(const Model& a) const {
  if (ball::cos(a->value, precision()).contains_zero()) return divide(sin(a), cos(a));
  return compose(a, {[this](const Interval& y) { return ball::tan(y, precision()); },
                     [this](const Coefficient& y, long count) {
                       std::vector<Coefficient> t{exactly("tan", y, ball::tan(y.range, precision()))};
                       for (long k = 1; k < count; ++k) {
                         Coefficient next = product(t, t, k).back();
                         if (k == 1) {
                           next.range = pow(t[0].range, 2, precision());
                           next = plus(coefficient(Rational(1)), next);
                         }
                         t.push_back(times(next, Rational(1, k)));
                       }
                       return t;
                     },
                     [this](const Interval& y) { return !ball::cos(y, precision()).contains_zero(); }});
}

Model ModelArithmetic::erf(const Model& a) const {
  return within(subtract(constant(coefficient(Rational(1))), erfc(a)), ball::erf(a->value, precision()));
}

// The derivative has the coefficients q of 1/(1 + (y + h)^2): (1 + y^2) q_k = -2 y q_(k-1) - q_(k-2). The
// k-th coefficient of atan is at most 1/(k (1 + y^2)^(k/2)) in modulus, as 1/(1 + z^2) = Im 1/(z - i).
std::vector<Coefficient> ModelArithmetic::atan_coefficients(const Coefficient& y, long count) const {
  std::vector<Coefficient> result{exactly("atan", y, ball::atan(y.range, precision()))};
  if (count == 1) return result;
  Coefficient square = times(y, y);
  square.range = pow(y.range, 2, precision());
  const Coefficient below = plus(coefficient(Rational(1)), square);
  std::vector<Coefficient> q{over(coefficient(Rational(1)), below)};
  for (long k = 1; k < count - 1; ++k) {
    Coefficient next = times(times(y, q.back()), Rational(-2));
    if (k > 1) next = plus(next, minus(q[static_cast<std::size_t>(k - 2)]));
    q.push_back(over(next, below));
  }
  for (long k = 1; k < count; ++k) {
    Coefficient next = times(q[static_cast<std::size_t>(k - 1)], Rational(1, k));
    const Interval least = pow(below.range, Rational(k, 2), precision());
    const Interval most =
        mul(inv(least, precision()), Interval::from(Rational(1, k), precision()), precision());
    next.range = intersection(next.range, hull(most, neg(most)));
    result.push_back(std::move(next));
  }
  return result;
}

// Towards infinity it is pi/2 - atan(1/a).
Model ModelArithmetic::atan(const Model& a) const {
  if (a->logarithm) return atan(bounded_logarithm(a));
  if (const int side = direction(*a); side != 0) {
    const Model limit =
        constant(coefficient(arithmetic_.multiply(Rational(side, 2), Value(ExactNumber::pi()))));
    return within(subtract(limit, atan(inverse(a))), ball::atan(a->value, precision()));
  }
  return compose(a, {[this](const Interval& y) { return ball::atan(y, precision()); },
                     [this](const Coefficient& y, long count) { return atan_coefficients(y, count); }});
}

// The coefficients of the derivative (1 - (y + h)^2)^(-1/2): (1 - y^2) k g_k = (2k - 1) y g_(k-1) +
// (k - 1) g_(k-2).
std::vector<Coefficient> ModelArithmetic::asin_coefficients(const Coefficient& y, long count) const {
  std::vector<Coefficient> result{exactly("asin", y, ball::asin(y.range, precision()))};
  if (count == 1) return result;
  Coefficient square = times(y, y);
  square.range = pow(y.range, 2, precision());
  const Coefficient below = plus(coefficient(Rational(1)), minus(square));
  Coefficient first{pow(below.range, Rational(-1, 2), precision()), std::nullopt};
  const Coefficient root = exactly("sqrt", below, pow(below.range, Rational(1, 2), precision()));
  first.exact = over(coefficient(Rational(1)), root).exact;
  std::vector<Coefficient> g{first};
  for (long k = 1; k < count - 1; ++k) {
    Coefficient next = times(times(y, g.back()), Rational(2 * k - 1));
    if (k > 1) next = plus(next, times(g[static_cast<std::size_t>(k - 2)], Rational(k - 1)));
    g.push_back(times(over(next, below), Rational(1, k)));
  }
  for (long k = 1; k < count; ++k)
    result.push_back(times(g[static_cast<std::size_t>(k - 1)], Rational(1, k)));
  return result;
}

// Near 1, where the derivative has no bound, it is pi/2 - 2 asin(sqrt((1 - a)/2)).
Model ModelArithmetic::asin(const Model& a) const {
  const Model unit = constant(coefficient(Rational(1)));
  const Model below = subtract(unit, a);
  const Model above = add(unit, a);
  for (const Model& side : {below, above}) {
    const Signs possible = signs(side);
    if (!possible.positive && !possible.zero)
      throw Undefined("an inverse sine or cosine of a number beyond 1 or -1");
    if (possible.negative) expansion_.doubt = true;
  }
  const Interval value = ball::asin(a->value, precision());
  const Interval far = Interval::from(Rational(7, 8), precision());
  const bool touches_low = arf_cmp(a->value.low(), neg(far).high()) < 0;
  const bool touches_high = arf_cmp(a->value.high(), far.low()) > 0;
  if (touches_low && touches_high) return somewhere(value);
  if (touches_low || touches_high) {
    const Model half = scaled(touches_high ? below : above, coefficient(Rational(1, 2)));
    const Signs possible = signs(half);
    if (possible.negative || arf_cmp_d(half->value.high(), 0.75) > 0) return somewhere(value);
    const Model limit = constant(coefficient(arithmetic_.multiply(Rational(1, 2), Value(ExactNumber::pi()))));
    const Model rest = scaled(asin(power(half, Rational(1, 2))), coefficient(Rational(2)));
    const Model result = subtract(limit, rest);
    return within(touches_high ? result : negate(result), value);
  }
  return compose(
      a, {[this](const Interval& y) { return ball::asin(y, precision()); },
          [this](const Coefficient& y, long count) { return asin_coefficients(y, count); },
          [](const Interval& y) { return arf_cmp_si(y.low(), -1) > 0 && arf_cmp_si(y.high(), 1) < 0; }});
}

Model ModelArithmetic::acos(const Model& a) const {
  const Model limit = constant(coefficient(arithmetic_.multiply(Rational(1, 2), Value(ExactNumber::pi()))));
  return subtract(limit, asin(a));
}

}  // namespace dropcert::verify
