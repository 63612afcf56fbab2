// Regions in two and three variables by forms: in parts that cover them, by the signs of the variables, their
// order, and the ends of their domains; in one variable by its sign (proofs/README.md, section 8, Several
// variables by forms).
#include <algorithm>
#include <numeric>
#include <set>
#include <string>

#include "check/functions/functions.hpp"
#include "check/region.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::size_t most_axes = 3;
constexpr std::uint64_t steps_of_all_parts = 16'000'000;
constexpr std::uint64_t steps_of_wider_parts = 4'000'000;
constexpr int most_finer_forms = 40;

// The domain of a variable. An end that is missing is infinite, or not rational: then the domain is taken to
// be larger than it is. If it depends on earlier variables, its ends come with these.
struct Axis {
  std::optional<Value> low, high;
  bool low_open = false, high_open = false;
  bool has_low = false, has_high = false;  // now, or when the earlier variables are known
  bool is_dependent = false;
  bool is_known = true;  // the ends are those of the domain

  Bounds bounds() const {
    auto rational = [](const std::optional<Value>& end) {
      const auto* q = end ? get_if<mpq_class>(*end) : nullptr;
      return q ? std::optional(*q) : std::nullopt;
    };
    return {rational(low), rational(high), rational(low) && low_open};
  }
  bool is_line() const { return !has_low && !has_high; }
  bool is_positive_line() const { return low && bounds().low == mpq_class(0) && low_open && !has_high; }
  bool is_open_unit() const {
    return !is_dependent && bounds().low == mpq_class(0) && bounds().high == mpq_class(1) && low_open &&
           high_open;
  }
  // To the half-line or line of its sign; false if that is what it is.
  bool widen() {
    if (is_dependent || !(low || high)) return false;
    const Bounds own = bounds();
    const bool is_positive = own.low && *own.low >= 0;
    const bool is_negative = !is_positive && own.high && *own.high <= 0;
    const bool ends_at_zero = is_positive ? *own.low == 0 : is_negative && *own.high == 0;
    const bool is_as_wide = ends_at_zero && !(is_positive ? has_high : has_low);
    low_open = high_open = !ends_at_zero || (is_positive ? low_open : high_open);
    low = is_positive ? std::optional<Value>(mpq_class(0)) : std::nullopt;
    high = is_negative ? std::optional<Value>(mpq_class(0)) : std::nullopt;
    has_low = is_positive;
    has_high = is_negative;
    is_known = true;
    return !is_as_wide;
  }
};

bool have_one_domain(const Axis& a, const Axis& b) {
  const Bounds x = a.bounds();
  const Bounds y = b.bounds();
  return !a.is_dependent && !b.is_dependent && a.is_known && b.is_known && x.low == y.low &&
         x.high == y.high && a.low_open == b.low_open && a.high_open == b.high_open;
}

// What a part has of a variable's domain; a variable of a part by exponentials is any number, or the
// exponential of one, or its sigmoid.
enum class Share { all, nonnegative, nonpositive, positive, zero, negative, inside, low, high, exponential };

struct Part {
  std::vector<Share> shares;       // a variable each
  std::vector<std::size_t> order;  // of absolute values: each the last plus a step, from the least
  bool are_equal = false;          // there is no step
  bool are_different = false;      // no step is 0
  bool goes_beyond = false;        // steps go beyond the high end
  // Of two variables, which is t times the other one (a positive one exp of that), t >= 0 or t <= 0.
  std::optional<std::pair<std::size_t, bool>> multiple;
};

using System = std::vector<Part>;  // which together cover the region

// A part for each choice of a share for each variable.
System parts_of(const std::vector<std::vector<Share>>& shares) {
  System all{Part()};
  for (const std::vector<Share>& some : shares) {
    System longer;
    for (const Part& start : all)
      for (const Share share : some) {
        longer.push_back(start);
        longer.back().shares.push_back(share);
      }
    all = std::move(longer);
  }
  return all;
}

