// Definitions by equations, recursive ones among them.
#include <fmt/core.h>

#include <algorithm>

#include "verify/frame.hpp"
#include "verify/induction.hpp"
#include "verify/machine.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace language;

namespace {

constexpr int most_calls = 24;             // within one another; what lies deeper is found first
constexpr std::size_t most_wanted = 4096;  // values that wait for others
constexpr std::size_t most_kept = 1U << 20;
constexpr std::size_t most_at_one = 10'000;  // with one first argument
constexpr int deep_nesting = 400;

bool is_rational(const Value& value) {
  return get_if<Rational>(value) != nullptr;
}

}  // namespace

// Whether the two are known to be the same. Numbers, functions of p and forms are if they are equal.
bool Machine::is_same(const Value& a, const Value& b) {
  if (a.index() != b.index()) return false;
  if (const auto* x = get_if<Rational>(a)) return *x == *get_if<Rational>(b);
  if (const auto* x = get_if<ExactNumber>(a)) return *x == *get_if<ExactNumber>(b);
  if (const auto* x = get_if<Symbolic>(a)) return x->function == get_if<Symbolic>(b)->function;
  if (const auto* x = get_if<Ball>(a)) return arb_equal(x->raw(), get_if<Ball>(b)->raw()) != 0;
  if (const auto* x = get_if<Model>(a)) return *x == *get_if<Model>(b);
  if (const auto* x = get_if<List>(a)) return *x == *get_if<List>(b);
  if (const auto* x = get_if<RingElement>(a)) return x->function == get_if<RingElement>(b)->function;
  if (const auto* x = get_if<PrintedText>(a)) return x->text == get_if<PrintedText>(b)->text;
  if (const auto* x = get_if<DropoutLaw>(a))
    return x->contributions == get_if<DropoutLaw>(b)->contributions &&
           x->delta == get_if<DropoutLaw>(b)->delta;
  return false;
}

// The equation that counts: the first whose patterns all fit.
const Code& Machine::fitting(const Procedure& procedure, const std::vector<Value>& arguments) {
  const Definition& source = *procedure.source;
  for (std::size_t i = 0; i < source.equations.size(); ++i) {
    Outcomes fits = Outcome::true_;
    for (std::size_t j = 0; j < arguments.size() && fits.may_be_true(); ++j) {
      const Node& pattern = source.equations[i].patterns[j];
      if (pattern.kind != Kind::number) continue;
      if (get_if<Ball>(arguments[j]) || is_model(arguments[j])) used_balls = true;
      const Rational number(pattern.number.get_mpq_t());
      fits = conjunction(
          fits, translated([&] { return arithmetic().compare(arguments[j], Relation::equal, number); }));
    }
    if (symbols_.take_enclosed()) used_balls = true;
    if (fits.holds()) return procedure.equations[i];
    if (!fits.is_refuted())
      throw Imprecise(fmt::format("which equation of '{}' counts is not decided", source.name));
  }
  throw Undefined(fmt::format("no equation of '{}' fits the arguments", source.name));
}

Value Machine::equation_value(const Procedure& procedure, const std::vector<Value>& arguments) {
  const Code& equation = fitting(procedure, arguments);
  return in_frame_of(procedure, equation, arguments, [this](const Code& body) { return value(body); });
}

const Machine::Remembered* Machine::found_call(int definition, const std::vector<Value>& arguments) const {
  const std::pair<int, long> key(definition, *as_integer(arguments[0])->to_long());
  for (const Calls* calls : {&lasting_, &passing_}) {
    const auto found = calls->find(key);
    if (found == calls->end()) continue;
    const bool only_exact = calls == &lasting_ && decides_forms();
    for (const Found& one : found->second)
      if ((one.result.bits == 0 || (one.result.bits == precision_.value && !only_exact)) &&
          std::equal(arguments.begin(), arguments.end(), one.arguments.begin(), is_same))
        return &one.result;
  }
  return nullptr;
}

// Evaluates the call and keeps what it is; valid until the next one.
const Machine::Remembered& Machine::find_call(int definition, const std::vector<Value>& arguments) {
  struct Deeper {
    int& calls;
    ~Deeper() { --calls; }
  } deeper{++calls_};
  const Procedure& procedure = program_.procedures[static_cast<std::size_t>(definition)];
  Remembered result =
      found_apart([&](Remembered& found) { found.value = equation_value(procedure, arguments); });
  const bool lasts = (mode_ == Mode::points || mode_ == Mode::boxes) &&
                     std::all_of(arguments.begin(), arguments.end(), is_rational);
  Calls& calls = lasts ? lasting_ : passing_;
  if (calls.size() >= most_kept) calls.clear();
  std::vector<Found>& with_same_first = calls[{definition, *as_integer(arguments[0])->to_long()}];
  if (with_same_first.size() >= most_at_one)
    throw TooLarge(fmt::format("'{}' is called with more than {} different arguments", procedure.source->name,
                               most_at_one));
  with_same_first.push_back({arguments, std::move(result)});
  return with_same_first.back().result;
}

Value Machine::by_equations(const Code& code) {
  const Procedure& procedure = program_.procedures[static_cast<std::size_t>(code.definition)];
  const std::string& name = procedure.source->name;
  std::vector<Value> arguments = argument_values(code);
  current_ = &code;
  if (!procedure.is_recursive) return equation_value(procedure, arguments);
  if (induction_ && induction_->is_evaluating())
    if (std::optional<Value> result = induction_->call(code, procedure, arguments)) return *result;
  if (get_if<RingElement>(arguments[0]))
    throw Undefined(fmt::format("the first argument of '{}' is a function of p", name));
  const Integer n = require_integer(arguments[0], fmt::format("the first argument of '{}'", name));
  if (code.is_of_itself && n >= *as_integer(slot(0)))
    throw Undefined(fmt::format("'{}' calls itself with a first argument that is not less", name));
  if (n < procedure.least)
    throw Undefined(fmt::format("'{}' has no value below its first equation for a number", name));
  if (!n.to_long()) throw TooLarge(fmt::format("the first argument of '{}' is too large", name));
  arguments[0] = Rational(n);
  return recursive_value(code.definition, arguments);
}

// Calls within one another go to some depth; a call beyond that ends what is being evaluated, is evaluated by
// itself, and then that is begun anew.
Value Machine::recursive_value(int definition, const std::vector<Value>& arguments) {
  if (const Remembered* known = found_call(definition, arguments)) return *use(*known).value;
  if (calls_ > 0) {
    if (calls_ >= most_calls || nesting_ > deep_nesting) throw Wanted{definition, arguments};
    return *use(find_call(definition, arguments)).value;
  }
  struct Forget {
    Calls& calls;
    ~Forget() { calls.clear(); }
  } forget{passing_};
  std::vector<Wanted> wanted{{definition, arguments}};
  for (;;) try {
      const Wanted next = wanted.back();
      const Remembered& found = find_call(next.definition, next.arguments);
      if (wanted.size() == 1) return *use(found).value;
      wanted.pop_back();
    } catch (Wanted& more) {
      if (wanted.size() >= most_wanted)
        throw TooLarge(fmt::format("the recursion of '{}' goes deeper than {} calls",
                                   program_.procedures[static_cast<std::size_t>(definition)].source->name,
                                   most_wanted * most_calls));
      wanted.push_back(std::move(more));
    }
}

}  // namespace dropcert::verify
