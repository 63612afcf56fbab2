// Quantifiers over regions: adjacent binders of intervals, of all real numbers, and of integers without end.
#include <algorithm>

#include "check/calculus/expansion.hpp"
#include "check/evaluator.hpp"
#include "check/functions/functions.hpp"
#include "check/recursion/equations.hpp"
#include "check/region.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::uint64_t steps_of_one_piece = 100'000;
constexpr std::uint64_t samples_outermost = 4;
constexpr std::uint64_t samples_within = 48;
constexpr std::uint64_t cases_of_a_range = 1000;
constexpr std::uint64_t pieces_outermost = 100'000;
constexpr std::uint64_t pieces_at_first = 1000;  // before expansions are tried
constexpr std::uint64_t pieces_at_a_point = 4096;
constexpr std::uint64_t pieces_on_a_piece = 64;
constexpr std::uint64_t centres = 32;  // pieces at whose centre a failure is looked for

// The number, or one near to it.
mpq_class rational_near(const Value& value, Bits bits) {
  const auto* rational = get_if<mpq_class>(value);
  return rational ? *rational : rational_midpoint(to_interval(value, bits));
}

// 0, 1, -1, 2, -2, ...
mpq_class around_zero(std::uint64_t number) {
  const mpz_class size = to_mpz((number + 1) / 2);
  return number % 2 == 1 ? mpq_class(size) : mpq_class(-size);
}

// A number from 0 to 1: the middle and the ends first, in time all sixteenths.
mpq_class between(std::uint64_t number) {
  static constexpr int sixteenths[] = {8, 0, 16, 4, 12, 2, 6, 10, 14, 1, 3, 5, 7, 9, 11, 13, 15};
  mpq_class result(sixteenths[number % 17], 16);
  result.canonicalize();
  return result;
}

}  // namespace

