// A row of T against what defines it: T(k,j) counts the surjections of a k-set onto a j-set.
#pragma once

#include <gmpxx.h>

#include <optional>

#include "theorem1/theorem1.hpp"

namespace dropcert::theorem1 {

/// Compares T(k,j), 1 <= j <= k, with sum_{i=0}^j (-1)^(j-i) C(j,i) i^k (inclusion-exclusion; DLMF 26.8.6) as
/// surjections_by_differences has it. k >= 1. No recurrence in k is used.
std::optional<Theorem1Mismatch> compare_with_defining_sum(unsigned long k, const Row& row);

/// Compares sum_{j=1}^k C(k,j) T(k,j) with k^k: every map of a k-set to a k-set, counted by its image. One
/// equation in which every entry of the row has a positive weight. Cost: k products of k log2 k by at most k
/// bits.
std::optional<Theorem1Mismatch> compare_with_image_count(unsigned long k, const Row& row);

}  // namespace dropcert::theorem1
