#include "model/softmax_model.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "ball/decimal.hpp"
#include "ball/double_ball.hpp"
#include "model/convergence.hpp"
#include "model/enclosure.hpp"
#include "model/softmax_masks.hpp"
#include "model/softmax_radius.hpp"
#include "model/validity.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

/// eta_k - eta_l as a predictor of its own.
NoisyPredictor difference(const SoftmaxModel& model, std::size_t k, std::size_t l) {
  std::vector<Rational> c;
  for (std::size_t j = 0; j < model.features(); ++j)
    c.push_back(model.coefficients[k][j] - model.coefficients[l][j]);
  return {model.law, model.logits[k] - model.logits[l], std::move(c)};
}

/// Numerator and denominator are cut to doubles within 2^-52 each, and divided within 2^-53: together within
/// 2^-50, where nothing leaves the range of doubles.
DoubleBall quickly(const Rational& q) {
  const double numerator = fmpz_get_d(fmpq_numref(q.raw()));
  const double denominator = fmpz_get_d(fmpq_denref(q.raw()));
  constexpr double most = 1e140;
  if (q.is_zero()) return {0, 0};
  if (!(std::abs(numerator) < most) || !(denominator < most)) return DoubleBall::from(q);
  const double value = numerator / denominator;
  return {value, std::abs(value) * 0x1p-50};
}

/// The coefficients as doubles with bounds: they tell which pairs of classes and which directions need exact
/// numbers.
class Approximation {
 public:
  explicit Approximation(const SoftmaxModel& model) : classes_(model.classes()), features_(model.features()) {
    const std::optional<Range> range = model.law.range();
    if (range) {
      up_ = DoubleBall::from(range->up);
      down_ = DoubleBall::from(range->down);
    }
    for (const std::vector<Rational>& row : model.coefficients)
      for (const Rational& c : row) list_.push_back(quickly(c));
  }

  /// ess sup |Delta_k - Delta_l| for bounded noise.
  DoubleBall deviation(std::size_t k, std::size_t l) const {
    DoubleBall positive;
    DoubleBall negative;
    for (std::size_t j = 0; j < features_; ++j) {
      const DoubleBall c = at(k, j) - at(l, j);
      const std::optional<bool> is_positive = less(DoubleBall{0, 0}, c);
      const DoubleBall either = {0, std::abs(c.midpoint) + c.radius * (1 + 0x1p-40)};  // 0 or |c|
      if (is_positive != false) positive = positive + (is_positive ? c : either);
      if (is_positive != true) negative = negative + (is_positive ? -c : either);
    }
    return max(up_ * positive + down_ * negative, down_ * positive + up_ * negative);
  }

  /// The oscillation over the classes of the direction of a dropout mask.
  DoubleBall oscillation(const std::vector<bool>& kept) const {
    DoubleBall least;
    DoubleBall most;
    for (std::size_t k = 0; k < classes_; ++k) {
      DoubleBall sum_kept;
      DoubleBall sum_dropped;
      for (std::size_t j = 0; j < features_; ++j)
        (kept[j] ? sum_kept : sum_dropped) = (kept[j] ? sum_kept : sum_dropped) + at(k, j);
      const DoubleBall v = up_ * sum_kept - sum_dropped;
      least = k == 0 ? v : -max(-least, -v);
      most = k == 0 ? v : max(most, v);
    }
    return most - least;
  }

 private:
  const DoubleBall& at(std::size_t k, std::size_t j) const { return list_[k * features_ + j]; }

  std::size_t classes_, features_;
  DoubleBall up_, down_;
  std::vector<DoubleBall> list_;
};

/// Exact for the pairs of classes of which doubles do not tell that another one is farther apart.
std::optional<Rational> largest_spread(const SoftmaxModel& model, const Approximation& approximation) {
  if (!model.law.range() && has_noise_between_classes(model)) return std::nullopt;
  struct Pair {
    std::size_t k, l;
    DoubleBall spread;
  };
  std::vector<Pair> pairs;
  for (std::size_t k = 0; k < model.classes(); ++k)
    for (std::size_t l = 0; l < k; ++l) pairs.push_back({k, l, approximation.deviation(k, l)});
  const auto largest = std::max_element(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
    return a.spread.midpoint < b.spread.midpoint;
  });
  Rational most;
  for (const Pair& pair : pairs) {
    if (less(pair.spread, largest->spread) == true) continue;
    most = std::max(most, deviation(difference(model, pair.k, pair.l)).value());
  }
  return most;
}

