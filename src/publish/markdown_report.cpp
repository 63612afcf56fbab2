#include <fmt/core.h>

#include "language/print.hpp"
#include "publish/evidence.hpp"
#include "publish/layout.hpp"
#include "publish/prose.hpp"
#include "publish/report.hpp"

namespace dropcert::publish {

using namespace language;
using namespace verify;

namespace {

// So that a page shows it as it is: Markdown lets HTML through, save in code.
std::string html_escaped(std::string_view text) {
  std::string result;
  for (const char c : text)
    result += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
  return result;
}

// A sentence: what stands in backquotes is code for Markdown too, and is left as it is there.
std::string markdown_prose(std::string_view text) {
  return in_backquotes(text, html_escaped, [](std::string_view code) { return fmt::format("`{}`", code); });
}

// Keeps a table cell in one piece.
std::string cell(const std::string& text) {
  std::string result;
  for (char c : text) result += c == '|' ? "\\|" : std::string(1, c);
  return result;
}

std::string code(const std::string& text) {
  return "`" + text + "`";
}

std::string statement_item(const StatementResult& result) {
  const Finding& finding = result.finding;
  std::string text = fmt::format("- *{}*: {}\n  {}; {}.\n", name_of(result.statement->role),
                                 code(to_text(result.statement->tree)),
                                 html_escaped(describe_statement(result)), code(finding.coverage));
  for (const std::string& line : describe_counterexamples(finding))
    text += fmt::format("  Counterexample: {}\n", code(line));
  if (finding.verdict == Verdict::undecided)
    text += fmt::format("  Reason: {}\n", html_escaped(finding.reason));
  return text;
}

std::string claim_section(const ClaimResult& result) {
  const Claim& claim = *result.claim;
  std::string text = fmt::format("### {}: {}\n\n**{}.** {}\n\n", claim.id, html_escaped(claim.where),
                                 describe_status(result), markdown_prose(claim.says));
  for (const StatementResult& statement : result.statements) text += statement_item(statement);
  if (!claim.because.empty()) text += "\n" + markdown_prose(claim.because) + "\n";
  if (claim.historical) text += "\n" + markdown_prose(*claim.historical) + "\n";
  return text + "\n";
}

}  // namespace

std::string markdown_report(const Ledger& ledger, const std::vector<ClaimResult>& results) {
  std::string text =
      fmt::format("# {}\n\n", ledger.title.empty() ? "Verification report" : html_escaped(ledger.title));
  for (const Headline& headline : ledger.headlines)
    if (std::optional<bool> is_established = established(headline, results))
      text += fmt::format("**{}.** {}\n\n",
                          *is_established ? heading(headline.expected) : "Not established by this run",
                          markdown_prose(headline.text));
  const std::vector<const Notation*> used = notations_used(ledger, results, true);
  if (!used.empty()) text += "## Notation\n\n";
  for (const Notation* one : used) text += fmt::format("- `{}`: {}\n", one->name, markdown_prose(one->text));
  if (!used.empty()) text += "\n## The ledger\n\n";
  text += "| id | place | status | trust | covered | seconds |\n|---|---|---|---|---|---|\n";
  for (const ClaimResult& result : results) {
    std::string trust = result.statements.empty() ? "-" : describe_trust(decisive_statement(result).finding);
    std::string covered = result.statements.empty() ? "-" : code(decisive_statement(result).finding.coverage);
    text += fmt::format("| {} | {} | {} | {} | {} | {} |\n", result.claim->id,
                        cell(html_escaped(result.claim->where)), describe_status(result), trust,
                        cell(covered), seconds_text(result.seconds));
  }
  for (const std::string& sentence : {describe_faults(results), describe_hidden_functions(ledger),
                                      describe_counts(results), trust_statement()})
    if (!sentence.empty()) text += "\n" + sentence + "\n";
  text += "\n## Claim by claim\n\n";
  for (const ClaimResult& result : results) text += claim_section(result);
  text += fmt::format("---\ndropcert {}, {}\n", DROPCERT_VERSION, library_versions());
  return text;
}

}  // namespace dropcert::publish
