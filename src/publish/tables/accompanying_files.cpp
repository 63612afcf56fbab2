#include <fmt/core.h>

#include "publish/latex.hpp"
#include "publish/table_writers.hpp"
#include "publish/tables/catalogue.hpp"

namespace dropcert::publish {

namespace {

// Of a cell of Markdown's tables.
std::string cell(const std::string& text) {
  std::string result;
  for (char c : text) result += c == '|' ? std::string("\\|") : std::string(1, c);
  return result;
}

std::string described(const TableUnit& unit) {
  const TableSpecification& s = unit.specification();
  std::string text = fmt::format("\n## {}\n\n{}. {}\n\nFiles:", s.name, s.title, s.remarks);
  for (const std::string& file : file_names(unit)) text += fmt::format(" [{0}]({0})", file);
  text +=
      "\n\n| column | meaning | unit | digits | value as a term | source | claims "
      "|\n|---|---|---|---|---|---|---|\n";
  for (const TableColumn& column : s.columns)
    if (!column.hidden)
      text += fmt::format(
          "| `{}`{} | {} | {} | {} | {} | {} | {} |\n", column.name, column.key ? " (key)" : "",
          cell(column.meaning), column.unit, describe(column.rounding, column.digits),
          column.term.empty() ? "" : "`" + cell(column.term) + "`", cell(column.source), column.claims);
  for (const FigureText& figure : unit.text.figures) text += fmt::format("\n![{0}]({0}.svg)\n", figure.name);
  return text;
}

// The head of tables/README.md.
constexpr const char* introduction = R"(# Certified tables and figures

Made by `build/dropcert tables` from the texts NAME.table, which say what each table is; it writes all other files of this folder, and this
page; do not edit them. After a change of the ledger (proofs/paper.claims) or of a text, build, run it again and commit what changed.

    build/dropcert tables --check          recompute everything; name the first byte that differs, if any does
    sha256sum -c MANIFEST.sha256           (in this folder) the files are those that were published
    build/dropcert compare theirs.csv      somebody's printed digits against certified ones
    build/dropcert cite                    how to cite the tables

**Every digit is right.** A number is exact (an integer, or a fraction p/q), or it is the correctly rounded value of a real number: the
decimal with so many digits that is nearest to it, or for bounds the next decimal below or above. So the files depend on the mathematics
alone: they are the same for any number of threads, machine and version of FLINT. The last column of each CSV, `exact`, names the columns whose
number in that row is exact. `sqrt(3)*pi` and the like are terms of the statement language (proofs/README.md, section 1).

Each table comes as CSV (RFC 4180, lines end in CRLF), as JSON (schema: [schema.json](schema.json)) and as LaTeX to `\input` (packages booktabs,
siunitx, amsmath, amssymb, graphicx, longtable, array; labels `tab:dropcert-NAME`), where fewer rows and digits may be shown; tables and figures are
as wide as a column at most, but tables of several pages (ledger, validity) need a page of one column; figures as SVG and as
pgfplots pictures (labels `fig:dropcert-NAME`; package pgfplots with `\pgfplotsset{compat=1.17}`), drawn from the numbers of the CSV. [all.tex](all.tex) is a document with everything.
*Source* names theorems of proofs/theorems.txt, which Coq has checked, where it does not say otherwise; *claims* are those of
proofs/paper.claims. *Value as a term* can be computed anew: `build/dropcert evaluate 'radius(3)' --digits 30`.
)";

constexpr const char* preamble =
    R"(% Every table and figure of dropcert: pdflatex all.tex, twice, in this folder.
\documentclass[11pt,a4paper]{article}
\usepackage[margin=18mm]{geometry}
\usepackage{amsmath,amssymb,array,booktabs,graphicx,longtable,siunitx,pgfplots}
\pgfplotsset{compat=1.17}
\begin{document}
\title{Certified tables and figures}
\author{dropcert}
\date{}
\maketitle
)";

std::string whole_document() {
  std::string text = preamble;
  for (const TableUnit& unit : table_units()) {
    const TableSpecification& s = unit.specification();
    text += fmt::format("\\section{{{}}}\n\\input{{{}}}\n", latex_escaped(s.title), s.name);
    for (const FigureText& figure : unit.text.figures) text += fmt::format("\\input{{{}}}\n", figure.name);
    text += "\\clearpage\n";  // so that tables and figures stand under their heading
  }
  return text + "\\end{document}\n";
}

}  // namespace

std::vector<NamedText> accompanying_files() {
  std::string readme = introduction;
  for (const TableUnit& unit : table_units()) readme += described(unit);
  return {{"README.md", readme}, {"schema.json", json_schema()}, {"all.tex", whole_document()}};
}

}  // namespace dropcert::publish
