// Points of a region at which a statement may fail.
#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "verify/builtins.hpp"
#include "verify/region.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace language;

namespace {

std::optional<Rational> square_root(const Rational& q) {
  if (q.sign() < 0) return std::nullopt;
  std::optional<ExactNumber> root = ExactNumber::sqrt(q);
  return root ? root->rational() : std::nullopt;
}

// The rational roots of c[0] + c[1] x + c[2] x^2.
std::vector<Rational> rational_roots(const std::map<unsigned long, Rational>& c) {
  auto coefficient = [&](unsigned long n) {
    auto found = c.find(n);
    return found == c.end() ? Rational(0) : found->second;
  };
  const Rational square = coefficient(2);
  const Rational linear = coefficient(1);
  if (square.is_zero()) {
    if (linear.is_zero()) return {};
    return {-coefficient(0) / linear};
  }
  std::optional<Rational> root = square_root(linear * linear - Rational(4) * square * coefficient(0));
  if (!root) return {};
  const Rational twice = Rational(2) * square;
  return {(-linear + *root) / twice, (-linear - *root) / twice};
}

}  // namespace

// Whether the point lies in the region, which is bound then; undefined if an end is, at the coordinates
// before that axis.
Outcomes Region::contains(const std::vector<Value>& point, std::size_t& undefined_axis) {
  Outcomes inside = Outcome::true_;
  for (std::size_t i = 0; i < axes_.size(); ++i) {
    Axis& axis = axes_[i];
    const Outcomes defined = evaluate_ends(i);
    if (defined == Outcome::undefined) undefined_axis = i;
    if (defined != Outcome::vacuous) return defined == Outcome::undefined ? defined : Outcomes::unknown();
    const Value& x = point[i];
    const Arithmetic arithmetic = machine_.arithmetic();
    const Outcomes here = machine_.domain([&] {
      if (!axis.low_infinite)
        inside = conjunction(
            inside, arithmetic.compare(
                        x, axis.low_open && !axis.is_integer ? Relation::greater : Relation::greater_equal,
                        axis.low));
      if (!axis.high_infinite)
        inside = conjunction(
            inside,
            arithmetic.compare(x, axis.high_open && !axis.is_integer ? Relation::less : Relation::less_equal,
                               axis.high));
    });
    if (here != Outcome::vacuous) return Outcomes::unknown();
    if (!inside.may_be_true()) return inside;
    set(axis, x);
  }
  return inside;
}

// False if the point settles what the region comes out as. A point where it is not decided says nothing.
bool Region::survives(const std::vector<Rational>& point, Gathering& gathering) {
  return survives(std::vector<Value>(point.begin(), point.end()), gathering);
}

bool Region::survives(const std::vector<Value>& point, Gathering& gathering) {
  const bool points = outer_mode_ == Machine::Mode::points;
  const bool balls = machine_.used_balls;
  for (long bits : {64L, 256L}) {
    if (points) set_precision(Bits(bits));
    machine_.used_balls = outer_balls_;
    std::size_t undefined_axis = 0;
    const Outcomes inside = contains(point, undefined_axis);
    Gathering found(gathering.wherever_defined());
    if (inside == Outcome::undefined) {
      found.add_under(inside, Gathering(gathering.wherever_defined()));
      return fail({point.begin(), point.begin() + static_cast<long>(undefined_axis)}, gathering, found);
    }
    if (inside.holds()) {
      found = follow(gathering.wherever_defined());
      if (found.surely_fails()) return fail(point, gathering, found);
      seen_counted_ = seen_counted_ || found.surely_counts();
      if (found.surely_counts() && found.result().holds()) {
        seen_true_ = seen_true_ || found.result() == Outcome::true_;
        break;
      }
    } else if (!inside.may_be_true()) {
      break;
    }
    if (!points) break;
  }
  machine_.used_balls = balls;
  return true;
}

// At the head of a statement any failure refutes it. Inside one, a point where it is undefined says only that
// it is not true: false elsewhere would be stronger.
bool Region::fail(std::vector<Value> point, Gathering& gathering, const Gathering& at_point) {
  if (!at_precision_ && !at_point.is_settled()) {
    has_undefined_point_ = true;
    return true;
  }
  has_undefined_point_ = false;
  failing_point_ = std::move(point);
  if (failing_point_.size() == axes_.size()) {
    failing_rest_ = rest_;
    failing_rest_by_domain_ = rest_by_domain_;
  }
  has_failing_point_ = true;
  gathering.add(at_point);
  return false;
}

