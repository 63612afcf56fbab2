// What was found out about a statement: the verdict, and the evidence for it.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dropcert::verify {

enum class Verdict { holds, refuted, undecided };

/// What a verdict rests on.
enum class Trust {
  exact,      // every comparison was of numbers known exactly, or of functions in normal form
  enclosure,  // some were of real numbers enclosed with proved bounds
  lemma,      // a lemma proved in words in proofs/README.md gave a value
};

/// Whether a statement that holds says nothing (proofs/README.md, Meaning).
enum class Vacuity {
  no,
  yes,
  perhaps,  // of a statement over a region: its premise was neither proved false nor seen true
};

const char* name_of(Verdict verdict);
const char* name_of(Trust trust);

/// A comparison that was decided, with the values of its sides as text.
struct Comparison {
  std::string text;
  std::vector<std::string> sides;  // two for a relation; what is printed; none for another predicate
  std::optional<bool> truth;
  bool is_zero_printed = false;
};

/// One case of a statement: the values of its variables and what was compared there.
struct Instance {
  std::vector<std::pair<std::string, std::string>> assignment;
  std::vector<Comparison> comparisons;
  std::string undefined;     // the reason, if a term is undefined there
  bool is_certain = true;    // false: there is such a case only if a domain that is out of reach is defined
  unsigned long number = 0;  // of the case, from 1 on, where all that fail are listed
  // The same for a certificate: numbers that depend on the mathematics alone (see certified).
  std::vector<std::pair<std::string, std::string>> certified_assignment;
  std::vector<std::string> certified_sides;  // of each term that the statement itself compares, in its order
};

inline constexpr std::size_t most_counterexamples = 10'000;

struct Finding {
  Verdict verdict = Verdict::undecided;
  Trust trust = Trust::exact;         // of a statement that is decided
  Vacuity vacuity = Vacuity::no;      // of a statement that holds
  std::vector<std::string> theorems;  // by which functions of the statement were evaluated
  std::vector<std::string> proofs;    // formal theorems that the ledger places beside it, tied by reading
  std::string kernel;                 // a theorem of proofs/Ledger.v that states this; empty: none
  std::string coverage;               // what was looked at, in words
  std::vector<std::string>
      margins;  // by how much the sides of comparisons differ over a region, if asked for
  unsigned long cases = 0;
  bool passes_over_cases = false;          // of a domain that is out of reach: `cases` does not count them
  std::optional<Instance> counterexample;  // the first case that fails
  std::optional<Instance> example;         // of a statement that holds: its first case
  // With Policy::all_counterexamples, of a refuted statement whose cases are run through to the end: every
  // one that fails, the first most_counterexamples of them; how many fail, of how many.
  std::vector<Instance> counterexamples;
  unsigned long failing_cases = 0;
  unsigned long all_cases = 0;
  std::string reason;  // why undecided: where, which comparison, by what margin, what could be done
  long bits = 0;       // greatest precision used
};

}  // namespace dropcert::verify
