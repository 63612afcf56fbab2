// The models of the tables about the regulariser.
#pragma once

#include <string>
#include <vector>

#include "model/dropout.hpp"

namespace dropcert::publish {

struct SampleModel {
  std::string name;
  std::string kind;
  Dropout model;
};

/// Convergent, divergent and near the boundary; 1 to 128 features.
const std::vector<SampleModel>& sample_models();

/// The contributions as a list of the language: "[2, -2]", "pi * [1/2, -1/2]".
std::string contributions_text(const Dropout& model);

/// The same for LaTeX; only equal contributions in a row are gathered: "$(\tfrac{1}{40})^{64}, ...$".
std::string contributions_latex(const Dropout& model);

}  // namespace dropcert::publish
