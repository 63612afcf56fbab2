#include <fmt/core.h>

#include <algorithm>

#include "language/print.hpp"
#include "publish/evidence.hpp"
#include "publish/layout.hpp"
#include "publish/prose.hpp"
#include "publish/report.hpp"

namespace dropcert::publish {

using namespace language;
using namespace verify;

namespace {

Style style_of(Status status) {
  switch (status) {
    case Status::confirmed:
      return Style::green;
    case Status::confirmed_as_corrected:
      return Style::yellow;
    case Status::refuted:
      return Style::red;
    case Status::undecided:
      return Style::bold;
    case Status::not_mathematical:
      return Style::dim;
  }
  return Style::plain;
}

Style style_of(Expectation expected) {
  return expected == Expectation::refuted     ? Style::red
         : expected == Expectation::corrected ? Style::yellow
                                              : Style::green;
}

class TextReport {
 public:
  TextReport(const Ledger& ledger, const std::vector<ClaimResult>& results, bool colour, std::size_t width)
      : ledger_(ledger), results_(results), colour_(colour), width_(width) {}

  std::string write() {
    if (!ledger_.title.empty())
      text_ += styled(wrapped(ledger_.title, width_), Style::bold, colour_) + "\n\n";
    headlines();
    notations();
    table();
    for (const ClaimResult& result : results_) claim_evidence(result);
    totals();
    return std::move(text_);
  }

 private:
  void headlines() {
    for (const Headline& headline : ledger_.headlines) {
      std::optional<bool> is_established = established(headline, results_);
      if (!is_established) continue;
      std::string ids;
      for (const std::string& id : headline.ids) ids += (ids.empty() ? "" : ", ") + id;
      if (*is_established) {
        text_ += styled(heading(headline.expected), style_of(headline.expected), colour_) +
                 fmt::format(" ({}):\n", ids);
        text_ += wrapped(text_prose(headline.text), width_, 2, 2) + "\n\n";
      } else {
        text_ += styled("Not established by this run", Style::bold, colour_) + fmt::format(" ({}):\n", ids);
        text_ += wrapped(text_prose(headline.text), width_, 2, 2) + "\n\n";
      }
    }
  }

  void notations() {
    const std::vector<const Notation*> used = notations_used(ledger_, results_, false);
    if (used.empty()) return;
    text_ += styled("Notation", Style::bold, colour_) + "\n";
    for (const Notation* one : used) text_ += wrapped(text_notation(*one), width_, 2, 6) + "\n";
    text_ += "\n";
  }

  void table() {
    text_ += styled(fmt::format("{:<36} {:<24} {:<9} {:>7}", "Id   Place", "Status", "Trust", "Seconds"),
                    Style::bold, colour_) +
             "\n";
    for (const ClaimResult& result : results_) {
      bool decided =
          !result.statements.empty() && decisive_statement(result).finding.verdict != Verdict::undecided;
      std::string trust = decided ? weakest_label(result) : "-";
      std::string place = fmt::format("{:<4} {}", result.claim->id, result.claim->where);
      text_ += fmt::format(
          "{:<36} {} {:<9} {:>7}\n", clipped(place, 36),
          styled(fmt::format("{:<24}", describe_status(result)), style_of(result.status), colour_), trust,
          seconds_text(result.seconds));
      if (!result.statements.empty() && !decisive_statement(result).finding.coverage.empty())
        text_ +=
            "     " +
            styled(clipped(decisive_statement(result).finding.coverage, width_ - 5), Style::dim, colour_) +
            "\n";
    }
    text_ += "\n";
  }

  // Only claims that are not plainly confirmed need words: a further fact that fails does, what is vacuous,
  // and what cites a source.
  void claim_evidence(const ClaimResult& result) {
    const bool all_hold = std::all_of(result.statements.begin(), result.statements.end(), holds_plainly);
    if ((result.status == Status::confirmed && all_hold) || result.status == Status::not_mathematical) return;
    text_ += styled(fmt::format("{:<4}", result.claim->id), Style::bold, colour_) +
             wrapped(result.claim->where + ": " + describe_status(result), width_ - 4, 1, 5) + "\n";
    for (const StatementResult& statement : result.statements) {
      if (statement.statement->role == Role::evidence && holds_plainly(statement)) continue;
      statement_evidence(statement);
    }
    text_ += "\n";
  }

  void statement_evidence(const StatementResult& result) {
    const Finding& finding = result.finding;
    paragraph(fmt::format("{}: {}", name_of(result.statement->role), to_text(result.statement->tree)), 5);
    paragraph(describe_statement(result), 7);
    for (const std::string& line : describe_counterexamples(finding)) paragraph(line, 7);
    if (finding.verdict == Verdict::undecided) paragraph(finding.reason, 7);
  }

  void paragraph(const std::string& content, std::size_t indent) {
    text_ += wrapped(content, width_, indent, indent + 2) + "\n";
  }

  static bool holds_plainly(const StatementResult& result) {
    return result.finding.verdict == Verdict::holds && result.finding.vacuity == Vacuity::no &&
           result.statement->citations.empty();
  }

  void totals() {
    for (const std::string& sentence : {describe_faults(results_), describe_hidden_functions(ledger_),
                                        describe_counts(results_), trust_statement()})
      if (!sentence.empty()) text_ += wrapped(sentence, width_) + "\n";
  }

  const Ledger& ledger_;
  const std::vector<ClaimResult>& results_;
  bool colour_;
  std::size_t width_;
  std::string text_;
};

}  // namespace

std::string text_report(const Ledger& ledger, const std::vector<ClaimResult>& results, bool colour,
                        std::size_t width) {
  return TextReport(ledger, results, colour, width).write();
}

}  // namespace dropcert::publish
