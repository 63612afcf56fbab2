// A statement over a region taken apart: by its comparisons, by squares, and by the closed ends of an
// interval.
#include <algorithm>

#include "check/region.hpp"

namespace dropcert::check {

using namespace language;

namespace {

// The factors of a product with square roots: what is under them, and the rest.
struct Factors {
  std::vector<Node> under_roots;
  Node square;                 // of the product
  Node rest = number_node(1);  // without the roots, which are not negative
};

Factors factors_of(const Node& side, bool knows_roots) {
  if (knows_roots && side.kind == Kind::call && side.name == "sqrt")
    return {{side.children[0]}, side.children[0]};
  if (side.kind == Kind::negate) {
    Factors all = factors_of(side.children[0], knows_roots);
    all.rest = node_of(Kind::negate, {all.rest});
    return all;
  }
  if (side.kind != Kind::multiply && side.kind != Kind::divide)
    return {{}, node_of(Kind::power, {side, number_node(2)}), side};
  Factors all = factors_of(side.children[0], knows_roots);
  const Factors others = factors_of(side.children[1], knows_roots);
  all.under_roots.insert(all.under_roots.end(), others.under_roots.begin(), others.under_roots.end());
  all.square = node_of(side.kind, {all.square, others.square});
  all.rest = node_of(side.kind, {all.rest, others.rest});
  return all;
}

}  // namespace

// Whether it is all that a quantifier says by itself, of each of its elements.
bool Evaluator::may_be_taken_apart(const Region& region) const {
  return region.is_outermost && pieces_ == 0 && !chart_ && region.node.kind == Kind::quantifier &&
         !region.node.wherever_defined && region.last == region.node.binders.size();
}

// A chain, or `and`, for all points: each of its comparisons for all points, in order. Nothing if one of them
// is not decided.
std::optional<Truth> Evaluator::by_links(const Region& region) {
  const Node& body = region.node.children[0];
  const bool is_chain = body.kind == Kind::relation && body.relations.size() > 1;
  if (!may_be_taken_apart(region) || (!is_chain && body.kind != Kind::conjunction)) return std::nullopt;
  Truth all = nothing_wrong;
  Node part = region.node;
  for (std::size_t i = 0; i < (is_chain ? body.relations.size() : body.children.size()); ++i) {
    part.children[0] = is_chain ? relation_node(body.children[i], body.relations[i], body.children[i + 1])
                                : body.children[i];
    const Truth found = outermost_region(part, region.first);
    if (found.fails() && !found.by_domain) return found;
    if (!found.holds()) return std::nullopt;
    all = both(all, [&] { return found; });
  }
  return all;
}

// small <= great, products with square roots: what is under these is not negative, nor is the rest of the
// great one, and the squares compare likewise.
std::optional<Truth> Evaluator::by_squares(const Region& region) {
  const Node& body = region.node.children[0];
  if (!may_be_taken_apart(region) || body.kind != Kind::relation || body.relations.size() != 1)
    return std::nullopt;
  const Relation relation = body.relations[0];
  if (!says_order(relation)) return std::nullopt;
  const bool rises = says_less(relation);
  const Factors small = factors_of(body.children[rises ? 0 : 1], is_of_language("sqrt"));
  const Factors great = factors_of(body.children[rises ? 1 : 0], is_of_language("sqrt"));
  if (small.under_roots.empty() && great.under_roots.empty()) return std::nullopt;
  Node all = relation_node(small.square, rises ? relation : converse(relation), great.square);
  const auto add = [&all](const Node& term) {
    all = node_of(Kind::conjunction, {relation_node(term, Relation::greater_equal, number_node(0)), all});
  };
  add(great.rest);
  for (const Factors* side : {&small, &great})
    for (const Node& term : side->under_roots) add(term);
  Node squares = region.node;
  squares.children[0] = std::move(all);
  const Truth found = outermost_region(squares, region.first);
  return found.holds() ? std::optional(found) : std::nullopt;
}

// The first interval with a closed end that is written as a number: at its ends, and between them, each by
// itself.
std::optional<Truth> Evaluator::by_faces(const Region& region) {
  if (!may_be_taken_apart(region)) return std::nullopt;
  for (std::size_t axis = 0; axis < region.size(); ++axis) {
    const Binder& binder = region.binder(axis);
    const Domain& domain = binder.domain;
    if (domain.kind != DomainKind::interval) continue;
    const std::optional<mpq_class> low = written_number(domain.terms[0]);
    const std::optional<mpq_class> high = written_number(domain.terms[1]);
    const bool is_split[] = {low && !domain.low_open, high && !domain.high_open};
    if (!is_split[0] && !is_split[1]) continue;
    const auto namesakes = std::count_if(
        region.node.binders.begin(), region.node.binders.end(),
        [&](const Binder& b) { return std::count(b.names.begin(), b.names.end(), binder.names[0]) > 0; });
    if (namesakes > 1 || (low && high && *low >= *high)) return std::nullopt;
    Node inside = region.node;
    Domain& between = inside.binders[region.first + axis].domain;
    between.low_open = domain.low_open || is_split[0];
    between.high_open = domain.high_open || is_split[1];
    Truth all = outermost_region(inside, region.first);
    for (std::size_t end = 0; end < 2 && all.holds(); ++end) {
      if (!is_split[end]) continue;
      // The number in the place of the name where that is in sight: not in the domains before.
      const auto at_end = [&](const Node& term) {
        return with_values(term, {{binder.names[0], domain.terms[end]}});
      };
      Node face = region.node;
      const auto place = face.binders.begin() + static_cast<std::ptrdiff_t>(region.first + axis);
      for (auto later = face.binders.erase(place); later != face.binders.end(); ++later)
        for (Node& term : later->domain.terms) term = at_end(term);
      face.children[0] = at_end(face.children[0]);
      all = both(all, [&] {
        return face.binders.size() == region.first ? truth(face.children[0])
                                                   : outermost_region(face, region.first);
      });
    }
    return all.holds() ? std::optional(all) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace dropcert::check
