// Arithmetic on values: exact where both operands are, balls where one of them is.
#pragma once

#include <string_view>

#include "ball/bits.hpp"
#include "ball/magnitude.hpp"
#include "language/tree.hpp"
#include "verify/outcomes.hpp"
#include "verify/symbol_table.hpp"
#include "verify/taylor_model.hpp"
#include "verify/value.hpp"

namespace dropcert::verify {

/// The operations, at a working precision for balls. All throw Undefined where the result is certainly
/// undefined (a ball that merely might be gives a ball that is not finite, a function leaves an obligation in
/// the SymbolTable), Unsupported where the result is out of reach (p with an irrational number), TooLarge
/// where a number would have more than `most_bits` bits.
class Arithmetic {
 public:
  /// `expansion`: of the models among the values; nullptr if there are none.
  Arithmetic(ball::Bits precision, std::size_t most_bits, SymbolTable& symbols,
             Expansion* expansion = nullptr)
      : precision_(precision), most_bits_(most_bits), symbols_(symbols), expansion_(expansion) {}

  Value add(const Value& a, const Value& b) const;
  Value subtract(const Value& a, const Value& b) const;
  Value multiply(const Value& a, const Value& b) const;
  Value divide(const Value& a, const Value& b) const;
  Value negate(const Value& a) const;
  /// base^exponent: an integer exponent for any base, a real one for base > 0, or 0 if it is positive; 0^0
  /// = 1.
  Value power(const Value& base, const Value& exponent) const;
  Value absolute(const Value& a) const;
  Value minimum(const Value& a, const Value& b) const;
  Value maximum(const Value& a, const Value& b) const;
  Value square_root(const Value& a) const { return nth_root(a, 2); }
  /// n >= 1.
  Value nth_root(const Value& a, unsigned long n) const;

  /// sum += term, in place where that saves a copy.
  void accumulate(Value& sum, Value term) const;

  /// a as a ball. Throws Undefined for functions of p, Unsupported for lists, laws and functions.
  ball::Ball ball(const Value& a) const;

  /// -1, 0, 1: the sign of a - b if both are real numbers known exactly, and so is a - b: a quotient in pi
  /// that is too long is only enclosed. Errors: those of exact_sign.
  std::optional<int> exact_order(const Value& a, const Value& b) const;

  /// What `a relation b` may come out as. Throws Undefined for an order of functions of p.
  Outcomes compare(const Value& a, language::Relation relation, const Value& b) const;

  /// Throws TooLarge for the size of a number that is not to be made.
  void require_size(std::size_t bits) const;

  ball::Bits precision() const { return precision_; }
  SymbolTable& symbols() const { return symbols_; }
  /// Arithmetic on models. Throws Unsupported if there is no expansion: a model met where none is made.
  ModelArithmetic models() const;
  /// Bounds the absolute value of a - b. Throws as ball.
  ball::Magnitude bound_of_difference(const Value& a, const Value& b) const;

 private:
  template <class Exact, class Ring, class Form, class Real>
  Value combine(const Value& a, const Value& b, Exact exact, Ring ring, Form form, Real real) const;
  template <class Operation>
  Value by_models(const Value& a, const Value& b, Operation operation) const;
  Value scaled_list(const Value& factor, const List& list) const;
  Value integer_power(const Value& base, long exponent) const;
  std::optional<Value> exact_power(const Value& base, const exact::Rational& exponent) const;
  Value function_power(const Value& exponent) const;
  Value real_power(const Value& base, const Value& exponent) const;
  bool is_too_large(std::size_t bits, std::size_t exponent) const;
  void require_power(std::size_t bits, std::size_t exponent) const;
  void require_quotient_power(const exact::Quotient& base, std::size_t exponent) const;
  struct Extent {
    std::size_t bits;
    std::size_t length;
    bool is_polynomial;
  };
  static Extent extent(const exact::Quotient& a);
  void require_product(const Extent& a, const Extent& b) const;
  Value extremum(const Value& a, const Value& b, bool greatest) const;

  ball::Bits precision_;
  std::size_t most_bits_;
  SymbolTable& symbols_;
  Expansion* expansion_;
};

/// -1, 0, 1: the sign of a number known exactly. Always decided, since it is 0 only if it is known to be.
/// Throws TooLarge if it is so near to 0 that 2^20 bits do not tell. Of what is_exact_real says is one.
int exact_sign(const Value& a);

/// The integer that the value is, or nullopt; balls never are.
std::optional<exact::Integer> as_integer(const Value& a);

/// The integer that the value, called `what` in messages, is. Throws Undefined if it certainly is none,
/// Imprecise for a ball that may be one, Unsupported for a function.
exact::Integer require_integer(const Value& a, std::string_view what);

/// An enclosure of the number, to about that precision.
ball::Ball enclose(const exact::ExactNumber& number, ball::Bits precision);

/// The number as a value: a Rational if it is one.
Value exact_value(exact::ExactNumber number);

/// A function of p as a value: a Rational if it is constant.
Value ring_element(exact::Quotient function);

/// Any number known exactly.
exact::ExactNumber exact_number(const Value& a);

/// Like "1e-9"; nullopt for 0, what is infinite, and what has an exponent beyond a machine word.
std::optional<std::string> power_of_ten_above(const ball::Magnitude& bound);

Value multiple_of_pi(const exact::Rational& q);

/// q with value = q pi, or nullopt.
std::optional<exact::Rational> units_of_pi(const Value& value);

/// cos(r pi) for multiples r of 1/6 and of 1/4; nullopt for others.
std::optional<exact::ExactNumber> cos_of_pi(const exact::Rational& r);

}  // namespace dropcert::verify
