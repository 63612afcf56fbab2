// The rows of a file one by one, each decided by exact arithmetic and balls.
#pragma once

#include <functional>
#include <string>

#include "audit/audit.hpp"
#include "audit/family_summary.hpp"

namespace dropcert::audit {

struct FamilyPart {
  FamilySummary summary;
  std::string report;
};

/// Decides a row: counts it, and adds its line if a report is asked for. Called from several threads, each
/// with a part of its own. Throws DataError for a bad row; std::domain_error and std::length_error make one.
using DecideRow = std::function<void(const TableRow&, FamilyPart&)>;

/// Runs `decide` over all rows. The report begins with `header`, a list of columns of which one is "verdict";
/// with skip_bad a bad row's line has "skipped" there. Throws DataError for the first bad row (unless
/// skip_bad) or a file without rows; Stopped.
FamilySummary audit_rows(const Table& table, data::RecordBlocks& blocks, const AuditOptions& options,
                         const std::string& header, const DecideRow& decide);

}  // namespace dropcert::audit
