#include "publish/softmax_report.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "publish/digits.hpp"
#include "publish/json_numbers.hpp"
#include "publish/layout.hpp"

namespace dropcert::publish {

using namespace ball;
using namespace model;

SoftmaxReport softmax_report(const SoftmaxModel& model, long digits) {
  const SoftmaxAssessment assessment = assess(model);
  SoftmaxReport report;
  report.classes = model.classes();
  report.features = model.features();
  report.noise = model.law.kind();
  report.level = shown_exactly(model.law.level(), digits);
  report.spread = assessment.spread ? shown_exactly(*assessment.spread, digits) : "infinite";
  report.converges = assessment.converges;
  report.reason = assessment.reason;
  report.theorem = assessment.theorem;
  try {
    report.value = rounded_digits([&](Bits bits) { return regulariser(model, bits); }, digits);
  } catch (const std::length_error& error) {
    report.obstacle = error.what();
  }
  return report;
}

std::string text_report(const SoftmaxReport& report) {
  const char* verdict = !report.converges ? "not proved" : *report.converges ? "converges" : "diverges";
  std::string text = fmt::format("softmax family, {} noise ({} {}), {} classes, {} feature{}\n\n",
                                 name(report.noise), level_name(report.noise), report.level, report.classes,
                                 report.features, report.features == 1 ? "" : "s");
  text += fmt::format(
      "  spread    {:<32} the greatest max - min of Delta over the classes; at most pi suffices\n",
      report.spread);
  text += fmt::format("  series    {}\n{}\n\n", verdict,
                      wrapped(fmt::format("{} [{}]", report.reason, report.theorem), 100, 12, 12));
  text += fmt::format("  R         {:<32} E log sum exp(eta~) - log sum exp(eta)\n",
                      report.value.empty() ? "-" : report.value);
  if (!report.obstacle.empty()) text += wrapped(report.obstacle, 100, 12, 12) + "\n";
  return text;
}

std::string json_report(const SoftmaxReport& report) {
  using Json = nlohmann::ordered_json;
  const auto or_null = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); };
  const Json json = {{"family", "softmax"},
                     {"noise", name(report.noise)},
                     {std::string(level_name(report.noise)), report.level},
                     {"classes", report.classes},
                     {"features", report.features},
                     {"spread", report.spread},
                     {"converges", report.converges ? Json(*report.converges) : Json(nullptr)},
                     {"reason", report.reason},
                     {"theorem", report.theorem},
                     {"regulariser", decimal_number(report.value)},
                     {"obstacle", or_null(report.obstacle)}};
  return dump_with_numbers(json);
}

}  // namespace dropcert::publish
