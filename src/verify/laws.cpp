// Laws of finitely many values: law([(value, probability), ...]), and that of dropout, enumerated.
#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "model/enclosure.hpp"
#include "verify/builtins.hpp"
#include "verify/open_lists.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace language;
using namespace model;

namespace {

using Atoms = std::vector<std::pair<Value, Value>>;

// Values with their probabilities, those that are known exactly and are equal as one.
class Joined {
 public:
  explicit Joined(const Arithmetic& arithmetic) : arithmetic_(arithmetic) {}

  void put(const Value& point, Value weight) {
    std::size_t place = atoms_.size();
    if (const auto* rational = get_if<Rational>(point))
      place = rationals_.try_emplace(*rational, place).first->second;
    else if (is_exact_real(point))
      place = others_.try_emplace(exact_number(point).str(), place).first->second;
    if (place == atoms_.size())
      atoms_.emplace_back(point, std::move(weight));
    else
      atoms_[place].second = arithmetic_.add(atoms_[place].second, weight);
  }

  std::size_t size() const { return atoms_.size(); }
  Atoms take() { return std::move(atoms_); }

 private:
  const Arithmetic& arithmetic_;
  std::map<Rational, std::size_t> rationals_;  // where each value known exactly stands
  std::map<std::string, std::size_t> others_;
  Atoms atoms_;
};

// In ascending order if all values are known exactly.
void sort_atoms(Atoms& atoms, const Arithmetic& arithmetic) {
  if (!std::all_of(atoms.begin(), atoms.end(), [](const auto& atom) { return is_exact_real(atom.first); }))
    return;
  std::sort(atoms.begin(), atoms.end(), [&](const auto& a, const auto& b) {
    const auto* x = get_if<Rational>(a.first);
    const auto* y = get_if<Rational>(b.first);
    return x && y ? *x < *y : exact_sign(arithmetic.subtract(b.first, a.first)) > 0;
  });
}

bool is_form_of_zero(const Value& value) {
  const auto* form = get_if<Symbolic>(value);
  return form && form->function.is_zero();
}

void require_one(Machine& machine, const Code& code, const Value& sum) {
  if (is_exact_real(sum) && exact_number(sum) == ExactNumber(Rational(1))) return;
  const Outcomes is_one = machine.arithmetic().compare(sum, Relation::equal, Rational(1));
  if (is_one.is_refuted()) throw Undefined("the probabilities of a law do not sum to 1");
  if (is_one.holds()) return;
  const char* unseen = "the probabilities of a law are not seen to sum to 1";
  if (is_symbolic(sum)) throw Unsupported(unseen);
  if (!machine.sums_to_one(code)) throw Imprecise(unseen);
}

// law([(value, probability), ...]): the argument has these in turn.
Value law_value(Machine& machine, const Arguments& arguments) {
  const Code& code = *machine.current();
  const Arithmetic arithmetic = machine.arithmetic();
  const std::vector<Value>& parts = **get_if<List>(arguments[0]);
  Joined joined(arithmetic);
  Value sum = Rational(0);
  for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
    machine.charge(4);
    const Value& point = parts[i];
    const Value& weight = parts[i + 1];
    require_real(machine, point, "a value of a law");
    require_real(machine, weight, "a probability of a law");
    const Outcomes is_at_least_0 = arithmetic.compare(weight, Relation::greater_equal, Rational(0));
    if (is_at_least_0.is_refuted()) throw Undefined("a probability of a law is negative");
    if (!is_at_least_0.holds()) {
      machine.doubt();
      machine.obstacles.precision_may_help = true;
    }
    if (get_if<Ball>(weight) || is_model(weight)) machine.used_balls = true;
    sum = arithmetic.add(sum, weight);
    if (!is_zero(weight) && !is_form_of_zero(weight)) joined.put(point, weight);
  }
  require_one(machine, code, sum);
  Atoms atoms = joined.take();
  sort_atoms(atoms, arithmetic);
  return FiniteLaw{std::make_shared<const Atoms>(std::move(atoms))};
}

void add_slots(const Code& code, std::set<int>& slots) {
  if (code.slot >= 0) slots.insert(code.slot);
  for (const Code& argument : code.arguments) add_slots(argument, slots);
  for (const BinderCode& binder : code.binders) {
    slots.insert(binder.slots.begin(), binder.slots.end());
    for (const Code& term : binder.terms) add_slots(term, slots);
  }
}

}  // namespace

void require_real(Machine& machine, const Value& value, std::string_view what) {
  if (get_if<RingElement>(value)) throw Undefined(fmt::format("{} is a function of p", what));
  if (const auto* form = get_if<Symbolic>(value); form && machine.symbols().mentions_p(*form))
    throw Unsupported(fmt::format("{} has p in it", what));
}

std::vector<Builtin> law_functions() {
  return {{"law", law_value}};
}

// ---- probabilities as functions

// A variable that stands for all numbers that the value may be; for all numbers that there are, if so asked.
Value Machine::form_for(const Value& value, bool all) {
  using Range = SymbolTable::Range;
  if (const auto* list = get_if<List>(value)) {
    std::vector<Value> elements;
    for (const Value& element : **list) elements.push_back(form_for(element, all));
    return std::make_shared<const std::vector<Value>>(std::move(elements));
  }
  const bool varies = get_if<Ball>(value) || is_symbolic(value) || is_model(value);
  if (!varies && !(all && is_exact_real(value))) return value;
  Range range = Range::real;
  const auto* ball = get_if<Ball>(value);
  if (ball && !all && ball->is_finite()) {
    const int sign = lower_end(*ball, precision_).sign().value_or(-1);
    if (sign >= 0) range = sign > 0 ? Range::positive : Range::nonnegative;
  }
  return symbols_.variable(enter_form_variable(), range);
}

