// Commands, their options and arguments, as both programs declare them. CLI11 reads the command line; no
// other file includes it.
#pragma once

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace dropcert::arguments {

/// What an option's value must be one of.
struct IsMember {
  std::vector<std::string> words;
};

/// The least and the greatest value of an option. Number: int, unsigned, long, unsigned long or double.
template <typename Number>
struct Range {
  Range(Number from, Number to) : least(from), greatest(to) {}  // Clang 14 makes no aggregates by parentheses

  Number least, greatest;
};

/// An option or argument that has been declared: a handle, by which more is said of it.
class Option {
 public:
  explicit Option(CLI::Option* option) : option_(option) {}

  Option required();
  Option check(const IsMember& words);
  template <typename Number>
  Option check(const Range<Number>& range);
  /// Shows the variable's value, as it is now, in the help.
  Option capture_default_str();
  Option default_str(const std::string& text);
  /// The other option, declared before, cannot stand beside it.
  Option excludes(const std::string& other);
  /// What parts the values of a list that stand in one word.
  Option delimiter(char separator);
  /// Whether a list goes on in the words that follow.
  Option allow_extra_args(bool allowed);

  std::vector<std::string> long_names() const;  // without dashes
  std::string description() const;
  bool takes_value() const;

 private:
  CLI::Option* option_;
};

/// A command, or the program itself: a handle too. Names are like "--format", or "FILE" of an argument;
/// `value` is changed by parsing and must live until then.
class Command {
 public:
  explicit Command(CLI::App* app) : app_(app) {}

  /// Value: std::string, int, unsigned, long, unsigned long, double, or a std::optional of std::string or
  /// unsigned, or a std::vector of std::string or unsigned long. An option's text must not be empty.
  template <typename Value>
  Option add_option(const std::string& name, Value& value, const std::string& help);
  /// An option whose number is given to `use`.
  Option add_number(const std::string& name, const std::function<void(unsigned long)>& use,
                    const std::string& help);
  Option add_flag(const std::string& name, bool& value, const std::string& help);
  void set_version_flag(const std::string& name, const std::string& text);
  Command add_subcommand(const std::string& name, const std::string& help);
  void require_subcommand();
  void footer(const std::string& text);
  /// Called by parse, if the command stands on the command line; what it throws, parse throws.
  void callback(const std::function<void()>& run);

  std::string name() const;
  std::string description() const;
  std::vector<Command> subcommands() const;
  std::vector<Option> options() const;

 private:
  CLI::App* app_;
};

/// A command line that cannot be read: what is wrong, in CLI11's words.
class ParseError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A program's own command, and all below it.
class Program {
 public:
  Program(const std::string& description, const std::string& name);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  Command command() const;

  /// Reads the command line and calls the callbacks of the commands in it. False if it asked for help or the
  /// version, which have been printed to standard output. Throws ParseError.
  bool parse(int argc, const char* const* argv);
  /// After a ParseError: whether the command line names a command that there is.
  bool knows_command() const;

 private:
  std::unique_ptr<CLI::App> app_;
};

}  // namespace dropcert::arguments
