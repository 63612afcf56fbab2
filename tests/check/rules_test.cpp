// What the checker makes of statements, rule by rule (proofs/README.md, Meaning): of each, certificates that
// it must verify, and certificates of falsehoods that it must not.
#include <doctest/doctest.h>

#include "check/functions/error_function.hpp"
#include "check/work.hpp"
#include "claimed.hpp"

using namespace dropcert;
using namespace dropcert::certificate;
using check::Status;
using test::Claimed;
using test::decision_on;

namespace {

struct Case {
  std::string statement;
  Claimed claimed = {};
  std::string before = {};  // definitions and parameters
};

void verifies(const std::vector<Case>& cases) {
  for (const Case& one : cases) {
    CAPTURE(one.statement);
    const check::Decision decision = decision_on(one.before, one.statement, one.claimed);
    CAPTURE(decision.reason);
    CHECK(decision.status == Status::verified);
  }
}

// Neither an exact verdict nor one by enclosures, vacuous or not.
void does_not_hold(const std::vector<Case>& cases) {
  for (const Case& one : cases)
    for (const char* trust : {"exact", "enclosure"})
      for (const char* vacuous : {"", "perhaps"}) {
        CAPTURE(one.statement);
        Claimed claimed = one.claimed;
        claimed.trust = trust;
        claimed.vacuous = vacuous;
        CHECK(decision_on(one.before, one.statement, claimed).status != Status::verified);
      }
}

Claimed cases(const char* count) {
  return {.cases = count};
}

Claimed enclosure(const char* count = "1") {
  return {.trust = "enclosure", .cases = count};
}

Claimed vacuous(const char* count = "1", const char* trust = "exact") {
  return {.trust = trust, .cases = count, .vacuous = "yes"};
}

using At = std::vector<std::pair<std::string, std::string>>;

Claimed refuted(const At& at = {}, const std::vector<std::string>& sides = {}, const char* count = "1") {
  return {.verdict = "refuted", .cases = count, .at = at, .sides = sides};
}

Claimed undefined(const At& at = {}, const char* count = "1") {
  return {.verdict = "refuted", .cases = count, .at = at, .undefined = true};
}

check::Status status_of(const std::string& statement, const Claimed& claimed,
                        const check::Limits& limits = {}) {
  return decision_on("", statement, claimed, limits).status;
}

}  // namespace

TEST_CASE("names mean what is innermost") {
  does_not_hold({
      {"for x in {1}: for x in [0, 10], y in [0, x]: y <= 1"},
      {"for x in {1}: for x in {10}, y in {x}: y <= 1"},
      {"for x in {1}: for x in [2, 3], y in {x}: y <= 1"},
      {"for x in {1}: for (x, y) in {(5, x)}: y = 5"},
      {"for k in {1}: for k in [0, 10], y in [0, k]: y <= 1", {}, "parameter k = 1"},
      {"for k in [0, 10], y in [0, k]: y <= 1", {}, "parameter k = 1"},
      {"for k in [0, 10], y in [0, k]: y <= 1", {}, "where k = 1"},
      {"for x in {1}: for x in {2}: f(x) = 1", {}, "where f(y) = y"},
      {"some x in {1}, y in {x + 1}: y = 1"},
      // At an end by itself the name means the end only where it is in sight.
      {"for x in {1}: for y in (0, x], x in [0, 1]: x + (y - 1/7)^2 > 0"},
      {"for y in (0, x], x in [0, 1]: x + (y - 1/7)^2 > 0", {}, "parameter x = 1"},
      {"for y in (0, x], x in [0, 1]: x + (y - 1/7)^2 > 0", {}, "where x = 1"},
  });
  verifies({
      {"for x in {1}: for x in {2, 3}, y in {x}: y >= 2", cases("2")},
      {"for x in {1}: for (x, y) in {(5, x)}: y = 1 and x = 5"},
      {"for x in {1}, y in {x + 1}: f(y) = 2", {}, "where x = 7 where f(y) = y"},
      {"for y in {1}: g(2) = 9", {}, "where y = 7 where g(x) = x + y"},
      {"for exp in {3}: exp + 1 = 4"},
      {"log(8) = 3", {}, "where log(x) = if(x = 8, 3, 0)"},
      {"sum(p = 1..3, p) = 6"},
  });
}

TEST_CASE("a rule of a limit is about the language's functions, not the ledger's") {
  const Claimed by = {.trust = "lemma", .by = {"lemma entire_generating_function"}};
  verifies({{"root_limsup(n, bell(n)/n!) = 0", by},
            {"root_limsup(n, bell(n)/n!) = 0", by, "where log(x) = 5 where radius(x) = 1"}});
  does_not_hold({{"root_limsup(n, bell(n)/n!) = 0", by, "where bell(n) = 2^n * n!"},
                 {"root_limsup(n, sum(j = 1..n, (1/0)^j * j * stirling2(n, j))/n!) = 0", by}});
  const Claimed radius = {.trust = "enclosure", .by = {"softplus_radius", "softplus_root_limsup"}};
  verifies({{"root_limsup(n, softplus_derivative(n, 3)/n!) * sqrt(pi^2 + 9) > 999/1000", radius},
            {"root_limsup(n, softplus_derivative(n, 3)/n!) > 1/5", radius, "where radius(x) = 100"}});
}

