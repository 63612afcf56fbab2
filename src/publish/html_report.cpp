#include "publish/html_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "certificate/sha256.hpp"
#include "language/mathml.hpp"
#include "language/print.hpp"
#include "publish/definitions_used.hpp"
#include "publish/evidence.hpp"
#include "publish/explain.hpp"
#include "publish/html.hpp"
#include "publish/prose.hpp"

namespace dropcert::publish {

using namespace language;
using namespace certificate;
using namespace verify;

namespace {

struct Mark {
  const char* name;  // of the class, and of the filter
  const char* sign;
};

Mark mark_of(Status status) {
  switch (status) {
    case Status::confirmed:
      return {"good", "\u2713"};
    case Status::confirmed_as_corrected:
      return {"mended", "\u270e"};
    case Status::refuted:
      return {"bad", "\u2717"};
    case Status::undecided:
      return {"open", "?"};
    case Status::not_mathematical:
      break;
  }
  return {"none", "\u2013"};
}

Mark mark_of(Verdict verdict) {
  return verdict == Verdict::holds     ? Mark{"good", "\u2713"}
         : verdict == Verdict::refuted ? Mark{"bad", "\u2717"}
                                       : Mark{"open", "?"};
}

Mark mark_of(Expectation expected) {
  return expected == Expectation::refuted     ? mark_of(Status::refuted)
         : expected == Expectation::corrected ? mark_of(Status::confirmed_as_corrected)
                                              : mark_of(Status::confirmed);
}

std::string badge(const Mark& mark, const std::string& words) {
  return fmt::format("<span class=\"badge {}\">{}</span>", mark.name, html_text(words));
}

std::string link_to(const std::string& id, const std::string& words) {
  return fmt::format("<a href=\"#{}\">{}</a>", html_text(id), html_text(words));
}

const char* title_of(Role role) {
  switch (role) {
    case Role::printed:
      return "As the paper says it";
    case Role::corrected:
      return "The same, corrected";
    case Role::instead:
      return "What is true instead";
    case Role::evidence:
      break;
  }
  return "A supporting fact, by another route";
}

// An id has no blanks; lemmas are named "lemma NAME".
std::string theorem_id(const std::string& name) {
  std::string id = "theorem-" + name;
  std::replace(id.begin(), id.end(), ' ', '-');
  return id;
}

class HtmlReport {
 public:
  HtmlReport(const Ledger& ledger, const std::vector<ClaimResult>& results, const TheoremList& theorems,
             const HtmlOptions& options)
      : ledger_(ledger), results_(results), theorems_(theorems), options_(options) {}

  std::string write() {
    HtmlPage page;
    page.title = ledger_.title.empty() ? "A ledger of claims" : ledger_.title;
    text_ = fmt::format(
        "<h1>{}</h1>\n<p class=\"quiet\">A verification report: every claim as a formal "
        "statement, decided by dropcert {}.</p>\n",
        html_text(page.title), DROPCERT_VERSION);
    answer();
    if (!options_.checker.empty()) check_here();
    claims();
    definitions();
    theorems();
    text_ += fmt::format(
        "<section id=\"section-trust\">\n<h2>What the verdicts rest on</h2>\n<p>{}</p>\n</section>\n"
        "<footer class=\"quiet\"><p>Written by dropcert {}, computed with {}.</p></footer>\n",
        html_text(trust_statement()), DROPCERT_VERSION, html_text(library_versions()));
    page.contents =
        link_to("section-answer", "The answer") +
        (options_.checker.empty() ? "" : "\n" + link_to("section-check", "Check it here")) + "\n" +
        link_to("section-claims", "Claims") +
        (ledger_.definitions.empty() ? "" : "\n" + link_to("section-definitions", "Definitions")) +
        (used_by_.empty() ? "" : "\n" + link_to("section-theorems", "Theorems")) + "\n" +
        link_to("section-trust", "Trust") + "\n";
    page.main = std::move(text_);
    if (!options_.checker.empty())
      page.data =
          html_data("data-checker", options_.checker) + html_data("data-certificate", options_.certificate);
    return html_page(page);
  }

