// The program as its users meet it: exit codes, what goes to which stream, and one clear sentence for bad
// input.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "cli/process.hpp"

using namespace dropcert::test;

namespace {

Outcome call_with(Invocation invocation) {
  return run(program(), invocation);
}

Outcome call(const std::vector<std::string>& arguments) {
  Invocation invocation;
  invocation.arguments = arguments;
  return call_with(invocation);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// Bad input: nothing on standard output, exit code 2, and one printable line that holds `part`, within a
// second of the processor's time.
void check_refused(const Outcome& outcome, const std::string& part) {
  CAPTURE(outcome.err.substr(0, 1000));
  CHECK(outcome.exit_code == 2);
  CHECK_FALSE(outcome.timed_out);
  CHECK(outcome.out.empty());
  std::vector<std::string> lines = lines_of(outcome.err);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].rfind("dropcert: ", 0) == 0);
  CHECK(lines[0].size() > 20);
  CHECK(lines[0].size() < 500);
  for (char c : lines[0]) CHECK((c >= 0x20 && c < 0x7f));
  CHECK(outcome.err.back() == '\n');
  CHECK_MESSAGE(contains(outcome.err, part), part);
  CHECK(outcome.cpu_seconds < slowness);
}

void check_refused(const std::vector<std::string>& arguments, const std::string& part) {
  CAPTURE(arguments.back().substr(0, 200));
  check_refused(call(arguments), part);
}

void check_expression_refused(const std::string& expression, const std::string& part) {
  check_refused({"evaluate", "--", expression}, part);
}

void check_ledger_refused(const std::string& content, const std::string& part) {
  TemporaryFolder folder;
  check_refused({"verify", folder.write("bad.claims", content)}, part);
}

// A statement that asks for too much is undecided, with the reason.
void check_out_of_reach(const std::string& statement, const std::string& part) {
  const Outcome outcome = call({"evaluate", "--", statement});
  CAPTURE(statement);
  CHECK(outcome.exit_code == 1);
  CHECK(outcome.out.empty());
  CHECK(contains(outcome.err, "not decided: out of reach: "));
  CHECK(contains(outcome.err, part));
  CHECK(outcome.cpu_seconds < slowness);
}

std::string nested(int depth, const std::string& open, const std::string& close) {
  std::string text = "1";
  for (int i = 0; i < depth; ++i) text = open + text + close;
  return text;
}

const char* const small_ledger =
    "ledger \"A title\"\nparameter max_k = 3\n"
    "claim A1 \"Section 1\" printed for k in 1..max_k: k > 0\n"
    "claim A2 \"Section 2\" printed 1 = 2 corrected 1 < 2\n";

}  // namespace

TEST_CASE("claims are explained by what a reader calls them") {
  TemporaryFolder folder;
  const std::string file = folder.write(
      "it's.claims",
      "claim A1 \"Section 1, Theorem 1\" says \"One is less.\" printed 1 < 2 evidence 2 < 3 evidence 3 < 4\n"
      "  because \"One is less than two.\"\n"
      "claim A2 \"Theorem 10\" says \"Two is even.\" printed mod(2, 2) = 0\n"
      "claim B3 \"Section 2, Theorem 1\" says \"Three is odd.\" printed mod(3, 2) = 1 evidence 1 = 1\n");
  const auto explained = [&](std::vector<std::string> names) {
    names.insert(names.begin(), "explain");
    names.insert(names.end(), {"--ledger", file});
    const Outcome outcome = call(names);
    CHECK_MESSAGE(outcome.exit_code == 0, outcome.err);
    return outcome.out;
  };
  const std::string one = explained({"a1"});
  CHECK(one == explained({"A1"}));
  CHECK(one.find("One is less than two.") < one.find("1 < 2"));
  CHECK(contains(one, "2 that hold: --all shows them."));
  CHECK_FALSE(contains(one, "3 < 4"));
  CHECK(contains(explained({"A1", "--all"}), "3 < 4"));
  CHECK(contains(one, "it'\\''s.claims' --only A1"));
  const std::string two = explained({"Theorem", "1"});
  CHECK(contains(two, "A1  Section 1"));
  CHECK(contains(two, "B3  Section 2"));
  CHECK_FALSE(contains(two, "A2  "));
  CHECK(contains(explained({"theorem 10"}), "A2  Theorem 10"));
  CHECK(contains(explained({"a1-b3"}), "A2  Theorem 10"));
  CHECK(contains(explained({"a2,B3"}), "B3  Section 2"));
  CHECK(contains(explained({"three", "odd"}), "B3  Section 2"));
  CHECK(explained({"is"}) ==
        "A1  Section 1, Theorem 1: One is less.\nA2  Theorem 10: Two is even.\nB3  Section 2, "
        "Theorem 1: Three is odd.\n");
  check_refused({"explain", "seven", "--ledger", file}, "has no claim 'seven', and none that speaks of it");
  const auto decided = [&](const std::string& only) {
    const std::string out = call({"verify", file, "--only", only}).out;
    std::string ids;
    for (const std::string id : {"A1", "A2", "B3"}) ids += contains(out, "\n" + id + "  ") ? id + " " : "";
    return ids;
  };
  CHECK(decided("a1-b3") == "A1 A2 B3 ");
  CHECK(decided("a2") == "A2 ");
  CHECK(decided("A1-A2") == "A1 A2 ");
  CHECK(decided("B3,A1") == "A1 B3 ");
  check_refused({"explain"}, "a claim's ID is missing");
  CHECK(call({"list", "--ledger", file}).out == explained({"is"}));
  CHECK(call({"list", "odd", "--ledger", file}).out == "B3  Section 2, Theorem 1: Three is odd.\n");
  check_refused({"list", "seven", "--ledger", file}, "has no claim that speaks of 'seven'");
  // A supporting fact that fails is never hidden.
  const std::string bad = folder.write("bad.claims", "claim A \"x\" printed 1 < 2 evidence 2 < 1\n");
  CHECK(contains(call({"explain", "A", "--ledger", bad}).out, "2 < 1"));
}

