// Audits of small files for the tests.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "audit/audit.hpp"
#include "audit/csv_table.hpp"
#include "audit/svmlight_table.hpp"
#include "cli/process.hpp"
#include "data/csv.hpp"

namespace dropcert::testing {

struct Audited {
  audit::AuditSummary summary;
  std::string report;
};

/// Audits a CSV file, or an SVMlight file, cut into blocks of that size.
inline Audited audited(const std::string& path, bool sparse, const audit::Weights& weights,
                       const audit::AuditModel& model, audit::AuditOptions options,
                       std::size_t block_size = data::RecordBlocks::default_block_size,
                       const std::vector<std::string>& ignored = {}) {
  data::RecordBlocks blocks(data::ByteSource(path), sparse ? data::whole_lines : data::whole_csv_records,
                            block_size);
  std::unique_ptr<audit::Table> table;
  if (sparse)
    table =
        std::make_unique<audit::SvmlightTable>(path, weights, audit::TableOptions{{}, "", ',', true, true});
  else
    table = std::make_unique<audit::CsvTable>(blocks.take_first(data::first_csv_record_end), path, weights,
                                              audit::TableOptions{ignored});
  Audited result;
  options.report = [&](std::string_view lines) { result.report += lines; };
  result.summary = audit::audit(*table, blocks, model, options);
  return result;
}

/// The fields of a report's lines, without the header.
inline std::vector<std::vector<std::string>> rows_of(const std::string& report) {
  std::vector<std::vector<std::string>> rows;
  data::CsvReader reader(report, "report");
  data::CsvRecord record;
  reader.next(record);
  while (reader.next(record)) {
    rows.emplace_back();
    for (const data::CsvField& field : record.fields) rows.back().emplace_back(field.text);
  }
  return rows;
}

}  // namespace dropcert::testing
