#include "publish/tables/catalogue.hpp"

#include <fmt/core.h>

#include <cstdlib>
#include <stdexcept>

#include "publish/pgfplots.hpp"
#include "publish/svg.hpp"
#include "publish/table_writers.hpp"
#include "verify/outcome.hpp"

namespace dropcert::publish {

void stop_if_asked(const TableInputs& inputs) {
  if (inputs.stop != nullptr && *inputs.stop) throw Interrupted();
}

const std::vector<TableUnit>& table_units() {
  static const std::vector<TableUnit> units = {
      ledger_table(),         triangle_table(),       theorem1_table(),
      derivatives_table(),    root_test_table(),      radius_table(),
      equation_13_table(),    regulariser_table(),    partial_regularisers_table(),
      remedy_table(),         dropout_region_table(), validity_table(),
      quadratic_error_table()};
  return units;
}

const TableUnit* table_unit(const std::string& name) {
  for (const TableUnit& unit : table_units())
    if (unit.specification().name == name) return &unit;
  return nullptr;
}

std::vector<std::string> file_names(const TableUnit& unit) {
  const std::string name = unit.specification().name;
  std::vector<std::string> names = {name + ".csv", name + ".json", name + ".tex"};
  for (const std::string& figure : unit.figure_names)
    names.insert(names.end(), {figure + ".svg", figure + ".tex"});
  names.insert(names.end(), unit.more_names.begin(), unit.more_names.end());
  return names;
}

std::vector<NamedText> generate(const TableUnit& unit, const TableInputs& inputs) {
  Table table{unit.specification(), {}};
  unit.fill(table, inputs);
  const std::string& name = table.specification.name;
  std::vector<NamedText> files = {{name + ".csv", csv_table(table)},
                                  {name + ".json", json_table(table)},
                                  {name + ".tex", latex_table(table)}};
  if (unit.figures)
    for (const Figure& figure : unit.figures(table)) {
      files.push_back({figure.name + ".svg", write_svg(figure.plot)});
      files.push_back({figure.name + ".tex", write_pgfplots(figure.plot, figure.name)});
    }
  if (unit.more)
    for (NamedText& file : unit.more(table)) files.push_back(std::move(file));
  return files;
}

double drawn(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash != std::string::npos) return drawn(text.substr(0, slash)) / drawn(text.substr(slash + 1));
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (text.empty() || *end != '\0')
    throw std::invalid_argument(fmt::format("'{}' is no number to draw", text));
  return value;
}

}  // namespace dropcert::publish
