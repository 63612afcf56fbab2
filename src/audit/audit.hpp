// The audit of a data file: for every row, whether the Taylor series of its regulariser converges.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "audit/constant_features.hpp"
#include "audit/summary.hpp"
#include "audit/table.hpp"
#include "model/interruption.hpp"
#include "model/row_model.hpp"
#include "model/softmax_model.hpp"

namespace dropcert::audit {

/// What is audited: any noise and any family. The softmax family has several classes, whose biases are
/// theirs.
struct AuditModel {
  AuditModel(model::RowModel model) : rows(std::move(model)) {}
  AuditModel(const model::NoiseLaw& law, ClassWeights several)
      : rows(law, model::Family::softmax, 0), classes(std::move(several)) {}

  model::RowModel rows;
  std::optional<ClassWeights> classes;  ///< of the softmax family
};

/// A row of several classes.
model::SoftmaxModel softmax_model(const AuditModel& model, const std::vector<Feature>& row);

/// What came of one block: its summary, and its lines of the report.
struct BlockResult {
  AuditSummary summary;
  std::string report;
};

/// The blocks whose first byte is from `first` to `end` - 1.
struct ByteRange {
  std::uint64_t first = 0;
  std::uint64_t end = std::numeric_limits<std::uint64_t>::max();
};

struct AuditOptions {
  unsigned threads = 1;
  int digits = 10;           ///< significant digits of the report's numbers
  bool regulariser = false;  ///< R and the relative error of R_2 for every row
  bool advice = false;       ///< the greatest rate and the smallest rescaling for which rows converge
  bool labels = false;       ///< count how the predictor goes with the rows' labels
  bool shares = false;       ///< what each feature has of V and of R
  bool skip_bad = false;     ///< count rows that cannot be read instead of refusing the file
  std::vector<WatchedFeature> watched = {};  ///< those that may be constant
  model::StopFlag stop = nullptr;
  std::function<void(std::string_view)> report;  ///< called in order with the lines of the report
  /// Called from several threads at once with each row that is read, and its line of the report.
  std::function<void(const Table&, const TableRow&, std::string_view)> row;
  std::function<void(double)> progress;  ///< called with the share of the file that is done
  std::optional<ByteRange> part;         ///< only these blocks, maybe none; with none, all of them
  /// The result of a block from an earlier run, or none; and what to do with a new one. Both are called from
  /// several threads at a time.
  std::function<std::optional<BlockResult>(const data::RecordBlock&)> recall;
  std::function<void(const data::RecordBlock&, const BlockResult&)> keep;
};

/// Reads all blocks to the end. Every verdict but those of the softmax family beyond its theorems is decided:
/// by doubles with proven bounds, or exactly. A row outside the domain of the family is a bad row. Summary
/// and report are the same for any number of threads and any size of blocks. Memory does not grow with the
/// rows. A part of the file has the report's header only if it has the first byte, so that the reports of all
/// parts, one after the other, are the report. Throws DataError for the first bad row (unless skip_bad) or a
/// file without rows; Stopped.
AuditSummary audit(const Table& table, data::RecordBlocks& blocks, const AuditModel& model,
                   const AuditOptions& options);

/// The same for one block.
BlockResult audit_block(const Table& table, const data::RecordBlock& block, const AuditModel& model,
                        const AuditOptions& options);

}  // namespace dropcert::audit