TEST_CASE("what is undefined counts wherever it stands") {
  does_not_hold({
      {"length([1/(sqrt(2)^2 - 2)]) = 1"},
      {"first(1, log(sqrt(2)^2 - 2)) = 1", {}, "where first(a, b) = a"},
      {"same(1, log(sqrt(2)^2 - 2))", {}, "where same(a, b) = 1 = 1"},
      {"for x in [0, 1]: length([log(x)]) >= 1"},
      {"for x in [1, 2]: sum(y in [1/(x^2 - 2)], 1) >= 1"},
      {"for x in [-1, 1]: length([sqrt(x), 1]) >= 1"},
      {"for x in [-1, 1]: first(1, sqrt(x)) = 1", {}, "where first(a, b) = a"},
      {"for x in [0, 1]: 0 * log(x) = 0"},
      {"for x in [0, 1]: (1/x)^0 = 1"},
      {"for x in [0, 1]: x/x < 2"},
      {"for x in [-1, 1]: sigmoid(log(x)) <= 2"},
      {"for y in {1, 1/0}: y = 1"},
      {"some y in {1, 1/0}: y = 1"},
      {"for y in {1} wherever defined: for z in {1/(y - 1)}: z = z"},
      {"for x in real, k in {1/x} wherever defined: k = k"},
      {"sum(k = 1..1/2, k) = 0"},
      {"not log(-1) = 0"},
      {"log(-1) = 0 iff 1/0 = 1"},
      {"1 = 1 or 2 = log(-1) and 1/0 = 1 and 1 = 2 iff 1/0 = 1"},
      {"unused = 1", {}, "where zero = 0 where unused = length([1/zero])"},
      {"for x in {0}: (if(x = 0, 1/x, 1)) = 1"},
  });
  verifies({
      {"1 = 2 implies 1/0 = 1", vacuous()},
      {"1 = 1 or 1/0 = 1"},
      {"not (1 = 2 and 1/0 = 1)"},
      {"if(1 = 1, 2, 1/0) = 2"},
      {"not 2 < 1 < 1/0"},
      {"1 = 1", {}, "where unused = 1/0"},
      {"1/0 = 1", undefined()},
      {"not 1/0 = 1", undefined()},
      {"1/(sqrt(2)^2 - 2) = 1", undefined()},
      {"sum(k = 1..1/2, k) = 0", undefined()},
      {"length([exp(1)]) = 1 and bell(exp(1)) = 1", undefined()},
  });
}

// Where MPFR 4.2 fails, and elsewhere: enclosures of growing precision lie in one another.
TEST_CASE("erfc by its own series") {
  const check::Limits limits;
  check::begin_work(limits);
  for (const char* text : {"sqrt(3)", "0.1", "-0.1", "1", "-2.5", "9", "-9", "30", "1e-60", "-1e-60",
                           "123456789", "-123456789", "1e400"}) {
    CAPTURE(text);
    mpfr_t x, low, high, last_low, last_high;
    mpfr_init2(x, 1024);
    if (mpfr_set_str(x, text, 10, MPFR_RNDN) != 0) mpfr_sqrt_ui(x, 3, MPFR_RNDU);
    mpfr_inits2(64, last_low, last_high, static_cast<mpfr_ptr>(nullptr));
    mpfr_set_si(last_low, 0, MPFR_RNDN);
    mpfr_set_si(last_high, 2, MPFR_RNDN);
    for (const mpfr_prec_t bits : {64, 128, 512, 1024, 2048}) {
      mpfr_inits2(bits, low, high, static_cast<mpfr_ptr>(nullptr));
      check::erfc_bound(low, x, MPFR_RNDD);
      check::erfc_bound(high, x, MPFR_RNDU);
      CHECK(mpfr_lessequal_p(low, high));
      CHECK(mpfr_lessequal_p(last_low, low));
      CHECK(mpfr_lessequal_p(high, last_high));
      mpfr_prec_round(last_low, bits, MPFR_RNDD);
      mpfr_prec_round(last_high, bits, MPFR_RNDU);
      mpfr_set(last_low, low, MPFR_RNDD);
      mpfr_set(last_high, high, MPFR_RNDU);
      mpfr_sub(high, high, low, MPFR_RNDU);  // the width: a few units of the last place
      if (!mpfr_zero_p(high) && mpfr_cmp_si(x, 100) < 0)
        CHECK(mpfr_get_exp(high) <= mpfr_get_exp(low) - bits + 4);
      mpfr_clears(low, high, static_cast<mpfr_ptr>(nullptr));
    }
    mpfr_clears(x, last_low, last_high, static_cast<mpfr_ptr>(nullptr));
  }
}

TEST_CASE("how a case fails may be left open") {
  verifies({
      {"for n in [-1, 1), x in {1}, y in (0, 1): 1/0 != 1", refuted({{"n", "0"}})},
      {"for b in real, a in {1}, x in real: 1/b != 1", refuted({{"b", "0"}})},
      {"1/0 = 1", refuted()},
  });
  CHECK(status_of("1/0 = 1", refuted({}, {"1/0", "1"})) == Status::rejected);
  CHECK(status_of("1 = 1", refuted()) == Status::rejected);
}

