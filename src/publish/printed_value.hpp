// What is printed, read with more freedom than the language has, and values of which an interval is known.
#pragma once

#include <optional>
#include <string>

#include "exact/rational.hpp"
#include "language/printed.hpp"
#include "language/tree.hpp"
#include "verify/outcomes.hpp"
#include "verify/value.hpp"

namespace dropcert::publish {

/// Reads the language's grammar, and beside it: a point that ends a number (1., 1.e5), up to a million
/// digits, any exponent (beyond 10^17 that of the same sign); a number in $...$, \num{...} or a font, with
/// marks of footnotes or a percent sign behind it. Throws std::invalid_argument with a sentence.
language::Printed read_printed(const std::string& text);

/// 10^exponent.
exact::Rational ten_to(long exponent);

/// A real number lies between these; it is known exactly if they are equal.
struct Interval {
  exact::Rational low, high;

  bool is_exact() const { return low == high; }
  exact::Rational middle() const { return (low + high) / exact::Rational(2); }
};

/// Whether the text of a value is an integer or a quotient, which is exact.
bool shows_rational(const std::string& certified);

/// Of a text: exact, or correctly rounded if it has a point or an exponent, or `is_rounded`. Throws
/// std::invalid_argument for what is no number.
Interval interval_of(const std::string& certified, bool is_rounded = false);

/// What x RELATION BOUND comes out as for the numbers x of the interval.
verify::Outcomes compared(const Interval& x, language::Relation relation, const verify::Value& bound);

/// Whether what is printed is right for all numbers of the interval, or for none; nullopt for some.
std::optional<bool> is_printed_of(const Interval& x, const language::Printed& printed);

/// The exponent of the leading digit of a certified text other than 0, with an error of at most one; nullopt
/// for what is no number, or 0.
std::optional<long> leading_exponent(const std::string& certified);

/// The digits of |x| from its leading one to the place 10^place, rounded or cut off; "" for none.
std::string digits_to(const exact::Rational& x, long place, bool is_cut_off = false);

}  // namespace dropcert::publish
