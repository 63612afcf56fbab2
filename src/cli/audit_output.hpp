// The files and the summary of an audit, whether one run made it or several.
#pragma once

#include <optional>
#include <string>

#include "publish/audit_report.hpp"
#include "publish/output_file.hpp"
#include "publish/sweep_report.hpp"

namespace dropcert::cli {

/// What an audit writes beside its summary; "" for none, "-" for standard output, the summary then going to
/// standard error.
struct AuditFiles {
  struct Paths {
    std::string rows, figure, shares, scatter;
  };
  AuditFiles(const Paths& paths, bool force);

  std::optional<publish::OutputFile> rows, figure, shares, scatter;
};

/// Prints the summary ("text" or "json") once all files, if any, are in place: the rows, written already,
/// and the figures. Returns the exit code: no success unless a row was decided, and none left.
int write_audit(const publish::AuditReport& report, AuditFiles& files, const std::string& format);
int write_audit(const publish::SweepReport& report, AuditFiles& files, const std::string& format);

}  // namespace dropcert::cli
