#include "cli/audit_output.hpp"

#include <fmt/format.h>

#include "publish/svg.hpp"

namespace dropcert {

namespace {

template <typename Report>
void write(const Report& report, std::optional<OutputFile>& rows, std::optional<OutputFile>& figure,
           const std::string& format) {
  if (figure) figure->write(write_svg(audit_plot(report)));
  for (std::optional<OutputFile>* file : {&rows, &figure})
    if (*file) (*file)->finish();
  for (std::optional<OutputFile>* file : {&rows, &figure})
    if (*file) (*file)->commit();
  fmt::print("{}", format == "json" ? json_report(report) : text_report(report));
}

}  // namespace

void write_audit(const AuditReport& report, std::optional<OutputFile>& rows,
                 std::optional<OutputFile>& figure, const std::string& format) {
  write(report, rows, figure, format);
}

void write_audit(const FamilyAuditReport& report, std::optional<OutputFile>& rows,
                 std::optional<OutputFile>& figure, const std::string& format) {
  write(report, rows, figure, format);
}

}  // namespace dropcert
