#include "check/forms/form_signs.hpp"

#include <algorithm>

#include "check/work.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr int deepest = 9;
constexpr std::size_t most_terms = 400;  // of one
constexpr std::uint64_t steps_of_terms = 400'000;
constexpr std::uint64_t steps_of_a_search = 4'000'000;

const Value one = mpq_class(1);

Value value_of(const Polynomial& a) {
  return quotient(a, Polynomial(1));
}

}  // namespace

// ---- what the forms ask

std::optional<int> Forms::strict_sign(const Value& a) {
  if (const std::optional<int> known = sign(a)) return known;
  if (is_seen(a, positive_sign)) return 1;
  if (is_seen(a, negative_sign)) return -1;
  return std::nullopt;
}

bool Forms::is_positive_line(const Value& a) const {
  if (!is_form(a)) return false;
  const Fraction line = as_fraction(a);
  if (!line.denominator.is_constant()) return false;
  const mpq_class below(line.denominator.terms().front().second);
  mpq_class constant;
  mpq_class slope;
  const Bounds* bounds = nullptr;
  for (const auto& [monomial, coefficient] : line.numerator.terms()) {
    if (monomial == Monomial()) {
      constant = coefficient / below;
      continue;
    }
    if (bounds) return false;  // more than one other term
    slope = coefficient / below;
    for (std::size_t g = 0; g < generators_.size() && !bounds; ++g)
      if (is_variable(first_free_generator + g) && monomial == generator_power(first_free_generator + g, 1))
        bounds = &generators_[g].bounds;
    if (!bounds) return false;
  }
  if (!bounds) return false;
  const std::optional<mpq_class>& end = sgn(slope) > 0 ? bounds->low : bounds->high;
  if (!end) return false;
  const int least = sgn(mpq_class(constant + slope * *end));
  return least > 0 || (least == 0 && (sgn(slope) > 0 ? bounds->excludes_low : bounds->excludes_high));
}

bool Forms::is_seen(const Value& a, unsigned signs) {
  if (!searches_ || !is_form(a)) return false;
  using Want = FormSigns::Want;
  auto look = [&](const Value& form, Want want) {
    if (search_) return search_->is_seen(form, want, 1);
    return FormSigns(*this).search(form, want, deepest);
  };
  const Want above = (signs & zero_sign) != 0 ? Want::nowhere_negative : Want::positive;
  if ((signs & positive_sign) != 0 && look(a, above)) return true;
  return (signs & negative_sign) != 0 && look(-a, above);
}

std::optional<bool> Forms::is_negative(const Value& a) {
  const unsigned known = is_exact_real(a) ? any_sign : signs(a);
  if ((known & negative_sign) == 0) return false;
  if ((known & positive_sign) == 0) return true;
  if (const std::optional<int> side = sign(a)) return *side < 0;
  if (!searches_ || !is_form(a)) return std::nullopt;
  for (const bool is_negative : {false, true}) {
    const Value form = is_negative ? -a : a;
    if (search_ ? search_->is_seen(form, FormSigns::Want::nowhere_negative, 1)
                : FormSigns(*this).search(form, FormSigns::Want::nowhere_negative, 2))
      return is_negative;
  }
  return std::nullopt;
}

// Where no sign is seen, one more number >= 0: what holds for all of these holds for that one.
Value Forms::absolute(const Value& a) {
  if (const std::optional<bool> is_less = is_negative(a)) return *is_less ? -a : a;
  const Fraction inside = as_fraction(a);
  if (is_complex(inside) || mentions_p(a))
    throw OutOfReach("the absolute value of a circular function, or of a function of p");
  const Fraction opposite = as_fraction(-a);
  const bool is_turned = !find(Kind::magnitude, inside) && find(Kind::magnitude, opposite);
  const std::size_t count = generators_.size();
  const Value result = generator(Kind::magnitude, is_turned ? opposite : inside);
  if (generators_.size() > count) generators_.back().bounds = {mpq_class(0), std::nullopt};
  return result;
}

// ---- the search

FormSigns::FormSigns(Forms& forms)
    : forms_(forms),
      count_(forms.count()),
      outer_perhaps_undefined_(std::exchange(notes().perhaps_undefined, false)) {
  forms_.search_ = this;
}

FormSigns::~FormSigns() {
  forms_.search_ = nullptr;
  forms_.forget_after(count_);
  notes().perhaps_undefined = outer_perhaps_undefined_;
}

