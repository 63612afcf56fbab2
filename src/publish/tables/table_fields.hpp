// What the readers of a table's text share.
#pragma once

#include <string>
#include <vector>

#include "publish/table.hpp"

namespace dropcert::publish {

/// The parts of a text between separators, without the spaces around them; of separators that are spaces no
/// empty ones.
std::vector<std::string> fields_of(const std::string& text, const std::string& separator);

/// The binders of a table's rows without the strings among their cases that the term does not mention: those
/// are words, and no part of the language.
std::vector<language::Binder> binders_of_terms(const language::Node& quantifier, const language::Node& term);

}  // namespace dropcert::publish
