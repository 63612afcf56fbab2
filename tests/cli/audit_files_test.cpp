// Files as other programs write them: read as they are meant, or refused with advice that works.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/audit_files.hpp"

using namespace dropcert::test;
using Json = nlohmann::json;

TEST_CASE("weights as R, broom, pandas, statsmodels, JSON and LIBLINEAR have them") {
  const Files files;
  const std::string expected = files.rows("x.csv", "w.csv");
  REQUIRE(contains(expected, "\n2,0.2500000000,"));
  for (
      const char* weights :
      {"\"\",\"x\"\n\"(Intercept)\",0.25\n\"a\",2\n\"b\",-1\n",  // R: write.csv(coef(m), file)
       "\"x\"\n\"(Intercept)\" 0.25\n\"a\" 2\n\"b\" -1\n",       // R: write.table(coef(m), file)
       "(Intercept),0.25\na,2\nb,-1\n",                          // no header
       "\"\",\"Estimate\",\"Std. Error\",\"z "
       "value\",\"Pr(>|z|)\"\n(Intercept),0.25,1,2,3\n`a`,2,1,2,3\n`b`,-1,1,2,3\n",
       "term,estimate,std.error,statistic,p.value\n(Intercept),0.25,1,1,1\na,2,1,1,1\nb,-1,1,1,1\n",  // broom
       ",0\nconst,0.25\na,2\nb,-1\n",                      // pandas, statsmodels
       ",name,weight\n0,a,2\n1,b,-1\n2,intercept,0.25\n",  // a DataFrame with its index
       "name;weight\na;2\nb;-1\nIntercept;0.25\n", "name\tweight\na\t2\nb\t-1\nbias\t0.25\n",
       "feature,coef\na,2\nb,-1\nintercept,0.25\n",
       "{\"coef\": [[2, -1]], \"intercept\": [0.25], \"feature_names\": [\"a\", \"b\"], \"classes\": [0, 1]}",
       "\xef\xbb\xbf{\"coef\": {\"b\": -1, \"a\": 2}, \"intercept\": 0.25}",
       "{\"b\": -1, \"a\": 2.0, \"intercept\": 0.25}", "b,a,intercept\n-1,2,0.25\n",
       ",a,b,intercept\n0,2,-1,0.25\n",
       "\"\";\"x\"\n\"(Intercept)\";0,25\n\"a\";2\n\"b\";-1\n",  // R: write.csv2(coef(m), file)
       "\"a\";\"b\";\"(Intercept)\"\n2;-1;0,25\n",
       "{\"feature_names_in_\": [\"b\", \"a\"], \"coef_\": [-1e0, 2.0], \"intercept_\": 0.25, \"C\": {\"x\": "
       "[1]}}"}) {
    CAPTURE(weights);
    files.write("v.any", weights);
    CHECK(files.rows("x.csv", "v.any") == expected);
  }
  // 0.1 is a tenth, not the double next to it.
  files.write("v.json", "{\"coef\": [0.1, 0.3], \"intercept\": 0, \"feature_names\": [\"a\", \"b\"]}");
  CHECK(contains(files.rows("x.csv", "v.json", {"--digits", "25"}), "\n2,0.7000000000000000000000000,"));
  // No names: only the order tells, and only where the user says so.
  for (const char* weights :
       {"{\"coef\": [2, -1]}", "2\n-1\n", "coef\n2\n-1\n",
        "solver_type L2R_LR\nnr_class 2\nlabel 1 -1\nnr_feature 2\nbias -1\nw\n2 \n-1 \n"}) {
    files.write("v.any", weights);
    files.check_refused(
        "x.csv", "v.any",
        "its weights have no names: if they are in the order of the columns, add --feature-order");
    CHECK(files.rows("x.csv", "v.any", {"--feature-order", "--bias", "0.25"}) == expected);
    CHECK(files.advised("x.csv", "v.any", "--feature-order", "\n").exit_code == 0);
  }
  files.write("v.any",
              "solver_type L2R_LR\nnr_class 2\nlabel 1 -1\nnr_feature 2\nbias 0.5\nw\n2 \n-1 \n0.5 \n");
  CHECK(files.rows("x.csv", "v.any", {"--feature-order"}) == expected);
  files.write("x.svm", "1 1:1 2:2\n0 1:-3 2:0.5\n");
  CHECK(contains(files.rows("x.svm", "v.any"), "\n1,0.2500000000,"));
}

