// Printed digits against certified ones.
#include "publish/comparison.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

#include "data/data_error.hpp"
#include "exact/factorial.hpp"
#include "exact/power.hpp"
#include "language/parser.hpp"
#include "publish/comparison_report.hpp"
#include "publish/tables/compare_csv.hpp"
#include "verify/decide.hpp"

using namespace dropcert;
using namespace dropcert::exact;
using namespace dropcert::language;
using namespace dropcert::verify;

namespace {

// pi, to as many digits as 50.
std::string pi_digits(long digits) {
  static const std::string all = "3.14159265358979323846264338327950288419716939937510";
  return all.substr(
      0, static_cast<std::size_t>(digits) + 1);  // these digits are not rounded: only even cuts are used
}

std::string verdict(const std::string& printed, const std::string& exact) {
  return publish::describe(publish::judge(printed, publish::known_by_text([&](long) { return exact; })));
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
  CHECK(publish::judge("3.14", publish::known_by_text(pi_digits)).verdict == publish::Digits::right);
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
  CHECK(verdict("true", "1/8") == "not comparable: 'true' stands where a number is expected");
  CHECK(verdict("1", "true") == "not comparable: '1' stands where true or false is expected");
  CHECK(verdict("abc", "1/8").rfind("not comparable: 'abc' is no printed number", 0) == 0);
  CHECK(verdict("", "1/8") == "not comparable: no value is printed");
  CHECK(verdict("1/8", "words") == "not comparable: the value 'words' is no number");
  for (const char* text : {"nan", "inf", "-inf", "NaN", "Infinity", "+INF"})
    CHECK(verdict(text, "1/8") == "no finite number printed for a value that is one");
}

TEST_CASE("what the certified digits cannot tell is not decided") {
  CHECK(verdict("0.12", "0.12500") == "not decided: the certified digits do not tell");
  // A rounded integer is not exact, nor is an exact one rounded.
  const auto rounded = [](const std::string& printed, const std::string& text) {
    return publish::judge(printed, publish::known_by_text([&](long) { return text; }, true)).verdict;
  };
  CHECK(rounded("1234.4", "1234") == publish::Digits::undecided);
  CHECK(rounded("1234", "1234") == publish::Digits::right);
  CHECK(rounded("1235", "1234") == publish::Digits::undecided);
  CHECK(verdict("1234.4", "1234") == "wrong from digit 5");
  CHECK(verdict("1235", "1234") == "wrong from digit 4");
}

TEST_CASE("0 is printed for 0 alone") {
  CHECK(verdict("0.0", "5.55e-17") == "0 printed for a value that is not 0");
  CHECK(verdict("-0", "1/4") == "0 printed for a value that is not 0");
  CHECK(verdict("0.000", "0") == "all printed digits right");
  CHECK(verdict("0.0e5", "0") == "all printed digits right");
}

TEST_CASE("what else is printed: uncertainties, digits cut off, bounds, multiples of pi, groups") {
  CHECK(verdict("0.12(1)", "1/8") == "all printed digits right");
  CHECK(verdict("0.11(1)", "1/8") == "wrong");
  CHECK(verdict("0.125...", "1/8") == "all printed digits right");
  CHECK(verdict("0.13...", "1/8") == "wrong from digit 2");
  CHECK(verdict("< 1e-16", "5.55e-17") == "all printed digits right");
  CHECK(verdict("< 5e-17", "5.55e-17") == "wrong");
  CHECK(verdict("pi/4", "0.7854") == "not decided: the certified digits do not tell");
  CHECK(verdict("pi/4", "0.7855") == "wrong");
  CHECK(verdict("pi/4", "3/4") == "wrong");
  CHECK(verdict("1,234.5", "2469/2") == "all printed digits right");
  CHECK(verdict("\xe2\x88\x92"
                "1.5 \xc3\x97 10^{3}",
                "-1500") == "all printed digits right");
  CHECK(verdict("24.", "24") == "all printed digits right");
  CHECK(verdict("1.e3", "1000") == "all printed digits right");
  CHECK(verdict(std::string(20'000, '7'), std::string(20'000, '7')) == "all printed digits right");
}

TEST_CASE("numbers as they are typeset") {
  for (const char* printed :
       {"$3.1416$", "\\(3.1416\\)", "\\num{3.1416}", "$\\mathbf{3.1416}$", "\\textbf{$3.1416$}", "3.1416*",
        "3.1416**", "$3.1416^{\\ast}$", "3.1416^a", "3.1416^{a,b}", "3.1416\\footnote{at x = 3}",
        "3.1416\\textsuperscript{2}", "3.1416\\tnote{a}", "3.1416\xe2\x80\xa0", "$3.1416^\\dagger$",
        "{3.1416}", "~3.1416~", "314.16%", "$314.16\\,\\%$"}) {
    CAPTURE(std::string(printed));
    CHECK(verdict(printed, "3.14159265358979") == "all printed digits right");
  }
  CHECK(verdict("$1{,}234.5$", "2469/2") == "all printed digits right");
  CHECK(verdict("$-\\pi/4$", "-0.7854") == "not decided: the certified digits do not tell");
  CHECK(verdict("50%", "1/2") == "all printed digits right");
  CHECK(verdict("1/3%", "1/300") == "all printed digits right");
  CHECK(verdict("< 5%", "1/25") == "all printed digits right");
  CHECK(verdict("$3.1417$", "3.14159265358979") == "wrong from digit 5");
  CHECK(verdict("3.1416%", "3.14159265358979") == "wrong from digit 1");
  for (const char* printed : {"3.1416^2", "3.1416^{2}", "$3.1416", "3.1416$", "3.1416%%", "\\foo{3.1416}",
                              "$$", "*", "%", "{3.1416}}", "3.1416 m"})
    CHECK(verdict(printed, "3.14159265358979").find("is no printed number") != std::string::npos);
}

// The rule of compare is that of prints, whose statement it decides.
TEST_CASE("compare says right where prints holds") {
  const char* const terms[] = {"1/8",  "-5/2",          "sqrt(2)", "exp(-40)",
                               "pi/4", "sqrt(2)^2 - 2", "1/0",     "10^30/3"};
  const char* const strings[] = {"0.12", "0.13",     "-2",  "-3",  "1.41", "1.4142...", "0.0", "0",
                                 "pi/4", "0.785(4)", "< 1", "0.7", "1/8",  "3.3e29",    "-2.5"};
  for (const char* term : terms)
    for (const char* printed : strings) {
      CAPTURE(std::string(term));
      CAPTURE(std::string(printed));
      const auto entries = compared("expression,value\n" + std::string(term) + "," + printed + "\n");
      REQUIRE(entries.size() == 1);
      const Node statement = parse_expression("prints(" + std::string(term) + ", \"" + printed + "\")", "t");
      const Finding finding = decide(statement, {}, {}, "t", {});
      CHECK((finding.verdict == Verdict::holds) == (entries[0].judgement.verdict == publish::Digits::right));
      CHECK(entries[0].judgement.verdict != publish::Digits::undecided);
    }
}

TEST_CASE("a column of expressions") {
  const auto entries =
      compared("expression,value\nradius(3),4.3440\r\n\"binomial(4, 2)\",7\npi,3.15\nsoftplus(0),\n");
  REQUIRE(entries.size() == 4);
  CHECK(publish::describe(entries[3].judgement) == "not comparable: no value is printed");
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
  CHECK(message("expression,value\n").find("nothing to compare") != std::string::npos);
  CHECK(message("").find("nothing to compare") != std::string::npos);
  const auto of_radius = [](const std::string& csv) {
    publish::ComparisonOptions options;
    options.table = "radius";
    try {
      publish::compare_csv(csv, "theirs.csv", options, publish::TableInputs{});
    } catch (const data::DataError& error) {
      return std::string(error.what());
    }
    return std::string("no error");
  };
  CHECK(of_radius("z0,raduis\n1,2\n") ==
        "theirs.csv:1:1: the table 'radius' has no column 'raduis'; did you mean 'radius'?");
  CHECK(of_radius("z0\n1\n").find("has no value column") != std::string::npos);
  CHECK(of_radius("radius\n1\n").find("has no key column") != std::string::npos);
}

TEST_CASE("an interruption and a limit keep what was compared before") {
  const std::string csv = "expression,value\npi,3.15\n\"sum(k = 1..20000000, 1/k)\",1.5\npi,3.14\n";
  std::atomic<bool> stop = true;
  publish::TableInputs inputs;
  inputs.stop = &stop;
  const auto none = publish::compare_csv(csv, "theirs.csv", {}, inputs);
  REQUIRE(none.size() == 1);
  CHECK(none[0].is_note);
  CHECK(none[0].line == 2);
  stop = false;
  inputs.limits.steps = 100'000;
  const auto all = publish::compare_csv(csv, "theirs.csv", {}, inputs);
  REQUIRE(all.size() == 3);
  CHECK(all[0].judgement.verdict == publish::Digits::rounded_wrong_way);
  CHECK(all[1].judgement.verdict == publish::Digits::undecided);
  CHECK(all[1].judgement.reason.find("--steps") != std::string::npos);
  CHECK(all[2].judgement.verdict == publish::Digits::right);
}

TEST_CASE(
    "a heading before rows of two integers is one of a table; several columns of values are told apart") {
  CHECK_FALSE(publish::looks_like_b_file("z0\tradius\n0\t3.1416\n7777\t7777\n"));
  CHECK_FALSE(publish::looks_like_b_file("# of mine\nexpression value\n20 20\n"));
  CHECK(publish::looks_like_b_file("# A000110\n0 1\n1 1\n"));
  CHECK(publish::looks_like_b_file("0 x\n1 1\n2 2\n"));
  CHECK(publish::looks_like_b_file("-2 x\n-1 1\n0 2\n"));
  const auto entries = compared("expression,exact,approx\nsqrt(3),1.7320,1.7321\n");
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].what == "exact at sqrt(3)");
  CHECK(entries[1].what == "approx at sqrt(3)");
}

