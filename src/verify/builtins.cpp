#include "verify/builtins.hpp"

#include <fmt/core.h>

#include "language/functions.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace language;

unsigned long index(const Machine& machine, const Value& value, std::string_view what) {
  Integer n = require_integer(value, what);
  if (n.sign() < 0) throw Undefined(fmt::format("{} is negative", what));
  std::optional<long> small = n.to_long();
  if (!small || static_cast<unsigned long>(*small) > machine.limits().index)
    throw TooLarge(fmt::format("{} is beyond {}", what, machine.limits().index));
  return static_cast<unsigned long>(*small);
}

bool is_zero(const Value& value) {
  const auto* rational = get_if<Rational>(value);
  return rational && rational->is_zero();
}

std::optional<Symbolic> as_form(Machine& machine, const Value& x) {
  if (is_model(x)) return std::nullopt;
  if (is_symbolic(x) || (machine.decides_forms() && is_exact_real(x)))
    return machine.arithmetic().symbols().convert(x);
  return std::nullopt;
}

namespace {

const std::vector<Builtin>& builtins() {
  static const std::vector<Builtin> table = [] {
    std::vector<Builtin> entries;
    for (const std::vector<Builtin>& part :
         {elementary_functions(), circular_functions(), gamma_functions(), integer_functions(),
          prime_functions(), bessel_functions(), number_functions(), logistic_functions(),
          dropout_functions(), law_functions(), ring_functions(), printing_functions()})
      entries.insert(entries.end(), part.begin(), part.end());
    for (Builtin& entry : entries)
      if (const Function* function = find_function(entry.name)) entry.theorem = function->theorem;
    return entries;
  }();
  return table;
}

}  // namespace

const Builtin* find_builtin(std::string_view name) {
  for (const Builtin& entry : builtins())
    if (entry.name == name) return &entry;
  return nullptr;
}

}  // namespace dropcert::verify
