#include "model/regulariser.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "model/conditioned_integral.hpp"
#include "model/dropout_integral.hpp"
#include "model/enclosure.hpp"
#include "model/halves_of_law.hpp"
#include "model/law.hpp"
#include "model/logistic.hpp"
#include "model/partial_regulariser.hpp"
#include "model/relative_accuracy.hpp"
#include "model/route_cost.hpp"
#include "model/units.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

bool no_noise(const Dropout& model) {
  return std::all_of(model.contributions.begin(), model.contributions.end(),
                     [](const Rational& a) { return a.is_zero(); });
}

Ball mean_softplus(const Dropout& model, const Law& law, Bits bits, StopFlag stop) {
  Ball sum;
  for (const Atom& atom : law.atoms) {
    throw_if_stopped(stop);
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

}  // namespace

Ball regulariser_by_enumeration(const Dropout& model, Bits precision, StopFlag stop) {
  if (no_noise(model)) return 0;
  const Law law = noised_predictor_law(model);
  const auto value = [&](Bits bits) {
    const Ball at_mean = softplus(real_value(model, model.z0(), bits), bits);
    return sub(mean_softplus(model, law, bits, stop), at_mean, bits);
  };
  return until_accurate(value, precision, precision.value + 32 + cancellation_guess(model), 10);
}

Ball regulariser_by_integral(const Dropout& model, Bits precision, StopFlag stop) {
  if (no_noise(model)) return 0;
  long prepared = precision.value + 24;
  std::optional<DropoutIntegral> integral(std::in_place, model, prepared, stop);
  const auto value = [&](long bits) {
    if (bits > prepared) {
      prepared = bits + 64;
      integral.emplace(model, prepared, stop);
    }
    const std::optional<ConditionedIntegral> conditioned =
        cheaper_parts(model, integral->factors(bits), bits);
    return conditioned ? conditioned->value(stop) : integral->value(bits);
  };
  return with_relative_accuracy(value, integral->guess(), precision);
}

Ball regulariser(const Dropout& model, Bits precision, StopFlag stop) {
  if (no_noise(model)) return 0;
  constexpr long most_bits_of_halves = 48;
  if (precision.value <= most_bits_of_halves)
    if (const std::optional<Ball> quick = regulariser_by_halves(model, stop))
      if (quick->relative_accuracy_bits() >= precision.value) return *quick;
  if (enumeration_costs_less(model, precision)) return regulariser_by_enumeration(model, precision, stop);
  return regulariser_by_integral(model, precision, stop);
}

}  // namespace dropcert::model
