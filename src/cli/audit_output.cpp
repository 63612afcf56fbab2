#include "cli/audit_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstring>
#include <filesystem>

#include "cli/command.hpp"
#include "publish/svg.hpp"

namespace dropcert::cli {

namespace {

using publish::audit_plot;

publish::Plot audit_plot(const publish::SweepReport& report) {
  return publish::sweep_plot(report);
}

template <typename Report>
void write(const Report& report, AuditFiles& files, const std::string& format) {
  if (files.figure) files.figure->write(publish::write_svg(audit_plot(report)));
  for (std::optional<publish::OutputFile>* file : {&files.rows, &files.figure})
    if (*file) (*file)->finish();
  for (std::optional<publish::OutputFile>* file : {&files.rows, &files.figure})
    if (*file) (*file)->commit();
  print_report(format == "json" ? publish::json_report(report) : publish::text_report(report));
}

int exit_code_of(std::uint64_t decided, std::uint64_t not_proved) {
  if (decided == 0) run::say("no row could be read, so nothing is decided");
  return decided > 0 && not_proved == 0 ? exit_decided : exit_undecided;
}

std::optional<publish::OutputFile> output(const std::string& path, const publish::Openings& openings,
                                          bool force) {
  if (path.empty()) return std::nullopt;
  return publish::open_output(path, openings, force);
}

// Names of other kinds of pictures say what is wanted, and would mislead whoever opens the file.
std::optional<publish::OutputFile> figure_output(const std::string& path, bool force) {
  const std::string ending = std::filesystem::path(path).extension().string();
  for (const char* other :
       {".pdf", ".png", ".eps", ".ps", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".webp", ".tex"})
    if (ending.size() == std::strlen(other) &&
        std::equal(ending.begin(), ending.end(), other,
                   [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; }))
      throw UsageError(fmt::format(
          "'{}': figures are written as SVG; give a name that ends in .svg, which 'rsvg-convert -f pdf' or "
          "'-f png' turns into another kind",
          path));
  return output(path, {publish::figure_opening}, force);
}

}  // namespace

AuditFiles::AuditFiles(const std::string& rows_path, const std::string& figure_path, bool force)
    : rows(output(rows_path, publish::row_openings, force)), figure(figure_output(figure_path, force)) {}

int write_audit(const publish::AuditReport& report, AuditFiles& files, const std::string& format) {
  write(report, files, format);
  if (2 * report.summary.saturated > report.summary.rows)
    run::say(
        "|z0| exceeds 37 on {} of {} rows, where the model is sure to sixteen digits: if it was trained on "
        "scaled "
        "features, scale the data too, with --scaler",
        report.summary.saturated, report.summary.rows);
  return exit_code_of(report.summary.rows, 0);
}

int write_audit(const publish::FamilyAuditReport& report, AuditFiles& files, const std::string& format) {
  write(report, files, format);
  return exit_code_of(report.summary.rows(), report.summary.not_proved.rows);
}

int write_audit(const publish::SweepReport& report, AuditFiles& files, const std::string& format) {
  write(report, files, format);
  return exit_code_of(report.rates.front().summary.rows, 0);
}

}  // namespace dropcert::cli
