#include "publish/table_writers.hpp"

namespace dropcert::publish {

namespace {

std::string quoted(const std::string& field) {
  if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
  std::string result = "\"";
  for (char c : field) result += c == '"' ? std::string("\"\"") : std::string(1, c);
  return result + '"';
}

}  // namespace

std::vector<std::string> exact_columns(const Table& table, const TableRow& row) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < table.specification.shown(); ++i)
    if (table.specification.columns[i].rounding != Rounding::text && row[i].exact && !row[i].text.empty())
      names.push_back(table.specification.columns[i].name);
  return names;
}

std::string csv_table(const Table& table) {
  std::string result;
  const std::size_t shown = table.specification.shown();
  for (std::size_t i = 0; i < shown; ++i) result += quoted(table.specification.columns[i].name) + ",";
  result += "exact\r\n";
  for (const TableRow& row : table.rows) {
    for (std::size_t i = 0; i < shown; ++i) result += quoted(row[i].text) + ",";
    std::string names;
    for (const std::string& name : exact_columns(table, row)) names += (names.empty() ? "" : " ") + name;
    result += names + "\r\n";
  }
  return result;
}

}  // namespace dropcert::publish
