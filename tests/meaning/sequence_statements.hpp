// Comparisons of sequences of rational numbers for all integers from N on: what engine and checker say of
// them, and what the first numbers say.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "exact/rational.hpp"
#include "meaning/verdict_counts.hpp"

namespace dropcert::meaning {

/// A term in n, and its values.
struct Sequence {
  std::string term;
  std::function<exact::Rational(long)> value;
};

/// left relation right for n = first, first + 1, ...; after "where", a definition that they use, if any.
struct SequenceStatement {
  long first;
  Sequence left;
  std::string relation;
  Sequence right;
  std::string definition = {};
};

/// (-1)^n, and n! for n >= 0.
exact::Rational of_sign(long n);
exact::Rational factorial_of(long n);

/// What fails for one of the first numbers is false.
VerdictCounts check_statements(const std::vector<SequenceStatement>& statements);

}  // namespace dropcert::meaning
