// The real variables that stand side by side in a quantifier.
#pragma once

#include "check/evaluator.hpp"

namespace dropcert::check {

constexpr Bits region_bits = 128;  // at least

// Adjacent binders of a quantifier, from `first` up to, not including, `last`.
struct Evaluator::Region {
  const language::Node& node;
  std::size_t first;
  std::size_t last;
  bool is_outermost;
  bool is_nonempty = false;        // by the lengths of its axes
  bool has_point = false;          // a point of it was tried
  bool has_defined_point = false;  // the rest is certainly defined at a point that was tried
  bool says_something = false;     // and true there, not vacuously
  bool is_infinite = false;
  Truth known = {any_outcome, any_vacuity};  // at each point, by forms

  std::size_t size() const { return last - first; }
  // What was found at a point.
  void note(const Truth& found) {
    has_defined_point |= !found.can(undefined_bit) && found.presence == present_bit;
    says_something |= found.holds() && !found.by_domain && found.vacuity == substantial_bit;
  }
  const language::Binder& binder(std::size_t axis) const { return node.binders[first + axis]; }
  // Whether the domain changes with the numbers chosen for the axes before it.
  bool is_dependent(std::size_t axis) const {
    for (std::size_t earlier = 0; earlier < axis; ++earlier)
      for (const language::Node& term : binder(axis).domain.terms)
        if (mentions(term, binder(earlier).names[0])) return true;
    return false;
  }
};

// What one of several ways finds in so many steps; it leaves no trace if it finds nothing.
template <class Run>
std::optional<Truth> Evaluator::attempted(std::uint64_t steps, Run run) {
  const Grounds before = used;
  const Notes noted = notes();
  std::optional<Truth> found;
  try {
    const Attempt attempt(steps);
    found = run();
  } catch (const OutOfReach&) {
  } catch (const Undefined&) {
  }
  notes() = noted;
  if (!found) used = before;
  return found;
}

}  // namespace dropcert::check