TEST_CASE("`for` is false before it is undefined, in any order") {
  verifies({
      {"(for y in {0, 1}: 1/y = 2) or 1 = 1"},
      {"not (for y in {0, 1}: 1/y = 2)"},
      {"not (for y in {1, 0}: 1/y = 2)"},
      {"not (for y in {0, 1}: 1/y = 1)", undefined()},
      {"for y in {0, 1}: 1/y = 1", undefined({{"y", "0"}})},
      {"for y in {2, 0, 1}: 1/y = 1", refuted({{"y", "2"}}, {"1/2", "1"})},
      {"some y in {0, 1, 2}: 1/y = 2", undefined()},
      {"some y in {0, 1, 2}: 1/y = 1"},
  });
}

TEST_CASE("wherever defined") {
  verifies({
      {"for x in real wherever defined: x/x = 1"},
      {"for x in real wherever defined: log(x) = log(x)"},
      {"for x in {0, 1, 2} wherever defined: 1/x > 0"},
      {"for x in {0} wherever defined: 1/x > 0", undefined()},
      {"for x in real wherever defined: 1/(x - x) = 1", undefined()},
      {"for x in real wherever defined: log(x) = 1", refuted({{"x", "1"}}, {"0", "1"})},
      {"for x in real: x/x = 1", undefined({{"x", "0"}})},
      {"for x in real: log(x) = log(x)", undefined({{"x", "-1"}})},
      {"for x in 1..0 wherever defined: 1/0 = 1", vacuous()},
      {"for x in 1..0: 1/0 = 1", vacuous("0")},
      {"for z in real, d in real wherever defined: z/(1 - d) - z = z * (d/(1 - d))"},
      {"not (some x in {0, 1} wherever defined: 1/x = 2)"},
  });
  does_not_hold({{"for x in real: x/x = 1"},
                 {"for x in real: log(x) = log(x)"},
                 {"for x in real, y in real wherever defined: x^y > 0"},
                 {"for x in real wherever defined: log(x) = 1"},
                 {"for x in [0, 1] wherever defined: 1/0 = 1"}});
  // A point where it is undefined is no failure.
  CHECK(status_of("for x in real wherever defined: x/x = 1", undefined({{"x", "0"}})) == Status::rejected);
}

TEST_CASE("domains") {
  verifies({
      {"for x in [1, 0]: x = 2", vacuous()},
      {"for x in (1, 1]: x = 2", vacuous()},
      {"for x in (sqrt(2), sqrt(2)): x = 2", vacuous()},
      {"for x in [0, log(0)]: x = x", undefined({}, "0")},
      {"for x in [0, 1], y in [0, log(0)]: x = x", undefined({}, "0")},
      {"for x in [1, 0], y in [1, x]: x = x", vacuous()},
      {"for x in [0, 1], y in (1, 1): x = 7", vacuous()},
      {"for x in [1, 1]: x < 2"},
      {"for x in [1, 0], y in [0, log(0)]: x = x", vacuous()},
      {"for n in 3..1: n = 7", vacuous("0")},
      {"for n in 1..1/2: n = n", undefined({}, "0")},
      {"for x in {1, 2}, y in {1/(2 - x)}: y = 1", undefined({{"x", "2"}})},
      {"for x in [0, 1], y in [0, x]: y <= 1", enclosure()},
      {"for x in (0, 1]: x > 1/2", refuted({{"x", "1/4"}}, {"1/4", "1/2"})},
      {"for x in [0, 1]: x >= 0", enclosure()},
      {"for x in [1, oo): x = x"},
      {"for n in 1..oo: (n + 1)^2 = n^2 + 2 * n + 1"},
      {"for n in 1..oo: n < 5", refuted({{"n", "5"}}, {"5", "5"})},
      {"for x in dropout([1, 1], 1/2): x >= 0", cases("3")},
      {"sum(x in [1, 2, 1], x) = 4"},
  });
  CHECK(status_of("for x in (0, 1]: x > 1/2", refuted({{"x", "0"}}, {"0", "1/2"})) == Status::rejected);
  CHECK(status_of("for n in 1..oo: n < 5", refuted({{"n", "11/2"}}, {"11/2", "5"})) == Status::rejected);
  CHECK(status_of("for n in 1..oo: n > 0", refuted({{"n", "0"}}, {"0", "0"})) == Status::rejected);
  does_not_hold({{"for x in [0, 1], y in [0, 2 * x]: y <= 1"},
                 {"for x in (0, 1): x <= 1/2"},
                 {"for n in 1..oo: n < 10^6"},
                 {"for n in 1..oo: n > 0 and n < 10^9"}});
}

TEST_CASE("a domain that may be undefined settles nothing") {
  does_not_hold({{"some x in {log(exp(1) * exp(-1) - 1)}: 1 = 1"},
                 {"not (for x in {log(exp(1) * exp(-1) - 1)}: 1 = 2)"},
                 {"some x in dropout([log(exp(1) * exp(-1) - 1)], 1/2): 1 = 1"},
                 {"some x in [0, 1]: some y in [log(exp(1) * exp(-1) - 1), 1]: 1 = 1"},
                 {"for x in [0, 1]: some y in {log(x)}: 1 = 1"}});
}

