// The number sequences of the language, by recurrences.
#pragma once

#include <gmpxx.h>

#include <cstdint>
#include <vector>

namespace dropcert::check {

/// The rows of a triangle of numbers R with R(n+1, k) = k R(n, k) + weight(k) R(n, k-1). Early rows are kept,
/// of later ones the last. check(row) is called for each row made.
class Triangle {
 public:
  using Row = std::vector<mpz_class>;
  Triangle(Row first, std::int32_t (*weight)(std::int32_t k), void (*check)(const Row& row) = nullptr)
      : rows_{std::move(first)}, weight_(weight), check_(check) {}
  const Row& row(std::uint64_t n);

 private:
  void step(Row& row) const;

  std::vector<Row> rows_;
  Row late_;
  std::uint64_t late_index_ = 0;
  std::int32_t (*weight_)(std::int32_t k);
  void (*check_)(const Row& row);
};

/// Tables that grow as they are asked for. One thread's own. Indices beyond the limits throw OutOfReach.
class Sequences {
 public:
  Sequences();
  /// Lasts until the next call.
  const mpz_class& factorial(std::uint64_t n);
  /// By the recurrence S2(n+1, k) = k S2(n, k) + S2(n, k-1); for n > 2000 surjections(n, k)/k!.
  mpz_class stirling2(std::uint64_t n, std::uint64_t k);
  /// The maps of n things onto k things, by T(n+1, k) = k (T(n, k) + T(n, k-1)). The rows up to 20 and every
  /// hundredth are compared with the differences of x^n at 0; for n > 2000, a difference alone.
  mpz_class surjections(std::uint64_t n, std::uint64_t k);
  /// By the Bell triangle.
  const mpz_class& bell(std::uint64_t n);
  /// From the tangent numbers, DLMF 24.15.4.
  mpq_class bernoulli(std::uint64_t n);
  /// Of the first kind, signed, by s(n+1, k) = s(n, k-1) - n s(n, k).
  mpz_class stirling1(std::uint64_t n, std::uint64_t k);
  /// 1 + 1/2 + ... + 1/n.
  mpq_class harmonic(std::uint64_t n);
  /// How many primes are at most n, and the prime of that number, by a sieve (primes.cpp).
  std::uint64_t prime_count(std::uint64_t n);
  std::uint64_t prime(std::uint64_t number);
  /// The coefficients c_0, c_1, ... of the polynomial in p that the n-th derivative of p is, if p' = p - p^2.
  const std::vector<mpz_class>& sigmoid_derivative(std::uint64_t n);

 private:
  void sieve(std::uint64_t last);

  std::uint64_t sieved_ = 0;  // numbers below it are known
  std::vector<std::uint64_t> composite_;
  std::vector<std::uint64_t> counts_;
  std::vector<Triangle::Row> cycles_{{1}};
  std::vector<mpz_class> factorials_{1};
  std::pair<std::uint64_t, mpz_class> large_;
  Triangle stirling_;
  Triangle surjections_;
  Triangle derivatives_;
  std::vector<mpz_class> bells_{1};
  std::vector<mpz_class> bell_row_{1};
  std::vector<mpz_class> tangents_;
};

}  // namespace dropcert::check
