// Statements: what each may come out as.
#include <fmt/core.h>

#include <algorithm>

#include "language/print.hpp"
#include "verify/builtins.hpp"
#include "verify/closed_forms.hpp"
#include "verify/frame.hpp"
#include "verify/induction.hpp"
#include "verify/machine.hpp"
#include "verify/nesting.hpp"
#include "verify/open_lists.hpp"
#include "verify/printed.hpp"
#include "verify/region.hpp"
#include "verify/show.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace language;

namespace {

bool is_ball(const Value& value) {
  return get_if<Ball>(value) || is_model(value);
}

}  // namespace

Outcomes Machine::Context::caught() {
  Obstacles& found = machine_.obstacles;
  auto out_of_reach = [&](const char* what) {
    if (found.out_of_reach.empty()) found.out_of_reach = what;
    return Outcomes::unknown();
  };
  try {
    throw;
  } catch (const Undefined& error) {
    if (found.undefined.empty()) {
      found.undefined = error.what();
      if (machine_.current_) found.undefined += fmt::format(" in '{}'", to_text(*machine_.current_->source));
    }
    return Outcome::undefined;
  } catch (const Imprecise& error) {
    found.precision_may_help = true;
    return out_of_reach(error.what());
  } catch (const Unsupported& error) {
    return out_of_reach(error.what());
  } catch (const std::length_error& error) {
    return out_of_reach(error.what());
  } catch (const std::domain_error& error) {
    return out_of_reach(error.what());
  } catch (const std::invalid_argument& error) {
    return out_of_reach(error.what());
  }
}

Outcomes Machine::truth(const Code& code) {
  Nesting nesting(nesting_);
  charge(1);
  if (nesting.is_too_deep()) {
    if (obstacles.out_of_reach.empty())
      obstacles.out_of_reach = fmt::format("definitions nested deeper than {} levels", Nesting::most);
    return Outcomes::unknown();
  }
  return node_truth(code);
}

// What follows an operand that settles the whole is not evaluated.
Outcomes Machine::node_truth(const Code& code) {
  const std::vector<Code>& operands = code.arguments;
  switch (code.kind) {
    case Kind::relation:
      return relation(code);
    case Kind::negation:
      return negation(truth(operands[0]));
    case Kind::conjunction:
    case Kind::disjunction: {
      const bool is_and = code.kind == Kind::conjunction;
      Outcomes all = truth(operands[0]);
      if (!is_and) all = disjunction(all, Outcome::false_);  // it is never vacuous
      for (std::size_t i = 1; i < operands.size(); ++i) {
        if (is_and ? !all.may_be_true() : !all.may_be(Outcome::false_)) break;
        const Outcomes next = truth(operands[i]);
        all = is_and ? conjunction(all, next) : disjunction(all, next);
      }
      return all;
    }
    case Kind::implication: {
      const Outcomes premise = truth(operands[0]);
      if (open_lists_ && premise.may_be_true())
        return implication(premise, open_lists_->under(operands[0], [&] { return truth(operands[1]); }));
      return implication(premise, premise.may_be_true() ? truth(operands[1]) : Outcomes(Outcome::true_));
    }
    case Kind::equivalence: {
      const Outcomes left = truth(operands[0]);
      return equivalence(left, truth(operands[1]));
    }
    case Kind::quantifier:
    case Kind::existence:
      return quantifier(code);
    case Kind::conditional: {
      const Outcomes condition = truth(operands[0]);
      const Outcomes yes = condition.may_be_true() ? truth(operands[1]) : Outcomes();
      const Outcomes no = condition.may_be(Outcome::false_) ? truth(operands[2]) : Outcomes();
      return choice(condition, yes, no);
    }
    default:
      return code.definition >= 0 ? definition_truth(code) : predicate(code);
  }
}

