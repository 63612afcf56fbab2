#include "publish/plot.hpp"

#include <fmt/core.h>

#include <cmath>
#include <stdexcept>

namespace dropcert::publish {

namespace {

// 1, 2 or 5 times a power of ten that splits the span into about that many steps.
double round_step(double span, std::size_t wanted) {
  const double rough = span / static_cast<double>(wanted);
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  for (double factor : {1.0, 2.0, 5.0})
    if (factor * power >= rough * 0.999) return factor * power;
  return 10 * power;
}

std::vector<Tick> linear_ticks(const Axis& axis, std::size_t wanted) {
  const double step = round_step(axis.to - axis.from, wanted);
  const int decimals = std::max(0, -static_cast<int>(std::floor(std::log10(step) + 1e-9)));
  std::vector<Tick> ticks;
  const double first = std::ceil(axis.from / step - 1e-9);
  for (double i = first; i * step <= axis.to + step * 1e-9; ++i) {
    const double at = i == 0 ? 0 : i * step;  // no -0
    ticks.push_back({at, Label(fmt::format("{:.{}f}", at, decimals))});
  }
  return ticks;
}

std::string superscript(int n) {
  static const char* const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string text = n < 0 ? "⁻" : "";
  for (char digit : std::to_string(std::abs(n))) text += digits[digit - '0'];
  return text;
}

std::vector<Tick> logarithmic_ticks(const Axis& axis, std::size_t wanted) {
  const int first = static_cast<int>(std::ceil(std::log10(axis.from) - 1e-9));
  const int last = static_cast<int>(std::floor(std::log10(axis.to) + 1e-9));
  const int step = std::max(1, (last - first) / static_cast<int>(wanted));
  std::vector<Tick> ticks;
  for (int n = first; n <= last; n += step) {
    Label label(n == 0 ? "1" : n == 1 ? "10" : "10" + superscript(n), fmt::format("$10^{{{}}}$", n));
    ticks.push_back({std::pow(10.0, n), label});
  }
  return ticks;
}

}  // namespace

std::vector<Tick> ticks_of(const Axis& axis, std::size_t wanted) {
  if (!axis.ticks.empty()) return axis.ticks;
  const bool logarithmic = axis.scale == Scale::logarithmic;
  if (!(axis.from < axis.to) || (logarithmic && axis.from <= 0))
    throw std::invalid_argument("an axis of a picture ends before it begins");
  return logarithmic ? logarithmic_ticks(axis, wanted) : linear_ticks(axis, wanted);
}

double position_on(const Axis& axis, double x) {
  if (axis.scale == Scale::linear) return (x - axis.from) / (axis.to - axis.from);
  return std::log(x / axis.from) / std::log(axis.to / axis.from);
}

}  // namespace dropcert::publish
