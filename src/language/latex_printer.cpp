#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

#include "language/functions.hpp"
#include "language/precedence.hpp"
#include "language/print.hpp"

namespace dropcert::language {

namespace {

std::string print(const Node& node, Precedence least) {
  std::string text = to_latex(node);
  return precedence(node) < least ? "(" + text + ")" : text;  // no \left: a line may break inside
}

std::string joined(const std::vector<Node>& nodes) {
  std::string text;
  for (const Node& node : nodes) text += (text.empty() ? "" : ",\\allowbreak ") + print(node, level_sum);
  return text;
}

// Greek letters by name, a trailing digit as index, longer names upright.
std::string identifier(const std::string& name) {
  static const std::map<std::string, std::string> greek = {
      {"delta", "\\delta"},    {"kappa", "\\kappa"}, {"theta", "\\theta"}, {"rho", "\\rho"},
      {"beta", "\\beta"},      {"xi", "\\xi"},       {"Delta", "\\Delta"}, {"lambda", "\\lambda"},
      {"d", "\\delta"},        {"mu", "\\mu"},       {"tau", "\\tau"},     {"alpha", "\\alpha"},
      {"eps", "\\varepsilon"}, {"omega", "\\omega"}};
  if (const Constant* constant = find_constant(name)) return std::string(constant->latex);
  if (auto found = greek.find(name); found != greek.end()) return found->second;
  if (name.size() == 2 && name[1] >= '0' && name[1] <= '9') return fmt::format("{}_{}", name[0], name[1]);
  if (name.size() == 1) return name;
  // x_j, rho_1: a letter with an index.
  if (const std::size_t line = name.find('_'); line != std::string::npos && line > 0 &&
                                               line + 1 < name.size() &&
                                               name.find('_', line + 1) == name.npos) {
    const std::string letter = name.substr(0, line), index = name.substr(line + 1);
    if (letter.size() == 1 || greek.count(letter) > 0)
      return fmt::format("{}_{{{}}}", identifier(letter),
                         index.size() == 1 ? index : "\\mathrm{" + index + "}");
  }
  std::string text;
  for (char c : name) text += c == '_' ? "\\_" : std::string(1, c);
  return "\\mathrm{" + text + "}";
}

const char* latex_symbol(Relation relation) {
  switch (relation) {
    case Relation::not_equal:
      return "\\ne";
    case Relation::less_equal:
      return "\\le";
    case Relation::greater_equal:
      return "\\ge";
    default:
      return symbol(relation);
  }
}

// #1, #2 are the arguments, #* all of them, #+ those after the first.
std::string fill(std::string_view pattern, const std::vector<Node>& arguments) {
  std::string text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '#') {
      text += pattern[i];
      continue;
    }
    char which = pattern[++i];
    auto argument = static_cast<std::size_t>(which - '1');
    if (which == '*') text += joined(arguments);
    if (which == '+' && !arguments.empty()) text += joined({arguments.begin() + 1, arguments.end()});
    // A tree that has not been checked may lack arguments.
    if (which != '*' && which != '+' && argument < arguments.size())
      text += print(arguments[argument], level_sum);
  }
  return text;
}

// D(P, k) as a power of the derivation.
std::string derivation(const Node& node) {
  std::string order = node.children.size() > 1 ? "^{" + to_latex(node.children[1]) + "}" : "";
  return "D" + order + "(" + to_latex(node.children[0]) + ")";
}

std::string call(const Node& node) {
  if (node.name == "D") return derivation(node);
  if (const BindingFunction* function = find_binding_function(node.name); function && function->over_elements)
    return fmt::format("{} {}", function->latex, print(node.children[0], level_product));
  const Function* function = find_function(node.name);
  // A definition of the ledger may have the name, and other arguments.
  const std::size_t given = node.children.size();
  const bool fits = function && (function->variadic ||
                                 (function->required <= given && given <= function->parameters.size()));
  if (fits && !function->latex.empty()) return fill(function->latex, node.children);
  return fmt::format("{}({})", identifier(node.name), joined(node.children));
}

// A domain that is a list; one in brackets would look like an interval.
std::string elements(const Node& node) {
  return node.kind == Kind::list ? "\\{" + joined(node.children) + "\\}" : to_latex(node);
}

std::string end_of_interval(const Domain& domain, std::size_t i) {
  if (domain.kind == DomainKind::reals) return i == 0 ? "-\\infty" : "\\infty";
  return to_latex(domain.terms[i]);
}