Outcomes Machine::definition_truth(const Code& code) {
  constexpr std::size_t most_observations = 1000;  // after which what is known is not looked at again
  if (code.arguments.empty()) {
    const bool is_traced = trace && trace->size() < most_observations;
    if (is_traced) return in_frame(code, {}, [this](const Code& body) { return truth(body); });
    return context([&] { return *remembered(code, true).outcomes; });
  }
  std::vector<Value> arguments;
  const Outcomes defined = domain([&] { arguments = argument_values(code); });
  if (!defined.may_be_true() || defined.may_be(Outcome::false_)) return defined;
  const Outcomes result =
      in_frame(code, std::move(arguments), [this](const Code& body) { return truth(body); });
  return result | defined.without(Outcome::vacuous);
}

Outcomes Machine::predicate(const Code& code) {
  return context([&]() -> Outcomes {
    if (!code.builtin || !code.builtin->predicate)
      throw Unsupported("a term stands where a statement is expected");
    std::vector<Value> arguments = argument_values(code);
    current_ = &code;
    if (std::any_of(arguments.begin(), arguments.end(),
                    [](const Value& x) { return get_if<OpenList>(x) || get_if<OpenLaw>(x); }))
      throw Unsupported("a predicate of a list of open length");
    if (!code.builtin->theorem.empty()) used_theorems.emplace(code.builtin->theorem);
    const bool shows_argument = code.builtin->shows_argument;
    if (!shows_argument && code.source->name != "isprime") used_balls = true;
    const Outcomes result = code.builtin->predicate(*this, arguments);
    if (result == Outcomes::any_truth() && !shows_argument) {
      obstacles.precision_may_help = true;
      if (!obstacles.open) obstacles.open = &code;
    }
    if (trace) {
      const auto* text = shows_argument ? get_if<PrintedText>(arguments[1]) : nullptr;
      std::vector<Value> sides;
      if (text) sides.push_back(arguments[0]);
      trace->push_back(
          {"", to_text(*code.source), std::move(sides), result, text && says_zero(*text->printed)});
    }
    return result;
  });
}

// A chain is the conjunction of its links; a term between two links is evaluated once.
Outcomes Machine::relation(const Code& code) {
  if (induction_ && mode_ == Mode::forms)
    if (const std::optional<Outcomes> found = induction_->relation(code)) return *found;
  if (mode_ == Mode::models && expansion.compares_logarithms) return relation_of_logarithms(code);
  if (mode_ == Mode::points && !trace && code.source->relations.size() == 1 &&
      code.source->relations[0] == Relation::equal && has_limits(code) &&
      are_equal_as_forms(*this, code.arguments[0], code.arguments[1]))
    return Outcome::true_;
  Outcomes all = Outcome::true_;
  Value left;
  for (std::size_t i = 0; i < code.source->relations.size() && all.may_be_true(); ++i) {
    bool is_compared = false;
    const Outcomes one = context([&] {
      if (i == 0) left = value(code.arguments[0]);
      const Outcomes result = link(code, i, left);
      is_compared = true;
      return result;
    });
    all = conjunction(all, one);
    if (!is_compared) return all;  // the terms after it may be anything: `one` says so, or is undefined
  }
  return all;
}

// Equal numbers are never told apart, so their forms are looked at; two that differ are, mostly, at the first
// precisions, and their forms may be long.
bool Machine::looks_at_forms() const {
  constexpr long least_bits = 128;
  constexpr long most_bits = 1024;
  return mode_ == Mode::points && precision_.value >= least_bits && precision_.value <= most_bits;
}

bool holds_of_equals(Relation relation) {
  return relation == Relation::equal || relation == Relation::less_equal ||
         relation == Relation::greater_equal;
}

// The i-th comparison of a chain, whose left side is `left`; it becomes the right side.
Outcomes Machine::link(const Code& code, std::size_t i, Value& left) {
  Value right = value(code.arguments[i + 1]);
  current_ = &code;
  const Relation relation = code.source->relations[i];
  const bool has_balls = is_ball(left) || is_ball(right);
  if (has_balls) used_balls = true;
  Outcomes result = arithmetic().compare(left, relation, right);
  if (symbols_.take_enclosed()) used_balls = true;
  if (has_balls && result == Outcomes::any_truth() && looks_at_forms() &&
      are_equal_as_forms(*this, code.arguments[i], code.arguments[i + 1], true))
    result = Outcomes::of(holds_of_equals(relation));
  if (open_lists_ && result == Outcomes::any_truth() && open_lists_->is_seen(left, relation, right))
    result = Outcome::true_;
  if (margins) note_margin(code, i, left, right, result == Outcome::true_);
  if (result == Outcomes::any_truth()) {
    obstacles.precision_may_help = obstacles.precision_may_help || has_balls;
    if (!obstacles.open) {
      obstacles.open = &code;
      obstacles.link = i;
      if (keeps_open_sides) obstacles.sides = {left, right};
    }
  }
  if (trace) {
    std::string text = fmt::format("{} {} {}", to_text(*code.arguments[i].source), symbol(relation),
                                   to_text(*code.arguments[i + 1].source));
    trace->push_back({"", std::move(text), {left, right}, result});
  }
  left = std::move(right);
  return result;
}

