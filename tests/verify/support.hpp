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

namespace dropcert::verify {

inline std::ostream& operator<<(std::ostream& out, Verdict verdict) {
  return out << name_of(verdict);
}
inline std::ostream& operator<<(std::ostream& out, Trust trust) {
  return out << name_of(trust);
}

}  // namespace dropcert::verify

namespace dropcert::test {

/// No parameters and no definitions.
inline const verify::Scope& no_names() {
  static const std::vector<language::Parameter> none;
  static const verify::Scope scope(none, {});
  return scope;
}

inline language::Node parsed(const std::string& text) {
  language::Node node = language::parse_expression(text, "t");
  check_expression(node, "t");
  return node;
}

inline verify::Finding decided(const std::string& text, const verify::Policy& policy = {}) {
  language::Node statement = parsed(text);
  return decide(statement, {}, {}, "t", policy);
}

inline verify::Policy bits(long first, long last) {
  verify::Policy policy;
  policy.first = ball::Bits{first};
  policy.last = ball::Bits{last};
  return policy;
}

/// The verdict with at most 512 bits: statements that no precision decides are quickly left.
inline verify::Verdict verdict(const std::string& text) {
  CAPTURE(text);
  return decided(text, bits(64, 512)).verdict;
}

/// The value of a term.
inline verify::Value value(const std::string& text, long precision = 128) {
  CAPTURE(text);
  language::Node term = parsed(text);
  verify::Program program = compile(term, no_names());
  verify::Limits limits;
  verify::Machine machine(program, limits, nullptr);
  machine.set_precision(ball::Bits{precision});
  return machine.value(program.body);
}

inline std::string evaluated(const std::string& text, long digits = 30) {
  verify::Policy policy;
  policy.digits = digits;
  return verify::evaluate_text(language::parse_expression(text, "t"), "t", policy);
}

/// The reason why the statement is undecided, or "".
inline std::string reason(const std::string& text, const verify::Policy& policy = {}) {
  CAPTURE(text);
  return decided(text, policy).reason;
}

inline bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Whether the value, exact or not, may be q.
inline bool may_be(const verify::Value& value, const exact::Rational& q) {
  if (const auto* exact = get_if<exact::Rational>(value)) return *exact == q;
  if (const auto* ball = get_if<ball::Ball>(value)) return ball->contains(q);
  verify::SymbolTable symbols;
  return verify::Arithmetic(ball::Bits{256}, verify::Limits{}.number_bits, symbols).ball(value).contains(q);
}

/// The finding on a statement that sees these definitions of its ledger.
inline verify::Finding in_ledger(const std::string& definitions, const std::string& statement) {
  language::Ledger ledger = language::parse_ledger(definitions + " claim A \"a\" printed " + statement, "l");
  check_ledger(ledger);
  verify::Scope names(ledger);
  return decide(ledger.claims[0].statements[0].tree, names, verify::Policy());
}

}  // namespace dropcert::test
