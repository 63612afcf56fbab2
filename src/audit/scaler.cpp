#include "audit/scaler.hpp"

#include <map>

#include "audit/model_files.hpp"
#include "audit/named_columns.hpp"
#include "data/number.hpp"

namespace dropcert::audit {

namespace {

[[noreturn]] void refuse_header(const std::string& path, std::size_t line) {
  throw data::DataError(path, {line, 1}, "the line names other columns; expected the header name,mean,scale");
}

}  // namespace

void add_scale(Scaler& scaler, Scale entry, data::DataPosition scale_at) {
  if (entry.scale.sign() <= 0)
    throw data::DataError(scaler.file, scale_at,
                          "the scale " + data::shown(entry.scale.str()) +
                              "; expected a positive number (scikit-learn writes 1 for a constant feature)");
  scaler.scales.push_back(std::move(entry));
}

Scaler parse_scaler(const std::string& content, const std::string& path) {
  if (is_json(content)) return parse_json_scaler(content, path);
  const std::vector<data::CsvRecord> records = records_of(content, path);
  if (records.empty())
    throw data::DataError("the file " + data::shown_name(path) +
                          " is empty; expected the header name,mean,scale");
  const data::CsvRecord& header = records.front();
  const auto mean = column_named(header, {"mean", "mean_", "center", "centre", "scaled:center"});
  const auto scale = column_named(header, {"scale", "scale_", "std", "sd", "std_", "scaled:scale"});
  const auto name = column_named(header, name_columns());
  if (!mean || !scale) refuse_header(path, header.line);
  Scaler result{path, {}, !name};
  for (std::size_t i = 1; i < records.size(); ++i) {
    const data::CsvRecord& record = records[i];
    require_fields(record, header.fields.size(), path);
    Scale entry;
    if (name) entry.name = cell_name(record.fields[*name]);
    entry.at = record.fields[name.value_or(*scale)].at;
    entry.mean = data::parse_number(record.fields[*mean], path);
    entry.scale = data::parse_number(record.fields[*scale], path);
    add_scale(result, std::move(entry), record.fields[*scale].at);
  }
  return result;
}

std::vector<Scale> scales_of(const Scaler& scaler, const Weights& weights) {
  if (scaler.by_order) {
    if (scaler.scales.size() != weights.features.size())
      throw data::DataError(data::shown_name(scaler.file) + " has " + std::to_string(scaler.scales.size()) +
                            " lines without names; expected one for each of " +
                            std::to_string(weights.features.size()) + " weights");
    return scaler.scales;
  }
  std::map<std::string, const Scale*> unused;
  for (const Scale& scale : scaler.scales)
    if (!unused.emplace(scale.name, &scale).second)
      throw data::DataError(scaler.file, scale.at,
                            "the name " + data::shown(scale.name) + " occurs a second time");
  std::vector<Scale> result;
  for (const Weight& weight : weights.features) {
    const auto found = unused.find(weight.name);
    if (found == unused.end())
      throw data::DataError(data::shown_name(scaler.file) + " has no line for " + data::shown(weight.name) +
                            ", a feature of " + data::shown_name(weights.file) +
                            "; expected its mean and scale (0 and 1 if it is not scaled)");
    result.push_back(*found->second);
    unused.erase(found);
  }
  if (!unused.empty())
    throw data::DataError(scaler.file, unused.begin()->second->at,
                          "a scale for " + data::shown(unused.begin()->first) + ", which has no weight in " +
                              data::shown_name(weights.file));
  return result;
}

}  // namespace dropcert::audit
