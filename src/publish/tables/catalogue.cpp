#include "publish/tables/catalogue.hpp"

#include <map>

#include "publish/pgfplots.hpp"
#include "publish/svg.hpp"
#include "publish/table_writers.hpp"
#include "publish/tables/built_in.hpp"
#include "publish/tables/table_figures.hpp"
#include "publish/tables/table_filler.hpp"

namespace dropcert::publish {

using namespace verify;

Policy TableInputs::policy() const {
  Policy policy;
  policy.stop = stop;
  policy.limits = limits;
  return policy;
}

Table TableUnit::table(const TableInputs& inputs) const {
  Table table = filled(text, folder, inputs.policy());
  if (complete) complete(table, inputs);
  return table;
}

const std::vector<std::string>& table_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const BuiltInTable& table : built_in_tables) all.emplace_back(table.name);
    return all;
  }();
  return names;
}

const std::vector<TableUnit>& table_units() {
  static const std::vector<TableUnit> units = [] {
    const std::map<std::string, Completion> completions = {
        {"ledger", complete_ledger}, {"validity", complete_validity}, {"theorem1", complete_theorem1}};
    std::vector<TableUnit> all;
    for (const BuiltInTable& table : built_in_tables) {
      const auto found = completions.find(table.name);
      const bool is_completed = found != completions.end();
      all.push_back({read_table_text(table.text, std::string(table.name) + ".table", is_completed),
                     is_completed ? found->second : nullptr});
    }
    return all;
  }();
  return units;
}

const TableUnit* table_unit(const std::string& name) {
  for (const TableUnit& unit : table_units())
    if (unit.specification().name == name) return &unit;
  return nullptr;
}

TableUnit user_table(const std::string& text, const std::string& source, const std::string& folder) {
  return {read_table_text(text, source, false), nullptr, folder};
}

std::vector<std::string> file_names(const TableUnit& unit) {
  const std::string name = unit.specification().name;
  std::vector<std::string> names = {name + ".csv", name + ".json", name + ".tex"};
  for (const FigureText& figure : unit.text.figures)
    names.insert(names.end(), {figure.name + ".svg", figure.name + ".tex"});
  for (const IndexedFile& file : unit.text.indexed_files) names.push_back(file.name);
  return names;
}

std::vector<NamedText> generate(const TableUnit& unit, const TableInputs& inputs) {
  const Table table = unit.table(inputs);
  const std::string& name = table.specification.name;
  std::vector<NamedText> files = {{name + ".csv", csv_table(table)},
                                  {name + ".json", json_table(table)},
                                  {name + ".tex", latex_table(table)}};
  for (const FigureText& figure : unit.text.figures) {
    const Plot plot = drawn(figure, unit.text, table);
    files.push_back({figure.name + ".svg", write_svg(plot)});
    files.push_back({figure.name + ".tex", write_pgfplots(plot, figure.name)});
  }
  for (const IndexedFile& file : unit.text.indexed_files) files.push_back({file.name, indexed(file, table)});
  return files;
}

}  // namespace dropcert::publish
