// The numbers of an audit as statements: --certificate and --rows.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "audit/audit.hpp"
#include "cli/audit_command.hpp"
#include "publish/output_file.hpp"

namespace dropcert::cli {

/// The rows whose numbers are certified, by the numbers of their lines.
class AuditStatements {
 public:
  /// Opens the file. Throws UsageError for a list of rows that cannot be read, and as open_output.
  explicit AuditStatements(const AuditCommand& command);

  /// What the audit calls with each row, from several threads at once.
  void add(const audit::AuditModel& model, const audit::Table& table, const audit::TableRow& row,
           std::string_view line);
  /// Decides what was added, and writes the certificate. Returns the exit code. Throws UsageError for a row
  /// that was asked for and not read.
  int certify(const audit::AuditModel& model, unsigned threads);

 private:
  bool is_wanted(std::size_t line) const;

  std::vector<std::pair<std::size_t, std::size_t>> wanted_;  // from one line to another; none: all
  std::map<std::size_t, std::string> claims_;                // by line
  std::mutex mutex_;
  publish::OutputFile file_;
};

}  // namespace dropcert::cli
