// Terms as functions of m: values of definitions, powers, factorials and sums as unknowns.
#include <algorithm>

#include "check/functions/functions.hpp"
#include "check/recursion/telescoping.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::int64_t most = 200;    // of delays, factors, terms
constexpr std::int64_t longest = 10;  // of a recursion, in values before the one that follows

// What unknowns are of, beside definitions and sums.
const char of_power = 0;
const char of_factorial = 0;

bool is_zero(const Value& value) {
  return equals(value, 0);
}

}  // namespace

std::size_t Evaluator::Induction::generator_of(const Value& variable) {
  const Monomial& monomial = get_if<Fraction>(variable)->numerator.terms().front().first;
  std::size_t g = 0;
  while (g + 1 < max_generators && monomial[g] == 0) ++g;
  return g;
}

Evaluator::Induction::Induction(Evaluator& evaluator, std::int64_t first, Value m)
    : evaluator_(evaluator),
      place_(evaluator.variables_.size() - 1),
      name_(evaluator.variables_.back().first),
      first_(first),
      m_(std::move(m)) {}

// ---- what varies with m

Value Evaluator::Induction::at(Line line) const {
  return Value(mpq_class(signed_mpz(line.slope))) * m_ + Value(mpq_class(signed_mpz(line.offset)));
}

std::optional<Evaluator::Induction::Line> Evaluator::Induction::line(const Value& value) const {
  Line result;
  if (!get_if<mpq_class>(value) && !get_if<Fraction>(value)) return std::nullopt;
  const Fraction fraction = as_fraction(value);
  if (!fraction.denominator.is_one()) return std::nullopt;
  const Monomial m = get_if<Fraction>(m_)->numerator.terms().front().first;
  for (const auto& [monomial, coefficient] : fraction.numerator.terms()) {
    const std::optional<std::int64_t> n = to_int64(coefficient);
    if (!n || std::abs(*n) > std::int64_t{1} << 40) return std::nullopt;
    if (monomial == m)
      result.slope = *n;
    else if (monomial == Monomial())
      result.offset = *n;
    else
      return std::nullopt;
  }
  return result;
}

bool Evaluator::Induction::is_fixed(const Value& value) const {
  return is_exact(value) && !evaluator_.forms_->depends_on(as_fraction(value), varying_);
}

void Evaluator::Induction::delay_by(std::int64_t more) {
  if (more > most - delay_) throw OutOfReach("an induction begins too late");
  delay_ += more;
  throw Again();
}

// With a delay that makes it true: the line is not negative for any m.
void Evaluator::Induction::require_low(Line line) {
  if (line.offset >= 0) return;
  if (line.slope <= 0) throw OutOfReach("an index that decreases");
  delay_by((line.slope - 1 - line.offset) / line.slope);
}

bool Evaluator::Induction::are_equal(const std::vector<Value>& a, const std::vector<Value>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Value& x, const Value& y) { return is_zero(x - y); });
}

Evaluator::Induction::Known* Evaluator::Induction::find(std::vector<Known>& among, const void* what,
                                                        std::int64_t place,
                                                        const std::vector<Value>& arguments) const {
  for (Known& known : among)
    if (known.what == what && known.place == place && are_equal(arguments, known.arguments)) return &known;
  return nullptr;
}

Value Evaluator::Induction::unknown(const void* what, std::int64_t place, const std::vector<Value>& arguments,
                                    Range range) {
  const Known* known = find(unknowns_, what, place, arguments);
  // Inside a recurrence that is looked for, nothing is known of what varies with its index.
  if (telescopes_) throw OutOfReach("an unknown within a sum");
  if (known) return known->value;
  const Value variable =
      evaluator_.forms_->variable({range == Range::real ? std::nullopt : std::optional(mpq_class(0)),
                                   std::nullopt, range == Range::positive},
                                  false);
  varying_.push_back(generator_of(variable));
  unknowns_.push_back({what, place, arguments, variable});
  return variable;
}

// ---- terms

