// MathML Core, made of the LaTeX that the printer writes: the two show the same formula.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "language/ledger.hpp"
#include "language/tree.hpp"

namespace dropcert::language {

/// The tree as one <math> element, whose alttext is the tree in the language. Its length is linear in that of
/// the LaTeX.
std::string to_mathml(const Node& node);

/// The same as several <math> elements, in order: a line may be broken between any two, which browsers do not
/// do within one. They have no alttext.
std::vector<std::string> to_mathml_parts(const Node& node);

/// NAME(a, b) = TERM likewise; by equations a part an equation at least.
std::vector<std::string> to_mathml_parts(const Definition& definition);

/// A formula of LaTeX's math mode, as table headings have. What is not known of it is shown as it stands.
std::string mathml_of_latex(std::string_view latex);

}  // namespace dropcert::language
