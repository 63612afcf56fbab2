// The value of a single expression, to so many digits.
#pragma once

#include <string>

#include "verify/decide.hpp"

namespace dropcert {

/// What `dropcert evaluate` prints: an exact number or polynomial in full, a real number correctly rounded to
/// policy.digits significant digits, "true" or "false" for a statement. Throws SourceError for bad input,
/// Unsupported where policy.last bits do not give the digits (or decide the statement).
std::string evaluate_text(const Node& expression, const std::string& source, const Policy& policy);

}  // namespace dropcert
