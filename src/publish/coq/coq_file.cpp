#include "publish/coq/coq_file.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "arguments/whole_number.hpp"
#include "language/check.hpp"
#include "language/functions.hpp"
#include "language/parser.hpp"
#include "language/print.hpp"
#include "publish/coq/integer_statement.hpp"
#include "publish/coq/not_emitted.hpp"
#include "publish/coq/real_statement.hpp"
#include "verify/show.hpp"
#include "verify/value_of.hpp"

namespace dropcert::publish {

using namespace language;
using namespace verify;

namespace {

// Bits for the tactic: what the engine needed, and as many again for what its own evaluation order loses.
long tactic_bits(long engine_bits) {
  return std::max(80L, 2 * engine_bits);
}

// In a comment, where Coq would read "(*" and "*)" and double quotes.
std::string commented(const std::string& text) {
  std::string safe;
  for (char c : text) {
    if (c == '"') c = '\'';
    if (c == ')' && !safe.empty() && safe.back() == '*') safe += ' ';
    if (c == '*' && !safe.empty() && safe.back() == '(') safe += ' ';
    safe += c;
  }
  return safe;
}

// Theorems of both kinds, each kind in a module of its own after its preamble.
class Writer {
 public:
  explicit Writer(const CoqPreambles& preambles) : preambles_(preambles) {}

  void integers(const std::string& comment, const std::string& theorem) { add(integers_, comment, theorem); }
  void reals(const std::string& comment, const std::string& theorem) { add(reals_, comment, theorem); }

  std::string text(const std::string& subject) const {
    if (integers_.empty() && reals_.empty()) return "";
    std::string text = fmt::format(
        "(** Written by dropcert emit-coq for: {}\n\n    Coq checks it unaided: coqc FILE.v. It needs {}. "
        "*)\n\n",
        commented(subject),
        reals_.empty() ? "no library beyond Coq's own" : "the library Interval (libcoq-interval)");
    if (reals_.empty()) return text + preambles_.integers + integers_;
    if (integers_.empty()) return text + preambles_.reals + reals_;
    return text + "Module Integers.\n" + preambles_.integers + integers_ +
           "End Integers.\n\nModule Reals.\n" + preambles_.reals + reals_ + "End Reals.\n";
  }

 private:
  static void add(std::string& part, const std::string& comment, const std::string& theorem) {
    part += fmt::format("\n(** {} *)\n{}", commented(comment), theorem);
  }

  const CoqPreambles& preambles_;
  std::string integers_;
  std::string reals_;
};

std::string integer_theorem(const std::string& name, const IntegerStatement& statement) {
  return fmt::format(
      "Theorem {} :\n  {}.\nProof.\n  apply (proj1 ({})).\n  vm_cast_no_check (eq_refl true).\nQed.\n", name,
      statement.proposition, statement.proof);
}

std::string real_theorem(const std::string& name, const std::vector<std::string>& comparisons, long bits) {
  std::string proposition;
  for (const std::string& comparison : comparisons)
    proposition += (proposition.empty() ? "" : "\n  /\\ ") + comparison;
  const char* proof = comparisons.size() == 1 ? "" : "repeat apply conj; ";
  return fmt::format("Theorem {} :\n  {}.\nProof. {}by_enclosure {}%positive. Qed.\n", name, proposition,
                     proof, bits);
}

// The statement at the case that fails, without the quantifiers over it.
const Node* at_counterexample(const Node& statement, const Instance& instance, CaseValues& values) {
  const Node* body = &statement;
  std::size_t next = 0;
  while (body->kind == Kind::quantifier && !body->wherever_defined) {
    for (const Binder& binder : body->binders)
      for (const std::string& name : binder.names) {
        if (next == instance.certified_assignment.size()) return nullptr;
        const auto& [shown_name, value] = instance.certified_assignment[next++];
        const bool is_exact =
            value.rfind("in [", 0) != 0 && value != "?" && value != "undefined" && value != "[]";
        if (shown_name != name || !is_exact) return nullptr;
        values.emplace_back(name, parse_expression(value, "counterexample"));
      }
    body = &body->children[0];
  }
  return next == instance.certified_assignment.size() ? body : nullptr;
}

// Emits one statement that was decided. Throws NotEmitted.
class StatementEmitter {
 public:
  StatementEmitter(const std::vector<Parameter>& parameters, std::vector<const Definition*> definitions,
                   Writer& writer)
      : parameters_(parameters), definitions_(std::move(definitions)), writer_(writer) {}

