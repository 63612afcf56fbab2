#include "exact/factorial.hpp"

#include <doctest/doctest.h>

#include <climits>
#include <stdexcept>
#include <vector>

#include "print.hpp"
#include "random.hpp"

namespace dropcert::exact {
namespace {

TEST_CASE("factorials are running products") {
  Integer product = 1;
  for (unsigned long n = 0; n < 300; ++n) {
    CHECK(factorial(n) == product);
    product *= n + 1;
  }
  CHECK(factorial(25).str() == "15511210043330985984000000");  // OEIS A000142
}

TEST_CASE("binomials are Pascal's triangle") {
  std::vector<Integer> row = {1};
  for (unsigned long n = 0; n < 120; ++n) {
    for (unsigned long k = 0; k <= n; ++k) CHECK(binomial(n, k) == row[k]);
    CHECK(binomial(n, n + 1) == 0);
    row.emplace_back(0);
    for (std::size_t k = row.size() - 1; k > 0; --k) row[k] += row[k - 1];
  }
}

TEST_CASE("binomials of large numbers, on both sides of the change of method") {
  testing::Random random(31);
  for (int i = 0; i < 60; ++i) {
    unsigned long n = random.word() >> random.below(50);
    if (i % 3 == 0) n = max_factorial_argument + random.below(3) - 1;
    if (i % 10 == 1) n = ULONG_MAX - random.below(3);
    CAPTURE(n);
    Integer falling = 1;  // n (n-1) ... (n-k+1)
    for (unsigned long k = 0; k < 40 && k <= n; ++k) {
      CHECK(binomial(n, k) * factorial(k) == falling);
      CHECK(binomial(n, n - k) == binomial(n, k));
      falling *= n - k;
    }
  }
}

TEST_CASE("arguments that are too large are refused") {
  CHECK_THROWS_AS(factorial(max_factorial_argument + 1), std::length_error);
  CHECK_THROWS_AS(binomial(ULONG_MAX, max_binomial_factors + 1), std::length_error);
  CHECK(binomial(ULONG_MAX, ULONG_MAX) == 1);
}

}  // namespace
}  // namespace dropcert::exact
