#include "verify/induction.hpp"

#include <algorithm>

#include "verify/builtins.hpp"
#include "verify/frame.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace language;

namespace {

constexpr long most_order = 10;  // of an induction: so many cases before the one that follows
constexpr std::size_t most_cases_of_inequality = 4;
constexpr long most_shift = 200;  // cases decided one by one
constexpr long most_restarts = 40;
constexpr long most_unfolded = 200;  // factors or terms of one value
constexpr std::size_t most_unknowns = 64;
constexpr long kind_of_power = -1;
constexpr long kind_of_factorial = -2;
constexpr long kind_of_fold = -3;
constexpr long kind_of_dummy = -4;

long floor_quotient(long a, long b) {  // b > 0
  return a / b - (a % b < 0 ? 1 : 0);
}

bool is_abs(const Code& code) {
  return code.kind == Kind::call && code.builtin && code.builtin->name == "abs";
}

}  // namespace

Induction::Induction(Machine& machine, int slot, long first)
    : machine_(machine), slot_(slot), first_(first), frame_(machine.frame_) {}

void Induction::bind(const std::string& name) {
  name_ = name;
  m_ = machine_.symbols().variable(name, SymbolTable::Range::nonnegative);
  m_index_ = machine_.symbols().index_of_variable(name);
  machine_.slot(slot_) = form({1, first_});
  cases_ = 0;
}

// ---- what varies with m

Value Induction::form(Linear linear) {
  const Arithmetic arithmetic = machine_.arithmetic();
  return arithmetic.add(arithmetic.multiply(Rational(linear.slope), m_), Rational(linear.offset));
}

std::optional<Induction::Linear> Induction::linear(const Value& value) const {
  auto small = [](const Rational& q) {
    constexpr long most = 1L << 40;
    const std::optional<long> n = q.is_integer() ? q.numerator().to_long() : std::nullopt;
    return n && *n <= most && *n >= -most ? n : std::nullopt;
  };
  Linear result;
  if (const auto* rational = get_if<Rational>(value)) {
    const std::optional<long> n = small(*rational);
    if (n) result.offset = *n;
    return n ? std::optional(result) : std::nullopt;
  }
  const auto* symbolic = get_if<Symbolic>(value);
  if (!symbolic || !symbolic->function.denominator().constant()) return std::nullopt;
  for (const RationalFunction::Term& term : symbolic->function.numerator_terms()) {
    unsigned long degree = 0;
    for (std::size_t g = 0; g < term.exponents.size(); ++g) {
      if (term.exponents[g] != 0 && static_cast<int>(g) != m_index_) return std::nullopt;
      degree += term.exponents[g];
    }
    const std::optional<long> n = small(term.coefficient);
    if (degree > 1 || !n) return std::nullopt;
    (degree == 1 ? result.slope : result.offset) = *n;
  }
  return result;
}

bool Induction::is_constant(const Value& value) const {
  if (const auto* symbolic = get_if<Symbolic>(value))
    return !machine_.symbols_.depends_on(symbolic->function, varying_);
  return is_exact_real(value);
}

void Induction::shift_by(long more) {
  if (more > most_shift - shift_) throw Unsupported("an induction begins too late");
  shift_ += more;
  throw Restart();
}

// With a shift that makes it true: the line is not negative for any m. Its slope is positive, if it must be.
void Induction::require_low(Linear linear) {
  if (linear.offset < 0) shift_by((linear.slope - 1 - linear.offset) / linear.slope);
}

bool Induction::are_same(const std::vector<Value>& a, const std::vector<Value>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), Machine::is_same);
}

const Value* Induction::find(const void* what, long place, const std::vector<Value>& arguments) const {
  // Inside a recurrence that is looked for, nothing is known of what varies with its index.
  if (is_telescoping_) throw Unsupported("an unknown within a sum");
  const auto known = std::find_if(unknowns_.begin(), unknowns_.end(), [&](const Unknown& one) {
    return one.what == what && one.place == place && are_same(one.arguments, arguments);
  });
  return known == unknowns_.end() ? nullptr : &known->value;
}

Value Induction::unknown(const void* what, long place, const std::vector<Value>& arguments,
                         SymbolTable::Range range) {
  if (const Value* known = find(what, place, arguments)) return *known;
  if (unknowns_.size() == most_unknowns) throw Unsupported("an induction has too many unknowns");
  const std::string name = "u" + std::to_string(unknowns_.size());
  const Value value = machine_.symbols().variable(name, range);
  varying_.insert(machine_.symbols().index_of_variable(name));
  unknowns_.push_back({what, place, arguments, value});
  return value;
}

