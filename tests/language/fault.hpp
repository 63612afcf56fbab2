// The error that a text gives.
#pragma once

#include <string>

#include "language/check.hpp"
#include "language/parser.hpp"

namespace dropcert::test {

/// The sentence of the error that reading the expression `text` gives, or "" if it is read.
inline std::string fault(const std::string& text) {
  try {
    check_expression(language::parse_expression(text, "t"), "t");
    return "";
  } catch (const language::SourceError& error) {
    return error.what();
  }
}

}  // namespace dropcert::test
