#include "language/check.hpp"
#include "language/print.hpp"
#include "publish/evidence.hpp"
#include "publish/tables/catalogue.hpp"
#include "verify/outcome.hpp"
#include "verify/show.hpp"

namespace dropcert::publish {

using namespace language;
using namespace verify;

namespace {

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
    const std::string place = describe_assignment(instance.assignment);
    row.text(place.empty() ? "no variables" : place).text(describe_instance(instance));
  } else {
    row.none().none();
  }
  return std::move(row).row();
}

}  // namespace

void complete_ledger(Table& table, const TableInputs& inputs) {
  const Ledger ledger = checked_ledger(inputs.ledger, "paper.claims");
  RunOptions options;
  options.policy.stop = inputs.stop;
  options.theorems = inputs.theorems;
  const std::vector<ClaimResult> results = run_ledger(ledger, options);
  if (inputs.stop != nullptr && *inputs.stop)
    throw Interrupted();  // what was not decided by then is no verdict to publish
  for (const ClaimResult& result : results) table.rows.push_back(row_of(result, table.specification.columns));
}

}  // namespace dropcert::publish
