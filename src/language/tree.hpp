// A statement of the language as a tree. The grammar is in proofs/README.md.
#pragma once

#include <gmpxx.h>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "language/source.hpp"

namespace dropcert::certificate {
class CaseFile;
}

namespace dropcert::language {

enum class Kind {
  number,  // number, and its spelling in name
  name,    // a bound variable, a parameter, a constant, or a definition without arguments
  list,    // [a, b, ...]
  tuple,   // (a, b, ...): one case of a domain {...} that binds several names; of a law, (value, probability)
  call,    // name(children...): a function of the language or a definition
  binding,      // name(binders[0], children[0]): sum, prod, mean, integral, derivative, root_limsup, ...
  conditional,  // if(children[0], children[1], children[2])
  negate,
  add,
  subtract,
  multiply,
  divide,
  power,
  factorial,
  index,        // children[0][children[1]]: an element of a list
  relation,     // children[0] relations[0] children[1] relations[1] ...
  negation,     // not
  conjunction,  // and
  disjunction,  // or
  implication,  // implies
  equivalence,  // iff
  quantifier,   // for binders: children[0]
  existence,  // some binders by children[1], ...: children[0]; the witnesses after it are advice, no meaning
  infinity,   // oo or -oo (its name): the end of a domain
  text,       // a string (its name): what is printed
};

enum class Relation { equal, not_equal, less, less_equal, greater, greater_equal };

enum class DomainKind {
  none,      // the index of a limit: all positive integers, eventually
  range,     // terms[0]..terms[1], integers; an end may be infinite
  cases,     // {terms...}
  interval,  // of real numbers from terms[0] to terms[1]; an end may be infinite
  reals,     // real
  elements,  // of a list, or the values of a law: terms[0]
  power,     // BASE^n: the lists of n elements of a domain, which has the terms but the last, n
  point,     // of a derivative: terms[0], and the order terms[1] if it is given
};

struct Binder;

struct Node {
  // Not inline: each is slow to compile, and was in every file.
  Node();
  Node(const Node&);
  Node& operator=(const Node&);
  Node(Node&&) noexcept;  // so that growing vectors move trees, where gmpxx would have them copied
  Node& operator=(Node&&) noexcept;
  ~Node();

  Kind kind = Kind::number;
  Position at;
  std::string name;
  mpq_class number;
  std::vector<Relation> relations;
  std::vector<Binder> binders;
  bool wherever_defined =
      false;  // of a quantifier or existence: elements where its body is undefined do not count
  std::vector<Node> children;
};

struct Domain {
  DomainKind kind = DomainKind::none;
  std::vector<Node> terms;
  bool low_open = false;  // of an interval: whether the end itself is left out
  bool high_open = false;
  DomainKind base = DomainKind::none;                           // of a power: range, cases, interval or reals
  std::shared_ptr<const certificate::CaseFile> file = nullptr;  // of file("PATH"), once open
};

/// Of a power, the domain that the elements of its lists are in.
Domain base_of(const Domain& power);

/// An interval, or `real`, which is the one from -oo to oo, with both ends written.
Domain with_ends(Domain domain);

/// Whether the domain consists of real numbers without gaps: an interval, or all of them.
inline bool is_region(DomainKind kind) {
  return kind == DomainKind::interval || kind == DomainKind::reals;
}

/// Whether an end of the domain is oo or -oo.
bool has_infinite_end(const Domain& domain);

/// Whether its elements cannot be run through: real numbers, integers without end, or lists of them.
bool is_over_region(const Domain& domain);

struct Binder {
  std::vector<std::string> names;  // more than one only for DomainKind::cases
  Position at;
  Domain domain;
};

/// Equality of structure and values; positions and the spelling of numbers do not count.
bool operator==(const Node& a, const Node& b);
bool operator==(const Domain& a, const Domain& b);
bool operator==(const Binder& a, const Binder& b);

/// Whether that is so of the tree or of a part of it, in domains too.
template <class Is>
bool any_part(const Node& node, const Is& is) {
  if (is(node)) return true;
  for (const Node& child : node.children)
    if (any_part(child, is)) return true;
  for (const Binder& binder : node.binders)
    for (const Node& term : binder.domain.terms)
      if (any_part(term, is)) return true;
  return false;
}

/// Looks at the tree and each part of it, in domains too.
template <class Look>
void each_part(const Node& node, const Look& look) {
  any_part(node, [&](const Node& part) {
    look(part);
    return false;
  });
}

/// How many parts the tree has, with those in domains.
std::size_t count_parts(const Node& tree);

/// Whether the name occurs anywhere in the tree, as a variable, parameter, constant or definition without
/// arguments.
bool mentions(const Node& node, const std::string& name);

/// Whether it occurs so in a domain of the node's own binders.
bool is_in_domains(const Node& node, const std::string& name);

/// Whether a call of that name stands anywhere in the tree.
bool calls(const Node& node, const std::string& name);

/// "<=" and so on.
const char* symbol(Relation relation);

/// Whether it is one of <, <=, >, >=; of < and <=; of < and >.
bool says_order(Relation relation);
bool says_less(Relation relation);
bool says_strictly(Relation relation);

/// What b says of a if a says the given one of b: >= for <=.
Relation converse(Relation relation);

/// The number that is written there, with its sign; nullopt if the term is no such.
std::optional<mpq_class> written_number(const Node& term);

/// Trees without positions.
Node node_of(Kind kind, std::vector<Node> children, const std::string& name = "");
Node number_node(const mpq_class& value);
Node name_node(const std::string& name);
Node relation_node(Node left, Relation relation, Node right);

/// Whether a binder of the node itself, or of any part of the tree, has the name.
bool binds(const Node& node, const std::string& name);
bool binds_within(const Node& tree, const std::string& name);
/// Adds all names that binders in the tree have.
void names_bound_in(const Node& tree, std::set<std::string>& names);

/// Whether a binder in the other tree gives a name of the term another meaning, if the term is put there.
bool is_captured(const Node& term, const Node& outer);
/// The tree with these in the place of the names, where no binder gives them another meaning.
Node with_values(Node node, std::map<std::string, Node> values);
/// Whether the name occurs where no binder in the tree gives it a meaning.
bool is_free_in(const Node& tree, const std::string& name);

}  // namespace dropcert::language
