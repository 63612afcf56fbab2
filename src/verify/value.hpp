// What a term of the language evaluates to.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ball/ball.hpp"
#include "exact/polynomial.hpp"
#include "exact/rational.hpp"
#include "exact/rational_function.hpp"

namespace dropcert {

/// A polynomial in pi with rational coefficients: exact, and since pi is transcendental two of them are equal
/// as numbers only if they are equal as polynomials (Lindemann 1882). Never a constant: those are Rational.
struct PiNumber {
  Polynomial polynomial;
};

/// An element of the differential ring Q[p], D(p) = p - p^2. Never a constant.
struct RingElement {
  Polynomial polynomial;
};

/// A function of the variables of an identity: rational in the generators that a SymbolTable names.
struct Symbolic {
  RationalFunction function;
};

class Value;
using List = std::shared_ptr<const std::vector<Value>>;

/// The law of sum a_j xi_j under dropout with probability delta.
struct DropoutLaw {
  List contributions;
  std::shared_ptr<const Value> delta;
};

class Value : public std::variant<Rational, PiNumber, RingElement, Ball, Symbolic, List, DropoutLaw> {
 public:
  using variant::variant;
  const variant& base() const { return *this; }
};

template <class Kind>
const Kind* get_if(const Value& value) {
  return std::get_if<Kind>(&value.base());
}

/// Rational or PiNumber: known exactly as a real number.
inline bool is_exact_real(const Value& value) {
  return get_if<Rational>(value) || get_if<PiNumber>(value);
}

}  // namespace dropcert