/// Delta = (sum_j s_j U_j) v up to what all classes share.
struct OneDirection {
  std::vector<Rational> v;  ///< the change of each class, that of the first one 0
  std::vector<Rational> s;  ///< not 0
};

/// The direction, if the coefficients of all features that differ between the classes are proportional, each
/// less that of the first class.
std::optional<OneDirection> only_direction(const SoftmaxModel& model) {
  OneDirection result;
  std::size_t pivot = 0;  // a class with an entry other than 0
  for (std::size_t j = 0; j < model.features(); ++j) {
    std::vector<Rational> column;
    for (const std::vector<Rational>& row : model.coefficients)
      column.push_back(row[j] - model.coefficients[0][j]);
    if (std::all_of(column.begin(), column.end(), [](const Rational& c) { return c.is_zero(); })) continue;
    if (result.v.empty()) {
      while (column[pivot].is_zero()) ++pivot;
      result = {std::move(column), {1}};
      continue;
    }
    const Rational s = column[pivot] / result.v[pivot];
    for (std::size_t k = 0; k < column.size(); ++k)
      if (column[k] != s * result.v[k]) return std::nullopt;
    result.s.push_back(s);
  }
  return result;
}

/// Which features are kept.
using Mask = std::vector<bool>;

Mask mask_of(unsigned long bits, std::size_t features) {
  Mask kept(features);
  for (std::size_t j = 0; j < features; ++j) kept[j] = ((bits >> j) & 1UL) != 0;
  return kept;
}

/// Delta for a mask.
std::vector<Rational> direction(const SoftmaxModel& model, const Mask& kept) {
  const Rational odds = model.law.level() / (Rational(1) - model.law.level());
  std::vector<Rational> result(model.classes());
  for (std::size_t k = 0; k < model.classes(); ++k)
    for (std::size_t j = 0; j < model.features(); ++j) {
      const Rational& c = model.coefficients[k][j];
      result[k] += kept[j] ? odds * c : -c;
    }
  return result;
}

Rational oscillation(const std::vector<Rational>& v) {
  const auto [least, most] = std::minmax_element(v.begin(), v.end());
  return *most - *least;
}

/// v <= pi, which are never equal.
bool at_most_pi(const Rational& v) {
  return within_radius(v, 0);
}

std::string shown(const Ball& x, int digits) {
  return correctly_rounded(x.midpoint(), digits).value_or(x.str(digits));
}

/// Two numbers with as many digits as it takes to tell them apart, from six to forty.
std::pair<std::string, std::string> told_apart(const Ball& x, const Ball& y) {
  constexpr int least = 6;
  constexpr int most = 40;
  std::pair<std::string, std::string> text;
  for (int digits = least; digits <= most && text.first == text.second; ++digits)
    text = {shown(x, digits), shown(y, digits)};
  return text;
}

/// For each ordered pair of classes the direction of the mask that drives the two farthest apart, the widest
/// first, and of equally wide ones those of the first pair. Doubles sort the masks into groups of which each
/// is surely wider than the next; exact directions are worked out as they are asked for.
class ExtremeDirections {
 public:
  ExtremeDirections(const SoftmaxModel& model, const Approximation& approximation) : model_(model) {
    for (std::size_t k = 0; k < model.classes(); ++k)
      for (std::size_t l = 0; l < model.classes(); ++l) {
        if (k == l) continue;
        Mask kept(model.features());
        for (std::size_t j = 0; j < kept.size(); ++j)
          kept[j] = model.coefficients[k][j] > model.coefficients[l][j];
        const DoubleBall width = approximation.oscillation(kept);
        masks_.push_back({std::move(kept), width.is_finite() ? width : DoubleBall::unknown(), masks_.size()});
      }
    std::sort(masks_.begin(), masks_.end(), [](const WideMask& a, const WideMask& b) {
      return std::pair(-a.width.midpoint, a.place) < std::pair(-b.width.midpoint, b.place);
    });
  }