std::optional<Value> Evaluator::Induction::term(const Node& node) {
  if (!looks_) return std::nullopt;
  Evaluator& e = evaluator_;
  if (node.kind == Kind::power) {
    const Value base = e.value(node.children[0]);
    const Value exponent = e.value(node.children[1]);
    if (std::optional<Value> found = power(base, exponent)) return found;
    return e.power_of(base, exponent);
  }
  if (node.kind == Kind::factorial) {
    const Value operand = e.value(node.children[0]);
    if (std::optional<Value> found = factorial(operand)) return found;
    return Value(mpq_class(e.sequences_.factorial(natural(operand))));
  }
  if (node.kind == Kind::call && node.name == "binomial" && e.is_of_language(node.name)) {
    const Arguments arguments = e.values(node.children);
    if (std::optional<Value> found = binomial(arguments[0], arguments[1])) return found;
    return apply_function(e, node.name, arguments);
  }
  if (node.kind == Kind::binding && node.binders[0].domain.kind == DomainKind::range &&
      !has_infinite_end(node.binders[0].domain))
    return fold(node);
  return std::nullopt;
}

// x^(a m + b) = x^b (x^m)^a; where x may be 0, neither a nor b is negative.
std::optional<Value> Evaluator::Induction::power(const Value& base, const Value& exponent) {
  const std::optional<Line> n = is_form(exponent) ? line(exponent) : std::nullopt;
  if (!n || n->slope == 0 || !is_exact(base) || !is_fixed(base)) return std::nullopt;
  if (is_zero(base)) {
    if (n->slope < 0) return std::nullopt;
    require_low({n->slope, n->offset - 1});
    return Value(mpq_class(0));
  }
  const std::optional<int> sign = evaluator_.forms_->sign(base);
  const bool is_nonzero = sign && *sign != 0;
  if (!is_nonzero) {
    if (n->slope < 0) return std::nullopt;
    require_low(*n);
  }
  Range range = is_nonzero && *sign > 0 ? Range::positive : Range::real;
  if (!sign && evaluator_.compare(base, Relation::greater_equal, mpq_class(0)).holds())
    range = Range::nonnegative;
  const Value x = unknown(&of_power, 0, {base}, range);
  if (equals(base, -1)) {
    const Value start = mpq_class(n->offset % 2 == 0 ? 1 : -1);
    return n->slope % 2 == 0 ? start : start * x;
  }
  // Where a is negative, 1/x^m stands in the denominator: x^m is not 0.
  const Value start = check::power(base, n->offset);
  return n->slope > 0 ? start * check::power(x, n->slope) : start / check::power(x, -n->slope);
}

Value Evaluator::Induction::factorial_of(Line n) {
  require_low(n);
  if (n.slope < 0 || n.offset > most) throw OutOfReach("a factorial that is not unfolded");
  Value result = mpq_class(1);
  if (n.slope > 0) result = unknown(&of_factorial, n.slope, {}, Range::positive);
  for (std::int64_t i = 1; i <= n.offset; ++i) result = std::move(result) * at({n.slope, i});
  return result;
}

std::optional<Value> Evaluator::Induction::factorial(const Value& operand) {
  const std::optional<Line> n = is_form(operand) ? line(operand) : std::nullopt;
  return n ? std::optional(factorial_of(*n)) : std::nullopt;
}

// n!/(k! (n-k)!) for 0 <= k <= n, 0 for k > n >= 0.
std::optional<Value> Evaluator::Induction::binomial(const Value& above, const Value& below) {
  const std::optional<Line> n = line(above);
  const std::optional<Line> k = is_form(below) ? line(below) : std::nullopt;
  if (!n || !k || k->slope == 0) return std::nullopt;
  const Line rest{n->slope - k->slope, n->offset - k->offset};
  require_low(*n);
  if (n->slope < 0) throw OutOfReach("a binomial coefficient of what decreases");
  if (rest.slope == 0 && rest.offset < 0) return Value(mpq_class(0));
  return factorial_of(*n) / (factorial_of(*k) * factorial_of(rest));
}

// ---- recursive definitions