TEST_CASE("quiet commands") {
  TemporaryFolder folder;
  const std::string ledger = folder.write("a.claims", small_ledger);
  const Outcome verify = call({"verify", ledger, "--quiet"});
  CHECK(verify.exit_code == 0);
  CHECK(verify.out == "2 claims: 1 confirmed, 1 confirmed as corrected.\n");
  const std::string right = folder.write("right.tex", "\\certified{pi}{3.14}");
  CHECK(call({"paper", right, "--quiet"}).out.empty());
  const std::string wrong = folder.write("wrong.tex", "\\certified{pi}{3.15}");
  const Outcome paper = call({"paper", wrong, "--quiet"});
  CHECK(paper.exit_code == 1);
  CHECK(contains(paper.out, "wrong.tex:1:1: pi: "));
  CHECK_FALSE(contains(paper.out, "1 number"));
}

TEST_CASE("files for the completion of shells") {
  const Outcome bash = call({"completion", "bash"});
  CHECK(bash.exit_code == 0);
  CHECK(contains(bash.out, "    paper) options=\"--help --out --ledger --certificate --tables"));
  CHECK(contains(bash.out, "complete -o filenames -F _dropcert dropcert\n"));
  const Outcome zsh = call({"completion", "zsh"});
  CHECK(zsh.exit_code == 0);
  CHECK(zsh.out.rfind("#compdef dropcert\n", 0) == 0);
  CHECK(contains(zsh.out, "'--certificate["));
  check_refused({"completion", "fish"}, "fish");
}

TEST_CASE("expressions that are refused") {
  check_expression_refused("frobnicate(3)", "expression:1:1: unknown function 'frobnicate'");
  check_expression_refused("1 + nosuchname", "expression:1:5: unknown name 'nosuchname'");
  check_expression_refused("sqrt(1, 2)", "'sqrt' is given 2 arguments; expected 1");
  check_expression_refused("binomial(3)", "'binomial' is given 1 argument; expected 2");
  check_expression_refused("sqrt()", "expected a term");
  check_expression_refused("(1 + 2", "expression:1:7: the text ends here; expected ')'");
  check_expression_refused("1 + 2)", "expression:1:6: unexpected ')'");
  check_expression_refused("[1, 2", "expected ']'");
  check_expression_refused("bell(1/2)", "undefined: the index of a Bell number is not an integer");
  check_expression_refused("bell(0.5)", "expression:1:1: undefined");
  check_expression_refused("bell(1/2 + 1/3)", "is not an integer");
  check_expression_refused("stirling2(10^9, 3)", "asks for too much");
  check_expression_refused("(-3)!", "factorial of a negative number");
  check_expression_refused("(2 - 5)!", "factorial of a negative number");
  check_expression_refused("1/0", "division by zero");
  check_expression_refused("integral(x in [0, 1], 1/sqrt(x))", "undefined: division by zero at 0");
  check_expression_refused("1/(2 - 2)", "division by zero");
  check_expression_refused("log(0)", "logarithm");
  check_expression_refused("moment([1], 2, 1)", "strictly between 0 and 1");
  check_expression_refused("moment([1], 0, 1)", "strictly between 0 and 1");
  check_expression_refused("regulariser([1], -1/2)", "strictly between 0 and 1");
  check_expression_refused("sum([])", "an empty list is not allowed");
  check_expression_refused("regulariser([], 1/2)", "an empty list is not allowed");
  check_expression_refused("", "expected an expression");
  check_expression_refused("   # nothing", "expected an expression");
  check_expression_refused("1 = 2 = ", "expected a number");
  check_expression_refused("for x in 1..3 x = 1", "expected ':'");
  check_expression_refused("for (a, b) in {(1, 2), (3)}: a = b", "expected 2");
  check_expression_refused("x = 1 and", "expected a number");
  check_expression_refused("1 2", "expected an operator or the end");
  check_expression_refused("3 $ 4", "unexpected character '$'");
  check_expression_refused("2x", "after the number 2");
  check_expression_refused("\"text\"", "a string stands here; expected a term or a statement");
  check_expression_refused("prints(1, \"" + std::string(5000, '1') + "x\")", "is no printed number");
  check_expression_refused("1 + (1 = 1)", "a statement stands here; expected a number");
  check_expression_refused("not 3", "expected a statement");
  check_expression_refused("sum(i, 3)", "expected");
}

