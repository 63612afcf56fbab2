#include "publish/tables/table_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "language/parser.hpp"
#include "publish/tables/table_fields.hpp"
#include "verify/value_of.hpp"

namespace dropcert::publish {

using namespace language;
using namespace verify;

namespace {

// A machine number, for a picture.
double number_of(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash != std::string::npos) return number_of(text.substr(0, slash)) / number_of(text.substr(slash + 1));
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (!text.empty() && *end == '\0') return value;
  Policy policy;
  policy.digits = 17;
  return std::strtod(evaluate_text(parse_expression(text, "figure"), "figure", policy).c_str(), nullptr);
}

class Drawer {
 public:
  Drawer(const FigureText& figure, const TableText& text, const Table& table)
      : figure_(figure), text_(text), table_(table) {}

  Plot plot() {
    for (const auto& [word, text] : figure_.items) {
      fields_ = fields_of(text, " | ");
      item(word, text);
    }
    return std::move(plot_);
  }

 private:
  [[noreturn]] void fail(const std::string& sentence) const {
    throw SourceError(text_.source, {figure_.line, 1}, fmt::format("figure {}: {}", figure_.name, sentence));
  }

  void item(const std::string& word, const std::string& text) {
    if (word == "title")
      plot_.title = label();
    else if (word == "description")
      plot_.description = text;
    else if (word == "x")
      plot_.x = axis();
    else if (word == "y")
      plot_.y = axis();
    else if (word == "band")
      plot_.bands.push_back({label(), value(2), value(3)});
    else if (word == "rule")
      plot_.rules.push_back({label(), false, value(2), style(3)});
    else if (word == "note")
      plot_.notes.push_back({{value(2), value(3)}, label(), value(4), value(5)});
    else if (word == "curve")
      plot_.curves.push_back(curve());
    else
      fail(
          fmt::format("unexpected '{}'; expected title, description, x, y, band, rule, note or curve", word));
  }

  const std::string& field(std::size_t i) const {
    if (i >= fields_.size()) fail(fmt::format("{} parts between ' | '; expected more", fields_.size()));
    return fields_[i];
  }

  Label label() const {
    const auto said = [this](std::size_t i) { return field(i) == "-" ? std::string() : field(i); };
    return {said(0), said(1)};
  }
  double value(std::size_t i) const { return value_of(field(i)); }
  std::size_t style(std::size_t i) const { return static_cast<std::size_t>(value(i)); }

  Axis axis() const {
    const bool is_logarithmic = fields_.size() > 4 && fields_[4] == "logarithmic";
    return {label(), value(2), value(3), is_logarithmic ? Scale::logarithmic : Scale::linear, {}};
  }

  // A number, or a cell, "COLUMN [KEY=TEXT, ...]", plus or times a number.
  double value_of(const std::string& text) const {
    const std::size_t open = text.find('[');
    if (open == std::string::npos) return number(text);
    const std::size_t close = text.find(']', open);
    if (close == std::string::npos) fail(fmt::format("'{}' lacks its ']'", text));
    const std::vector<std::string> name = fields_of(text.substr(0, open), " ");
    const std::vector<std::size_t> rows = rows_of(text.substr(open + 1, close - open - 1));
    if (rows.empty() || name.size() != 1) fail(fmt::format("the table has no cell '{}'", text));
    const double cell = number(table_.text(rows[0], column(name[0])));
    const std::vector<std::string> more = fields_of(text.substr(close + 1), " ");
    if (more.empty()) return cell;
    if (more.size() == 2 && more[0] == "+") return cell + number(more[1]);
    if (more.size() == 2 && more[0] == "-") return cell - number(more[1]);
    if (more.size() == 2 && more[0] == "*") return cell * number(more[1]);
    fail(fmt::format("'{}' stands behind a cell; expected +, - or * and a number", text.substr(close + 1)));
  }

