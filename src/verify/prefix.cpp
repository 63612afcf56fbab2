#include "verify/prefix.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "language/print.hpp"
#include "verify/outcome.hpp"
#include "verify/show.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace language;

void Choices::set_point(std::vector<const BinderCode*> binders, std::vector<Value> point) {
  point_binders_ = std::move(binders);
  point_ = std::move(point);
}

void Choices::rebind(Bits precision) {
  machine_.set_precision(precision);
  for (const Choice& choice : choices_) bind(choice);
  for (std::size_t i = 0; i < point_.size(); ++i) machine_.slot(point_binders_[i]->slots[0]) = point_[i];
}

void Choices::bind(const Choice& choice) {
  const BinderCode& binder = *choice.binder;
  if (binder.kind() == DomainKind::range) {
    machine_.slot(binder.slots[0]) = Rational(choice.number);
    return;
  }
  if (choice.lists) {  // its numbers may be enclosed more tightly now
    const bool is_exact = std::all_of(choice.lists->base.begin(), choice.lists->base.end(),
                                      [](const Value& value) { return is_exact_real(value); });
    const auto number = static_cast<unsigned long>(choice.number);
    machine_.slot(binder.slots[0]) =
        is_exact ? choice.lists->at(number) : machine_.list_cases(binder).at(number);
    return;
  }
  const auto position = static_cast<std::size_t>(choice.number);
  if (choice.values) {
    machine_.bind(binder, &(*choice.values)[position * binder.slots.size()]);
  } else if (binder.kind() == DomainKind::cases) {
    const std::vector<Value> values = machine_.components(binder, binder.terms[position]);
    machine_.bind(binder, values.data());
  } else {
    const Listed all = machine_.listed(binder);
    if (all.values.size() != static_cast<std::size_t>(choice.count) || (all.is_law && all.are_exact()))
      throw Unsupported("how many values a law has, or their order, depends on the precision");
    machine_.bind(binder, &all.values[position]);
  }
}

std::string Choices::text_of(const Choice& choice, std::size_t i) {
  const BinderCode& binder = *choice.binder;
  if (binder.kind() == DomainKind::cases) {
    const Node& node = *binder.terms[static_cast<std::size_t>(choice.number)].source;
    return to_text(binder.slots.size() == 1 ? node : node.children[i]);
  }
  if (binder.kind() == DomainKind::range) return std::to_string(choice.number);
  if (choice.lists) {
    std::string text;
    for (const std::size_t digit : choice.lists->digits(static_cast<unsigned long>(choice.number)))
      text += (text.empty() ? "" : ", ") + (binder.base() == DomainKind::range
                                                ? get_if<Rational>(choice.lists->base[digit])->str()
                                                : to_text(*binder.terms[digit].source));
    return "[" + text + "]";
  }
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
  for (std::size_t i = 0; i < point_.size(); ++i)
    result.emplace_back(point_binders_[i]->source->names[0], show_in_full(point_[i], digits_).value_or("?"));
  return result;
}

std::string Choices::where() {
  const std::string text = describe_assignment(assignment());
  return text.empty() ? text : "at " + text + ": ";
}

}  // namespace dropcert::verify
