// The value of a term as a certificate shows it.
#pragma once

#include <optional>
#include <string>

#include "check/arithmetic.hpp"

namespace dropcert::check {

/// An exact number or polynomial ("-3/4", "2*pi", "p - p^2"), "in [floor, ceiling]" with 20 decimals, or
/// "undefined". Throws std::runtime_error for any other text.
class Side {
 public:
  explicit Side(const std::string& text);

  bool is_undefined() const { return undefined_; }
  /// Throws std::runtime_error if it is not an exact value.
  Value exact() const;
  /// Whether the value is this, or lies in this; nullopt if the precision does not tell.
  Truth holds(const Value& value, Bits bits) const;

 private:
  bool undefined_ = false;
  std::optional<Value> exact_;
  mpq_class floor_;
  mpq_class ceiling_;
};

}  // namespace dropcert::check
