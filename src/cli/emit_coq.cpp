#include <fmt/core.h>

#include <memory>

#include "cli/ledger_run.hpp"
#include "language/parser.hpp"
#include "publish/coq/coq_file.hpp"
#include "publish/coq/ledger_file.hpp"
#include "publish/coq/not_emitted.hpp"
#include "publish/output_file.hpp"
#include "verify/outcome.hpp"

namespace dropcert::cli {

using namespace language;
using namespace verify;

namespace {

constexpr long most_digits = 200;

struct EmitOptions {
  std::string subject;  // a claim's id, or an expression
  LedgerOptions ledger;
  long digits = 20;
  std::string out = run::standard_stream;
  bool force = false;
};

publish::CoqFile emit(EmitOptions& options) {
  const publish::CoqPreambles preambles = {read_file(data_file("emit/integers.v")),
                                           read_file(data_file("emit/reals.v"))};
  Policy policy;
  policy.digits = options.digits;
  policy.stop = &run::interrupted();
  const Ledger ledger = read_ledger(options.ledger);
  for (const Claim& claim : ledger.claims)
    if (claim.id == options.subject) return publish::emit_claim(ledger, claim, policy, preambles);
  return publish::emit_expression(parse_expression(options.subject, "expression"), policy, preambles);
}

// The whole ledger, for the kernel to decide.
int emit_ledger(EmitOptions& options) {
  publish::OutputFile out = publish::open_output(options.out, {publish::coq_opening}, options.force);
  const Ledger ledger = read_ledger(options.ledger);
  out.write(options.ledger.file ? publish::ledger_file(ledger)
                                : publish::ledger_file(ledger, kernel_theorems()));
  out.commit();
  return exit_decided;
}

int emit_coq(EmitOptions& options) {
  if (options.subject.empty()) return emit_ledger(options);
  try {
    publish::OutputFile out = publish::open_output(options.out, {publish::coq_opening}, options.force);
    const publish::CoqFile file = emit(options);
    for (const std::string& sentence : file.not_emitted) run::say("not emitted: {}.", sentence);
    if (file.text.empty()) {
      run::say("no statement of {} can be emitted", options.subject);
      return exit_bad_input;
    }
    out.write(file.text);
    out.commit();
    return file.not_emitted.empty() ? exit_decided : exit_undecided;
  } catch (const publish::NotEmitted& reason) {
    throw UsageError(fmt::format("'{}' cannot be emitted: {}", options.subject, reason.what()));
  } catch (const Unsupported& reason) {
    run::say("not decided: {}", reason.what());
    return exit_undecided;
  }
}

}  // namespace

void add_emit_coq(Command& app, int& exit_code) {
  auto options = std::make_shared<EmitOptions>();
  Command command = app.add_subcommand(
      "emit-coq", "A file that Coq checks unaided: a row of a triangle, a number, a statement, or a claim");
  command.add_option(
      "SUBJECT", options->subject,
      "a claim's ID, such as C28; a row, such as 'surjections(100, k)'; a term or a statement; none: "
      "every statement of the ledger, to be decided by Coq's kernel");
  command.add_option("--digits", options->digits, "significant digits of a real number's enclosure")
      .check(Range(1L, most_digits))
      .capture_default_str();
  command.add_option("--out", options->out, "the file to write (default: standard output)");
  add_force_option(command, options->force);
  command.add_option("--ledger", options->ledger.file, "another ledger than the paper's");
  command.footer(
      "Examples: dropcert emit-coq 'softplus(1/2)' --digits 30 --out value.v && coqc value.v\n"
      "          dropcert emit-coq --ledger mine.claims --out Mine.v && coqc -Q proofs/coq Dropcert Mine.v "
      "(where "
      "proofs/coq is compiled)\n"
      "Exit code: 0 emitted, 1 some statements of the claim were not (each named on standard error), 2 "
      "nothing was, "
      "or bad usage or input.");
  command.callback([options, &exit_code] { exit_code = emit_coq(*options); });
}

}  // namespace dropcert::cli
