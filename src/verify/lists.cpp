// Elements of lists, and domains of lists.
#include <fmt/core.h>

#include <algorithm>

#include "verify/machine.hpp"
#include "verify/open_lists.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace language;

std::vector<std::size_t> ListCases::digits(unsigned long number) const {
  std::vector<std::size_t> result(length);
  for (std::size_t i = length; i-- > 0;) {
    result[i] = number % base.size();
    number /= base.size();
  }
  return result;
}

Value ListCases::at(unsigned long number) const {
  std::vector<Value> elements;
  for (const std::size_t digit : digits(number)) elements.push_back(base[digit]);
  return std::make_shared<const std::vector<Value>>(std::move(elements));
}

// a[i], of which the list is evaluated as a whole.
Value Machine::element(const Code& code) {
  const Value list = value(code.arguments[0]);
  const Value number = value(code.arguments[1]);
  current_ = &code;
  if (const auto* open = get_if<OpenList>(list)) return open_lists_->element(*open, number);
  const auto* elements = get_if<List>(list);
  if (!elements) throw Unsupported("a list is expected");
  if (get_if<RingElement>(number)) throw Undefined("the number of an element is a function of p");
  const std::optional<long> place = require_integer(number, "the number of an element").to_long();
  const std::size_t size = (*elements)->size();
  if (!place || *place < 1 || static_cast<std::size_t>(*place) > size)
    throw Undefined(
        fmt::format("a list of {} element{} has none of that number", size, size == 1 ? "" : "s"));
  return (**elements)[static_cast<std::size_t>(*place) - 1];
}

unsigned long Machine::length(const BinderCode& power) {
  constexpr long most = 100'000;
  const Code& term = power.terms.back();
  const Value number = value(term);
  current_ = &term;
  if (get_if<RingElement>(number)) throw Undefined("the number of elements of a list is a function of p");
  const Integer n = require_integer(number, "the number of elements of a list");
  if (n.sign() < 0) throw Undefined("the number of elements of a list is negative");
  const std::optional<long> small = n.to_long();
  if (!small || *small > most) throw TooLarge(fmt::format("lists of more than {} elements", most));
  return static_cast<unsigned long>(*small);
}

ListCases Machine::list_cases(const BinderCode& power) {
  ListCases result;
  if (power.base() == DomainKind::range) {
    auto [low, high] = range(power);
    for (long i = low; i <= high; ++i) {
      charge(1);
      result.base.emplace_back(Rational(i));
    }
  } else {
    for (std::size_t i = 0; i + 1 < power.terms.size(); ++i) result.base.push_back(value(power.terms[i]));
  }
  result.length = length(power);
  charge(result.length);
  const unsigned long size = result.base.size();
  const unsigned long most = limits_.cases / multiplicity_;
  result.count = 1;
  for (unsigned long i = 0; i < result.length && result.count != 0; ++i) {
    if (size > 1 && result.count > most / size)
      throw TooLarge(fmt::format("lists of {} out of {} numbers make more than {} cases", result.length, size,
                                 limits_.cases));
    result.count *= size;
  }
  return result;
}

// Of a power, whether a list is one of its elements.
Outcomes Machine::list_membership(const BinderCode& power, const Value& list) {
  const unsigned long expected = length(power);
  std::vector<Value> values;
  if (power.base() == DomainKind::cases)
    for (std::size_t i = 0; i + 1 < power.terms.size(); ++i) values.push_back(value(power.terms[i]));
  const auto* elements = get_if<List>(list);
  if (!elements) return Outcome::false_;
  Outcomes inside = Outcome::true_;
  for (const Value& element : **elements)
    inside = conjunction(inside, membership(power, power.base(), values, &element));
  // With no element its ends have not been looked at.
  if ((*elements)->empty() && power.terms.size() > 1) return Outcomes::unknown();
  return conjunction(inside, Outcomes::of((*elements)->size() == expected));
}

}  // namespace dropcert::verify
