// A checked tree made ready for evaluation: names resolved to slots, functions to their implementations.
#pragma once

#include <memory>
#include <vector>

#include "language/ledger.hpp"
#include "verify/value.hpp"

namespace dropcert {

struct Builtin;

struct Code;

struct BinderCode {
  const Binder* source = nullptr;
  std::vector<int> slots;  // of the bound names, in the current frame
  std::vector<Code> terms;
};

/// A node of a program. `source` points into the tree that it was compiled from, which must outlive it.
struct Code {
  const Node* source = nullptr;
  Kind kind = Kind::number;
  Value constant;                    // of a number, a parameter or a constant of the language
  int slot = -1;                     // of a variable
  int definition = -1;               // index in Program::definitions of a call to one
  const Builtin* builtin = nullptr;  // of a call to a function of the language
  std::vector<BinderCode> binders;
  std::vector<Code> arguments;
};

/// A definition's body; its arguments are the first slots of its frame.
struct Procedure {
  const Definition* source = nullptr;
  Code body;
  int frame_size = 0;
};

struct Program {
  Code body;
  int frame_size = 0;
  std::vector<Procedure> procedures;
};

/// Whether the variable in that slot occurs in the code (not looking into definitions, which have slots of
/// their own).
bool mentions(const Code& code, int slot);

/// Compiles a tree that check_expression or check_ledger has accepted. `definitions` are those in force, in
/// order.
Program compile(const Node& tree, const std::vector<Parameter>& parameters,
                const std::vector<const Definition*>& definitions);

}  // namespace dropcert
