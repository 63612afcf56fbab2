// The kinds of wrong numbers, columns of several terms, keys of tables, tables of a user's.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "publish/comparison.hpp"
#include "publish/comparison_report.hpp"
#include "publish/fault_kinds.hpp"
#include "publish/tables/compare_csv.hpp"

using namespace dropcert;
using namespace dropcert::exact;
using publish::ComparedEntry;

namespace {

std::vector<ComparedEntry> compared(const std::string& csv, const std::string& table = "") {
  publish::ComparisonOptions options;
  options.table = table;
  return publish::compare_csv(csv, "theirs.csv", options, {});
}

std::string kinds(const ComparedEntry& entry) {
  std::string text;
  for (const publish::Fault& fault : entry.judgement.faults) text += (text.empty() ? "" : " ") + fault.kind;
  return text;
}

std::string kinds(const std::string& term, const std::string& printed) {
  return kinds(compared("expression,value\n\"" + term + "\",\"" + printed + "\"\n").at(0));
}

std::string verdict(const ComparedEntry& entry) {
  return publish::kind_of(entry.judgement.verdict);
}

}  // namespace

TEST_CASE("a wrong number is told by what is decided of it") {
  CHECK(kinds("pi", "-3.1416") == "sign");
  CHECK(kinds("pi", "31.416") == "power-of-ten");
  CHECK(kinds("pi", "0.0031416") == "power-of-ten");
  CHECK(kinds("pi", "3.1415") == "last-digit cut-off");
  CHECK(kinds("pi", "3.1417") == "last-digit");
  CHECK(kinds("pi", "3.1419") == "last-digit missing-digit");
  CHECK(kinds("pi", "3.1146") == "exchanged-digits");
  CHECK(kinds("pi", "3.2416") == "one-digit");
  CHECK(kinds("pi", "3.146") == "last-digit missing-digit");
  CHECK(kinds("pi", "3.14416") == "extra-digit");
  CHECK(kinds("pi", "0.3183") == "reciprocal");
  CHECK(kinds("pi", "6.2832") == "twice");
  CHECK(kinds("pi", "1.5708") == "half");
  CHECK(kinds("sigmoid(1)", "0.268941") == "complement");
  CHECK(kinds("pi", "2.7183").empty());
  CHECK(kinds("pi", "3.1416").empty());
  CHECK(kinds("22/7", "7/22") == "reciprocal");
  CHECK(kinds("-22/7", "22/7") == "sign");
  CHECK(kinds("22/7", "220/7") == "power-of-ten");
  CHECK(kinds("120", "210") == "exchanged-digits");
  CHECK(kinds("10^40", "10" + std::string(38, '0')) == "power-of-ten missing-digit");
  CHECK(kinds("exp(20000)", "7.756e8686") == "power-of-ten extra-digit");
  CHECK(kinds("exp(20000)", "7.756e9999999") == "power-of-ten");
  CHECK(kinds("exp(20000)", "9e9999999").empty());
  CHECK(kinds("pi", "4").find("last-digit") == 0);  // of one digit nothing else
  CHECK(kinds("1/3", "0").empty());
}

TEST_CASE("the statement of a kind is the one that is decided") {
  const auto statement = [](const std::string& term, const std::string& printed) {
    return compared("expression,value\n" + term + "," + printed + "\n")
        .at(0)
        .judgement.faults.at(0)
        .statement;
  };
  CHECK(statement("pi", "-3.1416") == "prints(-x, \"-3.1416\")");
  CHECK(statement("pi", "31.416") == "prints(x * 10^1, \"31.416\")");
  CHECK(statement("pi", "0.3183") == "prints(1/x, \"0.3183\")");
  CHECK(statement("pi", "3.2416") == "prints(x, \"3.1416\")");
  for (const publish::Side side : {publish::Side::nearest, publish::Side::above, publish::Side::below}) {
    const publish::Interval x = {Rational(31415, 10000), Rational(31416, 10000)};  // neither end is decided
    CHECK(publish::kinds_of_fault(publish::read_printed("-3.1416"), x, side).empty());
  }
}

