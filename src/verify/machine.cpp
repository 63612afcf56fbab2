// Terms.
#include "verify/machine.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "language/print.hpp"
#include "verify/builtins.hpp"
#include "verify/closed_forms.hpp"
#include "verify/frame.hpp"
#include "verify/function_values.hpp"
#include "verify/induction.hpp"
#include "verify/local_models.hpp"
#include "verify/nesting.hpp"
#include "verify/open_lists.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace language;

namespace {

// A list if all of its elements are, of whatever kind.
bool is_exact_value(const Value& value) {
  if (const auto* list = get_if<List>(value))
    return std::all_of((*list)->begin(), (*list)->end(), is_exact_value);
  return is_exact_real(value) || get_if<PrintedText>(value);
}

const List& as_list(const Value& value) {
  if (const auto* list = get_if<List>(value)) return *list;
  throw Unsupported("a list is expected");
}

bool is_finite(const Value& value) {
  if (const auto* ball = get_if<Ball>(value)) return ball->is_finite();
  return true;
}

}  // namespace

// Some 60 words of a number cost as much as a step, and large numbers are multiplied in more than linear
// time.
unsigned long weight(const Value& value) {
  constexpr std::size_t large = 4096;
  std::size_t bits = 0;
  if (const auto* rational = get_if<Rational>(value)) bits = rational->bits();
  if (const auto* ball = get_if<Ball>(value)) bits = static_cast<std::size_t>(arb_bits(ball->raw()));
  if (const auto* number = get_if<ExactNumber>(value)) bits = number->bits();
  if (const auto* element = get_if<RingElement>(value)) bits = element->function.bits();
  if (const auto* form = get_if<Symbolic>(value)) bits = 64 * 64 * form->function.size();
  if (const auto* model = get_if<Model>(value)) {  // series are multiplied, and composed
    const std::size_t n = 2 + (*model)->known.size();
    return n * n;
  }
  std::size_t words = bits / 64;
  return words < large ? words / 64 : words;
}

Machine::Machine(const Program& program, const Limits& limits, const std::atomic<bool>* stop)
    : program_(program),
      limits_(limits),
      budget_(limits, stop),
      stack_(static_cast<std::size_t>(program.frame_size)) {
  expansion.machine = this;
}

// A ball that is not finite: the term, of which it is a part, is perhaps undefined, whether it uses the value
// or not.
void Machine::mark(const Code& code, const Value& value) {
  if (is_finite(value)) return;
  doubt_ = true;
  obstacles.precision_may_help = true;
  if (!obstacles.perhaps_undefined) obstacles.perhaps_undefined = &code;
}

Value Machine::value(const Code& code) {
  switch (code.kind) {  // nothing to do or to mark
    case Kind::number:
    case Kind::text:
      charge(1);
      return code.constant;
    case Kind::name:
      if (code.slot < 0) break;
      charge(1);
      return slot(code.slot);
    default:
      break;
  }
  Nesting nesting(nesting_);
  if (nesting.is_too_deep())
    throw TooLarge(fmt::format("definitions nested deeper than {} levels", Nesting::most));
  charge(1);
  Value result = node_value(code);
  mark(code, result);
  bool is_open = (mode_ == Mode::models || mode_ == Mode::forms) && symbols_.take_open();
  if (mode_ == Mode::models && std::exchange(expansion.doubt, false)) is_open = true;
  if (is_open) {
    doubt_ = true;
    if (!obstacles.perhaps_undefined) obstacles.perhaps_undefined = &code;
  }
  return result;
}

// 0 where an enclosure does not tell the term from 0 and its form is 0: then 1/x, log(x) and x^-1 are
// undefined, and sqrt(x) is not.
Value Machine::exact_if_zero(const Code& term, Value value) {
  const auto* ball = get_if<Ball>(value);
  const bool may_be_zero = ball && ball->is_finite() && ball->contains_zero() && !ball->is_exact();
  return may_be_zero && looks_at_forms() && is_equal_as_form(*this, term, Rational(0)) ? Rational(0)
                                                                                       : std::move(value);
}

template <class Operation>
Value Machine::operate(const Code& code, Operation operation) {
  Value left = value(code.arguments[0]);
  Value right = value(code.arguments[1]);
  if (code.kind == Kind::divide) right = exact_if_zero(code.arguments[1], std::move(right));
  if (code.kind == Kind::power) left = exact_if_zero(code.arguments[0], std::move(left));
  current_ = &code;
  Value result = translated([&] { return operation(arithmetic(), left, right); });
  charge(weight(result));
  return result;
}

