// Work beyond the limits is refused with its place; a request to stop is heeded.
#include <thread>

#include "verify/support.hpp"

using namespace dropcert::language;
using namespace dropcert::verify;
using namespace dropcert::test;

TEST_CASE("astronomical ranges and numbers are refused at once") {
  struct {
    std::string text, part;
  } cases[] = {{"for i in 1..10^18: i > 0", "20000000 cases"},
               {"for i in 1..10^6, j in 1..10^6: i > 0", "20000000 cases"},
               {"for i in 1..10^6: (for j in 1..10^6: i > 0)", "20000000 cases"},
               {"sum(i = 1..10^15, i) > 0", "20000000 cases"},
               {"for i in 1..10^5: sum(j = 1..10^5, j) > 0", "20000000 cases"},
               {"sum(i = 1..10^5, prod(j = 1..10^5, j)) > 0", "20000000 cases"},
               {"for i in 10^30..10^31: i > 0", "beyond 2^61"},
               {"for i in -9223372036854775808..9223372036854775807: i > 0", "beyond 2^61"},
               {"for i in 9223372036854775806..9223372036854775807: i > 0", "beyond 2^61"},
               {"2^10^100 > 0", "beyond 64 bits"},
               {"p^(-9223372036854775808) = 0", "exponent"},
               {"(1 + p)^(10^6) = 0", "bits"},
               {"at(p^(10^9), 2) > 0", "bits"},
               {"(10^9)! > 0", "factorial"},
               {"stirling2(10^9, 3) > 0", "Stirling"},
               {"bell(10^9) > 0", "Bell"},
               {"bernoulli(10^9) > 0", "Bernoulli"},
               {"binomial(10^9, 10^8) > 0", "binomial"},
               {"binomial(10^10, 3) > 0", "beyond 1000000000"},
               {"moment([1], 1/2, 10^6) > 0", "moment"},
               {"D(p, 10^6) = 0", "derivative"}};
  for (const auto& one : cases) {
    CAPTURE(one.text);
    const auto& [text, part] = one;
    Finding finding = decided(text);
    CAPTURE(finding.reason);
    CHECK(finding.verdict == Verdict::undecided);
    CHECK(contains(finding.reason, "out of reach: "));
    CHECK(contains(finding.reason, part));
  }
}

TEST_CASE("a power that is too large to be written out is enclosed") {
  for (const char* text : {"2^(10^12) > 0", "10^10^10 > 10", "2^(-9223372036854775808) < 1e-100",
                           "pi^(2^40) > 2^(2^40)", "(1 + 1/2^40)^(2^40) < exp(1)"}) {
    CAPTURE(std::string(text));
    const Finding finding = decided(text);
    CHECK(finding.verdict == Verdict::holds);
    CHECK(finding.trust == Trust::enclosure);
  }
  CHECK(decided("prod(k = 1..30000, pi^10000) > 1").verdict == Verdict::holds);
  CHECK(decided("2^(2^40) = 2^(2^40) + 1").verdict == Verdict::undecided);
  CHECK(decided("2^(2^40) = 3^(2^40)").verdict == Verdict::refuted);
}

TEST_CASE("large numbers are tested for being prime as far as that is cheap") {
  CHECK(decided("isprime(2^1000 - 1)").verdict == Verdict::refuted);
  CHECK(decided("isprime((10^5)! + 1)").verdict == Verdict::undecided);
  CHECK(contains(reason("isprime(2^86243 - 1)"), "at most 20000 bits are tested"));
}

TEST_CASE("a number layer's refusal is a reason, and ends no more than its statement") {
  const Finding finding = decided("for x in [0, 10^9]: sin(x) * sin(x * sqrt(2)) < 0.9999999999");
  CHECK(finding.verdict == Verdict::undecided);
  CHECK(contains(finding.reason,
                 "the sides of 'sin(x) * sin(x * sqrt(2)) < 0.9999999999' differ by less than"));
}

TEST_CASE("a law of many values") {
  Policy policy;
  policy.limits.atoms = 100;
  std::string ten = "[1, 2, 4, 8, 16, 32, 64, 128, 256, 512]";
  CHECK(contains(reason("mean(x in dropout(" + ten + ", 1/2), x) = 1023", policy),
                 "a law of more than 100 values"));
  policy.limits.atoms = 2000;
  CHECK(decided("mean(x in dropout(" + ten + ", 1/2), x) = 1023", policy).verdict == Verdict::holds);
  // Equal values are one: 50 equal contributions have 51 values.
  std::string equal = "1";
  for (int i = 1; i < 50; ++i) equal += ", 1";
  CHECK(decided("mean(x in dropout([" + equal + "], 1/3), x) = 50", policy).verdict == Verdict::holds);
}

