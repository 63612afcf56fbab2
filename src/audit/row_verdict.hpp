#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace dropcert::audit {

/// The verdict on a row: whether the series of the R_k converges.
enum class RowVerdict { converges, diverges, not_proved };

inline constexpr std::array<RowVerdict, 3> all_verdicts = {RowVerdict::converges, RowVerdict::diverges,
                                                           RowVerdict::not_proved};

inline RowVerdict verdict_of(std::optional<bool> converges) {
  if (!converges) return RowVerdict::not_proved;
  return *converges ? RowVerdict::converges : RowVerdict::diverges;
}

/// "converges", "diverges" or "not proved".
inline std::string_view name(RowVerdict verdict) {
  if (verdict == RowVerdict::not_proved) return "not proved";
  return verdict == RowVerdict::converges ? "converges" : "diverges";
}

}  // namespace dropcert::audit
