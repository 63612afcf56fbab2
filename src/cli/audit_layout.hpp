// How the data of an audit is laid out: as the options say, else as its name and its first lines do.
#pragma once

#include <memory>

#include "audit/table.hpp"
#include "cli/audit_command.hpp"
#include "data/record_blocks.hpp"

namespace dropcert::cli {

struct DataLayout {
  bool sparse = false;  ///< SVMlight; else CSV
  audit::TableOptions options;
  std::vector<std::string> notes;  ///< sentences on what was taken for granted
};

struct AuditTable {
  std::unique_ptr<audit::Table> table;
  std::vector<audit::WatchedFeature> watched;  ///< constant in the first rows
};

/// Looks at the beginning of the blocks, which stay as they are. Throws UsageError for options that do not go
/// with the format, DataError for a scaler that cannot be read.
DataLayout layout_of(const AuditCommand& command, const audit::Weights& weights, data::RecordBlocks& blocks);

/// The same for a file, read for this alone.
DataLayout layout_of(const AuditCommand& command, const audit::Weights& weights);

/// Once the names of the data's columns can be seen: exchanges features and classes where these tell so, and
/// notes what was taken for granted.
void settle_weights(const AuditCommand& command, DataLayout& layout, data::RecordBlocks& blocks,
                    AuditWeights& weights);

/// Cuts the blocks at the ends of records, takes the header, if there is one, and matches columns and
/// weights. Says on standard error what was taken for granted.
AuditTable table_of(const AuditCommand& command, const DataLayout& layout, const audit::Weights& weights,
                    data::RecordBlocks& blocks);

}  // namespace dropcert::cli
