// Sums and products over a range without end: some terms one by one, and a bound of the rest.
#include <fmt/core.h>

#include <algorithm>

#include "language/print.hpp"
#include "verify/builtins.hpp"
#include "verify/closed_forms.hpp"
#include "verify/local_models.hpp"
#include "verify/outcome.hpp"
#include "verify/term_ratio.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace language;

namespace {

constexpr long most_bits = 1024;
constexpr long first_terms = 16;  // before the rest is looked at; then twice as many, and so on
constexpr long most_terms = 1L << 14;
constexpr long most_terms_in_boxes = 1L << 8;
constexpr long enough_in_boxes = -50;  // log2 of what a bound of the rest may be off
constexpr long most_exact_terms = 1000;
constexpr long most_negative = -1'000'000;

class InfiniteRange {
 public:
  InfiniteRange(Machine& machine, const Code& code)
      : machine_(machine), code_(code), is_sum_(code.source->name == "sum"), bits_(machine.precision()) {}

  Value run() {
    require_precision_of(machine_, code_, most_bits);
    const long low = machine_.range_end(code_.binders[0].terms[0]);
    machine_.current_is(code_);
    if (low < most_negative)
      throw TooLarge(fmt::format("an infinite range that begins below {}", most_negative));
    if (std::optional<Value> exact = geometric(low)) return *exact;
    const bool is_point = machine_.mode() == Machine::Mode::points;
    Value partial = Rational(is_sum_ ? 0 : 1);
    std::optional<Value> best;
    std::optional<Ball> last_radius;
    long next = low;
    for (long length = first_terms; length <= (is_point ? most_terms : most_terms_in_boxes); length *= 2) {
      const long from = std::max(low, 1L) + length;
      const long end = from + from % 2;  // even, for pairs
      for (; next < end; ++next) join(partial, term_at(next));
      const std::optional<Ball> rest = rest_from(end);
      if (!rest) continue;
      best = partial;
      join(*best, varies_ ? Value(models_of(*rest)) : Value(*rest));
      const Ball radius = rest->radius_ball();
      const Ball target = is_point ? scale(largest_, -3 * bits_.value / 4) : scale(Ball(1), enough_in_boxes);
      const bool is_small = less(radius, target) == true;
      const bool is_better = !last_radius || less(scale(radius, 1), *last_radius) == true;
      if (is_small || !is_better) break;
      last_radius = radius;
    }
    machine_.current_is(code_);
    if (!best)
      throw Unsupported(fmt::format("no bound is found of what lies beyond the first terms of '{}'",
                                    to_text(*code_.source)));
    machine_.used_balls = true;
    return *best;
  }

 private:
  Model models_of(const Ball& rest) {
    const Arithmetic arithmetic = machine_.arithmetic();
    return arithmetic.models().somewhere(Interval::from(rest, bits_));
  }

  void join(Value& partial, const Value& term) {
    const Arithmetic arithmetic = machine_.arithmetic();
    partial = is_sum_ ? arithmetic.add(partial, term) : arithmetic.multiply(partial, term);
  }

  // As a ball, where no model stands for it.
  Value term_at(long k) {
    machine_.slot(code_.binders[0].slots[0]) = Rational(k);
    Value term = machine_.value(code_.arguments[0]);
    machine_.current_is(code_);
    if (is_model(term)) return term;
    Ball ball = machine_.arithmetic().ball(term);
    largest_ = max(largest_, abs(ball), bits_);
    return ball;
  }

  Interval from_on(long first) const {
    Interval all = Interval::from(Rational(first), bits_);
    arf_pos_inf(all.high());
    return all;
  }

  // u = k^(-1/power) for k >= first.
  Expansion expansion(long first, long power) {
    constexpr long most_order = 40;
    Interval u = Interval::from(Rational(0), Rational(1, first), bits_);
    if (power != 1) u = pow(u, Rational(1, power), bits_);
    Expansion result = local_expansion(machine_, u, std::min(8 + bits_.value / 8, most_order), false);
    result.power = power;
    result.is_over_integers = true;
    return result;
  }

  // The sum of the terms from `end` on, or their product.
  std::optional<Ball> rest_from(long end) {
    LocalModels local(machine_, code_);
    varies_ = local.varies();
    if (method_) return (this->*method_)(local, end);
    for (const Method method : {&InfiniteRange::by_powers, &InfiniteRange::by_ratio, &InfiniteRange::by_pairs,
                                &InfiniteRange::by_roots})
      if (std::optional<Ball> rest = (this->*method)(local, end)) {
        method_ = method;
        return rest;
      }
    return std::nullopt;
  }

  // What a model adds up to; its logarithm, for a product.
  std::optional<Ball> total(const ModelArithmetic& models, const Model& terms, long first, bool is_defined) {
    const ModelArithmetic::Total found = models.sum_over_integers(terms, first);
    if (found.is_infinite && is_sum_) throw Undefined("a sum that does not converge");
    if (!is_defined || !found.value || !found.value->is_finite()) return std::nullopt;
    const Ball ball = found.value->ball(bits_);
    return is_sum_ ? ball : exp(ball, bits_);
  }

  Model summand(const ModelArithmetic& models, const Model& term) {
    if (is_sum_) return term;
    if (!models.signs(term).only_positive()) throw Unsupported("a factor is not known to be positive");
    return models.log(term);
  }

