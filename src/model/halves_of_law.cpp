#include "model/halves_of_law.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "model/enclosure.hpp"
#include "model/logistic.hpp"
#include "model/taylor_sequence.hpp"
#include "model/unit_grid.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

const Bits coarse(64);

/// Sums of moduli below this are left to the integral, which is short there.
const Rational least_sum = 1024;
// Functions, as a number of several words would be made before main, where no error can be told.
Rational largest_sum() {
  return Rational(pow(Integer(2), 40UL));
}
/// delta and 1 - delta are at least that.
Rational least_probability() {
  return Rational(Integer(1), pow(Integer(2), 30UL));
}
using unit_grid::border;
using unit_grid::in_units;
using unit_grid::nearest_double;

constexpr std::size_t coefficients = 8;

class SmallPart {
 public:
  static const SmallPart& get() {
    static const SmallPart table;
    return table;
  }

  /// g at that place, within 8 u; arguments as for unit_grid::place_of.
  double at(std::int64_t units, long f, double unit) const {
    const auto [cell, t] = unit_grid::place_of(units, f, unit);
    const auto& c = cells_[cell];
    double sum = c[coefficients - 1];
    for (std::size_t i = coefficients - 1; i-- > 0;) sum = sum * t + c[i];
    return sum;
  }

 private:
  /// g(c + t) = A(-c - t): the coefficients of A at -c, with alternating signs.
  SmallPart() {
    for (std::size_t k = 0; k < cells_.size(); ++k) {
      const std::vector<Ball> a = softplus_taylor_sequence(
          coefficients - 1, Ball::from(-unit_grid::middle_of(k), Bits(128)), Bits(128));
      for (std::size_t i = 0; i < coefficients; ++i)
        cells_[k][i] = (i % 2 == 0 ? 1 : -1) * nearest_double(a[i]);
    }
  }

  std::array<std::array<double, coefficients>, unit_grid::cells> cells_{};
};

/// A sum with the errors of its roundings.
struct CarriedSum {
  double high = 0;
  double low = 0;

  void add(double x) {
    const double sum = high + x;
    const double part = sum - high;
    low += (high - (sum - part)) + (x - part);
    high = sum;
  }
  /// a b, exactly.
  void add_product(double a, double b) {
    const double product = a * b;
    add(product);
    add(std::fma(a, b, -product));
  }
};

/// An integer as a sum of two doubles.
struct SplitInteger {
  explicit SplitInteger(std::int64_t n)
      : high(static_cast<double>(n)), low(static_cast<double>(n - static_cast<std::int64_t>(high))) {}
  double high, low;
};

struct Atom {
  std::int64_t value = 0;
  double probability = 1;
};

/// The values of a half, ascending.
class Half {
 public:
  explicit Half(std::int64_t start) : atoms_{{start, 1}} {}

  void add_feature(std::int64_t kept_value, double dropped, double kept) {
    std::vector<Atom> result;
    result.reserve(2 * atoms_.size());
    // Two ascending lists, one of them shifted.
    auto moved = atoms_.begin();
    auto stays = atoms_.begin();
    while (moved != atoms_.end() || stays != atoms_.end()) {
      const bool take_moved =
          stays == atoms_.end() || (moved != atoms_.end() && moved->value + kept_value < stays->value);
      if (take_moved) {
        result.push_back({moved->value + kept_value, moved->probability * kept});
        ++moved;
      } else {
        result.push_back({stays->value, stays->probability * dropped});
        ++stays;
      }
    }
    atoms_ = std::move(result);
  }

  const std::vector<Atom>& atoms() const { return atoms_; }

 private:
  std::vector<Atom> atoms_;
};

Ball exact(double x) {
  Ball ball;
  arb_set_d(ball.raw(), x);
  return ball;
}

class Halves {
 public:
  Halves(const Dropout& model, bool flipped, const std::vector<Rational>& spread, long f, StopFlag stop)
      : f_(f),
        unit_(std::ldexp(1.0, static_cast<int>(-f))),
        stop_(stop),
        x_(in_units(flipped ? -model.bias : model.bias, f)),
        y_(0) {
    const double dropped = nearest_double(Ball::from(model.delta, Bits(128)));
    const double kept = nearest_double(Ball::from(Rational(1) - model.delta, Bits(128)));
    for (std::size_t j = 0; j < spread.size(); ++j)
      (j % 2 == 0 ? x_ : y_).add_feature(in_units(flipped ? -spread[j] : spread[j], f), dropped, kept);
  }

  /// Pairs with |X + Y| <= border.
  double pairs() const {
    double count = 0;
    each_window([&](const Atom& /*x*/, std::size_t first, std::size_t last) {
      count += static_cast<double>(last - first);
    });
    return count;
  }

