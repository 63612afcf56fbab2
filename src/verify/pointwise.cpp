// Derivatives at a point, and zeros, by Taylor coefficients about all points of an interval.
#include <fmt/core.h>

#include <deque>

#include "exact/factorial.hpp"
#include "language/print.hpp"
#include "verify/builtins.hpp"
#include "verify/closed_forms.hpp"
#include "verify/local_models.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace language;

namespace {

constexpr long most_order = 100;
constexpr long most_bits = 4096;
constexpr int most_pieces = 2000;

// The coefficient of u^n in y + u, |u| <= step, about every y of an interval, y + u within `all`; where it is
// found, the term is defined there, and differentiable n times: uniform expansions of order n with a
// remainder of order n + 1 are Taylor's (the converse of Taylor's theorem).
std::optional<Coefficient> taylor_coefficient(Machine& machine, LocalModels& local, const Coefficient& centre,
                                              const Interval& step, const Interval& all, long n) {
  std::optional<Coefficient> result;
  local.evaluate(
      local_expansion(machine, hull(neg(step), step), n + 2, true),
      [&](const ModelArithmetic& m) {
        if (!centre.exact) return m.diagonal(centre, all);
        return m.variable(*centre.exact, centre.range, m.coefficient(Rational(1)), 1, all);
      },
      [&](const ModelArithmetic&, const Model& term, bool is_defined) {
        const TaylorModel& f = *term;
        if (!is_defined || f.logarithm || !f.exponent.empty() || f.valuation < 0) return;
        const long place = n - f.valuation;
        if (place < f.count() && place >= 0)
          result = f.known[static_cast<std::size_t>(place)];
        else if (f.is_zero() || f.is_polynomial() || place < 0)
          result = Coefficient::zero();
        if (!f.is_polynomial() && !f.is_zero() && !(f.rest.is_finite() && n < f.valuation + f.count()))
          result.reset();
      });
  if (result && !result->range.is_finite()) result.reset();
  return result;
}

// The coefficient of u in c + side u, 0 <= u <= step: side times the derivative on that side.
std::optional<Interval> one_sided(Machine& machine, LocalModels& local, const Rational& c, long side,
                                  const Interval& step) {
  constexpr long order = 3;
  std::optional<Interval> result;
  const Interval centre = Interval::from(c, machine.precision());
  const Interval far = add(centre, side > 0 ? step : neg(step), machine.precision());
  local.evaluate(
      local_expansion(machine, hull(Interval(), step), order, true),
      [&](const ModelArithmetic& m) {
        return m.variable(c, centre, m.coefficient(Rational(side)), 1, hull(centre, far));
      },
      [&](const ModelArithmetic&, const Model& term, bool is_defined) {
        const TaylorModel& f = *term;
        if (!is_defined || f.logarithm || !f.exponent.empty() || f.valuation < 0) return;
        if (!f.is_polynomial() && !f.is_zero() && !(f.rest.is_finite() && f.valuation + f.count() > 1))
          return;
        const long place = 1 - f.valuation;
        result = place < f.count() && place >= 0 && !f.is_zero()
                     ? f.known[static_cast<std::size_t>(place)].range
                     : Interval();
      });
  if (result && !result->is_finite()) result.reset();
  return result;
}

class Derivative {
 public:
  Derivative(Machine& machine, const Code& code, const Value& point, long order)
      : machine_(machine),
        code_(code),
        local_(machine, code),
        bits_(machine.precision()),
        point_(local_.plain(point)),
        varies_(local_.varies() || is_model(point)),
        order_(order) {}

