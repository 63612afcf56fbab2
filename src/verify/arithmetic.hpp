// Arithmetic on values: exact where both operands are, balls where one of them is.
#pragma once

#include <string_view>

#include "ball/bits.hpp"
#include "language/tree.hpp"
#include "verify/symbol_table.hpp"
#include "verify/value.hpp"

namespace dropcert {

/// The operations, at a working precision for balls. All throw Undefined where the result is certainly
/// undefined (a ball that merely might be gives a ball that is not finite), Unsupported where the operands do
/// not fit (a polynomial in p with a ball), TooLarge where a number would have more than `most_bits` bits.
class Arithmetic {
 public:
  Arithmetic(Bits precision, std::size_t most_bits, SymbolTable& symbols)
      : precision_(precision), most_bits_(most_bits), symbols_(symbols) {}

  Value add(const Value& a, const Value& b) const;
  Value subtract(const Value& a, const Value& b) const;
  Value multiply(const Value& a, const Value& b) const;
  Value divide(const Value& a, const Value& b) const;
  Value negate(const Value& a) const;
  /// base^exponent: an integer exponent for any base, a real one for base > 0; 0^0 = 1.
  Value power(const Value& base, const Value& exponent) const;
  Value absolute(const Value& a) const;
  Value minimum(const Value& a, const Value& b) const;
  Value maximum(const Value& a, const Value& b) const;
  Value square_root(const Value& a) const;
  Value nth_root(const Value& a, unsigned long n) const;

  /// sum += term, in place where that saves a copy.
  void accumulate(Value& sum, const Value& term) const;

  /// a as a ball. Throws Unsupported for lists, laws, polynomials in p and functions.
  Ball ball(const Value& a) const;

  /// Whether `a relation b` holds; nullopt if the balls cannot tell.
  std::optional<bool> compare(const Value& a, Relation relation, const Value& b) const;

  /// Throws TooLarge for the size of a number that is not to be made.
  void require_size(std::size_t bits) const;

  Bits precision() const { return precision_; }
  SymbolTable& symbols() const { return symbols_; }

 private:
  template <class Exact, class Real>
  Value combine(const Value& a, const Value& b, Exact exact, Real real) const;
  Value scaled_list(const Value& factor, const List& list) const;
  Value integer_power(const Value& base, long exponent) const;
  void require_power(std::size_t bits, std::size_t exponent) const;
  Polynomial polynomial_power(const Polynomial& base, std::size_t exponent) const;

  Bits precision_;
  std::size_t most_bits_;
  SymbolTable& symbols_;
};

/// -1, 0, 1: the sign of a rational number or a polynomial in pi. Always decided, since pi is transcendental.
int exact_sign(const Value& a);

/// The integer that the value is, or nullopt; balls never are.
std::optional<Integer> as_integer(const Value& a);

/// The integer that the value, called `what` in messages, is. Throws Undefined if it certainly is none,
/// Imprecise for a ball that may be one, Unsupported for a polynomial in p or a function.
Integer require_integer(const Value& a, std::string_view what);

/// The real number that a polynomial in pi is, to about that precision.
Ball enclose(const PiNumber& number, Bits precision);

/// A polynomial in pi as a value: a Rational if it is constant.
Value pi_number(Polynomial polynomial);

/// A polynomial in p as a value: a Rational if it is constant.
Value ring_element(Polynomial polynomial);

}  // namespace dropcert
