// Tables as values and as files.
#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

#include "certificate/sha256.hpp"
#include "data/csv.hpp"
#include "language/parser.hpp"
#include "publish/table_writers.hpp"
#include "publish/tables/folder.hpp"
#include "publish/tables/table_fields.hpp"
#include "random.hpp"
#include "verify/outcome.hpp"
#include "verify/value_of.hpp"

using namespace dropcert;
using namespace dropcert::exact;
using namespace dropcert::ball;
using namespace dropcert::language;
using namespace dropcert::certificate;
using namespace dropcert::verify;
namespace fs = std::filesystem;

namespace {

publish::TableRow finished(publish::RowBuilder& row) {
  return std::move(row).row();
}

publish::Table small_table() {
  publish::Table table;
  table.specification.name = "small";
  table.specification.title = "A table";
  table.specification.caption = "Words & numbers";
  table.specification.columns = {
      {.name = "word", .heading = "Word", .meaning = "a word"},
      {.name = "q", .heading = "q", .unit = "1", .rounding = publish::Rounding::exact},
      {.name = "x", .heading = "x", .unit = "1", .rounding = publish::Rounding::significant, .digits = 5},
      {.name = "low", .heading = "low", .unit = "1", .rounding = publish::Rounding::down, .digits = 3},
      {.name = "high", .heading = "high", .unit = "1", .rounding = publish::Rounding::up, .digits = 3}};
  auto pi = [](Bits bits) { return const_pi(bits); };
  table.rows.push_back(finished(publish::RowBuilder(table.specification.columns)
                                    .text("a, \"b\"")
                                    .exact(Rational(1, 3))
                                    .real(pi)
                                    .real(pi)
                                    .real(pi)));
  table.rows.push_back(finished(publish::RowBuilder(table.specification.columns)
                                    .none()
                                    .exact(-2)
                                    .rational(Rational(1, 8))
                                    .none()
                                    .real([](Bits) { return Ball(0); })));
  return table;
}

// Tables that take no time.
std::vector<const publish::TableUnit*> quick_units() {
  std::vector<const publish::TableUnit*> units;
  for (const publish::TableUnit& unit : publish::table_units())
    if (unit.text.seconds < 1) units.push_back(&unit);
  return units;
}

const publish::Files& quick_files() {
  static const publish::Files files = publish::generate(quick_units(), publish::TableInputs{}, 1, nullptr);
  return files;
}

std::vector<std::vector<std::string>> records(const std::string& csv) {
  std::vector<std::vector<std::string>> all;
  data::CsvReader reader(csv, "table");
  for (data::CsvRecord record; reader.next(record);) {
    std::vector<std::string> fields;
    for (const data::CsvField& field : record.fields) fields.emplace_back(field.text);
    all.push_back(fields);
  }
  return all;
}

}  // namespace

TEST_CASE("a table as CSV: quoted where need be, rounded as the columns say") {
  CHECK(publish::csv_table(small_table()) ==
        "word,q,x,low,high,exact\r\n"
        "\"a, \"\"b\"\"\",1/3,3.1416,3.141,3.142,q\r\n"
        ",-2,1/8,,0.000,q x\r\n");
}

TEST_CASE("a row has a cell for each column") {
  const publish::Table table = small_table();
  CHECK_THROWS_AS(finished(publish::RowBuilder(table.specification.columns).text("a")), std::logic_error);
  CHECK_THROWS_AS(
      publish::RowBuilder(table.specification.columns).text("a").real([](Bits) { return Ball(1); }),
      std::logic_error);
  CHECK_THROWS_AS(publish::RowBuilder(table.specification.columns).text("a").exact(1).real([](Bits) {
    return Ball::hull(0, 1, Bits(64));
  }),
                  std::runtime_error);
}

TEST_CASE("a table as LaTeX escapes words and aligns numbers") {
  const std::string tex = publish::latex_table(small_table());
  CHECK(tex.find("\\caption{Words \\& numbers}\\label{tab:dropcert-small}") != std::string::npos);
  CHECK(tex.find("S[table-format=1.4]") != std::string::npos);
  CHECK(tex.find("{$1/3$}") != std::string::npos);
  CHECK(tex.find("{--}") != std::string::npos);
}

