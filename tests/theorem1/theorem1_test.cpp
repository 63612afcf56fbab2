// check_theorem1: verdicts, faults that must be found, interruption, limits.
#include "theorem1/theorem1.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <stdexcept>

#include "kernels.hpp"
#include "sequence.hpp"

using namespace dropcert;
using namespace dropcert::test;

namespace {

theorem1::Theorem1Options options_for(const Variant& v, unsigned long max_k) {
  theorem1::Theorem1Options options;
  options.max_k = max_k;
  options.threads = v.threads;
  options.kernel = v.kernel;
  options.shared_kernel = v.shared;
  return options;
}

}  // namespace

TEST_CASE("Theorem 1 holds for small bounds, every kernel") {
  for (const Variant& v : variants()) {
    CAPTURE(to_string(v));
    for (const unsigned long max_k :
         {1UL, 2UL, 3UL, 4UL, 5UL, 31UL, 32UL, 33UL, 34UL, 63UL, 64UL, 65UL, 130UL}) {
      theorem1::Theorem1Options options = options_for(v, max_k);
      options.sample_every = 7;
      const theorem1::Theorem1Result result = theorem1::check_theorem1(options);
      CHECK(result.holds);
      CHECK(result.checked_up_to == max_k);
      CHECK(!result.first_mismatch);
      CHECK(result.sampled_rows == max_k / 7 + (max_k % 7 != 0 ? 1 : 0));
      CHECK(result.sampled_in_full == result.sampled_rows);
      CHECK(result.arena_bytes > 0);
      CHECK(!result.kernel_names.empty());
    }
  }
}

TEST_CASE("the digest of small rows, by hand") {
  // k = 2: T = (1, 2), D^2 p = p - 3p^2 + 2p^3, at g = 1000003 modulo 2^61 - 1.
  theorem1::Theorem1Options options;
  options.max_k = 2;
  options.kernel = theorem1::Kernel::plain;
  const mpz_class g = 1000003;
  const mpz_class m = (mpz_class(1) << 61) - 1;
  const mpz_class t = (g + 2 * g * g) % m;
  const mpz_class d = (g - 3 * g * g + 2 * g * g * g) % m;
  const std::string text = fmt::format("k=2 T={:016x} D={:016x}", t.get_ui(), d.get_ui());
  CHECK(theorem1::check_theorem1(options).digest == text);
}

TEST_CASE("last rows agree between kernels, and all rows are compared") {
  std::string digest;
  for (const Variant& v : variants()) {
    CAPTURE(to_string(v));
    theorem1::Theorem1Options options = options_for(v, 1009);
    options.sample_every = 500;
    const theorem1::Theorem1Result result = theorem1::check_theorem1(options);
    CHECK(result.holds);
    CHECK(result.checked_up_to == 1009);
    CHECK(result.sampled_rows == 3);
    if (digest.empty()) digest = result.digest;
    CHECK(result.digest == digest);
  }
  CHECK(digest.substr(0, 7) == "k=1009 ");
}

TEST_CASE("rows past the limit of full samples are checked by the image count") {
  for (const Variant& v : variants()) {
    theorem1::Theorem1Options options = options_for(v, 90);
    options.sample_every = 20;
    options.full_sample_limit = 50;
    const theorem1::Theorem1Result result = theorem1::check_theorem1(options);
    CHECK(result.holds);
    CHECK(result.sampled_rows == 5);
    CHECK(result.sampled_in_full == 2);
    options.sample_every = 0;
    CHECK(theorem1::check_theorem1(options).sampled_rows == 0);
  }
}

TEST_CASE("a fault in either stream is found where it is") {
  Sequence random(20240607);
  for (const Variant& v : variants()) {
    CAPTURE(to_string(v));
    for (int round = 0; round < 40; ++round) {
      const unsigned long max_k = random.between(1, 150);
      const auto stream =
          round % 2 == 0 ? theorem1::Fault::Stream::surjections : theorem1::Fault::Stream::derivative;
      const unsigned long k = round < 8 ? max_k : random.between(1, max_k);
      const unsigned long width = stream == theorem1::Fault::Stream::surjections ? k : k + 1;
      const unsigned long j = round % 5 == 0 ? width : round % 5 == 1 ? 1 : random.between(1, width);
      CAPTURE(max_k);
      CAPTURE(k);
      CAPTURE(j);
      theorem1::Theorem1Options options = options_for(v, max_k);
      options.sample_every = round % 3 == 0 ? 10 : 0;
      const theorem1::Theorem1Result result = theorem1::check_theorem1_with_faults(options, {{stream, k, j}});
      CHECK(!result.holds);
      REQUIRE(result.first_mismatch);
      CHECK(result.first_mismatch->check == theorem1::Theorem1Mismatch::Check::coefficient);
      CHECK(result.first_mismatch->k == k);
      CHECK(result.first_mismatch->j == j);
      CHECK(result.checked_up_to == k - 1);
      CHECK(result.digest.empty());
      const mpz_class gap =
          abs(mpz_class(result.first_mismatch->left)) - abs(mpz_class(result.first_mismatch->right));
      CHECK(gap == (stream == theorem1::Fault::Stream::derivative ? 1 : -1));
    }
  }
}

