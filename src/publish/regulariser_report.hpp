// What is known of one model's regulariser, in digits that depend on the model alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/noise.hpp"
#include "model/validity.hpp"

namespace dropcert::publish {

/// Numbers are correctly rounded decimals, or exact.
struct RegulariserReport {
  struct Order {
    unsigned long k = 0;
    std::string value;                 ///< R_k
    std::string difference;            ///< R_k - R; empty if R is not known
    std::optional<std::string> bound;  ///< at least |R - R_k|, rounded up
    std::string source;                ///< of the bound
  };
  std::size_t features = 0;
  model::Noise noise = model::Noise::dropout;
  model::Family family = model::Family::logistic;
  std::string level;
  std::string z0;
  std::string radius, deviation, margin;  ///< "infinite" where they are; margin empty if one is
  std::optional<bool> converges;
  std::string reason, theorem;
  std::string value;           ///< R; empty: see `obstacle`
  std::string obstacle;        ///< why there is no R
  bool finite = true;          ///< R is finite
  std::string variance_bound;  ///< Var/8, an upper bound of R; logistic family alone
  std::vector<Order> orders;
  std::string quadratic_ratio;  ///< R/R_2, likewise
  std::string quadratic_error;  ///< (R_2 - R)/R; empty if R or R_2 is not known, or R is 0
};

/// Computes everything, real numbers to `digits` significant digits (differences and bounds to fewer). Orders
/// must be at least 2. Throws std::domain_error for a gamma model with z0 >= 0, std::length_error for orders
/// beyond moments.hpp.
RegulariserReport regulariser_report(const model::NoisyPredictor& predictor, model::Family family,
                                     const std::vector<unsigned long>& orders, long digits);

std::string text_report(const RegulariserReport& report);
std::string json_report(const RegulariserReport& report);

}  // namespace dropcert::publish
