#include "verify/region.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "ball/decimal.hpp"
#include "model/enclosure.hpp"
#include "verify/closed_forms.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace language;

namespace {

constexpr int samples_of_identity = 3;
constexpr int samples_of_points = 60;
constexpr int samples_inside_boxes = 8;
constexpr int few_pieces = 16;
constexpr int many_pieces = 10'000;
constexpr int samples_of_lengths = 12;

// Between 0 and q: centre and radius are the same number, so that the end at 0 is exact.
Ball ball_from_zero(const Rational& q, Bits precision) {
  const Ball half = scale(Ball::from(abs(q), precision), -1);
  Ball result;
  mag_t radius;
  mag_init(radius);
  arb_get_mag(radius, half.raw());
  arf_set_mag(arb_midref(result.raw()), radius);
  mag_set(arb_radref(result.raw()), radius);
  mag_clear(radius);
  return q.sign() < 0 ? neg(result) : result;
}

}  // namespace

// The ball is [low, high] itself where its centre has few enough bits for the precision, and its radius for a
// magnitude, as pieces of an interval with dyadic ends do: then nothing beyond an end is in it.
Ball box_ball(const Rational& low, const Rational& high, Bits precision) {
  if (low == high) return Ball::from(low, precision);
  const Rational half(Integer(1), Integer(2));
  const Ball centre = Ball::from((low + high) * half, precision);
  const Ball radius = Ball::from((high - low) * half, precision);
  mag_t magnitude;
  mag_init(magnitude);
  arf_get_mag_lower(magnitude, arb_midref(radius.raw()));  // all of it, if it has no more than 30 bits
  Ball result = centre;
  arf_t rounded;
  arf_init(rounded);
  arf_set_mag(rounded, magnitude);
  const bool is_exact =
      centre.is_exact() && radius.is_exact() && arf_equal(rounded, arb_midref(radius.raw())) != 0;
  if (is_exact) mag_set(arb_radref(result.raw()), magnitude);
  arf_clear(rounded);
  mag_clear(magnitude);
  if (is_exact) return result;
  if (!low.is_zero() && !high.is_zero()) return Ball::hull(low, high, precision);
  return ball_from_zero(low.is_zero() ? high : low, precision);
}

Region::Region(Machine& machine, const Code& quantifier, std::size_t first,
               std::function<void(Bits)> at_precision)
    : machine_(machine),
      code_(quantifier),
      first_(first),
      last_(first),
      at_precision_(std::move(at_precision)),
      outer_mode_(machine.mode()),
      compares_powers_(machine.compares_powers(quantifier)) {}

// The axes of the group: of a list, one for each element. The group ends before lists whose number of
// elements depends on it. False if there is nothing to solve.
bool Region::prepare(Gathering& gathering) {
  constexpr unsigned long most_axes = 100;
  auto is_literal = [](const Code& end) {
    const Code& size = end.kind == Kind::negate ? end.arguments[0] : end;
    return size.kind == Kind::infinity || (size.kind == Kind::number && !get_if<RingElement>(size.constant));
  };
  for (; last_ < code_.binders.size() && code_.binders[last_].is_region(); ++last_) {
    const BinderCode& binder = code_.binders[last_];
    if (!binder.is_power()) {
      add_axis(binder, -1);
      continue;
    }
    has_open_length_ = std::any_of(axes_.begin(), axes_.end(), [&](const Axis& before) {
      return mentions(binder.terms.back(), before.slot);
    });
    if (has_open_length_) break;
    unsigned long length = 0;
    const Outcomes defined = machine_.domain([&] {
      length = machine_.length(binder);
      if (length + axes_.size() > most_axes)
        throw TooLarge(fmt::format("a region of more than {} numbers", most_axes));
      if (length == 0 && !std::all_of(binder.terms.begin(), binder.terms.end() - 1, is_literal))
        throw Unsupported("lists without elements of a domain whose ends are computed");
    });
    if (defined != Outcome::vacuous && last_ > first_) break;  // it is a region by itself
    if (defined != Outcome::vacuous) {
      ++last_;
      has_undefined_ends_ = defined == Outcome::undefined;
      if (has_undefined_ends_)
        gathering.add_under(defined, Gathering(gathering.wherever_defined()));
      else
        leave_open(gathering, machine_.obstacles.out_of_reach.empty()
                                  ? "how long lists are is perhaps undefined"
                                  : machine_.obstacles.out_of_reach);
      return false;
    }
    machine_.slot(binder.slots[0]) = std::make_shared<const std::vector<Value>>(length, Value(Rational(0)));
    for (unsigned long i = 0; i < length; ++i) add_axis(binder, static_cast<int>(i));
  }
  return true;
}

