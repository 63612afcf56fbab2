#include "verify/machine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "language/print.hpp"
#include "verify/builtins.hpp"
#include "verify/outcome.hpp"

namespace dropcert {

namespace {

bool is_ball(const Value& value) {
  return get_if<Ball>(value) != nullptr;
}

// About what an operation with that result costs more than one on small numbers, in steps: some 60 words of a
// number cost as much as a step, and large numbers are multiplied in more than linear time.
unsigned long weight(const Value& value) {
  constexpr std::size_t large = 4096;
  std::size_t bits = 0;
  if (const auto* rational = get_if<Rational>(value)) bits = rational->bits();
  if (const auto* number = get_if<PiNumber>(value)) bits = number->polynomial.bits();
  if (const auto* element = get_if<RingElement>(value)) bits = element->polynomial.bits();
  std::size_t words = bits / 64;
  return words < large ? words / 64 : words;
}

const List& as_list(const Value& value) {
  if (const auto* list = get_if<List>(value)) return *list;
  throw Unsupported("a list is expected");
}

}  // namespace

Machine::Machine(const Program& program, const Limits& limits, const std::atomic<bool>* stop)
    : program_(program), limits_(limits), stop_(stop), stack_(static_cast<std::size_t>(program.frame_size)) {}

void Machine::charge(unsigned long steps) {
  steps_ += steps;
  if (steps_ > limits_.steps) throw TooLarge(fmt::format("more than {} steps of evaluation", limits_.steps));
  if (stop_ && stop_->load(std::memory_order_relaxed)) throw Interrupted();
}

// Counts the nesting of evaluations, so that definitions of definitions cannot exhaust the stack.
class Machine::Nesting {
 public:
  explicit Nesting(Machine& machine) : machine_(machine) {
    if (machine.nesting_ == max_nesting)
      throw TooLarge(fmt::format("definitions nested deeper than {} levels", max_nesting));
    ++machine.nesting_;
  }
  ~Nesting() { --machine_.nesting_; }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;

