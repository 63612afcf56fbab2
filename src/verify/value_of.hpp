// The value of a single expression, to so many digits.
#pragma once

#include <string>

#include "verify/decide.hpp"

namespace dropcert::verify {

/// What `dropcert evaluate` prints of an expression.
struct Evaluated {
  std::string text;
  Vacuity vacuity = Vacuity::no;  // of a statement that is true
  bool is_undefined = false;      // a statement: the text says where and why
};

/// A number of Q(pi) that is rational or a function of p in full, any other real number correctly rounded to
/// policy.digits significant digits, "true", "false" or "undefined at x = 0: why" for a statement. Throws
/// SourceError for bad input and for a term that is undefined ("undefined: ..."), Unsupported where
/// policy.last bits do not give the digits (or decide the statement), or the limits are spent.
Evaluated evaluate_expression(const language::Node& expression, const std::string& source,
                              const Policy& policy);

/// The same of an expression that has been checked, with the names of a ledger; a statement or not. Throws
/// SourceError for a statement that is undefined, too.
Evaluated evaluate_in(const Scope& scope, const language::Node& expression, bool is_statement,
                      const std::string& source, const Policy& policy);

/// The text of that alone; throws likewise.
std::string evaluate_text(const language::Node& expression, const std::string& source, const Policy& policy);

/// The same of a term that check_ledger has accepted, with the ledger's names. Throws Undefined where it has
/// no value, Unsupported as above.
std::string evaluate_number(const language::Node& term, const Scope& scope, const Policy& policy);

}  // namespace dropcert::verify
