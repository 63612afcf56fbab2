#include "verify/polynomial_sign.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "exact/factorial.hpp"

namespace dropcert::verify {

using namespace exact;

namespace {

using Exponents = std::vector<unsigned long>;
using Terms = std::map<Exponents, Rational>;

constexpr std::size_t most_terms = 600;
constexpr std::size_t most_bits = 4096;  // of a coefficient
constexpr unsigned long most_degree = 40;
constexpr int most_halves = 300;
constexpr int most_depth = 12;
constexpr std::size_t most_variables = 9;
constexpr std::size_t most_signs = 4;  // variables taken with both signs

bool is_small(const Terms& terms) {
  return terms.size() <= most_terms;
}

void add_to(Terms& terms, const Exponents& exponents, const Rational& coefficient) {
  auto [place, is_new] = terms.try_emplace(exponents, coefficient);
  if (!is_new) place->second += coefficient;
  if (place->second.is_zero()) terms.erase(place);
}

// x_i + x_j in the place of x_i.
Terms with_sum(const Terms& terms, std::size_t i, std::size_t j) {
  Terms result;
  for (const auto& [exponents, coefficient] : terms) {
    const unsigned long n = exponents[i];
    Exponents moved = exponents;
    for (unsigned long k = 0; k <= n; ++k) {
      add_to(result, moved, coefficient * Rational(binomial(n, k)));
      if (k < n) --moved[i];
      if (k < n) ++moved[j];
    }
  }
  return result;
}

unsigned long degree_in(const Terms& terms, std::size_t i) {
  unsigned long degree = 0;
  for (const auto& [exponents, coefficient] : terms) degree = std::max(degree, exponents[i]);
  return degree;
}

unsigned long total(const Exponents& exponents) {
  return std::accumulate(exponents.begin(), exponents.end(), 0UL);
}

// (a + b t)^k (1 + t)^m as coefficients of t^0, t^1, ...
std::vector<Rational> product_of_powers(const Rational& a, const Rational& b, unsigned long k,
                                        unsigned long m) {
  std::vector<Rational> result{Rational(1)};
  auto times = [&](const Rational& constant, const Rational& slope) {
    result.emplace_back(0);
    for (std::size_t i = result.size(); i-- > 0;)
      result[i] = result[i] * constant + (i > 0 ? result[i - 1] * slope : Rational(0));
  };
  for (unsigned long i = 0; i < k; ++i) times(a, b);
  for (unsigned long i = 0; i < m; ++i) times(Rational(1), Rational(1));
  return result;
}

// The variable i runs through its range as t >= 0 does: low + t, high - t, or (low + high t)/(1 + t), where
// the polynomial is multiplied by a power of 1 + t.
Terms from_zero(const Terms& terms, std::size_t i, const SignRange& range) {
  const bool is_bounded = range.low && range.high;
  const unsigned long degree = is_bounded ? degree_in(terms, i) : 0;
  Terms result;
  for (const auto& [exponents, coefficient] : terms) {
    const unsigned long n = exponents[i];
    const std::vector<Rational> series = is_bounded
                                             ? product_of_powers(*range.low, *range.high, n, degree - n)
                                         : range.low ? product_of_powers(*range.low, Rational(1), n, 0)
                                                     : product_of_powers(*range.high, Rational(-1), n, 0);
    Exponents moved = exponents;
    for (std::size_t k = 0; k < series.size(); ++k) {
      moved[i] = k;
      if (!series[k].is_zero()) add_to(result, moved, coefficient * series[k]);
    }
  }
  return result;
}

Terms reflected(const Terms& terms, std::size_t i) {
  Terms result = terms;
  for (auto& [exponents, coefficient] : result)
    if (exponents[i] % 2 != 0) coefficient = -coefficient;
  return result;
}

Terms homogeneous(const Terms& terms) {
  unsigned long degree = 0;
  for (const auto& [exponents, coefficient] : terms) degree = std::max(degree, total(exponents));
  Terms result;
  for (const auto& [exponents, coefficient] : terms) {
    Exponents longer = exponents;
    longer.push_back(degree - total(exponents));
    result.emplace(std::move(longer), coefficient);
  }
  return result;
}

std::size_t negative_terms(const Terms& terms) {
  return static_cast<std::size_t>(
      std::count_if(terms.begin(), terms.end(), [](const auto& term) { return term.second.sign() < 0; }));
}

// In doubles, of which nothing is concluded.
bool seems_negative_at(const Terms& terms, const std::vector<double>& x) {
  double sum = 0;
  double size = 0;
  for (const auto& [exponents, coefficient] : terms) {
    double term = fmpq_get_d(coefficient.raw());
    for (std::size_t k = 0; k < x.size(); ++k)
      for (unsigned long n = exponents[k]; n > 0; --n) term *= x[k];
    sum += term;
    size += std::abs(term);
  }
  return sum < -1e-9 * size;
}

// Of homogeneous polynomials in variables that are not negative.
class Search {
 public:
  explicit Search(long& work) : work_(work) {}

