#include "edits.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <stdexcept>
#include <utility>

#include "language/functions.hpp"
#include "language/print.hpp"

namespace dropcert::test {

using namespace language;

namespace {

using Scope = std::vector<std::string>;
using Path = std::vector<Node*>;  // from the root to the node visited

// Calls visit(path, scope) at every node but those in the domain of a quantifier, parents first.
class Walk {
 public:
  using Visit = std::function<void(const Path&, const Scope&)>;

  Walk(Scope scope, Visit visit) : scope_(std::move(scope)), visit_(std::move(visit)) {}

  void operator()(Node& node) {
    path_.push_back(&node);
    visit_(path_, scope_);
    if (node.kind != Kind::quantifier)
      for (Binder& binder : node.binders)
        for (Node& term : binder.domain.terms) (*this)(term);
    std::size_t outer = scope_.size();
    for (const Binder& binder : node.binders)
      scope_.insert(scope_.end(), binder.names.begin(), binder.names.end());
    for (Node& child : node.children) (*this)(child);
    scope_.resize(outer);
    path_.pop_back();
  }

 private:
  Scope scope_;
  Visit visit_;
  Path path_;
};

// The faults that a link of a relation may have, the weaker one first.
std::vector<Relation> faulty(Relation relation) {
  switch (relation) {
    case Relation::equal:
      return {Relation::less, Relation::greater};
    case Relation::not_equal:
      return {Relation::equal};
    case Relation::less:
    case Relation::less_equal:
      return relation == Relation::less ? std::vector{Relation::greater}
                                        : std::vector{Relation::less, Relation::greater};
    case Relation::greater:
    case Relation::greater_equal:
      return relation == Relation::greater ? std::vector{Relation::less}
                                           : std::vector{Relation::greater, Relation::less};
  }
  return {};
}

bool is_operand(const Path& path) {
  if (path.size() < 2) return false;
  switch (path[path.size() - 2]->kind) {
    case Kind::relation:
    case Kind::add:
    case Kind::subtract:
    case Kind::multiply:
    case Kind::divide:
      return true;
    default:
      return false;
  }
}

bool is_compound(const Node& node) {
  switch (node.kind) {
    case Kind::multiply:
    case Kind::divide:
    case Kind::power:
    case Kind::factorial:
    case Kind::call:
    case Kind::binding:
    case Kind::name:
      return true;
    default:
      return false;
  }
}

bool is_zero(const Node& node) {
  return node.kind == Kind::number && node.number == 0;
}

// Whether the factor -1 or 2 at the end of the path would leave the relation as it is: x = 0.
bool compared_with_zero(const Path& path) {
  const Node& parent = *path[path.size() - 2];
  if (parent.kind != Kind::relation) return false;
  for (std::size_t i = 0; i < parent.relations.size(); ++i)
    if (parent.relations[i] == Relation::equal &&
        (is_zero(parent.children[i]) || is_zero(parent.children[i + 1])))
      return true;
  return false;
}

bool is_modulus(const Node& node) {
  return node.kind == Kind::call && node.name == "abs";
}

// How many ways there are to make the fault at the end of the path.
std::size_t variants(Fault fault, const Path& path, const Scope& scope) {
  const Node& node = *path.back();
  switch (fault) {
    case Fault::relation: {
      std::size_t count = 0;
      for (Relation relation : node.relations) count += faulty(relation).size();
      return node.kind == Kind::relation ? count : 0;
    }
    case Fault::sign:
      return node.kind == Kind::add || node.kind == Kind::subtract || node.kind == Kind::negate ||
             (is_operand(path) && is_compound(node) && !is_modulus(node) && !compared_with_zero(path));
    case Fault::index:
      return node.kind == Kind::name && std::count(scope.begin(), scope.end(), node.name) > 0;
    case Fault::factor:
      if (node.kind == Kind::multiply) return 2;
      return node.kind == Kind::divide || node.kind == Kind::factorial || node.kind == Kind::power ||
             (is_operand(path) && is_compound(node) && !compared_with_zero(path));
    case Fault::constant:
      return node.kind == Kind::number;
    case Fault::logic:
      return node.kind == Kind::equivalence || node.kind == Kind::implication ||
             node.kind == Kind::disjunction || node.kind == Kind::negation || node.kind == Kind::call;
  }
  return 0;
}

void change_relation(Node& node, std::size_t variant) {
  for (Relation& relation : node.relations) {
    std::vector<Relation> choices = faulty(relation);
    if (variant < choices.size()) {
      relation = choices[variant];
      return;
    }
    variant -= choices.size();
  }
}

Node change_sign(Node node) {
  switch (node.kind) {
    case Kind::add:
      node.kind = Kind::subtract;
      return node;
    case Kind::subtract:
      node.kind = Kind::add;
      return node;
    case Kind::negate: {
      Node operand = std::move(node.children[0]);
      return operand;
    }
    default:
      return node_of(Kind::negate, {std::move(node)});
  }
}

Node change_factor(Node node, std::size_t variant) {
  switch (node.kind) {
    case Kind::multiply:
    case Kind::divide:
    case Kind::factorial:
    case Kind::power: {
      Node operand = std::move(node.children[variant]);
      return operand;
    }
    default:
      return node_of(Kind::multiply, {number_node(2), std::move(node)});
  }
}

Node change_logic(Node node) {
  switch (node.kind) {
    case Kind::negation: {
      Node operand = std::move(node.children[0]);
      return operand;
    }
    case Kind::implication:
      node.children[1] = node_of(Kind::negation, {std::move(node.children[1])});
      return node;
    case Kind::disjunction:
      node.kind = Kind::conjunction;
      return node;
    default:
      return node_of(Kind::negation, {std::move(node)});
  }
}

void make(Node& node, const Edit& edit) {
  switch (edit.fault) {
    case Fault::relation:
      change_relation(node, edit.variant);
      break;
    case Fault::sign:
      node = change_sign(std::move(node));
      break;
    case Fault::index:
      node = node_of(Kind::add, {std::move(node), number_node(1)});
      break;
    case Fault::factor:
      node = change_factor(std::move(node), edit.variant);
      break;
    case Fault::constant:
      node.number += 1;
      node.name = node.number.get_str();
      break;
    case Fault::logic:
      node = change_logic(std::move(node));
      break;
  }
}

// The path to a place, in a tree that may be changed.
Path path_to(Node& tree, std::size_t place) {
  Path found;
  std::size_t count = 0;
  Walk walk({}, [&](const Path& path, const Scope&) {
    if (count++ == place) found = path;
  });
  walk(tree);
  if (found.empty()) throw std::out_of_range("no such place in the tree");
  return found;
}

// 0, n/2, n/4, 3n/4, ... (places ordered by their binary digits reversed): each prefix spreads over the
// whole.
std::vector<std::size_t> spread_order(std::size_t n) {
  constexpr int digits = 10;
  std::vector<std::pair<std::size_t, std::size_t>> keyed;
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t reversed = 0;
    std::size_t rest = (i << digits) / n;
    for (int digit = 0; digit < digits; ++digit, rest /= 2) reversed = 2 * reversed + rest % 2;
    keyed.emplace_back(reversed, i);
  }
  std::sort(keyed.begin(), keyed.end());
  std::vector<std::size_t> order;
  for (const auto& [key, i] : keyed) order.push_back(i);
  return order;
}

}  // namespace