 private:
  void answer() {
    text_ += "<section id=\"section-answer\">\n<h2>The answer</h2>\n";
    std::string list;
    for (const Headline& headline : ledger_.headlines) {
      const std::optional<bool> is_established = established(headline, results_);
      if (!is_established) continue;
      const Mark mark = *is_established ? mark_of(headline.expected) : mark_of(Status::undecided);
      std::string ids;
      for (const std::string& id : headline.ids) ids += (ids.empty() ? "" : ", ") + link_to(id, id);
      list += fmt::format(
          "<li class=\"{}\"><strong><span aria-hidden=\"true\">{} </span>{}</strong> "
          "<span>({})</span>\n<p>{}</p></li>\n",
          mark.name, mark.sign, *is_established ? heading(headline.expected) : "Not established by this run",
          ids, html_prose(headline.text));
    }
    if (!list.empty()) text_ += "<ul class=\"answers\">\n" + list + "</ul>\n";
    for (const std::string& sentence :
         {describe_faults(results_), describe_hidden_functions(ledger_), describe_counts(results_)})
      if (!sentence.empty()) text_ += "<p>" + html_text(sentence) + "</p>\n";
    const std::vector<const Notation*> used = notations_used(ledger_, results_, true);
    if (!used.empty()) text_ += "<h3>Notation</h3>\n<ul>\n";
    for (const Notation* one : used)
      text_ +=
          fmt::format("<li id=\"notation-{}\"><p>{}</p></li>\n", html_text(one->name), html_notation(*one));
    if (!used.empty()) text_ += "</ul>\n";
    text_ += "</section>\n";
  }

  void check_here() {
    text_ += fmt::format(
        "<section id=\"section-check\">\n<h2>Check it here</h2>\n"
        "<p>This page holds the certificate and a second program, the checker, which shares no arithmetic "
        "with the one "
        "that decided. The button lets your browser decide every statement again, without a network, and "
        "draws each "
        "formula below anew from the certificate that it has decided.</p>\n"
        "<p class=\"needs-script\"><button type=\"button\" id=\"check-button\">Decide the certificate in "
        "this "
        "page</button></p>\n<p id=\"check-outcome\" role=\"status\"></p>\n<p hidden=\"hidden\">It "
        "establishes:</p>\n<ul id=\"check-headlines\"></ul>\n"
        "<p class=\"quiet\">What that proves: the code that says so stands in the page itself, so compare "
        "the SHA-256 "
        "of the checker with one that you have built (src/browser/README.md). It checks no Coq proof, and "
        "not the "
        "sentences in words. SHA-256 of the checker, as this page was written: <code>{}</code>; as your "
        "browser finds it: <code id=\"check-digest\">not computed yet</code>; of the certificate: "
        "<code>{}</code>.</p>\n</section>\n",
        sha256(options_.checker), sha256(options_.certificate));
  }

  void claims() {
    text_ += "<section id=\"section-claims\">\n<h2>Claims</h2>\n";
    search_form();
    glance();
    for (const ClaimResult& result : results_) claim(result);
    text_ += "</section>\n";
  }

  void search_form() {
    text_ +=
        "<form class=\"needs-script\" role=\"search\" aria-label=\"Claims\">\n<div "
        "class=\"search-row\"><label "
        "for=\"search-words\">Search in the claims</label>\n<input type=\"search\" id=\"search-words\" "
        "autocomplete=\"off\"/></div>\n<fieldset><legend>Show what is</legend>\n";
    for (Status status : {Status::confirmed, Status::confirmed_as_corrected, Status::refuted,
                          Status::undecided, Status::not_mathematical})
      if (const std::size_t n = count(results_, status))
        text_ += fmt::format(
            "<label for=\"status-{0}\"><input type=\"checkbox\" name=\"status\" id=\"status-{0}\" "
            "value=\"{0}\" "
            "checked=\"checked\"/> {1} ({2})</label>\n",
            mark_of(status).name, name_of(status), n);
    text_ += "</fieldset>\n<p id=\"search-result\" role=\"status\" class=\"quiet\"></p>\n</form>\n";
  }