  Value run() {
    const std::optional<Value> value = local_.at(point_);
    if (order_ == 0 && value && !varies_) return *value;
    const Arithmetic arithmetic = machine_.arithmetic();
    Coefficient centre{Interval::from(arithmetic.ball(point_), bits_), std::nullopt};
    if (const auto* q = get_if<Rational>(point_)) centre = {Interval::from(*q, bits_), *q};
    const Interval size = max(abs(centre.range), Interval::between_integers(1, 1));
    for (const long shift : {10L, 40L, 80L, 160L}) {
      const Interval step =
          mul(Interval::at(size.high()), Interval::from(pow(Rational(1, 2), shift), bits_), bits_);
      const Interval all = add(centre.range, hull(neg(step), step), bits_);
      if (!taylor_coefficient(machine_, local_, {all, std::nullopt}, step,
                              add(all, hull(neg(step), step), bits_), order_))
        continue;
      const std::optional<Coefficient> found =
          taylor_coefficient(machine_, local_, centre, step, all, order_);
      if (found) return value_of(*found);
    }
    const auto* at = get_if<Rational>(point_);
    if (order_ > 0 && at && !varies_) {
      const Interval step = Interval::from(pow(Rational(1, 2), 10), bits_);
      const std::optional<Interval> right = one_sided(machine_, local_, *at, 1, step);
      const std::optional<Interval> left = one_sided(machine_, local_, *at, -1, step);
      if (left && right && !add(*left, *right, bits_).contains_zero())
        throw Undefined("no derivative: it differs on both sides");
    }
    throw Unsupported(fmt::format("'{}' is not seen to exist", to_text(*code_.source)));
  }

 private:
  Value value_of(const Coefficient& found) {
    const Rational scale(machine_.cache().factorial(static_cast<unsigned long>(order_)));
    if (const auto* q = found.exact ? get_if<Rational>(*found.exact) : nullptr; q && !varies_)
      return *q * scale;
    machine_.used_balls = true;
    return local_.number_in(mul(found.range, Interval::from(scale, bits_), bits_), varies_);
  }

  Machine& machine_;
  const Code& code_;
  LocalModels local_;
  Bits bits_;
  Value point_;
  bool varies_;
  long order_;
};

// The interval is cut into pieces on each of which the term has a sign, or its derivative.
class Zero {
 public:
  Zero(Machine& machine, const Code& code, const Value& low, const Value& high)
      : machine_(machine),
        code_(code),
        domain_(code.binders[0].source->domain),
        local_(machine, code),
        bits_(machine.precision()),
        low_(local_.plain(low)),
        high_(local_.plain(high)),
        varies_(local_.varies() || is_model(low) || is_model(high)) {}

  Value run() {
    const Arithmetic arithmetic = machine_.arithmetic();
    const Ball low = arithmetic.ball(low_);
    const Ball high = arithmetic.ball(high_);
    if (!low.is_finite() || !high.is_finite()) out_of_reach();
    const auto* low_end = get_if<Rational>(low_);
    const auto* high_end = get_if<Rational>(high_);
    const Rational first = low_end ? *low_end : low.lower();
    const Rational last = high_end ? *high_end : high.upper();
    if (last < first) throw Undefined("no zero: the interval is empty");
    inside_low_ = low_end ? *low_end : low.upper();
    inside_high_ = high_end ? *high_end : high.lower();
    if (last == first) return at_point(first);
    exact_low_ = low_end != nullptr;
    exact_high_ = high_end != nullptr;
    // Next to an end that is not known exactly there must be no zero.
    if (inside_high_ <= inside_low_ || (first < inside_low_ && !has_sign_on(first, inside_low_)) ||
        (inside_high_ < last && !has_sign_on(inside_high_, last)))
      out_of_reach();
    pieces_.push_back({inside_low_, inside_high_, sign_at(inside_low_), sign_at(inside_high_)});
    if ((!exact_low_ && sign_at(inside_low_) == 0) || (!exact_high_ && sign_at(inside_high_) == 0))
      out_of_reach();
    for (const Rational& end : {inside_low_, inside_high_})
      if (sign_at(end) == 0) add_zero(end, end);
    for (int count = 0; !pieces_.empty(); ++count) {
      if (count == most_pieces) out_of_reach(false);
      const Piece piece = std::move(pieces_.front());
      pieces_.pop_front();
      decide(piece);
    }
    if (zeros_.empty()) throw Undefined("there is no zero in the interval");
    if (zeros_.size() > 1) throw Undefined("there are several zeros in the interval");
    const auto [from, to] = zeros_[0];
    return refined(from, to);
  }

