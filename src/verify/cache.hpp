// Results that neighbouring cases of a range share: rows of triangles, derivatives in the ring.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <vector>

#include "ball/series.hpp"
#include "exact/integer.hpp"
#include "exact/polynomial.hpp"
#include "exact/rational.hpp"

namespace dropcert::verify {

/// Memory of one evaluation; not shared between threads.
class Cache {
 public:
  /// Stirling numbers of the second kind and T(n, k) = k! S2(n, k), by rows: the row before is extended if
  /// known.
  const exact::Integer& stirling2(unsigned long n, unsigned long k) {
    return entry(stirling_rows_, n, k, false);
  }
  const exact::Integer& surjections(unsigned long n, unsigned long k) {
    return entry(surjection_rows_, n, k, true);
  }
  const exact::Integer& bell(unsigned long n);
  const exact::Rational& bernoulli(unsigned long n);
  const exact::Integer& factorial(unsigned long n);

  /// zeta(1 + x) - 1/x, so many coefficients of it.
  const ball::Series& zeta_about_pole(ball::Bits precision);
  static constexpr unsigned long terms_about_pole = 100;

  /// D^k P in Q[p], D(p) = p - p^2; continues from the greatest known order of the same P. Valid until the
  /// next call.
  /// charge(steps) is called before each step.
  const exact::Polynomial& derivative(const exact::Polynomial& polynomial, unsigned long order,
                                      const std::function<void(unsigned long)>& charge);

 private:
  using Rows = std::map<unsigned long, std::vector<exact::Integer>>;
  const exact::Integer& entry(Rows& rows, unsigned long n, unsigned long k, bool onto);

  Rows stirling_rows_;
  Rows surjection_rows_;
  std::map<unsigned long, exact::Integer> bell_;
  std::map<unsigned long, exact::Rational> bernoulli_;
  std::map<unsigned long, exact::Integer> factorial_;
  std::map<long, ball::Series> zeta_about_pole_;  // by the precision
  struct Derivative {
    exact::Polynomial of;
    unsigned long order = 0;
    exact::Polynomial value;
  };
  std::array<Derivative, 8> derivatives_;
  std::size_t next_derivative_ = 0;
  exact::Integer single_;
};

}  // namespace dropcert::verify