// The parts in each order of these variables; of two, without equality, and equal.
System ordered(const System& system, const std::vector<std::size_t>& variables, bool goes_beyond) {
  System result;
  for (Part part : system) {
    part.goes_beyond = goes_beyond;
    part.order = variables;
    part.are_different = variables.size() == 2;
    do result.push_back(part);
    while (std::next_permutation(part.order.begin(), part.order.end()));
    part.are_equal = true;
    if (part.are_different) result.push_back(part);
  }
  return result;
}

std::vector<System> systems_of(const std::vector<Axis>& axes) {
  std::vector<std::size_t> same;  // the most with one domain
  std::vector<std::vector<Share>> signs, faces, exponentials;
  bool has_negative = false;
  bool has_positive = false;
  bool has_others = false;
  for (const Axis& axis : axes) {
    std::vector<std::size_t> group;
    for (std::size_t i = 0; i < axes.size(); ++i)
      if (have_one_domain(axis, axes[i])) group.push_back(i);
    if (group.size() > std::max<std::size_t>(same.size(), 1)) same = group;
    const Bounds bounds = axis.bounds();
    const bool holds_zero =
        !axis.is_dependent && (!bounds.low || *bounds.low < 0) && (!bounds.high || *bounds.high > 0);
    const bool is_negative_line = !axis.has_low && bounds.high == mpq_class(0);
    has_negative = has_negative || is_negative_line;
    signs.push_back(holds_zero         ? std::vector{Share::nonnegative, Share::nonpositive}
                    : is_negative_line ? std::vector{Share::nonpositive}
                                       : std::vector{Share::all});
    faces.push_back({Share::inside});
    if (axis.has_low && !axis.low_open) faces.back().push_back(Share::low);
    if (axis.has_high && !axis.high_open) faces.back().push_back(Share::high);
    const bool is_scaled = axis.is_positive_line() || axis.is_open_unit();
    exponentials.push_back({is_scaled ? Share::exponential : Share::all});
    has_positive = has_positive || is_scaled;
    has_others = has_others || !(is_scaled || axis.is_line());
  }
  if (axes.size() == 1) {
    if (signs[0].size() == 1) return {};
    return std::vector<System>{parts_of({{Share::positive, Share::negative, Share::zero}})};
  }
  const System whole = parts_of(std::vector(axes.size(), std::vector{Share::all}));
  std::vector<System> systems{whole};
  if (!same.empty()) systems.push_back(ordered(whole, same, false));
  if (!same.empty() && axes[same[0]].high) systems.push_back(ordered(whole, same, true));
  const System by_signs = parts_of(signs);
  if (!same.empty() && has_negative) systems.push_back(ordered(by_signs, same, true));
  if (by_signs.size() > 1) systems.push_back(by_signs);
  if (!same.empty() && axes[same[0]].is_line()) systems.push_back(ordered(by_signs, same, false));
  std::vector<std::size_t> all(axes.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  if (has_positive && !has_others) systems.push_back(ordered(parts_of(exponentials), all, true));
  for (std::size_t i = 0; i < axes.size() && axes.size() == 2; ++i) {
    const Bounds other = axes[1 - i].bounds();
    const bool is_positive = other.low && (*other.low > 0 || (*other.low == 0 && other.excludes_low));
    if (!is_positive || axes[1 - i].is_dependent || !(axes[i].is_line() || axes[i].is_positive_line()))
      continue;
    systems.push_back({whole[0], whole[0]});
    for (const bool is_negative : {false, true}) systems.back()[is_negative].multiple = {i, is_negative};
  }
  if (System by_faces = parts_of(faces); by_faces.size() > 1) systems.push_back(std::move(by_faces));
  if (!same.empty() && by_signs.size() > 1 && !axes[same[0]].is_line())
    systems.push_back(ordered(by_signs, same, true));
  return systems;
}

// From 0 to oo.
Value step(Forms& forms, bool is_positive) {
  return forms.variable(Bounds{mpq_class(0), std::nullopt, is_positive});
}

// From low to high: low + (high - low) w, or (low + high t)/(1 + t) without the high end.
Value between(Forms& forms, const Value& low, const Value& high, bool low_open, bool high_open) {
  if (!high_open) return low + (high - low) * forms.variable(Bounds{mpq_class(0), mpq_class(1), low_open});
  const Value t = step(forms, low_open);
  return (low + high * t) / (mpq_class(1) + t);
}

// What the variable is in the part, but for its order; of a sign or an exponential, the absolute value or the
// logarithm.
Value variable_of(Forms& forms, const Axis& axis, Share share) {
  const Bounds bounds = axis.bounds();
  const bool is_inside = share == Share::inside;
  const bool low_open = axis.low_open || is_inside;
  const bool high_open = axis.high_open || is_inside;
  if (share == Share::low) return *axis.low;
  if (share == Share::high) return *axis.high;
  if (share == Share::exponential) return forms.variable(Bounds());
  if (share == Share::zero) return mpq_class(0);
  const bool is_strict = share == Share::positive || share == Share::negative;
  if (is_strict || share == Share::nonnegative || share == Share::nonpositive) {
    const bool is_up = share == Share::nonnegative || share == Share::positive;
    std::optional<mpq_class> size = is_up ? bounds.high : bounds.low;
    if (size && !is_up) size = -*size;
    if (size && (is_up ? axis.high_open : axis.low_open))
      return between(forms, mpq_class(0), *size, is_strict, true);
    return forms.variable(Bounds{mpq_class(0), size, is_strict});
  }
  if (axis.low && axis.high && (high_open || !bounds.low || !bounds.high))
    return between(forms, *axis.low, *axis.high, low_open, high_open);
  if (axis.low && !bounds.high && (is_inside || !bounds.low)) return *axis.low + step(forms, low_open);
  if (axis.high && !bounds.low && (is_inside || !bounds.high)) return *axis.high - step(forms, high_open);
  return forms.variable(Bounds{bounds.low, bounds.high, bounds.low && low_open});
}

// What may be simpler where the sign of a variable is known.
bool depends_on_sign(const Node& part) {
  static const std::set<std::string> names = {"abs", "max", "min", "sqrt", "root"};
  return part.kind == Kind::conditional || (part.kind == Kind::call && names.count(part.name) > 0);
}

}  // namespace

