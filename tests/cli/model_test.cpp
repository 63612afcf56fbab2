// dropcert regulariser, radius and validity as their users meet them.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <regex>
#include <string>
#include <vector>

#include "cli/process.hpp"

using namespace dropcert::test;
using Json = nlohmann::json;

namespace {

Outcome call(const std::vector<std::string>& arguments) {
  const char* path = std::getenv("DROPCERT");
  REQUIRE(path);
  Invocation invocation;
  invocation.arguments = arguments;
  return run(path, invocation);
}

std::string json_text_of(std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--format", "json"});
  const Outcome outcome = call(arguments);
  CAPTURE(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  REQUIRE(outcome.err.empty());
  return outcome.out;
}

// A report on a model; its real numbers as strings of all their digits, which a double has not.
Json with_digits(const std::string& report) {
  static const std::regex number(R"re(("(?:radius|margin|value|difference|bound|regulariser|variance_bound)re"
                                 R"re(|quadratic_[a-z_]*)": )(-?[0-9][0-9.e+-]*))re");
  return Json::parse(std::regex_replace(report, number, "$1\"$2\""));
}

Json regulariser(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "regulariser");
  return with_digits(json_text_of(arguments));
}

Json json_of(const std::vector<std::string>& arguments) {
  return Json::parse(json_text_of(arguments));
}

bool starts_with(const Json& json, const std::string& digits) {
  return json.get<std::string>().rfind(digits, 0) == 0;
}

void check_refused(const std::vector<std::string>& arguments, const std::string& part) {
  const Outcome outcome = call(arguments);
  CAPTURE(arguments.back());
  CAPTURE(outcome.err);
  CHECK(outcome.exit_code == 2);
  CHECK(outcome.out.empty());
  CHECK(contains(outcome.err, part));
  CHECK(std::count(outcome.err.begin(), outcome.err.end(), '\n') == 1);
  CHECK(outcome.cpu_seconds < 5 * slowness);
}

TEST_CASE("regulariser: two opposite contributions, where the series diverges") {
  const Json json = regulariser({"--contributions", "2,-2", "--dropout", "1/2", "--digits", "35"});
  CHECK(json.at("z0") == "0");
  CHECK(json.at("deviation") == "4");
  CHECK(json.at("radius") == "3.1415926535897932384626433832795029");
  CHECK(json.at("converges") == false);
  CHECK(json.at("regulariser") == "0.66250137367893221546887559841478866");
  CHECK(json.at("orders").at(0).at("value") == "1");
  CHECK(starts_with(json.at("margin"), "-0.8584073464102067615"));
}

TEST_CASE("regulariser: what is a real number is a number in JSON, what is exact a string") {
  const Json json = json_of({"regulariser", "--contributions", "1,-1/2,2", "--dropout", "1/2"});
  for (const char* field :
       {"radius", "margin", "regulariser", "variance_bound", "quadratic_relative_error", "quadratic_ratio"})
    CHECK(json.at(field).is_number());
  for (const char* field : {"probability", "z0", "deviation"}) CHECK(json.at(field).is_string());
  for (const Json& order : json.at("orders"))
    for (const char* field : {"value", "difference", "bound"}) CHECK(order.at(field).is_number());
  const Json entire =
      json_of({"regulariser", "--family", "poisson", "--contributions", "1,2", "--dropout", "1/2"});
  CHECK(entire.at("radius") == "infinite");
  CHECK(entire.at("margin").is_null());
  CHECK(json_of({"regulariser", "--family", "softmax", "--contributions", "1,2;0,-1;3,1", "--dropout", "1/2"})
            .at("regulariser")
            .is_number());
}

