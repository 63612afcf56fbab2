#include "certificate/theorems.hpp"

#include "certificate/sha256.hpp"

namespace dropcert::certificate {

namespace {

bool begins(std::string_view line, std::string_view with) {
  return line.substr(0, with.size()) == with;
}

[[noreturn]] void fail(int line, const std::string& expected) {
  throw TheoremListError("line " + std::to_string(line) + " of the list of theorems: expected " + expected);
}

}  // namespace

TheoremList read_theorems(std::string_view text) {
  TheoremList list;
  ListedTheorem* theorem = nullptr;  // whose record is open
  int number = 0;
  while (!text.empty()) {
    ++number;
    const std::size_t length = text.find('\n');
    if (length == text.npos) fail(number, "a line feed at the end");
    const std::string line(text.substr(0, length));
    text.remove_prefix(length + 1);
    if (begins(line, "theorem ")) {
      if (theorem) fail(number, "an empty line before the next theorem");
      auto [place, is_new] = list.emplace(line.substr(8), ListedTheorem{});
      if (!is_new) fail(number, "another name, as '" + place->first + "' is already listed");
      theorem = &place->second;
    } else if (line.empty()) {
      if (!theorem || theorem->statement.empty()) fail(number, "a statement");
      theorem = nullptr;
    } else if (theorem && begins(line, "  ")) {
      theorem->statement += line + "\n";
    } else if (theorem && theorem->statement.empty() && begins(line, "words ")) {
      theorem->words = line.substr(6);
    } else if (theorem && theorem->statement.empty() && begins(line, "proved ")) {
      theorem->proved = line.substr(7);
    } else {
      fail(number,
           "'theorem NAME', 'words ...', 'proved ...', or a line of a statement, indented by two spaces");
    }
  }
  if (theorem) fail(number + 1, "an empty line after the last statement");
  return list;
}

std::map<std::string, int> theorems_named(const Certificate& certificate) {
  std::map<std::string, int> named;
  for (const CertifiedClaim& claim : certificate.claims) {
    for (const std::string& theorem : claim.theorems) named.emplace(theorem, claim.line);
    for (const CertifiedStatement& statement : claim.statements) {
      for (const std::string& proof : statement.proofs) named.emplace(proof, statement.line);
      for (const std::string& theorem : statement.theorems)
        if (!is_lemma(theorem)) named.emplace(theorem, statement.line);
    }
  }
  return named;
}

std::vector<CertifiedTheorem> digests_of_theorems(const Certificate& certificate, const TheoremList& list) {
  std::vector<CertifiedTheorem> theorems;
  for (const auto& [name, line] : theorems_named(certificate)) {
    auto found = list.find(name);
    if (found == list.end())
      throw std::invalid_argument("the list of theorems has no theorem '" + name + "'");
    theorems.push_back({0, name, sha256(found->second.statement)});
  }
  return theorems;
}

void require_theorems(const Certificate& certificate, const TheoremList& list) {
  for (const CertifiedTheorem& theorem : certificate.theorems) {
    auto found = list.find(theorem.name);
    if (found == list.end())
      throw CertificateError(theorem.line, "the list of theorems has no theorem '" + theorem.name + "'");
    if (sha256(found->second.statement) != theorem.digest)
      throw CertificateError(theorem.line, "the digest of theorem '" + theorem.name +
                                               "' is not that of its statement in the list");
  }
}

}  // namespace dropcert::certificate