void Machine::note_margin(const Code& code, std::size_t link, const Value& left, const Value& right,
                          bool holds) {
  const Relation relation = code.source->relations[link];
  if ((mode_ != Mode::boxes && mode_ != Mode::models) || !says_order(relation)) return;
  Margin margin{&code, link, holds, {}, {}, 0};
  context([&] {
    const bool is_less = says_less(relation);
    const Value difference =
        is_less ? arithmetic().subtract(right, left) : arithmetic().subtract(left, right);
    auto positive_end = [](const Interval& x) {
      return x.is_positive() && arf_is_finite(x.low()) != 0 ? std::optional(x.low_ball().lower())
                                                            : std::nullopt;
    };
    if (const auto* model = get_if<Model>(difference)) {
      margin.least = positive_end((*model)->value);
      if (const std::optional<PowerBound> bound = arithmetic().models().power_bound(*model)) {
        margin.factor = positive_end(bound->factor);
        margin.order = bound->order;
        if (bound->order == 0 && margin.factor && (!margin.least || *margin.least < *margin.factor))
          margin.least = margin.factor;
      }
    } else {
      margin.least = positive_end(Interval::from(arithmetic().ball(difference), precision_));
    }
    return Outcomes(Outcome::true_);
  });
  margins->push_back(std::move(margin));
}

// ---- quantifiers inside a statement
// ----------------------------------------------------------------------

Outcomes Machine::quantifier(const Code& code) {
  const bool is_existence = code.kind == Kind::existence;
  const std::size_t mark = trace ? trace->size() : 0;
  if (is_existence && code.arguments.size() > 1 && witness_works(code)) return Outcome::true_;
  Gathering gathering(code.source->wherever_defined);
  elements(code, 0, gathering);
  const Outcomes result = gathering.result();
  const Outcomes found = is_existence ? negation(result) : result;
  if (trace) {  // of a case that fails, or a witness; of all cases together only what they come out as
    if (!result.is_refuted()) trace->resize(std::min(mark, trace->size()));
    if (trace->size() == mark && (found.holds() || found.is_refuted()))
      trace->push_back({"", to_text(*code.source), {}, found});
  }
  return found;
}

void Machine::elements(const Code& quantifier, std::size_t bound, Gathering& gathering) {
  if (bound < quantifier.binders.size()) {
    if (quantifier.binders[bound].is_region()) {
      Region(*this, quantifier, bound, nullptr).solve(gathering);
      return;
    }
    finite_elements(quantifier, bound, gathering);
    return;
  }
  const std::size_t mark = trace ? trace->size() : 0;
  Outcomes body = body_truth(quantifier);
  if (quantifier.kind == Kind::existence) body = negation(body);
  if (trace) keep_failing_observations(quantifier, mark, body.is_refuted());
  gathering.add(body);
}

Outcomes Machine::body_truth(const Code& quantifier) {
  constexpr int most_restarts = 12;
  const Code& body = quantifier.arguments[0];
  if (mode_ != Mode::forms || !own_denominators_ || body.kind == Kind::quantifier) return truth(body);
  const SymbolTable::Mark mark = symbols_.mark();
  for (int i = 0;; ++i) try {
      const Afresh afresh(*this);
      const Outcomes result = truth(body);
      symbols_.release(mark, true);
      return result;
    } catch (const SymbolTable::NewDenominator&) {
      if (i == most_restarts) throw;
      symbols_.release(mark, false);
    }
}