bool FormSigns::search(const Value& form, Want want, int depth) {
  try {
    const Attempt attempt(steps_of_a_search);
    for (int deeper = std::min(depth, 3); deeper <= depth; deeper += 2)
      for (const bool uses_tangents : {false, true}) {
        if (uses_tangents && !has_logarithms()) continue;
        uses_tangents_ = uses_tangents;
        searched_ = 0;
        if (is_seen(form, want, deeper) || by_absolute_value(form, want, deeper)) return true;
      }
  } catch (const OutOfReach&) {
  }
  return false;
}

bool FormSigns::has_logarithms() const {
  for (std::size_t g = 0; g < forms_.count(); ++g)
    if (generator(g).kind == Kind::logarithm) return true;
  return false;
}

// |a| is a or -a: what is seen with both in its place holds.
bool FormSigns::by_absolute_value(const Value& form, Want want, int depth) {
  if (!is_form(form)) return false;
  const Fraction fraction = as_fraction(form);
  for (const std::size_t g : generators_of(form)) {
    const std::size_t place = first_free_generator + g;
    if (generator(g).kind != Kind::magnitude || degree_in(fraction.denominator, place) > 0) continue;
    const Value inside = argument(g);
    const auto is_seen_with = [&](const Value& side) {
      const Fraction by = as_fraction(side);
      const Value whole =
          quotient(substituted(fraction.numerator, place, by.numerator, by.denominator),
                   fraction.denominator) /
          power(quotient(by.denominator, Polynomial(1)), degree_in(fraction.numerator, place));
      searched_ = 0;
      return is_seen(whole, want, depth);
    };
    return is_seen_with(inside) && is_seen_with(-inside);
  }
  return false;
}

bool FormSigns::is_seen(const Value& form, Want want, int depth) {
  if (const std::optional<int> known = forms_.sign(form))
    return *known > 0 || (*known == 0 && want == Want::nowhere_negative);
  if (want == Want::nowhere_negative && has_nonnegative_terms(form)) return true;
  const auto* fraction = get_if<Fraction>(form);
  if (!fraction || depth <= 0 || ++searched_ > most_forms ||
      fraction->numerator.terms().size() > most_terms || fraction->denominator.terms().size() > most_terms ||
      fraction->mentions(0, first_free_generator) || forms_.is_complex(*fraction))
    return false;
  try {
    return by_rules(form, want, depth);
  } catch (const Undefined&) {
  } catch (const OutOfReach&) {
  }
  return false;
}

bool FormSigns::by_rules(const Value& form, Want want, int depth) {
  const Fraction fraction = as_fraction(form);
  const std::optional<int> below = strict_sign(value_of(fraction.denominator), std::max(1, depth - 1));
  if (!below) return false;
  const Polynomial numerator = fraction.numerator * Polynomial(*below);
  return by_terms(numerator, want) || by_factors(numerator, want, depth) ||
         (!fraction.denominator.is_constant() && by_derivative(form, want, depth - 1));
}

std::optional<int> FormSigns::strict_sign(const Value& form, int depth) {
  if (const std::optional<int> known = forms_.sign(form)) return *known == 0 ? std::nullopt : known;
  if (is_seen(form, Want::positive, depth)) return 1;
  if (is_seen(-form, Want::positive, depth)) return -1;
  return std::nullopt;
}

bool Forms::is_variable(std::size_t g) const {
  const Kind kind = kind_of(g);
  return kind == Kind::variable || kind == Kind::nonnegative || kind == Kind::positive ||
         kind == Kind::magnitude;
}

bool FormSigns::is_variable(std::size_t g) const {
  return forms_.is_variable(first_free_generator + g);
}

Value FormSigns::argument(std::size_t g) const {
  return quotient(generator(g).argument.numerator, generator(g).argument.denominator) /
         mpq_class(generator(g).divisor);
}

std::vector<std::size_t> FormSigns::generators_of(const Value& form) const {
  std::vector<std::size_t> result;
  if (!is_form(form)) return result;
  const Fraction fraction = as_fraction(form);
  for (std::size_t g = 0; g < forms_.count(); ++g)
    if (fraction.mentions(first_free_generator + g, first_free_generator + g + 1)) result.push_back(g);
  return result;
}

