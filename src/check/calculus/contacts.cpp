// Isolated points of a piece with several sides at which two sides of a comparison meet: the piece is looked
// at along all rays from such a point.
#include <algorithm>

#include "check/calculus/cover.hpp"
#include "check/functions/functions.hpp"

namespace dropcert::check {

namespace {

constexpr int most_cones = 120;
constexpr int most_points = 100;
constexpr std::size_t most_sides = 3;
constexpr int order_of_a_cone = 3;
constexpr int most_of_a_denominator = 64;

// The fraction of least denominator between two numbers, if that is small.
std::optional<mpq_class> simplest(const mpq_class& low, const mpq_class& high) {
  for (int d = 1; d <= most_of_a_denominator; ++d) {
    mpq_class found(ceil_of(low * d), d);
    found.canonicalize();
    if (found <= high) return found;
  }
  return std::nullopt;
}

// The ends of the interval, or numbers beyond them.
std::pair<mpq_class, mpq_class> around(const Interval& a) {
  mpq_class low, high;
  mpfr_get_q(low.get_mpq_t(), a.low());
  mpfr_get_q(high.get_mpq_t(), a.high());
  return {low, high};
}

}  // namespace

std::vector<End> Cover::simple_points(const Side& side) const {
  const Interval all = hull_of(side);
  const auto [low, high] = around(all);
  std::vector<End> result;
  if (const std::optional<mpq_class> q = simplest(low, high)) result.push_back({Value(*q)});
  const auto [least, greatest] = around(all / pi(evaluator_.bits()));
  if (const std::optional<mpq_class> q = simplest(least, greatest); q && *q != 0)
    result.push_back({Value(*q) * generator_value(generator_pi)});
  return result;
}

// x = c + u d with 0 <= u <= 1: one of the variables goes from the point to one of its ends, the others go
// anywhere. These cones cover the piece.
std::optional<Truth> Cover::about_point(const Piece& piece) {
  const std::size_t n = piece.sides.size();
  if (n < 2 || n > most_sides || is_over_integers_ || region_.is_dependent(n - 1)) return std::nullopt;
  std::vector<std::vector<End>> points(1);
  for (std::size_t i = 0; i < n; ++i) {
    const Side& side = piece.sides[i];
    if (!side.is_finite() || side.is_point || region_.is_dependent(i)) return std::nullopt;
    if (mpfr_cmp_d(radius(hull_of(side)).high(), 0.25) > 0) return std::nullopt;
    std::vector<std::vector<End>> longer;
    for (const std::vector<End>& before : points)
      for (const End& c : simple_points(side)) {
        longer.push_back(before);
        longer.back().push_back(c);
      }
    points = std::move(longer);
  }
  for (const std::vector<End>& point : points) {
    if (points_tried_ >= most_points) break;
    Piece at = piece;
    for (std::size_t i = 0; i < n; ++i) at.sides[i] = {point[i], std::nullopt, false, false, true};
    const View view{View::Place::point, 0, 1, true};
    std::optional<Chart> chart = chart_of(at, view);
    outcomes(at, view, *chart);
    if (!chart->meets) continue;
    ++points_tried_;
    if (const std::optional<Truth> found = by_cones(piece, point)) return found;
  }
  return std::nullopt;
}

std::optional<Truth> Cover::by_cones(const Piece& piece, const std::vector<End>& point) {
  const std::size_t n = piece.sides.size();
  const Bits bits = evaluator_.bits();
  Cone whole{point, {}, {}};
  bool is_inside = true;
  for (std::size_t i = 0; i < n; ++i) {
    const Side& side = piece.sides[i];
    const auto [low, high] = around(hull_of(side));
    const auto [least, greatest] = around(to_interval(point[i].value, bits));
    const mpq_class below = greatest - low;
    const mpq_class above = high - least;
    if (below < 0 || above < 0) return std::nullopt;
    is_inside = is_inside && !(below == 0 && side.low_open) && !(above == 0 && side.high_open);
    whole.slopes.emplace_back(-below, above);
  }
  std::vector<std::pair<std::size_t, Cone>> cones;
  for (std::size_t i = 0; i < n; ++i)
    for (const mpq_class& end : {whole.slopes[i].first, whole.slopes[i].second}) {
      if (end == 0) continue;
      cones.emplace_back(i, whole);
      cones.back().second.slopes[i] = {end, end};
    }
  Truth all{0, 0};
  for (int count = 0; !cones.empty(); ++count) {
    if (count == most_cones) return std::nullopt;
    charge(1000);
    auto [axis, cone] = std::move(cones.back());
    cones.pop_back();
    cone_ = &cone;
    Chart chart{bits, order_of_a_cone, span(Interval(0, bits), Interval(1, bits)), true, is_inside};
    Truth found = outcomes(piece, {View::Place::cone, 0, order_of_a_cone, true}, chart);
    cone_ = nullptr;
    if (!region_.known.by_domain) found.outcomes &= region_.known.outcomes | true_bit;
    if (is_good(found)) {
      all.outcomes |= found.outcomes;
      all.vacuity |= found.vacuity;
      continue;
    }
    std::optional<std::size_t> widest;
    auto width = [&cone = cone](std::size_t i) {
      return mpq_class(cone.slopes[i].second - cone.slopes[i].first);
    };
    for (std::size_t i = 0; i < n; ++i)
      if (i != axis && width(i) > 0 && (!widest || width(i) > width(*widest))) widest = i;
    if (!widest) return std::nullopt;
    const mpq_class middle = (cone.slopes[*widest].first + cone.slopes[*widest].second) / 2;
    for (const bool is_upper : {false, true}) {
      cones.emplace_back(axis, cone);
      auto& slope = cones.back().second.slopes[*widest];
      (is_upper ? slope.first : slope.second) = middle;
    }
  }
  return all;
}

}  // namespace dropcert::check
