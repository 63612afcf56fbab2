// The regulariser of many features: the checker's integral against its definition, and against the engine,
// which shares nothing with it. DROPCERT_MODELS=1000 tries as many models; without it there are a few.
#include <doctest/doctest.h>

#include <string>
#include <tuple>
#include <vector>

#include "ball/decimal.hpp"
#include "certificate/statements.hpp"
#include "check/checker.hpp"
#include "check/functions/functions.hpp"
#include "check/work.hpp"
#include "claimed.hpp"
#include "environment.hpp"
#include "model/regulariser.hpp"
#include "random.hpp"

using namespace dropcert;
using namespace dropcert::exact;
using namespace dropcert::ball;
using namespace dropcert::model;

namespace {

Rational some_contribution(testing::Random& random) {
  const long denominators[] = {1, 2, 7, 100, 1'000'000};
  const Rational size(Integer(random.between(-300, 300)), Integer(denominators[random.below(5)]));
  return random.one_in(40) ? size * Rational(20) : size * Rational(1, 100);
}

Dropout some_model(testing::Random& random, unsigned long most_features) {
  std::vector<Rational> a;
  for (unsigned long n = 1 + random.below(most_features); n > 0; --n) a.push_back(some_contribution(random));
  const Rational bias = random.one_in(2) ? Rational(0) : some_contribution(random);
  return Dropout(std::move(a), Rational(Integer(random.between(1, 19)), Integer(20)), false, bias);
}

mpq_class gmp(const Rational& x) {
  return mpq_class(x.str(), 10);
}

check::DropoutModel model_of(const Dropout& model) {
  check::DropoutModel result{{}, gmp(model.delta), gmp(model.bias)};
  for (const Rational& a : model.contributions) result.contributions.push_back({gmp(a), {}});
  return result;
}

// By the definition, every way to drop features at once.
check::Interval enumerated(const Dropout& model, check::Bits bits) {
  const auto interval = [&](const Rational& x) { return check::Interval(gmp(x), bits); };
  const auto softplus = [&](const Rational& z) {
    return check::increasing(mpfr_log1p, check::increasing(mpfr_exp, interval(z), bits), bits);
  };
  check::Interval sum(0, bits);
  const std::size_t d = model.contributions.size();
  for (std::size_t kept = 0; kept < std::size_t{1} << d; ++kept) {
    Rational z = model.bias;
    Rational weight = 1;
    for (std::size_t j = 0; j < d; ++j) {
      const bool is_kept = ((kept >> j) & 1) != 0;
      weight = weight * (is_kept ? Rational(1) - model.delta : model.delta);
      if (is_kept) z += model.contributions[j] / (Rational(1) - model.delta);
    }
    sum = sum + interval(weight) * softplus(z);
  }
  return sum - softplus(model.z0());
}

std::string list_of(const Dropout& model) {
  std::string text;
  for (const Rational& a : model.contributions) text += (text.empty() ? "[" : ", ") + a.str();
  return text + "]";
}

}  // namespace

TEST_CASE("the checker's integral holds the regulariser by its definition") {
  testing::Random random(20261101);
  for (unsigned long i = testing::number_of("DROPCERT_MODELS", 60); i > 0; --i) {
    const Dropout model = some_model(random, 10);
    const check::Bits bits = 64 << random.below(3);
    CAPTURE(list_of(model));
    CAPTURE(model.delta.str());
    CAPTURE(model.bias.str());
    const check::Interval found = *check::regulariser_by_integral(model_of(model), bits, UINT64_MAX);
    const check::Interval known = enumerated(model, bits + 64);
    CHECK(mpfr_lessequal_p(found.low(), known.high()));
    CHECK(mpfr_lessequal_p(known.low(), found.high()));
    CHECK(mpfr_sgn(found.low()) >= 0);
    const check::Interval width = check::upper(check::radius(found));
    if (!width.is_zero()) CHECK(mpfr_get_exp(width.high()) <= 4 - bits);
  }
}

