#include "exact/bernoulli.hpp"

#if __has_include(<flint/arb.h>)
#include <flint/bernoulli.h>
#else
#include <bernoulli.h>
#endif

#include <stdexcept>

namespace dropcert::exact {

Rational bernoulli(unsigned long n) {
  if (n > max_bernoulli_index) throw std::length_error("a Bernoulli number has an index above 100000");
  Rational result;
  bernoulli_fmpq_ui(result.raw(), n);
  return result;
}

}  // namespace dropcert::exact
