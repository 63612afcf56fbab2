// Arithmetic of models.
#include "verify/taylor_model.hpp"

#include <algorithm>
#include <memory>

#include "verify/arithmetic.hpp"
#include "verify/machine.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;

namespace {

constexpr std::size_t most_exact_bits = 2048;  // of an exact coefficient

bool is_worth_keeping(const Value& value) {
  if (const auto* rational = get_if<Rational>(value)) return rational->bits() <= most_exact_bits;
  if (const auto* number = get_if<ExactNumber>(value)) return number->bits() <= most_exact_bits;
  constexpr std::size_t most_terms = 60;
  const auto* form = get_if<Symbolic>(value);
  return form && form->function.size() <= most_terms;
}

}  // namespace

const Value* TaylorModel::constant() const {
  const bool is_one_number =
      valuation == 0 && !logarithm && exponent.empty() && is_polynomial() && known.size() == 1;
  return is_one_number && known[0].exact ? &*known[0].exact : nullptr;
}

std::optional<long> integer_constant(const TaylorModel& a) {
  constexpr long most = 1000;
  const Value* value = a.constant();
  const auto* q = value ? get_if<Rational>(*value) : nullptr;
  if (!q || !q->is_integer() || abs(*q) > Rational(most)) return std::nullopt;
  return q->numerator().to_long();
}

bool is_integer_valued(const TaylorModel& a, long power) {
  if (!a.is_polynomial() || !a.exponent.empty() || a.logarithm || a.valuation < -power) return false;
  for (long i = 0; i < a.count(); ++i) {
    const Coefficient& c = a.known[static_cast<std::size_t>(i)];
    if (c.is_zero()) continue;
    const auto* q = c.exact ? get_if<Rational>(*c.exact) : nullptr;
    const long exponent = a.valuation + i;
    if (!q || !q->is_integer() || (exponent != 0 && exponent != -power)) return false;
  }
  return true;
}

const Coefficient& Coefficient::zero() {
  static const Coefficient value{Interval(), Value(Rational(0))};
  return value;
}

bool Coefficient::is_zero() const {
  if (range.is_zero()) return true;
  if (!exact) return false;
  if (const auto* rational = get_if<Rational>(*exact)) return rational->is_zero();
  const auto* form = get_if<Symbolic>(*exact);
  return form && form->function.is_zero();
}

Bits ModelArithmetic::precision() const {
  return arithmetic_.precision();
}

// ---- coefficients

Coefficient ModelArithmetic::coefficient(const Value& value) const {
  Coefficient result;
  if (const auto* form = get_if<Symbolic>(value)) {
    const std::optional<Ball> ball = arithmetic_.symbols().enclosure(*form, precision());
    result.range = ball ? Interval::from(*ball, precision()) : Interval::whole();
    result.exact = value;
    return result;
  }
  if (const auto* rational = get_if<Rational>(value))
    result.range = Interval::from(*rational, precision());
  else
    result.range = Interval::from(arithmetic_.ball(value), precision());
  if (is_exact_real(value)) result.exact = value;
  return result;
}

std::optional<Value> ModelArithmetic::exact(const Coefficient& a, const Coefficient& b,
                                            const ExactOperation& operation) const {
  if (!a.exact || !b.exact) return std::nullopt;
  if (!expansion_.keeps_exact && !(get_if<Rational>(*a.exact) && get_if<Rational>(*b.exact)))
    return std::nullopt;
  SymbolTable& symbols = arithmetic_.symbols();
  const bool was_open = symbols.take_open();
  std::optional<Value> result;
  try {
    result = operation(*a.exact, *b.exact);
    if (!is_worth_keeping(*result)) result.reset();
  } catch (const Undefined&) {
  } catch (const Unsupported&) {
  } catch (const std::length_error&) {
  }
  symbols.take_open();
  symbols.set_open(was_open);
  return result;
}

