// Decides one statement again, and compares the result with what a certificate claims of it.
#pragma once

#include "certificate/certificate.hpp"
#include "check/evaluator.hpp"
#include "language/ledger.hpp"

namespace dropcert::check {

enum class Status {
  verified,   // it has the verdict claimed, with the evidence claimed
  undecided,  // none is claimed
  unreached,  // whether it has is not known here
  rejected,   // it has another verdict, or the evidence is not as claimed
};

struct Decision {
  Status status = Status::verified;
  std::string reason;     // unless it is verified
  bool is_spent = false;  // a limit of the work was passed
};

/// Decides the statement, one of the claim of `stated`, case by case, and compares: the verdict, the number
/// of cases, what they rest on, whether the statement says nothing, and if it fails the first case that
/// fails, with the values compared there. The work is bounded by the limits, and that of reading by the
/// certificate.
Decision check_statement(const language::Ledger& stated, const language::Claim& claim,
                         const language::Statement& statement, const certificate::CertifiedStatement& claimed,
                         Sequences& sequences, const Limits& limits);

/// What is found of the cases of a statement, or of a block of them.
struct Tally {
  std::uint64_t cases = 0;
  unsigned vacuity = 0;
  bool may_be_vacuous = true;
  bool is_shown = false;  // the case that the certificate shows has been met
  bool fails = false;
  bool is_count_open =
      false;  // two values of a law may be equal, so that it is not known how many cases there are
  Grounds used;
};

/// Of the elements of the first binder of a statement every `of`-th, from the one at `place` on.
struct Share {
  std::uint64_t place = 0;
  std::uint64_t of = 1;
};

/// Decides the tree, the statement or a block of it, or a share of its cases, case by case up to the first
/// that fails; what is claimed says which case is shown. There are at least so many cases before the first.
/// Throws as Evaluator::value, and Rejected.
Tally run_cases(const language::Ledger& stated, const language::Claim& claim,
                const language::Statement& statement, const certificate::CertifiedStatement& claimed,
                Sequences& sequences, const language::Node& tree, std::uint64_t cases_before, Share share);

/// Throws Rejected for another case, or number of cases, than is claimed; OutOfReach where it is not known
/// how many there are.
[[noreturn]] void other_case(const std::string& what, bool is_count_open);

/// The same for a statement that is claimed to hold for the rows of the file at its head, for one block of
/// these: nullopt where the decision says that it is not verified.
std::optional<Tally> check_block(const language::Ledger& stated, const language::Claim& claim,
                                 const language::Statement& statement, std::size_t block,
                                 const certificate::CertifiedStatement& claimed, Sequences& sequences,
                                 const Limits& limits, Decision& decision);

/// The same for a share of the cases of a statement that is claimed to hold; a case that the decision names
/// is counted within the share.
std::optional<Tally> check_share(const language::Ledger& stated, const language::Claim& claim,
                                 const language::Statement& statement, Share share,
                                 const certificate::CertifiedStatement& claimed, Sequences& sequences,
                                 const Limits& limits, Decision& decision);

/// What follows for the whole statement from the tallies of all of its blocks, or shares, in their order.
Decision check_tallies(const certificate::CertifiedStatement& claimed, const std::vector<Tally>& tallies);

/// What is claimed is not so.
struct Rejected : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Throws Rejected or OutOfReach unless the statement may be said to rest on what is claimed, `used` being
/// what it does rest on.
void check_grounds(const certificate::CertifiedStatement& claimed, const Grounds& used);

/// Throws Rejected or OutOfReach unless a statement that holds may be said to say something, nothing or
/// perhaps nothing, as is claimed; `vacuity` has the bits of the ways in which it may be true.
void check_vacuity(const certificate::CertifiedStatement& claimed, unsigned vacuity);

/// Whether the value is the one that the text of a certificate writes. Throws as Evaluator::value, and
/// Rejected for a text that writes none.
Truth is_value(const Value& value, const std::string& text);

/// The real number known exactly, or the list of such, that the text writes, if it does.
std::optional<Value> coordinate(const std::string& text, bool is_list);
/// The list [x, y, ...] of them (lists/lists.cpp).
std::optional<Value> list_of_coordinates(const std::string& text);

/// The terms that a statement compares, outside definitions, conditionals and inner quantifiers.
/// `knows_prints`: prints is the language's, which compares its first argument.
void compared_terms(const language::Node& node, bool knows_prints, std::vector<const language::Node*>& terms);

}  // namespace dropcert::check
