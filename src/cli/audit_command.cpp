#include "cli/audit_command.hpp"

#include <fmt/core.h>

#include "cli/command.hpp"
#include "cli/model_options.hpp"
#include "model/validity.hpp"

namespace dropcert::cli {

using namespace exact;
using namespace model;

namespace {

constexpr int max_report_digits = 1000;

void check_parts(const AuditCommand& command) {
  if (command.shard.empty() != command.output.empty())
    throw UsageError("--shard i/n and --output FILE go together: the file is for 'dropcert merge'");
  if (!command.shard.empty() && !(command.out.empty() && command.figure.empty()))
    throw UsageError("a shard has neither --out nor --figure: give them to 'dropcert merge'");
}

void check_certificate(const AuditCommand& command) {
  if (command.certificate.empty() && !command.rows.empty())
    throw UsageError(
        "--rows are the lines whose numbers --certificate FILE states; expected that option too");
  if (command.certificate.empty()) return;
  if (!command.resume.empty() || !command.shard.empty())
    throw UsageError("--certificate needs all rows in one run, without --resume and --shard");
}

void check_figures(const AuditCommand& command) {
  if (!command.scatter.empty() && !command.regulariser)
    throw UsageError("--scatter draws R against R_2; expected --regulariser too");
  if (!command.shares_figure.empty() && !command.shares)
    throw UsageError("--shares-figure draws what --shares counts; expected that option too");
}

}  // namespace

NoiseLaw law_of(const AuditCommand& command) {
  return law_of(*noise_named(command.noise), command.dropout, command.scale);
}

void check(const AuditCommand& command) {
  law_of(command);
  check_parts(command);
  check_certificate(command);
  check_figures(command);
}

bool is_plain(const AuditCommand& command) {
  return command.noise == "dropout" && command.family == "logistic";
}

AuditWeights weights_of(const AuditCommand& command) {
  AuditWeights weights;
  weights.text = audit::read_weight_file(command.weights);
  if (command.family != "softmax") {
    weights.features = audit::parse_weights(weights.text, command.weights, command.features);
    return weights;
  }
  if (!command.bias.empty())
    throw UsageError(
        "--bias is one number: the biases of a softmax model are the line 'intercept' of its weights");
  weights.classes = audit::parse_class_weights(weights.text, command.weights, command.features);
  weights.features = weights.classes->features;
  return weights;
}

audit::AuditModel model_of(const AuditCommand& command, const AuditWeights& weights, const NoiseLaw& law) {
  if (weights.classes) return {law, *weights.classes};
  const std::optional<Rational>& intercept = weights.features.intercept;
  if (!command.bias.empty() && intercept)
    throw UsageError(
        fmt::format("the bias is given twice: by --bias and by the intercept in '{}'", command.weights));
  Rational bias = command.bias.empty() ? intercept.value_or(0) : number_option("--bias", command.bias);
  std::vector<Rational> values;
  if (law.is_additive())
    for (const audit::Weight& weight : weights.features.features) values.push_back(weight.value);
  return RowModel(law, *family_named(command.family), std::move(bias), std::move(values));
}

publish::AuditReport report_of(const AuditCommand& command, const AuditWeights& weights,
                               const audit::AuditModel& model, audit::AuditSummary summary) {
  publish::AuditReport report{
      command.data, command.weights, weights.features.features.size(), model.rows, 0, std::move(summary)};
  if (weights.classes) report.classes = weights.classes->classes.size();
  report.labels = {weights.features.positive_label, weights.features.negative_label};
  report.digits = command.digits;
  report.advice = command.advice;
  if (command.shares)
    for (const audit::Weight& weight : weights.features.features) report.feature_names.push_back(weight.name);
  return report;
}

std::size_t block_size_of(const AuditCommand& command) {
  constexpr std::size_t small = std::size_t{1} << 12;
  const bool costly = command.regulariser || command.family == "softmax";
  return costly ? small : data::RecordBlocks::default_block_size;
}

audit::AuditOptions options_of(const AuditCommand& command, const Lines& lines, Progress& progress) {
  audit::AuditOptions options;
  options.threads = thread_count(command.threads);
  options.digits = command.digits;
  options.regulariser = command.regulariser;
  options.skip_bad = command.skip_bad;
  options.labels = !command.label.empty();
  options.advice = command.advice;
  options.shares = command.shares;
  options.stop = &run::interrupted();
  options.report = lines;
  options.progress = [&progress](double share) { progress.update(share); };
  return options;
}

void add_audit_options(Command& app, AuditCommand& command) {
  app.add_option("--data", command.data,
                 "CSV with a header, or SVMlight/LIBSVM; plain or gzip; - for standard input")
      .required();
  app.add_option(
         "--weights", command.weights,
         "CSV: a line name,weight, then one line a feature (softmax: name,CLASS,CLASS,... and a weight for "
         "each class); coefficients as R, broom and pandas write them, JSON, or a LIBLINEAR model of a "
         "logistic "
         "regression")
      .required();
  add_noise_options(app, command.noise, command.dropout, command.scale);
  add_family_option(app, command.family);
  app.add_option("--bias", command.bias,
                 "an intercept, never dropped (or a line 'intercept' in the weights)");
  app.add_option("--ignore", command.ignore, "columns that are no features, such as id,label");
  app.add_option(
      "--label", command.label,
      "the column of the label, no feature (SVMlight: any name): also accuracy, log-loss and quantiles "
      "of z0");
  app.add_option(
      "--feature", command.features,
      "a feature that has the name of an intercept, such as bias; else a column of that name must hold "
      "ones");
  app.add_option(
      "--scaler", command.scaler,
      "CSV name,mean,scale, or JSON: the features are standardised first, exactly, as the training did");
  app.add_option(
         "--input", command.input,
         "csv or svmlight; auto: by the file's name (.svm, .svmlight, .libsvm), else by its first lines")
      .check(IsMember{{"auto", "csv", "svmlight"}})
      .capture_default_str();
  app.add_option("--separator", command.separator,
                 "of a CSV file: comma, semicolon, tab or blank (default: the one that finds the columns)")
      .check(IsMember{{"comma", "semicolon", "tab", "blank", ",", ";", "\\t", "\t", " "}});
  app.add_flag(
      "--no-header", command.no_header,
      "the CSV file has no line of names: for --label and --ignore columns are 1, 2, ... from the left");
  app.add_flag(
      "--feature-order", command.feature_order,
      "the k-th weight belongs to the k-th feature, whatever its name (refused where names tell another "
      "order)");
  app.add_flag("--zero-based", command.zero_based, "the indices of the SVMlight file start at 0");
  app.add_option("--out", command.out, "write every row's numbers there, as CSV");
  app.add_option("--digits", command.digits, "significant digits of those numbers, correctly rounded")
      .check(Range(1, max_report_digits))
      .capture_default_str();
  app.add_flag("--regulariser", command.regulariser,
               "also the regulariser R of every row, and the error of R_2");
  app.add_flag("--advice", command.advice,
               "also the greatest rate of dropout, in hundredths (uniform: half width), and the smallest "
               "rescaling for "
               "which the series converges");
  app.add_option("--figure", command.figure, "draw the histogram of V/radius there, as SVG");
  app.add_flag("--shares", command.shares, "also what each feature has of V and of R_2 or R");
  app.add_option("--shares-figure", command.shares_figure, "draw these shares there, as SVG");
  app.add_option("--scatter", command.scatter, "with --regulariser: draw R against R_2 there, as SVG");
  app.add_option("--format", command.format, "of the summary: text or json")
      .check(IsMember{{"text", "json"}})
      .capture_default_str();
  app.add_flag("--skip-bad", command.skip_bad, "skip and count rows that cannot be read");
  app.add_option("--resume", command.resume,
                 "save the work to this folder, block by block, and go on from what is saved there");
  app.add_option("--shard", command.shard, "part i of n, written i/n: a file for 'dropcert merge'");
  app.add_option("--output", command.output, "the file for a shard");
  app.add_option("--certificate", command.certificate,
                 "write the numbers of rows as statements, decided, for dropcert-check to decide again");
  app.add_option(
         "--rows", command.rows,
         "with --certificate: the lines of these rows alone, as --out numbers them, such as 2,5,10-20")
      .delimiter(',');
  add_force_option(app, command.force);
  app.add_option("--threads", command.threads, "threads (default: one a core)").check(Range(1U, 256U));
}

}  // namespace dropcert::cli