TEST_CASE("a number of the row beside it, or of another column") {
  const auto rows = compared("expression,value\npi,3.1416\nexp(1),3.1416\nsqrt(2),1.7321\nsqrt(3),1.7321\n");
  CHECK(kinds(rows[1]) == "neighbour-row");
  CHECK(rows[1].judgement.faults[0].statement == "prints(x, \"3.1416\") for x of line 2");
  CHECK(kinds(rows[2]) == "neighbour-row");
  CHECK(rows[2].judgement.faults[0].statement.find("line 5") != std::string::npos);
  const auto columns = compared("z0,radius,p\n3,4.3439,4.3439\n3,0.9526,0.9526\n");
  CHECK(kinds(columns[1]) == "other-column");
  CHECK(kinds(columns[2]) == "other-column");
  CHECK(columns[2].judgement.faults[0].statement.find("'p'") != std::string::npos);
}

TEST_CASE("columns of several terms: each row has its own") {
  const std::string header = "sequence,z0,n,root,limit,lower,upper\n";
  const auto right =
      compared(header +
               "softplus,sqrt(3) * "
               "pi,10,0.1264,0.1592,0.1261,0.1592\nsigmoid,0,4,0,0.3183,0.2380,0.3184\nBernoulli,,2,0.2887,"
               "0.1592,0.1591,0.2887\nBell,,10,0.7087,0,0,0.9193\n");
  REQUIRE(right.size() == 16);
  for (const ComparedEntry& entry : right) {
    CAPTURE(entry.what);
    CAPTURE(publish::describe(entry.judgement));
    CHECK(entry.judgement.verdict == publish::Digits::right);
  }
  // The last of 25 digits, in each column.
  const auto wrong = compared(
      header +
      "softplus,0,4,0.2686424829558854798883346,0.3183098861837906715377676,0.2220980956754914210008524,"
      "0.3183098861837906715377677\n");
  REQUIRE(wrong.size() == 4);
  for (const ComparedEntry& entry : wrong) {
    CAPTURE(entry.what);
    CHECK((verdict(entry) == "wrong" || verdict(entry) == "last-digit"));
    CHECK(entry.judgement.first_wrong == 25);
    CHECK(kinds(entry).find("last-digit") == 0);
  }
  // Two sequences have these keys; one that the table lacks has none.
  CHECK(compared("z0,n,root\n1,10,0.3\n", "root-test")[0].judgement.reason.find("several rows") == 0);
  CHECK(compared("sequence,z0,n,root\nEuler,1,10,0.3\n")[0].judgement.reason ==
        "no row of the table has sequence = Euler");
  // At other arguments by the term of the sequence; a bound of Bell numbers needs a key that no file shows.
  CHECK(verdict(compared("sequence,z0,n,limit\nsoftplus,2,7,0.2685\n")[0]) == "right");
  CHECK(verdict(compared("sequence,z0,n,upper\nBell,,11,0.9\n")[0]) == "not-comparable");
}

TEST_CASE("keys outside a range, and cells that the table leaves empty, are not comparable") {
  const auto outside = compared("n,k,T\n101,3,1\n3,4,0\n7/2,1,1\n3,2,6\n");
  const char* const kinds_of_rows[] = {"not-comparable", "not-comparable", "not-comparable", "right"};
  for (std::size_t i = 0; i < 4; ++i) CHECK(verdict(outside[i]) == kinds_of_rows[i]);
  CHECK(outside[0].judgement.reason == "n = 101 is outside the table, where n is in 1..100");
  const auto empty = compared("delta,one_feature,kappa\n1/4,3.3322,4.4429\n1/4,,4.4429\n3/5,2.8100,2.4335\n");
  CHECK(empty[0].judgement.reason == "the table has 'one_feature' only where delta > 1/2");
  CHECK(verdict(empty[1]) == "right");
  REQUIRE(empty.size() == 5);  // the empty cell is as in the table
}