Value Machine::node_value(const Code& code) {
  using A = const Arithmetic&;
  using V = const Value&;
  switch (code.kind) {
    case Kind::name:
    case Kind::call:
      return call(code);
    case Kind::list:
      return list(code);
    case Kind::index:
      return element(code);
    case Kind::binding:
      return binding(code);
    case Kind::conditional:
      return conditional(code);
    case Kind::negate: {
      Value operand = value(code.arguments[0]);
      current_ = &code;
      return translated([&] { return arithmetic().negate(operand); });
    }
    case Kind::add:
      return operate(code, [](A arithmetic, V a, V b) { return arithmetic.add(a, b); });
    case Kind::subtract:
      return operate(code, [](A arithmetic, V a, V b) { return arithmetic.subtract(a, b); });
    case Kind::multiply:
    case Kind::divide:
      if (std::optional<Value> product = product_by_logarithm(code)) return *product;
      if (code.kind == Kind::divide)
        return operate(code, [](A arithmetic, V a, V b) { return arithmetic.divide(a, b); });
      return operate(code, [](A arithmetic, V a, V b) { return arithmetic.multiply(a, b); });
    case Kind::power:
      return operate(code, [this](A arithmetic, V a, V b) {
        if (induction_ && induction_->is_evaluating())
          if (std::optional<Value> result = induction_->power(a, b)) return *result;
        if (mode_ == Mode::forms && !induction_ && !open_lists_) return power_value(*this, a, b);
        return arithmetic.power(a, b);
      });
    case Kind::factorial:
      return factorial(code);
    default:
      throw Unsupported("a statement stands where a term is expected");
  }
}

// If the condition is not decided, whatever either branch may be.
Value Machine::conditional(const Code& code) {
  std::vector<Observation>* outer_trace = std::exchange(trace, nullptr);
  const Outcomes condition = truth(code.arguments[0]);
  trace = outer_trace;
  current_ = &code;
  if (condition == Outcome::undefined) throw Undefined("the condition of an 'if' is undefined");
  if (condition.may_be(Outcome::undefined)) doubt_ = true;
  const bool may_be_false = condition.may_be(Outcome::false_);
  if (condition.may_be_true() && may_be_false) return either(code.arguments[1], code.arguments[2]);
  return value(code.arguments[may_be_false ? 2 : 1]);
}

Value Machine::either(const Code& first, const Code& second) {
  std::optional<Value> values[2];
  const Code* codes[] = {&first, &second};
  std::string undefined;
  for (int i : {0, 1}) try {
      values[i] = value(*codes[i]);
    } catch (const Undefined& error) {
      doubt_ = true;
      undefined = error.what();
    }
  if (!values[0] && !values[1]) throw Undefined(undefined);
  if (!values[0] || !values[1]) return *values[values[0] ? 0 : 1];
  const Value& a = *values[0];
  const Value& b = *values[1];
  auto is_real = [](const Value& x) { return is_exact_real(x) || get_if<Ball>(x) || is_model(x); };
  if (!is_real(a) || !is_real(b)) throw Imprecise("the condition of an 'if' is not decided");
  if (is_exact_real(a) && is_exact_real(b) && exact_number(a) == exact_number(b)) return a;
  // Which of the two may change from point to point: no number, as a model's coefficients are.
  if (mode_ == Mode::models) {
    const Arithmetic arithmetic = this->arithmetic();
    const ModelArithmetic models = arithmetic.models();
    return models.either(models.convert(a), models.convert(b));
  }
  if (mode_ == Mode::forms) throw Unsupported("the condition of an 'if' is not decided");
  return hull(arithmetic().ball(a), arithmetic().ball(b), precision_);
}

Value Machine::list(const Code& code) {
  std::vector<Value> elements;
  for (const Code& argument : code.arguments) {
    if (argument.kind != Kind::tuple) elements.push_back(value(argument));
    for (const Code& component : argument.arguments)  // of a law, values and probabilities in turn
      if (argument.kind == Kind::tuple) elements.push_back(value(component));
  }
  return std::make_shared<const std::vector<Value>>(std::move(elements));
}

