#include "cli/progress.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include "run/message.hpp"

namespace dropcert::cli {

Progress::Progress(std::string label) : label_(std::move(label)), visible_(isatty(STDERR_FILENO) != 0) {}

Progress::~Progress() {
  if (visible_ && last_ != Clock::time_point{}) run::write_to_error("\r\x1b[K");
}

void Progress::update(double fraction) {
  constexpr std::chrono::milliseconds pause(100);
  Clock::time_point now = Clock::now();
  if (!visible_ || now - last_ < pause || fraction <= 0) return;
  last_ = now;
  double elapsed = std::chrono::duration<double>(now - start_).count();
  run::write_to_error(fmt::format("\r\x1b[K{}  {:.0f} %, about {:.0f} s left", label_, 100 * fraction,
                                  elapsed * (1 - fraction) / fraction));
}

}  // namespace dropcert::cli
