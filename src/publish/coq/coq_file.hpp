// A file that Coq checks unaided, for a statement or a value that has been decided here.
#pragma once

#include <string>
#include <vector>

#include "language/ledger.hpp"
#include "verify/decide.hpp"

namespace dropcert::publish {

/// What the emitted file begins with: the texts of proofs/emit/integers.v and proofs/emit/reals.v.
struct CoqPreambles {
  std::string integers;
  std::string reals;
};

struct CoqFile {
  std::string text;                      // empty if nothing could be emitted
  std::vector<std::string> not_emitted;  // sentences: which statement, and why
};

inline constexpr unsigned long largest_emitted_row = 200;

/// For an expression: a row of a triangle (stirling2, surjections or binomial with a name that stands for
/// nothing as the second index) or an integer, by a computation in Coq's kernel; a real number, by an
/// enclosure with `digits` decimals from the tactic `interval`; a statement, as a claim's. Throws NotEmitted,
/// and as evaluate_text does.
CoqFile emit_expression(const language::Node& expression, const verify::Policy& policy,
                        const CoqPreambles& preambles);

/// For a claim: each of its statements that holds, and for one that is refuted that its first counterexample
/// is one.
CoqFile emit_claim(const language::Ledger& ledger, const language::Claim& claim, const verify::Policy& policy,
                   const CoqPreambles& preambles);

}  // namespace dropcert::publish
