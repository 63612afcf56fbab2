// Regions by pieces: by intervals, and by models about their ends, their middle and points of contact.
#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "language/print.hpp"
#include "model/enclosure.hpp"
#include "verify/builtins.hpp"
#include "verify/outcome.hpp"
#include "verify/region.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace model;
using language::Kind;

namespace {

constexpr int pieces_inside_boxes = 64;
constexpr int plain_pieces = 1000;  // by intervals, before models
constexpr int few_pieces = 100;     // by models, before forms of larger regions
constexpr int most_touching = 16;
constexpr std::size_t most_simple_bits = 5;  // of a midpoint at which two sides may be equal
constexpr long most_doublings = 20;          // of the number beyond which the rest of an infinite side lies
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

// Of two parts of a piece; anything, where the first is not good.
template <class First, class Second>
Gathering on_both(First first, Second second) {
  Gathering both = first();
  if (both.is_good())
    both.add(second());
  else
    both.add_anything();
  return both;
}

Rational middle_of(const Rational& low, const Rational& high) {
  return (low + high) / Rational(2);
}

}  // namespace

bool Region::is_infinite(const Box& box) {
  return std::any_of(box.begin(), box.end(), [](const Edge& edge) { return edge.is_infinite(); });
}

Region::Box Region::whole_box() const {
  Box box;
  for (const Axis& axis : axes_) {
    Edge edge = axis.cover;
    edge.low_infinite = axis.low_infinite;
    edge.high_infinite = axis.high_infinite;
    auto set = [&](std::size_t place, const Value& end, bool is_open, bool& edge_is_open, bool& is_special,
                   std::shared_ptr<const Contact>& exact) {
      if (axis.is_dependent) return;
      if (get_if<ExactNumber>(end))
        exact = std::make_shared<const Contact>(Contact{end});
      else if (!is_exact_real(end) && free_slots(axis.binder->terms[place]).empty())
        exact = std::make_shared<const Contact>(Contact{end, nullptr, "", &axis.binder->terms[place]});
      is_special = exact || is_exact_real(end);
      edge_is_open = is_special && is_open;
    };
    if (axis.has_unbounded_ends) {  // only its domain tells
      edge.low_infinite = edge.high_infinite = true;
    } else {
      if (!axis.low_infinite)
        set(0, axis.low, axis.low_open, edge.low_open, edge.low_is_special, edge.exact_low);
      if (!axis.high_infinite)
        set(1, axis.high, axis.high_open, edge.high_open, edge.high_is_special, edge.exact_high);
    }
    if (axis.is_integer) edge.low_open = edge.high_open = false;
    box.push_back(edge);
  }
  return box;
}

// Where a side is cut: in the middle, if it has one; else at powers of 2.
Rational Region::split_point(const Edge& edge) const {
  constexpr long first = 2;
  if (!edge.is_infinite()) return middle_of(edge.low, edge.high);
  if (edge.low_infinite && edge.high_infinite) return 0;
  auto beyond = [](const Rational& end) {  // a power of 2 beyond, at least twice as large
    Rational power(first);
    while (power < Rational(2) * end) power *= Rational(2);
    return power;
  };
  if (edge.high_infinite) return edge.low.sign() < 0 ? Rational(0) : beyond(edge.low);
  return edge.high.sign() > 0 ? Rational(0) : -beyond(-edge.high);
}

// A rational contact inside of the side that the author of the statement gives.
std::optional<Rational> Region::given_contact(std::size_t axis, const Edge& edge) const {
  for (const Contact& contact : machine_.contacts) {
    const auto* number = get_if<Rational>(contact.value);
    if (contact.function || !number || contact.name != names_[axis]) continue;
    if ((edge.low_infinite || edge.low < *number) && (edge.high_infinite || *number < edge.high))
      return *number;
  }
  return std::nullopt;
}

// By intervals alone, which cost little, for a while; then by forms in parts of the region; then by models.
void Region::subdivide(Gathering& whole) {
  const bool points = outer_mode_ == Machine::Mode::points;
  int most = machine_.limits().pieces;
  if (!points) most = std::min(pieces_inside_boxes, most);
  if (most_pieces_) most = std::min(*most_pieces_, most);
  Gathering plain(whole.wherever_defined());
  if (is_bounded() || !points) {
    if (cover(plain, points ? std::min(plain_pieces, most) : most, false) || has_failing_point_ ||
        has_undefined_point_ || !points)
      return whole.add(plain);
    reason_.clear();
    margins_.clear();
  }
  if (axes_.size() > 1 && by_monotone_functions(whole)) return;
  long work = most_work;
  if (const std::optional<Outcomes> found = by_cases(whole.wherever_defined(), work))
    return whole.add(*found);
  if (axes_.size() > 1 && by_squares(whole)) return;
  Gathering with_models(whole.wherever_defined());
  std::vector<std::vector<Axis>> wider;
  if (axes_.size() > 1 && !whole.wherever_defined()) wider = wider_axes();
  if (!wider.empty()) {
    Gathering with_few(false);
    if (cover(with_few, std::min(few_pieces, most), true) || has_failing_point_ || has_undefined_point_)
      return whole.add(with_few);
    reason_.clear();
    margins_.clear();
    if (const std::optional<Outcomes> found = by_wider_cases(std::move(wider))) return whole.add(*found);
  }
  if (axes_.size() > 1 && by_slopes(whole)) return;
  // Often x^y, where x is 0 at an end.
  const auto is_power = [](const Code& part) {
    return part.kind == Kind::power && part.arguments[1].kind != Kind::number;
  };
  if (axes_.size() > 1 && !looked_at_faces_ && machine_.has(code_, is_power) && by_faces(whole)) return;
  cover(with_models, std::max(1, most / 4), true);
  whole.add(with_models);
}

