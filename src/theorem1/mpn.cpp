// The portable kernel: both sides in limbs, T by GMP and D^k p by double limbs, in a wavefront.
#include "theorem1/limb_streams.hpp"
#include "theorem1/wavefront_pair.hpp"

namespace dropcert::theorem1 {
namespace {

class MpnPair final : public WavefrontPair {
 public:
  MpnPair(unsigned long max_k, unsigned threads, const Faults& faults)
      : WavefrontPair(threads, 2 * sizeof(mp_limb_t) * limb_rooms(max_k, max_k + 1).back(), faults),
        surjections_(max_k, max_k + 1),
        derivative_(limb_rooms(max_k, max_k + 1)) {
    for (const unsigned long c : {1UL, 2UL}) apply_fault(1, c);
  }

  mpz_class surjections(unsigned long j) const override { return limbs_value(surjections_.arena(), j); }
  std::size_t arena_bytes() const override {
    return surjections_.arena().bytes() + derivative_.arena().bytes();
  }
  std::string names() const override { return "T: mpn_add, mpn_mul_1; D^k p: 128-bit sums of two products"; }

 protected:
  void visit(const WavefrontVisit& v) override {
    for (unsigned long s = v.first_step; s < v.end_step; ++s) {
      const auto c = static_cast<unsigned long>(v.diagonal + static_cast<long>(s));
      const unsigned long k = v.first_row + s;
      surjections_.add_left_neighbour(c);  // both sides of the coefficient of p^c in row k are now at hand
      if (!same_limbs(surjections_.arena(), derivative_.arena(), c)) mismatch(v.thread, k, c);
      surjections_.multiply_by_index(c);
      derivative_.differentiate(c);
      apply_fault(k + 1, c);
    }
  }

  mpz_class derivative(unsigned long i) const override { return limbs_value(derivative_.arena(), i); }
  void set_surjections(unsigned long j, const mpz_class& entry) override {
    limbs_assign(surjections_.arena(), j, entry);
  }
  void set_derivative(unsigned long i, const mpz_class& entry) override {
    limbs_assign(derivative_.arena(), i, entry);
  }

 private:
  void mismatch(unsigned thread, unsigned long k, unsigned long c) {
    if (is_first(thread, k, c)) note(thread, coefficient_mismatch(k, c, derivative(c), surjections(c)));
  }

  void apply_fault(unsigned long k, unsigned long c) {
    if (faulty(Fault::Stream::surjections, k, c)) limbs_increment(surjections_.arena(), c);
    if (faulty(Fault::Stream::derivative, k, c)) limbs_increment(derivative_.arena(), c);
  }

  SurjectionLimbs surjections_;
  DerivativeLimbs derivative_;
};

}  // namespace

std::unique_ptr<TrianglePair> make_mpn_pair(unsigned long max_k, unsigned threads, const Faults& faults) {
  return std::make_unique<MpnPair>(max_k, threads, faults);
}

}  // namespace dropcert::theorem1
