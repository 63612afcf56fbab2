// The certified tables, each an independent unit of work.
#pragma once

#include <atomic>
#include <set>
#include <string>
#include <vector>

#include "publish/plot.hpp"
#include "publish/table.hpp"

namespace dropcert::publish {

/// What the tables are made from besides mathematics.
struct TableInputs {
  std::string ledger;              // the text of proofs/paper.claims
  std::set<std::string> theorems;  // the names in proofs/theorems.txt
  const std::atomic<bool>* stop = nullptr;
};

/// Throws Interrupted once inputs.stop is set.
void stop_if_asked(const TableInputs& inputs);

struct NamedText {
  std::string name;
  std::string content;
};

struct Figure {
  std::string name;  // of the files NAME.svg and NAME.tex: "figure-radius"
  Plot plot;
};

struct TableUnit {
  TableSpecification (*specification)();
  void (*fill)(Table& table, const TableInputs& inputs);
  double seconds = 1;                                            // about, to share out the work
  std::vector<Figure> (*figures)(const Table& table) = nullptr;  // from the table's own texts
  std::vector<NamedText> (*more)(const Table& table) = nullptr;  // further files
  std::vector<std::string> figure_names = {};
  std::vector<std::string> more_names = {};
};

/// In the order of README. Names do not depend on the run.
const std::vector<TableUnit>& table_units();

/// The unit whose table has that name, or nullptr.
const TableUnit* table_unit(const std::string& name);

/// The files of a unit: NAME.csv, NAME.json, NAME.tex, its figures as SVG and TeX, and what else it has.
std::vector<NamedText> generate(const TableUnit& unit, const TableInputs& inputs);
std::vector<std::string> file_names(const TableUnit& unit);

/// The files that stand beside them and need no computing: README.md, schema.json, all.tex.
std::vector<NamedText> accompanying_files();

/// A number of a table as a machine number, for a picture. Throws std::invalid_argument for other texts.
double drawn(const std::string& text);

// One file each.
TableUnit ledger_table();
TableUnit triangle_table();
TableUnit theorem1_table();
TableUnit derivatives_table();
TableUnit root_test_table();
TableUnit radius_table();
TableUnit equation_13_table();
TableUnit regulariser_table();
TableUnit partial_regularisers_table();
TableUnit remedy_table();
TableUnit dropout_region_table();
TableUnit validity_table();
TableUnit quadratic_error_table();

}  // namespace dropcert::publish