TEST_CASE("forms of variables whose domains say where they are positive") {
  verifies({{"for x in (0, oo), y in (0, oo): x * y + 1 > 0"},
            {"for x in (1, oo): x > 0 and log(x) = log(x)"},
            {"for x in [2, oo): x^2 - 3 * x + 2 + 1/x > 0"},
            {"for d in (0, 1): 0 < d < 1 and d * (1 - d) > 0"},
            {"for n in 1..oo: n/(n + 1) > 0 and n/(n + 1) < 1"},
            {"for x in (0, oo), y in (0, oo): log(x * y) = log(x) + log(y) and x^(1/2) > 0"},
            {"for x in (0, oo): exp(2 * log(x)) = x^2"},
            {"for x in real: log((1 + exp(x)) * (1 + exp(2 * x))) = log(1 + exp(x)) + log(1 + exp(2 * x))"},
            {"for x in (0, 1): x^2 < x + 1/1000"}});
  does_not_hold({{"for x in [0, oo): x > 0"},
                 {"for x in [0, 1]: x * (1 - x) > 0"},
                 {"for x in (-1, oo): x > 0"},
                 {"for x in (-1, oo): log(x) = log(x)"},
                 {"for d in (0, 1]: d < 1"},
                 {"for d in [0, 1): d > 0"},
                 {"for n in 0..oo: 1/n = 1/n"}});
}

TEST_CASE("laws of variables") {
  verifies({{"for a in real, b in real, d in {1/10, 1/2}: mean(x in dropout([a, b], d), x) = a + b"},
            {"for a in real, b in real: moment([a, b], 1/3, 2) = 1/2 * (a^2 + b^2)"},
            {"for a in real, b in real: mean(x in dropout([a, b], 1/4), exp(x)) = "
             "(1/4 + 3/4 * exp(4/3 * a)) * (1/4 + 3/4 * exp(4/3 * b))"}});
  does_not_hold({{"for a in real: mean(x in dropout([a], 1/2), x^2) = a^2"},
                 {"mean(x in dropout([p, 1], 1/2), x) = 1"},
                 {"moment([p], 1/2, 0) = 1"}});
}

TEST_CASE("regions inside statements") {
  verifies({
      {"some x in real by 3: x > 2"},
      {"for x in real: some y in real by x + 1: y > x"},
      {"some x in [0, 1]: x * (1 - x) = 1/4"},
      {"not (for x in [0, 1]: x < 1/2)"},
      {"(for x in [0, 1]: x <= 1) and 1 = 1", enclosure()},
      {"for n in 1..3: (for x in [0, n]: x <= n)", enclosure("3")},
      {"for n in 1..3: n > 2 implies (for x in [0, n]: x <= n)", enclosure("3")},
      {"some x in {1, 2, 3} by 2: x = 2"},
      {"for x in [0, 1]: some y in [0, 1]: y > x - 1/2", enclosure()},
      {"some n in 1..oo: n^2 = 144"},
      {"for x in [0, 1]: (if(x < 1/2, x, 1 - x)) <= 1", enclosure()},
  });
  does_not_hold({{"some x in real by 1: x > 2 and x < 1"},
                 {"some x in {1, 2, 3} by 4: x = 4"},
                 {"some x in [0, 1] by 2: x = 2"},
                 {"for x in [0, 1]: some y in [0, 1]: y > x"},
                 {"some x in [0, 1]: x * (1 - x) > 1/4"},
                 {"(for x in [0, 1]: x < 1) or 1 = 2"}});
}

TEST_CASE("identities") {
  verifies({
      {"for u in real, v in real, w in {1/2, 1/4, 1/10}: exp(u + w * v) = exp(u) * exp(v)^w"},
      {"for u in real: exp(u/2)^2 = exp(u)"},
      {"for u in real: exp(u/2) * exp(u/3) = exp(5 * u/6)"},
      {"for x in real: sin(x)^2 + cos(x)^2 = 1"},
      {"for x in real, y in real: sin(x + y) = sin(x) * cos(y) + cos(x) * sin(y)"},
      {"for u in real: sin(u) + cos(u) = sqrt(2) * sin(u + pi/4)"},
      {"for x in real: cos(x + pi/6) = sqrt(3)/2 * cos(x) - sin(x)/2"},
      {"for x in real: cos(2 * x) = 1 - 2 * sin(x)^2 and sin(x/2)^2 = (1 - cos(x))/2"},
      {"for x in real: 2^(x + 1) = 2 * 2^x and 4^x = 2^(2 * x)"},
      {"for x in real: tanh(x) = (exp(x) - exp(-x))/(exp(x) + exp(-x))"},
      {"for x in real: sigmoid_derivative(3, x) = softplus_derivative(4, x)"},
      {"for x in real, y in real: log(exp(x) + exp(y)) = y + softplus(x - y)"},
      {"for x in real: x^2 + 1 > 0 and x^2 + 1 != 0 and -x^2 - 1 < 0 and not x^2 + 1 = 0"},
      {"for x in real: exp(x) > 0 and 1/(1 + exp(x)) > 0 and 1 + log(1 + exp(x))^2 > 0"},
      {"for x in [0, 1], (a, b) in {(x, 2 * x)}: b = 2 * a"},
      {"for x in real: sum(k = 0..3, x^k) * (1 - x) = 1 - x^4"},
      {"for x in [1, 2]: 1/x * x = 1", enclosure()},  // pieces show that it is defined
      {"for x in real: (for x in real: x = x) and x = x"},
      {"for x in real: 1/(sin(x)^2 + cos(x)^2 - 1) = 1", undefined({{"x", "0"}})},
      {"for x in real: (x + exp(1))^2 = x^2 + 2 * exp(1) * x + exp(2)"},
  });
  does_not_hold({
      {"for x in real: (for x in real: x = x) and x = x + 1"},
      {"for x in real: (for y in real: x = y)"},
      {"for x in real: sqrt(x^2) = x"},
      {"for x in real: x^2 > 0"},
      {"for x in real: log(x^2) = 2 * log(x)"},
      {"for x in real wherever defined: x^(1/2) > 0"},
      {"for x in real: sin(x)^2 + cos(x)^2 != 1"},
      {"for x in real: 1/(sin(x)^2 + cos(x)^2 - 1) = 1/(sin(x)^2 + cos(x)^2 - 1)"},
      {"for x in real: cos(x) > 0"},
      {"for x in real: abs(x) = x"},
  });
}

