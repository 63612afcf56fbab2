// A progress line on standard error.
#pragma once

#include <chrono>
#include <string>

namespace dropcert::cli {

/// Shows "label  37 %, about 12 s left" in place, at most ten times a second and only if standard error is a
/// terminal. The line is cleared when the object goes.
class Progress {
 public:
  explicit Progress(std::string label);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// `fraction` of the work is done, 0 to 1.
  void update(double fraction);

 private:
  using Clock = std::chrono::steady_clock;
  std::string label_;
  bool visible_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_{};
};

}  // namespace dropcert::cli
