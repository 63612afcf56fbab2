// The cover of a region by pieces. On a piece the variables are functions of one number u (views.cpp), and
// the statement is evaluated with expansions in u for its terms.
#include "check/calculus/cover.hpp"

#include <algorithm>

#include "check/forms/forms.hpp"
#include "check/functions/functions.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::uint64_t steps_of_a_cover = 150'000'000;
constexpr std::uint64_t steps_with_forms = 1'000'000;
constexpr int most_pieces = 6000;
constexpr int most_pieces_within = 500;
constexpr int most_finer_forms = 20;
constexpr int most_cases = 2000;
constexpr int centres = 32;  // pieces at whose centre a failure is looked for

}  // namespace

std::optional<Truth> Evaluator::by_calculus(Region& region) {
  if (chart_ || forms_ || pieces_ > 0) return std::nullopt;
  struct Deeper {
    int& depth;
    ~Deeper() { --depth; }
  } deeper{++pieces_};
  const std::optional<Truth> found = attempted(steps_of_a_cover, [&] { return Cover(*this, region).run(); });
  if (found) used.enclosures = true;
  return found;
}

bool Cover::begin(Piece& whole) {
  for (std::size_t axis = 0; axis < region_.size(); ++axis) {
    const Domain& domain = region_.binder(axis).domain;
    if (region_.is_dependent(axis) && has_infinite_end(domain)) return false;
    Side side;
    if (region_.is_dependent(axis)) side = {End{mpq_class(0)}, End{mpq_class(1)}};
    for (std::size_t i = 0; i < domain.terms.size() && !region_.is_dependent(axis); ++i) {
      if (domain.terms[i].kind == Kind::infinity) continue;
      (i == 0 ? side.low : side.high) = End{evaluator_.value(domain.terms[i]), &domain.terms[i]};
    }
    side.low_open = domain.low_open;
    side.high_open = domain.high_open;
    if (side.low && side.high && !region_.is_dependent(axis) && evaluator_.length_of(domain) != positive_sign)
      return false;
    whole.sides.push_back(side);
  }
  is_over_integers_ = region_.size() == 1 && region_.binder(0).domain.kind == DomainKind::range;
  return true;
}

Interval Cover::hull_of(const Side& side) const {
  const Bits bits = evaluator_.bits();
  if (!side.is_finite()) return Interval(bits);
  const Interval low = to_interval(side.low->value, bits);
  return side.is_point ? low : span(low, to_interval(side.high->value, bits));
}

Value Cover::form_of(const End& end, Forms& forms) {
  if (is_exact_real(end.value)) return end.value;
  if (!end.term) return {};
  struct Outer {
    Evaluator& evaluator;
    Forms* forms;
    Notes before = notes();
    ~Outer() {
      evaluator.exchange_forms(forms);
      notes() = before;
    }
  } outer{evaluator_, evaluator_.exchange_forms(&forms)};
  try {
    return evaluator_.value(*end.term);
  } catch (const OutOfReach&) {
  } catch (const Undefined&) {
  }
  return {};
}

// x = a + t (b - a) with t from 0 to 1 where the domain from a to b depends on variables before. Where b < a
// this is more than the domain, which is empty.
void Cover::bind(std::size_t axis, const Value& value) {
  const Binder& binder = region_.binder(axis);
  if (!region_.is_dependent(axis)) return evaluator_.bind(binder.names[0], value);
  evaluator_.length_of(binder.domain);
  const Value low = evaluator_.value(binder.domain.terms[0]);
  const Value high = evaluator_.value(binder.domain.terms[1]);
  evaluator_.bind(binder.names[0], low + value * (high - low));
}

// The outcomes of the statement once its variables are bound.
template <class Bind>
Truth Cover::with_variables(Bind bind_all) {
  const Truth domains = Evaluator::in_context([&] {
    bind_all();
    return nothing_wrong;
  });
  if (!domains.holds()) return {any_outcome, any_vacuity};
  return evaluator_.quantifier(region_.node, region_.last);
}

Truth Cover::outcomes(const Piece& piece) {
  Evaluator::Bound guard(evaluator_);
  return with_variables([&] {
    for (std::size_t axis = 0; axis < piece.sides.size(); ++axis) {
      const Side& side = piece.sides[axis];
      const bool is_exact_point = side.is_point && is_exact_real(side.low->value);
      bind(axis, is_exact_point ? side.low->value : Value(hull_of(side)));
    }
  });
}

