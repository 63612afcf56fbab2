// The table of tricky statements against the small evaluator.
#include <doctest/doctest.h>

#include <string>

#include "language/parser.hpp"
#include "language/print.hpp"
#include "meaning/small_evaluator.hpp"
#include "meaning/tricky_statements.hpp"

using namespace dropcert::language;
using namespace dropcert::meaning;

TEST_CASE("the small evaluator reads the tricky statements as they are meant") {
  const Ledger ledger = tricky_ledger();
  REQUIRE(tricky_statements().size() >= 120);
  std::size_t known = 0;
  for (std::size_t i = 0; i < ledger.claims.size(); ++i) {
    const TrickyStatement& entry = tricky_statements()[i];
    CAPTURE(std::string(entry.text));
    CAPTURE(std::string(entry.why));
    const Node& tree = ledger.claims[i].statements[0].tree;
    const Outcome outcome = evaluate(ledger, ledger.claims[i], tree);
    if (outcome.is_known()) ++known;
    switch (entry.expected) {
      case Expected::holds:
        CHECK((outcome.may_be_true && outcome.may_be_substantial));
        break;
      case Expected::vacuous:
        CHECK((outcome.may_be_true && outcome.may_be_vacuous));
        break;
      case Expected::fails:
        CHECK(outcome.may_be_false);
        break;
      case Expected::undefined:
        CHECK(outcome.may_be_undefined);
        break;
    }
    CHECK(parse_expression(to_text(tree), "again") == tree);
  }
  MESSAGE(known, " of ", ledger.claims.size(), " are known to the small evaluator");
}