void Induction::forget_unknowns() {
  unknowns_.clear();
  unfolded_.clear();
  recurrences_.clear();
  machine_.forget_forms();  // in which they may stand
}

Induction::Step Induction::step(const Code& term) {
  struct Evaluating {
    bool& flag;
    ~Evaluating() { flag = false; }
  } evaluating{is_evaluating_ = true};
  for (long i = 0; i < most_restarts; ++i) try {
      varying_ = {m_index_};
      forget_unknowns();
      SymbolTable& symbols = machine_.symbols();
      Step result;
      result.sign = symbols.convert(*power(Rational(-1), m_));
      machine_.slot(slot_) = form({1, first_ + shift_});
      result.here = symbols.convert(machine_.value(term));
      machine_.slot(slot_) = form({1, first_ + shift_ + 1});
      result.next = symbols.convert(machine_.value(term));
      result.shift = shift_;
      return result;
    } catch (const Restart&) {
    }
  throw Unsupported("a term of a sum without end varies too much");
}

bool Induction::has_unknowns(const Symbolic& form) const {
  std::set<int> unknowns = varying_;
  unknowns.erase(m_index_);
  return machine_.symbols_.depends_on(form.function, unknowns);
}

// ---- recursive definitions

// What is known of a definition that is called with the first argument m + offset.
Induction::Family& Induction::family(const Procedure& procedure, long offset,
                                     const std::vector<Value>& arguments) {
  const Definition& source = *procedure.source;
  const auto known = families_.find(&source);
  if (known != families_.end()) {
    if (offset - shift_ >= known->second.lowest) return known->second;
    known->second.lowest = offset - shift_;
    throw Restart();
  }
  Family result;
  result.lowest = offset - shift_;
  for (const Equation& equation : source.equations)
    if (const Node& first = equation.patterns[0]; first.kind == Kind::number) {
      if (!first.number.get_num().fits_slong_p()) throw Unsupported("an equation for a large number");
      result.last_number = std::max(result.last_number, first.number.get_num().get_si());
    }
  if (result.last_number > most_shift) throw Unsupported("an equation for a large number");
  // How far back an equation for names calls.
  const long high = result.last_number + most_shift;
  struct Outer {
    Induction& induction;
    const Procedure* finds_order = induction.finds_order_;
    long lowest_call = induction.lowest_call_;
    ~Outer() {
      induction.finds_order_ = finds_order;
      induction.lowest_call_ = lowest_call;
    }
  } outer{*this};
  finds_order_ = &procedure;
  lowest_call_ = high;
  std::vector<Value> far = arguments;
  far[0] = form({1, high});
  machine_.equation_value(procedure, far);
  result.order = high - lowest_call_;
  if (result.order > most_order) throw Unsupported("a recursion that goes far back");
  families_.emplace(&source, result);
  throw Restart();  // without the unknowns that stood for its calls
}

Value Induction::unfolded(const Procedure& procedure, long offset, const std::vector<Value>& arguments) {
  for (const Unknown& known : unfolded_)
    if (known.what == procedure.source && known.place == offset &&
        std::equal(arguments.begin() + 1, arguments.end(), known.arguments.begin() + 1, Machine::is_same))
      return known.value;
  Value value = machine_.equation_value(procedure, arguments);
  unfolded_.push_back({procedure.source, offset, arguments, value});
  return value;
}

std::optional<Value> Induction::call(const Code& code, const Procedure& procedure,
                                     const std::vector<Value>& arguments) {
  if (!is_symbolic(arguments[0])) return std::nullopt;
  const std::optional<Linear> first = linear(arguments[0]);
  if (!first || first->slope != 1 ||
      !std::all_of(arguments.begin() + 1, arguments.end(), [&](const Value& x) { return is_constant(x); }))
    throw Unsupported("the arguments of a recursive definition vary");
  if (code.is_of_itself) {
    const std::optional<Linear> own = linear(machine_.slot(0));
    if (!own || own->slope != 1) throw Unsupported("the arguments of a recursive definition vary");
    if (first->offset >= own->offset)
      throw Undefined("a definition calls itself with a first argument that is not less");
  }
  const void* what = procedure.source;
  if (finds_order_) {
    if (finds_order_ == &procedure) lowest_call_ = std::min(lowest_call_, first->offset);
    return unknown(what, kind_of_dummy - first->offset - most_shift * most_shift, {},
                   SymbolTable::Range::real);
  }
  const Family family = this->family(procedure, first->offset, arguments);
  const long window = family.lowest + shift_;
  const long next = window + family.order;
  const std::optional<long> least = procedure.least.to_long();
  if (!least || *least > most_shift) throw Unsupported("an equation for a large number");
  if (window < *least) shift_by(*least - window);
  if (next <= family.last_number) shift_by(family.last_number + 1 - next);
  if (first->offset - next > most_unfolded) throw Unsupported("a value far from the others");
  if (first->offset >= next) return unfolded(procedure, first->offset, arguments);
  const std::vector<Value> others(arguments.begin() + 1, arguments.end());
  if (const Value* known = find(what, first->offset - window, others)) return *known;
  Value result = unknown(what, first->offset - window, others, SymbolTable::Range::real);
  // The value is defined for all m if it is for the first ones, and each is where those before it are.
  std::vector<Value> some = arguments;
  for (long i = window; i < next; ++i) {
    unknown(what, i - window, others, SymbolTable::Range::real);
    some[0] = Rational(i);
    machine_.recursive_value(code.definition, some);
  }
  some[0] = form({1, next});
  unfolded(procedure, next, some);
  return result;
}

