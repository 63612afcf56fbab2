#include "audit/weights.hpp"

#include <algorithm>
#include <cctype>
#include <set>

#include "data/byte_source.hpp"
#include "data/csv.hpp"
#include "data/number.hpp"

namespace dropcert::audit {

namespace {

constexpr std::size_t largest_file = std::size_t{1} << 26;

bool is_intercept(std::string name) {
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return name == "intercept" || name == "(intercept)";
}

void check_header(const data::CsvRecord& record, const std::string& path) {
  if (record.fields.size() == 2 && data::trimmed(record.fields[0].text) == "name" &&
      data::trimmed(record.fields[1].text) == "weight")
    return;
  throw data::DataError(path, {record.line, 1},
                        "the line names other columns; expected the header name,weight");
}

Weight weight_of(const data::CsvRecord& record, const std::string& path) {
  if (record.fields.size() != 2)
    throw data::DataError(path, record.fields.back().at,
                          "a line with " + std::to_string(record.fields.size()) +
                              (record.fields.size() == 1 ? " field" : " fields") + "; expected name,weight");
  const std::string_view name = data::trimmed(record.fields[0].text);
  if (name.empty())
    throw data::DataError(path, record.fields[0].at, "a name is missing; expected name,weight");
  return {std::string(name), data::parse_number(record.fields[1], path), record.fields[0].at};
}

// A record with at least its header; throws for an empty file.
data::CsvRecord header_of(data::CsvReader& reader, const std::string& path, const std::string& expected) {
  data::CsvRecord record;
  if (!reader.next(record))
    throw data::DataError("the weight file " + data::shown_name(path) + " is empty; expected the header " +
                          expected);
  return record;
}

// A name that is not the intercept's, met for the first time.
void check_name(const std::string& name, data::DataPosition at, const std::string& path,
                std::set<std::string>& names) {
  if (!names.insert(name).second)
    throw data::DataError(path, at, "the name " + data::shown(name) + " occurs a second time");
}

// The names of the classes.
std::vector<std::string> classes_of(const data::CsvRecord& header, const std::string& path) {
  constexpr std::size_t most_classes = 1000;
  if (header.fields.size() < 3 || data::trimmed(header.fields[0].text) != "name")
    throw data::DataError(
        path, {header.line, 1},
        "a softmax model has a column of weights for each class; expected the header name and "
        "the names of two classes or more");
  if (header.fields.size() > most_classes + 1)
    throw data::DataError(path, {header.line, 1}, "more than " + std::to_string(most_classes) + " classes");
  std::vector<std::string> result;
  std::set<std::string> names;
  for (std::size_t i = 1; i < header.fields.size(); ++i) {
    result.emplace_back(data::trimmed(header.fields[i].text));
    check_name(result.back(), header.fields[i].at, path, names);
  }
  return result;
}

std::vector<Rational> class_row(const data::CsvRecord& record, std::size_t classes, const std::string& path) {
  if (record.fields.size() != classes + 1)
    throw data::DataError(path, record.fields.back().at,
                          "a line with " + std::to_string(record.fields.size()) + " fields; the header has " +
                              std::to_string(classes + 1));
  if (data::trimmed(record.fields[0].text).empty())
    throw data::DataError(path, record.fields[0].at, "a name is missing; expected a name and the weights");
  std::vector<Rational> row;
  for (std::size_t i = 1; i <= classes; ++i) row.push_back(data::parse_number(record.fields[i], path));
  return row;
}

void require_features(const Weights& weights) {
  if (weights.features.empty())
    throw data::DataError("the weight file " + data::shown_name(weights.file) +
                          " has no weight of a feature");
}

}  // namespace

std::string read_weight_file(const std::string& path) {
  data::ByteSource source(path);
  std::string content;
  std::string block(std::size_t{1} << 16, '\0');
  for (std::size_t size = 1; size > 0 && content.size() <= largest_file;) {
    size = source.read(block.data(), block.size());
    content.append(block, 0, size);
  }
  if (content.size() > largest_file)
    throw data::DataError("the weight file " + data::shown_name(path) + " has more than " +
                          std::to_string(largest_file) + " bytes");
  return content;
}

Weights read_weights(const std::string& path) {
  return parse_weights(read_weight_file(path), path);
}

Weights parse_weights(const std::string& content, const std::string& path) {
  data::CsvReader reader(content, path);
  data::CsvRecord record = header_of(reader, path, "name,weight");
  check_header(record, path);
  Weights weights{path, {}, {}};
  std::set<std::string> names;
  while (reader.next(record)) {
    Weight weight = weight_of(record, path);
    if (is_intercept(weight.name)) {
      if (weights.intercept) throw data::DataError(path, weight.at, "a second intercept; expected one");
      weights.intercept = weight.value;
      continue;
    }
    check_name(weight.name, weight.at, path, names);
    weights.features.push_back(std::move(weight));
  }
  require_features(weights);
  return weights;
}

ClassWeights read_class_weights(const std::string& path) {
  const std::string content = read_weight_file(path);
  data::CsvReader reader(content, path);
  data::CsvRecord record = header_of(reader, path, "name and the names of the classes");
  ClassWeights result{{path, {}, {}}, classes_of(record, path), {}, {}};
  const std::size_t classes = result.classes.size();
  result.weights.resize(classes);
  std::set<std::string> names;
  while (reader.next(record)) {
    std::vector<Rational> row = class_row(record, classes, path);
    const std::string name(data::trimmed(record.fields[0].text));
    const data::DataPosition at = record.fields[0].at;
    if (is_intercept(name)) {
      if (!result.intercepts.empty()) throw data::DataError(path, at, "a second intercept; expected one");
      result.intercepts = std::move(row);
      continue;
    }
    check_name(name, at, path, names);
    result.features.features.push_back({name, 1, at});
    for (std::size_t k = 0; k < classes; ++k) result.weights[k].push_back(std::move(row[k]));
  }
  require_features(result.features);
  result.intercepts.resize(classes);
  return result;
}

}  // namespace dropcert::audit
