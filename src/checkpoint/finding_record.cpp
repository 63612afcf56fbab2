#include "checkpoint/finding_record.hpp"

#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "checkpoint/record.hpp"

namespace dropcert::checkpoint {

using namespace verify;

namespace {

// Both directions go through the same list of fields, so that they cannot disagree about it.
template <typename Archive>
void fields(Archive& archive, Comparison& comparison) {
  archive(comparison.text, comparison.sides, comparison.truth, comparison.is_zero_printed);
}

template <typename Archive>
void fields(Archive& archive, Instance& instance) {
  archive(instance.assignment, instance.comparisons, instance.undefined, instance.is_certain, instance.number,
          instance.certified_assignment, instance.certified_sides);
}

template <typename Archive>
void fields(Archive& archive, Finding& finding) {
  archive(finding.verdict, finding.trust, finding.vacuity, finding.theorems, finding.proofs, finding.coverage,
          finding.cases, finding.passes_over_cases, finding.counterexamples, finding.failing_cases,
          finding.all_cases, finding.counterexample, finding.example, finding.reason, finding.bits);
}

class Writer {
 public:
  std::string bytes;

  template <typename... Values>
  void operator()(Values&... values) {
    (write(values), ...);
  }

 private:
  template <typename Number>
  requires(std::is_arithmetic_v<Number> || std::is_enum_v<Number>) void write(Number& number) {
    const auto value = static_cast<std::uint64_t>(number);
    constexpr std::size_t number_bytes = 8;
    for (std::size_t i = 0; i < number_bytes; ++i)
      bytes += static_cast<char>(static_cast<unsigned char>(value >> (8 * i)));
  }
  void write(std::string& text) {
    std::size_t size = text.size();
    write(size);
    bytes += text;
  }
  template <typename A, typename B>
  void write(std::pair<A, B>& pair) {
    (*this)(pair.first, pair.second);
  }
  template <typename T>
  void write(std::optional<T>& value) {
    bool has = value.has_value();
    write(has);
    if (value) write(*value);
  }
  template <typename T>
  void write(std::vector<T>& values) {
    std::size_t size = values.size();
    write(size);
    for (T& value : values) write(value);
  }
  void write(Comparison& comparison) { fields(*this, comparison); }
  void write(Instance& instance) { fields(*this, instance); }
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  template <typename... Values>
  void operator()(Values&... values) {
    (read(values), ...);
  }
  bool at_end() const { return rest_.empty(); }

  [[noreturn]] static void fail() { throw RecordError("a checkpoint of a statement cannot be read"); }

 private:
  std::string_view take(std::uint64_t count) {
    if (count > rest_.size()) fail();
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }
  std::uint64_t number() {
    constexpr std::size_t number_bytes = 8;
    const std::string_view bytes = take(number_bytes);
    std::uint64_t value = 0;
    for (std::size_t i = number_bytes; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
  }

  template <typename Number>
  requires(std::is_arithmetic_v<Number> || std::is_enum_v<Number>) void read(Number& value) {
    value = static_cast<Number>(number());
  }
  void read(std::string& text) { text = take(number()); }
  template <typename A, typename B>
  void read(std::pair<A, B>& pair) {
    (*this)(pair.first, pair.second);
  }
  template <typename T>
  void read(std::optional<T>& value) {
    if (number() == 0) return;
    value.emplace();
    read(*value);
  }
  template <typename T>
  void read(std::vector<T>& values) {
    for (std::uint64_t left = number(); left > 0; --left) read(values.emplace_back());
  }
  void read(Comparison& comparison) { fields(*this, comparison); }
  void read(Instance& instance) { fields(*this, instance); }

  std::string_view rest_;
};

}  // namespace

std::string write_finding(const Finding& finding) {
  Writer writer;
  Finding copy = finding;  // the list of fields serves the reader too, which changes them
  fields(writer, copy);
  return std::move(writer.bytes);
}

Finding read_finding(std::string_view bytes) {
  Reader reader(bytes);
  Finding finding;
  fields(reader, finding);
  if (!reader.at_end() || finding.verdict > Verdict::undecided || finding.trust > Trust::lemma ||
      finding.vacuity > Vacuity::perhaps)
    Reader::fail();
  return finding;
}

}  // namespace dropcert::checkpoint
