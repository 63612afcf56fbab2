#include "verify/region_comparison.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "verify/written_terms.hpp"

namespace dropcert::verify {

using namespace language;

std::optional<RegionComparison> region_comparison(const Node& statement, const Meanings& meanings) {
  if (statement.kind != Kind::quantifier || statement.wherever_defined) return std::nullopt;
  const Node& body = statement.children[0];
  if (body.kind != Kind::relation || body.relations.size() != 1 || !says_order(body.relations[0]))
    return std::nullopt;
  std::set<std::string> names;
  for (const Binder& binder : statement.binders)
    if (!is_region(binder.domain.kind) || !names.insert(binder.names[0]).second) return std::nullopt;
  if (meanings.may_be_of_p(statement)) return std::nullopt;
  const auto written = [&](const Node& side) {
    return with_definitions_written(side, statement, meanings, [](const Node&) { return true; });
  };
  const bool rises = says_less(body.relations[0]);
  return RegionComparison{written(body.children[rises ? 0 : 1]), written(body.children[rises ? 1 : 0]),
                          says_strictly(body.relations[0])};
}

namespace {

// The body alone, if no variable is left.
Node without_empty_head(Node statement) {
  return statement.binders.empty() ? Node(statement.children[0]) : std::move(statement);
}

}  // namespace

Node for_all(const Node& statement, Node body, const Meanings& meanings) {
  Node result = statement;
  result.children[0] = std::move(body);
  const auto has_values = [&](const Domain& domain) {
    return std::all_of(domain.terms.begin(), domain.terms.end(), [&](const Node& end) {
      return end.kind == Kind::infinity || surely_has_value(end, meanings);
    });
  };
  for (std::size_t i = result.binders.size(); i-- > 0;) {
    const std::string name = result.binders[i].names[0];
    if (!mentions(result.children[0], name) && !is_in_domains(result, name) &&
        has_values(result.binders[i].domain))
      result.binders.erase(result.binders.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return without_empty_head(std::move(result));
}

Node at_place(const Node& statement, std::size_t i, const Node& place, const Node& small, Relation relation,
              const Node& great) {
  const auto there = [&](const Node& side) {
    if (is_captured(place, side)) throw NoRule();
    return with_values(side, {{statement.binders[i].names[0], place}});
  };
  Node result = statement;
  result.binders.erase(result.binders.begin() + static_cast<std::ptrdiff_t>(i));
  result.children[0] = relation_node(there(small), relation, there(great));
  return without_empty_head(std::move(result));
}

void require_defined(std::vector<Node>& way, const Node& statement, const Node& term,
                     const Meanings& meanings) {
  if (!surely_has_value(term, meanings))
    way.push_back(for_all(statement, relation_node(term, Relation::equal, term), meanings));
}

}  // namespace dropcert::verify
