// Definitions by equations, recursive ones among them.
#include "check/recursion/equations.hpp"

#include <algorithm>

#include "check/functions/functions.hpp"
#include "check/recursion/induction.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr int deepest = 20;         // calls within one another; others wait on an agenda
constexpr int deep_nesting = 2000;  // of terms, with calls among them
constexpr std::size_t longest_agenda = 6000;
constexpr std::size_t most_at_one = 10'000;  // calls with one first argument

// A call that is to be found before what is being evaluated.
struct Earlier {
  std::size_t index;
  std::vector<Value> arguments;
};

bool are_same(const Value& a, const Value& b) {
  const auto* x = get_if<mpq_class>(a);
  const auto* y = get_if<mpq_class>(b);
  if (x || y) return x && y && *x == *y;
  if (const auto* f = get_if<Fraction>(a), *g = get_if<Fraction>(b); f && g) return *f == *g;
  if (const auto* i = get_if<Interval>(a), *j = get_if<Interval>(b); i && j)
    return i->bits() == j->bits() && mpfr_equal_p(i->low(), j->low()) && mpfr_equal_p(i->high(), j->high());
  const auto is_one_object = [&](const auto* p, const auto* q) { return p && p == q; };
  return is_one_object(get_if<List>(a), get_if<List>(b)) ||
         is_one_object(get_if<Expansion>(a), get_if<Expansion>(b)) ||
         is_one_object(get_if<Printed>(a), get_if<Printed>(b));
}

}  // namespace

Evaluator::Evaluator(const Ledger& ledger, const Claim& claim, Sequences& sequences)
    : parameters_(ledger.parameters), sequences_(sequences), calls_(std::make_unique<Calls>()) {
  for (const std::vector<Definition>* list : {&ledger.definitions, &claim.definitions})
    for (const Definition& definition : *list) definitions_.push_back(&definition);
  scope_.visible = definitions_.size();
}

Evaluator::~Evaluator() = default;

// By the first equation whose numbers are equal to the arguments in their places.
Value Evaluator::equation_value(std::size_t index, const std::vector<Value>& arguments) {
  const Definition& definition = *definitions_[index];
  for (const Equation& equation : definition.equations) {
    unsigned fits = zero_sign;  // or not, if other signs are possible
    for (std::size_t i = 0; i < arguments.size() && fits != 0; ++i) {
      if (equation.patterns[i].kind != Kind::number) continue;
      const mpq_class& number = equation.patterns[i].number;
      used.enclosures |= !is_exact(arguments[i]);
      const unsigned signs = forms_ ? forms_->signs_of_difference(arguments[i], number, false)
                                    : signs_of_difference(arguments[i], number, false);
      if ((signs & zero_sign) == 0) fits = 0;
      if (fits != 0) fits |= signs;
    }
    if (fits == 0) continue;
    if (fits != zero_sign) imprecise("which equation of '" + definition.name + "' counts is not known");
    Bound guard(*this);
    enter(index, {});
    ++scope_.visible;  // it sees itself
    if (const auto* first = get_if<mpq_class>(arguments[0]); first && first->get_den() == 1)
      if (const std::optional<std::int64_t> n = to_int64(first->get_num())) {
        scope_.equations = &definition;
        scope_.argument = *n;
      }
    for (std::size_t i = 0; i < arguments.size(); ++i)
      if (equation.patterns[i].kind == Kind::name) bind(equation.patterns[i].name, arguments[i]);
    return value(equation.body);
  }
  throw Undefined("no equation of '" + definition.name + "' fits");
}

