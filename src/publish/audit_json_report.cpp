#include <cstdlib>
#include <nlohmann/json.hpp>

#include "ball/decimal.hpp"
#include "publish/audit_facts.hpp"
#include "publish/json_numbers.hpp"

namespace dropcert::publish {

using namespace ball;
using namespace model;

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

Json histogram(const audit::AuditSummary& summary) {
  const audit::RatioHistogram counts = summary.histogram();
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
  for (const unsigned per_cent : {5U, 25U, 50U, 75U, 95U}) {
    const auto [low, high] = outward(values.quantile(per_cent).value_or(std::pair{0.0, 0.0}));
    result[std::to_string(per_cent)] = {decimal_number(low), decimal_number(high)};
  }
  return result;
}

Json class_labels(const AuditReport& report) {
  const audit::LabelCounts& counts = report.summary.labels;
  Json classes = Json::array();
  for (const auto& [label, count] : counts.labels())
    classes.push_back({{"label", label},
                       {"rows", count.rows},
                       {"right", count.above},
                       {"is_class", count.loss_if_negative.sign() >= 0}});
  Json json = {{"classes", classes}, {"too_many", counts.too_many()}};
  if (const std::optional<audit::LabelFit> fit = audit::class_fit_of(counts)) {
    json["right"] = fit->right;
    json["rows"] = fit->rows;
    json["accuracy"] = static_cast<double>(fit->right) / static_cast<double>(fit->rows);
    json["log_loss_about"] = fit->log_loss;
  }
  return json;
}

Json labels(const AuditReport& report) {
  if (report.model.family == Family::softmax) return class_labels(report);
  const audit::LabelCounts& counts = report.summary.labels;
  Json classes = Json::array();
  for (const auto& [label, count] : counts.labels())
    classes.push_back({{"label", label}, {"rows", count.rows}, {"z0_above_0", count.above}});
  Json json = {
      {"classes", classes}, {"too_many", counts.too_many()}, {"z0_quantiles", quantiles(counts.z0())}};
  if (const std::vector<std::string> foreign = audit::foreign_labels(counts, report.labels); !foreign.empty())
    json["no_classes_of_the_model"] = foreign;
  if (const std::optional<audit::LabelFit> fit = audit::fit_of(counts, report.labels)) {
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

Json noise(const NoiseLaw& law) {
  Json json = {{"name", name(law.kind())}};
  if (law.kind() == Noise::dropout) json["delta"] = law.level().str();
  json[std::string(level_name(law.kind()))] = law.level().str();
  json["strength"] = decimal_number(correctly_rounded(law.level(), json_digits));
  return json;
}

Json quadratic(const AuditReport& report, const AuditFacts& facts) {
  const audit::AuditSummary& summary = report.summary;
  const SumFacts sums = sum_facts(report);
  return {{"compared", summary.compared},
          {"within_1_per_cent", summary.within_hundredth},
          {"within_10_per_cent", summary.within_tenth},
          {"largest_relative_error", decimal_number(facts.largest_error)},
          {"line", summary.largest_error->line},
          {"within_50_per_cent", summary.within_half},
          {"relative_error_quantiles", quantiles(summary.errors)},
          {"sum_R", decimal_number(sums.r)},
          {"sum_R_2", decimal_number(sums.r2)},
          {"sum_R_2_less_R", decimal_number(sums.difference)},
          {"mean_R", decimal_number(sums.mean_r)},
          {"mean_R_2", decimal_number(sums.mean_r2)},
          {"mean_R_2_less_R", decimal_number(sums.mean_difference)}};
}

Json advice(const AuditReport& report) {
  const AdviceFacts facts = advice_facts(report, json_digits);
  const bool rates = report.summary.largest_excess.has_value();
  const bool needed = report.summary.diverging() + report.summary.not_proved() > 0;
  const auto rate = [&](std::size_t hundredths) {
    return !rates || hundredths == 0 ? Json(nullptr) : Json(static_cast<double>(hundredths) / 100);
  };
  Json json = {{"greatest_rate_all", rate(facts.all)},
               {"greatest_rate_95_per_cent", rate(facts.most)},
               {"greatest_rate_half", rate(facts.half)},
               {"rows_no_rate", rates ? Json(facts.never) : Json(nullptr)}};
  if (!facts.divisor.empty())
    json["least_divisor"] = decimal_number(facts.divisor);
  else
    json["least_divisor"] = needed ? Json(nullptr) : Json(1);
  json["divisor_is_least"] = rates || !needed;
  json["line"] =
      rates ? Json(report.summary.largest_excess->line) : (facts.line > 0 ? Json(facts.line) : Json(nullptr));
  return json;
}

Json shares(const AuditReport& report) {
  Json list = Json::array();
  for (const ShareFacts& share : share_facts(report)) {
    const audit::FeatureShares::Parts& parts = share.parts;
    list.push_back({{"feature", share.name},
                    {"of_V", parts.v},
                    {"of_V_diverging", parts.beyond},
                    {"of_R_2", parts.quadratic},
                    {"of_R", report.summary.compared > 0 ? Json(parts.r) : Json(nullptr)}});
  }
  return {
      {"rows", report.summary.shares.rows}, {"diverging", report.summary.shares.beyond}, {"features", list}};
}

}  // namespace

std::string json_report(const AuditReport& report) {
  const audit::AuditSummary& summary = report.summary;
  const RowModel& model = report.model;
  const Cell& cell = validity(model.law.kind(), model.family);
  Json json = {{"data", report.data},
               {"weights", report.weights},
               {"features", report.features},
               {"noise", noise(model.law)},
               {"family", name(model.family)}};
  if (model.family == Family::softmax)
    json["classes"] = report.classes;
  else
    json["bias"] = model.bias.str();
  json.update({{"rows", summary.rows()},
               {"skipped", summary.skipped},
               {"converging", summary.of(audit::RowVerdict::converges).rows},
               {"diverging", summary.diverging()},
               {"not_proved", summary.not_proved()},
               {"regulariser_not_finite", summary.not_finite},
               {"regulariser_out_of_reach", summary.out_of_reach},
               {"validity", name(cell.validity)},
               {"condition", cell.condition},
               {"theorem", cell.theorem},
               {"reason", cell.reason}});
  if (summary.rows() > 0) {
    const AuditFacts facts = audit_facts(report, json_digits);
    json["per_cent_diverging"] = decimal_number(facts.share_diverging);
    if (facts.nearest) {
      json["largest_ratio"] = to_json(*facts.largest_ratio);
      json["nearest_to_boundary"] = to_json(*facts.nearest);
    }
    if (summary.largest_spread)
      json["largest_spread"] = {
          {"spread", decimal_number(correctly_rounded(summary.largest_spread->number, json_digits))},
          {"line", summary.largest_spread->line}};
    if (!facts.sufficient_sum.empty())
      json["remedy"] = {{"formula", sufficient_sum_formula(model)},
                        {"sufficient_sum", decimal_number(facts.sufficient_sum)},
                        {"largest_sum", decimal_number(facts.largest_sum)},
                        {"line", facts.largest_sum_line},
                        {"factor", decimal_number(facts.factor)},
                        {"holds", facts.remedy_holds}};
    if (summary.largest_error) json["quadratic_approximation"] = quadratic(report, facts);
    if (report.advice) json["advice"] = advice(report);
    if (!summary.shares.features.empty()) json["shares"] = shares(report);
    if (!summary.labels.empty() || summary.labels.too_many()) json["labels"] = labels(report);
  }
  if (summary.rows() > 1 && !summary.constants.empty()) {
    Json constants;
    for (const auto& [name, value] : summary.constants) constants[name] = value;
    json["constant_features"] = constants;
  }
  json["histogram"] = histogram(summary);
  json["skipped_rows"] = skipped(summary);
  return dump_with_numbers(json);
}

}  // namespace dropcert::publish
