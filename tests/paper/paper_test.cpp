// Papers as text: what is read of them, with which places, and what is decided.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>

#include "language/check.hpp"
#include "paper/paper_report.hpp"

using namespace dropcert::language;
using namespace dropcert::verify;
using namespace dropcert::paper;

namespace {

using Files = std::map<std::string, std::string>;

SourceText read(const Files& files, const std::string& main = "main.tex") {
  return read_paper(main, [&](const std::string& path) -> std::optional<std::string> {
    const auto found = files.find(path);
    return found == files.end() ? std::nullopt : std::optional(found->second);
  });
}

std::string messages(const Faults& faults) {
  std::string text;
  for (const SourceError& fault : faults) text += (text.empty() ? "" : "\n") + std::string(fault.what());
  return text;
}

// "PLACE NAME" of each item, a line each.
std::string names(const Files& files) {
  const SourceText source = read(files);
  Faults faults;
  std::string text;
  for (const Item& item : items_of(source, faults))
    text += (text.empty() ? "" : "\n") + source.describe(item.at) + " " + item.name();
  CHECK_MESSAGE(faults.empty(), messages(faults));
  return text;
}
std::string names(const std::string& main) {
  return names(Files{{"main.tex", main}});
}

// Of a paper that is refused: all that is said.
std::string fault(const Files& files) {
  try {
    const SourceText source = read(files);
    Faults faults;
    const std::vector<Item> items = items_of(source, faults);
    const PaperLedger ledger = ledger_of(source, items, "main.tex", faults);
    source.sort(faults);
    return messages(faults);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
}
std::string fault(const std::string& main) {
  return fault(Files{{"main.tex", main}});
}

struct Run {
  std::vector<Item> items;
  PaperLedger ledger;
  Decisions decisions;
  std::string report, file;
};

Run decide(const std::string& main) {
  const SourceText source = read({{"main.tex", main}});
  Faults faults;
  Run run;
  run.items = items_of(source, faults);
  run.ledger = ledger_of(source, run.items, "main.tex", faults);
  REQUIRE_MESSAGE(faults.empty(), messages(faults));
  run.decisions = decide_paper(run.items, run.ledger, RunOptions{});
  run.report =
      text_report(source, run.items, *run.ledger.ledger, run.decisions, unread_in(source, run.items));
  run.file = package_file(run.items, run.decisions.items);
  return run;
}

std::string unread(const std::string& main) {
  const SourceText source = read({{"main.tex", main}});
  Faults faults;
  std::string text;
  for (const Unread& one : unread_in(source, items_of(source, faults)))
    text += (text.empty() ? "" : "; ") + one.text;
  return text;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("commands are found with their places") {
  CHECK(names("a \\certified{radius(3)}{4.3439}") == "main.tex:1:3 number{radius(3)}{4.3439}");
  CHECK(names("\n\\certified*{pi}{3.14} \\certified\n  {1}\n {1}") ==
        "main.tex:2:1 number{pi}{3.14}\nmain.tex:2:23 number{1}{1}");
  CHECK(names("\\certifiedvalue[digits=12]{pi}\\certifiedvalue{pi}") ==
        "main.tex:1:1 value{12}{pi}\nmain.tex:1:31 value{}{pi}");
  CHECK(names("\\certifiedrange{pi}{3}{4}\\certifiedwhere{f(x) = x}") ==
        "main.tex:1:1 range{pi}{3}{4}\nmain.tex:1:26 where{f(x) = x}");
  CHECK(names("\\begin{claim}[A]{1 = 1} x \\certified{2}{2} \\end{claim}") ==
        "main.tex:1:1 claim{1 = 1}\nmain.tex:1:27 number{2}{2}");
  CHECK(names("\\begin{certifiedclaim}{1 = 1}x\\end{certifiedclaim}") == "main.tex:1:1 claim{1 = 1}");
  CHECK(names("\\textbf{\\certified{1}{1}}$\\certified{2}{2}$") ==
        "main.tex:1:9 number{1}{1}\nmain.tex:1:27 number{2}{2}");
}

TEST_CASE("arguments are what TeX makes of them") {
  CHECK(names("\\certified{ 2 *\n\t 3% note }\n   + 1}{ 7 }") == "main.tex:1:1 number{2 * 3+ 1}{7}");
  CHECK(names("\\certified{exp(-30)}{9.36\\times10^{-14}}") ==
        "main.tex:1:1 number{exp(-30)}{9.36\\times 10^{-14}}");
  CHECK(names("\\certified{exp(-30)}{9.36 \\times  10^{-14}}") ==
        "main.tex:1:1 number{exp(-30)}{9.36 \\times 10^{-14}}");
  CHECK(names("\\certified{pi}{ 3.14\\ldots }") == "main.tex:1:1 number{pi}{3.14\\ldots }");
  CHECK(names("\\begin{claim}{for x in {1,\r\n 2}: x > 0}\\end{claim}") ==
        "main.tex:1:1 claim{for x in {1, 2}: x > 0}");
}

TEST_CASE("different statements have different names") {
  CHECK(names("\\certified{pi/2}{1}") != names("\\certified{pi}{2/1}"));
  CHECK(names("\\certifiedrange{pi}{3}{4}") != names("\\certified{pi}{3}"));
}

TEST_CASE("comments, verbatim text and conditions are left out") {
  const std::string number = "\\certified{1}{2}";
  for (const std::string& text : std::vector<std::string>{
           "% " + number, "\\verb|" + number + "|", "\\verb*+" + number + "+", "\\Verb|" + number + "|",
           "\\lstinline[x]!" + number + "!", "\\begin{verbatim}" + number + "\\end{verbatim}",
           "\\begin{comment}\n" + number + "\n\\end{comment}",
           "\\begin{lstlisting}[a]\n" + number + "\\end{lstlisting}", "\\iffalse " + number + "\\fi",
           "\\iffalse \\ifx\\a\\b \\else \\fi " + number + "\\fi", "\\iftrue \\else " + number + "\\fi",
           "x\\endinput\n" + number, "\\begin{document}\\end{document}" + number,
           "\\lstnewenvironment{code}{}{}\\begin{code}" + number + "\\end{code}", "\\let\\c\\certified",
           "\\renewcommand{\\certified}[2]{}", "\\iffalse % \\fi\n" + number + "\\fi"})
    CHECK_MESSAGE(names(text).empty(), text);
  for (const std::string& text : std::vector<std::string>{
           "\\% " + number, "\\iffalse x\\else " + number + "\\fi", "\\iftrue " + number + "\\fi",
           "\\let\\ifdraft\\iffalse " + number, "\\ifdraft " + number + "\\fi",
           "\\ifx\\a\\b\\else " + number + "\\fi", "\\url{a%20b}" + number, "\\iff " + number,
           "\\ifthenelse{a}{" + number + "}{}", "\\verb|%|" + number,
           "\\begin{comment} x \\end{comment} " + number, "\\newif\\ifa " + number})
    CHECK_MESSAGE(contains(names(text), "number{1}{2}"), text);
}

TEST_CASE("files are followed") {
  CHECK(names(Files{{"main.tex", "\\input{a}\\include{b/c} \\input d.tex x\\subimport{b/}{e}"},
                    {"a.tex", "\n\\certified{1}{1}"},
                    {"b/c.tex", "\\certified{2}{2}"},
                    {"d.tex", "\\certified{3}{3}\\endinput\n\\certified{0}{1}"},
                    {"b/e.tex", "\\input{f}"},
                    {"b/f.tex", "\\certified{5}{5}"}}) ==
        "a.tex:2:1 number{1}{1}\nb/c.tex:1:1 number{2}{2}\nd.tex:1:1 number{3}{3}\nb/f.tex:1:1 number{5}{5}");
  CHECK(fault(Files{{"main.tex", "\\begin{document}\n \\input{x}"}}) ==
        "main.tex:2:2: there is no file 'x.tex'");
  CHECK(contains(fault(Files{{"main.tex", "\\input{a}"}, {"a.tex", "\\input{main}"}}),
                 "a.tex:1:1: 'main.tex' inputs itself: main.tex -> a.tex -> main.tex"));
  CHECK(fault(Files{}) == "there is no file 'main.tex'");
  const SourceText preamble = read({{"main.tex", "\\input{glyphs}\\input{\\name}\\begin{document}"}});
  REQUIRE(preamble.remarks().size() == 2);
  CHECK(contains(preamble.remarks()[0], "main.tex:1:1: there is no file 'glyphs.tex'"));
  CHECK(contains(preamble.remarks()[1], "is not followed"));
  std::string doubling;
  for (int i = 0; i < 30; ++i) doubling += "\\input{b}";
  CHECK(contains(fault(Files{{"main.tex", doubling + doubling},
                             {"b.tex", "\\input{c}\\input{c}" + std::string()},
                             {"c.tex", std::string(1 << 20, 'x')}}),
                 "the paper has more than"));
}

TEST_CASE("faults have their places") {
  CHECK(contains(fault("\n \\certified{radis(3)}{4}"), "main.tex:2:13: unknown function 'radis'"));
  CHECK(contains(fault("\\certified{1 +\n  * 2}{3}"), "main.tex:2:3: unexpected '*'"));
  CHECK(contains(fault("\\certified{1 + % x\n  1 2}{3}"), "main.tex:2:5: unexpected '2'"));
  CHECK(contains(fault("\\certified{pi}{ 3.x}"), "main.tex:1:17: \"3.x\" is no printed number"));
  CHECK(contains(fault("\\certified{pi}{3"), "main.tex:1:15: the argument that begins here is not closed"));
  CHECK(contains(fault("\\certified{pi\n\n}{3}"), "not closed before the paragraph ends"));
  CHECK(contains(fault("\\certified{pi} x"), "main.tex:1:1: expected the digits in braces"));
  CHECK(contains(fault("\\certified{f(#1)}{#2}"), "main.tex:1:14: a parameter of a macro"));
  CHECK(contains(fault("\\certified{1 < 2}{3}"), "a statement stands here; expected a number"));
  CHECK(contains(fault("\\certified{p\xe9}{3}"), "main.tex:1:13: unexpected byte 0xe9"));
  CHECK(contains(fault("\\begin{claim}{1 + 1}x\\end{claim}"), "main.tex:1:17: a number stands here"));
  CHECK(contains(fault("\\begin{claim}{1 = 1}x"), "main.tex:1:1: the claim that begins here has no \\end"));
  CHECK(contains(fault("\\begin{claim}[A]{1 = 1}\\end{claim}\\begin{claim}[A]{1 = 1}\\end{claim}"),
                 "claim 'A' appears twice"));
  CHECK(contains(fault("\\certifiedwhere{f = 1 claim A \"x\" printed 1 = 1}"), "expected one definition"));
  CHECK(contains(fault("\\certifiedwhere{f(x) = g(x)}\\certified{1}{1}"),
                 "main.tex:1:24: unknown function 'g'"));
  CHECK(contains(fault("\\certifiedvalue[digits=0]{pi}"), "expected an integer from 1 to 1000"));
  CHECK(contains(fault("\\certifiedvalue[dgits=3]{pi}"), "main.tex:1:17: unknown option 'dgits'"));
  CHECK(contains(fault("\\certifiedrange{pi}{3...}{4}"), "main.tex:1:21: '3...' is the end of a range"));
  CHECK(contains(fault("\\begin{verbatim}"), "main.tex:1:1: the environment that begins here has no end"));
  CHECK(contains(fault("x\\iffalse"), "main.tex:1:2: the condition that begins here has no end"));
  // Several are told at once, in the order of their places, and each once.
  const std::string several =
      fault(Files{{"main.tex", "\\certified{*}{3}\\input{a}\\input{a}\n\\certified{x}{y}"},
                  {"a.tex", "\\certified{radis(1)}{2}\\certified{+}{2}"}});
  CHECK(several.find("main.tex:1:12: ") == 0);
  CHECK(several.find("main.tex:2:15: ") < several.find("a.tex:1:12: "));
  CHECK(several.find("a.tex:1:12: ") < several.find("a.tex:1:36: "));
  CHECK(several.find("a.tex:1:12: ") == several.rfind("a.tex:1:12: "));
  CHECK(contains(fault("\\certified{radis(1)}{2}\\certified{*}{3}"), "radis"));
  CHECK(contains(fault("\\certified{radis(1)}{2}\\certified{*}{3}"), "'*'"));
}

TEST_CASE("what is right, wrong and undecided") {
  const Run run = decide(
      "\\certified{radius(3)}{4.3439} "
      "\\certified{radius(3)}{4.3440}\n\\certified{pi}{3.15}\\certified{zeta(3)}{1.2020...}"
      "\\certified{exp(-40)}{0}\\certified{1/0}{3}\\certifiedrange{pi}{3.15}{4}\\certifiedrange{pi}{3}{4}"
      "\\begin{claim}[A]{2 = 3}x\\end{claim}\\begin{claim}{for x in real: x^2 >= 0}y\\end{claim}"
      "\\begin{claim}[B]{for x in 1..0: x = 2}y\\end{claim}\\certified{sin(10^10^10)}{0.5}");
  const std::vector<State> states = {State::right, State::wrong, State::wrong, State::right,
                                     State::wrong, State::wrong, State::wrong, State::right,
                                     State::wrong, State::right, State::right, State::undecided};
  REQUIRE(run.decisions.items.size() == states.size());
  for (std::size_t i = 0; i < states.size(); ++i) {
    CAPTURE(i);
    CHECK(run.decisions.items[i].state == states[i]);
  }
  CHECK(run.decisions.items[1].instead == "4.3439");
  CHECK(run.decisions.items[2].instead == "3.14");
  CHECK(contains(run.decisions.items[4].finding, "0 printed for a value that is not 0"));
  CHECK(contains(run.decisions.items[5].finding, "undefined"));
  CHECK(contains(run.decisions.items[6].finding, "'3.15 <= pi' is false"));
  CHECK(contains(run.decisions.items[10].finding, "vacuous"));
  CHECK(contains(run.report,
                 "main.tex:1:31: radius(3): last digit rounded the wrong way\n  printed   4.3440\n"));
  CHECK(contains(run.report, "main.tex:2:1: pi: "));
  CHECK(contains(run.report, ", so 3.14\n"));
  CHECK(contains(run.report, "5 right, 6 wrong, 1 undecided"));
  CHECK(contains(run.file, "|dropcertentry{number{radius(3)}{4.3439}}{right}{}{}\n"));
  CHECK(contains(run.file, "|dropcertentry{claim{2 = 3}}{refuted}{}{"));
  CHECK(contains(run.file, "|dropcertentry{claim{for x in real: x^2 >= 0}}{confirmed}{}{}\n"));
  CHECK(run.file.starts_with(package_file_opening));
  CHECK_FALSE(all_right(run.items, run.decisions.items));
}

TEST_CASE("right digits in the author's form") {
  const std::pair<const char*, const char*> cases[] = {{"\\certified{exp(-30)}{9.37e-14}", "9.36e-14"},
                                                       {"\\certified{-pi}{-3.15}", "-3.14"},
                                                       {"\\certified{1/3}{0.34}", "0.33"},
                                                       {"\\certified{2^20}{1,048,577}", "1048576"},
                                                       {"\\certified{-1/1000}{.002}", "-0.001"},
                                                       {"\\certified{99.996}{99.95}", "100.00"},
                                                       {"\\certified{exp(30)}{1.07e13}", "1.07e13"}};
  for (const auto& one : cases) {
    const std::string text = one.first;
    const Run run = decide(text);
    CAPTURE(text);
    if (run.decisions.items[0].state == State::right) continue;
    CHECK(run.decisions.items[0].instead == one.second);
  }
  CHECK(decide("\\certified{1/1000}{0.00}").decisions.items[0].instead.empty());  // 0 is printed for 0 alone
}

TEST_CASE("values") {
  const Run run = decide(
      "\\certifiedvalue{bernoulli(30)}\\certifiedvalue[digits=4]{1/3}\\certifiedvalue[digits=12]{pi}"
      "\\certifiedvalue{pi}\\certifiedvalue[digits=2]{2^3}\\certifiedvalue[digits=3]{2^100}"
      "\\certifiedvalue{1/0}\\certifiedvalue{p}\\certifiedvalue{pi}");
  const char* values[] = {
      "8615841276005/14322", "0.3333", "3.14159265359", "3.14159", "8", "1.27e30", "", "", "3.14159"};
  for (std::size_t i = 0; i < std::size(values); ++i) {
    CAPTURE(i);
    CHECK(run.decisions.items[i].value == values[i]);
    CHECK(run.decisions.items[i].state == (*values[i] ? State::right : State::wrong));
  }
  CHECK(run.ledger.ledger->claims.size() == 6);  // without values that are none; the same one once
  CHECK(contains(run.file, "|dropcertentry{value{4}{1/3}}{right}{0.3333}{}\n"));
}

TEST_CASE("definitions are in force everywhere") {
  const Run run = decide(
      "\\certified{f(3)}{9}\\certifiedwhere{f(x) = x^2}\\certified{g(2)}{5}\\certifiedwhere{g(x) = f(x) + "
      "1}");
  CHECK(all_right(run.items, run.decisions.items));
  CHECK(contains(run.file, "|dropcertdefinition{1}{f(x) = x^2}\n"));
  CHECK(contains(run.file, "|dropcertend{2}{2}\n"));
  CHECK(contains(decide("\\certifiedwhere{radius(x) = 2*pi}\\certified{radius(3)}{6.28}").report,
                 "a meaning of its own: radius"));
}

TEST_CASE("a ledger is read back") {
  const Run run = decide(
      "\\certifiedwhere{f(x) = x^2}\\certified{f(3)}{9}\\certified{f(3)}{9}\n"
      "\\begin{claim}[id=thm:a q]{for x in real: f(x) >= 0}Squares, \"as\" \xe9 they are\\end{claim}"
      "\\begin{claim}[for]{1 = 1}x\\end{claim}"
      "\\certifiedrange{pi}{3 \\times 10^{0}}{7/2}\\certifiedvalue{1/3}");
  const std::string text = ledger_text(*run.ledger.ledger);
  const Ledger again = checked_ledger(text, "again");
  REQUIRE(again.claims.size() == run.ledger.ledger->claims.size());
  for (std::size_t i = 0; i < again.claims.size(); ++i) {
    CHECK(again.claims[i].id == run.ledger.ledger->claims[i].id);
    CHECK(again.claims[i].statements[0].tree == run.ledger.ledger->claims[i].statements[0].tree);
  }
  CHECK(contains(text, "claim N1 \"main.tex:1:28, main.tex:1:47\""));
  CHECK(contains(text, "claim thm_a_q "));
  CHECK(contains(text, "claim for_ "));
  CHECK(contains(text, "says \"Squares, 'as' ? they are\""));
}

TEST_CASE("columns of keys and certified columns") {
  const std::string preamble = "\\usepackage[columns]{dropcert}\n";
  const std::string table =
      "\\begin{tabular}{K{z}|N[table-format=1.4]{radius(z)}c*{2}{N{z^2}}}\\hline\n{$z$} & {$\\rho$} & x & "
      "{a} & {b}\\\\\\midrule\n"
      "3 & 4.3439 & 1 & 9 & \\\\[2pt]\n & 4.344 & \\multicolumn{2}{c}{7} & 9.0 \\\\ 1/2 & 3.1811\n & & 0.25 "
      "\\\\\\hline\\end{tabular}";
  CHECK(names(preamble + table) ==
        "main.tex:4:5 cell{radius(z)}{z}{3}{4.3439}\nmain.tex:4:18 cell{z^2}{z}{3}{9}\n"
        "main.tex:5:4 cell{radius(z)}{z}{3}{4.344}\nmain.tex:5:36 cell{z^2}{z}{3}{9.0}\n"
        "main.tex:5:49 cell{radius(z)}{z}{1/2}{3.1811}\nmain.tex:6:6 cell{z^2}{z}{1/2}{0.25}");
  CHECK(names(table).empty());  // columns of somebody else's
  const Run run = decide(preamble + table);
  CHECK(all_right(run.items, run.decisions.items));
  CHECK(contains(decide(preamble + "\\begin{tabular}{K{z}N{radius(z)}}3 & 4.35\\end{tabular}").report,
                 "main.tex:2:38: radius(z), z = 3: "));
  CHECK(contains(fault(preamble + "\\begin{tabular}{N{radius(z)}K{z}}4.3&3\\end{tabular}"),
                 "a key to its left"));
  CHECK(contains(fault(preamble + "\\begin{tabular}{K{z}N{radius(y)}}3&4.3\\end{tabular}"),
                 "main.tex:2:30: unknown name 'y'"));
  CHECK(contains(fault(preamble + "\\begin{tabular}{K{z}N{radius(z)}}3 printed & 4.3\\end{tabular}"),
                 "main.tex:2:36: unexpected"));
}

TEST_CASE("what nothing checks") {
  CHECK(unread("\\begin{tabular}{ll} 1 & 2.5 \\\\ x2 & $-3{,}5$ \\end{tabular}") == "1; 2.5; -3; 5");
  CHECK(unread("\\begin{tabular}{ll} \\certified{pi}{3.14} & 1.2(3) \\\\ 4 \\times 10^{-5} & "
               "1e-3\\end{tabular}") == "1.2(3); 4 \\times 10^{-5}; 1e-3");
  CHECK(
      unread(
          "\\begin{tabular}{l}\\multicolumn{2}{c}{7} \\\\\\cmidrule{1-2} $a_1^2$ \\ref{t3}\\end{tabular}") ==
      "7");
  CHECK(unread("\\begin{tabular}{l}\\begin{tabular}{l}8\\end{tabular}\\end{tabular}") == "8");
  CHECK(unread("\\[a = b\\] $$x_{i=1}$$ $$c<d$$ \\begin{align}a&=1\\\\b&\\\\c&\\le\n 2\\end{align}") ==
        "a = b; c<d; a&=1; c&\\le 2");
  CHECK(unread("$a = b$ text $c$$d$ \\begin{equation}\\label{eq:a=b}\\sum_{k=1}^n k\\end{equation}").empty());
  CHECK(unread("\\[a = \\certified{pi}{3.14}\\]\\begin{claim}{1 = 1}\\[x = y\\]\\end{claim}").empty());
  const SourceText source = read({{"main.tex", "\\begin{tabular}{l}3\\end{tabular}\\[a=b\\]"}});
  Faults faults;
  CHECK(unread_report(source, unread_in(source, items_of(source, faults))) ==
        "main.tex:1:19: 3\n  \\certified{TERM}{3}\nmain.tex:1:35: a=b\n  \\begin{claim}[ID]{STATEMENT} ... "
        "\\end{claim}\nnot read: 1 number, 1 relation\n");
}

TEST_CASE("claims of the author's own are left alone") {
  CHECK(names("\\newtheorem{claim}{Claim}\\begin{claim}[Note]{x} y\\end{claim}").empty());
  CHECK(names("\\begin{claim}[Note] y\\end{claim}\\begin{claim} y\\end{claim}").empty());
}

TEST_CASE("large and broken texts end soon") {
  const auto repeated = [](const std::string& text, int count) {
    std::string result;
    for (int i = 0; i < count; ++i) result += text;
    return result;
  };
  for (const std::string& text :
       {repeated("\\begin{tabular}{c}", 50'000), repeated("$", 100'001), repeated("\\[", 50'000),
        repeated("\\verb", 50'000), repeated("\\url{", 50'000), repeated("{", 100'000),
        repeated("\\begin{claim}", 50'000), repeated("&", 100'000), std::string(10'000'000, 'x'),
        repeated("\\iftrue", 50'000), repeated("\n", 1'000'000), repeated("\\input", 50'000)})
    CHECK(unread(text).empty());
  CHECK(contains(fault(repeated("\\certified{", 20'000)), "is not closed within"));
  CHECK(contains(fault("\\certified{" + repeated("(", 5000) + "}{1}"), "nested deeper"));
}

TEST_CASE("texts with errors at random") {
  const std::string seed =
      "\\usepackage[columns]{dropcert}\n\\begin{document}\\certified*{radius(3)}{4.34 % "
      "c\n}\\certifiedvalue[digits=12]{pi}"
      "\\certifiedrange{pi}{3}{4}\\certifiedwhere{f(x) = x^2}\\iffalse a\\else b\\fi "
      "\\verb|x|\\url{a%b}\\input{a} "
      "\\begin{claim}[id=A, as=lemma]{for x in {1, 2}: f(x) > "
      "0}w\\end{claim}\\begin{verbatim}v\\end{verbatim}"
      "\\begin{tabular}{K{z}N[t=1]{radius(z)}*{2}{c}}\\hline 3 & 4.3439 & \\multicolumn{2}{c}{7}\\\\ "
      "\\end{tabular}"
      "\\begin{align}a &= 1\\\\b_{i=1} &< 2\\end{align}\\[a = b\\]$$c>d$$\\end{document}";
  const std::string bytes = "{}[]\\%$&#=,.\n \t\"|*0a\xff" + std::string(1, '\0');
  std::mt19937 random(19);
  std::size_t read_well = 0;
  for (int i = 0; i < 4000; ++i) {
    std::string text = seed;
    for (int changes = 1 + i % 5; changes > 0; --changes) {
      const std::size_t at = random() % text.size();
      const char byte = bytes[random() % bytes.size()];
      if (random() % 3 == 0)
        text[at] = byte;
      else if (random() % 2 == 0)
        text.insert(at, 1, byte);
      else
        text.erase(at, 1 + random() % 8);
    }
    CAPTURE(text);
    try {
      const SourceText source = read({{"main.tex", text}, {"a.tex", "\\certified{1}{1}\\endinput x"}});
      Faults faults;
      const std::vector<Item> items = items_of(source, faults);
      for (const Item& item : items) {
        REQUIRE(item.at < source.text().size());
        REQUIRE(item.end <= source.text().size());
        REQUIRE(item.at < item.end);
      }
      for (const Unread& one : unread_in(source, items)) REQUIRE(one.at < source.text().size());
      ledger_of(source, items, "main.tex", faults);
      for (const SourceError& fault : faults) {
        REQUIRE(fault.at().line >= 1);
        REQUIRE(fault.at().column >= 1);
      }
      if (faults.empty()) ++read_well;
    } catch (const SourceError&) {
    }
  }
  CHECK(read_well > 100);
}
