// The lines of a detailed report.
#pragma once

#include <optional>
#include <string>

#include "audit/exact_row.hpp"
#include "model/dropout_filter.hpp"
#include "model/interruption.hpp"

namespace dropcert::audit {

/// The regulariser of a row and the relative error of R_2, as decimals.
struct RowRegulariser {
  std::string value;           ///< R, or "out of reach"
  std::string relative_error;  ///< (R_2 - R)/R; empty if R is 0 or not known
  bool within_half = false, within_tenth = false,
       within_hundredth = false;  ///< its modulus is less than 1/2, 1/10, 1/100
  std::string quadratic;          ///< R_2; empty if R is 0
};

/// R and (R_2 - R)/R for the dropout model of a row, correctly rounded. Throws Stopped.
RowRegulariser row_regulariser(std::vector<Rational> contributions, ExactRow& exact,
                               const DropoutNoise& noise, int digits, StopFlag stop = nullptr);

/// Writes one line a row: CSV with the columns of header(), every number correctly rounded to `digits`
/// significant digits.
class RowWriter {
 public:
  RowWriter(const DropoutNoise& noise, const DropoutFilter& filter, int digits)
      : noise_(noise), filter_(filter), digits_(digits) {}

  static std::string header(bool with_regulariser);

  struct Numbers {
    DoubleBall z0, deviation, radius, ratio;
    bool converges = false;
  };
  void write(std::string& out, const TableRow& row, const Numbers& numbers, ExactRow& exact,
             const RowRegulariser* regulariser) const;
  /// A row that could not be read, so that no row is missing from the report.
  void write_skipped(std::string& out, std::size_t line, bool with_regulariser) const;

 private:
  template <typename Exact>
  void write_number(std::string& out, DoubleBall x, Exact exact) const;

  const DropoutNoise& noise_;
  const DropoutFilter& filter_;
  int digits_;
};

}  // namespace dropcert::audit
