#include <fmt/core.h>

#include "language/print.hpp"
#include "language/utf8.hpp"
#include "publish/evidence.hpp"
#include "publish/explain.hpp"
#include "publish/latex.hpp"
#include "publish/prose.hpp"
#include "publish/report.hpp"

namespace dropcert::publish {

using namespace language;
using namespace verify;

namespace {

// Program text, which may be broken after commas, operators and long runs of digits.
std::string verbatim(const std::string& text) {
  std::string result;
  std::size_t run = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = length_of_first(std::string_view(text).substr(i));
    result += latex_escaped(std::string_view(text).substr(i, length));
    run = text[i] == ' ' ? 0 : run + 1;
    if (std::string_view(",;()[]*/+-^=").find(text[i]) != std::string_view::npos || run % 12 == 0)
      result += "\\allowbreak{}";
    i += length;
  }
  return "\\texttt{" + result + "}";
}

const char* preamble = R"tex(\documentclass[11pt,a4paper]{article}
\usepackage[T1]{fontenc}
\usepackage{lmodern}
\usepackage[margin=25mm]{geometry}
\usepackage{amsmath,amssymb,booktabs,longtable,array,microtype}
\usepackage[hidelinks]{hyperref}
\setlength{\parindent}{0pt}\setlength{\parskip}{4pt plus 2pt}
\setlength{\emergencystretch}{3em}
\allowdisplaybreaks
\newcommand{\statement}[1]{{\raggedright $#1$\par}}
\setcounter{tocdepth}{1}
)tex";

class LatexReport {
 public:
  LatexReport(const Ledger& ledger, const std::vector<ClaimResult>& results)
      : ledger_(ledger), results_(results) {}

  std::string write() {
    text_ = preamble;
    const std::string title = latex_escaped(ledger_.title.empty() ? "A ledger of claims" : ledger_.title);
    text_ += fmt::format(
        "\\title{{{}\\\\[1ex]\\large A verification report}}\n\\author{{dropcert "
        "{}}}\n\\date{{}}\n\\hypersetup{{pdftitle={{{}}},pdfcreator={{dropcert {}}}}}\n\\begin{{document}}\n"
        "\\maketitle\n\\tableofcontents\n",
        title, DROPCERT_VERSION, title, DROPCERT_VERSION);
    summary();
    table();
    text_ += "\\section{Claim by claim}\n";
    for (const ClaimResult& result : results_) claim(result);
    definitions();
    text_ +=
        fmt::format("\\section{{What the verdicts rest on}}\n{}\n\nComputed with {}.\n\\end{{document}}\n",
                    latex_escaped(trust_statement()), latex_escaped(library_versions()));
    return std::move(text_);
  }

 private:
  void summary() {
    text_ += "\\section{Summary}\n";
    for (const Headline& headline : ledger_.headlines)
      if (std::optional<bool> is_established = established(headline, results_))
        text_ += fmt::format("\\textbf{{{}.}} {}\n\n",
                             *is_established ? heading(headline.expected) : "Not established by this run",
                             latex_prose(headline.text));
    for (const std::string& sentence :
         {describe_faults(results_), describe_hidden_functions(ledger_), describe_counts(results_)})
      if (!sentence.empty()) text_ += latex_escaped(sentence) + "\n\n";
    const std::vector<const Notation*> used = notations_used(ledger_, results_, true);
    if (used.empty()) return;
    text_ += "\\section{Notation}\n";
    for (const Notation* one : used) text_ += latex_notation(*one) + "\n\n";
  }

  void table() {
    text_ +=
        "\\section{The "
        "ledger}\n{\\small\n\\begin{longtable}{@{}l>{\\raggedright\\arraybackslash}p{0.44\\textwidth}ll@{}}"
        "\n\\toprule\n"
        "Id & Place in the paper & Status & Trust\\\\\n\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n";
    for (const ClaimResult& result : results_) {
      std::string trust =
          result.statements.empty() || result.status == Status::undecided ? "--" : weakest_label(result);
      text_ += fmt::format("\\hyperref[claim:{}]{{{}}} & {} & {} & {}\\\\\n", result.claim->id,
                           latex_escaped(result.claim->id), latex_escaped(result.claim->where),
                           describe_status(result), trust);
    }
    text_ += "\\end{longtable}}\n";
  }

  void claim(const ClaimResult& result) {
    const Claim& claim = *result.claim;
    text_ +=
        fmt::format("\\phantomsection\\label{{claim:{}}}\n\\subsection*{{{}: {}}}\n\\textbf{{{}.}} {}\n\n",
                    claim.id, latex_escaped(claim.id), latex_escaped(claim.where), describe_status(result),
                    latex_prose(claim.says));
    for (const StatementResult& statement : result.statements) one(statement);
    if (claim.historical) text_ += latex_prose(*claim.historical) + "\n\n";
    if (!claim.because.empty()) text_ += "\\emph{Why.} " + latex_prose(claim.because) + "\n\n";
  }

  void one(const StatementResult& result) {
    const Finding& finding = result.finding;
    text_ += fmt::format("\\emph{{{}}} --- {}:\n\\statement{{{}}}\n", name_of(result.statement->role),
                         latex_escaped(describe_statement(result)), to_latex(result.statement->tree));
    for (const std::string& line : describe_counterexamples(finding))
      text_ += fmt::format("{{\\small\\raggedright Counterexample: {}\\par}}\n", verbatim(line));
    if (finding.verdict == Verdict::undecided)
      text_ += fmt::format("{{\\small Reason: {}\\par}}\n", latex_escaped(finding.reason));
  }

  void definitions() {
    if (ledger_.definitions.empty()) return;
    text_ += "\\section{Abbreviations}\n{\\small\\raggedright\n";
    for (const Definition& definition : ledger_.definitions) text_ += "$" + to_latex(definition) + "$\\par\n";
    text_ += "}\n";
  }

  const Ledger& ledger_;
  const std::vector<ClaimResult>& results_;
  std::string text_;
};

}  // namespace

std::string latex_report(const Ledger& ledger, const std::vector<ClaimResult>& results) {
  return LatexReport(ledger, results).write();
}

}  // namespace dropcert::publish
