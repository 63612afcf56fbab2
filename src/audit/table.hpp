// The rows of a data file, seen by a model: their contributions x_j beta_j.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/weights.hpp"
#include "data/record_blocks.hpp"
#include "model/dropout_filter.hpp"
#include "model/dropout_row.hpp"

namespace dropcert::audit {

/// A row: where it is, and its sums as doubles.
struct TableRow {
  std::size_t line = 0;
  std::string_view text;  ///< its bytes, for reading it again exactly
  ApproximateSums sums;
};

/// A feature of a row: its place in the weight file, from 0, and its value.
struct Feature {
  std::size_t index = 0;
  Rational value;
};

/// The sums of contributions.
ContributionSums sums_of(const std::vector<Rational>& contributions);

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

  /// The features of a row that next() gave, exact: those that may be other than 0, in the file's order.
  virtual std::vector<Feature> features(const TableRow& row) const = 0;

  /// The same times their weights.
  std::vector<Rational> contributions(const TableRow& row) const { return weighted(features(row)); }
  ContributionSums exact_sums(const TableRow& row) const;
  std::size_t feature_count() const { return weights_.size(); }
  /// The weights of all features, in the order of the weight file.
  const std::vector<Rational>& weights() const { return weights_; }
  /// The data file, as the user named it.
  const std::string& file() const { return file_; }

 protected:
  Table(std::string file, const Weights& weights);
  std::vector<Rational> weighted(const std::vector<Feature>& features) const;

 private:
  std::string file_;
  std::vector<Rational> weights_;
};

}  // namespace dropcert::audit
