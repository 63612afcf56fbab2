// Where a piece is cut: at infinity at growing numbers; else where something compared may be zero or least,
// if that is a number known exactly; else in the middle. Any cut of a piece is right; these are helpful.
#include <algorithm>

#include "check/calculus/cover.hpp"
#include "check/functions/functions.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr int greatest_depth = 120;
constexpr int newton_steps = 16;
constexpr int exact_bits = 80;  // of a number that is recognised

const Interval& at_most(Interval& a, int bits) {
  mpfr_set_ui_2exp(a.end(MPFR_RNDU), 1, -bits, MPFR_RNDU);
  mpfr_neg(a.end(MPFR_RNDD), a.high(), MPFR_RNDD);
  return a;
}

// Whether two numbers differ by less than 2^-80.
bool is_near(const Interval& a, const Interval& b) {
  Interval tiny(a.bits());
  at_most(tiny, exact_bits);
  const Interval difference = a - b;
  return difference.is_finite() && mpfr_less_p(difference.high(), tiny.high()) &&
         mpfr_greater_p(difference.low(), tiny.low());
}

// The first convergent of the continued fraction that is near.
std::optional<mpq_class> fraction_near(const Interval& near) {
  if (!near.is_finite()) return std::nullopt;
  mpq_class rest = rational_midpoint(near);
  mpz_class p = 1, q = 0, p_before = 0, q_before = 1;
  for (int i = 0; i < 30; ++i) {
    const mpz_class whole = floor_of(rest);
    std::swap(p, p_before);
    std::swap(q, q_before);
    p += whole * p_before;
    q += whole * q_before;
    if (q > 1'000'000) return std::nullopt;
    if (is_near(near, Interval(mpq_class(p, q), near.bits()))) return mpq_class(p, q);
    rest -= whole;
    if (rest == 0) return std::nullopt;
    rest = 1 / rest;
  }
  return std::nullopt;
}

// exp(q), or log(w) with w + 1/w = q, that is w = q/2 + sqrt(q^2/4 - 1) or its inverse; q rational.
std::vector<Node> terms_near(const Interval& near) {
  std::vector<Node> terms;
  const Bits bits = near.bits();
  if (mpfr_sgn(near.low()) > 0)
    if (const std::optional<mpq_class> q = fraction_near(increasing(mpfr_log, near, bits)))
      terms.push_back(node_of(Kind::call, {number_node(*q)}, "exp"));
  const Interval e = increasing(mpfr_exp, near, bits);
  const std::optional<mpq_class> q = fraction_near(e + Interval(1, bits) / e);
  if (!q || *q <= 2) return terms;
  const Node root = node_of(Kind::call, {number_node(*q * *q / 4 - 1)}, "sqrt");
  const Node log = node_of(Kind::call, {node_of(Kind::add, {number_node(*q / 2), root})}, "log");
  terms.push_back(mpfr_sgn(near.low()) > 0 ? log : node_of(Kind::negate, {log}));
  return terms;
}

// Below and above c, and, unless the two share it, c itself.
std::vector<Piece> parts_at(const Piece& piece, std::size_t axis, const End& c, bool is_shared) {
  std::vector<Piece> parts(is_shared ? 2 : 3, piece);
  for (Piece& part : parts) ++part.depth;
  parts[0].sides[axis].high = parts[1].sides[axis].low = c;
  parts[0].sides[axis].high_open = parts[1].sides[axis].low_open = !is_shared;
  if (!is_shared) parts[2].sides[axis] = {c, std::nullopt, false, false, true};
  return parts;
}

}  // namespace

// Where the author of the statement says that two sides meet.
std::optional<std::vector<Piece>> Cover::parts_at_given(const Piece& piece) {
  if (!evaluator_.contacts()) return std::nullopt;
  const Bits bits = evaluator_.bits();
  for (const ContactPoint& contact : *evaluator_.contacts())
    for (std::size_t axis = 0; axis < piece.sides.size(); ++axis) {
      const Side& side = piece.sides[axis];
      if (side.is_point || region_.binder(axis).names[0] != contact.name) continue;
      std::optional<End> c;
      Evaluator::in_context([&] {
        c = End{evaluator_.value(contact.term), &contact.term};
        return nothing_wrong;
      });
      if (!c) continue;
      const Interval place = to_interval(c->value, bits);
      if (!place.is_finite()) continue;
      if (side.low && !mpfr_greater_p(place.low(), to_interval(side.low->value, bits).high())) continue;
      if (side.high && !mpfr_less_p(place.high(), to_interval(side.high->value, bits).low())) continue;
      return parts_at(piece, axis, *c, piece.sides.size() > 1);
    }
  return std::nullopt;
}

