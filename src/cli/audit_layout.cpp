#include "cli/audit_layout.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "audit/csv_table.hpp"
#include "audit/svmlight_table.hpp"
#include "cli/command.hpp"
#include "data/number.hpp"
#include "data/svmlight.hpp"

namespace dropcert::cli {

namespace {

constexpr std::size_t sample_bytes = std::size_t{1} << 16;

bool has_sparse_suffix(const std::string& name) {
  std::filesystem::path path(name);
  if (path.extension() == ".gz") path.replace_extension();
  return path.extension() == ".svm" || path.extension() == ".svmlight" || path.extension() == ".libsvm";
}

bool is_sparse(const AuditCommand& command, std::string_view sample) {
  if (command.input != "auto") return command.input == "svmlight";
  return has_sparse_suffix(command.data) || data::looks_like_svmlight(sample);
}

char separator_named(const std::string& name) {
  if (name == "comma" || name == ",") return ',';
  if (name == "semicolon" || name == ";") return ';';
  if (name == "tab" || name == "\\t" || name == "\t") return '\t';
  return ' ';  // "blank" or " ", as the option's check has seen
}

/// The separator that makes fields of the most names of weights out of the first record, else of the most
/// fields; a comma where others do no better.
char likely_separator(std::string_view sample, const std::string& file, const audit::Weights& weights) {
  std::set<std::string, std::less<>> names;
  for (const audit::Weight& weight : weights.features) names.insert(weight.name);
  char best = ',';
  std::pair<std::size_t, std::size_t> most = {0, 1};
  for (const char separator : {',', '\t', ';', ' '}) {
    data::CsvRecord record;
    try {
      const std::size_t end = std::min(data::first_separated_record_end(sample, separator), sample.size());
      if (!data::CsvReader(sample.substr(0, end), file, 1, separator).next(record)) continue;
    } catch (const data::DataError&) {
      continue;
    }
    std::size_t known = 0;
    for (const data::CsvField& field : record.fields) known += names.contains(data::trimmed(field.text));
    const std::pair found{known, record.fields.size()};
    if (found > most) {
      most = found;
      best = separator;
    }
  }
  return best;
}

void refuse_options_of_csv(const AuditCommand& command) {
  if (!command.ignore.empty()) throw UsageError("--ignore is for the columns of CSV files");
  if (command.no_header) throw UsageError("--no-header is for CSV files; these rows are SVMlight");
  if (!command.separator.empty()) throw UsageError("--separator is for CSV files; these rows are SVMlight");
}

}  // namespace

DataLayout layout_of(const AuditCommand& command, const audit::Weights& weights, data::RecordBlocks& blocks) {
  const std::string_view sample = blocks.peek(sample_bytes);
  DataLayout layout;
  layout.sparse = is_sparse(command, sample);
  audit::TableOptions& options = layout.options;
  options.ignored = command.ignore;
  options.label = command.label;
  options.header = !command.no_header;
  options.feature_order = command.feature_order;
  options.zero_based = command.zero_based;
  if (!command.scaler.empty())
    options.scaler = audit::parse_scaler(audit::read_weight_file(command.scaler), command.scaler);
  if (layout.sparse) {
    refuse_options_of_csv(command);
  } else {
    if (command.zero_based) throw UsageError("--zero-based is for SVMlight files; these rows are CSV");
    options.separator = command.separator.empty() ? likely_separator(sample, command.data, weights)
                                                  : separator_named(command.separator);
  }
  return layout;
}

DataLayout layout_of(const AuditCommand& command, const audit::Weights& weights) {
  data::RecordBlocks blocks(data::ByteSource(command.data), data::whole_lines);
  return layout_of(command, weights, blocks);
}

std::unique_ptr<audit::Table> table_of(const AuditCommand& command, const DataLayout& layout,
                                       const audit::Weights& weights, data::RecordBlocks& blocks) {
  if (layout.sparse) {
    blocks.cut_at(data::whole_lines);
    return std::make_unique<audit::SvmlightTable>(command.data, weights, layout.options);
  }
  const char separator = layout.options.separator;
  const auto first_end = [separator](std::string_view text) {
    return data::first_separated_record_end(text, separator);
  };
  blocks.cut_at(
      [separator](std::string_view text) { return data::whole_separated_records(text, separator); });
  std::string first;
  if (layout.options.header) {
    first = blocks.take_first(first_end);
  } else {
    const std::string_view sample = blocks.peek(sample_bytes);
    first = sample.substr(0, std::min(first_end(sample), sample.size()));
  }
  return std::make_unique<audit::CsvTable>(first, command.data, weights, layout.options);
}

}  // namespace dropcert::cli
