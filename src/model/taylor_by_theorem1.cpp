#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include "exact/surjections.hpp"
#include "model/derivatives.hpp"
#include "model/enclosure.hpp"
#include "model/logistic.hpp"
#include "model/taylor_routes.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

/// sum_{j=1}^n (-1)^(j-1) p^(j-1) T(n,j) by Horner's rule.
Ball alternating_sum(const std::vector<Integer>& row, const Ball& p, Bits bits) {
  Ball sum;
  for (std::size_t j = row.size() - 1; j >= 1; --j) sum = sub(Ball(row[j]), mul(p, sum, bits), bits);
  return sum;
}

/// The sum is smaller than its terms by log2(rho / log(1+1/p)) bits an order.
double bits_lost(unsigned long n, double modulus) {
  const double log_inverse = modulus > 40 ? modulus : std::log(2 + std::exp(modulus));
  return static_cast<double>(n) * std::max(0.0, std::log2(std::hypot(3.1416, modulus) / log_inverse));
}

}  // namespace

Ball taylor_by_theorem1(unsigned long n, const Ball& z, Bits precision) {
  if (n > max_theorem1_order)
    throw std::length_error("a derivative of order " + std::to_string(n) +
                            " by Theorem 1 was asked for; the limit is " +
                            std::to_string(max_theorem1_order));
  const std::vector<Integer> row = surjections_row(n);
  const Ball modulus = abs(z);
  const auto value = [&](Bits bits) {
    const Ball p = sigmoid(neg(modulus), bits);
    const Ball q = sigmoid(modulus, bits);
    const Ball sum = mul(mul(p, q, bits), alternating_sum(row, p, bits), bits);
    return div(sum, factorial_ball(n, bits), bits);
  };
  const long guess = precision.value + 24 + static_cast<long>(bits_lost(n, modulus_hint(z)));
  return reflected(n, z, until_accurate(value, precision, guess, 4));
}

}  // namespace dropcert::model
