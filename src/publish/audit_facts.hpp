// The numbers that the reports of an audit show, as correctly rounded decimals.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "audit/shares.hpp"
#include "publish/audit_report.hpp"

namespace dropcert::publish {

struct AuditRowFacts {
  std::size_t line = 0;
  std::string ratio, z0, deviation, radius;
  bool converges = false;
};

struct AuditFacts {
  std::string share_diverging;                          ///< in per cent
  std::optional<AuditRowFacts> largest_ratio, nearest;  ///< logistic family, bounded noise
  std::string sufficient_sum, largest_sum;              ///< likewise; else empty
  std::size_t largest_sum_line = 0;
  std::string factor;  ///< largest sum / sufficient sum, rounded up
  bool remedy_holds = false;
  std::size_t first_class = 0,
              last_class = 0;  ///< of the histogram: the first and the last that is not empty
  std::string largest_error;
};

/// Sums and means over the rows with R > 0, to the digits that are sure; empty where none is.
struct SumFacts {
  std::string r, r2, difference;  ///< R_2 less R
  std::string mean_r, mean_r2, mean_difference;
};
SumFacts sum_facts(const AuditReport& report);

/// What makes the series converge, where advice was asked for.
struct AdviceFacts {
  std::size_t all = 0, most = 0,
              half = 0;     ///< the greatest rates in hundredths for all, 95 % and half of the rows; 0: none
  std::uint64_t never = 0;  ///< rows that converge for no rate of 1/100 or more
  std::string divisor;      ///< of weights and bias, rounded up: the least with which all rows converge
                            ///< (softmax: one that suffices); empty: all do
  std::size_t line = 0;     ///< the row that needs it
};
AdviceFacts advice_facts(const AuditReport& report, int digits);

/// What a feature has of the sums; the largest part of V over the rows that diverge first, or over all rows.
struct ShareFacts {
  std::string name;
  audit::FeatureShares::Parts parts;
};
std::vector<ShareFacts> share_facts(const AuditReport& report);
/// At most twenty bytes of a name, whole characters.
std::string clipped_name(const std::string& name);

/// A number that is known about, in two digits.
std::string about(double x);

/// The ends of an interval in three digits, the lower one not above it and the upper one not below; "0" alone
/// for both where both are 0, and "inf" for what has no end.
std::pair<std::string, std::string> outward(const std::pair<double, double>& interval);

/// `digits` significant digits. The summary must have rows.
AuditFacts audit_facts(const AuditReport& report, int digits);

/// A bound of the histogram as a short decimal, such as "0.315".
std::string bound_text(std::size_t index);

}  // namespace dropcert::publish