 private:
  struct Piece {
    Rational low, high;
    std::optional<int> low_sign, high_sign;
  };

  [[noreturn]] void out_of_reach(bool precision_may_help = true) {
    machine_.obstacles.precision_may_help |= precision_may_help;
    throw Unsupported(fmt::format("'{}' is not seen to be the only zero", to_text(*code_.source)));
  }

  // Of the term at a number: 0 only if it is known to be 0.
  std::optional<int> sign_at(const Rational& x) {
    const bool is_inside = !(x < inside_low_) && !(inside_high_ < x) &&
                           !(domain_.low_open && x == inside_low_) &&
                           !(domain_.high_open && x == inside_high_);
    std::optional<Value> value;
    try {
      value = local_.at(x);
    } catch (const Undefined&) {
      if (is_inside) throw;
    }
    if (!value) return std::nullopt;
    if (is_exact_real(*value)) return exact_sign(*value);
    const Ball ball = machine_.arithmetic().ball(*value);
    const std::optional<int> sign = ball.sign();
    return sign == 0 && !ball.is_exact() ? std::nullopt : sign;
  }

  Value at_point(const Rational& x) {
    const std::optional<int> sign = sign_at(x);
    if (!exact_ends_at(x) || !sign) out_of_reach();
    if (domain_.low_open || domain_.high_open || *sign != 0)
      throw Undefined("there is no zero in the interval");
    return x;
  }

  bool exact_ends_at(const Rational& x) const {
    const auto* low = get_if<Rational>(low_);
    const auto* high = get_if<Rational>(high_);
    return low && high && *low == x && *high == x;
  }

  // An end that is left out is no place for a zero.
  void add_zero(const Rational& from, const Rational& to) {
    if (from == to && ((domain_.low_open && exact_low_ && from == inside_low_) ||
                       (domain_.high_open && exact_high_ && from == inside_high_)))
      return;
    if (std::find(zeros_.begin(), zeros_.end(), std::make_pair(from, to)) == zeros_.end())
      zeros_.emplace_back(from, to);
  }

  Coefficient derivative_on(const Rational& low, const Rational& high, bool& is_known) {
    const Interval all = Interval::from(low, high, bits_);
    const Interval step = Interval::from((high - low) / Rational(1024), bits_);
    const std::optional<Coefficient> slope =
        taylor_coefficient(machine_, local_, {all, std::nullopt}, step, all, 1);
    is_known = slope.has_value();
    return slope ? *slope : Coefficient::zero();
  }

  bool has_sign_on(const Rational& low, const Rational& high) {
    const Rational centre = (low + high) / Rational(2);
    const Interval size = Interval::from((high - low) / Rational(2), bits_);
    bool result = false;
    local_.evaluate(
        local_expansion(machine_, hull(neg(size), size), 3, true),
        [&](const ModelArithmetic& m) {
          return m.variable(centre, Interval::from(centre, bits_), m.coefficient(Rational(1)), 1,
                            Interval::from(low, high, bits_));
        },
        [&](const ModelArithmetic& m, const Model& term, bool is_defined) {
          result = is_defined && !m.signs(term).zero;
        });
    return result;
  }

  void decide(const Piece& piece) {
    machine_.charge(1000);
    if (has_sign_on(piece.low, piece.high)) return;
    bool is_known = false;
    const Coefficient slope = derivative_on(piece.low, piece.high, is_known);
    const bool is_monotone = is_known && (slope.range.is_positive() || slope.range.is_negative());
    if (is_monotone && piece.low_sign && piece.high_sign) {
      if (*piece.low_sign * *piece.high_sign < 0) add_zero(piece.low, piece.high);
      return;  // a zero at an end has been seen
    }
    const Rational length = piece.high - piece.low;
    for (const Rational& part : {Rational(1, 2), Rational(3, 8), Rational(5, 11)}) {
      const Rational middle = piece.low + part * length;
      const std::optional<int> sign = sign_at(middle);
      if (!sign) continue;
      if (*sign == 0) add_zero(middle, middle);
      pieces_.push_back({piece.low, middle, piece.low_sign, sign});
      pieces_.push_back({middle, piece.high, sign, piece.high_sign});
      return;
    }
    out_of_reach();
  }

