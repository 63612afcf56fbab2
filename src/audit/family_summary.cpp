#include "audit/family_summary.hpp"

namespace dropcert::audit {

RowVerdict verdict_of(std::optional<bool> converges) {
  if (!converges) return RowVerdict::not_proved;
  return *converges ? RowVerdict::converges : RowVerdict::diverges;
}

std::string_view name(RowVerdict verdict) {
  if (verdict == RowVerdict::not_proved) return "not proved";
  return verdict == RowVerdict::converges ? "converges" : "diverges";
}

const FamilySummary::Count& FamilySummary::of(RowVerdict verdict) const {
  return const_cast<FamilySummary&>(*this).of(verdict);
}

FamilySummary::Count& FamilySummary::of(RowVerdict verdict) {
  if (verdict == RowVerdict::not_proved) return not_proved;
  return verdict == RowVerdict::converges ? converging : diverging;
}

void FamilySummary::count(RowVerdict verdict, std::optional<std::size_t> ratio_class) {
  Count& count = of(verdict);
  ++count.rows;
  if (!ratio_class) return;
  ++with_ratio;
  count.ratios.count(*ratio_class);
}

void FamilySummary::add(const FamilySummary& other) {
  const auto add_count = [](Count& count, const Count& more) {
    count.rows += more.rows;
    count.ratios.add(more.ratios);
  };
  add_count(converging, other.converging);
  add_count(diverging, other.diverging);
  add_count(not_proved, other.not_proved);
  with_ratio += other.with_ratio;
  not_finite += other.not_finite;
  skipped += other.skipped;
  skipped_rows.insert(skipped_rows.end(), other.skipped_rows.begin(), other.skipped_rows.end());
  if (skipped_rows.size() > AuditSummary::most_skipped_shown)
    skipped_rows.resize(AuditSummary::most_skipped_shown);
}

}  // namespace dropcert::audit
