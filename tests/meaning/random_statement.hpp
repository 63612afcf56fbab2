// Random ledgers: every construct of the language, few names so that they often collide, and values near the
// borders of the functions' domains.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "language/ledger.hpp"
#include "random.hpp"

namespace dropcert::meaning {

struct RandomLedger {
  std::string text;
  language::Ledger ledger;                        // of it; has passed check_ledger
  std::vector<std::set<std::string>> constructs;  // of each claim, which has one statement
  std::size_t refused = 0;                        // texts that had not the right sorts, and were drawn again
};

/// A ledger with parameters and definitions, and so many claims of one statement each.
RandomLedger random_ledger(testing::Random& random, std::size_t statements);

}  // namespace dropcert::meaning
