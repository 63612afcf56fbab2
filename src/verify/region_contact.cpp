// Points inside and on the border of a box at which two sides meet: along each ray from such a point.
#include <fmt/format.h>

#include <algorithm>

#include "verify/region.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;

namespace {

constexpr int most_cones = 120;   // of one point
constexpr int most_points = 100;  // of one region
constexpr std::size_t most_axes = 3;
constexpr std::size_t most_of_an_axis = 3;
constexpr long order_of_a_cone = 3;

}  // namespace

// Whether the statement is seen to hold on all of the box, as it does along each ray from a point of it.
bool Region::about_point(Gathering& found, const Box& box) {
  const std::size_t n = box.size();
  if (n < 2 || n > most_axes || has_integers() || has_dependent_ends() || is_infinite(box)) return false;
  std::vector<std::vector<Contact>> candidates;
  for (std::size_t i = 0; i < n; ++i) {
    const Edge& edge = box[i];
    if (edge.high - edge.low > Rational(1, 2) * std::max(Rational(1), abs(edge.low))) return false;
    std::vector<Contact> of_axis;
    for (const Contact& given : machine_.contacts)
      if (given.name == names_[i]) of_axis.push_back(given);
    for (Contact& guess : inner_candidates(edge)) of_axis.push_back(std::move(guess));
    if (of_axis.size() > most_of_an_axis) of_axis.resize(most_of_an_axis);
    candidates.push_back(std::move(of_axis));
  }
  std::vector<std::vector<Contact>> points(1);
  for (const std::vector<Contact>& of_axis : candidates) {
    std::vector<std::vector<Contact>> longer;
    for (const std::vector<Contact>& before : points)
      for (const Contact& c : of_axis) {
        longer.push_back(before);
        longer.back().push_back(c);
      }
    points = std::move(longer);
  }
  for (const std::vector<Contact>& point : points) {
    if (points_tried_ >= most_points) return false;
    if (!touches([&](std::size_t i) { return exact_value_of(point[i]); })) continue;
    ++points_tried_;
    if (by_cones(found, box, point)) return true;
  }
  return false;
}

// The box is the union of cones with their apex at the point: in each, one variable goes to one of its ends,
// and the others go anywhere. x = c + u d, 0 <= u <= 1.
bool Region::by_cones(Gathering& found, const Box& box, const std::vector<Contact>& point) {
  const std::size_t n = box.size();
  const Obstacles before = machine_.obstacles;
  Cone whole{point, {}};
  bool is_inside = true;  // the point is one of the region
  for (std::size_t i = 0; i < n; ++i) {
    Interval at;
    const Outcomes known = machine_.domain([&] {
      at = Interval::from(machine_.arithmetic().ball(exact_value_of(point[i])), machine_.precision());
    });
    if (known != Outcome::vacuous || !at.is_finite()) return false;
    const Rational below = at.high_ball().upper() - box[i].low;
    const Rational above = box[i].high - at.low_ball().lower();
    if (below.sign() < 0 || above.sign() < 0) return false;
    is_inside = is_inside && !(below.is_zero() && box[i].low_open) && !(above.is_zero() && box[i].high_open);
    whole.slopes.emplace_back(-below, above);
  }
  std::vector<std::pair<std::size_t, Cone>> cones;  // with the variable that goes to its end
  for (std::size_t i = 0; i < n; ++i)
    for (const Rational& end : {whole.slopes[i].first, whole.slopes[i].second}) {
      if (end.is_zero()) continue;
      cones.emplace_back(i, whole);
      cones.back().second.slopes[i] = {end, end};
    }
  Gathering all(found.wherever_defined());
  for (int count = 0; !cones.empty(); ++count) {
    if (count == most_cones) return false;
    const auto [axis, cone] = std::move(cones.back());
    cones.pop_back();
    Expansion& expansion = new_expansion();
    expansion.order = order_of_a_cone;
    expansion.keeps_exact = true;
    expansion.has_centre = is_inside;
    expansion.u = Interval::from(Rational(0), Rational(1), machine_.precision());
    Attempt attempt;
    attempt.is_exact = true;
    attempt.centre.assign(n, Place::middle);
    cone_ = &cone;
    Gathering one = by_models(box, attempt, found.wherever_defined());
    cone_ = nullptr;
    if (known_) one.restrict_to(known_->result());
    if (one.is_good()) {
      all.add(one);
      continue;
    }
    std::optional<std::size_t> widest;
    auto width = [&slopes = cone.slopes](std::size_t i) { return slopes[i].second - slopes[i].first; };
    for (std::size_t i = 0; i < n; ++i)
      if (i != axis && !width(i).is_zero() && (!widest || width(i) > width(*widest))) widest = i;
    if (!widest) return false;
    const Rational middle = (cone.slopes[*widest].first + cone.slopes[*widest].second) / Rational(2);
    for (const bool is_upper : {false, true}) {
      cones.emplace_back(axis, cone);
      auto& slope = cones.back().second.slopes[*widest];
      (is_upper ? slope.first : slope.second) = middle;
    }
  }
  machine_.obstacles = before;
  found.restrict_to(all);
  if (!found.is_good()) return false;
  ++by_models_;
  std::string text;
  for (std::size_t i = 0; i < n; ++i)
    text += fmt::format("{}{} = {}", i == 0 ? "" : ", ", names_[i], text_of(point[i]));
  if (std::find(meets_.begin(), meets_.end(), text) == meets_.end()) meets_.push_back(std::move(text));
  return true;
}

}  // namespace dropcert::verify
