// Integrals of models over the values of u, and their sums over integers.
#include <cstdlib>

#include "verify/arithmetic.hpp"
#include "verify/taylor_model.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;

namespace {

constexpr long greatest_power = 1'000'000;

}  // namespace

// Of a pole that is too strong for the integral, or the sum, to exist: the rest has a sign, and no factor
// makes it small.
bool ModelArithmetic::is_too_large(const TaylorModel& a) const {
  if (a.logarithm || a.is_zero() || (!a.exponent.empty() && direction(a.exponent) <= 0)) return false;
  const Interval inner = bracket(a);
  return inner.is_positive() || inner.is_negative();
}

// Without a factor exp that tends to 0; one that does not is left.
Model ModelArithmetic::flattened(const Model& a) const {
  if (a->exponent.empty() || direction(a->exponent) >= 0) return a;
  return make(flat(*bounded_logarithm(a)));
}

// On (0, end], by terms: of u^m it is end^(m + 1)/(m + 1), of u^m log u, which is not positive up to 1,
// end^(m + 1) (log end/(m + 1) - 1/(m + 1)^2), for m > -1. About a middle, of u^m, m >= 0, it is
// 2 end^(m + 1)/(m + 1) for even m, and 0 for odd m; there r u^m lies in (r - r') u^m on one side.
ModelArithmetic::Total ModelArithmetic::integral(const Model& given, long shift, const Interval& end) const {
  const Model a = flattened(given);
  const Bits bits = precision();
  const bool is_two_sided = !expansion_.u.is_nonnegative();
  if (a->is_zero()) return {Interval(), false};
  if (!a->exponent.empty())
    return {std::nullopt, !is_two_sided && direction(a->exponent) > 0 && is_too_large(*a)};
  if (std::abs(a->valuation) > greatest_power) return {};
  const long first = a->valuation + shift;
  if (first <= -1 && !(a->known.empty() && a->rest.is_zero()))
    return {std::nullopt, !is_two_sided && is_too_large(*given)};
  if (is_two_sided && (a->logarithm || first < 0)) return {};
  const auto of_power = [&](long m, const Interval& c, bool is_rest) {
    const Interval whole = mul(pow(end, m + 1, bits), Interval::from(Rational(1, m + 1), bits), bits);
    if (!is_two_sided) return mul(c, whole, bits);
    if (m % 2 == 0) return mul(c, mul(whole, Interval::between_integers(2, 2), bits), bits);
    return is_rest ? mul(ball::sub(c, c, bits), whole, bits) : Interval();
  };
  const auto of_log = [&](long m, const Interval& c) {
    const Interval inverse = Interval::from(Rational(1, m + 1), bits);
    const Interval bracket =
        ball::sub(mul(ball::log(end, bits), inverse, bits), mul(inverse, inverse, bits), bits);
    return mul(c, mul(pow(end, m + 1, bits), bracket, bits), bits);
  };
  Interval total;
  long m = first;
  for (const Coefficient& c : a->known) total = ball::add(total, of_power(m++, c.range, false), bits);
  if (!a->rest.is_zero()) total = ball::add(total, of_power(m, a->rest, true), bits);
  if (a->logarithm) {
    const Model& b = a->logarithm;
    if (b->logarithm || !b->exponent.empty()) return {};
    m = b->valuation + shift;
    if (m <= -1 || arf_cmp_si(end.high(), 1) > 0) return {};
    for (const Coefficient& c : b->known) total = ball::add(total, of_log(m++, c.range), bits);
    if (!b->rest.is_zero()) total = ball::add(total, of_log(m, b->rest), bits);
  } else if (shift >= 0) {
    total = intersection(total, of_power(shift, given->value, true));
  }
  return {total, false};
}

// With u = j^(-1/power), the sum of u^m over j >= first is zeta(m/power, first), for m > power.
ModelArithmetic::Total ModelArithmetic::sum_over_integers(const Model& given, long first) const {
  if (given->is_zero()) return {Interval(), false};
  const Model a = bounded_logarithm(flattened(given));
  if (!a->exponent.empty()) return {std::nullopt, direction(a->exponent) > 0 && is_too_large(*a)};
  const long power = expansion_.power;
  if (a->is_zero()) return {Interval(), false};
  if (std::abs(a->valuation) > greatest_power) return {};
  if (a->valuation <= power) return {std::nullopt, is_too_large(*given)};
  const Bits bits = precision();
  Interval total;
  long m = a->valuation;
  const auto add_term = [&](const Interval& c) {
    const Ball zeta = hurwitz_zeta(Rational(m++, power), Ball(first), bits);
    total = ball::add(total, mul(c, Interval::from(zeta, bits), bits), bits);
  };
  for (const Coefficient& c : a->known) add_term(c.range);
  if (!a->rest.is_zero()) add_term(a->rest);
  return {total, false};
}

bool ModelArithmetic::tends_to_zero(const Model& given) const {
  if (given->is_zero()) return true;
  const Model a = bounded_logarithm(flattened(given));
  if (!a->exponent.empty()) return false;
  return a->is_zero() || (a->valuation > 0 && bracket(*a).is_finite());
}

}  // namespace dropcert::verify