  std::optional<Ball> by_expansion(LocalModels& local, long end, long power) {
    std::optional<Ball> result;
    local.evaluate(
        expansion(end, power), [&](const ModelArithmetic& m) { return m.pole(1, power, from_on(end)); },
        [&](const ModelArithmetic& m, const Model& term, bool is_defined) {
          result = total(m, summand(m, term), end, is_defined);
        });
    return result;
  }
  std::optional<Ball> by_powers(LocalModels& local, long end) { return by_expansion(local, end, 1); }
  std::optional<Ball> by_roots(LocalModels& local, long end) { return by_expansion(local, end, 2); }

  // The terms at 2j and 2j + 1 together, j = 1/u; they tend to 0, so that partial sums of an odd number of
  // terms have the same limit.
  std::optional<Ball> by_pairs(LocalModels& local, long end) {
    std::optional<Ball> result;
    const long first = end / 2;
    auto both = [&] {
      const Arithmetic arithmetic = machine_.arithmetic();
      const ModelArithmetic models = arithmetic.models();
      auto term = [&] { return summand(models, models.convert(machine_.value(local.term()))); };
      const Model even = term();
      Value& slot = machine_.slot(local.slot());
      slot = arithmetic.add(slot, Rational(1));
      const Model odd = term();
      if (!models.tends_to_zero(even) || !models.tends_to_zero(odd))
        throw Unsupported("the terms are not known to tend to 0");
      return models.add(even, odd);
    };
    local.evaluate(
        expansion(first, 1), [&](const ModelArithmetic& m) { return m.pole(2, 1, from_on(end)); }, both,
        [&](const ModelArithmetic& m, const Model& pair, bool is_defined) {
          result = total(m, pair, first, is_defined);
        });
    return result;
  }

  // The ratio of each term from `first` on to the one before, if it is known.
  template <class Use>
  void with_ratio(LocalModels& local, long first, Use use) {
    try {
      local.evaluate(
          expansion(first, 1), [&](const ModelArithmetic& m) { return m.pole(1, 1, from_on(first)); },
          [&] {
            const Arithmetic arithmetic = machine_.arithmetic();
            const ModelArithmetic models = arithmetic.models();
            const Model now = models.convert(machine_.slot(local.slot()));
            return TermRatio(machine_, local.slot(), now, models.add(now, models.convert(Rational(1))))
                .of(local.term());
          },
          [&](const ModelArithmetic&, const Model& ratio, bool is_defined) {
            if (is_defined) use(*ratio);
          });
    } catch (const Undefined&) {  // of the ratio
    }
  }

  // r_1 t + r_1 r_2 t + ...: with 0 <= a <= r_k <= b < 1, from t/(1 - a) to t/(1 - b); with |r_k| <= q < 1,
  // within t q/(1 - q) of t.
  std::optional<Ball> by_ratio(LocalModels& local, long end) {
    if (!is_sum_) return std::nullopt;
    std::optional<Interval> ratio;
    with_ratio(local, end, [&](const TaylorModel& found) { ratio = found.value; });
    if (!ratio) return std::nullopt;
    const Interval size = abs(*ratio);
    const Interval one = Interval::between_integers(1, 1);
    const bool is_less = arf_cmp_si(size.high(), 1) < 0;  // so it is finite
    if (!is_less && arf_cmp_si(size.low(), 1) < 0) return std::nullopt;
    const std::optional<Value> first = local.at(Rational(end));
    if (!first) return std::nullopt;
    const Ball term = machine_.arithmetic().ball(*first);
    if (!term.is_finite()) return std::nullopt;
    if (!is_less) {
      if (term.sign().value_or(0) != 0) throw Undefined("a sum that does not converge");
      return std::nullopt;
    }
    const Interval t = Interval::from(term, bits_);
    const auto whole = [&](const Interval& r) { return inv(sub(one, r, bits_), bits_); };
    if (ratio->is_nonnegative()) return mul(t, whole(*ratio), bits_).ball(bits_);
    const Interval most = mul(size, whole(Interval::at(size.high())), bits_);
    return mul(t, add(one, hull(neg(most), most), bits_), bits_).ball(bits_);
  }

  // A sum known exactly: some terms, and a geometric series.
  std::optional<Value> geometric(long low) {
    if (!is_sum_ || machine_.mode() != Machine::Mode::points || low < -most_exact_terms) return std::nullopt;
    const long first = std::max(low, 1L);
    std::optional<Rational> ratio;
    LocalModels local(machine_, code_);
    with_ratio(local, first, [&](const TaylorModel& found) {
      const Value* constant = found.constant();
      if (found.is_zero()) ratio = Rational(0);
      if (const auto* q = constant ? get_if<Rational>(*constant) : nullptr) ratio = *q;
    });
    if (!ratio || abs(*ratio) >= Rational(1)) return std::nullopt;
    const Arithmetic arithmetic = machine_.arithmetic();
    Value sum = Rational(0);
    for (long k = low; k <= first; ++k) {
      const std::optional<Value> term = local.at(Rational(k));
      if (!term || !is_exact_real(*term)) return std::nullopt;
      sum = arithmetic.add(sum, k == first ? arithmetic.divide(*term, Rational(1) - *ratio) : *term);
    }
    return sum;
  }

  Machine& machine_;
  const Code& code_;
  bool is_sum_;
  Bits bits_;
  bool varies_ = false;
  Ball largest_;  // modulus of a term
  using Method = std::optional<Ball> (InfiniteRange::*)(LocalModels&, long);
  Method method_ = nullptr;  // that gave a bound
};

}  // namespace

Value infinite_range(Machine& machine, const Code& code) {
  if (machine.mode() == Machine::Mode::forms)
    return translated([&] { return infinite_sum_form(machine, code); });
  return translated([&] { return InfiniteRange(machine, code).run(); });
}

}  // namespace dropcert::verify
