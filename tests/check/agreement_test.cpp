// The checker and the engine, which share no arithmetic, on the same terms: the engine's certificate shows
// the values of both sides of each false equation, and the checker computes them again.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "certificate/statements.hpp"
#include "check/checker.hpp"
#include "language/check.hpp"
#include "language/parser.hpp"
#include "publish/certify.hpp"
#include "random.hpp"
#include "theorems.hpp"
#include "verified.hpp"
#include "words.hpp"

using namespace dropcert;
using namespace dropcert::language;
using namespace dropcert::certificate;
using namespace dropcert::verify;

namespace {

Ledger read(const std::string& text) {
  Ledger ledger = checked_ledger(text, "text");
  return ledger;
}

Certificate certificate_of(const Ledger& ledger) {
  RunOptions options;
  for (const Claim& claim : ledger.claims) {
    options.theorems.insert(claim.theorems.begin(), claim.theorems.end());
    for (const Statement& statement : claim.statements)
      options.theorems.insert(statement.proofs.begin(), statement.proofs.end());
  }
  return read_certificate(
      write_certificate(publish::certify(ledger, run_ledger(ledger, options), test::listed_theorems())));
}

std::string content_of(const std::string& path) {
  std::ifstream file(std::string(DROPCERT_SOURCE_FOLDER) + "/" + path);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// A number of moderate size: 0, integers, and fractions on both sides of 0.
std::string some_number(testing::Random& random) {
  if (random.one_in(12)) return "0";
  const std::string size = std::to_string(random.below(random.one_in(3) ? 40 : 6)) + "/" +
                           std::to_string(random.between(1, random.one_in(2) ? 1 : 30));
  return (random.one_in(2) ? "(-" : "(") + size + ")";
}

std::string positive(testing::Random& random) {
  return "(" + std::to_string(random.between(1, 500)) + "/" + std::to_string(random.between(1, 90)) + ")";
}

std::string model(testing::Random& random) {
  std::string text = "[" + some_number(random);
  for (unsigned long i = random.below(5); i > 0; --i) text += ", " + some_number(random);
  return text + "], " + std::to_string(random.between(1, 9)) + "/10";
}

std::string term(testing::Random& random) {
  const std::string n = std::to_string(random.below(random.one_in(4) ? 90 : 12));
  const std::string k = std::to_string(random.below(12));
  switch (random.below(26)) {
    case 0:
      return "exp(" + some_number(random) + ")";
    case 1:
      return "log(" + positive(random) + ")";
    case 2:
      return "sqrt(" + positive(random) + ")";
    case 3:
      return "sin(" + some_number(random) + ")";
    case 4:
      return "cos(" + some_number(random) + ")";
    case 5:
      return "tanh(" + some_number(random) + ")";
    case 6:
      return "erfc(" + some_number(random) + ")";
    case 7:
      return "root(" + positive(random) + ", " + std::to_string(random.between(1, 9)) + ")";
    case 8:
      return "sigmoid(" + some_number(random) + ")";
    case 9:
      return "softplus(" + some_number(random) + ")";
    case 10:
      return "sigmoid_derivative(" + k + ", " + some_number(random) + ")";
    case 11:
      return "softplus_derivative(" + n + ", " + some_number(random) + ") / " + n + "!";
    case 12:
      return "zeta(1 + " + positive(random) + ")";
    case 13:
      return "stirling2(" + n + ", " + k + ") + surjections(" + k + ", " + n + ")";
    case 14:
      return "surjections(" + n + ", " + k + ")";
    case 15:
      return "bell(" + n + ")";
    case 16:
      return "bernoulli(" + n + ") + binomial(" + n + ", " + k + ")";
    case 17:
      return "moment(" + model(random) + ", " + k + ")";
    case 18:
      return "deviation(" + model(random) + ")";
    case 19:
      return "regulariser(" + model(random) + ")";
    case 20:
      return "partial_regulariser(" + k + ", " + model(random) + ")";
    case 21:
    case 22:
    case 23:
    case 24: {
      const std::vector<std::string>& names = test::functions_of_a_number();
      return names[random.below(names.size())] + "(" + some_number(random) + ")";
    }
    default:
      return "radius(" + some_number(random) + ") ^ (" + positive(random) + " / 7)";
  }
}

}  // namespace

TEST_CASE("random terms have the same values") {
  testing::Random random(11);
  std::string text;
  for (int i = 0; i < 1500; ++i)
    text += "claim R" + std::to_string(i) + " \"\" printed " + term(random) + " = -123456789/1000\n";
  const Ledger ledger = read(text);
  Certificate certificate = certificate_of(ledger);
  const check::Report report = check::check_certificate(certificate, ledger_of(certificate), 1);
  CHECK(report.statements.size() == 1500);
  CHECK(report.count(check::Status::rejected) == 0);
  for (const check::StatementReport& statement : report.statements) {
    CAPTURE(statement.name);
    CHECK(statement.decision.reason == "");
  }
  // A wrong last digit of one of them is seen.
  for (CertifiedClaim& claim : certificate.claims)
    if (claim.statements[0].sides[0].rfind("in [", 0) == 0) {
      claim.statements[0].sides[0] = "in [0.12345678901234567890, 0.12345678901234567891]";
      break;
    }
  CHECK(check::check_certificate(certificate, ledger_of(certificate), 1).count(check::Status::rejected) == 1);
}

TEST_CASE("published statements and believable mistakes") {
  for (const char* path : {"tests/corpus/dlmf.claims", "tests/corpus/false.claims"}) {
    CAPTURE(std::string(path));
    const Certificate certificate = certificate_of(read(content_of(path)));
    CHECK(test::why_not_verified(certificate) == "");
  }
}
