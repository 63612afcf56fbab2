#include "audit/weights.hpp"

#include <algorithm>
#include <cctype>
#include <set>

#include "data/byte_source.hpp"
#include "data/csv.hpp"
#include "data/number.hpp"

namespace dropcert {

namespace {

constexpr std::size_t largest_file = std::size_t{1} << 26;

std::string content_of(const std::string& path) {
  ByteSource source(path);
  std::string content;
  std::string block(std::size_t{1} << 16, '\0');
  for (std::size_t size = 1; size > 0 && content.size() <= largest_file;) {
    size = source.read(block.data(), block.size());
    content.append(block, 0, size);
  }
  if (content.size() > largest_file)
    throw DataError("the weight file " + shown_name(path) + " has more than " + std::to_string(largest_file) +
                    " bytes");
  return content;
}

bool is_intercept(std::string name) {
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return name == "intercept" || name == "(intercept)";
}

void check_header(const CsvRecord& record, const std::string& path) {
  if (record.fields.size() == 2 && trimmed(record.fields[0].text) == "name" &&
      trimmed(record.fields[1].text) == "weight")
    return;
  throw DataError(path, {record.line, 1}, "the line names other columns; expected the header name,weight");
}

Weight weight_of(const CsvRecord& record, const std::string& path) {
  if (record.fields.size() != 2)
    throw DataError(path, record.fields.back().at,
                    "a line with " + std::to_string(record.fields.size()) +
                        (record.fields.size() == 1 ? " field" : " fields") + "; expected name,weight");
  const std::string_view name = trimmed(record.fields[0].text);
  if (name.empty()) throw DataError(path, record.fields[0].at, "a name is missing; expected name,weight");
  return {std::string(name), parse_number(record.fields[1], path), record.fields[0].at};
}

}  // namespace

Weights read_weights(const std::string& path) {
  const std::string content = content_of(path);
  CsvReader reader(content, path);
  CsvRecord record;
  if (!reader.next(record))
    throw DataError("the weight file " + shown_name(path) + " is empty; expected the header name,weight");
  check_header(record, path);
  Weights weights{path, {}, {}};
  std::set<std::string> names;
  while (reader.next(record)) {
    Weight weight = weight_of(record, path);
    if (is_intercept(weight.name)) {
      if (weights.intercept) throw DataError(path, weight.at, "a second intercept; expected one");
      weights.intercept = weight.value;
      continue;
    }
    if (!names.insert(weight.name).second)
      throw DataError(path, weight.at, "the name " + shown(weight.name) + " occurs a second time");
    weights.features.push_back(std::move(weight));
  }
  if (weights.features.empty())
    throw DataError("the weight file " + shown_name(path) + " has no weight of a feature");
  return weights;
}

}  // namespace dropcert
