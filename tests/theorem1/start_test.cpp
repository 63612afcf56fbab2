// Rows to start at: made from the definitions, saved and taken up again.
#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>

#include "kernels.hpp"
#include "sequence.hpp"
#include "theorem1/defining_sum.hpp"
#include "theorem1/difference_table.hpp"
#include "theorem1/start_rows.hpp"

using namespace dropcert;
using namespace dropcert::test;

namespace {

theorem1::Theorem1Options options_for(const Variant& v, unsigned long max_k) {
  theorem1::Theorem1Options options;
  options.max_k = max_k;
  options.threads = v.threads;
  options.kernel = v.kernel;
  options.shared_kernel = v.shared;
  options.sample_every = 100;
  return options;
}

/// sum_i (-1)^(j-i) C(j,i) i^k, term by term.
mpz_class inclusion_exclusion(unsigned long k, unsigned long j) {
  mpz_class sum = 0;
  for (unsigned long i = 0; i <= j; ++i) {
    mpz_class binomial;
    mpz_class power;
    mpz_bin_uiui(binomial.get_mpz_t(), j, i);
    mpz_ui_pow_ui(power.get_mpz_t(), i, k);
    const mpz_class term = binomial * power;
    sum += (j - i) % 2 == 0 ? term : mpz_class(-term);
  }
  return sum;
}

/// Rows that outlive the pair they came from.
theorem1::Theorem1Rows copy_of(const theorem1::Theorem1Rows& rows) {
  std::vector<mpz_class> surjections(rows.k + 1);
  std::vector<mpz_class> derivative(rows.k + 2);
  for (unsigned long j = 1; j <= rows.k; ++j) surjections[j] = rows.surjections(j);
  for (unsigned long i = 1; i <= rows.k + 1; ++i) derivative[i] = rows.derivative(i);
  theorem1::Theorem1Rows copy = rows;
  copy.surjections = [surjections](unsigned long j) { return surjections.at(j); };
  copy.derivative = [derivative](unsigned long i) { return derivative.at(i); };
  return copy;
}

}  // namespace

TEST_CASE("differences of powers are the defining sum, with and without vector instructions") {
  for (const unsigned long k : {1UL, 2UL, 3UL, 13UL, 14UL, 15UL, 16UL, 28UL, 29UL, 47UL, 48UL, 49UL, 97UL,
                                128UL, 255UL, 300UL, 511UL, 640UL}) {
    CAPTURE(k);
    for (const bool wide : {false, true}) {
      const std::vector<mpz_class> row = theorem1::surjections_by_differences(k, wide);
      REQUIRE(row.size() == k + 1);
      CHECK(row[0] == 0);
      for (const unsigned long j : {1UL, std::min(2UL, k), k / 3, k / 2, 2 * k / 3, k - 1, k})
        CHECK_MESSAGE(row[j] == inclusion_exclusion(k, j), "column ", j);
    }
  }
  for (const unsigned long k : {700UL, 1000UL, 1500UL}) {
    CAPTURE(k);
    const bool same =
        theorem1::surjections_by_differences(k, false) == theorem1::surjections_by_differences(k, true);
    CHECK(same);
  }
  CHECK_THROWS_AS(theorem1::surjections_by_differences(0), std::invalid_argument);
}

TEST_CASE("a row is compared with the defining sum in every column") {
  for (const unsigned long k : {1UL, 5UL, 130UL}) {
    std::vector<mpz_class> row(k + 1);
    for (unsigned long j = 0; j <= k; ++j) row[j] = inclusion_exclusion(k, j);
    CHECK(!theorem1::compare_with_defining_sum(k, [&](unsigned long j) { return row[j]; }));
    for (unsigned long wrong = 1; wrong <= k; ++wrong) {
      const auto mismatch = theorem1::compare_with_defining_sum(
          k, [&](unsigned long j) { return mpz_class(row[j] - (j == wrong ? 1 : 0)); });
      REQUIRE(mismatch);
      CHECK(mismatch->j == wrong);
      CHECK(mismatch->right == row[wrong].get_str());
    }
  }
}

TEST_CASE("rows from the definitions are the rows of every kernel") {
  for (const Variant& v : variants()) {
    CAPTURE(to_string(v));
    const auto pair = make_pair(v, 420);
    for (const unsigned long k : {1UL, 2UL, 31UL, 64UL, 100UL, 257UL, 420UL}) {
      CHECK(!pair->advance_to(k));
      const theorem1::Theorem1Rows rows = theorem1::start_rows(k);
      bool same = rows.k == k;
      for (unsigned long j = 1; j <= k; ++j) same = same && rows.surjections(j) == pair->surjections(j);
      for (unsigned long i = 1; i <= k + 1; ++i)
        same = same && theorem1::with_sign(rows.derivative(i), i) == pair->derivative_coefficient(i);
      CHECK_MESSAGE(same, "row ", k);
    }
  }
}