bool FormSigns::has_nonnegative_terms(const Polynomial& a) const {
  return std::all_of(a.terms().begin(), a.terms().end(), [&](const Polynomial::Term& term) {
    if (term.first[generator_p] != 0 || term.first[generator_i] != 0) return false;
    bool is_turned = term.second < 0;
    for (std::size_t g = 0; g < forms_.count(); ++g) {
      const Kind kind = generator(g).kind;
      const std::int32_t exponent = term.first[first_free_generator + g];
      if (exponent == 0) continue;
      if (kind == Kind::cis) return false;
      if (exponent % 2 == 0 || (kind != Kind::variable && kind != Kind::logarithm)) continue;
      const std::optional<mpq_class>& high = generator(g).bounds.high;  // of a logarithm: none
      if (!high || *high > 0) return false;
      is_turned = !is_turned;
    }
    return !is_turned;
  });
}

bool FormSigns::has_nonnegative_terms(const Value& form) const {
  if (const auto* number = get_if<mpq_class>(form)) return *number >= 0;
  const auto* fraction = get_if<Fraction>(form);
  return fraction && has_nonnegative_terms(fraction->numerator) &&
         has_nonnegative_terms(fraction->denominator);
}

// What is known of a generator at all points.
Bounds FormSigns::bounds_of(std::size_t g) const {
  const Forms::Generator& entry = generator(g);
  switch (entry.kind) {
    case Kind::exponential:
      if (has_nonnegative_terms(argument(g))) return {mpq_class(1), std::nullopt};
      if (has_nonnegative_terms(-argument(g))) return {mpq_class(0), mpq_class(1), true};
      return {mpq_class(0), std::nullopt, true};
    case Kind::logarithm:
      if (has_nonnegative_terms(argument(g) - one)) return {mpq_class(0), std::nullopt};
      if (has_nonnegative_terms(one - argument(g))) return {std::nullopt, mpq_class(0)};
      return {};
    case Kind::cis:
      return {};
    default:
      return entry.bounds;
  }
}

bool FormSigns::by_terms(const Polynomial& a, Want want) {
  const bool is_strict = want == Want::positive;
  if (!is_strict && std::find(not_seen_.begin(), not_seen_.end(), a) != not_seen_.end()) return false;
  Box box;
  for (std::size_t g = 0; g < forms_.count(); ++g) box[first_free_generator + g] = bounds_of(g);
  try {
    const Attempt attempt(steps_of_terms);
    if (is_strict ? is_positive_on(a, box) : is_nowhere_negative(a, box)) return true;
  } catch (const OutOfReach&) {
  }
  if (!is_strict) not_seen_.push_back(a);
  return false;
}

// Without what stands in logarithms and is seen to be positive.
Polynomial FormSigns::without_positive_factors(Polynomial a) {
  for (std::size_t g = 0; g < forms_.count(); ++g) {
    if (generator(g).kind != Kind::logarithm) continue;
    for (const Polynomial& factor : {generator(g).argument.numerator, generator(g).argument.denominator}) {
      if (factor.is_monomial() || factor.terms().size() > a.terms().size() || factor.has_roots() ||
          factor.mentions(generator_i, generator_i + 1) || factor.content().second != 1 ||
          !by_terms(factor, Want::positive))
        continue;
      for (Polynomial quotient; a.divide(factor, quotient);) a = quotient;
    }
  }
  return a;
}

// Without factors whose sign is known: the monomial common to all terms, a square.
bool FormSigns::by_factors(const Polynomial& a, Want want, int depth) {
  const auto [common, integer] = a.content();
  Polynomial rest = a.without({common, integer});
  int side = 1;
  for (std::size_t g = 0; g < forms_.count(); ++g) {
    const std::int32_t exponent = common[first_free_generator + g];
    if (exponent == 0) continue;
    const Value factor = generator_value(first_free_generator + g);
    const Bounds bounds = bounds_of(g);
    if (want == Want::nowhere_negative) {
      if (exponent % 2 == 0 || (bounds.low && *bounds.low >= 0)) continue;
      if (bounds.high && *bounds.high <= 0) {
        side = -side;
        continue;
      }
    }
    const bool is_alone = rest.is_constant() && common == generator_power(first_free_generator + g, 1);
    const std::optional<int> known = is_alone ? forms_.sign(factor) : strict_sign(factor, 1);
    if (known && *known < 0 && exponent % 2 != 0) side = -side;
    if (known) continue;
    if (!rest.is_constant() || exponent % 2 == 0) return false;
    rest = rest * as_fraction(factor).numerator;  // a logarithm alone
  }
  rest = without_positive_factors(rest * Polynomial(side));
  if (rest.is_constant()) return rest.terms().back().second > 0;
  if (const std::optional<Polynomial> root = square_root(rest))
    return want == Want::nowhere_negative || strict_sign(value_of(*root), depth - 1);
  if (!(rest == a) && by_terms(rest, want)) return true;
  return by_exponential(rest, want, depth - 1) || by_logarithms(rest, want, depth - 1) ||
         by_division(rest, want, depth - 1) || by_derivative(value_of(rest), want, depth - 1) ||
         (uses_tangents_ && by_tangents(rest, want, 0));
}