TEST_CASE("weights that are not those of a binary model are refused") {
  const Files files;
  for (const auto& [weights, part] : std::vector<std::pair<std::string, std::string>>{
           {"name,x,y\na,1,2\nb,3,4\n",
            "v.any:1:6: weights for 2 classes, 'x' the first; expected the header "
            "name,weight of a binary model (several classes: dropcert audit --family softmax)"},
           {"{\"coef\": [[1, 2], [3, 4], [5, 6]], \"feature_names\": [\"a\", \"b\"]}",
            "has coefficients for 3 classes; expected those of a binary model (several: dropcert audit "
            "--family softmax)"},
           {"{\"coef\": [[1, 2]], \"classes\": [0, 1, 2]}", "\"classes\" has 3 entries and \"coef\" 1 row"},
           {"{\"coef\": [1, 2], \"feature_names\": [\"a\"]}",
            "\"coef\" has 2 numbers and \"feature_names\" 1"},
           {"{\"coef\": [1, [2]]}", "a list of numbers and rows"},
           {"{\"coef\": [1], \"x\": 1, \"coef\": [2]}", "the name 'coef' occurs twice"},
           {"{\"coef\": [1], \"coef_\": [2]}", "\"coef\" and \"coef_\" are both given; expected one of them"},
           {"{\"a\": 1, \"b\": 2, \"a\": 3}", "the name 'a' occurs twice"},
           {"{\"a\": 1, \"b\": [2]}", "there is no list \"coef\""},
           {"solver_type L2R_L2LOSS_SVC\nnr_class 2\nlabel 1 2\nnr_feature 1\nbias -1\nw\n1 \n",
            "the solver is 'L2R_L2LOSS_SVC', which is no logistic regression; expected L2R_LR"},
           {"solver_type MCSVM_CS\nnr_class 2\nlabel 1 2\nnr_feature 1\nbias -1\nw\n1 \n",
            "the solver is 'MCSVM_CS'"},
           {"{\"coef\": [1, \"x\"]}", "entry 2 of \"coef\": 'x' is no number"},
           {"{\"coef\": [1, NaN]}", "no JSON from byte"},
           {"{\"coef\": 1}", "there is no list \"coef\""},
           {"{\"betas\": [1]}", "there is no list \"coef\""},
           {"[1, 2]", "expected an object"},
           {"y.level,term,estimate\nB,a,1\nB,b,2\nC,a,1\n", "the column 'y.level' tells of several classes"},
           {"solver_type L2R_LR\nnr_class 3\nlabel 1 2 3\nnr_feature 1\nbias -1\nw\n1 2 3 \n",
            "a LIBLINEAR model of 3 classes, which is one against the rest"},
           {"solver_type L2R_LR\nnr_class 2\nlabel 1 2\nnr_feature 3\nbias -1\nw\n1 \n",
            "1 weights; expected 3"},
           {"solver_type L2R_LR\nnr_class 2\n", "it was cut short"},
           {"name,weight\na,1\nb,1\nconst,1\nbias,2\n",
            "v.any:5:1: a second intercept; expected one: if 'bias' is a feature, add --feature 'bias'"}}) {
    files.write("v.any", weights);
    files.check_refused("x.csv", "v.any", part);
  }
  files.write("v.any", "{\"coef\": [[1, 2]], \"feature_names\": [\"a\", \"b\"]}");
  files.check_refused("x.csv", "v.any", "this is a binary model, of the logistic family",
                      {"--family", "softmax"});
  files.write("v.any",
              "{\"coef\": [[1, 2], [0, 0], [0, 0.5]], \"feature_names\": [\"a\", \"b\"], \"classes\": "
              "[\"x\", \"y\", \"z\"]}");
  CHECK(files.audit("x.csv", "v.any", {"--family", "softmax"}).exit_code == 0);
}

