#include "verify/slopes.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "verify/written_terms.hpp"

namespace dropcert::verify {

using namespace language;

namespace {

// A place of the line of a variable.
struct Place {
  Node term;
  bool goes_before = true;  // whether the domain may
  bool goes_beyond = true;
  bool is_inside = true;
};

struct Comparison {
  Node small, great;
};

class Slopes {
 public:
  Slopes(const Node& statement, const Meanings& meanings)
      : statement_(statement), meanings_(meanings), words_(meanings_) {}

  Ways run(const RegionComparison& comparison) {
    const auto& [small, great, is_strict] = comparison;
    is_strict_ = is_strict;
    if (is_abs(small))
      comparisons_ = {{small.children[0], great}, {opposite(small.children[0]), great}};
    else
      comparisons_ = {{small, great}};
    for (std::size_t i = statement_.binders.size(); i-- > 0;)
      if (!is_in_domains(statement_, name_of(i)))
        for (const Place& place : places_of(i)) add_ways(i, place);
    return std::move(ways_);
  }

 private:
  bool is_abs(const Node& term) const { return words_.are(term, 1) && term.name == "abs"; }

  const std::string& name_of(std::size_t i) const { return statement_.binders[i].names[0]; }

  // Other variables first: sides that are equal are so most often where two are.
  std::vector<Place> places_of(std::size_t i) const {
    const Domain domain = with_ends(statement_.binders[i].domain);
    const Node& low = domain.terms[0];
    const Node& high = domain.terms[1];
    std::vector<Place> places;
    for (std::size_t j = 0; j < statement_.binders.size(); ++j)
      if (j != i && !is_in_domains(statement_, name_of(j)) &&
          with_ends(statement_.binders[j].domain) == domain)
        places.push_back({name_node(name_of(j))});
    if (low.kind != Kind::infinity) places.push_back({low, false, true, !domain.low_open});
    if (high.kind != Kind::infinity) places.push_back({high, true, false, !domain.high_open});
    for (const long number : {0, 1}) {
      const auto is_before = [&](const Node& a, const mpq_class& b, bool is_low) {
        const auto value = written_number(a);
        return a.kind == Kind::infinity || (value && (is_low ? *value < b : *value > b));
      };
      if (is_before(low, number, true) && is_before(high, number, false))
        places.push_back({number_node(number)});
    }
    return places;
  }

  void add_ways(std::size_t i, const Place& place) {
    try {
      if (!is_strict_) return add_way(i, place, false, false);
      add_way(i, place, true, false);
      if (!place.is_inside) add_way(i, place, false, true);
    } catch (const NoRule&) {
    }
  }

  void add_way(std::size_t i, const Place& place, bool strict_there, bool strict_elsewhere) {
    std::vector<Node> way;
    for (const Comparison& one : comparisons_)
      way.push_back(at_place(statement_, i, place.term, one.small, at_most(strict_there), one.great));
    for (const bool beyond : {false, true})
      if (beyond ? place.goes_beyond : place.goes_before)
        for (const Comparison& one : comparisons_) add_side(way, i, place, beyond, one, strict_elsewhere);
    ways_.push_back(std::move(way));
  }

  // The slopes on this side, with the place itself; and, for a strict comparison, without.
  void add_side(std::vector<Node>& way, std::size_t i, const Place& place, bool beyond,
                const Comparison& comparison, bool strict) const {
    const Node small = without_abs(comparison.small, name_of(i), place.term, beyond);
    const Node great = without_abs(comparison.great, name_of(i), place.term, beyond);
    const auto slope = [&](const Node& side) {
      if (binds_within(side, name_of(i))) throw NoRule();
      return derivative_of(side, name_of(i), words_).value_or(number_node(0));
    };
    const Node slopes[] = {slope(small), slope(great)};
    const auto compare = [&](Relation relation) {
      return beyond ? relation_node(slopes[0], relation, slopes[1])
                    : relation_node(slopes[1], relation, slopes[0]);
    };
    way.push_back(along(i, place, beyond, false, compare(Relation::less_equal)));
    if (strict) way.push_back(along(i, place, beyond, true, compare(Relation::less)));
    for (const Node& term : {small, great})
      if (!surely_has_value(term, meanings_))
        way.push_back(along(i, place, beyond, false, relation_node(term, Relation::equal, term)));
  }

  // For all of this side, with the place itself or without. A variable that is an end, and of which the
  // comparison does not speak, gives way to its own end; those that nothing speaks of are left out.
  Node along(std::size_t i, const Place& place, bool beyond, bool is_open, Node comparison) const {
    Node side = statement_;
    std::rotate(side.binders.begin() + static_cast<std::ptrdiff_t>(i),
                side.binders.begin() + static_cast<std::ptrdiff_t>(i) + 1, side.binders.end());
    side.children[0] = std::move(comparison);
    Domain& domain = side.binders.back().domain;
    domain = with_ends(domain);
    domain.terms[beyond ? 0 : 1] = place.term;
    (beyond ? domain.low_open : domain.high_open) = is_open;
    for (const std::size_t end : {0U, 1U})
      for (std::size_t j = 0; j + 1 < side.binders.size(); ++j) {
        const Node name = name_node(side.binders[j].names[0]);
        if (!(domain.terms[end] == name) || mentions(side.children[0], name.name)) continue;
        const Domain own = with_ends(side.binders[j].domain);
        bool& open = end == 0 ? domain.low_open : domain.high_open;
        open = open || (end == 0 ? own.low_open : own.high_open);
        domain.terms[end] = own.terms[end];
      }
    for (std::size_t j = side.binders.size() - 1; j-- > 0;) {
      const std::string& name = side.binders[j].names[0];
      if (!mentions(side.children[0], name) && !is_in_domains(side, name))
        side.binders.erase(side.binders.begin() + static_cast<std::ptrdiff_t>(j));
    }
    return side;
  }

  // On this side abs(v - e) is v - e, or the opposite.
  Node without_abs(const Node& term, const std::string& v, const Node& e, bool beyond) const {
    Node result = term;
    for (Node& child : result.children) child = without_abs(child, v, e, beyond);
    if (!is_abs(result)) return result;
    const Node& inside = result.children[0];
    const Node name = name_node(v);
    const bool rises =
        (is_number(e, 0) && inside == name) ||
        (inside.kind == Kind::subtract && inside.children[0] == name && inside.children[1] == e);
    const bool falls = inside.kind == Kind::subtract && inside.children[1] == name && inside.children[0] == e;
    if (!rises && !falls) return result;
    return rises == beyond ? Node(inside) : opposite(inside);
  }

  const Node& statement_;
  const Meanings& meanings_;
  const Words words_;
  bool is_strict_ = false;
  std::vector<Comparison> comparisons_;
  Ways ways_;
};

}  // namespace

Ways ways_of_slopes(const Node& statement, const RegionComparison& comparison, const Meanings& meanings) {
  return Slopes(statement, meanings).run(comparison);
}

}  // namespace dropcert::verify
