// dropcert-check: decides every statement of a certificate again, with algorithms and arithmetic of its own.
#include <CLI/CLI.hpp>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <thread>

#include "certificate/statements.hpp"
#include "certificate/theorems.hpp"
#include "check/checker.hpp"
#include "language/check.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"

namespace dropcert::check {

namespace {

enum ExitCode { exit_accepted, exit_rejected, exit_usage };

struct Options {
  std::string certificate;
  std::string claims;
  std::string theorems;
  std::optional<unsigned> max_k;
  bool echo = false;
  unsigned threads = std::clamp(std::thread::hardware_concurrency(), 1U, 64U);
};

void declare(CLI::App& app, Options& options) {
  app.add_option("certificate", options.certificate, "the certificate, as dropcert verify writes it")
      ->required();
  app.add_option("--claims", options.claims, "the certificate must be about just what this ledger states");
  app.add_option("--max-k", options.max_k, "with --claims: max_k as given to dropcert verify")
      ->check(CLI::Range(0, 9999));
  app.add_option("--theorems", options.theorems,
                 "the formal theorems relied upon must be stated as in this list (proofs/theorems.txt)");
  app.add_flag("--echo", options.echo, "print each statement as it was read, in text and LaTeX");
  app.add_option("--threads", options.threads, "threads (default: one a core)")->check(CLI::Range(1, 64));
  app.footer("Exit code: 0 verified, 1 rejected, 2 bad usage or an unreadable file.");
}

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file || file.bad()) throw std::runtime_error("the file '" + path + "' cannot be read");
  return content;
}

Ledger read_ledger(const Options& options) {
  Ledger ledger = parse_ledger(content_of(options.claims), options.claims);
  check_ledger(ledger);
  for (Parameter& parameter : ledger.parameters)
    if (options.max_k && parameter.name == "max_k") parameter.value = *options.max_k;
  return ledger;
}

void echo(const std::vector<Definition>& definitions) {
  for (const Definition& definition : definitions)
    std::printf("where %s\n  latex %s\n", to_text(definition).c_str(), to_latex(definition.body).c_str());
}

void echo(const Ledger& ledger) {
  echo(ledger.definitions);
  for (const Claim& claim : ledger.claims) {
    std::printf("claim %s\n", claim.id.c_str());
    echo(claim.definitions);
    for (const Statement& statement : claim.statements)
      std::printf("%s %s\n  latex %s\n", name_of(statement.role), to_text(statement.tree).c_str(),
                  to_latex(statement.tree).c_str());
  }
}

void print(const Report& report, const Certificate& certificate) {
  std::printf("c %zu statements decided again\n", report.statements);
  for (const CertifiedTheorem& theorem : certificate.theorems)
    std::printf("t %s %s\n", theorem.name.c_str(), theorem.digest.c_str());
  for (const Assumption& assumption : report.assumptions)
    std::printf("%s line %d, %s: %s\n", is_lemma(assumption.theorem) ? "l" : "f", assumption.line,
                assumption.statement.c_str(), assumption.theorem.c_str());
  std::printf("s VERIFIED%s\n",
              report.formal == 0 ? "" : (" MODULO " + std::to_string(report.formal) + " FORMAL").c_str());
}

int run(const Options& options) {
  const std::string text = content_of(options.certificate);
  std::optional<Ledger> ledger;
  if (!options.claims.empty()) ledger = read_ledger(options);
  std::optional<TheoremList> theorems;
  if (!options.theorems.empty()) theorems = read_theorems(content_of(options.theorems));
  try {
    const Certificate certificate = read_certificate(text);
    const Ledger stated = ledger_of(certificate);
    if (options.echo) echo(stated);
    if (ledger) require_same(certificate, *ledger);
    if (theorems) require_theorems(certificate, *theorems);
    print(check_certificate(certificate, stated, options.threads), certificate);
    return exit_accepted;
  } catch (const CertificateError& error) {
    std::printf("s REJECTED line %d: %s\n", error.line(), error.what());
    return exit_rejected;
  }
}

}  // namespace

}  // namespace dropcert::check

int main(int argc, char** argv) {
  using namespace dropcert::check;
  CLI::App app("Decides every statement of a certificate of dropcert again.", "dropcert-check");
  Options options;
  declare(app, options);
  try {
    app.parse(argc, argv);
    return run(options);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_accepted : exit_usage;
  } catch (const std::bad_alloc&) {
    std::printf("s REJECTED line 1: there is not enough memory to check this\n");
    return exit_rejected;
  } catch (const std::runtime_error& error) {
    std::fprintf(stderr, "dropcert-check: %s\n", error.what());
    return exit_usage;
  }
}
