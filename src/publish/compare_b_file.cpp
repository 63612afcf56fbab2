#include <fmt/format.h>

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
  explicit Terms(const Sequence& sequence) : sequence_(sequence) {
    if (sequence.triangle) start_ = n_ = sequence.triangle->from;
  }

  // The term and its name; `index` does not decrease from call to call.
  std::pair<std::string, Integer> at(unsigned long index) {
    if (sequence_.triangle == nullptr)
      return {fmt::format("{}({})", sequence_.name, index), sequence_.term(index)};
    const unsigned long from = sequence_.triangle->from;
    while (index >= start_ + width()) {
      start_ += width();
      ++n_;
      row_.clear();
    }
    if (row_.empty()) row_ = sequence_.triangle->row(n_);
    const unsigned long k = index - start_ + from;
    return {fmt::format("{}({}, {})", sequence_.name, n_, k), row_.at(k)};
  }

 private:
  unsigned long width() const { return n_ + 1 - sequence_.triangle->from; }

  const Sequence& sequence_;
  unsigned long start_ = 0;  // the index of the first term of row n_
  unsigned long n_ = 0;
  std::vector<Integer> row_;
};

bool is_integer(const std::string& text) {
  return Integer::parse(text).has_value();
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
  Terms terms(sequence);
  std::vector<ComparedEntry> entries;
  std::istringstream lines(text);
  std::size_t number = 0;
  std::optional<long> last;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty() || line[0] == '#') continue;
    std::istringstream words(line);
    std::string index_text, value, more;
    const bool two = (words >> index_text >> value) && !(words >> more);
    const std::optional<Integer> parsed = Integer::parse(index_text);
    const std::optional<long> index = parsed ? parsed->to_long() : std::nullopt;
    if (!two || !index || !is_integer(value))
      throw data::DataError(name, {number, 1},
                            fmt::format("{} is not an index and an integer", data::shown(line)));
    const long least = sequence.triangle ? static_cast<long>(sequence.triangle->from) : 0;
    if (*index < least || (last && *index != *last + 1))
      throw data::DataError(
          name, {number, 1},
          fmt::format("the index {} stands where {} is expected", *index, last ? *last + 1 : least));
    last = index;
    try {
      const std::pair<std::string, Integer> term = terms.at(static_cast<unsigned long>(*index));
      std::string digits = term.second.str();
      entries.push_back({number, term.first, value, judge(value, [&digits](long) { return digits; })});
    } catch (const std::length_error& error) {
      throw data::DataError(name, {number, 1}, error.what());
    }
  }
  if (entries.empty()) throw data::DataError(fmt::format("'{}' has no terms to compare", name));
  return entries;
}

}  // namespace dropcert::publish
