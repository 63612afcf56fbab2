// Comparisons of sums over the elements of lists, and what premises say of these.
#include <map>

#include "check/functions/functions.hpp"
#include "check/open/open_lists.hpp"
#include "check/recursion/induction.hpp"

namespace dropcert::check {

using namespace language;

bool Evaluator::OpenLists::is_seen(const Value& form, unsigned signs) {
  if ((signs & (positive_sign | negative_sign)) == (positive_sign | negative_sign) || signs == zero_sign)
    return false;
  const bool perhaps_undefined = notes().perhaps_undefined;
  bool found = false;
  try {
    found = is_nonnegative((signs & positive_sign) != 0 ? form : -form, (signs & zero_sign) == 0);
  } catch (const OutOfReach&) {
  } catch (const Undefined&) {
  }
  notes().perhaps_undefined = perhaps_undefined;
  return found;
}

// What stands beside one product of exponentials of sums has the sign of the whole; of two products, with a
// positive and a negative factor, the logarithms are compared.
bool Evaluator::OpenLists::is_nonnegative(const Value& form, bool strictly) {
  if (!is_form(form)) return false;
  Forms& forms = *e_.forms_;
  const Fraction fraction = as_fraction(form);
  if (forms.is_complex(fraction)) return false;
  const std::optional<int> below = forms.strict_sign(quotient(fraction.denominator, Polynomial(1)));
  if (!below) return false;
  std::vector<std::size_t> sums;
  for (const Unknown& known : unknowns_)
    if (known.what == "sum") sums.push_back(Induction::generator_of(known.value));
  // c log a + r with c > 0 has the sign of a - exp(-r/c), with c < 0 that of exp(-r/c) - a.
  for (std::size_t g = first_free_generator; g < first_free_generator + forms.count(); ++g) {
    if (!fraction.numerator.mentions(g, g + 1) || !forms.is_logarithm(g) || !varies(generator_value(g), sums))
      continue;
    const Value above = quotient(fraction.numerator * Polynomial(*below), Polynomial(1));
    Polynomial factor;
    for (auto [monomial, integer] : fraction.numerator.terms())
      if (std::exchange(monomial.exponents[g], 0) == 1) factor.add(monomial, integer * *below);
    const Value coefficient = quotient(factor, Polynomial(1));
    const Value rest = above - coefficient * generator_value(g);
    const std::optional<int> side = forms.strict_sign(coefficient);
    if (!side || *side == 0 || varies(rest, sums)) return false;
    return is_nonnegative(Value(mpq_class(*side)) * (forms.inside(g) - forms.exp(-rest / coefficient)),
                          strictly);
  }
  std::map<std::vector<std::int32_t>, Polynomial> groups;
  for (auto [monomial, number] : fraction.numerator.terms()) {
    std::vector<std::int32_t> powers(max_generators, 0);
    for (std::size_t g = first_free_generator; g < max_generators; ++g)
      if (monomial[g] != 0 && forms.is_exponential(g) && varies(generator_value(g), sums))
        powers[g] = std::exchange(monomial.exponents[g], 0);
    groups[powers].add(monomial, number * *below);
  }
  auto first = groups.begin();
  const Value a = quotient(first->second, Polynomial(1));
  if (groups.size() == 1) return is_nonnegative_sum(a, strictly);
  if (groups.size() != 2) return false;
  auto second = std::next(first);
  const Value b = quotient(second->second, Polynomial(1));
  const bool is_turned = !sees(a, true);
  const Value& above = is_turned ? b : a;
  const Value& other = is_turned ? a : b;
  if (!sees(above, true)) return false;
  if (!sees(-other, true)) return sees(other, false);
  Value difference = forms.log(above) - forms.log(-other);
  if (is_turned) std::swap(first, second);
  for (std::size_t g = first_free_generator; g < max_generators; ++g)
    if (const std::int32_t n = first->first[g] - second->first[g]; n != 0)
      difference = difference + Value(mpq_class(n)) * forms.inside(g);
  return is_nonnegative_sum(difference, strictly);
}

// A sum of f(x) + c m is one of f(x) + c x: seen for each x, perhaps for x >= 0 and x <= 0 apart.
bool Evaluator::OpenLists::is_good_for_each(const Value& each, std::size_t x, std::size_t list,
                                            bool strictly) {
  Forms& forms = *e_.forms_;
  Value all = each;
  const Value mean = mean_of(list);
  const bool is_variable = is_form(mean) && !as_fraction(mean).numerator.is_constant() &&
                           as_fraction(mean).numerator.is_monomial() &&
                           are_equal(mean, generator_value(Induction::generator_of(mean)));
  if (is_variable && varies(each, {Induction::generator_of(mean)})) {
    const std::size_t m = Induction::generator_of(mean);
    require_differentiable(forms, each, m);
    const Value slope = forms.derivative(each, m);
    const Value rest = each - slope * mean;
    if (!varies(slope, {m, x}) && !varies(rest, {m})) all = rest + slope * generator_value(x);
    if (sees(all, strictly)) return true;
  }
  if (lists_[list].elements.low) return false;
  const Value t = forms.variable(Bounds{mpq_class(0), std::nullopt});
  return are_equal(t, generator_value(Induction::generator_of(t))) &&
         sees(substituted(forms, all, x, t), strictly) && sees(substituted(forms, all, x, -t), strictly);
}

// A sum of f(x) over all elements x, in which their mean m may stand, is not negative if f is not; nor if f
// is convex and f(m) >= 0, as the sum is at least n f(m).
bool Evaluator::OpenLists::is_nonnegative_sum(const Value& form, bool strictly) {
  if (sees(form, strictly)) return true;
  if (!is_form(form)) return false;
  Forms& forms = *e_.forms_;
  const Fraction fraction = as_fraction(form);
  const std::optional<int> below = forms.strict_sign(quotient(fraction.denominator, Polynomial(1)));
  if (!below) return false;
  Polynomial rest = fraction.numerator * Polynomial(*below);
  Value each = mpq_class(0);
  std::vector<std::size_t> sums;
  for (const Unknown& known : unknowns_) {
    if (known.what != "sum") continue;
    const std::size_t g = Induction::generator_of(known.value);
    sums.push_back(g);
    Polynomial others;
    Polynomial coefficient;
    for (auto [monomial, number] : rest.terms()) {
      const bool is_linear = monomial[g] == 1;
      if (is_linear) monomial.exponents[g] = 0;
      (is_linear ? coefficient : others).add(monomial, number);
    }
    each = each + quotient(coefficient, Polynomial(1)) * known.key;
    rest = others;
  }
  const Value alone = quotient(rest, Polynomial(1));
  if (varies(alone, sums) || varies(each, sums)) return false;
  const std::optional<std::size_t> list = list_of(each);
  if (!list) return false;
  each = each + alone / length_;
  if (sees(each, strictly)) return true;
  const Value element = element_at(*list, 0);
  const std::size_t x = Induction::generator_of(element);
  if (!equals(element - generator_value(x), 0)) return false;  // it is written by a root of itself
  require_differentiable(forms, each, x);
  if (is_good_for_each(each, x, *list, strictly)) return true;
  return sees(forms.derivative(forms.derivative(each, x), x), false) &&
         sees(substituted(forms, each, x, mean_of(*list)), strictly);
}

// ---- premises

Truth Evaluator::OpenLists::under(const Node& premise, const std::function<Truth()>& statement) {
  std::vector<const Node*> alone = {&premise};
  while (alone[0]->kind == Kind::conjunction) {
    const Node& pair = *alone[0];
    alone[0] = &pair.children[0];
    for (std::size_t i = 1; i < pair.children.size(); ++i) alone.push_back(&pair.children[i]);
  }
  std::vector<Entry> entries = lists_;
  bool has_bounds = false;
  in_context([&] {
    for (const Node* part : alone)
      if (part->kind == Kind::quantifier) has_bounds = assume_bounds(*part, entries) || has_bounds;
    return nothing_wrong;
  });
  struct Outer {
    OpenLists& open;
    std::vector<Entry> lists = open.lists_;
    std::vector<Unknown> unknowns = open.unknowns_;
    std::vector<Value> places = open.places_;
    ~Outer() {
      open.places_ = std::move(places);
      open.lists_ = std::move(lists);
      open.unknowns_ = std::move(unknowns);
    }
  } outer{*this};
  std::vector<std::size_t> mixed;  // lists of which it is now to be said whether an element is 0
  if (has_bounds) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (entries[i].elements.begins_at_zero() && !lists_[i].elements.begins_at_zero()) mixed.push_back(i);
      entries[i].variables.clear();
      entries[i].mean.reset();
    }
    unknowns_.clear();
    lists_ = entries;
  }
  Truth all{0, 0};
  const std::size_t count = e_.forms_->count();
  for (unsigned choice = 0; choice < 1U << mixed.size(); ++choice) {
    if (!mixed.empty()) {
      unknowns_.clear();
      places_ = outer.places;
      lists_ = entries;
    }
    for (std::size_t i = 0; i < mixed.size(); ++i)
      lists_[mixed[i]].elements.has_zero = (choice >> i & 1U) != 0;
    for (const Node* part : alone)
      if (part->kind == Kind::relation)
        in_context([&] {
          assume_equation(*part);
          return nothing_wrong;
        });
    const Truth found = statement();
    e_.forms_->forget_after(count);
    all.outcomes |= found.outcomes;
    all.vacuity |= found.vacuity;
  }
  return all;
}

