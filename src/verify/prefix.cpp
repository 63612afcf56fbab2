#include "verify/prefix.hpp"

#include <fmt/format.h>

#include "language/print.hpp"
#include "verify/show.hpp"

namespace dropcert {

void Choices::set_point(std::vector<int> slots, std::vector<std::string> names, std::vector<Rational> point) {
  point_slots_ = std::move(slots);
  point_names_ = std::move(names);
  point_ = std::move(point);
}

void Choices::rebind(Bits precision) {
  machine_.set_precision(precision);
  for (const Choice& choice : choices_) bind(choice);
  for (std::size_t i = 0; i < point_.size(); ++i) machine_.slot(point_slots_[i]) = point_[i];
}

void Choices::bind(const Choice& choice) {
  const BinderCode& binder = *choice.binder;
  if (binder.kind() == DomainKind::range) {
    machine_.slot(binder.slots[0]) = Rational(choice.number);
    return;
  }
  const auto position = static_cast<std::size_t>(choice.number);
  if (choice.values) {
    machine_.bind(binder, &(*choice.values)[position * binder.slots.size()]);
  } else if (binder.kind() == DomainKind::cases) {
    const std::vector<Value> values = machine_.components(binder, binder.terms[position]);
    machine_.bind(binder, values.data());
  } else {
    const std::vector<Value> values = machine_.listed(binder);
    machine_.bind(binder, &values.at(position));
  }
}

std::string Choices::text_of(const Choice& choice, std::size_t i) {
  const BinderCode& binder = *choice.binder;
  if (binder.kind() == DomainKind::cases) {
    const Node& node = *binder.terms[static_cast<std::size_t>(choice.number)].source;
    return to_text(binder.slots.size() == 1 ? node : node.children[i]);
  }
  if (binder.kind() == DomainKind::range) return std::to_string(choice.number);
  const Value& value = machine_.slot(binder.slots[0]);
  constexpr int few_digits = 6;
  try {
    if (std::optional<std::string> text = show(value, digits_)) return *text;
  } catch (const std::length_error&) {  // digits out of reach
  }
  const auto* ball = get_if<Ball>(value);
  return ball ? ball->str(few_digits) : "?";
}

std::vector<std::pair<std::string, std::string>> Choices::assignment() {
  std::vector<std::pair<std::string, std::string>> result;
  for (const Choice& choice : choices_)
    for (std::size_t i = 0; i < choice.binder->slots.size(); ++i)
      result.emplace_back(choice.binder->source->names[i], text_of(choice, i));
  for (std::size_t i = 0; i < point_.size(); ++i) result.emplace_back(point_names_[i], point_[i].str());
  return result;
}

std::string Choices::where() {
  std::string text;
  for (const auto& [name, value] : assignment())
    text += fmt::format("{}{} = {}", text.empty() ? "at " : ", ", name, value);
  return text.empty() ? text : text + ": ";
}

}  // namespace dropcert
