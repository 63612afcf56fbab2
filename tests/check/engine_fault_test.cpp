// An engine with a deliberate error in one function: the checker must reject its certificate of the paper.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

// The engine's own table under another name; the one that this program is linked with is below.
#define find_builtin correct_builtin
#include "verify/builtins.cpp"
#undef find_builtin

#include "certificate/statements.hpp"
#include "check/checker.hpp"
#include "language/check.hpp"
#include "language/parser.hpp"
#include "publish/certify.hpp"
#include "theorems.hpp"

namespace dropcert {

namespace {

std::string fault;  // the function that is wrong

Value correct(const char* name, Machine& machine, const Arguments& arguments) {
  return correct_builtin(name)->function(machine, arguments);
}

Value wrong_stirling2(Machine& machine, const Arguments& arguments) {
  Value value = correct("stirling2", machine, arguments);
  bool here = as_integer(arguments[0]) == Integer(40) && as_integer(arguments[1]) == Integer(7);
  return here ? machine.arithmetic().add(value, Rational(1)) : value;
}

Value wrong_bernoulli(Machine& machine, const Arguments& arguments) {
  Value value = correct("bernoulli", machine, arguments);
  return as_integer(arguments[0]) == Integer(50) ? machine.arithmetic().negate(value) : value;
}

// A factor of 1 + 2^-90.
Value wrong_last_bits(Machine& machine, const Value& value) {
  return machine.arithmetic().multiply(value, Rational(1) + pow(Rational(2), -90));
}

Value wrong_radius(Machine& machine, const Arguments& arguments) {
  return wrong_last_bits(machine, correct("radius", machine, arguments));
}
Value wrong_regulariser(Machine& machine, const Arguments& arguments) {
  return wrong_last_bits(machine, correct("regulariser", machine, arguments));
}
Value wrong_sigmoid_derivative(Machine& machine, const Arguments& arguments) {
  return wrong_last_bits(machine, correct("sigmoid_derivative", machine, arguments));
}

}  // namespace

const Builtin* find_builtin(std::string_view name) {
  static Builtin wrong;
  const Builtin* entry = correct_builtin(name);
  if (!entry || name != fault) return entry;
  wrong = *entry;
  if (name == "stirling2") wrong.function = wrong_stirling2;
  if (name == "bernoulli") wrong.function = wrong_bernoulli;
  if (name == "radius") wrong.function = wrong_radius;
  if (name == "regulariser") wrong.function = wrong_regulariser;
  if (name == "sigmoid_derivative") wrong.function = wrong_sigmoid_derivative;
  return &wrong;
}

namespace {

// "" if the engine's certificate of the paper is accepted, else the reason.
std::string reason_with_fault(const std::string& function) {
  fault = function;
  std::ifstream file(std::string(DROPCERT_SOURCE_FOLDER) + "/proofs/paper.claims");
  REQUIRE(file);
  Ledger ledger = parse_ledger(
      std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()), "paper.claims");
  check_ledger(ledger);
  for (Parameter& parameter : ledger.parameters) parameter.value = 12;
  RunOptions options;
  for (const Claim& claim : ledger.claims) {
    options.theorems.insert(claim.theorems.begin(), claim.theorems.end());
    for (const Statement& statement : claim.statements)
      options.theorems.insert(statement.proofs.begin(), statement.proofs.end());
  }
  try {
    const Certificate certificate = read_certificate(
        write_certificate(certify(ledger, run_ledger(ledger, options), test::listed_theorems())));
    check::check_certificate(certificate, ledger_of(certificate), 1);
    return "";
  } catch (const CertificateError& error) {
    return error.what();
  }
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

}  // namespace dropcert
