// Real intervals whose ends are MPFR numbers, rounded outwards.
#pragma once

#include <gmpxx.h>
#include <mpfr.h>

#include <cstdint>
#include <optional>

namespace dropcert::check {

using Bits = mpfr_prec_t;

/// A closed interval that holds a real number, if there is such a number (whether a term has a value is noted
/// elsewhere, see work.hpp); or the whole line: nothing is known. The whole line decides no comparison, and
/// whatever is computed from it is the whole line, but for functions that are bounded.
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
  bool holds_zero() const { return mpfr_sgn(low_) <= 0 && mpfr_sgn(high_) >= 0; }

 private:
  mpfr_t low_;
  mpfr_t high_;
};

/// Each result holds f(x, y) for all x and y in the arguments for which f is defined, or is the whole line.
/// Its precision is the least of its arguments', or `bits`.
Interval operator+(const Interval& a, const Interval& b);
Interval operator-(const Interval& a, const Interval& b);
Interval operator*(const Interval& a, const Interval& b);
Interval operator/(const Interval& a, const Interval& b);
Interval operator-(const Interval& a);
Interval absolute(const Interval& a);
Interval maximum(const Interval& a, const Interval& b);
Interval power(const Interval& a, std::int64_t n);  // n < 0: 1/a^-n
Interval root(const Interval& a, std::uint64_t n);  // of a negative number for odd n only
Interval pi(Bits bits);

/// f of an interval where f increases, decreases, or is sin or cos: |f(x) - f(m)| <= |x - m| and |f| <= 1.
/// MPFR rounds each of its functions correctly, in the direction asked for.
using MpfrFunction = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);
Interval increasing(MpfrFunction f, const Interval& a, Bits bits);
Interval decreasing(MpfrFunction f, const Interval& a, Bits bits);
Interval lipschitz(MpfrFunction f, const Interval& a, Bits bits);

/// From the low end of a to the high end of b.
Interval span(const Interval& a, const Interval& b);
/// The midpoint, rounded, as an interval of one number.
Interval midpoint(const Interval& a);
/// A bound on the distance of a's numbers from its midpoint.
Interval radius(const Interval& a);
/// The high end, as an interval of one number.
Interval upper(const Interval& a);
/// Whether an integer lies in it.
bool holds_integer(const Interval& a);
/// The midpoint as a rational number; a must be finite.
mpq_class rational_midpoint(const Interval& a);
/// The least interval that holds both.
Interval hull(const Interval& a, const Interval& b);
/// The numbers that are in both; nullopt if there are none.
std::optional<Interval> intersection(const Interval& a, const Interval& b);
/// -1, 0, 1 if every number of the interval has that sign.
std::optional<int> sign(const Interval& a);

}  // namespace dropcert::check