void Machine::bind_forms(const std::set<int>& slots, const std::vector<Value>& values, bool all) {
  auto next = values.begin();
  for (const int place : slots) slot(place) = form_for(*next++, all);
}

// The probabilities are evaluated once more, as forms: with new variables in the place of what is not known
// exactly, first in the place of all numbers. That the sum is 1 wherever it is defined holds for the numbers
// that the variables are, too.
bool Machine::sums_to_one(const Code& law) {
  if (sums_to_one_.count(&law) != 0) return true;
  std::set<int> slots;
  add_slots(law, slots);
  std::vector<Value> values;
  bool are_numbers = true;
  for (const int place : slots) {
    const Value& value = slot(place);
    are_numbers =
        are_numbers && (is_exact_real(value) || get_if<Ball>(value) || is_symbolic(value) || is_model(value));
    values.push_back(value);
  }
  struct Outer {
    Machine& machine;
    const std::set<int>& slots;
    const std::vector<Value>& values;
    bool own_denominators = std::exchange(machine.own_denominators_, false);
    int variables = machine.form_variables_;
    ~Outer() {
      auto next = values.begin();
      for (const int place : slots) machine.slot(place) = *next++;
      machine.own_denominators_ = own_denominators;
      machine.form_variables_ = variables;
    }
  } outer{*this, slots, values};
  auto is_one = [&](bool all) {
    return is_seen_with_forms([&] {
      form_variables_ = outer.variables;
      bind_forms(slots, values, all);
      const Value parts = value(law.arguments[0]);
      const std::vector<Value>& elements = **get_if<List>(parts);
      Value sum = Rational(-1);
      for (std::size_t k = 1; k < elements.size(); k += 2) sum = arithmetic().add(sum, elements[k]);
      return symbols_.convert(sum).function.is_zero();
    });
  };
  const bool is_universal = are_numbers && is_one(true);
  if (is_universal) sums_to_one_.insert(&law);
  return is_universal || is_one(false);
}

// ---- means

bool Machine::is_surely_positive(const Value& weight) {
  if (get_if<Rational>(weight)) return true;  // none is 0, nor negative
  return translated([&] { return arithmetic().compare(weight, Relation::greater, Rational(0)); }).holds();
}

// The term at a value whose probability may be 0: then it is not evaluated. Unless it is surely defined, it
// is not known what the mean is.
Value Machine::term_perhaps_left_out(const Code& code) {
  const char* reason = "a term is perhaps undefined at a value of a law whose probability may be 0";
  const bool outer = std::exchange(doubt_, false);
  std::optional<Value> result;
  try {
    result = value(code);
  } catch (const Undefined&) {
    doubt_ = true;
  }
  const bool is_doubtful = std::exchange(doubt_, outer);
  if (is_doubtful) throw Imprecise(reason);
  return *result;
}

Value Machine::mean(const Code& code) {
  Value law = value(code.binders[0].terms[0]);
  current_ = &code;
  if (const auto* open = get_if<OpenLaw>(law))
    return translated([&] { return open_lists_->mean(code, *open); });
  const bool may_have_zeros = get_if<FiniteLaw>(law) != nullptr;
  Value sum = Rational(0);
  for (const auto& [point, weight] : translated([&] { return atoms(law); })) {
    slot(code.binders[0].slots[0]) = point;
    const bool counts = !may_have_zeros || is_surely_positive(weight);
    Value term = counts ? value(code.arguments[0]) : term_perhaps_left_out(code.arguments[0]);
    current_ = &code;
    sum = translated(
        [&, &weight = weight] { return arithmetic().add(sum, arithmetic().multiply(weight, term)); });
    charge(verify::weight(sum));
  }
  return sum;
}

// ---- enumeration

std::vector<std::pair<Value, Value>> Machine::atoms(const Value& law) {
  if (const auto* finite = get_if<FiniteLaw>(law)) return *finite->atoms;
  if (const auto* dropout = get_if<DropoutLaw>(law)) return dropout_atoms(*dropout);
  throw Unsupported("a law is expected");
}

// Feature by feature: dropped, the value stays; kept, it grows by a_j/(1-delta). Values that are known
// exactly and are equal are merged. That delta is a probability was seen when the law was made.
std::vector<std::pair<Value, Value>> Machine::dropout_atoms(const DropoutLaw& law) {
  const Arithmetic arithmetic = this->arithmetic();
  const Value& delta = *law.delta;
  Value kept = arithmetic.subtract(Rational(1), delta);
  Atoms result = {{Rational(0), Rational(1)}};
  for (const Value& contribution : *law.contributions) {
    Value step = arithmetic.divide(contribution, kept);
    Joined next(arithmetic);
    for (const auto& [point, weight] : result) {
      charge(4);
      next.put(point, arithmetic.multiply(weight, delta));
      next.put(arithmetic.add(point, step), arithmetic.multiply(weight, kept));
    }
    result = next.take();
    if (result.size() > limits_.atoms)
      throw TooLarge(fmt::format("a law of more than {} values", limits_.atoms));
  }
  sort_atoms(result, arithmetic);
  return result;
}

}  // namespace dropcert::verify
