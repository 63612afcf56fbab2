#include "check/recursion/telescoping.hpp"

#include <algorithm>

#include "check/functions/functions.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::int64_t most_orders = 3;
constexpr std::size_t longest = 8;            // of the multiplier: its degree in k, and one
constexpr std::int64_t latest_beginning = 4;  // the N from which on it holds
constexpr std::int64_t most_steps = 40;
constexpr std::int64_t most_slope = 1000;
constexpr std::int64_t most_exponent = 12;

const Value one = mpq_class(1);

Value number(std::int64_t n) {
  return mpq_class(signed_mpz(n));
}

}  // namespace

Evaluator::Telescoping::Telescoping(Evaluator& evaluator, const Node& sum, End end,
                                    std::vector<std::pair<std::size_t, std::int64_t>> varying, Value m)
    : evaluator_(evaluator),
      sum_(sum),
      end_(end),
      varying_(std::move(varying)),
      m_(std::move(m)),
      k_(evaluator.forms_->variable({mpq_class(0), std::nullopt}, false)) {}

Value Evaluator::Telescoping::at(const Line& line) const {
  return number(line[0]) * m_ + number(line[1]) * k_ + number(line[2]);
}

std::optional<Evaluator::Telescoping::Line> Evaluator::Telescoping::line(const Value& value) const {
  if (!get_if<mpq_class>(value) && !get_if<Fraction>(value)) return std::nullopt;
  const Fraction fraction = as_fraction(value);
  if (!fraction.denominator.is_one()) return std::nullopt;
  const Monomial of[] = {get_if<Fraction>(m_)->numerator.terms().front().first,
                         get_if<Fraction>(k_)->numerator.terms().front().first, Monomial()};
  Line result{};
  for (const auto& [monomial, coefficient] : fraction.numerator.terms()) {
    const std::optional<std::int64_t> n = to_int64(coefficient);
    const auto which = std::find(std::begin(of), std::end(of), monomial);
    if (which == std::end(of) || !n || *n > most_slope || *n < -most_slope) return std::nullopt;
    result[static_cast<std::size_t>(which - std::begin(of))] = *n;
  }
  return result;
}

// ---- the term as a product

Evaluator::Telescoping::Product Evaluator::Telescoping::times(Product a, const Product& b) {
  a.rest = a.rest * b.rest;
  a.factors.insert(a.factors.end(), b.factors.begin(), b.factors.end());
  if (a.factors.size() > most_steps) throw OutOfReach("a product of too many factors");
  return a;
}

Evaluator::Telescoping::Product Evaluator::Telescoping::inverse(Product a) const {
  if (evaluator_.forms_->sign(a.rest).value_or(0) == 0) throw OutOfReach("a divisor that may be 0");
  a.rest = one / a.rest;
  for (Factor& factor : a.factors) {
    if (factor.is_factorial)
      factor.is_above = !factor.is_above;
    else
      for (std::int64_t& part : factor.line) part = -part;
  }
  return a;
}

Evaluator::Telescoping::Product Evaluator::Telescoping::product(const Node& node) {
  Bound guard(evaluator_);
  evaluator_.descend();
  const auto part = [&](std::size_t i) { return product(node.children[i]); };
  const auto value = [&](std::size_t i) { return evaluator_.value(node.children[i]); };
  if (node.kind == Kind::multiply) return times(part(0), part(1));
  if (node.kind == Kind::divide) return times(part(0), inverse(part(1)));
  if (node.kind == Kind::negate) return times({number(-1), {}}, part(0));
  if (node.kind == Kind::factorial)
    if (const std::optional<Line> n = line(value(0))) return {one, {{true, true, true, one, *n}}};
  if (node.kind == Kind::call && node.name == "binomial" && evaluator_.is_of_language(node.name)) {
    const std::optional<Line> n = line(value(0));
    const std::optional<Line> k = line(value(1));
    if (n && k)
      return {one,
              {{true, true, false, one, *n},
               {true, false, false, one, *k},
               {true, false, false, one, {(*n)[0] - (*k)[0], (*n)[1] - (*k)[1], (*n)[2] - (*k)[2]}}}};
  }
  if (node.kind == Kind::power) {
    const std::optional<Line> n = line(value(1));
    if (n && (*n)[0] == 0 && (*n)[1] == 0 && std::abs((*n)[2]) <= most_exponent) {
      Product base = part(0);
      if ((*n)[2] < 0) base = inverse(std::move(base));
      Product result;
      for (std::int64_t i = 0; i < std::abs((*n)[2]); ++i) result = times(std::move(result), base);
      return result;
    }
    const Value base = value(0);
    if (n && is_exact(base) &&
        !evaluator_.forms_->depends_on(as_fraction(base),
                                       {Induction::generator_of(m_), Induction::generator_of(k_)}))
      return {one, {{false, true, true, base, *n}}};
  }
  return {evaluator_.value(node), {}};
}