void Region::add_axis(const BinderCode& binder, int element) {
  Axis axis;
  axis.binder = &binder;
  axis.slot = binder.slots[0];
  axis.element = element;
  axis.is_integer = binder.base() == DomainKind::range;
  const bool is_real_line = binder.base() == DomainKind::reals;
  axis.low_infinite = is_real_line || binder.terms[0].kind == Kind::infinity;
  axis.high_infinite = is_real_line || binder.terms[1].kind == Kind::infinity;
  axis.low_open = binder.source->domain.low_open;
  axis.high_open = binder.source->domain.high_open;
  for (const Axis& before : axes_)
    for (const Code& term : binder.terms)
      axis.is_dependent = axis.is_dependent || mentions(term, before.slot);
  axes_.push_back(axis);
  const std::string& name = binder.source->names[0];
  names_.push_back(element < 0 ? name : fmt::format("{}[{}]", name, element + 1));
}

// Binds the variable, or the element of a list.
void Region::set(const Axis& axis, Value value) {
  Value& slot = machine_.slot(axis.slot);
  if (axis.element < 0) {
    slot = std::move(value);
    return;
  }
  std::vector<Value> elements = **get_if<List>(slot);
  elements[static_cast<std::size_t>(axis.element)] = std::move(value);
  slot = std::make_shared<const std::vector<Value>>(std::move(elements));
}

std::vector<Value> Region::failing_values() const {
  std::vector<Value> values;
  std::size_t next = 0;
  for (std::size_t i = first_; i < last_; ++i) {
    const BinderCode& binder = code_.binders[i];
    std::vector<Value> elements;
    for (; next < failing_point_.size() && axes_[next].binder == &binder; ++next)
      elements.emplace_back(failing_point_[next]);
    if (next < axes_.size() && axes_[next].binder == &binder) return values;  // its end is undefined
    if (binder.is_power())
      values.emplace_back(std::make_shared<const std::vector<Value>>(std::move(elements)));
    else
      values.push_back(elements.front());
  }
  values.insert(values.end(), failing_rest_.begin(), failing_rest_.end());
  return values;
}

void Region::set_precision(Bits precision) {
  if (at_precision_)
    at_precision_(precision);
  else
    machine_.set_precision(precision);
}

// All that follows the group, with its variables bound.
Gathering Region::follow(bool wherever_defined) {
  Gathering inner(wherever_defined);
  if (!has_open_length_) {
    machine_.elements(code_, last_, inner);
    return inner;
  }
  Region rest(machine_, code_, last_, at_precision_);
  rest.look_at_points(inner);
  rest_ = rest.has_failing_point_ ? rest.failing_values() : std::vector<Value>();
  rest_by_domain_ = rest.has_undefined_ends_ || (rest.has_failing_point_ && rest.fails_by_domain());
  return inner;
}

// Lists of some numbers of elements, at points: enough to find a failure only.
void Region::solve_open_length(Gathering& gathering) {
  if (outer_mode_ != Machine::Mode::points)
    return leave_open(gathering, "the number of elements of a list is a variable");
  if (!find_ends(gathering)) return;
  const std::optional<Outcomes> found = by_open_lists();
  const long most = found ? 1 : infinite_cases_of_lengths;
  Gathering contradiction(gathering.wherever_defined());
  Gathering& looked_at = found ? contradiction : gathering;
  if (has_integers() ? !infinite_cases(looked_at, most) : !sampled(looked_at, samples_of_lengths)) {
    if (!found) return;
    has_failing_point_ = false;
    open_lists_.clear();
    return leave_open(gathering, "sums over elements and a list contradict one another");
  }
  if (has_undefined_point_) return gathering.add_undefined_point();
  if (found) {
    Gathering whole(gathering.wherever_defined());
    whole.add(*found);
    if (seen_counted_) whole.exclude_no_element();
    if (seen_true_) whole.exclude(Outcome::vacuous);
    return gathering.add(whole);
  }
  leave_open(
      gathering,
      "lists of any number of elements are looked at with few elements and at points only, and none fails");
}

