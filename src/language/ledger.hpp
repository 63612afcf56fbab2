// A ledger: the claims of a paper, each with its statements.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "language/tree.hpp"

namespace dropcert::language {

enum class Role {
  printed,    // what the paper says
  corrected,  // the same with a misprint mended
  instead,    // the different, true statement that replaces a false one
  evidence,   // a further fact that supports the verdict by another route
};

const char* name_of(Role role);

/// Where two sides of a statement meet, as its author says: advice that changes no verdict.
struct ContactPoint {
  std::string name;  // of a variable that the statement binds
  Position at;
  Node term;
};

struct Statement {
  Role role = Role::printed;
  Position at;
  Node tree;
  std::vector<std::string> proofs;          // formal theorems that settle it beyond the cases computed
  std::vector<std::string> citations = {};  // on what it rests in the literature; changes no verdict
  std::vector<ContactPoint> contacts = {};
};

/// NAME(patterns...) = body: what a definition by equations is for the arguments that fit its patterns, each
/// a name, which fits everything, or a number, which fits itself.
struct Equation {
  Position at;
  std::vector<Node> patterns;
  Node body;
};

/// NAME(parameters...) = body, or NAME = body; or by equations, of which the first that fits counts.
struct Definition {
  std::string name;
  Position at;
  std::vector<std::string> parameters;  // of one by equations: as many names, which no equation need use
  Node body;                            // of one by equations a tuple: no term
  std::vector<Equation> equations;

  bool is_by_equations() const { return !equations.empty(); }
};

/// Whether an equation of the definition calls it.
bool is_recursive(const Definition& definition);

/// The least first argument that an equation of the definition names as a number; nullopt if none does.
std::optional<mpz_class> least_case(const Definition& definition);

struct Claim {
  std::string id;
  Position at;
  std::string where;                      // its place in the paper
  std::string says;                       // what the paper says, in words
  std::string because;                    // why the verdict is as it is, for a reader with a pen
  std::optional<std::string> historical;  // set: not a mathematical claim, and why
  std::vector<Definition> definitions;
  std::vector<Statement> statements;
  std::vector<std::string> theorems;  // formal theorems about it that no statement expresses

  /// The first statement of that role, or nullptr.
  const Statement* find(Role role) const;
};

/// A number that the command line may replace, such as the greatest k.
struct Parameter {
  std::string name;
  Position at;
  mpz_class value;
};

enum class Expectation { confirmed, corrected, refuted };

/// A sentence for the top of a report; it is shown as established only if each of the claims has come out as
/// expected.
struct Headline {
  Expectation expected = Expectation::confirmed;
  Position at;
  std::vector<std::string> ids;
  std::string text;
};

/// A name that sentences of the ledger use in formulas, and what it stands for there; statements do not know
/// it.
struct Notation {
  std::string name;
  Position at;
  std::string text;
};

struct Ledger {
  std::string source;  // file name, for messages
  std::string title;
  std::vector<Headline> headlines;
  std::vector<Parameter> parameters;
  std::vector<Definition> definitions;
  std::vector<Claim> claims;
  std::vector<Notation> notations;

  /// Whether anything has been read but the title and notations.
  bool has_items() const {
    return !headlines.empty() || !parameters.empty() || !definitions.empty() || !claims.empty();
  }
};

}  // namespace dropcert::language
