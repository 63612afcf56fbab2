// Derivatives at a point, and the zero of a term in an interval.
#include <deque>

#include "check/closed/closed.hpp"
#include "check/functions/functions.hpp"
#include "check/limits/local.hpp"
#include "check/work.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::uint64_t most_order = 100;
constexpr Bits most_bits = 4096;
constexpr int most_pieces = 2000;

// The coefficient of u^n in the term at y + u, |u| <= step, for all y of `centre`, where y + u stays in the
// term's domain. It is found only if the term is defined at all y + u.
std::optional<Coefficient> coefficient_of(Local& local, const Interval& centre, const Interval& step, int n) {
  Chart chart{local.bits(), n + 2, span(-step, step), false, true};
  const Expansion x(chart, 0, {{centre}, {Interval(1, local.bits())}}, 2);
  const std::optional<Expansion> f = local.expanded(chart, x);
  if (!f || f->logarithm || !f->exponent.empty() || f->first < 0) return std::nullopt;
  if (!f->is_exact() && f->last() <= n) return std::nullopt;
  const Coefficient found = f->coefficient(n);
  if (!found.range.is_finite() || !f->parts.back().range.is_finite()) return std::nullopt;
  return found;
}

// The derivatives of a term that is a quotient of polynomials are known exactly.
std::optional<mpq_class> exact_derivative(Local& local, const mpq_class& point, const Interval& step, int n) {
  Forms forms;
  Chart chart{local.bits(), n + 2, span(-step, step), false, true};
  chart.forms = &forms;
  const Coefficient one{Interval(1, local.bits()), mpq_class(1)};
  const Expansion x(chart, 0, {{Interval(point, local.bits()), point}, one}, 2);
  try {
    const std::optional<Expansion> f = local.expanded(chart, x);
    if (!f || f->logarithm || !f->exponent.empty() || f->first < 0) return std::nullopt;
    if (!f->is_exact() && f->last() <= n) return std::nullopt;
    const Coefficient found = f->coefficient(n);
    if (found.is_zero()) return mpq_class(0);
    const auto* rational = get_if<mpq_class>(found.form);
    return rational ? std::optional(*rational) : std::nullopt;
  } catch (const FinerForms&) {
    return std::nullopt;
  }
}

// The coefficient of u in the term at point + u, or at point - u, 0 <= u <= step.
std::optional<Interval> slope_on_side(Local& local, const mpq_class& point, int side, const Interval& step) {
  Chart chart{local.bits(), 3, span(Interval(0, local.bits()), step), true, true};
  const Expansion x(chart, 0, {{Interval(point, local.bits())}, {Interval(side, local.bits())}}, 2);
  const std::optional<Expansion> f = local.expanded(chart, x);
  if (!f || f->logarithm || !f->exponent.empty() || f->first < 0) return std::nullopt;
  if (!f->is_exact() && f->last() <= 1) return std::nullopt;
  const Interval found = f->coefficient(1).range;
  if (!found.is_finite() || !f->parts.back().range.is_finite()) return std::nullopt;
  return found;
}

Interval two_to(int exponent, Bits bits) {
  return power(Interval(2, bits), exponent);
}

Value derivative_at(Evaluator& evaluator, Local& local, const Value& given, std::uint64_t order) {
  const Value point = local.plain(given);
  const std::optional<Value> value = local.at(point);
  if (order == 0 && value && !local.varies()) return *value;
  const Bits bits = evaluator.bits();
  const int n = static_cast<int>(order);
  const mpq_class factorial(evaluator.sequences().factorial(order));
  const Interval centre = to_interval(point, bits);
  const Interval size = upper(maximum(absolute(centre), Interval(1, bits)));
  for (const int shift : {-12, -30, -60, -120}) {
    const Interval step = upper(size * two_to(shift, bits));
    const Interval around = span(centre - step, centre + step);
    if (!coefficient_of(local, around, step, n)) continue;
    if (const auto* rational = get_if<mpq_class>(point); rational && !local.varies())
      if (const std::optional<mpq_class> exact = exact_derivative(local, *rational, step, n))
        return mpq_class(*exact * factorial);
    const std::optional<Coefficient> found = coefficient_of(local, centre, step, n);
    if (found) return found->range * Interval(factorial, bits);
  }
  if (const auto* rational = get_if<mpq_class>(point); rational && !local.varies() && order > 0) {
    const Interval step = upper(two_to(-12, bits));
    const std::optional<Interval> right = slope_on_side(local, *rational, 1, step);
    const std::optional<Interval> left = slope_on_side(local, *rational, -1, step);
    if (right && left && sign(*right + *left).value_or(0) != 0)
      throw Undefined("a derivative that differs on both sides");
  }
  imprecise("a derivative that is not seen to exist");
}

