// Which row of a table somebody's keys mean, and the values of its columns there.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "publish/tables/catalogue.hpp"
#include "publish/tables/certified_term.hpp"

namespace dropcert::publish {

/// Rows are found by the values of their keys: 0.5 is 1/2, sqrt(3) * pi is sqrt(3)*pi. Keys of no row
/// have the term of its rows, unless they lie outside a range lo..hi of the table's.
class TableRowFinder {
 public:
  /// `keys`: the names of the columns that the rows are found by. The unit must outlive this.
  TableRowFinder(const TableUnit& unit, const std::vector<std::string>& keys, bool double_arguments,
                 const TableInputs& inputs);

  /// Whether the keys of that column are words, which no term is made of.
  bool is_word(const std::string& column) const;

  /// The row with these keys, in their order, for the calls below; an empty key is none. Throws
  /// std::invalid_argument for a key that cannot be read.
  void find(const std::vector<std::string>& keys);

  struct Found {
    bool is_empty = false;  // the table says nothing there, for this reason
    std::string reason = {};
    std::optional<std::string> text;  // of a column of words
    CertifiedValue value = {};
  };

  /// What the table has in that column, by its place among the columns. Throws std::invalid_argument with a
  /// sentence if no row is meant, or several with different values.
  Found column(std::size_t place);

 private:
  struct Candidate {
    std::size_t group;
    Values values;
  };
  void complete();
  std::string form_of(const language::Node& node);
  // What evaluates to it, in text; nothing where that is undefined or not known.
  std::optional<std::string> evaluated(const language::Node& tree, bool is_statement) const;
  bool is_true(const language::Node& statement) const;
  bool has_same_keys(std::size_t row, const std::vector<std::string>& forms) const;
  std::string why_outside(std::size_t group) const;
  std::string why_outside_range(const std::string& name, const language::Node& value,
                                const language::Domain& domain) const;
  std::string why_outside_words(std::size_t group, const std::string& name,
                                const language::Node& value) const;
  language::Node closed_term(std::size_t group, std::size_t place, Values values) const;
  bool has_cell(const TableColumn& column, const Values& values) const;
  Found without_term(std::size_t place);
  Found with_term(std::size_t place);

  const TableUnit& unit_;
  const TableText& text_;
  const TableInputs& inputs_;
  bool double_arguments_;
  std::shared_ptr<const Names> names_;
  std::vector<std::size_t> keys_;       // the places of their columns
  std::vector<std::string> key_names_;  // in the binders; "" where the program adds the rows
  std::vector<bool> are_words_, are_lists_;
  Table table_;
  bool is_complete_ = false;  // it has the cells without a term
  std::map<std::vector<std::string>, std::vector<std::size_t>> rows_;
  std::map<std::string, std::string> forms_;  // of terms, by their text
  // Of the keys in hand:
  Values theirs_;
  std::vector<std::size_t> found_;     // rows with these keys
  std::vector<Candidate> candidates_;  // of them, or else of the groups in whose ranges they lie
  std::string reason_;                 // why there are none
};

}  // namespace dropcert::publish
