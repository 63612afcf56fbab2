// Real intervals whose ends are MPFR numbers, rounded outwards.
#pragma once

#include <gmpxx.h>
#include <mpfr.h>

#include <optional>

namespace dropcert::check {

using Bits = mpfr_prec_t;

/// A closed interval that holds a real number. "Nothing known" is the whole line; an end that is infinite
/// decides no comparison.
class Interval {
 public:
  explicit Interval(Bits bits);  // the whole line
  Interval(const mpq_class& value, Bits bits);
  Interval(const Interval& other);
  Interval(Interval&& other) noexcept : Interval(other, nullptr) {}
  Interval& operator=(Interval other) noexcept;
  ~Interval();

  mpfr_srcptr low() const { return low_; }
  mpfr_srcptr high() const { return high_; }
  mpfr_ptr low() { return low_; }
  mpfr_ptr high() { return high_; }

  bool is_finite() const { return mpfr_number_p(low_) && mpfr_number_p(high_); }
  bool is_zero() const { return mpfr_zero_p(low_) && mpfr_zero_p(high_); }
  bool contains_zero() const { return mpfr_sgn(low_) <= 0 && mpfr_sgn(high_) >= 0; }

 private:
  Interval(Interval& other, std::nullptr_t);  // moves
  mpfr_t low_;
  mpfr_t high_;
};

/// Each result holds f(x, y) for all x and y in the arguments for which it is defined, or is the whole line.
Interval pi(Bits bits);
Interval add(const Interval& a, const Interval& b, Bits bits);
Interval subtract(const Interval& a, const Interval& b, Bits bits);
Interval multiply(const Interval& a, const Interval& b, Bits bits);
Interval divide(const Interval& a, const Interval& b, Bits bits);
Interval negate(const Interval& a);
Interval absolute(const Interval& a);
Interval minimum(const Interval& a, const Interval& b);
Interval maximum(const Interval& a, const Interval& b);
Interval power(const Interval& a, long n, Bits bits);
Interval root(const Interval& a, unsigned long n, Bits bits);
Interval exp(const Interval& a, Bits bits);
Interval log(const Interval& a, Bits bits);
Interval sin(const Interval& a, Bits bits);
Interval cos(const Interval& a, Bits bits);
Interval tanh(const Interval& a, Bits bits);
Interval erfc(const Interval& a, Bits bits);
Interval zeta(const Interval& a, Bits bits);  // a > 1
Interval sigmoid(const Interval& a, Bits bits);
Interval softplus(const Interval& a, Bits bits);

/// The midpoint, rounded, as an interval of one number.
Interval midpoint(const Interval& a, Bits bits);

/// -1, 0, 1 if every number of the interval has that sign.
std::optional<int> sign(const Interval& a);

}  // namespace dropcert::check
