// Why a region is not decided: where, which comparison, by what margin, and what could be done.
#include <fmt/core.h>

#include <utility>

#include "ball/decimal.hpp"
#include "verify/region.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace language;

std::string Region::describe(const std::vector<Rational>& point) const {
  std::string text;
  constexpr long digits = 6;
  for (std::size_t i = 0; i < point.size(); ++i)
    text +=
        fmt::format("{}{} = {}", text.empty() ? "" : ", ", names_[i], correctly_rounded(point[i], digits));
  return text;
}

// In the middle of the box; where the ends of a variable depend on others, between them if it is not.
std::vector<Rational> Region::point_of(const Box& box) {
  std::vector<Rational> point;
  for (std::size_t i = 0; i < box.size(); ++i) {
    const Axis& axis = axes_[i];
    Rational x = split_point(box[i]);
    if (axis.is_dependent)
      machine_.domain([&] {
        if (evaluate_ends(i) != Outcome::vacuous) return;
        const Arithmetic arithmetic = machine_.arithmetic();
        std::optional<Rational> low;
        std::optional<Rational> high;
        if (!axis.low_infinite) low = arithmetic.ball(axis.low).upper();
        if (!axis.high_infinite) high = arithmetic.ball(axis.high).lower();
        if ((!low || *low <= x) && (!high || x <= *high)) return;
        x = low && high ? (*low + *high) / Rational(2) : low ? *low : *high;
      });
    set(axis, x);
    point.push_back(std::move(x));
  }
  return point;
}

// Of the comparisons made at the point the one whose sides differ least, in words; "" if there are none, or
// perhaps many.
std::string Region::closest_comparison(const std::vector<Rational>& point) {
  const auto is_quantifier = [](const Code& part) { return part.kind == Kind::quantifier; };
  if (outer_mode_ != Machine::Mode::points || last_ < code_.binders.size() ||
      machine_.has(code_.arguments[0], is_quantifier))
    return "";
  std::vector<Observation> made;
  std::vector<Observation>* const trace = std::exchange(machine_.trace, &made);
  const Obstacles obstacles = machine_.obstacles;
  const bool balls = machine_.used_balls;
  machine_.set_mode(outer_mode_);
  bind({point.begin(), point.end()});
  machine_.truth(code_.arguments[0]);
  const Observation* closest = nullptr;
  Magnitude least;
  for (const Observation& one : made)
    if (one.sides.size() == 2)
      machine_.domain([&] {
        const Magnitude gap = machine_.arithmetic().bound_of_difference(one.sides[0], one.sides[1]);
        if (mag_is_inf(gap.raw()) != 0 || (closest && mag_cmp(gap.raw(), least.raw()) >= 0)) return;
        least = gap;
        closest = &one;
      });
  machine_.trace = trace;
  machine_.obstacles = obstacles;
  machine_.used_balls = balls;
  if (!closest) return "";
  if (mag_is_zero(least.raw()) != 0) return fmt::format(", where the sides of '{}' are equal", closest->text);
  const std::optional<std::string> bound = power_of_ten_above(least);
  return bound ? fmt::format(", where the sides of '{}' differ by less than {}", closest->text, *bound) : "";
}

std::string Region::undecided_near(const std::string& effort, const Box& box) {
  const std::vector<Rational> point = point_of(box);
  return fmt::format(
      "{} do not decide it, near {}{}; if two sides are equal there, at a point that is not found, or a term "
      "is defined on one side of it only: state a bound on the difference, or a smaller domain",
      effort, describe(point), closest_comparison(point));
}

// At many points in turn models did not tell, the last of them this one.
std::string Region::undecided_everywhere(bool are_close, const std::vector<Rational>& point) {
  if (are_close)
    return fmt::format(
        "models of the terms tell two sides apart at none of the points that were looked at, such as {}{}",
        describe(point), closest_comparison(point));
  if (obstacle_of_models_.empty())
    return fmt::format(
        "models of the terms decide it at none of the points that were looked at, such as {}; perhaps two "
        "sides are equal at all of them, or it is not seen that a term is defined",
        describe(point));
  std::string names;
  for (const std::string& name : names_) names += (names.empty() ? "" : ", ") + name;
  return fmt::format("out of reach where {} stand{} for an interval: {}", names,
                     names_.size() == 1 ? "s" : "", obstacle_of_models_);
}

}  // namespace dropcert::verify
