#include "certificate/theorems.hpp"

#include "certificate/sha256.hpp"

namespace dropcert {

namespace {

constexpr std::string_view opening = "theorem ";

[[noreturn]] void fail(int line, const std::string& expected) {
  throw TheoremListError("line " + std::to_string(line) + " of the list of theorems: expected " + expected);
}

}  // namespace

TheoremStatements read_theorems(std::string_view text) {
  TheoremStatements statements;
  std::string* statement = nullptr;  // of the record that is open
  int number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t length = text.find('\n');
    if (length == text.npos) fail(number, "a line feed at the end");
    const std::string line(text.substr(0, length));
    text.remove_prefix(length + 1);
    if (line.rfind(opening, 0) == 0) {
      if (statement) fail(number, "an empty line before the next theorem");
      auto [place, is_new] = statements.emplace(line.substr(opening.size()), "");
      if (!is_new) fail(number, "another name, as '" + place->first + "' is already listed");
      statement = &place->second;
    } else if (line.empty()) {
      if (!statement || statement->empty()) fail(number, "a statement");
      statement = nullptr;
    } else {
      if (!statement || line.rfind("  ", 0) != 0)
        fail(number, "'theorem NAME', or a line of its statement indented by two spaces");
      *statement += line + "\n";
    }
  }
  if (statement) fail(number + 1, "an empty line after the last statement");
  return statements;
}

std::map<std::string, int> theorems_named(const Certificate& certificate) {
  std::map<std::string, int> named;
  for (const CertifiedClaim& claim : certificate.claims)
    for (const CertifiedStatement& statement : claim.statements) {
      for (const std::string& proof : statement.proofs) named.emplace(proof, statement.line);
      for (const std::string& theorem : statement.theorems)
        if (theorem.rfind("lemma ", 0) != 0) named.emplace(theorem, statement.line);
    }
  return named;
}

std::vector<CertifiedTheorem> digests_of_theorems(const Certificate& certificate,
                                                  const TheoremStatements& statements) {
  std::vector<CertifiedTheorem> theorems;
  for (const auto& [name, line] : theorems_named(certificate)) {
    auto found = statements.find(name);
    if (found == statements.end())
      throw std::invalid_argument("the list of theorems has no theorem '" + name + "'");
    theorems.push_back({0, name, sha256(found->second)});
  }
  return theorems;
}

void require_theorems(const Certificate& certificate, const TheoremStatements& statements) {
  for (const CertifiedTheorem& theorem : certificate.theorems) {
    auto found = statements.find(theorem.name);
    if (found == statements.end())
      throw CertificateError(theorem.line, "the list of theorems has no theorem '" + theorem.name + "'");
    if (sha256(found->second) != theorem.digest)
      throw CertificateError(theorem.line, "the digest of theorem '" + theorem.name +
                                               "' is not that of its statement in the list");
  }
}

}  // namespace dropcert
