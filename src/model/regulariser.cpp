#include "model/regulariser.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "model/derivatives.hpp"
#include "model/dropout_integral.hpp"
#include "model/enclosure.hpp"
#include "model/law.hpp"
#include "model/logistic.hpp"
#include "model/moments.hpp"
#include "model/relative_accuracy.hpp"
#include "model/route_cost.hpp"
#include "model/taylor_coefficients.hpp"
#include "model/units.hpp"

namespace dropcert {
namespace {

bool no_noise(const Dropout& model) {
  return std::all_of(model.contributions.begin(), model.contributions.end(),
                     [](const Rational& a) { return a.is_zero(); });
}

Ball mean_softplus(const Dropout& model, const Law& law, Bits bits) {
  Ball sum;
  for (const Atom& atom : law.atoms) {
    const Rational z = law.origin + Rational(atom.position) * law.step;
    sum = add(sum, mul(Ball(atom.weight), softplus(real_value(model, z, bits), bits), bits), bits);
  }
  return div(sum, Ball(law.total), bits);
}

/// How many bits smaller than A(z0) the term of second order, and so roughly R, is.
long cancellation_guess(const Dropout& model) {
  const Bits bits(64);
  const Ball term = partial_regulariser(2, model, bits);
  const Ball size = softplus(real_value(model, model.z0(), bits), bits);
  const Ball ratio = log(div(size, term, bits), bits);
  if (!ratio.is_finite()) return 0;
  return static_cast<long>(std::clamp(1.5 * hint(ratio), 0.0, 4096.0));
}

Ball partial_sum(const std::vector<Rational>& moment, const Dropout& model, Bits bits) {
  const std::vector<Ball> c =
      softplus_taylor_coefficients(moment.size() - 1, real_value(model, model.z0(), bits), bits);
  const Ball unit = model.in_units_of_pi ? const_pi(bits) : Ball(1);
  Ball power = unit;
  Ball sum;
  for (std::size_t j = 2; j < moment.size(); ++j) {
    power = mul(power, unit, bits);
    sum = add(sum, mul(c[j], mul(Ball::from(moment[j], bits), power, bits), bits), bits);
  }
  return sum;
}

}  // namespace

Ball regulariser_by_enumeration(const Dropout& model, Bits precision) {
  if (no_noise(model)) return 0;
  const Law law = noised_predictor_law(model);
  const auto value = [&](Bits bits) {
    const Ball at_mean = softplus(real_value(model, model.z0(), bits), bits);
    return sub(mean_softplus(model, law, bits), at_mean, bits);
  };
  return until_accurate(value, precision, precision.value + 32 + cancellation_guess(model), 10);
}

Ball regulariser_by_integral(const Dropout& model, Bits precision) {
  if (no_noise(model)) return 0;
  long prepared = precision.value + 64;
  std::optional<DropoutIntegral> integral(std::in_place, model, prepared);
  const auto value = [&](long bits) {
    if (bits > prepared) {
      prepared = bits + 64;
      integral.emplace(model, prepared);
    }
    return integral->value(bits);
  };
  return with_relative_accuracy(value, integral->guess(), precision);
}

Ball regulariser(const Dropout& model, Bits precision) {
  if (no_noise(model)) return 0;
  if (enumeration_costs_less(model, precision)) return regulariser_by_enumeration(model, precision);
  return regulariser_by_integral(model, precision);
}

Ball partial_regulariser(unsigned long k, const Dropout& model, Bits precision) {
  if (const std::optional<Rational> exact = partial_regulariser_exact(k, model))
    return Ball::from(*exact, precision);
  const std::vector<Rational> moment = moments(model, k);
  const auto value = [&](Bits bits) { return partial_sum(moment, model, bits); };
  return until_accurate(value, precision, precision.value + 64, 6);
}

std::optional<Rational> partial_regulariser_exact(unsigned long k, const Dropout& model) {
  if (k < 2 || no_noise(model)) return Rational(0);
  if (!model.z0().is_zero() || model.in_units_of_pi) return std::nullopt;
  const std::vector<Rational> moment = moments(model, k);
  Rational sum;
  Integer factorial_j = 1;
  for (unsigned long j = 2; j <= k; ++j) {
    factorial_j *= Integer(j);
    sum += softplus_derivative_exact(j, 0).value() * moment[j] / Rational(factorial_j);
  }
  return sum;
}

}  // namespace dropcert
