#include "exact/surjections.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <vector>

#include "exact/factorial.hpp"
#include "exact/polynomial.hpp"
#include "exact/stirling.hpp"
#include "print.hpp"
#include "random.hpp"

namespace dropcert::exact {
namespace {

/// Counts the maps of an n-set onto a k-set by going through all k^n maps.
long count_surjections(unsigned n, unsigned k) {
  unsigned long maps = 1;
  for (unsigned i = 0; i < n; ++i) maps *= k;
  long onto = 0;
  for (unsigned long map = 0; map < maps; ++map) {
    unsigned hit = 0;
    unsigned long rest = map;
    for (unsigned i = 0; i < n; ++i, rest /= k) hit |= 1U << (rest % k);
    if (hit == (1U << k) - 1) ++onto;
  }
  return onto;
}

TEST_CASE("published rows, OEIS A019538") {
  CHECK(surjections_row(5) == std::vector<Integer>{0, 1, 30, 150, 240, 120});
  CHECK(surjections_row(7) == std::vector<Integer>{0, 1, 126, 1806, 8400, 16800, 15120, 5040});
}

TEST_CASE("small values count the maps themselves") {
  for (unsigned n = 0; n <= 6; ++n)
    for (unsigned k = 0; k <= 7; ++k) {
      CAPTURE(n);
      CAPTURE(k);
      CHECK(surjections(n, k) == count_surjections(n, k));
    }
}

TEST_CASE("value, row, recurrence and definition agree") {
  SurjectionRows rows;
  for (unsigned long n = 0; n < 70; ++n, rows.next()) {
    CHECK(rows.index() == n);
    CHECK(rows.row() == surjections_row(n));
    for (unsigned long k = 0; k <= n + 2; ++k) {
      const Integer expected = k <= n ? rows.row()[k] : Integer(0);
      CHECK(surjections(n, k) == expected);
      CHECK(surjections_by_definition(n, k) == expected);
    }
  }
}

TEST_CASE("large random indices") {
  testing::Random random(51);
  for (int i = 0; i < 10; ++i) {
    const unsigned long n = 200 + random.below(800);
    const unsigned long k = 1 + random.below(n);
    CHECK(surjections(n, k) == surjections_by_definition(n, k));
  }
  SurjectionRows rows(300);
  rows.next();
  CHECK(rows.row() == surjections_row(301));
}

TEST_CASE("k! [x^n/n!] of (e^x - 1)^k / k!, by exact power series") {
  constexpr unsigned long length = 16;
  Polynomial exponential;  // e^x - 1 + O(x^length)
  for (unsigned long n = 1; n < length; ++n)
    exponential += Polynomial::monomial(Rational(1, factorial(n)), n);
  for (unsigned long k = 0; k < length; ++k) {
    const Polynomial power = pow(exponential, k);
    for (unsigned long n = 0; n < length; ++n)
      CHECK(power.coefficient(n) * factorial(n) == surjections(n, k));
  }
}

TEST_CASE("indices that are too large are refused") {
  CHECK_THROWS_AS(surjections(max_stirling_index + 1, 3), std::length_error);
  CHECK_THROWS_AS(surjections_row(max_stirling_index + 1), std::length_error);
  CHECK_THROWS_AS(surjections_by_definition(3, max_stirling_index + 1), std::length_error);
  CHECK_THROWS_AS(SurjectionRows(max_stirling_index + 1), std::length_error);
}

}  // namespace
}  // namespace dropcert::exact
