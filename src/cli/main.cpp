#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <iostream>
#include <system_error>

#include "cli/command.hpp"
#include "language/source.hpp"
#include "publish/evidence.hpp"
#include "run/descriptors.hpp"
#include "run/flint_memory.hpp"
#include "theorem1/theorem1.hpp"
#include "verify/outcome.hpp"

namespace {

using dropcert::arguments::Command;
using dropcert::arguments::ParseError;
using dropcert::arguments::Program;

int fail(std::string_view sentence) noexcept {
  dropcert::run::say_text(sentence);
  return dropcert::cli::exit_bad_input;
}

// What the parser of the command line found, in one sentence.
std::string describe(const Program& program, const ParseError& error, int argc, char** argv) {
  bool names_command = argc > 1 && argv[1][0] != '-';
  if (names_command && !program.knows_command())
    return fmt::format("there is no command '{}'; see 'dropcert --help'", argv[1]);
  const bool begins_with_minus =
      argc > 2 && argv[1] == std::string_view("evaluate") && argv[argc - 1][0] == '-' &&
      std::string_view(error.what()).find("EXPR is required") != std::string_view::npos;
  if (begins_with_minus)
    return fmt::format("{}; one that begins with '-' stands after '--', as in: dropcert evaluate -- '{}'",
                       error.what(), argv[argc - 1]);
  return fmt::format("{}; see 'dropcert {}--help'", error.what(),
                     names_command ? std::string(argv[1]) + " " : "");
}

constexpr const char* not_written = "the results cannot be written to standard output";

// Results that did not reach standard output, as on a full disk, are no success.
int flushed(int exit_code) {
  if (std::fflush(stdout) != 0) return fail(fmt::format("{}: {}", not_written, std::strerror(errno)));
  return std::ferror(stdout) == 0 && std::cout.flush().good() ? exit_code : fail(not_written);
}

int run(int argc, char** argv) {
  Program program("Decides the mathematical claims of a paper on dropout, with proof.", "dropcert");
  Command app = program.command();
  app.set_version_flag(
      "--version", fmt::format("dropcert {}\n{}", DROPCERT_VERSION, dropcert::publish::library_versions()));
  app.require_subcommand();
  app.footer(
      "Examples:\n"
      "  dropcert verify                          decide every claim of the paper\n"
      "  dropcert evaluate 'bernoulli(30)'        an exact value, or one correctly rounded\n"
      "  dropcert theorem1 --max-k 6000           Theorem 1 for every k up to 6000\n"
      "  dropcert regulariser --contributions 1,-1/2,2 --dropout 1/2    one example of a model of yours\n"
      "dropcert COMMAND --help tells more.");
  int exit_code = dropcert::cli::exit_decided;
  dropcert::cli::add_verify(app, exit_code);
  dropcert::cli::add_evaluate(app, exit_code);
  dropcert::cli::add_explain(app, exit_code);
  dropcert::cli::add_list(app, exit_code);
  dropcert::cli::add_taylor(app, exit_code);
  dropcert::cli::add_emit_coq(app, exit_code);
  dropcert::cli::add_theorem1(app, exit_code);
  dropcert::cli::add_audit(app, exit_code);
  dropcert::cli::add_tables(app, exit_code);
  dropcert::cli::add_compare(app, exit_code);
  dropcert::cli::add_cite(app, exit_code);
  dropcert::cli::add_merge(app, exit_code);
  dropcert::cli::add_regulariser(app, exit_code);
  dropcert::cli::add_radius(app, exit_code);
  dropcert::cli::add_validity(app, exit_code);
  dropcert::cli::add_paper(app, exit_code);
  dropcert::cli::add_completion(app, exit_code);
  try {
    if (!program.parse(argc, argv)) return flushed(dropcert::cli::exit_decided);  // --help, --version
  } catch (const ParseError& error) {
    return fail(describe(program, error, argc, argv));
  }
  return flushed(exit_code);
}

int answer(int argc, char** argv) {
  // What FLINT keeps for a thread is given back if this is one of its own.
  [[maybe_unused]] const dropcert::exact::FlintThread guard;
  try {
    return run(argc, argv);
  } catch (const dropcert::verify::Interrupted&) {
    fail("interrupted");
    return dropcert::cli::exit_undecided;
  } catch (const dropcert::theorem1::ArithmeticFault& fault) {
    fail(fault.what());
    return dropcert::cli::exit_undecided;
  } catch (const std::bad_alloc&) {
    return fail("there is not enough memory for this");
  } catch (const dropcert::language::SourceError& error) {  // faults, a line each
    dropcert::run::say_lines(error.what());
    return dropcert::cli::exit_bad_input;
  } catch (
      const std::system_error& error) {  // fmt says of standard output only that it "cannot write to file"
    return std::ferror(stdout) == 0 ? fail(error.what())
                                    : fail(not_written + (": " + error.code().message()));
  } catch (const std::exception& error) {
    return fail(error.what());
  }
}

}  // namespace

int main(int argc, char** argv) {
  dropcert::run::prepare_descriptors();
  dropcert::run::watch_signals();
  dropcert::run::tell_where_memory_ends();
  dropcert::run::tell_where_memory_of_flint_ends();
  return dropcert::run::on_enough_stack(answer, argc, argv);
}
