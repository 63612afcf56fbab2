#include "ball/decimal.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <stdexcept>
#include <utility>

namespace dropcert::ball {

using namespace exact;

namespace {

constexpr long least_plain_exponent = -7;

void require_digits(long digits, long least) {
  if (digits < least || digits > max_decimal_digits)
    throw std::invalid_argument("a number of decimal digits is not in " + std::to_string(least) +
                                "..1000000");
}

Rational power_of_ten(long exponent) {
  return pow(Rational(10), exponent);
}

constexpr double log10_of_2 = 0.301029995663981195;

/// log2 n, n > 0, or nearly.
double log2_hint(const Integer& n) {
  slong exponent = 0;
  const double mantissa = fmpz_get_d_2exp(&exponent, n.raw());
  return std::log2(mantissa) + static_cast<double>(exponent);
}

/// floor(log10 x), x > 0, or nearly; whoever asks corrects it.
long decimal_exponent_hint(const Rational& x) {
  return static_cast<long>(std::floor((log2_hint(x.numerator()) - log2_hint(x.denominator())) * log10_of_2));
}

/// sign * significand * 10^(exponent - digits + 1), the significand having exactly `digits` digits.
struct Decimal {
  int sign = 0;
  Integer significand;
  long exponent = 0;
  friend bool operator==(const Decimal&, const Decimal&) = default;
};

/// x 10^power = quotient + remainder/divisor, x > 0, all three integers.
struct Scaled {
  Integer quotient, remainder, divisor;

  Scaled(const Rational& x, long power) : divisor(x.denominator()) {
    Integer dividend = x.numerator();
    const Integer factor = pow(Integer(10), static_cast<unsigned long>(std::abs(power)));
    (power >= 0 ? dividend : divisor) *= factor;
    fmpz_fdiv_qr(quotient.raw(), remainder.raw(), dividend.raw(), divisor.raw());
  }

  /// To the nearest integer, of two to the even one.
  Integer nearest() const {
    const Integer twice = remainder + remainder;
    const bool up = twice == divisor ? fmpz_is_odd(quotient.raw()) != 0 : twice > divisor;
    return up ? quotient + 1 : quotient;
  }
};

/// The same for n/2^bits.
struct ScaledDyadic {
  Integer quotient;
  bool above_half = false, half = false;  // how the remainder compares with one half

  ScaledDyadic(const Integer& n, unsigned long bits) {
    fmpz_fdiv_q_2exp(quotient.raw(), n.raw(), bits);
    if (n.is_zero() || fmpz_tstbit(n.raw(), bits - 1) == 0) return;
    half = fmpz_val2(n.raw()) == bits - 1;
    above_half = !half;
  }

