#include "verify/squares.hpp"

#include <utility>
#include <vector>

namespace dropcert::verify {

using namespace language;

namespace {

struct Squared {
  Node square;
  std::vector<Node> under_roots;
  std::optional<Node> sign;  // what has the sign of the side; if nothing, that is not negative
};

Squared squared(const Node& side, const Meanings& meanings) {
  const auto part = [&](std::size_t i) { return squared(side.children[i], meanings); };
  if (side.kind == Kind::call && side.name == "sqrt" && side.children.size() == 1 &&
      meanings.is_of_language("sqrt") && !meanings.is_variable("sqrt"))
    return {side.children[0], {side.children[0]}, std::nullopt};
  if (side.kind == Kind::negate) {
    Squared result = part(0);
    if (result.under_roots.empty()) return {node_of(Kind::power, {side, number_node(2)}), {}, side};
    result.sign = node_of(Kind::negate, {result.sign ? *result.sign : number_node(1)});
    return result;
  }
  if (side.kind == Kind::multiply || side.kind == Kind::divide) {
    Squared a = part(0);
    Squared b = part(1);
    if (!a.under_roots.empty() || !b.under_roots.empty()) {
      a.under_roots.insert(a.under_roots.end(), b.under_roots.begin(), b.under_roots.end());
      if (a.sign && b.sign)
        a.sign = node_of(side.kind, {*std::move(a.sign), *std::move(b.sign)});
      else if (b.sign)
        a.sign = side.kind == Kind::multiply ? std::move(b.sign)
                                             : node_of(Kind::divide, {number_node(1), *std::move(b.sign)});
      a.square = node_of(side.kind, {std::move(a.square), std::move(b.square)});
      return a;
    }
  }
  return {node_of(Kind::power, {side, number_node(2)}), {}, side};
}

}  // namespace

std::optional<Node> compared_by_squares(const Node& left, Relation relation, const Node& right,
                                        const Meanings& meanings) {
  const bool is_less = relation == Relation::less || relation == Relation::less_equal;
  if (!is_less && relation != Relation::greater && relation != Relation::greater_equal) return std::nullopt;
  const Squared less = squared(is_less ? left : right, meanings);
  const Squared greater = squared(is_less ? right : left, meanings);
  if (less.under_roots.empty() && greater.under_roots.empty()) return std::nullopt;
  Node all = relation_node(less.square, is_less ? relation : converse(relation), greater.square);
  const auto add = [&all](const Node& term) {
    all = node_of(Kind::conjunction, {relation_node(term, Relation::greater_equal, number_node(0)), all});
  };
  if (greater.sign) add(*greater.sign);
  for (const auto* side : {&less, &greater})
    for (const Node& term : side->under_roots) add(term);
  return all;
}

}  // namespace dropcert::verify
