#include <fmt/core.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "cli/model_options.hpp"
#include "model/validity.hpp"
#include "publish/json_numbers.hpp"
#include "publish/layout.hpp"

namespace dropcert::cli {

using namespace model;

namespace {

struct ValidityOptions {
  std::string noise, family;
  std::string format = "text";
};

std::vector<Cell> chosen(const ValidityOptions& options) {
  std::vector<Cell> cells;
  for (const Cell& cell : validity_map())
    if ((options.noise.empty() || name(cell.noise) == options.noise) &&
        (options.family.empty() || name(cell.family) == options.family))
      cells.push_back(cell);
  return cells;
}

std::string text_of(const Cell& cell) {
  std::string text =
      fmt::format("{}, {} family: {}\n", name(cell.noise), name(cell.family), name(cell.validity));
  const auto line = [&](std::string_view label, std::string_view content) {
    if (!content.empty()) text += publish::wrapped(fmt::format("{}: {}", label, content), 100, 2, 6) + "\n";
  };
  line("condition", cell.condition);
  line("R", cell.value);
  line("reason", cell.reason);
  line("theorem", cell.theorem);
  return text;
}

/// A row of the table: columns of one width, nothing behind the last.
std::string row(std::string_view label, const std::vector<std::string_view>& entries) {
  std::string text = fmt::format("{:<18}", label);
  for (const std::string_view entry : entries) text += fmt::format(" {:<16}", entry);
  return text.substr(0, text.find_last_not_of(' ') + 1) + "\n";
}

std::string table() {
  std::vector<std::string_view> families;
  for (const Family family : all_families()) families.push_back(name(family));
  std::string text = "When the series of the approximations R_k converges to the regulariser R\n\n";
  text += row("noise \\ family", families);
  for (const Noise noise : all_noises()) {
    std::vector<std::string_view> entries;
    for (const Family family : all_families()) {
      const Validity known = validity(noise, family).validity;
      entries.push_back(known == Validity::never_if ? "never*" : name(known));
    }
    text += row(name(noise), entries);
  }
  return text +
         "\n* Proved for two classes, and for one noisy feature; otherwise a conjecture, not proved.\n\n";
}

std::string json_of(const std::vector<Cell>& cells) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Cell& cell : cells)
    list.push_back({{"noise", name(cell.noise)},
                    {"family", name(cell.family)},
                    {"validity", name(cell.validity)},
                    {"condition", cell.condition},
                    {"regulariser", cell.value},
                    {"reason", cell.reason},
                    {"theorem", cell.theorem}});
  return publish::json_text({{"cells", list}}) + "\n";
}

int show_validity(const ValidityOptions& options) {
  const std::vector<Cell> cells = chosen(options);
  if (options.format == "json") {
    fmt::print("{}", json_of(cells));
    return exit_decided;
  }
  std::string text = cells.size() == validity_map().size() ? table() : "";
  for (const Cell& cell : cells) text += text_of(cell) + (cells.size() > 1 ? "\n" : "");
  fmt::print("{}", text);
  return exit_decided;
}

}  // namespace

void add_validity(Command& app, int& exit_code) {
  auto options = std::make_shared<ValidityOptions>();
  Command command = app.add_subcommand(
      "validity", "For which noises and families the Taylor series of the regulariser converges, and why");
  command.add_option("--noise", options->noise, "only this noise").check(IsMember{names_of(all_noises())});
  command.add_option("--family", options->family, "only this family")
      .check(IsMember{names_of(all_families())});
  command.add_option("--format", options->format, "text or json")
      .check(IsMember{{"text", "json"}})
      .capture_default_str();
  command.footer(
      "Names marked (Coq) are formal theorems (proofs/theorems.txt), the others lemmas of proofs/README.md.\n"
      "Example: dropcert validity --noise uniform --family logistic\n"
      "Exit code: 0, or 2 for bad usage.");
  command.callback([options, &exit_code] { exit_code = show_validity(*options); });
}

}  // namespace dropcert::cli