// Dropping the ones too would give other numbers: here rows that diverge.
TEST_CASE("a column of ones is the intercept, and is never dropped") {
  const Files files;
  for (const char* name : {"const", "(Intercept)", "bias", "Intercept", "_cons"}) {
    files.write("ones.csv", std::string(name) + ",a,b\n1,1,2\n1.0,-3,0.5\n");
    files.write("v.csv", std::string("name,weight\n") + name + ",40\na,2\nb,-1\n");
    files.write("same.csv", "name,weight\na,2\nb,-1\nintercept,40\n");
    CHECK(files.rows("ones.csv", "v.csv") == files.rows("x.csv", "same.csv"));
  }
  files.write("ones.csv", "bias,a,b\n1,1,2\n2,-3,0.5\n");
  files.write("v.csv", "name,weight\nbias,40\na,2\nb,-1\n");
  files.check_refused(
      "ones.csv", "v.csv",
      "ones.csv:3:1: the column 'bias' has the name of an intercept and holds '2'; expected ones: if it is "
      "a feature, add --feature 'bias'");
  CHECK(files.advised("ones.csv", "v.csv", "--feature", "\n").exit_code == 0);
  CHECK(contains(files.rows("ones.csv", "v.csv", {"--feature", "bias"}), "\n3,73.50000000,"));
  files.write("v.json",
              "{\"coef\": [40, 2, -1], \"intercept\": 0, \"feature_names\": [\"const\", \"a\", \"b\"]}");
  files.write("ones.csv", "const,a,b\n1,1,2\n1,-3,0.5\n");
  CHECK(files.rows("ones.csv", "v.json") == files.rows("x.csv", "same.csv"));
}

TEST_CASE("CSV with other separators, with a header of numbers, without one, with booleans") {
  const Files files;
  const std::string expected = files.rows("x.csv", "w.csv");
  for (const char* data :
       {"a;b\n1;2\n-3;0.5\n", "a\tb\r\n1\t2\r\n-3\t0.5\r\n", "a b\n1 2\n-3 0.5\n",
        "\"a\" \"b\"\n1 2\n-3  0.5 \n", "a,b\nTrue,2\n-3,0.5\n", "a,b\nT,2\n-3,0.5\n",
        "a,b\nyes,2\n-3,0.5\n\n", "a;b\n1;2,0\n-3;0,5\n", "\"a\" \"b\"\n\"1\" 1 2\n\"2\" -3 0.5\n",
        "a b\n1 1 2\n2 -3 0.5\n", "\"\";\"a\";\"b\"\n\"1\";1;2,0\n\"2\";-3;0,5\n",
        "a\tb\nr1\t1\t2\nr2\t-3\t0.5\n", "\"a\",\"b\"\n1,2\n-3,0.5\n\n\n"}) {
    CAPTURE(data);
    files.write("y.data", data);
    CHECK(files.rows("y.data", "w.csv") == expected);
  }
  files.write("y.data", "a;b\n1,234;2\n");  // perhaps 1234
  files.check_refused("y.data", "w.csv", "y.data:2:1: '1,234' has a comma; expected a point before decimals");
  files.write("y.data", "a;b\n1,5;2\n1.234;2\n");  // perhaps 1234
  files.check_refused("y.data", "w.csv", "'1,5' has a comma; expected a point before decimals");
  for (const char* extra :
       {"a,b\n1,2,3\n2,4,5\n", "a b\n1 2 3\n", "a b\n1 2 3\n5 2 3\n", "a;b\n1;2;3\n2;5;6\n"}) {
    files.write("y.data", extra);  // a value too many, or names of rows: who knows
    files.check_refused("y.data", "w.csv", "y.data:2:5: the row has 3 fields; the header has 2");
  }
  files.write("y.data", "a,b\n1,2,\n3,4,\n");  // a comma at the end of rows shifts no column
  files.check_refused("y.data", "w.csv", "y.data:2:5: the row has 3 fields; the header has 2");
  files.write("y.data", "a\tb\n1\t2\n\t\n");  // a row without values is none that is blank
  files.check_refused("y.data", "w.csv", "y.data:3:1: a value is missing");
  files.write("y.data", "1,2\n-3,0.5\n");
  files.check_refused("y.data", "w.csv",
                      "expected the columns' names: if the file has none, add --no-header");
  files.check_refused("y.data", "w.csv",
                      "if the weights are in the order of the columns, add --feature-order", {"--no-header"});
  const std::string bare = files.rows("y.data", "w.csv", {"--no-header", "--feature-order"});
  CHECK(bare.substr(bare.find("\n1,") + 2) ==
        expected.substr(expected.find("\n2,") + 2, expected.find("\n3,") - expected.find("\n2,") - 1) + "2" +
            expected.substr(expected.find("\n3,") + 2));
  files.write("v.csv", "name,weight\n0,2\n1,-1\nintercept,0.25\n");
  CHECK(files.rows("y.data", "v.csv", {"--no-header"}) == bare);
  files.write("z.csv", "0,1\n1,2\n-3,0.5\n");  // pandas.DataFrame(X).to_csv(file, index=False)
  CHECK(files.rows("z.csv", "v.csv") == expected);
  files.check_refused("z.csv", "w.csv",
                      "if the weights are in the order of the columns, add --feature-order");
  CHECK(files.rows("z.csv", "w.csv", {"--feature-order"}) == expected);
  files.write("z.csv", ",a,b\n0,1,2\n1,-3,0.5\n");  // with the index
  CHECK(files.rows("z.csv", "w.csv") == expected);
  CHECK(files.rows("z.csv", "w.csv", {"--feature-order"}) == expected);
  for (const char* nothing : {"\"\"", ""})
    CHECK(files.rows("z.csv", "w.csv", {"--ignore", nothing}) == expected);
  files.write("z.csv", ",0,1\n0,1,2\n1,-3,0.5\n");
  CHECK(files.rows("z.csv", "v.csv") == expected);
  CHECK(files.rows("z.csv", "w.csv", {"--feature-order"}) == expected);
}

