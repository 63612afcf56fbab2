#include "language/check.hpp"
#include "language/print.hpp"
#include "publish/evidence.hpp"
#include "publish/tables/catalogue.hpp"
#include "verify/outcome.hpp"

namespace dropcert::publish {

namespace {

TableSpecification specification() {
  TableSpecification s;
  s.name = "ledger";
  s.title = "Verdicts on the claims of arXiv 1905.11320v2";
  s.caption = "Verdicts on the claims of arXiv 1905.11320v2, derived by computation.";
  s.remarks =
      "Every claim of proofs/paper.claims, in the paper's order, then the senses S1 to S6 in which 2 pi is "
      "right. "
      "`build/dropcert explain ID` gives the reasons.";
  s.long_in_latex = true;
  s.columns = {
      {.name = "claim",
       .key = true,
       .heading = "Claim",
       .meaning = "the claim's id",
       .source = "proofs/paper.claims"},
      {.name = "where",
       .heading = "Place",
       .meaning = "its place in the paper",
       .source = "proofs/paper.claims"},
      {.name = "status",
       .heading = "Status",
       .meaning = "confirmed, confirmed as corrected, refuted, undecided, or not a mathematical claim",
       .source = "derived from the verdicts on its statements (proofs/README.md, section 3)"},
      {.name = "printed",
       .heading = "As printed",
       .meaning = "the verdict on the statement as the paper prints it",
       .source = "computed"},
      {.name = "trust",
       .heading = "Trust",
       .meaning = "what the status rests on: exact, enclosure or lemma, the theorems by which functions were "
                  "evaluated, and those that stand beside the statement, tied by reading",
       .source = "proofs/README.md, section 3"},
      {.name = "counterexample",
       .heading = "Counterexample",
       .meaning =
           "of a printed statement that is refuted: the values of the variables at the first case that fails",
       .source = "computed"},
      {.name = "comparison",
       .heading = "Comparison",
       .meaning = "what is compared there, with the values of both sides to 20 significant digits",
       .source = "computed",
       .in_latex = false},
  };
  return s;
}

std::string kind_of_trust(const ClaimResult& result) {
  return result.statements.empty() ? "" : describe_trust(decisive_statement(result).finding);
}

TableRow row_of(const ClaimResult& result, const std::vector<TableColumn>& columns) {
  RowBuilder row(columns);
  row.text(result.claim->id).text(result.claim->where).text(name_of(result.status));
  const StatementResult* printed = result.find(Role::printed);
  row.text(printed ? name_of(printed->finding.verdict) : "").text(kind_of_trust(result));
  if (printed && printed->finding.counterexample) {
    const Instance& instance = *printed->finding.counterexample;
    const std::string place = describe_assignment(instance);
    row.text(place.empty() ? "no variables" : place).text(describe_instance(instance));
  } else {
    row.none().none();
  }
  return std::move(row).row();
}

void fill(Table& table, const TableInputs& inputs) {
  const Ledger ledger = checked_ledger(inputs.ledger, "paper.claims");
  RunOptions options;
  options.policy.stop = inputs.stop;
  options.theorems = inputs.theorems;
  const std::vector<ClaimResult> results = run_ledger(ledger, options);
  stop_if_asked(inputs);  // what was not decided by then is no verdict to publish
  for (const ClaimResult& result : results) table.rows.push_back(row_of(result, table.specification.columns));
}

}  // namespace

TableUnit ledger_table() {
  return {specification, fill, 7};
}

}  // namespace dropcert::publish
