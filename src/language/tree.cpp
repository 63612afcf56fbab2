#include "language/tree.hpp"

#include <algorithm>

namespace dropcert::language {

Node::Node() = default;
Node::Node(const Node&) = default;
Node& Node::operator=(const Node&) = default;
Node::Node(Node&&) noexcept = default;
Node& Node::operator=(Node&&) noexcept = default;
Node::~Node() = default;

bool operator==(const Node& a, const Node& b) {
  if (a.kind != b.kind) return false;
  if (a.kind == Kind::number) return a.number == b.number;
  return a.name == b.name && a.relations == b.relations && a.wherever_defined == b.wherever_defined &&
         a.binders == b.binders && a.children == b.children;
}

bool operator==(const Domain& a, const Domain& b) {
  return a.kind == b.kind && a.low_open == b.low_open && a.high_open == b.high_open && a.base == b.base &&
         a.terms == b.terms;
}

bool operator==(const Binder& a, const Binder& b) {
  return a.names == b.names && a.domain == b.domain;
}

Domain base_of(const Domain& power) {
  Domain base = power;
  base.kind = power.base;
  base.base = DomainKind::none;
  base.terms.pop_back();
  return base;
}

bool has_infinite_end(const Domain& domain) {
  for (const Node& term : domain.terms)
    if (term.kind == Kind::infinity) return true;
  return false;
}

bool is_over_region(const Domain& domain) {
  return is_region(domain.kind == DomainKind::power ? domain.base : domain.kind) || has_infinite_end(domain);
}

std::size_t count_parts(const Node& tree) {
  std::size_t count = 0;
  each_part(tree, [&](const Node&) { ++count; });
  return count;
}

bool mentions(const Node& node, const std::string& name) {
  return any_part(node, [&](const Node& part) { return part.kind == Kind::name && part.name == name; });
}

bool is_in_domains(const Node& node, const std::string& name) {
  return std::any_of(node.binders.begin(), node.binders.end(), [&](const Binder& binder) {
    const std::vector<Node>& terms = binder.domain.terms;
    return std::any_of(terms.begin(), terms.end(), [&](const Node& term) { return mentions(term, name); });
  });
}

bool calls(const Node& node, const std::string& name) {
  return any_part(node, [&](const Node& part) { return part.kind == Kind::call && part.name == name; });
}

const char* symbol(Relation relation) {
  switch (relation) {
    case Relation::equal:
      return "=";
    case Relation::not_equal:
      return "!=";
    case Relation::less:
      return "<";
    case Relation::less_equal:
      return "<=";
    case Relation::greater:
      return ">";
    case Relation::greater_equal:
      return ">=";
  }
  return "?";
}

bool says_order(Relation relation) {
  return relation != Relation::equal && relation != Relation::not_equal;
}

bool says_less(Relation relation) {
  return relation == Relation::less || relation == Relation::less_equal;
}

bool says_strictly(Relation relation) {
  return relation == Relation::less || relation == Relation::greater;
}

Relation converse(Relation relation) {
  switch (relation) {
    case Relation::less:
      return Relation::greater;
    case Relation::less_equal:
      return Relation::greater_equal;
    case Relation::greater:
      return Relation::less;
    case Relation::greater_equal:
      return Relation::less_equal;
    default:
      return relation;
  }
}

Node node_of(Kind kind, std::vector<Node> children, const std::string& name) {
  Node node;
  node.kind = kind;
  node.name = name;
  node.children = std::move(children);
  return node;
}

Domain with_ends(Domain domain) {
  if (domain.kind != DomainKind::reals) return domain;
  domain.kind = DomainKind::interval;
  domain.terms = {node_of(Kind::infinity, {}, "-oo"), node_of(Kind::infinity, {}, "oo")};
  domain.low_open = domain.high_open = true;
  return domain;
}

std::optional<mpq_class> written_number(const Node& term) {
  if (term.kind == Kind::negate) {
    const std::optional<mpq_class> inside = written_number(term.children[0]);
    return inside ? std::optional(mpq_class(-*inside)) : std::nullopt;
  }
  return term.kind == Kind::number ? std::optional(term.number) : std::nullopt;
}

Node number_node(const mpq_class& value) {
  Node node;
  node.number = value;
  return node;
}

Node name_node(const std::string& name) {
  return node_of(Kind::name, {}, name);
}

Node relation_node(Node left, Relation relation, Node right) {
  Node node = node_of(Kind::relation, {std::move(left), std::move(right)});
  node.relations = {relation};
  return node;
}

bool binds(const Node& node, const std::string& name) {
  return std::any_of(node.binders.begin(), node.binders.end(), [&](const Binder& binder) {
    return std::find(binder.names.begin(), binder.names.end(), name) != binder.names.end();
  });
}

bool binds_within(const Node& tree, const std::string& name) {
  return any_part(tree, [&](const Node& part) { return binds(part, name); });
}

void names_bound_in(const Node& tree, std::set<std::string>& names) {
  each_part(tree, [&](const Node& part) {
    for (const Binder& binder : part.binders) names.insert(binder.names.begin(), binder.names.end());
  });
}

bool is_captured(const Node& term, const Node& outer) {
  return any_part(outer, [&](const Node& part) {
    return std::any_of(part.binders.begin(), part.binders.end(), [&](const Binder& binder) {
      return std::any_of(binder.names.begin(), binder.names.end(),
                         [&](const std::string& name) { return mentions(term, name); });
    });
  });
}

Node with_values(Node node, std::map<std::string, Node> values) {
  if (node.kind == Kind::name)
    if (const auto found = values.find(node.name); found != values.end()) return found->second;
  for (Binder& binder : node.binders) {
    for (Node& term : binder.domain.terms) term = with_values(std::move(term), values);
    for (const std::string& name : binder.names) values.erase(name);
  }
  for (Node& child : node.children) child = with_values(std::move(child), values);
  return node;
}

bool is_free_in(const Node& tree, const std::string& name) {
  return mentions(tree, name) && !(with_values(tree, {{name, Node()}}) == tree);
}

}  // namespace dropcert::language
