#include "cli/example_files.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "audit/named_columns.hpp"
#include "audit/weights.hpp"
#include "cli/command.hpp"
#include "cli/model_options.hpp"

namespace dropcert::cli {

using namespace exact;

namespace {

bool is_number(const data::CsvField& field) {
  return audit::is_number(field.text);
}

bool all_numbers(const data::CsvRecord& record) {
  return std::all_of(record.fields.begin(), record.fields.end(), is_number);
}

bool no_numbers(const data::CsvRecord& record) {
  return std::none_of(record.fields.begin(), record.fields.end(), is_number);
}

// Of lines name,number under a heading or none, or of one record under a heading.
std::vector<std::string> names_in(const std::vector<data::CsvRecord>& records) {
  std::vector<std::string> names;
  const std::size_t first = !records.empty() && no_numbers(records.front()) ? 1 : 0;
  if (first == 1 && records.size() == 2 && all_numbers(records[1])) {
    for (const data::CsvField& field : records.front().fields) names.push_back(audit::cell_name(field));
    return names;
  }
  for (std::size_t i = first; i < records.size(); ++i) {
    const std::vector<data::CsvField>& fields = records[i].fields;
    if (fields.size() != 2 || is_number(fields[0])) return {};
    names.push_back(audit::cell_name(fields[0]));
  }
  return names;
}

}  // namespace

NamedNumbers features_of(const std::string& text) {
  if (!is_file(text)) return {{}, numbers(text, "--features"), {}};
  const std::string content = content_of(text);
  NamedNumbers result{{}, numbers_in(content, text), {}};
  result.names = names_in(audit::records_of(content, text));
  if (result.names.size() != result.numbers.size()) result.names.clear();
  return result;
}

NamedNumbers weights_of(const std::string& text) {
  if (!is_file(text)) return {{}, numbers(text, "--weights"), {}};
  const std::string content = audit::read_weight_file(text);
  if (!audit::is_weight_model(content)) {
    const std::vector<data::CsvRecord> records = audit::records_of(content, text);
    if (std::all_of(records.begin(), records.end(), all_numbers)) return {{}, numbers_in(content, text), {}};
  }
  const audit::Weights weights = audit::parse_weights(content, text);
  NamedNumbers result;
  for (const audit::Weight& weight : weights.features) {
    if (weights.naming == audit::Weights::Naming::names) result.names.push_back(weight.name);
    result.numbers.push_back(weight.value);
  }
  result.intercept = weights.intercept;
  result.intercept_name = weights.intercept_name;
  return result;
}

std::vector<Rational> contributions(const NamedNumbers& features, const NamedNumbers& weights) {
  const bool named = !features.names.empty() && !weights.names.empty();
  std::vector<Rational> x = features.numbers;
  if (named) {
    std::map<std::string, Rational> values;
    for (std::size_t j = 0; j < x.size(); ++j) {
      const std::string& name = features.names[j];
      if (!weights.intercept_name.empty() && name == weights.intercept_name) {
        if (x[j] != Rational(1))
          throw UsageError(fmt::format("the feature {} has the name of the intercept and is {}; expected 1",
                                       data::shown(name), x[j].str()));
      } else if (!values.emplace(name, x[j]).second) {
        throw UsageError(fmt::format("the feature {} is given twice", data::shown(name)));
      }
    }
    x.clear();
    for (const std::string& name : weights.names) {
      const auto found = values.find(name);
      if (found == values.end())
        throw UsageError(
            fmt::format("--features has no value for {}, which has a weight; to go by the order, give one of "
                        "them as a list",
                        data::shown(name)));
      x.push_back(found->second);
      values.erase(found);
    }
    if (!values.empty())
      throw UsageError(fmt::format("the feature {} has no weight", data::shown(values.begin()->first)));
  }
  if (x.size() != weights.numbers.size())
    throw UsageError(fmt::format("there are {} features and {} weights; expected as many", x.size(),
                                 weights.numbers.size()));
  for (std::size_t j = 0; j < x.size(); ++j) x[j] *= weights.numbers[j];
  return x;
}

}  // namespace dropcert::cli
