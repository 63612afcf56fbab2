#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "language/check.hpp"
#include "language/fault.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"

using namespace dropcert;
using namespace dropcert::language;
using test::fault;

namespace {

std::string ledger_fault(const std::string& text) {
  try {
    checked_ledger(text, "l");
    return "";
  } catch (const SourceError& error) {
    return error.what();
  }
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string normal(const std::string& text) {
  return to_text(parse_expression(text, "t"));
}

}  // namespace

TEST_CASE("a statement says where its sides meet") {
  const Ledger ledger = checked_ledger(
      "claim A \"\" printed for x in [0, 1], y in real: x >= 0 contact x = 0, y = sqrt(2) cites \"B\" "
      "contact x = 1",
      "l");
  const std::vector<ContactPoint>& contacts = ledger.claims[0].statements[0].contacts;
  REQUIRE(contacts.size() == 3);
  CHECK(to_text(contacts[1]) == "y = sqrt(2)");
  CHECK(ledger.claims[0].statements[0].citations.size() == 1);
  CHECK(contains(ledger_fault("claim A \"\" contact x = 0"), "l:1:20: unexpected 'x'; expected a statement"));
  CHECK(contains(ledger_fault("claim A \"\" printed for x in real: x = x contact z = 0"),
                 "l:1:49: 'z' is no variable that the statement binds"));
  CHECK(
      contains(ledger_fault("claim A \"\" printed for x in real: x = x contact x = x"), "unknown name 'x'"));
  CHECK(contains(ledger_fault("claim A \"\" printed for x in real: x = x contact x = [1]"),
                 "a list stands here"));
}

TEST_CASE("a statement cites sources") {
  const Ledger ledger = parse_ledger(
      "claim A \"\" printed 1 = 1 cites \"Rosser and  Schoenfeld 1962,\n Theorem 1\", \"B\" proof t cites "
      "\"C\" "
      "evidence 2 = 2",
      "l");
  CHECK(ledger.claims[0].statements[0].citations ==
        std::vector<std::string>{"Rosser and Schoenfeld 1962, Theorem 1", "B", "C"});
  CHECK(ledger.claims[0].statements[0].proofs == std::vector<std::string>{"t"});
  CHECK(ledger.claims[0].statements[1].citations.empty());
  CHECK(contains(ledger_fault("claim A \"\" cites \"B\" printed 1 = 1"), "before 'cites'"));
  CHECK(contains(ledger_fault("claim A \"\" printed 1 = 1 cites \"\""), "the source is empty"));
  CHECK(contains(ledger_fault("claim A \"\" printed 1 = 1 cites B"), "expected the source in double quotes"));
  CHECK(contains(ledger_fault("claim A \"\" printed for cites in 1..2: cites = 1"), "unexpected 'cites'"));
}

TEST_CASE("precedence and associativity") {
  CHECK(normal("1+2*3") == "1 + 2 * 3");
  CHECK(normal("(1+2)*3") == "(1 + 2) * 3");
  CHECK(normal("1-(2-3)") == "1 - (2 - 3)");
  CHECK(normal("1-2-3") == "1 - 2 - 3");
  CHECK(normal("-x^2") == "-x^2");
  CHECK(parse_expression("-x^2", "t").kind == Kind::negate);
  CHECK(parse_expression("(-x)^2", "t").kind == Kind::power);
  CHECK(parse_expression("2^3^4", "t") == parse_expression("2^(3^4)", "t"));
  CHECK(parse_expression("2^n!", "t") == parse_expression("2^(n!)", "t"));
  CHECK(parse_expression("a = b and c = d or e = f", "t") ==
        parse_expression("((a = b) and (c = d)) or (e = f)", "t"));
  CHECK(parse_expression("a = b implies c = d implies e = f", "t") ==
        parse_expression("a = b implies (c = d implies e = f)", "t"));
}

TEST_CASE("numbers are exact as written") {
  CHECK(parse_expression("0.3", "t").number == mpq_class(3, 10));
  CHECK(parse_expression("1.25e2", "t").number == 125);
  CHECK(parse_expression("5e-1", "t").number == mpq_class(1, 2));
  CHECK(normal("0.30") == "0.30");
  CHECK(parse_expression("for k in 1..5: k = k", "t").binders[0].domain.kind == DomainKind::range);
}

TEST_CASE("domains") {
  auto kind = [](const std::string& domain) {
    return parse_expression("for x in " + domain + ": x = x", "t").binders[0].domain.kind;
  };
  CHECK(kind("1..3") == DomainKind::range);
  CHECK(kind("(1)..3") == DomainKind::range);
  CHECK(kind("{1, 2}") == DomainKind::cases);
  for (const char* interval : {"[0, 1]", "(0, 1)", "[0, 1)", "(0, 1]", "(-oo, 1]", "[0, oo)", "(-oo, oo)"})
    CHECK(kind(interval) == DomainKind::interval);
  for (const char* range : {"1..oo", "-oo..3", "-oo..oo"}) CHECK(kind(range) == DomainKind::range);
  CHECK(kind("real") == DomainKind::reals);
  CHECK(kind("dropout([1], 1/2)") == DomainKind::elements);
  CHECK(kind("([1, 2])") == DomainKind::elements);  // a list, and printed as one
  CHECK(normal("for x in ([1, 2]): x = 1") == "for x in ([1, 2]): x = 1");
  const Domain half_open = parse_expression("for x in (0, 1]: x = x", "t").binders[0].domain;
  CHECK(half_open.low_open);
  CHECK_FALSE(half_open.high_open);
  CHECK(contains(fault("for x in [0, oo]: x = x"),
                 "t:1:10: oo is no number; expected a round bracket beside it"));
  CHECK(contains(fault("for x in oo..3: x = x"), "the domain ends before it begins"));
  CHECK(contains(fault("for x in (0, -oo): x = x"), "the domain ends before it begins"));
  CHECK(contains(fault("oo > 1"), "'oo' is no number"));
  CHECK(contains(fault("for x in 1..2, x in 1..3: x = x"), "the name 'x' stands here twice"));
}

TEST_CASE("domains of lists, elements") {
  auto domain = [](const std::string& text) {
    return parse_expression("for a in " + text + ": 1 = 1", "t").binders[0].domain;
  };
  for (const auto& one :
       {std::pair{"real^3", DomainKind::reals}, std::pair{"[0, 1)^(n + 1)", DomainKind::interval},
        std::pair{"{0, 1}^n", DomainKind::cases}, std::pair{"(1..3)^2", DomainKind::range},
        std::pair{"(0..oo)^n!", DomainKind::range}}) {
    CAPTURE(one.first);
    const auto& [text, base] = one;
    const Domain found = domain(text);
    CHECK(found.kind == DomainKind::power);
    CHECK(found.base == base);
    CHECK(base_of(found).kind == base);
    CHECK(normal(std::string("for a in ") + text + ": 1 = 1") == std::string("for a in ") + text + ": 1 = 1");
  }
  CHECK(is_over_region(domain("real^3")));
  CHECK(is_over_region(domain("(0..oo)^2")));
  CHECK_FALSE(is_over_region(domain("(0..9)^2")));
  CHECK(domain("[0, 1]^2").low_open == false);
  CHECK_FALSE(parse_expression("for a in real^2: 1 = 1", "t") ==
              parse_expression("for a in real^3: 1 = 1", "t"));
  CHECK_FALSE(parse_expression("for a in [0, 1]^2: 1 = 1", "t") ==
              parse_expression("for a in {0, 1}^2: 1 = 1", "t"));
  CHECK(parse_expression("f(x)[2]^3", "t").kind == Kind::power);
  CHECK(parse_expression("-a[1]", "t").kind == Kind::negate);
  CHECK(normal("([1, 2])[1]!") == "[1, 2][1]!");
  CHECK(contains(fault("for a in (1..3): 1 = 1"), "expected '^' and a number of elements"));
  CHECK(contains(fault("for a in real^2^2: 1 = 1"), "unexpected '^'"));
  CHECK(contains(fault("for a in {(1, 2)}^2: 1 = 1"), "this case has 2 values; expected 1"));
  CHECK(contains(fault("for (a, b) in {1, 2}^2: 1 = 1"), "several names need a list of cases"));
  CHECK(contains(fault("for a in real^2: a = 1"), "a list stands here; expected a number"));
  CHECK(contains(fault("for a in real^[1]: 1 = 1"), "a list stands here; expected a number"));
  CHECK(contains(fault("for x in real: x[1] = 1"), "a number stands here; expected a list"));
  CHECK(contains(fault("some a in real^2 by 1: 1 = 1"), "a number stands here; expected a list"));
  CHECK(contains(fault("[1, 2][1 = 1"), "expected ']' after the number of the element"));
}

TEST_CASE("cases from a file") {
  CHECK(normal("for (a, s) in file(\"x.csv\"): prints(a, s)") ==
        "for (a, s) in file(\"x.csv\"): prints(a, s)");
  CHECK(fault("for (a, s) in file(\"x.csv\"): prints(a, s)") == "");
  CHECK(fault("some a in file(\"x.csv\"), b in {1, a}: a < b") == "");
  CHECK(contains(fault("for (a, s) in file(\"x.csv\"): a < s and prints(a, s)"), "a string stands here"));
  CHECK(contains(fault("for a in file(1): a < 2"), "unknown function 'file'"));
  CHECK(contains(fault("sum(a in file(\"x.csv\"), a) = 2"), "unknown function 'file'"));
  CHECK(contains(fault("for (a, b) in list(\"x.csv\"): a < b"), "several names need a list of cases"));
  // The names of the file are strings where a definition uses them so, unless another variable has the name.
  CHECK_NOTHROW(
      checked_ledger("where right(x, s) = prints(x, s) claim A \"\" printed for (a, t) in "
                     "file(\"x.csv\"): right(a, t)",
                     "l"));
  CHECK(fault("for (a, t) in file(\"x.csv\"): t > 1 and (for t in {\"1.0\"}: prints(a, t))") == "");
}

TEST_CASE("laws that are written out") {
  CHECK(fault("mean(x in law([(0, 1/2), (1, 1/2)]), x) = 1/2") == "");
  CHECK(normal("mean(x in law([((1), 1/2), (2 + 3, (1/2))]), x) = 1") ==
        "mean(x in law([(1, 1/2), (2 + 3, 1/2)]), x) = 1");
  CHECK(contains(fault("law([1, 2]) = 1"), "a list stands here; expected a list of pairs"));
  CHECK(contains(fault("sum(x in law([(1, 1)]), x) = 1"), "a probability law stands here; expected a list"));
  CHECK(
      contains(fault("mean(x in law([(1, 2, 3)]), x) = 1"), "3 values stand here; expected a value and its"));
  CHECK(contains(fault("sum([(1, 2)]) = 1"), "stand only in a list of cases, and in law([(x, p), ...])"));
  CHECK(ledger_fault("where law(x) = x + 1 claim A \"\" printed law(2) = 3") == "");
  CHECK(ledger_fault("where f(law) = law[1] claim A \"\" printed f([2]) = 2") == "");
}

TEST_CASE("existence, witnesses, wherever defined") {
  const Node node = parse_expression("some x in [0, 1], y in 1..3 by 1/2, 2 wherever defined: x < y", "t");
  CHECK(node.kind == Kind::existence);
  CHECK(node.wherever_defined);
  CHECK(node.children.size() == 3);
  CHECK(to_text(node) == "some x in [0, 1], y in 1..3 by 1/2, 2 wherever defined: x < y");
  CHECK(contains(fault("some x in [0, 1] by 1, 2: x = 1"), "a witness has 2 terms; expected 1"));
  CHECK(contains(fault("for x in [0, 1] by 1: x = 1"), "expected ':'"));
  CHECK(contains(fault("for x in real wherever: x = 1"), "expected 'defined' after 'wherever'"));
  CHECK(fault("for by in 1..2, wherever in 1..2: by = wherever") ==
        "");  // words of the grammar only where they stand
}

TEST_CASE("names") {
  CHECK(contains(fault("for pi in {3}: pi = 3"), "'pi' has a meaning of its own"));
  CHECK(contains(ledger_fault("where pi = 3 claim A \"\" printed 1 = 1"), "'pi' has a meaning of its own"));
  CHECK(
      contains(ledger_fault("parameter pi = 3 claim A \"\" printed 1 = 1"), "'pi' has a meaning of its own"));
  CHECK(contains(ledger_fault("where oo = 3 claim A \"\" printed 1 = 1"), "'oo' has a meaning of its own"));
  CHECK(fault("for exp in {3}: exp = 3") == "");
  CHECK(contains(fault("for exp in {3}: exp(1) = 3"), "'exp' is a variable here and takes no arguments"));
  CHECK(ledger_fault("where zeta(s) = s + 1 claim A \"\" printed zeta(1) = 2") == "");
  CHECK(contains(ledger_fault("where exp(x) = exp(x) + 1 claim A \"\" printed exp(0) = 2"),
                 "refers to itself"));
  for (const char* ring : {"D(p)", "at(1, 2)", "mean_over_p(1)"}) {
    CHECK(contains(fault(std::string("for p in {1}: ") + ring + " = 1"), "'p' has another meaning here"));
    CHECK(contains(ledger_fault(std::string("where p = 1/2 claim A \"\" printed ") + ring + " = 1"),
                   "'p' has another meaning here"));
  }
  CHECK(contains(ledger_fault("where f(x) = x claim A \"\" printed f((1 = 1)) = 1"),
                 "a statement stands here"));
  const Ledger ledger =
      parse_ledger("where zeta(s) = s claim A \"\" printed for exp in {1}: zeta(exp) = 1", "l");
  CHECK(hidden_functions(ledger) == std::vector<std::string>{"exp", "zeta"});
}

TEST_CASE("what was meant") {
  CHECK(contains(fault("ln(2) = 1"), "did you mean 'log'?"));
  CHECK(contains(fault("sech(2) = 1"), "did you mean '1/cosh(x)'?"));
  CHECK(contains(fault("e = 1"), "did you mean 'exp(1)'?"));
  CHECK(contains(fault("factorial(3) = 6"), "did you mean 'n!'?"));
  CHECK(contains(fault("stirlng2(3, 1) = 6"), "did you mean 'stirling2'?"));
  CHECK(contains(fault("for k in 1..inf: k = k"), "did you mean 'oo'?"));
  CHECK(contains(fault("for alpha in 1..3: alhpa = 1"), "did you mean 'alpha'?"));
  CHECK(contains(fault("for x in R: x^2 >= 0"), "did you mean 'real'?"));
  CHECK(contains(fault("for n in N: n >= 0"), "did you mean '1..oo'?"));
  CHECK(contains(fault("for n in Z: n^2 >= 0"), "did you mean '-oo..oo'?"));
  CHECK(contains(fault("for all x in real: x = x"), "did you mean 'for x in ...'?"));
  CHECK(contains(fault("forall x in real: x = x"), "did you mean 'for'?"));
  CHECK(contains(fault("there exists x in real: x > 0"), "did you mean 'some'?"));
  CHECK(contains(fault("exists x in real: x > 0"), "did you mean 'some'?"));
  CHECK(contains(fault("product(k = 1..3, k) = 6"), "did you mean 'prod'?"));
  CHECK(contains(fault("integrate(x in [0, 1], x) = 1/2"), "did you mean 'integral'?"));
  CHECK(contains(fault("sum(k in range(3), k) = 3"), "did you mean 'a..b'?"));
  CHECK(contains(fault("sgn(2) = 1"), "did you mean 'if(x > 0, 1, if(x < 0, -1, 0))'?"));
  CHECK(contains(fault("!(1 = 2)"), "did you mean 'not'?"));
  CHECK_FALSE(contains(fault("for x in real: x > 0 and"), "did you mean"));
  CHECK_FALSE(contains(fault("for N in 1..3: (N + 1"), "did you mean"));
  CHECK(contains(fault("1 == 1"), "t:1:3: unexpected '=='; expected '='"));
  CHECK(contains(fault("2**3 = 8"), "unexpected '**'; expected '^'"));
  CHECK(contains(fault("1 \xe2\x89\xa4 2"), "unexpected '\xe2\x89\xa4'; expected '<='"));
  CHECK(contains(fault("|2| = 2"), "unexpected '|'; expected 'abs(...)', or 'or'"));
  CHECK(contains(fault("5 % 3 = 2"), "unexpected '%'; expected 'mod(a, b)', or '/100'"));
  CHECK(contains(fault("1 = 1 \xe2\x87\x92 2 = 2"), "expected 'implies'"));
  CHECK(contains(fault("2\xc2\xb2 = 4"), "expected '^2'"));
  CHECK(contains(fault("\xe2\x88\x83 x in real: x = 1"), "expected 'some'"));
  CHECK(contains(fault("for x in \xe2\x84\x9d: x = x"), "expected 'real'"));
}

TEST_CASE("every fault is one sentence with its place") {
  CHECK(fault("1 + foo(2)") ==
        "t:1:5: unknown function 'foo'; expected a function of the language or a definition made before");
  CHECK(contains(fault("stirling2(3)"), "t:1:1: 'stirling2' is given 1 argument; expected 2"));
  CHECK(contains(fault("(1 + 2"), "t:1:7: the text ends here; expected ')'"));
  CHECK(contains(fault("1 + 2)"), "t:1:6: unexpected ')'"));
  for (const char* undefined : {"bell(1/2)", "(-3)!", "1/0", "binomial(1/2, 2)"})
    CHECK(fault(undefined) == "");
  CHECK(contains(fault("deviation([], 1/2)"), "an empty list is not allowed"));
  CHECK(contains(fault("x + 1"), "unknown name 'x'"));
  CHECK(contains(fault("bell"), "is a function; expected '('"));
  CHECK(contains(fault("sum([1], 2)"), "expected sum(i = lo..hi, term)"));
  CHECK(contains(fault("1 = 2 + converges([1], 1/2)"), "a statement stands here; expected a number"));
  for (const char* statement :
       {"\"a\" = 1", "1 + \"a\" = 1", "length(\"a\") = 1", "[\"a\"] = 1", "sum(i in \"a\", i) = 1"})
    CHECK(contains(fault(statement), "a string stands here; expected a"));
  CHECK(contains(fault(std::string("1 + \x01", 5)), "unexpected byte 0x01"));
  CHECK(contains(fault("1 + $"), "unexpected character '$'"));
  CHECK(contains(fault(""), "expected an expression"));
  CHECK(contains(fault("3k"), "unexpected 'k' after the number 3"));
  CHECK(contains(fault("for sum in 1..3: 1 = 1"), "'sum' has a meaning of its own"));
  CHECK(contains(fault("1e99999"), "exponent beyond"));
  CHECK(contains(fault("1e999999999999999999999999"), "exponent beyond"));
}

TEST_CASE("hostile input ends in a sentence") {
  CHECK(contains(fault(std::string(200'000, '(')), "bytes; at most"));
  CHECK(contains(fault(std::string(90'000, '(')), "nested deeper"));
  CHECK(contains(fault(std::string(90'000, '-') + "1"), "nested deeper"));
  std::string chain = "1";
  for (int i = 0; i < 40'000; ++i) chain += "+1";
  CHECK(contains(fault(chain), "operators in a row"));
  std::string domains;
  for (int i = 0; i < 60; ++i) domains += "for x in ((";
  CHECK(fault(domains) != "");
  CHECK(contains(fault(std::string(11'000, '7')), "more than 10000 digits"));
}

TEST_CASE("notation stands after the title, and is no name for statements") {
  const std::string claim = "claim A \"a\" printed 1 = 1";
  const Ledger ledger = checked_ledger(
      "ledger \"T\" notation V \"the  greatest\n`x`\" notation R_k \"its order\"" + claim, "l");
  REQUIRE(ledger.notations.size() == 2);
  CHECK(ledger.notations[0].name == "V");
  CHECK(ledger.notations[0].text == "the greatest `x`");
  CHECK(ledger.notations[1].name == "R_k");
  CHECK(ledger_fault("notation p \"also without a title\"" + claim) == "");
  CHECK(contains(ledger_fault("notation V \"a\" notation V \"b\"" + claim),
                 "the notation 'V' stands here twice"));
  CHECK(contains(ledger_fault("notation 3 \"a\"" + claim), "expected the name that sentences use"));
  CHECK(
      contains(ledger_fault("notation V" + (" " + claim)), "expected what it stands for, in double quotes"));
  CHECK(contains(ledger_fault("parameter n = 3 notation V \"a\"" + claim), "unexpected 'notation'"));
  CHECK(contains(ledger_fault("notation V \"a\" claim A \"a\" printed V = 1"), "V"));
  CHECK(ledger_fault(
            "where notation(x) = x claim A \"a\" printed for notation2 in {1}: notation(notation2) = 1") ==
        "");
}

TEST_CASE("letters with an index in LaTeX") {
  const auto latex = [](const std::string& text) { return to_latex(parse_expression(text, "t")); };
  CHECK(latex("a_j") == "a_{j}");
  CHECK(latex("rho_1") == "\\rho_{1}");
  CHECK(latex("x_max") == "x_{\\mathrm{max}}");
  CHECK(latex("Delta") == "\\Delta");
  CHECK(latex("a_b_c") == "\\mathrm{a\\_b\\_c}");
  CHECK(latex("ab_c") == "\\mathrm{ab\\_c}");
}

TEST_CASE("ledgers") {
  const std::string good =
      "ledger \"A paper\"\nparameter max_k = 5\nwhere f(x) = x^2\n"
      "claim C1 \"here\" says \"a  b\n c\" where g = f(3) printed for k in 1..max_k: g = 9 proof "
      "some_theorem corrected 1 = 1 formal one_more, another\n"
      "claim H \"there\" historical \"no mathematics\"\n";
  Ledger ledger = checked_ledger(good, "l");
  CHECK(ledger.claims.size() == 2);
  CHECK(ledger.claims[0].says == "a b c");
  CHECK(ledger.claims[0].statements[0].proofs == std::vector<std::string>{"some_theorem"});
  CHECK(ledger.claims[0].theorems == std::vector<std::string>{"one_more", "another"});
  CHECK(ledger.claims[0].statements[1].proofs.empty());
  CHECK(ledger.claims[1].historical == "no mathematics");

  CHECK(contains(ledger_fault(""), "the ledger has no claim"));
  CHECK(contains(ledger_fault("claim A \"x\" printed 1 = 1 claim A \"y\" printed 1 = 1"),
                 "claim A appears twice"));
  CHECK(contains(ledger_fault("where f(x) = f(x) claim A \"x\" printed 1 = 1"), "refers to itself"));
  CHECK(contains(ledger_fault("where f(x) = g(x) where g(x) = f(x) claim A \"x\" printed 1 = 1"),
                 "only those before it"));
  CHECK(contains(ledger_fault("where f = 1 + f claim A \"x\" printed 1 = 1"), "refers to itself"));
  CHECK(contains(ledger_fault("claim A \"x\""), "has no statement"));
  CHECK(contains(ledger_fault("claim A \"x\" corrected 1 = 1"), "has no 'printed'"));
  CHECK(contains(ledger_fault("claim A \"x\" printed 1 + 1"), "expected a statement"));
  CHECK(ledger_fault("claim A \"x\" printed 1 = 1 printed 1 = 1") == "");
  CHECK(contains(ledger_fault("claim A \"x\" printed 1 = 1 corrected 1 = 1 corrected 1 = 1"),
                 "second 'corrected'"));
  CHECK(contains(ledger_fault("hello"), "expected 'claim'"));
  CHECK(contains(ledger_fault("claim A \"x"), "not closed"));
}

TEST_CASE("every fault of a ledger is told at once, and none twice") {
  const std::string text =
      "where f(x) = foo(x)\nwhere g = f(1) + 1\nclaim A \"a\"\n  printed 1 == 1\n  corrected (1 = 1\n"
      "  evidence x = 1\nclaim B \"b\"\n  printed bell(1, 2) = 1\nclaim B \"again\" printed g = 2\n";
  CHECK(
      ledger_fault(text) ==
      "l:1:14: unknown function 'foo' in the definition of 'f'; a definition may use only those before it\n"
      "l:4:13: unexpected '=='; expected '='\n"
      "l:6:3: unexpected 'evidence'; expected ')' to close the parenthesis\n"
      "l:6:12: unknown name 'x'; expected a variable bound by 'for', a parameter, a definition made before, "
      "or a constant\n"
      "l:8:11: 'bell' is given 2 arguments; expected 1\n"
      "l:9:7: claim B appears twice; expected distinct ids");
  const std::string names = ledger_fault(
      "where f(x) = foo(x)\nwhere g = f(1) + 1\nclaim A \"a\" printed g = x\nclaim B \"b\"\n  printed "
      "bell(1, 2) = 1\n"
      "claim B \"again\" printed 1 = 1 headline refuted Z \"?\"");
  CHECK(contains(names, "l:1:14: unknown function 'foo'"));
  CHECK_FALSE(contains(names, "l:2"));  // the fault is in what it uses
  CHECK(contains(names, "l:5:11: 'bell' is given 2 arguments; expected 1"));
  CHECK(contains(names, "l:6:7: claim B appears twice"));
  CHECK(contains(names, "a headline names claim Z"));
}

// A statement with faults of its own at the columns that it is given with.
struct Faulty {
  const char* text;
  std::vector<int> columns;
};

TEST_CASE("every fault of random statements is told, each where it stands, and nothing else") {
  const std::vector<Faulty> kinds = {{"1 = 1", {}},
                                     {"foo(1) = bar(2)", {0, 9}},
                                     {"x + y = 1", {0, 4}},
                                     {"1 == 1", {2}},
                                     {"sin(1, 2) = [1] + (1 = 1)", {0, 12, 19}},
                                     {"for x in {1, y}: x = z", {13}},
                                     {"for x in [u, y]: x = z", {10, 13, 21}},
                                     {"if(1, 2, 3) = 1 and not u = 1", {3, 24}},
                                     {"sum(k = v..w, t) = prod(1)", {8, 11, 14, 24}},
                                     {"broken + faulty(1) = sound(1)", {}},
                                     {"sound([1]) = 1", {}},
                                     {"prints(1, \"x\") and a < b", {10, 19, 23}}};
  const std::string head = "where broken = (\nwhere faulty(x) = nil\nwhere sound(x) = 1\n";
  std::mt19937_64 random(7);
  for (int trial = 0; trial < 300; ++trial) {
    std::string text = head;
    std::vector<std::string> places = {"l:2:1", "l:2:19"};
    for (int line = 4; line < 12; ++line) {
      const Faulty& kind = kinds[random() % kinds.size()];
      const std::string claim = fmt::format("claim C{} \"\" printed ", line);
      text += claim + kind.text + "\n";
      for (int column : kind.columns)
        places.push_back(fmt::format("l:{}:{}", line, claim.size() + static_cast<std::size_t>(column) + 1));
    }
    const std::string told = ledger_fault(text);
    CAPTURE(text);
    CAPTURE(told);
    if (places.size() <= 20) CHECK(std::count(told.begin(), told.end(), '\n') + 1 == std::ssize(places));
    for (std::size_t i = 0; i < std::min<std::size_t>(places.size(), 20); ++i)
      CHECK(contains("\n" + told, "\n" + places[i] + ": "));
  }
}

TEST_CASE("UTF-8 in strings and comments, and a byte order mark") {
  const std::string text =
      "\xef\xbb\xbfledger \"Dobi\xc5\x84ski\" # \xe2\x88\x9e\nclaim A \"\xc2\xa7 2\" printed 1 = 1";
  CHECK(ledger_fault(text) == "");
  CHECK(parse_ledger(text, "l").title == "Dobi\xc5\x84ski");
  CHECK(contains(ledger_fault("ledger \"\xff\" claim A \"\" printed 1 = 1"), "unexpected byte 0xff"));
  CHECK(contains(ledger_fault("ledger \"\x1b[31m\" claim A \"\" printed 1 = 1"), "unexpected byte 0x1b"));
  CHECK(contains(ledger_fault("ledger \"\xe2\x80\xae\" claim A \"\" printed 1 = 1"), "unexpected byte 0xe2"));
  CHECK(contains(ledger_fault("ledger \"\xc0\xaf\" claim A \"\" printed 1 = 1"), "unexpected byte 0xc0"));
}

TEST_CASE("time grows with the length, whatever is nested or defined") {
  std::string products = "x";
  std::string conditions = "1";
  for (int i = 0; i < 150; ++i) {
    products = "2*(" + products + ")";
    conditions = "if(1 = 1, 2, " + conditions + ")";
  }
  CHECK(fault("for x in 1..2: " + products + " = " + conditions) == "");
  std::string chain = "where a0 = 1\n";
  for (int i = 1; i < 20'000; ++i)
    chain += "where a" + std::to_string(i) + " = a" + std::to_string(i - 1) + " + 1\n";
  CHECK(ledger_fault(chain + "claim A \"\" printed a19999 = 20000") == "");
}

TEST_CASE("LaTeX") {
  auto latex = [](const std::string& text) { return to_latex(parse_expression(text, "t")); };
  CHECK(latex("stirling2(k+1, j)") == "S_2(k + 1, j)");
  CHECK(latex("1/(2*pi)") == "\\frac{1}{2 \\cdot \\pi}");
  CHECK(latex("for k in 1..3: k <= 3") == "\\text{for } 1 \\le k \\le 3:\\quad k \\le 3");
  CHECK(latex("(a+b)^2") == "{(a + b)}^{2}");
  CHECK(latex("max(1, 2)") == "\\max(1,\\allowbreak 2)");
  CHECK(latex("for x in (0, 1]: x > 0") == "\\text{for } x \\in (0,\\allowbreak 1]:\\quad x > 0");
  CHECK(latex("for n in 1..oo: n > 0") == "\\text{for } n \\in \\mathbb{Z},\\ n \\ge 1:\\quad n > 0");
  CHECK(latex("for a in real^3: a[1] > 0") == "\\text{for } a \\in \\mathbb{R}^{3}:\\quad {a}_{1} > 0");
  CHECK(latex("for a in (1..n)^2: a[1] > 0") ==
        "\\text{for } a \\in \\{1, \\ldots, n\\}^{2}:\\quad {a}_{1} > 0");
  CHECK(latex("sum(x in [1, 2], x)") == "\\sum_{x \\in \\{1,\\allowbreak 2\\}} x");
}

TEST_CASE("definitions by equations") {
  auto text_of = [](const std::string& definition) {
    const Ledger ledger = checked_ledger("where " + definition + " claim A \"\" printed 1 = 1", "test");
    return to_text(ledger.definitions.at(0));
  };
  const std::string fibonacci = "f(0) = 0, f(1) = 1, f(n) = f(n - 1) + f(n - 2)";
  CHECK(text_of(fibonacci) == fibonacci);
  CHECK(text_of("f(0) = 0; f(1) = 1; f(n) = f(n - 1) + f(n - 2)") == fibonacci);
  CHECK(text_of("f(-1, k) = k, f(n, 1e1) = 2") == "f(-1, k) = k, f(n, 10) = 2");
  CHECK(text_of("f(0) = 1") == "f(0) = 1");
  CHECK(text_of("f(x, y) = x") == "f(x, y) = x");

  auto fault_of = [](const std::string& definitions, const std::string& statement = "1 = 1") {
    return ledger_fault(definitions + " claim A \"\" printed " + statement);
  };
  CHECK(contains(fault_of("where f(n) = f(n - 1), f(0) = 1"), "no arguments are left"));
  CHECK(contains(fault_of("where f(0) = f(0), f(n) = f(n - 1)"), "refers to itself in every equation"));
  CHECK(contains(fault_of("where f(n, 0) = 1, f(n, k) = f(n - 1, k)"), "refers to itself in every equation"));
  CHECK(contains(fault_of("where f(n) = f(n - 1)"), "refers to itself without a base equation"));
  CHECK(contains(fault_of("where f(0) = 1, g(n) = 2"), "expected another equation for 'f'"));
  CHECK(contains(fault_of("where f(0) = 1, f(n, k) = 2"), "has 2 arguments; expected 1"));
  CHECK(contains(fault_of("where f(1/2) = 1"), "expected ')' after the parameters"));
  CHECK(contains(fault_of("where f(0.5) = 1"), "'0.5' is not an integer"));
  CHECK(contains(fault_of("where f(0, n, n) = 1"), "the name 'n' stands here twice"));
  CHECK(
      contains(fault_of("where f(0) = 1, f(n) = g(n - 1)"), "unknown function 'g' in the definition of 'f'"));
  CHECK(contains(fault_of("where f(0) = 1, f(n) = f(n - 1) where f(x) = 2"), "'f' is defined twice"));
  CHECK(contains(fault_of("where f(0) = 1, f(n) = f(n - 1)", "f([1, 2]) = 1"), "expected a number"));
  CHECK(
      contains(fault_of("where f(0) = 1, f(n) = [n]", "f(1) = 1"), "a list stands here; expected a number"));
  CHECK(contains(fault_of("where f(0) = 1 = 1", "f(0)"), "expected a number"));
  CHECK(contains(fault_of("where f(0) = 1, f(n) = f(n - 1)", "f(1, 2) = 1"),
                 "is given 2 arguments; expected 1"));
  CHECK(fault_of("where f(0, l) = sum(l), f(n, l) = f(n - 1, 2 * l)", "f(2, [1, 2]) = 12") == "");
}
