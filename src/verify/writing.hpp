// Definitions written out where they are called.
#pragma once

#include <functional>
#include <string>

#include "language/ledger.hpp"

namespace dropcert::verify {

/// What names mean at a statement.
struct Meanings {
  /// The definition that a call of that name calls, or nullptr; not one by equations.
  std::function<const language::Definition*(const std::string& name)> called;
  /// Whether the name is the language's, unless a variable has it.
  std::function<bool(const std::string& name)> is_of_language;
  std::function<bool(const std::string& name)> is_variable;
  /// Whether a function of p may stand in the term.
  std::function<bool(const language::Node& term)> may_be_of_p;
  /// Whether a name means the same in the body of the definition and at the statement.
  std::function<bool(const language::Definition& definition, const std::string& name)> is_same;
};

/// Whether the term has a value whatever its variables are, as a polynomial in them does, written out.
bool surely_has_value(const language::Node& term, const Meanings& meanings);

/// The term, a part of the statement, with the bodies of definitions in the place of their calls, if in such
/// a body stands a part that is wanted or another call. What is called is undefined where an argument is: so
/// only where all arguments surely have values, as polynomials in variables do, or the body is undefined
/// where they are; and only if no name comes to mean another thing.
language::Node with_definitions_written(const language::Node& term, const language::Node& statement,
                                        const Meanings& meanings,
                                        const std::function<bool(const language::Node& part)>& is_wanted);

}  // namespace dropcert::verify