TEST_CASE("exact numbers") {
  verifies({
      {"1/pi * pi = 1 and zeta(2) = pi^2/6 and zeta(4) = pi^4/90 and sqrt(2)^2 = 2"},
      {"sqrt(8) = 2 * sqrt(2) and sqrt(2) * sqrt(3) = sqrt(6) and sqrt(6) * sqrt(10) = 2 * sqrt(15)"},
      {"1/(sqrt(2) + sqrt(3)) = sqrt(3) - sqrt(2) and 1/(1 + pi) * (1 + pi) = 1"},
      {"1/(1 + sqrt(2) + sqrt(3)) = (2 + sqrt(2) - sqrt(6))/4"},
      {"sqrt(1/2) = sqrt(2)/2 and 2^(1/2) = sqrt(2) and sqrt(999999937 * 4) = 2 * sqrt(999999937)"},
      {"root(-8, 3) = -2 and root(-1, 5) = -1 and root(27, 3) = 3 and sqrt(pi^2) = pi"},
      {"sin(pi/6) = 1/2 and cos(pi/4) = sqrt(2)/2 and sin(5 * pi/4) = -sqrt(2)/2 and cos(-pi/3) = 1/2"},
      {"exp(0) = 1 and log(1) = 0 and tanh(0) = 0 and erfc(0) = 1 and sigmoid(0) = 1/2"},
      {"sigmoid_derivative(1, 0) = 1/4 and softplus_derivative(2, 0) = 1/4"},
      {"zeta(0) = -1/2 and zeta(-2) = 0", {}},
      {"for n in 1..10: zeta(-n) = -bernoulli(n + 1)/(n + 1)", cases("10")},
      {"for n in 1..6, k in 0..n: binomial(n, k) = binomial(n - 1, k) + binomial(n - 1, k - 1)", cases("27")},
      {"binomial(-3, 2) = 6 and binomial(1/2, 2) = -1/8 and binomial(5, -1) = 0 and binomial(pi, 1) = pi"},
      {"binomial(30000, 29998) = 449985000 and binomial(3, 5) = 0"},
      {"stirling2(4, -1) = 0 and stirling2(4, 5) = 0 and surjections(3, 2) = 6 and 0^0 = 1"},
      {"1.4142135623730950488 < sqrt(2) < 1.4142135623730950489"},
      {"0^(1/2) = 0 and (-2)^3 = -8 and 2^(-2) = 1/4"},
      {"sqrt(2) + sqrt(3) != sqrt(10) and sqrt(2) + sqrt(3) < sqrt(10)"},
  });
  verifies({
      {"zeta(1/2) < -1.4603545 and zeta(1/2) > -1.4603546", enclosure()},
      {"zeta(-1/2) < -0.2078862 and zeta(-1/2) > -0.2078863", enclosure()},
      {"abs(zeta(-7/2) - 0.00444101133548) < 1e-13", enclosure()},
      {"abs(zeta(99/100) + 99.4235129777) < 1e-9", enclosure()},
      {"zeta(3) > 1.2020569 and zeta(3) < 1.202057", enclosure()},
      {"abs(root(-2, 3) + 1.2599210498948731648) < 1e-18", enclosure()},
      {"for x in [-1, 1]: root(x, 3) <= 2", enclosure()},
      {"for x in [-1, -1/2]: abs(zeta(x)) < 1", enclosure()},
  });
  verifies({
      {"zeta(1) = 1", undefined()},
      {"(-8)^(1/3) = -2", undefined()},
      {"sqrt(-1) = 1", undefined()},
      {"root(-8, 2) = 1", undefined()},
      {"0^(-1/2) = 1", undefined()},
      {"(-1)! = 1", undefined()},
      {"binomial(3, 1/2) = 1", undefined()},
      {"bell(-1) = 1", undefined()},
      {"stirling2(-1, 0) = 1", undefined()},
      {"partial_regulariser(0, [1], 1) = 0", undefined()},
      {"partial_regulariser(0, [1], 1/2) = 0"},
      {"length([sigmoid_derivative(-1, 2)]) = 1", undefined()},
  });
  does_not_hold({{"max(zeta(5/2), zeta(7/2)) = zeta(5/2)"},
                 {"zeta(3) < 1"},
                 {"zeta(1/2) > 0"},
                 {"sqrt(2) + sqrt(3) = sqrt(10)"}});
}

