// A picture of numbers: axes, curves, bars and bands. What it looks like is up to its writers (svg.hpp,
// pgfplots.hpp).
#pragma once

#include <string>
#include <vector>

namespace dropcert::publish {

/// A text in two notations. Without LaTeX the plain text is used, its special characters escaped.
struct Label {
  Label() = default;
  Label(const char* plain) : text(plain) {}
  Label(std::string plain) : text(std::move(plain)) {}
  Label(std::string plain, std::string tex) : text(std::move(plain)), latex(std::move(tex)) {}
  bool empty() const { return text.empty(); }

  std::string text;   // UTF-8
  std::string latex;  // the same for LaTeX
};

struct Point {
  double x = 0;
  double y = 0;
};

enum class Scale { linear, logarithmic };

struct Tick {
  double at = 0;
  Label label;
};

struct Axis {
  Label label;  // with its unit
  double from = 0;
  double to = 1;  // from < to; both positive on a logarithmic scale
  Scale scale = Scale::linear;
  std::vector<Tick> ticks;  // none: round numbers
};

enum class Drawing {
  line,
  points,
  line_and_points,
  bars,  // from the lower end of the y axis to y
  area,  // the polygon with these corners, shaded lightly, and its outline
};

/// A set of points. The style, a number from 0, fixes colour, dashes and marker at once, so that curves can
/// be told apart without colour. What lies outside the axes is cut off.
struct Curve {
  Label name;  // in the legend; empty: not there
  std::vector<Point> points;
  std::size_t style = 0;
  Drawing drawing = Drawing::line;
  double bar_width = 1;  // in units of x
};

/// The values between two heights, shaded.
struct Band {
  Label name;
  double from = 0;
  double to = 0;
};

/// A line across the whole picture, at one x or one y.
struct Rule {
  Label name;  // written beside it
  bool at_x = false;
  double at = 0;
  std::size_t style = 0;
};

/// A few words beside a point of the picture.
struct Note {
  Point at;
  Label text;
  double right = 8;  // offset in pixels of the words' anchor from the point
  double up = 8;
  bool ends_here = false;  // the words end at the anchor instead of beginning there
};

struct Plot {
  Label title;
  std::string description;           // in words, for those who cannot see it
  std::vector<std::string> caption;  // lines below the picture
  Axis x;
  Axis y;
  std::vector<Band> bands;
  std::vector<Curve> curves;
  std::vector<Rule> rules;
  std::vector<Note> notes;
};

/// The axis' own ticks, or round numbers that lie on it: about `wanted` of them on a linear scale, powers of
/// ten on a logarithmic one.
std::vector<Tick> ticks_of(const Axis& axis, std::size_t wanted);

/// Where x lies on the axis: 0 at `from`, 1 at `to`.
double position_on(const Axis& axis, double x);

}  // namespace dropcert::publish