// ---- powers, factorials, binomial coefficients, sums

// base^(slope m + offset) = base^offset (base^m)^slope; if the base may be 0, neither is negative.
std::optional<Value> Induction::power(const Value& base, const Value& exponent) {
  if (!is_symbolic(exponent)) return std::nullopt;
  std::optional<Linear> n = linear(exponent);
  if (!n || n->slope == 0 || !is_constant(base)) return std::nullopt;
  const Arithmetic arithmetic = machine_.arithmetic();
  SymbolTable& symbols = machine_.symbols();
  std::optional<int> sign;
  if (is_exact_real(base))
    sign = exact_sign(base);
  else
    sign = symbols.definite_sign(symbols.convert(base));
  if (sign == 0) {
    if (n->slope < 0) return std::nullopt;
    require_low({n->slope, n->offset - 1});
    return Rational(0);
  }
  Value root = base;
  if (!sign && n->slope < 0) return std::nullopt;
  if (!sign) require_low(*n);
  if (n->slope < 0) {
    root = arithmetic.divide(Rational(1), base);
    n = Linear{-n->slope, -n->offset};
  }
  const bool is_minus_one = get_if<Rational>(root) && *get_if<Rational>(root) == Rational(-1);
  if (is_minus_one) n = Linear{n->slope % 2, n->offset % 2};
  auto range = SymbolTable::Range::real;
  if (sign && *sign > 0)
    range = SymbolTable::Range::positive;
  else if (!sign && arithmetic.compare(root, Relation::greater_equal, Rational(0)).holds())
    range = SymbolTable::Range::nonnegative;
  const Value unknown = this->unknown(nullptr, kind_of_power, {root}, range);
  return arithmetic.multiply(arithmetic.power(root, Rational(n->offset)),
                             arithmetic.power(unknown, Rational(n->slope)));
}

// (slope m + offset)! = (slope m)! (slope m + 1) ... (slope m + offset).
Value Induction::factorial_of(Linear n) {
  const Arithmetic arithmetic = machine_.arithmetic();
  if (n.slope < 0 || (n.slope == 0 && n.offset < 0)) throw Undefined("the factorial of a negative number");
  require_low(n);
  if (n.offset > most_unfolded) throw Unsupported("the factorial of a large number");
  Value result = n.slope == 0
                     ? Value(Rational(1))
                     : unknown(nullptr, kind_of_factorial, {Rational(n.slope)}, SymbolTable::Range::positive);
  for (long i = 1; i <= n.offset; ++i) result = arithmetic.multiply(result, form({n.slope, i}));
  return result;
}

std::optional<Value> Induction::factorial(const Value& operand) {
  const std::optional<Linear> n = is_symbolic(operand) ? linear(operand) : std::nullopt;
  if (!n) return std::nullopt;
  if (n->slope < 0) throw Unsupported("a factorial that decreases");
  return factorial_of(*n);
}

// By factorials, where 0 <= below <= above; 0 where below > above >= 0.
std::optional<Value> Induction::binomial(const Value& above, const Value& below) {
  if (!is_symbolic(below)) return std::nullopt;
  const std::optional<Linear> n = linear(above);
  const std::optional<Linear> k = linear(below);
  if (!n || !k || k->slope == 0) return std::nullopt;
  const Linear rest{n->slope - k->slope, n->offset - k->offset};
  if (n->slope < 0 || k->slope < 0 || rest.slope < 0) throw Unsupported("a binomial coefficient that ends");
  if (n->slope > 0) require_low(*n);
  if (rest.slope == 0 && rest.offset < 0) return Rational(0);
  const Arithmetic arithmetic = machine_.arithmetic();
  const Value divisor = arithmetic.multiply(factorial_of(*k), factorial_of(rest));
  return arithmetic.divide(factorial_of(*n), divisor);
}

