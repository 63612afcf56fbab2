// Values of functions, integrals, limits and sums that have no form of their own: one variable each, the same
// for the same arguments.
#include <algorithm>

#include "check/functions/functions.hpp"
#include "language/print.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr int most_steps_down = 20;

const Value one = mpq_class(1);
const Value two = mpq_class(2);

bool is_one_of(const std::string& name, std::initializer_list<const char*> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_number_or_form(const Value& value) {
  return is_exact_real(value) || (is_form(value) && !mentions_p(value));
}

// 1 if it is seen to be positive, 0 if it is seen not to be negative.
std::optional<int> seen_sign(Forms& forms, const Value& a) {
  if (const std::optional<int> known = forms.strict_sign(a)) return known;
  const std::optional<bool> is_negative = forms.is_negative(a);
  return is_negative && !*is_negative ? std::optional(0) : std::nullopt;
}

bool is_seen_positive(Forms& forms, const Value& x) {
  return forms.strict_sign(x) == 1 || forms.is_positive_line(x);
}

// Whether the function has a value at all points, as far as is seen.
bool is_defined(Forms& forms, const std::string& name, const Arguments& arguments) {
  const Value& x = arguments.back();
  if (is_one_of(name, {"erf", "erfc", "atan", "floor", "ceil", "primepi", "radius", "exp", "sin", "cos",
                       "sinh", "cosh", "tanh", "sigmoid", "softplus", "abs", "min", "max"}))
    return true;
  if (is_one_of(name, {"gamma", "lgamma", "digamma"})) return is_seen_positive(forms, x);
  if (name == "li") return forms.strict_sign(x - one) == 1;
  if (name == "zeta") return forms.strict_sign(x - one).value_or(0) != 0;
  if (is_one_of(name, {"asin", "acos"}))
    return seen_sign(forms, one - x).value_or(-1) >= 0 && seen_sign(forms, one + x).value_or(-1) >= 0;
  const auto* order = get_if<mpq_class>(arguments[0]);
  return name == "bessel_j" && order && order->get_den() == 1;
}

// Of a form and its opposite one, whichever was given.
bool is_turned(const Value& x) {
  return is_form(x) && as_fraction(x).numerator.terms().back().second < 0;
}

// The value at 1/2 or 1 of the gamma function, its logarithm, or that's derivative.
std::optional<Value> at_half_or_one(Forms& forms, const std::string& name, const mpq_class& x) {
  const bool is_half = x == mpq_class(1, 2);
  if (!is_half && x != 1) return std::nullopt;
  const Value log_root = forms.log(generator_value(generator_pi)) / two;
  if (name == "gamma") return is_half ? forms.exp(log_root) : one;
  if (name == "lgamma") return is_half ? log_root : Value(mpq_class(0));
  const Value gamma = -forms.constant("euler_gamma");
  return is_half ? gamma - two * forms.log(two) : gamma;
}

Value by_lower_argument(Forms& forms, const std::string& name, Value x);

// Whether half of the argument has integers before all variables: by how many halvings, up to three.
bool is_even(const Value& x) {
  if (!is_form(x)) return false;
  const Fraction fraction = as_fraction(x);
  if (!fraction.denominator.is_constant()) return false;
  const mpq_class below(fraction.denominator.terms().front().second);
  bool has_variable = false;
  bool is_often = true;
  for (const auto& [monomial, coefficient] : fraction.numerator.terms()) {
    if (monomial == Monomial()) continue;
    const mpq_class half = coefficient / below / 2;
    if (half.get_den() != 1) return false;
    has_variable = true;
    is_often = is_often && mpq_class(half / 8).get_den() == 1;
  }
  return has_variable && !is_often;
}

// By the duplication formula at w = x/2, Gamma(w) Gamma(w + 1/2) = 2^(1 - 2 w) sqrt(pi) Gamma(2 w): both
// sides have the same poles.
Value by_halves(Forms& forms, const std::string& name, const Value& x) {
  const Value w = x / two;
  const Value a = by_lower_argument(forms, name, w);
  const Value b = by_lower_argument(forms, name, w + one / two);
  const Value log_two = forms.log(two);
  if (name == "digamma") return log_two + (a + b) / two;
  const Value logarithm = (x - one) * log_two - forms.log(generator_value(generator_pi)) / two;
  return name == "lgamma" ? logarithm + a + b : forms.exp(logarithm) * a * b;
}

// By the reflection formula, where the argument and what is left to 1 are positive.
Value by_reflection(Forms& forms, const std::string& name, const Value& x) {
  const Value pi = generator_value(generator_pi);
  const Value rest = one - x;
  const Value sine = forms.sin(pi * rest);
  const Value there = by_lower_argument(forms, name, rest);
  return name == "gamma" ? pi / (sine * there) : there + pi * forms.cos(pi * rest) / sine;
}

// From x to x + 1 as often as its constant stays below 5: wherever the function is defined, x, x + 1, ... are
// not 0.
Value by_higher_argument(Forms& forms, const std::string& name, Value x) {
  const Fraction fraction = as_fraction(x);
  mpq_class constant;
  for (const auto& [monomial, coefficient] : fraction.numerator.terms())
    if (monomial == Monomial()) constant = mpq_class(coefficient);
  const bool is_moved = name != "lgamma" && fraction.denominator.is_constant();
  if (is_moved) constant /= mpq_class(fraction.denominator.terms().front().second);
  Value product = one;
  Value sum = mpq_class(0);
  for (; is_moved && constant < 4 && constant > -12; constant += 1) {
    product = product * x;
    sum = sum + one / x;
    x = x + one;
  }
  const Value there = forms.function_value(name, {x}, {});
  return name == "gamma" ? there / product : there - sum;
}

Value of_least_argument(Forms& forms, const std::string& name, const Value& x) {
  const bool is_positive = is_seen_positive(forms, x);
  if (name != "lgamma" && is_positive && is_turned(x) && is_seen_positive(forms, one - x))
    return by_reflection(forms, name, x);
  if (is_even(x)) return by_halves(forms, name, x);
  if (name == "gamma" && is_positive) return forms.exp(forms.function_value("lgamma", {x}, {}));
  return is_positive ? forms.function_value(name, {x}, {}) : by_higher_argument(forms, name, x);
}

// gamma(x) = (x - 1) gamma(x - 1) and what follows for its logarithm and that's derivative, while x - 1 is
// seen to be positive; the other way from negative numbers.
Value by_lower_argument(Forms& forms, const std::string& name, Value x) {
  const bool is_gamma = name == "gamma";
  Value outside = mpq_class(is_gamma ? 1 : 0);
  const auto part = [&](const Value& y) { return name == "digamma" ? one / y : forms.log(y); };
  for (int i = 0; i < most_steps_down && forms.sign(x - one) == 1; ++i) {
    x = x - one;
    outside = is_gamma ? outside * x : outside + part(x);
  }
  const auto is_negative = [&] {
    const auto* number = get_if<mpq_class>(x);
    return number && *number < 0 && number->get_den() != 1;
  };
  for (int i = 0; i < most_steps_down && is_negative(); ++i) {
    outside = is_gamma ? outside / x : name == "digamma" ? outside - part(x) : outside - part(-x);
    x = x + one;
  }
  const auto* number = get_if<mpq_class>(x);
  const std::optional<Value> known = number ? at_half_or_one(forms, name, *number) : std::nullopt;
  const Value value = known ? *known : of_least_argument(forms, name, x);
  return is_gamma ? outside * value : outside + value;
}

Value by_name(Forms& forms, const std::string& name, Arguments arguments) {
  const Value x = arguments.back();
  if (name == "erf") return one - by_name(forms, "erfc", arguments);
  if (name == "harmonic") return by_name(forms, "digamma", {x + one}) + forms.constant("euler_gamma");
  if (name == "ceil") return -by_name(forms, "floor", {-x});
  if (name == "acos") return generator_value(generator_pi) / two - by_name(forms, "asin", arguments);
  if (is_turned(x) && name == "erfc") return two - by_name(forms, name, {-x});
  if (is_turned(x) && is_one_of(name, {"atan", "asin"})) return -by_name(forms, name, {-x});
  if (name == "erfc") return forms.function_value(name, arguments, {mpq_class(0), mpq_class(2), true});
  if (is_one_of(name, {"gamma", "lgamma", "digamma"})) return by_lower_argument(forms, name, x);
  return forms.function_value(name, arguments, {});
}

void collect_names(const Node& node, std::set<std::string>& names) {
  if (node.kind == Kind::name) names.insert(node.name);
  for (const Binder& binder : node.binders)
    for (const Node& term : binder.domain.terms) collect_names(term, names);
  for (const Node& child : node.children) collect_names(child, names);
}

}  // namespace

