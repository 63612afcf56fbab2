#include <fmt/format.h>

#include "language/precedence.hpp"
#include "language/print.hpp"

namespace dropcert {

namespace {

std::string print(const Node& node, Precedence least) {
  std::string text = to_text(node);
  return precedence(node) < least ? "(" + text + ")" : text;
}

std::string joined(const std::vector<Node>& nodes) {
  std::string text;
  for (const Node& node : nodes) text += (text.empty() ? "" : ", ") + print(node, level_sum);
  return text;
}

// Left-associative: the right operand must bind tighter.
std::string infix(const Node& node, const char* op, Precedence level) {
  return print(node.children[0], level) + op + print(node.children[1], static_cast<Precedence>(level + 1));
}

// `implies` and `iff` take everything to their right.
std::string arrow(const Node& node, const char* op) {
  return print(node.children[0], level_or) + op + to_text(node.children[1]);
}

std::string relation(const Node& node) {
  std::string text = print(node.children[0], level_sum);
  for (std::size_t i = 0; i < node.relations.size(); ++i)
    text += fmt::format(" {} {}", symbol(node.relations[i]), print(node.children[i + 1], level_sum));
  return text;
}

std::string quantifier(const Node& node) {
  std::string text;
  for (const Binder& binder : node.binders) text += (text.empty() ? "for " : ", ") + to_text(binder);
  return text + ": " + to_text(node.children[0]);
}

std::string binding(const Node& node) {
  const Binder& binder = node.binders[0];
  const std::vector<Node>& terms = binder.domain.terms;
  std::string bound = binder.names[0];
  if (binder.domain.kind == DomainKind::range)
    bound += fmt::format(" = {}..{}", print(terms[0], level_sum), print(terms[1], level_sum));
  if (binder.domain.kind == DomainKind::elements) bound += " in " + print(terms[0], level_sum);
  return fmt::format("{}({}, {})", node.name, bound, print(node.children[0], level_sum));
}

}  // namespace

std::string to_text(const Binder& binder) {
  std::string names;
  for (const std::string& name : binder.names) names += (names.empty() ? "" : ", ") + name;
  if (binder.names.size() > 1) names = "(" + names + ")";
  const std::vector<Node>& terms = binder.domain.terms;
  switch (binder.domain.kind) {
    case DomainKind::none:
      return names;
    case DomainKind::range:
      return fmt::format("{} in {}..{}", names, print(terms[0], level_sum), print(terms[1], level_sum));
    case DomainKind::cases:
      return fmt::format("{} in {{{}}}", names, joined(terms));
    case DomainKind::closed_interval:
      return fmt::format("{} in [{}]", names, joined(terms));
    case DomainKind::open_interval:
      return fmt::format("{} in ({})", names, joined(terms));
    case DomainKind::reals:
      return names + " in real";
    case DomainKind::elements:
      return fmt::format("{} in {}", names, print(terms[0], level_sum));
  }
  return names;
}

std::string to_text(const Definition& definition) {
  std::string parameters;
  for (const std::string& name : definition.parameters)
    parameters += (parameters.empty() ? "(" : ", ") + name;
  if (!parameters.empty()) parameters += ")";
  return fmt::format("{}{} = {}", definition.name, parameters, to_text(definition.body));
}

std::string to_text(const Node& node) {
  switch (node.kind) {
    case Kind::number:
      return node.name.empty() ? node.number.get_str() : node.name;
    case Kind::name:
      return node.name;
    case Kind::list:
      return "[" + joined(node.children) + "]";
    case Kind::tuple:
      return "(" + joined(node.children) + ")";
    case Kind::call:
      return node.name + "(" + joined(node.children) + ")";
    case Kind::binding:
      return binding(node);
    case Kind::conditional:
      return fmt::format("if({}, {}, {})", to_text(node.children[0]), print(node.children[1], level_sum),
                         print(node.children[2], level_sum));
    case Kind::negate:
      return "-" + print(node.children[0], level_unary);
    case Kind::add:
      return infix(node, " + ", level_sum);
    case Kind::subtract:
      return infix(node, " - ", level_sum);
    case Kind::multiply:
      return infix(node, " * ", level_product);
    case Kind::divide:
      return infix(node, "/", level_product);
    case Kind::power:
      return print(node.children[0], level_postfix) + "^" + print(node.children[1], level_unary);
    case Kind::factorial:
      return print(node.children[0], level_postfix) + "!";
    case Kind::relation:
      return relation(node);
    case Kind::negation:
      return "not " + print(node.children[0], level_not);
    case Kind::conjunction:
      return infix(node, " and ", level_and);
    case Kind::disjunction:
      return infix(node, " or ", level_or);
    case Kind::implication:
      return arrow(node, " implies ");
    case Kind::equivalence:
      return arrow(node, " iff ");
    case Kind::quantifier:
      return quantifier(node);
  }
  return "";
}

}  // namespace dropcert
