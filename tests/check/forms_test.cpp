// Inequalities in two and three real variables by forms: goals that the checker must verify, their false
// neighbours, random ones that are compared with values at points; and polynomials on a box.
#include <doctest/doctest.h>

#include <functional>
#include <random>

#include "check/forms/polynomial_sign.hpp"
#include "check/value.hpp"
#include "check/work.hpp"
#include "claimed.hpp"
#include "environment.hpp"

using namespace dropcert;
using namespace dropcert::language;
using check::Status;
using test::Claimed;
using test::decision_on;

namespace {

constexpr check::Limits few{.steps = 40'000'000, .seconds = 3600};
constexpr check::Limits fewer{.steps = 10'000'000,
                              .seconds = 3600};  // a false claim is looked for to its end

Status status_of(const std::string& statement, const char* trust = "exact", const char* vacuous = "",
                 const check::Limits& limits = few) {
  return decision_on("", statement, Claimed{.trust = trust, .vacuous = vacuous}, limits).status;
}

bool is_quickly_verified(const std::string& statement) {
  const check::Limits limits{.steps = 8'000'000, .seconds = 3600};
  return decision_on("", statement, Claimed{.trust = "enclosure"}, limits).status == Status::verified;
}

void hold(const std::vector<std::string>& statements) {
  for (const std::string& statement : statements) {
    CAPTURE(statement);
    CHECK(status_of(statement) == Status::verified);
  }
}

void do_not_hold(const std::vector<std::string>& statements) {
  for (const std::string& statement : statements)
    for (const char* vacuous : {"", "perhaps"}) {
      CAPTURE(statement);
      CHECK(status_of(statement, "enclosure", vacuous, fewer) != Status::verified);
    }
}

struct Goal {
  std::string domains, less, greater;
};

}  // namespace

TEST_CASE("goals in several variables; none of them has any room") {
  const std::vector<Goal> goals = {
      {"x in [0, oo), y in [0, oo)", "sqrt(x*y)", "(x + y)/2"},
      {"x in (0, oo), y in (0, oo)", "2*x*y/(x + y)", "sqrt(x*y)"},
      {"x in (0, oo), y in (0, oo)", "min(x, y)", "2*x*y/(x + y)"},
      {"x in [0, oo), y in [0, oo)", "x*y", "x^3/3 + 2/3*y^(3/2)"},
      {"x in [1, 4], y in [1, 4], z in [1, 4]", "root(x*y*z, 3)", "(x + y + z)/3"},
      {"x in [0, oo), y in [0, oo), z in [0, oo)", "3*x*y*z", "x^3 + y^3 + z^3"},
      {"x in real, y in real", "3*x^2*y^2", "x^4*y^2 + x^2*y^4 + 1"},
      {"x in [0, 1], y in [0, 1], z in [0, 1]", "0",
       "x*(x - y)*(x - z) + y*(y - x)*(y - z) + z*(z - x)*(z - y)"},
      {"x in (0, oo), y in (0, oo), z in (0, oo)", "3/2", "x/(y + z) + y/(z + x) + z/(x + y)"},
      {"x in [0, 1], y in [0, 1 - x]", "x*y*(1 - x - y)", "1/27"},
      {"x in real, y in real", "exp((x + y)/2)", "(exp(x) + exp(y))/2"},
      {"x in (0, oo), y in real", "x*y", "x*log(x) - x + exp(y)"},
      {"x in (0, oo), y in (0, oo)", "x - y", "x*log(x/y)"},
      {"x in (-1, 5], y in [1, 4]", "1 + x*y", "(1 + x)^y"},
      {"x in [0, 1], y in [0, 1]", "sqrt(x*y) + sqrt((1 - x)*(1 - y))", "1"},
      {"x in [0, 1], y in [x, 1]", "sqrt(y) - sqrt(x)", "sqrt(y - x)"},
      {"x in [0, oo), y in [x, oo)", "x*exp(-y)", "y*exp(-x)"},
      {"x in real, y in real", "abs(x + y)", "abs(x) + abs(y)"},
      {"x in real, y in real", "softplus(x) + sigmoid(x)*(y - x)", "softplus(y)"},
      {"p in [0, 1], x in [-4, 4]", "log(1 - p + p*exp(x))", "p*x + x^2/8"},
      {"p in [0, 1], x in [-4, 4]", "p*exp((1 - p)*x) + (1 - p)*exp(-p*x)", "exp(x^2/8)"},
      {"p in (0, 1), q in (0, 1)", "2*(p - q)^2", "p*log(p/q) + (1 - p)*log((1 - p)/(1 - q))"},
      {"x in [-2, 2], y in [-2, 2], t in [0, 1]", "exp(t*x + (1 - t)*y)", "t*exp(x) + (1 - t)*exp(y)"},
      {"x in (0, 1], y in (0, 1)", "x^y", "1 + y*(x - 1)"},
      {"x in [-5, 5], y in [1/10, 5]", "log(sigmoid(y)) + (x - y)/2 - tanh(y/2)/(4*y)*(x^2 - y^2)",
       "log(sigmoid(x))"},
      {"w in real, s in [1, oo)", "softplus(s*w)", "s*softplus(w)"},
      {"m in (0, oo), n in [m, oo)", "(1 + 1/m)^m", "(1 + 1/n)^n"},
      {"n in [1, oo), k in [1, n]", "((n + 1)/n)^k", "(n + 1)/(n + 1 - k)"},
      {"w in real, q in [0, 1)", "(1 - q)*softplus(w/(1 - q))", "softplus(w)"},
  };
  for (const Goal& goal : goals) {
    const std::string start = "for " + goal.domains + ": ";
    hold({start + goal.less + " <= " + goal.greater, start + goal.greater + " >= " + goal.less});
    do_not_hold({start + goal.less + " <= " + goal.greater + " - 1/1000000",
                 start + goal.less + " < " + goal.greater});
  }
}

