// What the cache-blocked kernels share: segments of rows as wavefronts, and the first mismatch of several
// threads.
#pragma once

#include <vector>

#include "theorem1/triangle_pair.hpp"
#include "theorem1/wavefront.hpp"

namespace dropcert::theorem1 {

class WavefrontPair : public TrianglePair {
 public:
  unsigned long row() const final { return row_; }
  std::optional<Theorem1Mismatch> advance_to(unsigned long last) final;
  void set_rows(const Theorem1Rows& rows) final;
  std::optional<Theorem1Mismatch> compare_row() const final;
  mpz_class derivative_coefficient(unsigned long i) const final { return with_sign(derivative(i), i); }
  void stop_on(const std::atomic<bool>* stop) final { stop_ = stop; }
  unsigned long stride() const final { return blocks_a_stride * threads_ * rows_per_block_; }

 protected:
  /// largest_column_bytes: memory of the longest column, both sides together.
  WavefrontPair(unsigned threads, std::size_t largest_column_bytes, const Faults& faults);

  /// Compares column c = v.diagonal + s of row v.first_row + s and moves it on, for each step s of the visit.
  virtual void visit(const WavefrontVisit& v) = 0;
  /// u(row(), i), the coefficient without its sign.
  virtual mpz_class derivative(unsigned long i) const = 0;
  /// Puts an entry that is not negative into a column, in place of what is there.
  virtual void set_surjections(unsigned long j, const mpz_class& entry) = 0;
  virtual void set_derivative(unsigned long i, const mpz_class& entry) = 0;

  /// Whether the entry in `column` of `row` is to be falsified.
  bool faulty(Fault::Stream stream, unsigned long row, unsigned long column) const {
    for (const Fault& fault : faults_) {
      if (fault.hits(stream, row, column)) return true;
    }
    return false;
  }
  /// Whether a mismatch at (k, j) would come before those that this thread has noted.
  bool is_first(unsigned thread, unsigned long k, unsigned long j) const;
  void note(unsigned thread, Theorem1Mismatch mismatch);

 private:
  static constexpr unsigned long blocks_a_stride = 4;

  Faults faults_;
  const std::atomic<bool>* stop_ = nullptr;
  unsigned threads_;
  unsigned long rows_per_block_;
  unsigned long row_ = 1;
  std::vector<std::optional<Theorem1Mismatch>> first_mismatch_;  // one a thread
};

}  // namespace dropcert::theorem1
