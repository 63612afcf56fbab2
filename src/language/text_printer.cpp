#include <string_view>

#include "language/precedence.hpp"
#include "language/print.hpp"

namespace dropcert::language {

namespace {

// Appends to one text, so that the time is linear however deep the tree is.
class TextPrinter {
 public:
  std::string take() { return std::move(text_); }

  void put(std::string_view text) { text_ += text; }

  void put(const Node& node) {
    switch (node.kind) {
      case Kind::number:
        return put(node.name.empty() ? node.number.get_str() : node.name);
      case Kind::name:
      case Kind::infinity:
        return put(node.name);
      case Kind::text:
        put("\"");
        put(node.name);
        return put("\"");
      case Kind::list:
        return enclosed("[", node.children, "]");
      case Kind::tuple:
        return enclosed("(", node.children, ")");
      case Kind::call:
        put(node.name);
        return enclosed("(", node.children, ")");
      case Kind::binding:
        return binding(node);
      case Kind::conditional:
        put("if(");
        put(node.children[0]);
        put(", ");
        put(node.children[1], level_sum);
        put(", ");
        put(node.children[2], level_sum);
        return put(")");
      case Kind::negate:
        put("-");
        return put(node.children[0], level_unary);
      case Kind::add:
        return infix(node, " + ", level_sum);
      case Kind::subtract:
        return infix(node, " - ", level_sum);
      case Kind::multiply:
        return infix(node, " * ", level_product);
      case Kind::divide:
        return infix(node, "/", level_product);
      case Kind::power:
        put(node.children[0], level_postfix);
        put("^");
        return put(node.children[1], level_unary);
      case Kind::factorial:
        put(node.children[0], level_postfix);
        return put("!");
      case Kind::index:
        put(node.children[0], level_postfix);
        put("[");
        put(node.children[1], level_sum);
        return put("]");
      case Kind::relation:
        return relation(node);
      case Kind::negation:
        put("not ");
        return put(node.children[0], level_not);
      case Kind::conjunction:
        return infix(node, " and ", level_and);
      case Kind::disjunction:
        return infix(node, " or ", level_or);
      case Kind::implication:
        return arrow(node, " implies ");
      case Kind::equivalence:
        return arrow(node, " iff ");
      case Kind::quantifier:
        return quantifier(node, "for ");
      case Kind::existence:
        return quantifier(node, "some ");
    }
  }

  void put(const Binder& binder) {
    if (binder.names.size() > 1) put("(");
    for (std::size_t i = 0; i < binder.names.size(); ++i) {
      if (i > 0) put(", ");
      put(binder.names[i]);
    }
    if (binder.names.size() > 1) put(")");
    if (binder.domain.kind == DomainKind::none) return;
    put(" in ");
    const std::size_t begin = text_.size();
    put(binder.domain);
    // After `in` a bracket would begin an interval, so a list stands in parentheses.
    if (binder.domain.kind == DomainKind::elements && text_[begin] == '[') {
      text_.insert(begin, "(");
      put(")");
    }
  }

 private:
  void put(const Domain& domain) {
    const std::vector<Node>& terms = domain.terms;
    switch (domain.kind) {
      case DomainKind::none:
        return;
      case DomainKind::point:
        return put(terms[0], level_sum);
      case DomainKind::range:
        put(terms[0], level_sum);
        put("..");
        return put(terms[1], level_sum);
      case DomainKind::cases:
        return enclosed("{", terms, "}");
      case DomainKind::interval:
        return enclosed(domain.low_open ? "(" : "[", terms, domain.high_open ? ")" : "]");
      case DomainKind::reals:
        return put("real");
      case DomainKind::elements:
        return put(terms[0], level_sum);
      case DomainKind::power:
        if (domain.base == DomainKind::range) put("(");
        put(base_of(domain));
        put(domain.base == DomainKind::range ? ")^" : "^");
        return put(terms.back(), level_postfix);
    }
  }

  void put(const Node& node, Precedence least) {
    const bool in_parentheses = precedence(node) < least;
    if (in_parentheses) put("(");
    put(node);
    if (in_parentheses) put(")");
  }

  void enclosed(std::string_view open, const std::vector<Node>& nodes, std::string_view close) {
    put(open);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (i > 0) put(", ");
      put(nodes[i], level_sum);
    }
    put(close);
  }

  // Left-associative: the right operand must bind tighter.
  void infix(const Node& node, std::string_view op, Precedence level) {
    put(node.children[0], level);
    put(op);
    put(node.children[1], static_cast<Precedence>(level + 1));
  }

  // `implies` and `iff` take everything to their right.
  void arrow(const Node& node, std::string_view op) {
    put(node.children[0], level_or);
    put(op);
    put(node.children[1]);
  }

  void relation(const Node& node) {
    put(node.children[0], level_sum);
    for (std::size_t i = 0; i < node.relations.size(); ++i) {
      put(" ");
      put(symbol(node.relations[i]));
      put(" ");
      put(node.children[i + 1], level_sum);
    }
  }

  void quantifier(const Node& node, std::string_view word) {
    put(word);
    for (std::size_t i = 0; i < node.binders.size(); ++i) {
      if (i > 0) put(", ");
      put(node.binders[i]);
    }
    for (std::size_t i = 1; i < node.children.size(); ++i) {
      put(i == 1 ? " by " : ", ");
      put(node.children[i], level_sum);
    }
    if (node.wherever_defined) put(" wherever defined");
    put(": ");
    put(node.children[0]);
  }

  void binding(const Node& node) {
    const Binder& binder = node.binders[0];
    put(node.name);
    put("(");
    put(binder.names[0]);
    const DomainKind kind = binder.domain.kind;
    if (kind == DomainKind::range || kind == DomainKind::point) put(" = ");
    if (kind == DomainKind::elements || is_region(kind)) put(" in ");
    put(binder.domain);
    put(", ");
    put(node.children[0], level_sum);
    if (kind == DomainKind::point && binder.domain.terms.size() > 1) {
      put(", ");
      put(binder.domain.terms[1], level_sum);
    }
    put(")");
  }

  std::string text_;
};

}  // namespace

std::string to_text(const Binder& binder) {
  TextPrinter printer;
  printer.put(binder);
  return printer.take();
}

std::string to_text(const Definition& definition) {
  std::string equations;
  for (const Equation& equation : definition.equations) {
    equations += (equations.empty() ? "" : ", ") + definition.name;
    for (std::size_t i = 0; i < equation.patterns.size(); ++i)
      equations += (i == 0 ? "(" : ", ") + to_text(equation.patterns[i]);
    equations += ") = " + to_text(equation.body);
  }
  if (definition.is_by_equations()) return equations;
  std::string parameters;
  for (const std::string& name : definition.parameters)
    parameters += (parameters.empty() ? "(" : ", ") + name;
  if (!parameters.empty()) parameters += ")";
  return definition.name + parameters + " = " + to_text(definition.body);
}

std::string to_text(const ContactPoint& contact) {
  return contact.name + " = " + to_text(contact.term);
}

std::string to_text(const Node& node) {
  TextPrinter printer;
  printer.put(node);
  return printer.take();
}

}  // namespace dropcert::language