TEST_CASE("what cannot be compared is said, and what follows is") {
  const auto entries = compared(
      "expression,value\nfoo(3),1\npi\n1/"
      "0,1\npi,abc\n\"a\"b,2\n[1],1\npi,nan\nexp(20000),7.756e8685\npi,3.14\n");
  const char* const kinds[] = {"not-comparable", "not-comparable", "not-comparable",
                               "not-comparable", "not-comparable", "not-comparable",
                               "not-finite",     "right",          "right"};
  REQUIRE(entries.size() == 9);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    CAPTURE(i);
    CHECK(entries[i].line == i + 2);
    CHECK(std::string(publish::kind_of(entries[i].judgement.verdict)) == kinds[i]);
  }
  CHECK(entries[1].judgement.reason == "this record has 1 field; the header has 2");
  CHECK(entries[2].judgement.reason.find("undefined: division by zero") != std::string::npos);
  CHECK_FALSE(publish::all_right(entries));
  const auto keys = compared("z0,radius\n\"[1, 2]\",3\nx,3\n1/0,3\n3,4.3439\n");
  REQUIRE(keys.size() == 4);
  for (std::size_t i : {0U, 1U, 2U}) CHECK(keys[i].judgement.verdict == publish::Digits::not_comparable);
  CHECK(keys[3].judgement.verdict == publish::Digits::right);
  const auto statements =
      compared("expression,value\n1 < 2,true\n1 < 2,false\n1 < 2,1\n1/0 = 1,true\n1,true\n");
  const char* const truths[] = {"right", "wrong", "not-comparable", "not-comparable", "not-comparable"};
  for (std::size_t i = 0; i < statements.size(); ++i)
    CHECK(std::string(publish::kind_of(statements[i].judgement.verdict)) == truths[i]);
  const auto rows = compared("k,sha256\n2000,00\n");
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].judgement.reason == "k = 2000 is outside the table, where k is in 1..1000");
}