TEST_CASE("keys and headers as others write them") {
  const auto keys = compared(
      "Z0;RADIUS\n0,5;3.1811\n\\pi/2;3.5124\n\\frac{\\pi}{2};3.5124\n3 pi/4;3.9270\n1,234;3\n[1];3\n");
  const char* const kinds_of_rows[] = {"right", "right",          "right",
                                       "right", "not-comparable", "not-comparable"};
  REQUIRE(keys.size() == 6);
  for (std::size_t i = 0; i < 6; ++i) {
    CAPTURE(publish::describe(keys[i].judgement));
    CHECK(verdict(keys[i]) == kinds_of_rows[i]);
  }
  const auto tabs = compared("EXPRESSION\tValue\npi\t3,14\n1 < 2\tTRUE\n1 < 2\tFalse\n");
  CHECK(verdict(tabs[0]) == "other-convention");
  CHECK(verdict(tabs[1]) == "right");
  CHECK(verdict(tabs[2]) == "wrong");
}

TEST_CASE("decimals and quotients of any length, any exponent") {
  const std::string third(12'000, '3');
  CHECK(verdict(compared("expression,value\n1/3,0." + third + "\n")[0]) == "right");
  CHECK(verdict(compared("expression,value\n1/3,0." + third + "4\n")[0]) == "last-digit");
  CHECK(verdict(compared("expression,value\nsqrt(1/9),0." + third + "\n")[0]) == "right");
  CHECK(verdict(compared("expression,value\n1/3," + third + "/" + third + "\n")[0]) == "wrong");
  CHECK(verdict(compared("expression,value\n1," + third + "/" + third + "\n")[0]) == "right");
  for (const char* text : {"1e99999999999999999999", "1e-99999999999999999999", "< 1e-99999999999"})
    for (const char* term : {"exp(-20000)", "1/3", "10^9000"}) {
      CAPTURE(std::string(text));
      CHECK(verdict(compared("expression,value\n" + std::string(term) + "," + text + "\n")[0]) == "wrong");
    }
  CHECK(verdict(compared("expression,value\nexp(20000),< 1e99999999999\n0,< 1e-99999999999\n")[0]) ==
        "right");
  CHECK(verdict(compared("expression,value\n0,0e99999999999\n")[0]) == "right");
  for (const char* text : {"1.2.3", "12345678901234567890,1,2", "1e", "1/0"})
    CHECK(verdict(compared("expression,value\n1,\"" + std::string(text) + "\"\n")[0]) == "not-comparable");
  CHECK(verdict(compared("expression,value\n1,\"12345678901234567890,1\"\n")[0]) ==
        "wrong");  // a decimal comma
}

TEST_CASE("remarks on the file are no entries") {
  const auto gap = publish::compare_b_file("1 1\n3 2\n", "b019538.txt", {});
  const std::string report = publish::text_comparison("f", gap, false);
  CHECK(report.find("2 entries: 2 right; 1 remark on the file.\n") != std::string::npos);
  CHECK_FALSE(publish::all_right(gap));
}

TEST_CASE("a table of a user's") {
  const char* const text =
      "table mine\nwhere sq(n) = n^2\nrows n in 1..6\ncolumn r = sqrt(sq(n)) * sqrt(2)\ncolumn big = r > 4\n"
      "column h = 1/r\n  only n > 3\ncolumn u = h * r\ncolumn v = if(big, r, -r)\n  digits 12\n"
      "column z = exp(log(n)) - n\ncolumn down = exp(log(n))\n  rounding down\n  digits 5\n"
      "column x = 10^20 * sqrt(2) * n\n  digits 5\n";
  const publish::TableUnit unit = publish::user_table(text, "mine.table", ".");
  const publish::Table table = unit.table({});
  REQUIRE(table.rows.size() == 6);
  CHECK(table.text(0, "big") == "false");
  CHECK(table.text(0, "h").empty());
  CHECK(table.text(0, "u") == "1");
  CHECK(table.text(0, "v") == "-1.41421356237");
  CHECK(table.text(5, "v") == "8.48528137424");
  CHECK(table.text(5, "z") == "0");
  CHECK(table.text(5, "down") == "6");
  const auto entries =
      publish::compare_csv("n,big,h,u,v,z,down\n6,true,0.11785,1.0,8.485,0,6\n1,true,1,1,-1.415,1,0.99999\n",
                           "theirs.csv", unit, {}, {});
  const char* const expected[] = {"right", "right",          "right", "right",      "right", "right",
                                  "wrong", "not-comparable", "right", "last-digit", "wrong", "wrong"};
  REQUIRE(entries.size() == 12);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    CAPTURE(entries[i].what);
    CHECK(verdict(entries[i]) == expected[i]);
  }
}