TEST_CASE("steps, number sizes and indices are limited as asked") {
  Policy policy;
  policy.limits.steps = 10'000;
  CHECK(contains(reason("sum(i = 1..100000, i) > 0", policy), "more than 10000 steps"));
  CHECK(decided("sum(i = 1..1000, i) = 500500", policy).verdict == Verdict::holds);
  CHECK(contains(reason("sum(i = 1..1000, (2^(10^6))^2) > 0", policy),
                 "more than 10000 steps"));  // weighted by size
  policy = Policy();
  policy.limits.number_bits = 1000;
  CHECK(contains(reason("prod(k = 1..400, k) > 0", policy), "at most 1000"));
  CHECK(contains(reason("(1 + p)^500 = 0", policy), "at most 1000"));
  CHECK(decided("2^300 > 0", policy).verdict == Verdict::holds);
  policy = Policy();
  policy.limits.index = 100;
  CHECK(contains(reason("bell(101) > 0", policy), "beyond 100"));
  CHECK(decided("bell(100) > 0", policy).verdict == Verdict::holds);
  policy = Policy();
  policy.limits.pieces = 10;
  CHECK(decided("for x in [1, 100]: x * sin(1/x) + cos(7 * x) < 2.001", policy).verdict ==
        Verdict::undecided);
}

TEST_CASE("definitions of definitions do not exhaust the stack") {
  std::string text = "where f0(x) = x + 1\n";
  for (int i = 1; i <= 60; ++i) {
    std::string previous = "f" + std::to_string(i - 1);
    std::string body = previous + "(x)";
    for (int depth = 0; depth < 200; ++depth) body = "(" + body + ") + 0";
    text += "where f" + std::to_string(i) + "(x) = " + body + "\n";
  }
  text += "claim A \"a\" printed f60(1) = 2\n";
  Ledger ledger = parse_ledger(text, "l");
  CHECK_THROWS_AS(check_ledger(ledger), SourceError);  // refused there already
  std::vector<const Definition*> definitions;
  for (const Definition& definition : ledger.definitions) definitions.push_back(&definition);
  std::string sentence;
  std::thread([&] {  // the stack of a thread may be smaller than that of the program
    try {
      sentence = decide(ledger.claims[0].statements[0].tree, {}, definitions, "l", Policy()).reason;
    } catch (const std::exception& error) {
      sentence = error.what();
    }
  })
      .join();
  CHECK(contains(sentence, "nested deeper than"));
}

TEST_CASE("the deepest expression that is read is also evaluated") {
  std::string text = "x";
  for (int i = 0; i < 190; ++i) text = "(" + text + " + 1)";
  CHECK(verdict("for x in 1..2: " + text + " = x + 190") == Verdict::holds);
  std::string chain = "1";
  for (int i = 0; i < 900; ++i) chain += " + 1";
  CHECK(verdict(chain + " = 901") == Verdict::holds);
}

TEST_CASE("interruption") {
  std::atomic<bool> stop = true;
  Policy policy;
  policy.stop = &stop;
  CHECK_THROWS_AS(decided("1 = 1", policy), Interrupted);
  stop = false;
  std::thread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    stop = true;
  });
  CHECK_THROWS_AS(decided("for i in 1..4000, j in 1..4000: i * j > 0", policy), Interrupted);
  later.join();
}

TEST_CASE("a chain of definitions exhausts neither the stack nor the time, however long it is") {
  for (const int length : {100, 700, 4000}) {
    std::string ledger = "where a0 = 1\n";
    for (int i = 1; i <= length; ++i) {
      const std::string before = "a" + std::to_string(i - 1);
      ledger += "where a" + std::to_string(i) + " = if(" + before + " = 1, " + before + ", " + before + ")\n";
    }
    const Finding finding = in_ledger(ledger, "a" + std::to_string(length) + " = 1");
    CHECK(finding.verdict == (length == 100 ? Verdict::holds : Verdict::undecided));
  }
}
