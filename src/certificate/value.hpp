// A value as a certificate writes it.
#pragma once

#include <gmpxx.h>

#include <optional>
#include <string>

#include "language/tree.hpp"

namespace dropcert::certificate {

inline constexpr std::size_t certificate_decimals = 20;  // of the ends of an enclosure

/// "undefined"; or an exact number or polynomial, as a term without functions; or a real number between two
/// multiples of 10^-20 that are equal or next to one another.
struct CertifiedValue {
  bool undefined = false;
  std::optional<language::Node> exact;
  mpq_class floor;
  mpq_class ceiling;
};

/// The value that `text` writes: "undefined", "in [floor, ceiling]", or a term of numbers, square roots of
/// natural numbers, pi, p, the four operations and powers, as the language's printer writes it. Throws
/// std::runtime_error for any other text.
CertifiedValue read_value(const std::string& text);

}  // namespace dropcert::certificate