const char* name_of(Fault fault) {
  switch (fault) {
    case Fault::relation:
      return "relation";
    case Fault::sign:
      return "sign";
    case Fault::index:
      return "index";
    case Fault::factor:
      return "factor";
    case Fault::constant:
      return "constant";
    case Fault::logic:
      return "logic";
  }
  return "?";
}

std::vector<Edit> edits(const Node& tree, const std::vector<std::string>& variables) {
  std::vector<Edit> all;
  std::size_t place = 0;
  Walk walk(variables, [&](const Path& path, const Scope& scope) {
    for (int f = 0; f < fault_count; ++f) {
      Fault fault = static_cast<Fault>(f);
      for (std::size_t v = 0, count = variants(fault, path, scope); v < count; ++v)
        all.push_back({fault, place, v});
    }
    ++place;
  });
  Node copy = tree;
  walk(copy);
  return all;
}

Node edited(const Node& tree, const Edit& edit) {
  Node result = tree;
  make(*path_to(result, edit.place).back(), edit);
  return result;
}

std::string describe(const Node& tree, const Edit& edit) {
  constexpr std::size_t longest = 70;
  Node before = tree;
  Node after = edited(tree, edit);
  // An edit changes nothing above its place, so the two paths agree down to it.
  Path old_path = path_to(before, edit.place);
  Path new_path = path_to(after, edit.place);
  std::size_t from = old_path.size() - 1;
  while (from > 0 && to_text(*old_path[from - 1]).size() <= longest) --from;
  return to_text(*old_path[from]) + " -> " + to_text(*new_path[from]);
}

std::vector<Edit> spread(const std::vector<Edit>& edits) {
  std::array<std::vector<Edit>, fault_count> families;
  for (const Edit& edit : edits) families[static_cast<std::size_t>(edit.fault)].push_back(edit);
  std::array<std::vector<std::size_t>, fault_count> orders;
  for (std::size_t f = 0; f < fault_count; ++f) orders[f] = spread_order(families[f].size());
  std::vector<Edit> result;
  for (std::size_t turn = 0; result.size() < edits.size(); ++turn)
    for (std::size_t f = 0; f < fault_count; ++f)
      if (turn < families[f].size()) result.push_back(families[f][orders[f][turn]]);
  return result;
}

}  // namespace dropcert::test
