#include "verify/squares.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace dropcert::verify {

using namespace language;

namespace {

bool is_product(const Node& side) {
  return side.kind == Kind::multiply || side.kind == Kind::divide || side.kind == Kind::negate;
}

bool is_root(const Node& side, const Meanings& meanings) {
  return side.kind == Kind::call && side.name == "sqrt" && meanings.is_of_language("sqrt") &&
         !meanings.is_variable("sqrt");
}

bool has_root(const Node& side, const Meanings& meanings) {
  return is_root(side, meanings) ||
         (is_product(side) && std::any_of(side.children.begin(), side.children.end(),
                                          [&](const Node& part) { return has_root(part, meanings); }));
}

struct Squared {
  Node square;
  Node rest;  // without the roots, with the sign of the side
  std::vector<Node> under_roots;
};

Squared squared(const Node& side, const Meanings& meanings) {
  if (is_root(side, meanings)) return {side.children[0], number_node(1), {side.children[0]}};
  std::vector<Node> squares, rests;
  Squared whole;
  for (std::size_t i = 0; is_product(side) && i < side.children.size(); ++i) {
    Squared part = squared(side.children[i], meanings);
    squares.push_back(std::move(part.square));
    rests.push_back(std::move(part.rest));
    std::move(part.under_roots.begin(), part.under_roots.end(), std::back_inserter(whole.under_roots));
  }
  if (whole.under_roots.empty()) return {node_of(Kind::power, {side, number_node(2)}), side, {}};
  whole.square = side.kind == Kind::negate ? squares[0] : node_of(side.kind, std::move(squares));
  whole.rest = node_of(side.kind, std::move(rests));
  return whole;
}

}  // namespace

std::optional<Node> compared_by_squares(const Node& left, Relation relation, const Node& right,
                                        const Meanings& meanings) {
  const bool is_less = says_less(relation);
  if (!is_less && relation != Relation::greater && relation != Relation::greater_equal) return std::nullopt;
  if (!has_root(left, meanings) && !has_root(right, meanings)) return std::nullopt;
  const Squared less = squared(is_less ? left : right, meanings);
  const Squared greater = squared(is_less ? right : left, meanings);
  Node all = relation_node(less.square, is_less ? relation : converse(relation), greater.square);
  const auto add = [&all](const Node& term) {
    all = node_of(Kind::conjunction, {relation_node(term, Relation::greater_equal, number_node(0)), all});
  };
  add(greater.rest);
  for (const auto* side : {&less, &greater})
    for (const Node& term : side->under_roots) add(term);
  return all;
}

}  // namespace dropcert::verify
