#include "certificate/sha256.hpp"
#include "exact/surjections.hpp"
#include "publish/tables/catalogue.hpp"

namespace dropcert::publish {

namespace {

std::string canonical_text(const std::vector<Integer>& row) {
  std::string text;
  for (std::size_t j = 1; j < row.size(); ++j) text += (j > 1 ? " " : "") + row[j].str();
  return text + '\n';
}

}  // namespace

// The digests of the rows 1, 2, ... .
void complete_theorem1(Table& table, const TableInputs&) {
  const std::size_t place = table.column("sha256");
  SurjectionRows rows;
  for (TableRow& row : table.rows) {
    rows.next();
    row[place].text = sha256(canonical_text(rows.row()));
  }
}

}  // namespace dropcert::publish
