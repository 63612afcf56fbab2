#include "exact/bell.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <vector>

#include "exact/stirling.hpp"
#include "print.hpp"

namespace dropcert::exact {
namespace {

TEST_CASE("published values, OEIS A000110") {
  const std::vector<Integer> published = {1, 1, 2, 5, 15, 52, 203, 877, 4140, 21147, 115975, 678570};
  for (std::size_t n = 0; n < published.size(); ++n) CHECK(bell(n) == published[n]);
  CHECK(bell(26).str() == "49631246523618756274");
}

TEST_CASE("Aitken's triangle") {
  std::vector<Integer> row = {1};
  for (unsigned long n = 0; n < 250; ++n) {
    CHECK(bell(n) == row.front());
    std::vector<Integer> next = {row.back()};
    for (const Integer& above : row) next.push_back(next.back() + above);
    row = std::move(next);
  }
}

TEST_CASE("sums of Stirling numbers") {
  for (const unsigned long n : {0UL, 1UL, 300UL, 777UL}) {
    Integer sum;
    for (const Integer& s : stirling2_row(n)) sum += s;
    CHECK(bell(n) == sum);
  }
}

TEST_CASE("Touchard's congruence B(p + n) = B(n) + B(n+1) mod p, at a large index") {
  constexpr unsigned long p = 4999;
  for (unsigned long n = 0; n < 3; ++n) CHECK_NOTHROW(divide_exact(bell(p + n) - bell(n) - bell(n + 1), p));
}

TEST_CASE("indices that are too large are refused") {
  CHECK_THROWS_AS(bell(max_bell_index + 1), std::length_error);
}

}  // namespace
}  // namespace dropcert::exact
