// How an evaluation can end without a value.
#pragma once

#include <stdexcept>
#include <string>

#include "language/source.hpp"

namespace dropcert::verify {

/// A term has no value: log 0, 1/0, the law of dropout with d = 1. Where it is part of a statement, that is
/// undefined. Thrown only if there is no value at any point that the operands stand for.
class Undefined : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Out of reach: the evaluator has no way to find this value; what depends on it is not decided, with this
/// reason.
class Unsupported : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The present precision does not tell, a higher one may: the condition of an `if`, whether a ball is an
/// integer.
class Imprecise : public Unsupported {
 public:
  using Unsupported::Unsupported;
};

/// A single number, range or law is larger than what the evaluator takes on.
class TooLarge : public Unsupported {
 public:
  using Unsupported::Unsupported;
};

/// A budget of the whole decision (steps, seconds, memory) is spent; the reason names the option that raises
/// it. Not an Unsupported: nothing catches it before the statement is left.
class BudgetSpent : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The user asked to stop.
class Interrupted : public std::runtime_error {
 public:
  Interrupted() : std::runtime_error("interrupted") {}
};

/// Runs a function of the number layers; their exceptions become the evaluator's. What is undefined in the
/// language is found before the number layers are asked: a domain_error of theirs is no verdict.
template <class Function>
auto translated(Function function) {
  try {
    return function();
  } catch (const std::length_error& error) {
    throw TooLarge(error.what());
  } catch (const std::domain_error& error) {
    throw Unsupported(error.what());
  } catch (const std::invalid_argument& error) {
    throw Unsupported(error.what());
  }
}

}  // namespace dropcert::verify
