// MathML: well formed, of few elements, and the same formula as the LaTeX.
#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "language/check.hpp"
#include "language/functions.hpp"
#include "language/mathml.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"
#include "language/random_tree.hpp"
#include "language/xml.hpp"

using namespace dropcert;
using namespace dropcert::language;

namespace {

std::string mathml(const std::string& text) {
  return to_mathml(parse_expression(text, "t"));
}

// The first fault of the elements, or "": each is closed, in order, and is one of MathML Core's.
std::string fault(const std::string& text) {
  static const std::set<std::string> elements = {
      "math", "mrow", "mi",      "mn",     "mo",    "mtext",      "mspace", "mfrac", "msqrt", "mroot",
      "msub", "msup", "msubsup", "munder", "mover", "munderover", "mtable", "mtr",   "mtd"};
  static const std::set<std::string> of_two = {"mfrac", "mroot", "msub", "msup", "munder", "mover"};
  struct Open {
    std::string name;
    int children = 0;
  };
  std::vector<Open> open;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = text.find('<', at);
    const std::string between = text.substr(at, begin - at);
    if (between.find('\\') != std::string::npos || between.find('>') != std::string::npos)
      return "text " + between;
    if (begin == std::string::npos) return "text behind the end";
    const std::size_t end = text.find('>', begin);
    if (end == std::string::npos) return "no end of a tag";
    const bool closes = text[begin + 1] == '/';
    const std::string tag = text.substr(begin + 1 + closes, end - begin - 1 - closes);
    const std::string name = tag.substr(0, tag.find_first_of(" /"));
    if (!elements.count(name)) return "element " + name;
    if (closes) {
      if (open.empty() || open.back().name != name) return "end of " + name;
      const int children = open.back().children;
      if (of_two.count(name) && children != 2) return name + " of " + std::to_string(children);
      if ((name == "msubsup" || name == "munderover") && children != 3) return name;
      open.pop_back();
    } else {
      if (!open.empty()) ++open.back().children;
      if (tag.back() != '/') open.push_back({name});
    }
    at = end + 1;
    if (open.empty() && at < text.size() && text.compare(at, 5, "<math") != 0) return "two roots";
  }
  return open.empty() ? "" : "no end of " + open.back().name;
}

// The text alone.
std::string plain(const std::string& xml) {
  std::string text;
  bool inside = true;
  for (const char c : xml) {
    if (c == '<') inside = false;
    if (inside) text += c;
    if (c == '>') inside = true;
  }
  return text;
}

}  // namespace

TEST_CASE("MathML of each construct") {
  CHECK(mathml("1/2") ==
        "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\" alttext=\"1/2\">"
        "<mfrac><mn>1</mn><mn>2</mn></mfrac></math>");
  const auto inside = [](const std::string& text) {
    const std::string whole = mathml(text);
    const std::size_t begin = whole.find("\">") + 2;
    return whole.substr(begin, whole.size() - begin - 7);
  };
  CHECK(inside("x^2") == "<msup><mi>x</mi><mn>2</mn></msup>");
  CHECK(inside("a[i]") == "<msub><mi>a</mi><mi>i</mi></msub>");
  CHECK(inside("sqrt(x)") == "<msqrt><mi>x</mi></msqrt>");
  CHECK(inside("root(x, 3)") == "<mroot><mi>x</mi><mn>3</mn></mroot>");
  CHECK(inside("root(x, a[1])") == "<mroot><mi>x</mi><msub><mi>a</mi><mn>1</mn></msub></mroot>");
  CHECK(inside("binomial(n, k)") ==
        "<mrow><mo>(</mo><mfrac linethickness=\"0\"><mi>n</mi><mi>k</mi></mfrac><mo>)</mo></mrow>");
  CHECK(inside("-x") == "<mrow><mo form=\"prefix\">\u2212</mo><mi>x</mi></mrow>");
  CHECK(inside("x - 1") == "<mrow><mi>x</mi><mo form=\"infix\">\u2212</mo><mn>1</mn></mrow>");
  CHECK(inside("2.5e-3") ==
        "<mrow><mn>2.5</mn><mo>\u22c5</mo><msup><mn>10</mn><mrow><mo form=\"prefix\">\u2212</mo><mn>3</mn>"
        "</mrow></msup></mrow>");
  CHECK(inside("sum(k = 1..n, k)") ==
        "<mrow><munderover><mo>\u2211</mo><mrow><mi>k</mi><mo "
        "form=\"infix\">=</mo><mn>1</mn></mrow><mi>n</mi></munderover>"
        "<mi>k</mi></mrow>");
  CHECK(inside("integral(x in [0, 1], x)").find("<msubsup><mo>\u222b</mo><mn>0</mn><mn>1</mn></msubsup>") !=
        std::string::npos);
  CHECK(plain(inside("sin(x)")) == "sin&#8289;(x)");
  CHECK(plain(inside("if(x < 0, 1, 2)")) == "{1if\u00a0x&lt;02otherwise");
  CHECK(plain(inside("prints(x, \"-1.2...\")")) == "x\u00a0is\u00a0\u201c\u22121.2\u2026\u201d");
  CHECK(plain(inside("prints(x, \"< 1e-9\")")) == "x\u00a0is\u00a0\u201c&lt;\u00a01e\u22129\u201d");
  CHECK(plain(inside("for x in real^3: x[1] = 0 or x != x")) == "for\u00a0x\u2208\u211d3:x1=0\u2228x\u2260x");
  CHECK(plain(inside("derivative(x = 0, f(x), 2)")) == "d2dx2f(x)|x=0");
  CHECK(mathml("prints(x, \"1\") and 1 < 2").find("alttext=\"prints(x, &quot;1&quot;) and 1 &lt; 2\"") !=
        std::string::npos);
}

