// The strings of prints: what is read of them, and what is refused.
#include <doctest/doctest.h>

#include <random>
#include <string>

#include "language/check.hpp"
#include "language/fault.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"
#include "language/printed.hpp"

using namespace dropcert;
using namespace dropcert::language;
using test::fault;

namespace {

using As = Printed::Kind;

void check_decimal(const char* text, As kind, long digits, long exponent, bool is_negative = false,
                   long uncertainty = 0) {
  CAPTURE(std::string(text));
  REQUIRE(fault_of_printed(text) == "");
  const Printed printed = parse_printed(text);
  CHECK((printed.kind == kind));
  CHECK(printed.digits == digits);
  CHECK(printed.exponent == exponent);
  CHECK(printed.is_negative == is_negative);
  CHECK(printed.uncertainty == uncertainty);
}

void check_exact(const char* text, const mpq_class& factor, bool is_multiple_of_pi) {
  CAPTURE(std::string(text));
  REQUIRE(fault_of_printed(text) == "");
  const Printed printed = parse_printed(text);
  CHECK((printed.kind == As::exact));
  CHECK(printed.factor == factor);
  CHECK(printed.is_multiple_of_pi == is_multiple_of_pi);
}

}  // namespace

TEST_CASE("decimals") {
  check_decimal("0", As::rounded, 0, 0);
  check_decimal("1.230", As::rounded, 1230, -3);
  check_decimal("-0.05", As::rounded, 5, -2, true);
  check_decimal(
      "\xe2\x88\x92"
      "2",
      As::rounded, 2, 0, true);
  check_decimal("- 2", As::rounded, 2, 0, true);
  check_decimal("+2", As::rounded, 2, 0);
  check_decimal(".5", As::rounded, 5, -1);
  check_decimal("0012", As::rounded, 12, 0);
  check_decimal("12,345,678.90", As::rounded, 1234567890, -2);
  check_decimal("1.23e-5", As::rounded, 123, -7);
  check_decimal("1.23E+5", As::rounded, 123, 3);
  check_decimal("1.23 \xc3\x97 10^{-5}", As::rounded, 123, -7);
  check_decimal(
      "1.23 \xc3\x97 10^{\xe2\x88\x92"
      "5}",
      As::rounded, 123, -7);
  check_decimal("1.23*10^-5", As::rounded, 123, -7);
  check_decimal("1.23 \\times 10^{5}", As::rounded, 123, 3);
  check_decimal("1.23 \\cdot 10^5", As::rounded, 123, 3);
  check_decimal("1e10000", As::rounded, 1, 10000);
  check_decimal("1.5D-3", As::rounded, 15, -4);
  check_decimal("1.5d0", As::rounded, 15, -1);
  check_decimal("4.85 x 10^8", As::rounded, 485, 6);
}

TEST_CASE("digits in groups") {
  check_decimal("12 345", As::rounded, 12345, 0);
  check_decimal("1 234 567.89", As::rounded, 123456789, -2);
  check_decimal("1\\,234\\,567", As::rounded, 1234567, 0);
  check_decimal(
      "1\xe2\x80\x89"
      "234",
      As::rounded, 1234, 0);
  check_decimal(
      "1\xe2\x80\xaf"
      "234",
      As::rounded, 1234, 0);
  check_decimal(
      "1\xc2\xa0"
      "234",
      As::rounded, 1234, 0);
  check_decimal("0.142 857 1", As::rounded, 1428571, -7);
  check_decimal("2.71828 18284", As::rounded, 27182818284, -10);
  check_decimal("0.1234567890 12", As::rounded, 123456789012, -12);
  check_decimal("1 234.567 8(9)e-5", As::uncertain, 12345678, -9, false, 9);
  check_decimal("0.123 456 ...", As::truncated, 123456, -6);
  check_exact("1 000/7", mpq_class(1000, 7), false);
}

TEST_CASE("uncertain, cut off, below") {
  check_decimal("1.23(4)", As::uncertain, 123, -2, false, 4);
  check_decimal("-1.2346(12)e-3", As::uncertain, 12346, -7, true, 12);
  check_decimal("7(0) \xc3\x97 10^2", As::uncertain, 7, 2);
  check_decimal("1.234...", As::truncated, 1234, -3);
  check_decimal("3...", As::truncated, 3, 0);
  check_decimal("1.234\xe2\x80\xa6 e-5", As::truncated, 1234, -8);
  check_decimal("-0.0\\ldots", As::truncated, 0, -1, true);
  check_decimal("< 1e-16", As::below, 1, -16);
  check_decimal("<0.05", As::below, 5, -2);
  check_decimal("< 10^{-16}", As::below, 1, -16);
}

TEST_CASE("exact values") {
  check_exact("1/3", mpq_class(1, 3), false);
  check_exact("-4 / 6", mpq_class(-2, 3), false);
  check_exact("pi", 1, true);
  check_exact("-pi/4", mpq_class(-1, 4), true);
  check_exact("3*pi/4", mpq_class(3, 4), true);
  check_exact("3\xcf\x80/4", mpq_class(3, 4), true);
  check_exact("2/3*pi", mpq_class(2, 3), true);
  check_exact("5 \\pi", 5, true);
  check_exact("1,000/7", mpq_class(1000, 7), false);
}

