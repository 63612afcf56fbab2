#include "cli/command.hpp"

#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <map>
#include <thread>

#include "data/number.hpp"
#include "language/source.hpp"
#include "language/utf8.hpp"
#include "run/input_file.hpp"

namespace dropcert::cli {

using namespace exact;
using namespace language;

namespace {

constexpr std::size_t max_file_size = std::size_t{1} << 25;

}  // namespace

std::string program_name() {
  return fmt::format("dropcert {}", DROPCERT_VERSION);
}

std::string read_file(const std::string& path) {
  return run::content_of(path, max_file_size);
}

std::string read_text(const std::string& path) {
  std::string text = read_file(path);
  Position at;
  for (std::string_view rest = text; !rest.empty();) {
    const Utf8Character character = first_character(rest);
    const std::size_t length = length_of_first(rest);
    const bool is_blank = rest.front() == '\n' || rest.front() == '\r' || rest.front() == '\t';
    if (!is_blank && (character.length == 0 || !is_printable(character.code)))
      throw SourceError(path, at,
                        fmt::format("{} is no printable text in UTF-8", printable(rest.substr(0, length))));
    at = rest.front() == '\n' ? Position{at.line + 1, 1}
                              : Position{at.line, at.column + static_cast<int>(length)};
    rest.remove_prefix(length);
  }
  return text;
}

const std::string& data_text(const std::string& name) {
  static std::map<std::string, std::string> texts;
  const auto found = texts.find(name);
  return found != texts.end() ? found->second : texts.emplace(name, read_file(data_file(name))).first->second;
}

void print_report(std::string_view text) {
  if (run::standard_output_is_claimed()) return run::write_to_error(text);
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size())
    throw std::runtime_error(
        fmt::format("the results cannot be written to standard output: {}", std::strerror(errno)));
}

void add_force_option(Command& command, bool& force) {
  command.add_flag("--force", force, "replace files that dropcert did not write");
}

std::string data_file(const std::string& name, const std::string& source_folder) {
  std::error_code error;
  std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  std::filesystem::path installed = program.parent_path().parent_path() / DROPCERT_DATA_FOLDER / name;
  if (!error && std::filesystem::exists(installed, error)) return installed.string();
  return (std::filesystem::path(DROPCERT_SOURCE_FOLDER) / source_folder / name).string();
}

bool colour_wanted() {
  const char* no_colour = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) && !(no_colour && *no_colour);
}

std::size_t terminal_width() {
  winsize size{};
  if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return std::clamp<std::size_t>(size.ws_col, 40, 120);
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

Rational number_option(const std::string& option, const std::string& text) {
  try {
    return data::parse_number(text);
  } catch (const std::invalid_argument& error) {
    throw UsageError(fmt::format("{}: {}", option, error.what()));
  }
}

unsigned thread_count(unsigned requested) {
  return requested ? requested : std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace dropcert::cli
