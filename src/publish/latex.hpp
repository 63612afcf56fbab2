// Plain text for LaTeX.
#pragma once

#include <string>
#include <string_view>

namespace dropcert::publish {

/// Text with LaTeX's special characters escaped, for text mode; what is not printable is shown as \xNN.
std::string latex_escaped(std::string_view text);

/// The LaTeX of a text that is a term of the language (proofs/README.md), in math mode with its dollar signs.
/// Throws SourceError for other texts.
std::string latex_of_term(const std::string& term);

}  // namespace dropcert::publish