// Halves the box until the rest of the statement holds on every piece, or fails at the centre of one. False
// if neither came about, with the reason.
bool Region::cover(Gathering& whole, int most, bool by_models) {
  const bool wherever = whole.wherever_defined();
  const Box start = whole_box();
  std::deque<Box> boxes = {start};
  const bool may_be_empty = has_dependent_ends();
  auto put = [&](const Gathering& found) {
    if (may_be_empty)
      whole.add_perhaps(found);
    else
      whole.add(found);
  };
  pieces_ = 0;
  int touching = 0;  // pieces so far, if all of them, at whose centre two sides may be equal
  bool are_close = true;
  for (int count = 1; !boxes.empty(); ++count, ++pieces_) {
    if (count > most) {
      reason_ = undecided_near(fmt::format("{} pieces", most), boxes.front());
      return false;
    }
    Box box = std::move(boxes.front());
    boxes.pop_front();
    if (!narrow_to_integers(box)) continue;
    bool is_outside = false;
    Gathering found(wherever);
    if (is_infinite(box))
      found.add_anything();
    else
      found = piece(box, wherever, is_outside);
    if (is_outside) continue;
    if (known_) found.restrict_to(known_->result());
    if (found.is_good()) {
      if (machine_.margins) margins_.add(*machine_.margins, std::nullopt);
      put(found);
      continue;
    }
    if (by_models && (improve(found, box) || about_point(found, box))) {
      put(found);
      continue;
    }
    std::vector<Rational> centre;
    for (const Edge& edge : box) centre.push_back(split_point(edge));
    if (!has_integers() && (!survives(centre, whole) || has_undefined_point_)) return false;
    if (by_models && touching >= 0 && !has_integers()) {
      const bool touches_centre = touches([&](std::size_t i) { return Value(centre[i]); });
      touching = touches_centre ? touching + 1 : -1;
      are_close = are_close && machine_.expansion.touches;
      if (touching == most_touching) {
        reason_ = undecided_everywhere(are_close, centre);
        return false;
      }
    }
    if (by_models && open_ends(box, whole)) {
      boxes.push_back(std::move(box));
      continue;
    }
    if (by_models && split_at_contact(box, boxes, whole)) continue;
    if (has_failing_point_ || has_undefined_point_) return false;
    if (!split(box, centre, start, boxes)) return false;
  }
  machine_.used_balls = true;
  return true;
}

// Draws the finite ends of a side of integers in to integers; false if there is none between them.
bool Region::narrow_to_integers(Box& box) const {
  for (std::size_t i = 0; i < box.size(); ++i) {
    Edge& edge = box[i];
    if (!axes_[i].is_integer || axes_[i].is_dependent) continue;
    if (!edge.low_infinite) edge.low = Rational(ceil(edge.low));
    if (!edge.high_infinite) edge.high = Rational(floor(edge.high));
    if (!edge.is_infinite() && edge.high < edge.low) return false;
  }
  return true;
}

// `for n in N..oo`: case by case up to some M, from there on as a real variable. False if that does not
// decide it.
bool Region::tail_of_range(Gathering& whole) {
  constexpr long doublings = 10;
  const bool wherever = whole.wherever_defined();
  if (axes_.size() != 1 || axes_[0].low_infinite == axes_[0].high_infinite || wherever) return false;
  const bool is_high = axes_[0].high_infinite;
  const Value& end_value = is_high ? axes_[0].low : axes_[0].high;
  const auto* end = get_if<Rational>(end_value);
  if (!end || !end->is_integer()) return false;
  Box box = whole_box();
  Gathering tail(wherever);
  Rational length(0);
  bool is_good = false;
  for (long i = 0; i <= doublings && !is_good; ++i) {
    const Rational from = is_high ? *end + length : *end - length;
    (is_high ? box[0].low : box[0].high) = from;
    box[0].low_is_special = box[0].high_is_special = false;
    tail = Gathering(wherever);
    tail.add_anything();
    is_good = (is_high ? from.sign() > 0 : from.sign() < 0) && improve(tail, box);
    if (!is_good) length = length.is_zero() ? Rational(1) : length * Rational(2);
  }
  if (!is_good) return false;
  Gathering cases(wherever);
  for (Rational n(0); n < length; n += Rational(1)) {
    Gathering one(wherever);
    for (long bits : {64L, 256L, 1024L}) {
      set_precision(Bits(bits));
      bind({is_high ? *end + n : *end - n});
      one = follow(wherever);
      if (one.result().is_decided()) break;
    }
    if (!one.is_good()) {  // two sides may be equal, as forms
      const std::optional<Gathering> form = at_exact_point({is_high ? *end + n : *end - n}, wherever);
      if (!form || !form->is_good()) return false;
      one = *form;
    }
    cases.add(one);
  }
  whole.add(cases);
  whole.add(tail);
  tail_ = fmt::format("from {} = {} on as a real variable", names_[0],
                      (is_high ? *end + length : *end - length).str());
  machine_.used_balls = true;
  return true;
}

