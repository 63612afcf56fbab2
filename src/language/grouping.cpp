#include "language/grouping.hpp"

#include <algorithm>
#include <iterator>

namespace dropcert::language {

namespace {

bool is_plain(const Node& node) {
  return node.kind == Kind::quantifier && !node.wherever_defined;
}

}  // namespace

const Node* continuation(const Node& quantifier) {
  if (!is_plain(quantifier) || !is_plain(quantifier.children[0])) return nullptr;
  const Node& inner = quantifier.children[0];
  if (!is_over_region(quantifier.binders.back().domain) || !is_over_region(inner.binders[0].domain))
    return nullptr;
  for (const Binder& binder : inner.binders)
    for (const std::string& name : binder.names)
      if (binds(quantifier, name)) return nullptr;
  return &inner;
}

bool has_continuation(const Node& statement) {
  return any_part(statement, [](const Node& part) { return continuation(part); });
}

Node joined(Node statement) {
  while (continuation(statement)) {
    Node inner = std::move(statement.children[0]);
    std::move(inner.binders.begin(), inner.binders.end(), std::back_inserter(statement.binders));
    statement.children = std::move(inner.children);
  }
  for (Node& child : statement.children) child = joined(std::move(child));
  return statement;
}

std::size_t names_to_region(const Node& statement) {
  if (!is_plain(statement)) return 0;
  std::size_t count = 0;
  bool is_in_region = false;
  for (const Binder& binder : statement.binders) {
    if (is_in_region && !is_over_region(binder.domain)) return count;
    is_in_region = is_over_region(binder.domain);
    count += binder.names.size();
  }
  return is_in_region ? count : count + names_to_region(statement.children[0]);
}

}  // namespace dropcert::language
