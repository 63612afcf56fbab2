#include "verify/monotone.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>

#include "verify/written_terms.hpp"

namespace dropcert::verify {

using namespace language;

namespace {

// An end of an interval, of the numbers where a function is defined: above/below, times pi; with below = 0
// there is none.
struct End {
  int above = 0, below = 0;
  bool times_pi = false;
};

constexpr End none{};
constexpr End zero{0, 1};
constexpr End pi_times(int above, int below) {
  return {above, below, true};
}

// Where the function rises, or falls, as far as it is defined.
struct Monotone {
  const char* function;
  bool rises;
  End low, high;
};

// The least value of gamma on the positive axis is between 7/5 and 3/2.
constexpr Monotone monotone[] = {
    {"exp", true, none, none},
    {"log", true, none, none},
    {"sqrt", true, none, none},
    {"sinh", true, none, none},
    {"tanh", true, none, none},
    {"atan", true, none, none},
    {"asin", true, none, none},
    {"acos", false, none, none},
    {"softplus", true, none, none},
    {"sigmoid", true, none, none},
    {"erf", true, none, none},
    {"erfc", false, none, none},
    {"cosh", true, zero, none},
    {"cosh", false, none, zero},
    {"digamma", true, zero, none},
    {"lgamma", true, {3, 2}, none},
    {"lgamma", false, zero, {7, 5}},
    {"gamma", true, {3, 2}, none},
    {"gamma", false, zero, {7, 5}},
    {"zeta", false, {1, 1}, none},
    {"li", true, {1, 1}, none},
    {"sin", true, pi_times(-1, 2), pi_times(1, 2)},
    {"sin", false, pi_times(1, 2), pi_times(3, 2)},
    {"cos", true, pi_times(-1, 1), zero},
    {"cos", false, zero, pi_times(1, 1)},
    {"tan", true, pi_times(-1, 2), pi_times(1, 2)},
};

// Where it is not negative, or not positive; in the interior it is not 0.
constexpr Monotone signs[] = {
    {"sinh", true, zero, none},
    {"sinh", false, none, zero},
    {"tanh", true, zero, none},
    {"tanh", false, none, zero},
    {"atan", true, zero, none},
    {"atan", false, none, zero},
    {"asin", true, zero, none},
    {"asin", false, none, zero},
    {"erf", true, zero, none},
    {"erf", false, none, zero},
    {"log", true, {1, 1}, none},
    {"log", false, none, {1, 1}},
    {"digamma", true, {3, 2}, none},
    {"digamma", false, zero, {7, 5}},
    {"lgamma", true, {2, 1}, none},
    {"lgamma", true, zero, {1, 1}},
    {"lgamma", false, {1, 1}, {2, 1}},
    {"sin", true, zero, pi_times(1, 1)},
    {"sin", false, pi_times(-1, 1), zero},
    {"sin", false, pi_times(1, 1), pi_times(2, 1)},
    {"cos", true, pi_times(-1, 2), pi_times(1, 2)},
    {"cos", false, pi_times(1, 2), pi_times(3, 2)},
    {"tan", true, zero, pi_times(1, 2)},
    {"tan", false, pi_times(-1, 2), zero},
};

struct Addend {
  bool is_negative;
  Node term;
};

void add_addends(const Node& term, bool is_negative, std::vector<Addend>& all) {
  if (term.kind == Kind::add || term.kind == Kind::subtract) {
    add_addends(term.children[0], is_negative, all);
    add_addends(term.children[1], is_negative != (term.kind == Kind::subtract), all);
  } else if (term.kind == Kind::negate) {
    add_addends(term.children[0], !is_negative, all);
  } else if (!is_number(term, 0)) {
    all.push_back({is_negative, term});
  }
}

// The addends of great - small, without those that cancel.
std::vector<Addend> difference_of(const Node& great, const Node& small) {
  std::vector<Addend> all;
  add_addends(great, false, all);
  add_addends(small, true, all);
  for (std::size_t i = 0; i < all.size();) {
    const auto is_opposite = [&](const Addend& other) {
      return other.is_negative != all[i].is_negative && other.term == all[i].term;
    };
    const auto place = all.begin() + static_cast<std::ptrdiff_t>(i);
    const auto other = std::find_if(place + 1, all.end(), is_opposite);
    if (other == all.end()) {
      ++i;
    } else {
      all.erase(other);
      all.erase(place);
    }
  }
  return all;
}

// What is left of both if what they have in common is taken away.
std::pair<Node, Node> apart(const Node& small, const Node& great) {
  Node less = number_node(0);
  Node more = number_node(0);
  for (Addend& addend : difference_of(great, small)) {
    Node& side = addend.is_negative ? less : more;
    side = is_number(side, 0) ? std::move(addend.term) : plus(std::move(side), std::move(addend.term));
  }
  return {less, more};
}

struct Product {
  mpq_class factor = 1;
  std::vector<Node> above, below;
};

void multiply_into(Product& product, const Node& term, bool is_below) {
  switch (term.kind) {
    case Kind::multiply:
    case Kind::divide:
      multiply_into(product, term.children[0], is_below);
      multiply_into(product, term.children[1], is_below != (term.kind == Kind::divide));
      return;
    case Kind::negate:
      product.factor = -product.factor;
      return multiply_into(product, term.children[0], is_below);
    case Kind::number:
      if (sgn(term.number) == 0) throw NoRule();
      if (is_below)
        product.factor /= term.number;
      else
        product.factor *= term.number;
      return;
    default:
      (is_below ? product.below : product.above).push_back(term);
  }
}

Product product_of(const Addend& addend) {
  Product product;
  multiply_into(product, addend.term, false);
  if (addend.is_negative) product.factor = -product.factor;
  return product;
}

// Takes what both have out of them.
std::vector<Node> taken_from(std::vector<Node>& a, std::vector<Node>& b) {
  std::vector<Node> common;
  for (std::size_t i = 0; i < a.size();) {
    const auto other = std::find(b.begin(), b.end(), a[i]);
    if (other == b.end()) {
      ++i;
      continue;
    }
    common.push_back(std::move(a[i]));
    a.erase(a.begin() + static_cast<std::ptrdiff_t>(i));
    b.erase(other);
  }
  return common;
}

class Arguments {
 public:
  Arguments(const Node& statement, const Meanings& meanings, const RegionComparison& comparison)
      : statement_(statement), meanings_(meanings), words_(meanings), comparison_(comparison) {}

