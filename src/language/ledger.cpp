#include "language/ledger.hpp"

#include <algorithm>

namespace dropcert::language {

const char* name_of(Role role) {
  switch (role) {
    case Role::printed:
      return "printed";
    case Role::corrected:
      return "corrected";
    case Role::instead:
      return "instead";
    case Role::evidence:
      return "evidence";
  }
  return "?";
}

bool is_recursive(const Definition& definition) {
  return std::any_of(definition.equations.begin(), definition.equations.end(),
                     [&](const Equation& equation) { return calls(equation.body, definition.name); });
}

std::optional<mpz_class> least_case(const Definition& definition) {
  std::optional<mpz_class> least;
  for (const Equation& equation : definition.equations)
    if (const Node& first = equation.patterns[0]; first.kind == Kind::number)
      if (!least || first.number < *least) least = first.number.get_num();
  return least;
}

const Statement* Claim::find(Role role) const {
  for (const Statement& statement : statements)
    if (statement.role == role) return &statement;
  return nullptr;
}

}  // namespace dropcert::language
