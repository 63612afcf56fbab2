// The table of functions, and what they ask of their arguments.
#include "check/functions/functions.hpp"

#include <algorithm>
#include <map>

#include "check/calculus/expansion.hpp"

namespace dropcert::check {

namespace {

// In a chart: functions of an expansion, and of constants whose forms are asked for. The law of dropout and
// its moments are made of operations of values alone; a model of a few features is evaluated feature by
// feature, or value by value of its law.
bool is_for_expansions(const Chart& chart, const std::string& name, const Arguments& arguments) {
  for (const char* composed : {"dropout", "moment", "length", "deviation", "radius"})
    if (name == composed) return false;
  if (name == "regulariser" || name == "partial_regulariser")
    if (get_if<List>(arguments[name == "regulariser" ? 0 : 1])->size() <= few_features) return false;
  const bool is_analytic = name == "erf" || name == "tan" || name == "acos" || name == "zeta" ||
                           analytic_function(name, arguments);
  return std::any_of(arguments.begin(), arguments.end(), mentions_expansion) ||
         (chart.forms && is_analytic && std::all_of(arguments.begin(), arguments.end(), is_exact_real));
}

}  // namespace

Value apply_function(Evaluator& evaluator, const std::string& name, const Arguments& arguments) {
  static const std::map<std::string, Value (*)(Evaluator&, const Arguments&)> table = [] {
    std::map<std::string, Value (*)(Evaluator&, const Arguments&)> all;
    for (const auto family :
         {number_functions(), elementary_functions(), circular_functions(), bessel_functions(),
          gamma_functions(), integral_functions(), prime_functions(), logistic_functions(), ring_functions()})
      for (const Function& function : family) all.emplace(function.name, function.apply);
    return all;
  }();
  const auto found = table.find(name);
  if (found == table.end()) throw OutOfReach("the name '" + name + "' is not known");
  if (Chart* chart = evaluator.chart())
    if (is_for_expansions(*chart, name, arguments))
      return apply_to_expansions(evaluator, *chart, name, arguments);
  if (evaluator.names_values()) return evaluator.function_as_form(name, arguments, found->second);
  return found->second(evaluator, arguments);
}

std::int64_t integer(const Value& value) {
  require_real(value);
  if (const auto* rational = get_if<mpq_class>(value)) {
    if (rational->get_den() != 1) throw Undefined("an integer is needed");
    const std::optional<std::int64_t> result = to_int64(rational->get_num());
    if (!result) throw OutOfReach("an integer is too large");
    return *result;
  }
  if (is_function(value)) throw OutOfReach("an integer is needed, and a function stands there");
  if (!holds_integer(to_interval(value, 128))) throw Undefined("an integer is needed");
  imprecise("an integer that is not known exactly");
}

std::uint64_t natural(const Value& value) {
  if (const auto* rational = get_if<mpq_class>(value); rational && *rational < 0)
    throw Undefined("an integer n >= 0 is needed");
  return static_cast<std::uint64_t>(integer(value));
}

void require_at_most(std::uint64_t n, std::uint64_t most, const char* what) {
  if (n > most) throw OutOfReach(std::string(what) + " beyond " + std::to_string(most));
}

bool equals(const Value& value, int number) {
  const auto* rational = get_if<mpq_class>(value);
  return rational && *rational == number;
}

}  // namespace dropcert::check
