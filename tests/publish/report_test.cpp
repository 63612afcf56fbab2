// Reports: what they must say, and how wide they may be.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "language/check.hpp"
#include "language/parser.hpp"
#include "publish/evidence.hpp"
#include "publish/explain.hpp"
#include "publish/html_report.hpp"
#include "publish/latex.hpp"
#include "publish/layout.hpp"
#include "publish/prose.hpp"
#include "publish/report.hpp"

using namespace dropcert;
using namespace dropcert::ball;
using namespace dropcert::language;
using namespace dropcert::verify;

namespace {

// A report of a ledger that stays where it is.
class Reported {
 public:
  explicit Reported(const std::string& text, const std::set<std::string>& only = {})
      : ledger_(parse_ledger(text, "l")) {
    check_ledger(ledger_);
    RunOptions options;
    options.policy.last = Bits{128};
    options.theorems = {"theorem_1"};
    options.only = only;
    results_ = run_ledger(ledger_, options);
  }
  std::string text(bool colour = false) const { return publish::text_report(ledger_, results_, colour); }
  nlohmann::json json() const { return nlohmann::json::parse(publish::json_report(ledger_, results_)); }
  const std::vector<ClaimResult>& results() const { return results_; }
  const Ledger& ledger() const { return ledger_; }

 private:
  Ledger ledger_;
  std::vector<ClaimResult> results_;
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// The line of the text report that holds the word, with the next one.
std::string reported_line(const std::string& ledger, const std::string& word) {
  const std::string text = Reported(ledger).text();
  const std::size_t place = text.find(word);
  REQUIRE(place != std::string::npos);
  std::string line = text.substr(place, 200);
  std::replace(line.begin(), line.end(), '\n', ' ');
  std::string folded;
  for (char c : line)
    if (c != ' ' || folded.empty() || folded.back() != ' ') folded += c;
  return folded;
}

std::size_t widest_line(const std::string& text) {
  std::istringstream lines(text);
  std::size_t widest = 0;
  for (std::string line; std::getline(lines, line);) widest = std::max(widest, line.size());
  return widest;
}

const char* const ledger_text = R"(
ledger "A title"
parameter max_k = 5
headline refuted B "The second claim fails."
headline confirmed A, D "The first and the fourth stand."
headline confirmed B "This would be false."
claim A "Section 1" says "one is one" printed for k in 1..max_k: k = k proof theorem_1
claim B "Section 2, a place with a name so long that it does not fit into the column kept for places"
  printed for k in 1..9, j in 1..k: stirling2(k+1, j) = j! * stirling2(k, j) + stirling2(k, j-1)
  instead 1 = 1
claim C "Section 3" printed 1 = 2 corrected 1 < 2
claim D "Section 4" printed 1/2 < sqrt(2) < 2 evidence bell(3) = 5
claim E "Section 5" printed max(erf(1), erf(2)) = erf(2)
claim F "Section 6" historical "It is about who did what."
claim G "Section 7" printed for x in 1..3: 1/(x - 2) != 0 instead converges([1], 1/2) evidence 1 = 2
)";

}  // namespace

TEST_CASE("wrapped text") {
  CHECK(publish::wrapped("one two three", 80) == "one two three");
  CHECK(publish::wrapped("one two three", 7) == "one two\nthree");
  CHECK(publish::wrapped("one two three", 7, 1, 2) == " one\n  two\n  three");
  CHECK(publish::wrapped("averyveryverylongword and", 8) == "averyveryverylongword\nand");
  CHECK(publish::wrapped("", 8, 2) == "  ");
  CHECK(publish::wrapped("  a   b  ", 8) == "a b");
}

TEST_CASE("clipped text") {
  CHECK(publish::clipped("abc", 3) == "abc");
  CHECK(publish::clipped("abcdef", 5) == "ab...");
}

TEST_CASE("styles") {
  CHECK(publish::styled("a", publish::Style::red, false) == "a");
  CHECK(publish::styled("a", publish::Style::plain, true) == "a");
  CHECK(publish::styled("a", publish::Style::red, true) == "\x1b[31ma\x1b[0m");
}

