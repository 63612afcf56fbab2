// Riemann's zeta function of an expansion.
#include <algorithm>
#include "check/calculus/expansion.hpp"
#include "check/functions/functions.hpp"

namespace dropcert::check {

// By Euler and Maclaurin's formula, where for s >= 0 what is left out lies between 0 and minus the last term;
// zeta(1 + h) = 1/h + euler_gamma + O(h) (DLMF 25.2.4).
std::optional<Expansion> zeta_of(Evaluator& evaluator, const Expansion& s) {
  Chart& chart = *s.chart;
  const auto number = [&chart](const mpq_class& q) { return Expansion(chart, Value(q)); };
  const auto apply = [&](const char* name, const Expansion& a) {
    return lifted(chart, apply_to_expansions(evaluator, chart, name, {a}));
  };
  const bool is_plain = !s.logarithm && s.exponent.empty();
  if (s.is_zero() || (s.first == 0 && s.count() == 1 && s.is_exact() && is_plain))
    return compose(evaluator, zeta_alone(), s);
  const Interval all = s.range();
  std::optional<Expansion> left_out;
  if (all.is_finite() && mpfr_cmp_si(all.low(), -8) > 0) left_out = compose(evaluator, zeta_left_out(), s);
  if (!left_out && ((signs(s) & negative_sign) != 0 || s.count() == 0)) return std::nullopt;
  const auto to_minus_s = [&](int n) { return apply("exp", -(s * apply("log", number(n)))); };
  const Expansion last = to_minus_s(zeta_from);
  const Expansion from_one = s - number(1);
  const Expansion whole = apply("exp", -(from_one * apply("log", number(zeta_from))));  // 1 at the pole
  Expansion sum = number(1) + whole / from_one + last * number(mpq_class(1, 2));
  for (int n = 2; n < zeta_from; ++n) sum = sum + to_minus_s(n);
  Sequences& sequences = evaluator.sequences();
  Expansion rising = s * last * number(mpq_class(1, zeta_from));  // s (s + 1) ... N^(1 - s - 2j)
  for (int j = 1; j <= zeta_terms; ++j) {
    const auto index = static_cast<std::uint64_t>(2 * j);
    const Expansion term = number(sequences.bernoulli(index) / sequences.factorial(index)) * rising;
    sum = sum + term;
    if (j == zeta_terms && !left_out)
      left_out = term * remainder_only(chart, 0, span(Interval(-1, chart.bits), Interval(0, chart.bits)));
    rising =
        rising * (s + number(2 * j - 1)) * (s + number(2 * j)) * number(mpq_class(1, zeta_from * zeta_from));
  }
  sum = sum + *left_out;
  if (!is_plain || s.first < 0 || s.count() == 0 || sum.logarithm || !sum.exponent.empty()) return sum;
  const Expansion known =
      from_one.first > 0 ? number(1) / from_one + lifted(chart, apply_function(evaluator, "euler_gamma", {}))
                         : *compose(evaluator, zeta_alone(), {chart, s.coefficient(0)});
  if (known.first != sum.first) return sum;
  sum = sum.alone();
  const int most = 1 - sum.first;
  const int count = std::min({most, sum.count(), known.is_exact() ? most : known.count()});
  for (int k = 0; k < count; ++k) sum.parts[static_cast<std::size_t>(k)] = known.part(k);
  return sum;
}

}  // namespace dropcert::check
