// Reports of an audit at several rates of dropout.
#pragma once

#include <string>
#include <vector>

#include "publish/audit_report.hpp"

namespace dropcert::publish {

/// One report for each rate, of the same data and weights.
struct SweepReport {
  std::vector<AuditReport> rates;
};

std::string text_report(const SweepReport& report);
/// An object with what the rates share, and a list of the reports of json_report.
std::string json_report(const SweepReport& report);

/// The share of rows that diverge against the rate, and, where R was asked for, the sums of R and R_2, each
/// over the greatest of them.
Plot sweep_plot(const SweepReport& report);

}  // namespace dropcert::publish
