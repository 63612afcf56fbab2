// Numbers that are printed, rounded and cut off by integer arithmetic on their digits: the engine and the
// checker say the same of each.
#include <doctest/doctest.h>
#include <gmpxx.h>

#include <string>
#include <vector>

#include "check/verified.hpp"
#include "language/check.hpp"
#include "language/parser.hpp"
#include "publish/certify.hpp"
#include "random.hpp"
#include "verify/run.hpp"

using namespace dropcert;
using namespace dropcert::language;
using namespace dropcert::certificate;
using namespace dropcert::verify;

namespace {

struct Case {
  std::string statement;
  bool is_true;
};

mpz_class floor_of(const mpq_class& q) {
  mpz_class result;
  mpz_fdiv_q(result.get_mpz_t(), q.get_num_mpz_t(), q.get_den_mpz_t());
  return result;
}

mpz_class ten_to(unsigned long n) {
  mpz_class result;
  mpz_ui_pow_ui(result.get_mpz_t(), 10, n);
  return result;
}

std::string with_commas(std::string digits) {
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

// r/10^k, k >= 0, in one of several spellings that have the same last digit; `marks` follow it.
std::string spelled(testing::Random& random, const mpz_class& r, unsigned long k, bool is_negative,
                    const std::string& marks) {
  const std::string minus = random.one_in(4) ? "\xe2\x88\x92" : "-";
  std::string digits = mpz_class(abs(r)).get_str();
  const std::string sign = is_negative ? minus : random.one_in(9) ? "+" : "";
  const std::string power = std::to_string(k);
  switch (random.below(4)) {
    case 0:
      return sign + digits + marks + (random.one_in(2) ? "e-" : "E-") + power;
    case 1:
      return sign + digits + marks +
             (random.one_in(2) ? " \xc3\x97 10^{" + minus + power + "}" : "*10^-" + power);
    default:
      break;
  }
  if (digits.size() <= k) digits.insert(0, std::string(k + 1 - digits.size(), '0'));
  const std::string whole = digits.substr(0, digits.size() - k);
  return sign + (random.one_in(2) ? with_commas(whole) : whole) + (k == 0 ? "" : ".") +
         digits.substr(digits.size() - k) + marks;
}

// Ties, integers, neighbours of both, and others.
mpq_class some_number(testing::Random& random, unsigned long k) {
  const long n = random.between(-30, 30);
  mpq_class x(mpz_class(random.one_in(3) ? n : n * 1'234'567), ten_to(k));
  if (random.one_in(2)) x += mpq_class(1, 2) / ten_to(k);
  if (random.one_in(3)) x += mpq_class(random.between(-1, 1)) / ten_to(60);
  if (random.one_in(4))
    x = mpq_class(random.between(-99, 99), static_cast<unsigned long>(random.between(1, 40)));
  x.canonicalize();
  return x;
}

Case random_case(testing::Random& random) {
  const unsigned long k = random.below(7);
  const mpq_class x = some_number(random, k);
  const mpq_class y = x * ten_to(k);
  const mpz_class r = floor_of(y) + random.between(-1, 2);
  const std::string head = "prints(" + x.get_str() + ", \"";
  const bool is_negative = r < 0 || (r == 0 && random.one_in(2));
  switch (random.below(4)) {
    case 0: {  // cut off: the digits of the modulus, and the sign, unless x is 0
      const mpz_class cut = floor_of(abs(y));
      const bool same_sign = x == 0 || (x < 0) == is_negative;
      return {head + spelled(random, r, k, is_negative, "...") + "\")", abs(r) == cut && same_sign};
    }
    case 1: {
      const mpz_class units = random.below(4);
      const bool is_true = y >= r - units && y <= r + units;
      return {head + spelled(random, r, k, is_negative, "(" + units.get_str() + ")") + "\")", is_true};
    }
    case 2: {
      const mpz_class bound = abs(r);
      std::string text = spelled(random, bound, k, false, "");
      if (text[0] == '+') text.erase(0, 1);
      const bool is_true = floor_of(abs(y)) < bound;  // the bound is an integer
      return {head + (random.one_in(2) ? "< " : "<") + text + "\")", is_true};
    }
    default: {  // half up and half down
      const mpz_class up = floor_of(y + mpq_class(1, 2));
      const mpz_class down = -floor_of(mpq_class(1, 2) - y);
      const bool is_true = r == 0 ? x == 0 : r == up || r == down;
      return {head + spelled(random, r, k, is_negative, "") + "\")", is_true};
    }
  }
}

Ledger ledger_of_cases(const std::vector<Case>& cases) {
  std::string text;
  for (std::size_t i = 0; i < cases.size(); ++i)
    text += "claim R" + std::to_string(i) + " \"\" printed " + cases[i].statement + "\n";
  Ledger ledger = checked_ledger(text, "test");
  return ledger;
}

void require_right(const std::vector<Case>& cases) {
  const Ledger ledger = ledger_of_cases(cases);
  const std::vector<ClaimResult> results = run_ledger(ledger, RunOptions{});
  std::size_t count_true = 0;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    CAPTURE(cases[i].statement);
    CHECK(
        (results[i].statements[0].finding.verdict == (cases[i].is_true ? Verdict::holds : Verdict::refuted)));
    if (cases[i].is_true) ++count_true;
  }
  CHECK(count_true * 5 > cases.size());
  CHECK(count_true * 5 < 4 * cases.size());
  Certificate certificate = read_certificate(write_certificate(publish::certify(ledger, results, {})));
  CHECK(test::why_not_verified(certificate) == "");
  // The opposite of each verdict is not verified.
  for (CertifiedClaim& claim : certificate.claims) {
    CertifiedStatement& statement = claim.statements[0];
    statement.verdict = statement.verdict == "holds" ? "refuted" : "holds";
    statement.sides.clear();
  }
  const check::Report report = check::check_certificate(certificate, ledger, 1);
  CHECK(report.count(check::Status::rejected) == cases.size());
}

}  // namespace

