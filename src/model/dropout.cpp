#include "model/dropout.hpp"

#include <stdexcept>
#include <utility>

namespace dropcert::model {

using namespace exact;

Dropout::Dropout(std::vector<Rational> list, Rational probability, bool units_of_pi, Rational undropped)
    : contributions(std::move(list)),
      delta(std::move(probability)),
      in_units_of_pi(units_of_pi),
      bias(std::move(undropped)) {
  if (contributions.empty()) throw std::invalid_argument("a dropout model needs at least one contribution");
  if (delta.sign() <= 0 || delta >= Rational(1))
    throw std::domain_error("the dropout probability is " + delta.str() + "; it must lie between 0 and 1");
}

Rational Dropout::odds() const {
  return delta / (Rational(1) - delta);
}

Rational Dropout::positive_sum() const {
  Rational sum;
  for (const Rational& a : contributions)
    if (a.sign() > 0) sum += a;
  return sum;
}

Rational Dropout::negative_sum() const {
  Rational sum;
  for (const Rational& a : contributions)
    if (a.sign() < 0) sum -= a;
  return sum;
}

Rational Dropout::z0() const {
  return bias + positive_sum() - negative_sum();
}

}  // namespace dropcert::model
