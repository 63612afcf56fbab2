#include "certificate/statements.hpp"

#include <algorithm>
#include <set>

#include "language/check.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"

namespace dropcert {

namespace {

constexpr std::size_t max_nesting = 4000;  // of all definitions together

std::size_t depth_of(const Node& node) {
  std::size_t deepest = 0;
  for (const Node& child : node.children) deepest = std::max(deepest, depth_of(child));
  for (const Binder& binder : node.binders)
    for (const Node& term : binder.domain.terms) deepest = std::max(deepest, depth_of(term));
  return deepest + 1;
}

// The lines that state something, each in its place, as a ledger.
std::string ledger_text(const Certificate& certificate) {
  static const std::set<std::string> stating = {"parameter", "where",    "printed", "corrected",
                                                "instead",   "evidence", "proof"};
  std::set<int> empty;
  for (const CertifiedClaim& claim : certificate.claims)
    if (claim.statements.empty()) empty.insert(claim.line);
  std::string text;
  int number = 0;
  for (const std::string& line : certificate.lines) {
    ++number;
    std::string key = line.substr(0, line.find(' '));
    if (key == "claim") text += line + " \"\"" + (empty.count(number) ? " historical \"\"" : "");
    if (stating.count(key)) text += line;
    text += '\n';
  }
  return text;
}

// The line that a message "certificate:LINE:COLUMN: ..." names.
[[noreturn]] void fail_as(const SourceError& error) {
  std::string message = error.what();
  std::size_t colon = message.find(':');
  throw CertificateError(std::stoi(message.substr(colon + 1)), message.substr(message.find(": ") + 2));
}

// All that a ledger states, item by item.
std::vector<std::string> stated_by(const Ledger& ledger) {
  std::vector<std::string> items;
  for (const Parameter& p : ledger.parameters)
    items.push_back("parameter " + p.name + " = " + p.value.get_str());
  for (const Definition& d : ledger.definitions) items.push_back("where " + to_text(d));
  for (const Claim& claim : ledger.claims) {
    items.push_back("claim " + claim.id);
    for (const Definition& d : claim.definitions) items.push_back("where " + to_text(d));
    for (const Statement& statement : claim.statements) {
      items.push_back(std::string(name_of(statement.role)) + " " + to_text(statement.tree));
      for (const std::string& proof : statement.proofs) items.push_back("proof " + proof);
    }
  }
  return items;
}

bool is_statement_line(const std::string& line) {
  static const std::set<std::string> keys = {"parameter", "where",   "claim",    "printed",
                                             "corrected", "instead", "evidence", "proof"};
  return keys.count(line.substr(0, line.find(' '))) != 0;
}

// The stated items against the certificate's lines of that kind, with the number of the first that differs.
void compare_items(const Certificate& certificate, const std::vector<std::string>& items,
                   const char* reason) {
  std::size_t next = 0;
  for (std::size_t i = 0; i < certificate.lines.size(); ++i) {
    if (!is_statement_line(certificate.lines[i])) continue;
    if (next >= items.size() || items[next++] != certificate.lines[i])
      throw CertificateError(static_cast<int>(i) + 1, reason);
  }
  if (next != items.size())
    throw CertificateError(static_cast<int>(certificate.lines.size()), "'" + items[next] + "' is missing");
}

}  // namespace

Ledger ledger_of(const Certificate& certificate) {
  try {
    Ledger ledger = parse_ledger(ledger_text(certificate), "certificate");
    std::size_t nesting = 0;
    for (const Definition& definition : ledger.definitions) nesting += depth_of(definition.body);
    for (const Claim& claim : ledger.claims)
      for (const Definition& definition : claim.definitions) nesting += depth_of(definition.body);
    if (nesting > max_nesting) throw CertificateError(1, "the definitions are nested too deeply");
    compare_items(certificate, stated_by(ledger), "the statement is not in canonical form");
    check_ledger(ledger);
    return ledger;
  } catch (const SourceError& error) {
    fail_as(error);
  }
}

void require_same(const Certificate& certificate, const Ledger& ledger) {
  compare_items(certificate, stated_by(ledger), "this is not what the ledger states here");
}

}  // namespace dropcert
