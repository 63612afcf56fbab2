// Pictures as SVG, for reading on a screen.
#pragma once

#include <string>
#include <string_view>

#include "publish/plot.hpp"

namespace dropcert::publish {

/// A complete SVG 1.1 document, 720 pixels wide: title, axes with ticks and labels, legend below. Colours are
/// those of Okabe and Ito, which colour-blind readers can tell apart; dashes and markers tell the curves
/// apart in black and white. The text depends on the plot alone: positions are rounded to a hundredth of a
/// pixel. Throws std::invalid_argument for an axis without extent.
std::string write_svg(const Plot& plot);

/// The text with &, <, > and quotes as entities, and without the control characters that XML forbids.
std::string xml_escaped(std::string_view text);

}  // namespace dropcert::publish