Evaluator::Telescoping::Product Evaluator::Telescoping::shifted(std::int64_t by) {
  Bound guard(evaluator_);
  for (const auto& [place, offset] : varying_) evaluator_.variables_[place].second = at({1, 0, offset + by});
  evaluator_.bind(sum_.binders[0].names[0], k_);
  return product(sum_.children[0]);
}

// For m >= 0: where 0 <= k <= the end, all is defined; the product is 0 for k beyond it, 1/(-1)!, 1/(-2)!,
// ... being 0; and what stands above the bar is defined for all k >= 0.
void Evaluator::Telescoping::require_regular(const Product& product) const {
  bool ends = false;
  for (const Factor& factor : product.factors) {
    const auto [m, k, constant] = factor.line;
    const bool is_natural = m >= 0 && k >= 0 && constant >= 0;
    if (!factor.is_factorial) {
      if (!is_natural && evaluator_.forms_->sign(factor.base).value_or(0) == 0)
        throw OutOfReach("a power that is perhaps undefined");
      continue;
    }
    const bool is_natural_below =
        m >= 0 && constant >= 0 && m + k * end_.slope >= 0 && constant + k * end_.rest >= 0;
    if (factor.is_above ? !is_natural : factor.is_written && !is_natural_below)
      throw OutOfReach("a factorial that is perhaps undefined");
    ends |= !factor.is_above && k < 0 && m + k * end_.slope <= 0 && constant + k * (end_.rest + 1) < 0;
  }
  if (!ends) throw OutOfReach("a sum that goes beyond its end");
  const Fraction rest = as_fraction(product.rest);
  if (evaluator_.forms_->depends_on(Fraction{rest.denominator, Polynomial(1)},
                                    {Induction::generator_of(m_), Induction::generator_of(k_)}))
    throw OutOfReach("a denominator in a sum");
}

// (line + after + 1) ... (line + up_to), the line without its constant.
Value Evaluator::Telescoping::steps(const Line& line, std::int64_t after, std::int64_t up_to) const {
  if (up_to - after > most_steps) throw OutOfReach("factorials that are too far apart");
  Value result = one;
  for (std::int64_t i = after + 1; i <= up_to; ++i) result = std::move(result) * at({line[0], line[1], i});
  return result;
}

// By powers of k.
Evaluator::Induction::Parts Evaluator::Telescoping::by_powers(const Value& value) const {
  const std::size_t k = Induction::generator_of(k_);
  const Fraction fraction = as_fraction(value);
  if (fraction.denominator.mentions(k, k + 1)) throw OutOfReach("a denominator in a sum");
  std::map<std::vector<std::int32_t>, Polynomial> parts;
  for (const auto& [monomial, coefficient] : fraction.numerator.terms()) {
    Monomial rest = monomial;
    const std::int32_t power = std::exchange(rest.exponents[k], 0);
    parts[{power}].add(rest, coefficient);
  }
  Induction::Parts result;
  for (const auto& [power, part] : parts) result[power] = quotient(part, fraction.denominator);
  return result;
}