Coefficient ModelArithmetic::plus(const Coefficient& a, const Coefficient& b) const {
  if (a.range.is_zero() && a.is_zero()) return b;
  if (b.range.is_zero() && b.is_zero()) return a;
  Coefficient result{ball::add(a.range, b.range, precision()), std::nullopt};
  result.exact = exact(a, b, [&](const Value& x, const Value& y) { return arithmetic_.add(x, y); });
  if (result.is_zero()) result.range = Interval();
  return result;
}

Coefficient ModelArithmetic::times(const Coefficient& a, const Coefficient& b) const {
  Coefficient result{mul(a.range, b.range, precision()), std::nullopt};
  if (a.is_zero() || b.is_zero()) return Coefficient::zero();
  result.exact = exact(a, b, [&](const Value& x, const Value& y) { return arithmetic_.multiply(x, y); });
  return result;
}

Coefficient ModelArithmetic::over(const Coefficient& a, const Coefficient& b) const {
  Coefficient result{div(a.range, b.range, precision()), std::nullopt};
  if (b.is_zero()) return {Interval::whole(), std::nullopt};
  if (a.is_zero()) return Coefficient::zero();
  result.exact = exact(a, b, [&](const Value& x, const Value& y) { return arithmetic_.divide(x, y); });
  return result;
}

Coefficient ModelArithmetic::times(const Coefficient& a, const Rational& q) const {
  return times(a, Coefficient{Interval::from(q, precision()), Value(q)});
}

// ---- enclosures

Interval ModelArithmetic::power_of_u(long exponent) const {
  return pow(expansion_.u, exponent, precision());
}

// Of known[from] + known[from + 1] u + ... + rest u^(n - from). Where u has both signs, in pairs, as u^2 is
// not negative.
Interval ModelArithmetic::tail(const TaylorModel& a, long from) const {
  const Interval& u = expansion_.u;
  const long n = a.count();
  auto at = [&](long i) -> const Interval& {
    return i < n ? a.known[static_cast<std::size_t>(i)].range : a.rest;
  };
  Interval total = at(n);
  if (u.is_nonnegative() || u.is_nonpositive()) {
    for (long i = n - 1; i >= from; --i) total = ball::add(at(i), mul(u, total, precision()), precision());
    return total;
  }
  const Interval square = pow(u, 2, precision());
  long i = n;
  if ((n - from) % 2 != 0) {
    --i;
    total = ball::add(at(i), mul(u, total, precision()), precision());
  }
  for (; i > from; i -= 2) {
    const Interval pair = ball::add(at(i - 2), mul(u, at(i - 1), precision()), precision());
    total = ball::add(pair, mul(square, total, precision()), precision());
  }
  return total;
}

Interval ModelArithmetic::bracket(const TaylorModel& a) const {
  return tail(a, 0);
}

Interval ModelArithmetic::value_of(const TaylorModel& a) const {
  Interval inner = bracket(a);
  if (a.valuation != 0) inner = mul(power_of_u(a.valuation), inner, precision());
  if (a.logarithm) {
    const long power = a.logarithm->valuation;
    const Interval part = mul(power_times_log(power), bracket(*a.logarithm), precision());
    inner = ball::add(inner, part, precision());
  }
  if (a.exponent.empty()) return inner;
  const Interval value = mul(ball::exp(range_of_exponent(a.exponent), precision()), inner, precision());
  if (a.valuation >= 0 || a.logarithm || direction(a.exponent) >= 0) return value;
  const TaylorModel bounded = flat(a);  // what vanishes outweighs the pole
  return bounded.valuation >= 0 ? intersection(value, value_of(bounded)) : value;
}

// ---- logarithms of u