  double number(const std::string& text) const {
    try {
      return number_of(text);
    } catch (const std::runtime_error&) {
      fail(fmt::format("'{}' is no number to draw", text));
    }
  }

  const std::string& column(const std::string& name) const {
    const auto& columns = table_.specification.columns;
    if (std::none_of(columns.begin(), columns.end(), [&](const TableColumn& c) { return c.name == name; }))
      fail(fmt::format("the table has no column '{}'", name));
    return name;
  }

  // Those that have these texts: "KEY=TEXT, KEY!=TEXT".
  std::vector<std::size_t> rows_of(const std::string& conditions) const {
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < table_.rows.size(); ++i) {
      bool is_meant = true;
      for (const std::string& condition : fields_of(conditions, ",")) {
        if (condition.empty()) continue;
        const std::size_t sign = condition.find('=');
        if (sign == std::string::npos || sign == 0) fail(fmt::format("'{}' is no NAME=TEXT", condition));
        const bool is_other = condition[sign - 1] == '!';
        const bool is_same = table_.text(i, column(condition.substr(0, sign - (is_other ? 1 : 0)))) ==
                             condition.substr(sign + 1);
        is_meant = is_meant && is_same != is_other;
      }
      if (is_meant) rows.push_back(i);
    }
    return rows;
  }

  // "NAME | LATEX | STYLE | DRAWING | POINTS | ROWS", POINTS being "X Y" of columns, "X Y backwards" and
  // "at X, Y" one after the other, with semicolons.
  Curve curve() const {
    const std::pair<const char*, Drawing> drawings[] = {{"line", Drawing::line},
                                                        {"points", Drawing::points},
                                                        {"line and points", Drawing::line_and_points},
                                                        {"bars", Drawing::bars},
                                                        {"area", Drawing::area}};
    const auto drawing = std::find_if(std::begin(drawings), std::end(drawings),
                                      [&](const auto& known) { return known.first == field(3); });
    if (drawing == std::end(drawings))
      fail(fmt::format("'{}' is no drawing; expected line, points, line and points, bars or area", field(3)));
    Curve curve{label(), {}, style(2), drawing->second};
    for (const std::string& part : fields_of(field(4), ";")) add(curve.points, part);
    return curve;
  }

  void add(std::vector<Point>& points, const std::string& part) const {
    const std::vector<std::string> words = fields_of(part, " ");
    if (!words.empty() && words[0] == "at") {
      const std::vector<std::string> place = fields_of(part.substr(2), ",");
      if (place.size() != 2) fail(fmt::format("'{}' is no point; expected 'at X, Y'", part));
      points.push_back({value_of(place[0]), value_of(place[1])});
      return;
    }
    const bool is_backwards = words.size() == 3 && words[2] == "backwards";
    if (words.size() != 2 && !is_backwards)
      fail(fmt::format("'{}' are no points; expected two columns", part));
    std::vector<std::size_t> rows = rows_of(fields_.size() > 5 ? field(5) : "");
    if (is_backwards) std::reverse(rows.begin(), rows.end());
    for (const std::size_t row : rows) {
      const Point point{number(table_.text(row, column(words[0]))),
                        number(table_.text(row, column(words[1])))};
      const bool is_last = !points.empty() && points.back().x == point.x && points.back().y == point.y;
      if (!is_last) points.push_back(point);
    }
  }

  const FigureText& figure_;
  const TableText& text_;
  const Table& table_;
  std::vector<std::string> fields_;
  Plot plot_;
};

}  // namespace

Plot drawn(const FigureText& figure, const TableText& text, const Table& table) {
  return Drawer(figure, text, table).plot();
}

std::string indexed(const IndexedFile& file, const Table& table) {
  std::string text;
  for (std::size_t i = 0; i < table.rows.size(); ++i)
    text += fmt::format("{} {}\n", table.text(i, file.index), table.text(i, file.value));
  return text;
}

}  // namespace dropcert::publish