TEST_CASE("a statement may be undefined, which is said where true or false would be") {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"integral(x in [0, 2], 1/(x - 1)) = 0", "division by zero at 1 in '1/(x - 1)'"},
      {"converges([1], 1)", "strictly between 0 and 1"},
      {"not (1/0 = 1)", "undefined: division by zero in '1/0'"},
      {"for x in [0, 1]: 1/x > 0", "undefined at x = 0: division by zero in '1/x'"},
  };
  for (const auto& [statement, part] : rows) {
    const Outcome outcome = call({"evaluate", statement});
    CHECK(outcome.exit_code == 0);
    CHECK(outcome.out.rfind("undefined", 0) == 0);
    CHECK_MESSAGE(contains(outcome.out, part), part);
    CHECK(outcome.err.empty());
  }
}

TEST_CASE("work without end is refused at once") {
  check_expression_refused("sum(i = 1..10^15, i)", "more than 20000000 cases");
  check_expression_refused("sum(i = 1..10^18, i)", "more than 20000000 cases");
  check_out_of_reach("for i in 1..10^18: i > 0", "more than 20000000 cases");
  check_out_of_reach("for i in 1..10^6, j in 1..10^6: i > 0", "more than 20000000 cases");
  check_expression_refused("sum(i = 1..10^6, sum(j = 1..10^6, i))", "more than 20000000 cases");
  check_out_of_reach("for i in -9223372036854775808..9223372036854775807: i > 0", "beyond 2^61");
  check_expression_refused("2^(10^12)", "asks for too much");
  check_expression_refused("10^10^10", "asks for too much");
  const Outcome tower = call({"evaluate", "--", "10^10^10^10"});
  CHECK(tower.exit_code == 1);
  CHECK(contains(tower.err, "do not give 30 digits of '10^10^10^10'; it may be 0, too large, or undefined"));
  check_expression_refused("(1/3)^(-10^15)", "asks for too much");
  check_expression_refused("(10^9)!", "asks for too much");
  check_expression_refused("3!!!!!!", "asks for too much");
  check_expression_refused("bell(10^12)", "asks for too much");
  check_expression_refused("binomial(10^9, 10^8)", "asks for too much");
  check_expression_refused("bernoulli(10^7)", "asks for too much");
  check_expression_refused("moment([1, 2], 1/2, 10^8)", "asks for too much");
  check_expression_refused("(1 + p)^(10^9)", "asks for too much");
  check_expression_refused("1e100000", "exponent beyond 10000");
  check_expression_refused("exp(10^12)", "asks for too much");
}