class Parts {
 public:
  Parts(Evaluator& evaluator, const Evaluator::Region& region) : evaluator_(evaluator), region_(region) {}
  ~Parts() { evaluator_.forms_ = nullptr; }
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  std::optional<Truth> run(bool widens) {
    const Truth domains = Evaluator::in_context([&] {
      for (std::size_t i = 0; i < region_.size(); ++i) axes_.push_back(axis_of(i));
      return nothing_wrong;
    });
    if (!domains.holds()) return std::nullopt;
    if (!widens) return by_systems();
    const std::vector<Axis> own = axes_;
    for (std::size_t chosen = 1; chosen < std::size_t{1} << own.size(); ++chosen) {
      axes_ = own;
      bool is_wider = true;
      for (std::size_t i = 0; i < own.size(); ++i)
        if ((chosen >> i & 1U) != 0) is_wider = is_wider && axes_[i].widen();
      if (!is_wider) continue;
      if (const std::optional<Truth> found = by_systems()) return found;
    }
    return std::nullopt;
  }

 private:
  std::optional<Truth> by_systems() {
    for (const System& system : systems_of(axes_)) {
      vacuity_ = is_perhaps_empty_ ? vacuous_bit : 0U;
      outcomes_ = 0;
      if (!std::all_of(system.begin(), system.end(), [this](const Part& part) { return holds(part); }))
        continue;
      if (outcomes_ == true_bit || region_.has_defined_point)
        return Truth{true_bit, region_.says_something ? unsigned{substantial_bit} : vacuity_};
      if (outcomes_ == undefined_bit && region_.has_point) return Truth{undefined_bit, any_vacuity};
    }
    return std::nullopt;
  }

  Axis axis_of(std::size_t i) {
    const Domain& domain = region_.binder(i).domain;
    if (domain.kind == DomainKind::range) throw OutOfReach("integers");
    Axis axis;
    axis.low_open = domain.low_open;
    axis.high_open = domain.high_open;
    axis.is_dependent = region_.is_dependent(i);
    if (axis.is_dependent || evaluator_.length_of(domain) != positive_sign) is_perhaps_empty_ = true;
    for (std::size_t end = 0; end < domain.terms.size(); ++end) {
      if (domain.terms[end].kind == Kind::infinity) continue;
      const Value found = axis.is_dependent ? Value() : evaluator_.value(domain.terms[end]);
      const bool is_rational = get_if<mpq_class>(found);
      if (is_rational) (end == 0 ? axis.low : axis.high) = found;
      if (is_rational || axis.is_dependent) (end == 0 ? axis.has_low : axis.has_high) = true;
      axis.is_known = axis.is_known && is_rational;
    }
    return axis;
  }