  Integer nearest() const {
    const bool up = above_half || (half && fmpz_is_odd(quotient.raw()) != 0);
    return up ? quotient + 1 : quotient;
  }
};

/// `limit` is 10^digits. The exponent is right when the integer part has just that many digits.
Decimal rounded(const Rational& x, long digits, const Integer& limit) {
  if (x.is_zero()) return {};
  const Rational size = abs(x);
  long exponent = decimal_exponent_hint(size);
  for (;;) {
    const Scaled scaled(size, digits - 1 - exponent);
    if (scaled.quotient >= limit) {
      ++exponent;
    } else if (scaled.quotient * 10 < limit) {
      --exponent;
    } else {
      Integer significand = scaled.nearest();
      if (significand < limit) return {x.sign(), std::move(significand), exponent};
      return {x.sign(), divide_exact(limit, 10), exponent + 1};  // 9.99... went up to 10
    }
  }
}

bool has_huge_exponent(const Ball& x) {
  const auto huge = [](const fmpz* exponent) {
    return fmpz_cmp_si(exponent, max_exact_exponent) > 0 || fmpz_cmp_si(exponent, -max_exact_exponent) < 0;
  };
  return huge(ARF_EXPREF(arb_midref(x.raw()))) || huge(MAG_EXPREF(arb_radref(x.raw())));
}

/// The same for both end points of a ball, where both are m 2^-bits of one sign and the exponent of the lower
/// one leaves a power of ten to multiply by: the usual case, at the cost of one product. None in other cases.
std::optional<std::pair<Decimal, Decimal>> rounded_ends(const Ball& x, long digits, const Integer& limit) {
  if (has_huge_exponent(x)) return std::nullopt;
  Integer lower, upper, scale;  // the ends are these times 2^scale
  arb_get_interval_fmpz_2exp(lower.raw(), upper.raw(), scale.raw(), x.raw());
  const int sign = lower.sign();
  if (sign == 0 || sign != upper.sign() || scale.sign() >= 0) return std::nullopt;
  if (sign < 0) lower = -std::exchange(upper, -lower);
  const long bits = -scale.to_long().value();
  const double log2 = log2_hint(lower) - static_cast<double>(bits);
  const auto exponent = static_cast<long>(std::floor(log2 * log10_of_2));
  const long power = digits - 1 - exponent;
  if (power < 0) return std::nullopt;
  const Integer factor = pow(Integer(10), static_cast<unsigned long>(power));
  const Integer low = lower * factor;
  const Integer high = low + (upper - lower) * factor;
  const auto decimal = [&](const Integer& end) -> std::optional<Decimal> {
    const ScaledDyadic scaled(end, static_cast<unsigned long>(bits));
    if (scaled.quotient >= limit || scaled.quotient * 10 < limit) return std::nullopt;  // exponent not right
    Integer significand = scaled.nearest();
    if (significand == limit) return std::nullopt;  // 9.99... went up to 10
    return Decimal{sign, std::move(significand), exponent};
  };
  const std::optional<Decimal> first = decimal(low);
  const std::optional<Decimal> second = first ? decimal(high) : std::nullopt;
  if (!second) return std::nullopt;
  return std::pair{*first, *second};
}

/// Whether a power of ten that brings x near 1 is much longer than the digits asked for.
bool is_far_from_one(const Ball& x, long digits) {
  if (has_huge_exponent(x) || x.sign() == 0 || x.sign() == std::nullopt) return false;
  const long exponent = fmpz_get_si(ARF_EXPREF(arb_midref(x.raw())));
  return std::abs(exponent) > 4096 + 16 * digits;
}

/// The ends of a ball far from 1, moved near it by a ball for the power of ten, whose width moves the ends
/// outwards. None where that does not tell.
std::optional<std::pair<Decimal, Decimal>> rounded_ends_far_from_one(const Ball& x, long digits,
                                                                     const Integer& limit) {
  const long accuracy = x.is_exact() ? 0 : std::min<long>(arb_rel_accuracy_bits(x.raw()), Bits::most);
  const Bits bits(std::min(std::max(digits * 10 / 3, accuracy) + 128, Bits::most));
  const auto log2 = static_cast<double>(fmpz_get_si(ARF_EXPREF(arb_midref(x.raw()))));
  const long shift = digits - 3 - static_cast<long>(std::floor(log2 * log10_of_2));
  auto ends = rounded_ends(mul(x, pow(Ball(10), shift, bits), bits), digits, limit);
  if (ends)
    for (Decimal* end : {&ends->first, &ends->second}) end->exponent -= shift;
  return ends;
}

Integer limit_of(long digits) {
  return pow(Integer(10), static_cast<unsigned long>(digits));
}

/// The digits with a point before the last `decimals` of them, padded with zeros on the left.
std::string with_point(std::string digits, std::size_t decimals) {
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - decimals, 1, '.');
  return digits;
}

std::string written(const Decimal& x) {
  if (x.sign == 0) return "0";
  std::string digits = x.significand.str();
  const auto count = static_cast<long>(digits.size());
  const std::string sign = x.sign < 0 ? "-" : "";
  if (least_plain_exponent <= x.exponent && x.exponent < count)
    return sign + with_point(digits, static_cast<std::size_t>(count - 1 - x.exponent));
  return sign + with_point(digits, static_cast<std::size_t>(count - 1)) + "e" + std::to_string(x.exponent);
}

std::string fixed_point(const Integer& multiple, long decimals) {
  const std::string digits = with_point(abs(multiple).str(), static_cast<std::size_t>(decimals));
  return multiple.sign() < 0 ? "-" + digits : digits;
}

}  // namespace

std::string correctly_rounded(const Rational& x, long digits) {
  require_digits(digits, 1);
  return written(rounded(x, digits, limit_of(digits)));
}

std::optional<std::string> correctly_rounded(const Ball& x, long digits) {
  require_digits(digits, 1);
  if (!x.is_finite()) return std::nullopt;
  // Rounding is monotone: if both end points round to one decimal, so does all that lies between.
  const Integer limit = limit_of(digits);
  if (is_far_from_one(x, digits)) {
    const auto both = rounded_ends_far_from_one(x, digits, limit);
    if (both && both->first == both->second) return written(both->first);
    if (!x.is_exact()) return std::nullopt;  // an exact ball may be half-way between two decimals
  }
  if (const auto both = rounded_ends(x, digits, limit))
    return both->first == both->second ? std::optional(written(both->first)) : std::nullopt;
  const Decimal low = rounded(x.lower(), digits, limit);
  if (!x.is_exact() && low != rounded(x.upper(), digits, limit)) return std::nullopt;
  return written(low);
}

Enclosure directed(const Rational& x, long decimals) {
  require_digits(decimals, 0);
  const Rational scaled = x * power_of_ten(decimals);
  return {fixed_point(floor(scaled), decimals), fixed_point(ceil(scaled), decimals)};
}

std::optional<Enclosure> directed(const Ball& x, long decimals) {
  require_digits(decimals, 0);
  if (!x.is_finite()) return std::nullopt;
  Enclosure low = directed(x.lower(), decimals);  // floor and ceiling are monotone
  if (!x.is_exact() && low != directed(x.upper(), decimals)) return std::nullopt;
  return low;
}

}  // namespace dropcert::ball
