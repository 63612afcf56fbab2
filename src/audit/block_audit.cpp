#include "audit/row_decider.hpp"

#include <algorithm>
#include <stdexcept>

namespace dropcert::audit {

using namespace model;

namespace {

void skip(const data::DataError& error, std::size_t line, const AuditModel& model,
          const AuditOptions& options, BlockResult& result) {
  AuditSummary& summary = result.summary;
  ++summary.skipped;
  if (summary.skipped_rows.size() < AuditSummary::most_skipped_shown)
    summary.skipped_rows.push_back({error.at(), error.sentence()});
  if (options.report) result.report += skipped_line(model.rows.family, options.regulariser, line);
}

}  // namespace

std::string report_header(Family family, bool regulariser) {
  return std::string(family == Family::softmax ? "line,spread,radius_at_least,radius_at_most,verdict,R_2"
                                               : "line,z0,deviation,radius,ratio,verdict,R_2") +
         (regulariser ? ",R,relative_error_of_R_2" : "") + "\n";
}

std::string skipped_line(Family family, bool regulariser, std::size_t line) {
  const std::string header = report_header(family, regulariser);
  const auto commas = [](const std::string& text) {
    return std::string(static_cast<std::size_t>(std::count(text.begin(), text.end(), ',')), ',');
  };
  const std::size_t verdict = header.find("verdict");
  return std::to_string(line) + commas(header.substr(0, verdict)) + "skipped" +
         commas(header.substr(verdict)) + "\n";
}

BlockResult audit_block(const Table& table, const data::RecordBlock& block, const AuditModel& model,
                        const AuditOptions& options) {
  BlockResult result;
  const std::unique_ptr<RowDecider> decider = model.rows.family == Family::softmax
                                                  ? softmax_rows(table, model, options)
                                                  : predictor_rows(table, model, options);
  ConstantWatch watch(options.watched);
  BlockCursor cursor(block);
  for (TableRow row;;) {
    try {
      if (!table.next(cursor, row)) break;
      decider->decide(row, result);
      if (!options.watched.empty()) watch.look(table, row);
    } catch (const data::DataError& error) {
      if (!options.skip_bad) throw;
      skip(error, row.line, model, options, result);
    }
  }
  decider->finish(result.summary);
  watch.finish(result.summary);
  return result;
}

}  // namespace dropcert::audit
