// A search for the sign of a form at all points, as one does it with pencil and paper.
#include <algorithm>
#include <numeric>

#include "verify/outcome.hpp"
#include "verify/symbol_table.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace language;

namespace {

constexpr int most_forms = 300;         // looked at in one search
constexpr std::size_t most_size = 400;  // terms of one

const RationalFunction one{Rational(1)};
const RationalFunction minus_one{Rational(-1)};

}  // namespace

bool SymbolTable::is_nowhere_negative(const Symbolic& form) {
  if (sign(form).value_or(-1) >= 0 || has_nonnegative_terms(form.function)) return true;
  return searches_ && search(form, Want::nowhere_negative, deepest);
}

bool SymbolTable::is_positive(const Symbolic& form) {
  if (const std::optional<int> known = sign(form)) return *known > 0;
  return searches_ && search(form, Want::positive, deepest);
}

bool SymbolTable::is_positive_line(const Symbolic& form) const {
  const std::optional<Rational> below = form.function.denominator().constant();
  if (!below) return false;
  Rational constant(0), slope(0);
  int variable = -1;
  for (const RationalFunction::Term& term : form.function.numerator_terms()) {
    int found = -1;
    for (std::size_t g = 0; g < term.exponents.size(); ++g) {
      if (term.exponents[g] == 0) continue;
      if (found >= 0 || term.exponents[g] != 1) return false;
      found = static_cast<int>(g);
    }
    if (found >= 0 && variable >= 0) return false;
    if (found >= 0) variable = found;
    (found >= 0 ? slope : constant) = term.coefficient / *below;
  }
  if (variable < 0 || !is(variable, Kind::variable)) return false;
  const SignRange& bounds = generators_[static_cast<std::size_t>(variable)].bounds;
  const std::optional<Rational>& end = slope.sign() > 0 ? bounds.low : bounds.high;
  if (!end) return false;
  const int sign = (constant + slope * *end).sign();
  return sign > 0 || (sign == 0 && (slope.sign() > 0 ? bounds.excludes_low : bounds.excludes_high));
}

std::optional<int> SymbolTable::definite_sign(const Symbolic& form, int depth) {
  if (const std::optional<int> known = sign(form)) return known;
  if (!searches_) return std::nullopt;
  if (search(form, Want::positive, depth)) return 1;
  if (search({minus_one * form.function}, Want::positive, depth)) return -1;
  return std::nullopt;
}

std::optional<bool> SymbolTable::is_negative(const Symbolic& form) {
  const Symbolic opposite{minus_one * form.function};
  if (has_nonnegative_terms(form.function)) return false;
  if (has_nonnegative_terms(opposite.function)) return true;
  constexpr long bits = 256;  // of a form that is a number
  if (const std::optional<Ball> ball = enclosure(form, Bits(bits)); ball && ball->is_finite())
    if (const std::optional<int> known = ball->sign()) {
      set_enclosed();
      return *known < 0;
    }
  if (!searches_) return std::nullopt;
  if (search(form, Want::nowhere_negative, 2)) return false;
  if (search(opposite, Want::nowhere_negative, 2)) return true;
  return std::nullopt;
}

// Leaves no trace but denominators, and that enclosures were used where they helped.
bool SymbolTable::search(const Symbolic& form, Want want, int depth) {
  if (is_in_search_) return is_seen(form.function, want, 1);  // for a division or a logarithm on the way
  struct Restore {
    SymbolTable& table;
    Mark mark = table.mark();
    std::size_t obligations = table.obligations_.size();
    bool is_open = table.is_open_;
    ~Restore() {
      table.is_in_search_ = false;
      table.not_seen_.clear();
      table.release(mark, false);
      table.obligations_.resize(obligations);
      table.is_open_ = is_open;
    }
  } restore{*this};
  is_in_search_ = true;
  const bool was_enclosed = is_enclosed_;
  // An absolute value is what it is of or the opposite: what is seen of both holds.
  auto is_seen_by_absolute_value = [&](int deeper) {
    for (const int g : form.function.generators()) {
      const Generator& entry = generators_[static_cast<std::size_t>(g)];
      if (entry.kind != Kind::variable || !entry.name.empty()) continue;
      const RationalFunction inside = entry.argument;
      try {
        for (const RationalFunction& side : {inside, minus_one * inside}) {
          searched_ = 0;
          if (!is_seen(at(form.function, g, side), want, deeper)) return false;
        }
        return true;
      } catch (const Undefined&) {
      } catch (const Unsupported&) {
      }
    }
    return false;
  };
  const auto has_logarithms = [this] {
    return std::any_of(generators_.begin(), generators_.end(),
                       [](const Generator& entry) { return entry.kind == Kind::log; });
  };
  for (int deeper = std::min(depth, 3); deeper <= depth; deeper += 2)  // short ways first
    for (const bool uses_tangents : {false, true}) {
      if (uses_tangents && !has_logarithms()) continue;
      uses_tangents_ = uses_tangents;
      searched_ = 0;
      if (is_seen(form.function, want, deeper) || is_seen_by_absolute_value(deeper)) return true;
      is_enclosed_ = was_enclosed;
    }
  return false;
}