 private:
  Machine& machine_;
};

Value Machine::value(const Code& code) {
  Nesting nesting(*this);
  charge(1);
  const std::vector<Code>& arguments = code.arguments;
  auto operands = [&](auto operation) {
    Value left = value(arguments[0]);
    Value right = value(arguments[1]);
    current_ = &code;
    Value result = translated([&] { return operation(left, right); });
    charge(weight(result));
    return result;
  };
  switch (code.kind) {
    case Kind::number:
      return code.constant;
    case Kind::name:
      return code.slot >= 0 ? slot(code.slot) : call(code);
    case Kind::list:
      return list(code);
    case Kind::call:
      return call(code);
    case Kind::binding:
      return binding(code);
    case Kind::conditional: {
      Truth condition = truth(arguments[0]);
      if (!condition)
        throw Imprecise(fmt::format("the condition of '{}' is not decided", to_text(*code.source)));
      return value(arguments[*condition ? 1 : 2]);
    }
    case Kind::negate: {
      Value operand = value(arguments[0]);
      current_ = &code;
      return translated([&] { return arithmetic().negate(operand); });
    }
    case Kind::add:
      return operands([&](const Value& a, const Value& b) { return arithmetic().add(a, b); });
    case Kind::subtract:
      return operands([&](const Value& a, const Value& b) { return arithmetic().subtract(a, b); });
    case Kind::multiply:
      return operands([&](const Value& a, const Value& b) { return arithmetic().multiply(a, b); });
    case Kind::divide:
      return operands([&](const Value& a, const Value& b) { return arithmetic().divide(a, b); });
    case Kind::power:
      return operands([&](const Value& a, const Value& b) { return arithmetic().power(a, b); });
    case Kind::factorial:
      return factorial(code);
    default:
      throw Unsupported("a statement stands where a term is expected");
  }
}

Value Machine::list(const Code& code) {
  std::vector<Value> elements;
  for (const Code& argument : code.arguments) elements.push_back(value(argument));
  return std::make_shared<const std::vector<Value>>(std::move(elements));
}

Value Machine::factorial(const Code& code) {
  constexpr long most = 1'000'000;
  Value operand = value(code.arguments[0]);
  current_ = &code;
  Integer n = require_integer(operand, "the operand of a factorial");
  if (n.sign() < 0) throw Undefined("the factorial of a negative number");
  std::optional<long> small = n.to_long();
  if (!small || *small > most) throw TooLarge(fmt::format("the factorial of a number beyond {}", most));
  Value result = Rational(cache_.factorial(static_cast<unsigned long>(*small)));
  charge(weight(result));
  return result;
}

// Evaluates the body of a definition in a frame of its own.
template <class Body>
auto Machine::in_frame(const Code& code, Body body) {
  const Procedure& procedure = program_.procedures[static_cast<std::size_t>(code.definition)];
  std::vector<Value> arguments;
  for (const Code& argument : code.arguments) arguments.push_back(value(argument));
  std::size_t outer = frame_;
  std::size_t size = stack_.size();
  struct Restore {
    Machine& machine;
    std::size_t frame, size;
    ~Restore() {
      machine.frame_ = frame;
      machine.stack_.resize(size);
    }
  } restore{*this, outer, size};
  frame_ = size;
  stack_.resize(size + static_cast<std::size_t>(procedure.frame_size));
  for (std::size_t i = 0; i < arguments.size(); ++i) stack_[frame_ + i] = std::move(arguments[i]);
  return body(procedure.body);
}

Value Machine::call(const Code& code) {
  if (code.definition >= 0) return in_frame(code, [this](const Code& body) { return value(body); });
  std::vector<Value> arguments;
  for (const Code& argument : code.arguments) arguments.push_back(value(argument));
  current_ = &code;
  if (!code.builtin)
    return over_values(*as_list(arguments[0]), code, code.source->name == "sum");  // sum(list)
  if (!code.builtin->theorem.empty()) used_theorems.emplace(code.builtin->theorem);
  Value result = translated([&] { return code.builtin->function(*this, arguments); });
  charge(weight(result));
  return result;
}

Value Machine::binding(const Code& code) {
  const std::string& name = code.source->name;
  if (name == "mean") return mean(code);
  if (name == "root_limsup" || name == "root_limsup_even") return root_limsup(*this, code);
  const BinderCode& binder = code.binders[0];
  if (binder.source->domain.kind == DomainKind::range) return over_range(code, name == "sum");
  return over_values(listed(binder), code, name == "sum");
}

Value Machine::over_range(const Code& code, bool is_sum) {
  auto [low, high] = range(code.binders[0]);
  Value result = Rational(is_sum ? 0 : 1);
  Run run(*this, high >= low ? static_cast<unsigned long>(high - low) + 1 : 1);
  for (long i = low; i <= high; ++i) {
    slot(code.binders[0].slots[0]) = Rational(i);
    Value term = value(code.arguments[0]);
    current_ = &code;
    translated([&] {
      if (is_sum)
        arithmetic().accumulate(result, std::move(term));
      else
        result = arithmetic().multiply(result, term);
      return 0;
    });
    if (!is_sum) charge(weight(result));
  }
  return result;
}

// Over listed values: of the term with each bound in turn, or, for sum(list), of the values themselves.
Value Machine::over_values(const std::vector<Value>& values, const Code& code, bool is_sum) {
  Value result = Rational(is_sum ? 0 : 1);
  for (const Value& element : values) {
    if (!code.binders.empty()) slot(code.binders[0].slots[0]) = element;
    Value term = code.binders.empty() ? element : value(code.arguments[0]);
    current_ = &code;
    result = translated(
        [&] { return is_sum ? arithmetic().add(result, term) : arithmetic().multiply(result, term); });
    charge(weight(result));
  }
  return result;
}

Value Machine::mean(const Code& code) {
  Value law = value(code.binders[0].terms[0]);
  current_ = &code;
  Value sum = Rational(0);
  for (const auto& atom : atoms(*get_if<DropoutLaw>(law))) {
    slot(code.binders[0].slots[0]) = atom.first;
    Value term = value(code.arguments[0]);
    current_ = &code;
    sum = translated([&] { return arithmetic().add(sum, arithmetic().multiply(atom.second, term)); });
  }
  return sum;
}

// Feature by feature: dropped, the value stays; kept, it grows by a_j/(1-delta). Equal rational values are
// merged.
std::vector<std::pair<Value, Value>> Machine::atoms(const DropoutLaw& law) {
  Arithmetic arithmetic = this->arithmetic();
  const Value& delta = *law.delta;
  Value kept = arithmetic.subtract(Rational(1), delta);
  if (is_exact_real(delta) && (exact_sign(delta) <= 0 || exact_sign(kept) <= 0))
    throw Undefined("dropout needs a probability strictly between 0 and 1");
  std::vector<std::pair<Value, Value>> result = {{Rational(0), Rational(1)}};
  for (const Value& contribution : *law.contributions) {
    Value step = arithmetic.divide(contribution, kept);
    std::map<Rational, Value> merged;
    std::vector<std::pair<Value, Value>> rest;
    auto put = [&](const Value& point, Value weight) {
      const auto* rational = get_if<Rational>(point);
      if (!rational) {
        rest.emplace_back(point, std::move(weight));
        return;
      }
      auto [entry, is_new] = merged.try_emplace(*rational, weight);
      if (!is_new) entry->second = arithmetic.add(entry->second, weight);
    };
    for (const auto& [point, weight] : result) {
      charge(4);
      put(point, arithmetic.multiply(weight, delta));
      put(arithmetic.add(point, step), arithmetic.multiply(weight, kept));
    }
    result.assign(merged.begin(), merged.end());
    result.insert(result.end(), std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
    if (result.size() > limits_.atoms)
      throw TooLarge(fmt::format("a law of more than {} values", limits_.atoms));
  }
  return result;
}

std::pair<long, long> Machine::range(const BinderCode& binder) {
  constexpr long most = 1L << 61;  // so that neither the length nor a step past the end overflows
  std::optional<long> ends[2];
  for (int i : {0, 1}) {
    const Code& term = binder.terms[static_cast<std::size_t>(i)];
    Value end = value(term);
    current_ = &term;
    ends[i] = require_integer(end, "the end of a range").to_long();
    if (!ends[i] || *ends[i] > most || *ends[i] < -most) throw TooLarge("the end of a range is beyond 2^61");
  }
  long low = *ends[0];
  long high = *ends[1];
  unsigned long length = high < low ? 0 : static_cast<unsigned long>(high - low) + 1;
  if (length > limits_.cases || length * multiplicity_ > limits_.cases)
    throw TooLarge(fmt::format("the range {}..{} makes more than {} cases", low, high, limits_.cases));
  return {low, high};
}

std::vector<Value> Machine::listed(const BinderCode& binder) {
  if (binder.source->domain.kind == DomainKind::cases) {
    std::vector<Value> values;
    for (const Code& term : binder.terms) values.push_back(value(term));
    return values;
  }
  Value domain = value(binder.terms[0]);
  if (const auto* list = get_if<List>(domain)) return **list;
  std::vector<Value> values;
  for (auto& [point, weight] : atoms(*get_if<DropoutLaw>(domain))) values.push_back(std::move(point));
  return values;
}

void Machine::bind_case(const BinderCode& binder, const Code& chosen) {
  if (binder.slots.size() == 1) {
    slot(binder.slots[0]) = value(chosen);
    return;
  }
  for (std::size_t i = 0; i < binder.slots.size(); ++i) slot(binder.slots[i]) = value(chosen.arguments[i]);
}

// The truth of what is looked at only if `before` does not settle the whole. While that is not known, a part
// without a value says nothing: it may never be reached.
template <class Evaluate>
Truth Machine::if_reached(Truth before, Evaluate evaluate) {
  if (before) return evaluate();
  try {
    return evaluate();
  } catch (const Undefined&) {
  } catch (const Unsupported&) {
  }
  return std::nullopt;
}

Truth Machine::truth(const Code& code) {
  Nesting nesting(*this);
  charge(1);
  switch (code.kind) {
    case Kind::relation:
      return relation(code);
    case Kind::negation: {
      Truth inner = truth(code.arguments[0]);
      return inner ? Truth(!*inner) : std::nullopt;
    }
    case Kind::conjunction:
      return junction(code, false);
    case Kind::disjunction:
      return junction(code, true);
    case Kind::implication: {
      Truth premise = truth(code.arguments[0]);
      if (premise == false) return true;
      Truth conclusion = if_reached(premise, [&] { return truth(code.arguments[1]); });
      if (conclusion == true) return true;
      return premise && conclusion ? conclusion : std::nullopt;
    }
    case Kind::equivalence:
      return equivalence(code);
    case Kind::quantifier:
      return quantifier(code, 0);
    case Kind::conditional: {
      Truth condition = truth(code.arguments[0]);
      if (!condition) return std::nullopt;
      return truth(code.arguments[*condition ? 1 : 2]);
    }
    default:
      return predicate(code);
  }
}

Truth Machine::predicate(const Code& code) {
  if (code.definition >= 0) return in_frame(code, [this](const Code& body) { return truth(body); });
  if (!code.builtin || !code.builtin->predicate)
    throw Unsupported("a term stands where a statement is expected");
  std::vector<Value> arguments;
  for (const Code& argument : code.arguments) arguments.push_back(value(argument));
  current_ = &code;
  if (!code.builtin->theorem.empty()) used_theorems.emplace(code.builtin->theorem);
  used_balls = true;
  Truth result = translated([&] { return code.builtin->predicate(*this, arguments); });
  if (trace) trace->push_back({to_text(*code.source), {}, result});
  return result;
}

Truth Machine::relation(const Code& code) {
  Truth all = true;
  Value left = value(code.arguments[0]);
  for (std::size_t i = 0; i < code.source->relations.size(); ++i) {
    bool compared = false;
    Truth one = if_reached(all, [&] {
      Truth result = link(code, i, left);
      compared = true;
      return result;
    });
    if (one == false) return false;
    if (!compared) return std::nullopt;
    if (!one) all = std::nullopt;
  }
  return all;
}

// The i-th comparison of a chain, whose left side is `left`; it becomes the right side.
Truth Machine::link(const Code& code, std::size_t i, Value& left) {
  Value right = value(code.arguments[i + 1]);
  current_ = &code;
  Relation relation = code.source->relations[i];
  Truth result = translated([&] { return arithmetic().compare(left, relation, right); });
  if (is_ball(left) || is_ball(right)) used_balls = true;
  if (trace) {
    std::string text = fmt::format("{} {} {}", to_text(*code.arguments[i].source), symbol(relation),
                                   to_text(*code.arguments[i + 1].source));
    trace->push_back({std::move(text), {left, right}, result});
  }
  left = std::move(right);
  return result;
}

// `and` ends at a false operand, `or` at a true one.
Truth Machine::junction(const Code& code, bool decisive) {
  Truth result = !decisive;
  for (const Code& argument : code.arguments) {
    Truth operand = if_reached(result, [&] { return truth(argument); });
    if (operand == decisive) return decisive;
    if (!operand) result = std::nullopt;
  }
  return result;
}

Truth Machine::equivalence(const Code& code) {
  Truth left = truth(code.arguments[0]);
  Truth right = truth(code.arguments[1]);
  return left && right ? Truth(*left == *right) : std::nullopt;
}

// A quantifier inside a statement, over finite domains: all cases at the present precision.
Truth Machine::quantifier(const Code& code, std::size_t index) {
  if (index == code.binders.size()) return truth(code.arguments[0]);
  const BinderCode& binder = code.binders[index];
  Truth all = true;
  auto check = [&] {
    Truth one = if_reached(all, [&] { return quantifier(code, index + 1); });
    if (!one) all = std::nullopt;
    return one != false;
  };
  switch (binder.source->domain.kind) {
    case DomainKind::range: {
      auto [low, high] = range(binder);
      Run run(*this, high >= low ? static_cast<unsigned long>(high - low) + 1 : 1);
      for (long i = low; i <= high; ++i) {
        slot(binder.slots[0]) = Rational(i);
        if (!check()) return false;
      }
      return all;
    }
    case DomainKind::cases:
      for (const Code& term : binder.terms) {
        bind_case(binder, term);
        if (!check()) return false;
      }
      return all;
    case DomainKind::elements:
      for (const Value& element : listed(binder)) {
        slot(binder.slots[0]) = element;
        if (!check()) return false;
      }
      return all;
    default:
      throw Unsupported("an interval inside a statement; expected it in the outermost 'for'");
  }
}

}  // namespace dropcert
