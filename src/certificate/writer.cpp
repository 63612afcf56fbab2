#include <algorithm>

#include "certificate/certificate.hpp"
#include "certificate/sha256.hpp"
#include "language/utf8.hpp"

namespace dropcert::certificate {

using namespace language;

namespace {

std::string assignment(std::string name, const std::string& value) {
  return name.append(" = ").append(value);
}

std::string joined(const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : ",") + id;
  return text;
}

class Writer {
 public:
  void record(const char* key, const std::string& text) {
    if (!is_printable_utf8(text))
      throw std::invalid_argument("a record of a certificate is one line of printable characters");
    text_ += key;
    if (!text.empty()) text_ += " " + text;
    text_ += '\n';
  }

  void statement(const CertifiedStatement& statement) {
    record(statement.role.c_str(), statement.text);
    for (const std::string& proof : statement.proofs) record("proof", proof);
    for (const std::string& source : statement.citations) record("cites", source);
    for (const std::string& contact : statement.contacts) record("contact", contact);
    record("verdict", statement.verdict);
    if (statement.verdict == "undecided") return record("reason", statement.reason);
    record("trust", statement.trust);
    for (const std::string& theorem : statement.theorems) record("by", theorem);
    if (!statement.vacuous.empty()) record("vacuous", statement.vacuous);
    record("cases", statement.cases);
    for (const auto& [name, value] : statement.assignment) record("at", assignment(name, value));
    if (statement.undefined) record("undefined", "");
    for (const std::string& side : statement.sides) record("side", side);
  }

  std::string close() { return text_ + closing_line(text_); }

 private:
  std::string text_;
};

}  // namespace

std::string closing_line(std::string_view bytes) {
  auto lines = std::count(bytes.begin(), bytes.end(), '\n');
  return "end " + std::to_string(lines) + " " + sha256(bytes) + "\n";
}

std::string write_certificate(const Certificate& certificate) {
  Writer writer;
  writer.record("dropcert-certificate", certificate_format);
  if (!certificate.title.empty()) writer.record("title", certificate.title);
  for (const CertifiedHeadline& headline : certificate.headlines)
    writer.record("headline", headline.expected + " " + joined(headline.ids) + " " + headline.text);
  for (const auto& [name, value] : certificate.parameters)
    writer.record("parameter", assignment(name, value));
  for (const CertifiedTheorem& theorem : certificate.theorems)
    writer.record("theorem", theorem.name + " " + theorem.digest);
  for (const CertifiedFile& file : certificate.files) writer.record("file", file.digest + " " + file.name);
  for (const std::string& definition : certificate.definitions) writer.record("where", definition);
  if (certificate.is_part) writer.record("part", "");
  for (const CertifiedClaim& claim : certificate.claims) {
    writer.record("claim", claim.id);
    for (const std::string& theorem : claim.theorems) writer.record("formal", theorem);
    for (const std::string& definition : claim.definitions) writer.record("where", definition);
    for (const CertifiedStatement& statement : claim.statements) writer.statement(statement);
  }
  return writer.close();
}

}  // namespace dropcert::certificate
