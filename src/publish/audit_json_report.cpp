#include <nlohmann/json.hpp>

#include "publish/audit_facts.hpp"

namespace dropcert::publish {

namespace {

using Json = nlohmann::ordered_json;

constexpr int json_digits = 15;

Json to_json(const AuditRowFacts& row) {
  return {{"line", row.line},     {"ratio", row.ratio},
          {"z0", row.z0},         {"deviation", row.deviation},
          {"radius", row.radius}, {"verdict", row.converges ? "converges" : "diverges"}};
}

Json histogram(const audit::RatioHistogram& counts) {
  Json classes = Json::array();
  for (std::size_t i = 0; i < audit::RatioHistogram::size; ++i) {
    const Json from = i == 0 ? Json("0") : Json(bound_text(i - 1));
    const Json to = i + 1 == audit::RatioHistogram::size ? Json(nullptr) : Json(bound_text(i));
    classes.push_back({{"from", from}, {"to", to}, {"rows", counts[i]}});
  }
  return classes;
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
    json["per_cent_diverging"] = facts.share_diverging;
    json["largest_ratio"] = to_json(facts.largest_ratio);
    json["nearest_to_boundary"] = to_json(facts.nearest);
    json["remedy"] = {{"formula", sufficient_sum_formula(report.noise)},
                      {"sufficient_sum", facts.sufficient_sum},
                      {"largest_sum", facts.largest_sum},
                      {"line", facts.largest_sum_line},
                      {"factor", facts.factor},
                      {"holds", facts.remedy_holds}};
    if (summary.largest_error)
      json["quadratic_approximation"] = {{"compared", summary.compared},
                                         {"within_1_per_cent", summary.within_hundredth},
                                         {"within_10_per_cent", summary.within_tenth},
                                         {"largest_relative_error", facts.largest_error},
                                         {"line", summary.largest_error->line}};
  }
  json["histogram"] = histogram(summary.histogram);
  json["skipped_rows"] = skipped(summary);
  return json.dump(2, ' ', true, Json::error_handler_t::replace) + "\n";
}

}  // namespace dropcert::publish
