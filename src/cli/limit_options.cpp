#include "cli/limit_options.hpp"

namespace dropcert::cli {

using namespace verify;

void add_limit_options(Command& command, Limits& limits) {
  constexpr std::size_t megabyte = std::size_t{1} << 20;
  constexpr double longest = 1e7;
  command.add_option("--steps", limits.steps, "steps of evaluation that a statement may take")
      .check(Range(1UL, 1'000'000'000'000'000UL))
      .capture_default_str();
  command.add_option("--seconds", limits.seconds, "seconds that a statement may take")
      .check(Range(0.0, longest))
      .capture_default_str();
  command
      .add_number(
          "--memory", [&limits](unsigned long megabytes) { limits.memory = megabytes * megabyte; },
          "megabytes that the program may hold while it decides a statement")
      .check(Range(std::size_t{16}, std::size_t{1} << 30))
      .default_str(std::to_string(limits.memory / megabyte));
}

}  // namespace dropcert::cli
