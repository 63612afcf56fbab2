#include "theorem1/theorem1.hpp"

#include <fmt/format.h>

#include <chrono>
#include <memory>

#include "cli/command.hpp"
#include "cli/progress.hpp"

namespace dropcert {

namespace {

struct Theorem1Command {
  unsigned long max_k = 1000;
  unsigned threads = 0;
  std::string kernel = "automatic";
  bool shared_kernel = false;
};

Kernel kernel_named(const std::string& name) {
  for (Kernel kernel : {Kernel::plain, Kernel::mpn, Kernel::ifma, Kernel::avx512})
    if (to_string(kernel) == name) return kernel;
  return Kernel::automatic;
}

const char* equation(Theorem1Mismatch::Check check) {
  switch (check) {
    case Theorem1Mismatch::Check::coefficient:
      return "the coefficient of p^j in D^k p, against Theorem 1";
    case Theorem1Mismatch::Check::defining_sum:
      return "T(k, j) by the recurrence, against its defining sum";
    case Theorem1Mismatch::Check::image_count:
      return "the sum of C(k, i) T(k, i), against k^k";
  }
  return "";
}

// Cost grows as k^3.
double share(unsigned long k, unsigned long max_k) {
  double x = static_cast<double>(k) / static_cast<double>(max_k);
  return x * x * x;
}

void print_result(const Theorem1Result& result, unsigned long max_k, double seconds) {
  if (result.first_mismatch) {
    const Theorem1Mismatch& mismatch = *result.first_mismatch;
    fmt::print("Theorem 1 is refuted at k = {}, j = {}: {}.\n  left  {}\n  right {}\n", mismatch.k,
               mismatch.j, equation(mismatch.check), mismatch.left, mismatch.right);
  } else if (result.checked_up_to < max_k) {
    fmt::print("Theorem 1 holds for every k <= {}; stopped before {}.\n", result.checked_up_to, max_k);
  } else {
    fmt::print("Theorem 1 holds for every k <= {} (exact: every coefficient compared).\n", max_k);
  }
  fmt::print("  left side   D^k p by repeated differentiation in Z[p]\n");
  fmt::print("  right side  p' sum (-1)^(j-1) p^(j-1) T(k,j), T by T(k,j) = j (T(k-1,j) + T(k-1,j-1))\n");
  fmt::print("  T against its definition at {} sampled rows, {} of them entry by entry\n",
             result.sampled_rows, result.sampled_in_full);
  fmt::print("  kernels     {}\n", result.kernel_names);
  if (!result.digest.empty()) fmt::print("  digest      {}\n", result.digest);
  fmt::print("  {:.2f} s, {:.1f} MB of rows\n", seconds, static_cast<double>(result.arena_bytes) / 1e6);
}

int run(const Theorem1Command& command) {
  Theorem1Options options;
  options.max_k = command.max_k;
  options.threads = thread_count(command.threads);
  options.kernel = kernel_named(command.kernel);
  options.shared_kernel = command.shared_kernel;
  options.stop = &interrupted();
  Theorem1Result result;
  auto start = std::chrono::steady_clock::now();
  try {
    Progress progress("Theorem 1");
    options.progress = [&](unsigned long k) { progress.update(share(k, command.max_k)); };
    result = check_theorem1(options);
  } catch (const std::logic_error& error) {  // options out of range, or a kernel that the machine lacks
    throw UsageError(error.what());
  }
  print_result(result, command.max_k,
               std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  return result.first_mismatch || result.checked_up_to == command.max_k ? exit_decided : exit_undecided;
}

}  // namespace

void add_theorem1(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Theorem1Command>();
  CLI::App* command = app.add_subcommand("theorem1", "Check Theorem 1 exactly for every k up to a bound");
  command->add_option("--max-k", options->max_k, "the greatest k")
      ->check(CLI::Range(1UL, theorem1_max_k))
      ->capture_default_str();
  command->add_option("--threads", options->threads, "threads (default: one a core)")
      ->check(CLI::Range(1U, 256U));
  command->add_option("--kernel", options->kernel, "automatic, plain, mpn, ifma or avx512")
      ->check(CLI::IsMember({"automatic", "plain", "mpn", "ifma", "avx512"}))
      ->capture_default_str();
  command->add_flag("--shared-kernel", options->shared_kernel,
                    "both sides by one arithmetic: faster, less independent");
  command->footer(
      "Example: dropcert theorem1 --max-k 6000\nExit code: 0 decided, 1 stopped before the end, 2 bad "
      "usage.");
  command->callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace dropcert
