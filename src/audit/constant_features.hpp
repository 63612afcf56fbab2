// Features that are the same number in all rows: perhaps an intercept, which dropout does not drop.
#pragma once

#include <string>
#include <vector>

#include "audit/summary.hpp"
#include "audit/table.hpp"

namespace dropcert::audit {

/// A feature whose value is this one in the first rows of a file, and not 0.
struct WatchedFeature {
  std::size_t index = 0;
  std::string name;       ///< as it is shown
  std::string text;       ///< of its value in the file
  exact::Rational value;  ///< standardised, if there is a scaler
};

/// The features whose weight is not 0 and whose value is the same number other than 0 in all rows of
/// `sample`, the beginning of a file behind its header: no others can be so in the whole file. Rows that
/// cannot be read do not count.
std::vector<WatchedFeature> features_to_watch(const Table& table, const data::RecordBlock& sample,
                                              const Weights& weights);

/// Follows these features through the rows of one block.
class ConstantWatch {
 public:
  explicit ConstantWatch(const std::vector<WatchedFeature>& watched);

  void look(const Table& table, const TableRow& row);
  /// Those that never had another value.
  void finish(AuditSummary& summary) const;

 private:
  std::vector<const WatchedFeature*> constant_;
};

}  // namespace dropcert::audit
