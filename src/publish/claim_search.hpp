// Claims by what a reader calls them.
#pragma once

#include <string>
#include <vector>

#include "language/ledger.hpp"

namespace dropcert::publish {

struct FoundClaims {
  enum class By {
    id,     // A4, a4, A4-A7, A4,A5
    place,  // Theorem 2: the claims whose place says so
    words,  // which all stand in what is written about the claim
  };
  By by = By::id;
  std::vector<std::string> ids;  // in the ledger's order; empty: there is none
};

/// The claims that `request` names: ids and ranges of them, else a place, else words; capital letters and
/// several blanks do not count.
FoundClaims find_claims(const language::Ledger& ledger, const std::string& request);

/// A line for each of the claims, with its id, its place and the beginning of what the paper says.
std::string list_claims(const language::Ledger& ledger, const std::vector<std::string>& ids,
                        std::size_t width);

}  // namespace dropcert::publish
