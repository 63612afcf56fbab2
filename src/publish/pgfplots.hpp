// Pictures for LaTeX papers.
#pragma once

#include <string>

#include "publish/plot.hpp"

namespace dropcert::publish {

/// A float with the picture, its caption (the plot's title) and the label "fig:dropcert-NAME", NAME without a
/// leading "figure-"; needs the package pgfplots. Colours, dashes and markers are those of svg.hpp.
/// Coordinates have 8 significant digits.
std::string write_pgfplots(const Plot& plot, const std::string& name);

}  // namespace dropcert::publish
