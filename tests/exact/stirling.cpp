#include "exact/stirling.hpp"

#include <doctest/doctest.h>

#include <climits>
#include <stdexcept>
#include <vector>

#include "exact/factorial.hpp"
#include "exact/polynomial.hpp"
#include "print.hpp"
#include "random.hpp"

namespace dropcert::exact {
namespace {

TEST_CASE("published rows, OEIS A008277") {
  CHECK(stirling2_row(0) == std::vector<Integer>{1});
  CHECK(stirling2_row(5) == std::vector<Integer>{0, 1, 15, 25, 10, 1});
  CHECK(stirling2_row(9) == std::vector<Integer>{0, 1, 255, 3025, 7770, 6951, 2646, 462, 36, 1});
}

TEST_CASE("single values, rows and the recurrence agree") {
  Stirling2Rows rows;
  for (unsigned long n = 0; n < 130; ++n, rows.next()) {
    CHECK(rows.index() == n);
    CHECK(rows.row() == stirling2_row(n));
    for (unsigned long k = 0; k <= n; ++k) CHECK(stirling2(n, k) == rows.row()[k]);
    CHECK(stirling2(n, n + 1) == 0);
    CHECK(stirling2(n, ULONG_MAX) == 0);
  }
}

TEST_CASE("a stream started at a row goes on as the stream from row 0 does") {
  Stirling2Rows all;
  for (int i = 0; i < 40; ++i) all.next();
  Stirling2Rows late(37);
  for (int i = 0; i < 3; ++i) late.next();
  CHECK(late.index() == 40);
  CHECK(late.row() == all.row());
}

TEST_CASE("x^n is the sum of S2(n, k) falling factorials of x (DLMF 26.8.10)") {
  const Polynomial x = Polynomial::variable();
  for (unsigned long n = 0; n < 30; ++n) {
    Polynomial falling = 1;
    Polynomial sum;
    for (unsigned long k = 0; k <= n; ++k) {
      sum += stirling2(n, k) * falling;
      falling *= x - k;
    }
    CHECK(sum == pow(x, n));
  }
}

TEST_CASE("large indices: k! S2(n, k) by inclusion and exclusion") {
  testing::Random random(41);
  for (int i = 0; i < 12; ++i) {
    const unsigned long n = 500 + random.below(1500);
    const unsigned long k = random.one_in(3) ? n - random.below(4) : random.below(n);
    CAPTURE(n);
    CAPTURE(k);
    Integer sum;
    for (unsigned long j = 0; j <= k; ++j) {
      const Integer term = binomial(k, j) * pow(Integer(j), n);
      sum += (k - j) % 2 == 0 ? term : -term;
    }
    CHECK(stirling2(n, k) * factorial(k) == sum);
  }
}

TEST_CASE("indices that are too large are refused") {
  CHECK_THROWS_AS(stirling2(max_stirling_index + 1, 1), std::length_error);
  CHECK_THROWS_AS(stirling2_row(ULONG_MAX), std::length_error);
  CHECK_THROWS_AS(Stirling2Rows(max_stirling_index + 1), std::length_error);
  CHECK(stirling2(max_stirling_index, 2) == pow(Integer(2), max_stirling_index - 1) - 1);
}

}  // namespace
}  // namespace dropcert::exact
