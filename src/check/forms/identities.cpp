// Statements over a region as functions of its variables: identities.
#include "check/region.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::uint64_t steps_of_an_identity = 20'000'000;
constexpr int most_finer_forms = 40;  // attempts at one identity

}  // namespace

// The outcomes at each point, by forms of the group's variables: as they are, then by what is known of them
// from their domains.
Truth Evaluator::by_identity(const Region& region) {
  if (forms_) return with_forms(region, false);
  struct Outer {
    Forms*& place;
    ~Outer() { place = nullptr; }
  } outer{forms_};
  Truth known{any_outcome, any_vacuity};
  for (const bool substitutes : {false, true}) {
    Forms forms;
    forms_ = &forms;
    for (int i = 0; i < most_finer_forms; ++i) {
      const Notes before = notes();
      Bound guard(*this);
      forms.forget_after(0);
      try {
        const Attempt attempt(steps_of_an_identity);
        Truth found = with_forms(region, substitutes);
        notes().imprecise = before.imprecise;  // no precision changes a form
        if (found.by_domain || found.holds()) return found;
        found.outcomes &= known.outcomes;
        known = found;
        break;
      } catch (const FinerForms&) {
        notes() = before;
      }
    }
  }
  return known;
}

Truth Evaluator::with_forms(const Region& region, bool substitutes) {
  Bound guard(*this);
  const std::size_t count = forms_->count();
  Truth rest{any_outcome, any_vacuity};
  unsigned vacuity = 0;
  unsigned presence = 0;
  const Truth defined = in_context([&] {
    for (std::size_t axis = 0; axis < region.size(); ++axis) {
      const Domain& domain = region.binder(axis).domain;
      if (length_of(domain) != positive_sign)
        vacuity = vacuous_bit, presence = absent_bit;  // it may be empty
      std::vector<std::optional<mpq_class>> ends(2);
      for (std::size_t i = 0; i < domain.terms.size(); ++i) {
        const Value end = domain.terms[i].kind == Kind::infinity ? Value() : value(domain.terms[i]);
        if (const auto* rational = get_if<mpq_class>(end)) ends[i] = *rational;
      }
      // What is substituted runs from a closed end towards an open one, if there are such.
      const bool is_turned = substitutes && ends[0] && ends[1] && domain.low_open && !domain.high_open;
      bind(region.binder(axis).names[0],
           is_turned
               ? forms_->variable({ends[1], ends[0], false, true}, true, true)
               : forms_->variable({ends[0], ends[1], domain.low_open, domain.high_open}, substitutes, true));
    }
    rest = quantifier(region.node, region.last);
    return nothing_wrong;
  });
  forms_->forget_after(count);
  // Later domains may lie behind empty ones.
  if (!defined.holds()) return {any_outcome, any_vacuity, true, any_presence};
  rest.vacuity |= vacuity;
  rest.presence |= presence;
  return rest;
}

}  // namespace dropcert::check
