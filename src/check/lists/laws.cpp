// Laws that are written out: law([(value, probability), ...]).
#include <algorithm>
#include <map>
#include <optional>

#include "check/functions/functions.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::uint64_t steps_of_a_sum = 2'000'000;
constexpr int most_finer_forms = 20;

const Value zero = mpq_class(0);

// A new variable for all numbers that the value may be; a number known exactly as it is.
Value variable_for(Forms& forms, const Value& value, Bits bits) {
  if (const auto* list = get_if<List>(value)) {
    List result = *list;
    for (Element& element : result) element.value = variable_for(forms, element.value, bits);
    return result;
  }
  const bool varies = get_if<Interval>(value) || get_if<Expansion>(value) || is_form(value);
  if (!varies) return value;
  std::optional<mpq_class> low;
  bool is_open = false;
  if (const auto* interval = get_if<Interval>(value); interval && interval->is_finite()) {
    if (mpfr_sgn(interval->low()) >= 0) low = 0;
    is_open = mpfr_sgn(interval->low()) > 0;
  }
  return forms.variable({low, std::nullopt, is_open}, false);
}

}  // namespace

void require_number(const Value& value) {
  require_real(value);
  if (const auto* form = get_if<Fraction>(value); form && form->mentions(generator_p, generator_p + 1))
    throw OutOfReach("a value or probability of a law has p in it");
}

Value Evaluator::law(const Node& node) {
  List atoms;
  std::map<Fraction, std::size_t> places;  // of values known exactly
  Value sum = zero;
  for (const Node& pair : node.children[0].children) {
    charge(4);
    const Value point = value(pair.children[0]);
    const Value weight = value(pair.children[1]);
    require_number(point);
    require_number(weight);
    const Truth is_at_least_0 = compare(weight, Relation::greater_equal, zero);
    if (!is_at_least_0.can(true_bit)) throw Undefined("a probability of a law is negative");
    if (is_at_least_0.can(false_bit)) note_perhaps_undefined();
    sum = sum + weight;
    if (!forms_) sum = settled(std::move(sum), bits_);
    if (equals(weight, 0)) continue;
    if (is_exact_real(point)) {
      auto [known, is_new] = places.try_emplace(as_fraction(point), atoms.size());
      if (!is_new) atoms[known->second].weight = atoms[known->second].weight + weight;
      if (!is_new) continue;
    }
    atoms.push_back({point, weight});
  }
  const Notes before = notes();
  const Truth is_one = compare(sum, Relation::equal, mpq_class(1));
  if (!is_one.can(true_bit)) throw Undefined("the probabilities of a law do not sum to 1");
  if (is_one.can(false_bit) && (is_exact(sum) || !sums_to_one(node)))
    imprecise("the probabilities of a law are not seen to sum to 1");
  notes() = before;
  if (std::all_of(atoms.begin(), atoms.end(), [](const Element& x) { return is_exact_real(x.value); }))
    std::sort(atoms.begin(), atoms.end(), [](const Element& x, const Element& y) {
      return signs_of_difference(x.value, y.value, true) == negative_sign;
    });
  return atoms;
}

// The probabilities are evaluated once more, as forms, with new variables in the place of what is not known
// exactly: that their sum is 1 wherever it is defined holds for the numbers that the variables are, too.
bool Evaluator::sums_to_one(const Node& law) {
  struct Outer {
    Evaluator& evaluator;
    Forms* forms;
    Chart* chart;
    const Notes before;
    const Grounds used;
    ~Outer() {
      evaluator.forms_ = forms;
      evaluator.chart_ = chart;
      evaluator.used = used;
      notes() = before;
    }
  };
  Forms forms;
  const Outer outer{*this, exchange_forms(&forms), exchange_chart(nullptr), notes(), used};
  for (int i = 0; i < most_finer_forms; ++i) try {
      const Bound guard(*this);
      const Attempt attempt(steps_of_a_sum);
      forms.forget_after(0);
      const std::size_t count = variables_.size();
      for (std::size_t k = scope_.first; k < count; ++k)
        if (mentions(law, variables_[k].first))
          bind(variables_[k].first, variable_for(forms, variables_[k].second, bits_));
      Value sum = mpq_class(-1);
      for (const Node& pair : law.children[0].children) sum = sum + value(pair.children[1]);
      return forms.signs_of_difference(sum, zero, false) == zero_sign;
    } catch (const FinerForms&) {
    } catch (const Undefined&) {
      return false;
    } catch (const OutOfReach&) {
      return false;
    }
  return false;
}

// Of the values of a law, each of which counts.
void Evaluator::require_positive_weights(const List& law) {
  for (const Element& atom : law) {
    const bool has_weight =
        is_exact(atom.weight) || get_if<Interval>(atom.weight) || get_if<Expansion>(atom.weight);
    if (!has_weight || get_if<mpq_class>(atom.weight)) continue;
    if (!compare(atom.weight, Relation::greater, zero).holds())
      imprecise("whether a value of a law has a probability other than 0 is not known");
  }
}

// The term at a value whose probability may be 0, where it is not evaluated then: what the mean is is known
// only if the term is surely defined.
Value Evaluator::term_perhaps_left_out(const Node& term) {
  std::optional<Value> found;
  const Truth defined = in_context([&] {
    found = value(term);
    return nothing_wrong;
  });
  if (!found || !defined.holds())
    imprecise("a term is perhaps undefined at a value of a law whose probability may be 0");
  return *found;
}

}  // namespace dropcert::check
