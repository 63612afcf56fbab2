// Number triangles beside FLINT's and PARI/GP's own functions.
// Usage: numbers-bench [N] [REPEATS]     (400 and 5)
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "exact/factorial.hpp"
#include "exact/flint.hpp"
#include "exact/surjections.hpp"
#include "frame.hpp"

#include <flint/arith.h>

namespace {

using namespace dropcert::bench;
using dropcert::exact::Integer;

/// Every row of T up to n from FLINT's rows of Stirling numbers, each made afresh.
bool flint_rows(unsigned long n) {
  const auto size = static_cast<slong>(n + 1);
  fmpz* row = _fmpz_vec_init(size);
  fmpz_t orders;
  fmpz_init(orders);
  for (unsigned long k = 1; k <= n; ++k) {
    arith_stirling_number_2_vec(row, k, static_cast<slong>(k + 1));
    fmpz_one(orders);
    for (unsigned long j = 1; j <= k; ++j) {
      fmpz_mul_ui(orders, orders, j);
      fmpz_mul(row + j, row + j, orders);
    }
  }
  const bool right = fmpz_equal(row + n, orders) != 0;
  fmpz_clear(orders);
  _fmpz_vec_clear(row, size);
  return right;
}

bool our_rows(unsigned long n) {
  dropcert::exact::SurjectionRows rows;
  while (rows.index() < n) rows.next();
  return rows.row()[n] == dropcert::exact::factorial(n);
}

/// The two ways of the program to one row.
bool our_row(unsigned long n) {
  return dropcert::exact::surjections_row(n)[n] == dropcert::exact::factorial(n);
}

bool our_row_by_definition(unsigned long n) {
  return dropcert::exact::surjections_by_definition(n, n) == dropcert::exact::factorial(n) &&
         dropcert::exact::surjections_by_definition(n, n / 2) == dropcert::exact::surjections(n, n / 2);
}

bool gp_rows(unsigned long n) {
  return shell(
      fmt::format("echo 'for(k=1,{0},r=vector(k,j,stirling(k,j,2)*j!));quit(r[{0}]!={0}!)' | "
                  "gp -q -f -D parisizemax=8G > /dev/null",
                  n));
}

bool mpmath_rows(unsigned long n) {
  return shell(
      fmt::format("python3 -c 'import mpmath\n"
                  "for k in range(1, {0} + 1): r = [int(mpmath.stirling2(k, j, exact=True)) * "
                  "int(mpmath.factorial(j)) for j in range(1, k + 1)]\n"
                  "assert r[0] == 1'",
                  n));
}

void run(unsigned long n, int repeats) {
  const std::string no_gp = has_program("gp") ? "" : "no gp (Debian: pari-gp)";
  const std::string no_mpmath =
      shell("python3 -c 'import mpmath' 2> /dev/null") ? "" : "no mpmath (Debian: python3-mpmath)";
  compare(fmt::format("Every row of T(k, j), k up to {}, one after the other", n), repeats,
          {{"FLINT's arith_stirling_number_2_vec and factorials", [=] { return flint_rows(n); }},
           {"dropcert, the recurrence", [=] { return our_rows(n); }}});
  const unsigned long few = std::min(60UL, n);
  compare(fmt::format("The same up to {} (start of the programs included)", few), repeats,
          {{"FLINT's arith_stirling_number_2_vec and factorials", [=] { return flint_rows(few); }},
           {"PARI/GP's stirling and factorials", [=] { return gp_rows(few); }, no_gp},
           {"mpmath's stirling2 and factorial", [=] { return mpmath_rows(few); }, no_mpmath},
           {"dropcert, the recurrence", [=] { return our_rows(few); }}});
  compare(fmt::format("Row {} of T alone", n), repeats,
          {{"dropcert, the whole row", [=] { return our_row(n); }},
           {"dropcert, two entries by inclusion and exclusion", [=] { return our_row_by_definition(n); }}});
  const std::vector<unsigned long> sizes = {n / 2, n, 2 * n};
  grow(
      "Cost of all rows as n grows", repeats,
      {{"dropcert, the recurrence", sizes, our_rows, 3, "n^3 log n bits, less what short rows cost a number"},
       {"FLINT's arith_stirling_number_2_vec and factorials",
        {n / 4, n / 2, n},
        flint_rows,
        4,
        "at most n^4 log n"}});
}

}  // namespace

int main(int argc, char** argv) {
  return guarded([&] {
    run(std::max(16UL, argument(argc, argv, 1, 400)),
        static_cast<int>(std::max(1UL, argument(argc, argv, 2, 5))));
  });
}
