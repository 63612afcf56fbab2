// The files and the summary of an audit, whether one run made it or several.
#pragma once

#include <optional>
#include <string>

#include "publish/audit_report.hpp"
#include "publish/family_audit_report.hpp"
#include "publish/output_file.hpp"
#include "publish/sweep_report.hpp"

namespace dropcert::cli {

/// What an audit writes beside its summary; "" for none, "-" for standard output, the summary then going to
/// standard error.
struct AuditFiles {
  AuditFiles(const std::string& rows_path, const std::string& figure_path, bool force);

  std::optional<publish::OutputFile> rows, figure;
};

/// Prints the summary ("text" or "json") once both files, if any, are in place: the rows, written already,
/// and the histogram. Returns the exit code: no success unless a row was decided, and none left.
int write_audit(const publish::AuditReport& report, AuditFiles& files, const std::string& format);
int write_audit(const publish::FamilyAuditReport& report, AuditFiles& files, const std::string& format);
int write_audit(const publish::SweepReport& report, AuditFiles& files, const std::string& format);

}  // namespace dropcert::cli