// The n-th derivative by x, at a point; an integral; the zero of a term in an interval.
std::string of_calculus(const Node& node, const std::string& x) {
  const Domain& domain = node.binders[0].domain;
  const std::string body = print(node.children[0], level_product);
  if (domain.kind == DomainKind::point) {
    const std::string order = domain.terms.size() > 1 ? "^{" + to_latex(domain.terms[1]) + "}" : "";
    return fmt::format("\\left.\\frac{{d{}}}{{d{}{}}} {}\\right|_{{{} = {}}}", order, x, order, body, x,
                       to_latex(domain.terms[0]));
  }
  if (node.name == "integral")
    return fmt::format("\\int_{{{}}}^{{{}}} {}\\,d{}", end_of_interval(domain, 0), end_of_interval(domain, 1),
                       body, x);
  const bool low_open = domain.kind == DomainKind::reals || domain.low_open;
  const bool high_open = domain.kind == DomainKind::reals || domain.high_open;
  return fmt::format("\\operatorname{{zero}}_{{{} \\in {}{}, {}{}}} {}", x, low_open ? "(" : "[",
                     end_of_interval(domain, 0), end_of_interval(domain, 1), high_open ? ")" : "]", body);
}

std::string binding(const Node& node) {
  const Binder& binder = node.binders[0];
  std::string x = identifier(binder.names[0]);
  std::string body = print(node.children[0], level_product);
  std::string_view op = find_binding_function(node.name)->latex;
  if (find_binding_function(node.name)->may_be_defined()) return of_calculus(node, x);
  if (node.name == "mean")
    return fmt::format("{}_{{{} \\sim {}}}[{}]", op, x, to_latex(binder.domain.terms[0]),
                       to_latex(node.children[0]));
  if (binder.domain.kind == DomainKind::none) {
    std::string along = node.name == "root_limsup_even" ? ",\\ " + x + "\\text{ even}" : "";
    return fmt::format("{}_{{{} \\to \\infty{}}} \\lvert {} \\rvert^{{1/{}}}", op, x, along,
                       to_latex(node.children[0]), x);
  }
  if (binder.domain.kind == DomainKind::elements)
    return fmt::format("{}_{{{} \\in {}}} {}", op, x, elements(binder.domain.terms[0]), body);
  return fmt::format("{}_{{{}={}}}^{{{}}} {}", op, x, to_latex(binder.domain.terms[0]),
                     to_latex(binder.domain.terms[1]), body);
}

// Integers between two ends, of which an infinite one is left out.
std::string range(const Domain& domain, const std::string& names) {
  const Node& low = domain.terms[0];
  const Node& high = domain.terms[1];
  if (!has_infinite_end(domain))
    return fmt::format("{} \\le {} \\le {}", to_latex(low), names, to_latex(high));
  std::string text = names + " \\in \\mathbb{Z}";
  if (low.kind != Kind::infinity) text += fmt::format(",\\ {} \\ge {}", names, to_latex(low));
  if (high.kind != Kind::infinity) text += fmt::format(",\\ {} \\le {}", names, to_latex(high));
  return text;
}

// The domain as a set.
std::string set_of(const Domain& domain) {
  const std::vector<Node>& terms = domain.terms;
  switch (domain.kind) {
    case DomainKind::reals:
      return "\\mathbb{R}";
    case DomainKind::cases:
      return "\\{" + joined(terms) + "\\}";
    case DomainKind::interval:
      return (domain.low_open ? "(" : "[") + joined(terms) + (domain.high_open ? ")" : "]");
    case DomainKind::range:
      return fmt::format("\\{{{}, \\ldots, {}\\}}", to_latex(terms[0]), to_latex(terms[1]));
    case DomainKind::elements:
      return elements(terms[0]);
    case DomainKind::power:
      return set_of(base_of(domain)) + "^{" + to_latex(terms.back()) + "}";
    case DomainKind::none:
    case DomainKind::point:
      break;
  }
  return "";
}

std::string domain(const Binder& binder) {
  std::string names;
  for (const std::string& name : binder.names) names += (names.empty() ? "" : ", ") + identifier(name);
  if (binder.names.size() > 1) names = "(" + names + ")";
  if (binder.domain.kind == DomainKind::none || binder.domain.kind == DomainKind::point) return names;
  if (binder.domain.kind == DomainKind::range) return range(binder.domain, names);
  return names + " \\in " + set_of(binder.domain);
}

// As written, but 2.5e-3 as 2.5 times a power of ten.
std::string number(const Node& node) {
  if (node.name.empty()) return node.number.get_str();
  std::size_t e = node.name.find_first_of("eE");
  if (e == std::string::npos) return node.name;
  std::string mantissa = node.name.substr(0, e);
  std::string power = "10^{" + std::to_string(std::stol(node.name.substr(e + 1))) + "}";
  return mantissa == "1" ? power : mantissa + " \\cdot " + power;
}

