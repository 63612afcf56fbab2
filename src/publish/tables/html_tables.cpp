#include "publish/tables/html_tables.hpp"

#include <fmt/format.h>

#include "publish/html.hpp"
#include "publish/prose.hpp"
#include "publish/svg.hpp"
#include "publish/tables/folder.hpp"
#include "publish/tables/table_figures.hpp"

namespace dropcert::publish {

namespace {

// Ids are unique in a page, of which each picture is a part.
std::string inlined(std::string svg, std::size_t number) {
  const std::string id = fmt::format("frame-{}", number);
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"id=\"frame\"", "id=\"" + id + "\""},
                                 {"\"url(#frame)\"", "\"url(#" + id + ")\""}})
    for (std::size_t at = svg.find(from); at != std::string::npos; at = svg.find(from, at + to.size()))
      svg.replace(at, from.size(), to);
  return svg;
}

bool is_shown_whole(const Table& table) {
  std::size_t length = 0;
  for (const TableRow& row : table.rows)
    for (const TableCell& cell : row) length += cell.text.size();
  return length <= longest_table;
}

std::string cell_of(const TableCell& cell, bool is_key) {
  const std::string content = cell.latex.empty() ? html_text(cell.text) : html_label({cell.text, cell.latex});
  return is_key ? "<th scope=\"row\">" + content + "</th>" : "<td>" + content + "</td>";
}

std::string rows_of(const Table& table, std::size_t& shown) {
  const TableSpecification& s = table.specification;
  const bool whole = is_shown_whole(table);
  std::string text;
  for (std::size_t number = 0; number < table.rows.size(); ++number) {
    if (!whole && !table.in_latex.empty() && !table.in_latex[number]) continue;
    const TableRow& row = table.rows[number];
    text += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i)
      if (!s.columns[i].hidden)
        text += cell_of({row[i].text, row[i].exact, whole ? "" : row[i].latex}, s.columns[i].key);
    text += "</tr>\n";
    ++shown;
  }
  return text;
}

std::string section(const DrawnTable& drawn, std::size_t& figures) {
  const TableSpecification& s = drawn.table.specification;
  std::string text =
      fmt::format("<section id=\"table-{}\">\n<h2>{}</h2>\n", html_text(s.name), html_text(s.title));
  if (!s.remarks.empty()) text += fmt::format("<p>{}</p>\n", html_prose(s.remarks));
  for (const std::string& figure : drawn.figures)
    text += fmt::format("<figure>\n{}</figure>\n", inlined(figure, ++figures));
  std::size_t shown = 0;
  const std::string rows = rows_of(drawn.table, shown);
  const bool in_part = shown < drawn.table.rows.size();
  text += fmt::format(
      "<details{}><summary>{}</summary>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
      "aria-label=\"{}\"><table class=\"values\">\n<caption>{}</caption>\n<thead><tr>",
      shown > 20 ? "" : " open=\"open\"",
      in_part ? fmt::format("{} of the {} rows; the others are in {}.csv", shown, drawn.table.rows.size(),
                            html_text(s.name))
              : fmt::format("{} row{}", shown, shown == 1 ? "" : "s"),
      html_text(s.title), s.caption.empty() ? html_text(s.title) : html_label(s.caption));
  for (const TableColumn& column : s.columns)
    if (!column.hidden)
      text += fmt::format("<th scope=\"col\">{}</th>",
                          html_label(column.heading.empty() ? Label(column.name) : column.heading));
  text += "</tr></thead>\n<tbody>\n" + rows + "</tbody></table></div>\n</details>\n";
  text += "<details><summary>What the columns mean</summary>\n<dl>\n";
  for (const TableColumn& column : s.columns) {
    if (column.hidden) continue;
    text += fmt::format("<dt>{}</dt>\n<dd>{}", html_text(column.name),
                        column.meaning.empty() ? "" : html_prose(column.meaning) + ". ");
    text += html_text(describe(column.rounding, column.digits)) + ".";
    if (!column.term.empty()) text += " Value as a term: " + html_formula(column.term) + ".";
    if (!column.source.empty()) text += " Source: " + html_text(column.source) + ".";
    if (!column.claims.empty()) text += " Claims: " + html_text(column.claims) + ".";
    text += "</dd>\n";
  }
  return text + "</dl>\n</details>\n</section>\n";
}

}  // namespace

std::vector<DrawnTable> drawn_tables(const std::vector<const TableUnit*>& units, const TableInputs& inputs,
                                     unsigned threads, const std::function<void(double)>& progress) {
  std::vector<DrawnTable> tables(units.size());
  over_units(units, threads, progress, [&](std::size_t place) {
    const TableUnit& unit = *units[place];
    Table& table = tables[place].table;
    table = unit.table(inputs);
    for (const FigureText& figure : unit.text.figures)
      tables[place].figures.push_back(write_svg(drawn(figure, unit.text, table)));
  });
  return tables;
}

std::string html_tables(const std::vector<DrawnTable>& tables) {
  HtmlPage page;
  page.title = tables.size() == 1 ? tables[0].table.specification.title : "Certified tables and figures";
  page.main = fmt::format(
      "<h1>{}</h1>\n<p>Every digit is right: a number is exact, or it is the correctly rounded value of a "
      "real number, for "
      "bounds the next decimal below or above.</p>\n",
      html_text(page.title));
  std::size_t figures = 0;
  for (const DrawnTable& drawn : tables) {
    const TableSpecification& s = drawn.table.specification;
    page.contents += fmt::format("<a href=\"#table-{}\">{}</a>\n", html_text(s.name), html_text(s.title));
    page.main += section(drawn, figures);
  }
  page.main +=
      fmt::format("<footer class=\"quiet\"><p>Written by dropcert {}.</p></footer>\n", DROPCERT_VERSION);
  return html_page(page);
}

}  // namespace dropcert::publish