TEST_CASE("the text report") {
  Reported reported(ledger_text);
  std::string text = reported.text();
  CHECK(contains(text, "A title"));
  CHECK(contains(text, "The second claim fails."));
  CHECK(contains(text, "The first and the fourth stand."));
  // A headline that did not come out is shown, and not as established.
  CHECK(contains(text, "Not established by this run (B):\n  This would be false.\n"));
  CHECK_FALSE(contains(text, "Confirmed (B)"));
  // The counterexample with both sides, in words.
  CHECK(contains(text, "at k = 3, j = 3"));
  CHECK(contains(text, "left 6, right 9"));
  CHECK(contains(text, "undefined: division by zero in '1/(x - 2)'"));
  CHECK(contains(text, "7 claims: 2 confirmed, 1 confirmed as corrected, 2 refuted, 1 undecided, 1 not a"));
  CHECK(widest_line(text) <= 80);
  CHECK(text.back() == '\n');
  for (char c : text) CHECK(((c >= 0x20 && c < 0x7f) || c == '\n'));
  CHECK(contains(reported.text(true), "\x1b["));
}

TEST_CASE("the table says of an undecided claim what was covered, but no trust") {
  std::istringstream lines(Reported(ledger_text).text());
  std::string line;
  while (std::getline(lines, line) && line.rfind("E  ", 0) != 0) continue;
  CHECK(contains(line, "undecided                -"));
  CHECK_FALSE(contains(line, "exact"));
}

TEST_CASE("a confirmed claim with a further fact that fails is not passed over in silence") {
  std::string text = Reported("claim A \"a\" printed 1 = 1 evidence 1 = 2").text();
  CHECK(contains(text, "evidence: 1 = 2"));
  CHECK(contains(text, "refuted"));
}

TEST_CASE("lines stay narrow for long ids, places, statements and values") {
  std::string id(60, 'X');
  std::string text = Reported("claim " + id + " \"" + std::string(200, 'y') +
                              " and words\" printed for k in 1..3, a in {[1, 2, 3, "
                              "4], [5, 6, 7]}, b in {[1, 2, 3, 4], [5, 6, 7]}: sum(a) + sum(b) + k > 2^400")
                         .text();
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (line.find(' ') != std::string::npos && !contains(line, "yyyyyyyyyy")) CHECK(line.size() <= 80);
  CHECK(contains(text, "..."));
}

TEST_CASE("the JSON report has the documented fields") {
  nlohmann::json json = Reported(ledger_text).json();
  CHECK(json.at("ledger") == "A title");
  CHECK(json.at("program") == "dropcert");
  REQUIRE(json.at("claims").size() == 7);
  for (const nlohmann::json& claim : json.at("claims")) {
    for (const char* field : {"id", "where", "status", "seconds"}) CHECK(claim.contains(field));
    for (const char* role : {"printed", "corrected", "instead"})
      if (claim.contains(role) && !claim.at(role).is_null())
        for (const char* field :
             {"statement", "verdict", "trust", "counterexample", "coverage", "cases", "theorems", "proofs"})
          CHECK(claim.at(role).contains(field));
  }
  const nlohmann::json& b = json.at("claims").at(1);
  CHECK(b.at("status") == "refuted");
  CHECK(b.at("printed").at("verdict") == "refuted");
  CHECK(b.at("printed").at("counterexample").at("at") == nlohmann::json({{"k", "3"}, {"j", "3"}}));
  CHECK(b.at("printed").at("counterexample").at("left") == "6");
  CHECK(b.at("printed").at("counterexample").at("right") == "9");
  CHECK(b.at("instead").at("verdict") == "holds");
  CHECK(b.at("instead").at("counterexample").is_null());
  // The statement is the one decided: it reads back equal.
  CHECK(parse_expression(b.at("printed").at("statement").get<std::string>(), "j") ==
        Reported(ledger_text).ledger().claims[1].statements[0].tree);
  CHECK(json.at("claims").at(0).at("printed").at("trust") == "exact");
  CHECK(json.at("claims").at(0).at("printed").at("proofs") == nlohmann::json({"theorem_1"}));
  CHECK(json.at("claims").at(0).at("printed").at("vacuous") == false);
  CHECK(json.at("claims").at(4).at("printed").at("trust").is_null());
  CHECK(json.at("hidden_functions").empty());
  CHECK(json.at("claims").at(3).at("evidence").at(0).at("verdict") == "holds");
  CHECK(json.at("claims").at(4).at("printed").contains("reason"));
  CHECK(json.at("claims").at(5).at("reason") == "It is about who did what.");
  CHECK(json.at("claims").at(5).value("printed", nlohmann::json()).is_null());
  CHECK(contains(json.at("claims").at(6).at("printed").at("counterexample").at("undefined"),
                 "division by zero"));
  CHECK(json.at("counts").at("refuted") == 2);
  CHECK(json.at("counts").at("undecided") == 1);
  CHECK(json.at("headlines").at(0).at("established") == true);
  CHECK(json.at("headlines").at(2).at("established") == false);
}

