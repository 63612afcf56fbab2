#include "model/taylor_coefficients.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>

#include "ball/series.hpp"
#include "model/derivatives.hpp"
#include "model/logistic.hpp"
#include "model/taylor_routes.hpp"

namespace dropcert::model {

using namespace ball;

namespace {

/// A number near the radius of convergence, so that the coefficients of the scaled series vary little;
/// smaller where the order is too low for the radius to show. A power of two, by which it costs nothing to
/// scale, where the few bits by which the last coefficients then differ are nothing beside the others.
Ball variable_scale(unsigned long n, double modulus, Bits bits) {
  if (modulus > static_cast<double>(n)) return std::max(1L, static_cast<long>(n / 3));
  const double radius = std::hypot(3.1416, modulus);
  const long exponent = std::lround(std::log2(radius));
  const double lost = std::abs(static_cast<double>(exponent) - std::log2(radius)) * static_cast<double>(n);
  if (64 * lost < static_cast<double>(bits.value)) return scale(1, exponent);
  return scale(static_cast<long>(std::floor(8 * radius)), -3);
}

/// e^z, and the series of 1/(1 + e^(z + s t)) = 1 - p(z + s t).
std::pair<Ball, Series> complement(unsigned long n, const Ball& z, const Ball& s, Bits bits) {
  Series exponent(n + 1);
  exponent.set_coefficient(0, z);
  if (n >= 1) exponent.set_coefficient(1, s);
  Series denominator = exp(exponent, bits);
  Ball exponential = denominator.coefficient(0);
  denominator.set_coefficient(0, add(1, exponential, bits));
  return {std::move(exponential), inv(denominator, bits)};
}

}  // namespace

std::vector<Ball> sigmoid_taylor_coefficients(unsigned long n, const Ball& z, Bits working) {
  if (n > max_series_order)
    throw std::length_error("Taylor coefficients up to order " + std::to_string(n) +
                            " were asked for; the limit of power series is " +
                            std::to_string(max_series_order));
  const Ball s = variable_scale(n, modulus_hint(z), working);
  const bool turned = z.sign() == 1;
  const auto [exponential, series] = complement(n, turned ? neg(z) : z, s, working);
  // At -|z| the first coefficient is p(|z|), and e^-|z| times it p(-|z|).
  std::vector<Ball> result{turned ? series.coefficient(0) : mul(exponential, series.coefficient(0), working)};
  result.reserve(n + 1);
  const Ball inverse = inv(s, working);
  Ball power = 1;
  for (unsigned long j = 1; j <= n; ++j) {
    power = mul(power, inverse, working);
    const Ball b = mul(series.coefficient(j), power, working);
    result.push_back(turned && j % 2 == 0 ? b : neg(b));
  }
  return result;
}

std::vector<Ball> softplus_taylor_coefficients(unsigned long n, const Ball& z, Bits working) {
  std::vector<Ball> result{softplus(z, working)};
  if (n == 0) return result;
  const std::vector<Ball> b = sigmoid_taylor_coefficients(n - 1, z, working);
  for (unsigned long j = 1; j <= n; ++j) result.push_back(div(b[j - 1], Ball(j), working));
  return result;
}

}  // namespace dropcert::model
