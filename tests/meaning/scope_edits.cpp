#include "meaning/scope_edits.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

namespace dropcert::meaning {

using namespace language;

namespace {

// Calls `visit` for every node, in a fixed order.
void walk(Node& node, const std::function<void(Node&)>& visit) {
  visit(node);
  for (Binder& binder : node.binders)
    for (Node& term : binder.domain.terms) walk(term, visit);
  for (Node& child : node.children) walk(child, visit);
}

// Calls `visit` for every use of `name` that is bound outside of `node`.
void free_uses(Node& node, const std::string& name, const std::function<void(Node&)>& visit) {
  if (node.kind == Kind::name && node.name == name) visit(node);
  // A witness sees the names outside alone.
  for (std::size_t i = 1; !node.binders.empty() && i < node.children.size(); ++i)
    free_uses(node.children[i], name, visit);
  for (Binder& binder : node.binders) {
    for (Node& term : binder.domain.terms) free_uses(term, name, visit);
    if (std::count(binder.names.begin(), binder.names.end(), name) != 0) return;
  }
  for (std::size_t i = 0; i < (node.binders.empty() ? node.children.size() : 1); ++i)
    free_uses(node.children[i], name, visit);
}

// Calls `visit` for every use of the binder's name.
void bound_uses(Node& node, std::size_t binder, const std::string& name,
                const std::function<void(Node&)>& visit) {
  for (std::size_t i = binder + 1; i < node.binders.size(); ++i) {
    for (Node& term : node.binders[i].domain.terms) free_uses(term, name, visit);
    if (std::count(node.binders[i].names.begin(), node.binders[i].names.end(), name) != 0) return;
  }
  free_uses(node.children[0], name, visit);
}

// The tree with one change at the node of that number.
Node changed(const Node& tree, std::size_t place, const std::function<void(Node&)>& change) {
  Node copy = tree;
  std::size_t next = 0;
  walk(copy, [&](Node& node) {
    if (next++ == place) change(node);
  });
  return copy;
}

class Editor {
 public:
  Editor(const Node& tree, const std::vector<std::string>& names)
      : tree_(tree), names_(names.begin(), names.end()) {
    Node copy = tree;
    walk(copy, [&](Node& node) {
      for (const Binder& binder : node.binders) names_.insert(binder.names.begin(), binder.names.end());
    });
  }

  std::vector<ScopeEdit> edits() {
    Node copy = tree_;
    std::size_t place = 0;
    // Only what is copied from the node is kept.
    walk(copy, [&](Node& node) { at(place++, node); });
    return std::move(edits_);
  }

 private:
  void at(std::size_t place, const Node& node) {
    if (node.kind == Kind::name && node.name == "pi")
      for (const std::string& name : names_)
        add("pi becomes " + name, changed(tree_, place, [&](Node& found) { found.name = name; }));
    for (std::size_t i = 0; i < node.binders.size(); ++i) {
      for (std::size_t k = 0; k < node.binders[i].names.size(); ++k) rename(place, node, i, k);
      for (std::size_t j = i + 1; j < node.binders.size(); ++j) {
        add("binders exchanged",
            changed(tree_, place, [&](Node& found) { std::swap(found.binders[i], found.binders[j]); }));
        add("domains exchanged", changed(tree_, place, [&](Node& found) {
              std::swap(found.binders[i].domain, found.binders[j].domain);
            }));
      }
    }
    if (node.binders.empty() || node.children.empty()) return;
    const Node& body = node.children[0];
    if (body.binders.empty()) return;
    const auto is_quantifier = [](const Node& n) {
      return n.kind == Kind::quantifier || n.kind == Kind::existence;
    };
    if (is_quantifier(node) != is_quantifier(body)) return;
    add("an outer and an inner group exchanged",
        changed(tree_, place, [](Node& found) { std::swap(found.binders, found.children[0].binders); }));
    add("an outer and an inner domain exchanged", changed(tree_, place, [](Node& found) {
          std::swap(found.binders[0].domain, found.children[0].binders[0].domain);
        }));
  }

  void rename(std::size_t place, const Node& node, std::size_t binder, std::size_t k) {
    const std::string old = node.binders[binder].names[k];
    std::size_t uses = 0;
    Node copy = node;
    bound_uses(copy, binder, old, [&](Node&) { ++uses; });
    for (const std::string& name : names_) {
      if (name == old) continue;
      const std::string to = old + " becomes " + name;
      add(to + ", bound and used",
          changed(tree_, place,
                  [&](Node& found) {
                    bound_uses(found, binder, old, [&](Node& use) { use.name = name; });
                    found.binders[binder].names[k] = name;
                  }),
          old, name);
      add(to + " where it is bound",
          changed(tree_, place, [&](Node& found) { found.binders[binder].names[k] = name; }), old, name);
      add(to + " where it is used", changed(tree_, place, [&](Node& found) {
            bound_uses(found, binder, old, [&](Node& use) { use.name = name; });
          }));
      for (std::size_t i = 0; uses > 1 && i < uses; ++i)
        add(to + " at one use", changed(tree_, place, [&](Node& found) {
              std::size_t next = 0;
              bound_uses(found, binder, old, [&](Node& use) {
                if (next++ == i) use.name = name;
              });
            }));
    }
  }

  void add(std::string what, Node tree, std::string old_name = "", std::string new_name = "") {
    if (tree == tree_) return;
    edits_.push_back({std::move(what), std::move(tree), std::move(old_name), std::move(new_name)});
  }

  const Node& tree_;
  std::set<std::string> names_;
  std::vector<ScopeEdit> edits_;
};

Node moved(const Node& end, const mpq_class& by) {
  Node node;
  if (end.kind == Kind::number && end.number + by >= 0 && mpq_class(end.number + by).get_den() == 1) {
    node.number = end.number + by;
    return node;
  }
  Node step;
  step.number = abs(by.get_num());
  if (by.get_den() != 1) {
    Node half;
    half.number = by.get_den();
    Node quotient;
    quotient.kind = Kind::divide;
    quotient.children = {step, half};
    step = quotient;
  }
  node.kind = by < 0 ? Kind::subtract : Kind::add;
  node.children = {end, step};
  return node;
}

}  // namespace

std::vector<ScopeEdit> scope_edits(const Node& tree, const std::vector<std::string>& names) {
  return Editor(tree, names).edits();
}

std::vector<DomainEdit> domain_edits(const Node& tree) {
  std::vector<DomainEdit> result;
  Node copy = tree;
  std::size_t place = 0;
  walk(copy, [&](Node& node) {
    for (std::size_t i = 0; i < node.binders.size(); ++i) {
      const Domain& domain = node.binders[i].domain;
      if (domain.kind != DomainKind::range && domain.kind != DomainKind::interval) continue;
      for (std::size_t k = 0; k < 2; ++k) {
        if (domain.terms[k].kind == Kind::infinity) continue;
        for (const mpq_class& by : {mpq_class(1), mpq_class(-1), mpq_class(1, 2)})
          result.push_back({"an end moved", changed(tree, place, [&](Node& found) {
                              Node& end = found.binders[i].domain.terms[k];
                              end = moved(end, by);
                            })});
        if (domain.kind == DomainKind::interval)
          result.push_back({"a bracket changed", changed(tree, place, [&](Node& found) {
                              Domain& d = found.binders[i].domain;
                              (k == 0 ? d.low_open : d.high_open) ^= true;
                            })});
      }
    }
    ++place;
  });
  return result;
}

}  // namespace dropcert::meaning
