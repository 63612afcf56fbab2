// Quantifiers that follow one another: for b1: for b2: S is for b1, b2: S (proofs/README.md, Meaning), and
// what is decided of a group of regions may be decided of both.
#pragma once

#include "language/tree.hpp"

namespace dropcert::language {

/// The `for` right under this one that may be read as its continuation, a region beside a region: no name is
/// bound twice, and neither says `wherever defined`. nullptr if there is none.
const Node* continuation(const Node& quantifier);

/// Whether there is one somewhere in the statement.
bool has_continuation(const Node& statement);

/// The statement with each such pair as one quantifier.
Node joined(Node statement);

/// How many names the quantifiers at the head of the statement bind, none of them with `wherever defined`, up
/// to the end of the first group of regions.
std::size_t names_to_region(const Node& statement);

}  // namespace dropcert::language
