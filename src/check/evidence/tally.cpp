// A statement of a certificate, whole, block by block of the rows of a file, or by shares of its cases: what
// these come to.
#include "certificate/case_files.hpp"
#include "check/decide.hpp"
#include "language/grouping.hpp"

namespace dropcert::check {

using namespace language;
using namespace certificate;

namespace {

void require_verdict(const CertifiedStatement& claimed) {
  if (claimed.verdict != "holds" && claimed.verdict != "refuted")
    throw Rejected("the verdict is 'holds', 'refuted' or 'undecided'");
  if (claimed.verdict == "refuted" && !claimed.vacuous.empty())
    throw Rejected("a statement that fails does not hold vacuously");
}

void add(Tally& whole, const Tally& part) {
  whole.cases += part.cases;
  whole.vacuity |= part.vacuity;
  whole.may_be_vacuous = whole.may_be_vacuous && part.may_be_vacuous;
  whole.is_shown = whole.is_shown || part.is_shown;
  whole.fails = whole.fails || part.fails;
  whole.is_count_open = whole.is_count_open || part.is_count_open;
  whole.used.enclosures = whole.used.enclosures || part.used.enclosures;
  whole.used.theorems.insert(part.used.theorems.begin(), part.used.theorems.end());
}

void conclude(const CertifiedStatement& claimed, const Tally& found) {
  const bool is_refutation = claimed.verdict == "refuted";
  const bool shows_case = !claimed.assignment.empty() || !claimed.sides.empty() || claimed.undefined;
  if (is_refutation && !found.fails) throw Rejected("the statement does not fail in any of its cases");
  const bool is_uncounted = is_refutation && claimed.cases == uncounted_cases;
  if (claimed.cases != std::to_string(found.cases) && !is_uncounted)
    other_case(std::to_string(found.cases) + " cases are decided, not " + claimed.cases, found.is_count_open);
  if (shows_case && !found.is_shown) throw Rejected("there is no such case to show");
  check_grounds(claimed, found.used);
  if (!is_refutation) check_vacuity(claimed, found.vacuity | (found.may_be_vacuous ? vacuous_bit : 0U));
}

// A region right inside a region with it, unless a point is named by the outer one's names alone.
Tally run_joined(const Ledger& stated, const Claim& claim, const Statement& statement,
                 const CertifiedStatement& claimed, Sequences& sequences, const Node& tree,
                 std::uint64_t before, Share share = {}) {
  const Node* taken = &tree;
  Node whole;
  if (has_continuation(tree)) {
    whole = joined(tree);
    const std::size_t names = claimed.assignment.size();
    if (claimed.verdict != "refuted" || names == 0 || names >= names_to_region(whole)) taken = &whole;
  }
  return run_cases(stated, claim, statement, claimed, sequences, *taken, before, share);
}

// Of a statement that does not begin with a file.
Tally run_share(const Ledger& stated, const Claim& claim, const Statement& statement,
                const CertifiedStatement& claimed, Sequences& sequences, Share share = {}) {
  const bool has_cases = has_files(statement.tree) && !defines_file(stated, claim);
  const Node written_out = has_cases ? with_cases_written_out(statement.tree) : Node();
  return run_joined(stated, claim, statement, claimed, sequences, has_cases ? written_out : statement.tree,
                    share.place, share);
}

// Runs it, and says what became of it.
template <class Run>
Decision decided(Run run) {
  try {
    run();
    return {};
  } catch (const Rejected& error) {
    return {Status::rejected, error.what()};
  } catch (const Undefined& error) {
    return {Status::unreached, error.what()};
  } catch (const OutOfReach& error) {
    return {Status::unreached, error.what()};
  } catch (const Spent& error) {
    return {Status::unreached, error.what(), true};
  } catch (const std::bad_alloc&) {
    return {Status::unreached, "there is not enough memory"};
  } catch (const std::runtime_error& error) {  // a file of cases that has changed
    return {Status::unreached, error.what()};
  }
}

template <class Run>
std::optional<Tally> tallied(const Limits& limits, Decision& decision, Run run) {
  begin_work(limits);
  std::optional<Tally> found;
  decision = decided([&] { found = run(); });
  return found;
}

}  // namespace

void other_case(const std::string& what, bool is_count_open) {
  if (is_count_open) throw OutOfReach(what + ", but which values of a law are equal is not known");
  throw Rejected(what);
}

Decision check_statement(const Ledger& stated, const Claim& claim, const Statement& statement,
                         const CertifiedStatement& claimed, Sequences& sequences, const Limits& limits) {
  if (claimed.verdict == "undecided") return {Status::undecided, claimed.reason};
  begin_work(limits);
  return decided([&] {
    require_verdict(claimed);
    Tally found;
    const CaseFile* file = file_at_head(statement.tree);
    for (std::size_t block = 0; file && block < file->blocks() && !found.fails; ++block) {
      begin_work(limits);
      const Node tree = about_block(statement.tree, block);
      add(found, run_joined(stated, claim, statement, claimed, sequences, tree, found.cases));
    }
    if (!file) found = run_share(stated, claim, statement, claimed, sequences);
    conclude(claimed, found);
  });
}

std::optional<Tally> check_block(const Ledger& stated, const Claim& claim, const Statement& statement,
                                 std::size_t block, const CertifiedStatement& claimed, Sequences& sequences,
                                 const Limits& limits, Decision& decision) {
  return tallied(limits, decision, [&] {
    require_verdict(claimed);
    const std::uint64_t before = file_at_head(statement.tree)->rows_before(block);
    return run_joined(stated, claim, statement, claimed, sequences, about_block(statement.tree, block),
                      before);
  });
}

std::optional<Tally> check_share(const Ledger& stated, const Claim& claim, const Statement& statement,
                                 Share share, const CertifiedStatement& claimed, Sequences& sequences,
                                 const Limits& limits, Decision& decision) {
  return tallied(limits, decision,
                 [&] { return run_share(stated, claim, statement, claimed, sequences, share); });
}

Decision check_tallies(const CertifiedStatement& claimed, const std::vector<Tally>& tallies) {
  return decided([&] {
    Tally whole;
    for (const Tally& tally : tallies) add(whole, tally);
    conclude(claimed, whole);
  });
}

}  // namespace dropcert::check