  /// The next one; nullptr at the end.
  const std::vector<Rational>* next() {
    if (at_ == group_.size() && !next_group()) return nullptr;
    return &group_[at_++];
  }

 private:
  struct WideMask {
    Mask kept;
    DoubleBall width;
    std::size_t place = 0;
  };

  bool next_group() {
    if (masks_.empty()) return false;
    std::vector<WideMask> taken;
    const auto surely_wider = [&](const WideMask& rest) {
      return std::all_of(taken.begin(), taken.end(),
                         [&](const WideMask& mask) { return less(rest.width, mask.width) == true; });
    };
    do {
      taken.push_back(std::move(masks_.front()));
      masks_.erase(masks_.begin());
    } while (!std::all_of(masks_.begin(), masks_.end(), surely_wider));
    std::sort(taken.begin(), taken.end(),
              [](const WideMask& a, const WideMask& b) { return a.place < b.place; });
    group_.clear();
    at_ = 0;
    for (const WideMask& mask : taken) group_.push_back(direction(model_, mask.kept));
    std::stable_sort(group_.begin(), group_.end(),
                     [](const auto& v, const auto& w) { return oscillation(v) > oscillation(w); });
    return true;
  }

  const SoftmaxModel& model_;
  std::vector<WideMask> masks_;  // those that are left
  std::vector<std::vector<Rational>> group_;
  std::size_t at_ = 0;
};

/// Looks at directions one by one, until one has a zero in |t| < 1.
class MaskSearch {
 public:
  MaskSearch(const SoftmaxModel& model, SoftmaxAssessment& result, StopFlag stop, Bits precision)
      : model_(model), result_(result), stop_(stop), precision_(precision) {}

  /// Whether that proves divergence.
  bool diverges(const std::vector<Rational>& v) {
    throw_if_stopped(stop_);
    if (at_most_pi(oscillation(v))) return false;
    const std::optional<Ball> radius = radius_along(v);
    if (!radius) return all_decided_ = false;
    result_.nearest = result_.nearest ? min(*result_.nearest, *radius, precision_) : *radius;
    all_decided_ = all_decided_ && less(1, *radius) == true;
    if (less(*radius, 1) != true) return false;
    result_.converges = false;
    result_.reason = "the direction of a mask has a complex zero at distance " +
                     told_apart(*radius, Ball(1)).first + " < 1";
    return true;
  }
  bool all_decided() const { return all_decided_; }

 private:
  std::optional<Ball> radius_along(const std::vector<Rational>& v) const {
    try {
      return softmax_radius(ExponentialSum(model_.logits, v), precision_).radius;
    } catch (const std::length_error&) {
      return std::nullopt;  // the search for the nearest zero took too long
    }
  }

  const SoftmaxModel& model_;
  SoftmaxAssessment& result_;
  StopFlag stop_;
  Bits precision_;
  bool all_decided_ = true;
};

void look_at_masks(const SoftmaxModel& model, const Approximation& approximation, std::size_t most_features,
                   StopFlag stop, Bits precision, SoftmaxAssessment& result) {
  MaskSearch search(model, result, stop, precision);
  ExtremeDirections extreme(model, approximation);
  while (const std::vector<Rational>* v = extreme.next())
    if (search.diverges(*v)) return;
  if (model.features() > most_features) {
    result.reason =
        "the spread is beyond pi, the masks that drive two classes farthest apart have no zero in |t| < 1, "
        "and there are too many masks to look at one by one";
    return;
  }
  for (unsigned long mask = 0; mask < (1UL << model.features()); ++mask)
    if (search.diverges(direction(model, mask_of(mask, model.features())))) return;
  if (!search.all_decided()) {
    result.reason = "the direction of a mask has a zero too close to |t| = 1";
    return;
  }
  result.converges = true;
  result.at_least = Ball(1);
  result.reason = "no mask's direction has a complex zero in |t| < 1";
}