// Of u^n log u. For n > 0 it is y log y / n with y = u^n, which decreases up to y = exp(-1), where it is
// -exp(-1)/n, and then increases.
Interval ModelArithmetic::power_times_log(long power) const {
  const Interval y = power_of_u(power);
  if (power <= 0) return mul(y, ball::log(expansion_.u, precision()), precision());
  auto at = [&](const arf_struct* end) {
    const Interval x = Interval::at(end);
    return x.is_zero() ? Interval() : mul(x, ball::log(x, precision()), precision());
  };
  Interval product = hull(at(y.low()), at(y.high()));
  const Interval least = ball::exp(Interval::from(Rational(-1), precision()), precision());
  if (arf_cmp(y.high(), least.low()) > 0 && arf_cmp(y.low(), least.high()) < 0)
    product = hull(product, neg(least));
  return mul(product, Interval::from(Rational(1, power), precision()), precision());
}

Model ModelArithmetic::log_of_u(long factor, const Interval& value) const {
  return with_logarithm(constant(Coefficient::zero()), constant(coefficient(Rational(factor))), value);
}

Model ModelArithmetic::with_logarithm(const Model& a, const Model& factor, const Interval& value) const {
  TaylorModel result = *a;
  result.logarithm = factor->is_zero() ? nullptr : factor;
  result.value = value;
  return make(std::move(result));
}

Model ModelArithmetic::without_logarithm(const Model& a) const {
  if (!a->logarithm) return a;
  TaylorModel result = *a;
  result.logarithm.reset();
  result.value = value_of(result);
  return make(std::move(result));
}

// log u as 1/u times u log u, which is bounded.
Model ModelArithmetic::bounded_logarithm(const Model& a) const {
  if (!a->logarithm) return a;
  TaylorModel log_u;
  log_u.valuation = -1;
  log_u.rest = power_times_log(1);
  log_u.value = power_times_log(0);
  TaylorModel inner = *a;
  inner.exponent.clear();
  inner.value = Interval::whole();
  const Model product = multiply(make(std::move(log_u)), a->logarithm);
  const Model sum = add(without_logarithm(make(std::move(inner))), product);
  return with_exponent(sum, a->exponent, a->value);
}

// ---- exponential factors

// Of w^m (q_m + q_(m-1) u + ...) with w = 1/u.
Interval ModelArithmetic::range_of_exponent(const std::vector<Coefficient>& exponent) const {
  Interval total;
  for (const Coefficient& q : exponent)
    total = ball::add(q.range, mul(expansion_.u, total, precision()), precision());
  const auto m = static_cast<long>(exponent.size());
  return mul(pow(inv(expansion_.u, precision()), m, precision()), total, precision());
}

// 1 or -1 if it tends to infinity, or to minus infinity, and has that sign; 0 if that is not known.
int ModelArithmetic::direction(const std::vector<Coefficient>& exponent) const {
  Interval total;
  for (const Coefficient& q : exponent)
    total = ball::add(q.range, mul(expansion_.u, total, precision()), precision());
  return total.is_positive() ? 1 : total.is_negative() ? -1 : 0;
}

// The same of a function without exponent that has a pole at u = 0.
int ModelArithmetic::direction(const TaylorModel& a) const {
  if (a.logarithm && a.exponent.empty() && a.valuation >= 0) {
    const std::optional<long> factor = integer_constant(*a.logarithm);
    return factor ? (*factor < 0 ? 1 : -1) : 0;
  }
  if (a.logarithm || !a.exponent.empty() || a.valuation >= 0 || a.known.empty() ||
      !expansion_.u.is_nonnegative())
    return 0;
  const Interval inner = bracket(a);
  return inner.is_positive() ? 1 : inner.is_negative() ? -1 : 0;
}

std::vector<Coefficient> ModelArithmetic::sum(const std::vector<Coefficient>& a,
                                              const std::vector<Coefficient>& b) const {
  std::vector<Coefficient> result;
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i)
    result.push_back(i >= a.size() ? b[i] : i >= b.size() ? a[i] : plus(a[i], b[i]));
  while (!result.empty() && result.back().is_zero()) result.pop_back();
  return result;
}

std::vector<Coefficient> ModelArithmetic::scaled(std::vector<Coefficient> exponent, const Rational& q) const {
  for (Coefficient& c : exponent) c = times(c, q);
  return exponent;
}

