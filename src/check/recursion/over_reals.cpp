// Statements about integers as statements about real numbers (proofs/README.md, Integers as real numbers).
#include <algorithm>
#include <optional>

#include "check/region.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::uint64_t steps_over_reals = 100'000'000;

// A number that is an integer if the binders of ranges before this one are.
bool is_integer(const Node& term, const std::vector<Binder>& before) {
  if (term.kind == Kind::infinity) return true;
  if (term.kind == Kind::number) return term.number.get_den() == 1;
  if (term.kind == Kind::name) {
    const auto binder = std::find_if(before.rbegin(), before.rend(),
                                     [&](const Binder& one) { return one.names[0] == term.name; });
    return binder != before.rend() && binder->domain.kind == DomainKind::range;
  }
  const bool is_known = term.kind == Kind::add || term.kind == Kind::subtract ||
                        term.kind == Kind::multiply || term.kind == Kind::negate;
  return is_known && std::all_of(term.children.begin(), term.children.end(),
                                 [&](const Node& part) { return is_integer(part, before); });
}

// All numbers between the ends of the ranges, in the place of the integers there.
std::optional<Node> with_real_numbers(const Node& node) {
  Node wider = node;
  std::vector<Binder> before;
  for (Binder& binder : wider.binders) {
    Domain& domain = binder.domain;
    const bool is_range = domain.kind == DomainKind::range;
    if (binder.names.size() != 1 || !(is_range || is_region(domain.kind))) return std::nullopt;
    for (const Node& end : domain.terms)
      if (is_range && !is_integer(end, before)) return std::nullopt;
    before.push_back(binder);
    if (!is_range) continue;
    domain.kind = DomainKind::interval;
    domain.low_open = domain.terms[0].kind == Kind::infinity;
    domain.high_open = domain.terms[1].kind == Kind::infinity;
  }
  return wider;
}

}  // namespace

// What holds for all of them holds for the integers.
std::optional<Truth> Evaluator::over_reals(const Region& region) {
  const Node& node = region.node;
  if (forms_ || chart_ || pieces_ > 0 || !region.is_outermost || node.kind != Kind::quantifier ||
      node.wherever_defined || region.first != 0 || node.binders.size() < 2)
    return std::nullopt;
  bool has_integers = false;
  for (const Binder& binder : node.binders) has_integers |= binder.domain.kind == DomainKind::range;
  const std::optional<Node> wider = has_integers ? with_real_numbers(node) : std::nullopt;
  if (!wider) return std::nullopt;
  return attempted(steps_over_reals, [&]() -> std::optional<Truth> {
    if (!truth(*wider).holds()) return std::nullopt;
    return Truth{true_bit, region.says_something ? unsigned{substantial_bit} : any_vacuity};
  });
}

}  // namespace dropcert::check