// for x in LIST: l <= x <= h, and the like. Whether anything came to be known.
bool Evaluator::OpenLists::assume_bounds(const Node& quantifier, std::vector<Entry>& entries) {
  const Binder& binder = quantifier.binders[0];
  if (quantifier.binders.size() != 1 || quantifier.wherever_defined ||
      binder.domain.kind != DomainKind::elements)
    return false;
  const Value list = e_.value(binder.domain.terms[0]);
  const auto* open = get_if<OpenList>(list);
  if (!open || open->delta) return false;
  Elements& elements = entries[open->number].elements;
  bool is_known = false;
  const auto assume = [&](const mpq_class& end, bool is_low, bool is_open) {
    std::optional<mpq_class>& place = is_low ? elements.low : elements.high;
    bool& openness = is_low ? elements.low_open : elements.high_open;
    const bool is_closer = !place || (is_low ? end > *place : end < *place);
    if (!is_closer && !(end == *place && is_open && !openness)) return;
    place = end;
    openness = is_open;
    is_known = true;
  };
  std::vector<const Node*> parts = {&quantifier.children[0]};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Node& part = *parts[i];
    if (part.kind == Kind::conjunction)
      for (const Node& child : part.children) parts.push_back(&child);
    if (part.kind != Kind::relation) continue;
    for (std::size_t link = 0; link < part.relations.size(); ++link) {
      const Relation relation = part.relations[link];
      if (!says_order(relation)) continue;
      const bool is_strict = says_strictly(relation);
      const bool is_less = says_less(relation);
      for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
        const Node& x = part.children[link + side];
        const Node& end = part.children[link + 1 - side];
        if (x.kind != Kind::name || x.name != binder.names[0] || mentions(end, binder.names[0])) continue;
        const Value number = e_.value(end);
        if (const auto* rational = get_if<mpq_class>(number))
          assume(*rational, (side == 0) != is_less, is_strict);
      }
    }
  }
  return is_known;
}

