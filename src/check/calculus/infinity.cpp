// Factors exp(q(1/u)), which are smaller or greater than any power of u.
#include "check/calculus/expansion.hpp"
#include "check/work.hpp"

namespace dropcert::check {

std::vector<Coefficient> difference(const std::vector<Coefficient>& a, const std::vector<Coefficient>& b) {
  std::vector<Coefficient> result = a;
  for (std::size_t j = 0; j < b.size(); ++j) {
    if (j == result.size()) result.push_back({Interval(0, b[j].range.bits()), mpq_class(0)});
    result[j] = result[j] - b[j];
  }
  while (!result.empty() && result.back().is_zero()) result.pop_back();
  return result;
}

std::optional<int> trend(const std::vector<Coefficient>& exponent) {
  return exponent.empty() ? std::optional(0) : sign(exponent.back().range);
}

// u log u decreases on (0, 1/e] and increases from there: on (0, h] it lies between 0 and h log h, or
// -1/e > -0.368.
Expansion log_of_u(Chart& chart) {
  const Interval h = upper(chart.range);
  Interval all = hull(h * increasing(mpfr_log, h, chart.bits), Interval(0, chart.bits));
  if (mpfr_cmp_ui_2exp(h.high(), 1, -2) > 0) all = hull(all, Interval(mpq_class(-368, 1000), chart.bits));
  return remainder_only(chart, -1, all);
}

// g(u) = k log u + sum q_j u^-j increases where u g'(u) = k - sum j q_j u^-j >= 0; times u^d, d the degree,
// this is a polynomial. Then 0 < u^k exp(sum q_j u^-j) <= exp(g(h)) for 0 < u <= h.
Expansion flattened(const Expansion& a, int order) {
  Chart& chart = *a.chart;
  const int k = a.first - order;
  const Interval h = upper(chart.range);
  if (a.exponent.empty() || !chart.is_one_sided || mpfr_sgn(h.low()) <= 0)
    return remainder_only(chart, order, Interval(chart.bits));
  Interval slope(k, chart.bits);
  Interval greatest(0, chart.bits);
  slope = slope * power(chart.range, static_cast<std::int64_t>(a.exponent.size()));
  for (std::size_t j = 1; j <= a.exponent.size(); ++j) {
    const Interval& q = a.exponent[j - 1].range;
    const auto left = static_cast<std::int64_t>(a.exponent.size() - j);
    slope = slope - Interval(mpz_class(to_mpz(j)), chart.bits) * q * power(chart.range, left);
    greatest = greatest + q / power(h, static_cast<std::int64_t>(j));
  }
  if (!slope.is_finite() || mpfr_sgn(slope.low()) < 0)
    return remainder_only(chart, order, Interval(chart.bits));
  const Interval bound = upper(increasing(mpfr_exp, greatest, chart.bits) * power(h, k));
  return remainder_only(chart, order, span(Interval(0, chart.bits), bound) * a.body());
}

Expansion flattened(const Expansion& a, int order, int least) {
  for (; order > least; --order) {
    const Expansion bounded = flattened(a, order);
    if (bounded.parts.back().range.is_finite()) return bounded;
  }
  return flattened(a, least);
}

}  // namespace dropcert::check
