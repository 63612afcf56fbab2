#include <fmt/core.h>

#include "exact/surjections.hpp"
#include "publish/tables/catalogue.hpp"
#include "publish/tables/columns.hpp"

namespace dropcert::publish {

namespace {

constexpr unsigned long last_row = 100;
constexpr unsigned long last_row_in_latex = 8;

TableSpecification specification() {
  TableSpecification s;
  s.name = "triangle";
  s.title = "The numbers of surjections T(n, k), rows 1 to 100";
  s.caption = {
      "The numbers of surjections T(n, k) of an n-set onto a k-set.",
      "The numbers of surjections $T(n,k) = k!\\,S(n,k)$ of an $n$-set onto a $k$-set (OEIS A019538), rows 1 "
      "to 8; the files have rows 1 to 100."};
  s.remarks =
      "T(n, k) = k! S2(n, k), read by rows. b019538.txt has the same numbers in the strict b-file form of "
      "the OEIS: "
      "the index, one blank, the number, one pair a line.";
  s.long_in_latex = false;
  s.in_latex = [](const TableRow& row) {
    return row[1].text.size() == 1 && row[1].text <= std::to_string(last_row_in_latex) && row[1].text != "9";
  };
  s.columns = {
      {.name = "index",
       .heading = "Index",
       .unit = "1",
       .rounding = Rounding::exact,
       .meaning = "the place of T(n, k) in A019538, from 1",
       .term = "n * (n - 1) / 2 + k",
       .source = "OEIS A019538",
       .claims = "C22"},
      with_claims(exact_key("n", "n", "the size of the set that is mapped"), "C22"),
      with_claims(exact_key("k", "k", "the size of the set that is mapped onto, 1 to n"), "C22"),
      {.name = "T",
       .heading = {"T(n, k)", "$T(n,k)$"},
       .unit = "1",
       .rounding = Rounding::exact,
       .meaning = "the number of maps of an n-set onto a k-set",
       .term = "surjections(n, k)",
       .source = "surjections_recurrence, surjections_formula",
       .claims = "C22, C29"},
  };
  return s;
}

void fill(Table& table, const TableInputs&) {
  SurjectionRows rows;
  unsigned long index = 0;
  for (unsigned long n = 1; n <= last_row; ++n) {
    rows.next();
    for (unsigned long k = 1; k <= n; ++k) {
      RowBuilder row(table.specification.columns);
      row.exact(Integer(++index)).exact(Integer(n)).exact(Integer(k)).exact(rows.row()[k]);
      table.rows.push_back(std::move(row).row());
    }
  }
}

std::vector<NamedText> b_file(const Table& table) {
  std::string text;
  for (std::size_t i = 0; i < table.rows.size(); ++i)
    text += fmt::format("{} {}\n", table.text(i, "index"), table.text(i, "T"));
  return {{"b019538.txt", text}};
}

}  // namespace

TableUnit triangle_table() {
  return {specification, fill, 0.1, nullptr, b_file, {}, {"b019538.txt"}};
}

}  // namespace dropcert::publish