Value Machine::factorial(const Code& code) {
  constexpr long most = 1'000'000;
  Value operand = value(code.arguments[0]);
  current_ = &code;
  if (induction_ && induction_->is_evaluating())
    if (std::optional<Value> result = translated([&] { return induction_->factorial(operand); }))
      return *result;
  if (get_if<RingElement>(operand)) throw Undefined("the factorial of a function of p");
  if (mode_ == Mode::forms && !induction_ && !open_lists_ && is_symbolic(operand))
    return factorial_value(*this, operand);
  Integer n = require_integer(operand, "the operand of a factorial");
  if (n.sign() < 0) throw Undefined("the factorial of a negative number");
  std::optional<long> small = n.to_long();
  if (!small || *small > most) throw TooLarge(fmt::format("the factorial of a number beyond {}", most));
  Value result = Rational(cache_.factorial(static_cast<unsigned long>(*small)));
  charge(weight(result));
  return result;
}

std::vector<Value> Machine::argument_values(const Code& code) {
  std::vector<Value> arguments;
  arguments.reserve(code.arguments.size());
  for (const Code& argument : code.arguments) arguments.push_back(value(argument));
  return arguments;
}

// Joins the marks that finding it left. Throws what it threw.
const Machine::Remembered& Machine::use(const Remembered& entry) {
  doubt_ = doubt_ || entry.doubt;
  used_balls = used_balls || entry.used_balls;
  if (entry.has_enclosed) symbols_.set_enclosed();
  obstacles.precision_may_help = obstacles.precision_may_help || entry.precision_may_help;
  used_theorems.insert(entry.used_theorems.begin(), entry.used_theorems.end());
  if (entry.out_of_reach) std::rethrow_exception(entry.out_of_reach);
  if (!entry.undefined.empty()) throw Undefined(entry.undefined);
  return entry;
}

// The value or outcomes of a definition without parameters, found once at each precision, with the marks that
// finding them left.
const Machine::Remembered& Machine::remembered(const Code& code, bool is_statement) {
  const bool keeps_forms = decides_forms();
  if (keeps_forms) {
    const bool is_evaluating = induction_ && induction_->is_evaluating();
    const FormEdition edition(symbols_.edition(), mode_, induction_, is_evaluating, open_lists_);
    if (std::exchange(edition_of_forms_, edition) != edition) forget_forms();
  }
  std::map<int, std::vector<Remembered>>& memory = keeps_forms ? remembered_forms_ : remembered_;
  for (const Remembered& entry : memory[code.definition])
    if (entry.bits == 0 || entry.bits == precision_.value) return use(entry);
  Remembered entry = found_apart([&](Remembered& found) {
    if (is_statement)
      found.outcomes = in_frame(code, {}, [this](const Code& body) { return truth(body); });
    else
      found.value = in_frame(code, {}, [this](const Code& body) { return value(body); });
  });
  memory[code.definition].push_back(std::move(entry));
  return use(memory[code.definition].back());
}

Value Machine::call(const Code& code) {
  if (code.is_by_equations) return by_equations(code);
  if (code.definition >= 0) {
    if (code.arguments.empty()) return *remembered(code, false).value;
    return in_frame(code, argument_values(code), [this](const Code& body) { return value(body); });
  }
  if (mode_ == Mode::models && code.builtin && code.builtin->name == "log" &&
      is_product_of_powers(code.arguments[0], true)) {
    const bool doubt = doubt_;
    try {
      return log_of_positive(code.arguments[0]);
    } catch (const Unsupported&) {
      doubt_ = doubt;
    }
  }
  std::vector<Value> arguments = argument_values(code);
  if (code.builtin &&
      (code.builtin->name == "log" || code.builtin->name == "sqrt" || code.builtin->name == "root"))
    arguments[0] = exact_if_zero(code.arguments[0], std::move(arguments[0]));
  current_ = &code;
  if (open_lists_)
    if (std::optional<Value> result = translated([&] { return open_lists_->call(code, arguments); }))
      return *result;
  if (!code.builtin)
    return over_values(*as_list(arguments[0]), code, code.source->name == "sum");  // sum(list)
  if (induction_ && induction_->is_evaluating() && code.builtin->name == "binomial")
    if (std::optional<Value> result =
            translated([&] { return induction_->binomial(arguments[0], arguments[1]); }))
      return *result;
  if (!code.builtin->theorem.empty()) used_theorems.emplace(code.builtin->theorem);
  const bool has_names = mode_ == Mode::forms && !induction_ && !open_lists_;
  Value result = has_names ? function_value(*this, *code.builtin, arguments)
                           : translated([&] { return code.builtin->function(*this, arguments); });
  if (const auto* ball = get_if<Ball>(result); ball && mode_ == Mode::models) {
    const Arithmetic arithmetic = this->arithmetic();
    const ModelArithmetic models = arithmetic.models();
    const Interval range = Interval::from(*ball, precision_);
    // A function that knows nothing of models encloses what it may be on the piece: no number, as it may
    // vary.
    if (std::any_of(arguments.begin(), arguments.end(), mentions_model))
      result = models.somewhere(range);
    else if (expansion.keeps_exact && !arguments.empty() &&
             std::all_of(arguments.begin(), arguments.end(), is_exact_real))
      result = models.constant(models.exactly(code.builtin->name, models.coefficient(arguments.back()), range,
                                              {arguments.begin(), arguments.end() - 1}));
  }
  charge(weight(result));
  return result;
}

