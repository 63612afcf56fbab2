// Inequalities in several variables by forms, in parts of the region: goals of the textbooks, their false
// neighbours, and random ones, whose verdicts are compared with values at points.
#include "random.hpp"
#include "verify/support.hpp"

using namespace dropcert;
using namespace dropcert::verify;
using namespace dropcert::test;

namespace {

struct Goal {
  std::string before, left, right;  // before: left <= right
};

const std::vector<Goal>& goals() {
  static const std::vector<Goal> all = {
      {"for x in [0, oo), y in [0, oo)", "sqrt(x*y)", "(x + y)/2"},
      {"for x in (0, oo), y in (0, oo)", "2*x*y/(x + y)", "sqrt(x*y)"},
      {"for x in real, y in real", "exp((x + y)/2)", "(exp(x) + exp(y))/2"},
      {"for x in [0, oo), y in [0, oo), z in [0, oo)", "3*x*y*z", "x^3 + y^3 + z^3"},
      {"for x in real, y in real", "abs(x + y)", "abs(x) + abs(y)"},
      {"for x in real, y in real", "max(x, y)", "log(exp(x) + exp(y))"},
      {"for x in real, y in real", "log(exp(x) + exp(y))", "max(x, y) + log(2)"},
      {"for p in [0, 1], x in [-4, 4]", "log(1 - p + p*exp(x))", "p*x + x^2/8"},
      {"for p in [0, 1], x in [-4, 4]", "p*exp((1 - p)*x) + (1 - p)*exp(-p*x)", "exp(x^2/8)"},
      {"for p in (0, 1), q in (0, 1)", "2*(p - q)^2", "p*log(p/q) + (1 - p)*log((1 - p)/(1 - q))"},
      {"for x in (0, oo), y in (0, oo)", "x - y", "x*log(x/y)"},
      {"for x in (0, oo), y in real", "x*y", "x*log(x) - x + exp(y)"},
      {"for x in (-1, 5], y in [1, 4]", "1 + x*y", "(1 + x)^y"},
      {"for x in [0, 1], y in [0, 1]", "sqrt(x*y) + sqrt((1 - x)*(1 - y))", "1"},
      {"for x in [0, 1], y in [x, 1]", "sqrt(y) - sqrt(x)", "sqrt(y - x)"},
      {"for x in [0, oo), y in [x, oo)", "x*exp(-y)", "y*exp(-x)"},
      {"for x in [-2, 2], y in [-2, 2], t in [0, 1]", "exp(t*x + (1 - t)*y)", "t*exp(x) + (1 - t)*exp(y)"},
      {"for x in [0, 1], y in [0, 1 - x]", "x*y*(1 - x - y)", "1/27"},
  };
  return all;
}

// Not so many pieces: what is looked for is found before any.
Finding quickly(const std::string& text) {
  Policy policy = bits(64, 256);
  policy.limits.pieces = 200;
  policy.limits.steps = 3'000'000;
  return decided(text, policy);
}

}  // namespace

TEST_CASE("goals in several variables, and the same with one side a little larger") {
  for (const Goal& goal : goals()) {
    const std::string text = goal.before + ": " + goal.left + " <= " + goal.right;
    CAPTURE(text);
    CHECK(quickly(text).verdict == Verdict::holds);
    CHECK(quickly(goal.before + ": " + goal.right + " >= " + goal.left).verdict == Verdict::holds);
    // The sides are equal somewhere, or come near to one another.
    CHECK(quickly(text + " - 1/1000000").verdict != Verdict::holds);
    if (goal.left.rfind("max", 0) != 0)
      CHECK(quickly(goal.before + ": " + goal.left + " < " + goal.right).verdict != Verdict::holds);
  }
}

TEST_CASE("strict ones, where an end is open") {
  for (const char* text :
       {"for x in (0, oo), y in (x, oo): 1 - x/y < log(y/x) < y/x - 1",
        "for x in (0, oo), y in (0, oo): exp(x*y/(x + y)) < (1 + x/y)^y < exp(x)",
        "for x in (0, oo), y in (0, oo): x != y implies "
        "sqrt(x*y) < (x - y)/(log(x) - log(y)) < (x + y)/2",
        "for x in [-10, 10], y in [-10, 10]: softplus(x + y) < softplus(x) + softplus(y)"}) {
    CAPTURE(text);
    CHECK(quickly(text).verdict == Verdict::holds);
  }
  for (const char* text : {"for x in (0, oo), y in [x, oo): log(y/x) < y/x - 1",
                           "for x in [0, oo), y in (0, oo): (1 + x/y)^y < exp(x)",
                           "for x in (0, oo), y in (0, oo): sqrt(x*y) < (x + y)/2"}) {
    CAPTURE(text);
    CHECK(quickly(text).verdict != Verdict::holds);
  }
}

