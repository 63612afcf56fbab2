// What the tests of the evaluator share: statements and terms from text.
#pragma once

#include <doctest/doctest.h>

#include <ostream>
#include <string>

#include "language/check.hpp"
#include "language/parser.hpp"
#include "print.hpp"
#include "verify/decide.hpp"
#include "verify/outcome.hpp"
#include "verify/value_of.hpp"

namespace dropcert {

inline std::ostream& operator<<(std::ostream& out, Verdict verdict) {
  return out << name_of(verdict);
}
inline std::ostream& operator<<(std::ostream& out, Trust trust) {
  return out << name_of(trust);
}

}  // namespace dropcert

namespace dropcert::test {

/// No parameters and no definitions.
inline const Scope& no_names() {
  static const std::vector<Parameter> none;
  static const Scope scope(none, {});
  return scope;
}

inline Node parsed(const std::string& text) {
  Node node = parse_expression(text, "t");
  check_expression(node, "t");
  return node;
}

inline Finding decided(const std::string& text, const Policy& policy = {}) {
  Node statement = parsed(text);
  return decide(statement, {}, {}, "t", policy);
}

inline Policy bits(long first, long last) {
  Policy policy;
  policy.first = Bits{first};
  policy.last = Bits{last};
  return policy;
}

/// The verdict with at most 512 bits: statements that no precision decides are quickly left.
inline Verdict verdict(const std::string& text) {
  CAPTURE(text);
  return decided(text, bits(64, 512)).verdict;
}

/// The value of a term.
inline Value value(const std::string& text, long precision = 128) {
  CAPTURE(text);
  Node term = parsed(text);
  Program program = compile(term, no_names());
  Limits limits;
  Machine machine(program, limits, nullptr);
  machine.set_precision(Bits{precision});
  return machine.value(program.body);
}

inline std::string evaluated(const std::string& text, long digits = 30) {
  Policy policy;
  policy.digits = digits;
  return evaluate_text(parse_expression(text, "t"), "t", policy);
}

/// The reason why the statement is undecided, or "".
inline std::string reason(const std::string& text, const Policy& policy = {}) {
  CAPTURE(text);
  return decided(text, policy).reason;
}

inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Whether the value, exact or not, may be q.
inline bool may_be(const Value& value, const Rational& q) {
  if (const auto* exact = get_if<Rational>(value)) return *exact == q;
  if (const auto* ball = get_if<Ball>(value)) return ball->contains(q);
  SymbolTable symbols;
  return Arithmetic(Bits{256}, Limits{}.number_bits, symbols).ball(value).contains(q);
}

/// The finding on a statement that sees these definitions of its ledger.
inline Finding in_ledger(const std::string& definitions, const std::string& statement) {
  Ledger ledger = parse_ledger(definitions + " claim A \"a\" printed " + statement, "l");
  check_ledger(ledger);
  Scope names(ledger);
  return decide(ledger.claims[0].statements[0].tree, names, Policy());
}

}  // namespace dropcert::test
