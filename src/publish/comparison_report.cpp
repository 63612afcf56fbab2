#include "publish/comparison_report.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "language/utf8.hpp"
#include "publish/json_numbers.hpp"

namespace dropcert::publish {

using namespace language;

namespace {

using Entries = std::vector<ComparedEntry>;

constexpr std::size_t widest_number = 60;

bool is_right(const ComparedEntry& entry) {
  return entry.judgement.verdict == Digits::right;
}

// A long number around its digit of that number.
std::string window(const std::string& number, std::size_t digit) {
  if (number.size() <= widest_number) return number;
  const std::size_t half = widest_number / 2;
  const std::size_t start = digit < half ? 0 : std::min(digit - half, number.size() - widest_number);
  const std::size_t end = start + widest_number;
  return fmt::format("{}{}{}", start ? "..." : "", number.substr(start, widest_number),
                     end < number.size() ? "..." : "");
}

std::size_t count(const Entries& entries, Digits verdict) {
  return static_cast<std::size_t>(std::count_if(entries.begin(), entries.end(), [&](const auto& entry) {
    return !entry.is_note && entry.judgement.verdict == verdict;
  }));
}

std::size_t count_notes(const Entries& entries) {
  return static_cast<std::size_t>(
      std::count_if(entries.begin(), entries.end(), [](const auto& entry) { return entry.is_note; }));
}

// "2 sign, 1 power-of-ten", each wrong entry by the first of its kinds.
std::string kinds(const Entries& entries) {
  std::map<std::string, std::size_t> counts;
  for (const ComparedEntry& entry : entries)
    if (!entry.judgement.faults.empty()) ++counts[entry.judgement.faults[0].kind];
  std::string text;
  for (const auto& [kind, n] : counts) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", n, kind);
  return text;
}

std::string totals(const Entries& entries) {
  const std::size_t notes = count_notes(entries);
  const std::size_t all = entries.size() - notes;
  std::string text =
      fmt::format("{} entr{}: {} right", all, all == 1 ? "y" : "ies", count(entries, Digits::right));
  const std::pair<Digits, const char*> others[] = {
      {Digits::rounded_wrong_way, "with the last digit rounded the wrong way"},
      {Digits::wrong, "wrong"},
      {Digits::zero, "wrong with 0 printed for another value"},
      {Digits::not_finite, "wrong with no finite number printed"},
      {Digits::other_convention, "right by another convention"},
      {Digits::undecided, "not decided"},
      {Digits::not_comparable, "not comparable"}};
  for (const auto& [verdict, words] : others)
    if (const std::size_t n = count(entries, verdict); n > 0) text += fmt::format(", {} {}", n, words);
  if (notes > 0) text += fmt::format("; {} remark{} on the file", notes, notes == 1 ? "" : "s");
  const std::string named = kinds(entries);
  return (named.empty() ? "" : fmt::format("Kinds of faults: {}.\n", named)) + text + ".\n";
}

std::string csv_field(const std::string& given) {
  const std::string text = printable(given);
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

std::string text_comparison(const std::string& file, const Entries& entries, bool quiet) {
  std::string report;
  for (const ComparedEntry& entry : entries) {
    if (is_right(entry) && quiet) continue;
    const Judgement& judgement = entry.judgement;
    std::string text = fmt::format("{}:{}: {}: {}\n  printed   {}\n", file, entry.line, entry.what,
                                   describe(judgement), window(entry.printed, judgement.first_wrong));
    if (!judgement.certified.empty())
      text += fmt::format("  certified {}\n", window(judgement.certified, judgement.first_wrong));
    for (const Fault& fault : judgement.faults)
      text += fmt::format("  {}: {}\n", fault.kind, window(fault.statement, judgement.first_wrong));
    report += text;
  }
  return report + totals(entries);
}

std::string json_comparison(const std::string& file, const Entries& entries, bool quiet) {
  using Json = nlohmann::ordered_json;
  Json list = Json::array();
  Json counts = Json::object();
  for (const ComparedEntry& entry : entries) {
    const Judgement& judgement = entry.judgement;
    const std::string kind = kind_of(judgement.verdict);
    if (!entry.is_note) counts[kind] = counts.value(kind, 0) + 1;
    if (is_right(entry) && quiet) continue;
    Json faults = Json::array();
    for (const Fault& fault : judgement.faults)
      faults.push_back({{"kind", fault.kind}, {"statement", fault.statement}});
    list.push_back({{"line", entry.line},
                    {"what", entry.what},
                    {"printed", entry.printed},
                    {"kind", kind},
                    {"digit", judgement.first_wrong == 0 ? Json(nullptr) : Json(judgement.first_wrong)},
                    {"certified", judgement.certified.empty() ? Json(nullptr) : Json(judgement.certified)},
                    {"reason", judgement.reason.empty() ? Json(nullptr) : Json(judgement.reason)},
                    {"faults", faults}});
  }
  const Json report = {{"file", file},
                       {"entries", entries.size() - count_notes(entries)},
                       {"counts", counts},
                       {"compared", list}};
  return json_text(report) + "\n";
}

std::string csv_comparison(const Entries& entries, bool quiet) {
  std::string text = "line,what,printed,kind,digit,certified,reason,faults,statements\n";
  for (const ComparedEntry& entry : entries) {
    const Judgement& judgement = entry.judgement;
    if (is_right(entry) && quiet) continue;
    std::string faults, statements;
    for (const Fault& fault : judgement.faults) {
      faults += (faults.empty() ? "" : "; ") + fault.kind;
      statements += (statements.empty() ? "" : "; ") + fault.statement;
    }
    text += fmt::format("{},{},{},{},{},{},{},{},{}\n", entry.line, csv_field(entry.what),
                        csv_field(entry.printed), kind_of(judgement.verdict),
                        judgement.first_wrong == 0 ? "" : std::to_string(judgement.first_wrong),
                        csv_field(judgement.certified), csv_field(judgement.reason), csv_field(faults),
                        csv_field(statements));
  }
  return text;
}

}  // namespace dropcert::publish
