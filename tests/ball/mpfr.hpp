#pragma once

#include <gmp.h>
// MPFR after GMP
#include <mpfr.h>

#include "ball/ball.hpp"

namespace dropcert::testing {

/// An MPFR number of 400 bits: the tests' second opinion on real functions.
class Mpfr {
 public:
  static constexpr mpfr_prec_t precision = 400;

  Mpfr() { mpfr_init2(value_, precision); }
  Mpfr(const exact::Rational& q, mpfr_rnd_t rounding) : Mpfr() {
    mpq_t copy;
    mpq_init(copy);
    fmpq_get_mpq(copy, q.raw());
    mpfr_set_q(value_, copy, rounding);
    mpq_clear(copy);
  }
  Mpfr(const Mpfr&) = delete;
  Mpfr& operator=(const Mpfr&) = delete;
  ~Mpfr() { mpfr_clear(value_); }

  mpfr_ptr raw() { return value_; }

  exact::Rational rational() const {
    mpq_t copy;
    mpq_init(copy);
    mpfr_get_q(copy, value_);
    exact::Rational q(copy);
    mpq_clear(copy);
    return q;
  }

 private:
  mpfr_t value_;
};

/// Whether the ball and [lower, upper] have a number in common.
inline bool meets(const ball::Ball& ball, const exact::Rational& lower, const exact::Rational& upper) {
  return ball.is_finite() && ball.lower() <= upper && lower <= ball.upper();
}

}  // namespace dropcert::testing
