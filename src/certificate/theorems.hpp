// The formal theorems that a certificate relies on, and the list of their statements (proofs/theorems.txt).
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

#include "certificate/certificate.hpp"

namespace dropcert::certificate {

/// A theorem of the list.
struct ListedTheorem {
  std::string words;      // what it says, in a sentence; may be empty
  std::string proved;     // the files of proofs/coq with the proof, separated by spaces; may be empty
  std::string statement;  // its lines as they stand, indented by two spaces, each closed by a line feed
};

/// By name.
using TheoremList = std::map<std::string, ListedTheorem>;

/// What is wrong with a list of theorems: a sentence that names the line.
class TheoremListError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The list that `text` is: records of a line "theorem NAME", perhaps "words ..." and "proved ...", the lines
/// of the statement, and an empty line. Throws TheoremListError. Linear time.
TheoremList read_theorems(std::string_view text);

/// The digests, by name and in its order, of all theorems that the claims of `certificate` name. Throws
/// std::invalid_argument for one that `list` does not have.
std::vector<CertifiedTheorem> digests_of_theorems(const Certificate& certificate, const TheoremList& list);

/// Throws CertificateError for the first theorem of the certificate whose digest is not that of its statement
/// in `list`, or that is not there.
void require_theorems(const Certificate& certificate, const TheoremList& list);

/// Whether what a statement rests on is a lemma proved in words, named "lemma NAME", rather than a formal
/// theorem.
inline bool is_lemma(std::string_view theorem) {
  return theorem.substr(0, 6) == "lemma ";
}

/// The names of the theorems that the claims name, or by which functions were evaluated; lemmas are none.
/// Each with the line of the first claim or statement that does.
std::map<std::string, int> theorems_named(const Certificate& certificate);

}  // namespace dropcert::certificate