// As solve, without looking for a proof.
void Region::look_at_points(Gathering& gathering) {
  if (!prepare(gathering)) return;
  if (has_open_length_) return solve_open_length(gathering);
  if (!find_ends(gathering)) return;
  if (axes_.empty() ? !survives(std::vector<Value>(), gathering)
      : has_integers()
          ? !infinite_cases(gathering, outer_mode_ == Machine::Mode::points ? infinite_cases_tried
                                                                            : infinite_cases_inside_boxes)
          : !sampled(gathering, samples_of_points))
    return;
  gathering.add(Outcomes::unknown());
}

void Region::solve(Gathering& gathering) {
  const Machine::Afresh afresh(machine_);
  const Bits precision = machine_.precision();
  const bool helped = machine_.obstacles.precision_may_help;
  const Code* open = machine_.obstacles.open;
  const Code* perhaps_undefined = machine_.obstacles.perhaps_undefined;
  std::vector<std::pair<int, Value>> outer;
  for (std::size_t i = first_; i < code_.binders.size(); ++i)
    for (const int slot : code_.binders[i].slots) outer.emplace_back(slot, machine_.slot(slot));
  outer_balls_ = machine_.used_balls;
  std::vector<Observation>* trace = std::exchange(machine_.trace, nullptr);
  std::vector<Margin>* margins = machine_.margins;
  if (!at_precision_) machine_.margins = nullptr;  // those of the region around it are told
  auto restore = [&] {
    machine_.trace = trace;
    machine_.margins = margins;
    machine_.set_mode(outer_mode_);
    for (const auto& [slot, value] : outer) machine_.slot(slot) = value;
  };
  try {
    if (!prepare(gathering)) {
    } else if (has_open_length_)
      solve_open_length(gathering);
    else if (outer_mode_ == Machine::Mode::forms)
      solve_forms(gathering);
    else if (outer_mode_ == Machine::Mode::models)
      leave_open(gathering, "a region inside a piece");
    else
      solve_points(gathering);
  } catch (...) {
    restore();
    throw;
  }
  set_precision(precision);
  if (trace && has_failing_point_ && !has_open_length_ && !fails_by_domain()) {  // what was compared there
    bind(failing_point_);
    machine_.trace = trace;
    follow(gathering.wherever_defined());
  }
  restore();
  machine_.obstacles.precision_may_help = helped;  // a region has its own precisions
  if (!at_precision_) {  // nor is a comparison in one of its pieces what stands in the way
    machine_.obstacles.open = open;
    machine_.obstacles.perhaps_undefined = perhaps_undefined;
  }
}

// ---- ends
// -------------------------------------------------------------------------------------------------

// The ends of one axis, the variables before it being bound.
Outcomes Region::evaluate_ends(std::size_t index) {
  Axis& axis = axes_[index];
  if (axis.low_infinite && axis.high_infinite) return Outcome::vacuous;
  return machine_.domain([&] {
    auto end = [&](const Code& term) -> Value {
      if (axis.is_integer) return Rational(machine_.range_end(term));
      Value value = machine_.value(term);
      if (get_if<RingElement>(value)) throw Undefined("the end of an interval is a function of p");
      return value;
    };
    if (!axis.low_infinite) axis.low = end(axis.binder->terms[0]);
    if (!axis.high_infinite) axis.high = end(axis.binder->terms[1]);
  });
}

// Whether there is a number between the ends.
Outcomes Region::order(const Axis& axis) {
  if (axis.low_infinite || axis.high_infinite) return Outcome::true_;
  const bool is_open = axis.low_open || axis.high_open;
  return machine_.arithmetic().compare(axis.low, is_open ? Relation::less : Relation::less_equal, axis.high);
}