TEST_CASE("strict ones, where an end is open") {
  hold({"for x in (0, oo), y in (x, oo): 1 - x/y < log(y/x) < y/x - 1",
        "for x in (0, oo), y in (0, oo): exp(x*y/(x + y)) < (1 + x/y)^y < exp(x)",
        "for x in (0, oo), y in (0, oo): x != y implies sqrt(x*y) < (x - y)/(log(x) - log(y)) < (x + y)/2",
        "for x in [-10, 10], y in [-10, 10]: softplus(x + y) < softplus(x) + softplus(y)",
        "for x in (0, oo), y in (x, oo): x*y + 1 != x^2",
        "for x in (0, 1), y in (0, 1): x*y < x and x + y - x*y < 1",
        "for w in real, q in (0, 1): 0 < q*log(2) - regulariser([w], q) < exp(-abs(w))",
        "for x in real, y in real: max(x, y) < log(exp(x) + exp(y)) < y + exp(x - y)"});
  do_not_hold({"for x in (0, oo), y in [x, oo): log(y/x) < y/x - 1",
               "for x in [0, oo), y in (0, oo): (1 + x/y)^y < exp(x)",
               "for x in (0, oo), y in (0, oo): sqrt(x*y) < (x + y)/2",
               "for w in real, q in (0, 1): q*log(2) - regulariser([w], q) < exp(-abs(w))/2",
               "for x in real, y in real: softplus(x + y) < softplus(x) + softplus(y) - 1/1000",
               "for x in (0, 1), y in (0, 1]: x*y < x", "for x in (0, 1], y in (0, 1): x + y - x*y < 1",
               "for x in [0, oo), y in (x, oo): x*y > 0", "for x in (0, oo), y in [x, oo): x*y != x^2"});
}

TEST_CASE("ends that depend on other variables, and that are no rational numbers") {
  hold({"for x in real, y in [x, oo), z in [y, oo): z >= x",
        "for x in [0, oo), y in [x, 2*x + 1]: x*y <= 2*x^2 + x",
        "for x in real, y in (-oo, x]: x^2 - x*y + y^2/4 >= 0",
        "for x in [0, 1], y in [0, x], z in [0, y]: x*z <= x*y"});
  do_not_hold({"for x in [0, 1], y in [0, 1], z in [x, y + 1/2]: z*x <= y*x",
               "for x in real, y in [x, oo): y > x", "for x in real, y in [x, oo), z in [x, oo): z >= y",
               "for x in [0, oo), y in [x, 2*x]: x*y < 2*x^2",
               "for x in [0, oo), y in [x, 2*x + 1]: x*y <= 2*x^2 + x - 1/1000000",
               "for x in [0, sqrt(2)], y in [0, sqrt(2)]: x*y <= 2 - 1/1000000",
               "for x in (0, oo), y in [1/x, 2/x]: x*y <= 2 - 1/1000000",
               "for x in [0, oo), y in [1/x, 2/x]: x*y <= 2"});
}

