// The audit of a data file: for every row, whether the Taylor series of the dropout regulariser converges.
#pragma once

#include <atomic>
#include <functional>
#include <stdexcept>
#include <string_view>

#include "audit/summary.hpp"
#include "audit/table.hpp"
#include "model/dropout_row.hpp"

namespace dropcert {

struct AuditOptions {
  unsigned threads = 1;
  int digits = 10;           ///< significant digits of the report's numbers
  bool regulariser = false;  ///< R and the relative error of R_2 for every row
  bool skip_bad = false;     ///< count rows that cannot be read instead of refusing the file
  const std::atomic<bool>* stop = nullptr;
  std::function<void(std::string_view)> report;  ///< called in order with the lines of the report
  std::function<void(double)> progress;          ///< called with the share of the file that is done
};

/// The user asked to stop; nothing was concluded.
class AuditStopped : public std::runtime_error {
 public:
  AuditStopped() : std::runtime_error("interrupted") {}
};

/// Reads all blocks to the end. Every verdict is decided: by doubles with proven bounds, or exactly. Summary
/// and report are the same for any number of threads and any size of blocks. Memory does not grow with the
/// rows. Throws DataError for the first bad row (unless skip_bad) or a file without rows; AuditStopped.
AuditSummary audit(const Table& table, RecordBlocks& blocks, const DropoutNoise& noise,
                   const AuditOptions& options);

/// The same for one block, which may be a part of the whole, with its lines of the report.
struct BlockResult {
  AuditSummary summary;
  std::string report;
};
BlockResult audit_block(const Table& table, const RecordBlock& block, const DropoutNoise& noise,
                        const AuditOptions& options);

}  // namespace dropcert