// All ends, with covers in the place of variables; the emptiness of the region.
Outcomes Region::ends() {
  Outcomes all = Outcome::vacuous;
  emptiness_ = Emptiness::not_empty;
  for (std::size_t i = 0; i < axes_.size(); ++i) {
    Axis& axis = axes_[i];
    if (emptiness_ == Emptiness::empty) return all;  // the ends of what follows are not looked at
    axis.has_unbounded_ends =
        axis.is_dependent &&
        std::any_of(axes_.begin(), axes_.begin() + static_cast<long>(i), [](const Axis& before) {
          return before.low_infinite || before.high_infinite || before.has_unbounded_ends;
        });
    const auto leave_to_forms = [&] {  // which find out about its ends, and points
      axis.has_unbounded_ends = true;
      emptiness_ = Emptiness::perhaps;
    };
    if (axis.has_unbounded_ends) {
      leave_to_forms();
      continue;
    }
    const bool is_over_boxes = axis.is_dependent && outer_mode_ == Machine::Mode::points;
    if (is_over_boxes) machine_.set_mode(Machine::Mode::boxes);
    const Outcomes defined = evaluate_ends(i);
    machine_.set_mode(outer_mode_);
    if (is_over_boxes && defined.may_be_true() && defined != Outcome::vacuous) {
      leave_to_forms();
      continue;
    }
    all = both_defined(all, emptiness_ == Emptiness::perhaps ? defined | Outcome::vacuous : defined);
    if (!all.may_be_true() || defined.may_be(Outcome::false_)) return all;
    const Outcomes ordered = order(axis);
    if (ordered.is_refuted())
      emptiness_ = Emptiness::empty;
    else if (!ordered.holds() && emptiness_ == Emptiness::not_empty)
      emptiness_ = Emptiness::perhaps;
    if (axis.is_dependent && emptiness_ == Emptiness::not_empty && !(axis.low_infinite || axis.high_infinite))
      emptiness_ = Emptiness::perhaps;  // at single points
    const Outcomes covered = machine_.domain([&] {
      const Ball low = axis.low_infinite ? Ball(0) : machine_.arithmetic().ball(axis.low);
      const Ball high = axis.high_infinite ? Ball(0) : machine_.arithmetic().ball(axis.high);
      if (!low.is_finite() || !high.is_finite()) throw Imprecise("the ends of an interval are not known");
      axis.cover.low = low.lower();
      axis.cover.high = high.upper();
      if (get_if<Rational>(axis.low)) axis.cover.low = *get_if<Rational>(axis.low);
      if (get_if<Rational>(axis.high)) axis.cover.high = *get_if<Rational>(axis.high);
    });
    if (covered != Outcome::vacuous && is_over_boxes) {
      leave_to_forms();
      continue;
    }
    if (covered != Outcome::vacuous) return all | covered;
    if (axis.low_infinite || axis.high_infinite || emptiness_ == Emptiness::empty) continue;
    if (axis.cover.low > axis.cover.high) std::swap(axis.cover.low, axis.cover.high);
    set(axis, box_ball(axis.cover.low, axis.cover.high, machine_.precision()));
  }
  return all;
}

// The point that the region consists of, if all of its intervals are [c, c] with rational c.
std::optional<std::vector<Rational>> Region::only_point() const {
  std::vector<Rational> point;
  for (const Axis& axis : axes_) {
    if (axis.is_dependent || axis.low_infinite || axis.high_infinite) return std::nullopt;
    const auto* low = get_if<Rational>(axis.low);
    const auto* high = get_if<Rational>(axis.high);
    if (!low || !high || *low != *high) return std::nullopt;
    point.push_back(*low);
  }
  return point;
}

bool Region::has_dependent_ends() const {
  return std::any_of(axes_.begin(), axes_.end(), [](const Axis& axis) { return axis.is_dependent; });
}

// A range is a region only if it has no end.
bool Region::has_integers() const {
  return std::any_of(axes_.begin(), axes_.end(), [](const Axis& axis) { return axis.is_integer; });
}

bool Region::is_bounded() const {
  return std::none_of(axes_.begin(), axes_.end(), [](const Axis& axis) {
    return axis.low_infinite || axis.high_infinite || axis.has_unbounded_ends;
  });
}

// ---- normal forms
// ---------------------------------------------------------------------------------------

SymbolTable::Range Region::range_of(const Axis& axis) const {
  if (axis.low_infinite || axis.is_dependent) return SymbolTable::Range::real;
  if (!is_exact_real(axis.low)) return SymbolTable::Range::real;
  const int sign = exact_sign(axis.low);
  if (sign > 0 || (sign == 0 && axis.low_open)) return SymbolTable::Range::positive;
  return sign == 0 ? SymbolTable::Range::nonnegative : SymbolTable::Range::real;
}

