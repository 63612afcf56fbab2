// Cases that stand in a file: for (a, b) in file("cells.csv"): ...
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "language/ledger.hpp"
#include "language/tree.hpp"

namespace dropcert::language {

/// The path in file("PATH"), where the domain has that form; else nullptr. A ledger may have a definition of
/// that name: then it is a call of it.
const std::string* path_of_file(const Domain& domain);

/// Definitions by name, or nullptr.
using FindDefinition = std::function<const Definition*(const std::string&)>;

/// Which of the names of a binder of the quantifier stand for strings: those that are a second argument of
/// prints after it, or an argument that a definition uses so.
std::vector<bool> texts_of_binder(const Node& quantifier, std::size_t binder, const FindDefinition& find);

/// The exact value of digits [. digits] [e [+-] digits]. Throws std::invalid_argument that says why it is
/// refused: "has more than ...".
mpq_class value_of_literal(std::string_view text);

/// The number in a cell, as the language writes it: NUMBER or NUMBER/NUMBER, perhaps with a minus sign before
/// it. Throws std::invalid_argument with what was found and what was expected.
Node number_in_cell(std::string_view text);

}  // namespace dropcert::language
