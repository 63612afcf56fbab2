#pragma once

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "ball/ball.hpp"
#include "model/dropout.hpp"
#include "random.hpp"

namespace dropcert::testing {

/// The rational number that a decimal like "-2.77e-11" writes, and one unit of its last digit.
struct Decimal {
  exact::Rational value;
  exact::Rational unit;
};

inline Decimal decimal(std::string text) {
  long exponent = 0;
  if (const std::size_t e = text.find('e'); e != std::string::npos) {
    exponent = std::stol(text.substr(e + 1));
    text.erase(e);
  }
  if (const std::size_t point = text.find('.'); point != std::string::npos) {
    exponent -= static_cast<long>(text.size() - point - 1);
    text.erase(point, 1);
  }
  const exact::Rational unit = pow(exact::Rational(10), exponent);
  return {exact::Rational(exact::Integer::parse(text).value()) * unit, unit};
}

/// Whether every number in x agrees with a published decimal, rounded or cut off, within one unit of its last
/// digit.
inline bool has_digits(const ball::Ball& x, const std::string& published) {
  const Decimal d = decimal(published);
  return x.is_finite() && x.lower() >= d.value - d.unit && x.upper() <= d.value + d.unit;
}

/// A fraction with numerator in low..high and denominator in 1..most; drawn in this order with every
/// compiler.
inline exact::Rational fraction(Random& random, long low, long high, long most) {
  const long numerator = random.between(low, high);
  return exact::Rational(numerator, random.between(1, most));
}

/// Points where formulas for the logistic function go wrong: 0, tiny, near +-pi and sqrt(3) pi, large; and
/// others.
inline exact::Rational point(Random& random) {
  const exact::Rational sign = random.one_in(2) ? 1 : -1;
  switch (random.below(8)) {
    case 0:
      return random.one_in(3) ? exact::Rational(0) : sign * pow(exact::Rational(10), -30);
    case 1:
      return sign * pow(exact::Rational(2), -random.between(1, 90));
    case 2:
      return sign * exact::Rational(355, 113);
    case 3:
      return sign * decimal("5.441398092702653").value;
    case 4:
      return sign * exact::Rational(random.one_in(2) ? 50 : 1000);
    case 5:
      return sign * fraction(random, 1, 300, 9);
    default:
      return sign * exact::Rational(random.between(0, 6000), 1000);
  }
}

/// An exact ball near q.
inline ball::Ball exact_near(const exact::Rational& q) {
  return ball::Ball::from(q, ball::Bits(120)).midpoint();
}

/// A model with up to `most` features: repeated, opposite and zero contributions often.
inline model::Dropout model(Random& random, unsigned long most, long size = 6) {
  std::vector<exact::Rational> a;
  const unsigned long d = 1 + random.below(most);
  while (a.size() < d) {
    if (!a.empty() && random.one_in(3)) {
      a.push_back(random.one_in(2) ? a.back() : -a.back());
    } else {
      a.push_back(fraction(random, -size, size, 4));
    }
  }
  const long v = random.one_in(3) ? 2 : random.between(2, 12);
  return model::Dropout(std::move(a), exact::Rational(random.between(1, v - 1), v));
}

/// max |Delta| over all masks.
inline exact::Rational largest_deviation(const model::Dropout& dropout) {
  const exact::Rational r = dropout.delta / (exact::Rational(1) - dropout.delta);
  exact::Rational largest;
  for (unsigned long mask = 0; mask < (1UL << dropout.size()); ++mask) {
    exact::Rational sum;
    for (std::size_t j = 0; j < dropout.size(); ++j)
      sum += ((mask >> j) & 1UL) != 0 ? r * dropout.contributions[j] : -dropout.contributions[j];
    largest = std::max(largest, abs(sum));
  }
  return largest;
}

}  // namespace dropcert::testing