/// ess sup |U| against the radius along the direction.
void look_along(const SoftmaxModel& model, const OneDirection& one, Bits precision,
                SoftmaxAssessment& result) {
  result.theorem = "softmax_direction";
  const std::optional<Rational> reach = deviation({model.law, 0, one.s});
  if (!reach) {
    result.converges = false;
    result.reason = "the noise is along one direction, where the radius is finite and Delta unbounded";
    return;
  }
  const Ball along = softmax_radius(ExponentialSum(model.logits, one.v), precision).radius;
  const Ball most = Ball::from(*reach, precision);
  result.nearest = div(along, most, precision);
  result.at_least = result.nearest;
  result.converges = less_equal(most, along);
  const auto [reached, radius] = told_apart(most, along);
  result.reason = "the noise is along one direction: |U| reaches " + reached + ", the radius is " + radius;
}

Ball log_partition(const std::vector<Rational>& eta, Bits bits) {
  const Rational most = *std::max_element(eta.begin(), eta.end());
  Ball sum;
  for (const Rational& x : eta) sum = add(sum, exp(Ball::from(x - most, bits), bits), bits);
  return add(Ball::from(most, bits), log(sum, bits), bits);
}

Ball over_masks(const SoftmaxModel& model, Bits bits, StopFlag stop) {
  Ball mean;
  for (unsigned long mask = 0; mask < (1UL << model.features()); ++mask) {
    throw_if_stopped(stop);
    const Mask kept = mask_of(mask, model.features());
    std::vector<Rational> noised = direction(model, kept);
    Rational probability = 1;
    for (const bool is_kept : kept)
      probability *= is_kept ? Rational(1) - model.law.level() : model.law.level();
    for (std::size_t k = 0; k < noised.size(); ++k) noised[k] += model.logits[k];
    mean = add(mean, mul(Ball::from(probability, bits), log_partition(noised, bits), bits), bits);
  }
  return sub(mean, log_partition(model.logits, bits), bits);
}

}  // namespace

SoftmaxModel::SoftmaxModel(NoiseLaw noise, std::vector<Rational> means,
                           std::vector<std::vector<Rational>> list)
    : law(std::move(noise)), logits(std::move(means)), coefficients(std::move(list)) {
  if (coefficients.size() < 2) throw std::invalid_argument("a softmax model needs at least two classes");
  if (logits.size() != coefficients.size())
    throw std::invalid_argument("there are " + std::to_string(coefficients.size()) + " classes and " +
                                std::to_string(logits.size()) + " logits; expected as many");
  for (std::size_t k = 1; k < coefficients.size(); ++k)
    if (coefficients[k].size() != coefficients[0].size())
      throw std::invalid_argument("class 1 has " + std::to_string(coefficients[0].size()) +
                                  " contributions and class " + std::to_string(k + 1) + " has " +
                                  std::to_string(coefficients[k].size()) + "; expected as many");
  static_cast<void>(difference(*this, 1, 0));  // refuses an empty list
}

SoftmaxModel multiplicative_softmax(const NoiseLaw& law, std::vector<std::vector<Rational>> contributions,
                                    const std::vector<Rational>& biases) {
  if (contributions.size() != biases.size())
    throw std::invalid_argument("there are " + std::to_string(contributions.size()) + " classes and " +
                                std::to_string(biases.size()) + " biases; expected as many");
  std::vector<Rational> logits = biases;
  for (std::size_t k = 0; k < logits.size(); ++k)
    for (const Rational& a : contributions[k]) logits[k] += a;
  return {law, std::move(logits), std::move(contributions)};
}

bool has_noise_between_classes(const SoftmaxModel& model) {
  for (std::size_t k = 1; k < model.classes(); ++k)
    for (std::size_t j = 0; j < model.features(); ++j)
      if (model.coefficients[k][j] != model.coefficients[0][j]) return true;
  return false;
}

std::optional<Rational> rational_quadratic(const SoftmaxModel& model) {
  for (const Rational& logit : model.logits)
    if (logit != model.logits.front()) return std::nullopt;
  const Rational classes(static_cast<long>(model.classes()));
  Rational sum;
  for (std::size_t j = 0; j < model.features(); ++j) {
    Rational mean;
    Rational square;
    for (const std::vector<Rational>& row : model.coefficients) {
      mean += row[j];
      square += row[j] * row[j];
    }
    mean /= classes;
    sum += square / classes - mean * mean;
  }
  return model.law.variance() * sum / Rational(2);
}

