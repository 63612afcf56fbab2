#include "fuzz/data_fuzz.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "audit/csv_table.hpp"
#include "audit/svmlight_table.hpp"
#include "data/csv.hpp"
#include "data/decimal_scan.hpp"
#include "data/number.hpp"
#include "double_value.hpp"
#include "fuzz/require.hpp"
#include "language/utf8.hpp"

namespace dropcert::test {

using namespace exact;
using namespace ball;
using namespace language;
using namespace model;

namespace {

void check_message(const data::DataError& error) {
  require(is_printable_utf8(error.what()), "a message is one printable line");
}

bool contains(DoubleBall ball, const Rational& q) {
  return !ball.is_finite() || abs(q - exact(ball.midpoint)) <= exact(ball.radius);
}

// What the fast scan finds is what the exact parser finds, within its documented error.
void check_number(const std::string& text) {
  data::ScannedDecimal scanned;
  const char* end = data::scan_decimal(text.c_str(), scanned);
  Rational value;
  try {
    value = data::parse_number(text);
  } catch (const std::invalid_argument&) {
    require(end == nullptr || end != text.c_str() + text.size() || std::abs(scanned.exponent) > 4000,
            "what the exact parser refuses, the scan does not take as a number");
    return;
  }
  if (end != text.c_str() + text.size()) return;
  Rational approximate = Rational(Integer(scanned.mantissa)) * pow(Rational(10), scanned.exponent);
  if (scanned.negative) approximate = -approximate;
  require(abs(value - approximate) <= abs(value) * pow(Rational(10), -18), "the scan is within its error");
}

// The rows of all blocks; errors as their messages.
std::vector<std::string> rows_of(const audit::Table& table, const std::vector<data::RecordBlock>& blocks) {
  std::vector<std::string> rows;
  for (const data::RecordBlock& block : blocks) {
    audit::BlockCursor cursor(block);
    for (audit::TableRow row;;) {
      try {
        if (!table.next(cursor, row)) break;
        const ContributionSums exact = table.exact_sums(row);
        require(contains(row.sums.positive, exact.positive) && contains(row.sums.negative, exact.negative) &&
                    contains(row.sums.squares, exact.squares),
                "the sums in doubles contain the exact ones");
        rows.push_back(std::to_string(row.line) + " " + exact.positive.str() + " " + exact.negative.str());
      } catch (const data::DataError& error) {
        check_message(error);
        rows.emplace_back(error.what());
      }
    }
  }
  return rows;
}

std::vector<data::RecordBlock> cut(std::string_view text, std::size_t first_line, std::size_t size,
                                   std::size_t (*whole)(std::string_view)) {
  std::vector<data::RecordBlock> blocks;
  while (!text.empty()) {
    std::size_t length = std::min(size, text.size());
    while (length < text.size() && whole(text.substr(0, length)) == 0)
      length = std::min(2 * length, text.size());
    if (length < text.size()) length = whole(text.substr(0, length));
    blocks.push_back({blocks.size(), 0, first_line, std::string(text.substr(0, length))});
    for (char c : blocks.back().text) first_line += c == '\n';
    text.remove_prefix(length);
  }
  return blocks;
}

void check_table(const audit::Table& table, std::string_view rows, std::size_t first_line,
                 std::size_t (*whole)(std::string_view)) {
  const std::vector<std::string> at_once = rows_of(table, cut(rows, first_line, rows.size(), whole));
  require(at_once == rows_of(table, cut(rows, first_line, 16, whole)), "blocks change nothing");
}

audit::Weights some_weights(std::size_t n) {
  audit::Weights weights;
  weights.file = "w";
  for (std::size_t i = 0; i < n; ++i)
    weights.features.push_back(
        {i == 0 ? "a" : std::string(i, 'b'), Rational(static_cast<long>(i) + 1, 3), {1, 1}});
  return weights;
}

void check_csv(std::string_view text) {
  data::CsvReader reader(text, "f");
  for (data::CsvRecord record;;) {
    try {
      if (!reader.next(record)) break;
      for (const data::CsvField& field : record.fields) check_number(std::string(field.text));
    } catch (const data::DataError& error) {
      check_message(error);
    }
  }
}

}  // namespace

void fuzz_data(std::string_view bytes) {
  try {
    check_csv(bytes);
    const std::size_t header = std::min(data::first_csv_record_end(bytes), bytes.size());
    const std::size_t lines = 1 + static_cast<std::size_t>(std::count(
                                      bytes.begin(), bytes.begin() + static_cast<long>(header), '\n'));
    const audit::SvmlightTable sparse("f", some_weights(3), {});
    check_table(sparse, bytes, 1, data::whole_lines);
    for (std::size_t n = 1; n <= 3; ++n) {
      try {
        const audit::CsvTable table(std::string(bytes.substr(0, header)), "f", some_weights(n), {});
        check_table(table, bytes.substr(header), lines, data::whole_csv_records);
      } catch (const data::DataError& error) {
        check_message(error);
      }
    }
  } catch (const data::DataError& error) {
    check_message(error);
  }
}

}  // namespace dropcert::test
