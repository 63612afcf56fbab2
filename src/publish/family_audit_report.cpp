#include "publish/family_audit_report.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "publish/layout.hpp"

namespace dropcert {

namespace {

std::uint64_t not_proved(const FamilySummary& summary) {
  return summary.rows - summary.converging - summary.diverging;
}

std::string paragraph(std::string_view label, std::string_view text) {
  constexpr std::size_t width = 100;
  constexpr std::size_t indent = 18;
  return fmt::format("{:<18}", label) + wrapped(text, width, indent, indent).substr(indent) + "\n";
}

}  // namespace

std::string text_report(const FamilyAuditReport& report) {
  const FamilySummary& summary = report.summary;
  const FamilySetting& setting = report.setting;
  const Cell& cell = validity(setting.noise, setting.family);
  std::string text =
      fmt::format("{} with {}: {} rows, {} features, {} noise of level {}, {} family, bias {}\n\n",
                  report.data, report.weights, summary.rows, report.features, name(setting.noise),
                  setting.level.str(), name(setting.family), setting.bias.str());
  text += fmt::format("series of R_k     converges to R on {} rows, diverges on {}, not proved on {}\n",
                      summary.converging, summary.diverging, not_proved(summary));
  text += fmt::format("R                 finite on {} rows, infinite or not defined on {}\n",
                      summary.rows - summary.not_finite, summary.not_finite);
  text += paragraph("condition", fmt::format("{} ({})", cell.condition, name(cell.validity)));
  text += paragraph("reason", fmt::format("{} [{}]", cell.reason, cell.theorem));
  if (summary.skipped > 0)
    text += fmt::format("\nskipped           {} rows that could not be read\n", summary.skipped);
  for (const SkippedRow& row : summary.skipped_rows)
    text += fmt::format("  {}:{}:{}: {}\n", report.data, row.at.line, row.at.column, row.reason);
  return text;
}

std::string json_report(const FamilyAuditReport& report) {
  using Json = nlohmann::ordered_json;
  const FamilySummary& summary = report.summary;
  const FamilySetting& setting = report.setting;
  const Cell& cell = validity(setting.noise, setting.family);
  Json skipped = Json::array();
  for (const SkippedRow& row : summary.skipped_rows)
    skipped.push_back({{"line", row.at.line}, {"column", row.at.column}, {"reason", row.reason}});
  const Json json = {{"data", report.data},
                     {"weights", report.weights},
                     {"features", report.features},
                     {"noise", {{"name", name(setting.noise)}, {"level", setting.level.str()}}},
                     {"family", name(setting.family)},
                     {"bias", setting.bias.str()},
                     {"rows", summary.rows},
                     {"skipped", summary.skipped},
                     {"converging", summary.converging},
                     {"diverging", summary.diverging},
                     {"not_proved", not_proved(summary)},
                     {"regulariser_not_finite", summary.not_finite},
                     {"condition", cell.condition},
                     {"theorem", cell.theorem},
                     {"reason", cell.reason},
                     {"skipped_rows", skipped}};
  return json.dump(2, ' ', true, Json::error_handler_t::replace) + "\n";
}

}  // namespace dropcert