// A sum or product over low..last, where one or both of the ends vary.
std::optional<Value> Induction::fold(const Code& code, bool is_sum) {
  const BinderCode& binder = code.binders[0];
  const Value high = machine_.value(binder.terms[1]);
  const std::optional<Linear> last = is_symbolic(high) ? linear(high) : std::nullopt;
  if (!last || last->slope == 0) return std::nullopt;
  const std::optional<Linear> low = linear(machine_.value(binder.terms[0]));
  if (!low || low->slope < 0 || last->slope < low->slope) throw Unsupported("a range whose ends vary");
  const long index = floor_quotient(last->offset, last->slope);  // the end is slope (m + index) + remainder
  const Code& term = code.arguments[0];
  const int slot = binder.slots[0];
  std::vector<Value> arguments{Rational(last->slope), Rational(low->slope),
                               Rational(low->slope == 0 ? low->offset : 0)};
  std::vector<std::pair<int, long>> varying;  // slots of what its terms vary with, from m + index on
  for (const int other : free_slots(term))    // what others hold is of an evaluation before
    if (other != slot) {
      const Value& value = machine_.slot(other);
      const std::optional<Linear> along = linear(value);
      if (is_constant(value)) {
        arguments.push_back(value);
      } else if (along && along->slope == 1) {
        varying.emplace_back(other, along->offset - index);
        arguments.emplace_back(Rational(varying.back().second));
      } else {
        throw Unsupported("the terms of a sum vary with its end");
      }
    }
  if (finds_order_)
    return unknown(&code, kind_of_dummy - last->offset - most_shift * most_shift, {},
                   SymbolTable::Range::real);
  if (varying.empty()) return unfolded(code, is_sum, *low, *last, arguments);
  if (is_sum && low->slope == 0 && low->offset == 0 && last->slope == 1)
    if (std::optional<Value> found = falling_factorial(code, *last)) return found;
  if (!is_sum || low->slope != 0 || low->offset != 0)
    throw Unsupported("the terms of a sum vary with its end");
  const long remainder = last->offset - index * last->slope;
  arguments.emplace_back(Rational(remainder));
  return telescoped(code, {last->slope, remainder}, index, varying, std::move(arguments));
}

// The least place of an end that is met, slope m + what is returned: unknowns are from there on.
long Induction::window(const Fold& fold, long slope, long offset) {
  const auto [known, is_first] = lowest_folds_.try_emplace(fold, offset - slope * shift_);
  if (offset - slope * shift_ < known->second) {
    known->second = offset - slope * shift_;
    throw Restart();
  }
  return known->second + slope * shift_;
}

// Its value between the least ends that are met is an unknown; terms come after its end, and go at its
// beginning.
Value Induction::unfolded(const Code& code, bool is_sum, Linear low, Linear last,
                          const std::vector<Value>& arguments) {
  if (last.slope == low.slope && last.offset < low.offset) return Rational(is_sum ? 0 : 1);
  if (!is_sum && low.slope != 0) throw Unsupported("a range whose ends vary");
  const long end = window({&code, End::last, low.slope, last.slope}, last.slope, last.offset);
  const long begin =
      low.slope == 0 ? low.offset : window({&code, End::first, low.slope, last.slope}, low.slope, low.offset);
  const Linear length{last.slope - low.slope, std::min(end - begin, last.offset - low.offset) + 1};
  if (length.slope == 0 && length.offset < 0) throw Unsupported("a range that is empty");
  require_low(length);
  if (last.offset - end > most_unfolded || low.offset - begin > most_unfolded || end - begin > most_shift)
    throw Unsupported("a sum with too many terms");
  const Arithmetic arithmetic = machine_.arithmetic();
  auto term_at = [&](const Value& k) {
    machine_.slot(code.binders[0].slots[0]) = k;
    return machine_.value(code.arguments[0]);
  };
  auto range = SymbolTable::Range::real;
  if (!find(&code, kind_of_fold, arguments)) {
    // It is defined for all m if the first terms are, and those that follow; not negative, if they are not.
    bool is_positive = !is_sum || begin <= end;
    bool is_nonnegative = true;
    const auto look = [&](const Value& next) {
      const auto is = [&](Relation relation) {
        return !get_if<RingElement>(next) && arithmetic.compare(next, relation, Rational(0)).holds();
      };
      is_nonnegative = is_nonnegative && is(Relation::greater_equal);
      is_positive = is_positive && is_nonnegative && is(Relation::greater);
    };
    for (long k = begin; k <= end; ++k) look(term_at(Rational(k)));
    look(term_at(form({1, end + 1})));
    machine_.symbols().take_open();
    if (is_nonnegative) range = is_positive ? SymbolTable::Range::positive : SymbolTable::Range::nonnegative;
  }
  Value result = unknown(&code, kind_of_fold, arguments, range);
  for (long k = end + 1; k <= last.offset; ++k) {
    const Value next = term_at(form({last.slope, k}));
    result = is_sum ? arithmetic.add(result, next) : arithmetic.multiply(result, next);
  }
  for (long k = begin; k < low.offset; ++k)
    result = arithmetic.subtract(result, term_at(form({low.slope, k})));
  return result;
}

