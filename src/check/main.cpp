// dropcert-check: decides every statement of a certificate again, with algorithms and arithmetic of its own.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>

#include "certificate/theorems.hpp"
#include "check/checker.hpp"
#include "language/check.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"

namespace dropcert::check {

namespace {

constexpr int exit_accepted = 0;
constexpr int exit_rejected = 1;
constexpr int exit_usage = 2;

const char* const usage =
    "usage: dropcert-check FILE.cert [--claims FILE.claims] [--max-k N] [--theorems FILE.txt]\n"
    "                      [--echo] [--threads N]\n"
    "  --claims   the certificate must be about just what this ledger states\n"
    "  --max-k    with --claims: the ledger's parameter max_k, as given to dropcert verify\n"
    "  --theorems the formal theorems relied upon must be stated as in this list (proofs/theorems.txt)\n"
    "  --echo     print each statement as it was read, in text and LaTeX\n"
    "Exit code: 0 verified, 1 rejected, 2 bad usage or an unreadable file.\n";

struct Options {
  std::string certificate;
  std::optional<std::string> claims;
  std::optional<std::string> max_k;
  std::optional<std::string> theorems;
  bool echo = false;
  unsigned threads = 1;
};

class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

std::string natural_number(const std::string& text) {
  if (text.empty() || text.size() > 4 || text.find_first_not_of("0123456789") != std::string::npos)
    throw UsageError("'" + text + "' is no number from 1 to 9999");
  return text;
}

Options read_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    std::string argument = argv[i];
    auto next = [&]() -> std::string {
      if (++i >= argc) throw UsageError("'" + argument + "' needs a value");
      return argv[i];
    };
    if (argument == "--claims")
      options.claims = next();
    else if (argument == "--max-k")
      options.max_k = natural_number(next());
    else if (argument == "--theorems")
      options.theorems = next();
    else if (argument == "--threads")
      options.threads = std::min(64U, static_cast<unsigned>(std::stoul(natural_number(next()))));
    else if (argument == "--echo")
      options.echo = true;
    else if (argument.rfind("-", 0) != 0 && options.certificate.empty())
      options.certificate = argument;
    else
      throw UsageError("'" + argument + "' is not expected");
  }
  if (options.certificate.empty()) throw UsageError("a certificate is missing");
  return options;
}

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file || file.bad()) throw UsageError("the file '" + path + "' cannot be read");
  return content;
}

Ledger read_ledger(const Options& options) {
  Ledger ledger = parse_ledger(content_of(*options.claims), *options.claims);
  check_ledger(ledger);
  for (Parameter& parameter : ledger.parameters)
    if (options.max_k && parameter.name == "max_k") parameter.value = mpz_class(*options.max_k, 10);
  return ledger;
}

void echo(const Ledger& ledger) {
  for (const Definition& definition : ledger.definitions)
    std::printf("where %s\n", to_text(definition).c_str());
  for (const Claim& claim : ledger.claims) {
    std::printf("claim %s\n", claim.id.c_str());
    for (const Definition& definition : claim.definitions)
      std::printf("where %s\n", to_text(definition).c_str());
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
    std::printf("%s line %d, %s: %s\n", assumption.is_lemma ? "l" : "f", assumption.line,
                assumption.statement.c_str(), assumption.theorem.c_str());
  if (report.formal == 0)
    std::printf("s VERIFIED\n");
  else
    std::printf("s VERIFIED MODULO %zu FORMAL\n", report.formal);
}

int run(const Options& options) {
  std::string text = content_of(options.certificate);
  std::optional<Ledger> ledger;
  if (options.claims) ledger = read_ledger(options);
  std::optional<TheoremList> theorems;
  if (options.theorems) theorems = read_theorems(content_of(*options.theorems));
  try {
    Certificate certificate = read_certificate(text);
    Ledger stated = ledger_of(certificate);
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
  try {
    return run(read_options(argc, argv));
  } catch (const UsageError& error) {
    std::fprintf(stderr, "dropcert-check: %s\n%s", error.what(), usage);
  } catch (const dropcert::TheoremListError& error) {
    std::fprintf(stderr, "dropcert-check: %s\n", error.what());
  } catch (const dropcert::SourceError& error) {
    std::fprintf(stderr, "dropcert-check: %s\n", error.what());
  } catch (const std::bad_alloc&) {
    std::printf("s REJECTED line 1: there is not enough memory to check this\n");
    return exit_rejected;
  }
  return exit_usage;
}
