#include "publish/svg.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "language/utf8.hpp"
#include "language/xml.hpp"

namespace dropcert::publish {

using namespace language;

namespace {

constexpr double width = 720, left = 78, right = 24, top = 48, plot_height = 400, below = 58;
constexpr double legend_row = 22, legend_columns = 2, caption_line = 17;
constexpr double plot_width = width - left - right;

struct Stroke {
  const char* colour;
  const char* dashes;  // "": solid
};

// Okabe and Ito (2008), "Color universal design".
constexpr std::array<Stroke, 7> strokes{{{"#000000", ""},
                                         {"#0072b2", "9 4"},
                                         {"#d55e00", "2 3"},
                                         {"#009e73", "12 3 2 3"},
                                         {"#cc79a7", "5 2"},
                                         {"#e69f00", "12 3 2 3 2 3"},
                                         {"#56b4e9", "16 5"}}};

const Stroke& stroke_of(std::size_t style) {
  return strokes[style % strokes.size()];
}

// The shift keeps positions off the ties of rounding, where the last bit of a double would show.
std::string pixels(double x) {
  return fmt::format("{:.2f}", x + 0.00137);
}

std::string line_style(std::size_t style, double line_width = 1.8) {
  const Stroke& stroke = stroke_of(style);
  std::string text =
      fmt::format("fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"", stroke.colour, line_width);
  if (*stroke.dashes) text += fmt::format(" stroke-dasharray=\"{}\"", stroke.dashes);
  return text;
}

std::string line(Point from, Point to, const std::string& style) {
  return fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" {}/>\n", pixels(from.x), pixels(from.y),
                     pixels(to.x), pixels(to.y), style);
}

std::string text_at(Point at, const char* anchor, const std::string& text, const std::string& more = "") {
  return fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"{}\"{}>{}</text>\n", pixels(at.x), pixels(at.y),
                     anchor, more, xml_escaped(text));
}

std::string polygon(Point centre, std::size_t corners, double size, double turn, const std::string& style) {
  std::string points;
  for (std::size_t i = 0; i < corners; ++i) {
    const double angle = turn + 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(corners);
    points += fmt::format("{}{},{}", i ? " " : "", pixels(centre.x + size * std::sin(angle)),
                          pixels(centre.y - size * std::cos(angle)));
  }
  return fmt::format("<polygon points=\"{}\" {}/>\n", points, style);
}

// Six shapes, filled and hollow.
std::string marker(Point at, std::size_t style) {
  const char* colour = stroke_of(style).colour;
  const std::string paint =
      fmt::format("fill=\"{}\" stroke=\"{}\" stroke-width=\"1.2\"", style % 2 ? "#ffffff" : colour, colour);
  switch (style % 6) {
    case 0:
    case 1:
      return fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"3.4\" {}/>\n", pixels(at.x), pixels(at.y), paint);
    case 2:
    case 3:
      return polygon(at, 4, 4.6, style % 6 == 2 ? std::numbers::pi / 4 : 0, paint);
    default:
      return polygon(at, 3, 4.8, style % 6 == 4 ? 0 : std::numbers::pi, paint);
  }
}

// One picture being drawn.
class Drawer {
 public:
  explicit Drawer(const Plot& plot) : plot_(plot) {
    for (const Curve& curve : plot.curves) legend_entries_ += curve.name.empty() ? 0U : 1U;
    for (const Band& band : plot.bands) legend_entries_ += band.name.empty() ? 0U : 1U;
  }

  std::string draw() {
    head();
    axes();
    out_ += "<g clip-path=\"url(#frame)\">\n";
    for (const Band& band : plot_.bands) draw_band(band);
    for (const Rule& rule : plot_.rules) draw_rule(rule);
    for (const Curve& curve : plot_.curves) draw_curve(curve);
    out_ += "</g>\n";
    for (const Rule& rule : plot_.rules) name_rule(rule);
    for (const Note& note : plot_.notes) draw_note(note);
    legend();
    caption();
    return out_ + "</svg>\n";
  }

