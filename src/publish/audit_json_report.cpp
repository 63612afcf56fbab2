#include <cstdlib>
#include <nlohmann/json.hpp>

#include "publish/audit_facts.hpp"
#include "publish/json_numbers.hpp"

namespace dropcert::publish {

namespace {

using Json = nlohmann::ordered_json;

constexpr int json_digits = 15;

Json to_json(const AuditRowFacts& row) {
  return {{"line", row.line},
          {"ratio", decimal_number(row.ratio)},
          {"z0", decimal_number(row.z0)},
          {"deviation", decimal_number(row.deviation)},
          {"radius", decimal_number(row.radius)},
          {"verdict", row.converges ? "converges" : "diverges"}};
}

Json histogram(const audit::RatioHistogram& counts) {
  Json classes = Json::array();
  for (std::size_t i = 0; i < audit::RatioHistogram::size; ++i) {
    const Json from = i == 0 ? Json(0) : decimal_number(bound_text(i - 1));
    const Json to = i + 1 == audit::RatioHistogram::size ? Json(nullptr) : decimal_number(bound_text(i));
    classes.push_back({{"from", from}, {"to", to}, {"rows", counts[i]}});
  }
  return classes;
}

Json quantiles(const audit::ValueHistogram& values) {
  Json result;
  for (const int per_cent : {5, 25, 50, 75, 95})
    result[std::to_string(per_cent)] =
        std::strtod(about(values.quantile(per_cent / 100.0).value_or(0)).c_str(), nullptr);
  return result;
}

Json labels(const AuditReport& report) {
  const audit::LabelCounts& counts = report.summary.labels;
  Json classes = Json::array();
  for (const auto& [label, count] : counts.labels())
    classes.push_back({{"label", label}, {"rows", count.rows}, {"z0_above_0", count.above}});
  Json json = {
      {"classes", classes}, {"too_many", counts.too_many()}, {"z0_quantiles_about", quantiles(counts.z0())}};
  if (const std::optional<audit::LabelFit> fit = audit::fit_of(counts, report.positive_label)) {
    json["positive"] = fit->positive;
    json["right"] = fit->right;
    json["rows"] = fit->rows;
    json["accuracy"] = static_cast<double>(fit->right) / static_cast<double>(fit->rows);
    json["log_loss_about"] = fit->log_loss;
  }
  return json;
}

Json skipped(const audit::AuditSummary& summary) {
  Json rows = Json::array();
  for (const audit::SkippedRow& row : summary.skipped_rows)
    rows.push_back({{"line", row.at.line}, {"column", row.at.column}, {"reason", row.reason}});
  return rows;
}

}  // namespace

std::string json_report(const AuditReport& report) {
  const audit::AuditSummary& summary = report.summary;
  Json json = {{"data", report.data},
               {"weights", report.weights},
               {"features", report.features},
               {"noise", {{"name", "dropout"}, {"delta", report.noise.delta.str()}}},
               {"bias", report.noise.bias.str()},
               {"rows", summary.rows},
               {"skipped", summary.skipped},
               {"diverging", summary.diverging}};
  if (summary.rows > 0) {
    const AuditFacts facts = audit_facts(report, json_digits);
    json["per_cent_diverging"] = decimal_number(facts.share_diverging);
    json["largest_ratio"] = to_json(facts.largest_ratio);
    json["nearest_to_boundary"] = to_json(facts.nearest);
    json["remedy"] = {{"formula", sufficient_sum_formula(report.noise)},
                      {"sufficient_sum", decimal_number(facts.sufficient_sum)},
                      {"largest_sum", decimal_number(facts.largest_sum)},
                      {"line", facts.largest_sum_line},
                      {"factor", decimal_number(facts.factor)},
                      {"holds", facts.remedy_holds}};
    if (summary.largest_error)
      json["quadratic_approximation"] = {{"compared", summary.compared},
                                         {"within_1_per_cent", summary.within_hundredth},
                                         {"within_10_per_cent", summary.within_tenth},
                                         {"largest_relative_error", decimal_number(facts.largest_error)},
                                         {"line", summary.largest_error->line}};
    if (summary.compared > 0) {
      const SumFacts sums = sum_facts(report);
      Json& json_quadratic = json["quadratic_approximation"];
      json_quadratic["within_50_per_cent"] = summary.within_half;
      json_quadratic["relative_error_quantiles_about"] = quantiles(summary.errors);
      json_quadratic["sum_R"] = decimal_number(sums.r);
      json_quadratic["sum_R_2"] = decimal_number(sums.r2);
      json_quadratic["sum_R_2_less_R"] = decimal_number(sums.difference);
      json_quadratic["mean_R"] = decimal_number(sums.mean_r);
      json_quadratic["mean_R_2"] = decimal_number(sums.mean_r2);
      json_quadratic["mean_R_2_less_R"] = decimal_number(sums.mean_difference);
    }
    if (summary.largest_excess) {
      const AdviceFacts advice = advice_facts(report, json_digits);
      const auto rate = [](std::size_t hundredths) {
        return hundredths == 0 ? Json(nullptr) : Json(static_cast<double>(hundredths) / 100);
      };
      json["advice"] = {{"greatest_rate_all", rate(advice.all)},
                        {"greatest_rate_95_per_cent", rate(advice.most)},
                        {"greatest_rate_half", rate(advice.half)},
                        {"rows_no_rate", advice.never},
                        {"least_divisor", advice.divisor.empty() ? Json(1) : decimal_number(advice.divisor)},
                        {"line", summary.largest_excess->line}};
    }
    if (!summary.labels.empty() || summary.labels.too_many()) json["labels"] = labels(report);
  }
  json["histogram"] = histogram(summary.histogram);
  json["skipped_rows"] = skipped(summary);
  return dump_with_numbers(json);
}

}  // namespace dropcert::publish
