// Premises that bound a variable by a number or another variable, as ends of its domain: x > c implies A is
// true for all other x.
#include <algorithm>
#include <optional>

#include "check/region.hpp"

namespace dropcert::check {

using namespace language;

namespace {

// The place of the only binder of the name, a real number of which no domain speaks.
std::optional<std::size_t> place_of(const Node& statement, const Node& name) {
  std::optional<std::size_t> place;
  if (name.kind != Kind::name) return place;
  if (is_in_domains(statement, name.name)) return std::nullopt;
  for (std::size_t i = 0; i < statement.binders.size(); ++i) {
    const Binder& binder = statement.binders[i];
    if (std::count(binder.names.begin(), binder.names.end(), name.name) == 0) continue;
    if (place || binder.names.size() != 1 || !is_region(binder.domain.kind)) return std::nullopt;
    place = i;
  }
  return place;
}

// The part of the domain where that is so; nullopt if there may be none.
std::optional<Domain> part_of(const Domain& own, Relation relation, const mpq_class& c) {
  Domain domain = with_ends(own);
  const bool is_low = relation == Relation::greater || relation == Relation::greater_equal;
  const bool is_strict = relation == Relation::greater || relation == Relation::less;
  const auto inwards = [&](const mpq_class& a, const mpq_class& b) { return is_low ? a > b : a < b; };
  const Node& end = domain.terms[is_low ? 0 : 1];
  const Node& other = domain.terms[is_low ? 1 : 0];
  const std::optional<mpq_class> first = written_number(end);
  const std::optional<mpq_class> last = written_number(other);
  if ((!first && end.kind != Kind::infinity) || (!last && other.kind != Kind::infinity)) return std::nullopt;
  if (last && !inwards(*last, c)) return std::nullopt;
  if (first && (inwards(*first, c) || (*first == c && !is_strict))) return own;
  domain.terms[is_low ? 0 : 1] = number_node(c);
  (is_low ? domain.low_open : domain.high_open) = is_strict;
  return domain;
}

struct Narrowed {
  std::size_t place;
  Domain domain;
};

// Of two names of one domain, bound at `first` or later, the later one with that part of it where the
// comparison is true of the earlier one.
std::optional<Narrowed> ordered(const Node& statement, std::size_t first, const Node& comparison) {
  const auto left = place_of(statement, comparison.children[0]);
  const auto right = place_of(statement, comparison.children[1]);
  const Relation relation = comparison.relations[0];
  if (!left || !right || *left == *right || std::min(*left, *right) < first || !says_order(relation))
    return std::nullopt;
  Domain domain = with_ends(statement.binders[*left].domain);
  if (!(with_ends(statement.binders[*right].domain) == domain)) return std::nullopt;
  const bool is_left_later = *left > *right;
  const bool is_low = says_less(relation) != is_left_later;  // the earlier one is the low end
  domain.terms[is_low ? 0 : 1] = comparison.children[is_left_later ? 1 : 0];
  (is_low ? domain.low_open : domain.high_open) = says_strictly(relation);
  return Narrowed{std::max(*left, *right), std::move(domain)};
}

const Node& first_comparison(const Node& premise) {
  return premise.kind == Kind::conjunction ? first_comparison(premise.children[0]) : premise;
}

// What is evaluated where the first comparison, or link of a chain, is true; nothing if that was all.
std::optional<Node> without_first(Node premise) {
  if (premise.kind == Kind::conjunction) {
    if (std::optional<Node> rest = without_first(premise.children[0])) {
      premise.children[0] = *std::move(rest);
      return premise;
    }
    premise.children.erase(premise.children.begin());
    return premise.children.size() > 1 ? premise : Node(premise.children[0]);
  }
  if (premise.relations.size() == 1) return std::nullopt;
  premise.children.erase(premise.children.begin());
  premise.relations.erase(premise.relations.begin());
  return premise;
}

}  // namespace

// The first comparison of the premise, if it is such; others, where that is decided. Of x != c both sides.
std::optional<Truth> Evaluator::by_premises(const Region& region) {
  const Node& body = region.node.children[0];
  if (!may_be_taken_apart(region) || body.kind != Kind::implication) return std::nullopt;
  const Node& first = first_comparison(body.children[0]);
  if (first.kind != Kind::relation) return std::nullopt;
  Node narrower = region.node;
  const std::optional<Node> rest = without_first(body.children[0]);
  narrower.children[0] =
      rest ? node_of(Kind::implication, {*rest, body.children[1]}) : Node(body.children[1]);
  if (const std::optional<Narrowed> later = ordered(region.node, region.first, first)) {
    narrower.binders[later->place].domain = later->domain;
    const Truth found = outermost_region(narrower, region.first);
    return found.holds() ? std::optional(found) : std::nullopt;
  }
  const bool is_left = first.children[0].kind == Kind::name;
  const std::optional<mpq_class> c = written_number(first.children[is_left ? 1 : 0]);
  const std::optional<std::size_t> place = place_of(region.node, first.children[is_left ? 0 : 1]);
  const Relation relation = is_left ? first.relations[0] : converse(first.relations[0]);
  if (!c || !place || *place < region.first || relation == Relation::equal) return std::nullopt;
  const bool has_sides = relation == Relation::not_equal;
  Truth all = nothing_wrong;
  for (const Relation side :
       {has_sides ? Relation::less : relation, has_sides ? Relation::greater : relation}) {
    const std::optional<Domain> part = part_of(region.node.binders[*place].domain, side, *c);
    if (!part) return std::nullopt;
    narrower.binders[*place].domain = *part;
    all = both(all, [&] { return outermost_region(narrower, region.first); });
    if (!all.holds()) return std::nullopt;
    if (!has_sides) break;
  }
  return all;
}

}  // namespace dropcert::check
