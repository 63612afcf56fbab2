#include <doctest/doctest.h>

#include <string>

#include "language/check.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"

using namespace dropcert;

namespace {

// The sentence of the error that reading `text` gives, or "" if it is read.
std::string fault(const std::string& text) {
  try {
    check_expression(parse_expression(text, "t"), "t");
    return "";
  } catch (const SourceError& error) {
    return error.what();
  }
}

std::string ledger_fault(const std::string& text) {
  try {
    check_ledger(parse_ledger(text, "l"));
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
  CHECK(kind("[0, 1]") == DomainKind::closed_interval);
  CHECK(kind("(0, 1)") == DomainKind::open_interval);
  CHECK(kind("real") == DomainKind::reals);
  CHECK(kind("dropout([1], 1/2)") == DomainKind::elements);
}

TEST_CASE("every fault is one sentence with its place") {
  CHECK(fault("1 + foo(2)") ==
        "t:1:5: unknown function 'foo'; expected a function of the language or a definition made before");
  CHECK(contains(fault("stirling2(3)"), "t:1:1: 'stirling2' is given 1 argument; expected 2"));
  CHECK(contains(fault("(1 + 2"), "t:1:7: unexpected the end of the text; expected ')'"));
  CHECK(contains(fault("1 + 2)"), "t:1:6: unexpected ')'"));
  CHECK(contains(fault("bell(1/2)"), "expected an integer"));
  CHECK(contains(fault("bell(0.5)"), "expected an integer"));
  CHECK(contains(fault("(-3)!"), "factorial of a negative"));
  CHECK(contains(fault("1/0"), "t:1:3: division by zero"));
  CHECK(contains(fault("deviation([], 1/2)"), "an empty list is not allowed"));
  CHECK(contains(fault("x + 1"), "unknown name 'x'"));
  CHECK(contains(fault("bell"), "is a function; expected '('"));
  CHECK(contains(fault("sum([1], 2)"), "expected sum(i = lo..hi, term)"));
  CHECK(contains(fault("1 = 2 + converges([1], 1/2)"), "a statement stands here; expected a number"));
  CHECK(contains(fault(std::string("1 + \x01", 5)), "unexpected byte 0x01"));
  CHECK(contains(fault("1 + $"), "unexpected character '$'"));
  CHECK(contains(fault(""), "expected an expression"));
  CHECK(contains(fault("3k"), "unexpected 'k' after the number 3"));
  CHECK(contains(fault("for sum in 1..3: 1 = 1"), "'sum' is a function of the language"));
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

TEST_CASE("ledgers") {
  const std::string good =
      "ledger \"A paper\"\nparameter max_k = 5\nwhere f(x) = x^2\n"
      "claim C1 \"here\" says \"a  b\n c\" where g = f(3) printed for k in 1..max_k: g = 9 proof "
      "some_theorem corrected 1 = 1 formal one_more, another\n"
      "claim H \"there\" historical \"no mathematics\"\n";
  Ledger ledger = parse_ledger(good, "l");
  check_ledger(ledger);
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
  CHECK(contains(ledger_fault("claim A \"x\" printed 1 = 1 printed 1 = 1"), "second 'printed'"));
  CHECK(contains(ledger_fault("hello"), "expected 'claim'"));
  CHECK(contains(ledger_fault("claim A \"x"), "not closed"));
}

TEST_CASE("LaTeX") {
  auto latex = [](const std::string& text) { return to_latex(parse_expression(text, "t")); };
  CHECK(latex("stirling2(k+1, j)") == "S_2(k + 1, j)");
  CHECK(latex("1/(2*pi)") == "\\frac{1}{2 \\cdot \\pi}");
  CHECK(latex("for k in 1..3: k <= 3") == "\\text{for } 1 \\le k \\le 3:\\quad k \\le 3");
  CHECK(latex("(a+b)^2") == "{(a + b)}^{2}");
  CHECK(latex("max(1, 2)") == "\\max(1,\\allowbreak 2)");
}
