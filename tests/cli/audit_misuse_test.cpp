// Weights and data that do not belong together as the command would have them: refused, or told in a
// sentence.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "cli/audit_files.hpp"

using namespace dropcert::test;
using Json = nlohmann::json;

namespace {

// The numbers of the rows, whatever their lines.
std::string numbers_of(const std::string& report) {
  std::string result;
  std::istringstream lines(report);
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) result += line.substr(line.find(',')) + "\n";
  return result;
}

void check_said(const Outcome& outcome, const std::string& part, bool said = true) {
  CAPTURE(outcome.err);
  CAPTURE(part);
  CHECK(outcome.exit_code == 0);
  CHECK(contains(outcome.err, part) == said);
}

}  // namespace

TEST_CASE(
    "columns without names are numbered from 1 for --label and --ignore, whatever the weights count from") {
  const Files files;
  const std::string expected = numbers_of(files.rows("x.csv", "w.csv"));
  files.write("zero.csv", "name,weight\n0,2\n1,-1\nintercept,0.25\n");
  files.write("one.csv", "name,weight\n1,2\n2,-1\nintercept,0.25\n");
  files.write("first.csv", "1,1,2\n0,-3,0.5\n");  // the label in column 1
  files.write("last.csv", "1,2,1\n-3,0.5,0\n");
  for (const char* weights : {"zero.csv", "one.csv"}) {
    for (const char* option : {"--label", "--ignore"}) {
      CHECK(numbers_of(files.rows("last.csv", weights, {"--no-header", option, "3"})) == expected);
      CHECK(numbers_of(files.rows("first.csv", weights, {"--no-header", option, "1", "--feature-order"})) ==
            expected);
      check_said(files.audit("first.csv", weights, {"--no-header", option, "1", "--feature-order"}),
                 "without a header, columns are numbered from 1: column 1, whose first value is '1', is");
      files.check_refused("first.csv", weights, "the name of column 1 where there is no header",
                          {"--no-header", option, "1"});
      files.check_refused("last.csv", weights, "whose columns are numbered from 1 to 3",
                          {"--no-header", option, "0"});
    }
  }
  CHECK(contains(files.audit("last.csv", "zero.csv", {"--no-header", "--ignore", "2"}).err,
                 "a weight for '1', the name of column 2"));
}

TEST_CASE("a header of numbers that is read as a row is noticed") {
  const Files files;
  files.write("v.csv", "name,weight\n0,2\n1,-1\n");
  for (const char* header : {"0,1", "1,2"}) {
    files.write("h.csv", std::string(header) + "\n1,2\n-3,0.5\n");
    check_said(files.audit("h.csv", "v.csv", {"--no-header"}),
               "looks like a header of numbers and is read as a row");
  }
  files.write("v.csv", "name,weight\n7,2\n9,-1\n");
  files.write("h.csv", "7,9\n1,2\n-3,0.5\n");
  check_said(files.audit("h.csv", "v.csv", {"--no-header", "--feature-order"}),
             "looks like a header of numbers");
  files.write("h.csv", "1.5,9\n1,2\n-3,0.5\n");
  check_said(files.audit("h.csv", "v.csv", {"--no-header", "--feature-order"}), "looks like", false);
}

TEST_CASE("a scaler without names follows one order, and says which") {
  const Files files;
  files.write("s.csv", "mean,scale\n5,2\n0.3,0.5\n");
  check_said(files.audit("x.csv", "w.csv", {"--scaler", "s.csv"}),
             "its lines are taken to be in the order of 'w.csv'");
  files.write("y.csv", "b,a\n2,1\n0.5,-3\n");
  files.check_refused("y.csv", "w.csv", "'s.csv' has no names, and the features are in one order in 'y.csv'",
                      {"--scaler", "s.csv"});
  files.write("s.csv", "name,mean,scale\na,5,2\nb,0.3,0.5\n");
  CHECK(files.rows("y.csv", "w.csv", {"--scaler", "s.csv"}) ==
        files.rows("x.csv", "w.csv", {"--scaler", "s.csv"}));
  check_said(files.audit("y.csv", "w.csv", {"--scaler", "s.csv"}), "order", false);
  files.write("s.csv", "mean,scale\n5,2\n0.3,0.5\n");
  files.write("u.csv", "name,weight\n2,2\n1,-1\n");
  files.write("x.svm", "1 1:1 2:2\n0 1:-3 2:0.5\n");
  files.check_refused("x.svm", "u.csv", "'s.csv' has no names", {"--scaler", "s.csv"});
}

