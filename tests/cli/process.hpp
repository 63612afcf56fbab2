// Runs a program, and keeps what it wrote and how it ended.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dropcert::test {

/// How many times as long a program may take as it does without a sanitizer.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr double slowness = 30;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr double slowness = 30;
#else
inline constexpr double slowness = 1;
#endif
#else
inline constexpr double slowness = 1;
#endif

struct Outcome {
  int exit_code = -1;  // -1: ended by a signal, or after the time allowed
  int signal = 0;
  bool timed_out = false;
  double cpu_seconds = 0;
  std::string out, err;
};

struct Invocation {
  std::vector<std::string> arguments;  // without the program's name
  std::string folder = "/";            // to run in
  std::map<std::string, std::string> environment;
  std::optional<std::string> out_path;  // where standard output goes instead of into the outcome
  bool terminal = false;                // standard output is a terminal
  double interrupt_after = 0;           // seconds until SIGINT; 0: none
  double allowed = 120;                 // seconds until SIGKILL
};

Outcome run(const std::string& program, const Invocation& invocation);

/// The program under test; the build says where it is. A failed requirement of the test if it does not.
std::string program();
bool contains(const std::string& text, const std::string& part);
/// Empty if there is no such file.
std::string content_of(const std::string& path);

/// A folder of its own, removed with all it holds when the object goes.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::string& path() const { return path_; }
  /// Writes a file into it; returns its path.
  std::string write(const std::string& name, const std::string& content) const;

 private:
  std::string path_;
};

}  // namespace dropcert::test
