// Real intervals whose ends are MPFR numbers, rounded outwards.
#pragma once

#include <gmpxx.h>
#include <mpfr.h>

#include <optional>

namespace dropcert::check {

using Bits = mpfr_prec_t;

/// A closed interval that holds a real number; or the whole line: nothing is known, not even whether there is
/// such a number. The whole line decides no comparison, and whatever is computed from it is the whole line.
class Interval {
 public:
  explicit Interval(Bits bits);  // the whole line
  Interval(const mpq_class& value, Bits bits);
  Interval(const Interval& other);
  Interval(Interval&& other) noexcept;
  Interval& operator=(Interval other) noexcept;
  ~Interval();

  mpfr_srcptr low() const { return low_; }
  mpfr_srcptr high() const { return high_; }
  /// The low end for MPFR_RNDD, the high end for MPFR_RNDU.
  mpfr_srcptr end(mpfr_rnd_t side) const { return side == MPFR_RNDD ? low_ : high_; }
  mpfr_ptr end(mpfr_rnd_t side) { return side == MPFR_RNDD ? low_ : high_; }
  Bits bits() const { return mpfr_get_prec(low_); }

  bool is_finite() const { return mpfr_number_p(low_) && mpfr_number_p(high_); }
  bool is_zero() const { return mpfr_zero_p(low_) && mpfr_zero_p(high_); }

 private:
  mpfr_t low_;
  mpfr_t high_;
};

/// Each result holds f(x, y) for all x and y in the arguments, or is the whole line: always if f is not
/// defined for some of them. Its precision is the least of its arguments', or `bits`.
Interval operator+(const Interval& a, const Interval& b);
Interval operator-(const Interval& a, const Interval& b);
Interval operator*(const Interval& a, const Interval& b);
Interval operator/(const Interval& a, const Interval& b);
Interval operator-(const Interval& a);
Interval absolute(const Interval& a);
Interval maximum(const Interval& a, const Interval& b);
Interval power(const Interval& a, long n);  // n < 0: 1/a^-n
Interval root(const Interval& a, unsigned long n);
Interval pi(Bits bits);
Interval sigmoid(const Interval& a, Bits bits);
Interval softplus(const Interval& a, Bits bits);

/// f of an interval where f increases, decreases, or is sin or cos: |f(x) - f(m)| <= |x - m| and |f| <= 1.
/// MPFR rounds each of its functions correctly, in the direction asked for.
using Function = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);
Interval increasing(Function f, const Interval& a, Bits bits);
Interval decreasing(Function f, const Interval& a, Bits bits);
Interval lipschitz(Function f, const Interval& a, Bits bits);

/// From the low end of a to the high end of b.
Interval span(const Interval& a, const Interval& b);
/// The midpoint, rounded, as an interval of one number.
Interval midpoint(const Interval& a);
/// A bound on the distance of a's numbers from its midpoint.
Interval radius(const Interval& a);
/// -1, 0, 1 if every number of the interval has that sign.
std::optional<int> sign(const Interval& a);

}  // namespace dropcert::check
