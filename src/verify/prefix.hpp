// The choices of values for the finite binders at the head of a statement.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "verify/certified.hpp"
#include "verify/machine.hpp"

namespace dropcert::verify {

/// One value of a binder: an integer, or the position in a list of cases, a list, a law or a power; the
/// values of the latter are kept if they are the same at every precision.
struct Choice {
  const BinderCode* binder = nullptr;
  long number = 0;
  std::shared_ptr<const std::vector<Value>> values;
  std::shared_ptr<const ListCases> lists;  // of a power; `number` is the place in their order
  long count = 0;                          // of the positions in a list or law
};

/// The choices made so far, and a point of a region after them.
class Choices {
 public:
  Choices(Machine& machine, long digits) : machine_(machine), digits_(digits) {}

  void push(Choice choice) { choices_.push_back(std::move(choice)); }
  void pop() { choices_.pop_back(); }
  /// Numbers known exactly, or lists of them, each the value of a binder.
  void set_point(std::vector<const BinderCode*> binders, std::vector<Value> point);
  void clear_point() { point_.clear(); }

  /// Sets the precision and binds every name anew: domains may hold real numbers, which a higher precision
  /// encloses more tightly. Throws as Machine::value.
  void rebind(ball::Bits precision);
  /// Binds the choice made last.
  void bind_last() { bind(choices_.back()); }

  /// Names and values, for a reader.
  std::vector<std::pair<std::string, std::string>> assignment();
  /// Names and values as certificates write them; `value_text` gives the text of a value that a function
  /// evaluates.
  template <class ValueText>
  std::vector<std::pair<std::string, std::string>> certified_assignment(ValueText value_text);
  /// "at k = 3, j = 2: ", or "".
  std::string where();

 private:
  void bind(const Choice& choice);
  std::string text_of(const Choice& choice, std::size_t i);

  Machine& machine_;
  long digits_;
  std::vector<Choice> choices_;
  std::vector<const BinderCode*> point_binders_;
  std::vector<Value> point_;
};

template <class ValueText>
std::vector<std::pair<std::string, std::string>> Choices::certified_assignment(ValueText value_text) {
  std::vector<std::pair<std::string, std::string>> result;
  for (const Choice& choice : choices_)
    for (std::size_t i = 0; i < choice.binder->slots.size(); ++i) {
      const bool is_element = choice.binder->kind() == language::DomainKind::elements;
      auto element = [&] { return machine_.slot(choice.binder->slots[0]); };
      result.emplace_back(choice.binder->source->names[i],
                          is_element ? value_text(element) : text_of(choice, i));
    }
  for (std::size_t i = 0; i < point_.size(); ++i)
    result.emplace_back(point_binders_[i]->source->names[0], certified_coordinate(point_[i]));
  return result;
}

}  // namespace dropcert::verify
