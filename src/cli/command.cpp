#include "cli/command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "data/number.hpp"

namespace dropcert {

namespace {

constexpr std::size_t max_file_size = std::size_t{1} << 25;

std::atomic<bool> interrupt_flag{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler sets it");

void on_interrupt(int signal) {
  interrupt_flag = true;
  std::signal(signal, SIG_DFL);
}

}  // namespace

std::string program_name() {
  return fmt::format("dropcert {}", DROPCERT_VERSION);
}

std::string read_file(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) throw UsageError(fmt::format("there is no file '{}'", path));
  if (std::filesystem::is_directory(path, error))
    throw UsageError(fmt::format("'{}' is a directory; expected a file", path));
  std::ifstream file(path, std::ios::binary);
  std::string content;
  std::array<char, 1 << 16> block;
  while (file && content.size() <= max_file_size) {  // a device may have no end
    file.read(block.data(), block.size());
    content.append(block.data(), static_cast<std::size_t>(file.gcount()));
  }
  if (content.size() > max_file_size)
    throw UsageError(fmt::format("'{}' has more than {} bytes", path, max_file_size));
  if (!file.eof()) throw UsageError(fmt::format("the file '{}' cannot be read", path));
  return content;
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

const std::atomic<bool>& interrupted() {
  static const bool installed = [] {
    std::signal(SIGINT, on_interrupt);
    std::signal(SIGTERM, on_interrupt);
    if (std::signal(SIGHUP, on_interrupt) == SIG_IGN) std::signal(SIGHUP, SIG_IGN);  // as under nohup
    return true;
  }();
  static_cast<void>(installed);
  return interrupt_flag;
}

Rational number_option(const std::string& option, const std::string& text) {
  try {
    return parse_number(text);
  } catch (const std::invalid_argument& error) {
    throw UsageError(fmt::format("{}: {}", option, error.what()));
  }
}

unsigned thread_count(unsigned requested) {
  return requested ? requested : std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace dropcert