TEST_CASE("tabs between fields, and doubles for decimals") {
  const auto tabs = compared("expression\tvalue\nbinomial(4, 2)\t6\n");
  REQUIRE(tabs.size() == 1);
  CHECK(tabs[0].judgement.verdict == publish::Digits::right);
  publish::ComparisonOptions options;
  options.double_arguments = true;
  // 0.1 + 0.2 - 0.3 of doubles, exactly, is 2^-55; 1/4 is a double, and 1e400 none.
  const auto doubles = publish::compare_csv(
      "expression,value\n0.1 + 0.2 - "
      "0.3,2.7755575615628914e-17\n0.25,0.25\n1/10,0.10000000000000000\n1e400,1\n",
      "theirs.csv", options, publish::TableInputs{});
  REQUIRE(doubles.size() == 4);
  for (std::size_t i : {0U, 1U, 2U}) CHECK(doubles[i].judgement.verdict == publish::Digits::right);
  CHECK(doubles[3].judgement.verdict == publish::Digits::not_comparable);
}

TEST_CASE("semicolons between fields, decimal commas") {
  const auto entries = compared("expression;value\npi;3.14\nbinomial(4, 2);6\npi;3,14\npi;3,15\n");
  const char* const kinds[] = {"right", "right", "other-convention", "last-digit"};
  REQUIRE(entries.size() == 4);
  for (std::size_t i = 0; i < entries.size(); ++i)
    CHECK(std::string(publish::kind_of(entries[i].judgement.verdict)) == kinds[i]);
  CHECK(entries[2].judgement.reason.find("decimal comma") != std::string::npos);
  const auto quoted =
      compared("z0,radius\n\"0,5\",\"3,181\"\n3,\"4,34\"\n3,\"$4,343^a$\"\n\"root(9,2)\",\"4,34\"\n");
  REQUIRE(quoted.size() == 4);
  for (std::size_t i : {0U, 1U, 3U}) CHECK(quoted[i].judgement.verdict == publish::Digits::other_convention);
  CHECK(quoted[2].judgement.verdict == publish::Digits::rounded_wrong_way);
  CHECK(compared("\"expression\";\"value\"\n\"binomial(4, 2)\";6\n")[0].judgement.verdict ==
        publish::Digits::right);
}

