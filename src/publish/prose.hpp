// Sentences of a ledger, in which formulas stand between backquotes: `x^2 < 2`.
#pragma once

#include <string>
#include <string_view>

namespace dropcert::publish {

/// The text as HTML: what stands between two backquotes is set as MathML if it is of the language, else as
/// code. A backquote without another is itself.
std::string html_prose(std::string_view text);

/// The same as LaTeX, for text mode.
std::string latex_prose(std::string_view text);

}  // namespace dropcert::publish