Ball quadratic_approximation(const SoftmaxModel& model, Bits precision) {
  const Bits bits(precision.value + 24);
  const Rational most = *std::max_element(model.logits.begin(), model.logits.end());
  std::vector<Ball> p;
  Ball all;
  for (const Rational& logit : model.logits) {
    p.push_back(exp(Ball::from(logit - most, bits), bits));
    all = add(all, p.back(), bits);
  }
  for (Ball& x : p) x = div(x, all, bits);
  Ball sum;
  for (std::size_t j = 0; j < model.features(); ++j) {
    std::vector<Ball> column;
    for (const std::vector<Rational>& row : model.coefficients) column.push_back(Ball::from(row[j], bits));
    Ball mean;
    for (std::size_t k = 0; k < column.size(); ++k) mean = add(mean, mul(p[k], column[k], bits), bits);
    for (std::size_t k = 0; k < column.size(); ++k) {
      const Ball c = sub(column[k], mean, bits);
      sum = add(sum, mul(p[k], mul(c, c, bits), bits), bits);
    }
  }
  return mul(sum, Ball::from(model.law.variance() / Rational(2), bits), precision);
}

SoftmaxAssessment assess(const SoftmaxModel& model, std::size_t most_features, StopFlag stop,
                         Bits precision) {
  SoftmaxAssessment result;
  const Approximation approximation(model);
  result.spread = largest_spread(model, approximation);
  result.theorem = "softmax_criterion";
  if (!has_noise_between_classes(model)) {
    result.converges = true;
    result.reason = "there is no noise between the classes: R = 0";
    result.theorem = "no_noise";
    return result;
  }
  if (result.spread)
    result.at_least = div(const_pi(precision), Ball::from(*result.spread, precision), precision);
  if (result.spread && at_most_pi(*result.spread)) {
    result.converges = true;
    result.reason = "the spread of the noise over the classes is always at most pi";
  } else if (model.classes() == 2) {
    const NoisyPredictor logit = difference(model, 1, 0);
    const Assessment logistic = assess(logit, Family::logistic, precision);
    result.converges = logistic.converges;
    result.reason = "two classes, the logistic family for the difference of the logits: " + logistic.reason;
    result.theorem = logistic.theorem;
    if (logistic.deviation && logistic.radius) {
      result.nearest = div(*logistic.radius, Ball::from(*logistic.deviation, precision), precision);
      result.at_least = result.nearest;
    }
  } else if (const auto one = only_direction(model)) {
    look_along(model, *one, precision, result);
  } else if (model.law.kind() == Noise::dropout) {
    look_at_masks(model, approximation, most_features, stop, precision, result);
  } else if (result.spread) {
    result.reason = "the spread is beyond pi, and several features have noise: only sufficient is known";
  } else {
    result.theorem = "softmax_direction";
    result.reason =
        "with at least three classes and several features of unbounded noise it is a conjecture that the "
        "series diverges, not proved";
  }
  return result;
}

Ball regulariser(const SoftmaxModel& model, Bits precision, StopFlag stop) {
  if (!has_noise_between_classes(model)) return 0;
  if (model.classes() == 2) return regulariser(difference(model, 1, 0), Family::logistic, precision, stop);
  if (model.law.kind() != Noise::dropout)
    throw std::length_error(
        "the regulariser of a softmax model of three or more classes is known for dropout alone");
  constexpr long most_quick_bits = 48;
  if (precision.value <= most_quick_bits)
    if (const std::optional<Ball> quick = regulariser_over_masks(model, stop))
      if (quick->relative_accuracy_bits() >= precision.value) return *quick;
  if (model.features() > max_softmax_features)
    throw std::length_error("the regulariser of a softmax model is a sum over 2^d masks; d = " +
                            std::to_string(model.features()) + " is beyond " +
                            std::to_string(max_softmax_features));
  const auto value = [&](Bits bits) { return over_masks(model, bits, stop); };
  return until_accurate(value, precision, precision.value + 64, 10);
}

}  // namespace dropcert::model
