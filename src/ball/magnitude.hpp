#pragma once

#include "ball/ball.hpp"

namespace dropcert::ball {

/// An upper bound of a non-negative real number, with a mantissa of 30 bits (Arb's mag_t, owned by value):
/// for error bounds in inner loops. Sums, products and powers are rounded up.
class Magnitude {
 public:
  Magnitude() { mag_init(value_); }
  /// Bounds every modulus in the ball.
  explicit Magnitude(const Ball& x) : Magnitude() { arb_get_mag(value_, x.raw()); }

  Magnitude(const Magnitude& other) { mag_init_set(value_, other.value_); }
  Magnitude& operator=(const Magnitude& other) {
    mag_set(value_, other.value_);
    return *this;
  }
  ~Magnitude() { mag_clear(value_); }

  mag_struct* raw() noexcept { return value_; }
  const mag_struct* raw() const noexcept { return value_; }

 private:
  mag_t value_;
};

inline Magnitude add(const Magnitude& a, const Magnitude& b) {
  Magnitude sum;
  mag_add(sum.raw(), a.raw(), b.raw());
  return sum;
}

inline Magnitude mul(const Magnitude& a, const Magnitude& b) {
  Magnitude product;
  mag_mul(product.raw(), a.raw(), b.raw());
  return product;
}

inline Magnitude pow(const Magnitude& a, unsigned long exponent) {
  Magnitude power;
  mag_pow_ui(power.raw(), a.raw(), exponent);
  return power;
}

/// x widened by the bound on either side.
inline void widen(Ball& x, const Magnitude& error) {
  arb_add_error_mag(x.raw(), error.raw());
}

/// Makes x exact at its midpoint and returns by how much that may have moved it.
inline Magnitude take_radius(Ball& x) {
  Magnitude radius;
  mag_swap(radius.raw(), arb_radref(x.raw()));
  return radius;
}

}  // namespace dropcert::ball
