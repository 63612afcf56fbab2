// dropcert audit as its users meet it.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/process.hpp"

using namespace dropcert::test;
using Json = nlohmann::json;

namespace {

std::string compressed(const std::string& content, const std::string& path) {
  gzFile file = gzopen(path.c_str(), "wb");
  gzwrite(file, content.data(), static_cast<unsigned>(content.size()));
  gzclose(file);
  return content_of(path);
}

// A folder with a weight file "w.csv" for the columns a and b.
class AuditFolder : public TemporaryFolder {
 public:
  AuditFolder() { write("w.csv", "name,weight\na,1\nb,-1\n"); }

  Outcome audit(const std::string& data, std::vector<std::string> more = {}) const {
    Invocation invocation;
    invocation.folder = path();
    invocation.arguments = {"audit", "--data", data, "--weights", "w.csv"};
    bool dropout = false;
    for (const std::string& option : more) dropout = dropout || option == "--dropout" || option == "--scale";
    if (!dropout) invocation.arguments.insert(invocation.arguments.end(), {"--dropout", "1/2"});
    invocation.arguments.insert(invocation.arguments.end(), more.begin(), more.end());
    return run(program(), invocation);
  }

  // Refused with one sentence that holds `part`; nothing is printed or left behind.
  void check_refused(const std::string& data, const std::string& part,
                     const std::vector<std::string>& more = {}) const {
    std::vector<std::string> options = more;
    for (const char* output : {"--out", "--figure"})
      if (std::find(more.begin(), more.end(), output) == more.end())
        options.insert(options.end(), {output, std::string("output") + output});
    const auto before = names();
    const Outcome outcome = audit(data, options);
    CAPTURE(outcome.err);
    CAPTURE(part);
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.rfind("dropcert: ", 0) == 0);
    CHECK(std::count(outcome.err.begin(), outcome.err.end(), '\n') == 1);
    CHECK(outcome.err.size() < 500);
    for (char c : outcome.err.substr(0, outcome.err.size() - 1)) CHECK((c >= 0x20 && c < 0x7f));
    CHECK(contains(outcome.err, part));
    CHECK(outcome.cpu_seconds < 2 * slowness);
    CHECK(names() == before);
  }

  void check_content_refused(const std::string& content, const std::string& part) const {
    write("x.csv", content);
    CAPTURE(content.substr(0, 200));
    check_refused("x.csv", part);
  }

 private:
  std::vector<std::string> names() const {
    std::vector<std::string> result;
    for (const auto& entry : std::filesystem::directory_iterator(path()))
      result.push_back(entry.path().filename());
    std::sort(result.begin(), result.end());
    return result;
  }
};

}  // namespace

// The numbers were computed with Python's decimal module, R over all masks.
TEST_CASE("the table of the exhibits") {
  AuditFolder folder;
  folder.write("x.csv", "a,b\n2,2\n50,0\n7,0\n0,-20\n1.5,1.5\n1.6,1.6\n0,0\n");
  const Outcome outcome = folder.audit("x.csv", {"--out", "r.csv", "--regulariser", "--digits", "8"});
  REQUIRE(outcome.exit_code == 0);
  CHECK(outcome.err.empty());
  CHECK(content_of(folder.path() + "/r.csv") ==
        "line,z0,deviation,radius,ratio,verdict,R_2,R,relative_error_of_R_2\n"
        "2,0,4.0000000,3.1415927,1.2732395,diverges,1.0000000,0.66250137,0.50943083\n"
        "3,50.000000,50.000000,50.098599,0.99803190,converges,2.4109373e-19,0.34657359,-1.0000000\n"
        "4,7.0000000,7.0000000,7.6726530,0.91233110,converges,0.022300419,0.34566254,-0.93548500\n"
        "5,20.000000,20.000000,20.245237,0.98788670,converges,0.00000041223072,0.34657359,-0.99999881\n"
        "6,0,3.0000000,3.1415927,0.95492966,converges,0.56250000,0.42772009,0.31511243\n"
        "7,0,3.2000000,3.1415927,1.0185916,diverges,0.64000000,0.47340308,0.35191348\n"
        "8,0,0,3.1415927,0,converges,0,0,\n");
  CHECK(contains(outcome.out, "2 of 7 rows (28.6 %)"));
  CHECK(contains(outcome.out, "nearest to 1      0.9980319 on line 3"));
}

