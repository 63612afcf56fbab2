// One result out of the shards that several runs made.
#include <fmt/format.h>

#include <memory>

#include "checkpoint/theorem1_shard.hpp"
#include "cli/command.hpp"
#include "cli/theorem1_output.hpp"

namespace dropcert {

namespace {

int merge(const std::vector<std::string>& paths) {
  std::vector<Shard> shards = read_shards(paths, program_name());
  const std::string command = shards.front().record.identity().command;
  if (command == "theorem1") {
    const MergedTheorem1 merged = merge_theorem1(shards);
    print_result(merged.result, merged.max_k);
    return exit_code_of(merged.result, merged.max_k);
  }
  throw UsageError(fmt::format("the shards are of '{}'; expected shards of theorem1", command));
}

}  // namespace

void add_merge(CLI::App& app, int& exit_code) {
  auto paths = std::make_shared<std::vector<std::string>>();
  CLI::App* command =
      app.add_subcommand("merge", "Put the shards of one run together: the result of a single run");
  command->add_option("SHARDS", *paths, "all the files that --shard 1/n, ..., n/n wrote, in any order")
      ->required();
  command->footer(
      "Example: dropcert merge shard-1 shard-2 shard-3 shard-4\n"
      "The result is, byte for byte, what one machine would have written. Shards that are damaged, missing,\n"
      "doubled, or of different runs, ranges or versions are refused.\n"
      "Exit code: as of the command whose shards they are; 2 if they are refused.");
  command->callback([paths, &exit_code] { exit_code = merge(*paths); });
}

}  // namespace dropcert
