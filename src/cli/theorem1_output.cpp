#include "cli/theorem1_output.hpp"

#include <fmt/core.h>

#include "cli/command.hpp"

namespace dropcert::cli {

namespace {

const char* equation(theorem1::Theorem1Mismatch::Check check) {
  switch (check) {
    case theorem1::Theorem1Mismatch::Check::coefficient:
      return "the coefficient of p^j in D^k p, against Theorem 1";
    case theorem1::Theorem1Mismatch::Check::defining_sum:
      return "T(k, j) by the recurrence, against its defining sum";
    case theorem1::Theorem1Mismatch::Check::image_count:
      return "the sum of C(k, i) T(k, i), against k^k";
  }
  return "";
}

}  // namespace

void print_result(const theorem1::Theorem1Result& result, unsigned long max_k) {
  if (result.first_mismatch) {
    const theorem1::Theorem1Mismatch& mismatch = *result.first_mismatch;
    fmt::print(
        "Two numbers that Theorem 1 makes equal differ at k = {}, j = {}: {}.\n  left  {}\n  right {}\n"
        "Theorem 1 is proved for every k (theorem_1, checked by Coq's kernel), so the machine or the program "
        "is at "
        "fault.\n",
        mismatch.k, mismatch.j, equation(mismatch.check), mismatch.left, mismatch.right);
  } else if (result.checked_up_to < max_k) {
    fmt::print("Theorem 1 holds for every k <= {}; stopped before {}.\n", result.checked_up_to, max_k);
  } else {
    fmt::print("Theorem 1 holds for every k <= {} (exact: every coefficient compared).\n", max_k);
  }
  fmt::print("  left side   D^k p by repeated differentiation in Z[p]\n");
  fmt::print("  right side  p' sum (-1)^(j-1) p^(j-1) T(k,j), T by T(k,j) = j (T(k-1,j) + T(k-1,j-1))\n");
  fmt::print("  T against its definition at {} sampled rows, {} of them entry by entry\n",
             result.sampled_rows, result.sampled_in_full);
  fmt::print("  kernels     {}\n", result.kernel_names);
  fmt::print(
      "  shared      the order of the steps; against it stand the maps, counted (sum C(k,j) T(k,j) = k^k) "
      "at\n"
      "              each sampled row, and where a part of the range begins and ends\n");
  if (!result.digest.empty()) fmt::print("  digest      {}\n", result.digest);
}

int exit_code_of(const theorem1::Theorem1Result& result, unsigned long max_k) {
  return !result.first_mismatch && result.checked_up_to == max_k ? exit_decided : exit_undecided;
}

}  // namespace dropcert::cli
