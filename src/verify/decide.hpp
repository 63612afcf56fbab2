// Decides a statement.
#pragma once

#include <string>
#include <vector>

#include "language/ledger.hpp"
#include "verify/finding.hpp"
#include "verify/machine.hpp"
#include "verify/policy.hpp"
#include "verify/scope.hpp"

namespace dropcert {

/// Decides a statement that check_ledger or check_expression has accepted. What is beyond the limits is
/// undecided, with a reason that begins "out of reach: ". Throws Interrupted on request.
Finding decide(const Node& statement, const Scope& scope, const Policy& policy,
               const std::vector<ContactPoint>& contacts = {});

/// The same with the names given one by one.
Finding decide(const Node& statement, const std::vector<Parameter>& parameters,
               const std::vector<const Definition*>& definitions, const std::string& source,
               const Policy& policy);

}  // namespace dropcert