TEST_CASE("a source that is cited stands beside the verdict, which it does not change") {
  const std::string undecided =
      "max(erf(1), erf(2)) = erf(2) cites \"Rosser 1941, Theorem 1\", \"Dusart & 2010\"";
  Reported cited("claim A \"a\" printed " + undecided);
  CHECK(contains(cited.text(), "A    a                               undecided, cited"));
  CHECK(contains(cited.text(), "undecided; cited: Rosser 1941, Theorem 1; Dusart & 2010"));
  CHECK(contains(cited.text(), "1 undecided (1 cited)."));
  CHECK(!contains(cited.text(), "confirmed"));
  CHECK(cited.json().at("claims").at(0).at("status") == "undecided");
  CHECK(cited.json().at("claims").at(0).at("cited") == true);
  CHECK(cited.json().at("claims").at(0).at("printed").at("citations") ==
        nlohmann::json({"Rosser 1941, Theorem 1", "Dusart & 2010"}));
  for (const std::string& report : {publish::markdown_report(cited.ledger(), cited.results()),
                                    publish::latex_report(cited.ledger(), cited.results())}) {
    CHECK(contains(report, "undecided, cited"));
    CHECK(contains(report, "undecided; cited: Rosser 1941, Theorem 1; Dusart "));
    CHECK(!contains(report, "confirmed"));
  }
  Reported decided("claim A \"a\" printed 1 = 1 cites \"Peano 1889\"");
  CHECK(contains(decided.text(), "confirmed"));
  CHECK(contains(decided.text(), "holds (exact); cited: Peano 1889"));
  CHECK(decided.json().at("claims").at(0).at("cited") == false);
  // One of two that are undecided cites nothing.
  Reported half("claim A \"a\" printed max(erf(1), erf(2)) = erf(2) printed " + undecided);
  CHECK(!contains(half.text(), "undecided, cited"));
  // A claim's status rests on the corrected statement, not on the evidence.
  Reported corrected("claim A \"a\" printed 1 = 2 corrected " + undecided +
                     " evidence max(erf(1), erf(2)) = erf(2)");
  CHECK(contains(corrected.text(), "undecided, cited"));
}

TEST_CASE("signs of printed numbers are set in LaTeX") {
  const Reported reported(
      "claim A \"a\" printed prints(1, \"\xe2\x88\x92"
      "1.5 \xc3\x97 10^{3}\") or prints(1, \"\xcf\x80/3\")");
  const std::string latex = publish::latex_report(reported.ledger(), reported.results());
  for (char c : latex) REQUIRE(static_cast<unsigned char>(c) < 0x80);
  CHECK(contains(latex, "1\\text{ is }\\text{``$-$1.5 $\\times$ 10\\textasciicircum{}\\{3\\}''}"));
}

TEST_CASE("evidence about what is printed shows the value") {
  const std::string text = Reported("claim A \"a\" printed prints(10^-20, \"0.000\")").text();
  CHECK(contains(text, "0 printed, the value is"));
  const Reported other("claim A \"a\" printed for s in {\"0.25\", \"0.30\"}: prints(1/4, s)");
  CHECK(contains(other.text(), "at s = \"0.30\": 'prints(1/4, s)' is false (the value is 1/4)"));
  CHECK(other.json()
            .at("claims")
            .at(0)
            .at("printed")
            .at("counterexample")
            .at("comparisons")
            .at(0)
            .at("value") == "1/4");
}