TEST_CASE("--feature-order is refused where names tell another order") {
  const Files files;
  files.write("y.csv", "b,a\n2,1\n0.5,-3\n");
  files.check_refused(
      "y.csv", "w.csv",
      "w.csv:2:1: --feature-order would give the weight of 'a' to the feature 'b' of 'y.csv'; the "
      "names are the same in another order: leave the option out",
      {"--feature-order"});
  files.write("y.csv", "b,c\n2,1\n0.5,-3\n");  // b is on both sides
  files.check_refused("y.csv", "w.csv", "expected names in one order", {"--feature-order"});
  files.write("y.csv", "p,q\n1,2\n-3,0.5\n");
  CHECK(files.rows("y.csv", "w.csv", {"--feature-order"}) == files.rows("x.csv", "w.csv"));
  // Numbers: counted from 0 there and from 1 here, or in another order.
  files.write("three.csv", "name,weight\n3,1\n1,2\n2,3\n");
  files.write("x.svm", "1 1:1 2:2 3:4\n0 1:-3 2:0.5 3:1\n");
  files.check_refused("x.svm", "three.csv", "the names are the same in another order", {"--feature-order"});
  CHECK(files.audit("x.svm", "three.csv").exit_code == 0);
  files.write("three.csv", "name,weight\n2,1\n0,2\n1,3\n");
  files.check_refused("x.svm", "three.csv", "expected them to ascend: sort the lines by them",
                      {"--feature-order"});
  files.write("three.csv", "name,weight\n0,1\n1,2\n2,3\n");
  CHECK(files.audit("x.svm", "three.csv", {"--feature-order"}).exit_code == 0);
}

TEST_CASE("classes and features: names tell which are rows, or it is said") {
  const Files files;
  files.write("w3.csv", "name,x,y,z\na,1,0,0.5\nb,0,1,-1\nc,2,0,0\nintercept,0.1,0,0\n");
  files.write("d.csv", "a,b,c\n1,2,0.5\n-1,0.5,2\n");
  const std::vector<std::string> softmax = {"--family", "softmax"};
  const std::string expected = files.rows("d.csv", "w3.csv", softmax);
  check_said(files.audit("d.csv", "w3.csv", softmax), "features", false);
  // DataFrame(coef_, columns=names, index=classes).
  files.write("t.csv", ",a,b,c,intercept\nx,1,0,2,0.1\ny,0,1,0,0\nz,0.5,-1,0,0\n");
  CHECK(files.rows("d.csv", "t.csv", softmax) == expected);
  check_said(files.audit("d.csv", "t.csv", softmax), "taken", false);
  files.write("t.csv", ",a,b,c\nx,1,0,2\ny,0,1,0\nz,0.5,-1,0\n");
  check_said(files.audit("d.csv", "t.csv", softmax),
             "has coefficients and no intercepts, which are taken for 0");
  // The names of the classes are those of rows of the data's index: no transposed data.
  files.write("i.csv", ",a,b,c\nx,1,2,0.5\ny,-1,0.5,2\n");
  CHECK(files.rows("i.csv", "t.csv", softmax) == files.rows("d.csv", "t.csv", softmax));
  // Nothing tells.
  files.write("n.csv", "name,x,y,z\n1,1,0,0.5\n2,0,1,-1\n3,2,0,0\n");
  files.write("d.svm", "1 1:1 2:2 3:0.5\n");
  check_said(files.audit("d.svm", "n.csv", softmax),
             "has as many features as classes: its rows are taken for features and its columns for classes");
  files.write("n.json",
              "{\"coef\": [[1,0,2],[0,1,0],[0.5,-1,0]], \"intercept\": [0.1,0,0], \"feature_names\": "
              "[\"a\",\"b\",\"c\"]}");
  CHECK(files.rows("d.csv", "n.json", softmax) == expected);
  check_said(files.audit("d.csv", "n.json", softmax),
             "its rows are taken for classes, as scikit-learn's coef_");
  // R's multinom leaves out its first class.
  files.write("r.csv", "\"\",\"(Intercept)\",\"a\",\"b\",\"c\"\n\"y\",-0.1,-1,1,-2\n\"z\",-0.1,-0.5,-1,-2\n");
  check_said(files.audit("d.csv", "r.csv", softmax),
             "if the model is R's multinom, its first class, which has, is missing");
  // Examples in columns.
  files.write("tr.csv", "name,r1,r2\na,1,-1\nb,2,0.5\n");
  files.check_refused("tr.csv", "w.csv", "expected a row an example: transpose it (pandas: X.T, R: t(X))");
}

