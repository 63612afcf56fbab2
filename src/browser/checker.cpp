// The checker for a web page: a certificate in, what was found out as JSON, no files, one thread. Compiled to
// WebAssembly by build.sh; what it shows of a statement is made of the certificate that it has decided.
#include <cstdint>
#include <cstdio>
#include <new>
#include <string>

#include "certificate/statements.hpp"
#include "check/checker.hpp"
#include "language/mathml.hpp"
#include "language/xml.hpp"

namespace dropcert::browser {

using namespace language;
using namespace certificate;

namespace {

std::string input;
std::string output;

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    char escaped[8];
    if (c == '"' || c == '\\') result += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) {
      result += c;
      continue;
    }
    std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(c));
    result += escaped;
  }
  return result + "\"";
}

const char* name_of(check::Status status) {
  switch (status) {
    case check::Status::verified:
      return "verified";
    case check::Status::rejected:
      return "rejected";
    case check::Status::undecided:
      return "undecided";
    case check::Status::unreached:
      return "unreached";
  }
  return "";
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "<wbr/>") + part;
  return text;
}

// The case that the certificate shows, in words.
std::string case_of(const CertifiedStatement& statement) {
  std::string text;
  for (const auto& [name, value] : statement.assignment)
    text += (text.empty() ? "" : ", ") + name + " = " + value;
  return text;
}

std::string found(const check::StatementReport& report, const CertifiedStatement& claimed,
                  const Statement& statement) {
  return "{\"name\":" + quoted(report.name) + ",\"line\":" + std::to_string(report.line) +
         ",\"status\":" + quoted(name_of(report.decision.status)) +
         ",\"reason\":" + quoted(report.decision.reason) + ",\"verdict\":" + quoted(claimed.verdict) +
         ",\"case\":" + quoted(case_of(claimed)) +
         ",\"formula\":" + quoted(joined(to_mathml_parts(statement.tree))) + "}";
}

std::string failed(int line, const std::string& reason) {
  return "{\"result\":\"rejected\",\"line\":" + std::to_string(line) + ",\"reason\":" + quoted(reason) + "}";
}

// An object: result, line, reason, title, statements, headlines, theorems.
std::string checked(const std::string& text) {
  const Certificate certificate = read_certificate(text);
  if (!certificate.files.empty()) return failed(0, "it is about files of cases, which are not in the page");
  const Ledger stated = ledger_of(certificate);
  const check::Report report = check::check_certificate(certificate, stated, 1);
  std::string statements, headlines, theorems;
  std::size_t next = 0;
  for (std::size_t i = 0; i < stated.claims.size(); ++i)
    for (std::size_t j = 0; j < stated.claims[i].statements.size(); ++j)
      statements +=
          (next > 0 ? "," : "") + found(report.statements.at(next), certificate.claims[i].statements[j],
                                        stated.claims[i].statements[j]),
          ++next;
  for (const std::string& headline : report.headlines)
    headlines += (headlines.empty() ? "" : ",") + quoted(headline);
  for (const CertifiedTheorem& theorem : certificate.theorems)
    theorems += (theorems.empty() ? "" : ",") + quoted(theorem.name);
  const check::StatementReport* rejected = report.first_rejected();
  const char* result = rejected                                                           ? "rejected"
                       : report.statements.empty()                                        ? "nothing"
                       : report.count(check::Status::verified) < report.statements.size() ? "in part"
                                                                                          : "verified";
  return std::string("{\"result\":\"") + result +
         "\",\"line\":" + std::to_string(rejected ? rejected->line : 0) +
         ",\"reason\":" + quoted(rejected ? rejected->name + ": " + rejected->decision.reason : "") +
         ",\"title\":" + quoted(certificate.title) + ",\"statements\":[" + statements + "],\"headlines\":[" +
         headlines + "],\"theorems\":[" + theorems + "]}";
}

}  // namespace

}  // namespace dropcert::browser

// Where the bytes of the certificate go: room for so many.
extern "C" char* dropcert_input(std::uint32_t length) {
  dropcert::browser::input.assign(length, '\0');
  return dropcert::browser::input.data();
}

// Decides the certificate; returns the length of what is said of it.
extern "C" std::uint32_t dropcert_check() {
  using namespace dropcert;
  try {
    browser::output = browser::checked(browser::input);
  } catch (const certificate::CertificateError& error) {
    browser::output = browser::failed(error.line(), error.what());
  } catch (const std::exception& error) {
    browser::output = browser::failed(0, error.what());
  }
  return static_cast<std::uint32_t>(browser::output.size());
}

extern "C" const char* dropcert_output() {
  return dropcert::browser::output.data();
}
