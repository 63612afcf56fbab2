// Derivatives as forms, and numbers that are equal as forms.
#include "check/closed/closed.hpp"
#include "check/functions/functions.hpp"
#include "check/open/summands.hpp"
#include "check/recursion/equations.hpp"
#include "check/region.hpp"

namespace dropcert::check {

using namespace language;

std::size_t generator_of(const Value& variable) {
  for (std::size_t g = first_free_generator; g < max_generators; ++g)
    if (are_equal(variable, generator_value(g))) return g;
  throw OutOfReach("a variable that is written by a root of itself");
}

namespace {

// The only variable that the form depends on, if that is positive.
std::optional<std::size_t> only_positive_variable(const Forms& forms, const Value& form) {
  std::optional<std::size_t> found;
  for (std::size_t g = first_free_generator; g < first_free_generator + forms.count(); ++g) {
    if (!forms.is_variable(g) || !varies(forms, form, {g})) continue;
    if (found || !forms.is_positive_variable(g)) return std::nullopt;
    found = g;
  }
  return found;
}

}  // namespace

// The term is a form of x, which runs through an open interval around the point: with a positive variable as
// the point does, else through the numbers of the point's sign, or all. It is defined there, so that the form
// is the function, which is analytic.
Value derivative_as_form(Evaluator& evaluator, const Node& node, const Value& point, std::uint64_t order) {
  struct Doubt {
    bool before = std::exchange(notes().perhaps_undefined, false);
    ~Doubt() { notes().perhaps_undefined = before; }
  } const doubt;
  Forms& forms = *evaluator.forms();
  if (!is_exact(point)) throw OutOfReach("a derivative at a point without a form");
  const std::optional<std::size_t> own = only_positive_variable(forms, point);
  const int sign = own ? 1 : forms.strict_sign(point).value_or(0);
  Bounds bounds;
  if (sign != 0) bounds = {mpq_class(0), std::nullopt, true};
  const Value variable = forms.variable(bounds);  // perhaps a power of its generator
  const Monomial power = as_fraction(variable).numerator.terms().front().first;
  std::size_t g = first_free_generator;
  while (power[g] == 0) ++g;
  if (own) require_differentiable(forms, point, *own);
  const Value x = own ? substituted(forms, point, *own, generator_value(g)) : sign < 0 ? -variable : variable;
  Value place = own ? generator_value(*own) : sign < 0 ? -point : point;
  if (!own && power[g] != 1) place = forms.power(place, mpq_class(1, power[g]));
  const Evaluator::Bound guard(evaluator);
  evaluator.bind(node.binders[0].names[0], x);
  Value form;
  try {
    form = evaluator.value(node.children[0]);
  } catch (const Undefined&) {
    throw OutOfReach("a term that is undefined next to the point");
  }
  if (!is_exact(form) || mentions_p(form) || get_if<List>(form))
    throw OutOfReach("the derivative of what is no form");
  const Value slope = forms.derivative(x, g);
  if (forms.strict_sign(slope).value_or(0) == 0)
    throw OutOfReach("a derivative at a point that is not monotone");
  require_differentiable(forms, form, g);
  for (std::uint64_t i = 0; i < order; ++i) {
    charge(size_of(form));
    form = forms.derivative(form, g) / slope;
  }
  const Value result = substituted(forms, form, g, place);
  if (notes().perhaps_undefined) throw OutOfReach("a derivative of what is perhaps undefined");
  return result;
}

// Equal numbers are never told apart, so their forms are looked at, from one precision up to another: two
// that differ are told apart, mostly, at the first, and their forms may be long. What enclosures tell is
// looked at again where it is claimed to be exact.
Truth Evaluator::by_forms(Truth found, Relation relation, const Node& a, const std::function<Value()>& b,
                          bool is_known, bool had_enclosures) {
  constexpr Bits least_bits = 128;
  constexpr Bits most_bits = 1024;
  constexpr int most_finer_forms = 20;
  constexpr std::uint64_t steps_of_forms = 5'000'000;
  if (forms_ || chart_ || pieces_ != 0 || bits_ > most_bits || found.is_refuted()) return found;
  const bool was_enclosed = found.holds();
  if (was_enclosed ? !wants_exact_ || had_enclosures || !used.enclosures : bits_ < least_bits) return found;
  const bool are_defined = is_known && !found.can(undefined_bit);
  const Afresh afresh(*this);
  struct Outer {
    Forms*& place;
    ~Outer() { place = nullptr; }
  } outer{forms_};
  Forms forms;
  forms.begin_numbers();
  forms_ = &forms;
  const Grounds before = used;
  const std::optional<Truth> equal = attempted(steps_of_forms, [&]() -> std::optional<Truth> {
    for (int i = 0; i < most_finer_forms; ++i) try {
        Bound guard(*this);
        forms.forget_after(0);
        notes().perhaps_undefined = false;
        const Value left = value(a);
        const Value right = b();
        require_number(left);  // functions of p have no order
        require_number(right);
        if (was_enclosed) {
          used.enclosures = false;
          if (compare(left, relation, right).holds() && !used.enclosures && !forms.has_enclosed())
            return found;
        } else if (equals(forms.without_powers_of_roots(left - right), 0) &&
                   (are_defined || !notes().perhaps_undefined)) {
          return nothing_wrong;
        }
        break;
      } catch (const FinerForms&) {
      }
    return std::nullopt;
  });
  used = before;
  if (!equal) return found;
  used.enclosures = had_enclosures || forms.has_enclosed();
  if (was_enclosed) return found;
  const bool allows_equal =
      relation == Relation::equal || relation == Relation::less_equal || relation == Relation::greater_equal;
  return {allows_equal ? true_bit : false_bit};
}

}  // namespace dropcert::check
