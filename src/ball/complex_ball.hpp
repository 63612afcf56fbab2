#pragma once

#include <string>

#include "ball/ball.hpp"

#if __has_include(<flint/arb.h>)
#include <flint/acb.h>
#else
#include <acb.h>
#endif

namespace dropcert::ball {

/// A complex number known to lie in a rectangle, the product of two balls (Arb's acb_t, owned by value); the
/// conventions are those of Ball. Moving steals.
class ComplexBall {
 public:
  ComplexBall() { acb_init(value_); }
  ComplexBall(const Ball& re) : ComplexBall() { acb_set_arb(value_, re.raw()); }
  ComplexBall(const Ball& re, const Ball& im) : ComplexBall() { acb_set_arb_arb(value_, re.raw(), im.raw()); }

  ComplexBall(const ComplexBall& other) : ComplexBall() { acb_set(value_, other.value_); }
  ComplexBall(ComplexBall&& other) noexcept : ComplexBall() { acb_swap(value_, other.value_); }
  ComplexBall& operator=(const ComplexBall& other) {
    acb_set(value_, other.value_);
    return *this;
  }
  ComplexBall& operator=(ComplexBall&& other) noexcept {
    acb_swap(value_, other.value_);
    return *this;
  }
  ~ComplexBall() { acb_clear(value_); }

  acb_struct* raw() noexcept { return value_; }
  const acb_struct* raw() const noexcept { return value_; }

  Ball re() const;
  Ball im() const;
  bool is_finite() const { return acb_is_finite(value_) != 0; }
  bool contains_zero() const { return acb_contains_zero(value_) != 0; }
  bool contains(const ComplexBall& other) const { return acb_contains(value_, other.value_) != 0; }

  /// For messages only, like "[0.5 +/- 1e-9] + [2 +/- 1e-9]*i".
  std::string str(int digits) const;

 private:
  acb_t value_;
};

bool overlaps(const ComplexBall& a, const ComplexBall& b);

/// Exact.
ComplexBall neg(const ComplexBall& a);
ComplexBall conj(const ComplexBall& a);

ComplexBall add(const ComplexBall& a, const ComplexBall& b, Bits precision);
ComplexBall sub(const ComplexBall& a, const ComplexBall& b, Bits precision);
ComplexBall mul(const ComplexBall& a, const ComplexBall& b, Bits precision);
/// Not finite if b contains 0.
ComplexBall div(const ComplexBall& a, const ComplexBall& b, Bits precision);
/// Not finite if a contains 0.
ComplexBall inv(const ComplexBall& a, Bits precision);
/// a^0 = 1; not finite if the exponent is negative and a contains 0.
ComplexBall pow(const ComplexBall& a, long exponent, Bits precision);
ComplexBall exp(const ComplexBall& a, Bits precision);
/// The principal branch, imaginary part in (-pi, pi]; the ball spans the cut where a does.
ComplexBall log(const ComplexBall& a, Bits precision);
/// |a|.
Ball abs(const ComplexBall& a, Bits precision);

}  // namespace dropcert::ball
