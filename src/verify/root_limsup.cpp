// limsup |c_n|^(1/n) for the coefficients of generating functions whose nearest singularity is known
// (Cauchy-Hadamard). Each rule is a shape of term, in the language, and the value, in the language.
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "language/parser.hpp"
#include "language/print.hpp"
#include "verify/builtins.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace language;

namespace {

struct Rule {
  std::string shape;  // n is the index; Z stands for any term without n
  std::string along_all;
  std::string along_even;
  std::string theorem_all, theorem_even;  // formal, or a lemma of proofs/README.md
};

// sum_n x^n/n! sum_j Z^j T(n, j) = 1/(1 - Z (e^x - 1)): simple poles where e^x = (1+Z)/Z. For Z in (-1, 0) it
// is, up to a factor, the sigmoid's series about log(-Z/(1+Z)), whose even part is constant for Z = -1/2; for
// Z = -1 it is e^(-x).
const char* const surjection_limit =
    "if(Z = 0 or Z = -1, 0, if(-1 < Z and Z < 0, 1/radius(log(-Z/(1 + Z))), 1/abs(log((1 + Z)/Z))))";
const char* const surjection_limit_even =
    "if(Z = 0 or Z = -1 or Z = -1/2, 0, if(-1 < Z and Z < 0, 1/radius(log(-Z/(1 + Z))), 1/abs(log((1 + "
    "Z)/Z))))";

const std::vector<Rule>& rules() {
  static const std::vector<Rule> table = {
      {"softplus_derivative(n, Z)/n!", "1/radius(Z)", "1/radius(Z)", "softplus_root_limsup",
       "softplus_even_root_limsup"},
      {"sigmoid_derivative(n, Z)/n!", "1/radius(Z)", "if(Z = 0, 0, 1/radius(Z))", "sigmoid_root_limsup",
       "lemma sigmoid_even_root_limsup"},
      {"bernoulli(n)/n!", "1/(2*pi)", "1/(2*pi)", "bernoulli_root_limsup", "bernoulli_root_limit"},
      {"2*zeta(n)/(2*pi)^n", "1/(2*pi)", "1/(2*pi)", "lemma zeta_tends_to_1", "lemma zeta_tends_to_1"},
      {"bell(n)/n!", "0", "0", "lemma entire_generating_function", "lemma entire_generating_function"},
      {"sum(j = 1..n, Z^j * surjections(n, j))/n!", surjection_limit, surjection_limit_even,
       "lemma surjection_generating_function", "lemma surjection_generating_function"},
      // The generating function of the next is Z (e^x - 1) exp(Z (e^x - 1)).
      {"sum(j = 1..n, Z^j * j * stirling2(n, j))/n!", "0", "0", "lemma entire_generating_function",
       "lemma entire_generating_function"},
  };
  return table;
}

// Whether code has the shape, with n read as the variable of the limit, inner bound names renamed, and Z as
// the code put into `hole`. Variables are told apart by their slots, so that a name bound twice misleads
// nobody.
class Matcher {
 public:
  explicit Matcher(int index) { renamed_["n"] = index; }

  bool match(const Node& shape, const Code& code) {
    if (shape.kind == Kind::name) return match_name(shape.name, code);
    const Node& node = *code.source;
    if (shape.kind != code.kind || shape.children.size() != code.arguments.size() ||
        shape.binders.size() != code.binders.size())
      return false;
    if (shape.kind == Kind::number) return shape.number == node.number && node.kind == Kind::number;
    if (shape.name != node.name) return false;
    if (code.definition >= 0) return false;  // the ledger's own meaning of a function's name
    for (std::size_t i = 0; i < shape.binders.size(); ++i)
      if (!match_binder(shape.binders[i], code.binders[i])) return false;
    for (std::size_t i = 0; i < shape.children.size(); ++i)
      if (!match(shape.children[i], code.arguments[i])) return false;
    return true;
  }

  const Code* hole() const { return hole_; }

 private:
  bool match_name(const std::string& name, const Code& code) {
    if (name == "Z") {
      hole_ = &code;
      return std::none_of(renamed_.begin(), renamed_.end(),
                          [&](const auto& entry) { return mentions(code, entry.second); });
    }
    auto renamed = renamed_.find(name);
    if (renamed != renamed_.end()) return code.slot == renamed->second;
    const auto* number = get_if<ExactNumber>(code.constant);
    return name == "pi" && number && *number == ExactNumber::pi();
  }

  bool match_binder(const Binder& shape, const BinderCode& binder) {
    const Domain& domain = binder.source->domain;
    if (shape.domain.kind != domain.kind || shape.domain.terms.size() != domain.terms.size()) return false;
    for (std::size_t i = 0; i < domain.terms.size(); ++i)
      if (!match(shape.domain.terms[i], binder.terms[i])) return false;
    renamed_[shape.names[0]] = binder.slots[0];
    return true;
  }

  std::map<std::string, int> renamed_;
  const Code* hole_ = nullptr;
};

// The value of a rule's formula with Z bound. The formula sees the language's own functions alone.
Value evaluate(Machine& machine, const std::string& formula, const Value& hole) {
  Definition definition;
  definition.name = "value";
  definition.parameters = {"Z"};
  definition.body = parse_expression(formula, "rule");
  const Node call = node_of(Kind::call, {number_node(0)}, "value");
  const std::vector<Parameter> no_parameters;
  Program program = compile(call, Scope(no_parameters, {&definition}));
  program.body.arguments[0].constant = hole;
  Machine inner(program, machine.limits(), nullptr);
  inner.set_precision(machine.precision());
  std::optional<Value> result;
  try {
    result = inner.value(program.body);
  } catch (const Undefined& undefined) {
    throw Unsupported(undefined.what());  // of the formula, not of the limit
  }
  machine.used_theorems.insert(inner.used_theorems.begin(), inner.used_theorems.end());
  return *result;
}

}  // namespace

Value root_limsup(Machine& machine, const Code& code) {
  bool even = code.source->name == "root_limsup_even";
  const Code& term = code.arguments[0];
  for (const Rule& rule : rules()) {
    Node shape = parse_expression(rule.shape, "rule");
    Matcher matcher(code.binders[0].slots[0]);
    if (!matcher.match(shape, term)) continue;
    // Z is a part of all terms: they are defined only where it is.
    Value hole = Rational(0);
    if (matcher.hole()) hole = machine.value(*matcher.hole());
    if (machine.decides_forms()) throw Unsupported("a limit superior of functions is not decided");
    if (get_if<RingElement>(hole)) throw Unsupported("a limit superior of functions of p is not decided");
    machine.used_theorems.insert(even ? rule.theorem_even : rule.theorem_all);
    return evaluate(machine, even ? rule.along_even : rule.along_all, hole);
  }
  throw Unsupported(
      fmt::format("no theorem known here gives the limit superior of '{}'", to_text(*term.source)));
}

}  // namespace dropcert::verify