std::vector<Piece> Cover::cut(const Piece& piece) {
  if (piece.depth > greatest_depth) return {};
  if (std::optional<std::vector<Piece>> parts = parts_at_given(piece)) return *std::move(parts);
  const Bits bits = evaluator_.bits();
  std::optional<std::size_t> infinite;
  std::optional<std::size_t> widest;
  for (std::size_t axis = 0; axis < piece.sides.size(); ++axis) {
    const Side& side = piece.sides[axis];
    if (side.is_point) continue;
    if (!side.is_finite())
      infinite = axis;
    else if (!widest ||
             mpfr_less_p(radius(hull_of(piece.sides[*widest])).high(), radius(hull_of(side)).high()))
      widest = axis;
  }
  if (infinite && (!widest || piece.depth % 2 == 0)) {
    const Side& side = piece.sides[*infinite];
    if (!side.low && !side.high) return parts_at(piece, *infinite, {mpq_class(0)}, true);
    const mpq_class end = rational_midpoint(to_interval((side.low ? side.low : side.high)->value, bits));
    const mpq_class outwards = side.low ? end : -end;
    const mpz_class next = outwards < 0   ? mpz_class(0)
                           : outwards < 1 ? mpz_class(1)
                                          : mpz_class(2 * ceil_of(outwards));
    if (bits_of(next) > 40) return {};
    return parts_at(piece, *infinite, {mpq_class(side.low ? next : mpz_class(-next))}, true);
  }
  if (!widest) return {};
  if (piece.sides.size() == 1) {
    const Side& side = piece.sides[0];
    for (const bool is_low : {true, false}) {
      if (is_low ? side.low_open || !touches_low_ : side.high_open || !touches_high_) continue;
      std::vector<Piece> parts(2, piece);  // the end, and the rest
      (is_low ? parts[1].sides[0].low_open : parts[1].sides[0].high_open) = true;
      parts[0].sides[0] = {is_low ? side.low : side.high, std::nullopt, false, false, true};
      return parts;
    }
    if (piece.depth % 3 == 1)
      if (const std::optional<End> c = special_point(piece)) return parts_at(piece, 0, *c, false);
  }
  const Interval whole = hull_of(piece.sides[*widest]);
  const Interval middle = midpoint(whole);
  if (mpfr_lessequal_p(middle.low(), whole.low()) || mpfr_greaterequal_p(middle.high(), whole.high()))
    return {};
  // At an integer near it: there primepi and floor jump.
  const mpq_class centre = rational_midpoint(whole);
  const mpq_class integer = floor_of(centre + mpq_class(1, 2));
  const mpq_class length = rational_midpoint(upper(whole)) + rational_midpoint(upper(-whole));
  const bool is_inside = 4 * abs(integer - centre) < length;
  return parts_at(piece, *widest, {is_inside ? integer : centre}, true);
}

// Newton's method on what could not be compared, for a zero of its derivative or of itself.
std::optional<End> Cover::special_point(const Piece& piece) {
  const Interval all = hull_of(piece.sides[0]);
  const View view{View::Place::middle, 0, 3};
  std::optional<Chart> chart = chart_of(piece, view);
  if (!chart) return std::nullopt;
  outcomes(piece, view, *chart);
  const int watched = chart->watched;
  if (watched < 0) return std::nullopt;
  for (const int order : {1, 0}) {
    Interval x = midpoint(all);
    for (int i = 0; i < newton_steps && intersection(x, all); ++i) {
      const mpq_class centre = rational_midpoint(x);
      const mpq_class tiny(1, mpz_class(1) << 60);
      Piece near = piece;
      near.sides[0] = {End{mpq_class(centre - tiny)}, End{mpq_class(centre + tiny)}};
      chart = chart_of(near, view);
      chart->watched = watched;
      outcomes(near, view, *chart);
      if (!chart->kept) break;
      const Interval value = midpoint(chart->kept->coefficient(order).range);
      const Interval slope = midpoint(chart->kept->coefficient(order + 1).range);
      const Interval step = value / (Interval(order + 1, x.bits()) * slope);
      if (!step.is_finite()) break;
      x = midpoint(x - step);
      if (is_near(step, Interval(0, x.bits())))
        if (const std::optional<End> found = recognised(x, piece.sides[0])) return found;
    }
  }
  return std::nullopt;
}

// A number inside: rational, a rational multiple of pi, a square root and 0, 1/2 or 1, or a term of the
// statement.
std::optional<End> Cover::recognised(const Interval& near, const Side& side) {
  const Bits bits = near.bits();
  if (!std::exchange(has_constants_, true)) collect_constants(region_.node.children[0]);
  std::vector<End> candidates;
  if (const std::optional<mpq_class> rational = fraction_near(near)) candidates.push_back({*rational});
  if (const std::optional<mpq_class> turns = fraction_near(near / pi(bits)))
    candidates.push_back({*turns * generator_value(generator_pi)});
  for (const mpq_class& shift : {mpq_class(0), mpq_class(1, 2), mpq_class(1)}) {
    const Interval moved = near - Interval(shift, bits);
    const std::optional<mpq_class> square = fraction_near(moved * moved);
    const Value root = square ? nth_root(*square, 2, bits) : Value(moved);
    if (is_exact(root)) candidates.push_back({Value(shift) + (mpfr_sgn(moved.low()) < 0 ? -root : root)});
  }
  candidates.insert(candidates.end(), constants_.begin(), constants_.end());
  const bool is_plain = evaluator_.is_of_language("exp") && evaluator_.is_of_language("log") &&
                        evaluator_.is_of_language("sqrt");
  for (Node& term : is_plain ? terms_near(near) : std::vector<Node>()) {
    terms_.push_back(std::move(term));
    candidates.push_back({evaluator_.value(terms_.back()), &terms_.back()});
  }
  for (const End& c : candidates) {
    const Interval place = to_interval(c.value, bits);
    if (is_near(place, near) && mpfr_greater_p(place.low(), to_interval(side.low->value, bits).high()) &&
        mpfr_less_p(place.high(), to_interval(side.high->value, bits).low()))
      return c;
  }
  return std::nullopt;
}

// The terms of the statement that are numbers.
void Cover::collect_constants(const Node& node) {
  const Notes before = notes();
  try {
    const Value value = evaluator_.value(node);
    if (is_exact_real(value) || get_if<Interval>(value)) constants_.push_back({value, &node});
  } catch (const OutOfReach&) {
  } catch (const Undefined&) {
  }
  notes() = before;
  for (const Node& child : node.children) collect_constants(child);
}

}  // namespace dropcert::check
