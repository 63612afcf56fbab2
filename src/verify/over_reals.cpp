#include "verify/over_reals.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace dropcert::verify {

using namespace language;

namespace {

bool is_integer(const Node& term, const std::set<std::string>& integers) {
  switch (term.kind) {
    case Kind::number:
      return term.number.get_den() == 1;
    case Kind::name:
      return integers.count(term.name) > 0;
    case Kind::infinity:
      return true;
    case Kind::negate:
    case Kind::add:
    case Kind::subtract:
    case Kind::multiply:
      return std::all_of(term.children.begin(), term.children.end(),
                         [&](const Node& part) { return is_integer(part, integers); });
    default:
      return false;
  }
}

}  // namespace

std::optional<Node> over_reals(const Node& statement) {
  if (statement.kind != Kind::quantifier || statement.wherever_defined || statement.binders.size() < 2)
    return std::nullopt;
  Node result = statement;
  std::set<std::string> integers;
  bool has_infinite_range = false;
  for (Binder& binder : result.binders) {
    Domain& domain = binder.domain;
    if (binder.names.size() != 1) return std::nullopt;
    const std::string& name = binder.names[0];
    if (domain.kind != DomainKind::range) {
      if (!is_region(domain.kind)) return std::nullopt;
      integers.erase(name);
      continue;
    }
    if (!std::all_of(domain.terms.begin(), domain.terms.end(),
                     [&](const Node& end) { return is_integer(end, integers); }))
      return std::nullopt;
    integers.insert(name);
    has_infinite_range = has_infinite_range || has_infinite_end(domain);
    domain.kind = DomainKind::interval;
    domain.low_open = domain.terms[0].kind == Kind::infinity;
    domain.high_open = domain.terms[1].kind == Kind::infinity;
  }
  return has_infinite_range ? std::optional(std::move(result)) : std::nullopt;
}

}  // namespace dropcert::verify
