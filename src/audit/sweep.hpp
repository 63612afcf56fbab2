// One reading of the data for several rates of dropout.
#pragma once

#include <vector>

#include "audit/audit.hpp"

namespace dropcert::audit {

/// As `audit`, a summary for each noise; without a report of rows. Throws likewise.
std::vector<AuditSummary> audit_sweep(const Table& table, data::RecordBlocks& blocks,
                                      const std::vector<DropoutNoise>& noises, const AuditOptions& options);

}  // namespace dropcert::audit
