// Every verdict and every number of an audit against exact arithmetic by other means.
#include <doctest/doctest.h>

#include "audit/models.hpp"
#include "audit/support.hpp"
#include "ball/decimal.hpp"
#include "model/convergence.hpp"
#include "model/moments.hpp"
#include "model/partial_regulariser.hpp"
#include "model/radius.hpp"
#include "model/regulariser.hpp"

using namespace dropcert;
using namespace dropcert::exact;
using namespace dropcert::ball;
using namespace dropcert::model;
using testing::Row;

namespace {

audit::Weights random_weights(testing::Random& random, std::size_t d) {
  audit::Weights weights;
  weights.file = "w.csv";
  for (std::size_t i = 0; i < d; ++i)
    weights.features.push_back(
        {"f" + std::to_string(i + 1), Rational(random.between(-3000, 3000), 1000), {}});
  return weights;
}

std::string csv_of(testing::Random& random, const audit::Weights& weights, const std::vector<Row>& rows) {
  std::string text;
  const std::string end = random.one_in(2) ? "\n" : "\r\n";
  for (std::size_t i = 0; i < weights.features.size(); ++i) text += (i ? "," : "") + weights.features[i].name;
  text += end;
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.texts.size(); ++i) {
      const bool quoted = random.one_in(100);
      text += (i ? "," : "") + (quoted ? '"' + row.texts[i] + '"' : row.texts[i]);
    }
    text += end;
  }
  return text;
}

std::string svmlight_of(testing::Random& random, const std::vector<Row>& rows) {
  std::string text;
  for (const Row& row : rows) {
    text += random.one_in(2) ? "+1" : "-1";
    for (std::size_t i = 0; i < row.texts.size(); ++i)
      if (!row.values[i].is_zero() || random.one_in(3))
        text += " " + std::to_string(i + 1) + ":" + row.texts[i];
    text += random.one_in(10) ? " # comment\n" : "\n";
  }
  return text;
}

Rational random_delta(testing::Random& random) {
  switch (random.below(4)) {
    case 0:
      return Rational(1, 2);
    case 1:
      return Rational(random.between(1, 999), 1000);
    case 2:
      return Rational(random.between(1, 9), 10);
    default:
      return Rational(random.one_in(2) ? 1 : 999'999, 1'000'000);
  }
}

template <typename Value>
std::string rounded(Value value, long digits) {
  for (Bits bits(600);; bits = bits.doubled())
    if (const auto text = correctly_rounded(value(bits), digits)) return *text;
}

}  // namespace

TEST_CASE("every verdict equals exact rational arithmetic") {
  testing::Random random(20261124);
  test::TemporaryFolder folder;
  int converging = 0;
  int total = 0;
  for (int file = 0; file < 150; ++file) {
    const audit::Weights weights = random_weights(random, 1 + random.below(12));
    const Rational delta = random_delta(random);
    const Rational bias = random.one_in(3) ? Rational(random.between(-5000, 5000), 1000) : Rational(0);
    const RowModel model(delta, bias);
    std::vector<Row> rows;
    for (int i = 0; i < 60; ++i) rows.push_back(testing::random_row(random, weights, delta, bias));
    const bool sparse = random.one_in(3);
    const std::string path =
        folder.write("x", sparse ? svmlight_of(random, rows) : csv_of(random, weights, rows));
    audit::AuditOptions options;
    options.threads = 1 + static_cast<unsigned>(random.below(3));
    options.digits = static_cast<int>(random.between(1, 17));
    const testing::Audited result =
        testing::audited(path, sparse, weights, model, options, 1 + random.below(3000));
    const auto lines = testing::rows_of(result.report);
    REQUIRE(lines.size() == rows.size());
    std::size_t diverging = 0;
    for (std::size_t i = 0; i < rows.size(); ++i, ++total) {
      const std::vector<Rational> a = testing::contributions_of(rows[i], weights);
      const bool expected = testing::reference_verdict(a, delta, bias);
      CAPTURE(delta.str());
      CAPTURE(result.report);
      CHECK(lines[i][5] == (expected ? "converges" : "diverges"));
      CHECK(converges(Dropout(a, delta, false, bias)) == expected);
      converging += expected;
      diverging += !expected;
    }
    CHECK(result.summary.rows() == rows.size());
    CHECK(result.summary.diverging() == diverging);
  }
  CHECK(converging > total / 10);
  CHECK(converging < total * 9 / 10);
}