TEST_CASE("64 pairs of small contributions: the series diverges, R_2 is within 1 %") {
  TemporaryFolder folder;
  std::string header;
  std::string weights = "name,weight\n";
  std::string row;
  for (int j = 0; j < 128; ++j) {
    header += (j ? ",f" : "f") + std::to_string(j);
    row += (j ? ",1" : "1");
    weights += "f" + std::to_string(j) + (j % 2 ? ",1/40\n" : ",-1/40\n");
  }
  Invocation invocation;
  invocation.arguments = {"audit",
                          "--data",
                          folder.write("x.csv", header + "\n" + row),
                          "--weights",
                          folder.write("w.csv", weights),
                          "--dropout",
                          "0.5",
                          "--format",
                          "json",
                          "--regulariser"};
  const Outcome outcome = run(program(), invocation);
  REQUIRE(outcome.exit_code == 0);
  const Json json = Json::parse(outcome.out);
  CHECK(json["diverging"] == 1);
  CHECK(json["largest_ratio"]["deviation"] == 3.2);
  CHECK(json["quadratic_approximation"]["within_1_per_cent"] == 1);
  CHECK(std::abs(json["quadratic_approximation"]["largest_relative_error"].get<double>() - 0.00979) < 1e-5);
  // The digits of the file are more than those of a double.
  CHECK(contains(outcome.out, "\"deviation\": 3.20000000000000,"));
}

