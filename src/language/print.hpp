// Trees to text: the language itself, and LaTeX.
#pragma once

#include <string>

#include "language/ledger.hpp"
#include "language/tree.hpp"

namespace dropcert::language {

/// The tree in the language, with the fewest parentheses; parse_expression reads it back to an equal tree.
/// Linear time.
std::string to_text(const Node& node);

/// The tree as LaTeX, for math mode (amsmath, amssymb).
std::string to_latex(const Node& node);

std::string to_text(const Binder& binder);

/// "NAME(a, b) = TERM", as it stands after `where`.
std::string to_text(const Definition& definition);

/// The same as LaTeX, for math mode.
std::string to_latex(const Definition& definition);

/// "NAME = TERM", as it stands after `contact`.
std::string to_text(const ContactPoint& contact);

}  // namespace dropcert::language