TEST_CASE("columns beside terms and values are named, unless the value's column is chosen") {
  const std::string csv = "expression,value,other\npi,3.14,3.3\n";
  const auto entries = compared(csv);
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].what == "the column 'other'");
  CHECK(entries[0].judgement.verdict == publish::Digits::not_comparable);
  CHECK(entries[1].judgement.verdict == publish::Digits::right);
  publish::ComparisonOptions options;
  options.value = "other";
  const auto chosen = publish::compare_csv(csv, "theirs.csv", options, publish::TableInputs{});
  REQUIRE(chosen.size() == 1);
  CHECK(chosen[0].judgement.verdict == publish::Digits::wrong);
  CHECK_THROWS_AS(compared("expression,value,value\npi,3.14,3.2\n"), data::DataError);
  CHECK_THROWS_AS(compared("expression\npi\n"), data::DataError);
  CHECK_THROWS_WITH_AS(compared("z0,raduis\n3,4.3\n"), doctest::Contains("did you mean 'radius'"),
                       data::DataError);
}

TEST_CASE("exponents and integers beyond those of the language") {
  const auto entries = compared(
      "expression,value\nexp(10^6),3.0332e434294\nexp(10^6),3.0333e434294\nexp(-10^6),3.2968e-434295\n"
      "10^12000,1.0 * 10^{12000}\n10^12000,3e12001\nexp(10^6),3.03e434293\n2^40000," +
      pow(Integer(2), 40'000).str() + "\n2^40000," + (pow(Integer(2), 40'000) + Integer(1)).str() +
      "\nexp(10^6),1e1000001\n");
  const char* const kinds[] = {"right", "last-digit", "right", "right", "wrong",
                               "wrong", "right",      "wrong", "wrong"};
  REQUIRE(entries.size() == 9);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    CAPTURE(i);
    CHECK(std::string(publish::kind_of(entries[i].judgement.verdict)) == kinds[i]);
  }
  CHECK(entries[7].judgement.first_wrong == 12'042);
}

