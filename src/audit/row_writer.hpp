// The numbers of a row as decimals, and its line of a detailed report.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "audit/exact_row.hpp"
#include "audit/row_verdict.hpp"
#include "audit/summary.hpp"
#include "model/interruption.hpp"
#include "model/row_filter.hpp"

namespace dropcert::audit {

/// What stands for a number that is no decimal one could write, or takes too long.
inline constexpr const char* out_of_reach = "out of reach";

/// The regulariser of a row and the relative error of R_2, as decimals.
struct RowRegulariser {
  std::string value;           ///< R, "out of reach" or "not finite"
  std::string relative_error;  ///< (R_2 - R)/R; empty if R is 0 or not known
  bool within_half = false, within_tenth = false,
       within_hundredth = false;  ///< its modulus is less than 1/2, 1/10, 1/100
  std::string quadratic = {};     ///< R_2; empty if R is not known

  /// Counts what is known of R and R_2 on this line.
  void count_in(AuditSummary& summary, std::size_t line) const;
};

/// R and (R_2 - R)/R of a row, correctly rounded. Throws Stopped.
RowRegulariser row_regulariser(ExactRow& exact, const model::RowModel& model, int digits,
                               model::StopFlag stop = nullptr);

/// R_2, correctly rounded, from its value or a function of the precision that encloses it; or out_of_reach.
std::string rounded_quadratic(const std::optional<exact::Rational>& known,
                              const std::function<ball::Ball(ball::Bits)>& quadratic, int digits);

/// R and its error from functions of the precision that enclose R > 0 and R_2. Throws std::length_error where
/// a number cannot be rounded, as the functions do, Stopped.
RowRegulariser rounded_regulariser(const std::function<ball::Ball(ball::Bits)>& regulariser,
                                   const std::function<ball::Ball(ball::Bits)>& quadratic, int digits);

/// Writes one line a row: CSV with the columns of report_header(), every number correctly rounded to `digits`
/// significant digits.
class RowWriter {
 public:
  RowWriter(const model::RowModel& model, const model::RowFilter& filter, int digits)
      : model_(model), filter_(filter), digits_(digits) {}

  /// What doubles tell of a row; nothing is known of a number that they do not have.
  struct Numbers {
    ball::DoubleBall z0, deviation = ball::DoubleBall::unknown(), radius = ball::DoubleBall::unknown(),
                         ratio = ball::DoubleBall::unknown();
    bool bounded = true;  ///< V is finite
    RowVerdict verdict = RowVerdict::converges;
  };
  void write(std::string& out, const TableRow& row, const Numbers& numbers, ExactRow& exact,
             const RowRegulariser* regulariser) const;

 private:
  template <typename Exact>
  void write_number(std::string& out, ball::DoubleBall x, Exact exact) const;
  bool is_entire() const {
    return model_.family != model::Family::logistic && model_.family != model::Family::gamma;
  }
  std::string radius_text(ExactRow& exact) const;
  std::string ratio_text(const Numbers& numbers, ExactRow& exact) const;

  const model::RowModel& model_;
  const model::RowFilter& filter_;
  int digits_;
};

}  // namespace dropcert::audit
