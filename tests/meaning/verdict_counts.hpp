// Engine and checker on many statements: none contradicts the other, nor what is known of it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "meaning/answers.hpp"

namespace dropcert::meaning {

struct VerdictCounts {
  std::size_t statements = 0;
  std::size_t decided = 0;
  std::size_t proved = 0;    // of them
  std::size_t verified = 0;  // of the decided ones
};

/// The ledger has one statement a claim; those of which `may_hold` is false are false. Checks that these are
/// refuted, that honest certificates are not rejected, and that none of the opposite is verified.
VerdictCounts check_verdicts(const std::string& ledger, const std::vector<bool>& may_hold,
                             unsigned long steps_of_engine = few_steps);

/// The same of statements, each beside whether it is true.
VerdictCounts check_verdicts(const std::vector<std::pair<const char*, bool>>& statements,
                             unsigned long steps_of_engine);

/// Checks that neither program takes one of the statements for true, the checker in so many steps not even if
/// a certificate says so, with any of these words for trust and the number of cases. How many the engine
/// refutes.
std::size_t check_none_holds(const std::string& ledger, unsigned long steps,
                             const std::vector<std::string>& trusts = {"enclosure"},
                             const std::vector<std::string>& cases = {"1"});

}  // namespace dropcert::meaning
