// Sums of terms that differ by factors exp(q(1/u)), smaller or greater than any power of u: the smaller ones
// are kept besides, for where the greater ones cancel, as in 1 - erf(x).
#include <algorithm>
#include <functional>
#include <numeric>
#include "check/calculus/expansion.hpp"
#include "check/functions/functions.hpp"
#include "check/work.hpp"

namespace dropcert::check {

namespace {

constexpr std::size_t most_terms = 4;  // kept of a sum

}  // namespace

Expansion Expansion::alone() const {
  Expansion result = *this;
  result.scales = nullptr;
  return result;
}

std::vector<Expansion> terms_of(const Expansion& a) {
  return a.scales ? *a.scales : std::vector{a};
}

// From the smallest on, each kept beside the greater ones unless these have a remainder, which swallows it.
Expansion sum_of_scales(const std::vector<Expansion>& terms) {
  std::vector<Expansion> sums;
  for (const Expansion& term : terms) {
    const auto same = std::find_if(sums.begin(), sums.end(), [&](const Expansion& sum) {
      return difference(sum.exponent, term.exponent).empty();
    });
    if (same == sums.end())
      sums.push_back(term);
    else
      *same = plain_sum(*same, term);
  }
  std::erase_if(sums, [](const Expansion& sum) { return sum.is_zero(); });
  if (sums.empty()) return {*terms.front().chart, mpq_class(0)};
  bool is_ordered = true;
  const auto is_smaller = [&](const Expansion& a, const Expansion& b) {
    const std::optional<int> larger = trend(difference(a.exponent, b.exponent));
    is_ordered = is_ordered && larger;
    return larger && *larger < 0;
  };
  for (std::size_t i = 1; i < sums.size(); ++i)
    for (std::size_t j = i; j > 0 && is_smaller(sums[j], sums[j - 1]); --j) std::swap(sums[j], sums[j - 1]);
  if (!is_ordered) {  // the one that is greater than each other first, if there is one
    const auto is_greatest = [&](const Expansion& a) {
      return std::all_of(sums.begin(), sums.end(), [&](const Expansion& b) {
        return &a == &b || trend(difference(a.exponent, b.exponent)) == 1;
      });
    };
    const auto greatest = std::find_if(sums.begin(), sums.end(), is_greatest);
    if (greatest != sums.end()) std::iter_swap(sums.begin(), greatest);
    return std::accumulate(sums.begin() + 1, sums.end(), sums.front(), plain_sum);
  }
  Expansion whole = sums.front();
  std::vector<Expansion> kept = {whole};
  for (std::size_t i = 1; i < sums.size(); ++i) {
    whole = plain_sum(sums[i], whole);
    const bool is_known = sums[i].is_exact() && (!sums[i].logarithm || sums[i].logarithm->is_exact());
    if (!is_known) kept.clear();
    kept.push_back(is_known ? sums[i] : whole);
  }
  for (; kept.size() > most_terms; kept.erase(kept.begin())) kept[1] = plain_sum(kept[1], kept[0]);
  if (kept.size() > 1) whole.scales = std::make_shared<const std::vector<Expansion>>(std::move(kept));
  return whole;
}

Expansion below_greatest(const Expansion& a) {
  return sum_of_scales({a.scales->begin(), a.scales->end() - 1});
}

// a/L for the greatest term L of b, and 1/(1 + t) = 1 - t + t^2 - t^3/(1 + t) with t = b/L - 1.
Expansion quotient_of_scales(const Expansion& whole, const Expansion& a, const Expansion& b) {
  std::vector<Expansion> below = terms_of(b);
  const Expansion large = below.back();
  if (large.count() != 1 || !large.is_exact()) return whole;
  const auto over_large = [&](std::vector<Expansion> terms) {
    for (Expansion& term : terms) term = plain_quotient(term, large);
    return sum_of_scales(terms);
  };
  const Expansion quotient = over_large(terms_of(a));
  below.pop_back();
  if (below.empty()) return quotient;
  const Expansion one(*a.chart, mpq_class(1));
  const Expansion t = over_large(below);
  const Notes before = notes();
  const Expansion inverse = plain_quotient(one, plain_sum(one, t));
  notes() = before;
  return quotient * (one - t + t * t * (one - t * inverse));
}

// exp(L + s) = exp(L) exp(s) for the greatest term L; the logarithm and powers from those of L and 1 + s/L.
std::optional<Expansion> function_of_scales(Evaluator& evaluator, const std::string& name, const Analytic& g,
                                            const Expansion& a) {
  if (!a.scales) return std::nullopt;
  const Expansion& large = a.scales->back();
  if (large.exponent.empty() && large.first >= 0) return std::nullopt;
  const Expansion small = below_greatest(a);
  Chart& chart = *a.chart;
  const auto both = [&](const Expansion& x, const Expansion& y, auto combine) -> std::optional<Expansion> {
    const auto of = [&](const Expansion& z) {
      return name == "log" || name == "exp" ? apply_to_expansions(evaluator, chart, name, {z})
                                            : power_of_expansions(evaluator, chart, z, g.parameter);
    };
    const Value first = of(x);
    const Value second = of(y);
    const auto* f = get_if<Expansion>(first);
    const auto* s = get_if<Expansion>(second);
    return f && s ? std::optional(combine(*f, *s)) : std::nullopt;
  };
  if (name == "exp") return both(large, small, std::multiplies<>());
  const bool is_power = g.kind == ParameterKind::exponent;
  if ((name != "log" && !is_power) || signs(large) != positive_sign) return std::nullopt;
  const Expansion factor = Expansion(chart, mpq_class(1)) + small / large;
  return name == "log" ? both(large, factor, std::plus<>()) : both(large, factor, std::multiplies<>());
}

}  // namespace dropcert::check