TEST_CASE("weights of a factor's values tell how to write the data") {
  const Files files;
  files.write("v.csv", "name,weight\nflagTRUE,2\nb,-1\n");
  files.write("y.csv", "flag,b\nTRUE,2\nFALSE,0.5\n");
  files.check_refused(
      "y.csv", "v.csv",
      "the weight 'flagTRUE' looks like one of a value of the column 'flag': write the data as the "
      "model sees it");
  files.write("v.csv", "name,weight\nx12,2\nb,-1\n");
  files.write("y.csv", "x1,b\n1,2\n");
  files.check_refused("y.csv", "v.csv", "if it is no feature, add --ignore 'x1'");
}

TEST_CASE("advice can be pasted, whatever the names") {
  const Files files;
  for (const char* name : {"Area, mean", "it's", "größe", "-x", "$HOME", "a \"quoted\" one", "id"}) {
    std::string quoted = name;
    for (std::size_t at = 0; (at = quoted.find('"', at)) != std::string::npos; at += 2)
      quoted.insert(at, "\"");
    files.write("y.csv", "\"" + quoted + "\",a,b\nfoo,1,2\nbar,-3,0.5\n");
    CAPTURE(files.audit("y.csv", "w.csv").err);
    const Outcome outcome = files.advised("y.csv", "w.csv", "--ignore", " (or");
    CAPTURE(outcome.err);
    CHECK(outcome.exit_code == 0);
  }
  files.write("y.csv", "id,who,a,b\n1,x,1,2\n");
  files.check_refused("y.csv", "w.csv", "add --ignore 'id' --ignore 'who'");
  CHECK(files.advised("y.csv", "w.csv", "--ignore", "\n").exit_code == 0);
  CHECK(files.audit("y.csv", "w.csv", {"--ignore", "id,who"}).exit_code == 0);
}

