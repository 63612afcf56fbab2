// What is known of one softmax model's regulariser.
#pragma once

#include <string>

#include "model/softmax_model.hpp"

namespace dropcert::publish {

/// Numbers are correctly rounded decimals, or exact.
struct SoftmaxReport {
  std::size_t classes = 0, features = 0;
  model::Noise noise = model::Noise::dropout;
  std::string level;
  std::string spread;  ///< "infinite" where it is
  std::optional<bool> converges;
  std::string reason, theorem;
  std::string value;     ///< R; empty: see `obstacle`
  std::string obstacle;  ///< why there is no R
};

/// `digits` significant digits.
SoftmaxReport softmax_report(const model::SoftmaxModel& model, long digits);

std::string text_report(const SoftmaxReport& report);
std::string json_report(const SoftmaxReport& report);

}  // namespace dropcert::publish