// Inside an identity: one more variable of the same identity.
void Region::solve_forms(Gathering& gathering) {
  std::size_t entered = 0;
  bool may_be_empty = false;
  Outcomes defined = Outcome::vacuous;
  Gathering inner(gathering.wherever_defined());
  try {
    for (std::size_t i = 0; i < axes_.size(); ++i) {
      defined = both_defined(defined, evaluate_ends(i));
      if (!defined.may_be_true() || defined.may_be(Outcome::false_)) break;
      const Outcomes ordered = machine_.domain([&] {
        if (!order(axes_[i]).holds()) may_be_empty = true;
      });
      if (ordered != Outcome::vacuous) may_be_empty = true;
      const std::string name = machine_.enter_form_variable();
      ++entered;
      set(axes_[i], machine_.symbols().variable(name, range_of(axes_[i])));
    }
    if (entered == axes_.size()) inner = follow(gathering.wherever_defined());
  } catch (...) {
    for (; entered > 0; --entered) machine_.leave_form_variable();
    throw;
  }
  for (; entered > 0; --entered) machine_.leave_form_variable();
  Gathering whole(gathering.wherever_defined());
  whole.add_under(defined, inner);
  if (may_be_empty)
    gathering.add_perhaps(whole);
  else
    gathering.add(whole);
}

// What all that follows comes out as at every point, from forms; nullopt if that says nothing. First with
// common denominators for all of it, then with their own for each of several cases.
std::optional<Gathering> Region::normal_form(bool wherever_defined) {
  std::optional<Gathering> result = normal_form_once(wherever_defined);
  const bool has_cases = last_ < code_.binders.size() || code_.arguments[0].kind == Kind::quantifier;
  if (!has_cases || (result && result->result() != Outcomes::unknown())) return result;
  machine_.set_own_denominators(true);
  result = normal_form_once(wherever_defined);
  machine_.set_own_denominators(false);
  return result;
}

// The variable of an axis. With an open end and both ends rational, x = (l + h t)/(1 + t) with t > 0 (or >=
// 0) runs through the interval, and what is positive on it may be a positive form in t.
Value Region::form_variable(const Axis& axis, const std::string& name) {
  SymbolTable& symbols = machine_.symbols();
  const auto* low = get_if<Rational>(axis.low);
  const auto* high = get_if<Rational>(axis.high);
  const bool is_bounded = !axis.low_infinite && !axis.high_infinite && !axis.is_dependent && low && high;
  if (!forms_by_ratio_ || !is_bounded || !(axis.low_open || axis.high_open))
    return symbols.variable(name, range_of(axis), bounds_of(axis));
  return axis.high_open ? form_between(axis.low, axis.high, axis.low_open, true, name)
                        : form_between(axis.high, axis.low, false, true, name);
}

std::optional<Gathering> Region::normal_form_once(bool wherever_defined) {
  return evaluated_as_form(wherever_defined, [this](const std::function<std::string()>& new_name) {
    for (Axis& axis : axes_) set(axis, form_variable(axis, new_name()));
    Outcomes defined = Outcome::vacuous;
    for (std::size_t k = 0; k < axes_.size(); ++k)
      if (axes_[k].has_unbounded_ends) defined = both_defined(defined, evaluate_ends(k));
    return defined;
  });
}

// What all that follows comes out as with the variables that `bind_forms` makes, anew until all denominators
// met are common; nullopt if that ends without an answer.
std::optional<Gathering> Region::evaluated_as_form(bool wherever_defined, const FormBinding& bind_forms) {
  constexpr int most_restarts = 12;
  SymbolTable& symbols = machine_.symbols();
  symbols.forget_denominators();
  std::optional<Gathering> result;
  for (int i = 0; i < most_restarts && !result; ++i) {
    symbols.reset();
    machine_.set_mode(Machine::Mode::forms);
    std::size_t entered = 0;
    const Outcomes evaluated = machine_.domain([&] {
      try {
        const Outcomes defined = bind_forms([&] {
          ++entered;
          return machine_.enter_form_variable();
        });
        if (defined == Outcome::vacuous) result = follow(wherever_defined);
      } catch (const SymbolTable::NewDenominator&) {
      }
    });
    for (; entered > 0; --entered) machine_.leave_form_variable();
    machine_.set_mode(outer_mode_);
    if (evaluated != Outcome::vacuous) break;
  }
  if (result && result->may_have_undefined_domain()) result.reset();
  return result;
}