// Cuts the box in two, at a contact that is given or at the centre of its widest side; false if that is too
// short.
bool Region::split(Box& box, std::vector<Rational> centre, const Box& start, std::deque<Box>& boxes) {
  // Of a side at the start; a ball of so few bits does not become tighter.
  const Rational least_part = pow(Rational(1, 2), 2 * piece_bits.value);
  const Rational largest = pow(Rational(2), most_doublings);
  // An infinite side is cut off near enough for the finite ones to be no longer than what is cut off.
  auto length = [](const Edge& edge) {
    if (!edge.is_infinite()) return edge.high - edge.low;
    if (edge.low_infinite && edge.high_infinite) return pow(Rational(2), 2 * most_doublings);
    const Rational& end = edge.low_infinite ? edge.high : edge.low;
    return Rational(4) / (Rational(1, 4) + abs(end));
  };
  std::size_t widest = 0;
  for (std::size_t i = 1; i < box.size(); ++i)
    if (length(box[i]) > length(box[widest])) widest = i;
  bool is_given = false;
  for (std::size_t i = 0; i < box.size() && !is_given; ++i)
    if (const std::optional<Rational> contact = given_contact(i, box[i])) {
      widest = i;
      centre[i] = *contact;
      is_given = true;
    }
  const Edge& side = box[widest];
  const Edge& first = start[widest];
  const Rational scale = first.is_infinite() ? Rational(1) : first.high - first.low;
  if (!side.is_infinite() && side.high - side.low <= least_part * scale) {
    reason_ =
        undecided_near(fmt::format("pieces as small as 2^-{} of the interval", 2 * piece_bits.value), box);
    return false;
  }
  if (side.is_infinite() && !is_given && abs(centre[widest]) > largest) {
    reason_ = fmt::format("the sides are not told apart beyond {} = {}2^{}", names_[widest],
                          centre[widest].sign() < 0 ? "-" : "", most_doublings);
    return false;
  }
  const bool is_simple = is_given || centre[widest].bits() <= most_simple_bits;
  Box left = box;
  Edge& below = left[widest];
  Edge& above = box[widest];
  below.high = centre[widest];
  below.high_infinite = below.high_open = false;
  below.high_is_special = is_simple;
  below.exact_high.reset();
  above.low = centre[widest];
  above.low_infinite = above.low_open = false;
  above.low_is_special = is_simple;
  above.exact_low.reset();
  boxes.push_back(std::move(left));
  boxes.push_back(std::move(box));
  return true;
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
        if (!axes_[i].low_infinite) {
          const Interval low = hull_of(axes_[i].low);
          if (arf_is_finite(low.low()) != 0) {
            const Rational least = low.low_ball().lower();
            edge.low = edge.low_infinite ? least : std::max(edge.low, least);
            edge.low_infinite = false;
          }
        }
        if (!axes_[i].high_infinite) {
          const Interval high = hull_of(axes_[i].high);
          if (arf_is_finite(high.high()) != 0) {
            const Rational greatest = high.high_ball().upper();
            edge.high = edge.high_infinite ? greatest : std::min(edge.high, greatest);
            edge.high_infinite = false;
          }
        }
      }));
      if (defined != Outcome::vacuous) return true;
      if (!edge.is_infinite() && edge.low > edge.high) return false;
    }
    if (attempt)
      bind_model(i, box, edge, *attempt);
    else if (edge.low == edge.high)
      set(axes_[i], edge.low);
    else
      set(axes_[i], box_ball(edge.low, edge.high, machine_.precision()));
  }
  return true;
}

Interval Region::hull_of(const Value& value) {
  if (const auto* model = get_if<Model>(value)) return (*model)->value;
  return Interval::from(machine_.arithmetic().ball(value), machine_.precision());
}