bool SymbolTable::has_only_real_parts(const RationalFunction& form) const {
  const std::vector<int> all = form.generators();
  return std::none_of(all.begin(), all.end(),
                      [&](int g) { return is(g, Kind::i) || is(g, Kind::cis) || is(g, Kind::ring); });
}

bool SymbolTable::is_seen(const RationalFunction& form, Want want, int depth) {
  if (form.is_zero()) return want == Want::nowhere_negative;
  if (const std::optional<int> known = sign({form})) return *known > 0;
  if (want == Want::nowhere_negative && has_nonnegative_terms(form)) return true;
  search_work_ -= static_cast<long>(form.size());
  if (depth <= 0 || ++searched_ > most_forms || search_work_ < 0 || form.size() > most_size ||
      !has_only_real_parts(form))
    return false;
  try {
    const std::optional<int> below = strict_sign(form.denominator(), std::max(1, depth - 1));
    if (!below) return false;
    const RationalFunction numerator = RationalFunction(Rational(*below)) * form.numerator();
    return is_seen_by_terms(numerator, want) || is_seen_by_factors(numerator, want, depth) ||
           (!form.denominator().constant() && is_seen_by_derivative(form, want, depth - 1));
  } catch (const Undefined&) {
    return false;
  } catch (const Unsupported&) {
    return false;
  } catch (const std::length_error&) {
    return false;
  } catch (const std::domain_error&) {
    return false;
  }
}

std::optional<int> SymbolTable::strict_sign(const RationalFunction& form, int depth) {
  if (const std::optional<int> known = sign({form})) return known;
  if (is_seen(form, Want::positive, depth)) return 1;
  if (is_seen(minus_one * form, Want::positive, depth)) return -1;
  return std::nullopt;
}

bool SymbolTable::is_seen_by_terms(const RationalFunction& polynomial, Want want) {
  const bool is_strict = want == Want::positive;
  if (!is_strict && std::find(not_seen_.begin(), not_seen_.end(), polynomial) != not_seen_.end())
    return false;
  std::vector<RationalFunction::Term> terms = polynomial.numerator_terms();
  std::vector<SignRange> ranges;
  for (const Generator& generator : generators_) ranges.push_back(range_of(generator));
  for (RationalFunction::Term& term : terms) term.exponents.resize(generators_.size());
  if (!(is_strict ? verify::is_positive(terms, ranges)
                  : verify::is_nowhere_negative(terms, ranges, search_work_))) {
    if (!is_strict) not_seen_.push_back(polynomial);
    return false;
  }
  for (const int g : polynomial.generators())
    is_enclosed_ = is_enclosed_ || is(g, Kind::pi) || is(g, Kind::root);
  return true;
}

