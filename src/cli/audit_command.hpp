// What the user asked of an audit.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "audit/audit.hpp"
#include "cli/command.hpp"
#include "cli/progress.hpp"

namespace dropcert::cli {

struct AuditCommand {
  std::string data, weights, dropout, bias, input = "auto", out, figure, format = "text";
  std::string noise = "dropout", scale, family = "logistic";
  std::vector<std::string> ignore, features;
  std::string separator, label, scaler;
  int digits = 10;
  unsigned threads = 0;
  bool regulariser = false, skip_bad = false, force = false;
  bool no_header = false, feature_order = false, zero_based = false, advice = false;
  std::string resume;         // a folder; empty: no checkpoints
  std::string shard, output;  // "i/n" and the file for it
  std::string certificate;    // a file; empty: none
  std::vector<std::string> rows;
};

void add_audit_options(Command& app, AuditCommand& command);

/// Throws UsageError for options that do not go together.
void check(const AuditCommand& command);

/// Dropout and the logistic family: the model of the fast audit.
bool is_plain(const AuditCommand& command);

/// All throw UsageError for what cannot be meant.
Rational level_of(const AuditCommand& command);
Rational bias_of(const AuditCommand& command, const audit::Weights& weights);

/// Bytes of a block where a run of its own cuts the data: few where a row costs much, so that all threads
/// have rows to work on.
std::size_t block_size_of(const AuditCommand& command);

using Lines = std::function<void(std::string_view)>;

/// `progress` must outlive the options.
audit::AuditOptions options_of(const AuditCommand& command, const Lines& lines, Progress& progress);

/// Several rates of dropout, a list with commas; the audit for them, in one reading of the data; the exit
/// code.
bool is_sweep(const AuditCommand& command);
int run_audit_sweep(const AuditCommand& command);

/// The audit for a noise other than dropout, or a family other than the logistic one; the exit code.
int run_family_audit(const AuditCommand& command);

}  // namespace dropcert::cli
