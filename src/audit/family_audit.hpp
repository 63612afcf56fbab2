// The audit for any noise and any family with one natural parameter.
#pragma once

#include <cstdint>
#include <vector>

#include "audit/audit.hpp"
#include "model/validity.hpp"

namespace dropcert {

/// The noise of every row: multiplicative on the features, or, for additive_gaussian, added to them.
struct FamilySetting {
  Noise noise = Noise::dropout;
  Family family = Family::logistic;
  Rational level;
  Rational bias;
};

struct FamilySummary {
  std::uint64_t rows = 0, converging = 0, diverging = 0;  ///< the rest of the rows: not proved either way
  std::uint64_t not_finite = 0;                           ///< R is infinite or not defined
  std::uint64_t skipped = 0;
  std::vector<SkippedRow> skipped_rows;

  void add(const FamilySummary& other);
};

/// As `audit`, every row by exact arithmetic and balls; some 10,000 rows a second. A row outside the domain
/// of the family (gamma needs z0 < 0) is a bad row. The report has the columns line, z0, deviation, radius,
/// verdict, R_2 and perhaps R; "inf" for a deviation that is unbounded or a series that converges everywhere.
FamilySummary audit_family(const Table& table, RecordBlocks& blocks, const FamilySetting& setting,
                           const AuditOptions& options);

}  // namespace dropcert
