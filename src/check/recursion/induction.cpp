#include "check/recursion/induction.hpp"

#include <algorithm>

#include "check/functions/functions.hpp"
#include "check/recursion/equations.hpp"
#include "check/region.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::uint64_t steps_of_an_induction = 40'000'000;
constexpr int most_finer_forms = 40;
constexpr int most_attempts = 40;
constexpr std::int64_t most_cases_before = 10;
constexpr std::size_t most_cases_of_inequality = 4;

bool is_zero(const Value& value) {
  return equals(value, 0);
}

}  // namespace

// ---- comparisons

std::optional<Truth> Evaluator::Induction::relation(const Node& node) {
  Evaluator& e = evaluator_;
  if (is_busy_ || e.scope_.first > place_ || e.find_variable(name_) != &e.variables_[place_].second ||
      !mentions(node, name_))
    return std::nullopt;
  struct Busy {
    bool& is_busy;
    ~Busy() { is_busy = false; }
  } busy{is_busy_ = true};
  const Grounds before = e.used;
  const Truth plain = e.relation(node);
  if (plain.holds() || plain.is_refuted() || node.relations.size() != 1) return plain;
  // Functions of p have no order; none stands in the statement, or in any definition.
  const auto is_of_p = [](const Definition* definition) {
    return mentions(definition->body, "p") ||
           std::any_of(definition->equations.begin(), definition->equations.end(),
                       [](const Equation& equation) { return mentions(equation.body, "p"); });
  };
  if (says_order(node.relations[0]) &&
      (mentions(node, "p") || std::any_of(e.definitions_.begin(), e.definitions_.end(), is_of_p)))
    return plain;
  const Grounds grounds = std::exchange(e.used, before);
  helps_to_delay_ = true;
  for (std::int64_t delay = 0; delay <= 9 && helps_to_delay_; delay = 2 * delay + 1)
    if (is_shown(node, delay)) return Truth{true_bit, substantial_bit};
  e.used = grounds;
  return plain;
}

bool Evaluator::Induction::is_shown(const Node& node, std::int64_t delay) {
  Evaluator& e = evaluator_;
  struct Outer {
    Induction& induction;
    Value n = induction.evaluator_.variables_[induction.place_].second;
    std::size_t generators = induction.evaluator_.forms_->count();
    ~Outer() {
      induction.evaluator_.variables_[induction.place_].second = n;
      induction.evaluator_.forms_->forget_after(generators);
      induction.looks_ = false;
    }
  } outer{*this};
  const Afresh afresh(e);
  helps_to_delay_ = false;
  delay_ = delay;
  windows_.clear();
  folds_.clear();
  const Notes before = notes();
  for (int i = 0; i < most_attempts; ++i) try {
      e.forms_->forget_after(outer.generators);
      varying_ = {generator_of(m_)};
      unknowns_.clear();
      unfolded_.clear();
      recurrences_.clear();
      looks_ = false;
      bool is_seen = false;
      const Truth defined = in_context([&] {
        is_seen = shows(node);
        return nothing_wrong;
      });
      notes() = before;
      return is_seen && defined.holds();
    } catch (const Again&) {
      notes() = before;
    }
  return false;
}

// Both sides are equal for all m, or one is abs(T) with T = 0; the cases before m = 0 one by one.
bool Evaluator::Induction::shows(const Node& node) {
  Evaluator& e = evaluator_;
  const Relation relation = node.relations[0];
  const Node& left = node.children[0];
  const Node& right = node.children[1];
  const auto is_abs = [&](const Node& side) {
    return side.kind == Kind::call && side.name == "abs" && e.is_of_language("abs");
  };
  bool is_seen = false;
  if (is_abs(left) || is_abs(right)) {
    if (!is_zero_always((is_abs(left) ? left : right).children[0], nullptr)) return false;
    const Value zero = mpq_class(0);
    looks_ = true;
    e.variables_[place_].second = at({1, first_ + delay_});
    const Value other = e.value(is_abs(left) ? right : left);
    const Truth found = is_abs(left) ? e.compare(zero, relation, other) : e.compare(other, relation, zero);
    is_seen = found.holds();
  } else {
    is_seen = relation != Relation::not_equal && relation != Relation::less &&
              relation != Relation::greater && is_zero_always(left, &right);
    is_seen = is_seen || stays(node);
  }
  looks_ = false;
  for (std::int64_t n = first_; is_seen && n < first_ + delay_; ++n) {
    e.variables_[place_].second = mpq_class(signed_mpz(n));
    is_seen = e.relation(node).holds();
  }
  return is_seen;
}