Truth Cover::outcomes(const Piece& piece, const View& view, Chart& chart) {
  struct Outer {
    Evaluator& evaluator;
    Chart* chart;
    ~Outer() { evaluator.exchange_chart(chart); }
  } outer{evaluator_, evaluator_.exchange_chart(nullptr)};
  Forms forms;
  for (int i = 0; i < most_finer_forms; ++i) {
    Evaluator::Bound guard(evaluator_);
    chart.forms = view.has_forms ? &forms : nullptr;
    chart.whole = whole_power(piece, view);
    std::vector<Value> known(piece.sides.size());
    try {
      if (cone_) cone_->forms.assign(piece.sides.size(), Value());
      for (std::size_t axis = 0; view.has_forms && axis < piece.sides.size(); ++axis) {
        if (cone_) {
          known[axis] = form_of(cone_->apex[axis], forms);
          cone_->forms[axis] = forms.variable({}, false);
          continue;
        }
        const Side& side = piece.sides[axis];
        const bool is_end = side.is_point || axis == view.axis;
        const std::optional<End>& end =
            view.place == View::Place::high && !side.is_point ? side.high : side.low;
        if (is_end && view.place != View::Place::diagonal) {
          if (end) known[axis] = form_of(*end, forms);
          continue;
        }
        const auto* low = side.low ? get_if<mpq_class>(side.low->value) : nullptr;
        known[axis] =
            side.is_point
                ? form_of(*side.low, forms)
                : forms.variable({low ? std::optional(*low) : std::nullopt, std::nullopt, side.low_open},
                                 false);
      }
      std::vector<Value> variables;
      for (std::size_t axis = 0; axis < piece.sides.size(); ++axis)
        variables.push_back(variable(piece, view, chart, axis, known));
      evaluator_.exchange_chart(&chart);
      const Truth found = with_variables([&] {
        for (std::size_t axis = 0; axis < piece.sides.size(); ++axis) bind(axis, variables[axis]);
      });
      evaluator_.exchange_chart(nullptr);
      return found;
    } catch (const FinerForms&) {
      evaluator_.exchange_chart(nullptr);
      forms.forget_after(0);
    }
  }
  return {any_outcome, any_vacuity};
}

// On both sides of the diagonal, and on it; for even numbers, and for odd ones.
Truth Cover::by_directions(const Piece& piece, View view) {
  Truth all{0, 0};
  for (view.direction = view.place == View::Place::diagonal ? -1 : 0; view.direction <= 1; ++view.direction) {
    std::optional<Chart> chart = chart_of(piece, view);
    if (!chart) continue;
    const Truth found = outcomes(piece, view, *chart);
    all.outcomes |= found.outcomes;
    all.vacuity |= found.vacuity;
    all.by_domain = all.by_domain || found.by_domain;
  }
  return all.outcomes == 0 ? Truth{any_outcome, any_vacuity} : all;
}

std::optional<Truth> Cover::by_cases(const Piece& piece) {
  if (!is_over_integers_ || !piece.sides[0].is_finite() || piece.sides[0].is_point) return std::nullopt;
  const auto* low = get_if<mpq_class>(piece.sides[0].low->value);
  const auto* high = get_if<mpq_class>(piece.sides[0].high->value);
  if (!low || !high || *high - *low > most_cases) return std::nullopt;
  Truth all{0, 0};
  for (mpz_class n = ceil_of(*low); n <= *high; ++n) {
    const Truth found = at_integer(n);
    all.outcomes |= found.outcomes;
    all.vacuity |= found.vacuity;
    all.by_domain = all.by_domain || found.by_domain;
    if (!is_good(all)) break;
  }
  return all.outcomes == 0 ? nothing_wrong : all;
}

// By numbers, then by forms of them, by which two sides may be seen to be equal.
Truth Cover::at_integer(const mpz_class& n) {
  auto find = [&] {
    return evaluator_.at_point(region_.node, region_.first, std::vector{mpq_class(n)}).value_or(Truth{});
  };
  const Truth found = find();
  if (is_good(found)) return found;
  Forms forms;
  struct Outer {
    Evaluator& evaluator;
    ~Outer() { evaluator.exchange_forms(nullptr); }
  } outer{evaluator_};
  evaluator_.exchange_forms(&forms);
  for (int i = 0; i < most_finer_forms; ++i) {
    try {
      Truth with_forms = find();  // what is possible both ways
      with_forms.outcomes &= found.outcomes;
      with_forms.vacuity &= found.vacuity;
      with_forms.by_domain = with_forms.by_domain && found.by_domain;
      return with_forms;
    } catch (const FinerForms&) {
      forms.forget_after(0);
    }
  }
  return found;
}

bool Cover::is_good(const Truth& found) const {
  return !found.can(excluded_) && !found.by_domain;
}