Value Forms::function_value(const std::string& name, const std::vector<Value>& arguments,
                            const Bounds& bounds) {
  std::vector<Fraction> forms;
  for (const Value& argument : arguments) forms.push_back(as_fraction(argument));
  for (std::size_t g = 0; g < generators_.size(); ++g)
    if (generators_[g].function == name && generators_[g].arguments == forms) {
      const Value x = generator_value(first_free_generator + g);
      return generators_[g].kind == Kind::variable ? x : check::power(x, root_of_variable(g));
    }
  const std::size_t place = generators_.size();
  const Value result = variable(bounds);
  generators_[place].function = name;
  generators_[place].arguments = std::move(forms);
  return result;
}

bool Forms::varies(const Generator& generator, std::size_t variable) const {
  return std::any_of(generator.arguments.begin(), generator.arguments.end(),
                     [&](const Fraction& argument) { return depends_on(argument, {variable}); });
}

bool Evaluator::names_values() const {
  return forms_ && !chart_ && !induction_ && !open_lists_;
}

Value Evaluator::function_as_form(const std::string& name, const Arguments& arguments,
                                  Value (*function)(Evaluator&, const Arguments&)) {
  Arguments numbers;  // those in lists, too
  std::string text = name;
  for (const Value& argument : arguments) {
    const List* list = get_if<List>(argument);
    if (!list) numbers.push_back(argument);
    for (std::size_t i = 0; list && i < list->size(); ++i) numbers.push_back((*list)[i].value);
    text += list ? "; " + std::to_string(list->size()) : "; x";
  }
  const bool has_lists =
      numbers.size() != arguments.size() || arguments.empty() || get_if<List>(arguments[0]);
  const bool are_numbers = !numbers.empty() && std::all_of(numbers.begin(), numbers.end(), is_number_or_form);
  bool is_known = false;
  const Grounds before = used;
  try {
    const Value direct = function(*this, arguments);
    const auto* interval = get_if<Interval>(direct);
    if (!interval || !are_numbers) return direct;
    is_known = interval->is_finite();
  } catch (const OutOfReach& error) {
    if (!are_numbers) throw;
    notes().reason = error.what();
  }
  used = before;  // its value is not
  if (!is_known && (has_lists || !is_defined(*forms_, name, arguments))) note_perhaps_undefined();
  return has_lists ? forms_->function_value(text, numbers, {}) : by_name(*forms_, name, arguments);
}

