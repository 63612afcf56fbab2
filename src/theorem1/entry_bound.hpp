// How long the entries of both triangles can get.
#pragma once

#include <cstddef>
#include <vector>

namespace dropcert::theorem1 {

/// bits[j], 0 <= j <= columns: T(k,j) + T(k,j-1) < 2^bits[j] for all k <= max_k; not decreasing in j. By
/// Theorem 1 this is also a bound of the coefficient of p^j in D^k p; the kernels check their room at run
/// time all the same, so a false theorem (or a fault) costs an exception and never a wrong verdict. Proof.
/// T(k,j) <= j^k (surjections among maps), and the ordered Bell number a(k) = sum_j T(k,j) is at most k!
/// (3/2)^k: by induction a(k) = sum_{i=1}^k C(k,i) a(k-i) <= k! (3/2)^k sum_{i>=1} (2/3)^i / i!, and e^(2/3)
/// - 1 < 1. So the sum of two entries is at most min(2 j^k, k! (3/2)^k). Exact integers throughout; one more
/// bit is added, room for the faults of the tests. Cost: O(columns) powers j^64.
std::vector<std::size_t> entry_bits(unsigned long max_k, unsigned long columns);

}  // namespace dropcert::theorem1
