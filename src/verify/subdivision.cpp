// Regions by pieces: by intervals, and by models about their ends, their middle and points of contact.
#include <fmt/format.h>

#include <algorithm>

#include "model/enclosure.hpp"
#include "verify/outcome.hpp"
#include "verify/region.hpp"

namespace dropcert {

namespace {

constexpr int pieces_inside_boxes = 64;
constexpr std::size_t most_simple_bits = 5;  // of a midpoint at which two sides may be equal
const Bits piece_bits(128);

// The fraction of least denominator in [low, high], low < high (by continued fractions).
Rational simplest_between(const Rational& low, const Rational& high) {
  if (low.sign() < 0 && high.sign() > 0) return 0;
  if (high.sign() <= 0) return -simplest_between(-high, -low);
  Integer floor;
  fmpz_fdiv_q(floor.raw(), low.numerator().raw(), low.denominator().raw());
  const Rational whole(floor);
  if (whole == low) return whole;
  if (whole + Rational(1) <= high) return whole + Rational(1);
  return whole + Rational(1) / simplest_between(Rational(1) / (high - whole), Rational(1) / (low - whole));
}

Rational middle_of(const Rational& low, const Rational& high) {
  return (low + high) / Rational(2);
}

}  // namespace

// Why subdivision ended, and what could be done.
std::string Region::undecided_near(const std::string& effort, const Box& box) const {
  return fmt::format(
      "{} do not decide it, near {}; if two sides are equal there, at a point that is not found, or a term is "
      "defined on one side of it only: state a bound on the difference, or a smaller domain",
      effort, describe(box));
}

Region::Box Region::whole_box() const {
  Box box;
  for (const Axis& axis : axes_) {
    Edge edge = axis.cover;
    edge.low_open = axis.low_open;
    edge.high_open = axis.high_open;
    edge.low_is_special = edge.high_is_special = !axis.is_dependent;
    if (!axis.is_dependent && get_if<ExactNumber>(axis.low))
      edge.exact_low = std::make_shared<const Value>(axis.low);
    if (!axis.is_dependent && get_if<ExactNumber>(axis.high))
      edge.exact_high = std::make_shared<const Value>(axis.high);
    const bool is_inexact_low = !is_exact_real(axis.low);
    const bool is_inexact_high = !is_exact_real(axis.high);
    if (axis.is_dependent || is_inexact_low) edge.low_open = edge.low_is_special = false;
    if (axis.is_dependent || is_inexact_high) edge.high_open = edge.high_is_special = false;
    box.push_back(edge);
  }
  return box;
}

// Halves the box until the rest of the statement holds on every piece, or fails at the centre of one.
void Region::subdivide(Gathering& whole) {
  const bool wherever = whole.wherever_defined();
  const bool points = outer_mode_ == Machine::Mode::points;
  int most = machine_.limits().pieces;
  if (!points) most = std::min(pieces_inside_boxes, most);
  if (most_pieces_) most = std::min(*most_pieces_, most);
  const Box start = whole_box();
  std::deque<Box> boxes = {start};
  // Of an axis; a ball of so few bits does not become tighter.
  const Rational least_part = pow(Rational(1, 2), 2 * piece_bits.value);
  const bool may_be_empty =
      std::any_of(axes_.begin(), axes_.end(), [](const Axis& axis) { return axis.is_dependent; });
  auto put = [&](const Gathering& found) {
    if (may_be_empty)
      whole.add_perhaps(found);
    else
      whole.add(found);
  };
  for (int count = 1; !boxes.empty(); ++count, ++pieces_) {
    if (count > most) {
      reason_ = undecided_near(fmt::format("{} pieces", most), boxes.front());
      return;
    }
    Box box = std::move(boxes.front());
    boxes.pop_front();
    bool is_outside = false;
    Gathering found = piece(box, wherever, is_outside);
    if (is_outside) continue;
    if (known_) found.restrict_to(*known_);
    if (found.is_good() || (points && improve(found, box))) {
      put(found);
      continue;
    }
    std::vector<Rational> centre;
    for (const Edge& edge : box) centre.push_back(middle_of(edge.low, edge.high));
    if (!survives(centre, whole) || has_undefined_point_) return;
    if (points && open_ends(box, whole)) {
      boxes.push_back(std::move(box));
      continue;
    }
    if (points && split_at_contact(box, boxes, whole)) continue;
    std::size_t widest = 0;
    for (std::size_t i = 1; i < box.size(); ++i)
      if (box[i].high - box[i].low > box[widest].high - box[widest].low) widest = i;
    if (box[widest].high - box[widest].low <= least_part * (start[widest].high - start[widest].low)) {
      reason_ =
          undecided_near(fmt::format("pieces as small as 2^-{} of the interval", 2 * piece_bits.value), box);
      return;
    }
    const bool is_simple = centre[widest].bits() <= most_simple_bits;
    Box left = box;
    left[widest].high = centre[widest];
    left[widest].high_open = false;
    left[widest].high_is_special = is_simple;
    left[widest].exact_high.reset();
    box[widest].low = centre[widest];
    box[widest].low_open = false;
    box[widest].low_is_special = is_simple;
    box[widest].exact_low.reset();
    boxes.push_back(std::move(left));
    boxes.push_back(std::move(box));
  }
  machine_.used_balls = true;
}

// ---- one piece

// Binds the variables to the box, dependent axes cut to the hull of their ends; with an attempt, to models.
// False if the box lies outside of the region.
bool Region::bind_box(const Box& box, Outcomes& defined, const Attempt* attempt) {
  for (std::size_t i = 0; i < axes_.size(); ++i) {
    Edge edge = box[i];
    if (axes_[i].is_dependent) {
      defined = both_defined(defined, evaluate_ends(i));
      if (defined != Outcome::vacuous) return true;
      defined = both_defined(defined, machine_.domain([&] {
        const Ball low = machine_.arithmetic().ball(axes_[i].low);
        const Ball high = machine_.arithmetic().ball(axes_[i].high);
        edge.low = std::max(edge.low, low.lower());
        edge.high = std::min(edge.high, high.upper());
      }));
      if (defined != Outcome::vacuous) return true;
      if (edge.low > edge.high) return false;
    }
    if (attempt)
      bind_model(i, edge, attempt);
    else if (edge.low == edge.high)
      machine_.slot(axes_[i].slot) = edge.low;
    else
      machine_.slot(axes_[i].slot) = box_ball(edge.low, edge.high, machine_.precision());
  }
  return true;
}

// All that follows, on a box, by intervals.
Gathering Region::piece(const Box& box, bool wherever_defined, bool& is_outside) {
  const bool points = outer_mode_ == Machine::Mode::points;
  if (points && machine_.precision() != piece_bits) set_precision(piece_bits);
  machine_.set_mode(Machine::Mode::boxes);
  Gathering result(wherever_defined);
  Outcomes defined = Outcome::vacuous;
  is_outside = !bind_box(box, defined, nullptr);
  if (!is_outside) {
    if (defined == Outcome::vacuous)
      result.add(follow(wherever_defined));
    else
      result.add_under(Outcomes::unknown(), result);
  }
  machine_.set_mode(outer_mode_);
  return result;
}

// x = c + u about the low end or the middle, x = c - u about the high end; other variables are functions of
// themselves that do not depend on u.
void Region::bind_model(std::size_t axis, const Edge& edge, const Attempt* attempt) {
  const Arithmetic arithmetic = machine_.arithmetic();
  const ModelArithmetic models = arithmetic.models();
  const Bits precision = machine_.precision();
  const Interval value = Interval::from(edge.low, edge.high, precision);
  Expansion& expansion = machine_.expansion;
  if (axis != attempt->axis) {
    Coefficient c{value, std::nullopt};
    if (expansion.keeps_exact)
      c.exact = edge.low == edge.high ? Value(edge.low)
                                      : Value(machine_.symbols().variable("v" + std::to_string(axis)));
    machine_.slot(axes_[axis].slot) = models.constant(std::move(c));
    return;
  }
  const bool is_low = attempt->place == Place::low;
  Value centre = Ball::from(middle_of(edge.low, edge.high), precision);
  if (attempt->place != Place::middle) {
    const auto& exact = is_low ? edge.exact_low : edge.exact_high;
    centre = exact ? *exact : Value(is_low ? edge.low : edge.high);
  }
  const Interval at = models.coefficient(centre).range;
  if (attempt->place == Place::middle) {
    expansion.u = sub(value, at, precision);
  } else {
    const Interval far = Interval::from(is_low ? edge.high : edge.low, precision);
    expansion.u = max(Interval(), is_low ? sub(far, at, precision) : sub(at, far, precision));
    arf_zero(expansion.u.low());
  }
  machine_.slot(axes_[axis].slot) =
      models.variable(centre, at, attempt->place == Place::high ? -1 : 1, value);
}

// All that follows, on a box, by models.
Gathering Region::expand(const Box& box, const Attempt& attempt, bool wherever_defined) {
  constexpr int most_restarts = 8;
  const Edge& edge = box[attempt.axis];
  Expansion& expansion = machine_.expansion;
  expansion.order = attempt.order;
  expansion.keeps_exact = attempt.is_exact;
  expansion.has_centre = attempt.place == Place::middle || !(attempt.place == Place::low ? edge.low_open
                                                                                         : edge.high_open);
  expansion.doubt = false;
  Gathering result(wherever_defined);
  result.add(Outcomes::unknown());
  if (attempt.is_exact) machine_.symbols().forget_denominators();
  machine_.set_mode(Machine::Mode::models);
  for (int i = 0; i < most_restarts; ++i) try {
      if (attempt.is_exact) machine_.reset_forms();
      Outcomes defined = Outcome::vacuous;
      const Outcomes bound = machine_.domain([&] { bind_box(box, defined, &attempt); });
      if (bound == Outcome::vacuous && defined == Outcome::vacuous) result = follow(wherever_defined);
      break;
    } catch (const SymbolTable::NewDenominator&) {
    }
  machine_.set_mode(outer_mode_);
  return result;
}

std::vector<Region::Attempt> Region::attempts(const Box& box) const {
  constexpr long high_order = 8;
  std::vector<Attempt> result;
  if (last_success_) result.push_back(*last_success_);
  for (std::size_t i = 0; i < box.size(); ++i) {
    if (axes_[i].is_dependent || box[i].low == box[i].high) continue;
    result.push_back({i, Place::low, 1, false});
    result.push_back({i, Place::high, 1, false});
    result.push_back({i, Place::middle, 3, false});
  }
  for (std::size_t i = 0; i < box.size(); ++i) {
    if (axes_[i].is_dependent || box[i].low == box[i].high) continue;
    if (box[i].low_is_special) result.push_back({i, Place::low, high_order, true});
    if (box[i].high_is_special) result.push_back({i, Place::high, high_order, true});
  }
  return result;
}

// Whether models show that all is true on the box.
bool Region::improve(Gathering& found, const Box& box) {
  const Obstacles before = machine_.obstacles;
  for (const Attempt& attempt : attempts(box)) {
    if (attempt.axis >= box.size()) continue;
    found.restrict_to(expand(box, attempt, found.wherever_defined()));
    if (known_) found.restrict_to(*known_);
    if (!found.is_good()) continue;
    last_success_ = attempt;
    machine_.obstacles = before;
    return true;
  }
  machine_.obstacles = before;
  return false;
}

// ---- points of contact

// What all that follows comes out as at the point of the only axis: by numbers, or else by forms.
std::optional<Gathering> Region::at_exact_point(const Value& point, bool wherever_defined) {
  constexpr int most_restarts = 8;
  const Obstacles before = machine_.obstacles;
  const Bits precision = machine_.precision();
  set_precision(piece_bits);
  std::optional<Gathering> result;
  const Outcomes evaluated = machine_.domain([&] {
    machine_.slot(axes_[0].slot) = point;
    result = follow(wherever_defined);
  });
  if (evaluated != Outcome::vacuous) result.reset();
  if (!result || !result->result().is_decided()) {
    machine_.symbols().forget_denominators();
    machine_.set_mode(Machine::Mode::forms);
    for (int i = 0; i < most_restarts; ++i) try {
        machine_.symbols().reset();
        std::optional<Gathering> form;
        const Outcomes found = machine_.domain([&] {
          machine_.slot(axes_[0].slot) = point;
          form = follow(wherever_defined);
        });
        if (found == Outcome::vacuous && form && !form->may_have_undefined_domain()) result = form;
        break;
      } catch (const SymbolTable::NewDenominator&) {
      }
    machine_.set_mode(outer_mode_);
  }
  set_precision(precision);
  machine_.obstacles = before;
  return result;
}

// Takes closed ends at which all is well out of a piece with one side: what is left is open there.
bool Region::open_ends(Box& box, Gathering& whole) {
  if (box.size() != 1) return false;
  Edge& edge = box[0];
  bool is_better = false;
  auto open = [&](bool is_low) {
    const auto& exact = is_low ? edge.exact_low : edge.exact_high;
    const Value end = exact ? *exact : Value(is_low ? edge.low : edge.high);
    bool& is_open = is_low ? edge.low_open : edge.high_open;
    if (is_open || !(is_low ? edge.low_is_special : edge.high_is_special)) return;
    const std::optional<Gathering> found = at_exact_point(end, whole.wherever_defined());
    if (!found || !found->is_good()) return;
    whole.add(*found);
    is_open = is_better = true;
  };
  open(true);
  open(false);
  return is_better;
}

// Numbers inside the piece at which two sides may be equal: simple ones, in the end.
std::vector<Value> Region::inner_candidates(const Edge& edge) const {
  constexpr std::size_t most_bits = 24;
  std::vector<Value> result;
  auto put = [&](const Value& value) {
    const std::size_t bits =
        get_if<Rational>(value) ? get_if<Rational>(value)->bits() : get_if<ExactNumber>(value)->bits() / 4;
    if (bits <= most_bits) result.push_back(value);
  };
  if (edge.low >= edge.high) return result;
  put(simplest_between(edge.low, edge.high));
  const Ball pi = const_pi(piece_bits);
  const Ball low = div(Ball::from(edge.low, piece_bits), pi, piece_bits);
  const Ball high = div(Ball::from(edge.high, piece_bits), pi, piece_bits);
  if (low.upper() < high.lower()) {
    const Rational units = simplest_between(low.upper(), high.lower());
    if (!units.is_zero() && units.denominator() <= Integer(12))
      put(exact_value(ExactNumber(Quotient(Polynomial::monomial(units, 1)))));
  }
  if (edge.low.sign() > 0 || edge.high.sign() < 0) {
    const Rational a = edge.low * edge.low;
    const Rational b = edge.high * edge.high;
    const Rational square = simplest_between(std::min(a, b), std::max(a, b));
    if (std::optional<ExactNumber> root = ExactNumber::sqrt(square))
      put(exact_value(edge.low.sign() > 0 ? *root : -*root));
  }
  return result;
}

// Splits a small piece at a point at which all is well.
bool Region::split_at_contact(Box& box, std::deque<Box>& boxes, Gathering& whole) {
  if (box.size() != 1) return false;
  const Edge edge = box[0];
  const Rational part = (edge.high - edge.low) / (axes_[0].cover.high - axes_[0].cover.low);
  if (part > Rational(1, 32)) return false;
  for (const Value& c : inner_candidates(edge)) {
    const Interval at = Interval::from(machine_.arithmetic().ball(c), piece_bits);
    const Rational below = at.low_ball().lower();
    const Rational above = at.high_ball().lower();
    if (below <= edge.low || above >= edge.high) continue;
    const std::optional<Gathering> found = at_exact_point(c, whole.wherever_defined());
    if (!found || !found->is_good()) continue;
    Box left = box;
    left[0].high = above;
    left[0].high_open = left[0].high_is_special = true;
    left[0].exact_high = get_if<ExactNumber>(c) ? std::make_shared<const Value>(c) : nullptr;
    Box right = box;
    right[0].low = below;
    right[0].low_open = right[0].low_is_special = true;
    right[0].exact_low = left[0].exact_high;
    whole.add(*found);
    boxes.push_back(std::move(left));
    boxes.push_back(std::move(right));
    return true;
  }
  return false;
}

}  // namespace dropcert
