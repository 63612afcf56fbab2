// Complex numbers of modulus at most 1 in fixed point, with errors (proofs/README.md, section 8).
#pragma once

#include <algorithm>

#include "check/integers.hpp"
#include "check/interval.hpp"

namespace dropcert::check {

// A complex number of modulus at most 1, known within error 2^-places of (re + i im) 2^-places.
struct Disc {
  mpz_class re, im, error;
};

class Discs {
 public:
  explicit Discs(Bits places) : places_(word(static_cast<std::uint64_t>(places))) {}

  // From the centre of intervals for its parts.
  Disc disc(const Interval& re, const Interval& im) const {
    Disc result;
    result.error = rounded(re, result.re) + rounded(im, result.im);
    return result;
  }

  // e^(i t), at any point of t.
  Disc unit(const Interval& t, Bits bits) const {
    return disc(lipschitz(mpfr_cos, t, bits), lipschitz(mpfr_sin, t, bits));
  }

  // |XY - xy| <= |X - x| |Y - y| + |X - x| |y| + |x| |Y - y|; each part is rounded down by less than a unit.
  void multiply(Disc& x, const Disc& y) {
    mpz_mul(error_.get_mpz_t(), x.error.get_mpz_t(), y.error.get_mpz_t());
    mpz_cdiv_q_2exp(error_.get_mpz_t(), error_.get_mpz_t(), places_);
    mpz_add_ui(error_.get_mpz_t(), error_.get_mpz_t(), 2);
    mpz_add(error_.get_mpz_t(), error_.get_mpz_t(), y.error.get_mpz_t());
    mpz_add(x.error.get_mpz_t(), x.error.get_mpz_t(), error_.get_mpz_t());
    mpz_mul(re_.get_mpz_t(), x.re.get_mpz_t(), y.re.get_mpz_t());
    mpz_submul(re_.get_mpz_t(), x.im.get_mpz_t(), y.im.get_mpz_t());
    mpz_mul(im_.get_mpz_t(), x.re.get_mpz_t(), y.im.get_mpz_t());
    mpz_addmul(im_.get_mpz_t(), x.im.get_mpz_t(), y.re.get_mpz_t());
    mpz_fdiv_q_2exp(x.re.get_mpz_t(), re_.get_mpz_t(), places_);
    mpz_fdiv_q_2exp(x.im.get_mpz_t(), im_.get_mpz_t(), places_);
  }

  // Plus a number known as exactly as a disc's part.
  static void add(Disc& x, const Disc& y) {
    x.re += y.re;
    x.im += y.im;
    x.error += y.error;
  }

  // 2^n is more than the modulus of all points of the disc.
  std::int64_t exponent(const Disc& x) const {
    const std::uint64_t bits = std::max({bits_of(x.re), bits_of(x.im), bits_of(x.error)});
    return static_cast<std::int64_t>(bits) + 2 - static_cast<std::int64_t>(places_);
  }

  // The disc about 0 with the points of modulus below 2^n, n >= -places.
  Disc about_zero(std::int64_t n) const {
    Disc result;
    mpz_setbit(result.error.get_mpz_t(), static_cast<mp_bitcnt_t>(std::max<std::int64_t>(n + places(), 0)));
    return result;
  }

  Interval real_part(const Disc& x, Bits bits) const {
    mpq_class ends[] = {mpq_class(x.re - x.error), mpq_class(x.re + x.error)};
    for (mpq_class& end : ends) mpq_div_2exp(end.get_mpq_t(), end.get_mpq_t(), places_);
    return span(Interval(ends[0], bits), Interval(ends[1], bits));
  }

 private:
  std::int64_t places() const { return static_cast<std::int64_t>(places_); }

  // The middle of a in units, rounded; returns how far a goes from it, in units.
  mpz_class rounded(const Interval& a, mpz_class& middle) const {
    mpz_class ends[2];
    Interval units(a.bits());
    int i = 0;
    for (const mpfr_rnd_t side : {MPFR_RNDD, MPFR_RNDU}) {
      mpfr_mul_2ui(units.end(side), a.end(side), places_, side);
      mpfr_get_z(ends[i++].get_mpz_t(), units.end(side), side);
    }
    const mpz_class sum = ends[0] + ends[1];
    mpz_fdiv_q_2exp(middle.get_mpz_t(), sum.get_mpz_t(), 1);
    return ends[1] - middle;
  }

  Word places_;
  mpz_class re_, im_, error_;
};

}  // namespace dropcert::check