TEST_CASE("SVMlight without a suffix, zero-based, without labels, on standard input") {
  const Files files;
  files.write("v.csv", "name,weight\n1,2\n2,-1\nintercept,0.25\n");
  files.write("rows", "+1 1:1 2:2 \n-1 qid:3 1:-3 2:0.5 # two\n");
  const std::string expected = files.rows("rows", "v.csv");
  CHECK(contains(expected, "\n1,0.2500000000,"));
  files.write("rows", "1,2 1:1 2:2\n 1:-3 2:0.5\n");  // several labels, and none
  CHECK(files.rows("rows", "v.csv") == expected);
  files.write("rows.svm", "1 0:1 1:2\n-1 0:-3 1:0.5\n");
  files.check_refused("rows.svm", "v.csv", "if those of this file start at 0, add --zero-based");
  files.check_refused(
      "rows.svm", "v.csv",
      "expected each of 0 to 1 once; if the k-th weight belongs to the k-th index, add --feature-order",
      {"--zero-based"});
  CHECK(files.rows("rows.svm", "v.csv", {"--zero-based", "--feature-order"}) == expected);
  files.write("u.csv", "name,weight\n0,2\n1,-1\nintercept,0.25\n");
  CHECK(files.rows("rows.svm", "u.csv", {"--zero-based"}) == expected);
  files.check_refused("rows.svm", "u.csv", "--ignore is for the columns", {"--zero-based", "--ignore", "x"});
  files.check_refused("x.csv", "w.csv", "--zero-based is for SVMlight files", {"--zero-based"});
  Invocation invocation;
  invocation.folder = files.path();
  invocation.arguments = {
      "-c", program() + " audit --data - --weights v.csv --dropout 1/2 --out r.csv --force < rows"};
  CHECK(run("/bin/sh", invocation).exit_code == 0);
}

TEST_CASE("files that are no text are named, with what helps") {
  const Files files;
  const auto refused = [&](const std::string& name, const std::string& bytes, const std::string& part) {
    files.write(name, bytes);
    files.check_refused(name, "w.csv", part);
  };
  refused(
      "x.csv.bz2", "BZh91AY&SY....",
      "'x.csv.bz2' is compressed with bzip2; expected plain text or gzip: bzip2 -dc 'x.csv.bz2' > 'x.csv'");
  refused("x.xz",
          std::string("\xfd"
                      "7zXZ\0....",
                      10),
          "xz -dc 'x.xz' > 'x'");
  refused("x.zst", "\x28\xb5\x2f\xfd......", "zstd -dc 'x.zst' > 'x'");
  refused("x.xlsx", "PK\x03\x04......", "is a ZIP archive or an Excel workbook; expected text");
  refused("x.npy", "\x93NUMPY......", "is a NumPy array; expected text");
  refused("x.parquet", "PAR1......", "is a Parquet file; expected text");
  // Text that begins as bzip2 does.
  files.write("y.csv", "BZh9,a,b\n1,1,2\n");
  CHECK(files.audit("y.csv", "w.csv", {"--ignore", "BZh9"}).exit_code == 0);
}

