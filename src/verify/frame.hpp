// Evaluates the body of a definition in a frame of its own.
#pragma once

#include "verify/machine.hpp"

namespace dropcert {

template <class Body>
auto Machine::in_frame(const Code& code, std::vector<Value> arguments, Body body) {
  const Procedure& procedure = program_.procedures[static_cast<std::size_t>(code.definition)];
  return in_frame_of(procedure, procedure.body, std::move(arguments), body);
}

template <class Body>
auto Machine::in_frame_of(const Procedure& procedure, const Code& code, std::vector<Value> arguments,
                          Body body) {
  struct Restore {
    Machine& machine;
    std::size_t frame, size;
    ~Restore() {
      machine.frame_ = frame;
      machine.stack_.resize(size);
    }
  } restore{*this, frame_, stack_.size()};
  frame_ = stack_.size();
  stack_.resize(frame_ + static_cast<std::size_t>(procedure.frame_size));
  for (std::size_t i = 0; i < arguments.size(); ++i) stack_[frame_ + i] = std::move(arguments[i]);
  return body(code);
}

}  // namespace dropcert
