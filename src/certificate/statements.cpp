#include "certificate/statements.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "certificate/case_files.hpp"
#include "language/check.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"

namespace dropcert::certificate {

using namespace language;

namespace {

bool is_stating(const std::string& key) {
  static const std::set<std::string> keys = {"title",  "headline", "parameter", "where",   "claim",
                                             "formal", "printed",  "corrected", "instead", "evidence",
                                             "proof",  "cites",    "contact"};
  return keys.count(key) != 0;
}

std::string key_of(const std::string& line) {
  return line.substr(0, line.find(' '));
}

// A text of a certificate as a string of the language.
std::string quoted(const std::string& text) {
  return "\"" + text + "\"";
}

// The lines that state something, each in its place, as a ledger.
std::string ledger_text(const Certificate& certificate) {
  std::set<int> empty;
  for (const CertifiedClaim& claim : certificate.claims)
    if (claim.statements.empty()) empty.insert(claim.line);
  std::string text;
  int number = 0;
  auto headline = certificate.headlines.begin();
  for (const std::string& line : certificate.lines) {
    ++number;
    const std::string key = key_of(line);
    if (key == "title") {
      text += "ledger " + quoted(certificate.title);
    } else if (key == "headline") {
      text += "headline " + headline->expected;
      for (std::size_t i = 0; i < headline->ids.size(); ++i)
        text.append(i == 0 ? " " : ", ").append(headline->ids[i]);
      text += " " + quoted(headline->text);
      ++headline;
    } else if (key == "claim") {
      text += line + " \"\"" + (empty.count(number) != 0 ? " historical \"\"" : "");
    } else if (key == "cites") {
      text += "cites " + quoted(line.substr(key.size() + 1));
    } else if (is_stating(key)) {
      text += line;
    }
    text += '\n';
  }
  return text;
}

// With the line, and the first sentence without its place.
[[noreturn]] void fail_as(const SourceError& error) {
  throw CertificateError(error.at().line, error.faults().front().sentence);
}

const char* name_of(Expectation expected) {
  switch (expected) {
    case Expectation::confirmed:
      return "confirmed";
    case Expectation::corrected:
      return "corrected";
    case Expectation::refuted:
      return "refuted";
  }
  return "?";
}

std::string item_of(const Headline& headline) {
  std::string ids;
  for (const std::string& id : headline.ids) ids += (ids.empty() ? "" : ",") + id;
  return std::string("headline ") + name_of(headline.expected) + " " + ids + " " + headline.text;
}

// All that a ledger states, item by item; of a part, about the claims of these ids.
std::vector<std::string> stated_by(const Ledger& ledger, const std::optional<std::set<std::string>>& part) {
  auto is_in_part = [&](const std::string& id) { return !part || part->count(id) != 0; };
  std::vector<std::string> items;
  if (!ledger.title.empty()) items.push_back("title " + ledger.title);
  for (const Headline& headline : ledger.headlines)
    if (std::all_of(headline.ids.begin(), headline.ids.end(), is_in_part)) items.push_back(item_of(headline));
  for (const Parameter& p : ledger.parameters)
    items.push_back("parameter " + p.name + " = " + p.value.get_str());
  for (const Definition& d : ledger.definitions) items.push_back("where " + to_text(d));
  for (const Claim& claim : ledger.claims) {
    if (!is_in_part(claim.id)) continue;
    items.push_back("claim " + claim.id);
    for (const std::string& theorem : claim.theorems) items.push_back("formal " + theorem);
    for (const Definition& d : claim.definitions) items.push_back("where " + to_text(d));
    for (const Statement& statement : claim.statements) {
      items.push_back(std::string(name_of(statement.role)) + " " + to_text(statement.tree));
      for (const std::string& proof : statement.proofs) items.push_back("proof " + proof);
      for (const std::string& source : statement.citations) items.push_back("cites " + source);
      for (const ContactPoint& contact : statement.contacts) items.push_back("contact " + to_text(contact));
    }
  }
  return items;
}

// The stated items against the certificate's lines of that kind, with the number of the first that differs.
void compare_items(const Certificate& certificate, const std::vector<std::string>& items,
                   const char* reason) {
  std::size_t next = 0;
  for (std::size_t i = 0; i < certificate.lines.size(); ++i) {
    if (!is_stating(key_of(certificate.lines[i]))) continue;
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
    compare_items(certificate, stated_by(ledger, std::nullopt), "this is not in canonical form");
    if (!ledger.claims.empty()) check_ledger(ledger);
    return ledger;
  } catch (const SourceError& error) {
    fail_as(error);
  }
}

void open_certified_files(const Certificate& certificate, Ledger& stated, const std::string& folder) {
  std::map<std::string, std::string> found = open_case_files(stated, folder);
  std::string last;
  for (const CertifiedFile& file : certificate.files) {
    if (file.name <= last)
      throw CertificateError(file.line, "the files are not in alphabetical order, each once");
    last = file.name;
    const auto known = found.find(file.name);
    if (known == found.end())
      throw CertificateError(file.line, "no statement names the file '" + file.name + "'");
    if (known->second != file.digest)
      throw CertificateError(file.line, "the file '" + file.name + "' has the digest " + known->second);
    found.erase(known);
  }
  if (!found.empty())
    throw CertificateError(static_cast<int>(certificate.lines.size()),
                           "the digest of the file '" + found.begin()->first + "' is missing");
}

void require_same(const Certificate& certificate, const Ledger& ledger) {
  std::optional<std::set<std::string>> part;
  if (certificate.is_part) {
    part.emplace();
    for (const CertifiedClaim& claim : certificate.claims) part->insert(claim.id);
  }
  compare_items(certificate, stated_by(ledger, part), "this is not what the ledger states here");
}

}  // namespace dropcert::certificate
