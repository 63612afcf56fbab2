// How an evaluation can end without a value.
#pragma once

#include <stdexcept>

namespace dropcert::check {

/// A term has certainly no value: log 0, 1/0. The statement that meets one is false there.
struct Undefined : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The present precision does not tell; a greater one may.
struct Imprecise : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// This checker has no way to decide this: the certificate is rejected.
struct Unsupported : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace dropcert::check