  Ways run() {
    const std::vector<Addend> rest = difference_of(comparison_.great, comparison_.small);
    if (rest.size() == 1) of_one(product_of(rest[0]));
    if (rest.size() == 2) of_two(product_of(rest[0]), product_of(rest[1]));
    return std::move(ways_);
  }

 private:
  bool is_function(const Node& term) const { return words_.are(term, 1); }

  // factor * above/below >= 0
  void of_one(const Product& product) {
    for (std::size_t i = 0; i < product.above.size(); ++i) {
      const Node& call = product.above[i];
      if (!is_function(call)) continue;
      std::vector<Node> others = product.above;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
      for (const Monotone& sign : signs)
        if (call.name == sign.function && sign.rises == (product.factor > 0)) {
          std::vector<Node> way;
          const Node& argument = call.children[0];
          require_order(way, sign.low, argument, argument, sign.high, comparison_.is_strict);
          finish(std::move(way), others, product.below);
        }
    }
  }

  // a + b >= 0, of opposite factors and one function
  void of_two(Product a, Product b) {
    const std::vector<Node> above = taken_from(a.above, b.above);
    const std::vector<Node> below = taken_from(a.below, b.below);
    if (a.factor < 0) std::swap(a, b);
    if (a.factor != -b.factor || a.above.size() != 1 || b.above.size() != 1 || !a.below.empty() ||
        !b.below.empty())
      return;
    const Node& great = a.above[0];
    const Node& small = b.above[0];
    if (!is_function(great) || !is_function(small) || great.name != small.name) return;
    for (const Monotone& piece : monotone)
      if (great.name == piece.function) {
        const Node& upper = (piece.rises ? great : small).children[0];
        const Node& lower = (piece.rises ? small : great).children[0];
        std::vector<Node> way;
        const auto [less, more] = apart(lower, upper);
        require(way, less, at_most(comparison_.is_strict), more);
        require_order(way, piece.low, lower, upper, piece.high, false);
        finish(std::move(way), above, below);
      }
  }

