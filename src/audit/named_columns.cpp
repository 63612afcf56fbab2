#include "audit/named_columns.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "data/number.hpp"

namespace dropcert::audit {

namespace {

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

}  // namespace

char separator_in(std::string_view record) {
  std::string outside;
  bool quoted = false;
  for (const char c : record) {
    if (c == '"') quoted = !quoted;
    if (!quoted) outside += c;
  }
  outside = std::string(data::trimmed(outside));
  for (const char separator : {',', '\t', ';', ' '})
    if (outside.find(separator) != std::string::npos) return separator;
  return ',';
}

std::vector<data::CsvRecord> records_of(const std::string& content, const std::string& path) {
  std::size_t end = std::min(data::first_csv_record_end(content), content.size());
  while (end > 0 && (content[end - 1] == '\n' || content[end - 1] == '\r')) --end;
  data::CsvReader reader(content, path, 1, separator_in(std::string_view(content).substr(0, end)));
  std::vector<data::CsvRecord> result;
  for (data::CsvRecord record; reader.next(record); record = {})
    if (record.fields.size() != 1 || !record.fields[0].text.empty()) result.push_back(std::move(record));
  return result;
}

std::optional<std::size_t> column_named(const data::CsvRecord& header,
                                        const std::vector<std::string_view>& names) {
  for (const std::string_view name : names)
    for (std::size_t i = 0; i < header.fields.size(); ++i)
      if (lower_case(data::trimmed(header.fields[i].text)) == name) return i;
  return std::nullopt;
}

const std::vector<std::string_view>& name_columns() {
  static const std::vector<std::string_view> names = {
      "name", "term", "feature", "feature_name", "variable", "names", "rownames", "column", "unnamed: 0", ""};
  return names;
}

std::string cell_name(const data::CsvField& field) {
  std::string_view name = data::trimmed(field.text);
  if (name.size() > 2 && name.starts_with('`') && name.ends_with('`')) name = name.substr(1, name.size() - 2);
  return std::string(name);
}

bool is_number(std::string_view text) {
  try {
    data::parse_number(text);
    return true;
  } catch (const std::invalid_argument&) {
    return false;
  }
}

void require_fields(const data::CsvRecord& record, std::size_t expected, const std::string& path) {
  const std::size_t n = record.fields.size();
  if (n != expected)
    throw data::DataError(path, record.fields.back().at,
                          "a line with " + std::to_string(n) + (n == 1 ? " field" : " fields") +
                              "; the header has " + std::to_string(expected));
}

}  // namespace dropcert::audit