// The sum of stirling1(N, k) x^k over k = 0, ..., N or further is x (x - 1) ... (x - N + 1).
std::optional<Value> Induction::falling_factorial(const Code& sum, Linear last) {
  const int k = sum.binders[0].slots[0];
  const auto is_stirling = [&](const Code& code) {
    return code.kind == Kind::call && code.builtin && code.builtin->name == "stirling1" &&
           code.arguments[1].kind == Kind::name && code.arguments[1].slot == k &&
           !mentions(code.arguments[0], k);
  };
  const auto is_power = [&](const Code& code) {
    return code.kind == Kind::power && code.arguments[1].kind == Kind::name && code.arguments[1].slot == k &&
           !mentions(code.arguments[0], k);
  };
  const Code& term = sum.arguments[0];
  const bool is_product = term.kind == Kind::multiply;
  const std::size_t place = is_product && is_stirling(term.arguments[0]) ? 0 : 1;
  const Code& number = is_product ? term.arguments[place] : term;
  if (!is_stirling(number) || (is_product && !is_power(term.arguments[1 - place]))) return std::nullopt;
  const Value x = is_product ? machine_.value(term.arguments[1 - place].arguments[0]) : Value(Rational(1));
  const std::optional<Linear> n = linear(machine_.value(number.arguments[0]));
  if (!n || n->slope != 1 || n->offset > last.offset || !is_constant(x)) return std::nullopt;
  const long first = window({&sum, End::index, 1, 0}, 1, n->offset);
  require_low({1, first});
  if (n->offset - first > most_unfolded) throw Unsupported("a value far from the others");
  const Arithmetic arithmetic = machine_.arithmetic();
  Value result = unknown(&sum, kind_of_fold, {x}, SymbolTable::Range::real);
  for (long j = first; j < n->offset; ++j)
    result = arithmetic.multiply(result, arithmetic.subtract(x, form({1, j})));
  return result;
}

// A sum S(N), N = m + index, up to end(N), whose terms vary with N too, by its recurrence.
Value Induction::telescoped(const Code& code, Linear end, long index,
                            const std::vector<std::pair<int, long>>& varying, std::vector<Value> arguments) {
  auto is_it = [&](const Telescoped& known) {
    return known.what == &code && are_same(known.arguments, arguments);
  };
  auto known = std::find_if(recurrences_.begin(), recurrences_.end(), is_it);
  if (is_telescoping_) throw Unsupported("a sum within a sum");
  if (known == recurrences_.end()) {
    struct Inside {
      bool& flag;
      ~Inside() { flag = false; }
    } inside{is_telescoping_ = true};
    std::vector<Value> outer;
    for (const auto& [slot, offset] : varying) outer.push_back(machine_.slot(slot));
    Recurrence found = Telescoping(machine_, code, {end.slope, end.offset}, varying, m_).recurrence();
    for (std::size_t i = 0; i < varying.size(); ++i) machine_.slot(varying[i].first) = outer[i];
    recurrences_.push_back({&code, arguments, std::move(found)});
    known = recurrences_.end() - 1;
  }
  const auto [coefficients, from] = known->recurrence;
  const auto order = static_cast<long>(coefficients.size());
  const long window = this->window({&code, End::index, end.slope, end.offset}, 1, index);
  require_low({1, window - from});
  if (index - window > most_order) throw Unsupported("a value far from the others");
  const Arithmetic arithmetic = machine_.arithmetic();
  std::vector<Value> values;
  for (long i = 0; i <= std::max(order - 1, index - window); ++i) {
    if (i < order) {
      values.push_back(unknown(&code, i, arguments, SymbolTable::Range::real));
      continue;
    }
    Value sum = Rational(0);
    for (long j = 0; j < order; ++j) {
      const auto place = static_cast<std::size_t>(j);
      const Value coefficient = later(machine_, m_, coefficients[place], window + i - order);
      sum = arithmetic.add(sum,
                           arithmetic.multiply(coefficient, values[static_cast<std::size_t>(i - order + j)]));
    }
    values.push_back(sum);
  }
  return values[static_cast<std::size_t>(index - window)];
}

