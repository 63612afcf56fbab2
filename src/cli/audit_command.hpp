// What the user asked of an audit.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/audit.hpp"
#include "cli/command.hpp"
#include "cli/progress.hpp"
#include "publish/audit_report.hpp"

namespace dropcert::cli {

struct AuditCommand {
  std::string data, weights, dropout, bias, input = "auto", out, figure, format = "text";
  std::string noise = "dropout", scale, family = "logistic";
  std::vector<std::string> ignore, features;
  std::string separator, label, scaler;
  int digits = 10;
  unsigned threads = 0;
  bool regulariser = false, skip_bad = false, force = false;
  bool no_header = false, feature_order = false, zero_based = false, advice = false, shares = false;
  std::string shares_figure, scatter;
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

/// The weights of the model, whatever its family.
struct AuditWeights {
  std::string text;         ///< the file, uncompressed
  audit::Weights features;  ///< softmax: each feature with the weight 1
  std::optional<audit::ClassWeights> classes;
};

/// All throw UsageError for what cannot be meant; DataError for a file that cannot be read.
model::NoiseLaw law_of(const AuditCommand& command);
AuditWeights weights_of(const AuditCommand& command);
audit::AuditModel model_of(const AuditCommand& command, const AuditWeights& weights,
                           const model::NoiseLaw& law);

/// Bytes of a block where a run of its own cuts the data: few where a row costs much, so that all threads
/// have rows to work on.
std::size_t block_size_of(const AuditCommand& command);

using Lines = std::function<void(std::string_view)>;

/// `progress` must outlive the options.
audit::AuditOptions options_of(const AuditCommand& command, const Lines& lines, Progress& progress);

/// What is reported of a run with this model.
publish::AuditReport report_of(const AuditCommand& command, const AuditWeights& weights,
                               const audit::AuditModel& model, audit::AuditSummary summary);

/// Several strengths of the noise, a list with commas; the audit for them, in one reading of the data; the
/// exit code.
bool is_sweep(const AuditCommand& command);
int run_audit_sweep(const AuditCommand& command);

}  // namespace dropcert::cli
