// The rows of a data file, seen by a model: their contributions x_j beta_j.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/scaler.hpp"
#include "audit/weights.hpp"
#include "data/record_blocks.hpp"
#include "model/row_filter.hpp"
#include "model/row_model.hpp"

namespace dropcert::audit {

/// A row: where it is, and its sums as doubles.
struct TableRow {
  std::size_t line = 0;
  std::string_view text;  ///< its bytes, for reading it again exactly
  model::ApproximateSums sums;
};

/// A feature of a row: its place in the weight file, from 0, and its value.
struct Feature {
  std::size_t index = 0;
  exact::Rational value;
};

/// How a file is read, beyond its format.
struct TableOptions {
  std::vector<std::string> ignored;  ///< columns that are no features: names, or records of names
  std::string label = {};            ///< the column of the label, no feature; empty for none (CSV)
  char separator = ',';              ///< of a CSV file
  bool header = true;                ///< the CSV file begins with the columns' names
  bool feature_order = false;        ///< the k-th weight belongs to the k-th feature, whatever the names
  bool zero_based = false;           ///< the indices of an SVMlight file start at 0
  bool row_names = false;            ///< the CSV header has no name for the first column, of the rows' names
  bool decimal_comma = false;        ///< a CSV file's numbers have a comma where others have a point
  std::optional<Scaler> scaler = {};
};

/// How far a block has been read.
struct BlockCursor {
  explicit BlockCursor(const data::RecordBlock& block) : text(block.text), line(block.first_line) {}

  std::string_view text;  ///< followed by a NUL
  std::size_t at = 0;
  std::size_t line;
};

/// A file format together with the weights for its columns. Rows are validated in full as they are read; a
/// bad one throws DataError with its place, after which the next one can be read. Safe to use from several
/// threads.
class Table {
 public:
  virtual ~Table() = default;

  /// The next row of a block; false at its end.
  virtual bool next(BlockCursor& cursor, TableRow& row) const = 0;

  /// The features of a row that next() gave, exact: those that may be other than 0. In the file's order, or,
  /// standardised by a scaler, in that of the weights.
  std::vector<Feature> features(const TableRow& row) const { return standardised(raw_features(row)); }

  /// The label of a row that next() gave: its text, without blanks at the ends.
  virtual std::string label(const TableRow& row) const = 0;

  /// The text of a feature's value in a row that next() gave, as the file has it; empty if it leaves it out.
  virtual std::string value_text(const TableRow& row, std::size_t feature) const = 0;

  /// The same times their weights.
  std::vector<exact::Rational> contributions(const TableRow& row) const { return weighted(features(row)); }
  model::ContributionSums exact_sums(const TableRow& row) const;
  std::size_t feature_count() const { return weights_.size(); }
  /// The weights of all features, in the order of the weight file.
  const std::vector<exact::Rational>& weights() const { return weights_; }
  /// The data file, as the user named it.
  const std::string& file() const { return file_; }
  /// Sentences on what was taken for granted and might be meant otherwise.
  const std::vector<std::string>& notes() const { return notes_; }

 protected:
  Table(std::string file, const Weights& weights, const std::optional<Scaler>& scaler);
  /// As they stand in the file.
  virtual std::vector<Feature> raw_features(const TableRow& row) const = 0;
  std::vector<Feature> standardised(std::vector<Feature> features) const;
  bool has_scaler() const { return !scales_.empty(); }
  void note(std::string sentence) { notes_.push_back(std::move(sentence)); }
  /// Of a scaler without names: its lines are in the order of the weights. `places`: of the weights, in the
  /// order of the file's features. Throws DataError if that is another order, and names alone connect them.
  void check_scaler_order(const std::vector<std::size_t>& places, const Weights& weights,
                          const TableOptions& options);
  std::vector<exact::Rational> weighted(const std::vector<Feature>& features) const;

 private:
  std::string file_;
  std::vector<Scale> scales_;  // of the weights' features; none without a scaler
  std::vector<exact::Rational> weights_;
  std::vector<std::string> notes_;
};

/// For --feature-order. Throws DataError if names tell another order than the one asked for: where the k-th
/// weight's name is that of another feature than the k-th. Names that are numbers may be counted from 0 on
/// one side and from 1 on the other; they tell so only if they are the same numbers, or do not ascend.
void require_names_in_order(const std::vector<std::string>& features, const std::string& file,
                            const Weights& weights);

}  // namespace dropcert::audit