// ---- comparisons

std::optional<Outcomes> Induction::relation(const Code& code) {
  if (is_busy_ || machine_.frame_ != frame_ || !mentions(code, slot_)) return std::nullopt;
  struct Busy {
    bool& busy;
    ~Busy() { busy = false; }
  } busy{is_busy_ = true};
  const Outcomes plain = machine_.relation(code);
  if (plain.is_decided() || code.source->relations.size() != 1) return plain;
  for (const long more : {0L, 1L, 3L, 8L}) {
    may_begin_later_ = false;
    if (is_shown(code, more)) return Outcomes(Outcome::true_);
    if (!may_begin_later_) break;
  }
  return plain;
}

// Whether it holds for all n; induction begins `more` cases later than it could.
bool Induction::is_shown(const Code& code, long more) {
  struct Outer {
    Induction& induction;
    Machine& machine = induction.machine_;
    Value n = machine.slot(induction.slot_);
    Obstacles obstacles = machine.obstacles;
    std::vector<Observation>* trace = std::exchange(machine.trace, nullptr);
    ~Outer() {
      machine.slot(induction.slot_) = std::move(n);
      machine.obstacles = std::move(obstacles);
      machine.trace = trace;
      induction.is_evaluating_ = false;
    }
  } outer{*this};
  const Machine::Afresh afresh(machine_);
  SymbolTable& symbols = machine_.symbols();
  const SymbolTable::Mark mark = symbols.mark();
  const bool balls = machine_.used_balls;
  const long cases = cases_;
  families_.clear();
  lowest_folds_.clear();
  bool is_shown = false;
  shift_ = more;
  const Outcomes defined = machine_.domain([&] {
    for (long i = 0; i < most_restarts; ++i) try {
        symbols.release(mark, false);
        varying_ = {m_index_};
        forget_unknowns();
        machine_.clear_doubt();
        cases_ = cases;
        is_shown = shows(code);
        return;
      } catch (const Restart&) {
      }
  });
  symbols.release(mark, false);
  symbols.take_open();
  if (symbols.take_enclosed()) machine_.used_balls = true;
  is_shown = is_shown && defined == Outcome::vacuous;
  if (!is_shown) {
    machine_.used_balls = balls;
    cases_ = cases;
  }
  return is_shown;
}

// The two sides are equal for all m; or they are abs(T) and a number that T = 0 fits. What comes before is
// decided case by case.
bool Induction::shows(const Code& code) {
  const Relation relation = code.source->relations[0];
  const Code& left = code.arguments[0];
  const Code& right = code.arguments[1];
  const bool allows_equal =
      relation == Relation::equal || relation == Relation::less_equal || relation == Relation::greater_equal;
  bool is_seen = false;
  if (is_abs(left) || is_abs(right)) {
    const Code& term = (is_abs(left) ? left : right).arguments[0];
    if (!vanishes(term, nullptr)) return false;
    is_evaluating_ = true;
    machine_.slot(slot_) = form({1, first_ + shift_});
    const Value bound = machine_.value(is_abs(left) ? right : left);
    const Rational zero(0);
    is_seen = (is_abs(left) ? machine_.arithmetic().compare(zero, relation, bound)
                            : machine_.arithmetic().compare(bound, relation, zero))
                  .holds();
  } else {
    is_seen = (allows_equal && vanishes(left, &right)) || is_kept(code);
  }
  is_evaluating_ = false;
  for (long n = first_; is_seen && n < first_ + shift_; ++n) {
    machine_.slot(slot_) = Rational(n);
    is_seen = machine_.relation(code).holds();
    ++cases_;
  }
  return is_seen;
}

Value Induction::difference(const Code& a, const Code* b, const Value& n) {
  machine_.slot(slot_) = n;
  const Value left = machine_.value(a);
  return b ? machine_.arithmetic().subtract(left, machine_.value(*b)) : left;
}

// Whether a - b, or a, is 0 for all m.
bool Induction::vanishes(const Code& a, const Code* b) {
  is_evaluating_ = true;
  const std::optional<long> order = order_of_vanishing(a, b);
  is_evaluating_ = false;
  for (long i = 0; order && i < *order; ++i) {
    const Value found = difference(a, b, Rational(first_ + shift_ + i));
    if (!machine_.arithmetic().compare(found, Relation::equal, Rational(0)).holds()) return false;
  }
  cases_ += order.value_or(0);
  return order.has_value();
}