TEST_CASE("faults that cancel between the sides are found by the next sampled row") {
  for (const Variant& v : variants()) {
    CAPTURE(to_string(v));
    for (const unsigned long j : {1UL, 11UL, 33UL}) {
      // One more in T(33,j), and in the coefficients of p^j and p^(j+1): by linearity both sides stay equal
      // for ever.
      const theorem1::Faults faults = {{theorem1::Fault::Stream::surjections, 33, j},
                                       {theorem1::Fault::Stream::derivative, 33, j},
                                       {theorem1::Fault::Stream::derivative, 33, j + 1}};
      theorem1::Theorem1Options options = options_for(v, 100);
      options.sample_every = 0;
      theorem1::Theorem1Result result = theorem1::check_theorem1_with_faults(options, faults);
      CHECK(result.holds);  // which is why rows are sampled

      options.sample_every = 20;
      result = theorem1::check_theorem1_with_faults(options, faults);
      CHECK(!result.holds);
      REQUIRE(result.first_mismatch);
      CHECK(result.first_mismatch->check == theorem1::Theorem1Mismatch::Check::defining_sum);
      CHECK(result.first_mismatch->k == 40);
      CHECK(result.first_mismatch->j == j);
      CHECK(result.checked_up_to == 39);
      mpz_class power;
      mpz_ui_pow_ui(power.get_mpz_t(), j, 40 - 33);
      CHECK(mpz_class(result.first_mismatch->left) - mpz_class(result.first_mismatch->right) == power);

      options.full_sample_limit = 0;
      result = theorem1::check_theorem1_with_faults(options, faults);
      REQUIRE(result.first_mismatch);
      CHECK(result.first_mismatch->check == theorem1::Theorem1Mismatch::Check::image_count);
      CHECK(result.first_mismatch->k == 40);
    }
  }
}

TEST_CASE("the automatic kernel, and the names of the kernels") {
  theorem1::Theorem1Options options;
  options.max_k = 50;
  const bool has_ifma = theorem1::kernel_available(theorem1::Kernel::avx512);
  const theorem1::Theorem1Result result = theorem1::check_theorem1(options);
  CHECK(result.holds);
  const std::string derivative = has_ifma ? "D^k p: AVX-512 32-bit multiplications" : "D^k p: 128-bit sums";
  CHECK(result.kernel_names.find(derivative) != std::string::npos);
  CHECK(result.kernel_names.find("SHARED") == std::string::npos);
  options.shared_kernel = true;
  if (theorem1::kernel_available(theorem1::Kernel::ifma)) {
    CHECK(theorem1::check_theorem1(options).kernel_names.find("SHARED") != std::string::npos);
  } else {
    CHECK_THROWS_AS(theorem1::check_theorem1(options), std::invalid_argument);
  }
  CHECK(to_string(theorem1::Kernel::automatic) == "automatic");
  CHECK(to_string(theorem1::Kernel::plain) == "plain");
  CHECK(to_string(theorem1::Kernel::mpn) == "mpn");
  CHECK(to_string(theorem1::Kernel::ifma) == "ifma");
  CHECK(to_string(theorem1::Kernel::avx512) == "avx512");
}

TEST_CASE("stopping returns what was checked") {
  for (const Variant& v : variants()) {
    CAPTURE(to_string(v));
    std::atomic<bool> stop = true;
    theorem1::Theorem1Options options = options_for(v, 2000);
    options.stop = &stop;
    theorem1::Theorem1Result result = theorem1::check_theorem1(options);
    CHECK(result.holds);
    CHECK(result.checked_up_to == 1);

    stop = false;
    unsigned long seen = 0;
    options.progress = [&](unsigned long k) {
      CHECK(k >= seen);
      seen = k;
      if (k >= 100) stop = true;
    };
    result = theorem1::check_theorem1(options);
    CHECK(result.holds);
    CHECK(result.checked_up_to == seen);
    CHECK(result.checked_up_to >= 100);
    CHECK(result.checked_up_to < 2000);
    CHECK(!result.digest.empty());
  }
}

TEST_CASE("options out of range are refused") {
  theorem1::Theorem1Options options;
  options.max_k = 0;
  CHECK_THROWS_AS(theorem1::check_theorem1(options), std::invalid_argument);
  options.max_k = theorem1::theorem1_max_k + 1;
  CHECK_THROWS_AS(theorem1::check_theorem1(options), std::length_error);
  options.max_k = 10;
  options.threads = 0;
  CHECK_THROWS_AS(theorem1::check_theorem1(options), std::invalid_argument);
  options.threads = 257;
  CHECK_THROWS_AS(theorem1::check_theorem1(options), std::invalid_argument);
  options.threads = 1;
  options.kernel = theorem1::Kernel::plain;
  options.shared_kernel = true;
  CHECK_THROWS_AS(theorem1::check_theorem1(options), std::invalid_argument);
}
