// Random tables biased to the boundary of convergence, and the verdict by other means.
#pragma once

#include <string>
#include <vector>

#include "audit/weights.hpp"
#include "data/number.hpp"
#include "random.hpp"

namespace dropcert::testing {

/// 3.14159..., cut after 100 decimals (OEIS A000796): pi lies between it and the next such decimal.
inline exact::Rational pi_below() {
  return data::parse_number(
      "3."
      "1415926535897932384626433832795028841971693993751058209749445923078164062862089986280348253421170679");
}
inline exact::Rational pi_above() {
  return pi_below() + pow(exact::Rational(10), -100);
}

/// A decimal exactly equal to m 10^-decimals, in one of several notations.
inline std::string decimal_text(Random& random, const exact::Integer& m, long decimals) {
  const std::string digits = abs(m).str();
  const std::string sign = m.sign() < 0 ? "-" : "";
  if (random.one_in(4)) return sign + digits + (random.one_in(2) ? "e-" : "E-") + std::to_string(decimals);
  std::string padded = digits;
  if (padded.size() <= static_cast<std::size_t>(decimals))
    padded.insert(0, static_cast<std::size_t>(decimals) + 1 - padded.size(), '0');
  if (decimals > 0) padded.insert(padded.size() - static_cast<std::size_t>(decimals), ".");
  if (random.one_in(8) && padded.front() == '0' && decimals > 0) padded.erase(0, 1);
  return sign + padded;
}

/// A row: the texts of its values, their exact values.
struct Row {
  std::vector<std::string> texts;
  std::vector<exact::Rational> values;
};

/// V^2 - z0^2 from the definitions: the extreme values of Delta, over the signs of the contributions.
inline exact::Rational excess(const std::vector<exact::Rational>& contributions, const exact::Rational& delta,
                              const exact::Rational& bias) {
  const exact::Rational odds = delta / (exact::Rational(1) - delta);
  exact::Rational up;
  exact::Rational down;
  exact::Rational z0 = bias;
  for (const exact::Rational& a : contributions) {
    up += std::max(odds * a, -a);
    down += std::max(-(odds * a), a);
    z0 += a;
  }
  const exact::Rational v = std::max(up, down);
  return v * v - z0 * z0;
}

/// Whether the series converges; the test's numbers are so short that 100 decimals of pi decide.
inline bool reference_verdict(const std::vector<exact::Rational>& contributions, const exact::Rational& delta,
                              const exact::Rational& bias) {
  const exact::Rational q = excess(contributions, delta, bias);
  if (q <= pi_below() * pi_below()) return true;
  if (q >= pi_above() * pi_above()) return false;
  throw std::logic_error("100 decimals of pi do not tell");
}

inline std::vector<exact::Rational> contributions_of(const Row& row, const audit::Weights& weights) {
  std::vector<exact::Rational> result;
  for (std::size_t i = 0; i < row.values.size(); ++i)
    result.push_back(row.values[i] * weights.features[i].value);
  return result;
}

/// The square root of q > 0 to that many decimals, from below.
inline exact::Rational square_root(const exact::Rational& q, long decimals) {
  exact::Integer root;
  const exact::Integer scaled = floor(q * pow(exact::Rational(100), decimals));
  fmpz_sqrt(root.raw(), scaled.raw());
  return root * pow(exact::Rational(10), -decimals);
}

inline Row written(Random& random, const std::vector<exact::Rational>& values, long decimals) {
  Row row;
  for (const exact::Rational& value : values) {
    const exact::Integer m = floor(value * pow(exact::Rational(10), decimals));
    row.texts.push_back(decimal_text(random, m, decimals));
    row.values.push_back(m * pow(exact::Rational(10), -decimals));
  }
  return row;
}

/// A row of d values; often scaled so that V^2 - z0^2 is near pi^2, as near as that many decimals allow.
inline Row random_row(Random& random, const audit::Weights& weights, const exact::Rational& delta,
                      const exact::Rational& bias) {
  std::vector<exact::Rational> values;
  for (std::size_t i = 0; i < weights.features.size(); ++i)
    values.push_back(random.one_in(5) ? exact::Rational(0)
                                      : exact::Rational(random.between(-4'000'000, 4'000'000), 1'000'000));
  const long decimals = random.between(0, 24);
  Row row = written(random, values, 6);
  const exact::Rational q = excess(contributions_of(row, weights), delta, bias);
  if (random.one_in(4) || !bias.is_zero() || q.sign() <= 0)
    return written(random, values, random.one_in(2) ? 6 : decimals);
  const exact::Rational factor = pi_below() / square_root(q, 40);
  for (exact::Rational& value : values) value *= factor;
  return written(random, values, decimals);
}

}  // namespace dropcert::testing
