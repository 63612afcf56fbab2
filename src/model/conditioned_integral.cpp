#include "model/conditioned_integral.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>

#include "exact/factorial.hpp"
#include "model/dropout_integral.hpp"
#include "model/enclosure.hpp"
#include "model/logistic.hpp"
#include "model/units.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

const Bits coarse(64);
/// An integral of about so many nodes is taken as it is.
constexpr double few_nodes = 2048;
/// An integral of so few factors, or of a model with so many features, is never cut.
constexpr double cheap_factors = 1 << 16;
constexpr std::size_t most_features = 4096;
/// A logarithm takes as long as so many factors.
constexpr double logarithm_factors = 500;
/// A part takes as long as so many, with what it is good for: those that are worth it have an integral each,
/// or a neighbour that has one.
constexpr double cut_factors = logarithm_factors / 2;
/// Bits by which an integral may be more accurate than its part's probability asks for.
constexpr long spare_bits = 12;

/// The number of nodes for values of z~ of modulus at most `reach`, about: choose_rule with s = 1.
double nodes_within(double reach, long bits) {
  const double digits = 0.693 * static_cast<double>(bits);
  return digits * (digits + reach) / 19.7;
}

/// About log2 x, x > 0.
long log2_of(const Rational& x) {
  return static_cast<long>(x.numerator().bits()) - static_cast<long>(x.denominator().bits());
}

}  // namespace

ConditionedIntegral::ConditionedIntegral(const Dropout& model, long bits, double most_factors)
    : model_(model),
      bits_(bits),
      border_(Rational(7, 10) * Rational(bits + 4)),  // 7/10 > log 2
      most_factors_(most_factors) {
  group_contributions();
  cut(model_.bias, 1, 0);
}

void ConditionedIntegral::group_contributions() {
  std::map<Rational, unsigned long> copies;
  for (const Rational& a : model_.contributions)
    if (!a.is_zero()) ++copies[a];
  for (const auto& [a, n] : copies) groups_.push_back({a, n});
  std::stable_sort(groups_.begin(), groups_.end(),
                   [](const Group& x, const Group& y) { return abs(x.contribution) > abs(y.contribution); });
  const Rational kept = Rational(1) - model_.delta;
  rests_.resize(groups_.size() + 1);
  for (std::size_t i = groups_.size(); i-- > 0;) {
    const Rational sum = groups_[i].contribution * Rational(groups_[i].copies);
    rests_[i] = rests_[i + 1];
    rests_[i].mean += sum;
    (sum.sign() > 0 ? rests_[i].most : rests_[i].least) += sum / kept;
    rests_[i].features += static_cast<double>(groups_[i].copies);
  }
}

void ConditionedIntegral::cut(const Rational& decided, const Rational& probability, std::size_t first) {
  if (++cuts_ > max_cuts)
    throw std::length_error("the law of the large contributions has more than " + std::to_string(max_cuts) +
                            " parts");
  if (static_cast<double>(cuts_) * cut_factors + factors_ > most_factors_)
    throw std::length_error("the law of the large contributions has too many parts to be worth it");
  const Rest& rest = rests_[first];
  const Ball least = real_value(model_, decided + rest.least, coarse);
  const Ball most = real_value(model_, decided + rest.most, coarse);
  const Ball border = Ball::from(border_, coarse);
  if (less(border, least) == true || less(most, neg(border)) == true) {
    saturated_ += probability;
    if (least.sign() == 1) beyond_ += probability * (decided + rest.mean);
    return;
  }
  const double nodes = nodes_within(hint(max(abs(least), abs(most), coarse)), bits_);
  if (first == groups_.size() || nodes <= few_nodes) {
    parts_.push_back({decided, probability, first});
    factors_ += logarithm_factors + nodes * rest.features;
    return;
  }
  const Group& group = groups_[first];
  const Rational kept = Rational(1) - model_.delta;
  for (unsigned long k = 0; k <= group.copies; ++k) {
    const Rational weight = Rational(binomial(group.copies, k)) * pow(kept, static_cast<long>(k)) *
                            pow(model_.delta, static_cast<long>(group.copies - k));
    cut(decided + group.contribution * Rational(k) / kept, probability * weight, first + 1);
  }
}

/// E A(bias + S).
Ball ConditionedIntegral::mean_of(const Part& part, StopFlag stop) const {
  throw_if_stopped(stop);
  const Bits working(bits_ + 64);
  const Rational centre = part.bias + rests_[part.first].mean;
  const Ball at_centre = softplus(real_value(model_, centre, working), working);
  if (part.first == groups_.size()) return at_centre;
  std::vector<Rational> rest;
  for (std::size_t i = part.first; i < groups_.size(); ++i)
    rest.insert(rest.end(), groups_[i].copies, groups_[i].contribution);
  const long bits = std::clamp(bits_ + 1 + spare_bits + log2_of(part.probability), 8L, bits_ + 2);
  const Dropout conditioned(std::move(rest), model_.delta, model_.in_units_of_pi, part.bias);
  return add(at_centre, DropoutIntegral(conditioned, bits, stop).value(bits), working);
}

Ball ConditionedIntegral::value(StopFlag stop) const {
  const Ball size = abs(real_value(model_, beyond_, coarse));
  const Bits working(bits_ + 64 + std::max(0L, arf_abs_bound_lt_2exp_si(arb_midref(size.raw()))));
  const Ball error = mul(Ball::from(saturated_, coarse), exp(Ball::from(-border_, coarse), coarse), coarse);
  Ball sum = with_error(real_value(model_, beyond_, working), error);
  for (const Part& part : parts_)
    sum = add(sum, mul(Ball::from(part.probability, working), mean_of(part, stop), working), working);
  return sub(sum, softplus(real_value(model_, model_.z0(), working), working), working);
}

std::optional<ConditionedIntegral> cheaper_parts(const Dropout& model, double factors, long bits) {
  if (factors < cheap_factors || model.size() > most_features) return std::nullopt;
  try {
    ConditionedIntegral parts(model, bits, factors);
    if (parts.factors() < factors) return parts;
  } catch (const std::length_error&) {
    // The integral over the whole law is left, unless that is out of reach.
  }
  return std::nullopt;
}

}  // namespace dropcert::model
