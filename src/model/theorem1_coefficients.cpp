#include "model/theorem1_coefficients.hpp"

#include <stdexcept>
#include <vector>

#include "exact/surjections.hpp"

namespace dropcert::model {

using namespace exact;

Polynomial theorem1_polynomial(unsigned long n) {
  if (n == 0) throw std::domain_error("Theorem 1 expands a derivative of order at least 1");
  const std::vector<Integer> row = surjections_row(n);
  Polynomial sum;
  for (unsigned long j = 1; j <= n; ++j)
    sum += Polynomial::monomial(Rational(j % 2 == 1 ? row[j] : -row[j]), j - 1);
  const Polynomial p = Polynomial::variable();
  return (p - p * p) * sum;
}

}  // namespace dropcert::model
