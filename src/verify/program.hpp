// A checked tree made ready for evaluation: names resolved to slots, functions to their implementations.
#pragma once

#include <memory>
#include <vector>

#include "language/ledger.hpp"
#include "verify/scope.hpp"
#include "verify/unfolding.hpp"
#include "verify/value.hpp"
#include "verify/written_limits.hpp"

namespace dropcert::verify {

struct Builtin;

struct Code;
struct StepCode;
struct SquaredCode;
struct WrittenCode;

struct BinderCode {
  const language::Binder* source = nullptr;
  std::vector<int> slots;  // of the bound names, in the current frame
  std::vector<Code> terms;

  language::DomainKind kind() const { return source->domain.kind; }
  /// Whether it is run through by regions: an interval, the reals, a range without end, lists of these.
  bool is_region() const { return is_over_region(source->domain); }
  bool is_power() const { return kind() == language::DomainKind::power; }
  /// Of a power, what its lists have as elements; else the kind of the domain.
  language::DomainKind base() const { return is_power() ? source->domain.base : kind(); }
};

/// A node of a program. `source` points into the tree that it was compiled from, which must outlive it.
struct Code {
  const language::Node* source = nullptr;
  language::Kind kind = language::Kind::number;
  Value constant;                    // of a number, a parameter or a constant of the language
  int slot = -1;                     // of a variable
  int definition = -1;               // index in Program::procedures of a call to one,
  bool is_by_equations = false;      // which is one by equations,
  bool is_of_itself = false;         // in whose equations the call stands
  const Builtin* builtin = nullptr;  // of a call to a function of the language
  std::vector<BinderCode> binders;
  std::vector<Code> arguments;
  std::shared_ptr<const StepCode> steps;       // of a quantifier that steps may prove
  std::shared_ptr<const WrittenCode> written;  // of an integral or a derivative without its variable
  std::vector<std::shared_ptr<const SquaredCode>> squared;  // of each comparison of a relation, or nullptr
};

/// Statements that together say as much as a quantifier, or more.
struct StatementsCode {
  std::vector<language::Node> sources;  // of the code
  std::vector<Code> code;
};

/// What proves a quantifier: the same over real numbers (over_reals.hpp), or over parts of its domains
/// (premises.hpp); or, for each comparison in one way or another, what it needs beside its first case
/// (unfolding.hpp) or by itself (quotients.hpp).
struct StepCode {
  StatementsCode over_reals;
  StatementsCode premises;
  bool needs_first_case = true;
  std::vector<Ways> sources;  // of the code
  std::vector<std::vector<std::vector<Code>>> code;
};

/// What proves a comparison of products with square roots (squares.hpp).
struct SquaredCode {
  language::Node source;  // of the code
  Code statement;
};

/// What an integral or a derivative is where that has a value (written_limits.hpp).
struct WrittenCode {
  WrittenLimit source;  // of the code
  std::vector<Code> guards;
  std::optional<Code> count;
  Code result;
  std::vector<int> variables;  // the slots of those that the binding has
};

/// A definition's body; its arguments are the first slots of its frame. Of one by equations the bodies of
/// these.
struct Procedure {
  const language::Definition* source = nullptr;
  Code body;
  int frame_size = 0;
  std::vector<Code> equations;
  bool is_recursive = false;
  exact::Integer least = {};  // of a recursive one: the least first argument
};

struct Program {
  Code body;
  int frame_size = 0;
  std::vector<Procedure> procedures;  // the definitions that the tree reaches
};

/// The slots of the variables in the code that are not bound in it, in ascending order.
std::vector<int> free_slots(const Code& code);

/// Whether the variable in that slot occurs in the code (not looking into definitions, which have slots of
/// their own).
bool mentions(const Code& code, int slot);

/// What names mean in the body of the quantifier, a statement by itself. Refers to both.
Meanings meanings_of(const language::Node& statement, const Scope& scope);

/// Compiles a tree that check_expression or check_ledger has accepted, in linear time in its size and that of
/// the definitions that it reaches. Every binder of a frame has slots of its own.
Program compile(const language::Node& tree, const Scope& scope);

}  // namespace dropcert::verify