  // Whether the statement holds at all points of the part, or all at which it is defined if no others count;
  // it may be bound to more points.
  bool holds(const Part& part) {
    Forms forms;
    forms.begin_search();
    evaluator_.forms_ = &forms;
    for (int i = 0; i < most_finer_forms; ++i) try {
        Evaluator::Bound guard(evaluator_);
        forms.forget_after(0);
        Truth found{any_outcome, any_vacuity};
        const Truth defined = Evaluator::in_context([&] {
          bind(forms, part);
          found = evaluator_.quantifier(region_.node, region_.last);
          return nothing_wrong;
        });
        vacuity_ |= found.vacuity;
        outcomes_ |= found.outcomes;
        const unsigned good = true_bit | (region_.node.wherever_defined ? undefined_bit : 0U);
        return defined.holds() && !found.can(any_outcome & ~good) && !found.by_domain;
      } catch (const FinerForms&) {
      }
    return false;
  }

  void bind(Forms& forms, const Part& part) {
    std::vector<std::optional<Value>> values(axes_.size());
    for (std::size_t place = 0; place < part.order.size(); ++place) {
      const std::size_t i = part.order[place];
      const Axis& axis = axes_[i];
      const Value last =
          place == 0 ? variable_of(forms, axis, part.shares[i]) : *values[part.order[place - 1]];
      values[i] = place == 0 || part.are_equal ? last
                  : axis.high && !part.goes_beyond
                      ? between(forms, last, *axis.high, part.are_different, axis.high_open)
                      : last + step(forms, part.are_different);
    }
    for (std::size_t i = 0; i < axes_.size(); ++i) {
      Axis axis = axes_[i];
      const Domain& domain = region_.binder(i).domain;
      for (std::size_t end = 0; axis.is_dependent && end < domain.terms.size(); ++end) {
        if (domain.terms[end].kind == Kind::infinity) continue;
        const Value found = evaluator_.value(domain.terms[end]);
        require_real(found);
        if (!is_exact(found)) throw OutOfReach("an end of an interval is no form");
        (end == 0 ? axis.low : axis.high) = found;
      }
      Value found = values[i] ? *values[i] : variable_of(forms, axis, part.shares[i]);
      if (part.shares[i] == Share::exponential) {
        found = forms.exp(found);
        if (axes_[i].is_open_unit()) found = found / (mpq_class(1) + found);
      }
      if (part.shares[i] == Share::nonpositive || part.shares[i] == Share::negative) found = -found;
      values[i] = found;
      evaluator_.bind(region_.binder(i).names[0], found);
    }
    if (part.multiple) {
      const auto& [i, is_negative] = *part.multiple;
      Value product = step(forms, false) * *values[1 - i];
      if (is_negative) product = -product;
      evaluator_.bind(region_.binder(i).names[0], axes_[i].is_line() ? product : forms.exp(product));
    }
  }

  Evaluator& evaluator_;
  const Evaluator::Region& region_;
  std::vector<Axis> axes_;
  bool is_perhaps_empty_ = false;
  unsigned vacuity_ = 0;
  unsigned outcomes_ = 0;  // in the parts of a system so far
};

// Whether the statement holds in all parts of one system, of the region or of a wider one.
std::optional<Truth> Evaluator::by_parts(const Region& region, bool widens) {
  const bool is_line = region.size() == 1;
  if (forms_ || chart_ || pieces_ > 0 || region.size() > most_axes ||
      (is_line && (widens || !(region.node.wherever_defined || any_part(region.node, depends_on_sign)))))
    return std::nullopt;
  return attempted(widens ? steps_of_wider_parts : steps_of_all_parts,
                   [&] { return Parts(*this, region).run(widens); });
}

}  // namespace dropcert::check