// Factors whose sign is known are left out; of the rest each is to have one sign.
bool SymbolTable::is_seen_by_factors(const RationalFunction& polynomial, Want want, int depth) {
  auto [content, factors] = polynomial.factors();
  int side = content.sign();
  std::vector<RationalFunction> rest;
  for (const auto& [factor, multiplicity] : factors) {
    if (multiplicity % 2 == 0 && want == Want::nowhere_negative) continue;
    const std::optional<int> known = factors.size() == 1 ? sign({factor}) : strict_sign(factor, 1);
    if (!known)
      rest.push_back(factor);
    else if (*known < 0 && multiplicity % 2 != 0)
      side = -side;
    if (!known && multiplicity % 2 == 0) return false;
  }
  if (rest.empty()) return side > 0;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const bool is_last = i + 1 == rest.size();
    auto is_seen_with = [&, has_factors = factors.size() > 1](int sign) {
      const RationalFunction signed_factor = RationalFunction(Rational(sign)) * rest[i];
      if (has_factors && is_seen_by_terms(signed_factor, want)) return true;
      return is_seen_by_exponential(signed_factor, want, depth - 1) ||
             is_seen_by_logarithms(signed_factor, want, depth - 1) ||
             is_seen_by_division(signed_factor, want, depth - 1) ||
             is_seen_by_derivative(signed_factor, want, depth - 1) ||
             (uses_tangents_ && is_seen_by_tangents(signed_factor, want, 0));
    };
    if (is_last) return is_seen_with(side);
    if (is_seen_with(1)) continue;
    if (!is_seen_with(-1)) return false;
    side = -side;
  }
  return false;
}

// A sum of logarithms and variables, with rational coefficients, times what is positive: its sign is that of
// exp(k sum) - 1, where that is a function without logarithms.
bool SymbolTable::is_seen_by_exponential(const RationalFunction& polynomial, Want want, int depth) {
  bool has_logarithm = false;
  Integer common(1);
  for (const RationalFunction::Term& term : polynomial.numerator_terms()) {
    const unsigned long degree = std::accumulate(term.exponents.begin(), term.exponents.end(), 0UL);
    if (degree != 1) return false;
    const auto g = static_cast<int>(std::find(term.exponents.begin(), term.exponents.end(), 1UL) -
                                    term.exponents.begin());
    if (!is(g, Kind::log) && !is(g, Kind::variable)) return false;
    has_logarithm = has_logarithm || is(g, Kind::log);
    fmpz_lcm(common.raw(), common.raw(), term.coefficient.denominator().raw());
  }
  if (!has_logarithm) return false;
  const Symbolic power = exp({RationalFunction(Rational(common)) * polynomial});
  return is_seen(power.function - one, want, depth);
}

// c e + r, where e is a power of an exponential, and c and r are free of it, with opposite signs: the sign of
// the difference of the logarithms.
bool SymbolTable::is_seen_by_logarithms(const RationalFunction& polynomial, Want want, int depth) {
  const std::vector<RationalFunction::Term> terms = polynomial.numerator_terms();
  for (const int g : polynomial.generators()) {
    if (!is(g, Kind::exp)) continue;
    const auto index = static_cast<std::size_t>(g);
    unsigned long power = 0;
    bool is_one_power = true;
    for (const RationalFunction::Term& term : terms) {
      const unsigned long n = term.exponents[index];
      is_one_power = is_one_power && (n == 0 || power == 0 || n == power);
      power = std::max(power, n);
    }
    if (!is_one_power) continue;
    const RationalFunction unit = pow(RationalFunction::generator(g), static_cast<long>(power));
    RationalFunction coefficient = polynomial.derivative(g);
    coefficient = coefficient * RationalFunction::generator(g) /
                  (RationalFunction(Rational(static_cast<long>(power))) * unit);
    const RationalFunction rest = polynomial - coefficient * unit;
    const std::optional<int> above = strict_sign(coefficient, depth - 1);
    if (!above) continue;
    const RationalFunction other = RationalFunction(Rational(-*above)) * rest;
    if (!is_seen(other, Want::positive, depth - 1)) continue;
    const RationalFunction argument =
        RationalFunction(Rational(static_cast<long>(power))) * generators_[index].argument;
    const Symbolic left = log({RationalFunction(Rational(*above)) * coefficient});
    const Symbolic right = log({other});
    const RationalFunction difference = argument + left.function - right.function;
    if (is_seen(RationalFunction(Rational(*above)) * difference, want, depth - 1)) return true;
  }
  return false;
}

