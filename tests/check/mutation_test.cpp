// Every token of the paper's certificate changed, with a digest that fits: what the checker then accepts must
// not be what the engine refutes.
#include <doctest/doctest.h>

#include <cctype>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "certificate/statements.hpp"
#include "check/checker.hpp"
#include "language/check.hpp"
#include "language/parser.hpp"
#include "publish/certify.hpp"
#include "theorems.hpp"

using namespace dropcert;

namespace {

std::string content_of(const std::string& path) {
  std::ifstream file(std::string(DROPCERT_SOURCE_FOLDER) + "/" + path, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<ClaimResult> decide(const Ledger& ledger) {
  RunOptions options;
  for (const Claim& claim : ledger.claims) {
    options.theorems.insert(claim.theorems.begin(), claim.theorems.end());
    for (const Statement& statement : claim.statements)
      options.theorems.insert(statement.proofs.begin(), statement.proofs.end());
  }
  return run_ledger(ledger, options);
}

Ledger paper() {
  Ledger ledger = parse_ledger(content_of("proofs/paper.claims"), "paper.claims");
  check_ledger(ledger);
  for (Parameter& parameter : ledger.parameters) parameter.value = 12;
  return ledger;
}

// The certificate's lines without the last, for one claim alone; it stands or falls alone.
std::vector<std::string> lines_of(const Certificate& certificate, std::size_t claim) {
  Certificate alone = certificate;
  alone.claims = {certificate.claims[claim]};
  alone.theorems = digests_of_theorems(alone, test::listed_theorems());
  return read_certificate(write_certificate(alone)).lines;
}

std::string closed(const std::vector<std::string>& lines) {
  std::string text;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) text += lines[i] + "\n";
  return text + closing_line(text);
}

bool is_accepted(const std::string& text) {
  try {
    Certificate certificate = read_certificate(text);
    check::check_certificate(certificate, ledger_of(certificate), 1);
    return true;
  } catch (const CertificateError&) {
    return false;
  }
}

// Whether the engine, given the statements of an accepted certificate, comes to the opposite verdict on one.
// It may leave undecided what the checker decides.
bool engine_contradicts(const std::string& text) {
  const Certificate certificate = read_certificate(text);
  const Ledger ledger = ledger_of(certificate);
  const std::vector<ClaimResult> results = decide(ledger);
  for (std::size_t i = 0; i < results[0].statements.size(); ++i) {
    const Verdict verdict = results[0].statements[i].finding.verdict;
    if (verdict != Verdict::undecided && name_of(verdict) != certificate.claims[0].statements[i].verdict)
      return true;
  }
  return false;
}

bool in_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

// The line's tokens: words and numbers, relations, other signs.
std::vector<std::string> tokens_of(const std::string& line) {
  static const std::set<std::string> pairs = {"<=", ">=", "!=", ".."};
  std::vector<std::string> tokens;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t length = 1;
    if (in_word(line[i])) {
      while (i + length < line.size() && in_word(line[i + length])) ++length;
    } else if (pairs.count(line.substr(i, 2))) {
      length = 2;
    }
    tokens.push_back(line.substr(i, length));
    i += length;
  }
  return tokens;
}

std::string changed(const std::string& token, std::mt19937_64& random) {
  static const std::vector<std::vector<std::string>> kinds = {
      {"=", "!=", "<", "<=", ">", ">="},
      {"+", "-", "*", "/"},
      {"holds", "refuted", "undecided"},
      {"exact", "enclosure", "formal", "lemma"},
      {"and", "or", "implies", "iff"},
      {"printed", "corrected", "instead", "evidence"},
      {"min", "max"},
      {"pi", "p"},
      {"sum", "prod", "mean"},
      {"exp", "log", "sqrt", "sin", "cos", "tanh", "erfc", "abs", "sigmoid", "softplus", "radius"},
      {"stirling2", "surjections", "binomial"},
      {"bell", "bernoulli", "zeta"},
      {"sigmoid_derivative", "softplus_derivative"},
      {"regulariser", "deviation", "converges"}};
  for (const auto& kind : kinds)
    for (std::size_t i = 0; i < kind.size(); ++i)
      if (kind[i] == token) return kind[(i + 1 + random() % (kind.size() - 1)) % kind.size()];
  if (token.find_first_not_of("0123456789") == std::string::npos && token.size() < 9)
    return std::to_string(std::stol(token) + 1);
  if (std::isdigit(static_cast<unsigned char>(token[0]))) return "1" + token;
  if (in_word(token[0])) return random() % 2 ? token + "x" : token.substr(0, 1);
  return "";
}

struct Count {
  unsigned mutants = 0;
  unsigned accepted = 0;
  unsigned contradicted = 0;
};

void try_mutant(const std::vector<std::string>& lines, Count& count) {
  const std::string text = closed(lines);
  ++count.mutants;
  if (!is_accepted(text)) return;
  ++count.accepted;
  if (engine_contradicts(text)) {
    ++count.contradicted;
    MESSAGE("the engine contradicts: " << text);
  }
}

void mutate_lines(const std::vector<std::string>& lines, std::size_t i, Count& count) {
  std::vector<std::string> mutant = lines;
  mutant.erase(mutant.begin() + static_cast<std::ptrdiff_t>(i));
  try_mutant(mutant, count);
  mutant = lines;
  mutant.insert(mutant.begin() + static_cast<std::ptrdiff_t>(i), lines[i]);
  try_mutant(mutant, count);
  mutant = lines;
  std::swap(mutant[i], mutant[i - 1]);
  if (mutant != lines) try_mutant(mutant, count);
}

}  // namespace

