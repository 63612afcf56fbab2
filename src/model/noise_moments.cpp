#include "model/noise_moments.hpp"

#include <stdexcept>
#include <string>

#include "exact/factorial.hpp"
#include "model/moments.hpp"

namespace dropcert::model {

using namespace exact;

std::vector<Rational> moments(const NoisyPredictor& predictor, unsigned long n_max) {
  if (predictor.law.kind() == Noise::dropout) return moments(dropout_model(predictor), n_max);
  if (n_max > max_moment_order)
    throw std::length_error("a moment of order " + std::to_string(n_max) + " was asked for; the limit is " +
                            std::to_string(max_moment_order));
  std::vector<Rational> squares;
  for (const Rational& c : predictor.coefficients) squares.push_back(c * c);
  std::vector<Rational> powers(squares.size(), Rational(1));
  std::vector<Rational> cumulants(n_max + 1);
  for (unsigned long n = 2; n <= n_max; n += 2) {
    Rational sum;
    for (std::size_t j = 0; j < squares.size(); ++j) sum += powers[j] *= squares[j];
    cumulants[n] = sum * predictor.law.cumulant(n);
  }
  std::vector<Rational> result{1};
  for (unsigned long n = 1; n <= n_max; ++n) {
    Rational moment;
    for (unsigned long i = 2; i <= n; i += 2)
      if (!cumulants[i].is_zero()) moment += Rational(binomial(n - 1, i - 1)) * cumulants[i] * result[n - i];
    result.push_back(moment);
  }
  return result;
}

}  // namespace dropcert::model
