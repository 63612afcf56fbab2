// The certified tables, each an independent unit of work: a text, tables/NAME.table.
#pragma once

#include <atomic>
#include <set>
#include <string>
#include <vector>

#include "publish/tables/table_text.hpp"
#include "verify/policy.hpp"

namespace dropcert::publish {

/// What the tables are made from besides mathematics.
struct TableInputs {
  std::string ledger;              // the text of proofs/paper.claims
  std::set<std::string> theorems;  // the names in proofs/theorems.txt
  const std::atomic<bool>* stop = nullptr;
  verify::Limits limits = {};  // of each value and statement

  verify::Policy policy() const;
};

struct NamedText {
  std::string name;
  std::string content;
};

/// Adds to a table what has no term.
using Completion = void (*)(Table& table, const TableInputs& inputs);

struct TableUnit {
  TableText text;
  Completion complete = nullptr;
  std::string folder = {};  // where files of cases are

  const TableSpecification& specification() const { return text.specification; }
  /// All rows. Throws as filled, and Interrupted once inputs.stop is set.
  Table table(const TableInputs& inputs) const;
};

/// The names of the tables of this program, in the order of README.
const std::vector<std::string>& table_names();

/// Those tables, in that order; they are read when they are first asked for.
const std::vector<TableUnit>& table_units();

/// The unit whose table has that name, or nullptr.
const TableUnit* table_unit(const std::string& name);

/// A table of a user's. Throws as read_table_text.
TableUnit user_table(const std::string& text, const std::string& source, const std::string& folder);

/// The files of a unit: NAME.csv, NAME.json, NAME.tex, its figures as SVG and TeX, and what else it has.
std::vector<NamedText> generate(const TableUnit& unit, const TableInputs& inputs);
std::vector<std::string> file_names(const TableUnit& unit);

/// The files that stand beside them and need no computing: README.md, schema.json, all.tex.
std::vector<NamedText> accompanying_files();

// What the program adds to the tables of these names, or to the rows that their texts give.
void complete_ledger(Table& table, const TableInputs& inputs);
void complete_validity(Table& table, const TableInputs& inputs);
void complete_theorem1(Table& table, const TableInputs& inputs);

}  // namespace dropcert::publish