TEST_CASE("mutants of the paper's certificate are rejected, or true") {
  // All of them with DROPCERT_MUTANTS=1; one in forty else.
  const char* wanted = std::getenv("DROPCERT_MUTANTS");
  const unsigned long stride = wanted ? std::stoul(wanted) : 40;
  const Ledger ledger = paper();
  const Certificate certificate = certify(ledger, decide(ledger), test::listed_theorems());
  std::mt19937_64 random(7);
  Count tokens;
  Count whole_lines;
  for (std::size_t c = 0; c < certificate.claims.size(); ++c) {
    const std::vector<std::string> lines = lines_of(certificate, c);
    REQUIRE(is_accepted(closed(lines)));
    std::size_t first = 1;
    while (lines[first].rfind("claim ", 0) != 0) ++first;
    for (std::size_t i = c == 0 ? 1 : first; i + 1 < lines.size(); ++i) {
      if (random() % stride == 0) mutate_lines(lines, i, whole_lines);
      const std::vector<std::string> words = tokens_of(lines[i]);
      for (std::size_t t = 0; t < words.size(); ++t) {
        if (words[t] == " " || random() % stride != 0) continue;
        std::vector<std::string> mutant = lines;
        mutant[i].clear();
        for (std::size_t w = 0; w < words.size(); ++w)
          mutant[i] += w == t ? changed(words[t], random) : words[w];
        try_mutant(mutant, tokens);
      }
    }
  }
  MESSAGE("tokens: " << tokens.mutants << " mutants, " << tokens.accepted
                     << " accepted; lines: " << whole_lines.mutants << ", " << whole_lines.accepted);
  CHECK(tokens.mutants > 200);
  CHECK(tokens.contradicted == 0);
  CHECK(whole_lines.contradicted == 0);
}

TEST_CASE("the ledger's statements, none missing, none added, none reworded") {
  Ledger ledger = paper();
  ledger.claims.resize(5);
  Certificate certificate =
      read_certificate(write_certificate(certify(ledger, decide(ledger), test::listed_theorems())));
  CHECK_NOTHROW(require_same(certificate, ledger));
  auto refuses = [&](const Ledger& other) {
    CHECK_THROWS_AS(require_same(certificate, other), CertificateError);
  };
  Ledger other = ledger;
  other.claims.pop_back();
  refuses(other);
  other = ledger;
  other.claims.push_back(ledger.claims[0]);
  refuses(other);
  other = ledger;
  other.claims[2].statements[0].tree = ledger.claims[2].statements[1].tree;
  refuses(other);
  other = ledger;
  other.parameters[0].value += 1;
  refuses(other);
  other = ledger;
  other.definitions[0].body.children[0] = other.definitions[0].body.children[1];
  refuses(other);
  other = ledger;
  other.claims[4].statements[0].proofs.push_back("theorem_1");
  refuses(other);
}