std::optional<Gathering> Region::searched_as_form(bool wherever_defined, const FormBinding& bind_forms,
                                                  long& work) {
  constexpr unsigned long work_of_a_step = 20;
  const long before = work;
  machine_.symbols().begin_search(work);
  std::optional<Gathering> found = evaluated_as_form(wherever_defined, bind_forms);
  work = machine_.symbols().end_search();
  machine_.charge(static_cast<unsigned long>(before - work) / work_of_a_step);
  return found;
}

// ---- numbers
// ---------------------------------------------------------------------------------------------

// The ends of the group. False if these settle it.
bool Region::find_ends(Gathering& gathering) {
  const bool points = outer_mode_ == Machine::Mode::points;
  Outcomes defined;
  if (points) {
    for (long bits : {64L, 256L, 1024L, 4096L}) {
      set_precision(Bits(bits));
      defined = ends();
      if (defined == Outcome::vacuous && emptiness_ != Emptiness::perhaps) break;
      if (defined == Outcome::undefined) break;
    }
    set_precision(Bits(64));
  } else {
    defined = ends();
  }
  has_undefined_ends_ = defined == Outcome::undefined;
  if (has_undefined_ends_) {
    gathering.add_under(defined, Gathering(gathering.wherever_defined()));
    return false;
  }
  if (defined != Outcome::vacuous && points && has_dependent_ends() && !sampled(gathering, samples_of_points))
    return false;
  if (has_undefined_point_) {
    gathering.add_undefined_point();
    return false;
  }
  if (defined != Outcome::vacuous)
    leave_open(gathering, machine_.obstacles.out_of_reach.empty()
                              ? "the ends of an interval are perhaps undefined"
                              : machine_.obstacles.out_of_reach);
  return defined == Outcome::vacuous && emptiness_ != Emptiness::empty;
}

