// parse(print(t)) = t on random trees that use every kind of node.
#include <doctest/doctest.h>

#include <string>

#include "language/parser.hpp"
#include "language/print.hpp"
#include "language/random_tree.hpp"

using namespace dropcert;
using namespace dropcert::language;

TEST_CASE("a printed tree is read back equal") {
  test::RandomTree random(20261123);
  for (int i = 0; i < 5000; ++i) {
    Node tree = i % 2 ? random.statement(i % 6) : random.term(i % 6);
    std::string text = to_text(tree);
    CAPTURE(text);
    REQUIRE(parse_expression(text, "t") == tree);
    CHECK_FALSE(to_latex(tree).empty());
  }
}
