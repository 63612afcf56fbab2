#include "publish/pgfplots.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "publish/latex.hpp"

namespace dropcert::publish {

namespace {

struct Stroke {
  const char* colour;
  const char* dashes;
  const char* marker;
};

// Okabe and Ito (2008), as in svg.cpp.
constexpr std::array<Stroke, 7> strokes{
    {{"000000", "solid", "mark=*"},
     {"0072B2", "dash pattern=on 5pt off 2.5pt", "mark=o"},
     {"D55E00", "dash pattern=on 1.2pt off 1.6pt", "mark=square*"},
     {"009E73", "dash pattern=on 6pt off 2pt on 1.2pt off 2pt", "mark=diamond"},
     {"CC79A7", "dash pattern=on 3pt off 1.2pt", "mark=triangle*"},
     {"E69F00", "dash pattern=on 6pt off 2pt on 1.2pt off 2pt on 1.2pt off 2pt", "mark=triangle"},
     {"56B4E9", "dash pattern=on 9pt off 3pt", "mark=*"}}};

std::string latex(const Label& label) {
  return label.latex.empty() ? latex_escaped(label.text) : label.latex;
}

std::string style_of(std::size_t style, Drawing drawing) {
  const Stroke& stroke = strokes[style % strokes.size()];
  std::string text = fmt::format("color=dropcert{}", style % strokes.size());
  if (drawing == Drawing::points) return text + ", only marks, mark size=1.8pt, " + stroke.marker;
  text += fmt::format(", line width=0.9pt, {}", stroke.dashes);
  if (drawing == Drawing::line_and_points)
    return text + fmt::format(", mark size=1.6pt, {}, mark options={{solid}}", stroke.marker);
  return text + ", no marks";
}

std::string coordinates(const std::vector<Point>& points) {
  std::string text;
  for (std::size_t i = 0; i < points.size(); ++i)
    text += fmt::format("{}({:.8g},{:.8g})", i == 0 ? "" : i % 6 ? " " : "\n  ", points[i].x, points[i].y);
  return text;
}

class Picture {
 public:
  Picture(const Plot& plot, const std::string& name) : plot_(plot), name_(name) {}

  std::string write() {
    out_ = fmt::format("% {}\n\\begin{{figure}}[htbp]\n\\centering\n", name_);
    for (std::size_t i = 0; i < strokes.size(); ++i)
      out_ += fmt::format("\\definecolor{{dropcert{}}}{{HTML}}{{{}}}\n", i, strokes[i].colour);
    // Drawn with room for its words; in a narrower column it is made as wide as that.
    out_ +=
        "\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%\n\\begin{tikzpicture}\n";
    axis();
    for (const Band& band : plot_.bands) draw_band(band);
    for (const Rule& rule : plot_.rules) draw_rule(rule);
    for (const Curve& curve : plot_.curves) draw_curve(curve);
    for (const Note& note : plot_.notes) draw_note(note);
    const std::string label = name_.rfind("figure-", 0) == 0 ? name_.substr(7) : name_;
    return out_ + fmt::format(
                      "\\end{{axis}}\n\\end{{tikzpicture}}}}\n\\caption{{{}.}}\\label{{fig:dropcert-{}}}"
                      "\n\\end{{figure}}\n",
                      latex(plot_.title), label);
  }

 private:
  void axis() {
    out_ += fmt::format(
        "\\begin{{axis}}[width=13cm, height=8cm,\n  xlabel={{{}}}, ylabel={{{}}},\n"
        "  xmin={:.8g}, xmax={:.8g}, ymin={:.8g}, ymax={:.8g}{}{},\n"
        "  grid=major, grid style={{black!15}}, tick align=outside, tick pos=left, scaled ticks=false,\n"
        "  yticklabel style={{/pgf/number format/fixed}}, legend columns=2,\n"
        "  legend style={{at={{(0.5,-0.2)}}, anchor=north, draw=none, font=\\small, /tikz/every even "
        "column/.append style={{column sep=1em}}}},\n"
        "  legend cell align=left]\n",
        latex(plot_.x.label), latex(plot_.y.label), plot_.x.from, plot_.x.to, plot_.y.from, plot_.y.to,
        plot_.x.scale == Scale::logarithmic ? ", xmode=log" : "",
        plot_.y.scale == Scale::logarithmic ? ", ymode=log" : "");
  }

  void legend(const Label& name) {
    if (!name.empty()) out_ += fmt::format("\\addlegendentry{{{}}}\n", latex(name));
  }

  void draw_band(const Band& band) {
    out_ += fmt::format(
        "\\addplot[draw=none, fill=black!25, area legend{}] coordinates {{({:.8g},{:.8g}) ({:.8g},{:.8g}) "
        "({:.8g},{:.8g}) ({:.8g},{:.8g})}} \\closedcycle;\n",
        band.name.empty() ? ", forget plot" : "", plot_.x.from, band.from, plot_.x.to, band.from, plot_.x.to,
        band.to, plot_.x.from, band.to);
    legend(band.name);
  }

  void draw_rule(const Rule& rule) {
    const std::vector<Point> ends = rule.at_x
                                        ? std::vector<Point>{{rule.at, plot_.y.from}, {rule.at, plot_.y.to}}
                                        : std::vector<Point>{{plot_.x.from, rule.at}, {plot_.x.to, rule.at}};
    out_ += fmt::format("\\addplot[{}, forget plot] coordinates {{{}}}", style_of(rule.style, Drawing::line),
                        coordinates(ends));
    if (!rule.name.empty())
      out_ += fmt::format(" node[{}, font=\\small, black] {{{}}}",
                          rule.at_x ? "right, pos=0.95" : "above left, pos=1", latex(rule.name));
    out_ += ";\n";
  }

  // TeX's numbers end near 16000: points far outside are moved nearer, on the side where they are.
  std::vector<Point> within_reach(const std::vector<Point>& points) const {
    const double span = plot_.y.to - plot_.y.from;
    std::vector<Point> result = points;
    if (plot_.y.scale == Scale::linear)
      for (Point& point : result)
        point.y = std::clamp(point.y, plot_.y.from - 10 * span, plot_.y.to + 10 * span);
    return result;
  }

  void draw_curve(const Curve& curve) {
    std::string style = style_of(curve.style, curve.drawing);
    if (curve.drawing == Drawing::bars)
      style = fmt::format("ybar, bar width={:.8g}, fill=dropcert{}!40, draw=dropcert{}", curve.bar_width,
                          curve.style % strokes.size(), curve.style % strokes.size());
    if (curve.drawing == Drawing::area)
      style += fmt::format(", fill=dropcert{}, fill opacity=0.12", curve.style % strokes.size());
    if (curve.name.empty()) style += ", forget plot";
    out_ += fmt::format("\\addplot[{}] coordinates {{\n  {}}};\n", style,
                        coordinates(within_reach(curve.points)));
    legend(curve.name);
  }

  void draw_note(const Note& note) {
    out_ += fmt::format(
        "\\node[anchor={}, font=\\small, xshift={:.8g}pt, yshift={:.8g}pt] at (axis cs:{:.8g},{:.8g}) "
        "{{{}}};\n",
        note.ends_here ? "base east" : "base west", note.right * 0.6, note.up * 0.6, note.at.x, note.at.y,
        latex(note.text));
  }

  const Plot& plot_;
  const std::string& name_;
  std::string out_;
};

}  // namespace

std::string write_pgfplots(const Plot& plot, const std::string& name) {
  return Picture(plot, name).write();
}

}  // namespace dropcert::publish
