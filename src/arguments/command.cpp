#include "arguments/command.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <type_traits>

namespace dropcert::arguments {

Option Option::required() {
  option_->required();
  return *this;
}

Option Option::check(const IsMember& words) {
  option_->check(CLI::IsMember(words.words));
  return *this;
}

template <typename Number>
Option Option::check(const Range<Number>& range) {
  option_->check(CLI::Range(range.least, range.greatest));
  return *this;
}
template Option Option::check(const Range<int>&);
template Option Option::check(const Range<unsigned>&);
template Option Option::check(const Range<long>&);
template Option Option::check(const Range<unsigned long>&);
template Option Option::check(const Range<double>&);

Option Option::capture_default_str() {
  option_->capture_default_str();
  return *this;
}

Option Option::default_str(const std::string& text) {
  option_->default_str(text);
  return *this;
}

Option Option::excludes(const std::string& other) {
  option_->excludes(other);
  return *this;
}

Option Option::delimiter(char separator) {
  option_->delimiter(separator);
  return *this;
}

Option Option::allow_extra_args(bool allowed) {
  option_->allow_extra_args(allowed);
  return *this;
}

std::vector<std::string> Option::long_names() const {
  return option_->get_lnames();
}

std::string Option::description() const {
  return option_->get_description();
}

bool Option::takes_value() const {
  return option_->get_items_expected_max() > 0;
}

namespace {

// Where a name is an option's value, as of a variable of the shell that is not set, no name is no request for
// nothing.
template <typename Value>
constexpr bool is_text =
    std::is_same_v<Value, std::string> || std::is_same_v<Value, std::optional<std::string>>;

std::string refuse_empty(std::string& text) {
  return text.empty() ? "the value is empty" : "";
}

template <typename Value>
struct One {
  using Type = Value;
};
template <typename Value>
struct One<std::optional<Value>> {
  using Type = Value;
};
template <typename Value>
struct One<std::vector<Value>> {
  using Type = Value;
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Numbers are decimal: CLI11 would take 010 for 8, and 0x10 and 1_0 for numbers. How large they may be is
// told by their range.
std::string refuse_no_whole_number(std::string& text) {
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  if (text.size() == sign ||
      !std::all_of(text.begin() + static_cast<std::ptrdiff_t>(sign), text.end(), is_digit))
    return "'" + text + "' is no whole number; expected decimal digits, such as 20";
  const std::size_t zeros = std::min(text.find_first_not_of('0', sign), text.size() - 1);
  text.erase(sign, zeros - sign);
  return "";
}

std::string refuse_no_number(std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = error == std::errc() && end == text.data() + text.size() && std::isfinite(number);
  return is_number ? "" : "'" + text + "' is no number; expected one such as 60 or 0.5";
}

template <typename Value>
void require_number(CLI::Option* option) {
  using Number = typename One<Value>::Type;
  if constexpr (std::is_integral_v<Number>) option->transform(CLI::Validator(refuse_no_whole_number, ""));
  if constexpr (std::is_floating_point_v<Number>) option->transform(CLI::Validator(refuse_no_number, ""));
}

}  // namespace

template <typename Value>
Option Command::add_option(const std::string& name, Value& value, const std::string& help) {
  CLI::Option* option = app_->add_option(name, value, help);
  if (is_text<Value> && name.starts_with('-')) option->check(CLI::Validator(refuse_empty, ""));
  require_number<Value>(option);
  return Option(option);
}
template Option Command::add_option(const std::string&, std::string&, const std::string&);
template Option Command::add_option(const std::string&, int&, const std::string&);
template Option Command::add_option(const std::string&, unsigned&, const std::string&);
template Option Command::add_option(const std::string&, long&, const std::string&);
template Option Command::add_option(const std::string&, unsigned long&, const std::string&);
template Option Command::add_option(const std::string&, double&, const std::string&);
template Option Command::add_option(const std::string&, std::optional<std::string>&, const std::string&);
template Option Command::add_option(const std::string&, std::optional<unsigned>&, const std::string&);
template Option Command::add_option(const std::string&, std::vector<std::string>&, const std::string&);
template Option Command::add_option(const std::string&, std::vector<unsigned long>&, const std::string&);

Option Command::add_number(const std::string& name, const std::function<void(unsigned long)>& use,
                           const std::string& help) {
  CLI::Option* option = app_->add_option_function<unsigned long>(name, use, help);
  require_number<unsigned long>(option);
  return Option(option);
}

Option Command::add_flag(const std::string& name, bool& value, const std::string& help) {
  return Option(app_->add_flag(name, value, help));
}

void Command::set_version_flag(const std::string& name, const std::string& text) {
  app_->set_version_flag(name, text);
}

Command Command::add_subcommand(const std::string& name, const std::string& help) {
  return Command(app_->add_subcommand(name, help));
}

void Command::require_subcommand() {
  app_->require_subcommand(1);
}

void Command::footer(const std::string& text) {
  app_->footer(text);
}

void Command::callback(const std::function<void()>& run) {
  app_->callback(run);
}

std::string Command::name() const {
  return app_->get_name();
}

std::string Command::description() const {
  return app_->get_description();
}

std::vector<Command> Command::subcommands() const {
  std::vector<Command> commands;
  for (CLI::App* command : app_->get_subcommands(nullptr)) commands.emplace_back(command);
  return commands;
}

std::vector<Option> Command::options() const {
  std::vector<Option> options;
  for (CLI::Option* option : app_->get_options(nullptr)) options.emplace_back(option);
  return options;
}

Program::Program(const std::string& description, const std::string& name)
    : app_(std::make_unique<CLI::App>(description, name)) {}

Program::~Program() = default;

Command Program::command() const {
  return Command(app_.get());
}

bool Program::parse(int argc, const char* const* argv) {
  try {
    app_->parse(argc, argv);
    return true;
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) throw ParseError(error.what());
    app_->exit(error);
    return false;
  }
}

bool Program::knows_command() const {
  return !app_->get_subcommands().empty();
}

}  // namespace dropcert::arguments