// What the call is, kept also if it is undefined or out of reach.
const Evaluator::Call& Evaluator::find_call(std::size_t index, const std::vector<Value>& arguments) {
  struct Deeper {
    int& depth;
    ~Deeper() { --depth; }
  } deeper{++calls_->depth};
  const bool was_imprecise = std::exchange(notes().imprecise, false);
  Call call;
  call.arguments = arguments;
  {
    const Grounds outer = std::exchange(used, {});
    const bool was_doubtful = std::exchange(notes().perhaps_undefined, false);
    try {
      call.memory.value = equation_value(index, arguments);
    } catch (const Undefined& error) {
      call.undefined = error.what();
    } catch (const OutOfReach& error) {
      call.out_of_reach = error.what();
    } catch (...) {
      used = outer;
      notes().perhaps_undefined = was_doubtful;
      notes().imprecise |= was_imprecise;
      throw;
    }
    call.memory.perhaps_undefined = std::exchange(notes().perhaps_undefined, was_doubtful);
    call.memory.used = std::exchange(used, outer);
  }
  call.imprecise = std::exchange(notes().imprecise, was_imprecise);
  const bool lasts = !forms_ && !chart_ && !call.out_of_reach &&
                     std::all_of(arguments.begin(), arguments.end(),
                                 [](const Value& value) { return get_if<mpq_class>(value) != nullptr; });
  std::vector<Call>& place =
      (lasts ? calls_->lasting : calls_->passing)[{bits_, index, integer(arguments[0])}];
  if (place.size() >= most_at_one) throw OutOfReach("a definition is called with too many arguments");
  place.push_back(std::move(call));
  return place.back();
}

Value Evaluator::value_of(const Call& call, Evaluator& evaluator) {
  notes().imprecise |= call.imprecise;
  if (call.memory.perhaps_undefined) note_perhaps_undefined();
  evaluator.used.enclosures |= call.memory.used.enclosures;
  evaluator.used.theorems.insert(call.memory.used.theorems.begin(), call.memory.used.theorems.end());
  if (call.undefined) throw Undefined(*call.undefined);
  if (call.out_of_reach) throw OutOfReach(*call.out_of_reach);
  return call.memory.value;
}

// Beyond some depth a call interrupts what is evaluated, and is put on the agenda of the outermost one, which
// begins with what stands last there.
Value Evaluator::by_equations(std::size_t index, std::vector<Value> arguments) {
  const Definition& definition = *definitions_[index];
  if (!is_recursive(definition)) return equation_value(index, arguments);
  if (induction_)
    if (std::optional<Value> found = induction_->call(index, arguments)) return *std::move(found);
  const std::int64_t n = integer(arguments[0]);
  if (scope_.equations == &definition && n >= scope_.argument)
    throw Undefined("'" + definition.name + "' calls itself with a first argument that is not less");
  if (signed_mpz(n) < *least_case(definition))
    throw Undefined("'" + definition.name + "' has no value there");
  for (const Calls::Found* found : {&calls_->lasting, &calls_->passing}) {
    if (found == &calls_->lasting && (forms_ || chart_)) continue;
    const auto place = found->find({bits_, index, n});
    if (place == found->end()) continue;
    for (const Call& call : place->second)
      if (std::equal(arguments.begin(), arguments.end(), call.arguments.begin(), are_same))
        return value_of(call, *this);
  }
  if (calls_->depth >= deepest || (calls_->depth > 0 && scope_.depth > deep_nesting))
    throw Earlier{index, std::move(arguments)};
  if (calls_->depth > 0) return value_of(find_call(index, arguments), *this);
  struct Forget {
    Calls& calls;
    ~Forget() { calls.passing.clear(); }
  } forget{*calls_};
  std::vector<Earlier> agenda{{index, std::move(arguments)}};
  for (;;) {
    try {
      const Earlier last = agenda.back();
      const Call& call = find_call(last.index, last.arguments);
      if (agenda.size() == 1) return value_of(call, *this);
      agenda.pop_back();
    } catch (Earlier& earlier) {
      agenda.push_back(std::move(earlier));
    }
    if (agenda.size() > longest_agenda) throw OutOfReach("a recursion is too deep");
  }
}

}  // namespace dropcert::check