// Divided by what stands before all of its logarithms, up to rational numbers: their derivatives then are
// free of logarithms.
bool SymbolTable::is_seen_by_division(const RationalFunction& polynomial, Want want, int depth) {
  RationalFunction common;
  for (const int g : polynomial.generators()) {
    if (!is(g, Kind::log)) continue;
    const RationalFunction coefficient = polynomial.derivative(g);
    const std::vector<int> inside = coefficient.generators();
    if (std::any_of(inside.begin(), inside.end(), [&](int k) { return is(k, Kind::log); })) return false;
    if (common.is_zero()) common = coefficient;
    if (!(coefficient / common).constant()) return false;
  }
  if (common.is_zero() || common.constant()) return false;
  const std::optional<int> side = strict_sign(common, depth - 1);
  if (!side) return false;
  return is_seen_by_derivative(polynomial / (RationalFunction(Rational(*side)) * common), want, depth);
}

// log(m + r) is log m, or log m + r/(m + r), plus an excess, and log m + r/m less a shortfall, none of them
// negative where m is positive and r is not negative: what is seen for all of their values holds. m is a term
// of the sum, or stands in another logarithm.
bool SymbolTable::is_seen_by_tangents(const RationalFunction& polynomial, Want want, int first_logarithm) {
  constexpr std::size_t most_terms = 4;
  const std::vector<int> all = polynomial.generators();
  for (const int g : all) {
    if (g < first_logarithm || !is(g, Kind::log)) continue;
    const RationalFunction coefficient = polynomial.derivative(g);
    const RationalFunction rest = polynomial - coefficient * RationalFunction::generator(g);
    const RationalFunction argument = generators_[static_cast<std::size_t>(g)].argument;
    const std::vector<std::pair<Rational, RationalFunction>> terms = argument.terms();
    const std::vector<int> inside = coefficient.generators();
    if (std::find(inside.begin(), inside.end(), g) != inside.end() || !argument.denominator().constant() ||
        terms.size() > most_terms)
      continue;
    std::vector<RationalFunction> parts;
    for (const auto& [number, product] : terms) parts.push_back(RationalFunction(number) * product);
    for (const int other : all)
      if (other != g && is(other, Kind::log))
        parts.push_back(generators_[static_cast<std::size_t>(other)].argument);
    for (const RationalFunction& m : parts) {
      const RationalFunction r = argument - m;
      if (r.is_zero() || sign({m}) != 1 || !has_nonnegative_terms(r)) continue;
      const Range range = is_seen_by_terms(r, Want::positive) ? Range::positive : Range::nonnegative;
      const RationalFunction start = log({m}).function;
      struct Bound {
        const char* name;
        RationalFunction more;
        bool is_below;
      };
      for (const Bound& bound : {Bound{"log m", {}, true}, Bound{"log m + r/(m + r)", r / argument, true},
                                 Bound{"log m + r/m", r / m, false}}) {
        if (++searched_ > most_forms) return false;
        const RationalFunction number = function_value(bound.name, {{argument}, {m}}, range, {}).function;
        const RationalFunction value = start + bound.more + (bound.is_below ? number : minus_one * number);
        const RationalFunction whole = coefficient * value + rest;
        const std::optional<int> below = sign({whole.denominator()});
        if (!below) continue;
        const RationalFunction numerator = RationalFunction(Rational(*below)) * whole.numerator();
        if (is_seen_by_terms(numerator, want) || is_seen_by_tangents(numerator, want, g + 1)) return true;
      }
    }
  }
  return false;
}

// Whether all logarithms are of positive forms, and all denominators have a sign.
bool SymbolTable::is_defined_everywhere(const RationalFunction& form, int depth) {
  if (!strict_sign(form.denominator(), depth)) return false;
  const std::vector<int> all = form.generators();
  return std::all_of(all.begin(), all.end(), [&](int g) {
    const auto index = static_cast<std::size_t>(g);
    if (is(g, Kind::exp)) return is_defined_everywhere(generators_[index].argument, depth);
    if (!is(g, Kind::log)) return true;
    const RationalFunction argument = generators_[index].argument;
    return is_seen(argument, Want::positive, depth) && is_defined_everywhere(argument, depth);
  });
}

