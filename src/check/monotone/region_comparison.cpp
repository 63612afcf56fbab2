#include "check/monotone/region_comparison.hpp"

#include <algorithm>

namespace dropcert::check {

using namespace language;

Node RegionComparison::at(std::size_t axis, const Node& place, const Node& less, Relation relation,
                          const Node& more) const {
  Node there = statement;
  there.binders.erase(there.binders.begin() + static_cast<std::ptrdiff_t>(axis));
  const Node both = relation_node(less, relation, more);
  if (is_captured(place, both)) throw NoRule();
  there.children[0] = with_values(both, {{name_of(axis), place}});
  return there;
}

Node RegionComparison::of_all(const Node& less, Relation relation, const Node& more) const {
  const auto has_value = [&](const Node& end) {
    return end.kind == Kind::infinity || is_polynomial(end, [&](const std::string& name) {
             return binds(statement, name) || name == "pi";
           });
  };
  Node all = statement;
  all.children[0] = relation_node(less, relation, more);
  for (std::size_t i = end(); i-- > first;) {
    const std::vector<Node>& ends = all.binders[i].domain.terms;
    const bool is_needed = mentions(all.children[0], name_of(i)) || is_in_domains(all, name_of(i)) ||
                           !std::all_of(ends.begin(), ends.end(), has_value);
    if (!is_needed) all.binders.erase(all.binders.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return all;
}

void RegionComparison::add_definedness(std::vector<Node>& all) const {
  for (const Node* side : {&small, &great}) all.push_back(of_all(*side, Relation::equal, *side));
}

// Whether the region is all that the statement is, and its body one comparison.
bool Evaluator::may_be_compared(const Region& region) const {
  const Node& body = region.node.children[0];
  if (!may_be_taken_apart(region) || body.kind != Kind::relation || body.relations.size() != 1 ||
      !says_order(body.relations[0]) || reaches_p(region.node))
    return false;
  for (std::size_t i = 0; i < region.size(); ++i)
    if (!is_region(region.binder(i).domain.kind) || binds_within(body, region.binder(i).names[0]))
      return false;
  return true;
}

RegionComparison Evaluator::compared(const Region& region) {
  const Node& body = region.node.children[0];
  const auto written = [&](std::size_t side) {
    return Writing{*this, region.node, true}.written(body.children[side], {}, std::nullopt);
  };
  const bool rises = says_less(body.relations[0]);
  return {region.node, region.first, written(rises ? 0 : 1), written(rises ? 1 : 0),
          says_strictly(body.relations[0])};
}

}  // namespace dropcert::check