TEST_CASE("regulariser: exhibits") {
  const Json same_sign = regulariser({"--contributions", "50,80", "--dropout", "1/2", "--order", "2"});
  CHECK(same_sign.at("converges") == true);
  const Json seven =
      regulariser({"--contributions", "7", "--dropout", "1/2", "--order", "2,200", "--digits", "35"});
  CHECK(seven.at("converges") == true);
  CHECK(seven.at("deviation") == "7");
  CHECK(seven.at("regulariser") == "0.34566253959038510189400740515344763");
  CHECK(seven.at("orders").at(1).at("difference") == "-2.77056e-11");
  // 64 contributions of either sign: diverges, and yet R_2 is within one per cent.
  std::string list;
  for (int j = 0; j < 128; ++j) list += std::string(j == 0 ? "" : ",") + (j % 2 == 0 ? "1/40" : "-1/40");
  const Json many = regulariser({"--contributions", list, "--dropout", "0.5", "--order", "2,3"});
  CHECK(many.at("converges") == false);
  CHECK(many.at("regulariser") == "0.00990304203439142911554829451857");
  CHECK(many.at("orders").at(0).at("value") == "1/100");
  CHECK(starts_with(many.at("quadratic_relative_error"), "0.00979"));
  CHECK(starts_with(many.at("orders").at(1).at("bound"), "0.000099479"));
  // Converges, and yet R is 840727 times R_2.
  const Json far = regulariser({"--contributions", "20", "--dropout", "1/2", "--order", "2"});
  CHECK(far.at("converges") == true);
  CHECK(far.at("quadratic_ratio") == "840727");
}

TEST_CASE("regulariser: text, a bias, features times weights, files") {
  const Outcome text =
      call({"regulariser", "--contributions", "1,-1/2,2", "--dropout", "1/2", "--order", "2,10"});
  CHECK(text.exit_code == 0);
  for (const char* part : {"z0        5/2", "V         7/2", "converges", "0.236426125677170850558473023991",
                           "dropout_converges_iff", "Quadratic approximation"})
    CHECK(contains(text.out, part));
  const Json plain = regulariser({"--contributions", "1,-0.5,2", "--dropout", "0.5", "--bias", "-1e0"});
  const Json product =
      regulariser({"--features", "1,1,4", "--weights", "1,-1/2,5e-1", "--dropout", "1/2", "--bias", "-1"});
  CHECK(plain == product);
  CHECK(plain.at("z0") == "3/2");
  TemporaryFolder folder;
  const std::string features = folder.write("x.csv",
                                            "\xef\xbb\xbf"
                                            "a,b,c\r\n1,1,4\r\n");
  const std::string weights = folder.write("w.csv", "weight\n1\n-0.5\n0.5\n");
  CHECK(regulariser({"--features", features, "--weights", weights, "--dropout", "1/2", "--bias", "-1"}) ==
        plain);
  const std::string named = folder.write("named.csv", "name,weight\nb,-0.5\nc,0.5\na,1\n");
  CHECK(regulariser({"--features", features, "--weights", named, "--dropout", "1/2", "--bias", "-1"}) ==
        plain);
  const std::string other = folder.write("other.csv", "name,weight\nage,1\nb,-0.5\nc,0.5\n");
  check_refused({"regulariser", "--features", features, "--weights", other, "--dropout", "1/2"},
                "--features has no value for 'age', which has a weight");
  for (const char* content :
       {"name,weight\nb,-0.5\nc,0.5\na,1\nintercept,-1\n",
        "\"\",\"x\"\n\"(Intercept)\",-1\n\"a\",1\n\"b\",-0.5\n\"c\",0.5\n",
        "{\"coef\": [[1, -0.5, 0.5]], \"intercept\": [-1], \"feature_names\": [\"a\", \"b\", \"c\"]}",
        "{\"c\": 0.5, \"a\": 1, \"b\": -0.5, \"intercept\": -1}"}) {
    const std::string model = folder.write("model", content);
    CHECK(regulariser({"--features", features, "--weights", model, "--dropout", "1/2"}) == plain);
    const std::string listed = folder.write("listed.csv", "name,value\nc,4\na,1\nb,1\n");
    CHECK(regulariser({"--features", listed, "--weights", model, "--dropout", "1/2"}) == plain);
    check_refused(
        {"regulariser", "--features", features, "--weights", model, "--dropout", "1/2", "--bias", "1"},
        "the bias is given twice");
    Invocation pipe;  // which can be read once
    pipe.arguments = {"-c", "cat '" + listed + "' | '" + program() +
                                "' regulariser --features - --weights '" + model +
                                "' --dropout 1/2 --format json"};
    CHECK(with_digits(run("/bin/sh", pipe).out) == plain);
    pipe.arguments = {"-c", "cat '" + model + "' | '" + program() + "' regulariser --weights - --features '" +
                                listed + "' --dropout 1/2 --format json"};
    CHECK(with_digits(run("/bin/sh", pipe).out) == plain);
  }
  check_refused({"regulariser", "--contributions", folder.write("i.csv", "name,weight\nage,1\nintercept,2\n"),
                 "--dropout", "1/2"},
                "--bias");
  const Outcome none = call({"regulariser", "--contributions", "0,0", "--dropout", "1/2"});
  CHECK(none.exit_code == 0);
  CHECK(contains(none.out, "there is no noise"));
}

