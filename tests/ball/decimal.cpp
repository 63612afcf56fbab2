#include "ball/decimal.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "ball/mpfr.hpp"
#include "print.hpp"
#include "random.hpp"

namespace dropcert::ball {

using namespace exact;

static std::ostream& operator<<(std::ostream& out, const Enclosure& e) {
  return out << "[" << e.lower << ", " << e.upper << "]";
}

namespace {

using testing::Mpfr;
using testing::Random;

/// The value of a decimal as written, read digit by digit.
Rational read(const std::string& text) {
  Integer digits;
  long exponent = 0;
  bool after_point = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == 'e') {
      exponent += std::stol(text.substr(i + 1));
      break;
    }
    if (text[i] == '.') after_point = true;
    if (text[i] < '0' || text[i] > '9') continue;
    digits = 10 * digits + (text[i] - '0');
    if (after_point) --exponent;
  }
  const Rational value = digits * pow(Rational(10), exponent);
  return text.front() == '-' ? -value : value;
}

/// MPFR's correctly rounded decimal: its value.
Rational mpfr_decimal(const Rational& x, long digits) {
  Mpfr exact(x, MPFR_RNDN);
  REQUIRE(exact.rational() == x);
  mpfr_exp_t exponent = 0;
  const std::unique_ptr<char, void (*)(char*)> text(
      mpfr_get_str(nullptr, &exponent, 10, static_cast<std::size_t>(digits), exact.raw(), MPFR_RNDN),
      mpfr_free_str);
  return Rational(*Integer::parse(text.get())) * pow(Rational(10), exponent - digits);
}

std::string mpfr_fixed(const Rational& x, long decimals, const char* format) {
  Mpfr exact(x, MPFR_RNDN);
  REQUIRE(exact.rational() == x);
  char* text = nullptr;
  mpfr_asprintf(&text, format, static_cast<int>(decimals), exact.raw());
  std::string result = text;
  mpfr_free_str(text);
  if (read(result).is_zero() && result.front() == '-') result.erase(0, 1);  // MPFR keeps a negative zero
  return result;
}

std::size_t significant_digits(const std::string& text) {
  std::size_t count = 0;
  for (const char c : text.substr(0, text.find('e')))
    if ('0' <= c && c <= '9' && (count > 0 || c != '0')) ++count;
  return count;
}

TEST_CASE("notation") {
  CHECK(correctly_rounded(Rational(0), 5) == "0");
  CHECK(correctly_rounded(Rational(2), 5) == "2.0000");
  CHECK(correctly_rounded(Rational(-1, 8), 5) == "-0.12500");
  CHECK(correctly_rounded(Rational(2, 3), 1) == "0.7");
  CHECK(correctly_rounded(Rational(12345), 5) == "12345");
  CHECK(correctly_rounded(Rational(12345), 4) == "1.234e4");  // a tie: to even
  CHECK(correctly_rounded(Rational(12355), 4) == "1.236e4");
  CHECK(correctly_rounded(Rational(99995), 4) == "1.000e5");
  CHECK(correctly_rounded(Rational(99994), 4) == "9.999e4");
  CHECK(correctly_rounded(Rational(95), 1) == "1e2");
  CHECK(correctly_rounded(Rational(1, 10000000), 3) == "0.000000100");
  CHECK(correctly_rounded(Rational(1, 100000000), 3) == "1.00e-8");
  CHECK(correctly_rounded(Rational(-7) * pow(Rational(10), -400), 2) == "-7.0e-400");
  CHECK(directed(Rational(1, 3), 3) == Enclosure{"0.333", "0.334"});
  CHECK(directed(Rational(-1, 3), 3) == Enclosure{"-0.334", "-0.333"});
  CHECK(directed(Rational(-1, 1000), 2) == Enclosure{"-0.01", "0.00"});
  CHECK(directed(Rational(5, 2), 1) == Enclosure{"2.5", "2.5"});
  CHECK(directed(Rational(7, 2), 0) == Enclosure{"3", "4"});
}