TEST_CASE("what may be undefined somewhere is not said to hold") {
  do_not_hold({"for x in real, y in real: x/(x - y)*(x - y) <= x + 1",
               "for x in real, y in real: (x^2 + y^2)/(x^2 + y^2) >= 1/2",
               "for x in [0, oo), y in [0, oo): x*log(x) - x*log(y) >= x - y",
               "for x in [0, 1], y in [0, 1]: sqrt(x - y) <= 1",
               "for x in real, y in real: sqrt(x*y)^2 >= x*y", "for x in [0, 1], y in [0, 1]: x*log(x) <= 0",
               "for x in [0, 1], y in [0, 1]: (x*y)^(-1/2) >= 1", "for x in [0, 1], y in [-1/2, 1]: x^y >= 0",
               "for x in [0, 1], y in (0, 1): log(x + y - x*y) <= 0 and x/x = 1",
               "for x in real, y in real: log(x^2 + y^2) <= x^2 + y^2 - 1",
               "for x in real, y in real: abs(x/y)*y^2 >= 0", "for x in real, y in real: 0*(1/(x - y)) >= 0",
               "for x in [0, 1], y in [0, 1]: (1 - x)*(1 - y)/(1 - x) >= 0"});
  hold({"for x in real, y in real: log(1 + x^2 + y^2) <= x^2 + y^2", "for x in (0, 1), y in (0, 1): x^y > 0",
        "for x in [0, oo), y in [0, 1]: (1 + x)*(1 - y)/(2 - y) >= 0"});
  // 0^0 = 1, and 0^y = 0 for y > 0
  CHECK(status_of("for x in [0, 1], y in [0, 1]: x^y >= 0", "enclosure") == Status::verified);
}

// A premise that never holds says nothing.
TEST_CASE("vacuous ones") {
  for (const char* vacuous : {"yes", "perhaps"}) {
    CHECK(status_of("for x in [0, oo), y in [x, oo): x^2 > y^2 implies x*y < 0", "exact", vacuous) ==
          Status::verified);
  }
  CHECK(status_of("for x in [0, oo), y in [x, oo): x^2 >= y^2 implies x*y <= y^2", "exact", "yes") !=
        Status::verified);
  CHECK(status_of("for x in [0, oo), y in [x, oo): x^2 > y^2 implies x*y < 0", "exact", "") !=
        Status::verified);
  hold({"for x in [0, oo), y in [0, oo): x <= y implies x*y <= y^2",
        "for x in [0, oo), y in [0, oo): x <= y iff x^2 <= y^2"});
}

TEST_CASE("logarithms of polynomials and their roots stand in forms with square roots and pi") {
  do_not_hold({"for x in [0, oo), y in [x, oo): exp(sqrt(2)*x) - 1 - sqrt(2)*y >= 0",
               "for x in [0, oo), y in [0, x]: exp(pi*x) <= 1 + pi*x",
               "for x in [0, 1], y in [0, 1]: exp(sqrt(2)*x) <= 1 + x + sqrt(2)*y + x^2"});
}