  /// E max(X + Y, 0), in units.
  double mean_of_positive_part() const {
    const std::vector<Atom>& y = y_.atoms();
    std::size_t j = y.size();  // the values from j on are above -x
    CarriedSum q;
    CarriedSum m;
    CarriedSum mean;
    for (const Atom& x : x_.atoms()) {
      while (j > 0 && y[j - 1].value > -x.value) {
        const Atom& atom = y[--j];
        const SplitInteger value(atom.value);
        q.add(atom.probability);
        m.add_product(atom.probability, value.high);
        m.add_product(atom.probability, value.low);
      }
      const SplitInteger value(x.value);
      CarriedSum t = m;
      t.add_product(value.high, q.high);
      t.add(value.high * q.low);
      t.add(value.low * q.high);
      mean.add_product(x.probability, t.high + t.low);
    }
    return mean.high + mean.low;
  }

  struct NearMean {
    double mean = 0;
    std::size_t most_terms = 0;
  };
  /// The mean of g(|X + Y|) over the pairs with |X + Y| <= border.
  NearMean mean_near_0() const {
    const SmallPart& g = SmallPart::get();
    const std::vector<Atom>& y = y_.atoms();
    NearMean result;
    CarriedSum mean;
    each_window([&](const Atom& x, std::size_t first, std::size_t last) {
      double sum = 0;
      for (std::size_t k = first; k < last; ++k)
        sum += y[k].probability * g.at(std::abs(x.value + y[k].value), f_, unit_);
      result.most_terms = std::max(result.most_terms, last - first);
      mean.add_product(x.probability, sum);
    });
    result.mean = mean.high + mean.low;
    return result;
  }

  std::size_t values() const { return x_.atoms().size() + y_.atoms().size(); }

 private:
  /// Calls visit(x, first, last) with the range of the y that have |x + y| <= border, for each x.
  template <typename Visit>
  void each_window(Visit visit) const {
    const std::vector<Atom>& y = y_.atoms();
    const std::int64_t reach = std::int64_t{border} << f_;
    std::size_t first = y.size();
    std::size_t last = y.size();
    std::size_t steps = 0;
    for (const Atom& x : x_.atoms()) {
      if (steps++ % 256 == 0) throw_if_stopped(stop_);
      while (first > 0 && y[first - 1].value >= -reach - x.value) --first;
      while (last > 0 && y[last - 1].value > reach - x.value) --last;
      visit(x, first, last);
    }
  }

  long f_;
  double unit_;
  StopFlag stop_;
  Half x_, y_;
};

}  // namespace

std::optional<Ball> regulariser_by_halves(const Dropout& model, StopFlag stop) {
  if (model.in_units_of_pi) return std::nullopt;
  const Rational kept = Rational(1) - model.delta;
  if (model.delta < least_probability() || kept < least_probability()) return std::nullopt;
  std::vector<Rational> spread;
  Rational sum = abs(model.bias);
  for (const Rational& a : model.contributions) {
    if (a.is_zero()) continue;
    spread.push_back(a / kept);
    sum += abs(spread.back());
  }
  if (spread.size() < 2 || spread.size() > max_halved_features || sum < least_sum || sum > largest_sum())
    return std::nullopt;
  // All values below 2^60, of which 36 is a part.
  const long f = std::min(unit_grid::most_unit_bits, 58 - static_cast<long>(ceil(sum).bits()));
  const Rational z0 = model.z0();
  const Halves halves(model, z0.sign() > 0, spread, f, stop);
  // An integral has about as many nodes as 1.4 sum |a_j|, each as dear as some hundred pairs.
  const double most_pairs = 600 * hint(Ball::from(sum, coarse)) + 64 * static_cast<double>(halves.values());
  if (halves.pairs() > most_pairs) return std::nullopt;

  const double positive = halves.mean_of_positive_part();
  const Halves::NearMean near = halves.mean_near_0();
  const Bits bits(128);
  const Ball whole = scale(exact(positive), -f);
  const Ball small = exact(near.mean);
  const Ball at_mean = softplus(Ball::from(-abs(z0), bits), bits);
  const Ball value = sub(add(whole, small, bits), at_mean, bits);
  const auto units = static_cast<long>(spread.size() + 1) / 2 + 3;  // step 1, and a unit and more of step 3
  Ball error = scale(Ball(units), -f);
  error = add(error, scale(mul(whole, Ball(128), coarse), -53), coarse);
  error = add(error, scale(mul(small, Ball(near.most_terms + 128), coarse), -53), coarse);
  error = add(error, scale(Ball(9), -53), coarse);
  error = add(error, exp(Ball(-border), coarse), coarse);
  return with_error(value, upper_end(error, coarse));
}

}  // namespace dropcert::model
