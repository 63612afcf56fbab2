// Sums and products without end: the first terms, and what the expansion of the others at infinity adds up
// to.
#include <algorithm>

#include "check/functions/functions.hpp"
#include "check/limits/local.hpp"
#include "check/work.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr Bits most_bits = 1024;
constexpr std::int64_t most_terms = 1 << 14;
constexpr std::int64_t most_terms_on_pieces = 1 << 8;
constexpr std::int64_t most_exact_terms = 1000;
constexpr std::int64_t most_negative = -1'000'000;

class Endless {
 public:
  Endless(Evaluator& evaluator, const Node& node)
      : evaluator_(evaluator), node_(node), is_sum_(node.name == "sum"), bits_(evaluator.bits()) {}

  Value run() {
    const std::int64_t low = integer(evaluator_.value(node_.binders[0].domain.terms[0]));
    if (bits_ > most_bits) throw OutOfReach("a sum without end to more than 1024 bits");
    if (low < most_negative) throw OutOfReach("a range without end that begins too early");
    if (const std::optional<Value> exact = geometric(low)) return *exact;
    Value partial = mpq_class(is_sum_ ? 0 : 1);
    std::optional<Value> best;
    std::optional<Interval> last;
    std::int64_t next = low;
    const std::int64_t most = evaluator_.chart() ? most_terms_on_pieces : most_terms;
    for (std::int64_t length = 16; length <= most; length *= 2) {
      std::int64_t end = std::max<std::int64_t>(low, 1) + length;
      end += end % 2;
      for (; next < end; ++next) partial = joined(partial, term_at(next));
      bool varies = false;
      const std::optional<Interval> rest = rest_from(end, varies);
      if (!rest) continue;
      best = joined(partial, over_region(evaluator_, varies, *rest));
      const Interval error = radius(*rest);
      const bool is_on_piece = evaluator_.chart() != nullptr;
      const Interval target = (is_on_piece ? Interval(1, bits_) : largest_) *
                              power(Interval(mpq_class(1, 2), bits_), is_on_piece ? 50 : 3 * bits_ / 4);
      if (mpfr_cmp(error.high(), target.high()) <= 0) break;
      if (last && mpfr_cmp((error + error).high(), last->high()) >= 0) break;
      last = error;
    }
    if (!best) throw OutOfReach("no bound of the rest of a sum or product without end is found");
    return *best;
  }

 private:
  Value joined(const Value& a, const Value& b) const { return is_sum_ ? a + b : a * b; }

  Value term_at(std::int64_t k) {
    const Evaluator::Bound guard(evaluator_);
    evaluator_.bind(node_.binders[0].names[0], mpq_class(signed_mpz(k)));
    const Value term = evaluator_.value(node_.children[0]);
    if (get_if<Expansion>(term)) return term;
    Interval number = to_interval(term, bits_);
    largest_ = maximum(largest_, absolute(number));
    return number;
  }

  // Where u = 1/k, k >= first.
  Chart chart_from(std::int64_t first) const {
    const Interval end(mpq_class(mpz_class(1), signed_mpz(first)), bits_);
    Chart chart{bits_, 8 + static_cast<int>(std::min<Bits>(bits_ / 10, 24)), span(Interval(0, bits_), end),
                true, false};
    chart.whole = -1;
    return chart;
  }

  Expansion multiple_of_index(Chart& chart, int factor) const {
    return {chart, -1, {{Interval(factor, bits_)}}, 1};
  }

  // The sum of j^(-n/root) over j >= first.
  Interval sum_of_powers(int n, int root_of_u, const Interval& first) {
    Sequences& sequences = evaluator_.sequences();
    if (n % root_of_u == 0) return hurwitz_zeta(sequences, n / root_of_u, first, bits_);
    return hurwitz_zeta(sequences, n, first, bits_, root_of_u);
  }