// f exp(Q) with Q towards minus infinity as u^(v+K) times something bounded: w^K exp(Q), w = 1/u, decreases
// where w Q' + K <= 0.
TaylorModel ModelArithmetic::flat(const TaylorModel& a) const {
  if (a.exponent.empty()) return a;
  const auto m = static_cast<long>(a.exponent.size());
  const Interval w = inv(expansion_.u, precision());
  const Interval nearest = Interval::at(w.low());  // the least w
  const Interval inner = bracket(a);
  TaylorModel result;
  result.value = a.value;
  result.valuation = a.valuation;
  for (long K = 2 * expansion_.order + 2;; K /= 2) {
    Interval slope;  // (w Q' + K) / w^m
    for (long k = 0; k <= m; ++k) {
      const Interval c = k == 0 ? Interval::from(Rational(K), precision())
                                : mul(Interval::from(Rational(k), precision()),
                                      a.exponent[static_cast<std::size_t>(k - 1)].range, precision());
      slope = ball::add(c, mul(expansion_.u, slope, precision()), precision());
    }
    if (slope.is_nonpositive() || K == 0) {
      Interval most = ball::exp(range_of_exponent(a.exponent), precision());
      if (K > 0) {
        Interval at;
        for (long k = m; k >= 0; --k) {
          const Interval c = k == 0 ? Interval() : a.exponent[static_cast<std::size_t>(k - 1)].range;
          at = ball::add(c, mul(nearest, at, precision()), precision());
        }
        most = mul(ball::exp(at, precision()), pow(nearest, K, precision()), precision());
      }
      arf_zero(most.low());
      result.valuation += K;
      result.rest = mul(most, inner, precision());
      return result;
    }
  }
}

Model ModelArithmetic::without_exponent(const Model& a) const {
  if (a->exponent.empty()) return a;
  TaylorModel result = *a;
  result.exponent.clear();
  result.value = value_of(result);
  return make(std::move(result));
}

Model ModelArithmetic::with_exponent(const Model& a, std::vector<Coefficient> exponent,
                                     const Interval& value) const {
  TaylorModel result = *a;
  result.exponent = sum(result.exponent, exponent);
  result.value = value;
  return make(std::move(result));
}

// Without leading coefficients that are exactly 0, and with the better of two enclosures as value.
Model ModelArithmetic::make(TaylorModel model) const {
  model.greater = model.smaller = nullptr;
  if (model.count() > expansion_.order) {
    model.rest = tail(model, expansion_.order);
    model.known.resize(static_cast<std::size_t>(expansion_.order));
  }
  std::size_t zeros = 0;
  while (zeros < model.known.size() && model.known[zeros].is_zero()) ++zeros;
  if (zeros > 0) {
    model.known.erase(model.known.begin(), model.known.begin() + static_cast<long>(zeros));
    model.valuation += static_cast<long>(zeros);
  }
  while (model.is_polynomial() && !model.known.empty() && model.known.back().is_zero())
    model.known.pop_back();
  if (model.is_zero()) {
    model.exponent.clear();
    model.valuation = 0;
    model.value = Interval();
  } else {
    model.value = intersection(model.value, value_of(model));
  }
  return std::make_shared<const TaylorModel>(std::move(model));
}

// What is left of it without the power of u and the factor exp; `value` contains it.
Model ModelArithmetic::unit_of(const TaylorModel& a, const Interval& value) const {
  TaylorModel unit = a;
  unit.greater = unit.smaller = nullptr;
  unit.exponent.clear();
  unit.valuation = 0;
  unit.value = value;
  return std::make_shared<const TaylorModel>(std::move(unit));
}

// The same, known to lie there too.
Model ModelArithmetic::within(const Model& a, const Interval& value) const {
  TaylorModel result = *a;
  result.value = intersection(value, result.value);
  const Model whole = make(std::move(result));
  return a->smaller ? apart(whole, a->greater, a->smaller) : whole;
}

Model ModelArithmetic::constant(Coefficient c) const {
  TaylorModel model;
  model.value = c.range;
  model.known.push_back(std::move(c));
  return make(std::move(model));
}