// Of the cases of an inner quantifier, only what fails is kept, and in which case.
void Machine::keep_failing_observations(const Code& quantifier, std::size_t mark, bool failed) {
  if (!failed) {
    trace->resize(std::min(mark, trace->size()));
    return;
  }
  constexpr long digits = 20;
  std::string where;
  for (const BinderCode& binder : quantifier.binders)
    for (std::size_t i = 0; i < binder.slots.size(); ++i) {
      std::optional<std::string> text;
      try {
        text = show(slot(binder.slots[i]), digits);
      } catch (const std::length_error&) {  // too large to be written out
      }
      where += fmt::format("{}{} = {}", where.empty() ? "at " : ", ", binder.source->names[i],
                           text.value_or("about that"));
    }
  for (std::size_t i = mark; i < trace->size(); ++i) (*trace)[i].where = where + ": " + (*trace)[i].where;
}

void Machine::finite_elements(const Code& quantifier, std::size_t bound, Gathering& gathering) {
  const BinderCode& binder = quantifier.binders[bound];
  Gathering inner(gathering.wherever_defined());
  if (binder.kind() == DomainKind::range) {
    std::pair<long, long> ends{0, -1};
    const Outcomes defined = domain([&] { ends = range(binder); });
    if (!defined.may_be(Outcome::false_) && defined.may_be_true() && ends.second >= ends.first) {
      Run run(*this, static_cast<unsigned long>(ends.second - ends.first) + 1);
      for (long i = ends.first; i <= ends.second && !inner.is_settled(); ++i) {
        slot(binder.slots[0]) = Rational(i);
        elements(quantifier, bound + 1, inner);
      }
    }
    return gathering.add_under(defined, inner);
  }
  if (binder.is_power()) {
    ListCases lists;
    const Outcomes defined = domain([&] { lists = list_cases(binder); });
    if (!defined.may_be(Outcome::false_) && defined.may_be_true()) {
      Run run(*this, std::max(1UL, lists.count));
      for (unsigned long i = 0; i < lists.count && !inner.is_settled(); ++i) {
        charge(1 + lists.length);
        slot(binder.slots[0]) = lists.at(i);
        elements(quantifier, bound + 1, inner);
      }
    }
    return gathering.add_under(defined, inner);
  }
  if (open_lists_ && binder.kind() == DomainKind::elements)
    if (const std::optional<Value> any = open_lists_->any_element(binder)) {
      slot(binder.slots[0]) = *any;
      elements(quantifier, bound + 1, inner);
      return gathering.add_under(Outcome::vacuous, inner);
    }
  std::vector<Value> values;
  const Outcomes defined = domain([&] { values = listed(binder).values; });
  if (!defined.may_be(Outcome::false_) && defined.may_be_true()) {
    const std::size_t width = binder.slots.size();
    Run run(*this, std::max<unsigned long>(1, values.size() / width));
    for (std::size_t i = 0; i < values.size() && !inner.is_settled(); i += width) {
      bind(binder, &values[i]);
      elements(quantifier, bound + 1, inner);
    }
  }
  gathering.add_under(defined, inner);
}

// ---- witnesses
// --------------------------------------------------------------------------------------------

// Whether the witness lies surely in the domains, which are surely defined, and the body surely holds there.
// Otherwise nothing is known.
bool Machine::witness_works(const Code& existence) {
  std::vector<Observation>* outer_trace = std::exchange(trace, nullptr);
  Obstacles before = obstacles;
  std::vector<Value> witnesses;
  Outcomes works = domain([&] {
    for (std::size_t i = 1; i < existence.arguments.size(); ++i)
      witnesses.push_back(value(existence.arguments[i]));
  });
  std::size_t next = 0;
  for (const BinderCode& binder : existence.binders) {
    if (!works.holds()) break;
    works = membership(binder, &witnesses[next]);
    bind(binder, &witnesses[next]);
    next += binder.slots.size();
  }
  const bool holds = works.holds() && truth(existence.arguments[0]).holds();
  if (!holds && !before.precision_may_help) before.precision_may_help = obstacles.precision_may_help;
  obstacles = std::move(before);
  trace = outer_trace;
  return holds;
}