TEST_CASE("the field R(p)") {
  verifies({
      {"p/p = 1 and D(1/p) = (p^2 - p)/p^2 and at((p^2 - 1)/(p - 1), 1) = 2"},
      {"at(p^2 - p, pi/(1 + pi)) = -pi/(1 + pi)^2"},
      {"at(7 - 3*p^5, (1 + pi)/(1 - pi)) = 7 - 3*((1 + pi)/(1 - pi))^5"},
      {"at((p^2 + 1)/p, pi/(1 + pi)) = pi/(1 + pi) + (1 + pi)/pi"},
      {"D(pi) = 0 and D(pi, 0) = pi and at(pi, 2) = pi and mean_over_p(pi) > 3"},
      {"(2 * p + 2)/(p + 1) < 3 and 1/(p + 1) + p * (p + 2)/((p + 1) * (p + 2)) = 1"},
      {"(pi * p + pi)/((pi + 1) * p + pi + 1) < 3"},
      {"p != 1 and p != p^2 and D(p) = p - p^2 and mean_over_p(p^2) = 1/3"},
      {"p < 1", undefined()},
      {"exp(p) = 1", undefined()},
      {"p^(1/2) = 1", undefined()},
      {"at(1/p, 0) = 1", undefined()},
      {"sum(k = 1..p, k) = 1", undefined()},
      {"1/(p - p) = 1", undefined()},
  });
  does_not_hold({{"p = 1"}, {"(p^65536)^65536 = 1"}, {"mean_over_p(1/p) > 0"}, {"at(1/p, 0) > 0"}});
}

TEST_CASE("machines whose long has 32 bits: falsehoods that were verified there") {
  does_not_hold({{"(p^65536)^65536 = 1"},
                 {"1 = 1 and (for n in -2147483648..2147483647: 1 = 0)"},
                 {"for n in -2147483648..2147483647: 1 = 0"},
                 {"2^4294967296 = 1"},
                 {"(2^65536)^65536 = 1"},
                 {"sum(n = 4294967296..4294967297, 1) = 0"}});
  verifies({{"for n in 4294967296..4294967297: n > 4294967295", cases("2")},
            {"for n in -4611686018427387000..-4611686018427387000: n < 0"}});
}

TEST_CASE("statements that say nothing") {
  verifies({{"1 = 2 implies 2 = 3", vacuous()},
            {"for n in 1..5: n > 9 implies n = 0", vacuous("5")},
            {"for n in 1..5: n > 4 implies n = 5", cases("5")},
            {"(1 = 2 implies 1 = 1) and (1 = 2 implies 1 = 3)", vacuous()},
            {"(1 = 2 implies 1 = 1) and 1 = 1"},
            {"1 = 2 implies (1 = 1 implies 1 = 1)", vacuous()},
            {"1 = 1 implies (1 = 2 implies 1 = 1)", vacuous()},
            {"if(1 = 1, (1 = 2 implies 1 = 2), (1 = 1))", vacuous()},
            {"nothing(3)", vacuous(), "where nothing(x) = x = 2 implies x = 3"},
            {"1 = 2 or 1 = 1"},
            {"for x in (0, 1): x > 2 implies x > 3", vacuous("1", "enclosure")},
            {"for x in (0, 1): x > 1/2 implies x > 1/3", {.trust = "enclosure", .vacuous = "perhaps"}}});
  auto decided = [](const char* statement, const char* claimed) {
    return status_of(statement, {.vacuous = claimed});
  };
  CHECK(decided("1 = 2 implies 2 = 3", "") == Status::rejected);
  CHECK(decided("1 = 2 implies 2 = 3", "perhaps") == Status::verified);
  CHECK(decided("1 = 1", "yes") == Status::rejected);
  CHECK(decided("1 = 1", "perhaps") == Status::verified);
  CHECK(decided("1 = 1", "no") == Status::rejected);
  CHECK(decided("for x in real: x = x", "yes") == Status::rejected);
}

