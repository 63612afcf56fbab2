// Terms in a few names, evaluated for one row of values after the other.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "verify/machine.hpp"
#include "verify/policy.hpp"
#include "verify/scope.hpp"

namespace dropcert::verify {

/// One machine for all rows, so that a row finds what those before it left: triangles, factorials, numbers.
class RowTerms {
 public:
  /// The terms are numbers; `source` is named in messages. The scope and the policy must outlive this.
  RowTerms(const std::vector<std::string>& names, const std::vector<std::string>& terms, const Scope& scope,
           const std::string& source, const Policy& policy);

  /// The row: a term without names for each of the names, numbers, lists or laws.
  void set_row(std::vector<language::Node> values);

  /// The value of a term, with these bits or more; a ball that is not finite where they do not tell. Throws
  /// Undefined, Unsupported and its kinds, Interrupted.
  Value value(std::size_t term, ball::Bits bits);

 private:
  Value evaluated(std::size_t term, ball::Bits bits);
  Value key(const language::Node& node, ball::Bits bits);

  const Scope& scope_;
  const Policy& policy_;
  language::Node tree_;
  Program program_;
  std::unique_ptr<Machine> machine_;
  std::vector<language::Node> row_;
  std::optional<std::pair<std::size_t, long>> last_;  // the term and the bits of the last value
  Value last_value_;
};

}  // namespace dropcert::verify
