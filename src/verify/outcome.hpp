// How an evaluation can end without a value.
#pragma once

#include <stdexcept>
#include <string>

#include "language/source.hpp"

namespace dropcert {

/// A term has no value: log 0, 1/0, the law of dropout with d = 1. The statement that meets one is refuted
/// there.
class Undefined : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The evaluator has no way to decide this; the statement stays undecided, with this reason.
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

/// More work, or larger numbers, than the evaluator takes on. Bad input rather than a verdict.
class TooLarge : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The user asked to stop.
class Interrupted : public std::runtime_error {
 public:
  Interrupted() : std::runtime_error("interrupted") {}
};

/// Runs a function of the number layers; their exceptions become the evaluator's.
template <class Function>
auto translated(Function function) {
  try {
    return function();
  } catch (const std::length_error& error) {
    throw TooLarge(error.what());
  } catch (const std::domain_error& error) {
    throw Undefined(error.what());
  } catch (const std::invalid_argument& error) {
    throw Undefined(error.what());
  }
}

}  // namespace dropcert