TEST_CASE("regulariser: other noises and families") {
  const Json normal = regulariser({"--contributions", "1,1", "--weights", "3,4", "--noise",
                                   "additive-gaussian", "--scale", "1/5", "--family", "poisson"});
  CHECK(normal.at("converges") == true);
  CHECK(starts_with(normal.at("regulariser"), "4.79343"));  // e^2 (e^(1/2) - 1)
  const Json never = regulariser({"--contributions", "1,1", "--noise", "laplace", "--scale", "1"});
  CHECK(never.at("converges") == false);
  CHECK(never.at("deviation") == "infinite");
  const Json half_variance =
      regulariser({"--contributions", "1,-2", "--dropout", "1/2", "--family", "gaussian", "--order", "2,3"});
  CHECK(starts_with(half_variance.at("regulariser"), "2.5"));
  CHECK(half_variance.at("orders").at(1).at("difference") == "0");
  const Json infinite =
      regulariser({"--contributions", "-1,-2", "--dropout", "1/2", "--family", "gamma", "--order", "2"});
  CHECK(infinite.at("finite") == false);
  CHECK(infinite.at("regulariser").is_null());
  CHECK(infinite.at("converges") == false);
}

TEST_CASE("regulariser: numbers that a reason compares are shown with the digits that differ") {
  const auto reason = [](const std::vector<std::string>& model) {
    std::vector<std::string> arguments = {"--order", "2", "--contributions"};
    arguments.insert(arguments.end(), model.begin(), model.end());
    return regulariser(arguments).at("reason").get<std::string>();
  };
  CHECK(contains(reason({"1e50", "--dropout", "1/2"}), "0e50 - 4.9e-50 is within sqrt(pi^2 + z0^2) = 1.0"));
  const std::vector<std::string> poisson = {"--noise", "laplace", "--scale", "1", "--family", "poisson"};
  for (const auto& [contribution, part] : std::vector<std::pair<std::string, std::string>>{
           {"0.9999999999", "max_j b |c_j| = 0.9999999999 is below 1"},
           {"1", "max_j b |c_j| = 1 is not below 1"},
           {"0.5", "max_j b |c_j| = 0.500000 is below 1"}}) {
    std::vector<std::string> model = {contribution};
    model.insert(model.end(), poisson.begin(), poisson.end());
    CHECK(contains(reason(model), part));
  }
  CHECK(contains(reason({"-1,-0.00000000001", "--bias=-0.00000000002", "--noise", "uniform", "--scale", "1",
                         "--family", "gamma"}),
                 "-Delta reaches 1.00000000001, within |z0| = 1.00000000003"));
}

TEST_CASE("regulariser: softmax") {
  const Json two = regulariser({"--contributions", "2,-2;0,0", "--dropout", "1/2", "--family", "softmax"});
  CHECK(two.at("converges") == false);
  CHECK(two.at("spread") == "4");
  CHECK(two.at("regulariser") == "0.662501373678932215468875598415");
  const Json three = regulariser(
      {"--contributions", "1,0;0,1;-1/2,0", "--bias", "0,1,0", "--dropout", "1/2", "--family", "softmax"});
  CHECK(three.at("converges") == true);
  const Json uniform = regulariser(
      {"--contributions", "2,-2;0,0", "--noise", "uniform", "--scale", "1/2", "--family", "softmax"});
  CHECK(uniform.at("converges") == true);  // V = 2
  CHECK(uniform.at("regulariser") ==
        regulariser({"--contributions", "2,-2", "--noise", "uniform", "--scale", "1/2"}).at("regulariser"));
  const Outcome open = call({"regulariser", "--contributions", "2,-2;0,0;1,1", "--noise", "laplace",
                             "--scale", "1", "--family", "softmax"});
  CHECK(open.exit_code == 1);
  CHECK(contains(open.out, "not proved"));
}

