#include "exact/factorial.hpp"

#include <algorithm>
#include <stdexcept>

namespace dropcert::exact {

Integer factorial(unsigned long n) {
  if (n > max_factorial_argument) throw std::length_error("a factorial is taken of more than 10000000");
  Integer result;
  fmpz_fac_ui(result.raw(), n);
  return result;
}

Integer binomial(unsigned long n, unsigned long k) {
  if (k > n) return 0;
  const unsigned long factors = std::min(k, n - k);
  if (factors > max_binomial_factors)
    throw std::length_error("a binomial coefficient has more than 1000000 factors");
  Integer result;
  if (n <= max_factorial_argument) {
    fmpz_bin_uiui(result.raw(), n, factors);
    return result;
  }
  // For large n FLINT's binomial takes quadratic time; its rising factorial splits the product in halves.
  fmpz_rfac_ui(result.raw(), Integer(n - factors + 1).raw(), factors);
  return divide_exact(result, factorial(factors));
}

}  // namespace dropcert::exact
