#include "model/relative_accuracy.hpp"

#include <algorithm>
#include <cmath>

namespace dropcert::model {
namespace {

/// E A(z0 + sigma X) - A(z0) for a standard normal X, by a sum over 0 < |X| <= 8.
double normal_guess(double z0, double sigma) {
  constexpr double step = 0.05;
  double sum = 0;
  double weight = 0;
  for (int i = 1; i <= 160; ++i) {
    const double x = step * i;
    const double w = std::exp(-x * x / 2);
    sum += w * (softplus_near(z0 + sigma * x) + softplus_near(z0 - sigma * x) - 2 * softplus_near(z0));
    weight += w;
  }
  return sum / (2 * weight + 1);
}

/// A''(z0) v/2, for what cancels above.
double quadratic_guess(double z0, double v) {
  const double e = std::exp(-std::abs(z0));
  return e / ((1 + e) * (1 + e)) * v / 2;
}

}  // namespace

double softplus_near(double z) {
  return std::max(z, 0.0) + std::log1p(std::exp(-std::abs(z)));
}

double guess_of_regulariser(double z0, double variance) {
  const double normal = normal_guess(z0, std::sqrt(variance));
  return std::max(normal > 1e-12 ? normal : 0.0, quadratic_guess(z0, variance));
}

}  // namespace dropcert::model
