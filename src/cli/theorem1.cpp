#include "theorem1/theorem1.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <chrono>
#include <memory>
#include <optional>

#include "checkpoint/theorem1_rows.hpp"
#include "checkpoint/theorem1_shard.hpp"
#include "cli/command.hpp"
#include "cli/progress.hpp"
#include "cli/theorem1_output.hpp"
#include "theorem1/shard_rows.hpp"
#include "theorem1/start_rows.hpp"

namespace dropcert::cli {

namespace {

using Clock = std::chrono::steady_clock;

struct Theorem1Command {
  unsigned long max_k = 1000;
  unsigned threads = 0;
  std::string kernel = "automatic";
  bool shared_kernel = false;
  std::string resume;      // a folder; empty: no checkpoints
  double save_every = 60;  // seconds
  std::string shard;       // "i/n"; empty: everything
  std::string output;      // a file for the shard; empty: standard output
  bool timings = false;
  bool force = false;
};

theorem1::Kernel kernel_named(const std::string& name) {
  for (theorem1::Kernel kernel :
       {theorem1::Kernel::plain, theorem1::Kernel::mpn, theorem1::Kernel::ifma, theorem1::Kernel::avx512})
    if (to_string(kernel) == name) return kernel;
  return theorem1::Kernel::automatic;
}

// Cost grows as k^3.
double share(unsigned long k, unsigned long max_k) {
  double x = static_cast<double>(k) / static_cast<double>(max_k);
  return x * x * x;
}

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

class Theorem1Run {
 public:
  explicit Theorem1Run(const Theorem1Command& command) : command_(command) {
    options_.max_k = command.max_k;
    options_.threads = thread_count(command.threads);
    options_.kernel = kernel_named(command.kernel);
    options_.shared_kernel = command.shared_kernel;
    options_.stop = &run::interrupted();
    options_.kernel = theorem1::resolve(options_);
    identity_ = {"checkpoint",
                 program_name(),
                 "theorem1",
                 {{"max-k", fmt::format("{}", command.max_k)},
                  {"kernel", to_string(options_.kernel) + (command.shared_kernel ? ", shared" : "")}}};
    if (!command.shard.empty()) take_shard();
  }

  int operator()() {
    const Clock::time_point start = Clock::now();
    if (!command_.output.empty())
      output_.emplace(publish::open_output(command_.output, {publish::shard_opening},
                                           command_.force));  // before hours of work for it
    if (!command_.resume.empty()) resume();
    if (!options_.start && rows_ && rows_->first > 1) start_shard();
    const theorem1::Theorem1Result result = check();
    run::interruption_answered();
    if (command_.timings || isatty(STDERR_FILENO) != 0)
      run::say("{:.2f} s, {:.1f} MB of rows", seconds_since(start),
               static_cast<double>(result.arena_bytes) / 1e6);
    if (shard_) return write_shard(result);
    print_result(result, command_.max_k);
    return exit_code_of(result, command_.max_k);
  }

 private:
  void take_shard() {
    shard_ = checkpoint::parse_shard_name(command_.shard);
    rows_ = theorem1::shard_rows(command_.max_k, shard_->index, shard_->count,
                                 theorem1::start_percent(options_.kernel, options_.shared_kernel));
    options_.last_k = rows_->last;
    identity_ = checkpoint::shard_identity(identity_, *shard_, {rows_->first, rows_->last});
    identity_.kind = "checkpoint";
  }

  std::string basis() const {
    return rows_->first > 1 ? theorem1::start_rows_basis(rows_->first - 1)
                            : "row 1: D p = p - p^2, T(1,1) = 1";
  }

  void start_shard() {
    run::say("shard {} starts from {}", checkpoint::to_string(*shard_), basis());
    options_.start = theorem1::start_rows(rows_->first - 1);
    start_digest_ = theorem1::digest_of(*options_.start);
    if (store_) save(*options_.start);
  }

  void resume() {
    store_.emplace(command_.resume, identity_.program, identity_.command, identity_.parameters);
    if (std::optional<checkpoint::SavedRows> saved = checkpoint::load_rows(*store_)) {
      run::say("goes on from row {}, saved in '{}'", saved->rows.k, command_.resume);
      options_.start = saved->rows;
      start_digest_ = saved->note;
    }
    saved_at_ = Clock::now();
    options_.save = [this](const theorem1::Theorem1Rows& rows, bool stopping) {
      if (stopping || seconds_since(saved_at_) >= pause_) save(rows);
    };
  }