  void glance() {
    text_ +=
        "<details><summary>All claims at a glance</summary>\n<div class=\"scroll\"><table><thead><tr><th "
        "scope=\"col\">Claim</th><th scope=\"col\">Place</th><th scope=\"col\">Status</th><th "
        "scope=\"col\">Trust</th></tr></thead>\n<tbody>\n";
    for (const ClaimResult& result : results_) {
      const bool is_decided =
          !result.statements.empty() && decisive_statement(result).finding.verdict != Verdict::undecided;
      text_ +=
          fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"{}\">{}</td><td>{}</td></tr>\n",
                      link_to(result.claim->id, result.claim->id), html_text(result.claim->where),
                      mark_of(result.status).name, html_text(describe_status(result)),
                      is_decided ? weakest_label(result) : "\u2013");
    }
    text_ += "</tbody></table></div>\n</details>\n";
  }

  void claim(const ClaimResult& result) {
    const Claim& claim = *result.claim;
    const Mark mark = mark_of(result.status);
    text_ += fmt::format(
        "<article id=\"{0}\" data-status=\"{1}\" aria-labelledby=\"{0}-title\">\n<h3 id=\"{0}-title\"><a "
        "class=\"anchor\" "
        "href=\"#{0}\">{0}</a> {2} {3}</h3>\n",
        html_text(claim.id), mark.name, html_text(claim.where), badge(mark, describe_status(result)));
    if (!claim.says.empty()) text_ += fmt::format("<p>{}</p>\n", html_prose(claim.says));
    if (claim.historical) text_ += fmt::format("<p>{}</p>\n", html_prose(*claim.historical));
    if (!claim.because.empty())
      text_ += fmt::format("<p><strong>Why.</strong> {}</p>\n", html_prose(claim.because));
    notations_of(claim);
    std::map<Role, std::size_t> number;
    std::string evidence;
    std::size_t facts = 0;
    bool evidence_holds = true;
    for (const StatementResult& one : result.statements) {
      const Role role = one.statement->role;
      const std::string written = statement(result, one, ++number[role]);
      if (role != Role::evidence) {
        text_ += written;
        continue;
      }
      evidence += written;
      ++facts;
      evidence_holds = evidence_holds && one.finding.verdict == Verdict::holds;
    }
    if (facts > 0)
      text_ +=
          fmt::format("<details{}><summary>{} supporting fact{}, by other routes{}</summary>\n{}</details>\n",
                      evidence_holds ? "" : " open=\"open\"", facts, facts == 1 ? "" : "s",
                      evidence_holds ? "" : ": not all of them hold", evidence);
    if (!claim.theorems.empty())
      text_ += fmt::format(
          "<p class=\"quiet\">Formal theorems about it, beyond what the statements express: {}.</p>\n",
          links(claim.theorems, claim.id));
    definitions_of(result);
    if (!result.statements.empty()) source_of(result);
    text_ += "</article>\n";
  }

  // What each name stands for is a click away.
  void notations_of(const Claim& claim) {
    std::string names;
    for (const Notation* one : notations_used(ledger_, claim))
      names += fmt::format("{}<a href=\"#notation-{}\">{}</a>", names.empty() ? "" : ", ",
                           html_text(one->name), html_formula(one->name));
    if (!names.empty()) text_ += "<p class=\"quiet\">Notation: " + names + ".</p>\n";
  }

  std::string statement(const ClaimResult& claim, const StatementResult& one, std::size_t number) {
    const Finding& finding = one.finding;
    const std::string name = claim.claim->id + " " + name_of(one.statement->role);
    std::string id = claim.claim->id + "-" + name_of(one.statement->role);
    if (number > 1) id += fmt::format("-{}", number);
    std::string text = fmt::format(
        "<section class=\"statement\" id=\"{0}\" data-statement=\"{1}\" data-name=\"{2}\" "
        "data-verdict=\"{3}\">\n<h4>{4} {5}</h4>\n{6}\n",
        html_text(id), statements_++, html_text(name), name_of(finding.verdict),
        title_of(one.statement->role), badge(mark_of(finding.verdict), describe_verdict(finding)),
        formula_of(*one.statement));
    if (finding.verdict == Verdict::undecided)
      text += fmt::format("<p><strong>Reason.</strong> {}.</p>\n", html_text(finding.reason));
    if (!is_in_words(*one.statement)) text += cases(finding);
    text += grounds(one, id);
    return text + "</section>\n";
  }