  // a_v u^v + ... + r u^N, with u = j^(-1/root) and v > root, over j >= first.
  std::optional<Interval> total(const Expansion& terms, std::int64_t first, int root_of_u = 1) {
    if (terms.is_zero()) return Interval(0, bits_);
    Expansion a = terms;
    if (!a.exponent.empty()) {
      if (trend(a.exponent) != -1) return std::nullopt;
      const int order = std::max(a.first, 0);
      a = flattened(without_logarithm(a), order + 8, order + root_of_u + 1);
    }
    if (!a.logarithm && a.first <= root_of_u && is_sum_ && terms.exponent.empty()) {
      const std::optional<int> side = sign(a.body());
      if (side && *side != 0) throw Undefined("a sum that does not converge");
    }
    a = without_logarithm(a);
    if (a.first <= root_of_u || a.first > 10'000) return std::nullopt;
    Interval sum(0, bits_);
    for (int k = 0; k <= a.count(); ++k) {
      const Interval& c = a.parts[static_cast<std::size_t>(k)].range;
      if (!c.is_finite()) return std::nullopt;
      if (c.is_zero()) continue;
      const Interval from(mpq_class(signed_mpz(first)), bits_);
      sum = sum + c * sum_of_powers(a.first + k, root_of_u, from);
    }
    return sum;
  }

  Expansion summand(const Expansion& term) {
    if (is_sum_) return term;
    if (signs(term) != positive_sign) throw OutOfReach("a factor may not be positive");
    return in_chart(*term.chart, apply_function(evaluator_, "log", {term}));
  }

  std::optional<Interval> by_terms(Local& local, std::int64_t end) {
    Chart chart = chart_from(end);
    const std::optional<Expansion> terms = local.found(chart, multiple_of_index(chart, 1), [&] {
      return summand(in_chart(chart, evaluator_.value(local.term())));
    });
    return terms ? total(*terms, end) : std::nullopt;
  }

  // With u = k^(-1/2).
  std::optional<Interval> by_roots(Local& local, std::int64_t end) {
    Chart chart = chart_from(end);
    chart.range = root(chart.range, 2);
    chart.whole = -2;
    const Expansion k(chart, -2, {{Interval(1, bits_)}}, 1);
    const std::optional<Expansion> terms =
        local.found(chart, k, [&] { return in_chart(chart, evaluator_.value(local.term())); });
    return terms ? total(*terms, end, 2) : std::nullopt;
  }

  // Two by two, at 2j and 2j + 1; they tend to 0 one by one.
  std::optional<Interval> by_pairs(Local& local, std::int64_t end) {
    Chart chart = chart_from(end / 2);
    const Expansion even = multiple_of_index(chart, 2);
    const std::optional<Expansion> pairs = local.found(chart, even, [&] {
      Expansion sum(chart, mpq_class(0));
      for (const int odd : {0, 1}) {
        const Evaluator::Bound guard(evaluator_);
        evaluator_.bind(local.name(), even + Expansion(chart, mpq_class(odd)));
        const Expansion term = summand(in_chart(chart, evaluator_.value(local.term())));
        const bool vanishes =
            term.exponent.empty() ? without_logarithm(term).first > 0 : trend(term.exponent) == -1;
        if (!term.is_zero() && (!vanishes || !without_logarithm(term).parts.back().range.is_finite()))
          throw OutOfReach("the terms may not tend to 0");
        sum = sum + term;
      }
      return sum;
    });
    return pairs ? total(*pairs, end / 2) : std::nullopt;
  }

  std::optional<Expansion> ratio(Local& local, Chart& chart) {
    const Expansion now = multiple_of_index(chart, 1);
    const Expansion next = now + Expansion(chart, mpq_class(1));
    try {
      return local.found(chart, now, [&] { return ratio_of(local, local.term(), now, next); });
    } catch (const Undefined&) {
      return std::nullopt;
    }
  }

  // t + r_1 t + r_1 r_2 t + ... where each ratio lies in [a, b].
  std::optional<Interval> by_ratio(Local& local, std::int64_t end) {
    Chart chart = chart_from(end);
    const std::optional<Expansion> found = ratio(local, chart);
    if (!found) return std::nullopt;
    const Interval all = found->range();
    const Interval size = absolute(all);
    if (!all.is_finite() || (mpfr_cmp_ui(size.high(), 1) >= 0 && mpfr_cmp_ui(size.low(), 1) < 0))
      return std::nullopt;
    const std::optional<Value> first = local.at(mpq_class(signed_mpz(end)));
    if (!first) return std::nullopt;
    const Interval t = to_interval(*first, bits_);
    if (mpfr_cmp_ui(size.low(), 1) >= 0) {
      if (sign(t).value_or(0) != 0) throw Undefined("a sum that does not converge");
      return std::nullopt;
    }
    const Interval one(1, bits_);
    if (mpfr_sgn(all.low()) >= 0) return t / (one - all);
    const Interval most = upper(size) / (one - upper(size));
    return t * (one + span(-most, most));
  }

  std::optional<Interval> rest_from(std::int64_t end, bool& varies) {
    Local local(evaluator_, node_);
    varies = local.varies();
    if (std::optional<Interval> rest = by_terms(local, end); rest && rest->is_finite())
      return is_sum_ ? rest : increasing(mpfr_exp, *rest, bits_);
    if (is_sum_)
      if (std::optional<Interval> rest = by_ratio(local, end); rest && rest->is_finite()) return rest;
    if (std::optional<Interval> rest = by_pairs(local, end); rest && rest->is_finite())
      return is_sum_ ? rest : increasing(mpfr_exp, *rest, bits_);
    return is_sum_ ? by_roots(local, end) : std::nullopt;
  }

  // Known exactly: the first terms, and t/(1 - r) for the others, with a rational number r.
  std::optional<Value> geometric(std::int64_t low) {
    if (!is_sum_ || evaluator_.chart() || evaluator_.forms() || low < -most_exact_terms) return std::nullopt;
    Local local(evaluator_, node_);
    const std::int64_t first = std::max<std::int64_t>(low, 1);
    Chart chart = chart_from(first);
    const std::optional<Expansion> found = ratio(local, chart);
    if (!found) return std::nullopt;
    const std::optional<mpq_class> r = exact_ratio(local, first, *found);
    if (!r) return std::nullopt;
    Value sum = mpq_class(0);
    for (std::int64_t k = low; k <= first; ++k) {
      const std::optional<Value> term = local.at(mpq_class(signed_mpz(k)));
      if (!term || !is_exact_real(*term)) return std::nullopt;
      sum = sum + (k == first ? *term / Value(1 - *r) : *term);
    }
    return sum;
  }

  // A constant ratio is that of the first two terms.
  std::optional<mpq_class> exact_ratio(Local& local, std::int64_t first, const Expansion& found) {
    if (!found.is_exact() || found.logarithm || !found.exponent.empty()) return std::nullopt;
    if (found.is_zero()) return mpq_class(0);
    if (found.first != 0 || found.count() != 1) return std::nullopt;
    const std::optional<Value> a = local.at(mpq_class(signed_mpz(first)));
    const std::optional<Value> b = local.at(mpq_class(signed_mpz(first + 1)));
    if (!a || !b || !is_exact_real(*a) || !is_exact_real(*b) || exact_sign(*a) == 0) return std::nullopt;
    const Value quotient = *b / *a;
    const auto* r = get_if<mpq_class>(quotient);
    return r && abs(*r) < 1 ? std::optional(*r) : std::nullopt;
  }

  Evaluator& evaluator_;
  const Node& node_;
  bool is_sum_;
  Bits bits_;
  Interval largest_{0, evaluator_.bits()};
};

}  // namespace

Value infinite_range(Evaluator& evaluator, const Node& node) {
  if (evaluator.forms()) return evaluator.endless_sum(node);
  return Endless(evaluator, node).run();
}

}  // namespace dropcert::check