// Small numbers, ends and their neighbours.
std::vector<Rational> Region::special_values(std::size_t index) const {
  const Axis& axis = axes_[index];
  std::vector<Rational> values = {0, 1, -1};
  auto put = [&](const Rational& q) {
    if (std::find(values.begin(), values.end(), q) == values.end()) values.push_back(q);
  };
  if (!axis.is_dependent) {
    if (const auto* low = get_if<Rational>(axis.low); low && !axis.low_infinite) put(*low);
    if (const auto* high = get_if<Rational>(axis.high); high && !axis.high_infinite) put(*high);
  }
  for (long n : {2L, -2L, 3L, -3L, 4L, 5L}) put(n);
  for (long n : {1L, -1L, 3L, -3L}) put(Rational(n, 2));
  if (axis.low_infinite || axis.high_infinite) {
    for (long n : {10L, -10L, 100L, -100L, 1000L, -1000L}) put(n);
    for (long digits : {6L, 20L, 100L})  // where logarithms of logarithms differ
      for (long side : {1L, -1L}) put(Rational(side) * pow(Rational(10), digits));
  }
  if (!axis.is_dependent && !axis.low_infinite && !axis.high_infinite)
    put((axis.cover.low + axis.cover.high) / Rational(2));
  if (axis.low_infinite || axis.high_infinite || axis.is_dependent) return values;
  values.erase(std::remove_if(values.begin(), values.end(),
                              [&](const Rational& q) { return q < axis.cover.low || q > axis.cover.high; }),
               values.end());
  return values;
}

// A number spread over the axis, different on each; never an end.
Rational Region::spread(const Axis& axis, int i, std::size_t number) {
  static constexpr long strides[] = {29, 47, 61, 37, 53, 43, 31, 59};
  constexpr long parts = 97;
  constexpr long width = 8;  // where there is no end
  const long part =
      1 + (static_cast<long>(i) * strides[number % 8] + 41 + 7 * static_cast<long>(number)) % (parts - 1);
  const Rational t = Rational(part, parts);
  if (axis.low_infinite && axis.high_infinite) return Rational(-width) + t * Rational(2 * width);
  auto end = [&](const Value& value, bool is_low) {
    if (const auto* q = get_if<Rational>(value)) return *q;
    const Ball ball = machine_.arithmetic().ball(value);
    return is_low ? ball.upper() : ball.lower();
  };
  if (axis.high_infinite) return end(axis.low, true) + t * Rational(width);
  if (axis.low_infinite) return end(axis.high, false) - t * Rational(width);
  const Rational low = end(axis.low, true);
  return low + t * (end(axis.high, false) - low);
}

// Spread over the region, but for the coordinates that are chosen.
std::optional<std::vector<Rational>> Region::sample(int i, const Chosen& chosen) {
  std::vector<Rational> point;
  const Outcomes made = machine_.domain([&] {
    for (std::size_t k = 0; k < axes_.size(); ++k) {
      if (axes_[k].is_dependent && evaluate_ends(k) != Outcome::vacuous)
        throw Unsupported("no point is known");
      const std::optional<Rational> found = chosen(k);
      point.push_back(found ? *found : spread(axes_[k], i, k));
      set(axes_[k], point.back());
    }
  });
  if (made != Outcome::vacuous) return std::nullopt;
  return point;
}

// The i-th combination of special values: first all axes alike, then shifted against one another.
std::optional<std::vector<Rational>> Region::candidate(const std::vector<std::vector<Rational>>& special,
                                                       int i) {
  std::vector<Rational> point;
  for (std::size_t k = 0; k < special.size(); ++k) {
    const std::size_t size = special[k].size();
    if (size == 0) return std::nullopt;
    const auto n = static_cast<std::size_t>(i);
    if (special.size() == 1 && n >= size) return std::nullopt;
    point.push_back(special[k][(n + k * (n / size)) % size]);
  }
  return point;
}