  // By Newton's method for intervals, from the middle.
  Value refined(const Rational& from, const Rational& to) {
    if (from == to && !varies_) return from;
    Interval zero = Interval::from(from, to, bits_);
    const std::optional<int> low_sign = sign_at(from);
    for (long i = 0; from != to && i < 4 * bits_.value; ++i) {
      const Rational low = zero.low_ball().lower();
      const Rational high = zero.high_ball().upper();
      if (low == high) break;
      const Rational middle = (low + high) / Rational(2);
      bool is_known = false;
      const Coefficient slope = derivative_on(low, high, is_known);
      const std::optional<Value> value = local_.at(middle);
      if (!is_known || !value || slope.range.contains_zero()) break;
      if (is_exact_real(*value) && exact_sign(*value) == 0 && !varies_) return middle;
      const Interval at = Interval::from(machine_.arithmetic().ball(*value), bits_);
      const Interval next =
          intersection(sub(Interval::from(middle, bits_), div(at, slope.range, bits_), bits_), zero);
      const auto times = [&](const Interval& x, long n) {
        const Interval width = sub(Interval::at(x.high()), Interval::at(x.low()), bits_);
        return mul(width, Interval::between_integers(n, n), bits_);
      };
      const bool is_half = arf_cmp(times(next, 2).high(), times(zero, 1).high()) <= 0;
      if (!is_half) {  // the half in which the sign changes
        if (at.contains_zero()) break;
        const bool is_above = low_sign == (at.is_positive() ? 1 : -1);
        zero = is_above ? Interval::from(middle, high, bits_) : Interval::from(low, middle, bits_);
        zero = intersection(next, zero);
        continue;
      }
      zero = next;
    }
    machine_.used_balls = true;
    return local_.number_in(zero, varies_);
  }

  Machine& machine_;
  const Code& code_;
  const Domain& domain_;
  LocalModels local_;
  Bits bits_;
  Value low_, high_;
  bool varies_;
  Rational inside_low_{0}, inside_high_{0};  // numbers between these surely lie in the interval
  bool exact_low_ = false, exact_high_ = false;
  std::deque<Piece> pieces_;
  std::vector<std::pair<Rational, Rational>> zeros_;  // each is one
};

}  // namespace

Value derivative(Machine& machine, const Code& code) {
  require_precision_of(machine, code, most_bits);
  const std::vector<Code>& terms = code.binders[0].terms;
  const Value point = machine.value(terms[0]);
  if (get_if<RingElement>(point)) throw Undefined("the point of a derivative is a function of p");
  const Value order = terms.size() > 1 ? machine.value(terms[1]) : Value(Rational(1));
  machine.current_is(code);
  const unsigned long n = index(machine, order, "the order of a derivative");
  if (n > most_order) throw TooLarge(fmt::format("a derivative of order beyond {}", most_order));
  if (machine.mode() == Machine::Mode::forms)
    return translated([&] { return derivative_form(machine, code, point, n); });
  return translated([&] { return Derivative(machine, code, point, static_cast<long>(n)).run(); });
}

Value zero_of(Machine& machine, const Code& code) {
  require_precision_of(machine, code, most_bits);
  const BinderCode& binder = code.binders[0];
  if (is_region(binder.kind()) && (binder.terms.empty() || has_infinite_end(binder.source->domain)))
    throw Unsupported("zeros are looked for in intervals with two ends");
  const Value low = machine.value(binder.terms[0]);
  const Value high = machine.value(binder.terms[1]);
  if (get_if<RingElement>(low) || get_if<RingElement>(high))
    throw Undefined("the end of an interval is a function of p");
  machine.current_is(code);
  return translated([&] { return Zero(machine, code, low, high).run(); });
}

}  // namespace dropcert::verify
