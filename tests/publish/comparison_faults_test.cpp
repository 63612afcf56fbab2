// Faults of known kinds in generated files: each is found, its kind named, and nothing else flagged.
#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "publish/comparison.hpp"
#include "publish/tables/compare_csv.hpp"
#include "random.hpp"

using namespace dropcert;
using namespace dropcert::exact;
using publish::ComparedEntry;

namespace {

struct Expected {
  std::string kind;
  std::size_t digit = 0;   // 0: not looked at
  std::string fault = {};  // one of the kinds that must be named; "": not looked at
};

struct File {
  std::string text;
  std::vector<Expected> entries;  // in the order of compare_csv
};

constexpr const char* neighbour = "one of two neighbours";

std::string in_quotes(const std::string& text) {
  if (text.find_first_of(",\"") == std::string::npos) return text;
  std::string result = "\"";
  for (const char c : text) result += c == '"' ? "\"\"" : std::string(1, c);
  return result + '"';
}

bool is_words(const publish::TableColumn& column, const std::string& text) {
  return column.rounding == publish::Rounding::text || text == "true" || text == "false";
}

// The places of a decimal's digits from its leading one to its last.
std::vector<std::size_t> digits_of(const std::string& text) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < text.size() && text[i] != 'e'; ++i) {
    const bool leads = places.empty() && text[i] == '0';
    if (text[i] >= '0' && text[i] <= '9' && !leads) places.push_back(i);
  }
  return places;
}

// A fault in the text of a cell, and what compare must say of it.
Expected spoil(std::string& text, const publish::TableColumn& column, bool is_exact,
               testing::Random& random) {
  const auto with = [&](const std::string& other, const char* kind, std::size_t digit = 0,
                        const char* fault = "") {
    text = other;
    return Expected{kind, digit, fault};
  };
  if (is_words(column, text)) {
    if (random.one_in(3)) return with("", "not-comparable");
    return with(text == "true" ? "false" : text == "false" ? "true" : text + "x", "wrong", 1);
  }
  switch (random.below(7)) {
    case 0:
      return with("", "not-comparable");
    case 1: {
      const char* const unreadable[] = {"abc", "1.2.3", "--1", "NA", "1/0", "1e", "[1]"};
      return with(unreadable[random.below(std::size(unreadable))], "not-comparable");
    }
    case 2: {
      const char* const not_finite[] = {"nan", "-inf", "Infinity", "+NaN", "1.#INF", "-nan(ind)"};
      return with(not_finite[random.below(std::size(not_finite))], "not-finite");
    }
    default:
      break;
  }
  if (text == "0") return with("1", "wrong", 1);
  const std::size_t bar = text.find('/');
  if (bar != std::string::npos) {
    if (random.one_in(4)) return with("0", "zero");
    if (random.one_in(4)) return with(text[0] == '-' ? text.substr(1) : "-" + text, "wrong", 0, "sign");
    if (text[0] != '-' && random.one_in(3))
      return with(text.substr(bar + 1) + "/" + text.substr(0, bar), "wrong", 0, "reciprocal");
    return with((Integer::parse(text.substr(0, bar)).value() + Integer(1)).str() + text.substr(bar), "wrong");
  }
  const std::vector<std::size_t> places = digits_of(text);
  const std::size_t size = places.size();
  const bool has_exponent = text.find('e') != std::string::npos;
  switch (random.below(8)) {
    case 0:
      return with(random.one_in(2) ? "0" : "-0.000", "zero");
    case 1:
      return with(text[0] == '-' ? text.substr(1) : "-" + text, "wrong", 1, "sign");
    case 2:
      if (!has_exponent && size >= 2)
        return with(text + (random.one_in(2) ? "e1" : "e-3"), "wrong", 1, "power-of-ten");
      break;
    case 3:  // two digits exchanged, neither of them the last one
      if (size >= 4) {
        const std::size_t i = random.below(size - 2);
        char &one = text[places[i]], &other = text[places[i + 1]];
        if (one != other && (i > 0 || other != '0')) {
          std::swap(one, other);
          return {"wrong", 0, "exchanged-digits"};
        }
      }
      break;
    case 4:
      if (size >= 5) {
        text.erase(places[1 + random.below(size / 2)], 1);
        return {"wrong", 0, "missing-digit"};
      }
      break;
    case 5:
      if (size >= 4) {
        text.insert(places[1 + random.below(size / 2)], 1, static_cast<char>('1' + random.below(9)));
        return {"wrong", 0, "extra-digit"};
      }
      break;
    default:
      break;
  }
  const bool is_bound =
      column.rounding == publish::Rounding::up || column.rounding == publish::Rounding::down;
  if (random.one_in(2)) {
    char& last = text[places.back()];
    if (last >= '1' && last <= '8') {
      const bool is_leading = size == 1 && last == '1';
      last = static_cast<char>(last + (random.one_in(2) || is_leading ? 1 : -1));
      return {is_exact ? "wrong" : neighbour, 0, "last-digit"};
    }
  }
  // An earlier digit; of an exact number any.
  const std::size_t count = is_exact ? size : size / 2;
  const std::size_t i = random.below(std::max<std::size_t>(count, 1));
  char& digit = text[places[i]];
  digit = digit == '9' ? '7' : static_cast<char>(digit + 1);
  return {size == 1 && !is_exact ? neighbour : "wrong", is_bound ? 0 : i + 1,
          i + 1 < size ? "one-digit" : ""};
}

