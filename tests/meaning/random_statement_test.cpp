// The random statements are of the language, and varied.
#include <doctest/doctest.h>

#include <map>
#include <string>

#include "language/check.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"
#include "meaning/random_statement.hpp"
#include "meaning/small_evaluator.hpp"

using namespace dropcert;
using namespace dropcert::language;
using namespace dropcert::meaning;

TEST_CASE("random statements are printed as they are read, and come out in every way") {
  std::size_t statements = 0;
  std::map<std::string, std::size_t> outcomes;
  std::map<std::string, std::size_t> constructs;
  for (unsigned seed = 0; seed < 60; ++seed) {
    testing::Random random(seed);
    const RandomLedger drawn = random_ledger(random, 50);
    for (std::size_t i = 0; i < drawn.ledger.claims.size(); ++i) {
      const Claim& claim = drawn.ledger.claims[i];
      const Node& tree = claim.statements[0].tree;
      const std::string text = to_text(tree);
      CAPTURE(text);
      CHECK(parse_expression(text, "again") == tree);
      const Outcome outcome = evaluate(drawn.ledger, claim, tree);
      ++statements;
      ++outcomes[!outcome.is_known()           ? "unknown"
                 : outcome.may_be_undefined    ? "undefined"
                 : outcome.may_be_false        ? "false"
                 : !outcome.may_be_substantial ? "vacuous"
                                               : "true"];
      for (const std::string& construct : drawn.constructs[i])
        if (outcome.is_known()) ++constructs[construct];
    }
  }
  for (const auto& [outcome, count] : outcomes) MESSAGE(outcome, ": ", count);
  for (const auto& [construct, count] : constructs) MESSAGE(construct, ": ", count);
  for (const char* outcome : {"true", "false", "undefined", "vacuous"})
    CHECK(outcomes[outcome] * 20 > statements);
}