Model ModelArithmetic::somewhere(const Interval& value) const {
  TaylorModel model;
  model.rest = value;
  model.value = value;
  return std::make_shared<const TaylorModel>(std::move(model));
}

Model ModelArithmetic::variable(const Value& centre, const Interval& centre_range, Coefficient slope,
                                long power, const Interval& value) const {
  TaylorModel model;
  Coefficient first;
  first.range = centre_range;
  if (is_exact_real(centre) || is_symbolic(centre)) first.exact = centre;
  model.known.push_back(std::move(first));
  for (long k = 1; k < power; ++k) model.known.push_back(Coefficient::zero());
  model.known.push_back(std::move(slope));
  model.value = value;
  return make(std::move(model));
}

Model ModelArithmetic::diagonal(Coefficient y, const Interval& value) const {
  TaylorModel model;
  model.known.push_back(std::move(y));
  model.known.push_back(coefficient(Rational(1)));
  model.value = value;
  return make(std::move(model));
}

Model ModelArithmetic::pole(long side, long power, const Interval& value) const {
  TaylorModel model;
  model.valuation = -power;
  model.known.push_back(coefficient(Rational(side)));
  model.value = value;
  return make(std::move(model));
}

Model ModelArithmetic::exponential(const Rational& factor, long power, long side,
                                   const Interval& value) const {
  TaylorModel model;
  model.known.push_back(coefficient(factor));
  model.exponent.assign(static_cast<std::size_t>(power), Coefficient::zero());
  model.exponent.back() = coefficient(Rational(side));
  model.value = value;
  return make(std::move(model));
}

Model ModelArithmetic::convert(const Value& value) const {
  if (const auto* model = get_if<Model>(value)) return *model;
  return constant(coefficient(value));
}

// ---- field operations

Model ModelArithmetic::add(const Model& a, const Model& b) const {
  if (a->is_zero()) return b;
  if (b->is_zero()) return a;
  return apart_if_sum(added(a, b), a, b);
}

Model ModelArithmetic::added(const Model& a, const Model& b) const {
  const Interval value = ball::add(a->value, b->value, precision());
  if (!a->exponent.empty() || !b->exponent.empty()) {  // the factor that is greater is common
    const std::vector<Coefficient> difference = sum(a->exponent, scaled(b->exponent, Rational(-1)));
    if (difference.empty())
      return with_exponent(add(without_exponent(a), without_exponent(b)), a->exponent, value);
    const int side = direction(difference);
    if (side == 0) return somewhere(value);
    if (a->logarithm || b->logarithm) return add(bounded_logarithm(a), bounded_logarithm(b));
    TaylorModel less = side > 0 ? *b : *a;
    less.exponent = scaled(difference, Rational(-side));
    less.value = value_of(less);
    const Model greater = side > 0 ? a : b;
    return with_exponent(add(without_exponent(greater), make(flat(less))), greater->exponent, value);
  }
  if (a->logarithm || b->logarithm) {
    const Model none = constant(Coefficient::zero());
    const Model factor = add(a->logarithm ? a->logarithm : none, b->logarithm ? b->logarithm : none);
    return with_logarithm(add(without_logarithm(a), without_logarithm(b)), factor, value);
  }
  const TaylorModel& first = a->valuation <= b->valuation ? *a : *b;
  const TaylorModel& second = a->valuation <= b->valuation ? *b : *a;
  const long shift = second.valuation - first.valuation;
  long count = std::max(expansion_.order, first.count());  // of coefficients kept
  if (!first.is_polynomial()) count = std::min(count, first.count());
  if (!second.is_polynomial()) count = std::min(count, shift + second.count());
  count = std::min(count, std::max(first.count(), shift + second.count()));
  TaylorModel total;
  total.valuation = first.valuation;
  for (long i = 0; i < count; ++i) {
    const Coefficient& x = i < first.count() ? first.known[static_cast<std::size_t>(i)] : Coefficient::zero();
    const bool has_second = i >= shift && i - shift < second.count();
    total.known.push_back(has_second ? plus(x, second.known[static_cast<std::size_t>(i - shift)]) : x);
  }
  auto rest_of = [&](const TaylorModel& model, long from) {
    if (from > model.count()) return Interval();  // a polynomial's
    if (from >= 0) return tail(model, from);
    return mul(power_of_u(-from), bracket(model), precision());
  };
  total.rest = ball::add(rest_of(first, count), rest_of(second, count - shift), precision());
  total.value = value;
  return make(std::move(total));
}

