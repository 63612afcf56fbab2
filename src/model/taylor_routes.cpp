#include "model/taylor_routes.hpp"

#include <algorithm>
#include <cmath>

#include "model/derivatives.hpp"
#include "model/enclosure.hpp"

namespace dropcert::model {

using namespace ball;

namespace {

constexpr double pi_hint = 3.14159265358979;
/// Below this order Theorem 1 costs microseconds.
constexpr unsigned long small_order = 64;

}  // namespace

double modulus_hint(const Ball& z) {
  return std::min(std::abs(hint(z)), 1e300);
}

Ball reflected(unsigned long n, const Ball& z, const Ball& value) {
  return z.sign() == 1 && n % 2 == 0 ? neg(value) : value;
}

double pole_terms_hint(unsigned long n, double z, double bits) {
  const double order = static_cast<double>(n) + 1;
  const double ratio = std::exp2(std::min(2 * bits / order, 600.0)) - 1;
  return 1 + std::hypot(pi_hint, z) * std::sqrt(ratio) / (2 * pi_hint);
}

double cancellation_hint(unsigned long n, double z) {
  const double order = static_cast<double>(n);
  if (order >= z) return 0;
  return (z - order * (1 + std::log(z / order))) / std::log(2.0);
}

// By Stirling's formula: std::lgamma writes to a variable that all threads share.
double log_factorial_hint(double n) {
  const double x = n + 1;
  return (x - 0.5) * std::log(x) - x + 0.5 * std::log(2 * pi_hint) + 1 / (12 * x);
}

double exponential_terms_hint(unsigned long n, double z, double bits) {
  const double order = static_cast<double>(n);
  const auto log_term = [&](double j) { return order * std::log(j) - j * z; };
  const double log_value =
      std::max(-z, log_factorial_hint(order) - (order + 1) * std::log(std::hypot(pi_hint, z)));
  const double goal = log_value - bits * std::log(2.0);
  double most = order / z + 1;
  while (most < 1e12 && log_term(most) > goal) most *= 2;
  double least = order / z;
  while (most - least > 1) {
    const double middle = (least + most) / 2;
    (log_term(middle) > goal ? least : most) = middle;
  }
  return most + 1;
}

Ball taylor_at_zero(unsigned long n, Bits precision) {
  if (n % 2 == 0) return 0;
  const Bits bits(precision.value + 64);  // also for the power of pi
  const long m = static_cast<long>(n) + 1;
  const Ball lambda = mul(sub(1, pow(Ball(2), -m, bits), bits), zeta_ui(n + 1, bits), bits);
  const Ball value = scale(div(lambda, pow(const_pi(bits), m, bits), bits), 1);
  return rounded(n % 4 == 1 ? value : neg(value), Bits(precision.value + 4));
}

Ball taylor_at_point(unsigned long n, const Ball& z, Bits precision) {
  if (z.sign() == 0) return taylor_at_zero(n, precision);
  if (n <= small_order) return taylor_by_theorem1(n, z, precision);
  const double modulus = modulus_hint(z);
  const double bits = static_cast<double>(precision.value);
  const double poles = 4 * pole_terms_hint(n, modulus, bits + cancellation_hint(n, modulus));
  const double exponentials = modulus < 0.1 ? 1e300 : exponential_terms_hint(n, modulus, bits);
  if (n <= max_series_order && std::min(poles, exponentials) > static_cast<double>(max_route_terms))
    return taylor_by_series(n, z, precision);
  return poles < exponentials ? taylor_by_poles(n, z, precision) : taylor_by_exponentials(n, z, precision);
}

}  // namespace dropcert::model