// f of a mean against the mean of f, with a term more: often true, often false, often just so.
TEST_CASE("random inequalities that are verified hold at points") {
  std::mt19937 random(testing::number_of("DROPCERT_SEED", 7));
  auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  auto any = [&](const std::vector<std::string>& all) { return all[below(all.size())]; };
  const std::vector<std::string> functions = {"exp(#)", "(#)^2", "(#)^4",      "softplus(#)",   "abs(#)",
                                              "log(#)", "1/(#)", "sqrt(#)",    "(#)*log(#)",    "(#)^(3/2)",
                                              "(#)^3",  "-(#)",  "sigmoid(#)", "log(1 + (#)^2)"};
  struct Domain {
    const char* text;
    mpq_class low, length;
  };
  const std::vector<Domain> domains = {{"real", -3, 7},    {"(0, oo)", 0, 9}, {"[0, oo)", 0, 9},
                                       {"(0, 1)", 0, 1},   {"[0, 1]", 0, 1},  {"[1, 2]", 1, 1},
                                       {"[-1, 2]", -1, 3}, {"(0, 3]", 0, 3}};
  const std::vector<std::string> extras = {
      "0", "0", "0", "(x - y)^2/50", "-(x - y)^2/50", "1/1000000", "-1/1000000", "abs(x - y)/20", "x*y/100"};
  auto at = [](std::string function, const std::string& argument) {
    for (std::size_t i = function.find('#'); i != std::string::npos;
         i = function.find('#', i + argument.size()))
      function.replace(i, 1, argument);
    return function;
  };
  int verified = 0;
  for (unsigned long rounds = testing::number_of("DROPCERT_ROUNDS", 200); rounds > 0; --rounds) {
    const std::string f = any(functions);
    const Domain& domain = domains[below(domains.size())];
    const std::string weight = std::to_string(1 + below(3)) + "/4";
    const std::string body = at(f, weight + "*x + (1 - " + weight + ")*y") +
                             any({" <= ", " >= ", " < ", " > "}) + weight + "*(" + at(f, "x") + ") + (1 - " +
                             weight + ")*(" + at(f, "y") + ") + " + any(extras);
    const std::string statement =
        std::string("for x in ") + domain.text + ", y in " + domain.text + ": " + body;
    CAPTURE(statement);
    if (!is_quickly_verified(statement)) continue;
    ++verified;
    for (int k = 0; k < 12; ++k) {
      auto number = [&] {
        mpq_class q = domain.low + domain.length * mpq_class(static_cast<int>(1 + below(400)), 401);
        q.canonicalize();
        if (below(4) == 0) q = domain.low + domain.length / 2;
        return q;
      };
      const mpq_class x = number();
      const mpq_class y = below(3) == 0 ? mpq_class(x + mpq_class(1, 100000) * (number() - x)) : number();
      const std::string there = "for x in {" + x.get_str() + "}, y in {" + y.get_str() + "}: " + body;
      CAPTURE(there);
      CHECK(status_of(there, "enclosure") != Status::rejected);
    }
  }
  MESSAGE("verified: ", verified);
  CHECK(verified > 0);
}