TEST_CASE("a scaler standardises exactly") {
  const Files files;
  files.write("raw.csv", "a,b\n7,1.3\n-1,0.55\n");  // 5 + 2 x, 0.3 + x/2
  const std::string expected = files.rows("x.csv", "w.csv", {"--digits", "30"});
  for (const char* scaler : {"name,mean,scale\nb,0.3,0.5\na,5,2\n", "mean_,scale_\n5,2\n0.3,1/2\n",
                             "{\"mean\": [5, 0.3], \"scale\": [2, 0.5], \"feature_names\": [\"a\", \"b\"]}",
                             "{\"mean\": {\"b\": 0.3, \"a\": 5}, \"scale\": {\"b\": 0.5, \"a\": 2}}",
                             "\"\";\"center\";\"sd\"\na;5;2\nb;0.3;0.5\n"}) {
    files.write("s.csv", scaler);
    CHECK(files.rows("raw.csv", "w.csv", {"--digits", "30", "--scaler", "s.csv"}) == expected);
  }
  files.write("v.csv", "name,weight\n1,2\n2,-1\nintercept,0.25\n");
  files.write("s.csv", "name,mean,scale\n1,5,2\n2,0.3,0.5\n");
  files.write("raw.svm", "1 1:5\n");  // the second feature is 0 before it is scaled: (0 - 0.3)/0.5 = -3/5
  CHECK(contains(files.rows("raw.svm", "v.csv", {"--scaler", "s.csv"}), "\n1,0.8500000000,"));
  for (const auto& [scaler, part] : std::vector<std::pair<std::string, std::string>>{
           {"name,mean,scale\na,5,2\n", "has no line for 'b'"},
           {"name,mean,scale\na,5,2\nb,0,1\nc,0,1\n",
            "s.csv:4:1: a scale for 'c', which has no weight in 'w.csv'"},
           {"name,mean,scale\na,5,0\nb,0,1\n", "s.csv:2:5: the scale '0'; expected a positive number"},
           {"name,mean,scale\na,5,2\na,0,1\n", "the name 'a' occurs a second time"},
           {"name,mean\na,5\n", "expected the header name,mean,scale"},
           {"mean,scale\n5,2\n", "has 1 lines without names; expected one for each of 2 weights"},
           {"{\"mean\": [5, 0], \"scale\": [1, 0], \"names\": [\"a\", \"b\"]}",
            "the scale '0'; expected a positive"},
           {"{\"mean\": [5], \"scale\": [1, 2]}", "\"mean\" has 1 numbers, \"scale\" 2; expected as many"},
           {"{\"mean\": {\"a\": 5, \"b\": 1}, \"scale\": {\"b\": 1, \"a\": 5}}",
            "do not have the same names in the same order"},
           {"", "'s.csv' is empty"}}) {
    files.write("s.csv", scaler);
    files.check_refused("raw.csv", "w.csv", part, {"--scaler", "s.csv"});
  }
}

TEST_CASE("labels tell whether model and data belong together") {
  const Files files;
  files.write("y.csv", "a,b,y\n1,0,1\n2,0,1\n-1,0,0\n-2,0,1\n");
  const auto report = [&](std::vector<std::string> more) {
    more.insert(more.end(), {"--label", "y", "--format", "json"});
    const Outcome outcome = files.audit("y.csv", "w.csv", more);
    REQUIRE(outcome.exit_code == 0);
    return Json::parse(outcome.out)["labels"];
  };
  const Json labels = report({});
  CHECK(labels["right"] == 3);
  CHECK(labels["rows"] == 4);
  CHECK(labels["positive"] == "1");
  // Mean of log(1 + e^-z) over z = 2.25, 4.25, 1.75, -3.75: by Python.
  CHECK(std::abs(labels["log_loss_about"].get<double>() - 1.0119599) < 1e-6);
  files.write("y.csv", "a,b,y\n1,0,yes\n2,0,yes\n-1,0,no\n");
  CHECK(report({})["positive"] == "'yes'");
  CHECK(report({})["right"] == 3);
  files.write("y.csv", "a,b,y\n1,0,1\n2,0,2\n-1,0,0\n");
  CHECK(contains(files.audit("y.csv", "w.csv", {"--label", "y"}).out, "3, where a binary model has two"));
  files.write("y.csv", "a,b,y\n1,0,0\n2,0,0\n-1,0,1\n");
  CHECK(contains(files.audit("y.csv", "w.csv", {"--label", "y"}).out, "worse than no model at all"));
  files.check_refused("y.csv", "w.csv", "there is no column 'z' for --label",
                      {"--label", "z", "--ignore", "y"});
  // Data that was not scaled: without a label |z0| tells.
  files.write("y.csv", "a,b\n1000,3\n2000,5\n-1,0\n");
  const Outcome unscaled = files.audit("y.csv", "w.csv");
  CHECK(unscaled.exit_code == 0);
  CHECK(contains(unscaled.err, "|z0| exceeds 37 on 2 of 3 rows"));
  CHECK(files.audit("x.csv", "w.csv").err.empty());
}

