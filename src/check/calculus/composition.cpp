// Analytic functions of expansions, by their Taylor coefficients (functions/taylor.cpp).
#include <algorithm>
#include "check/calculus/expansion.hpp"
#include "check/functions/functions.hpp"
#include "check/work.hpp"

namespace dropcert::check {

namespace {

using Series = std::vector<Value>;

Value number(int n) {
  return mpq_class(n);
}

// Without a chart, and with these forms, or none.
class Apart {
 public:
  Apart(Evaluator& evaluator, Forms* forms)
      : evaluator_(evaluator),
        forms_(evaluator.exchange_forms(forms)),
        chart_(evaluator.exchange_chart(nullptr)) {}
  ~Apart() {
    evaluator_.exchange_forms(forms_);
    evaluator_.exchange_chart(chart_);
  }
  Apart(const Apart&) = delete;
  Apart& operator=(const Apart&) = delete;

 private:
  Evaluator& evaluator_;
  Forms* forms_;
  Chart* chart_;
};

// With the forms that are known; what their computation notes does not count.
std::vector<Coefficient> coefficients(Evaluator& evaluator, const Analytic& g, const Coefficient& a,
                                      int count, Chart& chart) {
  Series ranges;
  Series forms;
  {
    const Apart apart(evaluator, nullptr);
    ranges = g.series(evaluator, g.parameter, a.range, count);
  }
  if (chart.forms && is_exact(a.form)) {
    const Apart apart(evaluator, chart.forms);
    const Notes before = notes();
    try {
      forms = g.series(evaluator, g.parameter, a.form, count);
    } catch (const OutOfReach&) {
    } catch (const Undefined&) {
    }
    notes() = before;
  }
  std::vector<Coefficient> result;
  for (std::size_t k = 0; k < static_cast<std::size_t>(count); ++k) {
    result.push_back({to_interval(ranges[k], chart.bits), k < forms.size() ? forms[k] : Value()});
    if (equals(result.back().form, 0)) result.back().range = Interval(0, chart.bits);
  }
  return result;
}

}  // namespace

// Taylor's theorem: with a_0 the constant term, d = a - a_0 and m terms,
// g(a) = g_0(a_0) + g_1(a_0) d + ... + g_(m-1)(a_0) d^(m-1) + g_m(t) d^m, g_k = g^(k)/k!, t between a_0 and
// a.
std::optional<Expansion> compose(Evaluator& evaluator, const Analytic& g, const Expansion& a) {
  Chart& chart = *a.chart;
  const Expansion& large = a.scales ? a.scales->back() : a;
  // A number and what is smaller than any power of u, or that alone: of it few powers.
  const bool is_small = !large.exponent.empty() && trend(large.exponent) == -1;
  const bool is_near_number =
      a.scales && large.exponent.empty() && large.first == 0 && large.count() == 1 && !large.logarithm;
  const bool has_scales = is_small || is_near_number;
  if (!has_scales && (!a.exponent.empty() || a.first < 0 || (!a.is_exact() && a.last() < 1)))
    return std::nullopt;
  const bool has_constant = is_near_number || (!is_small && a.first == 0);
  const Coefficient constant = has_constant ? large.part(0) : Coefficient{Interval(0, chart.bits), number(0)};
  const Interval all = hull(a.range(), constant.range);
  if (g.on == Points::positive && (!all.is_finite() || mpfr_sgn(all.low()) <= 0)) return std::nullopt;
  if (g.on == Points::beyond_one && (!all.is_finite() || mpfr_cmp_si(all.low(), 1) <= 0)) return std::nullopt;
  if (g.on == Points::inside_one &&
      (!all.is_finite() || mpfr_cmp_si(all.low(), -1) <= 0 || mpfr_cmp_si(all.high(), 1) >= 0))
    return std::nullopt;
  Expansion rest = a;
  if (is_near_number)
    rest = below_greatest(a);
  else if (has_constant && a.count() > 0)
    rest = {chart, 1, {a.parts.begin() + 1, a.parts.end()}, a.count() - 1};
  if (rest.is_zero() || a.is_zero())
    return Expansion(chart, coefficients(evaluator, g, constant, 1, chart)[0]);
  constexpr int few = 3;
  const int count = has_scales ? few : (chart.order + rest.first - 1) / rest.first;
  const std::vector<Coefficient> at = coefficients(evaluator, g, constant, count, chart);
  Expansion sum = [&] {
    const Apart apart(evaluator, nullptr);
    const Series over_all = g.series(evaluator, g.parameter, all, count + 1);
    return remainder_only(chart, 0, to_interval(over_all.back(), chart.bits));
  }();
  for (std::size_t k = at.size(); k-- > 0;) sum = sum * rest + Expansion(chart, at[k]);
  return sum;
}

Expansion root_of_pi(Evaluator& evaluator, Chart& chart) {
  const Coefficient pi{check::pi(chart.bits), generator_value(generator_pi)};
  return {chart, coefficients(evaluator, analytic_power(mpq_class(1, 2)), pi, 1, chart)[0]};
}

}  // namespace dropcert::check