Model ModelArithmetic::negate(const Model& a) const {
  TaylorModel result = *a;
  if (result.logarithm) result.logarithm = negate(result.logarithm);
  for (Coefficient& c : result.known) {  // the exponent stays
    c.range = neg(c.range);
    if (c.exact) c.exact = arithmetic_.negate(*c.exact);
  }
  result.rest = neg(result.rest);
  result.value = neg(result.value);
  if (a->smaller) {
    result.greater = negate(a->greater);
    result.smaller = negate(a->smaller);
  }
  return std::make_shared<const TaylorModel>(std::move(result));
}

Model ModelArithmetic::subtract(const Model& a, const Model& b) const {
  return add(a, negate(b));
}

std::vector<Coefficient> ModelArithmetic::product(const std::vector<Coefficient>& a,
                                                  const std::vector<Coefficient>& b, long count) const {
  std::vector<Coefficient> result;
  const auto m = static_cast<long>(a.size());
  const auto n = static_cast<long>(b.size());
  for (long k = 0; k < count; ++k) {
    Coefficient total = Coefficient::zero();
    for (long i = std::max(0L, k - n + 1); i <= std::min(k, m - 1); ++i)
      total = plus(total, times(a[static_cast<std::size_t>(i)], b[static_cast<std::size_t>(k - i)]));
    result.push_back(std::move(total));
  }
  return result;
}

Model ModelArithmetic::multiply(const Model& a, const Model& b) const {
  if (a->is_zero() || b->is_zero()) return a->is_zero() ? a : b;
  return apart_if_product(multiplied(a, b), a, b);
}

Model ModelArithmetic::multiplied(const Model& a, const Model& b) const {
  if (a->logarithm || b->logarithm) {  // (A + B log u)(C + D log u); B D log^2 u with one of the two bounded
    const Model A = without_exponent(without_logarithm(a));
    const Model C = without_exponent(without_logarithm(b));
    const Model none = constant(Coefficient::zero());
    Model factor =
        add(b->logarithm ? multiply(A, b->logarithm) : none, a->logarithm ? multiply(C, a->logarithm) : none);
    if (a->logarithm && b->logarithm) {
      const Model square = with_logarithm(none, multiply(a->logarithm, b->logarithm), Interval::whole());
      factor = add(factor, bounded_logarithm(square));
    }
    const Interval value = a == b ? pow(a->value, 2, precision()) : mul(a->value, b->value, precision());
    const Model product = with_logarithm(multiply(A, C), factor, Interval::whole());
    return with_exponent(product, sum(a->exponent, b->exponent), value);
  }
  const long m = a->count();
  const long n = b->count();
  long count = std::max(1L, m + n - 1);
  count = std::min(count, expansion_.order);
  if (!a->is_polynomial()) count = std::min(count, m);
  if (!b->is_polynomial()) count = std::min(count, n);
  TaylorModel result;
  result.valuation = a->valuation + b->valuation;
  result.known = product(a->known, b->known, count);
  // (A + u^c S)(B + u^c T), where A and B are the first c terms: the products of terms beyond, A T, and S
  // times all of b.
  auto first = [&](const TaylorModel& model) {
    TaylorModel part;
    for (long i = 0; i < std::min(count, model.count()); ++i)
      part.known.push_back(model.known[static_cast<std::size_t>(i)]);
    return part;
  };
  auto beyond = [&](const TaylorModel& model) {
    return count <= model.count() ? tail(model, count) : Interval();
  };
  const TaylorModel A = first(*a);
  const TaylorModel B = first(*b);
  Interval rest;
  for (long i = count - 1; i >= 1; --i) {  // u^(c + i - 1), in Horner's way from the highest
    Interval total;
    for (long j = count + i - 1 - (B.count() - 1); j < A.count(); ++j) {
      const long k = count + i - 1 - j;
      if (j < 0 || k < 0) continue;
      total = ball::add(total,
                        mul(A.known[static_cast<std::size_t>(j)].range,
                            B.known[static_cast<std::size_t>(k)].range, precision()),
                        precision());
    }
    rest = ball::add(total, mul(expansion_.u, rest, precision()), precision());
  }
  const Interval S = beyond(*a);
  const Interval T = beyond(*b);
  if (!T.is_zero()) rest = ball::add(rest, mul(bracket(A), T, precision()), precision());
  if (!S.is_zero()) rest = ball::add(rest, mul(S, bracket(*b), precision()), precision());
  result.rest = rest;
  if (!a->exponent.empty() || !b->exponent.empty()) result.exponent = sum(a->exponent, b->exponent);
  result.value = a == b ? pow(a->value, 2, precision()) : mul(a->value, b->value, precision());
  return make(std::move(result));
}