TEST_CASE("a feature that is one number in all rows is named") {
  const Files files;
  const auto constants = [&](const std::string& data, const std::vector<std::string>& more = {}) {
    std::vector<std::string> options = {"--format", "json"};
    options.insert(options.end(), more.begin(), more.end());
    const Outcome outcome = files.audit(data, "v.csv", options);
    REQUIRE(outcome.exit_code == 0);
    const Json json = Json::parse(outcome.out);
    const bool any = json.contains("constant_features");
    CHECK(any == contains(outcome.err, "in all rows: if it is an intercept"));
    return any ? json["constant_features"] : Json();
  };
  for (const char* name : {"ones", "x0", "const_", "b0"}) {
    files.write("v.csv", std::string("name,weight\n") + name + ",3\na,2\nb,-1\n");
    files.write("y.csv", std::string(name) + ",a,b\n1,1,2\n1.0,-3,0.5\n\"1\",2,2\nTRUE,2,5\n");
    CHECK(constants("y.csv") == Json{{"'" + std::string(name) + "'", "1"}});
    files.write("y.csv", std::string("a,b,") + name + "\n1,2,1\r\n-3,0.5,1\r\n2,2,1.00\r\n2,5,2\r\n");
    CHECK(constants("y.csv").is_null());
  }
  // A weight of 0, a value of 0, and one row are no matter.
  files.write("v.csv", "name,weight\nc,0\na,2\nb,-1\n");
  files.write("y.csv", "a,b,c\n1,0,1\n2,0,1\n");
  CHECK(constants("y.csv").is_null());
  files.write("y.csv", "a,b,c\n1,2,1\n");
  CHECK(constants("y.csv").is_null());
  // Without a header; sparse, where a row may leave it out; standardised; beyond the first rows; in parts.
  files.write("v.csv", "name,weight\n1,2\n2,-1\n");
  files.write("y.csv", "3.5,7\n1,7\n");
  CHECK(constants("y.csv", {"--no-header"}) == Json{{"'2'", "7"}});
  files.write("y.svm", "1 1:2 2:7\n1 1:1 2:7.0 # one\n");
  CHECK(constants("y.svm") == Json{{"'2'", "7"}});
  files.write("y.svm", "1 1:2 2:7\n1 1:1\n");
  CHECK(constants("y.svm").is_null());
  files.write("y.csv", "3.5,7\n1,7\n");
  files.write("s.csv", "mean,scale\n0,1\n7,1\n");
  CHECK(constants("y.csv", {"--no-header", "--scaler", "s.csv"}).is_null());
  // Many at once, and rows longer than what is looked at first.
  const auto wide = [&](int columns, const std::string& last) {
    std::string names = "name,weight\n";
    std::string header;
    std::string ones;
    for (int j = 0; j < columns; ++j) {
      names += "f" + std::to_string(j) + ",1\n";
      header += (j > 0 ? ",f" : "f") + std::to_string(j);
      ones += j > 0 ? ",1" : "1";
    }
    files.write("v.csv", names);
    files.write("wide.csv",
                header + "\n" + ones + "\n" + ones + "\n" + ones.substr(0, ones.size() - 1) + last + "\n");
    return constants("wide.csv").size();
  };
  CHECK(wide(20, "1.0") == 20);
  CHECK(wide(20, "2") == 19);
  CHECK(wide(40000, "2") == 39999);
  files.write("v.csv", "name,weight\n1,2\n2,-1\n");
  std::string many = "1,2\n";
  for (int i = 0; i < 40000; ++i) many += "1,2\n1.5,2\n";
  files.write("y.csv", many);
  CHECK(constants("y.csv", {"--no-header"}) == Json{{"'2'", "2"}});
  files.write("y.csv", many + "1,3\n");
  CHECK(constants("y.csv", {"--no-header"}).is_null());
  files.write("y.csv", many);
  Invocation shell;
  shell.folder = files.path();
  shell.arguments = {"-c", "for i in 1 2 3; do " + program() +
                               " audit --data y.csv --weights v.csv --dropout 1/2 --no-header --shard $i/3 "
                               "--output s$i || exit 9; done; " +
                               program() + " merge s1 s2 s3"};
  const Outcome merged = run("/bin/sh", shell);
  CHECK(merged.exit_code == 0);
  CHECK(contains(merged.err, "the feature '2' is 2 in all rows"));
}

