// Arithmetic of expansions. Each rule is an identity of polynomials in u, with what goes beyond the terms
// that are kept evaluated over all u of the piece (Horner's scheme), divided by the power of u before it.
#include "check/calculus/expansion.hpp"

#include <algorithm>
#include <cstdlib>
#include <functional>

#include "check/forms/forms.hpp"
#include "check/work.hpp"

namespace dropcert::check {

namespace {

constexpr int greatest_power = 1'000'000;  // of u; beyond, nothing is known

template <class Operation>
Coefficient combine(const Coefficient& a, const Coefficient& b, Operation f) {
  Coefficient result{f(a.range, b.range)};
  if (result.is_zero()) result.form = mpq_class(0);
  if (!is_exact(a.form) || !is_exact(b.form)) return result;
  const Notes before = notes();
  try {
    result.form = f(a.form, b.form);
  } catch (const OutOfReach&) {  // the interval is all that is known
  } catch (const Undefined&) {
  }
  notes() = before;
  const auto* rational = get_if<mpq_class>(result.form);
  if (rational && *rational == 0) result.range = Interval(0, a.range.bits());
  return result;
}

Coefficient zero(Bits bits) {
  return {Interval(0, bits), mpq_class(0)};
}

// c_from + c_(from+1) u + ... over the piece.
Interval horner(const std::vector<Coefficient>& parts, std::size_t from, const Interval& u) {
  Interval sum(0, u.bits());
  for (std::size_t i = parts.size(); i-- > from;)
    sum = sum.is_zero() ? parts[i].range : sum * u + parts[i].range;
  return sum;
}

// How many terms of a result are known where each operand is known up to its remainder.
int known_terms(const Expansion& a, const Expansion& b) {
  int known = a.chart->order;
  for (const Expansion* x : {&a, &b})
    if (!x->is_exact()) known = std::min(known, x->count());
  return known;
}

// With a multiple of log u, unless that is 0.
Expansion with_logarithm(Expansion a, Expansion multiple) {
  a.scales = nullptr;
  if (!multiple.is_zero()) a.logarithm = std::make_shared<Expansion>(std::move(multiple));
  return a;
}

Expansion multiple_of_log(const Expansion& a) {
  return a.logarithm ? *a.logarithm : Expansion(*a.chart, mpq_class(0));
}

Expansion plain(Expansion a) {
  a.logarithm = nullptr;
  a.scales = nullptr;
  return a;
}

Expansion unknown(Chart& chart) {
  return remainder_only(chart, 0, Interval(chart.bits));
}

// A number of the chart's own: its form counts if forms are asked for.
Coefficient constant_of(const Chart& chart, const Value& value) {
  if (is_function_of_p(value))
    throw OutOfReach("a real number that is not known exactly stands in an identity");
  return {to_interval(value, chart.bits), chart.forms && is_exact_real(value) ? value : Value()};
}

}  // namespace

void Chart::ask(const Expansion& a, bool is_found) {
  const int number = asked++;
  if (watched < 0 && !is_found) watched = number;
  if (watched == number) kept = std::make_shared<Expansion>(a);
  meets = meets || a.is_zero() || a.parts[0].range.holds_zero();
  if (!is_found && (a.first > 0 || a.parts[0].range.holds_zero())) touches = true;
}

Coefficient operator+(const Coefficient& a, const Coefficient& b) {
  return combine(a, b, std::plus<>());
}

Coefficient operator-(const Coefficient& a, const Coefficient& b) {
  return combine(a, b, std::minus<>());
}

Coefficient operator*(const Coefficient& a, const Coefficient& b) {
  return combine(a, b, std::multiplies<>());
}

Coefficient operator/(const Coefficient& a, const Coefficient& b) {
  return combine(a, b, std::divides<>());
}

Expansion::Expansion(Chart& of, int from, std::vector<Coefficient> coefficients, int kept)
    : chart(&of), first(from), parts(std::move(coefficients)) {
  const auto terms = static_cast<std::size_t>(std::max(kept, 0));
  Coefficient rest = zero(of.bits);
  if (terms < parts.size()) {
    const Interval beyond = horner(parts, terms, of.range);
    if (!beyond.is_zero()) rest = {beyond};
    parts.erase(parts.begin() + kept, parts.end());
  }
  while (rest.is_zero() && !parts.empty() && parts.back().is_zero()) parts.pop_back();
  const auto leading = std::find_if(parts.begin(), parts.end(), [](auto& a) { return !a.is_zero(); });
  first += static_cast<int>(leading - parts.begin());
  parts.erase(parts.begin(), leading);
  parts.push_back(std::move(rest));
  if (is_zero()) first = 0;
  if (std::abs(first) <= greatest_power) return;
  first = 0;
  parts.assign(1, {Interval(of.bits)});
}

Expansion::Expansion(Chart& of, Coefficient constant) : Expansion(of, 0, {std::move(constant)}, 1) {}

Expansion::Expansion(Chart& of, const Value& constant) : Expansion(of, constant_of(of, constant)) {}

Expansion remainder_only(Chart& chart, int order, Interval rest) {
  return {chart, order, {{std::move(rest)}}, 0};
}

Coefficient Expansion::part(int number) const {
  const auto place = static_cast<std::size_t>(number);
  return number >= 0 && place < parts.size() ? parts[place] : zero(chart->bits);
}

Interval Expansion::body() const {
  if (logarithm) return Interval(chart->bits);  // it is not without that
  return horner(parts, 0, chart->range);
}

Expansion without_logarithm(const Expansion& a) {
  return a.logarithm ? plain(a) + *a.logarithm * log_of_u(*a.chart) : a;
}

Interval Expansion::range() const {
  if (logarithm) return without_logarithm(*this).range();
  if (!exponent.empty()) return trend(exponent) == -1 ? flattened(*this, 0).range() : Interval(chart->bits);
  if (first < 0) return Interval(chart->bits);
  return first == 0 ? body() : power(chart->range, first) * body();
}

Expansion Expansion::shifted(int n) const {
  Expansion result = alone();
  if (!is_zero()) result.first += n;
  return result;
}

Expansion operator+(const Expansion& a, const Expansion& b) {
  if (a.is_zero()) return b;
  if (b.is_zero()) return a;
  if (!a.scales && !b.scales && a.exponent.empty() && b.exponent.empty()) return plain_sum(a, b);
  std::vector<Expansion> terms = terms_of(a);
  for (Expansion& term : terms_of(b)) terms.push_back(std::move(term));
  return sum_of_scales(terms);
}

Expansion plain_sum(const Expansion& a, const Expansion& b) {
  if (a.is_zero()) return b.alone();
  if (b.is_zero()) return a.alone();
  const bool has_exponent = !a.exponent.empty() || !b.exponent.empty();
  if (a.logarithm || b.logarithm) {
    if (has_exponent) return plain_sum(without_logarithm(a), without_logarithm(b));
    return with_logarithm(plain_sum(plain(a), plain(b)), multiple_of_log(a) + multiple_of_log(b));
  }
  if (has_exponent) {
    const std::optional<int> larger = trend(difference(a.exponent, b.exponent));
    if (!larger) return unknown(*a.chart);
    if (*larger != 0) {  // exp(q) (a + exp(q' - q) b), where the last is smaller than any power of u
      Expansion sum = *larger > 0 ? a.alone() : b.alone();
      Expansion small = *larger > 0 ? b.alone() : a.alone();
      small.exponent = difference(small.exponent, sum.exponent);
      const std::vector<Coefficient> exponent = std::exchange(sum.exponent, {});
      sum = plain_sum(sum, flattened(small, sum.first + a.chart->order, sum.first));
      sum.exponent = exponent;
      return sum;
    }
  }
  const int first = std::min(a.first, b.first);
  int last = first + a.chart->order;
  for (const Expansion* x : {&a, &b})
    if (!x->is_exact()) last = std::min(last, x->last());
  std::vector<Coefficient> sum;
  for (int k = first; k <= std::max(a.last(), b.last()); ++k)
    sum.push_back(a.part(k - a.first) + b.part(k - b.first));
  Expansion result(*a.chart, first, std::move(sum), last - first);
  result.exponent = a.exponent;
  return result;
}

Expansion operator-(const Expansion& a, const Expansion& b) {
  return a + -b;
}

Expansion operator-(const Expansion& a) {
  return a * Expansion(*a.chart, mpq_class(-1));
}

Expansion operator*(const Expansion& a, const Expansion& b) {
  if (a.is_zero()) return a;
  if (b.is_zero()) return b;
  if (b.logarithm) return a.logarithm ? without_logarithm(a) * b : b * a;
  if (a.logarithm && !b.exponent.empty()) return without_logarithm(a) * b;
  if (a.logarithm) return with_logarithm(plain(a) * b, *a.logarithm * b);
  if (a.scales || b.scales) {
    std::vector<Expansion> terms;
    for (const Expansion& x : terms_of(a))
      for (const Expansion& y : terms_of(b)) terms.push_back(x * y);
    return sum_of_scales(terms);
  }
  charge(static_cast<std::uint64_t>((a.count() + 1) * (b.count() + 1)) * 4);
  std::vector<Coefficient> product;
  for (int k = 0; k <= a.count() + b.count(); ++k) {
    Coefficient sum = zero(a.chart->bits);
    for (int i = std::max(0, k - b.count()); i <= std::min(k, a.count()); ++i)
      sum = sum + a.part(i) * b.part(k - i);
    product.push_back(std::move(sum));
  }
  Expansion result(*a.chart, a.first + b.first, std::move(product), known_terms(a, b));
  result.exponent = difference(a.exponent, difference({}, b.exponent));
  return result;
}

Expansion operator/(const Expansion& a, const Expansion& b) {
  const Expansion whole = plain_quotient(a, b);
  const bool has_scales = (a.scales || b.scales) && !a.logarithm && !b.logarithm;
  return has_scales && !whole.is_zero() ? quotient_of_scales(whole, a, b) : whole;
}

// With b = u^w B, B never 0 on the piece: the terms q_k of a/B by long division, and
// a/B - sum q_k u^k = (a - B sum q_k u^k)/B, where the terms of the numerator begin behind those kept.
Expansion plain_quotient(const Expansion& a, const Expansion& b) {
  Chart& chart = *a.chart;
  if (b.logarithm || (a.logarithm && !b.exponent.empty()))
    return plain_quotient(without_logarithm(a), without_logarithm(b));
  if (a.logarithm) return with_logarithm(plain_quotient(plain(a), b), *a.logarithm / b);
  if (b.is_zero() || (chart.is_point() && b.first > 0)) throw Undefined("division by zero");
  const Interval divisor = b.body();
  const bool is_defined = divisor.is_finite() && !divisor.holds_zero() && (b.first <= 0 || !chart.has_zero);
  chart.ask(b, is_defined);
  if (!is_defined) note_perhaps_undefined();
  if (!divisor.is_finite() || divisor.holds_zero()) return unknown(chart);
  if (a.is_zero()) return a;
  const int known = known_terms(a, b);
  charge(static_cast<std::uint64_t>((known + 1) * (b.count() + 1)) * 4);
  std::vector<Coefficient> quotient;
  auto left_over = [&](int k) {
    Coefficient rest = a.part(k);
    for (int i = std::max(0, k - b.count()); i < std::min(k, static_cast<int>(quotient.size())); ++i)
      rest = rest - quotient[static_cast<std::size_t>(i)] * b.part(k - i);
    return rest;
  };
  for (int k = 0; k < known; ++k) quotient.push_back(left_over(k) / b.part(0));
  std::vector<Coefficient> beyond;
  for (int k = known; k <= std::max(a.count(), known - 1 + b.count()); ++k) beyond.push_back(left_over(k));
  quotient.push_back({horner(beyond, 0, chart.range) / divisor});
  Expansion result(chart, a.first - b.first, std::move(quotient), known);
  result.exponent = difference(a.exponent, b.exponent);
  return result;
}

Expansion power(const Expansion& a, std::int64_t n) {
  Chart& chart = *a.chart;
  const Expansion one(chart, mpq_class(1));
  if (n < 0) return one / power(a, -n);
  if (n == 0) return one;
  if (a.count() == 0 && a.first == 0 && a.exponent.empty() && !a.logarithm)
    return remainder_only(chart, 0, power(a.parts[0].range, n));
  if (n == 1) return a;
  const Expansion root = power(a, n / 2);
  return n % 2 == 0 ? root * root : root * root * a;
}

// The sign of u^v B: that of B if u > 0 or v is even. Where u = 0 and v > 0 it is 0.
//
// A + B log u for u <= h < 1: log u (B + A/log u), where log u < 0 and 1/log h <= 1/log u < 0.
unsigned signs(const Expansion& a) {
  Chart& chart = *a.chart;
  if (a.logarithm) {
    const unsigned bounded = signs(without_logarithm(a));
    const Interval log_h = increasing(mpfr_log, upper(chart.range), chart.bits);
    if (bounded == negative_sign || bounded == positive_sign || mpfr_sgn(log_h.high()) >= 0) return bounded;
    const Interval inverse = span(Interval(1, chart.bits) / log_h, Interval(0, chart.bits));
    const unsigned turned = signs(*a.logarithm + plain(a) * remainder_only(chart, 0, inverse));
    const unsigned found = (turned & zero_sign) | ((turned & negative_sign) != 0 ? positive_sign : 0U) |
                           ((turned & positive_sign) != 0 ? negative_sign : 0U);
    return (found & bounded) != 0 ? found & bounded : bounded;
  }
  if (a.is_zero() || (chart.is_point() && a.first > 0)) return zero_sign;
  const Interval body = a.body();
  const bool turns = !chart.is_one_sided && a.first % 2 != 0;
  unsigned result = body.is_finite() ? 0U : unsigned{any_sign};
  if (body.is_finite() && mpfr_sgn(body.low()) < 0) result |= negative_sign;
  if (body.is_finite() && mpfr_sgn(body.high()) > 0) result |= positive_sign;
  if (turns && result != 0) result |= negative_sign | positive_sign;
  if (body.holds_zero() || (chart.has_zero && a.first > 0)) result |= zero_sign;
  chart.ask(a, result == negative_sign || result == positive_sign);
  return result;
}

Expansion lifted(Chart& chart, const Value& value) {
  const auto* expansion = get_if<Expansion>(value);
  return expansion ? *expansion : Expansion(chart, value);
}

Interval range_of(const Value& value, Bits bits) {
  const auto* expansion = get_if<Expansion>(value);
  return expansion ? expansion->range() : to_interval(value, bits);
}

bool mentions_expansion(const Value& value) {
  const auto* list = get_if<List>(value);
  return get_if<Expansion>(value) || (list && std::any_of(list->begin(), list->end(), [](const Element& x) {
                                        return mentions_expansion(x.value) || mentions_expansion(x.weight);
                                      }));
}

}  // namespace dropcert::check
