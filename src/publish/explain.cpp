#include "publish/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "language/print.hpp"
#include "publish/evidence.hpp"
#include "publish/layout.hpp"

namespace dropcert::publish {

namespace {

constexpr std::size_t width = 80;

void gather_names(const Node& node, std::set<std::string>& names) {
  each_part(node, [&](const Node& part) {
    if (part.kind == Kind::name || part.kind == Kind::call) names.insert(part.name);
  });
}

class Explanation {
 public:
  Explanation(const Ledger& ledger, const ClaimResult& result, const TheoremList& theorems, bool colour,
              const std::string& ledger_file)
      : ledger_(ledger), result_(result), theorems_(theorems), colour_(colour), ledger_file_(ledger_file) {}

  std::string write() {
    const Claim& claim = *result_.claim;
    text_ += styled(fmt::format("{}  {}", claim.id, claim.where), Style::bold, colour_) + "\n";
    text_ += fmt::format("Status: {}\n", describe_status(result_));
    heading("What the paper says");
    paragraph(claim.says.empty() ? "(See the place named above.)" : claim.says);
    if (claim.historical) {
      heading("Why it is not decided here");
      paragraph(*claim.historical);
      return std::move(text_);
    }
    definitions();
    supporting(Role::printed, "As a statement, and how it was decided");
    supporting(Role::corrected, "The same, corrected");
    supporting(Role::instead, "What is true instead");
    supporting(Role::evidence, "Supporting facts, by other routes");
    if (!claim.theorems.empty()) {
      heading("Formal theorems about it, beyond what the statements above express");
      for (const std::string& name : claim.theorems) theorem(name);
    }
    if (!claim.because.empty()) {
      heading("Why");
      paragraph(claim.because);
    }
    heading("Check it again");
    paragraph(ledger_file_.empty() ? fmt::format("dropcert verify --only {}", claim.id)
                                   : fmt::format("dropcert verify '{}' --only {}", ledger_file_, claim.id));
    return std::move(text_);
  }

 private:
  void heading(std::string_view title) { text_ += "\n" + styled(title, Style::bold, colour_) + "\n"; }
  void paragraph(std::string_view content, std::size_t indent = 2, std::size_t rest = 2) {
    text_ += wrapped(content, width, indent, rest) + "\n";
  }

  void definitions() {
    std::vector<const Definition*> used = definitions_used(ledger_, *result_.claim);
    if (used.empty()) return;
    heading("Abbreviations in the statements");
    for (const Definition* definition : used) paragraph(to_text(*definition), 2, 6);
  }

  void supporting(Role role, std::string_view title) {
    if (!result_.find(role)) return;
    heading(title);
    for (const StatementResult& one : result_.statements)
      if (one.statement->role == role) statement(one);
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
    std::string at = describe_assignment(instance);
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
  bool colour_;
  const std::string& ledger_file_;
  std::string text_;
};

}  // namespace

std::vector<const Definition*> definitions_used(const Ledger& ledger, const Claim& claim) {
  std::set<std::string> names;
  for (const Statement& statement : claim.statements) gather_names(statement.tree, names);
  std::vector<const Definition*> all;
  for (const Definition& definition : ledger.definitions) all.push_back(&definition);
  for (const Definition& definition : claim.definitions) all.push_back(&definition);
  std::vector<const Definition*> used;
  for (auto definition = all.rbegin(); definition != all.rend();
       ++definition) {  // a definition uses only earlier ones
    if (!names.count((*definition)->name)) continue;
    gather_names((*definition)->body, names);
    for (const Equation& equation : (*definition)->equations) gather_names(equation.body, names);
    used.insert(used.begin(), *definition);
  }
  return used;
}

std::string explain_text(const Ledger& ledger, const ClaimResult& result, const TheoremList& theorems,
                         bool colour, const std::string& ledger_file) {
  return Explanation(ledger, result, theorems, colour, ledger_file).write();
}

}  // namespace dropcert::publish
