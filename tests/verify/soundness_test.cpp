// Properties that no defect of precision may break, on random terms and statements: what is found at one
// precision agrees with what is found at another.
#include <optional>

#include "verify/random_text.hpp"
#include "verify/support.hpp"

using namespace dropcert::exact;
using namespace dropcert::ball;
using namespace dropcert::language;
using namespace dropcert::verify;
using namespace dropcert::test;

namespace {

Limits small_limits() {
  Limits limits;
  limits.steps = 200'000;
  limits.cases = 10'000;
  limits.number_bits = 1 << 14;
  limits.index = 200;
  return limits;
}

enum class End { value, undefined, unsupported, too_large, refused };

struct Evaluation {
  End end = End::refused;
  std::optional<Ball> ball;  // of a number that surely is one
  std::optional<Rational> exact;
};

Evaluation evaluation(const std::string& text, long precision) {
  try {
    Node term = parsed(text);
    Program program = compile(term, no_names());
    Limits limits = small_limits();
    Machine machine(program, limits, nullptr);
    machine.set_precision(Bits{precision});
    Value value = machine.value(program.body);
    Evaluation result{End::value, machine.arithmetic().ball(value), {}};
    if (machine.is_doubtful()) result.ball.reset();
    if (const auto* rational = get_if<Rational>(value)) result.exact = *rational;
    return result;
  } catch (const Undefined&) {
    return {End::undefined, {}, {}};
  } catch (const TooLarge&) {
    return {End::too_large, {}, {}};
  } catch (const Unsupported&) {
    return {End::unsupported, {}, {}};
  } catch (const BudgetSpent&) {
    return {End::too_large, {}, {}};
  } catch (const SourceError&) {
    return {End::refused, {}, {}};
  }
}

std::optional<Verdict> verdict_within(const std::string& text, long first, long last) {
  Policy policy = bits(first, last);
  policy.limits = small_limits();
  policy.digits = 5;
  try {
    return decided(text, policy).verdict;
  } catch (const SourceError&) {
    return std::nullopt;
  }
}

}  // namespace

TEST_CASE("a term's enclosures at 64, 128 and 1024 bits have a number in common") {
  RandomText random(2001);
  int finite = 0;
  int undefined = 0;
  for (int i = 0; i < 4000; ++i) {
    std::string text = random.term(1 + i % 4);
    CAPTURE(text);
    Evaluation low = evaluation(text, 64);
    Evaluation middle = evaluation(text, 128);
    Evaluation high = evaluation(text, 1024);
    for (const Evaluation* one : {&low, &middle}) {
      if (one->exact && high.exact) CHECK(*one->exact == *high.exact);
      if (one->ball && high.ball && one->ball->is_finite() && high.ball->is_finite()) {
        CHECK(overlaps(*one->ball, *high.ball));
        ++finite;
      }
      // "Undefined" is certain: no precision gives a number.
      if (one->end == End::undefined) CHECK_FALSE((high.ball && high.ball->is_finite()));
      if (high.end == End::undefined) CHECK_FALSE((one->ball && one->ball->is_finite()));
      undefined += one->end == End::undefined;
    }
  }
  CHECK(finite > 3000);  // the generator has not lost its way
  CHECK(undefined > 300);
}

TEST_CASE("no verdict contradicts one at a higher precision") {
  RandomText random(2002);
  int counts[3] = {0, 0, 0};
  for (int i = 0; i < 4000; ++i) {
    std::string text = random.statement(1 + i % 4);
    CAPTURE(text);
    std::optional<Verdict> low = verdict_within(text, 64, 64);
    std::optional<Verdict> doubling = verdict_within(text, 64, 1024);
    std::optional<Verdict> high = verdict_within(text, 1024, 1024);
    auto agree = [](std::optional<Verdict> a, std::optional<Verdict> b) {
      return !a || !b || a == b || a == Verdict::undecided || b == Verdict::undecided;
    };
    CHECK(agree(low, doubling));
    CHECK(agree(low, high));
    CHECK(agree(doubling, high));
    if (doubling) ++counts[static_cast<int>(*doubling)];
  }
  CHECK(counts[0] > 500);
  CHECK(counts[1] > 500);
  CHECK(counts[2] > 50);  // fewer as more is decided
}

TEST_CASE("a statement and its negation are not both found to hold, nor both refuted where all is defined") {
  RandomText random(2003);
  int opposite = 0;
  for (int i = 0; i < 1500; ++i) {
    std::string text = random.statement(1 + i % 3);
    CAPTURE(text);
    Policy policy = bits(64, 256);
    policy.limits = small_limits();
    try {
      Finding plain = decided(text, policy);
      Finding negated = decided("not (" + text + ")", policy);
      CHECK_FALSE((plain.verdict == Verdict::holds && negated.verdict == Verdict::holds));
      if (plain.verdict != Verdict::refuted || negated.verdict != Verdict::refuted) {
        opposite += plain.verdict != negated.verdict;
        continue;
      }
      REQUIRE(negated.counterexample);
      CHECK_FALSE(negated.counterexample->undefined.empty());
    } catch (const SourceError&) {
    }
  }
  CHECK(opposite > 500);
}

TEST_CASE("a real interval: what holds on it holds at its points, what is refuted fails at the point named") {
  RandomText random(2004);
  int holds = 0;
  int refuted = 0;
  for (int i = 0; i < 400; ++i) {
    std::string left = random.closed_form(1 + i % 3);
    std::string right = random.closed_form(i % 2);
    mpq_class low = random.random().rational();
    mpq_class high = low + abs(random.random().rational()) + mpq_class(1, 8);
    std::string body = "(" + left + ") <= (" + right + ") + 1/7";
    std::string y = "for y in {" + text(random.random().rational()) + "}, x in ";
    std::string on_interval = y + "[" + text(low) + ", " + text(high) + "]: " + body;
    CAPTURE(on_interval);
    Policy policy = bits(64, 256);
    policy.limits = small_limits();
    policy.limits.pieces = 300;
    Finding finding;
    try {
      finding = decided(on_interval, policy);
    } catch (const SourceError&) {
      continue;
    }
    if (finding.verdict == Verdict::refuted) {
      REQUIRE(finding.counterexample);
      std::string point = finding.counterexample->assignment.at(1).second;
      Rational x = *get_if<Rational>(value(point));
      CHECK(x >= Rational(low.get_mpq_t()));
      CHECK(x <= Rational(high.get_mpq_t()));
      CHECK(verdict_within(y + "{" + point + "}: " + body, 64, 512) == Verdict::refuted);
      ++refuted;
    }
    if (finding.verdict == Verdict::holds) {
      for (int k = 0; k <= 8; ++k) {
        std::string point = text(low + mpq_class(k, 8) * (high - low));
        CHECK(verdict_within(y + "{" + point + "}: " + body, 64, 512) != Verdict::refuted);
      }
      ++holds;
    }
  }
  CHECK(holds > 50);
  CHECK(refuted > 50);
}