  bool is_nowhere_negative(const Terms& terms, int depth = 0) {
    if (negative_terms(terms) == 0) return true;
    if (depth == 0 && seems_negative(terms)) return false;
    if (depth == most_depth || ++halves_ > most_halves || !is_small(terms) || is_negative_somewhere(terms))
      return false;
    std::pair<Terms, Terms> best;
    std::size_t least = 0;
    bool has_best = false;
    const std::size_t count = terms.begin()->first.size();
    work_ -= static_cast<long>(terms.size() * count * count);
    if (work_ < 0) return false;
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t j = i + 1; j < count; ++j) {
        if (degree_in(terms, i) == 0 || degree_in(terms, j) == 0) continue;
        std::pair<Terms, Terms> halves{with_sum(terms, i, j), with_sum(terms, j, i)};
        const std::size_t left = negative_terms(halves.first) + negative_terms(halves.second);
        if (has_best && left >= least) continue;
        has_best = true;
        least = left;
        best = std::move(halves);
      }
    return has_best && is_nowhere_negative(best.first, depth + 1) &&
           is_nowhere_negative(best.second, depth + 1);
  }

 private:
  // At one of some points: saves work, and decides nothing.
  bool seems_negative(const Terms& terms) {
    constexpr int points = 40;
    const std::size_t count = terms.begin()->first.size();
    work_ -= static_cast<long>(terms.size());
    unsigned state = 1;
    std::vector<double> x(count);
    for (int i = 0; i < points; ++i) {
      for (double& coordinate : x) {
        state = state * 1103515245U + 12345U;
        coordinate = static_cast<double>(state >> 16 & 15U) / ((state >> 21 & 3U) == 0 ? 16 : 2);
      }
      if (seems_negative_at(terms, x)) return true;
    }
    return false;
  }

  // At a unit vector, or at (1, ..., 1).
  static bool is_negative_somewhere(const Terms& terms) {
    Rational sum(0);
    for (const auto& [exponents, coefficient] : terms) {
      sum += coefficient;
      const bool is_pure = std::count(exponents.begin(), exponents.end(), 0UL) + 1 >=
                           static_cast<std::ptrdiff_t>(exponents.size());
      if ((is_pure && coefficient.sign() < 0) || coefficient.bits() > most_bits) return true;
    }
    return sum.sign() < 0;
  }

