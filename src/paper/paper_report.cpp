#include "paper/paper_report.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "language/print.hpp"
#include "publish/evidence.hpp"

namespace dropcert::paper {

using namespace language;

namespace {

// A message in the file: characters that mean something to TeX there become others.
std::string plain(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '{')
      result += '(';
    else if (c == '}')
      result += ')';
    else if (c == '|')
      result += '/';
    else if (c == '\n')
      result += "; ";
    else
      result += c >= ' ' && c <= '~' ? c : '?';
  }
  constexpr std::size_t longest = 500;
  if (result.size() > longest) result = result.substr(0, longest) + "...";
  return result;
}

std::string described(const Item& item) {
  constexpr std::size_t shown = 70;
  std::string text = item.expression.text;
  if (item.kind == ItemKind::claim) text = item.id.empty() ? "claim '" + text + "'" : "claim " + item.id;
  if (text.size() > shown) text = text.substr(0, shown) + "...";
  for (const auto& [key, value] : item.keys) text += fmt::format(", {} = {}", key, value.text);
  return text;
}

std::string sentence(const Decision& decision) {
  std::string text = decision.finding;
  if (!decision.certified.empty()) text += fmt::format("; the value is {}", decision.certified);
  if (!decision.instead.empty()) text += fmt::format(", so {}", decision.instead);
  return text;
}

std::string counted(std::size_t n, const char* one) {
  return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s");
}

std::string kinds(const std::vector<Item>& items) {
  const std::pair<ItemKind, const char*> names[] = {{ItemKind::number, "number"},
                                                    {ItemKind::value, "value"},
                                                    {ItemKind::range, "range"},
                                                    {ItemKind::claim, "claim"}};
  std::string text;
  for (const auto& kind : names) {
    const auto n =
        std::count_if(items.begin(), items.end(), [&](const Item& item) { return item.kind == kind.first; });
    if (n > 0) text += (text.empty() ? "" : ", ") + counted(static_cast<std::size_t>(n), kind.second);
  }
  return text.empty() ? "no numbers and no claims" : text;
}

std::string unread_counts(const std::vector<Unread>& unread) {
  const auto numbers = std::count_if(unread.begin(), unread.end(),
                                     [](const Unread& one) { return one.kind == Unread::Kind::number; });
  const std::size_t n = static_cast<std::size_t>(numbers);
  return fmt::format("not read: {}, {}", counted(n, "number"), counted(unread.size() - n, "relation"));
}

}  // namespace

bool all_right(const std::vector<Item>& items, const std::vector<Decision>& decisions) {
  for (std::size_t i = 0; i < items.size(); ++i)
    if (items[i].kind != ItemKind::definition && decisions[i].state != State::right) return false;
  return true;
}

std::string package_file(const std::vector<Item>& items, const std::vector<Decision>& decisions) {
  std::string text = fmt::format("{} {}; the package dropcert reads it\n|dropcertfile{{1}}\n",
                                 package_file_opening, DROPCERT_VERSION);
  std::size_t definitions = 0, entries = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].kind == ItemKind::definition) {
      text += fmt::format("|dropcertdefinition{{{}}}{{{}}}\n", ++definitions, items[i].expression.text);
      continue;
    }
    const Decision& decision = decisions[i];
    text += fmt::format("|dropcertentry{{{}}}{{{}}}{{{}}}{{{}}}\n", items[i].name(), decision.label,
                        decision.value, plain(sentence(decision)));
    ++entries;
  }
  return text + fmt::format("|dropcertend{{{}}}{{{}}}\n", definitions, entries);
}

std::string ledger_text(const Ledger& ledger) {
  std::string text = fmt::format("{} {}\nledger \"{}\"\n", ledger_opening, DROPCERT_VERSION, ledger.title);
  if (!ledger.definitions.empty()) text += '\n';
  for (const Definition& definition : ledger.definitions) text += "where " + to_text(definition) + "\n";
  for (const Claim& claim : ledger.claims) {
    text += fmt::format("\nclaim {} \"{}\"\n", claim.id, claim.where);
    if (!claim.says.empty()) text += fmt::format("  says \"{}\"\n", claim.says);
    for (const Definition& definition : claim.definitions) text += "  where " + to_text(definition) + "\n";
    for (const Statement& statement : claim.statements)
      text += fmt::format("  {} {}\n", name_of(statement.role), to_text(statement.tree));
  }
  return text;
}

std::string text_report(const SourceText& source, const std::vector<Item>& items, const Ledger& ledger,
                        const Decisions& decisions, const std::optional<std::vector<Unread>>& unread) {
  std::string text;
  for (const std::string& remark : source.remarks()) text += remark + "\n";
  std::size_t right = 0, wrong = 0, undecided = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].kind == ItemKind::definition) continue;
    const Decision& decision = decisions.items[i];
    ++(decision.state == State::right ? right : decision.state == State::wrong ? wrong : undecided);
    if (decision.state == State::right && decision.finding.empty()) continue;
    text += fmt::format("{}: {}: {}\n", source.describe(items[i].at), described(items[i]), decision.finding);
    if (items[i].kind == ItemKind::number && decision.state == State::wrong)
      text += fmt::format("  printed   {}\n", items[i].digits.text);
    if (!decision.certified.empty())
      text += fmt::format("  certified {}{}\n", decision.certified,
                          decision.instead.empty() ? "" : ", so " + decision.instead);
  }
  if (const std::string hidden = publish::describe_hidden_functions(ledger); !hidden.empty())
    text += hidden + "\n";
  if (!unread) return text;
  text += fmt::format("{}: {} right, {} wrong, {} undecided.\n", kinds(items), right, wrong, undecided);
  if (!unread->empty()) text += unread_counts(*unread) + "; --tables lists them.\n";
  return text;
}

std::string unread_report(const SourceText& source, const std::vector<Unread>& unread) {
  std::string text;
  for (const std::string& remark : source.remarks()) text += remark + "\n";
  for (const Unread& one : unread)
    text += one.kind == Unread::Kind::number
                ? fmt::format("{}: {}\n  \\certified{{TERM}}{{{}}}\n", source.describe(one.at), one.text,
                              one.text)
                : fmt::format("{}: {}\n  \\begin{{claim}}[ID]{{STATEMENT}} ... \\end{{claim}}\n",
                              source.describe(one.at), one.text);
  return text + unread_counts(unread) + "\n";
}

}  // namespace dropcert::paper
