// A table that a user describes: keys, columns with their terms, and words about them, in a file of text.
#pragma once

#include <atomic>
#include <string>

#include "publish/table.hpp"
#include "verify/policy.hpp"

namespace dropcert::publish {

/// A table that is read from a text, and the definitions of the language that its terms use.
struct UserTable {
  Table table;
  std::string definitions;  // a line each, as in a ledger
};

/// The table that `text` describes, with all of its rows (proofs/README.md, Tables of your own). `source` is
/// named in messages, `folder` is where files of cases are. Throws SourceError with the line of what cannot
/// be read or has no value, Unsupported for what is out of reach, Interrupted. At most 100,000 rows.
UserTable read_user_table(const std::string& text, const std::string& source, const std::string& folder,
                          const Policy& policy);

}  // namespace dropcert::publish
