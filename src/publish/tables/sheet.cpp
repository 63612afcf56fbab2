#include "publish/tables/sheet.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <stdexcept>

#include "data/number.hpp"

namespace dropcert::publish {

namespace {

// A comma, unless the header has none and has tabs or semicolons; those within quotation marks and brackets
// do not count.
char separator_of(const std::string& text) {
  std::size_t begin = text.find_first_not_of("\r\n");
  if (begin == std::string::npos) return ',';
  const std::string_view header = std::string_view(text).substr(begin, text.find('\n', begin) - begin);
  bool is_quoted = false;
  bool has_tab = false, has_semicolon = false;
  for (const char c : header) {
    if (c == '"') is_quoted = !is_quoted;
    if (is_quoted) continue;
    if (c == ',') return ',';
    has_tab = has_tab || c == '\t';
    has_semicolon = has_semicolon || c == ';';
  }
  return has_tab ? '\t' : has_semicolon ? ';' : ',';
}

void require_distinct(const Sheet& sheet) {
  for (std::size_t i = 0; i < sheet.header.size(); ++i)
    if (std::find(sheet.header.begin(), sheet.header.end(), sheet.header[i]) - sheet.header.begin() !=
        static_cast<std::ptrdiff_t>(i))
      throw data::DataError(sheet.name, {1, 1},
                            fmt::format("two columns of the header are called '{}'", sheet.header[i]));
}

}  // namespace

std::optional<std::size_t> place_of_name(const std::vector<std::string>& names, const std::string& wanted) {
  const auto exactly = std::find(names.begin(), names.end(), wanted);
  if (exactly != names.end()) return static_cast<std::size_t>(exactly - names.begin());
  std::optional<std::size_t> place;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (data::lower_case(names[i]) != data::lower_case(wanted)) continue;
    if (place) return std::nullopt;
    place = i;
  }
  return place;
}

std::optional<std::size_t> Sheet::column(const std::string& wanted) const {
  return place_of_name(header, wanted);
}

// After a record that cannot be read the next one is read.
Sheet read_sheet(const std::string& text, const std::string& name) {
  Sheet sheet{name, {}, {}, {}};
  sheet.separator = separator_of(text);
  data::CsvReader reader(text, name, 1, sheet.separator);
  data::CsvRecord record;
  auto next = [&] {
    for (;;) try {
        return reader.next(record);
      } catch (const data::DataError& error) {
        if (sheet.header.empty()) throw;
        sheet.faults.push_back({record.line, "the record", "", not_comparable(error.sentence())});
      }
  };
  while (next()) {
    if (record.fields.size() == 1 && data::trimmed(record.fields[0].text).empty()) continue;  // an empty line
    if (sheet.header.empty()) {
      for (const data::CsvField& field : record.fields) sheet.header.emplace_back(data::trimmed(field.text));
      sheet.header_line = record.line;
      require_distinct(sheet);
      continue;
    }
    if (record.fields.size() != sheet.header.size()) {
      sheet.faults.push_back(
          {record.line, "the record", std::string(data::trimmed(record.fields[0].text)),
           not_comparable(fmt::format("this record has {} field{}; the header has {}", record.fields.size(),
                                      record.fields.size() == 1 ? "" : "s", sheet.header.size()))});
      continue;
    }
    Sheet::Row row;
    for (const data::CsvField& field : record.fields)
      row.push_back({std::string(data::trimmed(field.text)), field.at});
    sheet.rows.push_back(std::move(row));
  }
  if (sheet.rows.empty() && sheet.faults.empty())
    throw data::DataError(fmt::format("'{}' has no records below a header; nothing to compare", name));
  return sheet;
}

std::optional<std::string> with_decimal_point(const std::string& text, bool is_strict) {
  const std::size_t comma = text.find(',');
  if (comma == std::string::npos || text.find_first_of(".,", comma + 1) != text.npos ||
      (is_strict && text.find_first_not_of("+-0123456789") != comma))
    return std::nullopt;
  const std::size_t end = std::min(text.find_first_not_of("0123456789", comma + 1), text.size());
  const std::size_t first = std::min(text.find_first_of("0123456789"), comma);
  const bool may_be_a_group =
      end - comma == 4 && comma - first >= 1 && comma - first <= 3 && text[first] != '0';
  if (is_strict && may_be_a_group)
    throw std::invalid_argument(fmt::format("{} may be {}.{} or {}{}; a point or no comma would tell",
                                            data::shown(text), text.substr(0, comma), text.substr(comma + 1),
                                            text.substr(0, comma), text.substr(comma + 1)));
  return text.substr(0, comma) + "." + text.substr(comma + 1);
}

}  // namespace dropcert::publish
