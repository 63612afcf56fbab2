// Sentences of a ledger, in which formulas stand between backquotes: `x^2 < 2`.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/run.hpp"

namespace dropcert::publish {

/// What becomes of a part of a sentence.
using Part = std::function<std::string(std::string_view)>;

/// A sentence in parts: its words, and what stands between backquotes; a backquote without another is a word.
std::string in_backquotes(std::string_view text, const Part& words, const Part& code);

/// The text as HTML: what stands between two backquotes is set as MathML if it is of the language, else as
/// code. A backquote without another is itself.
std::string html_prose(std::string_view text);

/// The same as LaTeX, for text mode.
std::string latex_prose(std::string_view text);

/// The same as plain text: formulas as the printer of the language writes them, without the backquotes.
std::string text_prose(std::string_view text);

/// The ledger's notations whose names stand in formulas of these sentences, in its order; what one says may
/// use others.
std::vector<const language::Notation*> notations_used(const language::Ledger& ledger,
                                                      const std::vector<std::string_view>& sentences);

/// Of what the claim says of the paper, and why.
std::vector<const language::Notation*> notations_used(const language::Ledger& ledger,
                                                      const language::Claim& claim);

/// Of the headlines of a report, and of what is written about its claims if that is in it.
std::vector<const language::Notation*> notations_used(const language::Ledger& ledger,
                                                      const std::vector<verify::ClaimResult>& results,
                                                      bool with_claims);

/// "V: the greatest abs(Delta)".
std::string text_notation(const language::Notation& notation);
std::string html_notation(const language::Notation& notation);
std::string latex_notation(const language::Notation& notation);

}  // namespace dropcert::publish
