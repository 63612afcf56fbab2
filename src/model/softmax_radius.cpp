#include "model/softmax_radius.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <queue>
#include <stdexcept>
#include <string>
#include <vector>

#include "model/enclosure.hpp"
#include "model/winding.hpp"

namespace dropcert::model {

using namespace ball;

namespace {

const Bits search_bits(96);
/// Boxes of the first level have this size in units of about 1/osc(v); zeros are sought within it.
constexpr int first_level = -30;
/// From this level on, a box of 1/32 unit, a box that is left is looked at for zeros; below the last one two
/// zeros cannot be told apart.
constexpr int small_level = 5;
constexpr int last_level = 50;
/// From this level on the search has more bits: two zeros are close to each other.
constexpr int deep_level = 20;
const Bits deep_bits(256);

/// [x, x+1] x [y, y+1] times 2^-level units.
struct Box {
  long x = 0;
  long y = 0;
  int level = first_level;
  double nearest = 0;  ///< at most the least modulus in it, in units
};

struct Farther {
  bool operator()(const Box& a, const Box& b) const { return a.nearest > b.nearest; }
};

Box box_at(long x, long y, int level) {
  const auto side = static_cast<double>(x >= 0 ? x : -(x + 1));
  // |x| and y below 2^57: relative errors below 2^-50.
  const double modulus = std::hypot(side, static_cast<double>(y)) * (1 - 1e-12);
  return {x, y, level, std::ldexp(modulus, -level)};
}

/// Zeros that are all within `error` of `point`, as many as in the disc around `centre`.
struct Cluster {
  ComplexBall centre;
  Ball reach;
  ComplexBall point;
  Ball error;
  long count = 0;
};

class Search {
 public:
  Search(const ExponentialSum& f, Bits precision)
      : f_(f), precision_(precision), exponent_(unit_exponent(f)) {}

  SoftmaxRadius run() {
    for (const long x : {-1L, 0L}) queue_.push(box_at(x, 0, first_level));
    while (!queue_.empty() && queue_.top().nearest <= farthest_) {
      const Box box = queue_.top();
      queue_.pop();
      if (++boxes_ > max_search_boxes)
        throw std::length_error("the search for the nearest zero takes more than " +
                                std::to_string(max_search_boxes) + " boxes");
      visit(box);
    }
    return result();
  }

 private:
  /// The unit is 2^exponent, about 1/osc(v).
  static long unit_exponent(const ExponentialSum& f) {
    return -static_cast<long>(std::lround(std::log2(hint(Ball::from(f.oscillation(), search_bits)))));
  }

  Ball coordinate(long n, int level) const { return scale(Ball(n), exponent_ - level); }
  /// The middle of [n, n+1].
  Ball middle(long n, int level) const { return scale(Ball(2 * n + 1), exponent_ - level - 1); }

  void visit(const Box& box) {
    bits_ = box.level >= deep_level ? deep_bits : search_bits;
    const ComplexBall centre(middle(box.x, box.level), middle(box.y, box.level));
    const Ball half = scale(1, exponent_ - box.level - 1);
    if (excluded(box, centre, half) || within_cluster(centre, half)) return;
    if (box.level >= small_level && resolved(centre, half)) return;
    if (box.level >= last_level)
      throw std::length_error("two zeros are too close to each other to be told apart");
    for (const long dx : {0L, 1L})
      for (const long dy : {0L, 1L}) queue_.push(box_at(2 * box.x + dx, 2 * box.y + dy, box.level + 1));
  }

  bool excluded(const Box& box, const ComplexBall& centre, const Ball& half) const {
    const Ball top = mul(coordinate(box.y + 1, box.level), Ball::from(f_.oscillation(), bits_), bits_);
    if (less(top, const_pi(bits_)) == true) return true;  // all terms lie in an open half-plane
    const Ball re = with_error(centre.re(), half);
    if (f_.dominated(re, bits_)) return true;
    if (box.level < 0) return false;  // the balls would tell nothing
    const ComplexBall whole(re, with_error(centre.im(), half));
    if (!f_.scaled(0, whole, centre.re(), bits_).contains_zero()) return true;
    const Ball slope = abs(f_.scaled(1, whole, centre.re(), bits_), bits_);
    const Ball reach = mul(half, sqrt(2, bits_), bits_);
    const Ball value = abs(f_.scaled(0, centre, centre.re(), bits_), bits_);
    return less(mul(slope, reach, bits_), value) == true;
  }

