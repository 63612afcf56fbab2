// dropcert-check: decides every statement of a certificate again, with algorithms and arithmetic of its own.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <thread>

#include "arguments/command.hpp"
#include "certificate/case_files.hpp"
#include "certificate/statements.hpp"
#include "certificate/theorems.hpp"
#include "check/checker.hpp"
#include "language/check.hpp"
#include "language/print.hpp"
#include "language/utf8.hpp"
#include "run/descriptors.hpp"
#include "run/memory.hpp"
#include "run/message.hpp"

namespace dropcert::check {

namespace {

using arguments::Range;

enum ExitCode { exit_verified, exit_rejected, exit_usage, exit_in_part };

struct Options {
  std::string certificate;
  std::string claims;
  std::string theorems;
  std::optional<std::string> files;  // a folder
  std::optional<unsigned> max_k;
  bool echo = false;
  bool all = false;
  bool quiet = false;
  unsigned threads = std::clamp(std::thread::hardware_concurrency(), 1U, 64U);
  Limits limits;
};

void declare(arguments::Command app, Options& options) {
  app.add_option("certificate", options.certificate,
                 "the certificate, as dropcert verify writes it; - for standard input")
      .required();
  app.add_option("--claims", options.claims, "the certificate must be about just what this ledger states");
  app.add_option("--max-k", options.max_k, "with --claims: max_k as given to dropcert verify")
      .check(Range(0, 9999));
  app.add_option("--theorems", options.theorems,
                 "the formal theorems relied upon must be stated as in this list (proofs/theorems.txt)");
  app.add_option(
      "--files", options.files,
      "the folder that the paths of files of cases are relative to (default: that of the ledger, or "
      "else of the certificate)");
  app.add_flag("--echo", options.echo, "print each statement as it was read, in text and LaTeX");
  app.add_flag("--all", options.all, "name each statement that is rejected, not only the first");
  app.add_flag("--quiet", options.quiet, "print the result alone").excludes("--all").excludes("--echo");
  app.set_version_flag("--version", "dropcert-check " DROPCERT_VERSION);
  app.add_option("--threads", options.threads, "threads (default: one a core)").check(Range(1, 64));
  app.add_option("--steps", options.limits.steps, "steps that a statement may take (default: 10^9)")
      .check(Range(std::uint64_t{1}, std::uint64_t{1'000'000'000'000'000}));
  app.add_option("--seconds", options.limits.seconds, "seconds that a statement may take (default: 60)")
      .check(Range(1, 1'000'000));
  app.add_option("--memory", options.limits.memory, "MB of memory that the program may take (default: 2000)")
      .check(Range(50, 1'000'000));
  app.footer(
      R"(Lines: c remark; t formal theorem named, with the digest of its statement; f statement beside which one stands,
tied by reading; l statement that rests on a lemma; n statement that the certificate leaves undecided; u statement
that this program cannot reach; r rejected statement (--all); h headline that the verdicts establish; s result.
Exit code: 0 all verified, 1 rejected or nothing to verify, 2 bad usage or an unreadable file, 3 some statements are
undecided or not reached, and none is rejected.)");
}

// At most so many bytes are read, so that a file without end is told at once. "-" is standard input.
std::string content_of(const std::string& path) {
  const std::string place = path == "-" ? "/dev/stdin" : path;
  const std::string name = "the file '" + language::printable(path) + "' ";
  std::error_code error;
  if (std::filesystem::is_directory(place, error)) throw std::runtime_error(name + "is a directory");
  std::ifstream file(place, std::ios::binary);
  if (!file) throw std::runtime_error(name + "cannot be read");
  std::string content;
  std::streambuf& bytes = *file.rdbuf();
  while (content.size() <= certificate::max_certificate_length && bytes.sgetc() != EOF)
    content += static_cast<char>(bytes.sbumpc());
  if (content.size() > certificate::max_certificate_length)
    throw std::runtime_error(name + "is longer than " + std::to_string(certificate::max_certificate_length) +
                             " bytes");
  return content;
}

language::Ledger read_ledger(const Options& options) {
  language::Ledger ledger = language::checked_ledger(content_of(options.claims), options.claims);
  for (language::Parameter& parameter : ledger.parameters)
    if (options.max_k && parameter.name == "max_k") parameter.value = *options.max_k;
  return ledger;
}

void echo(const std::vector<language::Definition>& definitions) {
  for (const language::Definition& definition : definitions) {
    std::printf("where %s\n", to_text(definition).c_str());
    if (!definition.is_by_equations()) std::printf("  latex %s\n", to_latex(definition.body).c_str());
    for (const language::Equation& equation : definition.equations)
      std::printf("  latex %s\n", to_latex(equation.body).c_str());
  }
}

void echo(const language::Ledger& ledger) {
  echo(ledger.definitions);
  for (const language::Claim& claim : ledger.claims) {
    std::printf("claim %s\n", claim.id.c_str());
    echo(claim.definitions);
    for (const language::Statement& statement : claim.statements)
      std::printf("%s %s\n  latex %s\n", name_of(statement.role), to_text(statement.tree).c_str(),
                  to_latex(statement.tree).c_str());
  }
}

void print_line(const char* letter, const StatementReport& report, const std::string& text) {
  std::printf("%s line %d, %s: %s\n", letter, report.line, report.name.c_str(), text.c_str());
}

void print_details(const Report& report, const certificate::Certificate& certificate) {
  for (const certificate::CertifiedTheorem& theorem : certificate.theorems)
    std::printf("t %s %s\n", theorem.name.c_str(), theorem.digest.c_str());
  for (const StatementReport& statement : report.statements) {
    for (const std::string& theorem : statement.theorems)
      print_line("f", statement, "theorem " + theorem + ", tied by reading");
    for (const std::string& lemma : statement.lemmas) print_line("l", statement, lemma);
    if (statement.is_vacuous) print_line("v", statement, "vacuous: no case is left");
    if (statement.decision.status == Status::undecided) print_line("n", statement, statement.decision.reason);
    if (statement.decision.status == Status::unreached) print_line("u", statement, statement.decision.reason);
  }
  for (const std::string& headline : report.headlines) std::printf("h %s\n", headline.c_str());
}

int print(const Report& report, const certificate::Certificate& certificate, const Options& options) {
  const std::size_t total = report.statements.size();
  if (!options.quiet && !certificate.title.empty()) std::printf("c %s\n", certificate.title.c_str());
  if (certificate.is_part) std::printf("c a part of the ledger: it has claims that are not here\n");
  if (const StatementReport* first = report.first_rejected()) {
    for (const StatementReport& statement : report.statements)
      if (options.all && statement.decision.status == Status::rejected)
        print_line("r", statement, statement.decision.reason);
    if (options.all)
      std::printf("c %zu of %zu statements are rejected\n", report.count(Status::rejected), total);
    std::printf("s REJECTED line %d: %s: %s\n", first->line, first->name.c_str(),
                first->decision.reason.c_str());
    return exit_rejected;
  }
  if (total == 0) {
    std::printf("s NOTHING TO VERIFY\n");
    return exit_rejected;
  }
  const std::size_t verified = report.count(Status::verified);
  if (!options.quiet) {
    std::printf("c %zu of %zu statements decided again\n", verified, total);
    print_details(report, certificate);
  }
  std::printf("s VERIFIED");
  if (verified < total)
    std::printf(" %zu OF %zu, 0 KERNEL, %zu UNDECIDED, %zu UNREACHED", verified, total,
                report.count(Status::undecided), report.count(Status::unreached));
  std::printf("\n");
  return verified < total ? exit_in_part : exit_verified;
}

int checked(const Options& options) {
  const std::string text = content_of(options.certificate);
  std::optional<language::Ledger> ledger;
  if (!options.claims.empty()) ledger = read_ledger(options);
  std::optional<certificate::TheoremList> theorems;
  if (!options.theorems.empty()) theorems = certificate::read_theorems(content_of(options.theorems));
  try {
    const certificate::Certificate given = certificate::read_certificate(text);
    language::Ledger stated = ledger_of(given);
    if (options.echo) echo(stated);
    if (ledger) require_same(given, *ledger);
    if (theorems) require_theorems(given, *theorems);
    const std::string& beside = ledger ? options.claims : options.certificate;
    open_certified_files(given, stated, options.files.value_or(certificate::folder_of(beside)));
    return print(check_certificate(given, stated, options.threads, options.limits), given, options);
  } catch (const certificate::CertificateError& error) {
    std::printf("s REJECTED line %d: %s\n", error.line(), error.what());
    return exit_rejected;
  }
}

int run_command(int argc, char** argv) {
  arguments::Program program("Decides every statement of a certificate of dropcert again.", "dropcert-check");
  Options options;
  declare(program.command(), options);
  try {
    return program.parse(argc, argv) ? checked(options) : exit_verified;
  } catch (const arguments::ParseError& error) {
    run::say("{}; see 'dropcert-check --help'", error.what());
    return exit_usage;
  } catch (const std::bad_alloc&) {
    run::say("there is not enough memory to read this");
    return exit_usage;
  } catch (const std::exception& error) {  // of a ledger's faults each has a line
    run::say_lines(error.what());
    return exit_usage;
  }
}

}  // namespace

}  // namespace dropcert::check

int main(int argc, char** argv) {
  dropcert::run::set_program_name("dropcert-check");
  dropcert::run::prepare_descriptors();
  dropcert::run::tell_where_memory_ends();
  const int code = dropcert::run::on_enough_stack(dropcert::check::run_command, argc, argv);
  // What could not be written has not been said.
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    dropcert::run::say("the result cannot be written");
    return 2;
  }
  return code;
}
