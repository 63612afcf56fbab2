// The audit for any noise and any family with one natural parameter.
#pragma once

#include "audit/audit.hpp"
#include "audit/family_summary.hpp"
#include "model/validity.hpp"

namespace dropcert::audit {

/// The noise of every row: multiplicative on the features, or, for additive_gaussian, added to them.
struct FamilySetting {
  Noise noise = Noise::dropout;
  Family family = Family::logistic;
  Rational level;
  Rational bias;
};

/// As `audit`, every row by exact arithmetic and balls; some 10,000 rows a second. A row outside the domain
/// of the family (gamma needs z0 < 0) is a bad row. The report has the columns of
/// `audit`; "inf" for a deviation that is unbounded or a series that converges everywhere, and no ratio of
/// the two.
FamilySummary audit_family(const Table& table, data::RecordBlocks& blocks, const FamilySetting& setting,
                           const AuditOptions& options);

}  // namespace dropcert::audit
