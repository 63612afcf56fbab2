// A CSV of somebody's printed digits against certified ones.
#pragma once

#include <string>
#include <vector>

#include "publish/comparison.hpp"
#include "publish/tables/catalogue.hpp"

namespace dropcert::publish {

/// Compares a CSV that has a column of terms beside columns of printed values, or the columns of one of the
/// tables: its key columns name a row, every other one is compared. Empty fields are passed over. Throws
/// DataError for bad input.
std::vector<ComparedEntry> compare_csv(const std::string& text, const std::string& name,
                                       const ComparisonOptions& options, const TableInputs& inputs);

/// The same with the columns of that table.
std::vector<ComparedEntry> compare_csv(const std::string& text, const std::string& name,
                                       const TableUnit& unit, const ComparisonOptions& options,
                                       const TableInputs& inputs);

}  // namespace dropcert::publish