// n! is gamma(n + 1), if n is an integer.
Value Evaluator::factorial_as_form(const Value& n) {
  require_real(n);
  if (!is_number_or_form(n)) throw OutOfReach("an integer is needed, and a function stands there");
  note_perhaps_undefined();
  return by_lower_argument(*forms_, "gamma", n + one);
}

// What is bound, if it has no form, is known by its text and the values of the names in it.
Value Evaluator::bound_as_form(const Node& node) {
  const bool was_doubtful = notes().perhaps_undefined;
  std::string why;
  try {
    return bound(node);
  } catch (const OutOfReach& error) {
    why = error.what();
  }
  notes().perhaps_undefined = was_doubtful;
  if (std::optional<Value> found = value_of_written(node)) return *std::move(found);
  std::set<std::string> names;
  collect_names(node, names);
  std::string text = to_text(node);
  std::vector<Value> values;
  for (const std::string& name : names) {
    const Value* value = find_variable(name);
    if (!value) continue;
    if (!is_number_or_form(*value)) throw OutOfReach(why);
    text += "; " + name;
    values.push_back(*value);
  }
  notes().perhaps_undefined = was_doubtful;
  notes().reason = why;
  note_perhaps_undefined();
  return forms_->function_value(text, values, {});
}

}  // namespace dropcert::check
