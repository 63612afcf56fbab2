// The value of a single expression, to so many digits.
#pragma once

#include <string>

#include "verify/decide.hpp"

namespace dropcert::verify {

/// What `dropcert evaluate` prints of an expression.
struct Evaluated {
  std::string text;
  Vacuity vacuity = Vacuity::no;  // of a statement that is true
};

/// A number of Q(pi) that is rational or a function of p in full, any other real number correctly rounded to
/// policy.digits significant digits, "true" or "false" for a statement. Throws SourceError for bad input and
/// for what is undefined ("undefined: ..."), Unsupported where policy.last bits do not give the digits (or
/// decide the statement), or the limits are spent.
Evaluated evaluate_expression(const language::Node& expression, const std::string& source,
                              const Policy& policy);

/// The same of an expression that has been checked, with the names of a ledger; a statement or not.
Evaluated evaluate_in(const Scope& scope, const language::Node& expression, bool is_statement,
                      const std::string& source, const Policy& policy);

/// The text of that alone.
std::string evaluate_text(const language::Node& expression, const std::string& source, const Policy& policy);

/// The same of a term that check_ledger has accepted, with the ledger's names. Throws Undefined where it has
/// no value, Unsupported as above.
std::string evaluate_number(const language::Node& term, const Scope& scope, const Policy& policy);

}  // namespace dropcert::verify
