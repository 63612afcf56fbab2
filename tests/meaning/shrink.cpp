#include "meaning/shrink.hpp"

#include <utility>
#include <vector>

#include "language/check.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"

namespace dropcert::meaning {

using namespace language;

namespace {

// The trees that are simpler by one step at the node; the first are the shortest.
std::vector<Node> simpler(const Node& node) {
  std::vector<Node> result;
  Node one;
  one.number = 1;
  if (node.kind == Kind::number) {
    if (node.number != 1) result.push_back(one);
    return result;
  }
  result.push_back(one);
  Node truth;
  truth.kind = Kind::relation;
  truth.relations = {Relation::equal};
  truth.children = {one, one};
  if (!(node == truth)) result.push_back(truth);
  result.insert(result.end(), node.children.begin(), node.children.end());
  Node copy = node;
  for (std::size_t i = 0; node.binders.size() > 1 && i < node.binders.size(); ++i) {
    copy.binders.erase(copy.binders.begin() + static_cast<long>(i));
    result.push_back(std::exchange(copy, node));
  }
  for (std::size_t i = 0; i < node.binders.size(); ++i) {
    if (node.binders[i].domain.kind != DomainKind::cases) continue;
    for (std::size_t k = 0;
         node.binders[i].domain.terms.size() > 1 && k < node.binders[i].domain.terms.size(); ++k) {
      copy.binders[i].domain.terms.erase(copy.binders[i].domain.terms.begin() + static_cast<long>(k));
      result.push_back(std::exchange(copy, node));
    }
    for (std::size_t k = 0; node.binders[i].names.size() > 1 && k < node.binders[i].names.size(); ++k) {
      copy.binders[i].names.erase(copy.binders[i].names.begin() + static_cast<long>(k));
      for (Node& term : copy.binders[i].domain.terms) {
        term.children.erase(term.children.begin() + static_cast<long>(k));
        if (term.children.size() == 1) term = Node(term.children[0]);
      }
      result.push_back(std::exchange(copy, node));
    }
  }
  if (node.kind == Kind::existence && node.children.size() > 1) {
    copy.children.resize(1);
    result.push_back(std::exchange(copy, node));
  }
  if (node.wherever_defined) {
    copy.wherever_defined = false;
    result.push_back(std::exchange(copy, node));
  }
  for (std::size_t i = 0; node.kind == Kind::list && node.children.size() > 1 && i < node.children.size();
       ++i) {
    copy.children.erase(copy.children.begin() + static_cast<long>(i));
    result.push_back(std::exchange(copy, node));
  }
  return result;
}

class Shrinker {
 public:
  Shrinker(Ledger& ledger, const std::function<bool(const Ledger&)>& has_fault)
      : ledger_(ledger), has_fault_(has_fault) {}

  void run() {
    while (asked_ < 1500 && (drop_definitions(ledger_.definitions) || drop_definitions(claim().definitions) ||
                             simplify(claim().statements[0].tree) || simplify(ledger_.definitions) ||
                             simplify(claim().definitions))) {
    }
  }

 private:
  Claim& claim() { return ledger_.claims[0]; }

  bool is_still_faulty() {
    ++asked_;
    try {
      check_ledger(ledger_);
      const Node& tree = claim().statements[0].tree;
      return parse_expression(to_text(tree), "again") == tree && has_fault_(ledger_);
    } catch (const SourceError&) {
      return false;
    }
  }

  bool drop_definitions(std::vector<Definition>& definitions) {
    for (std::size_t i = 0; i < definitions.size(); ++i) {
      std::vector<Definition> before = definitions;
      definitions.erase(definitions.begin() + static_cast<long>(i));
      if (is_still_faulty()) return true;
      definitions = std::move(before);
    }
    return false;
  }

  bool simplify(std::vector<Definition>& definitions) {
    for (Definition& definition : definitions) {
      if (simplify(definition.body)) return true;
      for (Equation& equation : definition.equations)
        if (simplify(equation.body)) return true;
    }
    return false;
  }

  // One step at the node or below; `node` is part of the ledger.
  bool simplify(Node& node) {
    if (node.kind != Kind::tuple && node.kind != Kind::infinity) {
      const Node before = node;
      for (const Node& candidate : simpler(before)) {
        node = candidate;
        if (is_still_faulty()) return true;
      }
      node = before;
    }
    for (Node& child : node.children)
      if (simplify(child)) return true;
    for (Binder& binder : node.binders)
      for (Node& term : binder.domain.terms)
        if (simplify(term)) return true;
    return false;
  }

  Ledger& ledger_;
  const std::function<bool(const Ledger&)>& has_fault_;
  int asked_ = 0;
};

}  // namespace

Ledger shrunk(Ledger ledger, const std::function<bool(const Ledger&)>& has_fault) {
  Shrinker(ledger, has_fault).run();
  return ledger;
}

}  // namespace dropcert::meaning