// A sum of logarithms and variables has the sign of its exponential less 1.
bool FormSigns::by_exponential(const Polynomial& a, Want want, int depth) {
  bool has_logarithm = false;
  for (const auto& [monomial, coefficient] : a.terms()) {
    std::optional<std::size_t> only;
    for (std::size_t g = 0; g < forms_.count(); ++g) {
      const std::int32_t exponent = monomial[first_free_generator + g];
      if (exponent == 0) continue;
      if (exponent > 1 || only) return false;
      only = g;
    }
    if (!only || abs(coefficient) > 60) return false;
    if (generator(*only).kind != Kind::logarithm && !is_variable(*only)) return false;
    has_logarithm = has_logarithm || generator(*only).kind == Kind::logarithm;
  }
  return has_logarithm && is_seen(forms_.exp(value_of(a)) - one, want, depth);
}

// c e + r, where e is a power of an exponential, and c and r are free of it, with opposite signs: the sign of
// the difference of the logarithms.
bool FormSigns::by_logarithms(const Polynomial& a, Want want, int depth) {
  for (std::size_t g = 0; g < forms_.count(); ++g) {
    const std::size_t place = first_free_generator + g;
    const std::int32_t power = degree_in(a, place);
    if (generator(g).kind != Kind::exponential || power == 0) continue;
    Polynomial coefficient;
    Polynomial rest;
    bool is_one_power = true;
    for (auto [monomial, number] : a.terms()) {
      const std::int32_t exponent = std::exchange(monomial.exponents[place], 0);
      is_one_power = is_one_power && (exponent == 0 || exponent == power);
      (exponent == 0 ? rest : coefficient).add(monomial, number);
    }
    if (!is_one_power) continue;
    const std::optional<int> above = strict_sign(value_of(coefficient), depth - 1);
    if (!above) continue;
    const Value other = value_of(rest * Polynomial(-*above));
    if (!is_seen(other, Want::positive, depth - 1)) continue;
    const Value difference = mpq_class(power) * argument(g) +
                             forms_.log(value_of(coefficient * Polynomial(*above))) - forms_.log(other);
    if (is_seen(mpq_class(*above) * difference, want, depth - 1)) return true;
  }
  return false;
}

// Divided by what stands before all of its logarithms, up to integers: their derivatives then are free of
// logarithms.
bool FormSigns::by_division(const Polynomial& a, Want want, int depth) {
  std::optional<Polynomial> common;
  for (std::size_t g = 0; g < forms_.count(); ++g) {
    const std::size_t place = first_free_generator + g;
    if (generator(g).kind != Kind::logarithm || !a.mentions(place, place + 1)) continue;
    Polynomial coefficient;
    for (auto [monomial, number] : a.terms()) {
      if (monomial[place] == 0) continue;
      --monomial.exponents[place];
      coefficient.add(monomial, number);
    }
    for (std::size_t k = 0; k < forms_.count(); ++k)
      if (generator(k).kind == Kind::logarithm &&
          coefficient.mentions(first_free_generator + k, first_free_generator + k + 1))
        return false;
    coefficient = coefficient.without({Monomial(), coefficient.content().second});
    if (coefficient.terms().back().second < 0) coefficient = coefficient * Polynomial(-1);
    if (common && !(*common == coefficient)) return false;
    common = coefficient;
  }
  if (!common || common->is_constant()) return false;
  const std::optional<int> side = strict_sign(value_of(*common), depth - 1);
  return side && by_derivative(quotient(a, *common * Polynomial(*side)), want, depth);
}

}  // namespace dropcert::check
