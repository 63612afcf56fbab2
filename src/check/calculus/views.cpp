// The ways to look at a piece: what u is, and what the variables are in u.
#include <algorithm>

#include "check/calculus/cover.hpp"

namespace dropcert::check {

namespace {

Coefficient exactly(const mpq_class& value, const Chart& chart) {
  return {Interval(value, chart.bits), chart.forms ? Value(value) : Value()};
}

}  // namespace

// Nothing if the piece has no such view: 1/u wants a side of numbers of one sign.
std::optional<Chart> Cover::chart_of(const Piece& piece, const View& view) const {
  const Bits bits = evaluator_.bits();
  const Side& side = piece.sides[view.axis];
  const Interval zero(0, bits);
  using Place = View::Place;
  if (view.place == Place::point) return Chart{bits, 1, zero, true, true};
  if (view.place == Place::diagonal) {
    const Interval difference = hull_of(side) - hull_of(piece.sides[view.other]);
    if (region_.is_dependent(view.axis) || region_.is_dependent(view.other)) return std::nullopt;
    if (view.direction == 0)
      return difference.holds_zero() ? std::optional(Chart{bits, 1, zero, true, true}) : std::nullopt;
    const Interval size = maximum(view.direction > 0 ? difference : -difference, zero);
    if (mpfr_zero_p(size.high())) return std::nullopt;
    return Chart{bits, view.order, size, true, false};
  }
  if (view.place == Place::centre) return Chart{bits, view.order, Interval(1, bits), true, false};
  if (view.place == Place::middle) {
    const Interval all = hull_of(side);
    if (side.is_point || !all.is_finite()) return std::nullopt;
    const Interval size = upper(radius(all));
    return Chart{bits, view.order, span(-size, size), false, true};
  }
  const bool is_low = view.place == Place::low;
  const std::optional<End>& end = is_low ? side.low : side.high;
  // From x on, the u with log x = u^-root.
  const auto from_logarithm = [&](const Interval& x) -> std::optional<Chart> {
    if (sign(x) != 1) return std::nullopt;
    const Interval log_x = increasing(mpfr_log, x, bits);
    if (sign(log_x) != 1) return std::nullopt;
    const Interval size = root(Interval(1, bits) / log_x, static_cast<std::uint64_t>(view.root));
    return Chart{bits, view.order, span(zero, upper(size)), true, false};
  };
  if (end && side.is_finite()) {
    if (view.scale == View::Scale::logarithm) return std::nullopt;
    const Interval size = upper(to_interval(side.high->value, bits) - to_interval(side.low->value, bits));
    if (view.scale == View::Scale::exponential) return from_logarithm(Interval(1, bits) / size);
    return Chart{bits, view.order, span(zero, root(size, static_cast<std::uint64_t>(view.root))), true,
                 is_low ? !side.low_open : !side.high_open};
  }
  const std::optional<End>& other = is_low ? side.high : side.low;  // the infinite end is what is looked at
  if (end || !other) return std::nullopt;
  const Interval from = to_interval(other->value, bits);
  const Interval nearest = is_low ? -from : from;  // on the side of what is looked at
  if (view.scale == View::Scale::exponential) return from_logarithm(nearest);
  if (view.scale == View::Scale::logarithm) {
    const Interval size = upper(increasing(mpfr_exp, -nearest, bits));
    return size.is_finite() ? std::optional(Chart{bits, view.order, span(zero, size), true, false})
                            : std::nullopt;
  }
  if (view.scale == View::Scale::parities) {  // 1/u >= (nearest - 1)/2
    const Interval twice = nearest - Interval(1, bits);
    if (sign(twice) != 1) return std::nullopt;
    return Chart{bits, view.order, span(zero, upper(Interval(2, bits) / twice)), true, false};
  }
  if (sign(nearest) != 1) return std::nullopt;
  const Interval size = root(Interval(1, bits) / nearest, static_cast<std::uint64_t>(view.root));
  return Chart{bits, view.order, span(zero, upper(size)), true, false};
}

// The power of u that is an integer, or 0 if none is known to be.
int Cover::whole_power(const Piece& piece, const View& view) const {
  const bool is_low = view.place == View::Place::low;
  if (!is_over_integers_ || (!is_low && view.place != View::Place::high)) return 0;
  if (view.scale != View::Scale::powers) return view.scale == View::Scale::parities ? -1 : 0;
  const std::optional<End>& end = is_low ? piece.sides[0].low : piece.sides[0].high;
  if (!end) return -view.root;
  const auto* number = get_if<mpq_class>(end->value);
  return number && number->get_den() == 1 ? view.root : 0;
}

// The variable of a side in the chart. A form, where asked for, is that of its end, or a variable's.
Value Cover::variable(const Piece& piece, const View& view, Chart& chart, std::size_t axis,
                      const std::vector<Value>& forms) const {
  using Place = View::Place;
  const Side& side = piece.sides[axis];
  if (view.place == Place::cone) {
    const auto& [least, greatest] = cone_->slopes[axis];
    const Interval low(least, chart.bits);
    const Coefficient slope =
        least == greatest ? exactly(least, chart)
                          : Coefficient{span(low, Interval(greatest, chart.bits)), cone_->forms[axis]};
    const Interval apex = to_interval(cone_->apex[axis].value, chart.bits);
    return Expansion(chart, 0, {{apex, forms[axis]}, slope}, 2);
  }
  if (view.place == Place::centre) {
    const Interval all = hull_of(side);
    const Interval size = upper(radius(all));
    return Expansion(chart, 0, {{midpoint(all)}, {span(-size, size)}}, 2);
  }
  if (axis != view.axis || view.place == Place::point) {
    if (chart.forms) return Expansion(chart, Coefficient{hull_of(side), forms[axis]});
    return side.is_point && is_exact_real(side.low->value) ? side.low->value : Value(hull_of(side));
  }
  const Coefficient one = exactly(1, chart);
  const bool is_low = view.place == Place::low;
  if (view.place == Place::diagonal) {
    const Interval other = hull_of(piece.sides[view.other]);
    return Expansion(chart, 0, {{other, forms[view.other]}, exactly(view.direction, chart)}, 2);
  }
  if (view.place == Place::middle) return Expansion(chart, 0, {{midpoint(hull_of(side))}, one}, 2);
  const Coefficient direction = is_low ? one : exactly(-1, chart);
  if (view.scale == View::Scale::exponential) {
    const bool is_large = !side.is_finite();
    Expansion distance(chart, 0, {is_low == is_large ? exactly(-1, chart) : one}, 1);
    distance.exponent.assign(static_cast<std::size_t>(view.root), exactly(0, chart));
    distance.exponent.back() = exactly(is_large ? 1 : -1, chart);
    if (is_large) return distance;
    const End& end = is_low ? *side.low : *side.high;
    return Expansion(chart, Coefficient{to_interval(end.value, chart.bits), forms[axis]}) + distance;
  }
  if (view.scale == View::Scale::logarithm) {
    Expansion log_u(chart, mpq_class(0));
    log_u.logarithm = std::make_shared<Expansion>(chart, 0, std::vector{direction}, 1);
    return log_u;
  }
  if (view.scale == View::Scale::parities)
    return Expansion(chart, -1, {exactly(is_low ? -2 : 2, chart), exactly(view.direction, chart)}, 2);
  if (!side.is_finite()) return Expansion(chart, -view.root, {is_low ? exactly(-1, chart) : one}, 1);
  const End& end = is_low ? *side.low : *side.high;
  std::vector<Coefficient> parts(static_cast<std::size_t>(view.root + 1), exactly(0, chart));
  parts.front() = {to_interval(end.value, chart.bits), forms[axis]};
  parts.back() = direction;
  return Expansion(chart, 0, std::move(parts), view.root + 1);
}

// In the order of their cost.
std::vector<View> Cover::views(const Piece& piece) const {
  using Place = View::Place;
  std::vector<View> all;
  const bool is_line = piece.sides.size() == 1;
  for (std::size_t axis = 0; axis < piece.sides.size(); ++axis) {
    const Side& side = piece.sides[axis];
    if (side.is_point) {
      all.push_back({Place::point, axis, 1, true});
      continue;
    }
    if (side.is_finite() && is_line) all.push_back({Place::middle, axis, 3});
    if (side.is_finite() && is_line && piece.depth >= 4) all.push_back({Place::middle, axis, 12});
    for (const Place place : {Place::low, Place::high}) {
      all.push_back({place, axis, is_line ? 4 : 1});
      using Scale = View::Scale;
      const bool is_finite = side.is_finite();
      const bool is_open = place == Place::low ? side.low_open : side.high_open;
      if (is_over_integers_ && !is_finite)
        for (const bool has_forms : {false, true})
          all.push_back({place, axis, 8, has_forms, 0, 1, 0, Scale::parities});
      if (is_line && !is_finite && !is_over_integers_)
        for (const bool has_forms : {false, true})
          all.push_back({place, axis, has_forms ? 8 : 4, has_forms, 0, 1, 0, Scale::logarithm});
      if (is_line && (!is_finite || is_open) && piece.depth % 2 == 1)
        for (const bool has_forms : {false, true})
          for (const int root : {1, 2})
            all.push_back({place, axis, 8, has_forms, 0, root, 0, Scale::exponential});
      if (is_line && piece.depth % 3 == 2) all.push_back({place, axis, 8, true, 0, 2});
      if (is_line && piece.depth % 3 == 0) all.push_back({place, axis, 8, true, 0, 3});
      if (is_line || piece.depth % 2 == 1) all.push_back({place, axis, is_line ? 8 : 3, true});
      if (!is_line && piece.depth % 2 == 1) all.push_back({place, axis, 1, true});
    }
    for (std::size_t other = 0; other < axis; ++other)
      if (piece.depth % 2 == 0 || piece.depth < 6)
        for (const int order : {1, 2, 3}) all.push_back({Place::diagonal, axis, order, true, other});
  }
  const auto is_finite = [](const Side& side) { return side.is_finite(); };
  if (!is_line && std::all_of(piece.sides.begin(), piece.sides.end(), is_finite))
    for (const int order : {2, 3}) all.push_back({Place::centre, 0, order});
  std::stable_sort(all.begin(), all.end(), [&](const View& a, const View& b) {
    if (!is_line && (a == helpful_) != (b == helpful_)) return a == helpful_;
    return a.has_forms < b.has_forms;
  });
  return all;
}

}  // namespace dropcert::check