void Evaluator::region(const Node& node, std::size_t bound, bool is_outermost, Elements& elements) {
  if (has_lists(node, bound)) return region_of_lists(node, bound, is_outermost, elements);
  const Afresh afresh(*this);
  if (pieces_ == 0 && !forms_ && !chart_) set_bits(std::max(bits_, region_bits));
  Region region{node, bound, group_end(node, bound), is_outermost};
  for (std::size_t i = bound; i < region.last; ++i)
    region.is_infinite |= node.binders[i].domain.terms.empty() || has_infinite_end(node.binders[i].domain);
  // Domains that do not change with the group's variables, in order.
  region.is_nonempty = true;  // so far
  bool is_point = true;
  std::size_t i = bound;
  for (; i < region.last && !region.is_dependent(i - bound); ++i) {
    const Domain& domain = node.binders[i].domain;
    const bool is_closed = !domain.low_open && !domain.high_open;
    unsigned length = any_sign;
    const Truth defined = in_context([&] {
      length = length_of(domain);
      return nothing_wrong;
    });
    if (defined.is_undefined() && region.is_nonempty) return elements.add_domain(defined);
    if (!defined.holds() && i == bound) return elements.add({any_outcome, any_vacuity, true});
    if (!defined.holds()) break;
    if (length == negative_sign || (!is_closed && (length & positive_sign) == 0)) return;
    region.is_nonempty =
        region.is_nonempty && (length == positive_sign || (is_closed && (length & negative_sign) == 0));
    is_point = is_point && is_closed && length == zero_sign;
    if (is_point && i + 1 == region.last)
      if (const std::optional<std::vector<mpq_class>> point = sample(region, 0))
        if (const std::optional<Truth> found = at_point(node, bound, *point)) return elements.add(*found);
  }
  region.is_nonempty = region.is_nonempty && i == region.last;
  const Grounds before = used;
  // Once a case rests on enclosures no more is lost by one, and often one piece is enough.
  if (is_outermost && before.enclosures && !region.is_infinite && !forms_ && !node.wherever_defined) {
    const auto found = attempted(steps_of_one_piece, [&] { return std::optional(by_pieces(region, 0)); });
    if (found && found->holds() && found->vacuity != any_vacuity) return elements.add(*found);
  }
  notes().reason.clear();
  region.known = by_identity(region);
  if (!region.known.holds()) {
    const Grounds by_forms = std::exchange(used, before);
    if (const std::optional<Truth> found = by_induction(region))
      region.known = *found;
    else
      used = by_forms;
  }
  const std::string why = notes().reason;
  if (region.known.presence == absent_bit) return;
  const bool needs_point = node.wherever_defined && bound > 0;  // there may be no element here, but others
  if (region.known.holds() && !needs_point) {
    Elements ignored(false);
    if (region.known.vacuity == any_vacuity) by_samples(region, ignored);
    if (region.says_something) region.known.vacuity = substantial_bit;
    return elements.add(region.known);
  }
  const Grounds by_forms = std::exchange(used, before);
  const Truth perhaps_none{region.known.outcomes | true_bit, any_vacuity, region.known.by_domain,
                           any_presence};
  if (forms_) return elements.add(perhaps_none);
  if (by_samples(region, elements)) return;
  if (node.wherever_defined && (region.known.outcomes & false_bit) == 0 && !region.known.by_domain &&
      region.has_defined_point) {
    used = by_forms;
    return elements.add({true_bit, region.says_something ? unsigned{substantial_bit} : any_vacuity});
  }
  if (region.known.is_undefined() && !region.known.by_domain && region.has_point)
    return elements.add(region.known);
  if (!region.is_infinite) {
    const Truth found = by_pieces(region, pieces_at_first);
    if (found.holds() || found.is_refuted()) return elements.add(found);
    used = before;
  }
  const auto is_decided = [&](const std::optional<Truth>& found) {
    if (found)
      elements.add(*found);
    else
      used = before;
    return found.has_value();
  };
  const bool is_line = region.size() == 1;  // which pieces decide sooner
  const bool splits_first = !is_line && any_part(node.children[0], [](const Node& part) {
    return part.kind == Kind::power && part.children[1].kind != Kind::number;  // 0 perhaps at an end
  });
  if (is_decided(by_steps(region)) || is_decided(over_reals(region)) || is_decided(by_quotients(region)) ||
      is_decided(by_premises(region)) || is_decided(by_parts(region, false)) ||
      is_decided(by_links(region)) || is_decided(by_arguments(region)) || is_decided(by_logarithms(region)) ||
      is_decided(by_concavity(region)) || (!is_line && is_decided(by_squares(region))) ||
      is_decided(by_parts(region, true)) || (!is_line && is_decided(by_slopes(region))) ||
      (splits_first && is_decided(by_faces(region))) || is_decided(by_calculus(region)) ||
      (is_line && is_decided(by_squares(region))) || (!splits_first && is_decided(by_faces(region))) ||
      (is_line && is_decided(by_slopes(region))))
    return;
  if (region.is_infinite) {
    notes().reason = "over an infinite domain no rule decides it" + (why.empty() ? "" : ": " + why);
    return elements.add(perhaps_none);
  }
  elements.add(by_pieces(region, pieces_outermost));
}

// ---- points

// The outcomes at points that lie in the region; true if they settle it.
bool Evaluator::by_samples(Region& region, Elements& elements) {
  const bool is_range = region.size() == 1 && region.binder(0).domain.kind == DomainKind::range;
  const bool is_quick = region.is_outermost && !region.known.holds();
  const std::uint64_t count = is_quick ? samples_outermost : is_range ? cases_of_a_range : samples_within;
  std::optional<Truth> undefined;  // at some point, rather by a domain
  for (std::uint64_t number = 0; number < count; ++number) {
    const Grounds before = used;
    const bool was_imprecise = notes().imprecise;
    const std::optional<std::vector<mpq_class>> point = sample(region, number);
    const std::optional<Truth> found = point ? at_point(region.node, region.first, *point) : std::nullopt;
    if (found && found->fails()) {
      elements.add(*found);
      return true;
    }
    region.has_point |= found && !found->by_domain;
    if (found) region.note(*found);
    const bool counts = !region.node.wherever_defined || (found && found->by_domain);
    if (found && found->is_undefined() && counts && (!undefined || found->by_domain)) undefined = found;
    used = before;
    if (!is_range) notes().imprecise = was_imprecise;
  }
  if (!undefined) return false;
  elements.add({(region.known.outcomes & false_bit) | undefined_bit, any_vacuity, undefined->by_domain});
  return true;
}

