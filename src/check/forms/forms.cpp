#include "check/forms/forms.hpp"

#include <algorithm>
#include <numeric>

#include "check/forms/roots.hpp"
#include "check/work.hpp"

namespace dropcert::check {

using namespace language;

namespace {

const Value one = mpq_class(1);
constexpr Bits bits_of_a_number = 256;  // to tell its sign

// cos(k pi/12), k even or a multiple of 3.
Value cos_of_twelfths(int k) {
  k = ((k % 24) + 24) % 24;
  if (k > 12) k = 24 - k;
  if (k > 6) return -cos_of_twelfths(12 - k);
  if (k == 0) return one;
  if (k == 6) return mpq_class(0);
  if (k == 4) return mpq_class(1, 2);
  return nth_root(mpq_class(k == 2 ? 3 : 2, 4), 2, MPFR_PREC_MIN);
}

// cos and sin of c pi/12 known exactly are those for which c is an integer, even or a multiple of 3.
std::optional<int> exact_twelfths(const mpq_class& turns) {
  const mpq_class twelfths = 12 * turns;
  if (twelfths.get_den() != 1) return std::nullopt;
  const mpz_class rest = twelfths.get_num() % 24;
  const auto k = static_cast<int>(*to_int64(rest));
  return k % 2 == 0 || k % 3 == 0 ? std::optional(k) : std::nullopt;
}

}  // namespace

std::optional<Value> exact_circular(const Value& argument, bool is_sine) {
  const Value turns = argument / generator_value(generator_pi);
  const auto* rational = get_if<mpq_class>(turns);
  const std::optional<int> k = rational ? exact_twelfths(*rational) : std::nullopt;
  if (!k) return std::nullopt;
  return cos_of_twelfths(is_sine ? *k - 6 : *k);  // sin x = cos(x - pi/2)
}

const Forms::Generator* Forms::find(Kind kind, const Fraction& argument) const {
  for (const Generator& generator : generators_)
    if (generator.kind == kind && generator.argument == argument) return &generator;
  return nullptr;
}

Value Forms::generator(Kind kind, const Fraction& argument, const mpz_class& divisor) {
  const bool is_variable = kind == Kind::variable || kind == Kind::nonnegative || kind == Kind::positive;
  const Generator* known = is_variable ? nullptr : find(kind, argument);
  const auto number = known ? static_cast<std::size_t>(known - generators_.data()) : generators_.size();
  if (first_free_generator + number >= max_generators)
    throw OutOfReach("an identity has too many variables, exponentials and logarithms");
  if (!known) generators_.push_back({kind, argument, divisor, {}});
  return generator_value(first_free_generator + number);
}

// x = l + t with t >= 0; or x = (l + h t)/(1 + t), which goes from l to h, without h, as t goes from 0 to oo.
Value Forms::variable(const Bounds& bounds, bool is_substituted, bool is_point) {
  const std::optional<mpq_class>& low = bounds.low;
  const bool is_known = low && (is_substituted || *low >= 0);
  const bool is_positive = is_known && (bounds.excludes_low || (!is_substituted && *low > 0));
  const Kind kind = is_positive ? Kind::positive : is_known ? Kind::nonnegative : Kind::variable;
  const std::size_t place = generators_.size();
  Value t = generator(kind, {Polynomial(), Polynomial(1)});
  const bool is_itself = !(is_known && is_point) || root_of_variable(place) == 1;
  if (!is_substituted && is_itself) generators_[place].bounds = bounds;
  if (is_known && is_point) {
    generators_[place].has_roots = true;
    t = check::power(t, root_of_variable(place));
  }
  if (!is_substituted || !low) return t;
  if (!bounds.high || !bounds.excludes_high) return Value(*low) + t;
  return (Value(*low) + Value(*bounds.high) * t) / (one + t);
}

std::int32_t& Forms::root_of_variable(std::size_t g) {
  std::size_t place = 0;  // among the variables, which come in the same order each time
  for (std::size_t i = 0; i < g; ++i)
    place += generators_[i].kind == Kind::variable || generators_[i].kind == Kind::nonnegative ||
             generators_[i].kind == Kind::positive;
  if (place >= roots_.size()) roots_.resize(place + 1, 1);
  return roots_[place];
}

Value Forms::variable(const Bounds& bounds) {
  const bool is_positive = bounds.low && (*bounds.low > 0 || (*bounds.low == 0 && bounds.excludes_low));
  const Kind kind = is_positive                      ? Kind::positive
                    : bounds.low && *bounds.low >= 0 ? Kind::nonnegative
                                                     : Kind::variable;
  const std::size_t place = generators_.size();
  const Value x = generator(kind, {Polynomial(), Polynomial(1)});
  generators_[place].bounds = bounds;
  generators_[place].has_roots = kind != Kind::variable;
  const std::int32_t root = root_of_variable(place);
  if (kind == Kind::variable || root == 1) return x;
  generators_[place].bounds = {mpq_class(0), std::nullopt, is_positive};
  return check::power(x, root);
}

unsigned Forms::signs(const Polynomial& a) const {
  bool has_positive_term = false;
  const auto is_nonnegative = [&](const Monomial& monomial, int sign) {
    if (sign < 0 || monomial[generator_p] != 0 || monomial[generator_i] != 0) return false;
    bool is_positive = true;
    for (std::size_t g = 0; g < generators_.size(); ++g) {
      const std::int32_t exponent = monomial[first_free_generator + g];
      const Kind kind = generators_[g].kind;
      if (exponent == 0 || kind == Kind::exponential || kind == Kind::positive) continue;
      if (kind == Kind::cis) return false;
      if (exponent % 2 != 0 && kind != Kind::nonnegative && kind != Kind::magnitude) return false;
      is_positive = false;
    }
    has_positive_term = has_positive_term || is_positive;
    return true;
  };
  if (!a.has_roots() && !a.mentions(generator_pi, generator_pi + 1)) {
    for (const auto& [monomial, coefficient] : a.terms())
      if (!is_nonnegative(monomial, sgn(coefficient))) return any_sign;
  } else {
    std::map<Monomial, Polynomial> numbers;  // the coefficients
    for (auto [monomial, coefficient] : a.terms()) {
      Monomial number = generator_power(generator_pi, std::exchange(monomial.exponents[generator_pi], 0));
      number.root = std::exchange(monomial.root, 1);
      numbers[monomial].add(number, coefficient);
    }
    for (const auto& [monomial, number] : numbers)
      if (!is_nonnegative(monomial, exact_sign(quotient(number, Polynomial(1))))) return any_sign;
  }
  return has_positive_term ? positive_sign : zero_sign | positive_sign;
}

bool Forms::is_complex(const Fraction& a) const {
  if (a.mentions(generator_i, generator_i + 1)) return true;
  for (std::size_t g = 0; g < generators_.size(); ++g)
    if (generators_[g].kind == Kind::cis &&
        a.mentions(first_free_generator + g, first_free_generator + g + 1))
      return true;
  return false;
}

bool Forms::depends_on(const Fraction& a, const std::vector<std::size_t>& variables) const {
  for (std::size_t g = 0; g < generators_.size(); ++g) {
    const std::size_t number = first_free_generator + g;
    if (a.mentions(number, number + 1) &&
        (std::find(variables.begin(), variables.end(), number) != variables.end() ||
         depends_on(generators_[g].argument, variables) ||
         std::any_of(generators_[g].arguments.begin(), generators_[g].arguments.end(),
                     [&](const Fraction& argument) { return depends_on(argument, variables); })))
      return true;
  }
  return false;
}

std::optional<int> Forms::sign(const Value& a) const {
  if (is_exact_real(a)) return exact_sign(a);
  const unsigned found = signs(a);
  if (found == positive_sign || found == negative_sign) return found == positive_sign ? 1 : -1;
  const bool is_number = encloses_ && get_if<Fraction>(a);
  const std::optional<Interval> value = is_number ? number(a, bits_of_a_number) : std::nullopt;
  const std::optional<int> told = value ? check::sign(*value) : std::nullopt;
  has_enclosed_ = has_enclosed_ || told;
  return told;
}

unsigned Forms::signs(const Value& a) const {
  const auto* fraction = get_if<Fraction>(a);
  if (!fraction || !is_positive(fraction->denominator)) return any_sign;
  if (const unsigned found = signs(fraction->numerator); found != any_sign) return found;
  const unsigned turned = signs(fraction->numerator * Polynomial(-1));
  return (turned & zero_sign) | ((turned & positive_sign) != 0 ? negative_sign : 0U) |
         ((turned & negative_sign) != 0 ? positive_sign : 0U);
}

unsigned Forms::signs_of_difference(const Value& a, const Value& b, bool needs_order) const {
  if (!is_form(a) && !is_form(b)) return check::signs_of_difference(a, b, needs_order);
  if (!is_exact(a) || !is_exact(b))
    throw OutOfReach("a real number that is not known exactly stands in an identity");
  for (const Value* x : {&a, &b})
    if (needs_order && mentions_p(*x)) throw OutOfReach("an order of functions of p in an identity");
  const Value difference = without_powers_of_roots(a - b);
  if (!is_exact_real(difference)) return signs(difference);
  const int found = exact_sign(difference);
  return found < 0 ? negative_sign : found > 0 ? positive_sign : zero_sign;
}

Value Forms::exp(const Value& argument) {
  require_real(argument);
  return over_terms(Kind::exponential, argument);
}

Value Forms::cis(const Value& argument) {
  require_real(argument);
  return over_terms(Kind::cis, argument);
}

Value Forms::cos(const Value& argument) {
  const Value c = cis(argument);
  return (c + one / c) / mpq_class(2);
}

Value Forms::sin(const Value& argument) {
  const Value c = cis(argument);
  return (c - one / c) / (mpq_class(2) * generator_value(generator_i));
}

// exp or cis of a sum: the product of those of its terms, each over the denominator if that is a monomial.
// The terms of a complex form are not real each, so it is taken as a whole, up to a rational factor.
Value Forms::over_terms(Kind kind, const Value& argument) {
  const Fraction fraction = as_fraction(argument);
  if (mentions_p(argument)) throw OutOfReach("an exponential of a function of p in an identity");
  mpq_class factor;
  if (!fraction.denominator.is_monomial() || is_complex(fraction)) {
    factor = mpq_class(fraction.numerator.content().second, fraction.denominator.content().second);
    if (fraction.numerator.terms().back().second < 0) factor = -factor;
    factor.canonicalize();
    return of_term(kind, argument / factor, factor);
  }
  const auto& [below, divisor] = fraction.denominator.terms().front();
  Value result = one;
  for (const auto& [monomial, coefficient] : fraction.numerator.terms()) {
    factor = mpq_class(coefficient, divisor);
    factor.canonicalize();
    result = result * of_term(kind, quotient({monomial, 1}, {below, 1}), factor);
  }
  return result;
}

// exp(c t) or cis(c t): a power of exp(t/b); of u where t = log u and c is an integer; known for cis(c pi).
Value Forms::of_term(Kind kind, const Value& term, const mpq_class& coefficient) {
  const Fraction base = as_fraction(term);
  if (kind == Kind::cis) {
    const Value angle = coefficient * term;
    if (const std::optional<Value> cosine = exact_circular(angle, false))
      return *cosine + generator_value(generator_i) * *exact_circular(angle, true);
  }
  if (kind == Kind::exponential && coefficient.get_den() == 1)
    if (const std::optional<std::size_t> log = logarithm(base)) {
      if (abs(coefficient) > 1000) throw OutOfReach("an exponent in an identity is beyond 1000");
      return check::power(inside(*log), *to_int64(coefficient.get_num()));
    }
  const Generator* known = find(kind, base);
  auto [divisor, is_new] = divisors_.try_emplace({kind, base}, coefficient.get_den());
  if (!is_new && divisor->second % coefficient.get_den() != 0)
    divisor->second = lcm(divisor->second, coefficient.get_den());
  if (known && known->divisor != divisor->second) throw FinerForms();
  const mpz_class times = coefficient.get_num() * (divisor->second / coefficient.get_den());
  if (abs(times) > 1000) throw OutOfReach("an exponent in an identity is beyond 1000");
  return check::power(generator(kind, base, divisor->second), *to_int64(times));
}

Value Forms::log(const Value& argument) {
  require_real(argument);
  Fraction fraction = as_fraction(argument);
  if (mentions_p(argument)) throw OutOfReach("a logarithm of a function of p in an identity");
  const std::optional<int> known = strict_sign(argument);
  if (known && *known <= 0) throw Undefined("the logarithm of a number that is not positive");
  if (!known) {
    note_perhaps_undefined();
    return generator(Kind::logarithm, fraction);
  }
  if (!is_positive(fraction.numerator)) {
    const std::optional<int> above =
        searches_ ? strict_sign(quotient(fraction.numerator, Polynomial(1))) : std::nullopt;
    if (!above) return generator(Kind::logarithm, fraction);
    fraction.numerator = fraction.numerator * Polynomial(*above);
    fraction.denominator = fraction.denominator * Polynomial(*above);
  }
  return log_of_positive(fraction.numerator) - log_of_positive(fraction.denominator);
}

Value Forms::log_of_integer(mpz_class n) {
  if (bits_of(n) > 4096) throw OutOfReach("the logarithm of a large number in an identity");
  Value sum = mpq_class(0);
  auto take_out = [&](const mpz_class& prime) {
    const Value term = generator(Kind::logarithm, {Polynomial(prime), Polynomial(1)});
    for (; n % prime == 0; n /= prime) sum = sum + term;
  };
  for (unsigned prime = 2; prime <= 1000; ++prime)
    if (mpz_divisible_ui_p(n.get_mpz_t(), prime)) take_out(prime);
  if (n > 1) take_out(mpz_class(n));
  return sum;
}

// Whether a logarithm of a product with the factor may be the sum of two.
bool Forms::is_factor(const Polynomial& a) const {
  return !a.is_zero() && !a.has_roots() && a.content().second == 1 &&
         !a.mentions(first_free_generator + generators_.size(), max_generators) && is_positive(a);
}

// The common exponentials come out of the logarithm, as do integers, pi, square roots and what has a
// logarithm already.
Value Forms::log_of_positive(const Polynomial& polynomial) {
  const auto [common, integer] = polynomial.content();
  Monomial taken_out;
  Value sum = log_of_integer(integer);
  for (std::size_t g = 0; g < generators_.size(); ++g) {
    const std::size_t place = first_free_generator + g;
    if (generators_[g].kind != Kind::exponential || common[place] == 0) continue;
    taken_out.exponents[place] = common[place];
    const Fraction argument = generators_[g].argument;
    sum = sum + quotient(argument.numerator * Polynomial(common[place]),
                         argument.denominator * Polynomial(generators_[g].divisor));
  }
  const std::size_t count = generators_.size();  // logarithms come to them
  for (std::size_t place = 0; place < first_free_generator + count; ++place) {
    const bool is_positive_variable =
        place >= first_free_generator && generators_[place - first_free_generator].kind == Kind::positive;
    if (common[place] == 0 || (place != generator_pi && !is_positive_variable)) continue;
    taken_out.exponents[place] = common[place];
    sum = sum + mpq_class(common[place]) * generator(Kind::logarithm, as_fraction(generator_value(place)));
  }
  Polynomial rest = polynomial.without({taken_out, integer});
  if (rest.is_monomial() && rest.has_roots() && !rest.mentions(0, max_generators))
    return sum + log_of_integer(to_mpz(rest.terms().front().first.root)) / mpq_class(2);
  Polynomial cofactor;
  auto take_out = [&](const Polynomial& factor) {
    if (factor.is_constant() || !is_factor(factor)) return;
    for (; rest.divide(factor, cofactor); rest = cofactor)
      sum = sum + generator(Kind::logarithm, {factor, Polynomial(1)});
  };
  for (const Polynomial& factor : factors_) take_out(factor);
  for (std::size_t g = 0; g < generators_.size(); ++g) {
    const Fraction argument = generators_[g].argument;
    if (generators_[g].kind == Kind::logarithm && argument.denominator.is_one()) take_out(argument.numerator);
  }
  // A product that has a logarithm of its own, and now a factor of it: the factor is to be known from the
  // start.
  for (const Generator& known : generators_)
    if (known.kind == Kind::logarithm && is_factor(rest) && !rest.is_one() &&
        !(known.argument.numerator == rest) && known.argument.numerator.divide(rest, cofactor)) {
      factors_.push_back(rest);
      throw FinerForms();
    }
  if (rest.is_one()) return sum;
  // In a search what is left is positive as the whole is.
  if (!searches_ && !is_positive(rest)) throw OutOfReach("a logarithm of a product in an identity");
  return sum + generator(Kind::logarithm, {rest, Polynomial(1)});
}

Value Forms::power(const Value& base, const Value& exponent) {
  const auto* q = get_if<mpq_class>(exponent);
  if (q && *q < 0 && strict_sign(base) == 1) return one / power(base, mpq_class(-*q));
  if (q)
    if (std::optional<Value> result = power_of_variables(base, *q)) return *result;
  const auto* number = get_if<mpq_class>(base);
  if (number && *number == 0 && strict_sign(exponent) == 1) return mpq_class(0);
  if (strict_sign(base) != 1) throw OutOfReach("a power of what is not seen to be positive in an identity");
  return exp(exponent * log(base));
}

// A variable that is not negative is written as a power of one of its roots, so that the power is exact; what
// is left of the base has a logarithm.
std::optional<Value> Forms::power_of_variables(const Value& base, const mpq_class& exponent) {
  constexpr std::int32_t most = 720;
  if (!is_form(base) || exponent <= 0 || exponent > most || exponent.get_den() > most) return std::nullopt;
  const auto below = static_cast<std::int32_t>(*to_int64(exponent.get_den()));
  const auto above = *to_int64(exponent.get_num());
  Fraction rest = as_fraction(base);
  Value result = one;
  bool has_variable = false;
  for (const int side : {1, -1}) {
    Polynomial& part = side > 0 ? rest.numerator : rest.denominator;
    const Monomial common = part.content().first;
    for (std::size_t g = 0; g < generators_.size(); ++g) {
      const std::size_t place = first_free_generator + g;
      const Kind kind = generators_[g].kind;
      const std::int32_t times = common[place];
      if (times == 0 || !generators_[g].has_roots || (kind != Kind::positive && side < 0)) continue;
      if (times > most) return std::nullopt;
      const std::int64_t total = times * above;
      if (total > 1000LL * below) return std::nullopt;
      if (total % below != 0) {
        std::int32_t& root = root_of_variable(g);
        root *= below / static_cast<std::int32_t>(std::gcd(total, std::int64_t{below}));
        if (root > most) throw OutOfReach("a root of a high order in an identity");
        throw FinerForms();
      }
      has_variable = true;
      result = result * check::power(generator_value(place), side * (total / below));
      part = part.without({generator_power(place, times), 1});
    }
  }
  if (!has_variable) return std::nullopt;
  const Value factor = quotient(rest.numerator, rest.denominator);
  if (strict_sign(factor) != 1) return std::nullopt;
  if (const auto* number = get_if<mpq_class>(factor); number && *number == 1) return result;
  return result * exp(Value(exponent) * log(factor));
}

}  // namespace dropcert::check
