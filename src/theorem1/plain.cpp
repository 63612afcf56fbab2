// The plain kernel: both sides as FLINT integers, as literally as the theorem is written.
#include "exact/flint.hpp"
#include "theorem1/triangle_pair.hpp"

namespace dropcert::theorem1 {

using namespace exact;

namespace {

/// A vector of FLINT integers, all zero at first.
class IntegerVector {
 public:
  explicit IntegerVector(unsigned long size) : size_(size), data_(_fmpz_vec_init(static_cast<slong>(size))) {}
  IntegerVector(const IntegerVector&) = delete;
  IntegerVector& operator=(const IntegerVector&) = delete;
  ~IntegerVector() { _fmpz_vec_clear(data_, static_cast<slong>(size_)); }

  fmpz* operator[](unsigned long i) { return data_ + i; }
  const fmpz* operator[](unsigned long i) const { return data_ + i; }

  mpz_class value(unsigned long i) const {
    mpz_class z;
    fmpz_get_mpz(z.get_mpz_t(), data_ + i);
    return z;
  }

  std::size_t bytes() const {
    std::size_t total = size_ * sizeof(fmpz);
    for (unsigned long i = 0; i < size_; ++i)
      total += sizeof(mp_limb_t) * static_cast<std::size_t>(fmpz_size(data_ + i));
    return total;
  }

 private:
  unsigned long size_;
  fmpz* data_;
};

class PlainPair final : public TrianglePair {
 public:
  PlainPair(unsigned long max_k, const Faults& faults)
      : faults_(faults), surjections_(max_k + 2), derivative_(max_k + 2) {
    fmpz_one(derivative_[1]);  // D^0 p = p
    differentiate();
    fmpz_one(surjections_[1]);  // T(1,1) = 1
    row_ = 1;
    apply_faults();
  }

  unsigned long row() const override { return row_; }

  std::optional<Theorem1Mismatch> advance_to(unsigned long last) override {
    while (row_ < last) {
      if (auto mismatch = compare_row()) return mismatch;
      differentiate();
      recur();
      ++row_;
      apply_faults();
    }
    return std::nullopt;
  }

  void set_rows(const Theorem1Rows& rows) override {
    for (unsigned long j = 1; j <= rows.k; ++j)
      fmpz_set_mpz(surjections_[j], require_not_negative(rows.surjections(j)).get_mpz_t());
    for (unsigned long i = 1; i <= rows.k + 1; ++i)
      fmpz_set_mpz(derivative_[i], with_sign(require_not_negative(rows.derivative(i)), i).get_mpz_t());
    row_ = rows.k;
  }

  // The coefficient of p^i in (p - p^2) sum_j (-1)^(j-1) p^(j-1) T_j is (-1)^(i-1) T_i - (-1)^(i-2) T_(i-1).
  std::optional<Theorem1Mismatch> compare_row() const override {
    IntegerVector product(1);
    for (unsigned long i = 1; i <= row_ + 1; ++i) {
      fmpz_add(product[0], surjections_[i], surjections_[i - 1]);
      if (i % 2 == 0) fmpz_neg(product[0], product[0]);
      if (!fmpz_equal(product[0], derivative_[i])) {
        return Theorem1Mismatch{Theorem1Mismatch::Check::coefficient, row_, i, derivative_.value(i).get_str(),
                                product.value(0).get_str()};
      }
    }
    return std::nullopt;
  }

  mpz_class surjections(unsigned long j) const override { return surjections_.value(j); }
  mpz_class derivative_coefficient(unsigned long i) const override { return derivative_.value(i); }
  unsigned long stride() const override { return 32; }
  std::size_t arena_bytes() const override { return surjections_.bytes() + derivative_.bytes(); }
  std::string names() const override { return "T: FLINT integers; D^k p: FLINT integers with signs"; }

 private:
  // D(p^i) = i p^i - i p^(i+1), so [p^i] D f = i f_i - (i-1) f_(i-1); downwards, in place. D^row p has degree
  // row+1.
  void differentiate() {
    for (unsigned long i = row_ + 2; i >= 1; --i) {
      fmpz_mul_ui(derivative_[i], derivative_[i], i);
      fmpz_submul_ui(derivative_[i], derivative_[i - 1], i - 1);
    }
  }

  // T(k+1,j) = j (T(k,j) + T(k,j-1)), downwards, in place.
  void recur() {
    for (unsigned long j = row_ + 1; j >= 1; --j) {
      fmpz_add(surjections_[j], surjections_[j], surjections_[j - 1]);
      fmpz_mul_ui(surjections_[j], surjections_[j], j);
    }
  }

  void apply_faults() {
    for (const Fault& fault : faults_) {
      if (fault.k != row_) continue;
      fmpz* entry = (fault.stream == Fault::Stream::surjections ? surjections_ : derivative_)[fault.j];
      if (fmpz_sgn(entry) < 0) {
        fmpz_sub_ui(entry, entry, 1);
      } else {
        fmpz_add_ui(entry, entry, 1);
      }
    }
  }

  Faults faults_;
  IntegerVector surjections_;  // T(row, j) at j
  IntegerVector derivative_;   // the coefficient of p^i in D^row p at i
  unsigned long row_ = 0;
};

}  // namespace

std::unique_ptr<TrianglePair> make_plain_pair(unsigned long max_k, const Faults& faults) {
  return std::make_unique<PlainPair>(max_k, faults);
}

}  // namespace dropcert::theorem1