TEST_CASE("bounds are right if they are rounded up, or down") {
  const auto rounded = [](const std::string& printed, const std::string& exact, bool up) {
    return std::string(publish::kind_of(
        publish::judge(printed, publish::bounded_by(publish::known_by_text([&](long) { return exact; }), up))
            .verdict));
  };
  for (const bool is_negative : {false, true}) {
    const std::string sign = is_negative ? "-" : "";
    const bool away = !is_negative;  // from 0
    CHECK(rounded(sign + "0.13", sign + "1/8", away) == "right");
    CHECK(rounded(sign + "0.12", sign + "1/8", away) == "last-digit");
    CHECK(rounded(sign + "0.12", sign + "1/8", !away) == "right");
    CHECK(rounded(sign + "0.13", sign + "1/8", !away) == "last-digit");
    CHECK(rounded(sign + "0.125", sign + "1/8", away) == "right");
    CHECK(rounded(sign + "0.125", sign + "1/8", !away) == "right");
    CHECK(rounded(sign + "0.1", sign + "1/8", !away) == "right");
    CHECK(rounded(sign + "0.2", sign + "1/8", away) == "right");
    CHECK(rounded(sign + "0.14", sign + "1/8", away) == "wrong");
    CHECK(rounded(sign + "1", sign + "1/8", away) == "right");
    CHECK(rounded(sign + "0", sign + "1/8", !away) == "right");
    CHECK(rounded(sign + "0", sign + "1/8", away) == "zero");
  }
  CHECK(rounded("1/8", "1/8", true) == "right");
  const auto entries = compared("model,a,delta,bound_third\nx,[1],1/2,0.0161\nx,[1],1/2,0.0160\n");
  REQUIRE(entries.size() == 2);
  CHECK(publish::describe(entries[0].judgement) == "all printed digits right");
  CHECK(publish::describe(entries[1].judgement) == "last digit rounded the wrong way");
}

TEST_CASE("keys of tables are compared as numbers") {
  // An empty value is looked for in the table.
  const auto entries = compared("z0,radius\n3.0,\n0.5e0,\n3.26,\n");
  const char* const reasons[] = {"no value is printed", "no value is printed", "no value is printed"};
  REQUIRE(entries.size() == 3);
  for (std::size_t i = 0; i < entries.size(); ++i) CHECK(entries[i].judgement.reason == reasons[i]);
}

TEST_CASE("conventions in a column of terms: B_1, numerators, denominators") {
  const auto kinds = [](const std::string& values) {
    std::string csv = "expression,value\n";
    std::size_t n = 0;
    for (std::size_t at = 0; at < values.size(); ++n) {
      const std::size_t end = std::min(values.find(' ', at), values.size());
      csv += "bernoulli(" + std::to_string(n == 1 ? 1 : 2 * n) + ")," + values.substr(at, end - at) + "\n";
      at = end + 1;
    }
    std::string all;
    for (const auto& entry : compared(csv))
      all += std::string(all.empty() ? "" : " ") + publish::kind_of(entry.judgement.verdict);
    return all;
  };
  CHECK(kinds("1 1/2") == "right other-convention");
  CHECK(kinds("1 0.5 -1/30 1/42") == "right other-convention right right");
  CHECK(kinds("1 -1 -1 1 -1 5 -691") ==
        "right right other-convention other-convention other-convention other-convention other-convention");
  CHECK(kinds("1 2 30 42 30 66 2730").find("other-convention") != std::string::npos);
  CHECK(kinds("1 -1/2 -1/30 1/42 -1/30 5 -691/2730") == "right right right right right wrong right");
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
  const auto kinds = [&](const std::string& text, const std::string& name) {
    std::string all;
    for (const publish::ComparedEntry& entry : b_file(text, name))
      all += std::string(all.empty() ? "" : " ") + publish::kind_of(entry.judgement.verdict);
    return all;
  };
  CHECK(kinds("1 1\n3 2\n", "b019538.txt") == "right right not-comparable");
  CHECK(kinds("1 1 1\n2 1\n", "b019538.txt") == "not-comparable right");
  CHECK(kinds("0 1\n1 1\n", "b019538.txt") == "not-comparable right");
  CHECK(kinds("5000000000 1\n", "b000110.txt") == "not-comparable");
  CHECK_THROWS_AS(b_file("1 1\n", "unknown.txt"), data::DataError);
  CHECK_THROWS_AS(b_file("# nothing\n", "b000110.txt"), data::DataError);
}

