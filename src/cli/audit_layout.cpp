#include "cli/audit_layout.hpp"

#include <algorithm>
#include <filesystem>

#include "audit/csv_sample.hpp"
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

void refuse_options_of_csv(const AuditCommand& command) {
  if (!command.ignore.empty()) throw UsageError("--ignore is for the columns of CSV files");
  if (command.no_header) throw UsageError("--no-header is for CSV files; these rows are SVMlight");
  if (!command.separator.empty()) throw UsageError("--separator is for CSV files; these rows are SVMlight");
}

audit::CsvSample sample_of(const AuditCommand& command, std::string_view text, char separator) {
  return {text, text.size() < sample_bytes, command.data, separator};
}

// What separator and header alone do not tell.
void look_at_records(const AuditCommand& command, std::string_view text, DataLayout& layout) {
  audit::TableOptions& options = layout.options;
  const audit::CsvSample sample = sample_of(command, text, options.separator);
  options.row_names = options.header && sample.has_row_names();
  options.decimal_comma = sample.has_decimal_commas();
  if (options.decimal_comma)
    layout.notes.push_back("the numbers of " + data::shown_name(command.data) +
                           " have decimal commas: 1,5 is read as 1.5");
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
    options.separator = command.separator.empty() ? audit::likely_separator(sample, command.data, weights)
                                                  : separator_named(command.separator);
    look_at_records(command, sample, layout);
  }
  return layout;
}

DataLayout layout_of(const AuditCommand& command, const audit::Weights& weights) {
  data::RecordBlocks blocks(data::ByteSource(command.data), data::whole_lines);
  return layout_of(command, weights, blocks);
}

namespace {

std::unique_ptr<audit::Table> table_in(const AuditCommand& command, const DataLayout& layout,
                                       const audit::Weights& weights, data::RecordBlocks& blocks) {
  if (layout.sparse) {
    blocks.cut_at(data::whole_lines);
    return std::make_unique<audit::SvmlightTable>(command.data, weights, layout.options);
  }
  const char separator = layout.options.separator;
  if (sample_of(command, blocks.peek(sample_bytes), separator).is_transposed(weights))
    throw data::DataError("the features of " + data::shown_name(command.weights) +
                          " are rows and not columns of " + data::shown_name(command.data) +
                          "; expected a row an example: transpose it (pandas: X.T, R: t(X))");
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

}  // namespace

void settle_weights(const AuditCommand& command, DataLayout& layout, data::RecordBlocks& blocks,
                    AuditWeights& weights) {
  const std::string file = data::shown_name(command.weights);
  const auto say = [&](const std::string& what) { layout.notes.push_back(file + what); };
  if (!weights.classes) {
    if (weights.features.coefficients_alone && command.bias.empty())
      say(" has coefficients and no intercept, which is taken for 0: if the model has one, add --bias");
    return;
  }
  std::vector<std::string> columns;
  if (!layout.sparse && layout.options.header)
    columns = sample_of(command, blocks.peek(sample_bytes), layout.options.separator).columns();
  const std::size_t rows = weights.features.features.size();
  const bool by_rows = !weights.classes->rows_are_classes;
  weights.classes = audit::oriented(std::move(*weights.classes), columns, command.features);
  weights.features = weights.classes->features;
  const bool exchanged = by_rows && weights.classes->rows_are_classes;
  const bool told = exchanged || (by_rows && !command.feature_order && !columns.empty());
  if (!told && weights.classes->classes.size() == rows)
    say(std::string(" has as many features as classes: its rows are taken for ") +
        (by_rows ? "features and its columns for classes" : "classes, as scikit-learn's coef_ has them"));
  if (weights.features.coefficients_alone)
    say(std::string(
            " has coefficients and no intercepts, which are taken for 0: if the model has some, add a ") +
        (exchanged ? "column" : "member") + " 'intercept'");
  if (weights.features.intercept_name == "(Intercept)" && !weights.classes->has_class_of_zeros())
    say(" has no class with weights 0: if the model is R's multinom, its first class, which has, is missing");
}

namespace {

// Whole lines, two at least where there are so many.
data::RecordBlock first_rows(data::RecordBlocks& blocks) {
  data::RecordBlock sample;
  for (std::size_t size = sample_bytes;; size *= 2) {
    sample.text = blocks.peek(size);
    if (sample.text.size() < size) return sample;  // all there are
    const auto lines = std::count(sample.text.begin(), sample.text.end(), '\n');
    if (lines < 2 && size < data::max_record_size) continue;
    sample.text.resize(sample.text.rfind('\n') + 1);
    return sample;
  }
}

}  // namespace

AuditTable table_of(const AuditCommand& command, const DataLayout& layout, const audit::Weights& weights,
                    data::RecordBlocks& blocks) {
  AuditTable result{table_in(command, layout, weights, blocks), {}};
  for (const std::string& sentence : layout.notes) run::say("{}", sentence);
  for (const std::string& sentence : result.table->notes()) run::say("{}", sentence);
  const data::RecordBlock sample = first_rows(blocks);
  result.watched = audit::features_to_watch(*result.table, sample, weights);
  return result;
}

}  // namespace dropcert::cli