TEST_CASE("every name of the language has MathML") {
  const auto check = [](const std::string& text) {
    CAPTURE(text);
    CHECK(fault(mathml(text)) == "");
  };
  for (const Function& function : functions()) {
    std::string arguments;
    for (std::size_t i = 0; i < function.parameters.size(); ++i)
      arguments += (i == 0 ? "(" : ", ") + std::string(1, static_cast<char>('r' + i));
    check(std::string(function.name) + arguments + ")");
  }
  for (const BindingFunction& function : binding_functions()) {
    const std::string name(function.name);
    if (function.over_range) check(name + "(i = 1..n, i)");
    if (function.over_range) check(name + "(i = 1..oo, i)");
    if (function.over_elements || function.over_law) check(name + "(x in a, x)");
    if (function.to_infinity) check(name + "(n, n)");
    if (function.over_interval) check(name + "(x in [0, 1), x)");
    if (function.over_interval) check(name + "(x in real, x)");
    if (function.at_point) check(name + "(x = 0, x, n)");
  }
  for (const Constant& constant : constants()) check(std::string(constant.name));
  for (const char* name : {"x", "z0", "delta", "kappa", "theta", "rho", "d", "eps", "a_long_name"})
    check(name);
}

TEST_CASE("MathML of random trees is well formed, and its parts are the whole") {
  test::RandomTree random(20261126);
  for (int i = 0; i < 3000; ++i) {
    const Node tree = i % 2 ? random.statement(i % 6) : random.term(i % 6);
    CAPTURE(to_text(tree));
    const std::string whole = to_mathml(tree);
    REQUIRE(fault(whole) == "");
    std::string parts;
    for (const std::string& part : to_mathml_parts(tree)) {
      REQUIRE(fault(part) == "");
      parts += part;
    }
    CHECK(plain(parts) == plain(whole));
  }
}

TEST_CASE("MathML of definitions") {
  const Ledger ledger = checked_ledger(
      "where odds(d) = d / (1 - d) where c = 2 where f(0) = 1, f(n) = n * f(n - 1) claim A \"\" printed 1 = "
      "1",
      "l");
  const auto text = [&](std::size_t i) {
    std::string joined;
    for (const std::string& part : to_mathml_parts(ledger.definitions.at(i))) joined += plain(part);
    return joined;
  };
  CHECK(text(0) == "odds&#8289;(\u03b4)=\u03b41\u2212\u03b4");
  CHECK(text(1) == "c=2");
  CHECK(text(2) == "f(0)=1,f(n)=n\u22c5f(n\u22121)");
}

TEST_CASE("LaTeX that is not the printer's is read to its end") {
  for (const char* latex : {"",
                            "}",
                            "\\right)",
                            "{",
                            "\\frac",
                            "\\frac{1}",
                            "x^",
                            "_",
                            "\\left(",
                            "\\begin{cases}",
                            "\\begin{cases} 1 & 2 \\\\ 3",
                            "\\sqrt[",
                            "\\sqrt[3",
                            "\\text{a",
                            "&",
                            "\\\\",
                            "\\",
                            "a & b } c",
                            "\\end{cases}",
                            "\\left. x",
                            "$x$",
                            "\xff",
                            "<script>"}) {
    CAPTURE(latex);
    const std::string result = mathml_of_latex(latex);
    CHECK(result.find("<script") == std::string::npos);
    CHECK(result.substr(0, 6) == "<math>");
    CHECK(result.substr(result.size() - 7) == "</math>");
  }
  CHECK(plain(mathml_of_latex("|R-R_2|/R")) == "|R\u2212R2|/R");
  CHECK(fault(mathml_of_latex("\\unknown{x}")) == "text \\unknown");
  CHECK(with_entities("<a href=\"x\">'&") == "&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
}