  // With a checker in it a page would be too large: it draws supporting facts itself.
  bool is_in_words(const Statement& statement) const {
    return !options_.checker.empty() && statement.role == Role::evidence;
  }

  std::string formula_of(const Statement& statement) const {
    return is_in_words(statement)
               ? "<span class=\"formula\"><code>" + html_text(to_text(statement.tree)) + "</code></span>"
               : html_formula(statement.tree);
  }

  // What it rests on.
  std::string grounds(const StatementResult& one, const std::string& id) {
    const Finding& finding = one.finding;
    std::string text;
    if (finding.verdict != Verdict::undecided) text += name_of(finding.trust);
    if (!finding.coverage.empty() && finding.verdict == Verdict::holds)
      text += (text.empty() ? "" : ": ") + html_text(finding.coverage);
    std::string rests;
    const auto add = [&](const std::string& words) { rests += (rests.empty() ? "" : "; ") + words; };
    if (!finding.theorems.empty()) add("evaluated by " + links(finding.theorems, id));
    if (!finding.proofs.empty())
      add(std::string(finding.proofs.size() == 1 ? "theorem " : "theorems ") + links(finding.proofs, id) +
          ", tied by reading");
    if (!finding.kernel.empty())
      add("decided in Coq\u2019s kernel: <code>" + html_text(finding.kernel) + "</code>");
    for (const std::string& source : one.statement->citations) add("cited: " + html_text(source));
    if (!rests.empty()) text += (text.empty() ? "" : ". ") + std::string("Rests on: ") + rests;
    return text.empty() ? "" : fmt::format("<p class=\"quiet\">{}.</p>\n", text);
  }

  std::string links(const std::vector<std::string>& names, const std::string& user) {
    std::string text;
    for (const std::string& name : names) {
      used_by_[name].insert(user);
      text += (text.empty() ? "" : ", ") + link_to(theorem_id(name), name);
    }
    return text;
  }

  static std::string cases(const Finding& finding) {
    std::string text;
    constexpr std::size_t most = 20;
    if (!finding.counterexamples.empty()) {
      for (std::size_t i = 0; i < std::min(most, finding.counterexamples.size()); ++i)
        text += worked("It fails", finding.counterexamples[i]);
      text += fmt::format("<p>{}.</p>\n", describe_failing_cases(finding, most));
    } else if (says_something(finding.counterexample)) {
      text += worked("It fails", *finding.counterexample);
    } else if (says_something(finding.example)) {
      text += "<details><summary>An example with numbers</summary>\n<p>" +
              html_text(describe_instance(*finding.example)) + "</p></details>\n";
    }
    return text;
  }

  static std::string worked(const char* opening, const Instance& instance) {
    std::string at;
    for (const auto& [name, value] : instance.assignment)
      at += fmt::format("{}{}", at.empty() ? " at " : ", ", html_formula(name + " = " + value));
    std::string text = fmt::format(
        "<p class=\"scroll\">{}{}{}:</p>\n", opening, at,
        instance.is_certain ? "" : ", if a domain is defined that is out of reach, else undefined");
    if (!instance.undefined.empty())
      return text + "<p>undefined: " + html_text(instance.undefined) + "</p>\n";
    for (const Comparison& comparison : instance.comparisons) {
      const char* truth = !comparison.truth ? "not decided" : *comparison.truth ? "true" : "false";
      text += fmt::format("<p class=\"scroll\">{}: <strong>{}</strong></p>\n", html_formula(comparison.text),
                          truth);
      if (comparison.sides.empty()) continue;
      const bool is_relation = comparison.sides.size() == 2;
      text += fmt::format(
          "<div class=\"scroll\"><table class=\"values\"><tbody><tr><th "
          "scope=\"row\">{}</th><td>{}</td></tr>\n",
          is_relation ? "left" : "value",
          html_text(is_relation ? comparison.sides[0] : describe_printed(comparison)));
      if (is_relation)
        text +=
            fmt::format("<tr><th scope=\"row\">right</th><td>{}</td></tr>\n", html_text(comparison.sides[1]));
      text += "</tbody></table></div>\n";
    }
    return text;
  }

