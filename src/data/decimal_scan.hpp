// A decimal number at the front of a text, scanned fast.
#pragma once

#include <cstdint>

namespace dropcert::data {

/// (-1)^negative * mantissa * 10^exponent, within 10^-18 relatively where digits beyond the nineteenth were
/// cut off, exactly otherwise.
struct ScannedDecimal {
  std::uint64_t mantissa = 0;
  int exponent = 0;
  bool negative = false;
};

namespace scan_detail {

inline unsigned digit(char c) {
  return static_cast<unsigned>(static_cast<unsigned char>(c)) - '0';
}

/// Digits with a point whose leading zeros and digits beyond the nineteenth significant one do not count.
inline const char* scan_long(const char* p, ScannedDecimal& number) {
  constexpr int most_digits = 19;
  int significant = 0;
  int cut = 0;       // digits before the point that were cut off
  int decimals = 0;  // digits after the point that were not
  bool any = false;
  bool point = false;
  std::uint64_t value = 0;
  for (;; ++p) {
    const unsigned d = digit(*p);
    if (d < 10) {
      any = true;
      if (significant < most_digits) {
        value = 10 * value + d;
        significant += value != 0;
        decimals += point;
      } else {
        cut += !point;
      }
      if (cut > 1000 || decimals > 1000) return nullptr;
    } else if (*p == '.' && !point) {
      point = true;
    } else {
      break;
    }
  }
  number.mantissa = value;
  number.exponent = cut - decimals;
  return any ? p : nullptr;
}

inline const char* scan_exponent(const char* p, ScannedDecimal& number) {
  const bool minus = *p == '-';
  p += minus || *p == '+';
  int value = 0;
  const char* first = p;
  for (unsigned d; (d = digit(*p)) < 10; ++p) {
    if (p - first == 4) return nullptr;
    value = 10 * value + static_cast<int>(d);
  }
  if (p == first) return nullptr;
  number.exponent += minus ? -value : value;
  return p;
}

}  // namespace scan_detail

/// Scans a decimal number such as "-12.5e3" from p on, without a sign "+" and without blanks; the text must
/// end with a byte that belongs to no number (std::string ends with NUL). Where the number ends; nullptr if
/// there is none, or one for parse_number to judge. A digit costs about a nanosecond.
inline const char* scan_decimal(const char* p, ScannedDecimal& number) {
  using scan_detail::digit;
  constexpr int most_characters = 19;  // so many digits fit into 64 bits
  number.negative = *p == '-';
  p += number.negative;
  const char* start = p;
  std::uint64_t value = 0;
  unsigned d = 0;
  for (; (d = digit(*p)) < 10; ++p) value = 10 * value + d;
  const auto whole = p - start;
  std::ptrdiff_t decimals = 0;
  if (*p == '.') {
    const char* point = p++;
    for (; (d = digit(*p)) < 10; ++p) value = 10 * value + d;
    decimals = p - point - 1;
  }
  if (whole + decimals > most_characters) {
    if ((p = scan_detail::scan_long(start, number)) == nullptr) return nullptr;
  } else {
    if (whole + decimals == 0) return nullptr;
    number.mantissa = value;
    number.exponent = -static_cast<int>(decimals);
  }
  if (*p == 'e' || *p == 'E') return scan_detail::scan_exponent(p + 1, number);
  return p;
}

}  // namespace dropcert::data
