// What the subcommands share: exit codes, errors, files, colour, interruption.
#pragma once

#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "arguments/command.hpp"
#include "exact/rational.hpp"
#include "run/files.hpp"
#include "run/interruption.hpp"
#include "run/message.hpp"

namespace dropcert::cli {

using arguments::Command;
using arguments::IsMember;
using arguments::Range;

/// Exit codes: every statement decided (or the value given); something undecided or different; bad usage or
/// input.
enum ExitCode : int { exit_decided = 0, exit_undecided = 1, exit_bad_input = 2 };

/// Bad usage that no parser of the command line sees: one sentence, exit code 2.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Each adds a subcommand to `app`; running it sets `exit_code`.
void add_verify(Command& app, int& exit_code);
void add_evaluate(Command& app, int& exit_code);
void add_explain(Command& app, int& exit_code);
void add_taylor(Command& app, int& exit_code);
void add_emit_coq(Command& app, int& exit_code);
void add_theorem1(Command& app, int& exit_code);
void add_audit(Command& app, int& exit_code);
void add_tables(Command& app, int& exit_code);
void add_compare(Command& app, int& exit_code);
void add_cite(Command& app, int& exit_code);
void add_merge(Command& app, int& exit_code);
void add_regulariser(Command& app, int& exit_code);
void add_radius(Command& app, int& exit_code);
void add_validity(Command& app, int& exit_code);
void add_paper(Command& app, int& exit_code);
void add_list(Command& app, int& exit_code);
void add_completion(Command& app, int& exit_code);

/// "dropcert" and its version.
std::string program_name();

/// The bytes of a file, or of standard input for "-". Throws run::InputError if it cannot be read, is a
/// directory or is too large, FileConflict if the run writes to it.
std::string read_file(const std::string& path);

/// The same of a file of text. Throws SourceError where it is no printable UTF-8, tabs and ends of lines
/// aside.
std::string read_text(const std::string& path);

/// A file that comes with the program, read once: whatever is computed from it and whatever identifies it are
/// of the same bytes.
const std::string& data_text(const std::string& name);

/// Writes a result to standard output, or to standard error where an output file took standard output ("-").
/// Throws std::runtime_error.
void print_report(std::string_view text);

/// Adds --force, which replaces files that this program did not write.
void add_force_option(Command& command, bool& force);

/// The path of a file that comes with the program ("paper.claims", "theorems.txt"): where it is installed,
/// else in that folder of the source tree that the program was built from.
std::string data_file(const std::string& name, const std::string& source_folder = "proofs");

/// Whether results on standard output may be coloured: it is a terminal and NO_COLOR is not set.
bool colour_wanted();

/// The columns of the terminal that standard output is, at least 40 and at most 120; 80 if it is none.
std::size_t terminal_width();

/// The words with a blank between each two.
std::string joined(const std::vector<std::string>& words);

/// The exact number that an option gives, like 3, -2.5 or 1/3. Throws UsageError.
exact::Rational number_option(const std::string& option, const std::string& text);

/// The number of threads for `requested` (0: as many as the machine has cores).
unsigned thread_count(unsigned requested);

}  // namespace dropcert::cli