  void definitions_of(const ClaimResult& result) {
    std::vector<const Statement*> statements;
    for (const StatementResult& one : result.statements) statements.push_back(one.statement);
    const std::vector<const Definition*> used = definitions_used(ledger_, *result.claim, statements);
    if (used.empty()) return;
    text_ += fmt::format("<details><summary>{} definition{} in these statements</summary>\n<ul>\n",
                         used.size(), used.size() == 1 ? "" : "s");
    std::string links;
    for (const Definition* definition : used) {
      const bool is_of_ledger = std::any_of(ledger_.definitions.begin(), ledger_.definitions.end(),
                                            [&](const Definition& one) { return &one == definition; });
      if (is_of_ledger)
        links += (links.empty() ? "" : ", ") + link_to("definition-" + definition->name, definition->name);
      else
        text_ += "<li>" + definition_formula(*definition) + "</li>\n";
    }
    if (!links.empty()) text_ += "<li>Of the ledger: " + links + "</li>\n";
    text_ += "</ul>\n</details>\n";
  }

  static std::string definition_formula(const Definition& definition) {
    return html_formula(to_mathml_parts(definition));
  }

  void source_of(const ClaimResult& result) {
    text_ += "<details><summary>In the language, and how to check it again</summary>\n<pre><code>";
    for (const StatementResult& one : result.statements)
      if (!is_in_words(*one.statement))
        text_ +=
            html_text(fmt::format("{} {}\n", name_of(one.statement->role), to_text(one.statement->tree)));
    text_ += "</code></pre>\n<pre><code>" +
             html_text(command_to_verify(options_.ledger_file, result.claim->id)) +
             "</code></pre>\n</details>\n";
  }

  void definitions() {
    if (ledger_.definitions.empty()) return;
    text_ +=
        "<section id=\"section-definitions\">\n<h2>Definitions of the ledger</h2>\n<details><summary>All "
        "definitions</summary>\n<ul>\n";
    for (const Definition& definition : ledger_.definitions)
      text_ += fmt::format("<li id=\"definition-{}\">{}</li>\n", html_text(definition.name),
                           definition_formula(definition));
    text_ += "</ul>\n</details>\n</section>\n";
  }

  void theorems() {
    if (used_by_.empty()) return;
    text_ +=
        "<section id=\"section-theorems\">\n<h2>Theorems and lemmas</h2>\n<p>Formal theorems were checked by "
        "Coq, not in this "
        "page; lemmas are proved in words in proofs/README.md.</p>\n<dl>\n";
    for (const auto& [name, users] : used_by_) {
      std::string names;
      for (const std::string& user : users) names += (names.empty() ? "" : ", ") + link_to(user, user);
      const auto found = theorems_.find(name);
      text_ += fmt::format("<dt id=\"{}\"><strong>{}</strong></dt>\n<dd>", html_text(theorem_id(name)),
                           html_text(name));
      if (found != theorems_.end()) {
        const ListedTheorem& theorem = found->second;
        if (!theorem.words.empty()) text_ += html_prose(theorem.words);
        text_ += fmt::format(
            "<details><summary>As Coq states it{}</summary><pre><code>{}</code></pre></details>\n",
            theorem.proved.empty() ? "" : " (" + html_text(theorem.proved) + ")",
            html_text(theorem.statement));
      }
      text_ += fmt::format("<p class=\"quiet\">Used by {}.</p></dd>\n", names);
    }
    text_ += "</dl>\n</section>\n";
  }

  const Ledger& ledger_;
  const std::vector<ClaimResult>& results_;
  const TheoremList& theorems_;
  const HtmlOptions& options_;
  std::string text_;
  std::size_t statements_ = 0;
  std::map<std::string, std::set<std::string>> used_by_;  // theorem -> ids of claims and statements
};

}  // namespace

std::string html_report(const Ledger& ledger, const std::vector<ClaimResult>& results,
                        const TheoremList& theorems, const HtmlOptions& options) {
  return HtmlReport(ledger, results, theorems, options).write();
}

}  // namespace dropcert::publish
