// One reading of the data for several strengths of the noise.
#pragma once

#include <vector>

#include "audit/audit.hpp"

namespace dropcert::audit {

/// As `audit`, a summary for each model; without a report of rows. Throws likewise.
std::vector<AuditSummary> audit_sweep(const Table& table, data::RecordBlocks& blocks,
                                      const std::vector<AuditModel>& models, const AuditOptions& options);

}  // namespace dropcert::audit
