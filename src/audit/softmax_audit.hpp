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
///   spread           the greatest max - min over the classes of the noise's change of the logits; "inf" if
///   unbounded radius_at_least  a proved lower bound of the radius, the outcome of the noise at distance 1:
///   pi/spread
///                    (Theorem D), 1 where all masks were looked at, or the radius itself where it is known
///   radius_at_most   the distance of the nearest complex zero that was found, which proves divergence below
///   1; empty
///                    if none was sought; equal to the other one where the radius is known
///   verdict
/// and perhaps R, or "out of reach": with too many features, or another noise and three classes or more.
FamilySummary audit_softmax(const Table& table, const ClassWeights& model, data::RecordBlocks& blocks,
                            const SoftmaxSetting& setting, const AuditOptions& options);

}  // namespace dropcert::audit
