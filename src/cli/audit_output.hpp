// The files and the summary of an audit, whether one run made it or several.
#pragma once

#include <optional>
#include <string>

#include "publish/audit_report.hpp"
#include "publish/family_audit_report.hpp"
#include "publish/output_file.hpp"

namespace dropcert {

/// Prints the summary ("text" or "json") once both files, if any, are in place: `rows`, written already, and
/// the histogram.
void write_audit(const AuditReport& report, std::optional<OutputFile>& rows,
                 std::optional<OutputFile>& figure, const std::string& format);
void write_audit(const FamilyAuditReport& report, std::optional<OutputFile>& rows,
                 std::optional<OutputFile>& figure, const std::string& format);

}  // namespace dropcert