std::optional<Value> Evaluator::Induction::call(std::size_t index, const std::vector<Value>& arguments) {
  if (!looks_ || !is_form(arguments[0])) return std::nullopt;
  const std::optional<Line> first = line(arguments[0]);
  std::vector<Value> others(arguments.begin() + 1, arguments.end());
  if (!first || first->slope != 1 ||
      !std::all_of(others.begin(), others.end(), [&](const Value& x) { return is_fixed(x); }))
    throw OutOfReach("the arguments of a recursive definition vary");
  if (own_ && own_->first == index && first->offset >= own_->second)
    throw Undefined("a definition calls itself with a first argument that is not less");
  Evaluator& e = evaluator_;
  const Definition* definition = e.definitions_[index];
  if (seeks_calls_of_) {
    if (*seeks_calls_of_ == index) least_call_ = std::min(least_call_, first->offset);
    return unknown(&in_search, first->offset, {Value(mpq_class(to_mpz(index)))}, Range::real);
  }
  const Window here = window(index, first->offset, arguments);
  const std::int64_t low = here.low + delay_;
  const std::optional<std::int64_t> least = to_int64(*least_case(*definition));
  if (!least || *least > most) throw OutOfReach("an equation for a large number");
  if (low < *least) delay_by(*least - low);
  if (low + here.count <= here.greatest) delay_by(here.greatest + 1 - low - here.count);
  if (first->offset - low > most) throw OutOfReach("a value far from the others");
  if (first->offset >= low + here.count) return unfolded(index, first->offset, arguments);
  const bool is_new = !find(unknowns_, definition, first->offset - low, others);
  const Value result = unknown(definition, first->offset - low, others, Range::real);
  if (!is_new) return result;
  // All values from there on are defined, if the first are, and each is where those before it are.
  std::vector<Value> some = arguments;
  for (std::int64_t i = low; i < low + here.count; ++i) {
    unknown(definition, i - low, others, Range::real);
    some[0] = mpq_class(signed_mpz(i));
    e.by_equations(index, some);
  }
  some[0] = at({1, low + here.count});
  unfolded(index, low + here.count, some);
  return result;
}

Evaluator::Induction::Window& Evaluator::Induction::window(std::size_t index, std::int64_t offset,
                                                           const std::vector<Value>& arguments) {
  const Definition& definition = *evaluator_.definitions_[index];
  const auto known = windows_.find(&definition);
  if (known != windows_.end()) {
    if (offset - delay_ >= known->second.low) return known->second;
    known->second.low = offset - delay_;
    throw Again();
  }
  Window result{offset - delay_, 0, 0};
  for (const Equation& equation : definition.equations)
    if (equation.patterns[0].kind == Kind::number) {
      const std::optional<std::int64_t> number = to_int64(equation.patterns[0].number.get_num());
      if (!number || *number > most) throw OutOfReach("an equation for a large number");
      result.greatest = std::max(result.greatest, *number);
    }
  const std::int64_t far = result.greatest + most;
  std::vector<Value> some = arguments;
  some[0] = at({1, far});
  least_call_ = far;
  {
    struct Seek {
      std::optional<std::size_t>& what;
      ~Seek() { what.reset(); }
    } seek{seeks_calls_of_};
    seeks_calls_of_ = index;
    equation_at(index, far, some);
  }
  result.count = far - least_call_;
  if (result.count > longest) throw OutOfReach("a recursion that goes far back");
  windows_.emplace(&definition, result);
  throw Again();
}

// The equation for m + offset; in it the definition calls itself with less.
Value Evaluator::Induction::equation_at(std::size_t index, std::int64_t offset,
                                        const std::vector<Value>& arguments) {
  struct Outer {
    std::optional<std::pair<std::size_t, std::int64_t>>& place;
    std::optional<std::pair<std::size_t, std::int64_t>> outer;
    ~Outer() { place = outer; }
  } outer{own_, own_};
  own_ = {index, offset};
  return evaluator_.equation_value(index, arguments);
}

Value Evaluator::Induction::unfolded(std::size_t index, std::int64_t offset,
                                     const std::vector<Value>& arguments) {
  const void* what = evaluator_.definitions_[index];
  const std::vector<Value> others(arguments.begin() + 1, arguments.end());
  if (const Known* known = find(unfolded_, what, offset, others)) return known->value;
  const Value value = equation_at(index, offset, arguments);
  unfolded_.push_back({what, offset, others, value});
  return value;
}

}  // namespace dropcert::check