TEST_CASE("the evidence") {
  const auto at = refuted({{"n", "3"}}, {"3", "3"}, "3");
  CHECK(status_of("for n in 1..5: n < 3", at) == Status::verified);
  Claimed other = at;
  other.cases = "2";
  CHECK(status_of("for n in 1..5: n < 3", other) == Status::rejected);
  other = at;
  other.cases = "4";  // whoever made it may not have decided the third
  CHECK(status_of("for n in 1..5: n < 3", other) == Status::unreached);
  other = at;
  other.at = {{"n", "4"}};
  CHECK(status_of("for n in 1..5: n < 3", other) == Status::rejected);
  other = at;
  other.sides = {"3", "4"};
  CHECK(status_of("for n in 1..5: n < 3", other) == Status::rejected);
  other = at;
  other.sides = {};
  other.undefined = true;
  CHECK(status_of("for n in 1..5: n < 3", other) == Status::rejected);
  other = at;
  other.cases = "uncounted";
  CHECK(status_of("for n in 1..5: n < 3", other) == Status::verified);
  other.at = {{"n", "2"}};
  other.sides = {"2", "3"};
  CHECK(status_of("for n in 1..5: n < 3", other) == Status::rejected);
  other.at = {{"n", "4"}};
  CHECK(status_of("for n in 1..5: n < 3", other) == Status::unreached);  // the third may be undecided there
  CHECK(status_of("for n in 1..2: n < 3", {.cases = "uncounted"}) == Status::rejected);
  // A number of the case shown may be out of reach for who made the certificate; then the case is not named.
  const std::string undefined_later = "for x in 1..2, y in ([x]): if(x = 2, sqrt(-1), 1) = 1";
  CHECK(status_of(undefined_later, undefined({}, "2")) == Status::verified);
  CHECK(status_of(undefined_later, undefined({}, "1")) == Status::unreached);
  CHECK(status_of(undefined_later, undefined({{"x", "2"}}, "2")) == Status::rejected);
  CHECK(status_of("for x in 1..2, y in ([x, sqrt(-1)]): y <= 1", undefined({}, "0")) == Status::verified);
  const std::string both_undefined =
      "for x in [1, 1], a in {1/(log(6) - log(2) - log(3))} wherever defined: binomial(1, 1/2) >= 1";
  CHECK(status_of(both_undefined, undefined({}, "0")) == Status::verified);
  CHECK(status_of(both_undefined, undefined({}, "1")) == Status::unreached);
  CHECK(status_of(both_undefined, {}) == Status::rejected);
  CHECK(status_of("1 = 1", {.cases = "2"}) == Status::rejected);
  CHECK(status_of("1 = 1", {.verdict = "refuted"}) == Status::rejected);
  CHECK(status_of("1 = 2", {}) == Status::rejected);
  CHECK(status_of("1 = 1", {.trust = "enclosure"}) == Status::verified);  // less is claimed
  CHECK(status_of("exp(1) > 1", {}) == Status::unreached);
  CHECK(status_of("1 = 1", {.trust = "formal"}) == Status::rejected);
  CHECK(status_of("1 = 1", {.trust = "lemma"}) == Status::rejected);
  CHECK(status_of("1 = 1", {.trust = "lemma", .by = {"lemma of_nothing"}}) == Status::verified);
  CHECK(status_of("radius(3) > 4", {.trust = "enclosure"}) == Status::unreached);
  CHECK(status_of("radius(3) > 4", {.trust = "enclosure", .by = {"softplus_radius"}}) == Status::verified);
  // An undecided case before the one that fails does not matter.
  CHECK(status_of("for x in {1, 2}: (if(x = 1, exp(1) - exp(1), 1)) = 0",
                  refuted({{"x", "2"}}, {"1", "0"}, "2")) == Status::verified);
  CHECK(status_of("1 = 1", {.verdict = "undecided"}) == Status::undecided);
  // "holds" is not verified beyond an undecided case.
  CHECK(status_of("for x in {1, 2}: (if(x = 1, max(zeta(5/2), zeta(7/2)) - zeta(5/2), 0)) = 0",
                  enclosure("2")) == Status::unreached);
}