// A string as it stands, for text mode.
std::string quoted(const std::string& text) {
  static constexpr std::pair<std::string_view, std::string_view> special[] = {
      {"\\", "\\textbackslash{}"},   {"^", "\\textasciicircum{}"}, {"~", "\\textasciitilde{}"},
      {"<", "\\textless{}"},         {">", "\\textgreater{}"},     {"...", "\\ldots{}"},
      {"\xe2\x80\xa6", "\\ldots{}"}, {"\xe2\x88\x92", "$-$"},      {"-", "$-$"},
      {"\xc3\x97", "$\\times$"},     {"\xc2\xb7", "$\\cdot$"},     {"\xe2\x8b\x85", "$\\cdot$"},
      {"\xcf\x80", "$\\pi$"}};
  std::string latex;
  for (std::size_t i = 0; i < text.size();) {
    const auto* found = std::find_if(std::begin(special), std::end(special), [&](const auto& entry) {
      return text.compare(i, entry.first.size(), entry.first) == 0;
    });
    if (found != std::end(special)) {
      latex += found->second;
      i += found->first.size();
      continue;
    }
    if (std::string_view("{}_%#&$").find(text[i]) != std::string_view::npos) latex += '\\';
    latex += text[i++];
  }
  return latex;
}

std::string infix(const Node& node, const char* op, Precedence level) {
  return print(node.children[0], level) + op + print(node.children[1], static_cast<Precedence>(level + 1));
}

std::string relation(const Node& node) {
  std::string text = print(node.children[0], level_sum);
  for (std::size_t i = 0; i < node.relations.size(); ++i)
    text += fmt::format(" {} {}", latex_symbol(node.relations[i]), print(node.children[i + 1], level_sum));
  return text;
}

// A witness is advice to the programs, and not shown.
std::string quantifier(const Node& node) {
  std::string text;
  const char* word = node.kind == Kind::existence ? "\\text{for some } " : "\\text{for } ";
  for (const Binder& binder : node.binders) text += (text.empty() ? word : ",\\ ") + domain(binder);
  if (node.wherever_defined) text += "\\text{ wherever defined}";
  return text + ":\\quad " + to_latex(node.children[0]);
}

}  // namespace

std::string to_latex(const Definition& definition) {
  std::string equations;
  for (const Equation& equation : definition.equations) {
    equations += (equations.empty() ? "" : ",\\ ") + identifier(definition.name) + "(";
    for (const Node& pattern : equation.patterns)
      equations += (&pattern == equation.patterns.data() ? "" : ", ") + to_latex(pattern);
    equations += ") = " + to_latex(equation.body);
  }
  if (definition.is_by_equations()) return equations;
  std::string parameters;
  for (const std::string& name : definition.parameters)
    parameters += (parameters.empty() ? "(" : ", ") + identifier(name);
  if (!parameters.empty()) parameters += ")";
  return identifier(definition.name) + parameters + " = " + to_latex(definition.body);
}

std::string to_latex(const Node& node) {
  switch (node.kind) {
    case Kind::number:
      return number(node);
    case Kind::name:
      return identifier(node.name);
    case Kind::list:
      return "[" + joined(node.children) + "]";
    case Kind::tuple:
      return "(" + joined(node.children) + ")";
    case Kind::call:
      return call(node);
    case Kind::binding:
      return binding(node);
    case Kind::conditional:
      return fmt::format(
          "\\begin{{cases}} {} & \\text{{if }} {} \\\\ {} & \\text{{otherwise}} \\end{{cases}}",
          to_latex(node.children[1]), to_latex(node.children[0]), to_latex(node.children[2]));
    case Kind::negate:
      return "-" + print(node.children[0], level_unary);
    case Kind::add:
      return infix(node, " + ", level_sum);
    case Kind::subtract:
      return infix(node, " - ", level_sum);
    case Kind::multiply:
      return infix(node, " \\cdot ", level_product);
    case Kind::divide:
      return "\\frac{" + to_latex(node.children[0]) + "}{" + to_latex(node.children[1]) + "}";
    // Braces keep a base that ends in its own superscript from a double one.
    case Kind::power:
      return "{" + print(node.children[0], level_primary) + "}^{" + to_latex(node.children[1]) + "}";
    case Kind::factorial:
      return print(node.children[0], level_primary) + "!";
    case Kind::index:
      return "{" + print(node.children[0], level_primary) + "}_{" + to_latex(node.children[1]) + "}";
    case Kind::relation:
      return relation(node);
    case Kind::negation:
      return "\\lnot " + print(node.children[0], level_primary);
    case Kind::conjunction:
      return infix(node, " \\land ", level_and);
    case Kind::disjunction:
      return infix(node, " \\lor ", level_or);
    case Kind::implication:
      return print(node.children[0], level_or) + " \\implies " + to_latex(node.children[1]);
    case Kind::equivalence:
      return print(node.children[0], level_or) + " \\iff " + to_latex(node.children[1]);
    case Kind::quantifier:
    case Kind::existence:
      return quantifier(node);
    case Kind::text:
      return "\\text{``" + quoted(node.name) + "''}";
    case Kind::infinity:
      return node.name == "oo" ? "\\infty" : "-\\infty";
  }
  return "";
}

}  // namespace dropcert::language