  // Rows take their time to write; they may take a tenth of it all.
  void save(const theorem1::Theorem1Rows& rows) {
    constexpr double share_of_saving = 0.1;
    const Clock::time_point start = Clock::now();
    checkpoint::save_rows(*store_, rows, start_digest_);
    saved_at_ = Clock::now();
    pause_ = std::max(command_.save_every, seconds_since(start) / share_of_saving);
  }

  theorem1::Theorem1Result check() {
    Progress progress("Theorem 1");
    const unsigned long last = rows_ ? rows_->last : command_.max_k;
    options_.progress = [&](unsigned long k) { progress.update(share(k, last)); };
    return theorem1::check_theorem1(options_);
  }

  // A part that is not finished is no shard.
  int write_shard(const theorem1::Theorem1Result& result) {
    if (!result.first_mismatch && result.checked_up_to < rows_->last) {
      run::say("shard {} stopped at row {} of {}; it is not written", checkpoint::to_string(*shard_),
               result.checked_up_to, rows_->last);
      return exit_undecided;
    }
    checkpoint::Identity identity = identity_;
    identity.kind = "shard";
    const std::string body = checkpoint::write_theorem1_shard({basis(), start_digest_, result});
    if (output_) {
      output_->write(checkpoint::record_text(identity, body));
      output_->commit();
    } else {
      print_report(checkpoint::record_text(identity, body));
    }
    if (!result.first_mismatch) return exit_decided;
    run::say(
        "the two sides differ at k = {}, j = {}: the machine or the program is at fault; the shard tells "
        "more",
        result.first_mismatch->k, result.first_mismatch->j);
    return exit_undecided;
  }

  const Theorem1Command& command_;
  theorem1::Theorem1Options options_;
  checkpoint::Identity identity_;
  std::optional<checkpoint::ShardName> shard_;
  std::optional<theorem1::ShardRows> rows_;
  std::string start_digest_;
  std::optional<checkpoint::CheckpointStore> store_;
  std::optional<publish::OutputFile> output_;
  Clock::time_point saved_at_{};
  double pause_ = 0;
};

int run(const Theorem1Command& command) {
  if (!command.output.empty() && command.shard.empty())
    throw UsageError("--output is for a shard; it needs --shard i/n");
  try {
    return Theorem1Run(command)();
  } catch (const std::logic_error& error) {  // options out of range, or a kernel that the machine lacks
    throw UsageError(error.what());
  }
}

}  // namespace

void add_theorem1(Command& app, int& exit_code) {
  auto options = std::make_shared<Theorem1Command>();
  Command command = app.add_subcommand("theorem1", "Check Theorem 1 exactly for every k up to a bound");
  command.add_option("--max-k", options->max_k, "the greatest k")
      .check(Range(1UL, theorem1::theorem1_max_k))
      .capture_default_str();
  command.add_option("--threads", options->threads, "threads (default: one a core)").check(Range(1U, 256U));
  command.add_option("--kernel", options->kernel, "automatic, plain, mpn, ifma or avx512")
      .check(IsMember{{"automatic", "plain", "mpn", "ifma", "avx512"}})
      .capture_default_str();
  command.add_flag("--shared-kernel", options->shared_kernel,
                   "both sides by one arithmetic: faster, less independent");
  command.add_option("--resume", options->resume,
                     "save the work to this folder, and go on from what is saved there");
  command.add_option("--save-every", options->save_every, "seconds between two saves (with --resume)")
      .check(Range(0.0, 86400.0))
      .capture_default_str();
  command.add_option("--shard", options->shard,
                     "part i of n, written i/n: the result is a file for 'dropcert merge'");
  command.add_option("--output", options->output, "the file for a shard (default: standard output)");
  add_force_option(command, options->force);
  command.add_flag("--timings", options->timings, "time and memory on standard error, terminal or not");
  command.footer(
      "Examples:\n"
      "  dropcert theorem1 --max-k 6000\n"
      "  dropcert theorem1 --max-k 6000 --resume saved\n"
      "  dropcert theorem1 --max-k 6000 --shard 1/4 --output shard-1\n"
      "Killed at any moment, a run with --resume loses at most the work since the last save: --save-every\n"
      "seconds or, where that is longer, ten times what a save takes, and the rows in hand.\nExit code: 0 "
      "decided, 1 stopped before the end, or faulty arithmetic, 2 bad "
      "usage.");
  command.callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace dropcert::cli
