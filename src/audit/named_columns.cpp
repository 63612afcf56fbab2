#include "audit/named_columns.hpp"

#include <algorithm>
#include <stdexcept>

#include "data/number.hpp"

namespace dropcert::audit {

char separator_in(std::string_view text) {
  std::string outside;
  bool quoted = false;
  const auto found = [&]() -> char {
    const std::string_view line = data::trimmed(outside);
    for (const char separator : {',', '\t', ';', ' '})
      if (line.find(separator) != std::string_view::npos) return separator;
    return '\0';
  };
  int lines = 0;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted || c == '\r') continue;
    if (c != '\n') {
      outside += c;
      continue;
    }
    if (const char separator = found()) return separator;
    outside.clear();
    if (++lines == 2) break;
  }
  const char last = found();
  return last == '\0' ? ',' : last;
}

std::vector<data::CsvRecord> records_of(const std::string& content, const std::string& path) {
  const char separator = separator_in(content);
  data::CsvReader reader(content, path, 1, separator);
  std::vector<data::CsvRecord> result;
  for (data::CsvRecord record; reader.next(record); record = {})
    if (record.fields.size() != 1 || !record.fields[0].text.empty()) result.push_back(std::move(record));
  if (separator == ',' || !numbers_have_commas(result)) return result;
  for (data::CsvRecord& record : result)
    for (data::CsvField& field : record.fields)
      if (data::has_decimal_comma(field.text))
        field.text = record.unescaped.emplace_back(data::with_point(field.text));
  return result;
}

std::optional<std::size_t> column_named(const data::CsvRecord& header,
                                        const std::vector<std::string_view>& names) {
  for (const std::string_view name : names)
    for (std::size_t i = 0; i < header.fields.size(); ++i)
      if (data::lower_case(data::trimmed(header.fields[i].text)) == name) return i;
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

bool numbers_have_commas(const std::vector<data::CsvRecord>& records) {
  bool sure = false;
  for (const data::CsvRecord& record : records)
    for (const data::CsvField& field : record.fields) {
      if (field.text.find('.') != std::string_view::npos && is_number(field.text)) return false;
      if (sure || !data::has_decimal_comma(field.text)) continue;
      std::string_view text = data::trimmed(field.text);
      if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
      const std::size_t comma = text.find(',');
      const bool thousands = comma >= 1 && comma <= 3 && text[0] != '0' && text.size() == comma + 4 &&
                             text.find_first_not_of("0123456789,") == std::string_view::npos;
      sure = !thousands;
    }
  return sure;
}

void require_fields(const data::CsvRecord& record, std::size_t expected, const std::string& path) {
  const std::size_t n = record.fields.size();
  if (n != expected)
    throw data::DataError(path, record.fields.back().at,
                          "a line with " + std::to_string(n) + (n == 1 ? " field" : " fields") +
                              "; the header has " + std::to_string(expected));
}

}  // namespace dropcert::audit