TEST_CASE("ends that depend on variables of an ordered group come after it") {
  CHECK(quickly("for x in [0, 1], y in [0, 1], z in [x, y]: x <= z").verdict != Verdict::refuted);
  CHECK(quickly("for x in [0, 1], y in [0, 1], z in [x, x + y]: z <= x").verdict == Verdict::refuted);
  CHECK(quickly("for x in real, y in real, z in [x, oo): z >= y").verdict == Verdict::refuted);
  CHECK(quickly("for x in real, y in [x, oo), z in [y, oo): z >= x").verdict == Verdict::holds);
}

// What is found on one side of the diagonal alone may not be said of the other.
TEST_CASE("both sides of a diagonal count") {
  for (const char* text :
       {"for x in [1/2, 1], a in [-1, 1]: exp(x) = exp(1) implies a/a = 1",
        "for x in [1/2, 1], a in real: exp(3*x) = exp(3) implies a/a != 7",
        "for x in [1/2, 1], a in [-1, 1]: exp(x) = exp(1) implies 1/a = 3*a/(a*a) - 2/a"}) {
    CAPTURE(text);
    CHECK(quickly(text).verdict != Verdict::holds);
  }
}

TEST_CASE("what may be undefined somewhere is not said to hold") {
  for (const char* text : {"for x in real, y in real: x/(x - y)*(x - y) <= x + 1",
                           "for x in [0, oo), y in [0, oo): x*log(x) - x*log(y) >= x - y",
                           "for x in [0, 1], y in [0, 1]: sqrt(x - y) <= 1",
                           "for x in real, y in real: log(x^2 + y^2) <= x^2 + y^2 - 1"}) {
    CAPTURE(text);
    CHECK(quickly(text).verdict != Verdict::holds);
  }
}

// f of a mean against the mean of f, with a factor near 1 and a term more: often true, often false, often
// just so.
TEST_CASE("random inequalities: at no point is a value against the verdict") {
  testing::Random random(7);
  const std::vector<std::string> functions = {"exp(#)", "(#)^2", "(#)^4",      "softplus(#)",   "abs(#)",
                                              "log(#)", "1/(#)", "sqrt(#)",    "(#)*log(#)",    "(#)^(3/2)",
                                              "(#)^3",  "-(#)",  "sigmoid(#)", "log(1 + (#)^2)"};
  const std::vector<std::string> domains = {"real",   "(0, oo)", "[0, oo)", "(0, 1)",
                                            "[0, 1]", "[1, 2]",  "[-1, 2]", "(0, 3]"};
  const std::vector<std::string> extras = {
      "0", "0", "0", "(x - y)^2/50", "-(x - y)^2/50", "1/1000000", "-1/1000000", "abs(x - y)/20", "x*y/100"};
  auto any = [&](const std::vector<std::string>& all) { return all[random.below(all.size())]; };
  auto at = [](std::string function, const std::string& argument) {
    for (std::size_t i = function.find('#'); i != std::string::npos;
         i = function.find('#', i + argument.size()))
      function.replace(i, 1, argument);
    return function;
  };
  int holds = 0;
  for (int i = 0; i < 300; ++i) {
    const std::string f = any(functions);
    const std::string domain = any(domains);
    const std::string weight = std::to_string(1 + random.below(3)) + "/4";
    const std::string body = "(" + at(f, weight + "*x + (1 - " + weight + ")*y") + ") " +
                             (random.one_in(2) ? "<=" : ">=") + " " + weight + "*(" + at(f, "x") +
                             ") + (1 - " + weight + ")*(" + at(f, "y") + ") + " + any(extras);
    const std::string text = "for x in " + domain + ", y in " + domain + ": " + body;
    CAPTURE(text);
    if (quickly(text).verdict != Verdict::holds) continue;
    ++holds;
    for (int k = 0; k < 6; ++k) {
      const std::string low = domain[0] == '[' && domain[1] == '-' ? "-1" : "0";
      const std::string part =
          "(" + std::to_string(1 + random.below(40)) + "/" + std::to_string(41 + random.below(9)) + ")";
      const std::string other = "(" + std::to_string(1 + random.below(400)) + "/401)";
      const std::string scale = domain == "real" || domain.find("oo") != std::string::npos ? "7*" : "";
      auto point = [&](const std::string& q) {
        if (domain == "[1, 2]") return "(1 + " + q + ")";
        if (domain == "[-1, 2]") return "(3*" + q + " - 1)";
        return "(" + scale + q + (domain == "real" ? " - 3" : "") + ")";
      };
      const std::string there = "for x in {" + point(part) + "}, y in {" + point(other) + "}: " + body;
      CAPTURE(there);
      CHECK(decided(there, bits(128, 1024)).verdict != Verdict::refuted);
    }
  }
  CHECK(holds > 60);
}
