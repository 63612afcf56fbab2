// Printed digits against certified ones.
#include "publish/comparison.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

#include "data/data_error.hpp"
#include "publish/tables/compare_csv.hpp"

using namespace dropcert;

namespace {

// pi, to as many digits as 50.
std::string pi_digits(long digits) {
  static const std::string all = "3.14159265358979323846264338327950288419716939937510";
  return all.substr(
      0, static_cast<std::size_t>(digits) + 1);  // these digits are not rounded: only even cuts are used
}

std::string verdict(const std::string& printed, const std::string& exact) {
  return publish::describe(publish::judge(printed, [&](long) { return exact; }));
}

std::vector<publish::ComparedEntry> compared(const std::string& csv) {
  return publish::compare_csv(csv, "theirs.csv", {}, publish::TableInputs{});
}

}  // namespace

TEST_CASE("decimals are judged by their last digit") {
  CHECK(verdict("3.1416", "3.14159265358979") == "all printed digits right");
  CHECK(verdict("3.1415", "3.14159265358979") == "last digit rounded the wrong way");
  CHECK(verdict("3.1417", "3.14159265358979") == "wrong from digit 5");
  CHECK(verdict("3.2", "3.14159265358979") == "last digit rounded the wrong way");
  CHECK(verdict("3.24159", "3.14159265358979") == "wrong from digit 2");
  CHECK(verdict("-3.14", "3.14159265358979") == "wrong from digit 1");
  CHECK(verdict("0.0031416", "0.00314159265358979") == "all printed digits right");
  CHECK(verdict("3.1416e-3", "0.00314159265358979") == "all printed digits right");
  CHECK(verdict("31.416", "3.14159265358979") == "wrong from digit 1");
  CHECK(verdict("3", "3.14159265358979") == "all printed digits right");
  CHECK(verdict("0.1999", "0.20034567") == "wrong from digit 1");
  CHECK(publish::judge("3.14", pi_digits).verdict == publish::Digits::right);
}

TEST_CASE("exact values, fractions and truths") {
  CHECK(verdict("24", "24") == "all printed digits right");
  CHECK(verdict("25", "24") == "wrong from digit 2");
  CHECK(verdict("240", "24") == "wrong from digit 1");
  CHECK(verdict("0.125", "1/8") == "all printed digits right");
  CHECK(verdict("0.12", "1/8") == "all printed digits right");  // a tie may go either way
  CHECK(verdict("0.13", "1/8") == "all printed digits right");
  CHECK(verdict("1/8", "1/8") == "all printed digits right");
  CHECK(verdict("2/16", "1/8") == "all printed digits right");
  CHECK(verdict("1/9", "1/8") == "wrong from digit 2");
  CHECK(verdict("0", "0") == "all printed digits right");
  CHECK(verdict("0.000", "0") == "all printed digits right");
  CHECK(verdict("true", "true") == "all printed digits right");
  CHECK(verdict("false", "true") == "wrong from digit 1");
  CHECK_THROWS_AS(verdict("true", "1/8"), std::invalid_argument);
  CHECK_THROWS_AS(verdict("abc", "1/8"), std::invalid_argument);
  CHECK_THROWS_AS(verdict("nan", "1/8"), std::invalid_argument);
}

TEST_CASE("what the certified digits cannot tell is not decided") {
  CHECK(verdict("0.12", "0.12500") == "not decided");
}

TEST_CASE("a column of expressions") {
  const auto entries =
      compared("expression,value\nradius(3),4.3440\r\n\"binomial(4, 2)\",7\npi,3.15\nsoftplus(0),\n");
  REQUIRE(entries.size() == 3);
  CHECK(publish::describe(entries[0].judgement) == "last digit rounded the wrong way");
  CHECK(entries[0].judgement.certified == "4.343915791");
  CHECK(publish::describe(entries[1].judgement) == "wrong from digit 1");
  CHECK(entries[1].judgement.certified == "6");
  CHECK(entries[1].line == 3);
  CHECK(publish::describe(entries[2].judgement) == "last digit rounded the wrong way");
}