// A sign on each piece, or one of the derivative.
class Zero {
 public:
  Zero(Local& local, const Value& low, const Value& high, const Domain& domain)
      : local_(local),
        bits_(local.bits()),
        domain_(domain),
        low_(local.plain(low)),
        high_(local.plain(high)) {}

  Value run() {
    const auto* low = get_if<mpq_class>(low_);
    const auto* high = get_if<mpq_class>(high_);
    if (!low || !high) throw OutOfReach("a zero between ends that are not rational");
    if (*high < *low) throw Undefined("no zero lies in an empty interval");
    low_end_ = *low;
    high_end_ = *high;
    if (*low == *high) return only_point();
    pieces_.push_back({*low, *high});
    for (const mpq_class& end : {*low, *high})
      if (sign_at(end) == 0) note(end, end);
    for (int count = 0; !pieces_.empty(); ++count) {
      if (count == most_pieces) imprecise("a zero that is not seen to be the only one");
      const auto [from, to] = std::move(pieces_.front());
      pieces_.pop_front();
      decide(from, to);
    }
    if (zeros_.size() != 1) throw Undefined("there is not exactly one zero");
    const auto [from, to] = zeros_[0];
    if (from == to) return from;
    return enclosed(from, to);
  }

 private:
  bool is_left_out(const mpq_class& x) const {
    return (domain_.low_open && x == low_end_) || (domain_.high_open && x == high_end_);
  }

  // At a number: 0 only if that is known.
  std::optional<int> sign_at(const mpq_class& x) {
    try {
      const std::optional<Value> value = local_.at(x);
      if (!value) return std::nullopt;
      return is_exact_real(*value) ? std::optional(exact_sign(*value)) : sign(to_interval(*value, bits_));
    } catch (const Undefined&) {
      if (!is_left_out(x)) throw;
    }
    return std::nullopt;
  }

  Value only_point() {
    const std::optional<int> found = sign_at(low_end_);
    if (domain_.low_open || domain_.high_open || (found && *found != 0))
      throw Undefined("there is no zero in the interval");
    if (!found) imprecise("a zero that is not seen to be one");
    return low_end_;
  }

  void note(const mpq_class& from, const mpq_class& to) {
    if (from == to && is_left_out(from)) return;
    for (const auto& known : zeros_)
      if (known.first == from && known.second == to) return;
    zeros_.emplace_back(from, to);
  }

  Interval between(const mpq_class& from, const mpq_class& to) const {
    return span(Interval(from, bits_), Interval(to, bits_));
  }

  bool has_sign(const mpq_class& from, const mpq_class& to) {
    const Interval size(mpq_class((to - from) / 2), bits_);
    Chart chart{bits_, 3, span(-size, size), false, true};
    const Interval middle(mpq_class((from + to) / 2), bits_);
    const Expansion x(chart, 0, {{middle}, {Interval(1, bits_)}}, 2);
    const std::optional<Expansion> f = local_.expanded(chart, x);
    return f && (signs(*f) & zero_sign) == 0;
  }

  std::optional<Interval> slope(const mpq_class& from, const mpq_class& to) {
    const Interval step(mpq_class((to - from) / 4096), bits_);
    const std::optional<Coefficient> found = coefficient_of(local_, between(from, to), step, 1);
    if (!found || found->range.holds_zero()) return std::nullopt;
    return found->range;
  }

