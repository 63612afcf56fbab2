// The rows that each kernel makes, against FLINT's Stirling numbers, published values and each other.
#include <doctest/doctest.h>

#include <vector>

#include "exact/flint.hpp"
#include "kernels.hpp"
#include "theorem1/defining_sum.hpp"

#include <flint/arith.h>

using namespace dropcert;
using namespace dropcert::exact;
using namespace dropcert::test;

namespace {

mpz_class stirling2(unsigned long n, unsigned long k) {
  fmpz_t s;
  fmpz_init(s);
  arith_stirling_number_2(s, n, k);
  mpz_class z;
  fmpz_get_mpz(z.get_mpz_t(), s);
  fmpz_clear(s);
  return z;
}

mpz_class factorial(unsigned long n) {
  mpz_class f;
  mpz_fac_ui(f.get_mpz_t(), n);
  return f;
}

/// All Stirling numbers to row n, once, from FLINT.
class StirlingTriangle {
 public:
  explicit StirlingTriangle(unsigned long n) : rows_(n + 1) {
    for (unsigned long k = 0; k <= n; ++k) {
      for (unsigned long j = 0; j <= k; ++j) rows_[k].push_back(stirling2(k, j));
    }
  }
  const mpz_class& operator()(unsigned long k, unsigned long j) const { return rows_.at(k).at(j); }

 private:
  std::vector<std::vector<mpz_class>> rows_;
};

}  // namespace

TEST_CASE("every kernel, row by row, against FLINT's Stirling numbers") {
  constexpr unsigned long max_k = 300;
  const StirlingTriangle s(max_k + 1);
  for (const Variant& v : variants()) {
    CAPTURE(to_string(v));
    const auto pair = make_pair(v, max_k);
    for (unsigned long k = 1; k <= max_k; ++k) {
      REQUIRE(pair->row() == k);
      bool same = true;
      // T(k,j) = j! S2(k,j); the coefficient of p^i in D^k p is (-1)^(i-1) (i-1)! S2(k+1,i).
      for (unsigned long j = 1; j <= k; ++j) same = same && pair->surjections(j) == factorial(j) * s(k, j);
      for (unsigned long i = 1; i <= k + 1; ++i) {
        const mpz_class u = factorial(i - 1) * s(k + 1, i);
        same = same && pair->derivative_coefficient(i) == (i % 2 == 0 ? mpz_class(-u) : u);
      }
      CHECK_MESSAGE(same, "row ", k);
      CHECK(!pair->compare_row());
      if (k < max_k) CHECK(!pair->advance_to(k + 1));
    }
  }
}

TEST_CASE("published values: A019538 and the derivatives of the logistic function") {
  const std::vector<std::vector<int>> a019538 = {
      {1}, {1, 2}, {1, 6, 6}, {1, 14, 36, 24}, {1, 30, 150, 240, 120}};
  // p' = p - p^2, p'' = p - 3p^2 + 2p^3, p''' = p - 7p^2 + 12p^3 - 6p^4
  const std::vector<std::vector<int>> derivative = {{1, -1}, {1, -3, 2}, {1, -7, 12, -6}};
  for (const Variant& v : variants()) {
    CAPTURE(to_string(v));
    for (unsigned long k = 1; k <= a019538.size(); ++k) {
      const auto pair = make_pair(v, k);
      CHECK(!pair->advance_to(k));
      for (unsigned long j = 1; j <= k; ++j) CHECK(pair->surjections(j) == a019538[k - 1][j - 1]);
      for (unsigned long i = 1; k <= derivative.size() && i <= k + 1; ++i) {
        CHECK(pair->derivative_coefficient(i) == derivative[k - 1][i - 1]);
      }
    }
  }
}

TEST_CASE("the defining sum accepts the rows of T and nothing else") {
  const auto pair = make_pair({theorem1::Kernel::plain, 1, false}, 60);
  for (unsigned long k = 1; k <= 60; ++k) {
    CHECK(!pair->advance_to(k));
    CHECK(!theorem1::compare_with_defining_sum(k, [&](unsigned long j) { return pair->surjections(j); }));
    CHECK(!theorem1::compare_with_image_count(k, [&](unsigned long j) { return pair->surjections(j); }));
    for (const unsigned long wrong : {1UL, (k + 1) / 2, k}) {
      const theorem1::Row bad = [&](unsigned long j) {
        return mpz_class(pair->surjections(j) + (j == wrong ? 1 : 0));
      };
      const auto found = theorem1::compare_with_defining_sum(k, bad);
      REQUIRE(found);
      CHECK(found->k == k);
      CHECK(found->j == wrong);
      CHECK(theorem1::compare_with_image_count(k, bad));
    }
  }
}