  void require(std::vector<Node>& way, Node small, Relation relation, Node great) const {
    way.push_back(
        for_all(statement_, relation_node(std::move(small), relation, std::move(great)), meanings_));
  }

  Node written(const End& end) const {
    const Node number = number_node(mpq_class(end.above, end.below));
    return end.times_pi ? times(number, words_.pi()) : number;
  }
  void require_order(std::vector<Node>& way, const End& low, const Node& lower, const Node& upper,
                     const End& high, bool strictly) const {
    if (low.below != 0) require(way, written(low), at_most(strictly), lower);
    if (high.below != 0) require(way, upper, at_most(strictly), written(high));
  }

  // What is the same on both sides is not negative, and the sides are defined.
  void finish(std::vector<Node> way, const std::vector<Node>& above, const std::vector<Node>& below) {
    Node common = number_node(1);
    for (const Node& factor : above) common = times(common, factor);
    for (const Node& factor : below) common = over(common, factor);
    if (common.kind != Kind::number) require(way, number_node(0), at_most(comparison_.is_strict), common);
    for (const Node* side : {&comparison_.small, &comparison_.great})
      require_defined(way, statement_, *side, meanings_);
    ways_.push_back(std::move(way));
  }

  const Node& statement_;
  const Meanings& meanings_;
  const Words words_;
  const RegionComparison& comparison_;
  Ways ways_;
};

// None where there is no rule.
template <class Find>
Ways ways_of(const Find& find) {
  try {
    return find();
  } catch (const NoRule&) {
    return {};
  }
}

// A name that nothing in the statement has.
std::string new_name(const Node& statement, const Meanings& meanings) {
  for (int i = 1;; ++i) {
    std::string name = fmt::format("beyond{}", i);
    if (!mentions(statement, name) && !binds_within(statement, name) && !calls(statement, name) &&
        !meanings.is_variable(name))
      return name;
  }
}

class Concavity {
 public:
  Concavity(const Node& statement, const Meanings& meanings, const RegionComparison& comparison)
      : statement_(statement), meanings_(meanings), words_(meanings), comparison_(comparison) {}

  Ways run() {
    for (std::size_t i = statement_.binders.size(); i-- > 0;)
      if (!is_in_domains(statement_, name_of(i))) try {
          add_ways(i);
        } catch (const NoRule&) {
        }
    return std::move(ways_);
  }

 private:
  const std::string& name_of(std::size_t i) const { return statement_.binders[i].names[0]; }

  void add_ways(std::size_t i) {
    const Domain domain = statement_.binders[i].domain;
    if (domain.kind != DomainKind::interval || has_infinite_end(domain)) return;
    const std::string& v = name_of(i);
    const auto slope = [&](const Node& side) {
      if (binds_within(side, v)) throw NoRule();
      return derivative_of(side, v, words_).value_or(number_node(0));
    };
    const Node here = minus(slope(comparison_.great), slope(comparison_.small));
    const std::string w = new_name(statement_, meanings_);
    const Node beyond = with_values(here, {{v, name_node(w)}});
    Node falling = statement_;
    const auto moved = falling.binders.begin() + static_cast<std::ptrdiff_t>(i);
    std::rotate(moved, moved + 1, falling.binders.end());
    falling.binders.back().domain.low_open = falling.binders.back().domain.high_open = false;
    falling.binders.push_back(falling.binders.back());
    falling.binders.back().names = {w};
    falling.binders.back().domain.terms[0] = name_node(v);
    const auto add = [&](bool differs_at_ends, bool differs_between) {
      Node whole = falling;
      whole.binders.back().domain.low_open = differs_between;
      whole.children[0] = relation_node(beyond, at_most(differs_between), here);
      if (ways_by_arguments(whole, {beyond, here, differs_between}, meanings_with(w)).empty()) return;
      std::vector<Node> way;
      for (const Node& end : domain.terms)
        way.push_back(
            at_place(statement_, i, end, comparison_.small, at_most(differs_at_ends), comparison_.great));
      way.push_back(whole);
      whole.binders.pop_back();
      for (const Node* side : {&comparison_.small, &comparison_.great})
        require_defined(way, whole, *side, meanings_);
      ways_.push_back(std::move(way));
    };
    if (comparison_.is_strict && domain.low_open && domain.high_open) add(false, true);
    add(comparison_.is_strict, false);
  }