TEST_CASE("what is printed of rational numbers") {
  testing::Random random(1771);
  std::vector<Case> cases;
  for (int i = 0; i < 4000; ++i) cases.push_back(random_case(random));
  require_right(cases);
}

// By the integer square root, whose remainder tells on which side of a half the rest is.
TEST_CASE("what is printed of square roots") {
  testing::Random random(1772);
  std::vector<Case> cases;
  while (cases.size() < 600) {
    const mpz_class n = random.between(2, 5000);
    if (mpz_perfect_square_p(n.get_mpz_t()) != 0) continue;
    const unsigned long k = random.below(25);
    const mpz_class cut = sqrt(mpz_class(n * ten_to(2 * k)));
    const mpz_class nearest = (sqrt(mpz_class(4 * n * ten_to(2 * k))) + 1) / 2;
    const bool is_cut = random.one_in(2);
    const mpz_class shown = (is_cut ? cut : nearest) + (random.one_in(2) ? 0 : random.between(-1, 1));
    const std::string term =
        random.one_in(2) ? "sqrt(" + n.get_str() + ")" : "exp(log(" + n.get_str() + ")/2)";
    cases.push_back(
        {"prints(" + term + ", \"" + spelled(random, shown, k, false, is_cut ? "..." : "") + "\")",
         shown == (is_cut ? cut : nearest)});
  }
  require_right(cases);
}

TEST_CASE("a certificate states what its ledger cites") {
  auto stating = [](const std::string& clauses) {
    return parse_ledger("claim A \"\" printed 1 = 1 " + clauses, "test");
  };
  const Ledger ledger = stating("cites \"Peano 1889\", \"B\"");
  const Certificate certificate =
      read_certificate(write_certificate(publish::certify(ledger, run_ledger(ledger, RunOptions{}), {})));
  CHECK_NOTHROW(require_same(certificate, ledger));
  for (const char* other :
       {"", "cites \"Peano 1889\"", "cites \"B\", \"Peano 1889\"", "cites \"Peano 1890\", \"B\"",
        "cites \"Peano 1889, B\"", "cites \"Peano 1889\", \"B\", \"C\""})
    CHECK_THROWS_AS(require_same(certificate, stating(other)), CertificateError);
}
