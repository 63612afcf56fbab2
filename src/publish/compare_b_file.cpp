#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <sstream>

#include "data/data_error.hpp"
#include "exact/bell.hpp"
#include "exact/bernoulli.hpp"
#include "exact/stirling.hpp"
#include "exact/surjections.hpp"
#include "publish/comparison.hpp"

namespace dropcert::publish {

using namespace exact;

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
Integer other_bernoulli_numerator(unsigned long n) {
  return n == 1 ? Integer(1) : bernoulli_numerator(n);
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
      {"bernoulli-plus-numerator", "A164555", "the same with B_1 = 1/2", other_bernoulli_numerator},
      {"bernoulli-denominator", "A027642", "the denominators of both", bernoulli_denominator},
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

// What the file may hold: a sequence, whose index is `shift` more than the file's.
struct Reading {
  const Sequence* sequence;
  long shift = 0;
  std::string in_words = {};
};

std::string shifted(long shift) {
  return shift > 0 ? fmt::format("n + {}", shift) : fmt::format("n - {}", -shift);
}

std::string words_for(const Sequence& sequence, const Sequence& wanted, long shift) {
  if (&sequence == &wanted) return fmt::format("the index n here is {} in the sequence", shifted(shift));
  const auto is = [&](const char* mine, const char* other) {
    return shift == 0 && std::string_view(sequence.oeis) == mine && std::string_view(wanted.oeis) == other;
  };
  if (is("A164555", "A027641")) return "B_1 = 1/2 here (A164555), -1/2 in the sequence compared with";
  if (is("A027641", "A164555")) return "B_1 = -1/2 here (A027641), 1/2 in the sequence compared with";
  return fmt::format("these are the terms of {} ({}){}", sequence.name, sequence.oeis,
                     shift == 0 ? "" : fmt::format(", index n being {} there", shifted(shift)));
}

// Ways to read the file: every sequence, its index a little off, or from its beginning on.
std::vector<Reading> readings(const Sequence& wanted, long first_index) {
  std::vector<Reading> all;
  auto add = [&](const Sequence& sequence) {
    const long from_the_beginning =
        (sequence.triangle ? static_cast<long>(sequence.triangle->from) : 0) - first_index;
    std::vector<long> shifts = {0, 1, -1, 2, -2};
    for (const long near : {0L, 1L, 2L}) shifts.push_back(from_the_beginning + near);
    for (std::size_t i = 0; i < shifts.size(); ++i) {
      const bool is_new = std::find(shifts.begin(), shifts.begin() + static_cast<long>(i), shifts[i]) ==
                          shifts.begin() + static_cast<long>(i);
      if (is_new && (&sequence != &wanted || shifts[i] != 0))
        all.push_back({&sequence, shifts[i], words_for(sequence, wanted, shifts[i])});
    }
  };
  add(wanted);
  for (const Sequence& sequence : sequences())
    if (&sequence != &wanted) add(sequence);
  return all;
}

using Entries = std::vector<ComparedEntry>;

// What is right by the reading is right by that convention; what is wrong by it is wrong.
void read_so(ComparedEntry& entry, ComparedEntry by_reading, const std::string& in_words) {
  Judgement& judgement = by_reading.judgement;
  if (judgement.verdict == Digits::right) {
    if (entry.judgement.verdict == Digits::right) return;
    entry.judgement.verdict = Digits::other_convention;
    entry.judgement.first_wrong = 0;
    entry.judgement.faults.clear();
    entry.judgement.reason = in_words;
    return;
  }
  if (judgement.reason.empty()) judgement.reason = in_words;
  entry = std::move(by_reading);
}

// Most lines must be right by another reading, and more than are as it stands: all of a few lines.
bool is_convincing(std::size_t right, std::size_t lines, std::size_t right_as_is) {
  constexpr std::size_t few = 8;
  constexpr std::size_t least = 4;  // fewer may agree by chance
  return lines >= least && right > right_as_is && (lines < few ? right == lines : 4 * right >= 3 * lines);
}

// Where a term was left out or stands twice, the index is off from there on. Of all ways to divide the lines
// into stretches with a shift each, the one that leaves the fewest wrong; a further stretch counts as so
// many.
void recognise_stretches(Entries& entries, const std::vector<Line>& lines, const Reading& reading,
                         const Sequence& wanted) {
  constexpr std::size_t cost_of_a_stretch = 2;
  constexpr long shifts[] = {0, 1, -1, 2, -2};
  constexpr std::size_t count = std::size(shifts);
  const auto is_wrong = [](const ComparedEntry& entry) {
    return entry.judgement.verdict != Digits::right && entry.judgement.verdict != Digits::other_convention;
  };
  const auto wrong = static_cast<std::size_t>(std::count_if(entries.begin(), entries.end(), is_wrong));
  if (wrong <= cost_of_a_stretch) return;
  std::vector<Entries> found = {entries};
  for (std::size_t d = 1; d < count; ++d)
    found.push_back(compared(lines, *reading.sequence, reading.shift + shifts[d]));
  std::array<std::size_t, count> cost;
  for (std::size_t d = 0; d < count; ++d) {
    const bool is_as_it_stands = reading.sequence == &wanted && reading.shift + shifts[d] == 0;
    cost[d] = d == 0 || is_as_it_stands ? 0 : cost_of_a_stretch;
  }
  std::vector<std::array<std::size_t, count>> before(entries.size());  // of each line, which shift
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::size_t cheapest =
        static_cast<std::size_t>(std::min_element(cost.begin(), cost.end()) - cost.begin());
    const std::size_t changed = cost[cheapest] + cost_of_a_stretch;
    for (std::size_t d = 0; d < count; ++d) {
      before[i][d] = i > 0 && changed < cost[d] ? cheapest : d;
      if (i > 0) cost[d] = std::min(cost[d], changed);
      if (is_wrong(found[d][i])) ++cost[d];
    }
  }
  std::vector<std::size_t> chosen(entries.size());
  auto d = static_cast<std::size_t>(std::min_element(cost.begin(), cost.end()) - cost.begin());
  for (std::size_t i = entries.size(); i-- > 0; d = before[i][d]) chosen[i] = d;
  std::size_t first = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i > 0 && chosen[i] != chosen[i - 1]) first = i;
    if (chosen[i] == 0) continue;
    const long shift = reading.shift + shifts[chosen[i]];
    if (shift == 0 && reading.sequence == &wanted) {
      entries[i] = std::move(found[chosen[i]][i]);
      continue;
    }
    read_so(entries[i], std::move(found[chosen[i]][i]),
            fmt::format("from line {} on the index n here is {} in the sequence", lines[first].number,
                        shift == 0 ? "n" : shifted(shift)));
  }
}

