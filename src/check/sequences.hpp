// The number sequences of the language, by recurrences.
#pragma once

#include <gmpxx.h>

#include <vector>

namespace dropcert::check {

/// The rows of a triangle of numbers R with R(n+1, k) = k R(n, k) + weight(k) R(n, k-1). Early rows are kept,
/// of later ones the last. check(row) is called for each row made.
class Triangle {
 public:
  using Row = std::vector<mpz_class>;
  Triangle(Row first, long (*weight)(long k), void (*check)(const Row& row) = nullptr)
      : rows_{std::move(first)}, weight_(weight), check_(check) {}
  const Row& row(unsigned long n);

 private:
  void step(Row& row) const;

  std::vector<Row> rows_;
  Row late_;
  unsigned long late_index_ = 0;
  long (*weight_)(long k);
  void (*check_)(const Row& row);
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
