#include <fmt/core.h>

#include <algorithm>
#include <sstream>

#include "data/data_error.hpp"
#include "exact/bell.hpp"
#include "exact/bernoulli.hpp"
#include "exact/stirling.hpp"
#include "exact/surjections.hpp"
#include "publish/comparison.hpp"

namespace dropcert::publish {

namespace {

// Rows of a triangle, one after the other: the index of T(n, k) in its b-file, and back.
struct Triangle {
  std::vector<Integer> (*row)(unsigned long n);
  unsigned long from;  // the first n and the first k, and the index of that term
};

struct Sequence {
  const char* name;
  const char* oeis;
  const char* meaning;
  Integer (*term)(unsigned long n) = nullptr;
  const Triangle* triangle = nullptr;
};

Integer bernoulli_numerator(unsigned long n) {
  return bernoulli(n).numerator();
}
Integer bernoulli_denominator(unsigned long n) {
  return bernoulli(n).denominator();
}
Integer even_bernoulli_numerator(unsigned long n) {
  return bernoulli(2 * n).numerator();
}
Integer even_bernoulli_denominator(unsigned long n) {
  return bernoulli(2 * n).denominator();
}

const std::vector<Sequence>& sequences() {
  static const Triangle onto{surjections_row, 1}, onto_from_0{surjections_row, 0};
  static const Triangle stirling{stirling2_row, 1}, stirling_from_0{stirling2_row, 0};
  static const std::vector<Sequence> all = {
      {"T", "A019538", "surjections T(n, k), n >= 1, k = 1..n, by rows", nullptr, &onto},
      {"T-from-0", "A131689", "the same with n >= 0, k = 0..n", nullptr, &onto_from_0},
      {"stirling2", "A008277", "Stirling numbers of the second kind, n >= 1, k = 1..n, by rows", nullptr,
       &stirling},
      {"stirling2-from-0", "A048993", "the same with n >= 0, k = 0..n", nullptr, &stirling_from_0},
      {"bell", "A000110", "Bell numbers, n >= 0", bell},
      {"bernoulli-numerator", "A027641", "numerators of the Bernoulli numbers, B_1 = -1/2, n >= 0",
       bernoulli_numerator},
      {"bernoulli-denominator", "A027642", "their denominators", bernoulli_denominator},
      {"bernoulli-even-numerator", "A000367", "numerators of B_2n, n >= 0", even_bernoulli_numerator},
      {"bernoulli-even-denominator", "A002445", "their denominators", even_bernoulli_denominator}};
  return all;
}

// "b019538.txt" belongs to A019538.
const Sequence& sequence_for(const std::string& file, const std::string& wanted) {
  const std::string base = file.substr(file.rfind('/') + 1);
  for (const Sequence& sequence : sequences())
    if (wanted.empty() ? base.rfind("b" + std::string(sequence.oeis + 1), 0) == 0
                       : wanted == sequence.name || wanted == sequence.oeis)
      return sequence;
  std::string names;
  for (const Sequence& sequence : sequences())
    names += fmt::format("{}{} ({})", names.empty() ? "" : ", ", sequence.name, sequence.oeis);
  throw data::DataError(
      fmt::format("'{}' looks like a b-file, of which sequence is not known; --sequence names one of {}",
                  wanted.empty() ? file : wanted, names));
}

// Terms in the order of their indices, a row of a triangle at a time.
class Terms {
 public:
  explicit Terms(const Sequence& sequence) : sequence_(&sequence) {
    if (sequence.triangle) start_ = n_ = sequence.triangle->from;
  }

  // The term and its name; `index` does not decrease from call to call.
  std::pair<std::string, Integer> at(unsigned long index) {
    if (sequence_->triangle == nullptr)
      return {fmt::format("{}({})", sequence_->name, index), sequence_->term(index)};
    const unsigned long from = sequence_->triangle->from;
    while (index >= start_ + width()) {
      start_ += width();
      ++n_;
      row_.clear();
    }
    if (row_.empty()) row_ = sequence_->triangle->row(n_);
    const unsigned long k = index - start_ + from;
    return {fmt::format("{}({}, {})", sequence_->name, n_, k), row_.at(k)};
  }

 private:
  unsigned long width() const { return n_ + 1 - sequence_->triangle->from; }