TEST_CASE("what was found before is found again, for the same steps, and is nothing else's") {
  testing::Random random(31);
  const check::Bits bits[] = {128, 256};
  using Found = std::tuple<std::string, std::string, std::uint64_t>;  // the ends, and the steps
  std::vector<check::DropoutModel> models;
  for (int i = 0; i < 6; ++i) {
    check::DropoutModel model = model_of(some_model(random, 12));
    models.push_back(model);
    model.bias = mpq_class(1, 3);
    models.push_back(model);
    model.delta = mpq_class(1, 7);
    models.push_back(model);
  }
  const auto find = [&](const check::DropoutModel& model, check::Bits precision) {
    const std::uint64_t before = check::steps_done();
    const check::Interval found = *check::regulariser_by_integral(model, precision, ~std::uint64_t{0});
    const auto text = [](mpfr_srcptr x) {
      char* digits = nullptr;
      mpfr_asprintf(&digits, "%Ra", x);
      std::string result = digits;
      mpfr_free_str(digits);
      return result;
    };
    return Found{text(found.low()), text(found.high()), check::steps_done() - before};
  };
  std::vector<Found> first;
  check::begin_work({});
  for (const check::DropoutModel& model : models)
    for (const check::Bits precision : bits) first.push_back(find(model, precision));
  for (int i = 0; i < 200; ++i) {
    check::begin_work({});
    const std::size_t which =
        random.one_in(2) ? models.size() - 1 - random.below(2) : random.below(models.size());
    const std::size_t precision = random.below(2);
    CHECK(find(models[which], bits[precision]) == first[2 * which + precision]);
  }
}

TEST_CASE("engine and checker agree to 30 digits on models of 1 to 200 features") {
  testing::Random random(20261102);
  for (unsigned long i = testing::number_of("DROPCERT_MODELS", 12); i > 0; --i) {
    const Dropout model = some_model(random, 200);
    const Ball value = regulariser(model, Bits(140));
    if (value.sign() == 0) continue;
    const std::optional<std::string> digits = correctly_rounded(value, 30);
    REQUIRE(digits);
    const std::string call = "prints(regulariser(" + list_of(model) + ", " + model.delta.str() +
                             (model.bias.is_zero() ? "" : ", " + model.bias.str()) + "), \"";
    const test::Claimed holds = {.trust = "enclosure"};
    const check::Limits limits{.seconds = 3600};  // steps alone, whatever else the machine does
    CHECK_MESSAGE(test::decision_on("", call + *digits + "\")", holds, limits).reason == "", call, *digits);
    std::string wrong = *digits;
    char& last = wrong[wrong.find_last_of("0123456789", wrong.find_first_of("eE"))];
    last = last == '9' ? '7' : static_cast<char>(last + 1);
    CHECK(test::decision_on("", call + wrong + "\")", holds, limits).status == check::Status::rejected);
  }
}

TEST_CASE("V, R_k and convergence of many features, with a bias") {
  const std::string a = "where a = [1/2, -1/3, 1/4, -1/5, 1/6, -1/7, 1/8, -1/9, 1/10]\n";
  const test::Claimed exact;
  const test::Claimed enclosure = {.trust = "enclosure"};
  // Each against the law, written out.
  for (const char* statement :
       {"deviation(a, 1/3) = 1231/1260 or (for x in dropout(a, 1/3): abs(x - sum(a)) <= deviation(a, 1/3))",
        "for x in dropout(a, 1/3): abs(x - sum(a)) <= deviation(a, 1/3)",
        "some x in dropout(a, 1/3): abs(x - sum(a)) = deviation(a, 1/3)", "moment(a, 1/3, 1) = 0",
        "moment(a, 1/3, 0) = 1",
        "for n in 0..6: moment(a, 1/3, n) = mean(x in dropout(a, 1/3), (x - sum(a))^n)",
        "partial_regulariser(4, a, 1/3, -sum(a)) = moment(a, 1/3, 2)/8 - moment(a, 1/3, 4)/192"}) {
    const std::string text = statement;
    test::Claimed claimed = exact;
    if (text.rfind("for x", 0) == 0) claimed.cases = "448";  // of 512 masks, as 1/2 - 1/3 = 1/6
    if (text.rfind("for n", 0) == 0) claimed.cases = "7";
    CHECK_MESSAGE(test::decision_on(a, text, claimed).reason == "", text);
  }
  for (const char* statement :
       {"abs(regulariser(a, 1/3, 2) - (mean(x in dropout(a, 1/3), softplus(x + 2)) - softplus(sum(a) + 2))) "
        "< 1e-30",
        "regulariser(a, 1/3, 5) < regulariser(a, 1/3)", "regulariser(a, 1/3, 0) <= moment(a, 1/3, 2)/8",
        "abs(partial_regulariser(6, a, 1/3, 2) - sum(j = 2..6, softplus_derivative(j, sum(a) + 2)*mean(x in "
        "dropout(a, 1/3), (x - sum(a))^j)/j!)) < 1e-30"})
    CHECK_MESSAGE(test::decision_on(a, statement, enclosure).reason == "", statement);
}
