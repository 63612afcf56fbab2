// An engine with a deliberate error in one function: the checker must reject its certificate of the paper.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "faulty_engine.hpp"
#include "language/check.hpp"
#include "language/parser.hpp"
#include "publish/certify.hpp"
#include "theorems.hpp"
#include "verified.hpp"

using namespace dropcert;
using namespace dropcert::language;
using namespace dropcert::certificate;
using namespace dropcert::verify;

namespace {

// "" if the engine's certificate of the paper is accepted, else the reason.
std::string reason_with_fault(const std::string& function) {
  fault = function;
  std::ifstream file(std::string(DROPCERT_SOURCE_FOLDER) + "/proofs/paper.claims");
  REQUIRE(file);
  Ledger ledger = checked_ledger(
      std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()), "paper.claims");
  for (Parameter& parameter : ledger.parameters) parameter.value = 12;
  RunOptions options;
  for (const Claim& claim : ledger.claims) {
    options.theorems.insert(claim.theorems.begin(), claim.theorems.end());
    for (const Statement& statement : claim.statements)
      options.theorems.insert(statement.proofs.begin(), statement.proofs.end());
  }
  return test::why_not_verified(read_certificate(
      write_certificate(publish::certify(ledger, run_ledger(ledger, options), test::listed_theorems()))));
}

}  // namespace

TEST_CASE("a correct engine's certificate is accepted") {
  CHECK(reason_with_fault("none") == "");
}

TEST_CASE("an error of the engine in one function is caught") {
  for (const char* function : {"stirling2", "bernoulli", "radius", "regulariser", "sigmoid_derivative"}) {
    std::string reason = reason_with_fault(function);
    CAPTURE(std::string(function));
    CHECK(reason != "");
    MESSAGE(std::string(function) << ": " << reason);
  }
}