TEST_CASE("what is no printed number") {
  for (const char* text : {"",
                           " ",
                           "-",
                           "abc",
                           "1.",
                           "1..2",
                           "1.2.3",
                           "1.2 3",
                           "1,2",
                           "1 2",
                           "12 34",
                           "1 2345",
                           "0 123",
                           "1234 567",
                           "1 234,567",
                           "1,234 567",
                           "1  234",
                           "1.23 45",
                           "1.234 5678",
                           "1.234 5 678",
                           "1.234 56 7",
                           "12,34",
                           "1,2345",
                           "1,234,56",
                           "0,123",
                           "1234,567",
                           ",5",
                           "1.234,567",
                           "1e",
                           "1e-",
                           "1e1.5",
                           "1 * 2",
                           "1 \xc3\x97 10",
                           "1*10^{5",
                           "1*10^",
                           "1e10001",
                           "1e-99999999",
                           "1.2(",
                           "1.2()",
                           "1.2(3",
                           "1.2(3)(4)",
                           "1.2(0.3)",
                           "1.2...(3)",
                           "1.2(3)...",
                           "< -1",
                           "< 1...",
                           "< 1(1)",
                           "< 1/3",
                           "<",
                           "1/0",
                           "1/",
                           "/3",
                           "1/-3",
                           "1.5/3",
                           "1.5*pi",
                           "pi*2",
                           "pi/0",
                           "pi/4/2",
                           "2/3*pi/5",
                           "1/3e5",
                           "inf",
                           "nan",
                           "0x10",
                           "--1",
                           "+-1",
                           "1 e5 e5",
                           "e5",
                           "10^5",
                           "\xe2\x80\x93"
                           "1"}) {
    CAPTURE(std::string(text));
    CHECK(fault_of_printed(text).find("is no printed number: ") != std::string::npos);
  }
  CHECK(fault_of_printed(std::string(10'001, '1')).find("more than 10000 digits") != std::string::npos);
}

// Whatever the string, it is read or refused; what is read is written in a way that is read the same.
TEST_CASE("random strings of parts of printed numbers") {
  static const char* const parts[] = {"0",
                                      "1",
                                      "23",
                                      "456",
                                      ",",
                                      ".",
                                      "...",
                                      "(",
                                      ")",
                                      "e",
                                      "E",
                                      "-",
                                      "+",
                                      "/",
                                      "pi",
                                      "*",
                                      "10",
                                      "^",
                                      "{",
                                      "}",
                                      "<",
                                      " ",
                                      "\\pi",
                                      "\\times",
                                      "\xe2\x88\x92",
                                      "\xc3\x97",
                                      "\xe2\x80\xa6",
                                      "\xcf\x80",
                                      "\xff",
                                      "x"};
  std::mt19937 random(77);
  int count = 0;
  for (int i = 0; i < 300'000; ++i) {
    std::string text;
    for (std::size_t n = 1 + random() % 9; n > 0; --n) text += parts[random() % (random() % 3 == 0 ? 8 : 30)];
    if (!fault_of_printed(text).empty()) continue;
    ++count;
    const Printed printed = parse_printed(text);
    CAPTURE(text);
    const Printed again = parse_printed(to_text(printed));
    REQUIRE((again.kind == printed.kind));
    REQUIRE(again.digits == printed.digits);
    REQUIRE(again.exponent == printed.exponent);
    REQUIRE(again.uncertainty == printed.uncertainty);
    REQUIRE(again.factor == printed.factor);
    REQUIRE(again.is_multiple_of_pi == printed.is_multiple_of_pi);
    const bool has_sign = printed.kind != As::exact && printed.kind != As::below;
    REQUIRE((!has_sign || again.is_negative == printed.is_negative));
  }
  CHECK(count > 10'000);
}

TEST_CASE("where strings stand") {
  CHECK(fault("prints(1, \"1,5\")") ==
        "t:1:11: the string \"1,5\" is no printed number: a comma stands before 1 digit; expected groups of "
        "three");
  CHECK(fault("for (n, s) in {(1, \"1\"), (2, \"2.00\")}: prints(n, s)") == "");
  CHECK(fault("for s in {\"1\", \"2x\"}: prints(1, s)").rfind("t:1:16: the string", 0) == 0);
  CHECK(fault("prints(1, 1)") == "t:1:11: a number stands here; expected a string");
  CHECK(fault("prints(\"1\", \"1\")") == "t:1:8: a string stands here; expected a number");
  CHECK(fault("for s in {\"1\"}: s = 1") == "t:1:17: a string stands here; expected a number");
  for (const char* text :
       {"\"1\"", "[\"1\"] = 1", "\"1\" + 1 = 2", "sum(x in [1], \"1\") = 1", "1..\"1\" = 1",
        "prints(1, if(1 = 1, \"1\", \"1\"))", "some s in {\"1\"} by \"1\": prints(1, s)",
        "some x in [0, 1] by \"1\": x = 1", "for s in [\"1\", \"2\"]: prints(1, s)",
        "for s in {\"1\", 1}: 1 = 1", "prints(1)", "prints(1, \"1\", \"1\")"}) {
    CAPTURE(std::string(text));
    CHECK(fault(text) != "");
  }
  CHECK(to_text(parse_expression("prints( x,\"1.2 \xc3\x97 10^{-3}\" )", "t")) ==
        "prints(x, \"1.2 \xc3\x97 10^{-3}\")");
  CHECK(to_latex(parse_expression("prints(x, \"-1.2_3\")", "t")) == "x\\text{ is }\\text{``$-$1.2\\_3''}");
}