void Region::solve_points(Gathering& gathering) {
  const bool points = outer_mode_ == Machine::Mode::points;
  if (!find_ends(gathering)) return;

  const bool wherever = gathering.wherever_defined();
  if (points) {
    const Obstacles before = machine_.obstacles;
    std::optional<Gathering> form = normal_form(wherever);
    machine_.obstacles = before;
    if (form && form->result() != Outcomes::unknown()) known_ = form;
    add_candidates_from_obligations();
    const bool has_open_end = std::any_of(axes_.begin(), axes_.end(), [](const Axis& axis) {
      return axis.low_open != axis.high_open || (axis.low_open && !axis.low_infinite && !axis.high_infinite);
    });
    if (has_open_end && (!known_ || !known_->result().is_decided())) {
      const bool balls = machine_.used_balls;
      forms_by_ratio_ = true;
      std::optional<Gathering> by_ratio = normal_form(wherever);
      forms_by_ratio_ = false;
      machine_.obstacles = before;
      if (by_ratio && by_ratio->result().holds())
        known_ = by_ratio;
      else
        machine_.used_balls = balls;
    }
    if (!wherever && (!known_ || !known_->result().is_decided())) {
      const bool balls = machine_.used_balls;
      const std::optional<Gathering> found = by_induction();
      machine_.obstacles = before;
      if (found && found->result().holds())
        known_ = found;
      else
        machine_.used_balls = balls;
    }
    is_identity_ =
        known_ && known_->result().surely(Outcomes(Outcome::true_) | Outcome::vacuous | Outcome::undefined);
    if (!known_ || !known_->result().is_decided()) {
      if (!is_identity_) machine_.used_balls = outer_balls_;
    }
  }
  if (std::optional<std::vector<Rational>> point = only_point()) {
    if (!survives(*point, gathering)) return;
    bind({point->begin(), point->end()});
    return gathering.add(follow(wherever));
  }
  Gathering whole(wherever);
  auto finish = [&] {
    if (seen_counted_ && wherever) whole.exclude(Outcome::undefined);
    if (seen_counted_) whole.exclude_no_element();
    if (seen_true_) whole.exclude(Outcome::vacuous);
    if (emptiness_ == Emptiness::perhaps && !seen_counted_)
      gathering.add_perhaps(whole);
    else
      gathering.add(whole);
  };
  if (known_ && known_->result().holds()) {
    whole.add(*known_);
    Gathering contradiction(wherever);
    const int count = emptiness_ == Emptiness::perhaps ? samples_of_points
                      : has_limits(code_.arguments[0]) ? 0
                                                       : samples_of_identity;
    const bool survives =
        induction_.empty() ? sampled(contradiction, count) : infinite_cases(contradiction, count);
    if (!survives || has_undefined_point_) {
      has_failing_point_ = false;
      return leave_open(gathering, "the normal form and a point contradict one another");
    }
    return finish();
  }
  // Undefined everywhere: skipped, or, of a part of a statement, which shows no point, undefined itself.
  if (known_ && (wherever || !at_precision_) && known_->result() == Outcome::undefined &&
      emptiness_ == Emptiness::not_empty) {
    whole.add(*known_);
    return finish();
  }
  const bool infinite_integers = has_integers();
  // Where a few pieces show that it holds, and a point that this says something, no more points are looked
  // at.
  const auto is_covered_at_once = [&] {
    const Obstacles obstacles = machine_.obstacles;
    const bool balls = machine_.used_balls;
    Gathering at_points(wherever), found(wherever);
    if (sampled(at_points, samples_of_identity) && !has_undefined_point_ && seen_true_ && seen_counted_ &&
        cover(found, few_pieces, false) && found.result().holds()) {
      whole.add(found);
      return true;
    }
    has_failing_point_ = has_undefined_point_ = seen_true_ = seen_counted_ = false;
    failing_point_.clear();
    reason_.clear();
    margins_.clear();
    pieces_ = 0;
    machine_.obstacles = obstacles;
    machine_.used_balls = balls;
    return false;
  };
  if (points && !infinite_integers && is_bounded() && !seen_true_ && !seen_counted_ && is_covered_at_once())
    return finish();
  long first_case = 0;
  if (points && infinite_integers && code_.steps) {
    first_case = first_cases_tried;
    if (!infinite_cases(gathering, first_case)) return;
    if (!has_undefined_point_ && (by_steps(whole) || over_reals(whole, few_pieces))) return finish();
  }
  if (infinite_integers
          ? !infinite_cases(gathering, points ? infinite_cases_tried : infinite_cases_inside_boxes,
                            first_case)
          : !sampled(gathering, points ? samples_of_points : samples_inside_boxes))
    return;
  if (has_undefined_point_) return gathering.add_undefined_point();
  // Known to be true wherever it is defined, and defined somewhere.
  if (is_identity_ && wherever && seen_counted_) {
    whole.add(*known_);
    return finish();
  }
  if (points && infinite_integers && tail_of_range(whole)) return finish();
  if (!points && !is_bounded()) return leave_open(gathering, "a region without end inside a piece");
  // Often if(x = end, ..., ...).
  const bool splits_first = points && axes_.size() > 1 && machine_.has(code_, [](const Code& part) {
    return part.kind == Kind::conditional;
  });
  if (points && by_premises(whole, many_pieces)) return finish();
  if (splits_first && by_faces(whole)) return finish();
  subdivide(whole);
  if (has_undefined_point_) return gathering.add_undefined_point();
  if (has_failing_point_) {
    gathering.add(whole);
    return;
  }
  if (!reason_.empty() && points && !far_points(gathering)) return;
  if (!reason_.empty() && points &&
      (over_reals(whole, many_pieces) || by_links(whole) || (axes_.size() == 1 && by_squares(whole)) ||
       (!looked_at_faces_ && by_faces(whole)) ||
       (axes_.size() == 1 && (by_monotone_functions(whole) || by_slopes(whole)))))
    return finish();
  if (!reason_.empty()) return leave_open(gathering, without_pieces(infinite_integers, wherever) + reason_);
  finish();
}

// What was found out before any piece was looked at.
std::string Region::without_pieces(bool infinite_integers, bool wherever) const {
  if (infinite_integers) return "no case up to 1000 fails, and no identity was found; ";
  if (!is_identity_) return "";
  return wherever
             ? "the two sides are equal as functions, but no point was found at which they are known to be "
               "defined; "
             : "the two sides are equal as functions, but may be undefined somewhere; ";
}

void Region::leave_open(Gathering& gathering, const std::string& reason) {
  if (reason_.empty()) reason_ = reason;
  if (machine_.obstacles.out_of_reach.empty()) machine_.obstacles.out_of_reach = reason_;
  gathering.add(Outcomes::unknown());
}

void Region::bind(const std::vector<Value>& point) {
  for (std::size_t i = 0; i < point.size(); ++i) set(axes_[i], point[i]);
}

}  // namespace dropcert::verify
