// Sums and products compared with other terms for all integers from a number on, by the step from each to the
// next: S(n + 1) is S(n) and the terms that come to it, so S(n) <= R(n) is kept where what comes to it is no
// more than R(n + 1) - R(n). The steps are statements, decided as any other.
#include <algorithm>
#include <optional>

#include "check/functions/functions.hpp"
#include "check/lists/lists.hpp"
#include "check/recursion/steps.hpp"
#include "check/region.hpp"
#include "check/written/writing.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::uint64_t steps_of_all = 400'000'000;
constexpr std::int64_t most_new_terms = 8;
constexpr std::size_t most_parts = 1000;  // of a statement

// A comparison of what holds a sum or product that ends at a line in n.
class Stepping {
 public:
  /// By the sum without end where what it is compared with does not vary, or from case to case.
  Stepping(const std::string& n, bool by_limit) : n_(n), by_limit_(by_limit) {}

  /// What is needed beside the first case, for all n if n stands in it; nullopt if it is none such.
  std::optional<std::vector<Node>> of(const Node& a, Relation relation, const Node& b) {
    if (step(a, relation, b)) return needed_;
    needed_.clear();
    if (step(b, converse(relation), a)) return needed_;
    return std::nullopt;
  }

 private:
  bool is_unfolded(const Node& node) const {
    return node.kind == Kind::binding && (node.name == "sum" || node.name == "prod") &&
           node.binders.size() == 1 && node.binders[0].domain.kind == DomainKind::range &&
           !has_infinite_end(node.binders[0].domain) && mentions(node, n_);
  }

  bool has_unfolded(const Node& node) const {
    return any_part(node, [&](const Node& part) { return is_unfolded(part); });
  }

  std::optional<std::int64_t> growth(const Node& term) const {
    const std::optional<mpq_class> grown = check::growth(term, n_);
    return grown && grown->get_den() == 1 ? to_int64(grown->get_num()) : std::nullopt;
  }

  // `side` relation `rest`, where the side has a sum or product inside: the statements that keep it.
  bool step(const Node& side, Relation relation, const Node& rest) {
    if (has_unfolded(rest) || binds_within(rest, n_) || relation == Relation::not_equal) return false;
    if (is_unfolded(side)) return kept(side, relation, rest);
    if (side.kind == Kind::negate) {
      return step(side.children[0], converse(relation), node_of(Kind::negate, {rest}));
    }
    const bool is_operation = side.kind == Kind::add || side.kind == Kind::subtract ||
                              side.kind == Kind::multiply || side.kind == Kind::divide;
    if (!is_operation) return false;
    const Node& a = side.children[0];
    const Node& b = side.children[1];
    const bool is_left = has_unfolded(a);
    if (is_left == has_unfolded(b) || (side.kind == Kind::divide && !is_left)) return false;
    const Node& within = is_left ? a : b;
    const Node& beside = is_left ? b : a;
    if (side.kind == Kind::add) return step(within, relation, node_of(Kind::subtract, {rest, beside}));
    if (side.kind == Kind::subtract && is_left) return step(a, relation, node_of(Kind::add, {rest, b}));
    if (side.kind == Kind::subtract) return step(b, converse(relation), node_of(Kind::subtract, {a, rest}));
    needed_.push_back(relation_node(beside, Relation::greater, number_node(0)));
    return step(within, relation,
                node_of(side.kind == Kind::divide ? Kind::multiply : Kind::divide, {rest, beside}));
  }

  bool kept(const Node& fold, Relation relation, const Node& rest) {
    const Binder& binder = fold.binders[0];
    const std::string& k = binder.names[0];
    const Node& term = fold.children[0];
    const Node& low = binder.domain.terms[0];
    const Node& high = binder.domain.terms[1];
    const bool is_sum = fold.name == "sum";
    const auto leaves = growth(low);
    const auto comes = growth(high);
    if (!leaves || !comes || *leaves < 0 || *comes < 1 || *comes > most_new_terms || *leaves > *comes ||
        (!is_sum && *leaves > 0))
      return false;
    if (mentions(term, n_) || binds_within(term, k) || is_captured(low, term) || is_captured(high, term))
      return false;
    const auto at = [&](const Node& end, std::int64_t more) {
      Node result = term;
      put(result, k, node_of(Kind::add, {end, number_node(mpq_class(signed_mpz(more)))}));
      return result;
    };
    Node change = at(high, 1);
    for (std::int64_t i = 2; i <= *comes; ++i)
      change = node_of(is_sum ? Kind::add : Kind::multiply, {change, at(high, i)});
    for (std::int64_t i = 0; i < *leaves; ++i) change = node_of(Kind::subtract, {change, at(low, i)});
    const bool is_strict = says_strictly(relation);
    const Relation weak = relation == Relation::less      ? Relation::less_equal
                          : relation == Relation::greater ? Relation::greater_equal
                                                          : relation;
    needed_.push_back(relation_node(low, Relation::less_equal, node_of(Kind::add, {high, number_node(1)})));
    if (by_limit_ && is_sum && *leaves == 0 && weak != Relation::equal && !mentions(rest, n_)) {
      // From the first case on all are between it and the limit.
      needed_.push_back(relation_node(change, converse(relation), number_node(0)));
      Node endless = fold;
      endless.binders[0].domain.terms[1] = node_of(Kind::infinity, {}, "oo");
      needed_.push_back(relation_node(endless, weak, rest));
      return true;
    }
    Node next = rest;
    put(next, n_, node_of(Kind::add, {name_node(n_), number_node(1)}));
    if (is_sum) {
      needed_.push_back(relation_node(change, weak, node_of(Kind::subtract, {next, rest})));
    } else {
      if (weak != Relation::equal)
        needed_.push_back(
            relation_node(number_node(0), is_strict ? Relation::less : Relation::less_equal, change));
      needed_.push_back(relation_node(node_of(Kind::multiply, {rest, change}), weak, next));
    }
    return true;
  }

