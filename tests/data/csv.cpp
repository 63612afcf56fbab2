#include "data/csv.hpp"

#include <doctest/doctest.h>

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "random.hpp"

using namespace dropcert;

namespace {

using Row = std::vector<std::string>;

std::vector<Row> rows_of(const std::string& text) {
  std::vector<Row> rows;
  data::CsvReader reader(text, "t.csv");
  for (data::CsvRecord record; reader.next(record);) {
    rows.emplace_back();
    for (const data::CsvField& field : record.fields) rows.back().emplace_back(field.text);
  }
  return rows;
}

std::string refusal(const std::string& text) {
  try {
    rows_of(text);
  } catch (const data::DataError& error) {
    return error.what();
  }
  return "";
}

std::string written(const Row& row, bool quote_all, const std::string& line_end) {
  std::string text;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) text += ',';
    if (!quote_all && row[i].find_first_of("\",\r\n") == std::string::npos) {
      text += row[i];
      continue;
    }
    text += '"';
    for (char c : row[i]) text += c == '"' ? "\"\"" : std::string(1, c);
    text += '"';
  }
  return text + line_end;
}

}  // namespace

TEST_CASE("records, line ends, quotation marks") {
  CHECK(rows_of("").empty());
  CHECK(rows_of("a,b\n1,2\n") == std::vector<Row>{{"a", "b"}, {"1", "2"}});
  CHECK(rows_of("a,b\r\n1,2\r\n") == std::vector<Row>{{"a", "b"}, {"1", "2"}});
  CHECK(rows_of("a,b\n1,2") == std::vector<Row>{{"a", "b"}, {"1", "2"}});
  CHECK(rows_of("a,,\n") == std::vector<Row>{{"a", "", ""}});
  CHECK(rows_of("a\n\nb\n") == std::vector<Row>{{"a"}, {""}, {"b"}});
  CHECK(rows_of(" a , b \n") == std::vector<Row>{{" a ", " b "}});
  CHECK(rows_of("\"a,b\",\"c\"\"d\",\"\"\n") == std::vector<Row>{{"a,b", "c\"d", ""}});
  CHECK(rows_of("\"two\r\nlines\",x\ny,z") == std::vector<Row>{{"two\r\nlines", "x"}, {"y", "z"}});
  CHECK(rows_of("\"\"\"\"") == std::vector<Row>{{"\""}});
  CHECK(rows_of("\xef\xbb\xbf\"a\",b\n") == std::vector<Row>{{"a", "b"}});
}

TEST_CASE("places") {
  const std::string text = "ab,\"c\nd\",e\nf,g\n";
  data::CsvReader reader(text, "t.csv", 7);
  data::CsvRecord record;
  REQUIRE(reader.next(record));
  CHECK(record.line == 7);
  REQUIRE(record.fields.size() == 3);
  CHECK(record.fields[0].at == data::DataPosition{7, 1});
  CHECK(record.fields[1].at == data::DataPosition{7, 5});
  CHECK(record.fields[2].at == data::DataPosition{8, 4});
  REQUIRE(reader.next(record));
  CHECK(record.line == 9);
  CHECK(record.fields[1].at == data::DataPosition{9, 3});
  CHECK_FALSE(reader.next(record));
}

TEST_CASE("what is refused, and where") {
  CHECK(refusal("a,b\n1,x\"y\n").starts_with("t.csv:2:4: a quotation mark inside an unquoted field"));
  CHECK(refusal("\"a\"b\n").starts_with("t.csv:1:4: text after a closing quotation mark"));
  CHECK(refusal("a\nb,\"c\nd").starts_with("t.csv:2:3: a quotation mark is opened here and never closed"));
  CHECK(refusal("a\rb\n").starts_with("t.csv:1:2: a carriage return that ends no line"));
  CHECK(refusal("a\nb\r").starts_with("t.csv:2:2: a carriage return that ends no line"));
  CHECK(refusal(std::string("a,b\n1,\0\n", 8)).starts_with("t.csv:2:3: a NUL byte"));
  CHECK(refusal("\xff\xfe"
                "a")
            .starts_with("t.csv:1:1: the file is UTF-16"));
}

TEST_CASE("after a bad record the next one is read") {
  const std::string text = "a\"b\nc\n\"d\"e,\"f\ng\"\nh\n";
  data::CsvReader reader(text, "t.csv");
  data::CsvRecord record;
  CHECK_THROWS_AS(reader.next(record), data::DataError);
  REQUIRE(reader.next(record));
  CHECK(record.fields[0].text == "c");
  CHECK_THROWS_AS(reader.next(record), data::DataError);  // lines 3 and 4
  REQUIRE(reader.next(record));
  CHECK(record.fields[0].text == "h");
  CHECK(record.line == 5);
  CHECK_FALSE(reader.next(record));
}

TEST_CASE("what a writer writes is read back, and cuts fall at ends of records") {
  testing::Random random(20261124);
  const std::string alphabet = "ab\",\n\r1";
  for (int trial = 0; trial < 3000; ++trial) {
    std::vector<Row> rows(1 + random.below(4));
    std::string text;
    std::vector<std::size_t> ends = {0};
    for (Row& row : rows) {
      row.resize(1 + random.below(4));
      for (std::string& field : row)
        for (auto n = random.below(6); n > 0; --n) field += alphabet[random.below(alphabet.size())];
      text += written(row, random.one_in(3), random.one_in(2) ? "\n" : "\r\n");
      ends.push_back(text.size());
    }
    CAPTURE(text);
    CHECK(rows_of(text) == rows);
    for (std::size_t length = 0; length <= text.size(); ++length) {
      const std::size_t whole = data::whole_csv_records(std::string_view(text).substr(0, length));
      std::size_t expected = 0;
      for (std::size_t end : ends)
        if (end <= length) expected = end;
      CHECK(whole == expected);
    }
  }
}

TEST_CASE("wide records and long fields take linear time") {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "\"1\n2\",";
  CHECK(rows_of(text + std::string(1 << 22, 'x')).front().size() == 200'001);
}

TEST_CASE("the fields of records that are kept stay what they were, wherever the records go") {
  static_assert(!std::is_copy_constructible_v<data::CsvRecord>);
  std::string text;
  for (int i = 0; i < 100; ++i) text += "\"a \"\"" + std::to_string(i) + "\"\" b\"\n";
  data::CsvReader reader(text, "t.csv");
  std::vector<data::CsvRecord> records;
  for (data::CsvRecord record; reader.next(record); record = {}) records.push_back(std::move(record));
  REQUIRE(records.size() == 100);
  for (std::size_t i = 0; i < records.size(); ++i)
    CHECK(records[i].fields[0].text == "a \"" + std::to_string(i) + "\" b");
}