TEST_CASE("rationals round as MPFR rounds") {
  Random random(141);
  for (int i = 0; i < 3000; ++i) {
    Rational x = random.dyadic(120, random.one_in(2) ? 20 : 300);
    if (random.one_in(4)) x = Rational{random.integer(30) * 5, 2 << random.below(4)};  // many ties
    const long digits = random.between(1, 40);
    CAPTURE(x);
    CAPTURE(digits);
    const std::string text = correctly_rounded(x, digits);
    CAPTURE(text);
    if (x.is_zero()) {
      CHECK(text == "0");
      continue;
    }
    CHECK(read(text) == mpfr_decimal(x, digits));
    CHECK(significant_digits(text) == static_cast<std::size_t>(digits));
    CHECK(correctly_rounded(Ball::from(x, Bits(300)), digits) == text);
  }
}

TEST_CASE("floor and ceiling at a number of decimals as MPFR has them") {
  Random random(142);
  for (int i = 0; i < 2000; ++i) {
    const Rational x = random.dyadic(100, 60);
    const long decimals = random.between(0, 30);
    CAPTURE(x);
    CAPTURE(decimals);
    const Enclosure expected = {mpfr_fixed(x, decimals, "%.*RDf"), mpfr_fixed(x, decimals, "%.*RUf")};
    CHECK(directed(x, decimals) == expected);
    CHECK(directed(Ball::from(x, Bits(300)), decimals) == expected);
  }
}

TEST_CASE("any rational: the decimal is within half a unit, the enclosure within one") {
  Random random(143);
  for (int i = 0; i < 1000; ++i) {
    const Rational x = random.rational(200);
    const long digits = random.between(1, 60);
    CAPTURE(x);
    if (!x.is_zero()) {
      const Rational y = read(correctly_rounded(x, digits));
      Rational unit = pow(Rational(10), 1 - digits);  // of the last digit, for 1 <= |x| < 10
      for (Rational size = abs(x); size >= 10; size /= 10) unit *= 10;
      for (Rational size = abs(x); size < 1; size *= 10) unit /= 10;
      CHECK(abs(x - y) <= unit / 2);
    }
    const Enclosure e = directed(x, digits);
    CHECK(read(e.lower) <= x);
    CHECK(x <= read(e.upper));
    const Rational gap = read(e.upper) - read(e.lower);
    CHECK((gap.is_zero() || gap == pow(Rational(10), -digits)));
  }
}

TEST_CASE("balls: one decimal for every number inside, or none") {
  Random random(144);
  int undecided = 0;
  for (int i = 0; i < 3000; ++i) {
    const Rational a = random.one_in(3) ? Rational(random.between(-30, 30), 8) : random.rational(40);
    const Rational b = a + Rational{random.below(3), pow(Integer(10), random.below(8))};
    const long digits = random.between(1, 8);
    const Ball x = Ball::hull(a, b, Bits(80));
    CAPTURE(x.str(12));
    CAPTURE(digits);
    const std::string low = correctly_rounded(x.lower(), digits);
    const std::string high = correctly_rounded(x.upper(), digits);
    CHECK(correctly_rounded(x, digits) == (low == high ? std::optional(low) : std::nullopt));
    if (low == high) CHECK(correctly_rounded((a + b) / 2, digits) == low);
    if (low != high) ++undecided;
    const Enclosure below = directed(x.lower(), digits);
    const Enclosure above = directed(x.upper(), digits);
    CHECK(directed(x, digits) == (below == above ? std::optional(below) : std::nullopt));
  }
  CHECK(undecided > 300);
}

