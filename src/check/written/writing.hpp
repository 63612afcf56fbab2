// Definitions written out where a statement calls them.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "check/evaluator.hpp"

namespace dropcert::check {

/// Whether the term is a polynomial in names that have values, and so has one.
bool is_polynomial(const language::Node& term, const std::function<bool(const std::string& name)>& has_value);

/// Each call is replaced by the body where all names in it mean the same at the statement. What is called is
/// undefined where an argument is: an argument surely has a value, as a polynomial in variables has, or the
/// body is undefined where it has none.
struct Evaluator::Writing {
  const Evaluator& evaluator;
  const language::Node& statement;
  const bool writes_all;  // not only what may hold sums
  std::size_t count = 0;  // of nodes
  using Meanings = std::map<std::string, language::Node>;

  /// The term with what is bound in it renamed, to names that no ledger has. `place`: of the definition in
  /// whose body this is. Throws OutOfReach.
  language::Node written(const language::Node& node, const Meanings& meanings,
                         std::optional<std::size_t> place);

 private:
  bool is_variable(const std::string& name) const;
  void require_in_sight(const std::string& name, std::size_t place) const;
  bool needs(const language::Node& body, const std::string& name) const;
  language::Node called(language::Node call);
  void add(std::size_t nodes);
};

}  // namespace dropcert::check
