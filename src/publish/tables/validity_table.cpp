#include "model/validity.hpp"
#include "publish/tables/catalogue.hpp"

namespace dropcert::publish {

namespace {

TableSpecification specification() {
  TableSpecification s;
  s.name = "validity";
  s.title = "Noises and families: where the series converges to R";
  s.caption = "Noises and families: where the series of the approximations converges to the regulariser.";
  s.remarks =
      "Delta is the noised natural parameter less z0, V its greatest modulus. `build/dropcert validity` "
      "applies the map to a model of yours.";
  s.long_in_latex = true;
  s.columns = {
      {.name = "noise",
       .key = true,
       .heading = "Noise",
       .meaning = "the noise on the features",
       .source = "definition"},
      {.name = "family",
       .key = true,
       .heading = "Family",
       .meaning = "the family, by its log-partition",
       .source = "definition"},
      {.name = "validity",
       .heading = "Converges",
       .meaning = "always, if and only if, never, sufficient (the condition suffices), or never under the "
                  "condition, "
                  "else not proved (a conjecture)",
       .source = "see theorem",
       .claims = "C18, C36, C40, C41, C59"},
      {.name = "condition",
       .heading = "Condition",
       .meaning = "the condition, if any",
       .source = "see theorem"},
      {.name = "R",
       .heading = {"R", "$R$"},
       .meaning = "the regulariser in closed form, or when it is finite",
       .source = "see theorem"},
      {.name = "theorem",
       .heading = "Theorem",
       .meaning = "a theorem of proofs/theorems.txt (Coq), or a section of proofs/README.md",
       .source = "proofs"},
      {.name = "reason",
       .heading = "Reason",
       .meaning = "why, in one sentence",
       .source = "see theorem",
       .in_latex = false},
  };
  return s;
}

void fill(Table& table, const TableInputs&) {
  for (const Cell& cell : validity_map()) {
    RowBuilder row(table.specification.columns);
    for (std::string_view text : {name(cell.noise), name(cell.family), name(cell.validity), cell.condition,
                                  cell.value, cell.theorem, cell.reason})
      row.text(std::string(text));
    table.rows.push_back(std::move(row).row());
  }
}

}  // namespace

TableUnit validity_table() {
  return {specification, fill, 0.1};
}

}  // namespace dropcert::publish
