#include "language/grouping.hpp"

#include <doctest/doctest.h>

#include "language/parser.hpp"
#include "language/print.hpp"

namespace dropcert::language {

namespace {

Node tree_of(const std::string& statement) {
  return parse_ledger("claim A \"\" printed " + statement + "\n", "grouping")
      .claims.at(0)
      .statements.at(0)
      .tree;
}

std::string joined_text(const std::string& statement) {
  return to_text(joined(tree_of(statement)));
}

}  // namespace

TEST_CASE("a region right inside a region is one group") {
  const struct {
    const char* text;
    const char* joined;
  } table[] = {
      {"for x in [0, 1]: for y in [0, x]: x < y", "for x in [0, 1], y in [0, x]: x < y"},
      {"for x in real: for n in 1..oo: for y in [0, n): x < y",
       "for x in real, n in 1..oo, y in [0, n): x < y"},
      {"for n in 1..3, x in real: for a in real^2: x < a[1]",
       "for n in 1..3, x in real, a in real^2: x < a[1]"},
      {"1 < 2 and (for x in real: for y in real: x < y)", "1 < 2 and (for x in real, y in real: x < y)"},
      {"for x in real: for y in real, n in 1..2: for z in real: x < y",
       "for x in real, y in real, n in 1..2: for z in real: x < y"},
  };
  for (const auto& entry : table) {
    CAPTURE(entry.text);
    CHECK(joined_text(entry.text) == entry.joined);
    CHECK(joined(tree_of(entry.text)) == tree_of(entry.joined));
  }
}

TEST_CASE("what is not one group stays as it is") {
  for (const char* text : {
           "for x in [0, 1]: for x in [0, x]: x < 1",
           "for x in [0, 1], y in [0, 1]: for z in [0, 1], x in [0, z]: x < y",
           "for x in [0, 1] wherever defined: for y in [0, x]: x < y",
           "for x in [0, 1]: for y in [0, x] wherever defined: x < y",
           "for x in [0, 1]: some y in [0, x] by x: x <= y",
           "some x in [0, 1] by 1: for y in [0, x]: y <= x",
           "for n in 1..3: for y in [0, n]: y <= n",
           "for x in [0, 1]: for n in 1..3: x <= n",
           "for x in [0, 1]: x < 2 and (for y in [0, x]: y <= x)",
           "for x in [0, 1]: not (for y in [0, x]: y <= x)",
       }) {
    CAPTURE(text);
    CHECK(joined(tree_of(text)) == tree_of(text));
    CHECK(continuation(tree_of(text)) == nullptr);
  }
}

TEST_CASE("the names up to the end of the first group of regions") {
  CHECK(names_to_region(tree_of("1 < 2")) == 0);
  CHECK(names_to_region(tree_of("for n in 1..3, (a, b) in {(1, 2)}: a < b")) == 3);
  CHECK(names_to_region(tree_of("for (a, b) in {(1, 2)}, x in real: for y in [0, x]: a < b")) == 3);
  CHECK(names_to_region(tree_of("for (a, b) in {(1, 2)}, x in real, y in [0, x]: a < b")) == 4);
  CHECK(names_to_region(tree_of("for n in 1..3: for x in real, k in 1..2, y in real: x < y")) == 2);
  CHECK(names_to_region(tree_of("for n in 1..3: for y in real wherever defined: n < y")) == 1);
}

}  // namespace dropcert::language
