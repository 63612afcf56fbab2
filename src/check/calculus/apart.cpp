// A statement over a region taken apart: by its comparisons, and by the closed ends of an interval.
#include <algorithm>

#include "check/region.hpp"

namespace dropcert::check {

using namespace language;

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

// The first interval with a closed end that is written as a number: at its ends, and between them, each by
// itself.
std::optional<Truth> Evaluator::by_faces(const Region& region) {
  if (!may_be_taken_apart(region)) return std::nullopt;
  for (std::size_t axis = 0; axis < region.size(); ++axis) {
    const Binder& binder = region.binder(axis);
    const Domain& domain = binder.domain;
    if (domain.kind != DomainKind::interval) continue;
    const bool is_split[] = {domain.terms[0].kind == Kind::number && !domain.low_open,
                             domain.terms[1].kind == Kind::number && !domain.high_open};
    if (!is_split[0] && !is_split[1]) continue;
    const bool are_numbers = domain.terms[0].kind == Kind::number && domain.terms[1].kind == Kind::number;
    const auto namesakes = std::count_if(
        region.node.binders.begin(), region.node.binders.end(),
        [&](const Binder& b) { return std::count(b.names.begin(), b.names.end(), binder.names[0]) > 0; });
    if (namesakes > 1 || (are_numbers && domain.terms[0].number >= domain.terms[1].number))
      return std::nullopt;
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