TEST_CASE("a theorem stands beside the trust, tied by reading") {
  CHECK(contains(reported_line("claim A \"a\" printed for k in 5..1: k = 1 proof theorem_1", "holds"),
                 "(exact, theorem theorem_1, tied by reading)"));
  CHECK_FALSE(contains(Reported(ledger_text).text(), "formal"));
}

TEST_CASE("what is vacuous is said to be so, in every format") {
  const Reported reported("claim A \"a\" printed for k in 5..1: k = 1");
  CHECK(contains(reported.text(), "holds, vacuous"));
  CHECK(contains(publish::markdown_report(reported.ledger(), reported.results()), "holds, vacuous"));
  CHECK(contains(publish::latex_report(reported.ledger(), reported.results()), "holds, vacuous"));
  CHECK(reported.json().at("claims").at(0).at("printed").at("vacuous") == true);
}

TEST_CASE("several printed statements") {
  const Reported reported(
      "claim A \"a\" printed 1 = 1 printed 2 = 3 claim B \"b\" printed 1 = 1 printed max(erf(1), erf(2)) = "
      "erf(2)\n"
      "claim C \"c\" printed 1 = 1 printed sqrt(2) < 2 - exp(-40)");
  CHECK(reported.results()[0].status == Status::refuted);
  CHECK(publish::decisive_statement(reported.results()[0]).statement ==
        &reported.ledger().claims[0].statements[1]);
  CHECK(reported.results()[1].status == Status::undecided);
  CHECK(reported.results()[2].status == Status::confirmed);
  CHECK(publish::weakest_trust(reported.results()[2]) == Trust::enclosure);
  CHECK(reported.json().at("claims").at(0).at("printed").size() == 2);
}

TEST_CASE(
    "evidence and what is true instead change no status; what is refuted of them is a fault of the ledger") {
  const Reported reported("claim A \"a\" printed 1 = 1 evidence max(erf(1), erf(2)) = erf(2) evidence 1 = 2");
  CHECK(reported.results()[0].status == Status::confirmed);
  CHECK(publish::faults(reported.results()[0]).size() == 1);
  CHECK(publish::describe_faults(reported.results()) ==
        "Faults of the ledger, statements that are to support a verdict and are refuted: A evidence.");
  CHECK(contains(reported.text(), "Faults of the ledger"));
  CHECK(contains(reported.text(), "undecided"));
  CHECK(publish::describe_faults(Reported("claim A \"a\" printed 1 = 1").results()).empty());
}

TEST_CASE("functions that the ledger hides are named") {
  CHECK(contains(Reported("where zeta(s) = s claim A \"a\" printed zeta(1) = 1").text(),
                 "Names of the language that this ledger gives a meaning of its own: zeta."));
}

TEST_CASE("a headline about claims that were not run is left out") {
  Reported reported(ledger_text, {"A", "C"});
  CHECK(reported.json().at("headlines").empty());
  CHECK_FALSE(contains(reported.text(), "stand"));
  CHECK_FALSE(publish::established(reported.ledger().headlines[0], reported.results()));
}

TEST_CASE("the statement that a status rests on") {
  Reported reported(ledger_text);
  CHECK(publish::decisive_statement(reported.results()[2]).statement->role == Role::corrected);
  CHECK(publish::decisive_statement(reported.results()[1]).statement->role == Role::printed);
  CHECK(publish::count(reported.results(), Status::refuted) == 2);
}