TEST_CASE("work is bounded, and what is too much is no refutation") {
  std::string doubled = "where a0 = exp(1)";
  for (int i = 1; i <= 60; ++i) {
    const std::string before = "a" + std::to_string(i - 1);
    doubled.append(" where a")
        .append(std::to_string(i))
        .append(" = ")
        .append(before)
        .append(" + ")
        .append(before);
  }
  verifies({{"a60 < 2^60 * 3", enclosure(), doubled}});
  const check::Limits few = {.steps = 20'000, .seconds = 60, .memory = 2000};
  CHECK(status_of("for n in 1..10^9: n > 0", cases("1000000000"), few) == Status::unreached);
  CHECK(status_of("sum(n = 1..10^9, n) = 0", {}, few) == Status::unreached);
  CHECK(status_of("bernoulli(6000) < 0", {}, few) == Status::unreached);
  CHECK(status_of("bell(2000) > 0", {}, few) == Status::unreached);
  CHECK(status_of("surjections(1000, 500) > 0", {}, few) == Status::unreached);
  CHECK(status_of("for x in (0, 1): sin(1/x) + cos(1/x) < 3/2", enclosure(), few) == Status::unreached);
  CHECK(status_of("(1 + p)^2000 = 1", {.verdict = "refuted"}, few) == Status::unreached);
  CHECK(status_of("max(zeta(5/2), zeta(7/2)) = zeta(5/2)", enclosure(), few) == Status::unreached);
  CHECK(status_of("1 = 1", {}, few) == Status::verified);
  for (const char* beyond :
       {"bell(200001) > 0", "bernoulli(6002) > 0", "1000001! > 0", "stirling2(10001, 3) > 0", "2^(10^30) > 0",
        "bell(10^30) > 0", "max(zeta(5/2), zeta(7/2)) = zeta(5/2)"})
    for (const char* verdict : {"holds", "refuted"}) {
      CAPTURE(std::string(beyond));
      CHECK(status_of(beyond, {.verdict = verdict, .trust = "enclosure"}) == Status::unreached);
    }
  CHECK(status_of("bell(9999) > bell(9998)", {}, few) == Status::unreached);
  CHECK(status_of("sigmoid_derivative(5001, 1000) > 0", {}, few) == Status::unreached);
  const check::Limits one_second = {.steps = 1'000'000'000'000, .seconds = 1, .memory = 2000};
  CHECK(status_of("for n in 1..10^12: n > 0", cases("1000000000000"), one_second) == Status::unreached);
}

TEST_CASE("a report counts, and establishes headlines") {
  const std::string text =
      "ledger \"T\" headline confirmed A \"a\" headline refuted A \"b\" headline confirmed B \"c\" "
      "claim A \"\" printed 1 = 1 claim B \"\" printed max(zeta(5/2), zeta(7/2)) = zeta(5/2)";
  const Certificate certificate = test::certificate_with(text, {});
  const check::Report report = check::check_certificate(certificate, ledger_of(certificate), 2);
  CHECK(report.statements.size() == 2);
  CHECK(report.count(Status::verified) == 1);
  CHECK(report.count(Status::unreached) == 1);
  CHECK(report.first_rejected() == nullptr);
  CHECK(report.headlines == std::vector<std::string>{"a"});
  const Certificate wrong =
      test::certificate_with("claim A \"\" printed 1 = 1 printed 1 = 2 printed 1 = 3", {});
  const check::Report rejected = check::check_certificate(wrong, ledger_of(wrong), 1);
  CHECK(rejected.count(Status::rejected) == 2);
  REQUIRE(rejected.first_rejected() != nullptr);
  CHECK(rejected.first_rejected()->line == rejected.statements[1].line);
}

// Threads share the cases of a statement that is claimed to hold for a hundred and more.
TEST_CASE("what is said of many cases is the same of shares of them") {
  struct Row {
    const char* statement;
    Claimed claimed;
    Status expected;
  };
  const Claimed many = cases("200");
  Claimed shown = many;
  shown.at = {{"n", "1"}};
  shown.sides = {"3", "2"};
  Claimed wrongly_shown = shown;
  wrongly_shown.at = {{"n", "2"}};
  const Row rows[] = {
      {"for n in 1..200: n + 2 > 2", many, Status::verified},
      {"for n in 1..199: n + 2 > 2", many, Status::rejected},
      {"for n in 1..201: n + 2 > 2", many, Status::rejected},
      {"for n in 1..200: n != 97", many, Status::rejected},
      {"for n in 1..200: n = 98 implies max(zeta(5/2), zeta(7/2)) = zeta(5/2)", many, Status::unreached},
      {"for n in 1..200: n = 98 implies 1/(n - 98) = 1", many, Status::rejected},
      {"for n in 1..200: n > 200 implies n = 0", vacuous("200"), Status::verified},
      {"for n in 1..200: n > 200 implies n = 0", many, Status::rejected},
      {"for n in 1..200: n > 199 implies n > 0", vacuous("200"), Status::rejected},
      {"for n in 1..200: n + 2 > 2", shown, Status::verified},
      {"for n in 1..200: n + 2 > 2", wrongly_shown, Status::rejected},
      {"for n in 1..2, k in 1..100: n + k > 1", many, Status::verified},
      {"for n in 1..100, k in 1..n: n >= k", cases("5050"), Status::verified},
      {"for n in 1..100, k in 1..n: n >= k", cases("5051"), Status::rejected},
      {"for n in 1..100, k in 0..1/(50 - n): k >= 0", many, Status::rejected},
      {"for n in 1..100: for x in [n, n + 1]: x >= n", cases("100"), Status::verified},
      {"for n in 1..100: for x in [n, n + 1]: x > n", cases("100"), Status::rejected},
  };
  for (const Row& row : rows) {
    CAPTURE(std::string(row.statement));
    const Certificate certificate =
        test::certificate_with(std::string("claim A \"\" printed ") + row.statement, row.claimed);
    const auto decided = [&](unsigned threads) {
      return check::check_certificate(certificate, ledger_of(certificate), threads).statements.at(0).decision;
    };
    const check::Decision whole = decided(1);
    CHECK(whole.status == row.expected);
    for (const unsigned threads : {2U, 3U, 7U}) {
      CHECK(decided(threads).status == whole.status);
      CHECK(decided(threads).reason == whole.reason);
    }
  }
}

TEST_CASE("shares of many cases pass no limit together") {
  const Certificate certificate =
      test::certificate_with("claim A \"\" printed for n in 1..10^12: n > 0", cases("1000000000000"));
  const check::Limits one_second = {.steps = 1'000'000'000'000, .seconds = 1, .memory = 2000};
  const check::Decision found =
      check::check_certificate(certificate, ledger_of(certificate), 2, one_second).statements.at(0).decision;
  CHECK(found.status == Status::unreached);
  CHECK(found.reason == "it takes more than 1 seconds");
}