TEST_CASE("started at any row, every kernel ends as from row 1") {
  Sequence random(8);
  for (const Variant& v : variants()) {
    CAPTURE(to_string(v));
    const unsigned long max_k = 330;
    const theorem1::Theorem1Result whole = theorem1::check_theorem1(options_for(v, max_k));
    for (unsigned long start : {1UL, 2UL, 100UL, random.between(3, max_k), max_k}) {
      CAPTURE(start);
      theorem1::Theorem1Options options = options_for(v, max_k);
      options.start = theorem1::start_rows(start);
      options.start->sampled_rows = options.start->sampled_in_full = start / 100 + (start == max_k ? 1 : 0);
      const theorem1::Theorem1Result part = theorem1::check_theorem1(options);
      CHECK(part.holds);
      CHECK(part.checked_up_to == max_k);
      CHECK(part.digest == whole.digest);
      CHECK(part.sampled_rows == whole.sampled_rows);
      CHECK(part.sampled_in_full == whole.sampled_in_full);
    }
  }
}

TEST_CASE("a part ends at its last row, and the next one starts with the same digest") {
  theorem1::Theorem1Options options = options_for({theorem1::Kernel::mpn, 2, false}, 500);
  options.last_k = 250;
  const theorem1::Theorem1Result part = theorem1::check_theorem1(options);
  CHECK(part.holds);
  CHECK(part.checked_up_to == 250);
  CHECK(part.sampled_rows == 2);  // 100 and 200: row 250 is not the last of the whole
  CHECK(part.digest == theorem1::digest_of(theorem1::start_rows(250)));
  options.last_k = 501;
  CHECK_THROWS_AS(theorem1::check_theorem1(options), std::invalid_argument);
}

TEST_CASE("rows handed out to be saved start a run that ends the same") {
  for (const Variant& v : variants()) {
    CAPTURE(to_string(v));
    const unsigned long max_k = 700;
    theorem1::Theorem1Options options = options_for(v, max_k);
    std::vector<theorem1::Theorem1Rows> saved;
    options.save = [&](const theorem1::Theorem1Rows& rows, bool stopping) {
      CHECK(!stopping);
      saved.push_back(copy_of(rows));
    };
    const theorem1::Theorem1Result whole = theorem1::check_theorem1(options);
    REQUIRE(saved.size() >= 2);
    options.save = nullptr;
    for (const theorem1::Theorem1Rows& rows : {saved.front(), saved[saved.size() / 2], saved.back()}) {
      CAPTURE(rows.k);
      options.start = rows;
      const theorem1::Theorem1Result rest = theorem1::check_theorem1(options);
      CHECK(rest.digest == whole.digest);
      CHECK(rest.checked_up_to == max_k);
      CHECK(rest.sampled_rows == whole.sampled_rows);
      CHECK(rest.sampled_in_full == whole.sampled_in_full);
    }
  }
}

TEST_CASE("a wrong entry of the rows to start at is found where it is") {
  for (const Variant& v : variants()) {
    CAPTURE(to_string(v));
    for (const bool left : {true, false}) {
      theorem1::Theorem1Options options = options_for(v, 150);
      const theorem1::Theorem1Rows right = theorem1::start_rows(120);
      options.start = right;
      theorem1::Row& side = left ? options.start->derivative : options.start->surjections;
      const theorem1::Row good = side;
      side = [good](unsigned long j) { return mpz_class(good(j) + (j == 50 ? 1 : 0)); };
      const theorem1::Theorem1Result result = theorem1::check_theorem1(options);
      CHECK(!result.holds);
      REQUIRE(result.first_mismatch);
      CHECK(result.first_mismatch->k == 120);
      CHECK(result.first_mismatch->j == 50);
    }
  }
}

TEST_CASE("rows to start at that cannot be are refused") {
  for (const Variant& v : variants()) {
    CAPTURE(to_string(v));
    theorem1::Theorem1Options options = options_for(v, 20);
    options.start = theorem1::start_rows(21);
    CHECK_THROWS_AS(theorem1::check_theorem1(options), std::invalid_argument);
    options.start = theorem1::start_rows(20);
    options.start->surjections = [](unsigned long) { return mpz_class(-1); };
    CHECK_THROWS_AS(theorem1::check_theorem1(options), std::invalid_argument);
  }
  CHECK_THROWS_AS(theorem1::start_rows(0), std::invalid_argument);
}