 private:
  static double bottom() { return top + plot_height; }
  double x_of(double x) const { return left + plot_width * position_on(plot_.x, x); }
  double y_of(double y) const { return bottom() - plot_height * position_on(plot_.y, y); }
  Point place(Point p) const { return {x_of(p.x), y_of(p.y)}; }

  void head() {
    const double rows = std::ceil(static_cast<double>(legend_entries_) / legend_columns);
    const double captions = caption_line * static_cast<double>(plot_.caption.size());
    const double height = bottom() + below + rows * legend_row + 6 + captions;
    out_ += fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" "
        "font-family=\"DejaVu Sans, Verdana, sans-serif\" font-size=\"13\" fill=\"#000000\" role=\"img\">\n",
        width, height);
    out_ += fmt::format("<title>{}</title>\n<desc>{}</desc>\n", xml_escaped(plot_.title.text),
                        xml_escaped(plot_.description));
    out_ += fmt::format("<rect width=\"{}\" height=\"{}\" fill=\"#ffffff\"/>\n", width, height);
    out_ += fmt::format(
        "<clipPath id=\"frame\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/></clipPath>\n", left, top,
        plot_width, plot_height);
    out_ += text_at({left + plot_width / 2, 28}, "middle", plot_.title.text,
                    " font-size=\"16\" font-weight=\"bold\"");
  }

  void axes() {
    const std::string grid = "stroke=\"#dddddd\" stroke-width=\"1\"";
    const std::string tick_mark = "stroke=\"#000000\" stroke-width=\"1\"";
    for (const Tick& tick : ticks_of(plot_.x, 8)) {
      const double x = x_of(tick.at);
      out_ += line({x, top}, {x, bottom()}, grid) + line({x, bottom()}, {x, bottom() + 5}, tick_mark);
      out_ += text_at({x, bottom() + 20}, "middle", tick.label.text);
    }
    for (const Tick& tick : ticks_of(plot_.y, 6)) {
      const double y = y_of(tick.at);
      out_ += line({left, y}, {left + plot_width, y}, grid) + line({left - 5, y}, {left, y}, tick_mark);
      out_ += text_at({left - 9, y + 4.5}, "end", tick.label.text);
    }
    out_ +=
        fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"#000000\"/>\n",
                    left, top, plot_width, plot_height);
    out_ += text_at({left + plot_width / 2, bottom() + 44}, "middle", plot_.x.label.text);
    const double middle = top + plot_height / 2;
    out_ += text_at({20, middle}, "middle", plot_.y.label.text,
                    fmt::format(" transform=\"rotate(-90 20 {})\"", pixels(middle)));
  }

  void draw_band(const Band& band) {
    const double y = y_of(band.to);
    out_ += fmt::format(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#bbbbbb\" fill-opacity=\"0.6\"/>\n", left,
        pixels(y), plot_width, pixels(std::max(y_of(band.from) - y, 1.5)));
  }

  void draw_rule(const Rule& rule) {
    const Point from = rule.at_x ? Point{x_of(rule.at), top} : Point{left, y_of(rule.at)};
    const Point to = rule.at_x ? Point{from.x, bottom()} : Point{left + plot_width, from.y};
    out_ += line(from, to, line_style(rule.style, 1.4));
  }

  void name_rule(const Rule& rule) {
    if (rule.name.empty()) return;
    const Point at =
        rule.at_x ? Point{x_of(rule.at) + 6, top + 16} : Point{left + plot_width - 8, y_of(rule.at) - 6};
    words(at, rule.at_x ? "start" : "end", rule.name.text);
  }

  // On a white seam, so that what is drawn beneath does not cross the letters.
  void words(Point at, const char* anchor, const std::string& text) {
    out_ += text_at(at, anchor, text, " stroke=\"#ffffff\" stroke-width=\"4\" stroke-linejoin=\"round\"");
    out_ += text_at(at, anchor, text);
  }

  void draw_note(const Note& note) {
    const Point at = place(note.at);
    words({at.x + note.right, at.y - note.up}, note.ends_here ? "end" : "start", note.text.text);
  }

  void draw_curve(const Curve& curve) {
    if (curve.drawing == Drawing::bars) return draw_bars(curve);
    if (curve.drawing != Drawing::points) draw_path(curve);
    if (curve.drawing == Drawing::line || curve.drawing == Drawing::area) return;
    for (Point p : curve.points) out_ += marker(place(p), curve.style);
  }

  void draw_path(const Curve& curve) {
    std::string path;
    for (Point p : curve.points) {
      const Point at = place(p);
      // Far outside, renderers lose precision; the frame cuts it off anyway.
      const double y = std::clamp(at.y, top - 10 * plot_height, bottom() + 10 * plot_height);
      path += fmt::format("{}{} {}", path.empty() ? "M" : " L", pixels(at.x), pixels(y));
    }
    const bool area = curve.drawing == Drawing::area;
    if (area)
      out_ += fmt::format("<path d=\"{} Z\" fill=\"{}\" fill-opacity=\"0.12\" stroke=\"none\"/>\n", path,
                          stroke_of(curve.style).colour);
    out_ += fmt::format("<path d=\"{}{}\" {}/>\n", path, area ? " Z" : "",
                        line_style(curve.style, area ? 2 : 1.8));
  }

  void draw_bars(const Curve& curve) {
    for (Point p : curve.points) {
      const double x = x_of(p.x - curve.bar_width / 2);
      const double y = y_of(p.y);
      out_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" {}/>\n", pixels(x), pixels(y),
                          pixels(x_of(p.x + curve.bar_width / 2) - x), pixels(std::max(bottom() - y, 0.0)),
                          bar_style(curve.style));
    }
  }

  static std::string bar_style(std::size_t style) {
    const char* colour = stroke_of(style).colour;
    return fmt::format("fill=\"{}\" fill-opacity=\"{}\" stroke=\"{}\" stroke-width=\"1.2\"", colour,
                       style % 2 ? "0.15" : "0.55", colour);
  }

  void legend() {
    std::size_t entry = 0;
    auto next_place = [&] {
      const double column = static_cast<double>(entry % static_cast<std::size_t>(legend_columns));
      const double row = static_cast<double>(entry / static_cast<std::size_t>(legend_columns));
      ++entry;
      return Point{left + column * plot_width / legend_columns, bottom() + below + 12 + row * legend_row};
    };
    for (const Band& band : plot_.bands) {
      if (band.name.empty()) continue;
      const Point at = next_place();
      out_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"40\" height=\"10\" fill=\"#bbbbbb\"/>\n",
                          pixels(at.x), pixels(at.y - 9));
      out_ += text_at({at.x + 48, at.y}, "start", band.name.text);
    }
    for (const Curve& curve : plot_.curves)
      if (!curve.name.empty()) legend_entry(curve, next_place());
  }

  void caption() {
    const double rows = std::ceil(static_cast<double>(legend_entries_) / legend_columns);
    double y = bottom() + below + rows * legend_row + 10;
    for (const std::string& text : plot_.caption) {
      out_ += text_at({left, y}, "start", text, " font-size=\"12\" fill=\"#333333\"");
      y += caption_line;
    }
  }

  void legend_entry(const Curve& curve, Point at) {
    const double y = at.y - 4.5;
    if (curve.drawing == Drawing::bars) {
      out_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"40\" height=\"12\" {}/>\n", pixels(at.x),
                          pixels(y - 6), bar_style(curve.style));
    } else {
      if (curve.drawing != Drawing::points) out_ += line({at.x, y}, {at.x + 40, y}, line_style(curve.style));
      if (curve.drawing == Drawing::points || curve.drawing == Drawing::line_and_points)
        out_ += marker({at.x + 20, y}, curve.style);
    }
    out_ += text_at({at.x + 48, at.y}, "start", curve.name.text);
  }

  const Plot& plot_;
  std::size_t legend_entries_ = 0;
  std::string out_;
};

}  // namespace

std::string write_svg(const Plot& plot) {
  return Drawer(plot).draw();
}

std::string xml_escaped(std::string_view text) {
  return with_entities(printable_lines(text));
}

}  // namespace dropcert::publish