TEST_CASE("numbers of the report are correctly rounded") {
  testing::Random random(5);
  test::TemporaryFolder folder;
  for (int file = 0; file < 12; ++file) {
    const audit::Weights weights = random_weights(random, 1 + random.below(6));
    const Rational delta = random_delta(random);
    const Rational bias = random.one_in(2) ? Rational(random.between(-50, 50), 10) : Rational(0);
    std::vector<Row> rows;
    for (int i = 0; i < 30; ++i) rows.push_back(testing::random_row(random, weights, delta, bias));
    rows.push_back({std::vector<std::string>(weights.features.size(), "0"),
                    std::vector<Rational>(weights.features.size(), Rational(0))});
    audit::AuditOptions options;
    options.digits = file == 0 ? 40 : static_cast<int>(random.between(1, 16));
    const auto lines = testing::rows_of(testing::audited(folder.write("x", csv_of(random, weights, rows)),
                                                         false, weights, RowModel(delta, bias), options)
                                            .report);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const Dropout model(testing::contributions_of(rows[i], weights), delta, false, bias);
      const Rational v = std::max(model.odds() * model.positive_sum() + model.negative_sum(),
                                  model.positive_sum() + model.odds() * model.negative_sum());
      const Rational z0 = model.z0();
      const auto rho = [&](Bits bits) { return radius(Ball::from(z0, bits), bits); };
      CHECK(lines[i][0] == std::to_string(i + 2));
      CHECK(lines[i][1] == correctly_rounded(z0, options.digits));
      CHECK(lines[i][2] == correctly_rounded(v, options.digits));
      CHECK(lines[i][3] == rounded(rho, options.digits));
      if (v.is_zero()) {
        CHECK(lines[i][4] == "0");
        CHECK(lines[i][6] == "0");
        continue;
      }
      CHECK(lines[i][4] ==
            rounded([&](Bits bits) { return div(Ball::from(v, bits), rho(bits), bits); }, options.digits));
      const std::optional<Rational> rational = partial_regulariser_exact(2, model);
      CHECK(lines[i][6] == (rational ? correctly_rounded(*rational, options.digits)
                                     : rounded([&](Bits bits) { return partial_regulariser(2, model, bits); },
                                               options.digits)));
    }
  }
}

TEST_CASE("bytes and summary do not depend on threads and blocks") {
  testing::Random random(99);
  test::TemporaryFolder folder;
  const audit::Weights weights = random_weights(random, 5);
  std::vector<Row> rows;
  for (int i = 0; i < 400; ++i) rows.push_back(testing::random_row(random, weights, Rational(1, 3), 0));
  for (int i = 0; i < 100; ++i) rows.push_back(rows[random.below(20)]);  // rows that stand out twice
  std::string text = csv_of(random, weights, rows);
  text += "1,2,3\n1,2,3,4,nan\n";
  const std::string path = folder.write("x.csv", text);
  audit::AuditOptions options;
  options.skip_bad = true;
  const testing::Audited whole = testing::audited(path, false, weights, RowModel(Rational(1, 3), 0), options);
  CHECK(whole.summary.rows() == 500);
  CHECK(whole.summary.skipped == 2);
  for (unsigned threads : {1U, 2U, 5U})
    for (std::size_t block : {1UL, 70UL, 1000UL, 100'000UL}) {
      options.threads = threads;
      const testing::Audited part =
          testing::audited(path, false, weights, RowModel(Rational(1, 3), 0), options, block);
      CHECK(part.report == whole.report);
      CHECK(part.summary.str() == whole.summary.str());
    }
}
