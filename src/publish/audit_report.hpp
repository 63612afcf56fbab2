// Reports of an audit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/summary.hpp"
#include "model/row_model.hpp"
#include "publish/plot.hpp"

namespace dropcert::publish {

/// What was audited, and what came of it.
struct AuditReport {
  std::string data, weights;  ///< the files
  std::size_t features = 0;
  model::RowModel model;
  std::size_t classes = 0;  ///< of the softmax family
  audit::AuditSummary summary = {};
  audit::LabelNames labels = {};                ///< of the model's classes
  int digits = 10;                              ///< of the rows' numbers, of which the summary has sums
  bool advice = false;                          ///< asked for
  std::vector<std::string> feature_names = {};  ///< where the summary has their shares
};

/// Dropout and the logistic family.
bool is_plain(const AuditReport& report);

std::string text_report(const AuditReport& report);
std::string json_report(const AuditReport& report);

/// The histogram of V/radius by verdict (softmax: of the spread over pi, its sufficient bound), where V and a
/// radius are finite; else the number of rows of each verdict.
Plot audit_plot(const AuditReport& report);
/// What each feature has of V, of R_2 and of R: bars, those of the largest part first.
Plot shares_plot(const AuditReport& report);
/// R against R_2, a point for each class of rows (value_histogram.hpp).
Plot scatter_plot(const AuditReport& report);

/// The strength of the noise as it is asked for: "dropout 1/2", "uniform noise of half width 1/10".
std::string noise_text(const AuditReport& report);
/// Data, weights and noise, then the words.
std::string figure_title(const AuditReport& report, std::string_view what);
/// The name of a file without its folder.
std::string file_name(const std::string& path);

}  // namespace dropcert::publish
