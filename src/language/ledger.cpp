#include "language/ledger.hpp"

namespace dropcert {

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

const Statement* Claim::find(Role role) const {
  for (const Statement& statement : statements)
    if (statement.role == role) return &statement;
  return nullptr;
}

}  // namespace dropcert
