#include "exact/integer.hpp"

#include <doctest/doctest.h>
#include <gmpxx.h>

#include <climits>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "print.hpp"
#include "random.hpp"

namespace dropcert::exact {
namespace {

using testing::Random;

static_assert(!std::is_constructible_v<Integer, double> && !std::is_constructible_v<Integer, float>);
static_assert(std::is_nothrow_move_constructible_v<Integer> && std::is_nothrow_move_assignable_v<Integer>);
static_assert(std::is_convertible_v<int, Integer> && !std::is_convertible_v<mpz_srcptr, Integer>);

mpz_class gmp(const Integer& n) {
  return mpz_class(n.str());
}
Integer own(const mpz_class& n) {
  return Integer(n.get_mpz_t());
}

TEST_CASE("machine integers become Integers unchanged") {
  CHECK(Integer().str() == "0");
  CHECK(Integer(LONG_MIN).str() == "-9223372036854775808");
  CHECK(Integer(LONG_MAX).str() == "9223372036854775807");
  CHECK(Integer(ULONG_MAX).str() == "18446744073709551615");
  CHECK(Integer(static_cast<short>(-3)).str() == "-3");
}

TEST_CASE("to_long holds exactly the range of long") {
  CHECK(Integer(LONG_MAX).to_long() == LONG_MAX);
  CHECK(Integer(LONG_MIN).to_long() == LONG_MIN);
  CHECK((Integer(LONG_MAX) + 1).to_long() == std::nullopt);
  CHECK((Integer(LONG_MIN) - 1).to_long() == std::nullopt);
}

TEST_CASE("parse reads decimal integers and nothing else") {
  CHECK(Integer::parse("-00123456789012345678901234567890") ==
        -*Integer::parse("123456789012345678901234567890"));
  CHECK(Integer::parse("-0") == Integer(0));
  for (const char* text : {"", "-", "+1", "--1", " 1", "1 ", "1.0", "1e3", "0x10", "12a", "1_000"}) {
    CAPTURE(text);
    CHECK(Integer::parse(text) == std::nullopt);
  }
  CHECK(Integer::parse(std::string_view("1\0", 2)) == std::nullopt);
}

TEST_CASE("arithmetic agrees with GMP") {
  Random random(1);
  for (int i = 0; i < 4000; ++i) {
    const Integer a = random.integer(300);
    const Integer b = random.integer(300);
    const mpz_class x = gmp(a);
    const mpz_class y = gmp(b);
    CAPTURE(a);
    CAPTURE(b);
    CHECK(own(x) == a);
    CHECK(a + b == own(x + y));
    CHECK(a - b == own(x - y));
    CHECK(a * b == own(x * y));
    CHECK(-a == own(-x));
    CHECK(abs(a) == own(::abs(x)));
    CHECK(gcd(a, b) == own(::gcd(x, y)));
    CHECK(a.sign() == sgn(x));
    CHECK(a.is_zero() == (x == 0));
    CHECK(a.bits() == (x == 0 ? 0 : mpz_sizeinbase(x.get_mpz_t(), 2)));
    CHECK((a == b) == (x == y));
    CHECK((a < b) == (x < y));
    CHECK((a >= b) == (x >= y));
    CHECK(Integer::parse(a.str()) == a);
    if (!b.is_zero()) CHECK(divide_exact(a * b, b) == a);
  }
}

TEST_CASE("compound assignment works where both sides are one object") {
  Random random(2);
  for (int i = 0; i < 200; ++i) {
    const Integer a = random.integer(200);
    Integer sum = a;
    sum += sum;
    Integer product = a;
    product *= product;
    Integer difference = a;
    const Integer& same = difference;  // Clang warns of a plain x -= x
    difference -= same;
    CHECK(sum == 2 * a);
    CHECK(product == a * a);
    CHECK(difference == 0);
  }
}

TEST_CASE("moving keeps the value, and self-assignment too") {
  const Integer big = pow(Integer(7), 300);
  Integer a = big;
  Integer b = std::move(a);
  CHECK(b == big);
  Integer& alias = b;
  b = alias;
  CHECK(b == big);
  a = 5;  // a moved-from object can be assigned
  CHECK(a == 5);
}

TEST_CASE("pow agrees with repeated multiplication") {
  Random random(3);
  for (int i = 0; i < 200; ++i) {
    const Integer base = random.integer(80);
    Integer power = 1;
    for (unsigned long e = 0; e < 12; ++e, power *= base) CHECK(pow(base, e) == power);
  }
  CHECK(pow(Integer(-1), ULONG_MAX) == -1);
  CHECK(pow(Integer(0), 0) == 1);
  CHECK(pow(Integer(0), ULONG_MAX) == 0);
}

TEST_CASE("impossible requests are refused by exceptions") {
  CHECK_THROWS_AS(pow(Integer(2), max_power_bits), std::length_error);
  CHECK_THROWS_AS(pow(Integer(-3), ULONG_MAX), std::length_error);
  CHECK_THROWS_AS(divide_exact(Integer(1), 0), std::domain_error);
  CHECK_THROWS_AS(divide_exact(Integer(7), 2), std::domain_error);
  CHECK_THROWS_AS(divide_exact(Integer(-1), 2), std::domain_error);
}

}  // namespace
}  // namespace dropcert::exact