// Points at which a divisor, or the argument of a logarithm or power, is 0.
void Region::add_candidates_from_obligations() {
  constexpr std::size_t most = 60;
  const SymbolTable& symbols = machine_.symbols();
  const std::vector<Rational> others = {0, 1, Rational(1, 2), 2};
  for (const RationalFunction& function : symbols.obligations()) {
    const std::vector<int> generators = function.generators();
    std::vector<int> of_axis;
    for (std::size_t k = 0; k < axes_.size(); ++k)
      of_axis.push_back(symbols.index_of_variable("v" + std::to_string(k)));
    const bool is_polynomial = std::all_of(generators.begin(), generators.end(), [&](int g) {
      return std::find(of_axis.begin(), of_axis.end(), g) != of_axis.end();
    });
    if (!is_polynomial || function.size() > most) continue;
    const std::vector<RationalFunction::Term> terms = function.numerator_terms();
    for (std::size_t axis = 0; axis < axes_.size(); ++axis)
      for (std::size_t other = 0; other < (axes_.size() == 1 ? 1 : others.size()); ++other) {
        std::vector<Rational> point;
        for (std::size_t k = 0; k < axes_.size(); ++k) point.push_back(others[(other + k) % others.size()]);
        std::map<unsigned long, Rational> coefficients;
        bool is_quadratic = of_axis[axis] >= 0;
        for (const RationalFunction::Term& term : terms) {
          Rational c = term.coefficient;
          for (std::size_t k = 0; k < axes_.size() && is_quadratic; ++k)
            if (k != axis && of_axis[k] >= 0) {
              const unsigned long exponent = term.exponents[static_cast<std::size_t>(of_axis[k])];
              if (exponent > most)
                is_quadratic = false;
              else
                c *= pow(point[k], static_cast<long>(exponent));
            }
          if (!is_quadratic) break;
          const unsigned long degree = term.exponents[static_cast<std::size_t>(of_axis[axis])];
          coefficients[degree] += c;
          is_quadratic = degree <= 2;
          if (!is_quadratic) break;
        }
        if (!is_quadratic) continue;
        for (const Rational& root : rational_roots(coefficients)) {
          if (roots_.size() >= most) return;
          point[axis] = root;
          roots_.push_back(point);
        }
      }
  }
}

// Multiples of pi where circular functions may have zeros or poles, one coordinate at a time.
std::vector<std::vector<Value>> Region::circular_points() {
  const auto is_circular = [](const Code& part) {
    return part.builtin &&
           (part.builtin->name == "sin" || part.builtin->name == "cos" || part.builtin->name == "tan");
  };
  std::vector<std::vector<Value>> points;
  if (!machine_.has(code_, is_circular)) return points;
  constexpr std::pair<long, long> multiples[] = {{1, 2}, {-1, 2}, {1, 1}, {-1, 1}, {3, 2},  {2, 1},  {1, 4},
                                                 {1, 3}, {1, 6},  {2, 3}, {3, 4},  {-1, 4}, {-1, 3}, {-1, 6}};
  for (std::size_t k = 0; k < axes_.size(); ++k)
    for (const auto& [above, below] : multiples) {
      if (axes_[k].is_integer) continue;
      const auto others = sample(static_cast<int>(points.size()), [](std::size_t) { return std::nullopt; });
      if (!others) continue;
      points.emplace_back(others->begin(), others->end());
      points.back()[k] = multiple_of_pi(Rational(above, below));
    }
  return points;
}

// False if a sample refutes.
bool Region::sampled(Gathering& gathering, int count) {
  constexpr int combinations = 24;
  const bool looks_further = count > 4;
  std::vector<std::vector<Rational>> special;
  for (std::size_t k = 0; k < axes_.size(); ++k) special.push_back(special_values(k));
  const int candidates = std::min(count, combinations);
  for (const std::vector<Rational>& point : roots_)
    if (looks_further && !survives(point, gathering)) return false;
  for (int i = 0; i < candidates; ++i)
    if (std::optional<std::vector<Rational>> point = candidate(special, i))
      if (!survives(*point, gathering)) return false;
  for (int i = 0; i < count; ++i)
    if (std::optional<std::vector<Rational>> point = sample(i, [](std::size_t) { return std::nullopt; }))
      if (!survives(*point, gathering)) return false;
  constexpr int points_at_an_end = 3;
  for (std::size_t k = 0; k < axes_.size() && axes_.size() > 1 && count > points_at_an_end; ++k)
    for (const bool is_low : {true, false}) {
      const Axis& axis = axes_[k];
      if (is_low ? axis.low_infinite || axis.low_open : axis.high_infinite || axis.high_open) continue;
      const auto at_end = [&](std::size_t other) -> std::optional<Rational> {
        if (other != k) return std::nullopt;
        const auto* end = get_if<Rational>(is_low ? axis.low : axis.high);
        if (!end) throw Unsupported("the end is no rational number");
        return *end;
      };
      for (int i = 0; i < points_at_an_end; ++i)
        if (std::optional<std::vector<Rational>> point = sample(i, at_end))
          if (!survives(*point, gathering)) return false;
    }
  if (looks_further)
    for (const std::vector<Value>& point : circular_points())
      if (!survives(point, gathering)) return false;
  return true;
}