TEST_CASE("long decimals of balls are those of their end points") {
  Random random(145);
  for (int i = 0; i < 300; ++i) {
    const unsigned long bits = 10 + random.below(1500);
    const long digits = random.between(1, 500);
    const Rational middle{
        Integer(random.between(-1000, 1000)) * pow(Integer(random.between(2, 1000)), random.below(200)) + 1,
        pow(Integer(2), bits)};
    const Rational radius{1, pow(Integer(10), random.below(700))};
    const Ball x = Ball::hull(middle, middle + radius, Bits(2500));
    CAPTURE(digits);
    const std::string low = correctly_rounded(x.lower(), digits);
    const std::string high = correctly_rounded(x.upper(), digits);
    CHECK(correctly_rounded(x, digits) == (low == high ? std::optional(low) : std::nullopt));
  }
}

TEST_CASE("doubling the precision ends with one decimal, and more digits agree with fewer") {
  for (const long digits : {1L, 10L, 100L, 1000L}) {
    std::optional<std::string> text;
    for (Bits precision(16); !text; precision = precision.doubled())
      text = correctly_rounded(sqrt(Ball(2), precision), digits);
    const Rational y = read(*text);
    const Rational half = pow(Rational(10), 1 - digits) / 2;
    CHECK((y - half) * (y - half) < 2);
    CHECK((y + half) * (y + half) > 2);
  }
}

TEST_CASE("zero, undefined numbers and absurd requests") {
  CHECK(correctly_rounded(Ball(0), 3) == "0");
  CHECK(correctly_rounded(Ball::hull(Rational(-1, 100), Rational(1, 100), Bits(30)), 3) == std::nullopt);
  CHECK(correctly_rounded(inv(Ball(0), Bits(30)), 3) == std::nullopt);
  CHECK(directed(inv(Ball(0), Bits(30)), 3) == std::nullopt);
  CHECK_THROWS_AS(correctly_rounded(Rational(1), 0), std::invalid_argument);
  CHECK_THROWS_AS(correctly_rounded(Ball(1), max_decimal_digits + 1), std::invalid_argument);
  CHECK_THROWS_AS(directed(Rational(1), -1), std::invalid_argument);
  CHECK_THROWS_AS(correctly_rounded(scale(Ball(1), 1L << 40), 3), std::length_error);
}

TEST_CASE("balls far from 1 round as the numbers in them do") {
  for (const long exponent : {-30'000L, -5000L, 5000L, 30'000L})
    for (const long digits : {1L, 2L, 15L, 40L}) {
      const Ball x = scale(exp(Ball::from(Rational(-7, 3), Bits(300)), Bits(300)), exponent);
      CAPTURE(exponent);
      CAPTURE(digits);
      CHECK(correctly_rounded(x, digits) == correctly_rounded(x.lower(), digits));
      CHECK(correctly_rounded(neg(x), digits) == correctly_rounded(-x.lower(), digits));
    }
  const Rational small = pow(Rational(2), -9000);
  CHECK(correctly_rounded(Ball::hull(Rational(5) * small, Rational(7) * small, Bits(64)), 1) == std::nullopt);
  // Half-way between two decimals: 2.5 * 10^5000 rounds to the even digit.
  CHECK(correctly_rounded(Ball(Integer(25) * pow(Integer(10), 4999)), 1) == "2e5000");
  CHECK(correctly_rounded(exp(Ball(-92775807), Bits(200)), 5) == "9.2423e-40292022");
}

TEST_CASE("large exponents") {
  CHECK(correctly_rounded(Rational(pow(Integer(10), 100000)), 3) == "1.00e100000");
  CHECK(correctly_rounded(Rational(1, pow(Integer(10), 100000)), 3) == "1.00e-100000");
  CHECK(correctly_rounded(Rational(pow(Integer(10), 100000) - 1), 3) == "1.00e100000");
  // log10(e) * 10^6 = 434294.48190325..., 10^0.48190325... = 3.0332...
  CHECK(correctly_rounded(exp(Ball(1000000), Bits(100)), 5) == "3.0332e434294");
}

}  // namespace
}  // namespace dropcert::ball
