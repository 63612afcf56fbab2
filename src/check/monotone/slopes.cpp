// Comparisons over a region by their sides at one place of a variable, and by their slopes from there on
// (proofs/README.md, Slopes).
#include <algorithm>
#include <optional>

#include "check/monotone/region_comparison.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::uint64_t steps_of_all = 400'000'000;
constexpr std::uint64_t steps_of_line = 4'000'000;  // where there is one variable

// A part of the domain of a variable, from a place upwards or up to it; the place belongs to it.
struct Side {
  Domain domain;
  bool is_upward;
};

struct Origin {
  Node at;
  std::vector<Side> sides;
  bool belongs_to_domain;
};

Side side_of(Domain domain, const Node& place, bool is_upward) {
  domain.terms[is_upward ? 0 : 1] = place;
  (is_upward ? domain.low_open : domain.high_open) = false;
  return {domain, is_upward};
}

bool is_between_ends(const Domain& domain, const mpq_class& number) {
  const std::optional<mpq_class> low = written_number(domain.terms[0]);
  const std::optional<mpq_class> high = written_number(domain.terms[1]);
  return (low ? *low < number : domain.terms[0].kind == Kind::infinity) &&
         (high ? *high > number : domain.terms[1].kind == Kind::infinity);
}

// Other variables first: sides that are equal are so most often where two are.
std::vector<Origin> origins_of(const Node& statement, std::size_t axis, std::size_t first) {
  const Domain domain = with_ends(statement.binders[axis].domain);
  std::vector<Origin> origins;
  const auto add_inner = [&](const Node& place) {
    origins.push_back({place, {side_of(domain, place, false), side_of(domain, place, true)}, true});
  };
  for (std::size_t i = first; i < statement.binders.size(); ++i) {
    const std::string& name = statement.binders[i].names[0];
    if (i != axis && with_ends(statement.binders[i].domain) == domain && !is_in_domains(statement, name))
      add_inner(name_node(name));
  }
  for (const bool is_upward : {true, false})
    if (const Node& end = domain.terms[is_upward ? 0 : 1]; end.kind != Kind::infinity)
      origins.push_back(
          {end, {side_of(domain, end, is_upward)}, !(is_upward ? domain.low_open : domain.high_open)});
  for (const int number : {0, 1})
    if (is_between_ends(domain, number)) add_inner(number_node(number));
  return origins;
}

// The distance of the variable from the place, without its sign on the side where that is known.
Node without_distance(Node term, const std::string& name, const Node& place, bool is_upward) {
  for (Node& child : term.children) child = without_distance(std::move(child), name, place, is_upward);
  if (term.kind != Kind::call || term.name != "abs" || term.children.size() != 1) return term;
  const Node& inner = term.children[0];
  const Node variable = name_node(name);
  const bool is_difference = inner.kind == Kind::subtract;
  const bool is_plain = (inner == variable && place == number_node(0)) ||
                        (is_difference && inner.children[0] == variable && inner.children[1] == place);
  const bool is_opposite = is_difference && inner.children[0] == place && inner.children[1] == variable;
  if (!is_plain && !is_opposite) return term;
  return is_plain == is_upward ? Node(inner) : Writer::negate(inner);
}

// What shows that great - small is at least 0, over a region with one more variable, the axis.
class Conditions {
 public:
  Conditions(const Writer& writer, const RegionComparison& whole, std::size_t axis, const Origin& origin,
             bool knows_abs)
      : writer_(writer),
        whole_(whole),
        axis_(axis),
        name_(whole.name_of(axis)),
        origin_(origin),
        knows_abs_(knows_abs) {}

  std::vector<Node> all;

  void add(const Node& small, const Node& great, bool differs_there, bool differs_elsewhere) {
    all.push_back(
        whole_.at(axis_, origin_.at, small, differs_there ? Relation::less : Relation::less_equal, great));
    for (const Side& side : origin_.sides) {
      const auto simplified = [&](const Node& term) {
        return knows_abs_ ? without_distance(term, name_, origin_.at, side.is_upward) : term;
      };
      const Node lower = simplified(small);
      const Node upper = simplified(great);
      along(side.domain, relation_node(lower, Relation::equal, lower));
      along(side.domain, relation_node(upper, Relation::equal, upper));
      Node slow = slope(lower);
      Node fast = slope(upper);
      if (!side.is_upward) std::swap(slow, fast);
      along(side.domain, relation_node(slow, Relation::less_equal, fast));
      if (!differs_elsewhere) continue;
      Domain rest = side.domain;
      (side.is_upward ? rest.low_open : rest.high_open) = true;
      along(rest, relation_node(slow, Relation::less, fast));
    }
  }

