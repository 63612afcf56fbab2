#include <fmt/core.h>

#include <memory>

#include "cli/command.hpp"

namespace dropcert::cli {

namespace {

std::vector<std::string> long_options(const Command& command) {
  std::vector<std::string> names;
  for (const arguments::Option& option : command.options())
    for (const std::string& name : option.long_names()) names.push_back("--" + name);
  return names;
}

std::string for_bash(const Command& app) {
  std::vector<std::string> commands;
  std::string cases;
  for (const Command& command : app.subcommands()) {
    commands.push_back(command.name());
    cases += fmt::format("    {}) options=\"{}\" ;;\n", command.name(), joined(long_options(command)));
  }
  return fmt::format(
      "# Completion for bash of the commands and options of dropcert: source this file.\n"
      "_dropcert() {{\n"
      "  local word=\"${{COMP_WORDS[COMP_CWORD]}}\" options=\"\"\n"
      "  if [ \"$COMP_CWORD\" = 1 ]; then\n"
      "    mapfile -t COMPREPLY < <(compgen -W \"{} {}\" -- \"$word\")\n"
      "    return\n"
      "  fi\n"
      "  case \"${{COMP_WORDS[1]}}\" in\n{}"
      "  esac\n"
      "  case \"$word\" in\n"
      "    -*) mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\") ;;\n"
      "    *) mapfile -t COMPREPLY < <(compgen -f -- \"$word\") ;;\n"
      "  esac\n"
      "}}\n"
      "complete -o filenames -F _dropcert dropcert\n",
      joined(commands), joined(long_options(app)), cases);
}

// Within single quotes, for _describe and _arguments: brackets and colons mean something there.
std::string zsh_words(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '\'')
      result += "'\\''";
    else if (c == '[' || c == ']' || c == ':' || c == '\\')
      (result += '\\') += c;
    else
      result += c == '\n' ? ' ' : c;
  }
  return result;
}

std::string for_zsh(const Command& app) {
  std::string commands, cases;
  for (const Command& command : app.subcommands()) {
    commands += fmt::format("    '{}:{}'\n", command.name(), zsh_words(command.description()));
    cases += fmt::format("    {}) _arguments", command.name());
    for (const arguments::Option& option : command.options())
      for (const std::string& name : option.long_names())
        cases += fmt::format(" \\\n      '--{}[{}]{}'", name, zsh_words(option.description()),
                             option.takes_value() ? ":value:_files" : "");
    cases += " \\\n      '*:file:_files' ;;\n";
  }
  return fmt::format(
      "#compdef dropcert\n"
      "# Completion for zsh of the commands and options of dropcert: a file _dropcert in a folder of "
      "$fpath.\n"
      "_dropcert() {{\n"
      "  local -a commands\n"
      "  commands=(\n{}  )\n"
      "  if (( CURRENT == 2 )); then\n"
      "    _describe command commands\n"
      "    return\n"
      "  fi\n"
      "  case $words[2] in\n{}"
      "  esac\n"
      "}}\n"
      "_dropcert \"$@\"\n",
      commands, cases);
}

}  // namespace

void add_completion(Command& app, int& exit_code) {
  auto shell = std::make_shared<std::string>();
  Command command =
      app.add_subcommand("completion", "A file by which a shell completes commands and options");
  command.add_option("SHELL", *shell, "bash or zsh").required().check(IsMember{{"bash", "zsh"}});
  command.footer("Example: source <(dropcert completion bash)\nExit code: 0, or 2 for bad usage.");
  command.callback([shell, &app, &exit_code] {
    print_report(*shell == "bash" ? for_bash(app) : for_zsh(app));
    exit_code = exit_decided;
  });
}

}  // namespace dropcert::cli