TEST_CASE("the columns of one of the tables, at rows of their own") {
  const auto entries = compared("z0,radius,p\n3,4.3439,0.9526\n-1/3,3.1592,0.42\n");
  REQUIRE(entries.size() == 4);
  CHECK(entries[0].what == "radius at z0 = 3");
  CHECK(publish::describe(entries[0].judgement) == "all printed digits right");
  CHECK(publish::describe(entries[2].judgement) == "all printed digits right");
  CHECK(publish::describe(entries[3].judgement) == "all printed digits right");
  const auto models = compared("a,delta,R,V\n\"[2, -2]\",1/2,0.6626,4\n");
  REQUIRE(models.size() == 2);
  CHECK(publish::describe(models[0].judgement) == "last digit rounded the wrong way");
  CHECK(publish::describe(models[1].judgement) == "all printed digits right");
  const auto rows = compared("noise,family,validity\ndropout,poisson,always\nlaplace,logistic,always\n");
  CHECK(publish::describe(rows[0].judgement) == "all printed digits right");
  CHECK(publish::describe(rows[1].judgement) == "wrong from digit 1");
}

TEST_CASE("bad input is named by file, line and column") {
  const auto message = [](const std::string& csv) {
    try {
      compared(csv);
    } catch (const data::DataError& error) {
      return std::string(error.what());
    }
    return std::string("no error");
  };
  CHECK(message("a,b\n1,2\n").rfind("theirs.csv:1:1: the header has neither", 0) == 0);
  CHECK(message("expression,value\npi\n").rfind("theirs.csv:2:1: this record has 1 fields", 0) == 0);
  CHECK(message("expression,value\nfoo(3),1\n").rfind("theirs.csv:2:1:", 0) == 0);
  CHECK(message("expression,value\npi,abc\n").rfind("theirs.csv:2:4:", 0) == 0);
  CHECK(message("expression,value\n1/0,1\n").rfind("theirs.csv:2:1:", 0) == 0);
  CHECK(message("expression,value\n").find("nothing to compare") != std::string::npos);
  CHECK(message("k,sha256\n2000,00\n").find("no row of the table has these keys") != std::string::npos);
}

TEST_CASE("b-files") {
  const auto b_file = [](const std::string& text, const std::string& name) {
    return publish::compare_b_file(text, name, {});
  };
  CHECK(publish::looks_like_b_file("# comment\n1 1\n"));
  CHECK_FALSE(publish::looks_like_b_file("expression,value\n1,2\n"));
  const auto t =
      b_file("# A019538\n1 1\n2 1\n3 2\n4 1\n5 6\n6 6\n7 1\n8 14\n9 36\n10 24\n", "data/b019538.txt");
  REQUIRE(t.size() == 10);
  for (const publish::ComparedEntry& entry : t) CHECK(entry.judgement.verdict == publish::Digits::right);
  CHECK(t[7].what == "T(4, 2)");
  CHECK(publish::describe(b_file("3 2\n4 1\n5 7\n", "b019538.txt")[2].judgement) == "wrong from digit 1");
  const auto all_right = [&](const std::string& text, const std::string& name) {
    for (const publish::ComparedEntry& entry : b_file(text, name))
      if (entry.judgement.verdict != publish::Digits::right) return false;
    return true;
  };
  CHECK(all_right("1 1\n2 1\n3 1\n4 1\n5 3\n6 1\n", "b008277.txt"));
  CHECK(all_right("0 1\n1 0\n2 1\n3 0\n4 1\n5 1\n6 0\n7 1\n8 3\n9 1\n", "b048993.txt"));
  CHECK(all_right("0 1\n1 0\n2 1\n3 0\n4 1\n5 2\n6 0\n7 1\n8 6\n9 6\n", "b131689.txt"));
  CHECK(all_right("0 1\n1 1\n2 2\n3 5\n4 15\n5 52\n6 203\n", "b000110.txt"));
  CHECK(
      all_right("0 1\n1 -1\n2 1\n3 0\n4 -1\n5 0\n6 1\n7 0\n8 -1\n9 0\n10 5\n11 0\n12 -691\n", "b027641.txt"));
  CHECK(all_right("0 1\n1 2\n2 6\n3 1\n4 30\n5 1\n6 42\n", "b027642.txt"));
  CHECK(all_right("0 1\n1 1\n2 -1\n3 1\n", "b000367.txt"));
  CHECK(all_right("0 1\n1 6\n2 30\n3 42\n", "b002445.txt"));
  CHECK_THROWS_AS(b_file("1 1\n3 2\n", "b019538.txt"), data::DataError);
  CHECK_THROWS_AS(b_file("1 1 1\n", "b019538.txt"), data::DataError);
  CHECK_THROWS_AS(b_file("0 1\n", "b019538.txt"), data::DataError);
  CHECK_THROWS_AS(b_file("1 1\n", "unknown.txt"), data::DataError);
  CHECK_THROWS_AS(b_file("5000000000 1\n", "b000110.txt"), data::DataError);
}