// Whether T >= 0, or T > 0, T being the greater side less the other: it is so in the first k cases, and the T
// that follows k of them is a sum of c_i T_i and r, c_i and r being nowhere negative, whatever the unknowns
// are.
bool Induction::is_kept(const Code& code) {
  const Relation relation = code.source->relations[0];
  const bool is_strict = says_strictly(relation);
  if (!is_strict && relation != Relation::less_equal && relation != Relation::greater_equal) return false;
  const bool is_less = says_less(relation);
  const Code& great = code.arguments[is_less ? 1 : 0];
  const Code& small = code.arguments[is_less ? 0 : 1];
  SymbolTable& symbols = machine_.symbols();
  const Symbolic minus_one{RationalFunction(Rational(-1))};
  const auto is_rational = [&](const Symbolic& form) {  // in m, the unknowns and what does not vary with them
    const std::vector<int> generators = form.function.generators();
    return std::all_of(generators.begin(), generators.end(), [&](int g) {
      return varying_.count(g) != 0 || !symbols.depends_on(RationalFunction::generator(g), varying_);
    });
  };
  const auto is_so = [&](const Symbolic& form, Relation sign) {
    const Symbolic denominator{form.function.denominator()};
    return is_rational(form) && (denominator.function.constant() || symbols.definite_sign(denominator)) &&
           machine_.arithmetic().compare(form, sign, Rational(0)).holds();
  };
  std::vector<Symbolic> gaps;
  const auto extend = [&] {
    const Value n = form({1, first_ + shift_ + static_cast<long>(gaps.size())});
    gaps.push_back(symbols.convert(difference(great, &small, n)));
  };
  const auto follows = [&](const std::vector<Symbolic>& factors) {
    Symbolic rest = gaps.back();
    bool is_positive = !is_strict;
    for (std::size_t i = 0; i < factors.size(); ++i) {
      if (!is_so(factors[i], Relation::greater_equal)) return false;
      is_positive = is_positive || is_so(factors[i], Relation::greater);
      rest = symbols.add(rest, symbols.multiply(minus_one, symbols.multiply(factors[i], gaps[i])));
    }
    return is_so(rest, is_positive ? Relation::greater_equal : Relation::greater);
  };
  is_evaluating_ = true;
  extend();
  bool is_seen = follows({});  // for all m
  if (!is_seen) {
    extend();
    for (const Symbolic& factor : factors(gaps[0], gaps[1])) is_seen = is_seen || follows({factor});
  }
  while (!is_seen && gaps.size() <= most_cases_of_inequality) {
    extend();
    if (const std::optional<std::vector<Symbolic>> found = factors(gaps)) is_seen = follows(*found);
  }
  symbols.take_open();
  is_evaluating_ = false;
  may_begin_later_ = may_begin_later_ || !is_seen;
  for (std::size_t i = 0; is_seen && i + 1 < gaps.size(); ++i) {
    ++cases_;
    machine_.slot(slot_) = Rational(first_ + shift_ + static_cast<long>(i));
    is_seen = machine_.relation(code).holds();
  }
  return is_seen;
}

// c_i with which all unknowns without a sign vanish from the last difference less the sum of c_i times those
// before it.
std::optional<std::vector<Symbolic>> Induction::factors(const std::vector<Symbolic>& gaps) {
  SymbolTable& symbols = machine_.symbols();
  const auto has_sign = [&](const Powers& powers) {
    for (std::size_t g = 0; g < powers.size(); ++g)
      if (powers[g] != 0 && !symbols.definite_sign({RationalFunction::generator(static_cast<int>(g))}))
        return false;
    return true;
  };
  std::vector<Row> rows;
  for (std::size_t k = 0; k < gaps.size(); ++k) {
    Vector vector = coefficients(gaps[k]);
    std::erase_if(vector, [&](const auto& part) { return has_sign(part.first); });
    const bool has_unknowns = !vector.empty();
    Row row = reduced(std::move(vector), static_cast<long>(k), rows);
    if (k + 1 < gaps.size()) {
      if (!row.vector.empty()) rows.push_back(std::move(row));
      continue;
    }
    if (!has_unknowns || !row.vector.empty()) break;
    std::vector<Symbolic> result;
    for (std::size_t i = 0; i < k; ++i)
      result.push_back(symbols.multiply({RationalFunction(Rational(-1))}, row.combination[i]));
    return result;
  }
  return std::nullopt;
}

// 1, and what makes one of the unknowns vanish from the next difference less that times this one.
std::vector<Symbolic> Induction::factors(const Symbolic& here, const Symbolic& next) const {
  constexpr std::size_t most = 6;
  std::vector<Symbolic> result{{RationalFunction(Rational(1))}};
  const Vector parts = coefficients(next);
  for (const auto& [powers, coefficient] : coefficients(here)) {
    bool is_unknown = false;
    for (std::size_t g = 0; g < powers.size() && !is_unknown; ++g)
      is_unknown = powers[g] != 0 && has_unknowns({RationalFunction::generator(static_cast<int>(g))});
    const auto place = parts.find(powers);
    if (is_unknown && place != parts.end() && result.size() < most)
      result.push_back(machine_.symbols_.divide(place->second, coefficient));
  }
  return result;
}

