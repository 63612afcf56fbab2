#include "publish/ratio_axis.hpp"

#include <algorithm>
#include <utility>

#include "publish/audit_facts.hpp"

namespace dropcert::publish {

using namespace exact;

namespace {

// All bounds if they are few, else those that begin with 1, 2 or 5.
std::vector<Tick> ticks(std::size_t first, std::size_t last) {
  constexpr std::size_t few = 16;
  const bool all = last - first <= few;
  std::vector<Tick> result;
  for (std::size_t i = first == 0 ? 0 : first - 1; i <= std::min(last, audit::RatioHistogram::size - 2); ++i)
    if (const std::size_t place = i % 10; all || place == 0 || place == 3 || place == 7)
      result.push_back({static_cast<double>(i) + 0.5, bound_text(i)});
  return result;
}

}  // namespace

std::size_t last_converging_class() {
  const std::vector<Rational>& bounds = audit::RatioHistogram::bounds();
  return static_cast<std::size_t>(std::find(bounds.begin(), bounds.end(), Rational(1)) - bounds.begin());
}

Axis ratio_axis(Label label, std::size_t first, std::size_t last) {
  return {std::move(label), static_cast<double>(first) - 0.5, static_cast<double>(last) + 0.5, Scale::linear,
          ticks(first, last)};
}

}  // namespace dropcert::publish
