#include "verify/premises.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace dropcert::verify {

using namespace language;

namespace {

struct Bound {
  std::string name;
  Relation relation;  // of the name to the number
  mpq_class number;
};

std::optional<Bound> bound_of(const Node& left, Relation relation, const Node& right) {
  if (left.kind == Kind::name)
    if (const auto number = written_number(right)) return Bound{left.name, relation, *number};
  if (right.kind == Kind::name)
    if (const auto number = written_number(left)) return Bound{right.name, converse(relation), *number};
  return std::nullopt;
}

class Premises {
 public:
  explicit Premises(const Node& statement) : result_(statement) {}

  std::vector<Node> statements() {
    const Node premise = result_.children[0].children[0];
    Node conclusion = result_.children[0].children[1];
    std::vector<Node> rest;
    take(premise, rest);
    if (!has_taken_) return {};
    for (auto part = rest.rbegin(); part != rest.rend(); ++part)
      conclusion = node_of(Kind::implication, {*part, std::move(conclusion)});
    result_.children[0] = std::move(conclusion);
    if (!apart_) return {std::move(result_)};
    std::vector<Node> sides;  // without one that is empty; where an end is no number, both fail
    for (const Relation side : {Relation::less, Relation::greater}) {
      Premises one(result_);
      if (one.narrow({apart_->name, side, apart_->number})) sides.push_back(std::move(one.result_));
    }
    return sides;
  }

 private:
  // Parts of `and` as they are evaluated: what stands behind one that is left may hide where that is
  // undefined.
  void take(const Node& premise, std::vector<Node>& rest) {
    if (premise.kind == Kind::conjunction) {
      for (const Node& part : premise.children) take(part, rest);
      return;
    }
    std::size_t taken = 0;  // links
    while (premise.kind == Kind::relation && rest.empty() && taken < premise.relations.size()) {
      const Node& left = premise.children[taken];
      const Node& right = premise.children[taken + 1];
      const auto bound = bound_of(left, premise.relations[taken], right);
      const bool is_taken = !bound ? order(left, premise.relations[taken], right)
                            : bound->relation == Relation::not_equal ? set_apart(*bound)
                                                                     : narrow(*bound);
      if (!is_taken) break;
      ++taken;
    }
    has_taken_ = has_taken_ || taken > 0;
    Node left = premise;
    const auto links = static_cast<std::ptrdiff_t>(taken);
    left.relations.erase(left.relations.begin(), left.relations.begin() + links);
    left.children.erase(left.children.begin(), left.children.begin() + links);
    if (premise.kind != Kind::relation || !left.relations.empty()) rest.push_back(std::move(left));
  }

  bool set_apart(const Bound& bound) {
    if (apart_ || !binder_of(bound.name)) return false;
    apart_ = bound;
    return true;
  }

  // `x < y`, both of one domain: the ends of the later one, which no domain speaks of.
  bool order(const Node& left, Relation relation, const Node& right) {
    if (left.kind != Kind::name || right.kind != Kind::name || !says_order(relation)) return false;
    Binder* first = binder_of(left.name);
    Binder* second = binder_of(right.name);
    if (!first || !second || first == second) return false;
    Domain domain = with_ends(first->domain);
    if (!(with_ends(second->domain) == domain)) return false;
    const bool is_left_later = first > second;
    const bool is_low = says_less(relation) != is_left_later;  // the earlier one is
    domain.terms[is_low ? 0 : 1] = is_left_later ? right : left;
    (is_low ? domain.low_open : domain.high_open) = says_strictly(relation);
    (is_left_later ? first : second)->domain = std::move(domain);
    return true;
  }

  // Of the only interval that binds the name, of which no domain speaks.
  Binder* binder_of(const std::string& name) {
    Binder* found = nullptr;
    if (is_in_domains(result_, name)) return nullptr;
    for (Binder& binder : result_.binders) {
      if (std::find(binder.names.begin(), binder.names.end(), name) == binder.names.end()) continue;
      if (found || binder.names.size() != 1 || !is_region(binder.domain.kind)) return nullptr;
      found = &binder;
    }
    return found;
  }

  // False if the end is no number beside which the bound can be seen to be greater or less, or nothing is
  // left.
  bool narrow(const Bound& bound) {
    const bool is_low = bound.relation == Relation::greater || bound.relation == Relation::greater_equal;
    const bool is_strict = bound.relation == Relation::greater || bound.relation == Relation::less;
    Binder* binder = bound.relation == Relation::equal ? nullptr : binder_of(bound.name);
    if (!binder) return false;
    Domain domain = with_ends(binder->domain);
    Node& own = domain.terms[is_low ? 0 : 1];
    const Node& other = domain.terms[is_low ? 1 : 0];
    const auto other_end = written_number(other);
    if (!other_end && other.kind != Kind::infinity) return false;
    if (other_end && (is_low ? *other_end <= bound.number : *other_end >= bound.number)) return false;
    if (own.kind != Kind::infinity) {
      const auto end = written_number(own);
      if (!end) return false;
      if (is_low ? *end > bound.number : *end < bound.number) return true;
      if (*end == bound.number && !is_strict) return true;
    }
    own = number_node(bound.number);
    (is_low ? domain.low_open : domain.high_open) = is_strict;
    binder->domain = std::move(domain);
    return true;
  }

  Node result_;
  std::optional<Bound> apart_;
  bool has_taken_ = false;
};

}  // namespace

std::vector<Node> with_premises_as_ends(const Node& statement) {
  if (statement.kind != Kind::quantifier || statement.wherever_defined ||
      statement.children[0].kind != Kind::implication ||
      !std::all_of(statement.binders.begin(), statement.binders.end(),
                   [](const Binder& binder) { return is_over_region(binder.domain); }))
    return {};
  return Premises(statement).statements();
}

}  // namespace dropcert::verify