Evaluator::Induction::Parts Evaluator::Telescoping::at_a_point(Induction::Parts parts) {
  for (auto& [power, value] : parts) {
    Fraction fraction = as_fraction(value);
    for (std::size_t g = first_free_generator; g < max_generators; ++g) {
      const Polynomial number(signed_mpz(static_cast<std::int64_t>(10'007 + 10 * g)));
      for (Polynomial* side : {&fraction.numerator, &fraction.denominator})
        if (side->mentions(g, g + 1)) *side = substituted(*side, g, number, Polynomial(1));
    }
    if (fraction.denominator.is_zero()) throw OutOfReach("no recurrence of a sum is found");
    value = quotient(fraction.numerator, fraction.denominator);
  }
  return parts;
}

// ---- the recurrence

Evaluator::Induction::Recurrence Evaluator::Telescoping::recurrence() {
  const Product first = shifted(0);
  require_regular(first);
  for (std::int64_t order = 1; order <= most_orders; ++order)
    if (std::optional<Induction::Recurrence> found = of_order(first, order)) return *found;
  throw OutOfReach("no recurrence of a sum is found");
}

// There is u(k) with t(m + i, k) = p_i(k) u(k), b(k + 1) u(k + 1) = a(k) u(k), b(0) = 0 and u(k) = 0 for k
// beyond the end for m + s. With
//     p_s(k) = c_0 p_0(k) + ... + c_(s-1) p_(s-1)(k) + a(k) x(k + 1) - b(k) x(k)
// the sum over all k up to there of t(m + s, k) - c_0 t(m, k) - ... is that of the differences of b(k) x(k)
// u(k): 0.
std::optional<Evaluator::Induction::Recurrence> Evaluator::Telescoping::of_order(const Product& first,
                                                                                 std::int64_t order) {
  std::vector<Value> p;
  for (std::int64_t i = 0; i <= order; ++i) p.push_back(shifted(i).rest);
  Value a = one;
  Value b = one;
  for (const Factor& factor : first.factors) {
    const auto [m, k, constant] = factor.line;
    const std::int64_t last = constant + m * order;
    const bool goes_up = factor.is_factorial && !factor.is_above;
    const std::int64_t end = goes_up ? std::max(constant, last) : std::min(constant, last);  // of u
    for (std::int64_t i = 0; i <= order; ++i) {
      Value& side = p[static_cast<std::size_t>(i)];
      const std::int64_t here = constant + m * i;
      if (!factor.is_factorial)
        side = side * check::power(factor.base, here - end);
      else
        side = side * (goes_up ? steps(factor.line, here, end) : steps(factor.line, end, here));
    }
    if (!factor.is_factorial) {
      Value& side = k >= 0 ? a : b;
      side = side * check::power(factor.base, std::abs(k));
    } else if (!goes_up) {
      a = a * steps(factor.line, end, end + k);
    } else if (k < 0) {
      a = a * steps(factor.line, end + k, end);
    } else {
      b = b * steps(factor.line, end - k, end);
    }
  }
  // Where k + 1 divides a(k) and b(k + 1), it is left out of both: it is not 0.
  const auto is_polynomial = [&](const Value& value) {
    const std::size_t k = Induction::generator_of(k_);
    return !as_fraction(value).denominator.mentions(k, k + 1);
  };
  for (;;) {
    const Value less_a = a / (k_ + one);
    const Value less_b = b / k_;
    if (!is_polynomial(less_a) || !is_polynomial(less_b) || by_powers(less_b).count({0}) != 0) break;
    a = less_a;
    b = less_b;
  }
  if (by_powers(b).count({0}) != 0) return std::nullopt;
  std::vector<Value> terms(p.begin(), p.end() - 1);
  for (std::size_t j = 0; j < longest; ++j) {
    const auto power = static_cast<std::int64_t>(j);
    terms.push_back(a * check::power(k_ + one, power) - b * check::power(k_, power));
  }
  std::vector<Induction::Parts> rows;
  for (const Value& term : terms) rows.push_back(by_powers(term));
  const Induction::Parts last = by_powers(p.back());
  // How many are needed is seen with numbers in place of all variables but k.
  std::vector<Induction::Parts> numbers;
  for (const Induction::Parts& row : rows) numbers.push_back(at_a_point(row));
  const Induction::Parts last_number = at_a_point(last);
  if (!Induction::combination(numbers, last_number)) return std::nullopt;
  const auto count = static_cast<std::size_t>(order);
  std::vector<Induction::Parts> few(numbers.begin(), numbers.begin() + order + 1);
  while (!Induction::combination(few, last_number)) few.push_back(numbers[few.size()]);
  terms.resize(few.size());
  rows.resize(few.size());
  std::optional<std::vector<Value>> found = Induction::combination(rows, last);
  if (!found) return std::nullopt;
  Value rest = p.back();
  for (std::size_t i = 0; i < terms.size(); ++i) rest = rest - (*found)[i] * terms[i];
  if (!equals(rest, 0)) return std::nullopt;
  for (std::int64_t from = 0; from <= latest_beginning; ++from)
    if (is_defined_from(from, *found)) {
      found->resize(count);
      return Induction::Recurrence{*std::move(found), from};
    }
  return std::nullopt;
}

bool Evaluator::Telescoping::is_defined_from(std::int64_t first,
                                             const std::vector<Value>& coefficients) const {
  return std::all_of(coefficients.begin(), coefficients.end(), [&](const Value& coefficient) {
    const Value below = quotient(as_fraction(coefficient).denominator, Polynomial(1));
    return evaluator_.forms_->sign(Induction::later(m_, below, first)).value_or(0) != 0;
  });
}

}  // namespace dropcert::check
