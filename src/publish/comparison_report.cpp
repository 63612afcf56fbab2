#include "publish/comparison_report.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "language/utf8.hpp"
#include "publish/json_numbers.hpp"

namespace dropcert::publish {

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
  return static_cast<std::size_t>(std::count_if(
      entries.begin(), entries.end(), [&](const auto& entry) { return entry.judgement.verdict == verdict; }));
}

std::string totals(const Entries& entries) {
  std::string text = fmt::format("{} entries: {} right", entries.size(), count(entries, Digits::right));
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
  return text + ".\n";
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
    counts[kind] = counts.value(kind, 0) + 1;
    if (is_right(entry) && quiet) continue;
    list.push_back({{"line", entry.line},
                    {"what", entry.what},
                    {"printed", entry.printed},
                    {"kind", kind},
                    {"digit", judgement.first_wrong == 0 ? Json(nullptr) : Json(judgement.first_wrong)},
                    {"certified", judgement.certified.empty() ? Json(nullptr) : Json(judgement.certified)},
                    {"reason", judgement.reason.empty() ? Json(nullptr) : Json(judgement.reason)}});
  }
  const Json report = {{"file", file}, {"entries", entries.size()}, {"counts", counts}, {"compared", list}};
  return json_text(report) + "\n";
}

std::string csv_comparison(const Entries& entries, bool quiet) {
  std::string text = "line,what,printed,kind,digit,certified,reason\n";
  for (const ComparedEntry& entry : entries) {
    const Judgement& judgement = entry.judgement;
    if (is_right(entry) && quiet) continue;
    text += fmt::format("{},{},{},{},{},{},{}\n", entry.line, csv_field(entry.what), csv_field(entry.printed),
                        kind_of(judgement.verdict),
                        judgement.first_wrong == 0 ? "" : std::to_string(judgement.first_wrong),
                        csv_field(judgement.certified), csv_field(judgement.reason));
  }
  return text;
}

}  // namespace dropcert::publish
