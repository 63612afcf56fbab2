// Linear equations over functions of m.
#include <algorithm>

#include "check/functions/functions.hpp"
#include "check/recursion/induction.hpp"
#include "check/work.hpp"

namespace dropcert::check {

namespace {

using Coefficients = std::vector<mpz_class>;  // of 1, x, x^2, ...; the last is not 0

Coefficients coefficients(const Polynomial& a, std::size_t x) {
  Coefficients result(static_cast<std::size_t>(degree_in(a, x)) + 1);
  for (const auto& [monomial, coefficient] : a.terms())
    result[static_cast<std::size_t>(monomial[x])] = coefficient;
  return result;
}

// Without what divides all coefficients.
void make_primitive(Coefficients& a) {
  while (!a.empty() && a.back() == 0) a.pop_back();
  mpz_class content = 0;
  for (const mpz_class& c : a) content = gcd(content, c);
  if (content > 1)
    for (mpz_class& c : a) c /= content;
}

// By Euclid's algorithm; no integer divides it.
Polynomial common_divisor(Coefficients a, Coefficients b, std::size_t x) {
  make_primitive(a);
  make_primitive(b);
  while (!b.empty()) {
    while (a.size() >= b.size()) {
      const mpz_class lead = a.back();
      charge(times(a.size(), 1 + bits_of(lead) / 64 + bits_of(b.back()) / 64));
      for (mpz_class& c : a) c *= b.back();
      for (std::size_t i = 0; i < b.size(); ++i) a[a.size() - b.size() + i] -= lead * b[i];
      make_primitive(a);
    }
    std::swap(a, b);
  }
  Polynomial result;
  for (std::size_t i = 0; i < a.size(); ++i)
    result.add(generator_power(x, static_cast<std::int32_t>(i)), a[i]);
  return result;
}

// In lowest terms, where one variable alone occurs.
Value reduced(Value value) {
  const auto* fraction = get_if<Fraction>(value);
  if (!fraction) return value;
  std::optional<std::size_t> x;
  for (std::size_t g = 0; g < max_generators; ++g)
    if (fraction->mentions(g, g + 1)) {
      if (x) return value;
      x = g;
    }
  if (!x || *x < first_free_generator || fraction->numerator.has_roots() ||
      fraction->denominator.has_roots() || !fraction->denominator.mentions(*x, *x + 1))
    return value;
  const Polynomial divisor =
      common_divisor(coefficients(fraction->numerator, *x), coefficients(fraction->denominator, *x), *x);
  Polynomial above, below;
  if (divisor.is_one() || !fraction->numerator.divide(divisor, above) ||
      !fraction->denominator.divide(divisor, below))
    return value;
  return quotient(above, below);
}

}  // namespace

// c with sum_i c_i rows_i = sum, by elimination in the equations that the powers give; nullopt: there is
// none.
std::optional<std::vector<Value>> Evaluator::Induction::combination(const std::vector<Parts>& rows,
                                                                    const Parts& sum) {
  const std::size_t count = rows.size();
  std::map<std::vector<std::int32_t>, std::vector<Value>> table;
  const auto enter = [&](const Parts& parts, std::size_t column) {
    for (const auto& [powers, value] : parts) {
      std::vector<Value>& equation = table[powers];
      if (equation.empty()) equation.assign(count + 1, mpq_class(0));
      equation[column] = value;
    }
  };
  for (std::size_t i = 0; i < count; ++i) enter(rows[i], i);
  enter(sum, count);
  std::vector<std::vector<Value>> equations;
  for (auto& [powers, equation] : table) equations.push_back(std::move(equation));
  std::vector<Value> result(count, mpq_class(0));
  std::vector<std::size_t> columns;  // of the first equations: where they have 1, and the others 0
  for (std::size_t column = 0; column < count; ++column) {
    const std::size_t done = columns.size();
    const auto pivot = std::find_if(equations.begin() + static_cast<std::ptrdiff_t>(done), equations.end(),
                                    [&](const auto& equation) { return !equals(equation[column], 0); });
    if (pivot == equations.end()) continue;
    std::swap(*pivot, equations[done]);
    const Value divisor = equations[done][column];
    for (Value& entry : equations[done]) entry = reduced(entry / divisor);
    for (std::size_t i = 0; i < equations.size(); ++i) {
      const Value factor = equations[i][column];
      if (i == done || equals(factor, 0)) continue;
      for (std::size_t j = 0; j <= count; ++j)
        equations[i][j] = reduced(equations[i][j] - factor * equations[done][j]);
    }
    columns.push_back(column);
  }
  for (std::size_t i = 0; i < equations.size(); ++i) {
    if (i < columns.size())
      result[columns[i]] = equations[i][count];
    else if (!equals(equations[i][count], 0))
      return std::nullopt;
  }
  return result;
}

}  // namespace dropcert::check