TEST_CASE("conventions of b-files are recognised, and named") {
  const auto convention = [](const std::string& text, const std::string& name) {
    std::string found;
    for (const publish::ComparedEntry& entry : publish::compare_b_file(text, name, {})) {
      const bool is_right = entry.judgement.verdict == publish::Digits::right;
      if (!is_right && entry.judgement.verdict != publish::Digits::other_convention)
        return std::string("wrong");
      if (!is_right) found = entry.judgement.reason;
    }
    return found;
  };
  CHECK(convention("0 1\n1 1\n2 1\n3 0\n4 -1\n", "b027641.txt").rfind("B_1 = 1/2 here (A164555)", 0) == 0);
  CHECK(convention("0 1\n1 1\n2 2\n3 0\n4 -1\n", "b027641.txt") == "wrong");
  CHECK(convention("1 1\n2 1\n3 2\n4 5\n5 15\n6 52\n", "b000110.txt") ==
        "the index n here is n - 1 in the sequence");
  CHECK(convention("0 1\n1 1\n2 2\n3 1\n4 6\n5 6\n", "b019538.txt") ==
        "the index n here is n + 1 in the sequence");
  CHECK(convention("0 1\n1 0\n2 1\n3 0\n4 1\n5 2\n6 0\n7 1\n8 6\n9 6\n", "b019538.txt") ==
        "these are the terms of T-from-0 (A131689)");
  CHECK(convention("0 1\n1 2\n2 6\n3 1\n4 30\n5 1\n", "b027641.txt") ==
        "these are the terms of bernoulli-denominator (A027642)");
  CHECK(convention("0 1\n1 1\n2 2\n3 5\n4 15\n5 53\n", "b000110.txt") == "wrong");
  CHECK(convention("20 1\n21 1\n22 2\n23 5\n24 15\n25 52\n", "b000110.txt") ==
        "the index n here is n - 20 in the sequence");
  CHECK(convention("0 1\n1 -1\n2 1\n", "b164555.txt").rfind("B_1 = -1/2 here (A027641)", 0) == 0);
}