TEST_CASE("data that was not scaled is noticed for several classes and for counts") {
  const Files files;
  files.write("w3.csv", "name,x,y,z\na,1,0,0.5\nb,0,1,-1\n");
  files.write("y.csv", "a,b\n1000,3\n2000,5\n-1,0\n");
  check_said(files.audit("y.csv", "w3.csv", {"--family", "softmax"}),
             "one logit exceeds all others by more than 37 on 2 of 3 rows");
  check_said(files.audit("x.csv", "w3.csv", {"--family", "softmax"}), "exceeds", false);
  check_said(files.audit("y.csv", "w.csv", {"--family", "poisson"}), "z0 exceeds 37 on 2 of 3 rows");
}

TEST_CASE("labels that are not the model's classes are told") {
  const Files files;
  files.write("v.json",
              "{\"coef\": [[2, -1]], \"intercept\": [0.25], \"feature_names\": [\"a\", \"b\"], "
              "\"classes\": [\"no\", \"yes\"]}");
  const auto labels = [&](const std::string& rows, const std::string& weights) {
    files.write("y.csv", "a,b,y\n" + rows);
    return files.audit("y.csv", weights, {"--label", "y"}).out;
  };
  CHECK(contains(labels("1,0,yes\n-1,0,no\n", "v.json"),
                 "z0 > 0 is taken for 'yes', z0 <= 0 for 'no': right on 2 of 2"));
  CHECK(contains(labels("1,0,yes\n-1,0,maybe\n", "v.json"),
                 "the model's classes are 'no' and 'yes', and rows have 'maybe' (1 row)"));
  CHECK(contains(labels("1,0,1\n-1,0,0\n", "v.json"), "and rows have 0 (1 row), 1 (1 row)"));
  CHECK(contains(labels("1,0,other\n-1,0,other\n", "v.json"), "and rows have 'other' (2 rows)"));
  CHECK(contains(labels("1,0,u\n-1,0,u\n", "w.csv"), "all rows have 'u'"));
  CHECK(contains(labels("1,0,u\n-1,0,v\n2,1,w\n", "w.csv"), "3, where a binary model has two: 'u' (1 row)"));
  files.write("t.json",
              "{\"coef\": [[2, -1]], \"intercept\": [0.25], \"feature_names\": [\"a\", \"b\"], "
              "\"classes\": [false, true]}");
  CHECK(contains(labels("1,0,True\n-1,0,False\n", "t.json"),
                 "taken for 'true', z0 <= 0 for 'false': right on 2 of 2"));
}

TEST_CASE("quantiles are intervals that hold them") {
  const Files files;
  files.write("v.csv", "name,weight\na,1\n");
  std::string rows = "a,y\n";
  for (int i = 0; i < 200; ++i)
    rows += std::to_string(i - 50) + "." + std::to_string(i % 10) + "1," + std::to_string(i % 2) + "\n";
  files.write("y.csv", rows);
  const Outcome outcome = files.audit("y.csv", "v.csv", {"--label", "y", "--format", "json"});
  const Json quantiles = Json::parse(outcome.out)["labels"]["z0_quantiles"];
  std::vector<double> z;
  for (int i = 0; i < 200; ++i)
    z.push_back(std::strtod((std::to_string(i - 50) + "." + std::to_string(i % 10) + "1").c_str(), nullptr));
  std::sort(z.begin(), z.end());
  for (const int per_cent : {5, 25, 50, 75, 95}) {
    const Json interval = quantiles[std::to_string(per_cent)];
    const double x = z[static_cast<std::size_t>(2 * per_cent)];
    CAPTURE(per_cent);
    CHECK(interval[0].get<double>() <= x);
    CHECK(interval[1].get<double>() >= x);
    CHECK(interval[1].get<double>() - interval[0].get<double>() < 0.03 * std::abs(x));
  }
  files.write("y.csv", "a,y\n1e-400,0\n1e400,1\n");  // beyond doubles
  const std::string beyond = files.audit("y.csv", "v.csv", {"--label", "y"}).out;
  CHECK(contains(beyond, "0 to 2.23e-308, 0 to 2.23e-308, "));
  CHECK(contains(beyond, "8.98e+307 to inf"));
}