// The rows of a table, every second cell with a fault, and records that are none between them.
File spoiled(const publish::Table& table, std::size_t most, bool spoils_keys, testing::Random& random) {
  const std::vector<publish::TableColumn>& columns = table.specification.columns;
  const std::size_t shown = table.specification.shown();
  File file;
  for (std::size_t i = 0; i < shown; ++i) file.text += (i > 0 ? "," : "") + columns[i].name;
  file.text += '\n';
  for (const publish::TableRow& row : table.rows) {
    if (file.entries.size() >= most) break;
    if (random.one_in(20)) {
      file.text += "1\n";
      file.entries.push_back({"not-comparable"});
    }
    const bool has_bad_key = spoils_keys && random.one_in(10);
    for (std::size_t i = 0; i < shown; ++i) {
      std::string text = row[i].text;
      if (columns[i].key) {
        if (has_bad_key) text = random.one_in(2) ? "nokey" : "1/0";
      } else if (has_bad_key) {
        file.entries.push_back({"not-comparable"});
      } else if (!text.empty()) {
        file.entries.push_back(random.one_in(2) ? Expected{"right"}
                                                : spoil(text, columns[i], row[i].exact, random));
      }
      file.text += (i > 0 ? "," : "") + in_quotes(text);
    }
    file.text += '\n';
  }
  return file;
}

// Whether it is as expected; counts neighbours by the side on which they are.
bool is_as_expected(const ComparedEntry& entry, const Expected& expected, std::size_t sides[2]) {
  const std::string kind = publish::kind_of(entry.judgement.verdict);
  const std::vector<publish::Fault>& faults = entry.judgement.faults;
  if (!expected.fault.empty() && std::none_of(faults.begin(), faults.end(), [&](const auto& fault) {
        return fault.kind == expected.fault;
      }))
    return false;
  if (expected.kind == "right" && !faults.empty()) return false;
  if (expected.kind == neighbour) {
    if (kind != "last-digit" && kind != "wrong") return false;
    ++sides[kind == "wrong"];
    return true;
  }
  return kind == expected.kind && (expected.digit == 0 || entry.judgement.first_wrong == expected.digit);
}

}  // namespace

TEST_CASE("10,000 entries of generated tables: every fault is found and named, nothing else is flagged") {
  testing::Random random(20261126);
  std::size_t entries = 0, faults = 0, named = 0;
  std::size_t sides[2] = {0, 0};
  for (const char* name : {"triangle", "derivatives", "dropout-region", "equation-13", "partial-regularisers",
                           "quadratic-error", "radius", "regulariser", "remedy", "validity"}) {
    CAPTURE(std::string(name));
    const publish::TableUnit* unit = publish::table_unit(name);
    REQUIRE(unit);
    const std::string table = name;
    const bool has_number_keys = table == "triangle" || table == "derivatives" || table == "radius";
    const File file = spoiled(unit->table({}), 7500, has_number_keys, random);
    publish::ComparisonOptions options;
    options.table = name;
    const std::vector<ComparedEntry> found = publish::compare_csv(file.text, "theirs.csv", options, {});
    REQUIRE(found.size() == file.entries.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (file.entries[i].kind != "right") ++faults;
      if (!file.entries[i].fault.empty()) ++named;
      if (is_as_expected(found[i], file.entries[i], sides)) continue;
      FAIL_CHECK(found[i].line << " " << found[i].what << ": " << found[i].printed << ": "
                               << publish::describe(found[i].judgement) << "; expected "
                               << file.entries[i].kind << " from digit " << file.entries[i].digit << ", "
                               << file.entries[i].fault);
    }
    entries += found.size();
  }
  CHECK(entries >= 10'000);
  CHECK(faults >= 4'000);
  CHECK(named >= 2'000);
  for (const std::size_t side : sides) CHECK(side >= 20);
}