// From an end of a variable's range on: what is not negative there, and does not fall on the way.
bool SymbolTable::is_seen_by_derivative(const RationalFunction& form, Want want, int depth) {
  if (depth <= 0 || !is_defined_everywhere(form, 2)) return false;
  const std::set<int> variables = variables_of(form);
  return std::any_of(variables.begin(), variables.end(), [&](int v) {
    return is_seen_from_end(form, v, true, want, depth) || is_seen_from_end(form, v, false, want, depth);
  });
}

// Also those inside of exponentials and logarithms.
std::set<int> SymbolTable::variables_of(const RationalFunction& form) const {
  std::set<int> result;
  for (const int g : form.generators()) {
    if (is(g, Kind::variable)) result.insert(g);
    if (is(g, Kind::exp) || is(g, Kind::log))
      result.merge(variables_of(generators_[static_cast<std::size_t>(g)].argument));
  }
  return result;
}

bool SymbolTable::depends_on(const RationalFunction& form, const std::set<int>& variables) const {
  const std::vector<int> all = form.generators();
  return std::any_of(all.begin(), all.end(), [&](int g) {
    if (variables.count(g) != 0) return true;
    const Generator& entry = generators_[static_cast<std::size_t>(g)];
    const bool has_argument =  // of an absolute value, which is a variable, too
        is(g, Kind::exp) || is(g, Kind::log) || is(g, Kind::cis) || is(g, Kind::variable);
    return (has_argument && depends_on(entry.argument, variables)) ||
           std::any_of(entry.arguments.begin(), entry.arguments.end(),
                       [&](const RationalFunction& argument) { return depends_on(argument, variables); });
  });
}

bool SymbolTable::is_seen_from_end(const RationalFunction& form, int variable, bool is_low, Want want,
                                   int depth) {
  const Generator entry = generators_[static_cast<std::size_t>(variable)];
  const std::optional<Rational>& end = is_low ? entry.bounds.low : entry.bounds.high;
  if (!end) return false;
  const bool is_strict = want == Want::positive && is_low && entry.bounds.excludes_low;
  const bool was_open = std::exchange(is_open_, false);
  std::optional<RationalFunction> start;
  try {
    start = at(form, variable, *end);
  } catch (const Undefined&) {  // there, which is no point of the region
  } catch (const Unsupported&) {
  }
  const bool is_defined = start && !is_open_;
  is_open_ = was_open;
  if (!is_defined || !is_defined_everywhere(*start, 2)) return false;
  if (!is_seen(*start, is_strict ? Want::nowhere_negative : want, depth - 1)) return false;
  const RationalFunction slope = RationalFunction(Rational(is_low ? 1 : -1)) * derivative(form, variable);
  return is_seen(slope, is_strict ? Want::positive : Want::nowhere_negative, depth - 1);
}

// The value of a function that has no form changes in an unknown way.
void SymbolTable::require_independent(int generator, int variable) const {
  const Generator& entry = generators_[static_cast<std::size_t>(generator)];
  if (std::any_of(entry.arguments.begin(), entry.arguments.end(),
                  [&](const RationalFunction& argument) { return depends_on(argument, {variable}); }))
    throw Unsupported("a function without a form varies");
}

Symbolic SymbolTable::substituted(const Symbolic& form, int variable, const Symbolic& value) {
  if (is_complex(form)) throw Unsupported("a circular function in which something is put");
  return {at(form.function, variable, value.function)};
}

Symbolic SymbolTable::derivative_of(const Symbolic& form, int variable) {
  if (is_complex(form)) throw Unsupported("the derivative of a circular function in an identity");
  require_differentiable(form.function, variable);
  return {derivative(form.function, variable)};
}

Symbolic SymbolTable::derivative_at(const Symbolic& form, const Symbolic& x, int variable,
                                    unsigned long order, const Symbolic& value) {
  require_differentiable(form.function, variable);
  require_differentiable(x.function, variable);
  const RationalFunction slope = derivative(x.function, variable);
  if (!definite_sign({slope})) throw Unsupported("a derivative at a point that is not monotone");
  RationalFunction result = form.function;
  for (unsigned long i = 0; i < order; ++i) result = reduced(derivative(result, variable) / slope);
  return {at(result, variable, value.function)};
}