Value Evaluator::Induction::difference(const Node& a, const Node* b, const Value& n) {
  evaluator_.variables_[place_].second = n;
  const Value left = evaluator_.value(a);
  return b ? left - evaluator_.value(*b) : left;
}

// Whether T = a - b, or a, is 0 for all m: T(m + k) is a sum of c_i T(m + i), i < k, with c_i that are
// defined for all m, and T is 0 in the first k cases. That sum is computed, and compared with T(m + k).
bool Evaluator::Induction::is_zero_always(const Node& a, const Node* b) {
  Evaluator& e = evaluator_;
  std::vector<Value> values;
  std::vector<Parts> rows;
  for (std::int64_t k = 0; k <= most_cases_before; ++k) {
    looks_ = true;
    values.push_back(difference(a, b, at({1, first_ + delay_ + k})));
    looks_ = false;
    const Parts parts = parts_of(values.back());
    const std::optional<std::vector<Value>> found = combination(rows, parts);
    rows.push_back(parts);
    if (!found) continue;
    Value rest = values.back();
    for (std::size_t i = 0; i < found->size(); ++i) {
      const Fraction coefficient = as_fraction((*found)[i]);
      const std::optional<int> sign = e.forms_->sign(quotient(coefficient.denominator, Polynomial(1)));
      helps_to_delay_ = !sign || *sign == 0;
      if (helps_to_delay_) return false;
      rest = rest - (*found)[i] * values[i];
    }
    if (!is_zero(rest)) return false;
    for (std::int64_t i = 0; i < k; ++i)
      if (!is_zero(difference(a, b, mpq_class(signed_mpz(first_ + delay_ + i))))) return false;
    return true;
  }
  return false;
}

