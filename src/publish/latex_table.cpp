#include <fmt/core.h>

#include <algorithm>

#include "publish/latex.hpp"
#include "publish/table_writers.hpp"

namespace dropcert::publish {

namespace {

// The parts of "-12.345e-6": lengths of the integer part, the decimals and the exponent.
struct Shape {
  std::size_t whole = 0, decimals = 0, exponent = 0;
  bool negative = false, negative_exponent = false;
};

bool is_decimal(const std::string& text) {
  return !text.empty() && text.find_first_not_of("-0123456789.e") == std::string::npos && text != "-";
}

Shape shape_of(const std::string& text) {
  Shape shape;
  std::string mantissa = text.substr(0, text.find('e'));
  if (mantissa.size() < text.size()) {
    const std::string exponent = text.substr(mantissa.size() + 1);
    shape.negative_exponent = exponent.front() == '-';
    shape.exponent = exponent.size() - (shape.negative_exponent ? 1 : 0);
  }
  shape.negative = mantissa.front() == '-';
  const std::size_t point = mantissa.find('.');
  shape.whole = std::min(point, mantissa.size()) - (shape.negative ? 1 : 0);
  shape.decimals = point == std::string::npos ? 0 : mantissa.size() - point - 1;
  return shape;
}

// Room for the widest number.
std::string table_format(const std::vector<std::string>& numbers) {
  Shape room;
  room.whole = 1;
  for (const std::string& number : numbers) {
    const Shape shape = shape_of(number);
    room.whole = std::max(room.whole, shape.whole);
    room.decimals = std::max(room.decimals, shape.decimals);
    room.exponent = std::max(room.exponent, shape.exponent);
    room.negative |= shape.negative;
    room.negative_exponent |= shape.negative_exponent;
  }
  std::string format = fmt::format("{}{}.{}", room.negative ? "-" : "", room.whole, room.decimals);
  if (room.exponent) format += fmt::format("e{}{}", room.negative_exponent ? "-" : "", room.exponent);
  return format;
}

class LatexTable {
 public:
  explicit LatexTable(const Table& table) : specification_(table.specification) {
    for (std::size_t i = 0; i < specification_.columns.size(); ++i)
      if (specification_.columns[i].in_latex && !specification_.columns[i].hidden) shown_.push_back(i);
    for (std::size_t i = 0; i < table.rows.size(); ++i)
      if (table.in_latex.empty() || table.in_latex[i]) rows_.push_back(&table.rows[i]);
  }

  std::string write() const {
    const std::string head = fmt::format("\\toprule\n{}\\\\\n\\midrule\n", headings());
    const std::string text =
        fmt::format("% {} (dropcert tables --only {})\n", specification_.title, specification_.name);
    return text + (specification_.long_in_latex ? over_pages(head) : on_one_page(head));
  }

 private:
  std::string caption() const {
    return fmt::format("\\caption{{{}}}\\label{{tab:dropcert-{}}}", latex(specification_.caption),
                       specification_.name);
  }

  std::string over_pages(const std::string& head) const {
    return fmt::format(
        "{{\\small\\setlength{{\\tabcolsep}}{{4pt}}\n\\begin{{longtable}}{{{}}}\n{}\\\\\n{}\\endfirsthead\n{}"
        "\\endhead\n"
        "\\bottomrule\n\\endlastfoot\n{}\\end{{longtable}}}}\n",
        formats(), caption(), head, head, body());
  }

  // A table wider than the line is made as wide as it.
  std::string on_one_page(const std::string& head) const {
    return fmt::format(
        "\\begin{{table}}[htbp]\n\\centering\\small\\setlength{{\\belowcaptionskip}}{{6pt}}\\setlength{{"
        "\\tabcolsep}}{{4pt}}\n{}\n"
        "\\resizebox{{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}}{{!}}{{%\n"
        "\\begin{{tabular}}{{{}}}\n{}{}\\bottomrule\n\\end{{tabular}}}}\n\\end{{table}}\n",
        caption(), formats(), head, body());
  }

  static std::string latex(const Label& label) {
    return label.latex.empty() ? latex_escaped(label.text) : label.latex;
  }

  static const std::string& shown(const TableCell& cell) {
    return cell.latex.empty() ? cell.text : cell.latex;
  }

  bool numeric(std::size_t column) const { return specification_.columns[column].rounding != Rounding::text; }

  std::string formats() const {
    std::string text = "@{}";
    for (std::size_t column : shown_) {
      if (!numeric(column)) {
        text +=
            specification_.long_in_latex ? ">{\\raggedright\\arraybackslash}p{" + width(column) + "}" : "l";
        continue;
      }
      std::vector<std::string> numbers;
      for (const TableRow* row : rows_)
        if (is_decimal(shown((*row)[column]))) numbers.push_back(shown((*row)[column]));
      text += "S[table-format=" + table_format(numbers) + "]";
    }
    return text + "@{}";
  }

  // Shares of the line after the lengths of the texts, within limits.
  std::string width(std::size_t column) const {
    auto weight = [&](std::size_t i) {
      std::size_t longest = specification_.columns[i].heading.text.size();
      for (const TableRow* row : rows_) longest = std::max(longest, (*row)[i].text.size());
      return static_cast<double>(std::clamp<std::size_t>(longest, 17, 36));
    };
    double all = 0;
    for (std::size_t i : shown_) all += weight(i);
    return fmt::format("{:.3f}\\linewidth",
                       (1 - 0.02 * static_cast<double>(shown_.size())) * weight(column) / all);
  }

  std::string headings() const {
    std::string text;
    for (std::size_t column : shown_)
      text +=
          fmt::format("{}{{{}}}", text.empty() ? "" : " & ", latex(specification_.columns[column].heading));
    return text;
  }

  std::string body() const {
    std::string text;
    for (const TableRow* row : rows_) {
      std::string line;
      for (std::size_t column : shown_)
        line += (column == shown_.front() ? "" : " & ") + field((*row)[column], numeric(column));
      text += line + "\\\\\n";
    }
    return text;
  }

  // Long names and formulas may be broken after these characters.
  static std::string breakable(const std::string& text) {
    std::string result;
    for (char c : text) {
      result += latex_escaped(std::string(1, c));
      if (std::string_view("_/^()*-").find(c) != std::string_view::npos) result += "\\allowbreak{}";
    }
    return result;
  }

  static std::string field(const TableCell& cell, bool numeric) {
    const std::string& text = shown(cell);
    if (text.empty()) return numeric ? "{--}" : "--";
    if (!numeric) return cell.latex.empty() ? breakable(text) : text;
    if (is_decimal(text)) return text;
    return "{" + (text.front() == '$' ? text : "$" + text + "$") + "}";
  }

  const TableSpecification& specification_;
  std::vector<std::size_t> shown_;
  std::vector<const TableRow*> rows_;
};

}  // namespace

std::string latex_table(const Table& table) {
  return LatexTable(table).write();
}

}  // namespace dropcert::publish
