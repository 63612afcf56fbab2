// Functions of one variable near a centre, with a remainder: what inequalities are decided by on a piece of a
// region (proofs/README.md, section 4).
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "ball/interval.hpp"
#include "verify/value.hpp"

namespace dropcert::verify {

class Arithmetic;
class Machine;

/// A number, or a function of the variables that stay fixed: an enclosure, and what it is exactly, where that
/// is known (a Rational, an ExactNumber, a form).
struct Coefficient {
  ball::Interval range;
  std::optional<Value> exact;

  static const Coefficient& zero();
  bool is_zero() const;
};

/// f on a piece, as a function of u, the distance from a centre or a power of it:
///   f = u^valuation (known[0] + known[1] u + ... + known[n-1] u^(n-1) + rest u^n)
/// at every point of the piece at which f is defined, u = 0 excepted if f is not defined there, with a number
/// of `rest` that depends on the point. `value` contains f as well. If known is empty and valuation 0,
/// nothing is known but the value. Near infinity, where u = 1/x > 0, f has the factor
///   exp(exponent[0]/u + exponent[1]/u^2 + ...)
/// besides, so that factors that grow or vanish faster than any power cancel. Where u > 0, log u times
/// `logarithm` may be added (before that factor); it has neither an exponent nor a logarithm.
struct TaylorModel {
  std::vector<Coefficient> exponent;
  Model logarithm;
  long valuation = 0;
  std::vector<Coefficient> known;
  ball::Interval rest;
  ball::Interval value;
  /// If they are there, f = greater + smaller as well, where `greater` is a polynomial in u and 1/u, perhaps
  /// with a factor exp, and the remainder above has swallowed what is smaller by such a factor.
  Model greater, smaller;

  long count() const { return static_cast<long>(known.size()); }
  /// Whether the bracket above is a polynomial.
  bool is_polynomial() const { return rest.is_zero(); }
  /// The number that the function is, if that is known exactly; nullptr if not.
  const Value* constant() const;
  bool is_zero() const { return known.empty() && rest.is_zero() && !logarithm; }
};

/// A small integer that the function is, if it is one.
std::optional<long> integer_constant(const TaylorModel& a);
/// Whether it is a x + b with integers a and b, where x = 1/u^power is one at all points.
bool is_integer_valued(const TaylorModel& a, long power);

/// The piece about which models are made.
struct Expansion {
  Machine* machine = nullptr;
  ball::Interval u;                  // all values of u
  long order = 3;                    // so many coefficients are kept
  bool has_centre = false;           // u = 0 is a point of the piece
  bool keeps_exact = true;           // also coefficients that take time
  bool is_over_integers = false;     // 1/u^power is one at every point
  bool compares_logarithms = false;  // of terms that are positive, and integers if they are to be
  long power = 1;                    // at an infinite end: x = 1/u^power
  bool doubt = false;                // something was perhaps undefined
  bool touches = false;              // two sides that were compared may be equal somewhere
};

/// A function of one real variable.
struct SmoothFunction {
  /// Of an interval on which it is defined, or the part of it.
  std::function<ball::Interval(const ball::Interval&)> value;
  /// `count` Taylor coefficients about y (which may be a wide interval: then they contain those about each of
  /// its points).
  std::function<std::vector<Coefficient>(const Coefficient& y, long count)> taylor;
  /// Whether it is seen to be smooth at all points of an interval; where it always is, nothing.
  std::function<bool(const ball::Interval&)> is_smooth_on = nullptr;
};

inline bool on_positive_numbers(const ball::Interval& y) {
  return y.is_positive();
}

/// f = factor u^order at every point of the piece, with a number of `factor` that depends on the point.
struct PowerBound {
  ball::Interval factor;
  long order = 0;
};

/// Signs that a number may have.
struct Signs {
  bool negative = false, zero = false, positive = false;
  bool only_positive() const { return positive && !negative && !zero; }
  bool only_negative() const { return negative && !positive && !zero; }
  bool only_zero() const { return zero && !negative && !positive; }
};

/// Arithmetic on models of one expansion. What is perhaps undefined sets its mark of doubt; what certainly
/// is, at all points, throws Undefined.
class ModelArithmetic {
 public:
  ModelArithmetic(const Arithmetic& arithmetic, Expansion& expansion)
      : arithmetic_(arithmetic), expansion_(expansion) {}