// Whether the comparison goes over from k cases to the next, and holds in the first k: with the gaps T, the
// side that is to be the greater less the other, T_k = c_0 T_0 + ... + c_(k-1) T_(k-1) + r, where no c and
// not r is negative, whatever the unknowns are; of a strict one a c or r is positive.
bool Evaluator::Induction::stays(const Node& node) {
  Evaluator& e = evaluator_;
  const Relation relation = node.relations[0];
  const bool goes_up = says_less(relation);
  const bool is_strict = says_strictly(relation);
  if (!goes_up && !is_strict && relation != Relation::greater_equal) return false;
  std::vector<Value> gaps;
  const auto add_gap = [&] {
    looks_ = true;
    const Value n = at({1, first_ + delay_ + static_cast<std::int64_t>(gaps.size())});
    gaps.push_back(difference(node.children[goes_up ? 1 : 0], &node.children[goes_up ? 0 : 1], n));
    looks_ = false;
  };
  const auto is_always = [&](const Value& value, Relation sign) {
    const std::optional<int> below = e.forms_->sign(quotient(as_fraction(value).denominator, Polynomial(1)));
    return below && *below != 0 && e.compare(value, sign, mpq_class(0)).holds();
  };
  const auto goes_over = [&](const std::vector<Value>& c) {
    Value r = gaps.back();
    bool is_strictly = !is_strict;
    for (std::size_t i = 0; i < c.size(); ++i) {
      if (!is_always(c[i], Relation::greater_equal)) return false;
      is_strictly |= is_always(c[i], Relation::greater);
      r = r - c[i] * gaps[i];
    }
    return is_always(r, Relation::greater_equal) && (is_strictly || is_always(r, Relation::greater));
  };
  add_gap();
  bool is_seen = goes_over({});  // for all m
  if (!is_seen) {
    add_gap();
    is_seen = goes_over({mpq_class(1)});
  }
  if (!is_seen) {  // with c by which an unknown vanishes from r
    constexpr int most = 5;
    int tried = 0;
    const Parts new_parts = parts_of(gaps[1]);
    for (const auto& [powers, coefficient] : parts_of(gaps[0])) {
      bool is_unknown = false;
      for (std::size_t g = first_free_generator; g < max_generators && !is_unknown; ++g)
        is_unknown = powers[g] != 0 && has_unknowns(generator_value(g));
      if (!is_unknown || new_parts.count(powers) == 0 || ++tried > most) continue;
      is_seen = is_seen || goes_over({new_parts.at(powers) / coefficient});
    }
  }
  while (!is_seen && gaps.size() <= most_cases_of_inequality) {  // by which all without a sign do
    add_gap();
    std::vector<Parts> parts;
    for (const Value& gap : gaps) parts.push_back(without_sign(parts_of(gap)));
    const Parts last = std::move(parts.back());
    parts.pop_back();
    const std::optional<std::vector<Value>> c = last.empty() ? std::nullopt : combination(parts, last);
    is_seen = c && goes_over(*c);
  }
  helps_to_delay_ = helps_to_delay_ || !is_seen;
  for (std::size_t i = 0; is_seen && i + 1 < gaps.size(); ++i) {
    e.variables_[place_].second = mpq_class(signed_mpz(first_ + delay_ + static_cast<std::int64_t>(i)));
    is_seen = e.relation(node).holds();
  }
  return is_seen;
}

// The parts in which there is an unknown that may be positive or negative.
Evaluator::Induction::Parts Evaluator::Induction::without_sign(Parts parts) const {
  for (auto part = parts.begin(); part != parts.end();) {
    bool has_sign = true;
    for (std::size_t g = first_free_generator; g < max_generators && has_sign; ++g)
      has_sign = part->first[g] == 0 || evaluator_.forms_->sign(generator_value(g)).value_or(0) != 0;
    part = has_sign ? parts.erase(part) : std::next(part);
  }
  return parts;
}

// The coefficients of the products of powers of unknowns, which the denominator has one of.
Evaluator::Induction::Parts Evaluator::Induction::parts_of(const Value& difference) const {
  const std::size_t m = generator_of(m_);
  const Fraction fraction = as_fraction(difference);
  std::vector<bool> is_unknown(max_generators, false);
  for (std::size_t g = first_free_generator; g < max_generators; ++g)
    if (g != m && fraction.mentions(g, g + 1))
      is_unknown[g] = evaluator_.forms_->depends_on(as_fraction(generator_value(g)), varying_);
  const auto split = [&](const Polynomial& polynomial) {
    std::map<std::vector<std::int32_t>, Polynomial> parts;
    for (const auto& [monomial, coefficient] : polynomial.terms()) {
      std::vector<std::int32_t> powers(max_generators, 0);
      Monomial rest = monomial;
      for (std::size_t g = 0; g < max_generators; ++g)
        if (is_unknown[g]) powers[g] = std::exchange(rest.exponents[g], 0);
      parts[powers].add(rest, coefficient);
    }
    return parts;
  };
  const auto below = split(fraction.denominator);
  if (below.size() != 1) throw OutOfReach("a sum of unknowns in a denominator");
  Parts result;
  for (const auto& [powers, part] : split(fraction.numerator)) {
    std::vector<std::int32_t> all = powers;
    for (std::size_t g = 0; g < max_generators; ++g) all[g] -= below.begin()->first[g];
    result[all] = quotient(part, below.begin()->second);
  }
  return result;
}

