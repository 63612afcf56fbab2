// limsup |c_n|^(1/n) for the coefficients of generating functions whose nearest singularity is known: by a
// formal theorem, or a lemma of proofs/README.md.
#include "check/evaluator.hpp"
#include "check/outcome.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"

namespace dropcert::check {

namespace {

// A term in which N is the index of the limit, J an index of the term's own, and Z any term without them; its
// limit, but along even N 0 if Z is `odd_at`; and the theorems that say so, along all N and along even N.
struct Rule {
  std::string shape;
  std::string limit;
  std::string odd_at;
  const char* theorem;
  const char* theorem_even;
};

const std::vector<Rule>& rules() {
  static const std::vector<Rule> table = {
      {"softplus_derivative(N, Z)/N!", "1/radius(Z)", "", "softplus_root_limsup",
       "softplus_even_root_limsup"},
      {"sigmoid_derivative(N, Z)/N!", "1/radius(Z)", "0", "sigmoid_root_limsup",
       "lemma sigmoid_even_root_limsup"},
      {"bernoulli(N)/N!", "1/(2 * pi)", "", "bernoulli_root_limsup", "bernoulli_root_limit"},
      {"2 * zeta(N)/(2 * pi)^N", "1/(2 * pi)", "", "lemma zeta_tends_to_1", "lemma zeta_tends_to_1"},
      {"bell(N)/N!", "0", "", "lemma entire_generating_function", "lemma entire_generating_function"},
      // 1/(1 - Z (e^x - 1)) has simple poles where e^x = (1 + Z)/Z, and none for Z = 0 or -1.
      {"sum(J = 1..N, Z^J * surjections(N, J))/N!",
       "if(Z = 0 or Z = -1, 0, if((1 + Z)/Z < 0, 1/radius(log(-(1 + Z)/Z)), 1/abs(log((1 + Z)/Z))))", "-1/2",
       "lemma surjection_generating_function", "lemma surjection_generating_function"},
      {"sum(J = 1..N, Z^J * J * stirling2(N, J))/N!", "0", "", "lemma entire_generating_function",
       "lemma entire_generating_function"},
  };
  return table;
}

// What stands for the names that a shape leaves open.
struct Match {
  std::string index;
  std::string own_index;
  std::string z;

  Node fill(const std::string& shape) const { return parse_expression(text(shape), "rule"); }

  std::string text(const std::string& shape) const {
    std::string result;
    for (char c : shape)
      result += c == 'N' ? index : c == 'J' ? own_index : c == 'Z' ? "(" + z + ")" : std::string(1, c);
    return result;
  }

  // Finds z where it stands first in the printed term. Whatever the text that is found, it counts only if the
  // shape, filled with it, is the term.
  bool find(const std::string& shape, const Node& term) {
    std::size_t hole = shape.find('Z');
    if (hole == std::string::npos) return fill(shape) == term;
    const std::string printed = to_text(term);
    std::size_t begin = text(shape.substr(0, hole)).size();
    std::size_t end = shape[hole + 1] == '^' ? printed.find("^" + own_index, begin) : printed.rfind(")/");
    if (end == printed.npos || end < begin) return false;
    z = printed.substr(begin, end - begin);
    try {
      const Node inner = parse_expression(z, "rule");
      return !mentions(inner, index) && !mentions(inner, own_index) && fill(shape) == term;
    } catch (const SourceError&) {
      return false;
    }
  }
};

}  // namespace

Value root_limsup(Evaluator& evaluator, const Node& node) {
  const Node& term = node.children[0];
  bool is_sum = !term.children.empty() && !term.children[0].binders.empty();
  Match match{node.binders[0].names[0], is_sum ? term.children[0].binders[0].names[0] : "j", ""};
  bool even = node.name == "root_limsup_even";
  const Value pi = evaluator.value(match.fill("pi"));  // the number, unless a variable has that name
  bool names_are_clear = match.index != match.own_index && match.index != "pi" && is_exact(pi) &&
                         as_fraction(pi) == as_fraction(generator_value(generator_pi, 1));
  for (const Rule& rule : rules())
    if (names_are_clear && match.find(rule.shape, term)) {
      evaluator.used.theorems.insert(even ? rule.theorem_even : rule.theorem);
      bool may_vanish = even && !rule.odd_at.empty();
      return evaluator.value(
          match.fill(may_vanish ? "if(Z = " + rule.odd_at + ", 0, " + rule.limit + ")" : rule.limit));
    }
  throw Unsupported("no theorem known here gives this limit superior");
}

}  // namespace dropcert::check
