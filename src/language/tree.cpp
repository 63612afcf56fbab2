#include "language/tree.hpp"

namespace dropcert {

bool operator==(const Node& a, const Node& b) {
  if (a.kind != b.kind) return false;
  if (a.kind == Kind::number) return a.number == b.number;
  return a.name == b.name && a.relations == b.relations && a.binders == b.binders && a.children == b.children;
}

bool operator==(const Binder& a, const Binder& b) {
  return a.names == b.names && a.domain.kind == b.domain.kind && a.domain.terms == b.domain.terms;
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

}  // namespace dropcert
