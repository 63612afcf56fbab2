// Powers by repeated squaring, and bounds of their size.
#pragma once

#include <climits>
#include <functional>
#include <utility>

namespace dropcert::exact {

/// base^exponent for an exponent >= 0, with `one` for the exponent 0; some 2 log2(exponent) products, by
/// `multiply`. Throws what that throws.
template <typename T, typename Multiply = std::multiplies<>>
T power_by_squaring(T base, long exponent, T one, Multiply multiply = {}) {
  T result = std::move(one);
  for (long n = exponent; n != 0; n >>= 1) {
    if (n & 1) result = multiply(result, base);
    if (n > 1) base = multiply(base, base);
  }
  return result;
}

/// a b, or the greatest number there is if that is too large: how large a power may become.
inline unsigned long saturating_product(unsigned long a, unsigned long b) {
  return b != 0 && a > ULONG_MAX / b ? ULONG_MAX : a * b;
}

}  // namespace dropcert::exact
