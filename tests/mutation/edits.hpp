// Small faults put into a tree on purpose: what a mutation test feeds to the verifier.
#pragma once

#include <string>
#include <vector>

#include "language/tree.hpp"

namespace dropcert::test {

/// The families of faults, each a mistake that authors and typesetters make.
enum class Fault {
  relation,  // = or <= to <, < to <=..., the other way round, != to =
  sign,      // + and - exchanged, a unary minus dropped or added
  index,     // a bound variable i to i + 1 at one place
  factor,    // a factor dropped or 2 added, n! to n, x^n to x
  constant,  // a literal n to n + 1
  logic,     // a predicate, an equivalence or the conclusion of an implication negated
};
inline constexpr int fault_count = 6;

const char* name_of(Fault fault);

/// One fault at one place.
struct Edit {
  Fault fault = Fault::relation;
  std::size_t place = 0;    // of the node, in the order of a walk from the root
  std::size_t variant = 0;  // which link of a chain, which operand, which way
};

/// All edits of `tree` that are possible without regard to sorts. The domains of quantifiers at the top and
/// below are left alone (a different domain is a different question), those of sums, products and means are
/// not. Left out are edits that could not matter: -x = 0 and 2 * x = 0 for x = 0, and -abs(x) < y, which says
/// nothing, for abs(x) < y. `variables` are the names free in the tree that stand for a variable.
std::vector<Edit> edits(const language::Node& tree, const std::vector<std::string>& variables);

/// The tree with the edit made.
language::Node edited(const language::Node& tree, const Edit& edit);

/// What the edit does, as "before -> after": the smallest part of the tree around it that still tells, in the
/// language.
std::string describe(const language::Node& tree, const Edit& edit);

/// The edits in a fixed order that takes the families in turn, and within one spreads over the tree, so that
/// the first few already differ in kind and place.
std::vector<Edit> spread(const std::vector<Edit>& edits);

}  // namespace dropcert::test