  void emit(const std::string& name, const Node& statement, const Finding& finding) {
    if (finding.verdict == Verdict::undecided) throw NotEmitted("it is not decided: " + finding.reason);
    const bool holds = finding.verdict == Verdict::holds;
    CaseValues values;
    const Node* body = &statement;
    if (!holds) {
      if (!finding.counterexample || !finding.counterexample->is_certain ||
          !finding.counterexample->undefined.empty())
        throw NotEmitted("it is refuted by a term that is undefined there");
      body = at_counterexample(statement, *finding.counterexample, values);
      if (!body) throw NotEmitted("its counterexample is not one of the cases that it lists at its head");
    }
    std::string reason;
    try {
      return integer(name, statement, *body, values, finding);
    } catch (const NotEmitted& error) {
      reason = error.what();
    }
    try {
      real(name, statement, *body, values, finding);
    } catch (const NotEmitted& error) {
      throw NotEmitted(
          fmt::format("as a statement on integers: {}; as one on real numbers: {}", reason, error.what()));
    }
  }

 private:
  std::string comment(const Node& statement, const Finding& finding, bool holds) const {
    std::string text = to_text(statement);
    if (holds) return text;
    const std::string at = describe_assignment(finding.counterexample->assignment);
    return fmt::format("Refuted{}: {}", at.empty() ? "" : " at " + at, text);
  }

  void integer(const std::string& name, const Node& statement, const Node& body, const CaseValues& values,
               const Finding& finding) {
    const bool holds = finding.verdict == Verdict::holds;
    IntegerStatement emitted = integer_statement(body, parameters_, definitions_, values);
    if (!holds)
      emitted = {fmt::format("~ ({})", emitted.proposition), fmt::format("negated _ _ ({})", emitted.proof)};
    writer_.integers(comment(statement, finding, holds), integer_theorem(name, emitted));
  }

  void real(const std::string& name, const Node& statement, const Node& body, const CaseValues& values,
            const Finding& finding) {
    const bool holds = finding.verdict == Verdict::holds;
    const Node negation = holds ? body : opposite(body);
    std::vector<std::string> comparisons = real_comparisons(negation, parameters_, definitions_, values);
    if (comparisons.empty()) throw NotEmitted("it has no cases");
    writer_.reals(comment(statement, finding, holds),
                  real_theorem(name, comparisons, tactic_bits(finding.bits)));
  }

  // The opposite of a single comparison.
  static Node opposite(const Node& node) {
    if (node.kind != Kind::relation || node.relations.size() != 1)
      throw NotEmitted(fmt::format("the opposite of '{}' is no single comparison", to_text(node)));
    Node result = node;
    switch (node.relations[0]) {
      case Relation::equal:
        result.relations[0] = Relation::not_equal;
        break;
      case Relation::not_equal:
        result.relations[0] = Relation::equal;
        break;
      case Relation::less:
        result.relations[0] = Relation::greater_equal;
        break;
      case Relation::less_equal:
        result.relations[0] = Relation::greater;
        break;
      case Relation::greater:
        result.relations[0] = Relation::less_equal;
        break;
      case Relation::greater_equal:
        result.relations[0] = Relation::less;
        break;
    }
    return result;
  }