  void decide(const mpq_class& from, const mpq_class& to) {
    charge(1000);
    if (has_sign(from, to)) return;
    const std::optional<int> low = sign_at(from);
    const std::optional<int> high = sign_at(to);
    if (low && high && slope(from, to)) {
      if (*low * *high < 0) note(from, to);
      return;
    }
    for (const mpq_class& part : {mpq_class(1, 2), mpq_class(3, 7), mpq_class(5, 8)}) {
      const mpq_class middle = from + part * (to - from);
      const std::optional<int> there = sign_at(middle);
      if (!there) continue;
      if (*there == 0) note(middle, middle);
      pieces_.emplace_back(from, middle);
      pieces_.emplace_back(middle, to);
      return;
    }
    imprecise("a sign that is not known");
  }

  // By secants of the least and greatest slope from the middle, else by halves.
  Value enclosed(mpq_class from, mpq_class to) {
    const std::optional<int> low = sign_at(from);
    for (Bits i = 0; i < 4 * bits_; ++i) {
      charge(100);
      const mpq_class middle = (from + to) / 2;
      const std::optional<Value> value = local_.at(middle);
      const std::optional<Interval> rise = slope(from, to);
      if (!value || !rise) break;
      if (is_exact_real(*value) && exact_sign(*value) == 0 && !local_.varies()) return middle;
      const Interval there = to_interval(*value, bits_);
      const std::optional<Interval> next =
          intersection(Interval(middle, bits_) - there / *rise, between(from, to));
      if (!next) break;
      mpq_class below, above;
      mpfr_get_q(below.get_mpq_t(), next->low());
      mpfr_get_q(above.get_mpq_t(), next->high());
      if (below < from) below = from;
      if (above > to) above = to;
      const bool is_half = (above - below) * 2 <= to - from;
      const std::optional<int> side = sign(there);
      if (!is_half && side && *side != 0) {
        if (side == low)
          below = std::max(below, middle);
        else
          above = std::min(above, middle);
      }
      if (above - below >= to - from) break;
      from = below;
      to = above;
      if (!is_half && (!side || *side == 0)) break;
    }
    return between(from, to);
  }

  Local& local_;
  Bits bits_;
  const Domain& domain_;
  Value low_;
  Value high_;
  mpq_class low_end_;
  mpq_class high_end_;
  std::deque<std::pair<mpq_class, mpq_class>> pieces_;
  std::vector<std::pair<mpq_class, mpq_class>> zeros_;
};

// What find(local) finds, over the region.
template <class Find>
Value with_local(Evaluator& evaluator, const Node& node, Find find) {
  if (evaluator.bits() > most_bits) throw OutOfReach("a derivative or a zero to more than 4096 bits");
  bool varies = false;
  const Value found = [&] {
    Local local(evaluator, node);
    const Value value = find(local);
    varies = local.varies();
    return value;
  }();
  if (!varies) return found;
  return over_region(evaluator, varies, to_interval(found, evaluator.bits()));
}

}  // namespace

Value derivative(Evaluator& evaluator, const Node& node) {
  const std::vector<Node>& terms = node.binders[0].domain.terms;
  const Value point = evaluator.value(terms[0]);
  if (!get_if<Expansion>(point)) require_real(point);
  const std::uint64_t order = terms.size() > 1 ? natural(evaluator.value(terms[1])) : 1;
  require_at_most(order, most_order, "a derivative of an order");
  if (evaluator.forms()) return derivative_as_form(evaluator, node, point, order);
  return with_local(evaluator, node,
                    [&](Local& local) { return derivative_at(evaluator, local, point, order); });
}

Value zero_of(Evaluator& evaluator, const Node& node) {
  const Domain& domain = node.binders[0].domain;
  if (domain.kind == DomainKind::reals || has_infinite_end(domain))
    throw OutOfReach("a zero on an interval without two ends");
  const Value low = evaluator.value(domain.terms[0]);
  const Value high = evaluator.value(domain.terms[1]);
  for (const Value& end : {low, high})
    if (!get_if<Expansion>(end)) require_real(end);
  return with_local(evaluator, node, [&](Local& local) { return Zero(local, low, high, domain).run(); });
}

}  // namespace dropcert::check
