// How tightly each kind of node binds: what the parser implies and the printers need.
#pragma once

#include "language/tree.hpp"

namespace dropcert::language {

enum Precedence : int {
  level_statement,  // for, implies, iff
  level_or,
  level_and,
  level_not,
  level_relation,
  level_sum,
  level_product,
  level_unary,
  level_power,
  level_postfix,
  level_primary,
};

inline Precedence precedence(const Node& node) {
  switch (node.kind) {
    case Kind::quantifier:
    case Kind::existence:
    case Kind::implication:
    case Kind::equivalence:
      return level_statement;
    case Kind::disjunction:
      return level_or;
    case Kind::conjunction:
      return level_and;
    case Kind::negation:
      return level_not;
    case Kind::relation:
      return level_relation;
    case Kind::add:
    case Kind::subtract:
      return level_sum;
    case Kind::multiply:
    case Kind::divide:
      return level_product;
    case Kind::negate:
      return level_unary;
    case Kind::power:
      return level_power;
    case Kind::factorial:
    case Kind::index:
      return level_postfix;
    default:
      return level_primary;
  }
}

}  // namespace dropcert::language