Evaluator::Induction::Step Evaluator::Induction::step(const Node& term) {
  struct Looking {
    bool& flag;
    ~Looking() { flag = false; }
  } looking{looks_ = true};
  for (int i = 0; i < most_attempts; ++i) try {
      varying_ = {generator_of(m_)};
      unknowns_.clear();
      unfolded_.clear();
      recurrences_.clear();
      Step result;
      result.sign = *power(mpq_class(-1), m_);
      const auto at_place = [&](std::int64_t offset) {
        evaluator_.variables_[place_].second = at({1, first_ + delay_ + offset});
        return evaluator_.value(term);
      };
      result.here = at_place(0);
      result.next = at_place(1);
      result.delay = delay_;
      return result;
    } catch (const Again&) {
    }
  throw OutOfReach("a term of a sum without end varies too much");
}

bool Evaluator::Induction::has_unknowns(const Value& form) const {
  const std::vector<std::size_t> unknowns(varying_.begin() + 1, varying_.end());
  return is_form(form) && evaluator_.forms_->depends_on(as_fraction(form), unknowns);
}

// ---- regions

// Over the integers from a number on, and perhaps further real variables.
std::optional<Truth> Evaluator::by_induction(const Region& region) {
  if (forms_ || region.node.wherever_defined) return std::nullopt;
  std::optional<std::size_t> place;  // of the only range
  for (std::size_t axis = 0; axis < region.size(); ++axis) {
    const bool is_range = region.binder(axis).domain.kind == DomainKind::range;
    if (region.is_dependent(axis) || (is_range && place)) return std::nullopt;
    if (is_range) place = axis;
  }
  if (!place) return std::nullopt;
  const Domain& domain = region.binder(*place).domain;
  if (domain.terms[0].kind == Kind::infinity || domain.terms[1].kind != Kind::infinity) return std::nullopt;
  return attempted(steps_of_an_induction, [&]() -> std::optional<Truth> {
    const std::int64_t first = integer(value(domain.terms[0]));
    std::vector<std::vector<std::optional<mpq_class>>> ends(region.size());
    for (std::size_t axis = 0; axis < region.size(); ++axis) {
      const Domain& other = region.binder(axis).domain;
      if (axis == *place) continue;
      if (length_of(other) != positive_sign) return std::nullopt;
      ends[axis].resize(2);
      for (std::size_t i = 0; i < other.terms.size(); ++i)
        if (other.terms[i].kind != Kind::infinity) {
          const Value end = value(other.terms[i]);
          if (const auto* rational = get_if<mpq_class>(end)) ends[axis][i] = *rational;
        }
    }
    if (notes().perhaps_undefined) return std::nullopt;
    struct Outer {
      Evaluator& evaluator;
      ~Outer() {
        evaluator.forms_ = nullptr;
        evaluator.induction_ = nullptr;
      }
    } outer{*this};
    Forms forms;
    forms.begin_search();
    forms_ = &forms;
    for (int i = 0; i < most_finer_forms; ++i) try {
        forms.forget_after(0);
        Bound guard(*this);
        const Value m = forms.variable({mpq_class(0), std::nullopt}, false);
        induction_ = nullptr;
        std::optional<Induction> induction;
        for (std::size_t axis = 0; axis < region.size(); ++axis) {
          const Binder& binder = region.binder(axis);
          if (axis == *place) {
            bind(binder.names[0], m + Value(mpq_class(signed_mpz(first))));
            induction_ = &induction.emplace(*this, first, m);
          } else {
            const bool is_open = ends[axis][0] && binder.domain.low_open;
            bind(binder.names[0], forms.variable(Bounds{ends[axis][0], ends[axis][1], is_open}));
          }
        }
        const Truth found = quantifier(region.node, region.last);
        return found.holds() ? std::optional(found) : std::nullopt;
      } catch (const FinerForms&) {
      }
    return std::nullopt;
  });
}

}  // namespace dropcert::check