  /// Any number; throws Unsupported for lists, laws and functions of p.
  Model convert(const Value& value) const;
  Coefficient coefficient(const Value& value) const;
  /// The function's value at y, which the range encloses, with its form where y has one; y comes after other
  /// arguments, if there are such.
  Coefficient exactly(std::string_view function, const Coefficient& y, ball::Interval range,
                      const std::vector<Value>& before_y = {}) const;
  /// centre + slope u^power.
  Model variable(const Value& centre, const ball::Interval& centre_range, Coefficient slope, long power,
                 const ball::Interval& value) const;
  /// y + u, where y does not depend on u.
  Model diagonal(Coefficient y, const ball::Interval& value) const;
  /// factor log u.
  Model log_of_u(long factor, const ball::Interval& value) const;
  /// side / u^power.
  Model pole(long side, long power, const ball::Interval& value) const;
  /// factor exp(side/u^power).
  Model exponential(const exact::Rational& factor, long power, long side, const ball::Interval& value) const;
  /// Of which nothing is known but that it lies there.
  Model somewhere(const ball::Interval& value) const;
  Model constant(Coefficient c) const;

  Model add(const Model& a, const Model& b) const;
  Model subtract(const Model& a, const Model& b) const;
  Model multiply(const Model& a, const Model& b) const;
  Model divide(const Model& a, const Model& b) const;
  Model negate(const Model& a) const;
  Model power(const Model& a, long exponent) const;
  Model power(const Model& a, const exact::Rational& exponent) const;
  /// exp(b log a).
  Model power(const Model& a, const Model& b) const;
  Model root(const Model& a, unsigned long n) const;
  Model absolute(const Model& a) const;
  Model minimum(const Model& a, const Model& b) const;
  Model maximum(const Model& a, const Model& b) const;
  /// One of the two.
  Model either(const Model& a, const Model& b) const;

  Model exp(const Model& a) const;
  Model log(const Model& a) const;
  Model sin(const Model& a) const;
  Model cos(const Model& a) const;
  Model tanh(const Model& a) const;
  Model sigmoid(const Model& a) const;
  Model softplus(const Model& a) const;
  /// The n-th derivative of softplus.
  Model softplus_derivative(const Model& a, unsigned long n) const;
  Model erfc(const Model& a) const;
  Model erf(const Model& a) const;
  Model sinh(const Model& a) const;
  Model cosh(const Model& a) const;
  Model tan(const Model& a) const;
  Model atan(const Model& a) const;
  Model asin(const Model& a) const;
  Model acos(const Model& a) const;
  Model floor(const Model& a) const;
  Model gamma(const Model& a) const;
  Model lgamma(const Model& a) const;
  Model digamma(const Model& a) const;
  Model zeta(const Model& a) const;
  Model bessel_j(long order, const Model& a) const;
  Model li(const Model& a) const;

  /// (-1)^a for an integer a whose parity is the same at all points, and known.
  std::optional<int> sign_of_power(const Model& a) const;

  /// A number from 0 to 1, which may depend on the point.
  Model from_zero_to_one() const;
  /// 1 or -1 if it is known to tend to infinity or minus infinity with u -> 0, and has that sign; else 0.
  int direction_of(const Model& a) const { return direction(*a); }

  /// Where u >= 0, of a function without factors that grow or vanish faster than powers, and without
  /// logarithms.
  std::optional<PowerBound> power_bound(const Model& a) const;

  struct Total {
    std::optional<ball::Interval> value;  // nothing if none was found
    bool is_infinite = false;             // there is none
  };
  /// The integral of a u^shift over (0, end], or over [-end, end] if u has both signs; `end` encloses the
  /// greatest u.
  Total integral(const Model& a, long shift, const ball::Interval& end) const;
  /// The sum over j = first, first + 1, ..., where u = j^(-1/power) is that of the expansion; first >= 1.
  Total sum_over_integers(const Model& a, long first) const;
  /// Whether it is known to tend to 0 with u.
  bool tends_to_zero(const Model& a) const;

  /// Those that it may have at a point of the piece at which it is defined.
  Signs signs(const Model& a) const;