// Whether the values are an element of the domain.
Outcomes Machine::membership(const BinderCode& binder, const Value* witnesses) {
  return context([&]() -> Outcomes {
    if (get_if<OpenList>(witnesses[0])) return Outcomes::unknown();
    if (binder.is_power()) return list_membership(binder, witnesses[0]);
    const bool is_listed = binder.kind() == DomainKind::cases || binder.kind() == DomainKind::elements;
    return membership(binder, binder.kind(), is_listed ? listed(binder).values : std::vector<Value>(),
                      witnesses);
  });
}

// The same for a domain of that kind with the binder's terms, of which these are the cases or elements.
Outcomes Machine::membership(const BinderCode& binder, DomainKind kind, const std::vector<Value>& values,
                             const Value* witnesses) {
  const Value& x = witnesses[0];
  if (get_if<OpenList>(x) || get_if<OpenLaw>(x)) return Outcomes::unknown();
  auto is_at_least = [&](const Value& low, bool is_open) {
    return arithmetic().compare(x, is_open ? Relation::greater : Relation::greater_equal, low);
  };
  auto is_at_most = [&](const Value& high, bool is_open) {
    return arithmetic().compare(x, is_open ? Relation::less : Relation::less_equal, high);
  };
  const Domain& source = binder.source->domain;
  auto is_law = [](const Value& value) { return get_if<DropoutLaw>(value) || get_if<FiniteLaw>(value); };
  if (kind == DomainKind::cases || kind == DomainKind::elements) {
    Outcomes any = Outcome::false_;
    for (std::size_t i = 0; i < values.size(); i += binder.slots.size()) {
      Outcomes same = Outcome::true_;
      for (std::size_t j = 0; j < binder.slots.size(); ++j) {
        const Value& component = values[i + j];
        if (get_if<List>(component) || is_law(component) || get_if<PrintedText>(component))
          return Outcomes::unknown();
        same = conjunction(same, arithmetic().compare(witnesses[j], Relation::equal, component));
      }
      any = disjunction(any, same);
    }
    return any;
  }
  if (get_if<List>(x) || is_law(x)) return Outcome::false_;
  if (get_if<RingElement>(x)) return Outcome::false_;
  Outcomes inside = Outcome::true_;
  const bool is_range = kind == DomainKind::range;
  if (is_range && !as_integer(x)) return Outcomes::unknown();
  if (kind == DomainKind::reals) return inside;
  for (int end : {0, 1}) {
    const Code& term = binder.terms[static_cast<std::size_t>(end)];
    if (term.kind == Kind::infinity) continue;
    const Value value_of_end = is_range ? Value(Rational(range_end(term))) : value(term);
    const bool is_open = end == 0 ? source.low_open : source.high_open;
    inside = conjunction(inside, end == 0 ? is_at_least(value_of_end, is_open && !is_range)
                                          : is_at_most(value_of_end, is_open && !is_range));
  }
  return inside;
}

bool Machine::is_seen_apart(const Node& statement, unsigned long steps, int pieces) {
  if (!scope) return false;
  const Program program = compile(statement, *scope);
  Limits few = limits_;
  few.steps = std::min(steps, (limits_.steps - std::min(limits_.steps, budget_.steps_used())) / 2);
  few.spent += budget_.seconds_used();
  Machine other(program, few, budget_.stop());
  other.scope = scope;
  other.apart = apart + 1;
  const auto holds = [&](long bits) {
    other.set_precision(Bits(bits));
    if (program.body.kind != Kind::quantifier) return other.truth(program.body).holds();
    Region region(other, program.body, 0, nullptr);
    region.limit_pieces(pieces);
    Gathering all(false);
    region.solve(all);
    return all.result().holds();
  };
  bool found = false;
  try {
    found = holds(64) || (program.body.kind != Kind::quantifier && (holds(256) || holds(1024)));
  } catch (const BudgetSpent&) {  // of this attempt
  } catch (const Unsupported&) {  // a number layer's
  }
  charge(other.budget_.steps_used());
  if (found) used_theorems.insert(other.used_theorems.begin(), other.used_theorems.end());
  return found;
}

}  // namespace dropcert::verify