// Any terms, over domains that depend on one another, with a factor that is 0 on the diagonal or at an end.
TEST_CASE("random comparisons that are verified hold at points") {
  std::mt19937 random(testing::number_of("DROPCERT_SEED", 11));
  auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  auto any = [&](const std::vector<std::string>& all) { return all[below(all.size())]; };
  auto part = [&] {
    mpq_class q(static_cast<int>(below(5) == 0 ? 20 : below(41)), 40);
    q.canonicalize();
    return q;
  };
  struct Domains {
    const char* text;
    int low, high;                                                   // of x
    std::function<mpq_class(const mpq_class&, const mpq_class&)> y;  // of x and a number from 0 to 1
  };
  const std::vector<Domains> domains = {
      {"x in [0, oo), y in [x, oo)", 0, 5, [](auto& x, auto& q) { return mpq_class(x + 4 * q * q); }},
      {"x in real, y in (-oo, x]", -3, 3, [](auto& x, auto& q) { return mpq_class(x - 4 * q * q); }},
      {"x in [0, 1], y in [x, 1]", 0, 1, [](auto& x, auto& q) { return mpq_class(x + (1 - x) * q); }},
      {"x in [1, 2], y in [x, 2*x]", 1, 2, [](auto& x, auto& q) { return mpq_class(x + x * q); }},
      {"x in [-1, 1], y in [-1, 1]", -1, 1, [](auto&, auto& q) { return mpq_class(2 * q - 1); }},
      {"x in real, y in real", -3, 3, [](auto&, auto& q) { return mpq_class(6 * q - 3); }},
  };
  const std::function<std::string(int)> term = [&](int depth) -> std::string {
    if (depth == 0) return any({"x", "y", "x", "y", "1", "2", "1/2", "-1"});
    switch (below(14)) {
      case 12:
        return "log(1 + exp(" + term(depth - 1) + "))";
      case 13:
        return "log(exp(" + term(depth - 1) + ") + exp(" + term(depth - 1) + "))";
      case 0:
        return "exp(" + term(depth - 1) + ")";
      case 1:
        return "log(" + term(depth - 1) + ")";
      case 2:
        return "log(1 + (" + term(depth - 1) + ")^2)";
      case 3:
        return "sqrt(" + term(depth - 1) + ")";
      case 4:
        return "abs(" + term(depth - 1) + ")";
      case 5:
        return "(" + term(depth - 1) + ")/(" + term(depth - 1) + ")";
      case 6:
        return "max(" + term(depth - 1) + ", " + term(depth - 1) + ")";
      case 7:
        return "(" + term(depth - 1) + ")^2";
      default:
        return "(" + term(depth - 1) + any({" + ", " - ", "*", "*"}) + term(depth - 1) + ")";
    }
  };
  int verified = 0;
  for (unsigned long rounds = testing::number_of("DROPCERT_ROUNDS", 300); rounds > 0; --rounds) {
    const Domains& over = domains[below(domains.size())];
    const std::string factor = any({"", "", "*(y - x)", "*(y - x)^2", "*(1 - x)", "*x^2", "*(x - y)^3"});
    const std::string body = "(" + term(1 + static_cast<int>(below(3))) + ")" + factor +
                             any({" <= ", " >= ", " < ", " > ", " != "}) +
                             any({"0", "0", "-1/1000000", "x", "y", "1", "x*y", "x - y"});
    const std::string statement = "for " + std::string(over.text) + ": " + body;
    CAPTURE(statement);
    if (!is_quickly_verified(statement)) continue;
    ++verified;
    for (int k = 0; k < 12; ++k) {
      const mpq_class x = over.low + (over.high - over.low) * part();
      const mpq_class y = below(5) == 0 ? over.y(x, 0) : over.y(x, part());
      const std::string there = "for x in {" + x.get_str() + "}, y in {" + y.get_str() + "}: " + body;
      CAPTURE(there);
      CHECK(status_of(there, "enclosure") != Status::rejected);
    }
  }
  MESSAGE("verified: ", verified);
  CHECK(verified > 0);
}

namespace {

class Polynomials {
 public:
  explicit Polynomials(unsigned seed) : random_(seed) {}

  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }

  static check::Polynomial x(int i) {
    return {check::generator_power(check::first_free_generator + static_cast<std::size_t>(i), 1), 1};
  }

  check::Polynomial polynomial(int variables, int most_degree) {
    check::Polynomial sum;
    for (int i = 1 + below(4); i > 0; --i) {
      check::Polynomial term(mpz_class(below(9) - 4));
      for (int k = below(most_degree + 1); k > 0; --k) term = term * x(below(variables));
      sum += term;
    }
    return sum;
  }

  check::Bounds bounds() {
    switch (below(7)) {
      case 0:
        return {};
      case 1:
        return {mpq_class(0), mpq_class(1)};
      case 2:
        return {mpq_class(-1, 2), mpq_class(3), true};
      case 3:
        return {mpq_class(2, 3), std::nullopt};
      case 4:
        return {std::nullopt, mpq_class(1)};
      case 5:
        return {mpq_class(0), std::nullopt, true};
      default:
        return {mpq_class(0), std::nullopt};
    }
  }

  // Within the bounds, often at an end of them.
  mpq_class point(const check::Bounds& bounds) {
    mpq_class part(below(13), 12);
    mpq_class size(below(20), 1 + below(7));
    part.canonicalize();
    size.canonicalize();
    const bool is_off = bounds.excludes_low;
    if (is_off && part == 0) part = mpq_class(1, 1000);
    if (is_off && size == 0) size = mpq_class(1, 1000);
    if (bounds.low && bounds.high) return *bounds.low + (*bounds.high - *bounds.low) * part;
    if (bounds.low) return *bounds.low + size;
    if (bounds.high) return *bounds.high - size;
    return below(2) == 0 ? size : mpq_class(-size);
  }

 private:
  std::mt19937 random_;
};

mpq_class value_at(const check::Polynomial& a, const std::vector<mpq_class>& point) {
  mpq_class sum = 0;
  for (const auto& [monomial, coefficient] : a.terms()) {
    mpq_class product = coefficient;
    for (std::size_t i = 0; i < point.size(); ++i)
      for (int n = monomial[check::first_free_generator + i]; n > 0; --n) product *= point[i];
    sum += product;
  }
  return sum;
}

}  // namespace

