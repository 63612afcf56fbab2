#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "certificate/statements.hpp"
#include "check/checker.hpp"
#include "language/functions.hpp"
#include "theorems.hpp"

using namespace dropcert;
using namespace dropcert::language;
using namespace dropcert::certificate;

namespace {

const std::filesystem::path corpus = std::string(DROPCERT_SOURCE_FOLDER) + "/tests/corpus";

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// "" if all of the certificate is verified, else the reason why the first statement is not.
std::string verdict_on(const std::string& text, unsigned threads = 1) {
  try {
    Certificate certificate = read_certificate(text);
    require_theorems(certificate, test::listed_theorems());
    check::Limits limits;
    limits.steps = 20'000'000;
    limits.seconds = 3600;  // which a sanitizer may need
    Ledger stated = ledger_of(certificate);
    open_certified_files(certificate, stated, corpus.string());
    const check::Report report = check::check_certificate(certificate, stated, threads, limits);
    for (const check::StatementReport& statement : report.statements)
      if (statement.decision.status != check::Status::verified) return statement.decision.reason;
    return "";
  } catch (const CertificateError& error) {
    return error.what();
  }
}

// Which threads share.
bool has_many_cases(const std::string& text) {
  return std::regex_search(text, std::regex("\\bcases [0-9]{3}"));
}

}  // namespace

TEST_CASE("each good certificate is verified") {
  unsigned count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(corpus / "good")) {
    CAPTURE(entry.path().string());
    const std::string text = content_of(entry.path());
    CHECK(verdict_on(text) == "");
    if (has_many_cases(text)) CHECK(verdict_on(text, 3) == "");
    ++count;
  }
  CHECK(count >= 30);
}

// The rules by which a statement is decided: functions, binding functions, and the theorems of limits.
TEST_CASE("each function of the language stands in a good certificate, as does each theorem of a limit") {
  std::string all;
  for (const auto& entry : std::filesystem::directory_iterator(corpus / "good"))
    all += content_of(entry.path());
  for (const Function& function : functions()) {
    CAPTURE(std::string(function.name));
    CHECK(all.find(std::string(function.name) + "(") != std::string::npos);
  }
  for (const BindingFunction& function : binding_functions()) {
    CAPTURE(std::string(function.name));
    CHECK(all.find(std::string(function.name) + "(") != std::string::npos);
  }
  const std::string rules = content_of(corpus / "../../src/check/functions/limits.cpp");
  const std::regex theorem(R"re("((?:lemma )?[a-z_0-9]+_[a-z_0-9]+)")re");
  unsigned count = 0;
  for (std::sregex_iterator found(rules.begin(), rules.end(), theorem), end; found != end; ++found, ++count) {
    CAPTURE((*found)[1].str());
    if ((*found)[1] == "root_limsup_even") continue;  // the function
    CHECK(all.find("by " + (*found)[1].str() + "\n") != std::string::npos);
  }
  CHECK(count >= 10);
}

TEST_CASE("each bad certificate is not verified, for the reason that the list gives") {
  std::ifstream reasons(corpus / "bad" / "reasons.txt");
  unsigned count = 0;
  for (std::string line; std::getline(reasons, line); ++count) {
    std::size_t colon = line.find(": ");
    REQUIRE(colon != std::string::npos);
    const std::string text = content_of(corpus / "bad" / (line.substr(0, colon) + ".cert"));
    const std::string reason = verdict_on(text);
    if (has_many_cases(text)) CHECK(verdict_on(text, 3) == reason);
    CAPTURE(line);
    CAPTURE(reason);
    CHECK(reason.find(line.substr(colon + 2)) != std::string::npos);
  }
  CHECK(count >= 90);
}