bool Machine::has(const Code& code, const std::function<bool(const Code& part)>& is_wanted) const {
  std::set<int> seen;
  std::vector<const Code*> left = {&code};
  while (!left.empty()) {
    const Code& part = *left.back();
    left.pop_back();
    if (is_wanted(part)) return true;
    for (const Code& argument : part.arguments) left.push_back(&argument);
    if (part.definition < 0 || part.is_by_equations || !seen.insert(part.definition).second) continue;
    left.push_back(&program_.procedures[static_cast<std::size_t>(part.definition)].body);
  }
  return false;
}

Value Machine::binding(const Code& code) {
  const bool is_fold = code.written && code.binders[0].kind() == DomainKind::range;
  if (code.written && mode_ != Mode::forms && !(is_fold && is_short(code.binders[0])))
    if (std::optional<Value> result = written(*code.written)) return *result;
  if (mode_ != Mode::forms || induction_ || open_lists_) return bound(code);
  const bool doubt = doubt_;
  try {
    return bound(code);
  } catch (const Unsupported&) {
    doubt_ = doubt;
    if (code.written)
      if (std::optional<Value> result = written(*code.written)) return *result;
    return bound_value(*this, code);
  }
}

// Whether the numbers of a range are known and few enough for a sum to be known exactly.
bool Machine::is_short(const BinderCode& range) {
  constexpr long most = 10'000;
  const Value low = value(range.terms[0]);
  const Value high = value(range.terms[1]);
  const auto* first = get_if<Rational>(low);
  const auto* last = get_if<Rational>(high);
  return first && last && *last - *first <= Rational(most);
}

// Throws where they are not seen to be as they are to be.
void Machine::require_guards(const WrittenCode& limit) {
  // Functions of p may cancel, but nothing is defined where they stand.
  for (const int place : limit.variables) {
    const Value& held = slot(place);
    const auto* form = get_if<Symbolic>(held);
    const bool is_real =
        is_exact_real(held) || get_if<Ball>(held) || is_model(held) || (form && !symbols_.mentions_p(*form));
    if (!is_real) throw Unsupported("a variable that is no real number");
  }
  for (const Code& guard : limit.guards) value(guard);
  if (!limit.count) return;
  const Value count = value(*limit.count);
  const auto* number = get_if<Rational>(count);
  const auto* model = get_if<Model>(count);
  const bool is_count = number  ? number->is_integer() && number->sign() >= 0
                        : model ? is_over_integers(*model) && !arithmetic().models().signs(*model).negative
                                : false;
  if (!is_count) throw Unsupported("a range whose length is not known to be an integer, 0 or more");
}

// Nothing where that is not seen to be defined.
std::optional<Value> Machine::written(const WrittenCode& limit) {
  const bool doubt = std::exchange(doubt_, false);
  const bool models_doubt = std::exchange(expansion.doubt, false);
  std::optional<Value> result;
  try {
    require_guards(limit);
    result = value(limit.result);
    if (doubt_ || expansion.doubt || get_if<RingElement>(*result)) result.reset();
  } catch (const Undefined&) {
    result.reset();
  } catch (const Unsupported&) {
    result.reset();
  }
  doubt_ = doubt;
  expansion.doubt = models_doubt;
  return result;
}

