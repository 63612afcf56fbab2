#include "audit/family_rows.hpp"

#include <algorithm>
#include <stdexcept>

#include "audit/block_run.hpp"

namespace dropcert::audit {

namespace {

// What follows the line number of a row that could not be read.
std::string skipped_columns(const std::string& header) {
  const auto commas = [](const std::string& text) {
    return std::string(static_cast<std::size_t>(std::count(text.begin(), text.end(), ',')), ',');
  };
  const std::size_t verdict = header.find("verdict");
  return commas(header.substr(0, verdict)) + "skipped" + commas(header.substr(verdict)) + "\n";
}

class RowLoop {
 public:
  RowLoop(const Table& table, const AuditOptions& options, std::string skipped, const DecideRow& decide)
      : table_(table), options_(options), skipped_(std::move(skipped)), decide_(decide) {}

  FamilyPart run(const data::RecordBlock& block) const {
    FamilyPart part;
    BlockCursor cursor(block);
    for (TableRow row;;) {
      throw_if_stopped(options_.stop);
      try {
        if (!table_.next(cursor, row)) break;
        decide(row, part);
      } catch (const data::DataError& error) {
        if (!options_.skip_bad) throw;
        skip(error, row.line, part);
      }
    }
    return part;
  }

 private:
  void decide(const TableRow& row, FamilyPart& part) const {
    try {
      decide_(row, part);
    } catch (const std::domain_error& error) {
      throw data::DataError(table_.file(), {row.line, 1}, error.what());
    } catch (const std::length_error& error) {
      throw data::DataError(table_.file(), {row.line, 1}, error.what());
    }
  }

  void skip(const data::DataError& error, std::size_t line, FamilyPart& part) const {
    ++part.summary.skipped;
    if (part.summary.skipped_rows.size() < AuditSummary::most_skipped_shown)
      part.summary.skipped_rows.push_back({error.at(), error.sentence()});
    if (options_.report) part.report += std::to_string(line) + skipped_;
  }

  const Table& table_;
  const AuditOptions& options_;
  std::string skipped_;
  const DecideRow& decide_;
};

}  // namespace

FamilySummary audit_rows(const Table& table, data::RecordBlocks& blocks, const AuditOptions& options,
                         const std::string& header, const DecideRow& decide) {
  FamilySummary summary;
  if (options.report) options.report(header + "\n");
  const RowLoop loop(table, options, skipped_columns(header), decide);
  run_blocks<FamilyPart>(
      blocks, options, [&](const data::RecordBlock& block) { return loop.run(block); },
      [&](FamilyPart&& part) {
        summary.add(part.summary);
        if (options.report) options.report(part.report);
      });
  if (summary.rows() == 0 && summary.skipped == 0)
    throw data::DataError("the file " + data::shown_name(blocks.source().name()) + " has no rows of data");
  return summary;
}

}  // namespace dropcert::audit
