#include "publish/theorem_map.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <stdexcept>

namespace dropcert::publish {

using namespace language;
using namespace certificate;

namespace {

// A cell of a Markdown table: "|" would end it, and underscores and stars would be emphasis.
std::string cell(const std::string& text) {
  std::string escaped;
  for (char c : text) {
    if (c == '|' || c == '*' || c == '_' || c == '<') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

void add_new(std::vector<std::string>& words, const std::string& word) {
  if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
}

// A theorem that a claim names, and for which of its statements.
struct Use {
  std::string theorem;
  std::vector<std::string> roles;
};

class Map {
 public:
  Map(const TheoremList& theorems, const TablesOfClaims& tables) : theorems_(theorems), tables_(tables) {}

  void claim(const Claim& claim, const CertifiedClaim& certified) {
    std::vector<Use> uses;
    std::vector<std::string> trust;
    for (const CertifiedStatement& statement : certified.statements) {
      add_new(trust, statement.trust);
      for (const std::string& name : statement.proofs) add(uses, name, statement.role);
      for (const std::string& name : statement.theorems)
        if (!is_lemma(name)) add(uses, name, statement.role);
    }
    for (const std::string& name : claim.theorems) add(uses, name, "as a whole");
    for (const Use& use : uses)
      row(claim, theorem(use.theorem).words, link(use.theorem), certificate_place(claim, joined(use.roles)));
    if (!uses.empty()) return;
    if (claim.historical)
      row(claim, "Not a mathematical claim.", "", "");
    else
      row(claim, fmt::format("Decided by computation: {}.", joined(trust)), "",
          certificate_place(claim, "all statements"));
  }

  std::string write() const {
    std::string text =
        "| claim | place in the paper | theorem in words | Coq name, proof | certificate | tables |\n"
        "|---|---|---|---|---|---|\n" +
        rows_;
    std::string others;
    for (const auto& [name, listed] : theorems_)
      if (!named_.count(name)) others += fmt::format("- {}: {}\n", link(name), cell(listed.words));
    if (!others.empty()) text += "\nTheorems of Main.v that no claim names:\n\n" + others;
    return text;
  }

 private:
  const ListedTheorem& theorem(const std::string& name) const {
    auto found = theorems_.find(name);
    if (found == theorems_.end())
      throw std::invalid_argument("the list of theorems has no theorem '" + name + "'");
    return found->second;
  }

  void add(std::vector<Use>& uses, const std::string& name, const std::string& role) {
    named_.insert(name);
    auto found = std::find_if(uses.begin(), uses.end(), [&](const Use& use) { return use.theorem == name; });
    if (found == uses.end())
      uses.push_back({name, {role}});
    else
      add_new(found->roles, role);
  }

  // The name in Main.v, and the files with the proof.
  std::string link(const std::string& name) const {
    std::string text = fmt::format("[`{}`](coq/Main.v)", name);
    std::string files = theorem(name).proved;
    for (std::size_t begin = 0; begin < files.size();) {
      const std::size_t end = std::min(files.find(' ', begin), files.size());
      const std::string file = files.substr(begin, end - begin);
      if (file != "Main.v") text += fmt::format(", [{}](coq/{})", file, file);
      begin = end + 1;
    }
    return text;
  }

  static std::string certificate_place(const Claim& claim, const std::string& roles) {
    return fmt::format("`claim {}`, {}", claim.id, roles);
  }

  void row(const Claim& claim, const std::string& words, const std::string& name, const std::string& place) {
    std::string tables;
    if (auto found = tables_.find(claim.id); found != tables_.end())
      for (const std::string& table : found->second)
        tables += fmt::format("{}[{}](../tables/{}.csv)", tables.empty() ? "" : ", ", table, table);
    rows_ += fmt::format("| {} | {} | {} | {} | {} | {} |\n", claim.id, cell(claim.where), cell(words), name,
                         place, tables);
  }

  const TheoremList& theorems_;
  const TablesOfClaims& tables_;
  std::set<std::string> named_;
  std::string rows_;
};

}  // namespace

std::string theorem_map(const Ledger& ledger, const Certificate& certificate, const TheoremList& theorems,
                        const TablesOfClaims& tables) {
  if (certificate.claims.size() != ledger.claims.size())
    throw std::invalid_argument("the certificate is not that of the ledger");
  Map map(theorems, tables);
  for (std::size_t i = 0; i < ledger.claims.size(); ++i) {
    if (certificate.claims[i].id != ledger.claims[i].id)
      throw std::invalid_argument("the certificate is not that of the ledger");
    map.claim(ledger.claims[i], certificate.claims[i]);
  }
  return map.write();
}

}  // namespace dropcert::publish