TEST_CASE("the sums that training minimises") {
  const Files files;
  const Outcome outcome =
      files.audit("x.csv", "w.csv", {"--regulariser", "--format", "json", "--digits", "20"});
  REQUIRE(outcome.exit_code == 0);
  const Json sums = Json::parse(outcome.out)["quadratic_approximation"];
  std::istringstream lines(files.rows("x.csv", "w.csv", {"--regulariser"}));
  std::string line;
  std::getline(lines, line);
  double r = 0;
  double r2 = 0;
  while (std::getline(lines, line)) {
    std::vector<std::string> fields;
    std::istringstream in(line);
    for (std::string field; std::getline(in, field, ',');) fields.push_back(field);
    REQUIRE(fields.size() == 9);
    r2 += std::strtod(fields[6].c_str(), nullptr);
    r += std::strtod(fields[7].c_str(), nullptr);
  }
  CHECK(std::abs(sums["sum_R"].get<double>() - r) < 1e-6);
  CHECK(std::abs(sums["sum_R_2"].get<double>() - r2) < 1e-6);
  CHECK(std::abs(sums["sum_R_2_less_R"].get<double>() - (r2 - r)) < 1e-6);
  CHECK(std::abs(sums["mean_R"].get<double>() - r / 2) < 1e-6);
}

// Decided again at the rates and scales that it names, by the audit without advice.
TEST_CASE("the greatest rate and the least rescaling") {
  const Files files;
  files.write("y.csv", "a,b\n1,2\n-1,3\n0.5,0.25\n2,-1\n1.7,0.1\n");
  const auto diverging = [&](const std::string& weights, const std::string& rate) {
    Invocation invocation;
    invocation.folder = files.path();
    invocation.arguments = {"audit",     "--data", "y.csv",    "--weights", weights,
                            "--dropout", rate,     "--format", "json"};
    const Outcome outcome = run(program(), invocation);
    REQUIRE(outcome.exit_code == 0);
    return Json::parse(outcome.out)["diverging"].get<int>();
  };
  files.write("v.csv", "name,weight\na,1.25\nb,-0.75\nintercept,0.125\n");
  const Outcome outcome = files.audit("y.csv", "v.csv", {"--advice", "--format", "json"});
  REQUIRE(outcome.exit_code == 0);
  const Json advice = Json::parse(outcome.out)["advice"];
  const auto rate = [](const Json& x, double more) { return std::to_string(x.get<double>() + more); };
  CHECK(diverging("v.csv", rate(advice["greatest_rate_all"], 0)) == 0);
  CHECK(diverging("v.csv", rate(advice["greatest_rate_all"], 0.01)) > 0);
  CHECK(diverging("v.csv", rate(advice["greatest_rate_half"], 0)) <= 2);
  CHECK(diverging("v.csv", rate(advice["greatest_rate_half"], 0.01)) > 2);
  CHECK(advice["rows_no_rate"] == 0);
  // At 9/10 some diverge, and a rescaling is named.
  Invocation invocation;
  invocation.folder = files.path();
  invocation.arguments = {"audit",     "--data", "y.csv",    "--weights", "v.csv",
                          "--dropout", "0.9",    "--advice", "--format",  "json"};
  const double s = Json::parse(run(program(), invocation).out)["advice"]["least_divisor"].get<double>();
  CHECK(s > 1);
  for (const double factor : {1.000001, 0.999999}) {
    std::ostringstream weights;
    weights.precision(17);
    weights << "name,weight\na," << 1.25 / (s * factor) << "\nb," << -0.75 / (s * factor) << "\nintercept,"
            << 0.125 / (s * factor) << "\n";
    files.write("u.csv", weights.str());
    CHECK((diverging("u.csv", "0.9") == 0) == (factor > 1));
  }
  // Dropping everything is possible at any rate.
  files.write("u.csv", "name,weight\na,10\nb,0\nintercept,-10\n");
  const Outcome never = files.audit("y.csv", "u.csv", {"--advice"});
  CHECK(contains(never.out, "greatest dropout  none for all rows"));
  CHECK(contains(never.out, "rows not even 0.01"));
  CHECK(diverging("u.csv", "0.01") > 0);
}

