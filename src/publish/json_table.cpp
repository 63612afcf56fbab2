#include <nlohmann/json.hpp>

#include "publish/json_numbers.hpp"
#include "publish/table_writers.hpp"

namespace dropcert::publish {

namespace {

using Json = nlohmann::ordered_json;

const char* name_of(Rounding rounding) {
  switch (rounding) {
    case Rounding::text:
      return "text";
    case Rounding::exact:
      return "exact";
    case Rounding::significant:
      return "nearest";
    case Rounding::down:
      return "down";
    case Rounding::up:
      return "up";
  }
  return "";
}

Json to_json(const TableColumn& column) {
  Json json = {{"name", column.name},     {"unit", column.unit},       {"rounding", name_of(column.rounding)},
               {"digits", column.digits}, {"meaning", column.meaning}, {"term", column.term},
               {"source", column.source}, {"claims", column.claims}};
  return json;
}

}  // namespace

std::string json_table(const Table& table) {
  const TableSpecification& specification = table.specification;
  Json columns = Json::array();
  const std::size_t shown = specification.shown();
  for (std::size_t j = 0; j < shown; ++j) columns.push_back(to_json(specification.columns[j]));
  Json head = {{"table", specification.name}, {"title", specification.title}, {"columns", columns}};
  std::string result = json_text(head, 1);
  result.erase(result.rfind('\n'));  // the closing brace: rows come first, one a line
  result += ",\n \"rows\": [";
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    Json row = Json::object();
    for (std::size_t j = 0; j < shown; ++j) row[specification.columns[j].name] = table.rows[i][j].text;
    row["exact"] = exact_columns(table, table.rows[i]);
    result += (i ? ",\n  " : "\n  ") + json_text(row, -1);
  }
  return result + "\n ]\n}\n";
}

std::string json_schema() {
  return R"json({
 "$schema": "https://json-schema.org/draft/2020-12/schema",
 "title": "A table of dropcert",
 "type": "object",
 "required": ["table", "title", "columns", "rows"],
 "additionalProperties": false,
 "properties": {
  "table": {"type": "string", "description": "the name of the table: its files are NAME.csv, NAME.json and NAME.tex"},
  "title": {"type": "string"},
  "columns": {
   "type": "array",
   "items": {
    "type": "object",
    "required": ["name", "unit", "rounding", "digits", "meaning", "term", "source", "claims"],
    "additionalProperties": false,
    "properties": {
     "name": {"type": "string", "description": "the key of this column in a row"},
     "unit": {"type": "string", "description": "1 for pure numbers, empty for words"},
     "rounding": {
      "enum": ["text", "exact", "nearest", "down", "up"],
      "description": "of the numbers that are not exact: nearest to so many significant digits, or down or up to so many decimals"
     },
     "digits": {"type": "integer", "minimum": 0, "description": "significant digits, or decimals for down and up; 0 for text and exact"},
     "meaning": {"type": "string"},
     "term": {"type": "string", "description": "the value as a term of dropcert's language, from the columns named in it; empty if it has none"},
     "source": {"type": "string", "description": "the theorem or definition that the column rests on"},
     "claims": {"type": "string", "description": "ids of claims in proofs/paper.claims"}
    }
   }
  },
  "rows": {
   "type": "array",
   "items": {
    "type": "object",
    "required": ["exact"],
    "properties": {"exact": {"type": "array", "items": {"type": "string"}, "description": "the columns whose number in this row is exact"}},
    "additionalProperties": {"type": "string", "description": "words, a decimal, an integer or a fraction p/q; empty where the table says nothing"}
   }
  }
 }
}
)json";
}

}  // namespace dropcert::publish
