#include "cli/command.hpp"

#include <fmt/core.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <map>
#include <thread>

#include "data/number.hpp"

namespace dropcert::cli {

namespace {

constexpr std::size_t max_file_size = std::size_t{1} << 25;

// Closes it.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int operator*() const { return number_; }

 private:
  int number_;
};

}  // namespace

std::string program_name() {
  return fmt::format("dropcert {}", DROPCERT_VERSION);
}

std::string read_file(const std::string& path) {
  const Descriptor file(run::open_input(path));
  struct stat status {};
  if (*file < 0 || fstat(*file, &status) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) throw UsageError(fmt::format("there is no file '{}'", path));
    throw UsageError(fmt::format("the file '{}' cannot be read: {}", path, std::strerror(errno)));
  }
  if (S_ISDIR(status.st_mode)) throw UsageError(fmt::format("'{}' is a directory; expected a file", path));
  std::string content;
  std::array<char, 1 << 16> block;
  while (content.size() <= max_file_size) {  // a device may have no end
    const ssize_t n = read(*file, block.data(), block.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw UsageError(fmt::format("the file '{}' cannot be read: {}", path, std::strerror(errno)));
    if (n == 0) return content;
    content.append(block.data(), static_cast<std::size_t>(n));
  }
  throw UsageError(fmt::format("'{}' has more than {} bytes", path, max_file_size));
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
