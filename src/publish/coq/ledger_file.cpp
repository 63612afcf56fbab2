#include "publish/coq/ledger_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "language/print.hpp"

namespace dropcert::publish {

namespace {

void add_names(const Node& tree, std::set<std::string>& names) {
  each_part(tree, [&](const Node& part) {
    if (part.kind == Kind::name || part.kind == Kind::call) names.insert(part.name);
  });
}

// A string of Coq: a double quote is written twice.
std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) result += c == '"' ? std::string("\"\"") : std::string(1, c);
  return result + "\"";
}

// The definitions and parameters that the statement uses, as texts, in the order of the ledger.
std::vector<std::string> definitions_used(const Ledger& ledger, const Claim& claim, const Node& statement) {
  std::set<std::string> names;
  add_names(statement, names);
  std::vector<std::string> used;
  const auto look = [&](const std::vector<Definition>& definitions) {
    for (auto definition = definitions.rbegin(); definition != definitions.rend(); ++definition) {
      if (names.count(definition->name) == 0) continue;
      used.push_back(to_text(*definition));
      if (!definition->is_by_equations()) add_names(definition->body, names);
      for (const Equation& equation : definition->equations) add_names(equation.body, names);
    }
  };
  look(claim.definitions);
  look(ledger.definitions);
  for (auto parameter = ledger.parameters.rbegin(); parameter != ledger.parameters.rend(); ++parameter)
    if (names.count(parameter->name) != 0)
      used.push_back(fmt::format("{} = {}", parameter->name, parameter->value.get_str()));
  std::reverse(used.begin(), used.end());
  return used;
}

bool has_text(const Node& tree) {
  return any_part(tree, [](const Node& part) { return part.kind == Kind::text; });
}

}  // namespace

std::string ledger_file(const Ledger& ledger) {
  std::string file =
      "(** Written by dropcert emit-coq: each statement of a ledger, decided by computation in Coq's kernel "
      "where\n"
      "    it can be. NAME has a theorem about the statement's own text as its type, or says that nothing is "
      "decided.\n"
      "    It needs the compiled files of proofs/coq:\n\n"
      "        coqc -Q proofs/coq Dropcert FILE.v *)\n\n"
      "From Coq Require Import String List.\nFrom Dropcert Require Import Text.\nImport ListNotations.\n"
      "Local Open Scope string_scope.\n";
  for (const Claim& claim : ledger.claims) {
    std::map<Role, int> count;
    for (const Statement& statement : claim.statements) ++count[statement.role];
    std::map<Role, int> number;
    for (const Statement& statement : claim.statements) {
      std::string name = fmt::format("{}_{}", claim.id, name_of(statement.role));
      if (count[statement.role] > 1) name += fmt::format("_{}", ++number[statement.role]);
      if (has_text(statement.tree)) {
        file += fmt::format("\n(* {} is not read: it has strings. *)\n", name);
        continue;
      }
      std::string where;
      for (const std::string& text : definitions_used(ledger, claim, statement.tree))
        where += (where.empty() ? "" : ";\n    ") + quoted(text);
      where = where.empty() ? "(@nil string)" : "[" + where + "]";
      file += fmt::format("\nDefinition {0} := ltac:(theorem_of {1}\n  {2}\n  {3}).\n", name, quoted(name),
                          where, quoted(to_text(statement.tree)));
    }
  }
  return file;
}

}  // namespace dropcert::publish
