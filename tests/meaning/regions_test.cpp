// Statements over regions: random ones about dropout, its regulariser and the derivatives of the logistic
// functions; and intervals of every kind. What the engine decides, the checker does too, and as exactly.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>
#include <string>
#include <vector>

#include "meaning/verdict_counts.hpp"

using namespace dropcert::meaning;

namespace {

class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  std::string statement() {
    const bool varies = below(3) == 0;
    const std::string d = varies ? "d" : pick({"1/2", "1/3", "9/10", "0.1"});
    const std::string domain =
        pick({"[0, 1]", "[-1, 1]", "real", "[0, oo)", "(0, oo)", "[1, oo)", "(0, 1)", "[-20, 20]"});
    const std::string head = fmt::format(
        "for w in {}{}: ", domain, varies ? ", d in " + pick({"(0, 1)", "[1/4, 3/4]", "(0, 1/2]"}) : "");
    if (below(8) == 0) return head + fmt::format("converges({}, {})", list(), d);
    const std::string right = below(4) == 0 ? term(d)
                                            : pick({"0", "1", "-1/10", "w^2", "w^2/8 + 1/100", "abs(w)",
                                                    "abs(w) + 1", "softplus(w)", "10", "1/4", "pi"});
    return head + fmt::format("{} {} {}", term(d), pick({"<=", ">=", "<", ">"}), right);
  }

 private:
  unsigned long below(unsigned long n) { return random_() % n; }
  std::string pick(const std::vector<std::string>& all) { return all[below(all.size())]; }

  std::string list() {
    std::string result;
    const unsigned long length = 1 + below(3);
    for (unsigned long i = 0; i < length; ++i)
      result += (i > 0 ? ", " : "") + pick({"w", "-w", "2*w", "w/2", "1", "-1", "1/2", "w + 1"});
    return "[" + result + "]";
  }

  std::string term(const std::string& d) {
    switch (below(8)) {
      case 0:
        return fmt::format("regulariser({}, {})", list(), d);
      case 1:
        return fmt::format("regulariser({}, {}, {})", list(), d, pick({"1", "-1/2", "w"}));
      case 2:
        return fmt::format("partial_regulariser({}, {}, {})", 2 + below(4), list(), d);
      case 3:
        return fmt::format("moment({}, {}, {})", list(), d, 1 + below(4));
      case 4:
        return fmt::format("deviation({}, {})", list(), d);
      case 5:
        return fmt::format("mean(x in dropout({}, {}), {})", list(), d,
                           pick({"softplus(x)", "x^2", "sigmoid(x)", "exp(-abs(x))", "abs(x)"}));
      case 6:
        return fmt::format("softplus_derivative({}, w)", below(6));
      default:
        return pick({"radius(w)", "sigmoid_derivative(4, w)"});
    }
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("what the engine decides of models over regions, the checker does too") {
  constexpr int statements = 60;
  Generator generator(2711);
  std::string ledger;
  for (int i = 0; i < statements; ++i)
    ledger += fmt::format("claim M{} \"\" printed {}\n", i, generator.statement());
  const VerdictCounts counts = check_verdicts(ledger, std::vector<bool>(statements, true));
  CHECK(counts.decided * 100 >= counts.statements * 85);
  CHECK(counts.proved * 5 >= counts.statements);
  CHECK(counts.verified * 100 >= counts.decided * 97);
}

TEST_CASE("intervals of every kind have the same exact verdicts") {
  std::string ledger;
  std::vector<bool> may_hold;
  for (const char* low : {"[", "("})
    for (const char* high : {"]", ")"})
      for (const char* ends : {"0, 1", "-1, 2", "1/3, 5", "0, pi"})
        for (const char* body :
             {"x < 10", "x^2 - x <= 40", "1/(x + 3) > 0", "x*pi > -7", "x != -5", "min(2, x) < 3"}) {
          ledger += fmt::format("claim I{} \"\" printed for x in {}{}{}: {}\n", may_hold.size(), low, ends,
                                high, body);
          may_hold.push_back(true);
        }
  const VerdictCounts counts = check_verdicts(ledger, may_hold);
  CHECK(counts.proved == counts.statements);
  CHECK(counts.verified == counts.statements);
}

TEST_CASE("a power of a root is its base for the root's own order alone") {
  std::string ledger;
  std::vector<bool> may_hold;
  // Beyond 2^24 exponents are not kept, beyond 2^31 they are other numbers in 32 bits.
  for (const char* order : {"2", "3", "2^24 + 2", "2^31 + 2", "2^32 + 2", "2^64 + 2", "10^30"})
    for (const char* domain : {"real", "[1, 2]"}) {
      ledger += fmt::format("claim R{} \"\" printed for x in {}: exp(log(3)/({}))^2*x = 3*x\n",
                            may_hold.size(), domain, order);
      may_hold.push_back(std::string(order) == "2");
    }
  const VerdictCounts counts = check_verdicts(ledger, may_hold);
  CHECK(counts.proved == 2);
  CHECK(counts.verified == counts.statements);
}