TEST_CASE("every table: the files that it announces, one shape in CSV and JSON") {
  const nlohmann::json schema = nlohmann::json::parse(publish::json_schema());
  for (const publish::TableUnit* unit : quick_units()) {
    const publish::TableSpecification& s = unit->specification();
    CAPTURE(s.name);
    for (const std::string& name : publish::file_names(*unit)) CHECK(quick_files().count(name) == 1);
    const auto rows = records(quick_files().at(s.name + ".csv"));
    const nlohmann::json json = nlohmann::json::parse(quick_files().at(s.name + ".json"));
    for (const auto& key : schema["required"]) CHECK(json.contains(key.get<std::string>()));
    CHECK(json.size() == schema["required"].size());
    for (const auto& column : json["columns"]) {
      for (const auto& key : schema["properties"]["columns"]["items"]["required"])
        CHECK(column.contains(key.get<std::string>()));
      CHECK_FALSE(column["meaning"].get<std::string>().empty());
      CHECK_FALSE(column["source"].get<std::string>().empty());
    }
    REQUIRE(json["rows"].size() == rows.size() - 1);
    for (std::size_t i = 1; i < rows.size(); ++i)
      for (std::size_t j = 0; j < s.shown(); ++j) CHECK(json["rows"][i - 1][s.columns[j].name] == rows[i][j]);
  }
}

TEST_CASE("a random sample of every table agrees with the terms of its columns") {
  testing::Random random(20260101);
  for (const publish::TableUnit* unit : quick_units()) {
    const publish::Table table = unit->table(publish::TableInputs{});
    for (int i = 0; i < 12; ++i) {
      const std::size_t row = random.below(table.rows.size());
      const std::size_t column = random.below(table.specification.columns.size());
      const publish::TableColumn& c = table.specification.columns[column];
      const publish::TableCell& cell = table.rows[row][column];
      if (c.term.empty() || cell.text.empty() || c.rounding == publish::Rounding::down ||
          c.rounding == publish::Rounding::up)  // not to digits: the certificate states those
        continue;
      Node tree = parse_expression(c.term_of(table.group(row)), "term");
      publish::Values values;
      for (const publish::TableColumn& key : table.specification.columns)
        if (mentions(tree, key.name)) values[key.name] = parse_expression(table.text(row, key.name), "value");
      tree = with_values(std::move(tree), values);
      Policy policy;
      policy.digits = c.digits ? c.digits : 20;
      CAPTURE(table.specification.name);
      CAPTURE(c.name);
      CAPTURE(row);
      const std::string value = evaluate_text(tree, "term", policy);
      if (cell.exact || value.find('/') == std::string::npos) CHECK(value == cell.text);
    }
  }
}

TEST_CASE("figures have the numbers of their tables") {
  for (const publish::TableUnit* unit : quick_units()) {
    for (const publish::FigureText& figure : unit->text.figures) {
      CHECK(quick_files().at(figure.name + ".svg").find("<title>") != std::string::npos);
      CHECK(quick_files().at(figure.name + ".tex").find("\\addplot") != std::string::npos);
    }
  }
  CHECK(quick_files().at("figure-radius.tex").find("(3,4.3439158)") != std::string::npos);
  CHECK(quick_files().at("radius.csv").find("3,4.34391579120605") != std::string::npos);
}

TEST_CASE("the files do not depend on the number of threads") {
  CHECK(publish::generate(quick_units(), publish::TableInputs{}, 3, nullptr) == quick_files());
}

TEST_CASE("the place of the first difference") {
  CHECK(publish::first_difference("f", "abc\ndef\n", "abc\ndef\n").empty());
  CHECK(publish::first_difference("f", "abc\ndXf\n", "abc\ndef\n") == "f:2:2: found 'Xf', expected 'ef'");
  CHECK(publish::first_difference("f", "abc", "abc\n") ==
        "f:1:4: found the end of the file, expected the end of a line");
  CHECK(publish::first_difference("f", "x", "") == "f:1:1: found 'x', expected the end of the file");
}

