// The files that the cases of a ledger's statements come from: for (a, b) in file("cells.csv"): ...
#pragma once

#include <map>
#include <string>

#include "certificate/case_file.hpp"
#include "language/ledger.hpp"

namespace dropcert::certificate {

/// Opens each file that a statement of the ledger names, its path being relative to the folder. Returns their
/// digests by name. Throws as CaseFile; SourceError for a file that is missing, at the place that names it,
/// and for one of more than most_rows_inside rows that does not stand first in a statement.
std::map<std::string, std::string> open_case_files(language::Ledger& ledger, const std::string& folder);

/// The same for one statement without definitions.
std::map<std::string, std::string> open_case_files(language::Node& statement, const std::string& source,
                                                   const std::string& folder);

inline constexpr std::uint64_t most_rows_inside = 10'000;

/// Adds the files that are open in the statement: their digests by name.
void add_digests(const language::Node& statement, std::map<std::string, std::string>& digests);

/// The folder that a file lies in.
std::string folder_of(const std::string& path);

/// The file over whose rows the statement runs before all else: for (a, b) in file("cells.csv"), ...: ...;
/// nullptr if there is none.
const CaseFile* file_at_head(const language::Node& statement);

/// The statement about one block of the rows of the file at its head alone, with all files written out as
/// cases.
language::Node about_block(const language::Node& statement, std::size_t block);

/// Whether the ledger gives the word another meaning.
bool defines_file(const language::Ledger& ledger, const language::Claim& claim);

/// Whether a file stands in the statement, if it does not.
bool has_files(const language::Node& statement);

/// The statement with its files written out as cases. Throws std::runtime_error for one that is not open.
language::Node with_cases_written_out(const language::Node& statement);

}  // namespace dropcert::certificate