TEST_CASE("deep nesting is refused") {
  check_expression_refused(nested(20'000, "(", ")"), "nested deeper than");
  check_expression_refused(nested(20'000, "-", ""), "nested deeper than");
  check_expression_refused(nested(20'000, "not ", "") + " = 1", "nested deeper than");
  check_expression_refused(nested(15'000, "sqrt(", ")"), "nested deeper than");
  check_expression_refused(nested(20'000, "2^", ""), "nested deeper than");
  check_expression_refused(nested(9'000, "1 + ", ""), "operators in a row");
  check_expression_refused(nested(5'000, "[", "]"), "nested deeper than");
  check_expression_refused(nested(5'000, "for x in {", "}: 1 = 1"), "");
  check_expression_refused("1" + std::string(50, '!'), "more than 8 factorial signs");
}

TEST_CASE("ledgers that are refused") {
  check_ledger_refused("", "the ledger has no claim");
  check_ledger_refused("# only a comment\n", "the ledger has no claim");
  check_ledger_refused("ledger \"title\"\n", "the ledger has no claim");
  check_ledger_refused("claim A \"a\" printed 1 = 1\nclaim A \"b\" printed 1 = 1\n", "claim A appears twice");
  check_ledger_refused("where f(x) = f(x - 1)\nclaim A \"a\" printed f(1) = 1\n", "refers to itself");
  check_ledger_refused("where f = f + 1\nclaim A \"a\" printed f = 1\n", "refers to itself");
  check_ledger_refused("where f(x) = g(x)\nwhere g(x) = f(x)\nclaim A \"a\" printed f(1) = 1\n",
                       "unknown function 'g'");
  check_ledger_refused("where f = g\nwhere g = f\nclaim A \"a\" printed f = 1\n", "unknown name 'g'");
  check_ledger_refused("claim A \"a\"\n", "claim A has no statement");
  check_ledger_refused("claim A \"a\" says \"words\"\n", "claim A has no statement");
  check_ledger_refused("claim A \"a\" instead 1 = 1\n", "no 'printed' statement");
  check_ledger_refused("claim A printed 1 = 1\n", "in double quotes");
  check_ledger_refused("claim A \"a\" printed 1 = 1 corrected 1 = 1 corrected 1 = 2\n", "second 'corrected'");
  check_ledger_refused("claim A \"a\" printed 1 = 1 corrected 1 = 1 instead 1 = 1\n",
                       "both 'corrected' and 'instead'");
  check_ledger_refused("claim A \"a\" printed 1 + 1\n", "expected a statement");
  check_ledger_refused("claim A \"a\" printed 1 = 1 proof no_such_theorem\n", "'no_such_theorem'");
  check_ledger_refused("claim A \"a\" proof x printed 1 = 1\n", "before 'proof'");
  check_ledger_refused("claim A \"a\n", "not closed");
  check_ledger_refused("parameter k = 1/2\nclaim A \"a\" printed 1 = 1\n", "1:");
  check_ledger_refused("parameter k = 0.5\nclaim A \"a\" printed 1 = 1\n", "'0.5' is not an integer");
  check_ledger_refused("parameter k = 1 parameter k = 2\nclaim A \"a\" printed 1 = 1\n", "declared twice");
  check_ledger_refused("where sum(x) = x\nclaim A \"a\" printed 1 = 1\n", "has a meaning of its own");
  check_ledger_refused("where pi = 3\nclaim A \"a\" printed 1 = 1\n", "has a meaning of its own");
  check_ledger_refused("where f(x, x) = x\nclaim A \"a\" printed 1 = 1\n", "'x' stands here twice");
  check_ledger_refused("headline refuted B \"b\"\nclaim A \"a\" printed 1 = 1\n", "names claim B");
  check_ledger_refused("hello world\n", "bad.claims:1:1: unexpected 'hello'");
}

TEST_CASE("every fault of a ledger is told in one run, a line each") {
  TemporaryFolder folder;
  const Outcome outcome =
      call({"verify",
            folder.write("bad.claims",
                         "where f(x) = foo(x)\nclaim A \"a\" printed ln(2) > 0\nclaim B \"b\" printed g = 1\n"
                         "claim C \"c\" printed f(1) = 1\n")});
  CHECK(outcome.exit_code == 2);
  CHECK(outcome.out.empty());
  const std::vector<std::string> lines = lines_of(outcome.err);
  REQUIRE(lines.size() == 3);
  CHECK(contains(lines[0], "bad.claims:1:14: unknown function 'foo'"));
  CHECK(contains(lines[1], "bad.claims:2:21: unknown function 'ln'"));
  CHECK(contains(lines[1], "did you mean 'log'?"));
  CHECK(contains(lines[2], "bad.claims:3:21: unknown name 'g'"));
}

TEST_CASE("what one claim asks for does not keep the others from being decided") {
  TemporaryFolder folder;
  const Outcome outcome =
      call({"verify",
            folder.write("large.claims",
                         "claim A \"a\" printed sum(i = 1..10^12, i) > 0\nclaim B \"b\" printed 1 = 1\n")});
  CHECK(outcome.exit_code == 1);
  CHECK(contains(outcome.out, "out of reach: the range 1..1000000000000 makes more than 20000000 cases"));
  CHECK(contains(outcome.out, "2 claims: 1 confirmed, 1 undecided."));
}

TEST_CASE("evidence that is refuted is a fault of the ledger: named, exit code 1") {
  TemporaryFolder folder;
  const Outcome outcome =
      call({"verify", folder.write("fault.claims", "claim A \"a\" printed 1 = 1 evidence 1 = 2\n")});
  CHECK(outcome.exit_code == 1);
  CHECK(contains(outcome.out, "1 claim: 1 confirmed."));
  CHECK(contains(outcome.out, "Faults of the ledger"));
}

TEST_CASE("definitions of definitions do not exhaust the stack") {
  std::string text = "where f0(x) = x + 1\n";
  for (int i = 1; i <= 80; ++i) {
    std::string body = "f" + std::to_string(i - 1) + "(x)";
    for (int depth = 0; depth < 200; ++depth) body = "(" + body + ") + 0";
    text += "where f" + std::to_string(i) + "(x) = " + body + "\n";
  }
  check_ledger_refused(text + "claim A \"a\" printed f80(1) = 2\n", "nested deeper than");
}

TEST_CASE("texts that are refused") {
  check_ledger_refused("claim A \"a\" printed 1 = " + std::string(10'000'000, '1') + "\n",
                       "the line has 10000");
  check_ledger_refused("# " + std::string(10'000'000, 'x'), "the line has 10000");
  check_ledger_refused("claim A \"a\" printed 1 = " + std::string(20'000, '1') + "\n",
                       "more than 10000 digits");
  std::string long_text;
  while (long_text.size() < (1 << 24) + 10) long_text += std::string(90, '#') + "\n";
  check_ledger_refused(long_text, "bytes; at most 16777216 are read");
  std::string garbage;
  unsigned state = 12345;
  for (int i = 0; i < 100'000; ++i)
    garbage += static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
  TemporaryFolder folder;
  const Outcome outcome = call({"verify", folder.write("bad.claims", garbage)});
  CHECK(outcome.exit_code == 2);
  CHECK(contains(lines_of(outcome.err).at(0), "bad.claims:1:1: unexpected byte 0x05"));
  CHECK(lines_of(outcome.err).size() <= 1001);
  check_ledger_refused(std::string("claim A \"a\" printed 1 = 1\0\n", 26), "unexpected byte 0x00");
  check_ledger_refused("claim A \"a\" printed 1 = 1 \xef\xbb\xbf\n", "unexpected byte 0xef");
  check_expression_refused("\x01\xff", "unexpected byte 0x01");
}

TEST_CASE("files that are refused") {
  TemporaryFolder folder;
  check_refused({"verify", folder.path() + "/missing.claims"}, "there is no file");
  check_refused({"verify", folder.path()}, "is a directory; expected a file");
  check_refused({"verify", ""}, "there is no file ''");
  check_refused({"verify", "/dev/zero"}, "bytes");
  check_refused({"verify", "/dev/null"}, "the ledger has no claim");
}

TEST_CASE("command lines that are refused") {
  check_refused({"verify", "--seconds", "nan"}, "--seconds: 'nan' is no number");
  check_refused({"theorem1", "--max-k", "10", "--save-every", "nan"}, "--save-every: 'nan' is no number");
  TemporaryFolder folder;
  std::string ledger = folder.write("small.claims", small_ledger);
  check_refused({"frobnicate"}, "there is no command 'frobnicate'");
  check_refused({"--frobnicate"}, "see 'dropcert --help'");
  check_refused(std::vector<std::string>{"evaluate"}, "EXPR is required; see 'dropcert evaluate --help'");
  check_refused({"evaluate", "-pi"}, "as in: dropcert evaluate -- '-pi'");
  CHECK(call({"evaluate", "--", "-pi", "--digits", "3"}).exit_code == 2);
  CHECK(call({"evaluate", "--digits", "3", "--", "-pi"}).out == "-3.14\n");
  check_refused({"evaluate", "1/0"}, "undefined: division by zero");
  check_refused({"evaluate", "1", "2"}, "not expected: 2");
  check_refused({"evaluate", "1", "--digits", "0"}, "--digits");
  check_refused({"evaluate", "1", "--digits", "10000000"}, "--digits");
  check_refused({"evaluate", "1", "--digits", "-3"}, "--digits");
  check_refused({"evaluate", "1", "--digits", "many"}, "--digits");
  check_refused({"evaluate", "1", "--digits", "99999999999999999999"}, "--digits");
  check_refused({"evaluate", "1", "--digits"}, "--digits");
  check_refused({"evaluate", "1", "--nonsense"}, "--nonsense");
  check_refused({"verify", ledger, "--only", "B7"}, "'B7'");
  check_refused({"verify", ledger, "--only", "A1,B7"}, "'B7'");
  check_refused({"verify", ledger, "--only"}, "--only");
  check_refused({"verify", ledger, "--digits", "0"}, "--digits");
  check_refused({"verify", ledger, "--digits", "10000000"}, "--digits");
  check_refused({"verify", ledger, "--threads", "0"}, "--threads");
  check_refused({"verify", ledger, "--max-k", "0"}, "--max-k");
  check_refused({"verify", ledger, "--max-k", "1000000000"}, "--max-k");
  check_refused({"verify", ledger, "--format", "xml"}, "--format");
  check_refused({"verify", ledger, ledger}, "not expected");
  check_refused({"verify", folder.write("plain.claims", "claim A \"a\" printed 1 = 1\n"), "--max-k", "5"},
                "has no parameter max_k");
  check_refused({"taylor"}, "--at");
  check_refused({"taylor", "--at", "1", "--contributions", "1,2"}, "--at");
  check_refused({"taylor", "--at", "one"}, "--at");
  check_refused({"taylor", "--at", "1", "--order", "10001"}, "--order");
  check_refused({"taylor", "--at", "1", "--digits", "0"}, "--digits");
  check_refused({"taylor", "--contributions", "1,x"}, "--contributions");
  check_refused({"taylor", "--contributions", "1,2", "--dropout", "1"}, "--dropout");
  check_refused({"taylor", "--contributions", "1,2", "--order", "2001"}, "--order");
  check_refused({"theorem1", "--max-k", "0"}, "--max-k");
  check_refused({"theorem1", "--max-k", "99999999999"}, "--max-k");
  check_refused({"theorem1", "--kernel", "abacus"}, "--kernel");
  Outcome nothing = run(program(), {});
  check_refused(nothing, "subcommand");
}

TEST_CASE("values go to standard output, and nothing else") {
  struct {
    std::vector<std::string> arguments;
    std::string out;
  } cases[] = {{{"evaluate", "1/3 + 1/6"}, "1/2\n"},
               {{"evaluate", "bernoulli(30)"}, "8615841276005/14322\n"},
               {{"evaluate", "pi", "--digits", "10"}, "3.141592654\n"},
               {{"evaluate", "--digits", "10", "--", "-pi"}, "-3.141592654\n"},
               {{"evaluate", "-1/2"}, "-1/2\n"},
               {{"evaluate", "D(p)"}, "p - p^2\n"},
               {{"evaluate", "1 < 2"}, "true\n"},
               {{"evaluate", "for k in 1..3: k < 3"}, "false\n"},
               {{"evaluate", "1/3", "--digits", "1"}, "1/3\n"},
               {{"evaluate", "sqrt(2)", "--digits", "1"}, "1\n"},
               {{"evaluate", "exp(-1000)", "--digits", "4"}, "5.076e-435\n"}};
  for (const auto& one : cases) {
    CAPTURE(one.arguments.back());
    const auto& [arguments, out] = one;
    Outcome outcome = call(arguments);
    CHECK(outcome.exit_code == 0);
    CHECK(outcome.out == out);
    CHECK(outcome.err.empty());
  }
}

TEST_CASE("taylor: coefficients and partial sums, correctly rounded") {
  // log 2, and B_2 (2^2 - 1)/(2 * 2!), B_4 (2^4 - 1)/(4 * 4!): 1/8 and -1/192.
  Outcome at_zero = call({"taylor", "--at", "0", "--order", "4", "--digits", "12"});
  CHECK(at_zero.exit_code == 0);
  CHECK(at_zero.err.empty());
  CHECK(at_zero.out ==
        "n,c_n\n0,0.693147180560\n1,0.500000000000\n2,0.125000000000\n3,0\n4,-0.00520833333333\n");
  // -1/192 has a tie at no digit, 1/8 at two: ties to even.
  CHECK(contains(call({"taylor", "--at", "0", "--order", "2", "--digits", "2"}).out, "2,0.12\n"));
  // c_2 E Delta^2 = 1/8 * 2.
  CHECK(contains(call({"taylor", "--contributions", "1,-1", "--order", "4", "--digits", "5"}).out,
                 "\n2,0.12500,0.25000\n"));
  for (std::string n : {"0", "7", "100"}) {
    std::string expression = "softplus_derivative(" + n + ", -5/3)/" + n + "!";
    std::string value = call({"evaluate", expression, "--digits", "40"}).out;
    Outcome all = call({"taylor", "--at=-5/3", "--order", "100", "--digits", "40"});
    CHECK(contains(all.out, "\n" + n + "," + value));
    std::string sum =
        call({"evaluate", "partial_regulariser(" + n + ", [2, -1/2, 1], 0.3)", "--digits", "40"}).out;
    Outcome sums = call(
        {"taylor", "--contributions", "2,-0.5,1", "--dropout", "0.3", "--order", "100", "--digits", "40"});
    for (const std::string& line : lines_of(sums.out))
      if (line.rfind(n + ",", 0) == 0)
        CHECK(line + "\n" == n + "," + line.substr(n.size() + 1, line.rfind(',') - n.size() - 1) + "," + sum);
  }
}

TEST_CASE("exit code 1 for what is not decided") {
  Outcome outcome = call({"evaluate", "max(erf(1), erf(2)) = erf(2)"});
  CHECK(outcome.exit_code == 1);
  CHECK(outcome.out.empty());
  CHECK(contains(outcome.err, "not decided"));
  Outcome zero = call({"evaluate", "erf(1) + erfc(1) - 1"});
  CHECK(zero.exit_code == 1);
  CHECK(zero.out.empty());
  TemporaryFolder folder;
  std::string ledger = folder.write(
      "open.claims", "claim A \"a\" printed max(erf(1), erf(2)) = erf(2)\nclaim B \"b\" printed 1 = 2\n");
  Outcome claims = call({"verify", ledger});
  CHECK(claims.exit_code == 1);
  CHECK(contains(claims.out, "undecided"));
  CHECK(claims.err.empty());
  CHECK(call({"verify", ledger, "--only", "B"}).exit_code == 0);  // a refuted claim is a decided one
  CHECK(call({"verify", ledger, "--format", "json"}).exit_code == 1);
}

TEST_CASE("verify: the report, and the options") {
  TemporaryFolder folder;
  std::string ledger = folder.write("small.claims", small_ledger);
  Outcome outcome = call({"verify", ledger});
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.err.empty());
  CHECK(contains(outcome.out, "A title"));
  CHECK(contains(outcome.out, "k in 1..max_k: 3 cases"));
  CHECK(contains(outcome.out, "2 claims: 1 confirmed, 1 confirmed as corrected."));
  CHECK_FALSE(contains(outcome.out, "\x1b"));
  for (const std::string& line : lines_of(outcome.out)) CHECK(line.size() <= 80);
  CHECK(contains(call({"verify", ledger, "--max-k", "7"}).out, "7 cases"));
  // --only before and after the file, once with a comma and twice.
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"verify", "--only", "A2", ledger},
        std::vector<std::string>{"verify", ledger, "--only", "A2"}}) {
    Outcome one = call(arguments);
    CHECK(one.exit_code == 0);
    CHECK(contains(one.out, "A2"));
    CHECK_FALSE(contains(one.out, "A1"));
  }
  CHECK(contains(call({"verify", ledger, "--only", "A1,A2"}).out, "2 claims"));
  CHECK(contains(call({"verify", ledger, "--only", "A1", "--only", "A2"}).out, "2 claims"));
  CHECK(contains(call({"verify", "/dev/stdin"}).err, "dropcert: "));  // empty here
}

TEST_CASE("verify: JSON") {
  TemporaryFolder folder;
  std::string ledger = folder.write("small.claims", small_ledger);
  Outcome outcome = call({"verify", ledger, "--format", "json", "--threads", "2"});
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.err.empty());
  nlohmann::json json = nlohmann::json::parse(outcome.out);
  REQUIRE(json.at("claims").size() == 2);
  const nlohmann::json& claim = json.at("claims").at(1);
  CHECK(claim.at("id") == "A2");
  CHECK(claim.at("where") == "Section 2");
  CHECK(claim.at("status") == "confirmed as corrected");
  CHECK(claim.at("seconds").is_number());
  for (const char* role : {"printed", "corrected"})
    for (const char* field : {"statement", "verdict", "trust", "counterexample"})
      CHECK(claim.at(role).contains(field));
  CHECK(claim.at("printed").at("statement") == "1 = 2");
  CHECK(claim.at("printed").at("counterexample").at("left") == "1");
}

TEST_CASE("colour: on a terminal, unless NO_COLOR is set") {
  TemporaryFolder folder;
  Invocation invocation;
  invocation.arguments = {"verify", folder.write("small.claims", small_ledger)};
  invocation.terminal = true;
  invocation.environment = {{"NO_COLOR", ""}};
  Outcome colourful = call_with(invocation);
  CHECK(colourful.exit_code == 0);
  CHECK(contains(colourful.out, "\x1b["));
  invocation.environment = {{"NO_COLOR", "1"}};
  Outcome plain = call_with(invocation);
  CHECK(plain.exit_code == 0);
  CHECK(contains(plain.out, "A title"));
  CHECK_FALSE(contains(plain.out, "\x1b"));
  invocation.arguments.push_back("--format");
  invocation.arguments.push_back("json");
  invocation.environment = {{"NO_COLOR", ""}};
  CHECK_FALSE(contains(call_with(invocation).out, "\x1b"));
}

TEST_CASE("results that cannot be written are no success") {
  TemporaryFolder folder;
  std::string ledger = folder.write("small.claims", small_ledger);
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"evaluate", "pi"}, std::vector<std::string>{"verify", ledger},
        std::vector<std::string>{"verify", ledger, "--format", "json"},
        std::vector<std::string>{"theorem1", "--max-k", "20"}, std::vector<std::string>{"--help"},
        std::vector<std::string>{"evaluate", "--help"}, std::vector<std::string>{"--version"},
        std::vector<std::string>{"evaluate", "pi", "--digits", "100000"}}) {
    Invocation invocation;
    invocation.arguments = arguments;
    invocation.out_path = "/dev/full";
    Outcome outcome = call_with(invocation);
    CAPTURE(arguments.front());
    CHECK(outcome.exit_code == 2);
    CHECK(lines_of(outcome.err).size() == 1);
  }
}

TEST_CASE("an interrupted run says so, and leaves the rest undecided") {
  TemporaryFolder folder;
  Invocation invocation;
  invocation.arguments = {
      "verify",
      folder.write("long.claims",
                   "claim A \"a\" printed 1 = 1\n"
                   "claim B \"b\" printed for i in 1..4000, j in 1..4000: exp(i) + j > 0\n"),
      "--threads", "1"};
  invocation.interrupt_after = 1;
  Outcome outcome = call_with(invocation);
  CHECK(outcome.exit_code == 1);
  CHECK(contains(outcome.err, "interrupted"));
  CHECK(contains(outcome.out, "confirmed"));
  CHECK(contains(outcome.out, "undecided"));
  invocation.arguments = {"evaluate", "sum(i = 1..4000, sum(j = 1..4000, exp(i + j)))"};
  Outcome term = call_with(invocation);
  CHECK(term.exit_code == 1);
  CHECK(term.out.empty());
  CHECK(contains(term.err, "interrupted"));
}

TEST_CASE("the paper's own ledger is read from any working folder") {
  TemporaryFolder folder;
  Invocation invocation;
  invocation.folder = folder.path();
  std::ifstream ledger(std::string(std::getenv("DROPCERT_LEDGER")));
  std::string id;
  for (std::string line; id.empty() && std::getline(ledger, line);)
    if (line.rfind("claim ", 0) == 0) id = line.substr(6, line.find(' ', 6) - 6);
  REQUIRE_FALSE(id.empty());
  invocation.arguments = {"verify", "--only", id};
  Outcome outcome = call_with(invocation);
  CHECK(outcome.exit_code == 0);
  CHECK(contains(outcome.out, id));
  CHECK(outcome.err.empty());
}

TEST_CASE("help and version") {
  Outcome version = call({"--version"});
  CHECK(version.exit_code == 0);
  CHECK(std::regex_search(version.out, std::regex("^dropcert [0-9]+\\.[0-9]+")));
  CHECK(contains(version.out, "FLINT"));
  for (std::string command : {"", "verify", "evaluate", "taylor", "theorem1"}) {
    std::vector<std::string> arguments =
        command.empty() ? std::vector<std::string>{} : std::vector<std::string>{command};
    arguments.push_back("--help");
    Outcome help = call(arguments);
    CHECK(help.exit_code == 0);
    CHECK(help.err.empty());
    CHECK(contains(help.out, "dropcert"));
  }
}

TEST_CASE("the examples in the help texts and the manual run") {
  std::string documents;
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"--help"}, std::vector<std::string>{"verify", "--help"},
        std::vector<std::string>{"evaluate", "--help"}, std::vector<std::string>{"theorem1", "--help"}})
    documents += call(arguments).out;
  std::ifstream manual(std::string(std::getenv("DROPCERT_MANUAL")));
  REQUIRE(manual);
  for (std::string line; std::getline(manual, line);) documents += line + "\n";
  std::regex example(
      "(?:^|: | {2})(dropcert (?:verify|evaluate|theorem1)(?: (?:--?[a-z0-9-]*|'[^']*'|[A-Z0-9,]+)(?= "
      "|$))*)(?: {2}.*)?$");
  int run_examples = 0;
  for (const std::string& line : lines_of(documents)) {
    std::smatch match;
    if (!std::regex_search(line, match, example) || contains(line, "OPTIONS")) continue;
    std::string command = match[1];
    command = std::regex_replace(command, std::regex("6000"), "300");  // the same, sooner
    if (command == "dropcert verify") command += " --max-k 30";
    CAPTURE(command);
    Invocation invocation;
    invocation.arguments = {"-c",
                            std::regex_replace(command, std::regex("^dropcert"), "'" + program() + "'")};
    Outcome outcome = run("/bin/sh", invocation);
    CHECK(outcome.exit_code >= 0);
    CHECK(outcome.exit_code <= 1);  // the paper's ledger may have undecided claims; a usage error is 2
    CHECK_FALSE(outcome.out.empty());
    CHECK(outcome.err.empty());
    ++run_examples;
  }
  CHECK(run_examples >= 8);
}