  const std::string& n_;
  const bool by_limit_;
  std::vector<Node> needed_;
};

// The comparisons that the statement is made of; false if it is made of others.
bool take_apart(const Node& statement, std::vector<Node>& comparisons) {
  charge(1);
  if (statement.kind == Kind::conjunction) {
    for (const Node& part : statement.children)
      if (!take_apart(part, comparisons)) return false;
    return true;
  }
  if (statement.kind != Kind::relation) return false;
  for (std::size_t i = 0; i < statement.relations.size(); ++i)
    comparisons.push_back(
        relation_node(statement.children[i], statement.relations[i], statement.children[i + 1]));
  return true;
}

}  // namespace

std::optional<mpq_class> growth(const Node& term, const std::string& n) {
  if (!mentions(term, n)) return mpq_class(0);
  const auto part = [&](std::size_t i) { return growth(term.children[i], n); };
  if (term.kind == Kind::name) return mpq_class(1);
  if (term.kind == Kind::negate)
    if (const auto a = part(0)) return mpq_class(-*a);
  if (term.kind == Kind::add || term.kind == Kind::subtract)
    if (const auto a = part(0), b = part(1); a && b)
      return term.kind == Kind::add ? mpq_class(*a + *b) : mpq_class(*a - *b);
  if (term.kind == Kind::multiply)
    for (const std::size_t i : {0U, 1U})
      if (term.children[i].kind == Kind::number)
        if (const auto a = part(1 - i)) return mpq_class(term.children[i].number * *a);
  return std::nullopt;
}

std::optional<Truth> Evaluator::by_steps(const Region& region) {
  const Node& node = region.node;
  const Domain& domain = region.binder(0).domain;
  if (forms_ || chart_ || pieces_ > 0 || node.kind != Kind::quantifier || node.wherever_defined ||
      region.size() != 1 || region.last != node.binders.size() || domain.kind != DomainKind::range ||
      domain.terms[0].kind == Kind::infinity || domain.terms[1].kind != Kind::infinity)
    return std::nullopt;
  if (count_parts(node) > most_parts) return std::nullopt;
  const std::string& n = region.binder(0).names[0];
  std::vector<Node> comparisons;
  try {
    const Node body = Writing{*this, node, false}.written(node.children[0], {}, std::nullopt);
    if (!take_apart(body, comparisons)) return std::nullopt;
  } catch (const OutOfReach&) {
    if (!take_apart(node.children[0], comparisons)) return std::nullopt;
  }
  bool unfolds = false;
  std::vector<std::vector<std::vector<Node>>> all;  // the ways to show each
  for (const Node& one : comparisons) {
    auto& ways = all.emplace_back();
    for (const bool by_limit : {false, true})
      if (auto found = Stepping(n, by_limit).of(one.children[0], one.relations[0], one.children[1]))
        ways.push_back(std::move(*found));
    unfolds = unfolds || !ways.empty();
    if (ways.empty()) ways.push_back({one});
  }
  if (!unfolds) return std::nullopt;
  Node step = node;
  step.binders = {region.binder(0)};
  const auto is_so = [&](const std::vector<Node>& way) {
    for (const Node& body : way) {
      step.children = {body};
      if (!(mentions(body, n) ? outermost_region(step, 0) : truth(body)).holds()) return false;
    }
    return true;
  };
  return attempted(steps_of_all, [&]() -> std::optional<Truth> {
    const mpq_class first(signed_mpz(integer(value(domain.terms[0]))));
    const std::optional<Truth> at_first = at_point(node, region.first, std::vector<mpq_class>{first});
    if (!at_first || !at_first->holds()) return std::nullopt;
    for (const auto& ways : all)
      if (std::none_of(ways.begin(), ways.end(), is_so)) return std::nullopt;
    return at_first;
  });
}

}  // namespace dropcert::check