Value Machine::bound(const Code& code) {
  const std::string& name = code.source->name;
  if (name == "mean") return mean(code);
  if (name == "root_limsup" || name == "root_limsup_even") return root_limsup(*this, code);
  if (name == "integral") return integral(*this, code);
  if (name == "derivative") return derivative(*this, code);
  if (name == "zero") return zero_of(*this, code);
  const BinderCode& binder = code.binders[0];
  if (binder.is_region()) return infinite_range(*this, code);
  if (open_lists_)
    if (std::optional<Value> result = translated([&] { return open_lists_->fold(code, name == "sum"); }))
      return *result;
  if (binder.kind() == DomainKind::range) return over_range(code, name == "sum");
  return over_values(listed(binder).values, code, name == "sum");
}

Value Machine::over_range(const Code& code, bool is_sum) {
  if (induction_ && induction_->is_evaluating())
    if (std::optional<Value> result = translated([&] { return induction_->fold(code, is_sum); }))
      return *result;
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

long Machine::range_end(const Code& term) {
  constexpr long most = 1L << 61;  // so that neither the length nor a step past the end overflows
  Value end = value(term);
  current_ = &term;
  if (get_if<RingElement>(end)) throw Undefined("the end of a range is a function of p");
  std::optional<long> number = require_integer(end, "the end of a range").to_long();
  if (!number || *number > most || *number < -most) throw TooLarge("the end of a range is beyond 2^61");
  return *number;
}

std::pair<long, long> Machine::range(const BinderCode& binder) {
  const long low = range_end(binder.terms[0]);
  const long high = range_end(binder.terms[1]);
  unsigned long length = high < low ? 0 : static_cast<unsigned long>(high - low) + 1;
  if (length > limits_.cases || length * multiplicity_ > limits_.cases)
    throw TooLarge(fmt::format("the range {}..{} makes more than {} cases", low, high, limits_.cases));
  return {low, high};
}

std::vector<Value> Machine::components(const BinderCode& binder, const Code& chosen) {
  std::vector<Value> values;
  if (binder.slots.size() == 1)
    values.push_back(value(chosen));
  else
    for (const Code& component : chosen.arguments) values.push_back(value(component));
  return values;
}

bool Listed::are_exact() const {
  return std::all_of(values.begin(), values.end(), is_exact_value);
}

Listed Machine::listed(const BinderCode& binder) {
  Listed all;
  if (binder.kind() == DomainKind::cases) {
    for (const Code& term : binder.terms)
      for (Value& component : components(binder, term)) all.values.push_back(std::move(component));
    return all;
  }
  Value domain = value(binder.terms[0]);
  current_ = &binder.terms[0];
  if (const auto* list = get_if<List>(domain)) return {**list, false};
  all.is_law = true;
  for (auto& [point, weight] : translated([&] { return atoms(domain); })) {
    if (!is_surely_positive(weight))
      throw Imprecise("whether a value of a law has a probability other than 0 is not known");
    all.values.push_back(std::move(point));
  }
  return all;
}

void Machine::bind(const BinderCode& binder, const Value* components) {
  for (std::size_t i = 0; i < binder.slots.size(); ++i) slot(binder.slots[i]) = components[i];
}

bool Machine::is_seen_with_forms(const std::function<bool()>& is_seen) {
  constexpr int most_restarts = 12;
  struct Outer {
    Machine& machine;
    SymbolTable symbols = std::exchange(machine.symbols_, SymbolTable());
    Mode mode = std::exchange(machine.mode_, Mode::forms);
    std::vector<Observation>* trace = std::exchange(machine.trace, nullptr);
    Obstacles obstacles = machine.obstacles;
    bool doubt = machine.doubt_;
    bool balls = machine.used_balls;
    const Code* current = machine.current_;
    ~Outer() {
      machine.symbols_ = std::move(symbols);
      machine.mode_ = mode;
      machine.trace = trace;
      machine.obstacles = std::move(obstacles);
      machine.doubt_ = doubt;
      machine.used_balls = balls;
      machine.current_ = current;
    }
  } outer{*this};
  for (int i = 0; i < most_restarts; ++i) try {
      symbols_.reset();
      doubt_ = false;
      return is_seen();
    } catch (const SymbolTable::NewDenominator&) {
    } catch (const Undefined&) {
      return false;
    } catch (const Unsupported&) {
      return false;
    } catch (const std::logic_error&) {  // too long, outside of a domain, an argument of another kind
      return false;
    }
  return false;
}

}  // namespace dropcert::verify
