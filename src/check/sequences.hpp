// The number sequences of the language, by recurrences.
#pragma once

#include <gmpxx.h>

#include <vector>

namespace dropcert::check {

/// The rows of a triangle of numbers, each made from the one before. Early rows are kept, of later ones the
/// last.
class Triangle {
 public:
  using Row = std::vector<mpz_class>;
  /// step(row, n) turns row n into row n + 1.
  Triangle(Row first, void (*step)(Row& row, unsigned long n)) : rows_{std::move(first)}, step_(step) {}
  const Row& row(unsigned long n);

 private:
  std::vector<Row> rows_;
  Row late_;
  unsigned long late_index_ = 0;
  void (*step_)(Row& row, unsigned long n);
};

/// Tables that grow as they are asked for. One thread's own. Indices beyond the limits throw Unsupported.
class Sequences {
 public:
  Sequences();
  const mpz_class& factorial(unsigned long n);
  /// By the recurrence S2(n+1, k) = k S2(n, k) + S2(n, k-1); for n > 2000 surjections(n, k)/k!.
  mpz_class stirling2(unsigned long n, unsigned long k);
  /// The maps of n things onto k things, by T(n+1, k) = k (T(n, k) + T(n, k-1)). The rows up to 20 and every
  /// hundredth are compared with the differences of x^n at 0; for n > 2000, a difference alone.
  mpz_class surjections(unsigned long n, unsigned long k);
  /// By the Bell triangle.
  const mpz_class& bell(unsigned long n);
  /// From the tangent numbers, DLMF 24.15.4.
  mpq_class bernoulli(unsigned long n);
  /// The coefficients c_0, c_1, ... of the polynomial in p that the n-th derivative of p is, if p' = p - p^2.
  const std::vector<mpz_class>& sigmoid_derivative(unsigned long n);

 private:
  std::vector<mpz_class> factorials_{1};
  Triangle stirling_;
  Triangle surjections_;
  Triangle derivatives_;
  std::vector<mpz_class> bells_{1};
  std::vector<mpz_class> bell_row_{1};
  std::vector<mpz_class> tangents_;
};

}  // namespace dropcert::check
