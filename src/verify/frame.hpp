// Evaluates the body of a definition in a frame of its own, and apart from what was found before.
#pragma once

#include <algorithm>

#include "verify/machine.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

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

inline bool is_exact(const Value& value) {
  if (const auto* list = get_if<List>(value)) return std::all_of((*list)->begin(), (*list)->end(), is_exact);
  return is_exact_real(value) || get_if<RingElement>(value);
}

// What find(entry) finds, with the marks that it leaves, which join no others yet.
template <class Find>
Machine::Remembered Machine::found_apart(Find find) {
  Remembered entry;
  entry.bits = precision_.value;
  struct Outer {
    Machine& machine;
    bool doubt = std::exchange(machine.doubt_, false);
    bool used_balls = std::exchange(machine.used_balls, false);
    bool precision_may_help = std::exchange(machine.obstacles.precision_may_help, false);
    std::set<std::string> used_theorems = std::exchange(machine.used_theorems, {});
    std::vector<Observation>* trace = std::exchange(machine.trace, nullptr);
    unsigned long multiplicity = std::exchange(machine.multiplicity_, 1);
    bool enclosed = machine.symbols_.take_enclosed();
    ~Outer() {
      if (enclosed) machine.symbols_.set_enclosed();
      machine.doubt_ = doubt;
      machine.used_balls = used_balls;
      machine.obstacles.precision_may_help = precision_may_help;
      machine.used_theorems = std::move(used_theorems);
      machine.trace = trace;
      machine.multiplicity_ = multiplicity;
    }
  } outer{*this};
  try {
    find(entry);
  } catch (const Undefined& error) {
    entry.undefined = error.what();
  } catch (const Unsupported&) {
    entry.out_of_reach = std::current_exception();
  }
  entry.doubt = doubt_;
  entry.used_balls = used_balls;
  entry.has_enclosed = symbols_.take_enclosed();
  entry.used_theorems = used_theorems;
  entry.precision_may_help = obstacles.precision_may_help;
  if (entry.value && is_exact(*entry.value) && !entry.used_balls && !entry.doubt && mode_ != Mode::forms)
    entry.bits = 0;
  return entry;
}

}  // namespace dropcert::verify
