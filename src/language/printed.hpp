// What a number printed in decimals says: the strings of prints(x, "1.234").
#pragma once

#include <gmpxx.h>

#include <stdexcept>
#include <string>
#include <string_view>

namespace dropcert::language {

/// A string that prints reads. Its decimal value is digits * 10^exponent, with the sign; 10^exponent is a
/// unit of its last digit. What it says of a number is in proofs/README.md, section 3; each program computes
/// the bounds itself.
struct Printed {
  enum class Kind {
    rounded,    // 1.23
    uncertain,  // 1.23(4)
    truncated,  // 1.23...
    below,      // < 1.23
    exact,      // 1/3, 3*pi/4: factor, times pi
  };
  Kind kind = Kind::rounded;
  bool is_negative = false;  // has a minus sign, be it of -0
  mpz_class digits;          // >= 0
  long exponent = 0;
  mpz_class uncertainty;  // in units of the last digit
  mpq_class factor;       // with its sign
  bool is_multiple_of_pi = false;
};

/// A string that is no printed number: a clause of a sentence that says what was found and what was expected.
class NotPrinted : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Reads [sign] digits [. digits], with commas or spaces between groups of three digits of the integer part,
/// and spaces between equal groups behind the point, then "..." or a number in parentheses, then an exponent:
/// e-5, d-5, * 10^-5, \times 10^{-5}; or < and such a number; or an exact value p/q, a*pi/b. Throws
/// NotPrinted.
Printed parse_printed(std::string_view text);

/// A string that is read so.
std::string to_text(const Printed& printed);

/// The sentence for a string that is none: "..." is no printed number, and why; empty if it is one.
std::string fault_of_printed(const std::string& text);

}  // namespace dropcert::language
