// Regions in two and more variables by forms: in parts, by the signs of the variables and their order; in one
// variable by its sign.
#include <fmt/core.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <string_view>

#include "verify/builtins.hpp"
#include "verify/region.hpp"

namespace dropcert::verify {

using namespace exact;
using language::Kind;

namespace {

constexpr std::size_t most_axes = 3;

// All ways to take one of some choices for each axis.
template <class Choice>
std::vector<std::vector<Choice>> combined(const std::vector<std::vector<Choice>>& choices) {
  std::vector<std::vector<Choice>> all(1);
  for (const std::vector<Choice>& some : choices) {
    std::vector<std::vector<Choice>> longer;
    for (const std::vector<Choice>& before : all)
      for (const Choice choice : some) {
        longer.push_back(before);
        longer.back().push_back(choice);
      }
    all = std::move(longer);
  }
  return all;
}

// What may be simpler where the sign of a variable is known.
bool depends_on_sign(const Code& part) {
  if (part.kind == Kind::conditional) return true;
  if (part.kind != Kind::call || !part.builtin) return false;
  static const std::set<std::string_view> names = {"abs", "max", "min", "sqrt"};
  return names.count(part.builtin->name) > 0;
}

}  // namespace

SignRange Region::bounds_of(const Axis& axis) const {
  SignRange bounds;
  if (axis.is_dependent) return bounds;
  if (const auto* low = get_if<Rational>(axis.low); low && !axis.low_infinite) bounds.low = *low;
  if (const auto* high = get_if<Rational>(axis.high); high && !axis.high_infinite) bounds.high = *high;
  bounds.excludes_low = bounds.low && axis.low_open;
  bounds.excludes_high = axis.high_open;
  return bounds;
}

// The most axes with one domain; empty if no two have.
std::vector<std::size_t> Region::axes_of_one_domain() const {
  auto have_one_domain = [this](const Axis& a, const Axis& b) {
    if (a.is_dependent || b.is_dependent || a.low_infinite != b.low_infinite ||
        a.high_infinite != b.high_infinite || a.low_open != b.low_open || a.high_open != b.high_open)
      return false;
    const SignRange x = bounds_of(a);
    const SignRange y = bounds_of(b);
    return (a.low_infinite || (x.low && x.low == y.low)) && (a.high_infinite || (x.high && x.high == y.high));
  };
  std::vector<std::size_t> largest;
  for (const Axis& first : axes_) {
    std::vector<std::size_t> group;
    for (std::size_t i = 0; i < axes_.size(); ++i)
      if (have_one_domain(first, axes_[i])) group.push_back(i);
    if (group.size() > 1 && group.size() > largest.size()) largest = std::move(group);
  }
  return largest;
}

// Between 0 and 1: what the sigmoid takes.
bool Region::is_open_unit(const Axis& axis) const {
  const SignRange bounds = bounds_of(axis);
  return !axis.is_dependent && bounds.low && bounds.high && bounds.low->is_zero() &&
         *bounds.high == Rational(1) && axis.low_open && axis.high_open;
}

// The ways to cut the region into parts, in the order in which they are tried.
std::vector<std::vector<Region::FormCase>> Region::systems_of_cases() const {
  using Steps = FormCase::Steps;
  const std::size_t count = axes_.size();
  auto goes_through_zero = [this](const Axis& axis) {
    const SignRange bounds = bounds_of(axis);
    return !axis.is_dependent && (axis.low_infinite || (bounds.low && bounds.low->sign() < 0)) &&
           (axis.high_infinite || (bounds.high && bounds.high->sign() > 0));
  };
  auto is_unbounded_positive = [this](const Axis& axis) {
    return !axis.is_dependent && axis.high_infinite && range_of(axis) == SymbolTable::Range::positive &&
           bounds_of(axis).low && bounds_of(axis).low->is_zero();
  };
  auto is_open_unit = [this](const Axis& axis) { return this->is_open_unit(axis); };
  auto is_real_line = [](const Axis& axis) {
    return axis.low_infinite && axis.high_infinite && !axis.is_dependent;
  };
  using Face = FormCase::Face;
  std::vector<std::vector<int>> signs;
  std::vector<std::vector<Face>> faces;
  for (const Axis& axis : axes_) {
    signs.push_back(goes_through_zero(axis) ? std::vector{1, -1} : std::vector{0});
    faces.push_back({Face::inside});
    if (!axis.low_infinite && !axis.low_open) faces.back().push_back(Face::low);
    if (!axis.high_infinite && !axis.high_open) faces.back().push_back(Face::high);
  }
  std::vector<FormCase> by_signs;
  for (std::vector<int>& some : combined(signs)) by_signs.emplace_back().signs = std::move(some);
  std::vector<FormCase> by_faces;
  for (std::vector<Face>& some : combined(faces)) by_faces.emplace_back().faces = std::move(some);
  std::vector<std::size_t> order = axes_of_one_domain();
  const std::vector<std::size_t> order_of_one_domain = order;
  const bool has_order = !order.empty();
  const bool has_signs_and_order = has_order && by_signs.size() > 1 && goes_through_zero(axes_[order[0]]);
  if (!has_order) {  // they may get one
    order.resize(count);
    std::iota(order.begin(), order.end(), 0U);
  }
  std::vector<std::vector<std::size_t>> orders;
  do orders.push_back(order);
  while (std::next_permutation(order.begin(), order.end()));
  auto add_ordered = [&](FormCase one, std::vector<FormCase>& system) {
    const bool is_pair = order.size() == 2;
    one.steps = is_pair ? Steps::positive : Steps::nonnegative;
    for (const std::vector<std::size_t>& some : orders) {
      one.order = some;
      system.push_back(one);
    }
    one.steps = Steps::zero;
    one.order = orders[0];
    if (is_pair) system.push_back(one);
  };
  if (count == 1) {
    if (!goes_through_zero(axes_[0])) return {};
    std::vector<FormCase> by_sign(3);
    for (FormCase& one : by_sign) one.zero = FormCase::Zero::excluded;
    by_sign[0].signs = {1};
    by_sign[1].signs = {-1};
    by_sign[2].zero = FormCase::Zero::only;
    return {by_sign};
  }
  std::vector<std::vector<FormCase>> systems(1, {FormCase()});
  if (has_order) add_ordered({}, systems.emplace_back());
  if (has_order && !axes_[order[0]].high_infinite) {
    FormCase one;
    one.goes_beyond = true;
    add_ordered(one, systems.emplace_back());
  }
  if (by_signs.size() > 1) systems.push_back(by_signs);
  if (has_order && is_real_line(axes_[order[0]])) {
    std::vector<FormCase>& by_both = systems.emplace_back();
    for (const FormCase& one : by_signs) add_ordered(one, by_both);
  }
  std::vector<std::size_t> all_axes(count);
  std::iota(all_axes.begin(), all_axes.end(), 0U);
  auto is_scaled = [&](const Axis& axis) { return is_unbounded_positive(axis) || is_open_unit(axis); };
  if (std::any_of(axes_.begin(), axes_.end(), is_scaled) &&
      std::all_of(axes_.begin(), axes_.end(),
                  [&](const Axis& axis) { return is_scaled(axis) || is_real_line(axis); })) {
    if (order.size() != count) {
      order = all_axes;
      orders.clear();
      do orders.push_back(order);
      while (std::next_permutation(order.begin(), order.end()));
    }
    FormCase one;
    one.by_exponentials = true;
    add_ordered(one, systems.emplace_back());
  }
  auto begins_at_zero = [this](const Axis& axis) {
    const SignRange bounds = bounds_of(axis);
    return !axis.is_dependent && range_of(axis) == SymbolTable::Range::positive && bounds.low;
  };
  for (std::size_t i = 0; i < count && count == 2; ++i) {
    if (!begins_at_zero(axes_[1 - i]) || !(is_real_line(axes_[i]) || is_unbounded_positive(axes_[i])))
      continue;
    std::vector<FormCase>& system = systems.emplace_back();
    for (const int side : {1, -1}) system.emplace_back().multiple = FormCase::Multiple{i, 1 - i, side};
  }
  if (by_faces.size() > 1) systems.push_back(std::move(by_faces));
  if (has_signs_and_order && !is_real_line(axes_[order_of_one_domain[0]])) {
    order = order_of_one_domain;
    orders.clear();
    do orders.push_back(order);
    while (std::next_permutation(order.begin(), order.end()));
    std::vector<FormCase>& by_both = systems.emplace_back();
    for (FormCase one : by_signs) {
      one.goes_beyond = true;
      add_ordered(one, by_both);
    }
  }
  return systems;
}

// A variable from one end to the other.
Value Region::form_between(const Value& low, const Value& high, bool low_open, bool high_open,
                           const std::string& name) {
  using Range = SymbolTable::Range;
  SymbolTable& symbols = machine_.symbols();
  const Arithmetic arithmetic = machine_.arithmetic();
  const Range range = low_open ? Range::positive : Range::nonnegative;
  if (high_open) {
    const Value t = symbols.variable(name, range);
    return arithmetic.divide(arithmetic.add(low, arithmetic.multiply(high, t)),
                             arithmetic.add(Rational(1), t));
  }
  const Value part = symbols.variable(name, range, {Rational(0), Rational(1)});
  return arithmetic.add(low, arithmetic.multiply(arithmetic.subtract(high, low), part));
}

// A variable counted from an end of the axis, or from one to the other.
Value Region::form_from_end(const Axis& axis, bool low_open, bool high_open, const std::string& name) {
  using Range = SymbolTable::Range;
  SymbolTable& symbols = machine_.symbols();
  if (axis.low_infinite && axis.high_infinite) return symbols.variable(name);
  if (!axis.low_infinite && !axis.high_infinite)
    return form_between(axis.low, axis.high, low_open, high_open, name);
  const bool is_open = axis.low_infinite ? high_open : low_open;
  const Symbolic step = symbols.variable(name, is_open ? Range::positive : Range::nonnegative);
  return axis.low_infinite ? machine_.arithmetic().subtract(axis.high, step)
                           : machine_.arithmetic().add(axis.low, step);
}

// The variable of an axis.
Value Region::form_from(const Axis& axis, const std::string& name) {
  const SignRange bounds = bounds_of(axis);
  if (axis.is_dependent || (axis.high_open && bounds.low && bounds.high))
    return form_from_end(axis, axis.low_open, axis.high_open, name);
  return machine_.symbols().variable(name, range_of(axis), bounds);
}

// A part may be bound to more than its points: what holds there holds in the part.
Outcomes Region::bind_case(const FormCase& one, const std::function<std::string()>& new_name) {
  using Range = SymbolTable::Range;
  using Steps = FormCase::Steps;
  SymbolTable& symbols = machine_.symbols();
  const Arithmetic arithmetic = machine_.arithmetic();
  auto variable_of = [&](std::size_t i) -> Value {
    const Axis& axis = axes_[i];
    const FormCase::Face face = one.faces.empty() ? FormCase::Face::all : one.faces[i];
    if (face == FormCase::Face::low) return axis.low;
    if (face == FormCase::Face::high) return axis.high;
    if (face == FormCase::Face::inside) return form_from_end(axis, true, true, new_name());
    const int sign = one.signs.empty() ? 0 : one.signs[i];
    const bool is_strict = one.zero == FormCase::Zero::excluded;
    if (one.zero == FormCase::Zero::only) return Rational(0);
    if (one.by_exponentials) return symbols.variable(new_name());
    if (sign == 0) return form_from(axis, new_name());
    const bool is_open = sign > 0 ? axis.high_open : axis.low_open;
    SignRange bounds = bounds_of(axis);
    if (sign < 0) std::swap(bounds.low, bounds.high);
    if (sign < 0 && bounds.high) bounds.high = -*bounds.high;
    bounds.low = Rational(0);
    bounds.excludes_low = is_strict;
    if (bounds.high && is_open) return form_between(*bounds.low, *bounds.high, is_strict, true, new_name());
    return symbols.variable(new_name(), is_strict ? Range::positive : Range::nonnegative, bounds);
  };
  auto bind_axis = [&](std::size_t i, Value value) {
    if (one.by_exponentials && !axes_[i].low_infinite) {
      value = symbols.exp(symbols.convert(value));
      if (is_open_unit(axes_[i])) value = arithmetic.divide(value, arithmetic.add(Rational(1), value));
    }
    if (!one.signs.empty() && one.signs[i] < 0) value = arithmetic.negate(value);
    set(axes_[i], std::move(value));
  };
  Outcomes defined = Outcome::vacuous;
  Value last;
  for (std::size_t place = 0; place < one.order.size(); ++place) {
    const Axis& first = axes_[one.order[0]];
    const bool is_open = one.steps == Steps::positive;
    if (place == 0)
      last = variable_of(one.order[place]);
    else if (one.steps != Steps::zero && bounds_of(first).high && !one.by_exponentials && !one.goes_beyond)
      last = form_between(last, *bounds_of(first).high, is_open, first.high_open, new_name());
    else if (one.steps != Steps::zero)
      last =
          arithmetic.add(last, symbols.variable(new_name(), is_open ? Range::positive : Range::nonnegative));
    bind_axis(one.order[place], last);
  }
  for (std::size_t i = 0; i < axes_.size(); ++i) {
    if (std::find(one.order.begin(), one.order.end(), i) != one.order.end()) continue;
    if (axes_[i].is_dependent) defined = both_defined(defined, evaluate_ends(i));
    if (defined != Outcome::vacuous) return defined;
    if (!one.multiple || one.multiple->axis != i) bind_axis(i, variable_of(i));
  }
  if (one.multiple) {
    const Axis& axis = axes_[one.multiple->axis];
    const Value t = symbols.variable(new_name(), Range::nonnegative);
    const Value product = arithmetic.multiply(
        Rational(one.multiple->side), arithmetic.multiply(t, machine_.slot(axes_[one.multiple->of].slot)));
    set(axis, axis.low_infinite ? product : Value(symbols.exp(symbols.convert(product))));
  }
  return defined;
}

std::string Region::describe_parts(const std::vector<FormCase>& system) const {
  const FormCase& first = system.front();
  std::string text;
  if (!first.faces.empty()) text = "inside and on faces";
  if (!first.signs.empty()) text = "by signs";
  if (!first.order.empty()) {
    std::string names;
    for (const std::size_t i : first.order) names += (names.empty() ? "" : ", ") + names_[i];
    text += (text.empty() ? "by the order of " : " and the order of ") + names;
  }
  if (first.multiple)
    text = fmt::format("by {} as a multiple of {}", names_[first.multiple->axis], names_[first.multiple->of]);
  if (system.size() == 1) return "as a whole";
  return fmt::format("in {} parts {}", system.size(), text);
}

// What the statement comes out as at every point, if it holds in all parts of one system.
std::optional<Outcomes> Region::by_cases(bool wherever_defined, long& work) {
  if (axes_.size() > most_axes || has_integers()) return std::nullopt;
  if (axes_.size() == 1 && !machine_.has(code_, depends_on_sign)) return std::nullopt;
  const bool balls = machine_.used_balls;  // where intervals were tried before, that is said
  const Obstacles obstacles = machine_.obstacles;
  std::optional<Outcomes> result;
  auto holds = [&](const FormCase& one, Outcomes& all) {
    const std::optional<Gathering> found = searched_as_form(
        wherever_defined, [&](const std::function<std::string()>& name) { return bind_case(one, name); },
        work);
    if (found) all = all | found->result();
    return found && found->result().holds();
  };
  for (const std::vector<FormCase>& system : systems_of_cases()) {
    Outcomes all;
    if (!std::all_of(system.begin(), system.end(), [&](const FormCase& one) { return holds(one, all); }))
      continue;
    result = all;
    parts_ = describe_parts(system);
    pieces_ = 0;
    break;
  }
  if (!result) machine_.used_balls = balls;
  machine_.obstacles = obstacles;
  return result;
}

// The axes with a whole half-line or line in the place of some intervals, in the order in which they are
// tried: what holds there holds here.
std::vector<std::vector<Region::Axis>> Region::wider_axes() const {
  if (axes_.size() > most_axes || has_integers()) return {};
  const auto widen = [this](Axis& axis) {
    const SignRange bounds = bounds_of(axis);
    if (!bounds.low && !bounds.high) return false;
    const bool is_positive = bounds.low && bounds.low->sign() >= 0;
    const bool is_negative = !is_positive && bounds.high && bounds.high->sign() <= 0;
    const bool is_half_line = (is_positive && axis.high_infinite && bounds.low->is_zero()) ||
                              (is_negative && axis.low_infinite && bounds.high->is_zero());
    axis.low_infinite = !is_positive;
    axis.high_infinite = !is_negative;
    axis.low_open = !is_positive || axis.low_open || !bounds.low->is_zero();
    axis.high_open = !is_negative || axis.high_open || !bounds.high->is_zero();
    if (is_positive) axis.low = Rational(0);
    if (is_negative) axis.high = Rational(0);
    return !is_half_line;
  };
  std::vector<std::vector<Axis>> all;
  for (std::size_t chosen = (std::size_t{1} << axes_.size()) - 1; chosen > 0; --chosen) {
    std::vector<Axis> wider = axes_;
    bool is_wider = true;
    for (std::size_t i = 0; i < wider.size(); ++i)
      if ((chosen >> i) % 2 == 1) is_wider = is_wider && widen(wider[i]);
    if (is_wider) all.push_back(std::move(wider));
  }
  return all;
}

std::optional<Outcomes> Region::by_wider_cases(std::vector<std::vector<Axis>> wider) {
  struct Restore {
    std::vector<Axis>& axes;
    const std::vector<Axis> own = axes;
    ~Restore() { axes = own; }
  } const restore{axes_};
  long work = most_work;
  for (std::vector<Axis>& axes : wider) {
    axes_ = std::move(axes);
    if (const std::optional<Outcomes> found = by_cases(false, work)) {
      parts_ += ", of a larger region";
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace dropcert::verify