// An equation from which the mean of a list follows.
void Evaluator::OpenLists::assume_equation(const Node& relation) {
  if (relation.relations.size() != 1 || relation.relations[0] != Relation::equal) return;
  const Value difference = e_.value(relation.children[0]) - e_.value(relation.children[1]);
  if (!is_form(difference)) return;
  const Polynomial above = as_fraction(difference).numerator;
  for (std::size_t list = 0; list < lists_.size(); ++list) {
    const Value mean = mean_of(list);
    if (!is_form(mean) || as_fraction(mean).numerator.is_constant()) continue;  // 1/n, perhaps
    const std::size_t m = Induction::generator_of(mean);
    if (!equals(mean - generator_value(m), 0) || degree_in(above, m) != 1) continue;
    Polynomial slope;
    Polynomial rest;
    for (auto [monomial, number] : above.terms()) {
      const bool is_linear = std::exchange(monomial.exponents[m], 0) == 1;
      (is_linear ? slope : rest).add(monomial, number);
    }
    const Value factor = quotient(slope, Polynomial(1));
    const Value others = quotient(rest, Polynomial(1));
    if (varies(factor, {m}) || varies(others, {m}) || !e_.forms_->strict_sign(factor)) continue;
    lists_[list].mean = -others / factor;
    return;
  }
}

}  // namespace dropcert::check
