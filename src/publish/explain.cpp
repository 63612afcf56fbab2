#include "publish/explain.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "language/print.hpp"
#include "publish/definitions_used.hpp"
#include "publish/evidence.hpp"
#include "publish/layout.hpp"
#include "publish/prose.hpp"
#include "verify/show.hpp"

namespace dropcert::publish {

using namespace language;
using namespace certificate;
using namespace verify;

namespace {

std::string quoted_for_shell(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? "'\\''" : std::string(1, c);
  return result + "'";
}

class Explanation {
 public:
  Explanation(const Ledger& ledger, const ClaimResult& result, const TheoremList& theorems,
              const ExplainStyle& style)
      : ledger_(ledger), result_(result), theorems_(theorems), style_(style) {}

  std::string write() {
    const Claim& claim = *result_.claim;
    text_ += styled(fmt::format("{}  {}", claim.id, claim.where), Style::bold, style_.colour) + "\n";
    text_ += fmt::format("Status: {}\n", describe_status(result_));
    heading("What the paper says");
    paragraph(claim.says.empty() ? "(See the place named above.)" : text_prose(claim.says));
    if (claim.historical) {
      heading("Why it is not decided here");
      paragraph(text_prose(*claim.historical));
      notations();
      return std::move(text_);
    }
    if (!claim.because.empty()) {
      heading("Why");
      paragraph(text_prose(claim.because));
    }
    notations();
    definitions();
    supporting(Role::printed, "As a statement, and how it was decided");
    supporting(Role::corrected, "The same, corrected");
    supporting(Role::instead, "What is true instead");
    supporting(Role::evidence, "Supporting facts, by other routes");
    if (!claim.theorems.empty()) {
      heading("Formal theorems about it, beyond what the statements above express");
      for (const std::string& name : claim.theorems) theorem(name);
    }
    heading("Check it again");
    paragraph(command_to_verify(style_.ledger_file, claim.id));
    return std::move(text_);
  }

 private:
  void heading(std::string_view title) { text_ += "\n" + styled(title, Style::bold, style_.colour) + "\n"; }
  void paragraph(std::string_view content, std::size_t indent = 2, std::size_t rest = 2) {
    text_ += wrapped(content, style_.width, indent, rest) + "\n";
  }

  void notations() {
    const std::vector<const Notation*> used = notations_used(ledger_, *result_.claim);
    if (used.empty()) return;
    heading("Notation");
    for (const Notation* one : used) paragraph(text_notation(*one), 2, 6);
  }

  void definitions() {
    std::vector<const Statement*> shown;
    for (const StatementResult& one : result_.statements)
      if (is_shown(one)) shown.push_back(one.statement);
    const std::vector<const Definition*> used = definitions_used(ledger_, *result_.claim, shown);
    if (used.empty()) return;
    heading("Abbreviations in the statements");
    for (const Definition* definition : used) paragraph(to_text(*definition), 2, 6);
  }

  void supporting(Role role, std::string_view title) {
    if (!result_.find(role)) return;
    heading(title);
    std::size_t hidden = 0;
    for (const StatementResult& one : result_.statements)
      if (one.statement->role == role) {
        if (is_shown(one))
          statement(one);
        else
          ++hidden;
      }
    if (hidden > 0)
      paragraph(fmt::format("{} that hold{}: --all shows {}.", hidden, hidden == 1 ? "s" : "",
                            hidden == 1 ? "it" : "them"));
  }

  bool is_shown(const StatementResult& one) const {
    return style_.all || one.statement->role != Role::evidence || one.finding.verdict != Verdict::holds;
  }

  void statement(const StatementResult& one) {
    const Finding& finding = one.finding;
    paragraph(to_text(one.statement->tree), 2, 6);
    std::string line = describe_statement(one);
    if (!finding.coverage.empty() && finding.verdict == Verdict::holds) line += ": " + finding.coverage;
    if (finding.bits > 64) line += fmt::format(", with up to {} bits", finding.bits);
    paragraph(line + ".", 4, 4);
    for (const std::string& margin : finding.margins) paragraph(margin, 6, 8);
    if (finding.verdict == Verdict::undecided) paragraph("Reason: " + finding.reason + ".", 4, 6);
    if (says_something(finding.counterexample)) worked("It fails", *finding.counterexample);
    if (!finding.counterexample && says_something(finding.example)) worked("For example", *finding.example);
    for (const std::string& name : one.statement->proofs) theorem(name);
    for (const std::string& name : finding.theorems)
      if (std::find(one.statement->proofs.begin(), one.statement->proofs.end(), name) ==
          one.statement->proofs.end())
        theorem(name);
  }

  // For the reader to compare: in words, and as Coq states it.
  void theorem(const std::string& name) {
    auto found = theorems_.find(name);
    if (found == theorems_.end()) return;
    const ListedTheorem& theorem = found->second;
    std::string title = fmt::format("Coq theorem {}", name);
    if (!theorem.proved.empty()) title += fmt::format(" ({})", theorem.proved);
    paragraph(title + (theorem.words.empty() ? ":" : ": " + theorem.words), 4, 6);
    std::size_t begin = 0;
    for (std::size_t end; (end = theorem.statement.find('\n', begin)) != std::string::npos; begin = end + 1)
      text_ += "    " + theorem.statement.substr(begin, end - begin) + "\n";
  }

  // The comparisons of one case, each side on its own line.
  void worked(std::string_view opening, const Instance& instance) {
    std::string at = describe_assignment(instance.assignment);
    paragraph(at.empty() ? fmt::format("{}:", opening) : fmt::format("{} at {}:", opening, at), 4, 6);
    for (const Comparison& comparison : instance.comparisons) {
      const char* truth = !comparison.truth ? "not decided" : *comparison.truth ? "true" : "false";
      paragraph(fmt::format("{} -- {}", comparison.text, truth), 6, 8);
      if (comparison.sides.size() == 1) paragraph(describe_printed(comparison), 10, 12);
      if (comparison.sides.size() != 2) continue;
      paragraph("left  = " + comparison.sides[0], 10, 12);
      paragraph("right = " + comparison.sides[1], 10, 12);
    }
    if (!instance.undefined.empty()) paragraph("undefined: " + instance.undefined, 6, 8);
  }

  const Ledger& ledger_;
  const ClaimResult& result_;
  const TheoremList& theorems_;
  const ExplainStyle& style_;
  std::string text_;
};

}  // namespace

std::string command_to_verify(const std::string& ledger_file, const std::string& id) {
  return ledger_file.empty() ? fmt::format("dropcert verify --only {}", id)
                             : fmt::format("dropcert verify {} --only {}", quoted_for_shell(ledger_file), id);
}

std::string explain_text(const Ledger& ledger, const ClaimResult& result, const TheoremList& theorems,
                         const ExplainStyle& style) {
  return Explanation(ledger, result, theorems, style).write();
}

}  // namespace dropcert::publish
