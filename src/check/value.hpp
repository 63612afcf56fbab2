// What a term evaluates to: an exact number or function, an interval, a list or a law; and its arithmetic.
#pragma once

#include <memory>
#include <variant>
#include <vector>

#include "check/forms/polynomial.hpp"
#include "check/integers.hpp"
#include "check/interval.hpp"
#include "language/printed.hpp"

namespace dropcert::check {

/// A quotient of polynomials that is not a rational constant. Numerator and denominator have no integer and
/// no monomial in common; the denominator has neither roots nor i, and its greatest term is positive. A
/// fraction with p in it does depend on p.
struct Fraction {
  Polynomial numerator;
  Polynomial denominator;

  /// Whether a generator from `first` up to, not including, `last` occurs.
  bool mentions(std::size_t first, std::size_t last) const;
  friend bool operator==(const Fraction& a, const Fraction& b) = default;
  friend bool operator<(const Fraction& a, const Fraction& b) {
    return std::tie(a.numerator, a.denominator) < std::tie(b.numerator, b.denominator);
  }
};

struct Element;
class Expansion;  // calculus/expansion.hpp
using List = std::vector<Element>;
struct OpenList;  // of as many elements as a variable says, or its law of dropout (open/open_lists.hpp)

/// A number, a function, the elements of a list or the values of a law, a string that is printed; on a piece
/// of a region, an expansion.
/// Immutable, so that copies share what they hold.
class Value {
 public:
  Value();  // holds nothing
  // Not inline: each is slow to compile, and was in every file.
  Value(const Value& other);
  Value(Value&& other) noexcept;
  Value& operator=(const Value& other);
  Value& operator=(Value&& other) noexcept;
  ~Value();
  Value(mpq_class value) : held_(std::make_shared<mpq_class>(std::move(value))) {}
  Value(Fraction value) : held_(std::make_shared<Fraction>(std::move(value))) {}
  Value(Interval value) : held_(std::make_shared<Interval>(std::move(value))) {}
  Value(List value);
  Value(Expansion value);
  Value(OpenList value);
  Value(language::Printed text) : held_(std::make_shared<language::Printed>(std::move(text))) {}

  bool is_something() const { return held_.index() != 0 || std::get<0>(held_) != nullptr; }

  template <class Kind>
  friend const Kind* get_if(const Value& value) {
    const auto* held = std::get_if<std::shared_ptr<Kind>>(&value.held_);
    return held ? held->get() : nullptr;
  }
  /// The rational number or fraction as a fraction, used up if nobody else shares it. Its denominator is 1
  /// for an integer. Throws OutOfReach for other values.
  friend Fraction as_fraction(Value value);

 private:
  std::variant<std::shared_ptr<mpq_class>, std::shared_ptr<Fraction>, std::shared_ptr<Interval>,
               std::shared_ptr<List>, std::shared_ptr<Expansion>, std::shared_ptr<language::Printed>,
               std::shared_ptr<OpenList>>
      held_;
};

/// An element of a list, without a weight; a value of a law, with its probability.
struct Element {
  Value value;
  Value weight;
};

struct OpenList {
  std::size_t number = 0;  // among those in force
  std::shared_ptr<const Value> delta;
};

/// numerator/denominator in the form that Fraction and mpq_class ask for. The denominator is not 0.
Value quotient(Polynomial numerator, Polynomial denominator);

/// generator^exponent, exponent >= 1.
Value generator_value(std::size_t generator, std::int32_t exponent = 1);

/// Whether the value is rational or a fraction.
bool is_exact(const Value& value);

/// Whether the value is a real number known exactly: rational, or a quotient of sums of c pi^k sqrt(n). Since
/// pi is transcendental (Lindemann 1882), two of them are equal as numbers only if they are equal as
/// functions.
bool is_exact_real(const Value& value);

/// Whether the value is exact, and no number: it has p or a variable of an identity in it.
bool is_function(const Value& value);

/// Whether the value is exact and has a generator of an identity in it.
bool is_form(const Value& value);
/// It depends on p.
bool mentions_p(const Value& value);
/// It depends on p alone, and is no real number.
bool is_function_of_p(const Value& value);

/// The sign of a real number known exactly.
int exact_sign(const Value& a);

/// Encloses a number. Throws Undefined for a function of p, as there a real number is needed; OutOfReach for
/// other values that are no numbers.
Interval to_interval(const Value& a, Bits bits);

/// Throws Undefined for a function of p.
void require_real(const Value& a);

/// The operations throw Undefined where the result certainly does not exist, note where it may not
/// (work.hpp), and throw OutOfReach where they do not know. They are exact where both operands are; else the
/// result has the precision of the interval.
Value operator+(Value a, Value b);
Value operator-(const Value& a, const Value& b);
Value operator*(Value a, Value b);
Value operator/(const Value& a, const Value& b);
Value operator-(const Value& a);
Value power(const Value& base, std::int64_t exponent);

/// A number as it is, but one known exactly that would grow in sums, as an interval.
Value settled(Value value, Bits bits);

/// Sets of signs.
enum Signs : unsigned { negative_sign = 1, zero_sign = 2, positive_sign = 4, any_sign = 7 };

/// The signs that a - b may have; of functions of p, that it is zero, or not (both other signs). Throws
/// Undefined if `needs_order` and a function of p is among them. Forms in the generators of an identity must
/// be decided by forms.hpp.
unsigned signs_of_difference(const Value& a, const Value& b, bool needs_order);

/// What an operation with the value costs, in steps.
std::uint64_t size_of(const Value& value);

}  // namespace dropcert::check
