// What a term of the language evaluates to.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "ball/ball.hpp"
#include "exact/exact_number.hpp"
#include "exact/quotient.hpp"
#include "exact/rational.hpp"
#include "exact/rational_function.hpp"
#include "language/printed.hpp"

namespace dropcert::verify {

/// An element of R(p), the rational functions of p, with D(p) = p - p^2. Never a constant.
struct RingElement {
  exact::Quotient function;
};

/// A function of the variables of an identity: rational in the generators that a SymbolTable names.
struct Symbolic {
  exact::RationalFunction function;
};

/// A function of one variable near a centre, with a remainder (taylor_model.hpp).
struct TaylorModel;
using Model = std::shared_ptr<const TaylorModel>;

class Value;
using List = std::shared_ptr<const std::vector<Value>>;

/// The law of sum a_j xi_j under dropout with probability delta.
struct DropoutLaw {
  List contributions;
  std::shared_ptr<const Value> delta;
};

/// A law that is written out: values with their probabilities, none of which is 0 for certain; values that
/// are known to be equal are one.
struct FiniteLaw {
  std::shared_ptr<const std::vector<std::pair<Value, Value>>> atoms;
};

/// A list with as many elements as a variable says: which of those in force (open_lists.hpp).
struct OpenList {
  int number = 0;
};

/// The law of dropout over such a list.
struct OpenLaw {
  int list = 0;
  std::shared_ptr<const Value> delta;
};

/// A string that a statement says is printed. It is compared with numbers only.
struct PrintedText {
  std::shared_ptr<const language::Printed> printed;
  std::string text;
};

/// An ExactNumber here is never rational: that is a Rational.
class Value : public std::variant<exact::Rational, exact::ExactNumber, RingElement, ball::Ball, Symbolic,
                                  Model, List, DropoutLaw, FiniteLaw, OpenList, OpenLaw, PrintedText> {
 public:
  using variant::variant;
  // Not inline: each is slow to compile, and was in every file.
  Value();
  Value(const Value& other);
  Value(Value&& other) noexcept;
  Value& operator=(const Value& other);
  Value& operator=(Value&& other) noexcept;
  ~Value();

  const variant& base() const { return *this; }
};

template <class Kind>
const Kind* get_if(const Value& value) {
  return std::get_if<Kind>(&value.base());
}

/// Rational or ExactNumber: known exactly as a real number.
inline bool is_exact_real(const Value& value) {
  return get_if<exact::Rational>(value) || get_if<exact::ExactNumber>(value);
}

inline bool is_model(const Value& value) {
  return get_if<Model>(value) != nullptr;
}

inline bool is_symbolic(const Value& value) {
  return get_if<Symbolic>(value) != nullptr;
}

}  // namespace dropcert::verify
