// Reports of an audit.
#pragma once

#include <string>

#include "audit/summary.hpp"
#include "model/dropout_row.hpp"
#include "publish/plot.hpp"

namespace dropcert::publish {

/// What was audited, and what came of it.
struct AuditReport {
  std::string data, weights;  ///< the files
  std::size_t features = 0;
  DropoutNoise noise;
  audit::AuditSummary summary;
  std::string positive_label = {};  ///< as the weights say, or empty
  int digits = 10;                  ///< of the rows' numbers, of which the summary has sums
};

std::string text_report(const AuditReport& report);
std::string json_report(const AuditReport& report);

/// The histogram of V/radius.
Plot audit_plot(const AuditReport& report);

}  // namespace dropcert::publish
