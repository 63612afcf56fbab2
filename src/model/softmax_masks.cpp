#include "model/softmax_masks.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <vector>

#include "exact/factorial.hpp"
#include "model/enclosure.hpp"
#include "model/unit_grid.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

const Bits working(160);
using unit_grid::border;
using unit_grid::in_units;

/// e^-t at whole multiples of 2^-f.
class Decay {
 public:
  static const Decay& get() {
    static const Decay table;
    return table;
  }

  /// Arguments as for unit_grid::place_of.
  double at(std::int64_t units, long f, double unit) const {
    const unit_grid::Place place = unit_grid::place_of(units, f, unit);
    const double t = -place.beyond;
    double sum = 1.0 / 5040;
    for (const double c : {1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1.0, 1.0}) sum = sum * t + c;
    return sum * at_middle_[place.cell];
  }

 private:
  Decay() {
    for (std::size_t k = 0; k < at_middle_.size(); ++k) {
      const Ball minus_middle = Ball::from(-unit_grid::middle_of(k), Bits(128));
      at_middle_[k] = unit_grid::nearest_double(exp(minus_middle, Bits(128)));
    }
  }

  std::array<double, unit_grid::cells> at_middle_{};
};

/// The sum over masks that keep equally many features.
struct GroupSum {
  static constexpr double large = 0x1p900;

  Integer maxima;  ///< of the greatest logits, in units
  std::int64_t pending = 0;
  int added = 0;
  double product = 1;  ///< of the s, times large^-exponent
  long exponent = 0;

  void add(std::int64_t maximum, double s) {
    pending += maximum;
    if (++added == 8) flush();  // eight numbers below 2^59
    product *= s;
    if (product > large) {
      product *= 1 / large;
      ++exponent;
    }
  }
  void flush() {
    maxima += Integer(pending);
    pending = 0;
    added = 0;
  }
};

Ball exact(double x) {
  Ball ball;
  arb_set_d(ball.raw(), x);
  return ball;
}

bool differs_between_classes(const SoftmaxModel& model, std::size_t j) {
  return std::any_of(model.coefficients.begin(), model.coefficients.end(),
                     [&](const std::vector<Rational>& row) { return row[j] != model.coefficients[0][j]; });
}

class MaskSum {
 public:
  MaskSum(const SoftmaxModel& model, const std::vector<std::size_t>& features, long f)
      : model_(model), f_(f), unit_(std::ldexp(1.0, static_cast<int>(-f))), groups_(features.size() + 1) {
    const Rational kept = Rational(1) - model.law.level();
    for (std::size_t k = 0; k < model.classes(); ++k) {
      Rational all_dropped = model.logits[k];
      for (const std::size_t j : features) all_dropped -= model.coefficients[k][j];
      logits_.push_back(in_units(all_dropped, f));
    }
    for (const std::size_t j : features) {
      steps_.emplace_back();
      for (std::size_t k = 0; k < model.classes(); ++k)
        steps_.back().push_back(in_units(model.coefficients[k][j] / kept, f));
    }
  }

  void run(StopFlag stop) {
    const std::size_t d = steps_.size();
    std::uint64_t mask = 0;
    for (std::uint64_t i = 0;;) {
      add(static_cast<std::size_t>(std::popcount(mask)));
      if (++i == std::uint64_t{1} << d) break;
      if (i % 4096 == 0) throw_if_stopped(stop);
      const auto j = static_cast<std::size_t>(std::countr_zero(i));
      mask ^= std::uint64_t{1} << j;
      const bool kept = ((mask >> j) & 1U) != 0;
      for (std::size_t k = 0; k < logits_.size(); ++k) logits_[k] += kept ? steps_[j][k] : -steps_[j][k];
    }
  }

  /// The mean of the logarithms of the sums, without the errors of the steps 1 to 3.
  Ball mean() {
    const std::size_t d = steps_.size();
    Ball result;
    for (std::size_t n = 0; n <= d; ++n) {
      GroupSum& group = groups_[n];
      group.flush();
      const Rational weight = pow(model_.law.level(), static_cast<long>(d - n)) *
                              pow(Rational(1) - model_.law.level(), static_cast<long>(n));
      Ball sum = log(exact(group.product), working);
      sum = add_to(sum, mul(Ball(900 * group.exponent), log(Ball(2), working), working));
      sum = add_to(sum, scale(Ball(group.maxima), -f_));
      result = add_to(result, mul(Ball::from(weight, working), sum, working));
    }
    return result;
  }

 private:
  static Ball add_to(const Ball& x, const Ball& y) { return ball::add(x, y, working); }

  void add(std::size_t kept) {
    const Decay& decay = Decay::get();
    const std::int64_t reach = std::int64_t{border} << f_;
    const std::size_t most =
        static_cast<std::size_t>(std::max_element(logits_.begin(), logits_.end()) - logits_.begin());
    const std::int64_t maximum = logits_[most];
    double s = 1;
    for (std::size_t k = 0; k < logits_.size(); ++k) {
      const std::int64_t below = maximum - logits_[k];
      if (k != most && below <= reach) s += decay.at(below, f_, unit_);
    }
    groups_[kept].add(maximum, s);
  }

  const SoftmaxModel& model_;
  long f_;
  double unit_;
  std::vector<std::int64_t> logits_;
  std::vector<std::vector<std::int64_t>> steps_;  // of a feature, for each class
  std::vector<GroupSum> groups_;
};

}  // namespace

std::optional<Ball> regulariser_over_masks(const SoftmaxModel& model, StopFlag stop) {
  if (model.law.kind() != Noise::dropout) return std::nullopt;
  std::vector<std::size_t> features;
  for (std::size_t j = 0; j < model.features(); ++j)
    if (differs_between_classes(model, j)) features.push_back(j);
  if (features.size() > max_quick_masks_of) return std::nullopt;
  // What a feature adds to all classes alike has mean 0, and does not count.
  const Rational kept = Rational(1) - model.law.level();
  Rational largest = 1;
  for (std::size_t k = 0; k < model.classes(); ++k) {
    Rational sum = abs(model.logits[k]);
    for (const std::size_t j : features)
      sum += abs(model.coefficients[k][j]) * (Rational(1) + Rational(1) / kept);
    largest = std::max(largest, sum);
  }
  if (largest > pow(Rational(2), 40)) return std::nullopt;
  const long f = std::min(unit_grid::most_unit_bits, 56 - static_cast<long>(ceil(largest).bits()));
  MaskSum sum(model, features, f);
  sum.run(stop);
  Ball at_mean;
  const Rational most = *std::max_element(model.logits.begin(), model.logits.end());
  for (const Rational& x : model.logits)
    at_mean = add(at_mean, exp(Ball::from(x - most, working), working), working);
  at_mean = add(Ball::from(most, working), log(at_mean, working), working);
  const Ball value = sub(sum.mean(), at_mean, working);
  const auto classes = static_cast<long>(model.classes());
  Ball error = scale(Ball(static_cast<long>(features.size()) / 2 + 2), -f);
  error = add(error, scale(Ball(8 * classes + 4), -53), working);
  error = add(error, mul(Ball(classes), exp(Ball(-border), working), working), working);
  return with_error(value, error);
}

}  // namespace dropcert::model