// False if a point with large coordinates on the infinite axes refutes. They grow as long as that costs
// little.
bool Region::far_points(Gathering& gathering) {
  constexpr unsigned long most_steps = 1'000'000;  // of one point, for the next to be looked at
  const bool has_line = std::any_of(axes_.begin(), axes_.end(),
                                    [](const Axis& axis) { return axis.low_infinite && axis.high_infinite; });
  const std::vector<long> sides = has_line ? std::vector<long>{1, -1} : std::vector<long>{1};
  for (const long exponent :
       {11, 12, 13, 14, 15, 16, 18, 20, 21, 22, 24, 28, 32, 40, 48, 64, 96, 128, 192, 256, 512, 1024}) {
    const unsigned long before = machine_.budget().steps_used();
    for (const long side : sides) {
      const auto far_away = [&](std::size_t k) -> std::optional<Rational> {
        const Axis& axis = axes_[k];
        const bool is_high = axis.high_infinite && (side > 0 || !axis.low_infinite);
        if (!is_high && !axis.low_infinite) return std::nullopt;
        return Rational(is_high ? 1 : -1) * pow(Rational(2), exponent);
      };
      if (std::optional<std::vector<Rational>> point = sample(static_cast<int>(exponent), far_away))
        if (!survives(*point, gathering)) return false;
    }
    if (machine_.budget().steps_used() - before > most_steps) break;
  }
  return true;
}

Rational Region::integer_value(const Axis& axis, long i) {
  if (!axis.low_infinite) return *get_if<Rational>(axis.low) + Rational(i);
  if (!axis.high_infinite) return *get_if<Rational>(axis.high) - Rational(i);
  return i % 2 == 0 ? Rational(-i / 2) : Rational((i + 1) / 2);
}

// False if one of the first cases of a range without end refutes.
bool Region::infinite_cases(Gathering& gathering, long most, long first) {
  constexpr int reals_at_each = 3;
  constexpr int reals_at_first = 48;  // where few points of a domain that grows say little
  constexpr long first_places = 8;
  std::vector<std::size_t> integers;
  for (std::size_t k = 0; k < axes_.size(); ++k)
    if (axes_[k].is_integer) integers.push_back(k);
  const bool only_integers = integers.size() == axes_.size();
  std::vector<std::vector<Rational>> special;
  for (std::size_t k = 0; k < axes_.size(); ++k) special.push_back(special_values(k));
  for (long i = first; i < most; ++i) {
    std::map<std::size_t, long> places;
    long rest = i;  // several integers by ascending sum of their indices
    for (std::size_t n = 0; n < integers.size(); ++n) {
      long own = rest;
      if (n + 1 < integers.size()) {
        long diagonal = 0;
        while ((diagonal + 1) * (diagonal + 2) / 2 <= rest) ++diagonal;
        own = rest - diagonal * (diagonal + 1) / 2;
        rest = diagonal - own;
      }
      places[integers[n]] = own;
    }
    const auto integer = [&](std::size_t k) -> std::optional<Rational> {
      const auto place = places.find(k);
      return place == places.end() ? std::nullopt : std::optional(integer_value(axes_[k], place->second));
    };
    const int reals = i < first_places ? reals_at_first : reals_at_each;
    for (int j = 0; j < (only_integers ? 1 : 2 * reals); ++j) {
      const int number = static_cast<int>(i) * reals + j % reals;
      std::optional<std::vector<Rational>> point =
          j < reals ? sample(number, integer) : candidate(special, number);
      if (!point) continue;
      for (const std::size_t k : integers) (*point)[k] = *integer(k);
      if (!survives(*point, gathering)) return false;
    }
  }
  return true;
}

}  // namespace dropcert::verify