TEST_CASE("several rates in one pass: the same as one by one") {
  const Files files;
  const auto audit = [&](const std::string& rates, std::vector<std::string> more) {
    Invocation invocation;
    invocation.folder = files.path();
    invocation.arguments = {"audit", "--data",    "x.csv", "--weights",
                            "w.csv", "--dropout", rates,   "--regulariser"};
    invocation.arguments.insert(invocation.arguments.end(), more.begin(), more.end());
    return run(program(), invocation);
  };
  const Outcome sweep = audit("0.05,1/2,0.8", {"--format", "json", "--figure", "f.svg"});
  REQUIRE(sweep.exit_code == 0);
  const Json rates = Json::parse(sweep.out)["rates"];
  REQUIRE(rates.size() == 3);
  const std::vector<std::string> names = {"0.05", "1/2", "0.8"};
  for (std::size_t i = 0; i < names.size(); ++i)
    CHECK(rates[i] == Json::parse(audit(names[i], {"--format", "json"}).out));
  std::ostringstream figure;
  figure << std::ifstream(files.path() + "/f.svg").rdbuf();
  CHECK(contains(figure.str(), "2 rows, logistic family, at 3 rates"));
  for (const char* other : {"f.pdf", "F.PNG", "f.eps"}) {
    const Outcome refused = audit("1/2", {"--figure", other});
    CHECK(refused.exit_code == 2);
    CHECK(contains(refused.err, "figures are written as SVG; give a name that ends in .svg"));
    CHECK_FALSE(std::ifstream(files.path() + "/" + other).good());
  }
  CHECK(audit("1/2", {"--figure", "figure"}).exit_code == 0);
  const Outcome text = audit("0.05,1/2", {});
  CHECK(contains(text.out, "sum of R_2"));
  CHECK(audit("0.05,,1/2", {}).exit_code == 2);
  CHECK(audit("0.05,1", {}).exit_code == 2);
  CHECK(contains(audit("0.05,0.1", {"--out", "r.csv"}).err, "go with one rate of dropout"));
  const Json poisson =
      Json::parse(audit("0.05,0.1", {"--family", "poisson", "--format", "json"}).out)["rates"];
  REQUIRE(poisson.size() == 2);
  CHECK(poisson[1] == Json::parse(audit("0.1", {"--family", "poisson", "--format", "json"}).out));
}

TEST_CASE("softmax: R of many features is known, or out of reach, and no bad row") {
  const Files files;
  for (const int features : {18, 25}) {
    std::string header;
    std::string row;
    std::string weights = "name,x,y,z\n";
    for (int j = 0; j < features; ++j) {
      header += (j ? ",f" : "f") + std::to_string(j);
      row += j ? ",1" : "1";
      weights += "f" + std::to_string(j) + ",0." + std::to_string(1 + j % 3) + ",-0.1,0\n";
    }
    files.write("many.csv", header + "\n" + row + "\n");
    files.write("many_w.csv", weights);
    const std::string report = files.rows("many.csv", "many_w.csv", {"--family", "softmax", "--regulariser"});
    CAPTURE(report);
    CHECK(contains(report, ",out of reach,\n") == (features > 20));
    const Outcome summary = files.audit("many.csv", "many_w.csv", {"--family", "softmax", "--regulariser"});
    CHECK(contains(summary.out, "R out of reach    on 1 row: of three classes or more") == (features > 20));
    CHECK(contains(report,
                   "line,spread,radius_at_least,radius_at_most,verdict,R_2,R,relative_error_of_R_2\n2,"));
  }
}

TEST_CASE("a ratio too near 1 is shown by its distance from 1") {
  const Files files;
  files.write("v.csv", "name,weight\n1,1\n2,-1\n");
  files.write("huge.svm", "1 1:1e400 2:1e-400\n");
  const Outcome outcome = files.audit("huge.svm", "v.csv");
  CHECK(outcome.exit_code == 0);
  CHECK(contains(outcome.out, "1 - "));
  std::istringstream lines(outcome.out);
  for (std::string line; std::getline(lines, line);) CHECK(line.size() < 160);
}