  const Sequence* sequence_;
  unsigned long start_ = 0;  // the index of the first term of row n_
  unsigned long n_ = 0;
  std::vector<Integer> row_;
};

bool is_integer(const std::string& text) {
  return Integer::parse(text).has_value();
}

// A line of a b-file that has an index and an integer.
struct Line {
  std::size_t number = 0;
  long index = 0;
  std::string value;
};

constexpr long greatest_index = 100'000'000;

// The entries of the file as terms of the sequence, whose index is `shift` more than the file's.
std::vector<ComparedEntry> compared(const std::vector<Line>& lines, const Sequence& sequence, long shift) {
  std::vector<ComparedEntry> entries;
  const long least = sequence.triangle ? static_cast<long>(sequence.triangle->from) : 0;
  Terms terms(sequence);
  std::optional<long> last;
  for (const Line& line : lines) {
    const long index = line.index + shift;
    ComparedEntry entry{line.number, fmt::format("{}, index {}", sequence.name, index), line.value, {}};
    if (index < least || index > greatest_index) {
      entry.judgement = not_comparable(index < least ? fmt::format("the sequence begins with index {}", least)
                                                     : "the index is too large");
    } else {
      if (last && index < *last) terms = Terms(sequence);
      last = index;
      try {
        const std::pair<std::string, Integer> term = terms.at(static_cast<unsigned long>(index));
        const std::string digits = term.second.str();
        entry.what = term.first;
        entry.judgement = judge(line.value, known_by_text([&](long) { return digits; }));
      } catch (const std::length_error& error) {
        entry.judgement = not_comparable(error.what());
      }
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::size_t count_right(const std::vector<ComparedEntry>& entries) {
  return static_cast<std::size_t>(
      std::count_if(entries.begin(), entries.end(),
                    [](const ComparedEntry& entry) { return entry.judgement.verdict == Digits::right; }));
}

void name_convention(std::vector<ComparedEntry>& entries, const std::string& convention) {
  for (ComparedEntry& entry : entries) {
    if (entry.judgement.verdict == Digits::right) continue;
    entry.judgement.verdict = Digits::other_convention;
    entry.judgement.first_wrong = 0;
    entry.judgement.reason = convention;
  }
}

// B_1 = 1/2 instead of -1/2, and nothing else differs.
bool has_other_bernoulli(const std::vector<ComparedEntry>& entries, const std::vector<Line>& lines) {
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (entries[i].judgement.verdict != Digits::right && (lines[i].index != 1 || lines[i].value != "1"))
      return false;
  return true;
}

// What makes all of the entries right that are not: other indices, or another of the sequences.
void recognise(std::vector<ComparedEntry>& entries, const std::vector<Line>& lines,
               const Sequence& sequence) {
  constexpr std::size_t least_lines = 4;  // fewer may agree by chance
  if (count_right(entries) == entries.size()) return;
  if (std::string_view(sequence.name) == "bernoulli-numerator" && has_other_bernoulli(entries, lines))
    return name_convention(entries, "B_1 = 1/2 here (A164555), -1/2 in the sequence compared with");
  if (entries.size() < least_lines) return;
  auto explains = [&](const Sequence& other, long shift) {
    const std::vector<Line> beginning(lines.begin(), lines.begin() + static_cast<long>(std::min<std::size_t>(
                                                                         lines.size(), 2 * least_lines)));
    return count_right(compared(beginning, other, shift)) == beginning.size() &&
           count_right(compared(lines, other, shift)) == lines.size();
  };
  for (const long shift : {1L, -1L, 2L, -2L})
    if (explains(sequence, shift))
      return name_convention(
          entries, fmt::format("the index n here is {} in the sequence",
                               shift > 0 ? fmt::format("n + {}", shift) : fmt::format("n - {}", -shift)));
  for (const Sequence& other : sequences())
    for (const long shift : {0L, 1L, -1L})
      if (&other != &sequence && explains(other, shift))
        return name_convention(entries,
                               fmt::format("these are the terms of {} ({}){}", other.name, other.oeis,
                                           shift == 0  ? ""
                                           : shift > 0 ? ", index n being n + 1 there"
                                                       : ", index n being n - 1 there"));
}

}  // namespace

std::vector<std::pair<std::string, std::string>> b_file_sequences() {
  std::vector<std::pair<std::string, std::string>> names;
  for (const Sequence& sequence : sequences())
    names.emplace_back(sequence.name, fmt::format("{}, {}", sequence.oeis, sequence.meaning));
  return names;
}

bool looks_like_b_file(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#' || line == "\r") continue;
    std::istringstream words(line);
    std::string index, value, more;
    return (words >> index >> value) && !(words >> more) && is_integer(index) && is_integer(value);
  }
  return false;
}

std::vector<ComparedEntry> compare_b_file(const std::string& text, const std::string& name,
                                          const ComparisonOptions& options) {
  const Sequence& sequence = sequence_for(name, options.sequence);
  std::vector<Line> read;
  std::vector<ComparedEntry> faults;
  std::istringstream lines(text);
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty() || line[0] == '#') continue;
    std::istringstream words(line);
    std::string index_text, value, more;
    const bool two = (words >> index_text >> value) && !(words >> more);
    const std::optional<Integer> parsed = Integer::parse(index_text);
    const std::optional<long> index = parsed ? parsed->to_long() : std::nullopt;
    auto fault = [&](const std::string& reason) {
      faults.push_back({number, "the line", line, not_comparable(reason)});
    };
    if (!two || !index || *index > greatest_index || *index < -greatest_index || !is_integer(value)) {
      fault(fmt::format("{} is not an index and an integer", data::shown(line)));
      continue;
    }
    if (!read.empty() && *index != read.back().index + 1)
      fault(fmt::format("the index {} stands where {} is expected", *index, read.back().index + 1));
    read.push_back({number, *index, value});
  }
  std::vector<ComparedEntry> entries = compared(read, sequence, 0);
  recognise(entries, read, sequence);
  entries.insert(entries.end(), faults.begin(), faults.end());
  std::stable_sort(entries.begin(), entries.end(),
                   [](const ComparedEntry& x, const ComparedEntry& y) { return x.line < y.line; });
  if (entries.empty()) throw data::DataError(fmt::format("'{}' has no terms to compare", name));
  return entries;
}

}  // namespace dropcert::publish