TEST_CASE("polynomials that are said to be nowhere negative, or positive, are so at random points") {
  check::begin_work({});
  Polynomials random(20'261'126);
  int seen = 0;
  int positive = 0;
  for (int i = 0; i < 3000; ++i) {
    const int count = 1 + random.below(3);
    check::Box box;
    for (int k = 0; k < count; ++k)
      box[check::first_free_generator + static_cast<std::size_t>(k)] = random.bounds();
    check::Polynomial polynomial = random.polynomial(count, 4);
    if (random.below(2) == 0) {
      const check::Polynomial root = random.polynomial(count, 2);
      polynomial = root * root * check::Polynomial(random.below(2) == 0 ? 100 : 1) +=
          polynomial * check::Polynomial(random.below(2));
    }
    if (polynomial.is_zero()) continue;
    const bool is_nonnegative = check::is_nowhere_negative(polynomial, box);
    const bool is_positive = check::is_positive_on(polynomial, box);
    seen += is_nonnegative;
    positive += is_positive;
    if (!is_nonnegative && !is_positive) continue;
    for (int k = 0; k < 25; ++k) {
      std::vector<mpq_class> point;
      for (int j = 0; j < count; ++j)
        point.push_back(random.point(box[check::first_free_generator + static_cast<std::size_t>(j)]));
      const mpq_class value = value_at(polynomial, point);
      CHECK(value >= 0);
      if (is_positive) CHECK(value > 0);
    }
  }
  MESSAGE("nowhere negative: ", seen, ", positive: ", positive);
  CHECK(seen > 400);
  CHECK(positive > 100);
}

TEST_CASE("square roots of polynomials, and substitutions") {
  check::begin_work({});
  Polynomials random(5);
  for (int i = 0; i < 300; ++i) {
    const check::Polynomial a = random.polynomial(3, 3);
    const check::Polynomial b = random.polynomial(3, 2);
    if (a.is_zero()) continue;
    const std::optional<check::Polynomial> root = check::square_root(a * a);
    REQUIRE(root);
    CHECK(*root * *root == a * a);
    check::Polynomial near = a * a;
    near += b;
    if (const std::optional<check::Polynomial> other = check::square_root(near))
      CHECK(*other * *other == near);
    CHECK_FALSE(check::square_root(a * a * check::Polynomial(-1)));
    // a with (2 + 3 y)/(1 + z) for x, times (1 + z)^d.
    check::Polynomial top(2);
    top += check::Polynomial(3) * Polynomials::x(1);
    check::Polynomial bottom(1);
    bottom += Polynomials::x(2);
    const std::size_t x = check::first_free_generator;
    mpq_class y(random.below(9) - 4, 3);
    mpq_class z(random.below(9), 5);
    y.canonicalize();
    z.canonicalize();
    mpq_class scale = 1;
    for (int n = check::degree_in(a, x); n > 0; --n) scale *= 1 + z;
    CHECK(value_at(check::substituted(a, x, top, bottom), {0, y, z}) ==
          scale * value_at(a, {mpq_class((2 + 3 * y) / (1 + z)), y, z}));
  }
}

TEST_CASE("a polynomial times an integer is their product, and stays what it was for others who hold it") {
  check::begin_work({});
  Polynomials random(7);
  for (int i = 0; i < 300; ++i) {
    const check::Polynomial a = random.polynomial(3, 3);
    if (a.is_constant()) continue;
    const mpz_class n = random.below(7) - 3;
    const check::Value held = check::quotient(a, check::Polynomial(1));
    const check::Value expected = check::quotient(a * check::Polynomial(n), check::Polynomial(1));
    CHECK(as_fraction(held * check::Value(mpq_class(n))) == as_fraction(expected));
    CHECK(as_fraction(check::Value(mpq_class(n)) * held) == as_fraction(expected));
    CHECK(as_fraction(held).numerator == a);
    mpq_class half(n, 2);
    half.canonicalize();
    CHECK(as_fraction(held * check::Value(half)) ==
          as_fraction(check::quotient(a * check::Polynomial(n), check::Polynomial(2))));
  }
}