 private:
  Model compose(const Model& a, const SmoothFunction& function) const;
  Model inverse(const Model& a) const;
  bool is_too_large(const TaylorModel& a) const;
  Model flattened(const Model& a) const;
  Model make(TaylorModel model) const;
  Model unit_of(const TaylorModel& a, const ball::Interval& value) const;
  Model within(const Model& a, const ball::Interval& value) const;
  Model smaller_of(const Model& a) const;
  Model of_few_terms(const Model& a, int most) const;
  Model apart(const Model& whole, const Model& greater, const Model& smaller) const;
  Model apart_if_sum(const Model& whole, const Model& a, const Model& b) const;
  Model apart_if_product(const Model& whole, const Model& a, const Model& b) const;
  Model one_and_the_rest(const Model& a) const;
  std::optional<Model> compose_apart(const Model& a, const SmoothFunction& function) const;
  Model added(const Model& a, const Model& b) const;
  Model multiplied(const Model& a, const Model& b) const;
  Model scaled(const Model& a, const Coefficient& c) const;
  ball::Interval bracket(const TaylorModel& a) const;
  ball::Interval tail(const TaylorModel& a, long from) const;
  ball::Interval range_of_exponent(const std::vector<Coefficient>& exponent) const;
  int direction(const std::vector<Coefficient>& exponent) const;
  int direction(const TaylorModel& a) const;
  TaylorModel flat(const TaylorModel& a) const;
  std::vector<Coefficient> sum(const std::vector<Coefficient>& a, const std::vector<Coefficient>& b) const;
  std::vector<Coefficient> scaled(std::vector<Coefficient> exponent, const exact::Rational& q) const;
  Model with_exponent(const Model& a, std::vector<Coefficient> exponent, const ball::Interval& value) const;
  Model without_exponent(const Model& a) const;
  Model erfc_at_infinity(const Model& a) const;
  Coefficient root_of_pi() const;
  Model without_logarithm(const Model& a) const;
  Model bounded_logarithm(const Model& a) const;
  Model with_logarithm(const Model& a, const Model& factor, const ball::Interval& value) const;
  ball::Interval power_times_log(long power) const;
  ball::Interval power_of_u(long exponent) const;
  ball::Interval value_of(const TaylorModel& a) const;
  ball::Bits precision() const;

  Coefficient plus(const Coefficient& a, const Coefficient& b) const;
  Coefficient times(const Coefficient& a, const Coefficient& b) const;
  Coefficient over(const Coefficient& a, const Coefficient& b) const;
  Coefficient times(const Coefficient& a, const exact::Rational& q) const;
  Coefficient minus(const Coefficient& a) const { return times(a, exact::Rational(-1)); }
  std::vector<Coefficient> product(const std::vector<Coefficient>& a, const std::vector<Coefficient>& b,
                                   long count) const;
  using ExactOperation = std::function<Value(const Value&, const Value&)>;
  std::optional<Value> exact(const Coefficient& a, const Coefficient& b,
                             const ExactOperation& operation) const;
  std::vector<Coefficient> exp_coefficients(const Coefficient& y, long count) const;
  std::vector<Coefficient> log_coefficients(const Coefficient& y, long count) const;
  std::vector<Coefficient> alternating(const Coefficient& s, const Coefficient& c, long side, long count,
                                       long shift) const;
  std::vector<Coefficient> circular_coefficients(const Coefficient& y, long count, long shift) const;
  std::vector<Coefficient> hyperbolic_coefficients(const Coefficient& y, long count, long shift) const;
  std::vector<Coefficient> atan_coefficients(const Coefficient& y, long count) const;
  std::vector<Coefficient> asin_coefficients(const Coefficient& y, long count) const;
  std::vector<Coefficient> lgamma_coefficients(const Coefficient& y, long count) const;
  std::vector<Coefficient> bessel_coefficients(long order, const Coefficient& y, long count) const;
  bool is_large(const Model& a) const;
  std::optional<long> steps_to_positive(const Model& a) const;
  Model rising(const Model& a, long n) const;
  Model perhaps_pole() const;
  Model stirling_sum(const Model& a, const std::function<exact::Rational(long)>& c, const Model& first) const;
  std::vector<Coefficient> sigmoid_coefficients(const Coefficient& y, long count) const;
  std::vector<Coefficient> softplus_coefficients(const Coefficient& y, long count) const;

  const Arithmetic& arithmetic_;
  Expansion& expansion_;
};

}  // namespace dropcert::verify