// What makes entries right that are not: other indices, or another of the sequences.
void recognise(Entries& entries, const std::vector<Line>& lines, const Sequence& wanted) {
  const std::size_t right_as_is = count_right(entries);
  if (right_as_is == entries.size()) return;
  constexpr std::size_t sample = 40;
  const std::size_t size = std::min(lines.size(), sample);
  const std::vector<Line> beginning(lines.begin(), lines.begin() + static_cast<long>(size));
  const auto right_at_the_beginning = static_cast<std::size_t>(
      std::count_if(entries.begin(), entries.begin() + static_cast<long>(size),
                    [](const ComparedEntry& entry) { return entry.judgement.verdict == Digits::right; }));
  Reading best{&wanted};
  Entries by_best;
  std::size_t most = right_as_is;
  for (const Reading& reading : readings(wanted, lines[0].index)) {
    const bool is_sign_of_bernoulli = reading.in_words.starts_with("B_1");
    const std::size_t begun = count_right(compared(beginning, *reading.sequence, reading.shift));
    if (!is_sign_of_bernoulli && !is_convincing(begun, size, right_at_the_beginning)) continue;
    Entries found = compared(lines, *reading.sequence, reading.shift);
    const std::size_t right = count_right(found);
    if (right <= most || (!is_sign_of_bernoulli && !is_convincing(right, lines.size(), right_as_is)))
      continue;
    most = right;
    best = reading;
    by_best = std::move(found);
  }
  for (std::size_t i = 0; i < by_best.size(); ++i) read_so(entries[i], std::move(by_best[i]), best.in_words);
  recognise_stretches(entries, lines, best, wanted);
}

// Names of columns, and no index at the beginning.
bool is_heading(const std::string& line) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return line[0] != '-' && !is_digit(line[0]) && std::any_of(line.begin(), line.end(), is_letter);
}

}  // namespace

std::vector<std::pair<std::string, std::string>> b_file_sequences() {
  std::vector<std::pair<std::string, std::string>> names;
  for (const Sequence& sequence : sequences())
    names.emplace_back(sequence.name, fmt::format("{}, {}", sequence.oeis, sequence.meaning));
  return names;
}

bool looks_like_b_file(const std::string& text) {
  constexpr int most = 10;
  std::istringstream lines(text);
  int seen = 0;
  for (std::string line; seen < most && std::getline(lines, line);) {
    if (line.empty() || line[0] == '#' || line == "\r") continue;
    std::istringstream words(line);
    std::string index, value, more;
    if (seen == 0 && is_heading(line)) return false;
    ++seen;
    if ((words >> index >> value) && !(words >> more) && is_integer(index) && is_integer(value)) return true;
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
    auto fault = [&](const std::string& reason, bool is_note) {
      faults.push_back({number, "the line", line, not_comparable(reason), is_note});
    };
    if (!two || !index || *index > greatest_index || *index < -greatest_index || !is_integer(value)) {
      fault(fmt::format("{} is not an index and an integer", data::shown(line)), false);
      continue;
    }
    if (!read.empty() && *index != read.back().index + 1)
      fault(fmt::format("the index {} stands where {} is expected", *index, read.back().index + 1), true);
    read.push_back({number, *index, value});
  }
  std::vector<ComparedEntry> entries = compared(read, sequence, 0);
  if (!read.empty()) recognise(entries, read, sequence);
  entries.insert(entries.end(), faults.begin(), faults.end());
  std::stable_sort(entries.begin(), entries.end(),
                   [](const ComparedEntry& x, const ComparedEntry& y) { return x.line < y.line; });
  if (entries.empty()) throw data::DataError(fmt::format("'{}' has no terms to compare", name));
  return entries;
}

}  // namespace dropcert::publish