TEST_CASE("a folder is written whole, checked byte by byte, and left alone when stopped") {
  const fs::path folder = fs::temp_directory_path() / ("dropcert-tables-" + std::to_string(getpid()));
  const publish::Files& files = quick_files();
  publish::write_folder(folder, files, false, [] { return false; });
  CHECK(publish::differences(folder, files, true).empty());
  CHECK(publish::write_folder(folder, files, false, [] { return false; }).empty());

  const fs::path victim = folder / "radius.csv";
  std::string text = files.at("radius.csv");
  text[text.find("4.3439")] = '5';
  std::ofstream(victim, std::ios::binary) << text;
  const auto found = publish::differences(folder, files, true);
  REQUIRE(found.size() == 1);
  CHECK(found[0].rfind(victim.string() + ":14:3: found '5.3439", 0) == 0);

  CHECK_THROWS_AS(publish::write_folder(folder, files, true, [] { return true; }), Interrupted);
  CHECK(publish::differences(folder, files, true).size() ==
        1);  // still the altered file, and nothing unfinished

  std::ofstream(folder / "stray", std::ios::binary) << "x";
  fs::remove(folder / "remedy.tex");
  CHECK(publish::differences(folder, files, true).size() == 3);
  fs::remove_all(folder);
}

TEST_CASE("the manifest keeps the lines of tables that were not made") {
  const std::string first = publish::manifest({{"ledger.csv", "x"}, {"radius.csv", "y"}}, "");
  const std::string second =
      publish::manifest({{"radius.csv", "z"}}, first + std::string(64, '0') + "  gone.csv\n");
  CHECK(second == sha256("x") + "  ledger.csv\n" + sha256("z") + "  radius.csv\n");
}

TEST_CASE("a text that makes no table is told with its line") {
  const std::string start = "table two\nrows n in 1..3\ncolumn a\n  term sqrt(n)\n";
  const auto refusal = [](const std::string& text) -> std::string {
    try {
      publish::user_table(text, "two.table", ".");
      return "";
    } catch (const SourceError& error) {
      return error.what();
    }
  };
  const auto has = [](const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  };
  CHECK(refusal(start) == "");
  CHECK(refusal(start + "column a\n  term n\n") == "two.table:5:1: the column 'a' stands here twice");
  CHECK(refusal(start + "column n\n  term n\n") == "two.table:5:1: the key 'n' has a term; expected none");
  CHECK(refusal("table two\nrows n in 1..3\n") ==
        "two.table:2:1: the table has no column; expected 'column NAME'");
  // All that cannot be read, at its places in the file; then all names and sorts.
  CHECK(refusal("table two\nrows n in {1,\n    2, 3\ncolumn a\n  digits many\n  term n +\n    + 2 +\ncolum "
                "b\n  term 1 +\n") ==
        "two.table:3:9: the text ends here; expected '}' or ','\n"
        "two.table:5:3: 'many' are no digits; expected a number from 1 to 1000\n"
        "two.table:7:5: unexpected '+'; expected a number, a name, '(' or '['\n"
        "two.table:8:1: unexpected 'colum'; expected table, title, caption, remarks, where, rows, latex, "
        "hidden, "
        "column, figure or b-file");
  CHECK(has(refusal("table two\nwhere f(x) = foo(x)\nrows n in 1..3\ncolumn a = f(m)\n"),
            "two.table:2:14: unknown function 'foo' in the definition of 'f'"));
  const std::string told = refusal(
      "table two\nrows n in 1..3\nlatex n = \"1\"\ncolumn a\n  term n +\n    f(n)\ncolumn big = n > 1\n"
      "column b = if(big, foo(n), n)\n  only n + bar\n");
  for (const char* fault :
       {"two.table:3:11: latex: a string stands here; expected a number",
        "two.table:6:5: column a: unknown function 'f'", "two.table:8:20: column b: unknown function 'foo'",
        "two.table:9:12: only: unknown name 'bar'"}) {
    CAPTURE(std::string(fault));
    CHECK(has(told, fault));
  }
  CHECK(std::count(told.begin(), told.end(), '\n') == 3);
}
