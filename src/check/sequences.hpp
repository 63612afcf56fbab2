// The number sequences of the language, by recurrences.
#pragma once

#include <gmpxx.h>

#include <vector>

namespace dropcert::check {

/// Tables that grow as they are asked for. One thread's own. Indices beyond the limits throw Unsupported.
class Sequences {
 public:
  const mpz_class& factorial(unsigned long n);
  /// S2(n, k) by the recurrence S2(n+1, k) = k S2(n, k) + S2(n, k-1).
  mpz_class stirling2(unsigned long n, unsigned long k);
  /// The maps of n things onto k things. Up to n = 100 the k-th difference of x^n at x = 0 (inclusion and
  /// exclusion), beyond that k! S2(n, k), where every hundredth row is compared with the differences.
  mpz_class surjections(unsigned long n, unsigned long k);
  /// By the Bell triangle.
  const mpz_class& bell(unsigned long n);
  /// From the tangent numbers, DLMF 24.15.4.
  mpq_class bernoulli(unsigned long n);
  /// The coefficients c_0, c_1, ... of the polynomial in p that the n-th derivative of p is, if p' = p - p^2.
  const std::vector<mpz_class>& sigmoid_derivative(unsigned long n);

 private:
  std::vector<mpz_class> factorials_{1};
  std::vector<std::vector<mpz_class>> stirling_rows_{{1}};  // the first rows
  std::vector<mpz_class> late_row_;                         // a row beyond those
  unsigned long late_index_ = 0;
  std::vector<std::vector<mpz_class>> differences_;
  std::vector<mpz_class> bells_{1};
  std::vector<mpz_class> bell_row_{1};
  std::vector<mpz_class> tangents_;
  std::vector<std::vector<mpz_class>> derivatives_{{0, 1}};
};

}  // namespace dropcert::check