  Meanings meanings_with(const std::string& w) const {
    Meanings meanings = meanings_;
    meanings.is_variable = [w, is_variable = meanings_.is_variable](const std::string& name) {
      return name == w || is_variable(name);
    };
    return meanings;
  }

  const Node& statement_;
  const Meanings& meanings_;
  const Words words_;
  const RegionComparison& comparison_;
  Ways ways_;
};

class Logarithms {
 public:
  Logarithms(const Node& statement, const Meanings& meanings)
      : statement_(statement), meanings_(meanings), words_(meanings) {}

  Ways run(const RegionComparison& comparison) {
    const auto is_gamma = [&](const Node& part) { return words_.are(part, 1) && part.name == "gamma"; };
    if (!any_part(comparison.small, is_gamma) && !any_part(comparison.great, is_gamma)) return {};
    const Node small = of(comparison.small);
    const Node great = of(comparison.great);
    Node whole = statement_;
    whole.children[0] = relation_node(small, at_most(comparison.is_strict), great);
    way_.push_back(std::move(whole));
    return {std::move(way_)};
  }

 private:
  // The logarithm, where what the way demands holds.
  Node of(const Node& term) {
    const auto part = [&](std::size_t i) -> const Node& { return term.children[i]; };
    switch (term.kind) {
      case Kind::number:
        if (term.number <= 0) throw NoRule();
        return term.number == 1 ? number_node(0) : words_.of("log", term);
      case Kind::multiply:
        return sum(of(part(0)), of(part(1)));
      case Kind::divide: {
        Node above = of(part(0));
        Node below = of(part(1));
        return is_number(below, 0) ? above : minus(std::move(above), std::move(below));
      }
      case Kind::power:
        return times(part(1), of(part(0)));
      case Kind::call:
        if (words_.are(term, 1)) {
          if (term.name == "exp") return part(0);
          if (term.name == "sqrt") return times(number_node(mpq_class(1, 2)), of(part(0)));
          if (term.name == "gamma") {
            require_positive(part(0));
            return words_.of("lgamma", part(0));
          }
        }
        [[fallthrough]];
      default:
        require_positive(term);
        return words_.of("log", term);
    }
  }

  static Node sum(Node a, Node b) {
    if (is_number(a, 0)) return b;
    return is_number(b, 0) ? a : plus(std::move(a), std::move(b));
  }

  void require_positive(const Node& term) {
    way_.push_back(for_all(statement_, relation_node(number_node(0), Relation::less, term), meanings_));
  }

  const Node& statement_;
  const Meanings& meanings_;
  const Words words_;
  std::vector<Node> way_;
};

}  // namespace

Ways ways_by_arguments(const Node& statement, const RegionComparison& comparison, const Meanings& meanings) {
  return ways_of([&] { return Arguments(statement, meanings, comparison).run(); });
}

Ways ways_by_concavity(const Node& statement, const RegionComparison& comparison, const Meanings& meanings) {
  return ways_of([&] { return Concavity(statement, meanings, comparison).run(); });
}

Ways ways_by_logarithms(const Node& statement, const RegionComparison& comparison, const Meanings& meanings) {
  return ways_of([&] { return Logarithms(statement, meanings).run(comparison); });
}

}  // namespace dropcert::verify