// A point to try, which may lie outside the region.
std::optional<std::vector<mpq_class>> Evaluator::sample(const Region& region, std::uint64_t number) {
  Bound guard(*this);
  std::vector<mpq_class> point;
  try {
    for (std::size_t axis = 0; axis < region.size(); ++axis) {
      const Domain& domain = region.binder(axis).domain;
      const std::uint64_t which = number * (2 * axis + 1) + axis;
      std::vector<std::optional<mpq_class>> ends(2);
      for (std::size_t i = 0; i < domain.terms.size(); ++i)
        if (domain.terms[i].kind != Kind::infinity) ends[i] = rational_near(value(domain.terms[i]), bits_);
      const bool is_range = domain.kind == DomainKind::range;
      const mpq_class step = is_range ? mpq_class(to_mpz(which)) : mpq_class(to_mpz(which * which), 4);
      point.push_back(ends[0] && ends[1] ? mpq_class(*ends[0] + (*ends[1] - *ends[0]) * between(which))
                      : ends[0]          ? mpq_class(*ends[0] + step)
                      : ends[1]          ? mpq_class(*ends[1] - step)
                                         : around_zero(which));
      point.back().canonicalize();
      bind(region.binder(axis).names[0], point.back());
    }
  } catch (const Undefined&) {
    point.resize(region.size());  // at_point tells whether that counts
  } catch (const OutOfReach&) {
    return std::nullopt;
  }
  return point;
}

std::size_t Evaluator::group_end(const Node& node, std::size_t bound) {
  while (bound < node.binders.size() && is_over_region(node.binders[bound])) ++bound;
  return bound;
}

std::optional<Truth> Evaluator::at_point(const Node& node, std::size_t bound,
                                         const std::vector<Value>& point) {
  Bound guard(*this);
  for (std::size_t axis = 0; axis < point.size(); ++axis) {
    const Binder& binder = node.binders[bound + axis];
    Truth inside = contains(binder.domain, {point[axis]});
    inside.by_domain = true;
    if (inside.is_undefined()) return inside;
    if (inside.fails()) notes().reason = outside_of_domain;
    if (!inside.holds()) return std::nullopt;
    bind(binder.names[0], point[axis]);
  }
  return quantifier(node, bound + point.size());
}

// ---- pieces