// The outcomes that are possible by all views: each holds for the whole piece.
Truth Cover::decide(Piece& piece) {
  Truth known{any_outcome, any_vacuity};
  touches_low_ = touches_high_ = false;
  auto join = [&](Truth found) {
    if (found.by_domain) return false;
    if (!region_.known.by_domain) found.outcomes &= region_.known.outcomes | true_bit;
    if ((known.outcomes & found.outcomes) == 0) return false;  // contradictions say nothing
    known.outcomes &= found.outcomes;
    known.vacuity &= found.vacuity;
    return is_good(known);
  };
  if (const std::optional<Truth> found = by_cases(piece)) return *found;
  if (join(outcomes(piece))) return known;
  const std::size_t points = static_cast<std::size_t>(
      std::count_if(piece.sides.begin(), piece.sides.end(), [](const Side& side) { return side.is_point; }));
  for (const View& view : views(piece)) {
    const bool is_end = view.place == View::Place::low || view.place == View::Place::high;
    bool& touches = view.place == View::Place::low ? touches_low_ : touches_high_;
    if (is_end && piece.sides.size() == 1 && view.has_forms && view.root == 1 && !touches) continue;
    if (view.place == View::Place::point && points < piece.sides.size()) continue;
    std::optional<Attempt> attempt;
    if (view.has_forms) attempt.emplace(steps_with_forms);
    try {
      if (view.place == View::Place::diagonal || view.scale == View::Scale::parities) {
        if (join(by_directions(piece, view))) return helpful_ = view, known;
        continue;
      }
      std::optional<Chart> chart = chart_of(piece, view);
      if (!chart) continue;
      if (join(outcomes(piece, view, *chart))) return helpful_ = view, known;
      if (is_end) touches = touches || chart->touches;
    } catch (const OutOfReach&) {
      if (!attempt) throw;  // the other views may help still
    }
  }
  if (const std::optional<Truth> found = about_point(piece)) join(*found);
  return known;
}

// by_cases has a piece of integers alone.
bool Cover::narrow_to_integers(Piece& piece) const {
  for (std::size_t i = 0; i < piece.sides.size(); ++i) {
    Side& side = piece.sides[i];
    const bool is_range = region_.binder(i).domain.kind == DomainKind::range;
    if (!is_range || is_over_integers_ || region_.is_dependent(i) || side.is_point) continue;
    const auto* low = side.low ? get_if<mpq_class>(side.low->value) : nullptr;
    const auto* high = side.high ? get_if<mpq_class>(side.high->value) : nullptr;
    if (low && high && floor_of(*high) < ceil_of(*low)) return false;
    const bool is_point = low && high && floor_of(*high) == ceil_of(*low);
    if (low) side.low = End{mpq_class(ceil_of(*low))};
    if (high) side.high = End{mpq_class(floor_of(*high))};
    if (is_point) side = {side.low, std::nullopt, false, false, true};
  }
  return true;
}

std::optional<Truth> Cover::run() {
  const bool only_where_defined = region_.node.wherever_defined;
  excluded_ = only_where_defined                                        ? unsigned{false_bit}
              : region_.known.can(false_bit) || region_.known.by_domain ? false_bit | undefined_bit
                                                                        : unsigned{undefined_bit};
  if (only_where_defined && !region_.has_defined_point) return std::nullopt;
  std::vector<Piece> pieces(1);
  bool is_known = false;
  const Truth domains = Evaluator::in_context([&] {
    is_known = begin(pieces[0]);
    return nothing_wrong;
  });
  if (!domains.holds() || !is_known) return std::nullopt;
  // Where the region is not empty, and each piece says something, the statement does.
  bool is_perhaps_empty = only_where_defined;
  for (std::size_t i = 0; i < region_.size(); ++i) is_perhaps_empty |= region_.is_dependent(i);
  unsigned vacuity = is_perhaps_empty ? unsigned{vacuous_bit} : 0U;
  const int most = region_.is_outermost ? most_pieces : most_pieces_within;
  for (int count = 0; !pieces.empty(); ++count) {
    if (count == most) return std::nullopt;
    charge(1000);
    Piece piece = std::move(pieces.back());
    pieces.pop_back();
    if (!narrow_to_integers(piece)) continue;
    const Truth found = decide(piece);
    if (is_good(found)) {
      vacuity |= found.vacuity;
      continue;
    }
    const bool has_centre = !region_.is_dependent(piece.sides.size() - 1);
    if (count < centres && has_centre &&
        std::all_of(piece.sides.begin(), piece.sides.end(), [](const Side& s) { return s.is_finite(); })) {
      std::vector<mpq_class> centre;
      for (const Side& side : piece.sides) centre.push_back(rational_midpoint(hull_of(side)));
      const std::optional<Truth> there = evaluator_.at_point(region_.node, region_.first, centre);
      if (there) region_.note(*there);
      if (there && there->fails()) return *there;
    }
    const std::vector<Piece> parts = cut(piece);
    if (parts.empty()) return std::nullopt;
    for (const Piece& part : parts) pieces.push_back(part);
  }
  if (vacuity == 0) vacuity = vacuous_bit;  // there are no pieces
  return Truth{true_bit, region_.says_something ? unsigned{substantial_bit} : vacuity};
}

}  // namespace dropcert::check