Model ModelArithmetic::inverse(const Model& a) const {
  if (a->is_zero()) throw Undefined("division by zero");
  if (a->logarithm) return inverse(bounded_logarithm(a));
  const Interval inner = bracket(*a);
  if (a->known.empty() || inner.contains_zero()) {  // its value alone tells
    const Signs possible = signs(a);
    if (possible.only_zero()) throw Undefined("division by zero");
    if (!possible.zero) return somewhere(inv(a->value, precision()));
    expansion_.doubt = true;
    return somewhere(Interval::whole());
  }
  if (a->valuation > 0 && expansion_.has_centre) expansion_.doubt = true;
  if (a->smaller && !a->greater->constant())
    return multiply(inverse(a->greater), inverse(one_and_the_rest(a)));
  const SmoothFunction reciprocal{
      [this](const Interval& y) { return inv(y, precision()); },
      [this](const Coefficient& y, long count) {
        std::vector<Coefficient> result;
        const Coefficient one{Interval::from(Rational(1), precision()), Value(Rational(1))};
        for (long k = 0; k < count; ++k) {
          Coefficient next = k == 0 ? over(one, y) : times(minus(result.back()), result.front());
          next.range = inv(pow(y.range, k + 1, precision()), precision());
          if (k % 2 != 0) next.range = neg(next.range);
          result.push_back(std::move(next));
        }
        return result;
      },
      [](const Interval& y) { return !y.contains_zero(); }};
  if (a->smaller) return compose(a, reciprocal);
  const Model composed = compose(unit_of(*a, inner), reciprocal);
  TaylorModel result = *composed;
  result.valuation -= a->valuation;
  result.exponent = scaled(a->exponent, Rational(-1));
  result.value = a->value.contains_zero() ? Interval::whole() : inv(a->value, precision());
  return make(std::move(result));
}

Model ModelArithmetic::divide(const Model& a, const Model& b) const {
  return multiply(a, inverse(b));
}

Model ModelArithmetic::power(const Model& a, long exponent) const {
  constexpr long most_products = 64;
  if (exponent == 0) return constant(coefficient(Rational(1)));
  if (exponent < 0) {
    if (exponent < -(1L << 62)) throw TooLarge("an exponent beyond 64 bits");
    return inverse(power(a, -exponent));
  }
  const Interval value = pow(a->value, exponent, precision());
  if (exponent > most_products) return somewhere(value);
  Model result;
  Model square = a;
  for (long rest = exponent; rest > 0; rest /= 2) {
    if (rest % 2 != 0) result = result ? multiply(result, square) : square;
    if (rest > 1) square = multiply(square, square);
  }
  return within(result, value);
}

// ---- composition

