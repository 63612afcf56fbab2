#include "model/deviation.hpp"

#include <algorithm>

namespace dropcert::model {

using namespace exact;

Rational deviation(const Dropout& model) {
  const Rational r = model.odds();
  const Rational positive = model.positive_sum();
  const Rational negative = model.negative_sum();
  return std::max(r * positive + negative, positive + r * negative);
}

}  // namespace dropcert::model
