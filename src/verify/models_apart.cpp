// Models of sums whose terms differ by a factor exp(Q), Q without bound near u = 0, with the smaller term
// kept: where what is greater cancels, as in 1 - erf(x), that is what is left.
#include "verify/arithmetic.hpp"
#include "verify/taylor_model.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;

namespace {

constexpr int most_terms = 4;  // that differ so, the last with all the rest

const Model& greater_of(const Model& a) {
  return a->smaller ? a->greater : a;
}

}  // namespace

Model ModelArithmetic::smaller_of(const Model& a) const {
  return a->smaller ? a->smaller : constant(Coefficient::zero());
}

Model ModelArithmetic::of_few_terms(const Model& a, int most) const {
  if (!a->smaller) return a;
  if (most == 1) return make(*a);
  TaylorModel result = *a;
  result.smaller = of_few_terms(a->smaller, most - 1);
  return std::make_shared<const TaylorModel>(std::move(result));
}

// What is known to be greater + smaller too.
Model ModelArithmetic::apart(const Model& whole, const Model& greater, const Model& smaller) const {
  if (greater->is_zero()) return within(smaller, whole->value);
  if (smaller->is_zero()) return within(greater, whole->value);
  const bool is_known =
      greater->is_polynomial() && (!greater->logarithm || greater->logarithm->is_polynomial());
  if (!is_known) return whole;
  TaylorModel result = *whole;
  result.greater = greater;
  result.smaller = of_few_terms(smaller, most_terms - 1);
  return std::make_shared<const TaylorModel>(std::move(result));
}

Model ModelArithmetic::apart_if_sum(const Model& whole, const Model& a, const Model& b) const {
  if (!a->smaller && !b->smaller && a->exponent.empty() && b->exponent.empty()) return whole;
  const Model& A = greater_of(a);
  const Model& B = greater_of(b);
  const std::vector<Coefficient> difference = sum(A->exponent, scaled(B->exponent, Rational(-1)));
  const int side = direction(difference);
  if (difference.empty()) {
    if (!a->smaller && !b->smaller) return whole;
    if (!A->is_polynomial() || !B->is_polynomial()) return whole;
    return apart(whole, added(A, B), add(smaller_of(a), smaller_of(b)));
  }
  if (side == 0) return whole;
  const Model& greatest = side > 0 ? a : b;
  const Model& other = side > 0 ? b : a;
  if (!greater_of(greatest)->is_polynomial()) return whole;
  return apart(whole, greater_of(greatest), add(smaller_of(greatest), other));
}

Model ModelArithmetic::apart_if_product(const Model& whole, const Model& a, const Model& b) const {
  if (!a->smaller && !b->smaller) return whole;
  const Model& A = greater_of(a);
  const Model& B = greater_of(b);
  if (!A->is_polynomial() || !B->is_polynomial() || A->logarithm || B->logarithm) return whole;
  return apart(whole, multiplied(A, B), add(multiply(A, smaller_of(b)), multiply(smaller_of(a), b)));
}

// a/greater = 1 + smaller/greater.
Model ModelArithmetic::one_and_the_rest(const Model& a) const {
  return add(constant(coefficient(Rational(1))), divide(a->smaller, a->greater));
}

// g(c + s) = g(c) + s (g_1 + g_2 s + ...), for a number c and what tends to 0 faster than powers of u.
std::optional<Model> ModelArithmetic::compose_apart(const Model& a, const SmoothFunction& function) const {
  const bool is_small = !a->exponent.empty() && direction(a->exponent) < 0;
  const bool is_about_a_number = a->smaller && !a->greater->logarithm && a->greater->exponent.empty() &&
                                 a->greater->valuation == 0 && a->greater->count() == 1;
  if (!is_small && !is_about_a_number) return std::nullopt;
  const Model& small = is_small ? a : a->smaller;
  const Coefficient centre = is_small ? Coefficient::zero() : a->greater->known[0];
  constexpr long count = 3;
  const Coefficient everywhere{hull(centre.range, a->value), std::nullopt};
  if (function.is_smooth_on && !function.is_smooth_on(everywhere.range)) return std::nullopt;
  const std::vector<Coefficient> at_centre = function.taylor(centre, count);
  Model factor = somewhere(function.taylor(everywhere, count + 1).back().range);
  for (long k = count - 1; k > 0; --k)
    factor = add(multiply(factor, small), constant(at_centre[static_cast<std::size_t>(k)]));
  const Model step = multiply(factor, small);
  const Model at = constant(at_centre[0]);
  return apart(added(at, step), at, step);
}

}  // namespace dropcert::verify
