// The engine's implementation of every function of the language.
#pragma once

#include <string_view>
#include <vector>

#include "verify/machine.hpp"

namespace dropcert {

/// One of the two is set: a function gives a value, a predicate a truth.
struct Builtin {
  std::string_view name;
  Value (*function)(Machine&, const std::vector<Value>&) = nullptr;
  Truth (*predicate)(Machine&, const std::vector<Value>&) = nullptr;
  std::string_view theorem = "";  // formal theorem that the implementation rests on
};

/// The implementation of that name; every name of functions() has one (tested).
const Builtin* find_builtin(std::string_view name);

/// limsup |term|^(1/n) along all n, or even n, for the terms of known generating functions. Throws
/// Unsupported for others.
Value root_limsup(Machine& machine, const Code& code);

}  // namespace dropcert