// The least k for which the difference at n = m + first + shift + k is a combination of those at k cases
// before, whose coefficients are defined for all m.
std::optional<long> Induction::order_of_vanishing(const Code& a, const Code* b) {
  SymbolTable& symbols = machine_.symbols();
  std::vector<Row> rows;
  for (long k = 0; k <= most_order; ++k) {
    const Value found = difference(a, b, form({1, first_ + shift_ + k}));
    Row row = reduced(coefficients(symbols.convert(found)), k, rows);
    symbols.take_open();
    if (!row.vector.empty()) {
      rows.push_back(std::move(row));
      continue;
    }
    const bool is_defined =
        std::all_of(row.combination.begin(), row.combination.end(), [&](const Symbolic& coefficient) {
          const Symbolic denominator{coefficient.function.denominator()};
          return denominator.function.constant() || symbols.definite_sign(denominator);
        });
    may_begin_later_ = !is_defined;
    return is_defined ? std::optional(k) : std::nullopt;
  }
  return std::nullopt;
}

// The difference of that number, without what the rows before it have, each at the first place of its own.
Induction::Row Induction::reduced(Vector vector, long number, const std::vector<Row>& rows) {
  SymbolTable& symbols = machine_.symbols();
  std::vector<Symbolic> combination;
  for (long i = 0; i <= number; ++i) combination.push_back({RationalFunction(Rational(i == number ? 1 : 0))});
  const Symbolic minus_one{RationalFunction(Rational(-1))};
  for (const Row& row : rows) {
    const auto& [pivot, divisor] = *row.vector.begin();
    const auto place = vector.find(pivot);
    if (place == vector.end()) continue;
    const Symbolic factor = symbols.multiply(minus_one, symbols.divide(place->second, divisor));
    for (const auto& [powers, coefficient] : row.vector) {
      machine_.charge(coefficient.function.size() * factor.function.size());
      const Symbolic change = symbols.multiply(factor, coefficient);
      const auto [entry, is_new] = vector.try_emplace(powers, change);
      if (!is_new) entry->second = symbols.add(entry->second, change);
      if (entry->second.function.is_zero()) vector.erase(entry);
    }
    vector.erase(pivot);
    for (std::size_t i = 0; i < row.combination.size(); ++i)
      combination[i] = symbols.add(combination[i], symbols.multiply(factor, row.combination[i]));
  }
  return {std::move(vector), std::move(combination)};
}

// By products of powers of unknowns, which the denominator has no sums of.
Induction::Vector Induction::coefficients(const Symbolic& difference) const {
  SymbolTable& symbols = machine_.symbols_;
  std::vector<bool> is_unknown(RationalFunction::max_generators, false);
  for (const int g : difference.function.generators())
    is_unknown[static_cast<std::size_t>(g)] =
        g != m_index_ && symbols.depends_on(RationalFunction::generator(g), varying_);
  auto split = [&](const std::vector<RationalFunction::Term>& terms) {
    std::map<Powers, RationalFunction> parts;
    for (const RationalFunction::Term& term : terms) {
      Powers powers(is_unknown.size(), 0);
      RationalFunction rest(term.coefficient);
      for (std::size_t g = 0; g < term.exponents.size(); ++g) {
        const auto exponent = static_cast<long>(term.exponents[g]);
        if (exponent == 0) continue;
        if (is_unknown[g])
          powers[g] = exponent;
        else
          rest = rest * pow(RationalFunction::generator(static_cast<int>(g)), exponent);
      }
      machine_.charge(1 + rest.size());
      const auto [part, is_new] = parts.try_emplace(std::move(powers), rest);
      if (!is_new) part->second = part->second + rest;
    }
    return parts;
  };
  const std::map<Powers, RationalFunction> below = split(difference.function.denominator_terms());
  if (below.size() != 1) throw Unsupported("a sum of unknowns in a denominator");
  Vector result;
  for (const auto& [powers, part] : split(difference.function.numerator_terms())) {
    Powers all = powers;
    for (std::size_t g = 0; g < all.size(); ++g) all[g] -= below.begin()->first[g];
    const Symbolic coefficient = symbols.divide({part}, {below.begin()->second});
    if (!coefficient.function.is_zero()) result.emplace(std::move(all), coefficient);
  }
  return result;
}

}  // namespace dropcert::verify
