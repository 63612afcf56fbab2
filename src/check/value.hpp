// What a term evaluates to: an exact number or function, or an interval.
#pragma once

#include <memory>
#include <variant>
#include <vector>

#include "check/interval.hpp"
#include "check/polynomial.hpp"

namespace dropcert::check {

/// A quotient of polynomials that is not a rational constant. In lowest terms as to monomials; the greatest
/// term of the denominator has the coefficient 1, so that a denominator without other terms is a monomial.
struct Fraction {
  Polynomial numerator;
  Polynomial denominator;

  /// pi and rational numbers only: a real number. Its denominator is a monomial.
  bool is_real() const;
  /// p occurs, and no variable of an identity.
  bool is_ring_element() const;
};

class Value;
using List = std::shared_ptr<const std::vector<Value>>;

/// The law of sum a_j xi_j: xi_j = 0 with probability delta, else 1/(1 - delta), independent.
struct Law {
  List contributions;
  std::shared_ptr<const Value> delta;
};

class Value : public std::variant<mpq_class, Fraction, Interval, List, Law> {
 public:
  using variant::variant;
  const variant& base() const { return *this; }
};

template <class Kind>
const Kind* get_if(const Value& value) {
  return std::get_if<Kind>(&value.base());
}

/// numerator/denominator in the form that Fraction and mpq_class ask for. The denominator is not 0.
Value quotient(Polynomial numerator, Polynomial denominator);

/// A rational number or fraction as a fraction.
Fraction as_fraction(const Value& value);

/// Whether the value is a real number known exactly: rational, or a polynomial in pi and 1/pi. Since pi is
/// transcendental (Lindemann 1882), two of them are equal as numbers only if they are equal as fractions.
bool is_exact_real(const Value& value);

}  // namespace dropcert::check