  const std::vector<Parameter>& parameters_;
  std::vector<const Definition*> definitions_;
  Writer& writer_;
};

// stirling2(n, k) and so on, where k is a name that stands for nothing.
bool is_row(const Node& node) {
  return node.kind == Kind::call &&
         (node.name == "stirling2" || node.name == "surjections" || node.name == "binomial") &&
         node.children.size() == 2 && node.children[1].kind == Kind::name &&
         !find_constant(node.children[1].name);
}

void emit_row(const Node& node, const Policy& policy, Writer& writer) {
  check_expression(node.children[0], "expression");
  const std::string index = evaluate_text(node.children[0], "expression", policy);
  const auto row = arguments::whole_number<unsigned long>(index);
  if (!row || *row > largest_emitted_row)
    throw NotEmitted(fmt::format("the row of a triangle must have an index from 0 to {}, not {}",
                                 largest_emitted_row, index));
  std::string entries;
  Node entry = node;
  for (unsigned long k = 0; k <= *row; ++k) {
    entry.children[1] = parse_expression(std::to_string(k), "expression");
    entries += (entries.empty() ? "" : ";\n     ") + evaluate_text(entry, "expression", policy);
  }
  writer.integers(
      fmt::format("Row {} of the triangle, entries 0 to {}; beyond them it is 0.", index, index),
      fmt::format(
          "Theorem {0}_row_{1} : forall k, 0 <= k ->\n  {0} {1} k = nth (Z.to_nat k)\n    [{2}] 0.\nProof.\n"
          "  apply triangle_row; [discriminate|].\n  vm_cast_no_check (eq_refl (row {0}_step (Z.to_nat "
          "{1}))).\nQed.\n",
          node.name, index, entries));
}

// An integer in decimal, as evaluate_text writes it.
bool is_integer(const std::string& text) {
  return text.find_first_not_of("0123456789", text.rfind('-', 0) == 0 ? 1 : 0) == std::string::npos;
}

// Half a unit of the last decimal below and above: where a correctly rounded number lies.
std::string enclosed(const std::string& term, const std::string& decimal) {
  std::string mantissa = decimal.substr(0, decimal.find('e'));
  const long exponent =
      decimal.find('e') == std::string::npos ? 0 : std::stol(decimal.substr(decimal.find('e') + 1));
  const std::size_t point = mantissa.find('.');
  long scale = point == std::string::npos ? 0 : static_cast<long>(mantissa.size() - point - 1);
  if (point != std::string::npos) mantissa.erase(point, 1);
  scale -= exponent;
  mpz_class nearest(mantissa, 10);
  while (scale < 0) {
    nearest *= 10;
    ++scale;
  }
  auto bound = [&](const mpz_class& doubled) {
    return fmt::format("{} / (2 * 10 ^ {})", doubled < 0 ? "(" + doubled.get_str() + ")" : doubled.get_str(),
                       scale);
  };
  return fmt::format("{} <= {} <= {}", bound(2 * nearest - 1), term, bound(2 * nearest + 1));
}

void emit_value(const Node& expression, const Policy& policy, Writer& writer) {
  const std::string value = evaluate_text(expression, "expression", policy);
  const std::string comment = fmt::format("{} = {}", to_text(expression), value);
  std::string reason;
  try {
    if (!is_integer(value)) throw NotEmitted("its value is no integer");
    const Node equation = parse_expression(fmt::format("{} = {}", to_text(expression), value), "expression");
    return writer.integers(comment, integer_theorem("value", integer_statement(equation, {}, {}, {})));
  } catch (const NotEmitted& error) {
    reason = error.what();
  }
  try {
    const std::string term = real_term(expression, {}, {});
    if (value.find('/') != std::string::npos || is_integer(value))
      return writer.reals(comment, real_theorem("value", {fmt::format("{} = {}", term, value)}, 80));
    const std::string bounds = enclosed(term, value);
    writer.reals(fmt::format("{} = {}..., correctly rounded", to_text(expression), value),
                 fmt::format("Theorem enclosure :\n  {}.\nProof. split; by_enclosure {}%positive. Qed.\n",
                             bounds, tactic_bits(4 * policy.digits + 40)));
  } catch (const NotEmitted& error) {
    throw NotEmitted(fmt::format("as an integer: {}; as a real number: {}", reason, error.what()));
  }
}

}  // namespace

CoqFile emit_expression(const Node& expression, const Policy& policy, const CoqPreambles& preambles) {
  Writer writer(preambles);
  if (is_row(expression))
    emit_row(expression, policy, writer);
  else if (check_expression(expression, "expression") == Sort::truth)
    StatementEmitter({}, {}, writer)
        .emit("statement", expression, decide(expression, {}, {}, "expression", policy));
  else
    emit_value(expression, policy, writer);
  return {writer.text(to_text(expression)), {}};
}

CoqFile emit_claim(const Ledger& ledger, const Claim& claim, const Policy& policy,
                   const CoqPreambles& preambles) {
  Writer writer(preambles);
  CoqFile file;
  std::vector<const Definition*> definitions;
  for (const Definition& definition : ledger.definitions) definitions.push_back(&definition);
  for (const Definition& definition : claim.definitions) definitions.push_back(&definition);
  int evidence = 0;
  for (const Statement& statement : claim.statements) {
    std::string name = fmt::format("{}_{}", claim.id, name_of(statement.role));
    if (statement.role == Role::evidence) name += fmt::format("_{}", ++evidence);
    try {
      const Finding finding = decide(statement.tree, ledger.parameters, definitions, ledger.source, policy);
      StatementEmitter(ledger.parameters, definitions, writer).emit(name, statement.tree, finding);
    } catch (const NotEmitted& reason) {
      file.not_emitted.push_back(fmt::format("{}: {}", name, reason.what()));
    }
  }
  file.text = writer.text(fmt::format("claim {}, {}", claim.id, claim.where));
  return file;
}

}  // namespace dropcert::publish