  bool within_cluster(const ComplexBall& centre, const Ball& half) const {
    const Ball reach = mul(half, sqrt(2, bits_), bits_);
    return std::any_of(clusters_.begin(), clusters_.end(), [&](const Cluster& cluster) {
      const Ball distance = abs(sub(centre, cluster.centre, bits_), bits_);
      return less(add(distance, reach, bits_), cluster.reach) == true;
    });
  }

  /// Whether the zeros around a small box are known: none, or a cluster.
  bool resolved(const ComplexBall& centre, const Ball& half) {
    for (const long eighths : {16L, 21L, 27L}) {
      const Ball reach = scale(mul(half, Ball(eighths), bits_), -3);
      const std::optional<long> count = zeros_inside(f_, centre, reach, bits_);
      if (!count) continue;
      if (*count == 0) return true;
      return refined(centre, reach, *count);
    }
    return false;
  }

  /// Newton's method for a zero of that multiplicity, and the count in a tiny disc.
  bool refined(const ComplexBall& centre, const Ball& reach, long count) {
    const Bits bits(count * (precision_.value + 40) + 128);
    ComplexBall point = centre;
    for (int i = 0; i < 100; ++i) {
      const ExponentialSum::ValueAndSlope at = f_.scaled_with_slope(point, centre.re(), bits);
      const ComplexBall step = div(at.value, at.slope, bits);
      if (!step.is_finite()) return false;
      const ComplexBall next = sub(point, mul(step, ComplexBall(Ball(count)), bits), bits);
      point = ComplexBall(next.re().midpoint(), next.im().midpoint());
      if (less(abs(step, bits), scale(1, exponent_ - precision_.value - 20)) == true) break;
    }
    const Ball error = scale(1, exponent_ - precision_.value - 4);
    const Ball away = add(abs(sub(point, centre, bits), bits), error, bits);
    if (less(away, reach) != true || zeros_inside(f_, point, error, bits) != count) return false;
    clusters_.push_back({centre, reach, point, error, count});
    const Ball modulus = add(abs(point, bits), error, bits);
    farthest_ = std::min(farthest_, hint(scale(modulus, -exponent_)) * (1 + 1e-9));
    return true;
  }

  SoftmaxRadius result() const {
    if (clusters_.empty()) throw std::length_error("no zero was found within the reach of the search");
    SoftmaxRadius result;
    const Bits bits(precision_.value + 32);
    for (const Cluster& cluster : clusters_) {
      const Ball modulus = with_error(abs(cluster.point, bits), cluster.error);
      const bool first = result.multiplicity == 0;
      const bool nearer = first || hint(modulus) < hint(result.radius);
      result.radius = first ? modulus : min(result.radius, modulus, bits);
      if (!nearer) continue;
      result.zero = ComplexBall(with_error(cluster.point.re(), cluster.error),
                                with_error(cluster.point.im(), cluster.error));
      result.multiplicity = cluster.count;
    }
    result.lower_bound = div(const_pi(bits), Ball::from(f_.oscillation(), bits), bits);
    result.boxes = boxes_;
    return result;
  }

  const ExponentialSum& f_;
  Bits precision_;
  long exponent_;
  std::priority_queue<Box, std::vector<Box>, Farther> queue_;
  std::vector<Cluster> clusters_;
  Bits bits_ = search_bits;
  double farthest_ = HUGE_VAL;
  unsigned long boxes_ = 0;
};

}  // namespace

SoftmaxRadius softmax_radius(const ExponentialSum& f, Bits precision) {
  if (f.oscillation().is_zero())
    throw std::domain_error(
        "all entries of the direction are equal: the sum has no zero, and the radius is infinite");
  return Search(f, precision).run();
}

}  // namespace dropcert::model