// All that follows, on a box, by intervals.
Gathering Region::piece(const Box& box, bool wherever_defined, bool& is_outside) {
  const bool points = outer_mode_ == Machine::Mode::points;
  if (points && machine_.precision() != piece_bits) set_precision(piece_bits);
  machine_.set_mode(Machine::Mode::boxes);
  if (machine_.margins) machine_.margins->clear();
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

// Where irrational numbers are kept as forms: as one.
Value Region::exact_value_of(const Contact& contact) {
  if (contact.term) {
    const Value found = machine_.value(*contact.term);
    const auto* model = get_if<Model>(found);
    const Value* constant = model ? (*model)->constant() : nullptr;
    return constant ? *constant : found;
  }
  if (!contact.function) return contact.value;
  return find_builtin(contact.function)->function(machine_, {contact.value});
}

Contact Region::end_of(const Edge& edge, bool is_low) {
  const auto& exact = is_low ? edge.exact_low : edge.exact_high;
  return exact ? *exact : Contact{is_low ? edge.low : edge.high};
}

// The variables of a piece as functions of u: see Attempt. About an end, u is not negative; an infinite end
// is at u = 0, with x = 1/u or x = -1/u.
void Region::bind_model(std::size_t axis, const Box& box, const Edge& edge, const Attempt& attempt) {
  const Arithmetic arithmetic = machine_.arithmetic();
  const ModelArithmetic models = arithmetic.models();
  const Bits precision = machine_.precision();
  Expansion& expansion = machine_.expansion;
  auto put = [&](Value bound) { set(axes_[axis], std::move(bound)); };
  const Interval value = range_of(edge);
  auto free = [&](std::size_t i, const Interval& range) {
    Coefficient c{range, std::nullopt};
    if (expansion.keeps_exact)
      c.exact = box[i].is_point()
                    ? Value(box[i].low)
                    : Value(machine_.symbols().variable("v" + std::to_string(i), sign_of(box[i])));
    return c;
  };
  using Path = Attempt::Path;
  if (cone_) {
    const auto& [least, greatest] = cone_->slopes[axis];
    const Value centre = exact_value_of(cone_->apex[axis]);
    const Interval at = models.coefficient(centre).range;
    Coefficient slope = models.coefficient(least);
    if (least != greatest) {
      slope = {Interval::from(least, greatest, precision), std::nullopt};
      slope.exact = machine_.symbols().variable("v" + std::to_string(axis));
    }
    const Interval step = mul(slope.range, expansion.u, precision);
    return put(models.variable(centre, at, slope, 1, intersection(value, ball::add(at, step, precision))));
  }
  const Place place = attempt.centre.empty() ? Place::middle : attempt.centre[axis];
  if (attempt.path == Path::ray) {
    const Value centre = place == Place::middle ? Value(Ball::from(middle_of(edge.low, edge.high), precision))
                                                : exact_value_of(end_of(edge, place == Place::low));
    const Interval at = models.coefficient(centre).range;
    Interval step = sub(value, at, precision);
    if (place == Place::low) step = max(Interval(), step);
    if (place == Place::high) step = min(Interval(), step);
    put(models.variable(centre, at, {step, std::nullopt}, 1, value));
    return;
  }
  if (attempt.path == Path::diagonal && axis == attempt.axis) {
    put(models.diagonal(free(attempt.other, range_of(box[attempt.other])), value));
    return;
  }
  if (attempt.path == Path::diagonal || axis != attempt.axis) {
    put(models.constant(free(axis, value)));
    return;
  }
  const bool is_exponential = attempt.scale == Attempt::Scale::exponential;
  const Interval one = Interval::from(Rational(1), precision);
  if (edge.is_infinite()) {
    const bool is_high = edge.high_infinite;
    const Interval w = is_high ? value : neg(value);  // from its end on
    if (attempt.scale == Attempt::Scale::logarithm) {
      expansion.u = exp(neg(w), precision);
      arf_zero(expansion.u.low());
      return put(models.log_of_u(is_high ? -1 : 1, value));
    }
    if (attempt.remainder) {
      const Rational side(is_high ? 1 : -1);
      const Rational remainder = side * Rational(*attempt.remainder);
      const Interval twice = sub(w, Interval::from(remainder, precision), precision);
      expansion.u = inv(mul(twice, Interval::from(Rational(1, 2), precision), precision), precision);
      arf_zero(expansion.u.low());
      const Model even = models.pole(is_high ? 2 : -2, 1, is_high ? twice : neg(twice));
      return put(models.add(even, models.constant(models.coefficient(Rational(*attempt.remainder)))));
    }
    expansion.u = inv(is_exponential ? log(w, precision) : w, precision);
    arf_zero(expansion.u.low());
    if (attempt.power != 1) expansion.u = pow(expansion.u, Rational(1, attempt.power), precision);
    return put(is_exponential ? models.exponential(Rational(is_high ? 1 : -1), attempt.power, 1, value)
                              : models.pole(is_high ? 1 : -1, attempt.power, value));
  }
  if (place == Place::middle) {
    const Value centre = Ball::from(middle_of(edge.low, edge.high), precision);
    const Interval at = models.coefficient(centre).range;
    expansion.u = sub(value, at, precision);
    put(models.variable(centre, at, {one, Value(Rational(1))}, 1, value));
    return;
  }
  const bool is_low = place == Place::low;
  const Value centre = exact_value_of(end_of(edge, is_low));
  const Interval at = models.coefficient(centre).range;
  const Interval far = Interval::from(is_low ? edge.high : edge.low, precision);
  expansion.u = max(Interval(), is_low ? sub(far, at, precision) : sub(at, far, precision));
  arf_zero(expansion.u.low());
  const Rational slope(is_low ? 1 : -1);
  if (is_exponential) {
    expansion.u = inv(neg(log(expansion.u, precision)), precision);
    arf_zero(expansion.u.low());
  }
  if (attempt.power != 1) expansion.u = pow(expansion.u, Rational(1, attempt.power), precision);
  if (is_exponential) {
    const Interval step = sub(value, at, precision);
    const Model distance =
        models.exponential(slope, attempt.power, -1, is_low ? max(Interval(), step) : min(Interval(), step));
    return put(models.add(models.constant(models.coefficient(centre)), distance));
  }
  put(models.variable(centre, at, models.coefficient(slope), attempt.power, value));
}

Interval Region::range_of(const Edge& edge) {
  Interval range = Interval::from(edge.low, edge.high, piece_bits);
  if (edge.low_infinite) arf_neg_inf(range.low());
  if (edge.high_infinite) arf_pos_inf(range.high());
  return range;
}

SymbolTable::Range Region::sign_of(const Edge& edge) const {
  if (edge.low_infinite || edge.low.sign() < 0) return SymbolTable::Range::real;
  return edge.low.sign() > 0 || edge.low_open ? SymbolTable::Range::positive
                                              : SymbolTable::Range::nonnegative;
}

// All that follows, on a box, by models.
Gathering Region::expand(const Box& box, const Attempt& attempt, bool wherever_defined) {
  using Path = Attempt::Path;
  Expansion& expansion = new_expansion();
  expansion.order = attempt.order;
  expansion.keeps_exact = attempt.is_exact;
  expansion.has_centre = true;
  expansion.compares_logarithms = attempt.by_logarithms;
  expansion.power = attempt.power;
  const Edge& edge = box[attempt.axis];
  expansion.is_over_integers = attempt.path == Path::along && attempt.scale == Attempt::Scale::powers &&
                               edge.is_infinite() && axes_[attempt.axis].is_integer;
  if (attempt.path == Path::along) {
    const Place place = attempt.centre[attempt.axis];
    if (edge.is_infinite() || attempt.scale == Attempt::Scale::exponential)
      expansion.has_centre = false;
    else if (place != Place::middle)
      expansion.has_centre = !(place == Place::low ? edge.low_open : edge.high_open);
    // 1/u would leave out 0, and what is beyond it; 1/log x is positive for x > 1.
    const Rational nearest = edge.high_infinite ? edge.low : edge.low_infinite ? -edge.high : Rational(0);
    const bool is_exponential = attempt.scale == Attempt::Scale::exponential;
    const bool has_view = attempt.scale == Attempt::Scale::logarithm ? true
                          : edge.is_infinite()
                              ? nearest > Rational(is_exponential || attempt.remainder ? 1 : 0)
                              : !is_exponential || edge.high - edge.low < Rational(1);
    if (!has_view) {
      Gathering unknown(wherever_defined);
      unknown.add_anything();
      return unknown;
    }
  }
  if (attempt.remainder == 0) {
    Attempt odd = attempt;
    odd.remainder = 1;
    return on_both([&] { return by_models(box, attempt, wherever_defined); },
                   [&] { return by_models(box, odd, wherever_defined); });
  }
  if (attempt.path == Path::ray) expansion.u = Interval::from(Rational(0), Rational(1), piece_bits);
  if (attempt.path != Path::diagonal) return by_models(box, attempt, wherever_defined);
  const Interval u = sub(range_of(edge), range_of(box[attempt.other]), piece_bits);
  if (u.is_nonnegative() || u.is_nonpositive()) {
    expansion.u = u;
    return by_models(box, attempt, wherever_defined);
  }
  const auto on_side = [&](const Interval& side) {
    expansion.u = side;
    return by_models(box, attempt, wherever_defined);
  };
  return on_both([&] { return on_side(max(Interval(), u)); }, [&] { return on_side(min(Interval(), u)); });
}

Expansion& Region::new_expansion() {
  if (machine_.precision() != piece_bits) set_precision(piece_bits);
  machine_.expansion = Expansion();
  machine_.expansion.machine = &machine_;
  return machine_.expansion;
}

// What is evaluated with forms, anew until all denominators met are common; it is left undone if that does
// not end soon.
void Region::with_forms(const std::function<void()>& evaluate) {
  constexpr int most_restarts = 8;
  machine_.symbols().forget_denominators();
  for (int i = 0; i < most_restarts; ++i) try {
      machine_.symbols().reset();
      return evaluate();
    } catch (const SymbolTable::NewDenominator&) {
    }
}

Gathering Region::by_models(const Box& box, const Attempt& attempt, bool wherever_defined) {
  Gathering result(wherever_defined);
  result.add_anything();
  auto evaluate = [&] {
    Outcomes defined = Outcome::vacuous;
    bool is_outside = false;
    const Outcomes bound = machine_.domain([&] { is_outside = !bind_box(box, defined, &attempt); });
    if (bound == Outcome::vacuous && defined == Outcome::vacuous)
      result = is_outside ? Gathering(wherever_defined) : follow(wherever_defined);
  };
  machine_.set_mode(Machine::Mode::models);
  if (attempt.is_exact)
    with_forms(evaluate);
  else
    evaluate();
  machine_.set_mode(outer_mode_);
  return result;
}

// The cheap ones first.
std::vector<Region::Attempt> Region::attempts(const Box& box) const {
  constexpr long high_order = 8;
  constexpr std::size_t most_axes = 3;
  using Path = Attempt::Path;
  std::vector<Attempt> result;
  const std::size_t n = box.size();
  auto moves = [&](std::size_t i) { return !axes_[i].is_dependent && !box[i].is_point(); };
  const bool is_finite = !is_infinite(box);
  using Scale = Attempt::Scale;
  auto along = [&](std::size_t i, Place place, long order, bool is_exact, long power = 1,
                   Scale scale = Scale::powers) {
    std::vector<Place> centre(n, Place::middle);
    centre[i] = place;
    result.push_back({Path::along, i, 0, centre, order, is_exact, scale, power});
  };
  auto towards_infinity = [&](std::size_t i, long order, bool is_exact) {
    along(i, Place::middle, order, is_exact, 1, Scale::logarithm);
    for (long power : {1L, 2L}) along(i, Place::middle, order, is_exact, power, Scale::exponential);
  };
  for (std::size_t i = 0; i < n; ++i) {
    if (!moves(i)) continue;
    if (box[i].is_infinite()) {
      if (box[i].low_infinite && box[i].high_infinite) continue;
      along(i, Place::middle, 4, false);
      for (long power : {1L, 2L, 3L}) along(i, Place::middle, high_order, false, power);
      towards_infinity(i, high_order, false);
      if (n == 1 && (axes_[i].is_integer || compares_powers_))
        for (long power : {1L, 2L}) {
          along(i, Place::middle, high_order, true, power);
          result.back().by_logarithms = true;
        }
      continue;
    }
    if (n == 1 && compares_powers_)
      for (const Place place : {Place::low, Place::high, Place::middle}) {
        along(i, place, place == Place::middle ? 3 : high_order, place != Place::middle);
        result.back().by_logarithms = true;
      }
    along(i, Place::low, 1, false);
    along(i, Place::high, 1, false);
    if (n == 1) along(i, Place::middle, 3, false);
    if (n == 1) along(i, Place::middle, high_order, false);
  }
  if (n > 1 && n <= most_axes && is_finite) {
    for (const long order : {2L, 4L})
      result.push_back({Path::ray, 0, 0, std::vector<Place>(n, Place::middle), order, false});
    for (std::size_t corner = 0; corner < (std::size_t{1} << n); ++corner) {
      std::vector<Place> centre;
      for (std::size_t i = 0; i < n; ++i)
        centre.push_back(((corner >> i) & 1) == 0 ? Place::low : Place::high);
      result.push_back({Path::ray, 0, 0, centre, 1, false});
    }
  }
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < i; ++j)
      for (long order : {2L, 1L})
        if (moves(i) && moves(j)) result.push_back({Path::diagonal, i, j, {}, order, true});
  const long exact_order = n == 1 ? high_order : 3;
  for (std::size_t i = 0; i < n; ++i) {
    if (!moves(i)) continue;
    if (box[i].is_infinite()) {
      if (box[i].low_infinite != box[i].high_infinite) {
        along(i, Place::middle, exact_order, true);
        towards_infinity(i, exact_order, true);
        if (n == 1 && axes_[i].is_integer)
          for (const bool is_exact : {false, true}) {
            along(i, Place::middle, high_order, is_exact);
            result.back().remainder = 0;
            result.push_back(result.back());
            result.back().by_logarithms = true;
          }
      }
      continue;
    }
    for (const Place place : {Place::low, Place::high}) {
      if (!(place == Place::low ? box[i].low_is_special : box[i].high_is_special)) continue;
      along(i, place, exact_order, true);
      for (long power : {2L, 3L, 6L})
        if (n == 1) along(i, place, exact_order, true, power);
      if (n == 1 && (place == Place::low ? box[i].low_open : box[i].high_open))
        for (long power : {1L, 2L}) along(i, place, exact_order, true, power, Scale::exponential);
    }
  }
  if (last_success_) {  // first, and once
    std::erase(result, *last_success_);
    result.insert(result.begin(), *last_success_);
  }
  return result;
}

