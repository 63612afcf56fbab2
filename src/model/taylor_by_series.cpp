#include <cmath>

#include "model/enclosure.hpp"
#include "model/taylor_coefficients.hpp"
#include "model/taylor_routes.hpp"

namespace dropcert::model {

using namespace ball;

Ball taylor_by_series(unsigned long n, const Ball& z, Bits precision) {
  const auto value = [&](Bits bits) { return sigmoid_taylor_coefficients(n, z, bits).back(); };
  const long guess = precision.value + 48 + 2 * static_cast<long>(std::log2(static_cast<double>(n) + 1));
  return until_accurate(value, precision, guess, 5);
}

}  // namespace dropcert::model
