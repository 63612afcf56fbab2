// The row that leads in some order.
#pragma once

#include <functional>
#include <optional>
#include <utility>

#include "audit/table.hpp"
#include "ball/double_ball.hpp"

namespace dropcert::audit {

/// The first of the rows with the largest key, among rows offered in the order of a block. Doubles tell
/// nearly always; exact values are worked out only where two keys are too near.
template <typename Exact>
class Leader {
 public:
  using Of = std::function<Exact(const TableRow&)>;
  using Ahead = std::function<bool(const Exact&, const Exact&)>;

  /// `of` gives the exact value of a row; `ahead(x, y)` tells whether the key of x is larger than that of y.
  Leader(Of of, Ahead ahead) : of_(std::move(of)), ahead_(std::move(ahead)) {}

  void offer(ball::DoubleBall key, const TableRow& row) {
    if (!row_) return lead(key, row, std::nullopt);
    const std::optional<bool> larger = less(key_, key);
    if (larger == true) return lead(key, row, std::nullopt);
    if (larger == false || row.text == row_->text) return;
    if (!exact_) exact_ = of_(*row_);
    Exact value = of_(row);
    if (ahead_(value, *exact_)) lead(key, row, std::move(value));
  }

  bool any() const { return row_.has_value(); }
  std::size_t line() const { return row_->line; }
  Exact exact() const { return exact_ ? *exact_ : of_(*row_); }

 private:
  void lead(ball::DoubleBall key, const TableRow& row, std::optional<Exact> exact) {
    key_ = key;
    row_ = row;
    exact_ = std::move(exact);
  }

  Of of_;
  Ahead ahead_;
  ball::DoubleBall key_;
  std::optional<TableRow> row_;
  std::optional<Exact> exact_;
};

}  // namespace dropcert::audit
