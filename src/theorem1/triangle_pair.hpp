// The two triangles of Theorem 1, row by row: what a kernel has to provide.
#pragma once

#include <gmpxx.h>

#include <atomic>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "theorem1/theorem1.hpp"

namespace dropcert::theorem1 {

/// A deliberate error, for the tests: one is added to an entry (in magnitude) as soon as it has been
/// computed.
struct Fault {
  enum class Stream { surjections, derivative };
  Stream stream = Stream::surjections;
  unsigned long k = 0;
  unsigned long j = 0;

  bool hits(Stream s, unsigned long row, unsigned long column) const {
    return stream == s && k == row && j == column;
  }
};

using Faults = std::vector<Fault>;

/// The pair was asked to stop between two rows.
struct GaveUp {};

/// Row k of T and the coefficients of D^k p, for one k at a time, starting at k = 1. D^k p has the
/// coefficients
/// (-1)^(i-1) u(k,i), 1 <= i <= k+1, with u >= 0; the kernels that keep u say why the signs may be dropped.
class TrianglePair {
 public:
  TrianglePair() = default;
  TrianglePair(const TrianglePair&) = delete;
  TrianglePair& operator=(const TrianglePair&) = delete;
  virtual ~TrianglePair() = default;

  virtual unsigned long row() const = 0;
  /// Moves to row `last` >= row(), comparing every coefficient of the rows row(), ..., last-1. Returns the
  /// first mismatch among them; the pair must not be used further after one, nor after GaveUp is thrown.
  virtual std::optional<Theorem1Mismatch> advance_to(unsigned long last) = 0;
  /// What makes advance_to throw GaveUp where it would not be over in a moment.
  virtual void stop_on(const std::atomic<bool>*) {}
  /// Puts these rows in place of row row(); 1 <= rows.k <= the greatest row of the pair. Throws
  /// std::invalid_argument for a negative entry and ArithmeticFault for one beyond its proved bound.
  virtual void set_rows(const Theorem1Rows& rows) = 0;
  /// Compares the coefficients of row row().
  virtual std::optional<Theorem1Mismatch> compare_row() const = 0;
  /// T(row(), j), 0 <= j <= row().
  virtual mpz_class surjections(unsigned long j) const = 0;
  /// The coefficient of p^i in D^row() p, 0 <= i <= row()+1, with its sign.
  virtual mpz_class derivative_coefficient(unsigned long i) const = 0;
  /// A number of rows that is efficient to advance by at once.
  virtual unsigned long stride() const = 0;
  virtual std::size_t arena_bytes() const = 0;
  virtual std::string names() const = 0;
};

/// The entry as it is. Throws std::invalid_argument if it is negative.
mpz_class require_not_negative(mpz_class entry);

/// The pair for a kernel. Rows up to max_k. `kernel` must be available and not `automatic`.
std::unique_ptr<TrianglePair> make_triangle_pair(Kernel kernel, unsigned long max_k, unsigned threads,
                                                 bool shared, const Faults& faults);

/// One maker a kernel, with the same arguments.
std::unique_ptr<TrianglePair> make_plain_pair(unsigned long max_k, const Faults& faults);
std::unique_ptr<TrianglePair> make_mpn_pair(unsigned long max_k, unsigned threads, const Faults& faults);
std::unique_ptr<TrianglePair> make_ifma_pair(unsigned long max_k, unsigned threads, bool shared,
                                             const Faults& faults);
std::unique_ptr<TrianglePair> make_avx512_pair(unsigned long max_k, unsigned threads, const Faults& faults);

/// check_theorem1 with faults put in, for the tests.
Theorem1Result check_theorem1_with_faults(const Theorem1Options& options, const Faults& faults);

/// (-1)^(i-1) u, the signed coefficient of p^i.
mpz_class with_sign(const mpz_class& u, unsigned long i);

/// The mismatch of the coefficient of p^j in row k: magnitudes u(k,j) and T(k,j) + T(k,j-1).
Theorem1Mismatch coefficient_mismatch(unsigned long k, unsigned long j, const mpz_class& derivative,
                                      const mpz_class& surjection_sum);

}  // namespace dropcert::theorem1
