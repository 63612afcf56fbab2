#include "audit/value_histogram.hpp"

#include <algorithm>
#include <cmath>

namespace dropcert::audit {

namespace {

constexpr int eighths = 8;
constexpr int offset = 1100;  // exponents of doubles are above -1074

}  // namespace

int ValueHistogram::class_of(double x) {
  if (x == 0 || !std::isfinite(x)) return 0;
  int exponent = 0;
  const double mantissa = std::frexp(std::abs(x), &exponent);  // 1/2 <= mantissa < 1
  const int which = (exponent + offset) * eighths + static_cast<int>((2 * mantissa - 1) * eighths) + 1;
  return x > 0 ? which : -which;
}

double ValueHistogram::start_of(int which) {
  if (which == 0) return 0;
  const int positive = std::abs(which) - 1;
  const double mantissa = 0.5 + (positive % eighths) / (2.0 * eighths);
  const double x = std::ldexp(mantissa, positive / eighths - offset);
  return which > 0 ? x : -x;
}

void ValueHistogram::add(const ValueHistogram& other) {
  for (const auto& [which, n] : other.counts_) counts_[which] += n;
}

std::uint64_t ValueHistogram::total() const {
  std::uint64_t sum = 0;
  for (const auto& entry : counts_) sum += entry.second;
  return sum;
}

std::optional<double> ValueHistogram::quantile(double share) const {
  const std::uint64_t all = total();
  if (all == 0) return std::nullopt;
  const auto rank = std::min(all - 1, static_cast<std::uint64_t>(share * static_cast<double>(all)));
  std::uint64_t before = 0;
  for (const auto& [which, n] : counts_) {
    before += n;
    if (before > rank) return start_of(which);
  }
  return std::nullopt;
}

}  // namespace dropcert::audit
