// limsup |c_n|^(1/n) for the coefficients of generating functions whose nearest singularity is known: by a
// formal theorem, or a lemma of proofs/README.md.
#include <map>

#include "check/evaluator.hpp"
#include "check/outcome.hpp"
#include "language/parser.hpp"

namespace dropcert::check {

namespace {

// Matches a tree with a shape in which n is the index of the limit and Z any term without it.
class Match {
 public:
  explicit Match(const std::string& index) { names_["n"] = index; }

  bool tree(const Node& shape, const Node& node) {
    if (shape.kind == Kind::name && shape.name == "Z") return hole_fits(node);
    if (shape.kind != node.kind || shape.children.size() != node.children.size() ||
        shape.binders.size() != node.binders.size())
      return false;
    if (shape.kind == Kind::number) return shape.number == node.number;
    if (shape.kind == Kind::name)
      return node.name == (names_.count(shape.name) ? names_[shape.name] : shape.name);
    if (shape.name != node.name) return false;
    for (std::size_t i = 0; i < shape.binders.size(); ++i) {
      const std::vector<Node>& terms = node.binders[i].domain.terms;
      if (shape.binders[i].domain.kind != node.binders[i].domain.kind) return false;
      for (std::size_t j = 0; j < terms.size(); ++j)
        if (!tree(shape.binders[i].domain.terms[j], terms[j])) return false;
      names_[shape.binders[i].names[0]] = node.binders[i].names[0];
    }
    for (std::size_t i = 0; i < shape.children.size(); ++i)
      if (!tree(shape.children[i], node.children[i])) return false;
    return true;
  }

  const Node* hole = nullptr;

 private:
  bool hole_fits(const Node& node) {
    for (const auto& [from, to] : names_)
      if (mentions(node, to)) return false;
    if (hole) return *hole == node;
    hole = &node;
    return true;
  }

  std::map<std::string, std::string> names_;
};

Value reciprocal(Evaluator& evaluator, const Value& x) {
  return divide(mpq_class(1), x, evaluator.bits());
}

Value inverse_radius(Evaluator& evaluator, const Value& z) {
  return reciprocal(evaluator, apply_function(evaluator, "radius", {z}));
}

bool decided(Truth truth) {
  if (!truth) throw Imprecise("a case of a limit superior is not decided");
  return *truth;
}

bool equals(Evaluator& evaluator, const Value& x, const mpq_class& y) {
  return decided(compare(x, Relation::equal, y, evaluator.bits()));
}

Value softplus_limit(Evaluator& evaluator, const Value& z, bool) {
  return inverse_radius(evaluator, z);
}

// The even derivatives of the sigmoid at 0 vanish.
Value sigmoid_limit(Evaluator& evaluator, const Value& z, bool even) {
  if (even && equals(evaluator, z, 0)) return mpq_class(0);
  return inverse_radius(evaluator, z);
}

Value two_pi_limit(Evaluator&, const Value&, bool) {
  return quotient(Polynomial(mpq_class(1)), {generator_power(generator_pi, 1), 2});
}

Value zero_limit(Evaluator&, const Value&, bool) {
  return mpq_class(0);
}

// 1/(1 - Z (e^x - 1)) has simple poles where e^x = w = (1 + Z)/Z.
Value surjection_limit(Evaluator& evaluator, const Value& z, bool even) {
  if (equals(evaluator, z, 0) || equals(evaluator, z, -1)) return mpq_class(0);
  if (even && equals(evaluator, z, mpq_class(-1, 2))) return mpq_class(0);
  Bits bits = evaluator.bits();
  Value w = divide(add(mpq_class(1), z, bits), z, bits);
  bool negative = decided(compare(w, Relation::less, mpq_class(0), bits));
  Value logarithm = apply_function(evaluator, "log", {negative ? negate(w) : w});
  return negative ? inverse_radius(evaluator, logarithm) : reciprocal(evaluator, absolute(logarithm, bits));
}

struct Rule {
  const char* shape;
  Value (*limit)(Evaluator&, const Value& z, bool even);
  const char* theorem;       // of root_limsup
  const char* theorem_even;  // of root_limsup_even
};

constexpr Rule rules[] = {
    {"softplus_derivative(n, Z)/n!", softplus_limit, "softplus_root_limsup", "softplus_even_root_limsup"},
    {"sigmoid_derivative(n, Z)/n!", sigmoid_limit, "sigmoid_root_limsup", "lemma sigmoid_even_root_limsup"},
    {"bernoulli(n)/n!", two_pi_limit, "bernoulli_root_limsup", "bernoulli_root_limit"},
    {"2*zeta(n)/(2*pi)^n", two_pi_limit, "lemma zeta_tends_to_1", "lemma zeta_tends_to_1"},
    {"bell(n)/n!", zero_limit, "lemma entire_generating_function", "lemma entire_generating_function"},
    {"sum(j = 1..n, Z^j * surjections(n, j))/n!", surjection_limit, "lemma surjection_generating_function",
     "lemma surjection_generating_function"},
    {"sum(j = 1..n, Z^j * j * stirling2(n, j))/n!", zero_limit, "lemma entire_generating_function",
     "lemma entire_generating_function"},
};

}  // namespace

Value root_limsup(Evaluator& evaluator, const Node& node) {
  for (const Rule& rule : rules) {
    const Node shape = parse_expression(rule.shape, "rule");
    Match match(node.binders[0].names[0]);
    if (!match.tree(shape, node.children[0])) continue;
    Value z = match.hole ? evaluator.value(*match.hole) : Value(mpq_class(0));
    bool even = node.name == "root_limsup_even";
    evaluator.used_theorems.insert(even ? rule.theorem_even : rule.theorem);
    return rule.limit(evaluator, z, even);
  }
  throw Unsupported("no theorem known here gives this limit superior");
}

}  // namespace dropcert::check
