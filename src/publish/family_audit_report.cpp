#include "publish/family_audit_report.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "publish/layout.hpp"
#include "run/message.hpp"

namespace dropcert::publish {

namespace {

std::string paragraph(std::string_view label, std::string_view text) {
  constexpr std::size_t width = 100;
  constexpr std::size_t indent = 18;
  return fmt::format("{:<18}", label) + wrapped(text, width, indent, indent).substr(indent) + "\n";
}

std::string condition_of(const Cell& cell) {
  if (cell.condition.empty()) return std::string(name(cell.validity));
  return fmt::format("{}: {}", name(cell.validity), cell.condition);
}

}  // namespace

std::string text_report(const FamilyAuditReport& report) {
  const audit::FamilySummary& summary = report.summary;
  const Cell& cell = validity(report.noise, report.family);
  const std::string rest = report.family == Family::softmax ? fmt::format("{} classes", report.classes)
                                                            : fmt::format("bias {}", report.bias.str());
  std::string text = fmt::format("{} with {}: {} rows, {} features, {} noise ({} {}), {} family, {}\n\n",
                                 run::printable(report.data), run::printable(report.weights), summary.rows(),
                                 report.features, name(report.noise), level_name(report.noise),
                                 report.level.str(), name(report.family), rest);
  text += fmt::format("series of R_k     converges to R on {} rows, diverges on {}, not proved on {}\n",
                      summary.converging.rows, summary.diverging.rows, summary.not_proved.rows);
  text += fmt::format("R                 finite on {} rows, infinite or not defined on {}\n",
                      summary.rows() - summary.not_finite, summary.not_finite);
  text += paragraph("condition", condition_of(cell));
  text += paragraph("reason", fmt::format("{} [{}]", cell.reason, cell.theorem));
  if (summary.skipped > 0)
    text += fmt::format("\nskipped           {} rows that could not be read\n", summary.skipped);
  for (const audit::SkippedRow& row : summary.skipped_rows)
    text +=
        fmt::format("  {}:{}:{}: {}\n", run::printable(report.data), row.at.line, row.at.column, row.reason);
  return text;
}

std::string json_report(const FamilyAuditReport& report) {
  using Json = nlohmann::ordered_json;
  const audit::FamilySummary& summary = report.summary;
  const Cell& cell = validity(report.noise, report.family);
  Json skipped = Json::array();
  for (const audit::SkippedRow& row : summary.skipped_rows)
    skipped.push_back({{"line", row.at.line}, {"column", row.at.column}, {"reason", row.reason}});
  Json json = {
      {"data", report.data},
      {"weights", report.weights},
      {"features", report.features},
      {"noise", {{"name", name(report.noise)}, {std::string(level_name(report.noise)), report.level.str()}}},
      {"family", name(report.family)}};
  if (report.family == Family::softmax)
    json["classes"] = report.classes;
  else
    json["bias"] = report.bias.str();
  json.update({{"rows", summary.rows()},
               {"skipped", summary.skipped},
               {"converging", summary.converging.rows},
               {"diverging", summary.diverging.rows},
               {"not_proved", summary.not_proved.rows},
               {"regulariser_not_finite", summary.not_finite},
               {"validity", name(cell.validity)},
               {"condition", cell.condition},
               {"theorem", cell.theorem},
               {"reason", cell.reason},
               {"skipped_rows", skipped}});
  return json.dump(2, ' ', true, Json::error_handler_t::replace) + "\n";
}

}  // namespace dropcert::publish
