#include "audit/value_histogram.hpp"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <limits>

namespace dropcert::audit {

namespace {

constexpr int fine = 64;  // classes of one exponent
constexpr int coarse = 8;
constexpr int least_exponent = -1021;  // of frexp, for the normal doubles
constexpr int most_exponent = 1023;
constexpr int tiny = 1;  // the classes of moduli count from 1 on

constexpr int beyond(int steps) {
  return (most_exponent - least_exponent + 1) * steps + tiny + 1;
}

int class_in(double x, int steps) {
  if (x == 0) return 0;
  const double size = std::abs(x);
  int which = tiny;
  if (!(size < 0x1p1023)) {
    which = beyond(steps);
  } else if (size >= DBL_MIN) {
    int exponent = 0;
    const double mantissa = std::frexp(size, &exponent);  // 1/2 <= mantissa < 1
    which = (exponent - least_exponent) * steps + static_cast<int>((2 * mantissa - 1) * steps) + tiny + 1;
  }
  return x > 0 ? which : -which;
}

// Of a class of moduli.
double start_in(int which, int steps) {
  if (which <= tiny) return 0;
  const int place = which - tiny - 1;
  return std::ldexp(0.5 + (place % steps) / (2.0 * steps), place / steps + least_exponent);
}

}  // namespace

int ValueHistogram::class_of(double x) {
  return class_in(x, fine);
}

std::pair<double, double> ValueHistogram::range_of(int which) {
  if (which == 0) return {0, 0};
  constexpr double slack = 0x1p-40;
  const int size = std::min(std::abs(which), beyond(fine));
  const double low = start_in(size, fine) * (1 - slack);
  const double high =
      size == beyond(fine) ? std::numeric_limits<double>::infinity() : start_in(size + 1, fine) * (1 + slack);
  return which > 0 ? std::pair{low, high} : std::pair{-high, -low};
}

int ValueHistogram::coarse_class_of(double x) {
  return class_in(x, coarse);
}

double ValueHistogram::coarse_start_of(int which) {
  const double start = start_in(std::min(std::abs(which), beyond(coarse)), coarse);
  return which > 0 ? start : -start;
}

void ValueHistogram::add(const ValueHistogram& other) {
  for (const auto& [which, n] : other.counts_) counts_[which] += n;
}

std::uint64_t ValueHistogram::total() const {
  std::uint64_t sum = 0;
  for (const auto& entry : counts_) sum += entry.second;
  return sum;
}

std::optional<std::pair<double, double>> ValueHistogram::quantile(unsigned per_cent) const {
  const std::uint64_t all = total();
  if (all == 0) return std::nullopt;
  const std::uint64_t rank = std::min(all - 1, all / 100 * per_cent + all % 100 * per_cent / 100);
  std::uint64_t before = 0;
  for (const auto& [which, n] : counts_) {
    before += n;
    if (before > rank) return range_of(which);
  }
  return std::nullopt;
}

}  // namespace dropcert::audit
