#include "language/tree.hpp"

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

bool operator==(const Binder& a, const Binder& b) {
  return a.names == b.names && a.domain.kind == b.domain.kind && a.domain.low_open == b.domain.low_open &&
         a.domain.high_open == b.domain.high_open && a.domain.base == b.domain.base &&
         a.domain.terms == b.domain.terms;
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

bool mentions(const Node& node, const std::string& name) {
  return any_part(node, [&](const Node& part) { return part.kind == Kind::name && part.name == name; });
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

}  // namespace dropcert::language