std::optional<int> SymbolTable::only_positive_variable(const Symbolic& form) const {
  const std::set<int> all = variables_of(form.function);
  if (all.size() != 1 || is_complex(form)) return std::nullopt;
  const Generator& entry = generators_[static_cast<std::size_t>(*all.begin())];
  return entry.range == Range::positive ? std::optional(*all.begin()) : std::nullopt;
}

// An absolute value is a variable, and changes with its argument in a way that depends on a sign.
void SymbolTable::require_differentiable(const RationalFunction& form, int variable) const {
  for (const int g : form.generators()) {
    if (g == variable || !depends_on(RationalFunction::generator(g), {variable})) continue;
    if (is(g, Kind::variable)) throw Unsupported("the derivative of an absolute value");
    require_differentiable(generators_[static_cast<std::size_t>(g)].argument, variable);
  }
}

std::optional<Symbolic> SymbolTable::exponent(int generator) const {
  if (!is(generator, Kind::exp)) return std::nullopt;
  return Symbolic{generators_[static_cast<std::size_t>(generator)].argument};
}

std::optional<Symbolic> SymbolTable::angle(int generator) const {
  if (!is(generator, Kind::cis)) return std::nullopt;
  return Symbolic{generators_[static_cast<std::size_t>(generator)].argument};
}

// The form where the variable has that value.
RationalFunction SymbolTable::at(const RationalFunction& form, int variable, const RationalFunction& value) {
  std::vector<RationalFunction> values(RationalFunction::max_generators);
  for (const int g : form.generators()) {
    const auto index = static_cast<std::size_t>(g);
    const RationalFunction argument = generators_[index].argument;
    require_independent(g, variable);
    values[index] = g == variable      ? value
                    : is(g, Kind::exp) ? exp({at(argument, variable, value)}).function
                    : is(g, Kind::log) ? log({at(argument, variable, value)}).function
                    : is(g, Kind::cis) ? product_over_terms(at(argument, variable, value), Kind::cis)
                                       : RationalFunction::generator(g);
  }
  auto sum_of = [&](const std::vector<RationalFunction::Term>& terms) {
    RationalFunction sum;
    for (const RationalFunction::Term& term : terms) {
      RationalFunction product(term.coefficient);
      for (std::size_t g = 0; g < values.size(); ++g)
        if (term.exponents[g] != 0) product = product * pow(values[g], static_cast<long>(term.exponents[g]));
      sum = sum + product;
    }
    return sum;
  };
  std::vector<RationalFunction::Term> below = form.denominator_terms();
  RationalFunction turns(Rational(1));  // of modulus 1, so that they are never 0
  for (const int g : form.generators()) {
    if (!is(g, Kind::cis)) continue;
    const auto place = static_cast<std::size_t>(g);
    const auto least = std::min_element(below.begin(), below.end(), [&](const auto& a, const auto& b) {
                         return a.exponents[place] < b.exponents[place];
                       })->exponents[place];
    for (RationalFunction::Term& term : below) term.exponents[place] -= least;
    if (least != 0) turns = turns * pow(values[place], static_cast<long>(least));
  }
  const Symbolic quotient = divide({reduced(sum_of(form.numerator_terms()))}, {reduced(sum_of(below))});
  return reduced(quotient.function / turns);
}

RationalFunction SymbolTable::derivative(const RationalFunction& form, int variable) {
  RationalFunction sum;
  for (const int g : form.generators()) {
    if (g == variable) {
      sum = sum + form.derivative(g);
      continue;
    }
    require_independent(g, variable);
    const Generator entry = generators_[static_cast<std::size_t>(g)];
    if (entry.kind != Kind::exp && entry.kind != Kind::log && entry.kind != Kind::cis) continue;
    RationalFunction inner = derivative(entry.argument, variable);
    if (inner.is_zero()) continue;
    inner = entry.kind == Kind::log ? inner / entry.argument : inner * RationalFunction::generator(g);
    if (entry.kind == Kind::cis) inner = inner * imaginary_unit();
    sum = sum + form.derivative(g) * inner;
  }
  return reduced(sum);
}

}  // namespace dropcert::verify
