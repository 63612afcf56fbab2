#include "data/number.hpp"

#include <doctest/doctest.h>

#include <chrono>

#include "print.hpp"
#include "random.hpp"

using namespace dropcert;
using namespace dropcert::exact;

namespace {

std::string refusal(std::string_view text) {
  try {
    return "accepted as " + data::parse_number(text).str();
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
}

bool mentions(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("exact values") {
  CHECK(data::parse_number("0.3") == Rational(3, 10));
  CHECK(data::parse_number("-12") == Rational(-12));
  CHECK(data::parse_number("+.5") == Rational(1, 2));
  CHECK(data::parse_number("5.") == Rational(5));
  CHECK(data::parse_number("1.25e-7") == Rational(Integer(1), Integer(8'000'000)));
  CHECK(data::parse_number("3E+08") == Rational(300'000'000));
  CHECK(data::parse_number(" \t-2/6 ") == Rational(-1, 3));
  CHECK(data::parse_number("0.1000000000000000055511151231257827021181583404541015625") ==
        Rational(Integer(3602879701896397), Integer(36028797018963968)));
  CHECK(data::parse_number("-0") == Rational(0));
  CHECK(data::parse_number("0e5000").is_zero());
  CHECK(data::parse_number("1e0000000000000003") == Rational(1000));
  CHECK(data::parse_number("1e-5000") == pow(Rational(10), -5000));
}

TEST_CASE("what is refused") {
  for (const char* text : {"", " ", "\t"}) CHECK(mentions(refusal(text), "missing"));
  for (const char* text : {"nan", "NaN", "-inf", "+Infinity", "NA", "null"})
    CHECK(mentions(refusal(text), "is no finite number"));
  for (const char* text : {"x",
                           "1x",
                           "1.2.3",
                           "1e",
                           "1e+",
                           "e5",
                           ".",
                           "-",
                           "--1",
                           "+-1",
                           "1 2",
                           "0x10",
                           "1_000",
                           "1/",
                           "/2",
                           "1/2/3",
                           "1.5/2",
                           "1/-2",
                           "1e5/3",
                           "1e2.5",
                           "\xe2\x88\x92"
                           "1"})
    CHECK_MESSAGE(mentions(refusal(text), "is no number"), text);
  CHECK(mentions(refusal("1/0"), "divides by 0"));
  CHECK(mentions(refusal(std::string(6000, '7')), "6000 characters"));
  CHECK(mentions(refusal("1\n2"), "'1\\x0a2'"));
}

TEST_CASE("large exponents are refused at once") {
  const auto start = std::chrono::steady_clock::now();
  for (const char* text : {"1e999999999", "1e-999999999", "0e99999999999999999999999", "1E+5001"})
    CHECK(mentions(refusal(text), "exponent beyond"));
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::milliseconds(100));
}

TEST_CASE("printed decimals are read back") {
  testing::Random random(4);
  for (int trial = 0; trial < 2000; ++trial) {
    const Integer mantissa = random.integer(200);
    const long exponent = random.between(-300, 300);
    const Rational value = mantissa * pow(Rational(10), exponent);
    CHECK(data::parse_number(mantissa.str() + "e" + std::to_string(exponent)) == value);
    const Rational quotient = random.rational(100);
    CHECK(data::parse_number(quotient.str()) == quotient);
    std::string digits = abs(mantissa).str();
    const std::size_t decimals = random.below(digits.size() + 1);
    digits.insert(digits.size() - decimals, ".");
    CHECK(data::parse_number(digits) == abs(mantissa) * pow(Rational(10), -static_cast<long>(decimals)));
  }
}