  long& work_;
  int halves_ = 0;
};

// All variables with their ranges; those from `next` on are still to be brought to [0, oo).
bool search(Terms terms, const std::vector<SignRange>& ranges, std::size_t next, long& work) {
  if (!is_small(terms)) return false;
  for (; next < ranges.size(); ++next) {
    const SignRange& range = ranges[next];
    if (range.low && range.low->is_zero() && !range.high) continue;
    if (range.low || range.high) {
      terms = from_zero(terms, next, range);
      if (!is_small(terms)) return false;
      continue;
    }
    const Terms other = reflected(terms, next);
    if (other == terms) continue;
    return search(terms, ranges, next + 1, work) && search(other, ranges, next + 1, work);
  }
  return Search(work).is_nowhere_negative(homogeneous(terms));
}

// How much of the ranges is used: less makes shorter polynomials.
SignRange relaxed(const SignRange& range, int level) {
  const bool is_nonnegative = range.low && range.low->sign() >= 0;
  if (level == 2 || !is_nonnegative) return range;
  if (level == 1) return {range.low, std::nullopt};
  return {Rational(0), std::nullopt};
}

// The polynomial in the variables that occur, and their ranges; nullopt if that is too large.
struct Problem {
  Terms terms;
  std::vector<SignRange> ranges;
};

std::optional<Problem> problem_of(const std::vector<RationalFunction::Term>& terms,
                                  const std::vector<SignRange>& ranges) {
  std::vector<std::size_t> used;
  for (std::size_t i = 0; i < ranges.size(); ++i)
    if (std::any_of(terms.begin(), terms.end(), [i](const auto& term) { return term.exponents[i] != 0; }))
      used.push_back(i);
  if (used.size() > most_variables) return std::nullopt;
  Problem result;
  for (const std::size_t i : used) result.ranges.push_back(ranges[i]);
  for (const RationalFunction::Term& term : terms) {
    Exponents exponents;
    for (const std::size_t i : used) exponents.push_back(term.exponents[i]);
    if (total(exponents) > most_degree) return std::nullopt;
    add_to(result.terms, exponents, term.coefficient);
  }
  return is_small(result.terms) ? std::optional(std::move(result)) : std::nullopt;
}

// At one of some points within the ranges: saves work, and decides nothing.
bool seems_negative(const Problem& problem) {
  constexpr int points = 24;
  unsigned state = 1;
  const auto next = [&state] {
    state = state * 1103515245U + 12345U;
    return (static_cast<double>(state >> 16 & 31U) + 0.5) / 32;
  };
  std::vector<double> x(problem.ranges.size());
  for (int i = 0; i < points; ++i) {
    for (std::size_t k = 0; k < x.size(); ++k) {
      const SignRange& range = problem.ranges[k];
      const double part = next();
      const double far = part / (1.05 - part);
      const double low = range.low ? fmpq_get_d(range.low->raw()) : 0;
      const double high = range.high ? fmpq_get_d(range.high->raw()) : 0;
      x[k] = range.low && range.high ? low + (high - low) * part
             : range.low             ? low + far
             : range.high            ? high - far
                                     : (i % 2 == 0 ? far : -far);
    }
    if (seems_negative_at(problem.terms, x)) return true;
  }
  return false;
}

}  // namespace

bool is_nowhere_negative(const std::vector<RationalFunction::Term>& terms,
                         const std::vector<SignRange>& ranges, long& work) {
  const std::optional<Problem> problem = problem_of(terms, ranges);
  if (!problem || seems_negative(*problem)) return false;
  std::vector<SignRange> last;
  for (const int level : {0, 1, 2}) {
    std::vector<SignRange> kept;
    for (const SignRange& range : problem->ranges) kept.push_back(relaxed(range, level));
    if (std::count_if(kept.begin(), kept.end(), [](const auto& r) { return !r.low && !r.high; }) >
        static_cast<std::ptrdiff_t>(most_signs))
      return false;
    const auto same = [](const SignRange& a, const SignRange& b) {
      return a.low == b.low && a.high == b.high;
    };
    if (level > 0 && std::equal(kept.begin(), kept.end(), last.begin(), same)) continue;
    if (search(problem->terms, kept, 0, work)) return true;
    last = kept;
  }
  return false;
}

bool is_positive(const std::vector<RationalFunction::Term>& terms, const std::vector<SignRange>& ranges) {
  std::optional<Problem> problem = problem_of(terms, ranges);
  if (!problem || problem->terms.empty() || seems_negative(*problem)) return false;
  Terms& all = problem->terms;
  const std::size_t count = problem->ranges.size();
  std::vector<unsigned long> degrees;  // of what has a high end
  for (std::size_t i = 0; i < count; ++i) {
    const SignRange& range = problem->ranges[i];
    degrees.push_back(degree_in(all, i));
    if (range.low || range.high)
      all = from_zero(all, i, range);
    else if (reflected(all, i) != all)
      return false;
    if (!is_small(all)) return false;
  }
  if (negative_terms(all) > 0) return false;
  // The corners: each variable at 0 or at infinity, as far as these belong to its range.
  for (unsigned corner = 0; corner < 1U << count; ++corner) {
    auto is_far = [&](std::size_t i) { return (corner >> i & 1U) != 0; };
    auto is_bounded = [&](std::size_t i) { return problem->ranges[i].low && problem->ranges[i].high; };
    auto is_excluded = [&](std::size_t i) {
      return is_far(i) ? !is_bounded(i) : problem->ranges[i].low && problem->ranges[i].excludes_low;
    };
    auto remains = [&](const auto& term) {
      for (std::size_t i = 0; i < count; ++i)
        if (!is_excluded(i) && term.first[i] != (is_far(i) ? degrees[i] : 0)) return false;
      return true;
    };
    if (std::none_of(all.begin(), all.end(), remains)) return false;
  }
  return true;
}

}  // namespace dropcert::verify
