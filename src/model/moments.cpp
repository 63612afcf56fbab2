#include "model/moments.hpp"

#include <map>
#include <stdexcept>
#include <string>
#include <utility>

#include "exact/integer.hpp"

namespace dropcert::model {

using namespace exact;

namespace {

void require_order(unsigned long n) {
  if (n > max_moment_order)
    throw std::length_error("a moment of order " + std::to_string(n) + " was asked for; the limit is " +
                            std::to_string(max_moment_order));
}

Integer least_common_denominator(const std::vector<Rational>& numbers) {
  Integer common = 1;
  for (const Rational& x : numbers) {
    const Integer denominator = x.denominator();
    common *= divide_exact(denominator, gcd(common, denominator));
  }
  return common;
}

/// The next row of Pascal's triangle, in place.
void advance_pascal(std::vector<Integer>& row) {
  row.emplace_back(1);
  for (std::size_t i = row.size() - 2; i >= 1; --i) row[i] += row[i - 1];
}

/// sum_{i=1}^n C(n-1, i-1) cumulant_i moment_{n-i}, the terms i < first left out.
Integer cumulant_sum(const std::vector<Integer>& pascal, const std::vector<Integer>& cumulants,
                     const std::vector<Integer>& moments, std::size_t n, std::size_t last) {
  Integer sum;
  for (std::size_t i = 1; i <= last; ++i) sum += pascal[i - 1] * cumulants[i] * moments[n - i];
  return sum;
}

/// The cumulants 0..n_max of v (v-u) (xi - 1), where delta = u/v. Its two values -v (v-u) and v u and its
/// moments v^(n-1) u (v-u) ((-1)^n (v-u)^(n-1) + u^(n-1)) are integers, hence so are its cumulants.
std::vector<Integer> noise_cumulants(const Integer& u, const Integer& v, unsigned long n_max) {
  const Integer w = v - u;
  std::vector<Integer> noise_moments{1};
  std::vector<Integer> cumulants{0};
  std::vector<Integer> pascal{1};
  Integer kept = u * w;     // v^(n-1) u w u^(n-1)
  Integer dropped = -kept;  // v^(n-1) u w (-1)^n w^(n-1)
  for (std::size_t n = 1; n <= n_max; ++n) {
    noise_moments.push_back(kept + dropped);
    cumulants.push_back(noise_moments[n] - cumulant_sum(pascal, cumulants, noise_moments, n, n - 1));
    kept *= v * u;
    dropped *= -(v * w);
    advance_pascal(pascal);
  }
  return cumulants;
}

/// sum_j numbers_j^n for n = 0..n_max; equal numbers are raised to powers once.
std::vector<Integer> power_sums(const std::vector<Integer>& numbers, unsigned long n_max) {
  std::map<Integer, Integer> multiplicity;
  for (const Integer& x : numbers) multiplicity[x] += 1;
  std::vector<Integer> sums(n_max + 1);
  for (const auto& [x, count] : multiplicity) {
    Integer term = count;
    for (Integer& sum : sums) {
      sum += term;
      term *= x;
    }
  }
  return sums;
}

/// The moments 0..n_max of sum_j numbers_j Y_j with Y_j independent copies of the scaled noise.
std::vector<Integer> integer_moments(const std::vector<Integer>& numbers, const Integer& u, const Integer& v,
                                     unsigned long n_max) {
  std::vector<Integer> cumulants = noise_cumulants(u, v, n_max);
  const std::vector<Integer> sums = power_sums(numbers, n_max);
  for (std::size_t n = 0; n <= n_max; ++n) cumulants[n] *= sums[n];
  std::vector<Integer> result{1};
  std::vector<Integer> pascal{1};
  for (std::size_t n = 1; n <= n_max; ++n) {
    result.push_back(cumulant_sum(pascal, cumulants, result, n, n));
    advance_pascal(pascal);
  }
  return result;
}

}  // namespace

std::vector<Rational> moments(const Dropout& model, unsigned long n_max) {
  require_order(n_max);
  const Integer u = model.delta.numerator();
  const Integer v = model.delta.denominator();
  const Integer common = least_common_denominator(model.contributions);
  std::vector<Integer> numbers;
  for (const Rational& a : model.contributions) numbers.push_back((a * Rational(common)).numerator());
  const std::vector<Integer> scaled = integer_moments(numbers, u, v, n_max);
  const Integer scale = common * v * (v - u);
  std::vector<Rational> result;
  Integer power = 1;
  for (const Integer& m : scaled) {
    result.emplace_back(m, power);
    power *= scale;
  }
  return result;
}

Rational moment(const Dropout& model, unsigned long n) {
  return moments(model, n).back();
}

std::vector<Rational> moments_by_enumeration(const Dropout& model, unsigned long n_max) {
  require_order(n_max);
  if (model.size() > max_enumerated_features)
    throw std::length_error("enumerating the masks of " + std::to_string(model.size()) +
                            " features was asked for; the limit is " +
                            std::to_string(max_enumerated_features));
  const Rational r = model.odds();
  std::vector<Rational> result(n_max + 1);
  for (unsigned long mask = 0; mask < (1UL << model.size()); ++mask) {
    Rational probability = 1;
    Rational deviation;
    for (std::size_t j = 0; j < model.size(); ++j) {
      const bool kept = ((mask >> j) & 1UL) != 0;
      probability *= kept ? Rational(1) - model.delta : model.delta;
      deviation += kept ? r * model.contributions[j] : -model.contributions[j];
    }
    Rational term = probability;
    for (Rational& m : result) {
      m += term;
      term *= deviation;
    }
  }
  return result;
}

}  // namespace dropcert::model
