// Random ledgers for Coq. Usage: random_texts ledger|trees SEED COUNT
//   ledger   the text of a ledger
//   trees    a file for Coq: of each text that the parser here reads, the reader of Text.v makes the same
//   tree
#include <fmt/format.h>

#include <cstdlib>
#include <iostream>
#include <string>

#include "language/print.hpp"
#include "meaning/random_statement.hpp"

using namespace dropcert;
using namespace dropcert::language;

namespace {

std::string tree(const Node& node);

std::string quoted(const std::string& text) {
  return "\"" + text + "\"";
}

template <class Items, class Print>
std::string list(const Items& items, const Print& print) {
  std::string result;
  for (const auto& item : items) result += (result.empty() ? "" : "; ") + print(item);
  return "[" + result + "]";
}

std::string trees(const std::vector<Node>& nodes) {
  return list(nodes, tree);
}

std::string pairs(const std::vector<Node>& nodes) {
  return list(nodes, [](const Node& pair) {
    return fmt::format("({}, {})", tree(pair.children[0]), tree(pair.children[1]));
  });
}

std::string end_of(const Node& node) {
  return node.kind == Kind::infinity ? "None" : fmt::format("(Some {})", tree(node));
}

std::string end_of(const Node& node, bool is_open) {
  return node.kind == Kind::infinity ? "None"
                                     : fmt::format("(Some ({}, {}))", is_open ? "false" : "true", tree(node));
}

std::string domain(const Domain& d) {
  switch (d.kind) {
    case DomainKind::range:
      return fmt::format("(Range {} {})", end_of(d.terms[0]), end_of(d.terms[1]));
    case DomainKind::cases:
      return fmt::format("(Cases {})", list(d.terms, [](const Node& term) {
                           return term.kind == Kind::tuple ? trees(term.children) : "[" + tree(term) + "]";
                         }));
    case DomainKind::interval:
      return fmt::format("(Interval {} {})", end_of(d.terms[0], d.low_open), end_of(d.terms[1], d.high_open));
    case DomainKind::reals:
      return "all_reals";
    case DomainKind::power:
      return fmt::format("(Power {} {})", domain(base_of(d)), tree(d.terms.back()));
    default:
      return fmt::format("(Elements {})", tree(d.terms[0]));
  }
}

std::string binding(const Node& node) {
  const std::string x = quoted(node.binders[0].names[0]);
  const Domain& d = node.binders[0].domain;
  const std::string term = tree(node.children[0]);
  if (node.name == "mean") return fmt::format("(Mean {} {} {})", x, tree(d.terms[0]), term);
  if (node.name == "integral") return fmt::format("(Limit Integral {} {} {})", x, domain(d), term);
  if (node.name == "zero") return fmt::format("(Limit TheZero {} {} {})", x, domain(d), term);
  if (node.name == "derivative")
    return fmt::format("(Derivative {} {} {} {})", x, tree(d.terms[0]),
                       d.terms.size() > 1 ? tree(d.terms[1]) : "(Literal (1 # 1))", term);
  if (node.name == "sum" || node.name == "prod")
    return fmt::format("(Sum {} {} {} {})", node.name == "prod", x, domain(d), term);
  return fmt::format("(RootLimsup {} {} {})", node.name == "root_limsup_even", x, term);
}

std::string call(const Node& node) {
  if (node.name == "sum" || node.name == "prod")
    return fmt::format("(Sum {} \"x\" (Elements {}) (Name \"x\"))", node.name == "prod",
                       tree(node.children[0]));
  const bool is_law = node.name == "law" && node.children.size() == 1 &&
                      node.children[0].kind == Kind::list && node.children[0].children[0].kind == Kind::tuple;
  if (is_law) return fmt::format("(WrittenLaw {})", pairs(node.children[0].children));
  return fmt::format("(Call {} {})", quoted(node.name), trees(node.children));
}

std::string quantified(const Node& node) {
  const bool is_existence = node.kind == Kind::existence;
  return fmt::format("(Quantify {} {} {} {} {})", is_existence ? "ForSome" : "ForAll",
                     list(node.binders,
                          [](const Binder& binder) {
                            return fmt::format("({}, {})", list(binder.names, quoted), domain(binder.domain));
                          }),
                     node.wherever_defined, trees({node.children.begin() + 1, node.children.end()}),
                     tree(node.children[0]));
}

std::string tree(const Node& node) {
  const auto part = [&](std::size_t i) { return tree(node.children[i]); };
  const auto of_two = [&](const char* name) { return fmt::format("({} {} {})", name, part(0), part(1)); };
  static constexpr const char* relations[] = {"Equal",     "Different", "Less",
                                              "LessEqual", "Greater",   "GreaterEqual"};
  switch (node.kind) {
    case Kind::number:
      return fmt::format("(Literal ({} # {}))", node.number.get_num().get_str(),
                         node.number.get_den().get_str());
    case Kind::name:
      return fmt::format("(Name {})", quoted(node.name));
    case Kind::list:
      return fmt::format("(Listed {})", trees(node.children));
    case Kind::call:
      return call(node);
    case Kind::binding:
      return binding(node);
    case Kind::conditional:
      return fmt::format("(If {} {} {})", part(0), part(1), part(2));
    case Kind::negate:
      return fmt::format("(Negate {})", part(0));
    case Kind::add:
      return of_two("Operate Plus");
    case Kind::subtract:
      return of_two("Operate Minus");
    case Kind::multiply:
      return of_two("Operate Times");
    case Kind::divide:
      return of_two("Operate Over");
    case Kind::power:
      return of_two("Operate ToThe");
    case Kind::factorial:
      return fmt::format("(Factorial {})", part(0));
    case Kind::index:
      return of_two("Element");
    case Kind::relation: {
      std::string links;
      for (std::size_t i = 0; i < node.relations.size(); ++i)
        links += fmt::format("{}({}, {})", i == 0 ? "" : "; ",
                             relations[static_cast<std::size_t>(node.relations[i])], part(i + 1));
      return fmt::format("(Chain {} [{}])", part(0), links);
    }
    case Kind::negation:
      return fmt::format("(Not {})", part(0));
    case Kind::conjunction:
      return of_two("And");
    case Kind::disjunction:
      return of_two("Or");
    case Kind::implication:
      return of_two("Implies");
    case Kind::equivalence:
      return of_two("Iff");
    case Kind::quantifier:
    case Kind::existence:
      return quantified(node);
    default:
      return "?";
  }
}

bool has_strings(const Node& statement) {
  return any_part(statement, [](const Node& part) { return part.kind == Kind::text; });
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return 2;
  testing::Random random(std::strtoul(arguments[2], nullptr, 10));
  const meaning::RandomLedger drawn = meaning::random_ledger(random, std::strtoul(arguments[3], nullptr, 10));
  if (std::string(arguments[1]) == "ledger") {
    std::cout << drawn.text;
    return 0;
  }
  std::cout
      << "From Coq Require Import String List ZArith QArith.\nFrom Dropcert Require Import Language Text.\n"
         "Import ListNotations.\nLocal Open Scope string_scope.\nLocal Open Scope Q_scope.\n";
  for (const Claim& claim : drawn.ledger.claims) {
    const Node& statement = claim.statements[0].tree;
    if (!has_strings(statement))
      std::cout << fmt::format("Goal statement_of {} = Some {}. Proof. vm_compute. reflexivity. Qed.\n",
                               quoted(to_text(statement)), tree(statement));
  }
}
