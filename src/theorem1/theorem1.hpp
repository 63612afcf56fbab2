// Theorem 1 for every k up to a bound, by exact integers.
#pragma once

#include <gmpxx.h>

#include <atomic>
#include <cstddef>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>

namespace dropcert::theorem1 {

/// The arithmetic that makes the rows. All kernels give the same answer; `plain` is the oracle of the others.
enum class Kernel {
  automatic,  ///< `avx512` where the machine has it (`ifma` if shared), else `mpn`
  plain,      ///< FLINT integers, one row at a time, signed coefficients
  mpn,        ///< T by GMP's limb functions, D^k p by sums of double limbs; cache-blocked, threaded, as below
  ifma,       ///< T in AVX-512 IFMA digits of 50 bits, D^k p as in `mpn`
  avx512,  ///< T as in `ifma`, D^k p in half digits by 32-bit multiplications: faster, storage shared with T
};

/// What the arithmetic proves impossible has happened: the machine or the program is at fault.
class ArithmeticFault : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// "automatic", "plain", "mpn", "ifma" or "avx512".
std::string to_string(Kernel kernel);

/// Whether this machine can run `kernel` (the last two need AVX-512 F, BW and IFMA, found out at run time).
bool kernel_available(Kernel kernel);

/// A row of a triangle: j -> its entry in column j.
using Row = std::function<mpz_class(unsigned long j)>;

/// Row k of both sides, to go on from. Whoever takes it calls `surjections` for j = 1, ..., k and then
/// `derivative` for i = 1, ..., k+1, each once and in this order, so that they may come from a file.
struct Theorem1Rows {
  unsigned long k = 1;
  Row surjections;                    ///< T(k,j)
  Row derivative;                     ///< (-1)^(i-1) times the coefficient of p^i in D^k p, not negative
  unsigned long sampled_rows = 0;     ///< as in the result, for the rows up to k
  unsigned long sampled_in_full = 0;  ///< as in the result
};

struct Theorem1Options {
  unsigned long max_k = 1;   ///< last k, 1 <= max_k <= theorem1_max_k
  unsigned long last_k = 0;  ///< end at this row, 1 <= last_k <= max_k, as a part of the whole; 0: at max_k
  /// Begin at these rows instead of row 1: rows before them are not compared, row k is, and is not sampled.
  /// They are taken as they are: what they rest on is the caller's to say.
  std::optional<Theorem1Rows> start;
  unsigned threads = 2;  ///< 1..256; `plain` always uses one
  Kernel kernel = Kernel::automatic;
  /// Kernel `ifma` (or `automatic` resolving to it) with both sides in IFMA digits: the fastest, but one
  /// arithmetic makes both sides, so that a fault of it could cancel; the result's `kernel_names` says so.
  bool shared_kernel = false;
  /// T(k, .) is compared with its defining sum at every k divisible by this, at k = max_k, and at last_k,
  /// which does not count as sampled; 0: at no row.
  unsigned long sample_every = 1000;
  /// Sampled rows up to here are compared entry by entry (O(k^3 log k) bit operations a row); later ones by
  /// the one equation sum_j C(k,j) T(k,j) = k^k, which contains every entry with a positive weight.
  unsigned long full_sample_limit = 2000;
  std::function<void(unsigned long k)> progress;  ///< called on the caller's thread with rows compared so far
  const std::atomic<bool>* stop = nullptr;        ///< set it to true to end early, within a tenth of a second
  /// Called now and then, on the caller's thread, with rows that can be saved for a later start, all rows
  /// before them compared; for the last time before an early stop (`stopping`), if it comes at whole rows.
  std::function<void(const Theorem1Rows&, bool stopping)> save;
};

/// The first place, in the order of k and then j, where two numbers that should agree do not.
struct Theorem1Mismatch {
  enum class Check {
    coefficient,   ///< of p^j: left in D^k p, right in p' sum_i (-1)^(i-1) p^(i-1) T(k,i)
    defining_sum,  ///< left T(k,j) by the recurrence, right sum_i (-1)^(j-i) C(j,i) i^k
    image_count,   ///< left sum_i C(k,i) T(k,i) by the recurrence, right k^k (j is k)
  };
  Check check = Check::coefficient;
  unsigned long k = 0;
  unsigned long j = 0;
  std::string left;   ///< decimal
  std::string right;  ///< decimal
};

struct Theorem1Result {
  bool holds = false;               ///< no comparison failed; this speaks of 1 <= k <= checked_up_to
  unsigned long checked_up_to = 0;  ///< every coefficient of every row up to here was compared and agrees
  std::optional<Theorem1Mismatch> first_mismatch;
  std::string kernel_names;           ///< which arithmetic made which side
  unsigned long sampled_rows = 0;     ///< rows of T compared with the defining sum
  unsigned long sampled_in_full = 0;  ///< those of them compared entry by entry
  std::size_t arena_bytes = 0;        ///< memory of the rows
  /// "k=.. T=.. D=..": row k = checked_up_to as sum_j T(k,j) g^j and sum_j [p^j](D^k p) g^j, both modulo
  /// 2^61-1 with g = 1000003, in 16 hexadecimal digits. Depends on k alone. Empty when a mismatch was found.
  std::string digest;
};

/// The kernel that `options` comes to on this machine, never `automatic`. Throws std::invalid_argument if the
/// machine lacks it or it cannot be shared as asked.
Kernel resolve(const Theorem1Options& options);

/// The digest of these rows as in the result. Asks for the entries once, in the order of Theorem1Rows.
std::string digest_of(const Theorem1Rows& rows);

/// The arithmetic of every kernel is proved for rows up to here. Memory ends sooner: 130 MB at k = 6000, and
/// growing as k^2 log k.
inline constexpr unsigned long theorem1_max_k = 1UL << 18;

/// Decides Theorem 1 for 1 <= k <= options.max_k. With D p = p - p^2 extended as a derivation of Z[p], it
/// compares
///   D^k p  with  (p - p^2) sum_{j=1}^k (-1)^(j-1) p^(j-1) T(k,j),   T(k,j) = j (T(k-1,j) + T(k-1,j-1)),
/// coefficient by coefficient for every k. The left side comes from differentiation alone, the right side
/// from the recurrence alone. Sampled rows of T are also compared with the sum that defines the number of
/// surjections. Cost: O(max_k^3 log max_k) bit operations, memory two rows. Throws std::invalid_argument or
/// std::length_error for options out of range or a kernel that the machine lacks, std::bad_alloc for want of
/// memory, and ArithmeticFault if an entry outgrows its proved bound.
Theorem1Result check_theorem1(const Theorem1Options& options);

}  // namespace dropcert::theorem1
