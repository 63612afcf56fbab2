// What a term evaluates to: an exact number or function, an interval, a list or a law; and its arithmetic.
#pragma once

#include <memory>
#include <variant>
#include <vector>

#include "check/interval.hpp"
#include "check/polynomial.hpp"
#include "language/tree.hpp"

namespace dropcert::check {

/// A quotient of polynomials that is not a rational constant. Numerator and denominator have no integer and
/// no monomial in common; the denominator's greatest term is positive.
struct Fraction {
  Polynomial numerator;
  Polynomial denominator;

  /// Whether a generator from `first` up to, not including, `last` occurs.
  bool mentions(std::size_t first, std::size_t last) const;
  /// Whether it is a polynomial in p and pi over an integer.
  bool is_in_ring() const;
  friend bool operator==(const Fraction& a, const Fraction& b) = default;
  friend auto operator<=>(const Fraction& a, const Fraction& b) = default;
};

struct Element;
using List = std::vector<Element>;

/// A number, a function, the elements of a list or the values of a law. Immutable, so that copies share what
/// they hold.
class Value {
 public:
  Value() = default;  // holds nothing
  Value(mpq_class value) : held_(std::make_shared<mpq_class>(std::move(value))) {}
  Value(Fraction value) : held_(std::make_shared<Fraction>(std::move(value))) {}
  Value(Interval value) : held_(std::make_shared<Interval>(std::move(value))) {}
  Value(List value);

  template <class Kind>
  friend const Kind* get_if(const Value& value) {
    const auto* held = std::get_if<std::shared_ptr<Kind>>(&value.held_);
    return held ? held->get() : nullptr;
  }
  /// The rational number or fraction as a fraction, used up if nobody else shares it. Its denominator is 1
  /// for an integer. Throws Unsupported for other values.
  friend Fraction as_fraction(Value value);

 private:
  std::variant<std::shared_ptr<mpq_class>, std::shared_ptr<Fraction>, std::shared_ptr<Interval>,
               std::shared_ptr<List>>
      held_;
};

/// An element of a list, without a weight; a value of a law, with its probability.
struct Element {
  Value value;
  Value weight;
};

/// numerator/denominator in the form that Fraction and mpq_class ask for. The denominator is not 0.
Value quotient(Polynomial numerator, Polynomial denominator);

/// generator^exponent, exponent >= 1.
Value generator_value(std::size_t generator, int exponent);

/// Whether the value is rational or a fraction.
bool is_exact(const Value& value);

/// Whether the value is a real number known exactly: rational, or a quotient of polynomials in pi. Since pi
/// is transcendental (Lindemann 1882), two of them are equal as numbers only if they are equal as functions.
bool is_exact_real(const Value& value);

/// Whether the value is exact, and no number: it has p or a variable of an identity in it.
bool is_function(const Value& value);

/// The sign of a number known exactly.
int exact_sign(const Value& a);

Interval to_interval(const Value& a, Bits bits);

/// The operations throw Undefined where the result certainly does not exist, Unsupported where they do not
/// know. They are exact where both operands are; else the result has the precision of the interval.
Value operator+(Value a, Value b);
Value operator-(const Value& a, const Value& b);
Value operator*(Value a, Value b);
Value operator/(const Value& a, const Value& b);
Value operator-(const Value& a);
Value power(const Value& base, long exponent);
Value absolute(const Value& a);
Value greatest(const Value& a, const Value& b);
Value nth_root(const Value& a, unsigned long n, Bits bits);

/// true, false, or nullopt: not known at this precision.
using Truth = std::optional<bool>;

/// a relation b. Fractions in p are equal as such or not; of those in the variables of an identity only
/// equality is ever found.
Truth compare(const Value& a, Relation relation, const Value& b);

/// What an operation with the value costs: the size of a rational number in words, of a fraction in terms.
unsigned long size_of(const Value& value);

}  // namespace dropcert::check
