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

// Whether the function has a value at all points, as far as is seen.
bool is_defined(Forms& forms, const std::string& name, const Arguments& arguments) {
  const Value& x = arguments.back();
  if (is_one_of(name, {"erf", "erfc", "atan", "floor", "ceil", "primepi", "radius", "exp", "sin", "cos",
                       "sinh", "cosh", "tanh", "sigmoid", "softplus", "abs", "min", "max"}))
    return true;
  if (is_one_of(name, {"gamma", "lgamma", "digamma"})) return forms.strict_sign(x) == 1;
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
  const Value value = known ? *known : forms.function_value(name, {x}, {});
  return is_gamma ? outside * value : outside + value;
}

Value by_name(Forms& forms, const std::string& name, Arguments arguments) {
  const Value x = arguments.back();
  if (name == "erf") return one - by_name(forms, "erfc", arguments);
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
  try {
    const Value direct = function(*this, arguments);
    const auto* interval = get_if<Interval>(direct);
    if (!interval || !are_numbers) return direct;
    is_known = interval->is_finite();
  } catch (const OutOfReach& error) {
    if (!are_numbers) throw;
    notes().reason = error.what();
  }
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
