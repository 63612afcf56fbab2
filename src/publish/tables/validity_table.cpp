#include "model/validity.hpp"
#include "publish/tables/catalogue.hpp"

namespace dropcert::publish {

void complete_validity(Table& table, const TableInputs&) {
  for (const Cell& cell : validity_map()) {
    RowBuilder row(table.specification.columns);
    for (std::string_view text : {name(cell.noise), name(cell.family), name(cell.validity), cell.condition,
                                  cell.value, cell.theorem, cell.reason})
      row.text(std::string(text));
    table.rows.push_back(std::move(row).row());
  }
}

}  // namespace dropcert::publish
