// What a term evaluates to: an exact number or function, an interval, a list or a law.
#pragma once

#include <memory>
#include <variant>
#include <vector>

#include "check/interval.hpp"
#include "check/polynomial.hpp"

namespace dropcert::check {

/// A quotient of polynomials that is not a rational constant. Numerator and denominator have no integer and
/// no monomial in common; the denominator's greatest term is positive.
struct Fraction {
  Polynomial numerator;
  Polynomial denominator;

  /// Whether a generator from `first` up to, not including, `last` occurs.
  bool mentions(std::size_t first, std::size_t last) const;
  /// pi and rational numbers only.
  bool is_real() const { return !mentions(generator_p, max_generators); }
  friend bool operator==(const Fraction& a, const Fraction& b) = default;
  friend auto operator<=>(const Fraction& a, const Fraction& b) = default;
};

struct Element;
using Elements = std::shared_ptr<const std::vector<Element>>;

/// A number, a function, the elements of a list or the values of a law. Immutable, so that copies share what
/// they hold.
class Value {
 public:
  Value() = default;  // holds nothing
  Value(mpq_class value) : kind_(std::make_shared<mpq_class>(std::move(value))) {}
  template <class Expression>  // of rational numbers, evaluated where it will stay
  Value(std::in_place_t, const Expression& e) : kind_(std::make_shared<mpq_class>(e)) {}
  Value(Fraction value) : kind_(std::make_shared<Fraction>(std::move(value))) {}
  Value(Interval value) : kind_(std::make_shared<Interval>(std::move(value))) {}
  Value(Elements elements) : kind_(std::move(elements)) {}

  template <class Kind>
  friend const Kind* get_if(const Value& value) {
    const auto* held = std::get_if<std::shared_ptr<Kind>>(&value.kind_);
    return held ? held->get() : nullptr;
  }
  /// The elements of a list or law; nullptr of other values.
  Elements elements() const {
    const auto* held = std::get_if<Elements>(&kind_);
    return held ? *held : nullptr;
  }
  /// The fraction, if there is one and nobody else shares it.
  Fraction* own_fraction() {
    auto* held = std::get_if<std::shared_ptr<Fraction>>(&kind_);
    return held && held->use_count() == 1 ? held->get() : nullptr;
  }

 private:
  std::variant<std::shared_ptr<mpq_class>, std::shared_ptr<Fraction>, std::shared_ptr<Interval>, Elements>
      kind_;
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

/// A rational number or fraction as a fraction; its denominator is 1 for an integer.
Fraction as_fraction(const Value& value);

bool is_exact(const Value& value);

/// Whether the value is a real number known exactly: rational, or a quotient of polynomials in pi. Since pi
/// is transcendental (Lindemann 1882), two of them are equal as numbers only if they are equal as functions.
bool is_exact_real(const Value& value);

}  // namespace dropcert::check
