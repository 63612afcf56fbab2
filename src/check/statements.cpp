// The outcomes that are possible for statements.
#include "check/evaluator.hpp"
#include "check/functions/functions.hpp"
#include "check/open/open_lists.hpp"
#include "check/recursion/induction.hpp"

namespace dropcert::check {

using namespace language;

namespace {

// By relation, in the order of its enumeration: the signs of a - b for which it holds.
constexpr unsigned wanted_signs[] = {zero_sign,     negative_sign | positive_sign,
                                     negative_sign, negative_sign | zero_sign,
                                     positive_sign, positive_sign | zero_sign};

}  // namespace

Truth Evaluator::truth(const Node& node) {
  Bound guard(*this);
  descend();
  Truth result = truth_here(node);
  result.by_domain = false;  // a quantifier around this one has nothing to do with its domains
  result.presence = present_bit;
  return result;
}

Truth Evaluator::truth_here(const Node& node) {
  auto part = [&](std::size_t i) { return truth(node.children[i]); };
  switch (node.kind) {
    case Kind::relation:
      return relation(node);
    case Kind::negation:
      return negated(part(0));
    case Kind::conjunction:
      return both(part(0), [&] { return part(1); });
    case Kind::disjunction:
      return negated(both(negated(part(0)), [&] { return negated(part(1)); }));
    case Kind::implication: {
      const Truth premise = part(0);
      Truth conclusion = nothing_wrong;
      Truth result = negated(both(premise, [&] {
        conclusion = open_lists_ ? open_lists_->under(node.children[0], [&] { return part(1); }) : part(1);
        return negated(conclusion);
      }));
      result.vacuity =
          (premise.can(false_bit) ? vacuous_bit : 0U) | (premise.can(true_bit) ? conclusion.vacuity : 0U);
      return result;
    }
    case Kind::equivalence: {
      const Truth left = part(0);
      const Truth right = part(1);
      const bool may_differ =
          (left.can(true_bit) && right.can(false_bit)) || (left.can(false_bit) && right.can(true_bit));
      const bool may_agree = (left.outcomes & right.outcomes & (true_bit | false_bit)) != 0;
      return {((left.outcomes | right.outcomes) & undefined_bit) | (may_agree ? true_bit : 0U) |
              (may_differ ? false_bit : 0U)};
    }
    case Kind::conditional: {
      const Truth condition = part(0);
      Truth result{condition.outcomes & undefined_bit, 0};
      for (const auto& [bit, i] : {std::pair<unsigned, std::size_t>{true_bit, 1}, {false_bit, 2}}) {
        if (!condition.can(bit)) continue;
        const Truth branch = part(i);
        result.outcomes |= branch.outcomes;
        result.vacuity |= branch.can(true_bit) ? branch.vacuity : 0U;
      }
      return result;
    }
    case Kind::quantifier:
      return quantifier(node, 0);
    case Kind::existence:
      return existence(node);
    default:
      return predicate(node);
  }
}

// A chain of links, each looked at if those before it may hold.
Truth Evaluator::relation(const Node& node) {
  if (induction_)
    if (const std::optional<Truth> found = induction_->relation(node)) return *found;
  Value left;
  Truth all{true_bit, substantial_bit};
  bool is_known = true;  // whether the left side of the link is
  for (std::size_t link = 0; link < node.relations.size() && all.can(true_bit); ++link)
    all = both(all, [&] {
      const bool had_enclosures = used.enclosures;
      Truth found = in_context([&] {
        if (link == 0) left = value(node.children[0]);
        if (!std::exchange(is_known, false)) throw OutOfReach("a side of a chain is not known");
        Value right = value(node.children[link + 1]);
        const Truth holds = compare(left, node.relations[link], right);
        left = std::move(right);
        is_known = true;
        return holds;
      });
      found = by_forms(
          found, node.relations[link], node.children[link], [&] { return value(node.children[link + 1]); },
          is_known, had_enclosures);
      if (chart_ && !found.holds() && !found.is_refuted())
        found.outcomes &=
            by_logarithms(node.children[link], node.relations[link], node.children[link + 1]).outcomes;
      return found;
    });
  return all;
}

Truth Evaluator::compare(const Value& a, Relation relation, const Value& b) {
  const bool is_exact_here = is_exact(a) && is_exact(b);
  used.enclosures = used.enclosures || !is_exact_here;
  const bool needs_order = says_order(relation);
  const unsigned possible =
      forms_ ? forms_->signs_of_difference(a, b, needs_order) : signs_of_difference(a, b, needs_order);
  const unsigned wanted = wanted_signs[static_cast<std::size_t>(relation)];
  const unsigned outcomes =
      ((possible & wanted) != 0 ? true_bit : 0U) | ((possible & ~wanted) != 0 ? false_bit : 0U);
  // A search tells that it is true; that it is false shows at points.
  if (outcomes == (true_bit | false_bit) && forms_ && forms_->searches() && forms_->is_seen(a - b, wanted))
    return {true_bit};
  if (outcomes == (true_bit | false_bit) && open_lists_ && open_lists_->is_seen(a - b, wanted))
    return {true_bit};
  if (outcomes == (true_bit | false_bit) && !is_exact_here) {
    notes().imprecise = true;
    notes().reason = "two sides of a comparison are too close to each other, or equal";
  }
  return {outcomes};
}

// ---- quantifiers

Truth Evaluator::quantifier(const Node& node, std::size_t bound) {
  Elements elements(node.wherever_defined);
  run(node, bound, elements);
  return elements.result();
}

Truth Evaluator::outermost_region(const Node& node, std::size_t bound) {
  Elements elements(node.wherever_defined);
  region(node, bound, true, elements);
  return elements.result();
}

// Adds what the further binders run through. A tuple of elements is one element. In doubt whether the domains
// are defined, no element decides.
void Evaluator::run(const Node& node, std::size_t bound, Elements& elements, bool in_doubt) {
  if (bound == node.binders.size()) {
    Truth body = truth(node.children[0]);
    if (node.kind == Kind::existence) body = negated(body);
    if (in_doubt) body = {body.outcomes | undefined_bit, body.vacuity, true};
    return elements.add(body);
  }
  const Binder& binder = node.binders[bound];
  if (is_over_region(binder) && in_doubt) return elements.add({any_outcome, any_vacuity, true});
  if (is_over_region(binder)) return region(node, bound, false, elements);
  if (open_lists_)
    if (std::optional<Value> any = open_lists_->any_element(binder.domain)) {
      Bound guard(*this);
      bind(binder.names[0], *std::move(any));
      return run(node, bound + 1, elements, in_doubt);
    }
  Cases all;
  const Truth domain = in_context([&] {
    all = cases(binder.domain);
    return nothing_wrong;
  });
  elements.add_domain(domain);
  for (std::uint64_t place = 0; place < all.count && !elements.is_settled(); ++place) {
    charge(1);
    Bound guard(*this);
    choose(binder, all, place);
    run(node, bound + 1, elements, in_doubt || !domain.holds());
  }
}

// `some x in D: S` is not (for x in D: not S); a witness may say so at once.
Truth Evaluator::existence(const Node& node) {
  if (node.children.size() > 1) {
    const Grounds before = used;
    const Truth witness = is_witness(node);
    if (witness.holds()) return {true_bit, substantial_bit};
    used = before;
  }
  return negated(quantifier(node, 0));
}

// Whether the witness lies in the domains, and the statement holds for it.
Truth Evaluator::is_witness(const Node& node) {
  Bound guard(*this);
  std::vector<Value> terms;
  Truth all = in_context([&] {
    for (std::size_t i = 1; i < node.children.size(); ++i) terms.push_back(value(node.children[i]));
    return nothing_wrong;
  });
  auto next = terms.begin();
  for (const Binder& binder : node.binders) {
    if (!all.holds()) return all;
    const std::vector<Value> chosen(next, next + static_cast<std::ptrdiff_t>(binder.names.size()));
    next += static_cast<std::ptrdiff_t>(binder.names.size());
    all = contains(binder.domain, chosen);
    for (std::size_t i = 0; i < chosen.size(); ++i) bind(binder.names[i], chosen[i]);
  }
  return both(all, [&] { return truth(node.children[0]); });
}

// Whether the values, one a name, are an element of the domain.
Truth Evaluator::contains(const Domain& domain, const std::vector<Value>& values) {
  if (domain.kind == DomainKind::power) return contains_list(domain, values[0]);
  if (domain.kind == DomainKind::reals || domain.kind == DomainKind::interval ||
      domain.kind == DomainKind::range)
    return in_context([&] { return in_ends(domain, values[0]); });
  Truth none = nothing_wrong;
  const Truth defined = in_context([&] {
    const Cases all = cases(domain);
    for (std::uint64_t place = 0; place < all.count && none.can(true_bit); ++place) {
      const List* list = get_if<List>(all.list);
      Truth same = nothing_wrong;
      for (std::size_t i = 0; i < values.size(); ++i)
        same = both(same, [&] {
          return compare(values[i], Relation::equal, list ? (*list)[place].value : all.rows[place][i]);
        });
      none = both(none, [&] { return negated(same); });
    }
    return nothing_wrong;
  });
  return both(defined, [&] { return negated(none); });
}

// Both ends are evaluated; of a range the value is an integer.
Truth Evaluator::in_ends(const Domain& domain, const Value& value) {
  require_real(value);
  Truth inside = nothing_wrong;
  if (domain.kind == DomainKind::reals) return inside;
  const bool is_range = domain.kind == DomainKind::range;
  std::vector<std::optional<Value>> ends;
  for (const Node& end : domain.terms) {
    const bool is_finite = end.kind != Kind::infinity;
    ends.push_back(is_finite ? std::optional(this->value(end)) : std::nullopt);
    if (is_finite && is_range) integer(*ends.back());
    if (is_finite) require_real(*ends.back());
  }
  if (is_range) {
    const auto* rational = get_if<mpq_class>(value);
    if (!rational) throw OutOfReach("whether a number is an integer is not known");
    if (rational->get_den() != 1) return {false_bit};
  }
  if (ends[0]) inside = compare(*ends[0], domain.low_open ? Relation::less : Relation::less_equal, value);
  if (!ends[1]) return inside;
  return both(inside, [&] {
    return compare(value, domain.high_open ? Relation::less : Relation::less_equal, *ends[1]);
  });
}

}  // namespace dropcert::check
