// A certificate: the statements of a ledger, the verdict on each, and the evidence. The format is described
// in proofs/README.md.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dropcert::certificate {

/// One statement and what is claimed about it. All texts are in the language, as its printer writes them.
struct CertifiedStatement {
  int line = 0;      // of its first record; 0 in a certificate that was not read
  std::string role;  // printed, corrected, instead, evidence
  std::string text;
  std::vector<std::string> proofs;     // formal theorems that its author places beside it
  std::vector<std::string> citations;  // and sources in the literature
  std::vector<std::string> contacts;   // NAME = TERM: where two sides meet, as the author says
  std::string verdict;                 // holds, refuted, undecided
  std::string reason;                  // of an undecided statement only, which has none of what follows
  std::string trust;                   // exact, enclosure, lemma
  std::vector<std::string> theorems;   // by which functions were evaluated, sorted; a lemma is "lemma NAME"
  std::string vacuous;                 // "yes", "perhaps", or empty: it is not, or does not hold
  std::string cases;                   // how many were decided, in decimal; or uncounted_cases
  // The case shown: of a refuted statement the first that fails,
  std::vector<std::pair<std::string, std::string>> assignment;
  bool undefined = false;          // because a term is undefined there,
  std::vector<std::string> sides;  // or with the value of each term that is compared
};

struct CertifiedClaim {
  int line = 0;
  std::string id;
  std::vector<std::string> theorems;     // formal theorems about it that no statement expresses
  std::vector<std::string> definitions;  // NAME(a, b) = TERM
  std::vector<CertifiedStatement> statements;
};

/// A formal theorem, and SHA-256 of its statement as proofs/theorems.txt lists it.
struct CertifiedTheorem {
  int line = 0;
  std::string name;
  std::string digest;
};

/// A file that cases come from, by its path in the statements, and SHA-256 of its bytes.
struct CertifiedFile {
  int line = 0;
  std::string name;
  std::string digest;
};

/// A sentence for the top of a report, and what has to come out for it.
struct CertifiedHeadline {
  std::string expected;  // confirmed, corrected, refuted
  std::vector<std::string> ids;
  std::string text;
};

struct Certificate {
  std::string title;                         // of the ledger; may be empty
  std::vector<CertifiedHeadline> headlines;  // those about claims that are all here
  std::vector<std::pair<std::string, std::string>> parameters;
  std::vector<CertifiedTheorem> theorems;  // all that the claims name, sorted
  std::vector<CertifiedFile> files;        // all that the statements name, sorted
  std::vector<std::string> definitions;
  bool is_part = false;  // of a ledger: other claims of it are not here
  std::vector<CertifiedClaim> claims;
  std::vector<std::string> lines;  // as read: what an error's line number refers to
};

/// What is wrong with a certificate, and in which line.
class CertificateError : public std::runtime_error {
 public:
  CertificateError(int line, const std::string& reason) : std::runtime_error(reason), line_(line) {}
  int line() const { return line_; }

 private:
  int line_;
};

// Of a refutation, after a domain that was out of reach, whose cases nobody counted.
inline constexpr const char* uncounted_cases = "uncounted";

inline constexpr const char* certificate_format = "3";  // statements may be undecided since 3
inline constexpr std::size_t max_certificate_length = std::size_t{1} << 26;  // bytes

/// The certificate as text, closed by its digest. Throws std::invalid_argument if a text is not one line of
/// printable characters.
std::string write_certificate(const Certificate& certificate);

/// The certificate that `text` is: the only text that write_certificate makes of it. Throws CertificateError.
/// Neither the language nor the verdicts are looked at.
Certificate read_certificate(std::string_view text);

/// The closing line for these bytes: their line count and digest.
std::string closing_line(std::string_view bytes);

}  // namespace dropcert::certificate