// Halves the box until each piece has a known outcome, or there are too many pieces.
Truth Evaluator::by_pieces(Region& region, std::uint64_t at_most) {
  struct Deeper {
    int& depth;
    ~Deeper() { --depth; }
  } deeper{++pieces_};
  const std::uint64_t most = std::min(at_most, region.is_outermost ? pieces_outermost
                                               : pieces_ == 1      ? pieces_at_a_point
                                                                   : pieces_on_a_piece);
  const bool was_imprecise = notes().imprecise;
  const bool only_where_defined = region.node.wherever_defined;
  // Where a form tells that the rest is never false, pieces tell that it is defined.
  const unsigned excluded = only_where_defined ? unsigned{false_bit}
                            : region.known.can(false_bit) || region.known.by_domain
                                ? false_bit | undefined_bit
                                : unsigned{undefined_bit};
  used.enclosures = true;
  std::vector<std::vector<Interval>> boxes{std::vector<Interval>(region.size(), Interval(bits_))};
  unsigned vacuity = region.is_nonempty ? 0U : vacuous_bit;
  unsigned outcomes = 0;  // of all pieces
  Truth result{true_bit};
  for (std::uint64_t pieces = 0; !boxes.empty(); ++pieces) {
    std::vector<Interval> piece = std::move(boxes.back());
    boxes.pop_back();
    Truth found = on_piece(region, piece);
    found.outcomes &= region.known.by_domain ? unsigned{any_outcome} : region.known.outcomes | true_bit;
    outcomes |= found.outcomes;
    const bool is_good = !found.can(excluded) && !found.by_domain;
    if (is_good) vacuity |= found.vacuity;
    if (is_good && (!only_where_defined || region.has_defined_point)) continue;
    if (pieces < centres && std::all_of(piece.begin(), piece.end(), [](auto& i) { return i.is_finite(); })) {
      std::vector<mpq_class> centre;
      for (const Interval& side : piece) centre.push_back(rational_midpoint(side));
      const std::optional<Truth> there = at_point(region.node, region.first, centre);
      if (there) region.note(*there);
      if (there && there->fails()) return *there;
      if (there && there->is_undefined() && (!only_where_defined || there->by_domain)) {
        result = {false_bit | undefined_bit, any_vacuity, there->by_domain};
        break;
      }
    }
    if (is_good) continue;
    const auto widest = std::max_element(
        piece.begin(), piece.end(),
        [](const Interval& a, const Interval& b) { return mpfr_less_p(radius(a).high(), radius(b).high()); });
    const Interval whole = *widest;
    const Interval middle = midpoint(whole);
    if (pieces >= most || !whole.is_finite() || mpfr_lessequal_p(middle.low(), whole.low()) ||
        mpfr_greaterequal_p(middle.high(), whole.high())) {
      if (whole.is_finite()) notes().reason = "too many pieces of a region do not decide the statement";
      result = {true_bit | (any_outcome & region.known.outcomes), any_vacuity, true, any_presence};
      break;
    }
    for (const Interval& half : {span(whole, middle), span(middle, whole)}) {
      *widest = half;
      boxes.push_back(piece);
    }
  }
  notes().imprecise = was_imprecise;
  if (!result.holds()) return result;
  if (only_where_defined && outcomes == undefined_bit && region.has_point) return {undefined_bit};
  if (only_where_defined && !region.has_defined_point)
    return {true_bit | undefined_bit, any_vacuity, false, any_presence};
  return {true_bit, region.says_something ? unsigned{substantial_bit} : vacuity};
}

// The outcomes over a piece, which is cut to the domains; the whole line stands for all of a domain. Where it
// lies outside, nothing is wrong.
Truth Evaluator::on_piece(const Region& region, std::vector<Interval>& piece) {
  Bound guard(*this);
  for (std::size_t axis = 0; axis < piece.size(); ++axis) {
    const Binder& binder = region.binder(axis);
    if (!piece[axis].is_finite() || region.is_dependent(axis)) {
      std::optional<Interval> cut;
      const Truth defined = in_context([&] {
        cut = hull_of(binder.domain);
        return nothing_wrong;
      });
      if (!defined.holds()) return {defined.outcomes, any_vacuity, true};
      if (cut && piece[axis].is_finite()) cut = intersection(piece[axis], *cut);
      if (!cut) return nothing_wrong;
      piece[axis] = *cut;
    }
    bind(binder.names[0], piece[axis]);
  }
  return quantifier(region.node, region.last);
}

// An interval that holds the whole domain, an interval with finite ends; nullopt if it is empty.
std::optional<Interval> Evaluator::hull_of(const Domain& domain) {
  const unsigned length = length_of(domain);
  const Interval low = range_of(value(domain.terms[0]), bits_);
  const Interval high = range_of(value(domain.terms[1]), bits_);
  if (!low.is_finite() || !high.is_finite()) imprecise("the ends of an interval are not known");
  if (length == negative_sign) return std::nullopt;
  if ((domain.low_open || domain.high_open) && (length & positive_sign) == 0) return std::nullopt;
  return span(low, high);
}

// The signs that the length of the domain may have. Evaluates its ends, so that it is known to be defined.
unsigned Evaluator::length_of(const Domain& domain) {
  std::vector<Value> ends;
  for (const Node& term : domain.terms) {
    if (term.kind == Kind::infinity) continue;
    ends.push_back(value(term));
    require_real(ends.back());
    if (domain.kind == DomainKind::range) integer(ends.back());
  }
  if (ends.size() < 2) return positive_sign;
  if (is_function(ends[0]) || is_function(ends[1])) return any_sign;
  return signs_of_difference(ends[1], ends[0], true);
}

}  // namespace dropcert::check
