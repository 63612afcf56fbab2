// The audit of a softmax model.
#pragma once

#include "audit/audit.hpp"
#include "audit/family_summary.hpp"
#include "audit/weights.hpp"
#include "model/noise.hpp"

namespace dropcert::audit {

/// Most features of a model whose masks are looked at one by one in each row, as far as a row needs it.
inline constexpr std::size_t max_audited_masks_of = 10;

struct SoftmaxSetting {
  Noise noise = Noise::dropout;
  Rational level;
};

/// As audit_family, for a softmax model: every row by softmax_model.hpp. `table` has the model's features,
/// with weights that do not count. The report has the columns
///   line
///   spread   the greatest max - min over the classes of the noise's change of the logits; "inf" if unbounded
///   bound    pi/spread, a lower bound of the radius (Theorem D): the series converges if it is at least 1
///   radius   the certified radius, the outcome of the noise at distance 1, along those directions that were
///            looked at: the least one decides; empty if none was
///   verdict
/// and perhaps R. A regulariser that is out of reach makes a bad row.
FamilySummary audit_softmax(const Table& table, const ClassWeights& model, data::RecordBlocks& blocks,
                            const SoftmaxSetting& setting, const AuditOptions& options);

}  // namespace dropcert::audit