TEST_CASE("regulariser: bad input") {
  const auto refused = [](std::vector<std::string> arguments, const std::string& part) {
    arguments.insert(arguments.begin(), "regulariser");
    check_refused(arguments, part);
  };
  const std::string list = "--contributions";
  refused({list, "1,2"}, "--dropout");
  refused({list, "1,2", "--dropout", "0"}, "between 0 and 1");
  refused({list, "1,2", "--dropout", "1"}, "between 0 and 1");
  refused({list, "1,2", "--dropout", "-1/2"}, "between 0 and 1");
  refused({list, "1,2", "--dropout", "nan"}, "nan");
  refused({list, "1,nan", "--dropout", "1/2"}, "entry 2, column 3");
  refused({list, "1,inf", "--dropout", "1/2"}, "finite");
  refused({list, "1e999999999", "--dropout", "1/2"}, "exponent");
  refused({list, "1,1e-999999999", "--dropout", "1/2"}, "exponent");
  refused({list, "1,,2", "--dropout", "1/2"}, "missing");
  refused({list, "1/0", "--dropout", "1/2"}, "divides by 0");
  refused({list, "", "--dropout", "1/2"}, "--contributions");
  refused({list, "missing.csv", "--dropout", "1/2"}, "missing.csv");
  refused({list, "/", "--dropout", "1/2"}, "directory");
  refused({"--features", "1,2,3", "--weights", "1,2", "--dropout", "1/2"}, "3 features and 2 weights");
  refused({"--features", "1,2,3", "--dropout", "1/2"}, "--weights");
  refused({"--dropout", "1/2"}, "--contributions");
  refused({list, "1", "--features", "1", "--dropout", "1/2"}, "--contributions");
  refused({list, "1", "--dropout", "1/2", "--order", "1"}, "--order");
  refused({list, "1", "--dropout", "1/2", "--order", "99999"}, "--order");
  refused({list, "1", "--dropout", "1/2", "--digits", "0"}, "--digits");
  refused({list, "1", "--dropout", "1/2", "--noise", "salt"}, "--noise");
  refused({list, "1", "--dropout", "1/2", "--noise", "uniform"}, "--scale");
  refused({list, "1", "--scale", "0", "--noise", "uniform"}, "positive");
  refused({list, "1", "--dropout", "1/2", "--family", "gamma"}, "must be negative");
  refused({list, "1", "--dropout", "1/2", "--family", "softmax"}, "two classes");
  refused({list, "1,2;3", "--dropout", "1/2", "--family", "softmax"}, "class 1 has 2 contributions");
  refused({list, "1;2", "--dropout", "1", "--family", "softmax"}, "between 0 and 1");
  refused({list, "1;2", "--dropout", "1/2", "--bias", "1,2,3", "--family", "softmax"}, "biases");
  refused({list, "1;2", "--scale", "1", "--noise", "additive-gaussian", "--family", "softmax"}, "--weights");
  refused({list, "1", "--scale", "1", "--noise", "additive-gaussian"}, "--weights");
  TemporaryFolder folder;
  refused({list, folder.write("empty.csv", ""), "--dropout", "1/2"}, "no number");
  refused({list, folder.write("heading.csv", "a,b\n"), "--dropout", "1/2"}, "no number");
  refused({list, folder.write("ragged.csv", "1,2\n3\n"), "--dropout", "1/2"},
          "ragged.csv:2:1: a line with 1 field; the first one has 2");
  refused({list, folder.write("bad.csv", "a,b\n1,2\n3,x\n"), "--dropout", "1/2"}, "bad.csv:3:3");
}