// Whether two sides that are compared at the point of the only axis may be equal there, or a term undefined.
bool Region::touches(const Contact& point) {
  return touches([&](std::size_t) { return exact_value_of(point); });
}

bool Region::touches(const std::function<Value(std::size_t)>& coordinate) {
  const Obstacles before = std::exchange(machine_.obstacles, {});
  Expansion& expansion = new_expansion();
  expansion.keeps_exact = false;
  machine_.set_mode(Machine::Mode::models);
  Outcomes found;
  const Outcomes evaluated = machine_.domain([&] {
    const Arithmetic arithmetic = machine_.arithmetic();
    const ModelArithmetic models = arithmetic.models();
    for (std::size_t i = 0; i < axes_.size(); ++i)
      set(axes_[i], models.constant({models.coefficient(coordinate(i)).range, std::nullopt}));
    found = follow(false).result();
  });
  machine_.set_mode(outer_mode_);
  obstacle_of_models_ = std::exchange(machine_.obstacles, before).out_of_reach;
  return evaluated != Outcome::vacuous || found.may_be(Outcome::undefined) || expansion.touches;
}

std::string Region::text_of(const Contact& point) {
  if (point.term) return language::to_text(*point.term->source);
  const auto* rational = get_if<Rational>(point.value);
  const auto* number = get_if<ExactNumber>(point.value);
  const std::string text = rational ? rational->str() : number ? number->str() : "";
  return point.function ? fmt::format("{}({})", point.function, text) : text;
}