TEST_CASE("faults are found beside a convention, and where a b-file is shifted from a line on") {
  // The terms of T(n, k) from n on, k on, as a b-file from `offset` on; one of them may be another.
  const auto file = [](unsigned long from, long offset, long other, std::optional<long> missing = {}) {
    std::string text;
    long index = 0, place = offset;
    for (unsigned long n = from; n < 9; ++n)
      for (unsigned long k = from; k <= n; ++k, ++index) {
        if (missing && index == *missing) continue;
        Integer term = 0;
        for (unsigned long j = 0; j <= k; ++j) {
          const Integer part = binomial(k, j) * pow(Integer(static_cast<long>(j)), n);
          term = (k - j) % 2 == 0 ? term + part : term - part;
        }
        text += std::to_string(place++) + " " + (index == other ? term + Integer(1) : term).str() + "\n";
      }
    return text;
  };
  const auto lines_of = [](const std::string& text, const std::string& name, publish::Digits verdict) {
    std::vector<std::size_t> lines;
    for (const publish::ComparedEntry& entry : publish::compare_b_file(text, name, {}))
      if (entry.judgement.verdict == verdict) lines.push_back(entry.line);
    return lines;
  };
  using Lines = std::vector<std::size_t>;
  const std::string name = "b019538.txt";
  for (const long other : {7L, 20L}) {
    const Lines expected = {static_cast<std::size_t>(other) + 1};
    CHECK(lines_of(file(1, 1, other), name, publish::Digits::wrong) == expected);
    for (const long offset : {0L, 2L, 30L, -4L})
      CHECK(lines_of(file(1, offset, other), name, publish::Digits::wrong) == expected);
    CHECK(lines_of(file(0, 0, other), name, publish::Digits::wrong) == expected);
    CHECK(lines_of(file(0, 1, other), name, publish::Digits::wrong) == expected);
  }
  // From the line of the missing term on.
  for (const long missing : {5L, 15L, 25L}) {
    const std::string text = file(1, 1, 30, missing);
    CHECK(lines_of(text, name, publish::Digits::wrong) == Lines{30});
    const Lines shifted = lines_of(text, name, publish::Digits::other_convention);
    REQUIRE(!shifted.empty());
    CHECK(shifted[0] >= static_cast<std::size_t>(missing) + 1);
    CHECK(shifted[0] <= static_cast<std::size_t>(missing) + 3);
    CHECK(shifted.back() == 35);
  }
  // Another value of B_1, and a misprint.
  const std::string bernoulli = "0 1\n1 1\n2 1\n3 0\n4 -1\n5 0\n6 1\n7 0\n8 -1\n9 0\n10 7\n11 0\n12 -691\n";
  CHECK(lines_of(bernoulli, "b027641.txt", publish::Digits::wrong) == Lines{11});
  CHECK(lines_of(bernoulli, "b027641.txt", publish::Digits::other_convention) == Lines{2});
}

TEST_CASE("reports of a comparison") {
  const auto entries = compared("expression,value\npi,3.14\n\"binomial(4, 2)\",7\n1/0,\"a \"\"b\"\"\"\n");
  CHECK(publish::csv_comparison(entries, true) ==
        "line,what,printed,kind,digit,certified,reason,faults,statements\n"
        "3,\"binomial(4, 2)\",7,wrong,1,6,,last-digit,\"prints(x, \"\"6\"\")\"\n"
        "4,1/0,\"a \"\"b\"\"\",not-comparable,,,\"'a \"\"b\"\"' is no printed number: unexpected 'a'; "
        "expected a digit\",,\n");
  const std::string coloured =
      publish::csv_comparison(compared("expression,value\n\"pi\x1b[31m\",3\n"), true);
  CHECK(coloured.find('\x1b') == std::string::npos);
  CHECK(coloured.find("\n2,pi\\x1b[31m,3,") != std::string::npos);
  const nlohmann::json json = nlohmann::json::parse(publish::json_comparison("f", entries, false));
  CHECK(json.at("entries") == 3);
  CHECK(json.at("counts") == nlohmann::json({{"right", 1}, {"wrong", 1}, {"not-comparable", 1}}));
  CHECK(json.at("compared").at(1).at("kind") == "wrong");
  CHECK(json.at("compared").at(1).at("digit") == 1);
  CHECK(json.at("compared").at(2).at("certified").is_null());
  const std::string text = publish::text_comparison("f", entries, true);
  CHECK(text.find("f:3: binomial(4, 2): wrong from digit 1\n  printed   7\n  certified 6\n"
                  "  last-digit: prints(x, \"6\")\n") == 0);
  CHECK(json.at("compared").at(1).at("faults").at(0).at("kind") == "last-digit");
  CHECK(text.find("3 entries: 1 right, 1 wrong, 1 not comparable.\n") != std::string::npos);
}
