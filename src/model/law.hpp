#pragma once

#include <vector>

#include "exact/integer.hpp"
#include "exact/rational.hpp"
#include "model/dropout.hpp"

namespace dropcert::model {

/// Most values of z~ that an enumeration meets before equal ones are joined, and most bits of their weights.
inline constexpr unsigned long max_law_atoms = 1UL << 22;
inline constexpr unsigned long max_law_bits = 1UL << 32;

struct Atom {
  exact::Integer position;
  exact::Integer weight;
};

/// A finite law: the value origin + position * step has the probability weight / total. Positions are
/// distinct and ascending.
struct Law {
  exact::Rational origin;
  exact::Rational step;
  exact::Integer total;
  std::vector<Atom> atoms;
};

/// The law of z~ = bias + sum_j a_j xi_j, values in the units of the contributions. Of c equal contributions
/// k are kept with probability C(c,k) (1-delta)^k delta^(c-k). Throws std::length_error if a group of
/// contributions makes more than max_law_atoms values before equal ones are joined, or weights of more than
/// max_law_bits bits.
Law noised_predictor_law(const Dropout& model);

}  // namespace dropcert::model
