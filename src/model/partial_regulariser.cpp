#include "model/partial_regulariser.hpp"

#include <algorithm>

#include "model/derivatives.hpp"
#include "model/enclosure.hpp"
#include "model/moments.hpp"
#include "model/taylor_sequence.hpp"
#include "model/units.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

bool no_noise(const Dropout& model) {
  return std::all_of(model.contributions.begin(), model.contributions.end(),
                     [](const Rational& a) { return a.is_zero(); });
}

bool sums_are_rational(const Dropout& model) {
  return no_noise(model) || (model.z0().is_zero() && !model.in_units_of_pi);
}

/// R_0, ..., R_k where sums_are_rational(model) or k < 2.
std::vector<Rational> rational_sums(unsigned long k, const Dropout& model) {
  std::vector<Rational> sums(k + 1);
  if (k < 2 || no_noise(model)) return sums;
  const std::vector<Rational> moment = moments(model, k);
  Integer factorial_j = 1;
  for (unsigned long j = 2; j <= k; ++j) {
    factorial_j *= Integer(j);
    sums[j] = sums[j - 1] + softplus_derivative_exact(j, 0).value() * moment[j] / Rational(factorial_j);
  }
  return sums;
}

/// The sums up to that of the last moment.
std::vector<Ball> sums_of_balls(const std::vector<Rational>& moment, const Dropout& model, Bits bits) {
  const std::vector<Ball> c =
      softplus_taylor_sequence(moment.size() - 1, real_value(model, model.z0(), bits), bits);
  const Ball unit = model.in_units_of_pi ? const_pi(bits) : Ball(1);
  Ball power = unit;
  std::vector<Ball> sums(moment.size());
  for (std::size_t j = 2; j < moment.size(); ++j) {
    power = mul(power, unit, bits);
    sums[j] = add(sums[j - 1], mul(c[j], mul(Ball::from(moment[j], bits), power, bits), bits), bits);
  }
  return sums;
}

/// The most bits that R_2, R_3, ... lack; 0 if none does.
long bits_missing(const std::vector<Ball>& sums, Bits precision) {
  long missing = 0;
  for (std::size_t j = 2; j < sums.size(); ++j) {
    if (sums[j].sign() != 0)
      missing = std::max(missing, precision.value - std::max(sums[j].relative_accuracy_bits(), 0L));
  }
  return missing;
}

}  // namespace

std::vector<Ball> partial_regularisers(unsigned long k, const Dropout& model, Bits precision) {
  std::vector<Ball> sums;
  if (k < 2 || sums_are_rational(model)) {
    for (const Rational& sum : rational_sums(k, model)) sums.push_back(Ball::from(sum, precision));
    return sums;
  }
  constexpr int retries = 6;
  const std::vector<Rational> moment = moments(model, k);
  long bits = std::min(precision.value + 64, Bits::most);
  sums = sums_of_balls(moment, model, Bits(bits));
  for (int i = 0; i < retries && bits < Bits::most; ++i) {
    const long missing = bits_missing(sums, precision);
    if (missing == 0) break;
    bits = std::min(missing < precision.value ? bits + missing + 16 : 2 * bits, Bits::most);
    sums = sums_of_balls(moment, model, Bits(bits));
  }
  for (Ball& sum : sums) sum = rounded(sum, Bits(std::min(precision.value + 4, Bits::most)));
  return sums;
}

Ball partial_regulariser(unsigned long k, const Dropout& model, Bits precision) {
  if (const std::optional<Rational> exact = partial_regulariser_exact(k, model))
    return Ball::from(*exact, precision);
  const std::vector<Rational> moment = moments(model, k);
  const auto value = [&](Bits bits) { return sums_of_balls(moment, model, bits).back(); };
  return until_accurate(value, precision, precision.value + 64, 6);
}

std::optional<Rational> partial_regulariser_exact(unsigned long k, const Dropout& model) {
  if (k < 2) return Rational(0);
  if (!sums_are_rational(model)) return std::nullopt;
  return rational_sums(k, model).back();
}

}  // namespace dropcert::model