 private:
  Node slope(const Node& term) const { return slope_of(writer_, term, name_).value_or(Writer::number(0)); }

  // For all values of the variable in the domain, which may speak of all others. If an end is a variable of
  // which the comparison does not speak, that goes as far as its own domain does. Of the others those that
  // matter are left.
  void along(Domain domain, Node comparison) {
    Node there = whole_.statement;
    const auto moved = there.binders.begin() + static_cast<std::ptrdiff_t>(axis_);
    std::rotate(moved, moved + 1, there.binders.end());
    for (std::size_t i = there.binders.size() - 1; i-- > whole_.first;) {
      const std::string& name = there.binders[i].names[0];
      if (mentions(comparison, name)) continue;
      const Domain widest = with_ends(there.binders[i].domain);
      if (domain.terms[0] == name_node(name)) {
        domain.terms[0] = widest.terms[0];
        domain.low_open |= widest.low_open;
      }
      if (domain.terms[1] == name_node(name)) {
        domain.terms[1] = widest.terms[1];
        domain.high_open |= widest.high_open;
      }
    }
    there.binders.back().domain = domain;
    there.children[0] = std::move(comparison);
    for (std::size_t i = there.binders.size() - 1; i-- > whole_.first;) {
      const std::string name = there.binders[i].names[0];
      if (!mentions(there.children[0], name) && !is_in_domains(there, name))
        there.binders.erase(there.binders.begin() + static_cast<std::ptrdiff_t>(i));
    }
    all.push_back(std::move(there));
  }

  const Writer& writer_;
  const RegionComparison& whole_;
  const std::size_t axis_;
  const std::string& name_;
  const Origin& origin_;
  const bool knows_abs_;
};

struct Sides {
  Node small, great;
};

// Of lines the slopes are numbers, so that this ends after as many steps as there are variables.
bool is_of_lines(const Node& comparison) {
  return !any_part(comparison, [](const Node& part) {
    switch (part.kind) {
      case Kind::number:
      case Kind::name:
      case Kind::negate:
      case Kind::add:
      case Kind::subtract:
      case Kind::relation:
        return false;
      case Kind::multiply:
        return part.children[0].kind != Kind::number && part.children[1].kind != Kind::number;
      case Kind::divide:
        return part.children[1].kind != Kind::number;
      default:
        return true;
    }
  });
}

}  // namespace

// small <= great, or small < great, where all of these hold: at a place; and on each side of it that great -
// small does not come down from there. Strictly if it is so at the place, or the place is not in the domain
// and great - small does go up.
std::optional<Truth> Evaluator::by_slopes(const Region& region) {
  const bool knows_abs = is_of_language("abs");
  const auto is_shown = [&](const RegionComparison& whole, const auto& hold) {
    const Writer writer(*this);
    std::vector<Sides> comparisons = {{whole.small, whole.great}};
    if (const Node& small = whole.small; knows_abs && small.kind == Kind::call && small.name == "abs") {
      comparisons[0].small = small.children[0];
      comparisons.push_back({Writer::negate(small.children[0]), whole.great});
    }
    const auto is_shown_from = [&](std::size_t axis, const Origin& origin) {
      const auto is_shown_so = [&](bool differs_there, bool differs_elsewhere) {
        Conditions conditions(writer, whole, axis, origin, knows_abs);
        for (const Sides& sides : comparisons)
          conditions.add(sides.small, sides.great, differs_there, differs_elsewhere);
        return hold(conditions.all);
      };
      return is_shown_so(whole.is_strict, false) ||
             (whole.is_strict && !origin.belongs_to_domain && is_shown_so(false, true));
    };
    for (std::size_t axis = whole.end(); axis-- > whole.first;) {
      if (is_in_domains(whole.statement, whole.name_of(axis))) continue;
      for (const Origin& origin : origins_of(whole.statement, axis, whole.first)) try {
          if (is_shown_from(axis, origin)) return true;
        } catch (const NoRule&) {
        }
    }
    return false;
  };
  const int most_within = is_of_lines(region.node.children[0]) ? 6 : 2;
  return by_other_statements(region, most_within, region.size() == 1 ? steps_of_line : steps_of_all,
                             is_shown);
}

}  // namespace dropcert::check
