#pragma once

/// Lets doctest show exact numbers in the message of a failed assertion.

#include <optional>
#include <ostream>
#include <vector>

#include "exact/polynomial.hpp"

namespace dropcert::exact {

inline std::ostream& operator<<(std::ostream& out, const Integer& n) {
  return out << n.str();
}
inline std::ostream& operator<<(std::ostream& out, const Rational& q) {
  return out << q.str();
}
inline std::ostream& operator<<(std::ostream& out, const Polynomial& p) {
  return out << p.str("x");
}

}  // namespace dropcert::exact