// What the checker can say when it rejects, as its sources have it: the text up to a part that varies.
TEST_CASE("each reason for not verifying a statement has a bad certificate") {
  // Guards against faults of the program itself, or certificates too long to keep; with --claims. What
  // theorems.cpp says is mostly about the list of theorems, which is no certificate.
  const std::set<std::string> elsewhere = {
      "two routes to a row of T(n, k) differ",
      "an exact number is too large",  // it is enclosed, and where it is to be a form another rule says why
      "a definition is not written out",  // these three: another rule decides, or none, and says why
      "a name of a definition is hidden",
      "an argument of a definition has perhaps no value",
      "the sign of a number known exactly needs too much precision",
      "a statement stands where a term is expected",
      "how many cases there are depends on the precision",
      "the statement is nested too deeply",
      "the certificate is not in canonical form",
      "the certificate is too long",
      "this is not what the ledger states here",
      "whether every term is defined in that case",
      "the value shown as ",
      "whether a value shown is undefined",
      "whether a number is an integer is not known",
      "an attempt takes too many steps",
      "a list or a law is expected",
      "a list is expected",
      "a value or probability of a law has p in it",
      "a finite domain is expected",
      "the absolute value of a function",
      "the name '",
      "a function of p at a common zero",
      "a logarithm of a product in an identity",
      "a number is too large for this machine",
      // Why one of several ways does not decide a piece, which is never shown.
      "a factor is not seen to be positive",
      "the sign of a side is not seen",
      "the sign of a factor is not seen",
      "a range whose length is not seen to be an integer, 0 or more",
      "the index of a harmonic number",  // beyond, it is enclosed
      "a Bernoulli number whose index is not seen to be even",
      "an index that is not seen to be an integer",
      "a factorial of what is not seen to be positive",
      "a denominator of unknown sign",
      "a logarithm of what may not be positive",
      "integers",
      "an end of an interval is no form",
      "a root of a high order in an identity",
      "a function without a form varies",
      // Why one of two ways to a regulariser is not gone.
      "the integral for a regulariser needs more than 2^20 nodes",
      "a regulariser of contributions that are too large",
      // Why one of several bounds of a limit is not found, and what takes too long to keep.
      "the ratio of factorials is not known",
      "a factor may be 0",
      "a base is not known to be positive",
      "the ratio of binomial coefficients is not known",
      "a limit, an integral or a derivative as a function is not known here",
      "no bound of the rest of a sum or product without end is found",
      "a factor may not be positive",
      "the terms may not tend to 0",
      "an integral of which no bound is found",
      "an integral between ends that may be one",
      "a derivative that is not seen to exist",
      "a zero that is not seen to be the only one",
      "a zero that is not seen to be one",
      "a sign that is not known",
      "a list that varies",
      // Why induction does not decide, which is never shown.
      "a definition is called with too many arguments",
      "a sum of unknowns in a denominator",
      "a product of too many factors",
      "a divisor that may be 0",
      "a power that is perhaps undefined",
      "a factorial that is perhaps undefined",
      "a sum that goes beyond its end",
      "a denominator in a sum",
      "factorials that are too far apart",
      "no recurrence of a sum is found",
      "an unknown within a sum",
      "a sum within a sum",
      "an induction begins too late",
      "an index that decreases",
      "a factorial that is not unfolded",
      "a derivative of high order far from 0",
      "a binomial coefficient of what decreases",
      "the ends of a sum vary",
      "the terms of a sum vary with its end",
      "a sum of many terms",
      "a value far from the others",
      "the arguments of a recursive definition vary",
      "an equation for a large number",
      "a recursion that goes far back",
      // Why lists of any length, and integrals and sums as forms, do not decide, which is never shown.
      "a function without a derivative here",
      "a function of a list of open length",
      "a probability strictly between 0 and 1 is needed",
      "a law is expected",
      "a mean within a sum or a mean",
      "the mean of a circular function",
      "the mean of a function that bends both ways",
      "an end of an interval beside lists of open length is not rational",
      "lists of different open lengths",
      "a list of open length that is perhaps empty",
      "a length of lists that is perhaps no integer",
      "too many sums over the elements of lists",
      "an element of a list of open length",
      "sums over lists of open length within one another",
      "a sum over elements whose terms depend on more than these",
      "a sum of circular functions over the elements of a list",
      "a range that is not that of all elements of a list",
      "a root whose order is the length of a list",
      "a variable that is written by a root of itself",
      "an integrand whose numerator is no product",
      "an end that is a function of p",
      "an integrand without a known antiderivative",
      "an integrand of a high degree",
      "an integrand with such a denominator",
      "an integrand that does not fall off",
      "an integrand with a pole at an end",
      "an integrand with a pole",
      "an exponential whose rate has no sign",
      "an integrand that grows",
      "a normal law over half of the numbers",
      "a circular function in an integrand",
      "an integral of a form without a known antiderivative",
      "a derivative at a point without a form",
      "a term that is undefined next to the point",
      "the derivative of what is no form",
      "a derivative at a point that is not monotone",
      "a derivative of what is perhaps undefined",
      "a sum without end whose terms do not fall off",
      "a pole of a high order",
      "a term that is not split into fractions",
      "a series that begins with 0",
      "a series that is not known",
      "a series with a polynomial of a high degree",
      "a series with a term that is 0",
      "a series with other factors",
      "a series with a pole",
      "a series of such fractions",
      "a geometric series that perhaps diverges",
      "a series in what may be 0",
      "a sum or product without end in an identity",
      "a sum without end that begins far away",
      "a sum without end of unknown terms",
      "a sum without end that is not found",
      "a sum without end that is perhaps undefined",
      "a term of a sum without end varies too much",
      "a predicate of a list of open length",
  };
  const std::string said = content_of(corpus / "bad" / "reasons.txt");
  const std::regex message(
      R"re((?:OutOfReach|Rejected|imprecise|require_at_most|require|fail|fail_at|CertificateError|refuse)\([^"()]*"([^"]+)")re");
  unsigned count = 0;
  for (const char* folder : {"check", "certificate"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus / "../../src" / folder)) {
      const bool is_read = entry.path().extension() == ".cpp" && entry.path().filename() != "theorems.cpp";
      const std::string source = is_read ? content_of(entry.path()) : "";
      for (std::sregex_iterator found(source.begin(), source.end(), message), end; found != end; ++found) {
        const std::string text = (*found)[1];
        CAPTURE(text);
        const bool has_certificate = said.find(text) != std::string::npos;
        CHECK(has_certificate != (elsewhere.count(text) == 1));
        ++count;
      }
    }
  CHECK(count > 50);
}