// What u measures in models about an end of a side.
std::optional<Nearness> Region::nearness(const Box& box, const Attempt& attempt) const {
  if (attempt.path != Attempt::Path::along || attempt.scale != Attempt::Scale::powers || attempt.remainder)
    return std::nullopt;
  const Edge& edge = box[attempt.axis];
  const std::string& name = names_[attempt.axis];
  if (edge.is_infinite()) {
    return Nearness{edge.high_infinite ? "1/" + name : "-1/" + name, attempt.power,
                    edge.high_infinite ? fmt::format("for {} >= {}", name, edge.low.str())
                                       : fmt::format("for {} <= {}", name, edge.high.str())};
  }
  const Place place = attempt.centre[attempt.axis];
  if (place == Place::middle) return std::nullopt;
  const std::string end = text_of(end_of(edge, place == Place::low));
  const bool is_zero = end == "0";
  const std::string low = text_of(end_of(edge, true));
  const std::string high = text_of(end_of(edge, false));
  return Nearness{place == Place::low ? (is_zero ? name : name + " - " + end)
                                      : (is_zero ? "-" + name : end + " - " + name),
                  attempt.power, fmt::format("for {} <= {} <= {}", low, name, high)};
}

void Region::note_contact(const Contact& point) {
  std::string text = fmt::format("{} = {}", names_[0], text_of(point));
  if (std::find(meets_.begin(), meets_.end(), text) == meets_.end()) meets_.push_back(std::move(text));
}