// g(a) = g_0 + g_1 h + ... + G h^n with h = a - a(0), the g_k at a(0), and the last, G, somewhere between
// a(0) and a, g being smooth there: a(0) may be no value of a, where other variables have a part in it.
Model ModelArithmetic::compose(const Model& a, const SmoothFunction& function) const {
  const Interval value = function.value(a->value);
  if (a->logarithm) return compose(bounded_logarithm(a), function);
  if (const std::optional<Model> result = compose_apart(a, function)) return within(*result, value);
  if (!a->exponent.empty()) return somewhere(value);
  if (a->valuation < 0 || (a->valuation == 0 && a->known.empty() && !a->is_zero())) return somewhere(value);
  Coefficient centre = Coefficient::zero();
  TaylorModel h = *a;
  if (a->valuation == 0 && !a->is_zero()) {
    centre = a->known[0];
    h.known.erase(h.known.begin());
    h.valuation = 1;
  }
  h.value = ball::sub(a->value, centre.range, precision());
  const Model step = make(std::move(h));
  if (step->is_zero()) {
    Coefficient only = function.taylor(centre, 1)[0];
    only.range = intersection(value, only.range);
    return constant(std::move(only));
  }
  const Coefficient everywhere{hull(centre.range, a->value), std::nullopt};
  if (function.is_smooth_on && !function.is_smooth_on(everywhere.range)) return somewhere(value);
  const long count = (expansion_.order + step->valuation - 1) / step->valuation;
  const std::vector<Coefficient> at_centre = function.taylor(centre, count);
  const Interval last = function.taylor(everywhere, count + 1).back().range;
  Model result = somewhere(last);
  for (long k = count - 1; k >= 0; --k)
    result = add(multiply(result, step), constant(at_centre[static_cast<std::size_t>(k)]));
  return within(result, value);
}

// ---- signs

std::optional<PowerBound> ModelArithmetic::power_bound(const Model& a) const {
  if (a->logarithm || !a->exponent.empty() || !expansion_.u.is_nonnegative()) return std::nullopt;
  return PowerBound{bracket(*a), a->valuation};
}

Signs ModelArithmetic::signs(const Model& a) const {
  Signs result;
  if (a->is_zero()) {
    result.zero = true;
    return result;
  }
  auto of = [](const Interval& x) {
    Signs signs;
    signs.negative = arf_sgn(x.low()) < 0;
    signs.positive = arf_sgn(x.high()) > 0;
    signs.zero = x.contains_zero();
    return signs;
  };
  const Signs whole = of(a->value);
  if (a->logarithm) {  // u^v (A + B u^n log u), or u^w (A u^n + B log u)
    const long v = a->valuation;
    const long w = a->logarithm->valuation;
    const bool has_value = !(a->known.empty() && a->rest.is_zero());
    const long common = has_value ? std::min(v, w) : w;
    Interval first = bracket(*a);
    if (has_value) first = mul(power_of_u(v - common), first, precision());
    const Interval second = mul(power_times_log(w - common), bracket(*a->logarithm), precision());
    const Signs both = of(ball::add(first, second, precision()));
    const Signs bounded = signs(bounded_logarithm(a));
    return {whole.negative && both.negative && bounded.negative, whole.zero && both.zero && bounded.zero,
            whole.positive && both.positive && bounded.positive};
  }
  Signs inner = of(bracket(*a));
  const Interval& u = expansion_.u;
  if (a->valuation % 2 != 0) {
    if (u.is_nonpositive())
      std::swap(inner.negative, inner.positive);
    else if (!u.is_nonnegative())
      inner.negative = inner.positive = inner.negative || inner.positive;
  }
  if (a->valuation > 0 && expansion_.has_centre) inner.zero = true;
  result.negative = whole.negative && inner.negative;
  result.zero = whole.zero && inner.zero;
  result.positive = whole.positive && inner.positive;
  if (!result.negative && !result.zero && !result.positive) return whole;  // defined nowhere
  return result;
}

}  // namespace dropcert::verify
