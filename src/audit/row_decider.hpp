// What decides the rows of a block, for a family with one parameter or for several classes.
#pragma once

#include <memory>
#include <string>

#include "audit/audit.hpp"

namespace dropcert::audit {

class RowDecider {
 public:
  virtual ~RowDecider() = default;
  /// Decides a row, counts it in the result, and adds its line if a report is asked for. Throws DataError for
  /// a row outside the domain of the family, of which nothing has been counted then; Stopped.
  virtual void decide(const TableRow& row, BlockResult& result) = 0;
  /// Once all rows of the block are decided.
  virtual void finish(AuditSummary& /*summary*/) {}
};

/// For a family with one natural parameter: rows are decided by doubles with proved bounds, or exactly.
std::unique_ptr<RowDecider> predictor_rows(const Table& table, const AuditModel& model,
                                           const AuditOptions& options);
/// For the softmax family: see softmax_model.hpp.
std::unique_ptr<RowDecider> softmax_rows(const Table& table, const AuditModel& model,
                                         const AuditOptions& options);

/// The line of the columns' names, and that of a row that could not be read, so that none is missing.
std::string report_header(model::Family family, bool regulariser);
std::string skipped_line(model::Family family, bool regulariser, std::size_t line);

}  // namespace dropcert::audit