TEST_CASE("regulariser: what is out of reach is said to be") {
  std::string list = "1";
  for (int j = 1; j < 60; ++j) list += "," + std::to_string(j) + "e10";
  list += ",1/7e0";
  const Outcome bad = call({"regulariser", "--contributions", list, "--dropout", "1/3"});
  CHECK(bad.exit_code == 2);  // "1/7e0" is no number
  // One large contribution among many is no obstacle: a third of the mean of A(-S), S the sum of the others.
  std::string primes = "1e13";
  for (const char* p : {"2",  "3",  "5",  "7",  "11", "13", "17", "19", "23", "29", "31", "37",
                        "41", "43", "47", "53", "59", "61", "67", "71", "73", "79", "83", "89"})
    primes += std::string(",1/") + p;
  const Json one = regulariser({"--contributions", primes, "--dropout", "1/3", "--order", "2"});
  CHECK(one.at("regulariser") == "0.0561957312122848378752749741947");
  // Forty of them are one.
  std::string many = "1e13";
  for (int j = 2; j <= 41; ++j)
    many += (j % 2 == 0 ? ",-" : ",") + std::to_string(j * j + 1) + "00" + std::to_string(j * j * j) + "e3";
  const Outcome outcome = call({"regulariser", "--contributions", many, "--dropout", "1/3", "--order", "2"});
  CHECK(outcome.exit_code == 1);
  CHECK(contains(outcome.out, "diverges"));  // the verdict does not need R
  CHECK(contains(outcome.out, "factors"));
}

TEST_CASE("radius: logistic and softmax") {
  const Json logistic = json_of({"radius", "--at", "3", "--digits", "20"});
  CHECK(logistic.at("radius") == 4.3439157912060586604);
  // All digits, more than a double has.
  CHECK(contains(call({"radius", "--at", "3", "--digits", "20", "--format", "json"}).out,
                 "\"radius\": 4.3439157912060586604,"));
  const Json softmax = json_of({"radius", "--logits", "1,-2,0.5,3", "--direction", "2,0,3,1"});
  CHECK(softmax.at("radius") == 2.19806446352995571036096014925);
  CHECK(std::abs(softmax.at("zero").at("im").get<double>() - 1.80834839522) < 1e-11);
  CHECK(softmax.at("oscillation") == "3");
  CHECK(softmax.at("lower_bound") == 1.04719755119659774615421446109);
  const Outcome text = call({"radius", "--logits", "0,0,0,0", "--direction", "0,1,1,2"});
  CHECK(text.exit_code == 0);
  CHECK(contains(text.out, "3.14159265358979323846264338328"));
  CHECK(contains(text.out, "multiplicity 2"));
  check_refused({"radius"}, "--at");
  check_refused({"radius", "--at", "x"}, "--at");
  check_refused({"radius", "--at", "1", "--logits", "1,2"}, "--at");
  check_refused({"radius", "--logits", "1,2"}, "--direction");
  check_refused({"radius", "--logits", "1,2", "--direction", "1,2,3"}, "2 logits and 3 entries");
  check_refused({"radius", "--logits", "1,2", "--direction", "5,5"}, "equal");
  check_refused({"radius", "--logits", "1,inf", "--direction", "5,6"}, "finite");
  check_refused({"radius", "--at", "1e999999999"}, "exponent");
}

TEST_CASE("validity: the map, a cell, JSON") {
  const Outcome map = call({"validity"});
  CHECK(map.exit_code == 0);
  CHECK(contains(map.out, "noise \\ family"));
  CHECK(contains(map.out, "additive-gaussian, softmax family: never under the condition, else not proved"));
  const Outcome cell = call({"validity", "--noise", "laplace", "--family", "poisson"});
  CHECK(contains(cell.out, "max_j b |c_j| < 1"));
  CHECK_FALSE(contains(cell.out, "uniform"));
  const Json json = json_of({"validity", "--family", "logistic"});
  REQUIRE(json.at("cells").size() == 5);
  for (const Json& entry : json.at("cells"))
    for (const char* field : {"noise", "family", "validity", "condition", "regulariser", "reason", "theorem"})
      CHECK(entry.contains(field));
  check_refused({"validity", "--noise", "pepper"}, "--noise");
}

}  // namespace
