// Tokens to trees: terms, statements and ledgers. The grammar is in proofs/README.md.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "language/ledger.hpp"
#include "language/tree.hpp"

namespace dropcert::language {

inline constexpr int max_depth = 1000;             // of a tree, chains of + and * included
inline constexpr std::size_t max_digits = 10'000;  // of a literal number
inline constexpr long max_decimal_exponent = 10'000;

/// The term or statement that `text` is. `source` names it in messages. Throws SourceError.
Node parse_expression(std::string_view text, const std::string& source);

/// The ledger that `text` is; names and sorts are not looked at (see check_ledger). Throws a SourceError that
/// names every fault: after one, reading goes on with the next clause.
Ledger parse_ledger(std::string_view text, const std::string& source);

/// What the faults of a ledger leave unread.
struct Unread {
  std::vector<SourceError> faults;
  std::set<int> lines;           // with characters that begin no token
  std::set<std::string> names;   // of definitions and parameters
  std::set<std::size_t> claims;  // places in Ledger::claims
};

/// As much as can be read; nothing to be decided where `unread` has faults then.
Ledger parse_ledger(std::string_view text, const std::string& source, Unread& unread);

}  // namespace dropcert::language