TEST_CASE("notation is told once, and with the claims whose sentences use it") {
  const Reported reported(
      "ledger \"T\" notation V \"the greatest `abs(Delta)`\" notation Delta \"what is added\" notation W "
      "\"not used\"\n"
      "headline confirmed A \"It is `V^2`.\"\n"
      "claim A \"here\" says \"About `2*V`.\" printed 1 = 1 claim B \"there\" says \"V is no formula.\" "
      "printed 2 = 2");
  const std::vector<Claim>& claims = reported.ledger().claims;
  // V uses Delta.
  const std::vector<const Notation*> used = publish::notations_used(reported.ledger(), claims[0]);
  REQUIRE(used.size() == 2);
  CHECK(used[0]->name == "V");
  CHECK(used[1]->name == "Delta");
  CHECK(publish::notations_used(reported.ledger(), claims[1]).empty());
  CHECK(publish::text_prose("a `2*V` and ` alone") == "a 2 * V and ` alone");
  CHECK(contains(reported.text(), "It is V^2.\n"));
  CHECK(contains(reported.text(), "Notation\n  V: the greatest abs(Delta)\n"));
  const std::string explained = publish::explain_text(reported.ledger(), reported.results()[0], {}, {});
  CHECK(contains(explained, "Notation\n  V: the greatest abs(Delta)\n  Delta: what is added\n"));
  CHECK_FALSE(contains(explained, "not used"));
  CHECK_FALSE(contains(publish::explain_text(reported.ledger(), reported.results()[1], {}, {}), "Notation"));
  const std::string latex = publish::latex_report(reported.ledger(), reported.results());
  CHECK(contains(latex, "\\section{Notation}\n$V$: the greatest $\\lvert \\Delta \\rvert$"));
  const std::string html = publish::html_report(reported.ledger(), reported.results(), {});
  CHECK(contains(html, "<li id=\"notation-V\">"));
  CHECK(contains(html, "<a href=\"#notation-Delta\">"));
  CHECK(contains(publish::markdown_report(reported.ledger(), reported.results()),
                 "- `V`: the greatest `abs(Delta)`\n"));
  const Reported other(
      "ledger \"T\" notation V \"the greatest\" claim A \"here\" says \"No formula.\" printed 1 = 1");
  CHECK_FALSE(contains(other.text(), "Notation"));
  CHECK_FALSE(contains(publish::latex_report(other.ledger(), other.results()), "Notation"));
  CHECK(reported.json().at("notation").at(0) ==
        nlohmann::json({{"name", "V"}, {"text", "the greatest `abs(Delta)`"}, {"latex", "V"}}));
}

TEST_CASE("the text report is as wide as the terminal") {
  const Reported reported(ledger_text);
  CHECK(widest_line(publish::text_report(reported.ledger(), reported.results(), false, 50)) <= 80);
  const std::string wide = publish::text_report(reported.ledger(), reported.results(), false, 120);
  CHECK(widest_line(wide) > 80);
  CHECK(widest_line(wide) <= 120);
}

TEST_CASE("formulas between backquotes in sentences") {
  CHECK(publish::latex_prose("a `x^2` b_c `no <i> formula;` d") ==
        "a ${x}^{2}$ b\\_c \\texttt{no \\textless{}i\\textgreater{} formula;} d");
  CHECK(publish::latex_prose("no formula & one ` alone") ==
        publish::latex_escaped("no formula & one ` alone"));
  CHECK(publish::html_prose("a `x^2` <b> `no <i> formula;`") ==
        "a <span class=\"formula\"><math><msup><mi>x</mi><mn>2</mn></msup></math></span> &lt;b&gt; <code>no "
        "&lt;i&gt; "
        "formula;</code>");
  CHECK(publish::html_prose("``") == "<code></code>");
  const Reported reported(
      "claim A \"\" says \"`x^2 >= 0`\" because \"`1/2`\" printed for x in real: x^2 >= 0");
  const std::string latex = publish::latex_report(reported.ledger(), reported.results());
  CHECK(contains(latex, "${x}^{2} \\ge 0$"));
  CHECK(contains(latex, "\\hyperref[claim:A]{A}"));
  CHECK(contains(latex, "\\tableofcontents"));
  const std::string html = publish::html_report(reported.ledger(), reported.results(), {});
  CHECK(contains(html, "<article id=\"A\" data-status=\"good\""));
  CHECK(contains(
      html,
      "<strong>Why.</strong> <span class=\"formula\"><math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>"));
  CHECK(contains(html, "dropcert verify --only A"));
}
