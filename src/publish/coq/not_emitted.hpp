// What cannot be written as a statement that Coq decides.
#pragma once

#include <stdexcept>
#include <string>

namespace dropcert::publish {

/// A sentence without its full stop: why a statement cannot be emitted.
class NotEmitted : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace dropcert::publish