std::string Region::how() const {
  constexpr std::size_t most = 4;
  if (!induction_.empty()) return induction_;
  if (!open_lists_.empty()) return open_lists_;
  if (!parts_.empty()) return "by forms, " + parts_;
  if (by_models_ == 0) return "";
  std::string text = tail_;
  if (tail_.empty()) text = fmt::format("{} by Taylor models", by_models_);
  for (std::size_t i = 0; i < std::min(most, meets_.size()); ++i)
    text += (i == 0 ? "; about " : ", ") + meets_[i];
  if (meets_.size() > most) text += fmt::format(" and {} other points", meets_.size() - most);
  return text;
}

// Whether models show that all is true on the box.
bool Region::improve(Gathering& found, const Box& box) {
  using Path = Attempt::Path;
  const Obstacles before = machine_.obstacles;
  const bool has_infinite_side = is_infinite(box);
  bool is_good = false;
  std::optional<bool> touches_low;
  std::optional<bool> touches_high;
  for (const Attempt& attempt : attempts(box)) {
    const bool is_along = attempt.path == Path::along;
    if (attempt.path == Path::ray && has_infinite_side) continue;  // the last success, elsewhere
    if (is_along && box[attempt.axis].low_infinite && box[attempt.axis].high_infinite) continue;
    const bool is_about_end = attempt.is_exact && is_along && box.size() == 1 && !has_infinite_side;
    const bool is_low = is_about_end && attempt.centre[0] == Place::low;
    if (is_about_end) {
      std::optional<bool>& known = is_low ? touches_low : touches_high;
      // Where the end is open, anything may happen.
      if (!known) known = (is_low ? box[0].low_open : box[0].high_open) || touches(end_of(box[0], is_low));
      if (!*known) continue;
    }
    if (machine_.margins) machine_.margins->clear();
    found.restrict_to(expand(box, attempt, found.wherever_defined()));
    if (known_) found.restrict_to(known_->result());
    is_good = found.is_good();
    if (!is_good) continue;
    last_success_ = attempt;
    ++by_models_;
    if (machine_.margins) margins_.add(*machine_.margins, nearness(box, attempt));
    if (is_about_end) note_contact(end_of(box[0], is_low));
    break;
  }
  machine_.obstacles = before;
  return is_good;
}

// ---- points of contact

// What all that follows comes out as at the point of the only axis: by numbers, or else by forms.
std::optional<Gathering> Region::at_exact_point(const Contact& point, bool wherever_defined) {
  const Obstacles before = machine_.obstacles;
  const Bits precision = machine_.precision();
  set_precision(piece_bits);
  auto at_point = [&]() -> std::optional<Gathering> {
    std::optional<Gathering> found;
    const Outcomes evaluated = machine_.domain([&] {
      set(axes_[0], exact_value_of(point));
      found = follow(wherever_defined);
    });
    return evaluated == Outcome::vacuous ? found : std::nullopt;
  };
  std::optional<Gathering> result = at_point();
  if (!result || !result->result().is_decided()) {
    machine_.set_mode(Machine::Mode::forms);
    with_forms([&] {
      const std::optional<Gathering> form = at_point();
      if (form && !form->may_have_undefined_domain()) result = form;
    });
    machine_.set_mode(outer_mode_);
  }
  set_precision(precision);
  machine_.obstacles = before;
  return result;
}

// Of a point of the only axis at which forms tell that all that follows fails: whether numbers do too. An
// exponential or logarithm is no number that could be written down.
void Region::refute_at(const Contact& point, Gathering& whole) {
  if (point.function || point.term) return;
  const Bits precision = machine_.precision();
  survives(std::vector<Value>{point.value}, whole);
  set_precision(precision);
}

