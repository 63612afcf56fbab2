#include "publish/definitions_used.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace dropcert::publish {

using namespace language;

namespace {

void gather_names(const Node& node, std::set<std::string>& names) {
  each_part(node, [&](const Node& part) {
    if (part.kind == Kind::name || part.kind == Kind::call) names.insert(part.name);
  });
}

}  // namespace

std::vector<const Definition*> definitions_used(const Ledger& ledger, const Claim& claim,
                                                const std::vector<const Statement*>& statements) {
  std::set<std::string> names;
  for (const Statement* statement : statements) gather_names(statement->tree, names);
  std::vector<const Definition*> used;
  const auto look = [&](const std::vector<Definition>& definitions) {
    for (auto definition = definitions.rbegin(); definition != definitions.rend();
         ++definition) {  // a definition uses only earlier ones
      if (names.count(definition->name) == 0) continue;
      gather_names(definition->body, names);
      for (const Equation& equation : definition->equations) gather_names(equation.body, names);
      used.push_back(&*definition);
    }
  };
  look(claim.definitions);
  look(ledger.definitions);
  std::reverse(used.begin(), used.end());
  return used;
}

}  // namespace dropcert::publish
