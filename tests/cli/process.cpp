#include "cli/process.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace dropcert::test {

namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

[[noreturn]] void become(const std::string& program, const Invocation& invocation, int out, int err) {
  int nothing = open("/dev/null", O_RDONLY);
  if (nothing < 0 || dup2(nothing, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0) _exit(126);
  if (chdir(invocation.folder.c_str()) != 0) _exit(126);
  for (const auto& [name, value] : invocation.environment) setenv(name.c_str(), value.c_str(), 1);
  std::vector<char*> arguments = {const_cast<char*>(program.c_str())};
  for (const std::string& argument : invocation.arguments)
    arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  execv(program.c_str(), arguments.data());
  _exit(127);
}

// What has arrived at the controlling end of a terminal.
void drain(int terminal, std::string& text) {
  std::array<char, 4096> block;
  for (ssize_t n; (n = read(terminal, block.data(), block.size())) > 0;)
    text.append(block.data(), static_cast<std::size_t>(n));
}

}  // namespace

std::string program() {
  const char* path = std::getenv("DROPCERT");
  REQUIRE_MESSAGE(path, "the environment variable DROPCERT must name the program");
  return path;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

Outcome run(const std::string& program, const Invocation& invocation) {
  TemporaryFolder folder;
  std::string out_path = invocation.out_path.value_or(folder.path() + "/out");
  std::string err_path = folder.path() + "/err";
  int terminal = -1;
  if (invocation.terminal) {
    terminal = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
    if (terminal < 0 || grantpt(terminal) != 0 || unlockpt(terminal) != 0)
      throw std::runtime_error("there is no terminal to be had");
    out_path = ptsname(terminal);
  }
  int out = open(out_path.c_str(), O_WRONLY | O_CREAT | O_NOCTTY, 0600);
  int err = open(err_path.c_str(), O_WRONLY | O_CREAT, 0600);
  Clock::time_point start = Clock::now();
  pid_t child = fork();
  if (child == 0) become(program, invocation, out, err);
  Outcome outcome;
  bool interrupted = false;
  int status = 0;
  rusage usage{};
  while (wait4(child, &status, WNOHANG, &usage) == 0) {
    if (invocation.interrupt_after > 0 && !interrupted && since(start) > invocation.interrupt_after) {
      kill(child, SIGINT);
      interrupted = true;
    }
    if (!outcome.timed_out && since(start) > invocation.allowed) {
      kill(child, SIGKILL);
      outcome.timed_out = true;
    }
    if (terminal >= 0) drain(terminal, outcome.out);
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  if (WIFEXITED(status)) outcome.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) outcome.signal = WTERMSIG(status);
  auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  };
  outcome.cpu_seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  if (terminal >= 0) {
    drain(terminal, outcome.out);
    close(terminal);
  } else if (!invocation.out_path) {
    outcome.out = content_of(out_path);
  }
  outcome.err = content_of(err_path);
  close(out);
  close(err);
  return outcome;
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "dropcert-test-XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("there is no temporary folder to be had");
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryFolder::write(const std::string& name, const std::string& content) const {
  std::string path = path_ + "/" + name;
  std::ofstream(path, std::ios::binary) << content;
  return path;
}

}  // namespace dropcert::test
