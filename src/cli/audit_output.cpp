#include "cli/audit_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/command.hpp"
#include "data/number.hpp"
#include "publish/svg.hpp"

namespace dropcert::cli {

using namespace model;

namespace {

void draw(std::optional<publish::OutputFile>& file, const publish::Plot& plot) {
  file->write(publish::write_svg(plot));
}

void put_in_place(AuditFiles& files) {
  const auto all = {&files.rows, &files.figure, &files.shares, &files.scatter};
  for (std::optional<publish::OutputFile>* file : all)
    if (*file) (*file)->finish();
  for (std::optional<publish::OutputFile>* file : all)
    if (*file) (*file)->commit();
}

int exit_code_of(std::uint64_t decided, std::uint64_t not_proved) {
  if (decided == 0) run::say("no row could be read, so nothing is decided");
  return decided > 0 && not_proved == 0 ? exit_decided : exit_undecided;
}

// What all rows together tell of data and weights that do not belong together.
void say_what_is_suspect(const publish::AuditReport& report) {
  const audit::AuditSummary& summary = report.summary;
  const Family family = report.model.family;
  if (2 * summary.saturated > summary.rows())
    run::say(
        "{} on {} of {} rows, where {}: if it was trained on scaled features, scale the data too, with "
        "--scaler",
        family == Family::softmax   ? "one logit exceeds all others by more than 37"
        : family == Family::poisson ? "z0 exceeds 37"
                                    : "|z0| exceeds 37",
        summary.saturated, summary.rows(),
        family == Family::poisson ? "the model's mean is beyond 10^16"
                                  : "the model is sure to sixteen digits");
  if (summary.rows() < 2) return;
  constexpr std::size_t most = 3;
  std::size_t said = 0;
  for (const auto& [name, value] : summary.constants) {
    if (++said > most) break;
    run::say(
        "the feature {} is {} in all rows: if it is an intercept, which is never dropped, name its weight "
        "'intercept' and leave its column out (--ignore)",
        name, value);
  }
  if (summary.constants.size() > most)
    run::say("{} more features are the same number in all rows", summary.constants.size() - most);
}

std::optional<publish::OutputFile> output(const std::string& path, const publish::Openings& openings,
                                          bool force) {
  if (path.empty()) return std::nullopt;
  return publish::open_output(path, openings, force);
}

// Names of other kinds of pictures say what is wanted, and would mislead whoever opens the file.
std::optional<publish::OutputFile> figure_output(const std::string& path, bool force) {
  const std::string ending = data::lower_case(std::filesystem::path(path).extension().string());
  for (const char* other :
       {".pdf", ".png", ".eps", ".ps", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".webp", ".tex"})
    if (ending == other)
      throw UsageError(fmt::format(
          "'{}': figures are written as SVG; give a name that ends in .svg, which 'rsvg-convert -f pdf' or "
          "'-f png' turns into another kind",
          path));
  return output(path, {publish::figure_opening}, force);
}

}  // namespace

AuditFiles::AuditFiles(const Paths& paths, bool force)
    : rows(output(paths.rows, publish::row_openings, force)),
      figure(figure_output(paths.figure, force)),
      shares(figure_output(paths.shares, force)),
      scatter(figure_output(paths.scatter, force)) {}

int write_audit(const publish::AuditReport& report, AuditFiles& files, const std::string& format) {
  if (files.figure) draw(files.figure, publish::audit_plot(report));
  if (files.shares) draw(files.shares, publish::shares_plot(report));
  if (files.scatter) draw(files.scatter, publish::scatter_plot(report));
  put_in_place(files);
  print_report(format == "json" ? publish::json_report(report) : publish::text_report(report));
  say_what_is_suspect(report);
  return exit_code_of(report.summary.rows(), report.summary.not_proved());
}

int write_audit(const publish::SweepReport& report, AuditFiles& files, const std::string& format) {
  if (files.figure) draw(files.figure, publish::sweep_plot(report));
  put_in_place(files);
  print_report(format == "json" ? publish::json_report(report) : publish::text_report(report));
  say_what_is_suspect(report.rates.front());
  std::uint64_t not_proved = 0;
  for (const publish::AuditReport& rate : report.rates) not_proved += rate.summary.not_proved();
  return exit_code_of(report.rates.front().summary.rows(), not_proved);
}

}  // namespace dropcert::cli