// Takes closed ends at which all is well out of a piece with one side: what is left is open there.
bool Region::open_ends(Box& box, Gathering& whole) {
  if (box.size() != 1) return false;
  Edge& edge = box[0];
  bool is_better = false;
  auto open = [&](bool is_low) {
    if (is_low ? edge.low_infinite : edge.high_infinite) return;
    bool& is_open = is_low ? edge.low_open : edge.high_open;
    if (is_open || !(is_low ? edge.low_is_special : edge.high_is_special)) return;
    const std::optional<Gathering> found = at_exact_point(end_of(edge, is_low), whole.wherever_defined());
    if (found && found->surely_fails()) return refute_at(end_of(edge, is_low), whole);
    if (!found || !found->is_good()) return;
    whole.add(*found);
    is_open = is_better = true;
  };
  open(true);
  open(false);
  return is_better;
}

// Numbers inside the piece at which two sides may be equal: simple ones of some kinds.
std::vector<Contact> Region::inner_candidates(const Edge& edge) const {
  constexpr std::size_t most_bits = 16;
  constexpr long most_size = 4096;  // of an end, as a power of 2
  const Bits bits = piece_bits;
  std::vector<Contact> result;
  const Interval range = Interval::from(edge.low, edge.high, bits);
  auto simple_in = [&](const Interval& image) -> std::optional<Rational> {
    if (!image.is_finite() || arf_cmp(image.low(), image.high()) >= 0) return std::nullopt;
    for (const arf_struct* end : {image.low(), image.high()})
      if (!arf_is_zero(end) &&
          (arf_cmpabs_2exp_si(end, most_size) > 0 || arf_cmpabs_2exp_si(end, -most_size) < 0))
        return std::nullopt;
    const Rational q = simplest_between(image.low_ball().lower(), image.high_ball().upper());
    return q.bits() <= most_bits ? std::optional(q) : std::nullopt;
  };
  if (std::optional<Rational> q = simple_in(range)) result.push_back({*q});
  const Interval units = div(range, Interval::from(const_pi(bits), bits), bits);
  if (std::optional<Rational> q = simple_in(units); q && !q->is_zero() && q->denominator() <= Integer(12))
    result.push_back({multiple_of_pi(*q)});
  for (const Rational& shift : {Rational(0), Rational(1, 2), Rational(1)}) {
    const Interval moved = sub(range, Interval::from(shift, bits), bits);
    if (moved.contains_zero()) continue;
    if (std::optional<Rational> q = simple_in(pow(moved, 2, bits)))
      if (std::optional<ExactNumber> root = ExactNumber::sqrt(*q); root && !root->rational())
        result.push_back({exact_value(ExactNumber(shift) + (moved.is_positive() ? *root : -*root))});
  }
  if (range.is_positive())
    if (std::optional<Rational> q = simple_in(log(range, bits)); q && !q->is_zero())
      result.push_back({*q, "exp"});
  const Interval exponential = exp(range, bits);
  if (std::optional<Rational> q = simple_in(exponential); q && *q != Rational(1))
    result.push_back({*q, "log"});
  const Interval sum = add(exponential, inv(exponential, bits), bits);  // y + 1/y, where y is quadratic
  if (std::optional<Rational> q = range.contains_zero() ? std::nullopt : simple_in(sum)) {
    const Rational half = *q / Rational(2);
    if (half > Rational(1))
      if (std::optional<ExactNumber> root = ExactNumber::sqrt(half * half - Rational(1));
          root && !root->rational())
        result.push_back({exact_value(ExactNumber(half) + (range.is_positive() ? *root : -*root)), "log"});
  }
  return result;
}

// Splits a small piece at a point at which all is well.
bool Region::split_at_contact(Box& box, std::deque<Box>& boxes, Gathering& whole) {
  if (box.size() != 1 || box[0].is_infinite() || axes_[0].is_integer) return false;
  const Edge edge = box[0];
  const bool is_small = edge.high - edge.low <= Rational(1, 32) * std::max(Rational(1), abs(edge.low));
  std::vector<Contact> candidates = machine_.contacts;
  std::erase_if(candidates, [&](const Contact& c) { return c.name != names_[0]; });
  if (is_small)
    for (Contact& c : inner_candidates(edge)) candidates.push_back(std::move(c));
  for (const Contact& c : candidates) {
    Interval at;
    const Outcomes known = machine_.domain(
        [&] { at = Interval::from(machine_.arithmetic().ball(exact_value_of(c)), piece_bits); });
    if (known != Outcome::vacuous || !at.is_finite()) continue;
    const Rational below = at.low_ball().lower();
    const Rational above = at.high_ball().lower();
    if (below <= edge.low || above >= edge.high || !touches(c)) continue;
    const std::optional<Gathering> found = at_exact_point(c, whole.wherever_defined());
    if (found && found->surely_fails()) refute_at(c, whole);
    if (has_failing_point_ || has_undefined_point_) return false;
    if (!found || !found->is_good()) continue;
    const bool is_irrational = c.function || get_if<ExactNumber>(c.value);
    Box left = box;
    left[0].high = above;
    left[0].high_open = left[0].high_is_special = true;
    left[0].exact_high = is_irrational ? std::make_shared<const Contact>(c) : nullptr;
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

}  // namespace dropcert::verify
