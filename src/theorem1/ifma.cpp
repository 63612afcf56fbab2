// The AVX-512 IFMA kernels: T in digits of 50 bits, D^k p in limbs or, in the shared mode, in the same
// digits.
#include <algorithm>
#include <string>
#include <utility>

#include "theorem1/digit_steps.hpp"
#include "theorem1/limb_streams.hpp"
#include "theorem1/wavefront_pair.hpp"

namespace dropcert::theorem1 {
namespace {

/// Splits a visit into fused steps and falsifies what the tests ask for.
class IfmaPair : public WavefrontPair {
 public:
  mpz_class surjections(unsigned long j) const final { return digits_value(surjections_, j); }

 protected:
  IfmaPair(unsigned long max_k, unsigned threads, std::size_t largest_column_words, const Faults& faults)
      : WavefrontPair(threads, sizeof(mp_limb_t) * largest_column_words, faults),
        surjections_(digit_rooms(max_k, max_k + 1)) {
    digits_increment(surjections_, 1);  // T(1,1) = 1
  }

  void visit(const WavefrontVisit& v) final {
    for (unsigned long s = v.first_step; s < v.end_step;) {
      const auto c = static_cast<unsigned long>(v.diagonal + static_cast<long>(s));
      const unsigned long k = v.first_row + s;
      unsigned long steps = std::min<unsigned long>(fused_steps, v.end_step - s);
      if (has_fault(k, c, steps)) steps = 1;  // the next step must see it
      step(v.thread, k, c, steps);
      apply_fault(k + steps, c + steps - 1);
      s += steps;
    }
  }

  /// Compares column c + s of row k + s and moves it on, for s = 0, ..., steps-1.
  virtual void step(unsigned thread, unsigned long k, unsigned long c, unsigned long steps) = 0;
  virtual void increment_derivative(unsigned long c) = 0;
  void set_surjections(unsigned long j, const mpz_class& entry) final {
    digits_assign(surjections_, j, entry);
  }

  void apply_fault(unsigned long k, unsigned long c) {
    if (faulty(Fault::Stream::surjections, k, c)) digits_increment(surjections_, c);
    if (faulty(Fault::Stream::derivative, k, c)) increment_derivative(c);
  }

  /// T(k,c) + T(k,c-1), when column c has moved on to T(k+1,c), which is c times as much.
  mpz_class surjection_sum_before(unsigned long c) const {
    mpz_class sum;
    mpz_divexact_ui(sum.get_mpz_t(), surjections(c).get_mpz_t(), c);
    return sum;
  }

  void compare(unsigned thread, unsigned long k, unsigned long c, const mpz_class& u) {
    const mpz_class sum = surjection_sum_before(c);
    if (u != sum && is_first(thread, k, c)) note(thread, coefficient_mismatch(k, c, u, sum));
  }

  ColumnArena surjections_;

 private:
  bool has_fault(unsigned long k, unsigned long c, unsigned long steps) const {
    for (unsigned long s = 0; s < steps; ++s) {
      if (faulty(Fault::Stream::surjections, k + s + 1, c + s) ||
          faulty(Fault::Stream::derivative, k + s + 1, c + s)) {
        return true;
      }
    }
    return false;
  }
};

/// D^k p in limbs: nothing is shared with the digits of T.
class DigitsBesideLimbs final : public IfmaPair {
 public:
  DigitsBesideLimbs(unsigned long max_k, unsigned threads, const Faults& faults)
      : IfmaPair(max_k, threads,
                 digit_rooms(max_k, max_k + 1).back() + limb_rooms_beside_digits(max_k, max_k + 1).back(),
                 faults),
        derivative_(limb_rooms_beside_digits(max_k, max_k + 1)) {
    for (const unsigned long c : {1UL, 2UL}) apply_fault(1, c);
  }

  std::size_t arena_bytes() const override { return surjections_.bytes() + derivative_.arena().bytes(); }
  std::string names() const override {
    return "T: AVX-512 IFMA, radix 2^50; D^k p: 128-bit sums of two products";
  }

 protected:
  mpz_class derivative(unsigned long i) const override { return limbs_value(derivative_.arena(), i); }
  void increment_derivative(unsigned long c) override { limbs_increment(derivative_.arena(), c); }
  void set_derivative(unsigned long i, const mpz_class& entry) override {
    limbs_assign(derivative_.arena(), i, entry);
  }

  void step(unsigned thread, unsigned long k, unsigned long c, unsigned long steps) override {
    const bool suspect = step_digits_against_limbs(surjections_, derivative_.arena(), c, steps);
    for (unsigned long s = 0; s < steps; ++s) {
      if (suspect) compare(thread, k + s, c + s, derivative(c + s));
      derivative_.differentiate(c + s);
    }
  }

 private:
  DerivativeLimbs derivative_;
};

/// Both sides in digits; `move_on` says with which multiplications.
class DigitsBesideDigits final : public IfmaPair {
 public:
  using Step = bool (*)(ColumnArena&, ColumnArena&, unsigned long, std::size_t);

  DigitsBesideDigits(unsigned long max_k, unsigned threads, const Faults& faults, Step move_on,
                     std::string names)
      : IfmaPair(max_k, threads, 2 * digit_rooms(max_k, max_k + 1).back(), faults),
        derivative_(digit_rooms(max_k, max_k + 1)),
        move_on_(move_on),
        names_(std::move(names)) {
    for (const unsigned long c : {1UL, 2UL}) {
      digits_increment(derivative_, c);  // D p = p - p^2
      apply_fault(1, c);
    }
  }

  std::size_t arena_bytes() const override { return surjections_.bytes() + derivative_.bytes(); }
  std::string names() const override { return names_; }

 protected:
  mpz_class derivative(unsigned long i) const override { return digits_value(derivative_, i); }
  void increment_derivative(unsigned long c) override { digits_increment(derivative_, c); }
  void set_derivative(unsigned long i, const mpz_class& entry) override {
    digits_assign(derivative_, i, entry);
  }

  void step(unsigned thread, unsigned long k, unsigned long c, unsigned long steps) override {
    const bool suspect = move_on_(surjections_, derivative_, c, steps);
    for (unsigned long s = 0; s < steps; ++s) {
      if (suspect) compare(thread, k + s, c + s, derivative_before(c + s));
    }
  }

 private:
  /// u(k,c) from u(k+1,c) = c u(k,c) + (c-1) u(k,c-1): column c-1 is still in row k.
  mpz_class derivative_before(unsigned long c) const {
    mpz_class u = derivative(c) - derivative(c - 1) * (c - 1);
    mpz_divexact_ui(u.get_mpz_t(), u.get_mpz_t(), c);
    return u;
  }

  ColumnArena derivative_;
  Step move_on_;
  std::string names_;
};

}  // namespace

std::unique_ptr<TrianglePair> make_ifma_pair(unsigned long max_k, unsigned threads, bool shared,
                                             const Faults& faults) {
  if (!shared) return std::make_unique<DigitsBesideLimbs>(max_k, threads, faults);
  return std::make_unique<DigitsBesideDigits>(max_k, threads, faults, step_both_digits,
                                              "T and D^k p: AVX-512 IFMA, radix 2^50, SHARED by both sides");
}

std::unique_ptr<TrianglePair> make_avx512_pair(unsigned long max_k, unsigned threads, const Faults& faults) {
  return std::make_unique<DigitsBesideDigits>(max_k, threads, faults, step_digits_against_halves,
                                              "T: AVX-512 IFMA, radix 2^50, no carries; D^k p: AVX-512 "
                                              "32-bit multiplications, half digits of 25 bits, carries");
}

}  // namespace dropcert::theorem1
