#include "cli/audit_statements.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "arguments/whole_number.hpp"
#include "cli/command.hpp"
#include "cli/ledger_run.hpp"
#include "publish/row_statements.hpp"

namespace dropcert::cli {

namespace {

std::size_t line_number(std::string_view text) {
  const auto number = arguments::whole_number<std::size_t>(text);
  if (!number || *number == 0)
    throw UsageError(
        fmt::format("--rows: '{}' is no number of a line; expected lines such as 2,5,10-20", text));
  return *number;
}

std::pair<std::size_t, std::size_t> lines(const std::string& text) {
  const std::size_t dash = text.find('-');
  const std::string_view view = text;
  if (dash == std::string::npos) return {line_number(view), line_number(view)};
  const std::pair<std::size_t, std::size_t> range(line_number(view.substr(0, dash)),
                                                  line_number(view.substr(dash + 1)));
  if (range.second < range.first)
    throw UsageError(
        fmt::format("--rows: the lines {} run backwards; expected the lesser number first", text));
  return range;
}

}  // namespace

AuditStatements::AuditStatements(const AuditCommand& command)
    : file_(publish::open_output(command.certificate, {publish::certificate_opening}, command.force)) {
  for (const std::string& text : command.rows) wanted_.push_back(lines(text));
}

bool AuditStatements::is_wanted(std::size_t line) const {
  return wanted_.empty() || std::any_of(wanted_.begin(), wanted_.end(), [&](const auto& range) {
           return range.first <= line && line <= range.second;
         });
}

void AuditStatements::add(const audit::AuditModel& model, const audit::Table& table,
                          const audit::TableRow& row, std::string_view line) {
  if (!is_wanted(row.line)) return;
  std::string claim = model.classes
                          ? publish::row_claim(audit::softmax_model(model, table.features(row)), line)
                          : publish::row_claim(model.rows, table.contributions(row), line);
  const std::lock_guard lock(mutex_);
  claims_.emplace(row.line, std::move(claim));
}

int AuditStatements::certify(const audit::AuditModel& model, unsigned threads) {
  for (const auto& [first, last] : wanted_) {
    const auto found = claims_.lower_bound(first);
    if (found == claims_.end() || found->first > last)
      throw UsageError(fmt::format("--rows: no row was read from line {}{}", first,
                                   last == first ? "" : fmt::format(" to line {}", last)));
  }
  std::string text = publish::rows_ledger_opening("Rows of an audit", model.rows);
  for (const auto& [line, claim] : claims_) text += claim;
  return certify_statements(text, "the statements of the rows", file_, threads);
}

}  // namespace dropcert::cli
