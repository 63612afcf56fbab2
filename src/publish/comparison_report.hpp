// What a comparison found, for a reader and for programs.
#pragma once

#include <string>
#include <vector>

#include "publish/comparison.hpp"

namespace dropcert::publish {

/// Each entry with what is wrong, then the counts. `file` is its name in them; `quiet` leaves out what is
/// right, here and below.
std::string text_comparison(const std::string& file, const std::vector<ComparedEntry>& entries, bool quiet);

/// An object with the counts by kind (kind_of) and the entries: line, what, printed, kind, digit, certified,
/// reason.
std::string json_comparison(const std::string& file, const std::vector<ComparedEntry>& entries, bool quiet);

/// The same entries, a record each, below a header.
std::string csv_comparison(const std::vector<ComparedEntry>& entries, bool quiet);

}  // namespace dropcert::publish