TEST_CASE("bad rows are refused with line and column") {
  const AuditFolder folder;
  folder.check_content_refused("a,b\n1,2\n3\n", "x.csv:3:1: the row has 1 field; the header has 2");
  folder.check_content_refused("a,b\n1,2,3\n", "x.csv:2:5: the row has 3 fields; the header has 2");
  folder.check_content_refused("a,b\n1,\n", "x.csv:2:3: a value is missing; expected a number in column 'b'");
  folder.check_content_refused("a,b\n,1\n", "x.csv:2:1: a value is missing");
  folder.check_content_refused("a,b\n1,nan\n", "x.csv:2:3: 'nan' is no finite number");
  folder.check_content_refused("a,b\n-inf,1\n", "x.csv:2:1: '-inf' is no finite number");
  folder.check_content_refused("a,b\n1,1e999999999\n",
                               "x.csv:2:3: '1e999999999' has an exponent beyond 5000");
  folder.check_content_refused("a,b\n1,1e-999999999\n", "has an exponent beyond -5000");
  folder.check_content_refused("a,b\n1,x\n", "x.csv:2:3: 'x' is no number");
  folder.check_content_refused("a,b\n1,1.2.3\n", "x.csv:2:3: '1.2.3' is no number");
  folder.check_content_refused("a,b\r\n1,2\r\n1,2 3\r\n", "x.csv:3:3: '2 3' is no number");
  folder.check_content_refused("a,b\n1," + std::string(100'000, '1') + "\n",
                               "x.csv:2:3: a number of 100000 characters");
  folder.check_content_refused("a,b\n1,\"2\n", "x.csv:2:3: a quotation mark is opened here and never closed");
  folder.check_content_refused("a,b\n1,2\"\n", "x.csv:2:4: a quotation mark inside an unquoted field");
  folder.check_content_refused(std::string("a,b\n1,2\0\n", 9), "x.csv:2:4: a NUL byte");
  folder.check_content_refused("a,b\n1,2\r3,4\n", "x.csv:2:4: a carriage return that ends no line");
  folder.check_content_refused("a,b\n1;2\n", "x.csv:2:1: the row has 1 field");
}

TEST_CASE("files that hold no table are refused") {
  const AuditFolder folder;
  folder.check_content_refused("", "the file 'x.csv' is empty");
  folder.check_content_refused("a,b\n", "the file 'x.csv' has no rows of data");
  folder.check_content_refused("a,b", "the file 'x.csv' has no rows of data");
  folder.check_content_refused("1,2\n3,4\n", "x.csv:1:1: the first line holds numbers");
  folder.check_content_refused(
      "\xff\xfe"
      "a",
      "x.csv:1:1: the file is UTF-16");
  folder.check_refused(".", "'.' is a directory");
  folder.check_refused("none.csv", "there is no file 'none.csv'");
  const std::string gzip = compressed("a,b\n1,2\n", folder.path() + "/x.csv.gz");
  folder.write("cut.csv.gz", gzip.substr(0, gzip.size() - 5));
  folder.check_refused("cut.csv.gz", "the compressed file 'cut.csv.gz' ends too early");
  folder.write("damaged.csv.gz", gzip.substr(0, gzip.size() - 8) + "\1\2\3\4\5\6\7\10");
  folder.check_refused("damaged.csv.gz", "is damaged");
}

TEST_CASE("columns and weights must match") {
  const AuditFolder folder;
  folder.check_content_refused("a,b,c\n1,2,3\n",
                               "x.csv:1:5: the column 'c' has no weight in 'w.csv'; if it is no feature, "
                               "add --ignore 'c'");
  folder.check_content_refused("a\n1\n", "w.csv:3:1: a weight for 'b', which is no column of 'x.csv'");
  folder.check_content_refused("a,b,a\n1,2,3\n", "x.csv:1:5: a second column 'a'");
  folder.write("x.csv", "a,b\n1,2\n");
  folder.check_refused("x.csv", "there is no column 'c' to ignore", {"--ignore", "c"});
  folder.check_refused("x.csv", "w.csv:3:1: a weight for 'b', a column to be ignored", {"--ignore", "b"});
  for (const auto& [weights, part] : std::vector<std::pair<std::string, std::string>>{
           {"", "'w.csv' is empty"},
           {"name,weight\n", "has no weight of a feature"},
           {"a,b\nc,d\n", "w.csv:1:1: the line names other columns; expected the header name,weight"},
           {"name,weight\na,1\nb,inf\n", "w.csv:3:3: 'inf' is no finite number"},
           {"name,weight\na,1\na,2\n", "w.csv:3:1: the name 'a' occurs a second time"},
           {"name,weight\na,1,2\n", "w.csv:2:5: a line with 3 fields"},
           {"name,weight\n,1\n", "w.csv:2:1: a name is missing"},
           {"name,weight\na,1\nb,1\nintercept,1\nIntercept,1\n", "w.csv:5:1: a second intercept"}}) {
    folder.write("w.csv", weights);
    folder.check_refused("x.csv", part);
  }
  folder.write("w.csv", "name,weight\na,1\nb,1\n(Intercept),1\n");
  folder.check_refused("x.csv", "the bias is given twice", {"--bias", "2"});
}

TEST_CASE("options out of range are refused") {
  const AuditFolder folder;
  folder.write("x.csv", "a,b\n1,2\n");
  for (const char* delta : {"0", "1", "-1/2", "1.5"})
    folder.check_refused("x.csv", "the dropout probability is", {"--dropout", delta});
  folder.check_refused("x.csv", "--dropout: 'half' is no number", {"--dropout", "half"});
  folder.check_refused("x.csv", "--dropout: 'nan' is no finite number", {"--dropout", "nan"});
  folder.check_refused("x.csv", "--bias: '1e9999999' has an exponent", {"--bias", "1e9999999"});
  folder.check_refused("x.csv", "--digits", {"--digits", "0"});
  folder.check_refused("x.csv", "--threads", {"--threads", "0"});
  folder.check_refused("x.csv", "'x.csv' would be overwritten", {"--figure", "x.csv"});
  folder.check_refused("x.csv", "no-such-folder", {"--out", "no-such-folder/r.csv"});
}

TEST_CASE("line ends, byte order mark, no line end at the end, quoted fields, gzip: the same table") {
  const AuditFolder folder;
  folder.write("x.csv", "a,b\n1.5,-2\n3,4e-1\n");
  const std::vector<std::string> report = {"--out", "r.csv"};
  REQUIRE(folder.audit("x.csv", report).exit_code == 0);
  const std::string expected = content_of(folder.path() + "/r.csv");
  CHECK(std::count(expected.begin(), expected.end(), '\n') == 3);
  const std::string same[] = {"a,b\r\n1.5,-2\r\n3,4e-1\r\n",
                              "\xef\xbb\xbf"
                              "a,b\n1.5,-2\n3,4e-1\n",
                              "a,b\n1.5,-2\n3,4e-1", "\"a\",\"b\"\n\"1.5\",-2\n 3 ,4e-1\n",
                              "\xef\xbb\xbf\"a\",b\n+1.5,-2.0\n3.,0.4"};
  for (const std::string& content : same) {
    CAPTURE(content);
    folder.write("y.csv", content);
    REQUIRE(folder.audit("y.csv", report).exit_code == 0);
    CHECK(content_of(folder.path() + "/r.csv") == expected);
  }
  compressed("a,b\n1.5,-2\n3,4e-1\n", folder.path() + "/z.bin");
  REQUIRE(folder.audit("z.bin", report).exit_code == 0);
  CHECK(content_of(folder.path() + "/r.csv") == expected);
  folder.write("w.csv", "name,weight\n1,1\n2,-1\n");
  folder.write("s.svm", "# made by hand\n1 1:1.5 2:-2\n\n-1 qid:3 1:3 2:4e-1 # the second\n");
  REQUIRE(folder.audit("s.svm", report).exit_code == 0);
  std::string sparse = content_of(folder.path() + "/r.csv");
  sparse.replace(sparse.find("\n4,"), 3, "\n3,");  // its lines are others
  CHECK(sparse == expected);
}

TEST_CASE("bad lines of SVMlight files") {
  const AuditFolder folder;
  folder.write("w.csv", "name,weight\n1,1\n2,-1\n");
  for (const auto& one : std::vector<std::pair<std::string, std::string>>{
           {"1 0:1\n", "x.svm:1:3: the index 0; indices start at 1"},
           {"1 1:1\n1 2:1 1:1\n", "x.svm:2:7: the index 1 does not exceed the one before it, 2"},
           {"1 1:1 1:1\n", "x.svm:1:7: the index 1 does not exceed"},
           {"1 3:1\n", "x.svm:1:3: the index 3; 'w.csv' has 2 weights"},
           {"1 1:\n", "x.svm:1:5: a value is missing"},
           {"1 1:nan\n", "x.svm:1:5: 'nan' is no finite number"},
           {"1 1\n", "x.svm:1:3: '1' has no colon"},
           {"1 a:1\n", "x.svm:1:3: 'a' is no index"},
           {"1:1 2:1\n", "x.svm:1:1: the line begins with '1:1'; expected a label"},
           {"yes 2:1\n", "x.svm:1:1: 'yes' is no number"},
           {"# nothing\n", "has no rows of data"},
           {"", "has no rows of data"}}) {
    CAPTURE(one.first);
    const auto& [line, part] = one;
    folder.write("x.svm", line);
    folder.check_refused("x.svm", part);
  }
}

TEST_CASE("weights of SVMlight features go by index or by order") {
  const AuditFolder folder;
  folder.write("x.svm", "1 1:10 2:1\n");
  std::vector<std::string> options = {"--format", "json"};
  const auto z0 = [&](const std::string& weights) {
    folder.write("w.csv", weights);
    const Outcome outcome = folder.audit("x.svm", options);
    return outcome.exit_code == 0 ? Json::parse(outcome.out)["largest_ratio"]["z0"].dump() : outcome.err;
  };
  CHECK(contains(z0("name,weight\nfirst,3\nsecond,5\n"),
                 "w.csv:2:1: the name 'first' is no index, and 'x.svm' has indices alone; if the k-th weight "
                 "belongs to the k-th index, add --feature-order"));
  CHECK(z0("name,weight\n2,3\n1,5\nintercept,100\n") == "153.0");
  CHECK(contains(z0("name,weight\n1,3\n3,5\n"), "w.csv:3:1: the index '3'; expected each of 1 to 2 once"));
  CHECK(
      contains(z0("name,weight\n0,3\n1,5\n"), "if the indices of the data start at 0 too, add --zero-based"));
  options.emplace_back("--feature-order");
  CHECK(z0("name,weight\nfirst,3\nsecond,5\n") == "35.0");
  CHECK(z0("name,weight\n0,3\n1,5\n") == "35.0");
}

TEST_CASE("other noises and families") {
  const AuditFolder folder;
  folder.write("w.csv", "name,weight\na,-1\nb,-1/2\nintercept,-3\n");
  folder.write("x.csv", "a,b\n2,-2\n0,0\n");
  const auto row = [&](const std::string& noise, const std::string& family) {
    const std::string option = noise == "dropout" ? "--dropout" : "--scale";
    const bool gaussian = contains(noise, "gaussian");  // a standard deviation
    const Outcome outcome =
        folder.audit("x.csv", {"--noise", noise, option, gaussian ? "1/2" : "1/4", "--family", family,
                               "--regulariser", "--digits", "6", "--out", "r.csv"});
    REQUIRE(outcome.exit_code == 0);
    const std::string report = content_of(folder.path() + "/r.csv");
    return report.substr(report.find("\n2,") + 3, report.find("\n3,") - report.find("\n2,") - 3);
  };
  // a = (-2, 1): Var U sum a^2/2 = 5/8, and e^-4 (e^(5/8) - 1) for Poisson.
  CHECK(row("gaussian-dropout", "poisson") == "-4.00000,inf,inf,,converges,0.0114473,0.0159025,-0.280158");
  CHECK(row("gaussian-dropout", "logistic").rfind("-4.00000,inf,5.08622,inf,diverges,0.0110392,", 0) == 0);
  CHECK(row("laplace", "gaussian") == "-4.00000,inf,inf,,converges,0.312500,0.312500,0");
  CHECK(row("laplace", "gamma") == "-4.00000,inf,4.00000,inf,diverges,0.0195312,not finite,");
  CHECK(row("uniform", "logistic").rfind("-4.00000,0.750000,5.08622,0.147457,converges,", 0) == 0);
  // Added to the features: the weights count, (1 + 1/4)/4/2.
  CHECK(row("additive-gaussian", "gaussian") == "-4.00000,inf,inf,,converges,0.156250,0.156250,0");
  // V = 2 + 1/3: a is dropped, b is kept.
  CHECK(row("dropout", "poisson").rfind("-4.00000,2.33333,inf,0,converges,", 0) == 0);

  folder.write("y.csv", "a,b\n2,-2\n-3,0\n");
  folder.check_refused("y.csv",
                       "y.csv:3:1: the natural parameter of the gamma family is 0; it must be negative",
                       {"--family", "gamma"});
  const Outcome skipped = folder.audit("y.csv", {"--family", "gamma", "--skip-bad", "--format", "json"});
  REQUIRE(skipped.exit_code == 0);
  CHECK(Json::parse(skipped.out)["skipped"] == 1);
  // Of the same variance as dropout: delta/(1-delta) = 1/3.
  const Outcome same = folder.audit("x.csv", {"--noise", "gaussian-dropout", "--dropout", "1/4", "--family",
                                              "gaussian", "--format", "json"});
  CHECK(Json::parse(same.out)["noise"]["variance"] == "1/3");
  folder.check_refused("x.csv", "--scale: the value is empty", {"--noise", "uniform", "--scale", ""});
  folder.check_refused("x.csv", "--dropout does not go with laplace noise",
                       {"--noise", "laplace", "--dropout", "1/2"});
  folder.check_refused("x.csv", "are both given",
                       {"--noise", "gaussian-dropout", "--dropout", "1/2", "--scale", "1"});
  folder.check_refused("x.csv", "the strength of the noise is 0", {"--noise", "laplace", "--scale", "0"});
  // Kept work is not that of another noise.
  const std::vector<std::string> kept = {"--family", "poisson", "--resume", "saved", "--format", "json"};
  const Outcome first = folder.audit("x.csv", kept);
  REQUIRE(first.exit_code == 0);
  CHECK(folder.audit("x.csv", kept).out == first.out);
  folder.check_refused("x.csv", "strength", {"--family", "poisson", "--resume", "saved", "--dropout", "1/5"});
}

TEST_CASE("the figure of another noise or family: a histogram, or the number of rows of each verdict") {
  const AuditFolder folder;
  folder.write("x.csv", "a,b\n2,-2\n0,0\n9,-9\n");
  REQUIRE(folder.audit("x.csv", {"--noise", "uniform", "--scale", "1", "--figure", "f.svg"}).exit_code == 0);
  const std::string histogram = content_of(folder.path() + "/f.svg");
  CHECK(contains(histogram, "converges on 3 of 3 rows"));
  CHECK(contains(histogram, "V = radius"));
  REQUIRE(folder
              .audit("x.csv",
                     {"--noise", "laplace", "--scale", "1/3", "--family", "poisson", "--figure", "f.svg"})
              .exit_code == 0);
  const std::string counts = content_of(folder.path() + "/f.svg");
  CHECK(contains(counts, "2 rows converge, 1 diverge, 0 are not proved"));
  CHECK_FALSE(contains(counts, "V = radius"));
}

// Class "third" is so far below that the others are two classes of their own.
TEST_CASE("softmax: a column of weights for each class") {
  const AuditFolder folder;
  folder.write("w.csv", "name,first,second,third\nb,-1,0,0\nintercept,0,0,-60\na,1,0,0\n");
  folder.write("x.csv", "a,b\n2,2\n7,0\n1.5,1.5\n0,0\n0.1,0.1\n");
  const Outcome outcome = folder.audit("x.csv", {"--family", "softmax", "--regulariser", "--digits", "8",
                                                 "--out", "r.csv", "--figure", "f.svg"});
  REQUIRE(outcome.exit_code == 0);
  CHECK(contains(outcome.out, "converges to R on 4 rows, diverges on 1, not proved on 0"));
  CHECK(contains(outcome.out, "3 classes"));
  // R as in the table of the exhibits.
  CHECK(content_of(folder.path() + "/r.csv") ==
        "line,spread,radius_at_least,radius_at_most,verdict,R_2,R,relative_error_of_R_2\n"
        "2,4.0000000,0.78539816,0.78539816,diverges,1.0000000,0.66250137,0.50943083\n"
        "3,7.0000000,1.0960933,1.0960933,converges,0.022300419,0.34566254,-0.93548500\n"
        "4,3.0000000,1.0471976,,converges,0.56250000,0.42772009,0.31511243\n"
        "5,0,inf,,converges,0,0,\n"
        "6,0.20000000,15.707963,,converges,0.0025000000,0.0024958444,0.0016650033\n");
  CHECK(contains(content_of(folder.path() + "/f.svg"), "spread = pi"));
  // A sparse file, and the features by their order.
  folder.write("x.svm", "1 1:2 2:2\n1\n");
  const Outcome sparse =
      folder.audit("x.svm", {"--family", "softmax", "--format", "json", "--feature-order"});
  REQUIRE(sparse.exit_code == 0);
  CHECK(Json::parse(sparse.out)["diverging"] == 1);
  // Unbounded noise: proved for noise along one direction alone, as of the two features of these weights;
  const std::vector<std::string> unbounded = {"--family", "softmax", "--noise", "laplace",
                                              "--scale",  "1",       "--out",   "r.csv"};
  CHECK(contains(folder.audit("x.csv", unbounded).out,
                 "converges to R on 1 row, diverges on 4, not proved on 0"));
  // of others where one of them is not 0, and the exit code says that a row is not proved.
  folder.write("w.csv", "name,first,second,third\nb,-1,0,0\nintercept,0,0,-60\na,1,2,0\n");
  const Outcome laplace = folder.audit("x.csv", unbounded);
  CHECK(laplace.exit_code == 1);
  CHECK(contains(laplace.out, "converges to R on 1 row, diverges on 1, not proved on 3"));
  CHECK(contains(content_of(folder.path() + "/r.csv"), "\n3,inf,0,,diverges,"));
  for (const auto& [weights, part] : std::vector<std::pair<std::string, std::string>>{
           {"name,weight\na,1\nb,-1\n", "w.csv:1:1: a softmax model has a column of weights for each class"},
           {"name,x,x\na,1,2\nb,-1,2\n", "w.csv:1:8: the name 'x' occurs a second time"},
           {"name,x,y\na,1,2\nb,-1\n", "w.csv:3:3: a line with 2 fields; the header has 3"},
           {"name,x,y\na,1,2\na,-1,2\n", "w.csv:3:1: the name 'a' occurs a second time"},
           {"name,x,y\na,1,2\nb,nan,2\n", "w.csv:3:3: 'nan' is no finite number"},
           {"name,x,y\nintercept,1,2\n", "has no weight of a feature"},
           {"name,x,y\na,1,2\n", "x.csv:1:3: the column 'b' has no weight"},
           {"", "'w.csv' is empty"}}) {
    folder.write("w.csv", weights);
    folder.check_refused("x.csv", part, {"--family", "softmax"});
  }
  folder.write("w.csv", "name,x,y\na,1,2\nb,1,2\n");
  folder.check_refused("x.csv", "--bias is one number", {"--family", "softmax", "--bias", "1"});
}

TEST_CASE("--skip-bad skips, counts and names") {
  const AuditFolder folder;
  folder.write("x.csv", "a,b\n1,2\nx,2\n3\n4,5\n6,nan\n");
  const Outcome text = folder.audit("x.csv", {"--skip-bad", "--out", "r.csv"});
  REQUIRE(text.exit_code == 0);
  CHECK(contains(text.out, "3 more rows could not be read and were skipped"));
  CHECK(contains(text.out, "x.csv:3:1: 'x' is no number"));
  CHECK(contains(text.out, "x.csv:4:1: the row has 1 field"));
  CHECK(contains(text.out, "x.csv:6:3: 'nan' is no finite number"));
  const std::string report = content_of(folder.path() + "/r.csv");
  CHECK(contains(report, "\n3,,,,,skipped,\n4,,,,,skipped,\n5,"));
  const Json json = Json::parse(folder.audit("x.csv", {"--skip-bad", "--format", "json"}).out);
  CHECK(json["rows"] == 2);
  CHECK(json["skipped"] == 3);
  CHECK(json["skipped_rows"][2]["line"] == 6);
  folder.write("all.csv", "a,b\nx,2\n");
  const Outcome none = folder.audit("all.csv", {"--skip-bad", "--figure", "f.svg"});
  CHECK(none.exit_code == 1);
  CHECK(contains(none.out, "no row could be read"));
  CHECK(contains(none.err, "nothing is decided"));
}

TEST_CASE("the figure is drawn, and outputs stay as they are when the audit fails") {
  const AuditFolder folder;
  folder.write("x.csv", "a,b\n1,2\n2,2\n");
  REQUIRE(folder.audit("x.csv", {"--figure", "f.svg", "--out", "r.csv"}).exit_code == 0);
  const std::string figure = content_of(folder.path() + "/f.svg");
  CHECK(contains(figure, "dropout 1/2: 50.0 % of 2 rows outside the radius"));
  const std::string report = content_of(folder.path() + "/r.csv");
  folder.write("bad.csv", "a,b\n1,2\n2,x\n");
  CHECK(folder.audit("bad.csv", {"--figure", "f.svg", "--out", "r.csv"}).exit_code == 2);
  CHECK(content_of(folder.path() + "/f.svg") == figure);
  CHECK(content_of(folder.path() + "/r.csv") == report);
}

TEST_CASE("an interrupted audit leaves nothing") {
  const AuditFolder folder;
  std::string rows = "a,b\n";
  for (int i = 0; i < 400'000; ++i) rows += "1234.5678,-8765.4321\n";
  folder.write("x.csv", rows);
  Invocation invocation;
  invocation.folder = folder.path();
  invocation.arguments = {"audit",     "--data", "x.csv",         "--weights", "w.csv",
                          "--dropout", "1/2",    "--regulariser", "--out",     "r.csv"};
  invocation.interrupt_after = 2;
  const Outcome outcome = run(program(), invocation);
  CHECK(outcome.exit_code == 1);
  CHECK(outcome.out.empty());
  CHECK(outcome.err == "dropcert: interrupted\n");
  CHECK_FALSE(std::filesystem::exists(folder.path() + "/r.csv"));
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 2);
}

TEST_CASE("a row whose regulariser takes long is left when asked; one out of reach says so") {
  const AuditFolder folder;
  std::string weights = "name,weight\n";
  std::string header;
  std::string row;
  for (int j = 0; j < 30; ++j) {
    weights += "f" + std::to_string(j) + "," + std::to_string((j % 2 ? -1 : 1) * (j * j + 7)) + "\n";
    header += (j ? ",f" : "f") + std::to_string(j);
    row += (j ? ",1" : "1") + std::to_string(j * j * j % 97) + "." + std::to_string(j);
  }
  folder.write("w.csv", weights);
  std::string huge = row;
  for (std::size_t at = 0; (at = huge.find(',', at)) != std::string::npos; at += 4) huge.insert(at, "e9");
  folder.write("x.csv", header + "\n" + huge + "\n");
  REQUIRE(folder.audit("x.csv", {"--regulariser", "--out", "r.csv"}).exit_code == 0);
  CHECK(contains(content_of(folder.path() + "/r.csv"), ",out of reach,\n"));
  Invocation invocation;
  invocation.folder = folder.path();
  for (int i = 0; i < 300; ++i) header += "\n" + row;
  folder.write("y.csv", header);
  // So many digits that the quick route does not do.
  invocation.arguments = {"audit",         "--data", "y.csv", "--weights", "w.csv", "--dropout", "1/2",
                          "--regulariser", "--out",  "s.csv", "--threads", "1",     "--digits",  "60"};
  invocation.interrupt_after = 0.5;
  const Outcome outcome = run(program(), invocation);
  CHECK(outcome.exit_code == 1);
  CHECK(outcome.err == "dropcert: interrupted\n");
  CHECK(outcome.cpu_seconds < 2 * slowness);
  CHECK_FALSE(std::filesystem::exists(folder.path() + "/s.csv"));
}

TEST_CASE("the data set of this repository") {
  const char* folder = std::getenv("DROPCERT_BREAST_CANCER");
  REQUIRE(folder);
  const auto diverging = [&](const std::string& weights) {
    Invocation invocation;
    invocation.folder = folder;
    invocation.arguments = {"audit",     "--data", "standardised.csv", "--weights", weights + ".csv",
                            "--dropout", "1/2",    "--ignore",         "benign",    "--format",
                            "json"};
    const Json json = Json::parse(run(program(), invocation).out);
    CHECK(json["rows"] == 569);
    return json["diverging"].get<int>();
  };
  // The figures of the README.
  CHECK(diverging("unregularised") == 569);
  CHECK(diverging("l2") == 568);
  CHECK(diverging("dropout") == 490);
}
