// The names of a ledger that a statement sees.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "language/ledger.hpp"

namespace dropcert::verify {

/// Parameters and definitions in force, found by name in constant time. Definitions have places, in the order
/// in which they were made: one sees those before it. A scope refers to the ledger, which must outlive it.
class Scope {
 public:
  Scope() = default;
  Scope(const std::vector<language::Parameter>& parameters,
        const std::vector<const language::Definition*>& definitions);
  /// The names of the ledger itself.
  explicit Scope(const language::Ledger& ledger);
  /// Those of `outer`, which must outlive this, and the definitions of a claim after them.
  Scope(const Scope& outer, const language::Claim& claim);

  /// nullptr if there is none.
  const language::Parameter* parameter(const std::string& name) const;
  /// The place of the definition of that name, or -1.
  int find(const std::string& name) const;
  const language::Definition& definition(int place) const;
  int definitions() const { return first_ + static_cast<int>(definitions_.size()); }
  const std::vector<language::Parameter>& parameters() const {
    return outer_ ? outer_->parameters() : *parameters_;
  }

 private:
  void add(const language::Definition& definition);

  const Scope* outer_ = nullptr;
  const std::vector<language::Parameter>* parameters_ = nullptr;
  std::unordered_map<std::string, const language::Parameter*> parameter_index_;
  int first_ = 0;  // place of the first of these
  std::vector<const language::Definition*> definitions_;
  std::unordered_map<std::string, int> index_;
};

}  // namespace dropcert::verify
