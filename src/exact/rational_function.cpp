#include "exact/rational_function.hpp"

#include <flint/fmpq_mpoly_factor.h>

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

#include "exact/power.hpp"

namespace dropcert::exact {

namespace {

// Beyond these the algebra is refused.
constexpr std::size_t max_terms = 20'000;        // of numerator and denominator together
constexpr std::size_t max_products = 2'000'000;  // of terms, in one multiplication
constexpr std::size_t max_word_products = 40'000'000;
constexpr slong max_gcd_terms = 500;          // of both polynomials together
constexpr double max_gcd_size = 1e7;          // of a dense polynomial with the same degrees
constexpr slong max_degree = slong{1} << 40;  // in one generator
constexpr slong max_coefficient_bits = slong{1} << 22;

// One ring for all: FLINT's contexts are read-only once made.
const fmpq_mpoly_ctx_struct* ring() {
  struct Ring {
    fmpq_mpoly_ctx_t ctx;
    Ring() { fmpq_mpoly_ctx_init(ctx, RationalFunction::max_generators, ORD_LEX); }
    ~Ring() { fmpq_mpoly_ctx_clear(ctx); }
  };
  static const Ring the_ring;
  return the_ring.ctx;
}

bool has_positive_terms(const fmpq_mpoly_struct* f) {
  Rational c;
  for (slong i = 0; i < fmpq_mpoly_length(f, ring()); ++i) {
    fmpq_mpoly_get_term_coeff_fmpq(c.raw(), f, i, ring());
    if (c.sign() <= 0) return false;
  }
  return true;
}

std::vector<ulong> term_exponents(const fmpq_mpoly_struct* f, slong term) {
  std::vector<ulong> exponents(RationalFunction::max_generators);
  fmpq_mpoly_get_term_exp_ui(exponents.data(), f, term, ring());
  return exponents;
}

// So that no operation on two polynomials within these limits overflows an exponent or the memory.
void require_small(const fmpq_mpoly_struct* f) {
  if (fmpq_mpoly_length(f, ring()) == 0) return;
  std::vector<slong> degrees(RationalFunction::max_generators);
  bool fits = fmpq_mpoly_degrees_fit_si(f, ring()) != 0;
  if (fits) fmpq_mpoly_degrees_si(degrees.data(), f, ring());
  if (!fits || *std::max_element(degrees.begin(), degrees.end()) > max_degree)
    throw std::length_error("a rational function has a degree beyond 2^40");
  slong bits = fmpz_mpoly_max_bits(f->zpoly);
  auto content = static_cast<slong>(fmpq_height_bits(f->content));
  if ((bits < 0 ? -bits : bits) + content > max_coefficient_bits)
    throw std::length_error("a rational function has a coefficient of more than 2^22 bits");
}

void multiply(fmpq_mpoly_struct* product, const fmpq_mpoly_struct* a, const fmpq_mpoly_struct* b) {
  auto words = [](const fmpq_mpoly_struct* f) {
    const slong bits = fmpz_mpoly_max_bits(f->zpoly);
    return static_cast<std::size_t>(bits < 0 ? -bits : bits) / 64 + 1;
  };
  const auto products = static_cast<std::size_t>(fmpq_mpoly_length(a, ring())) *
                        static_cast<std::size_t>(fmpq_mpoly_length(b, ring()));
  if (products > max_products || products * (words(a) + words(b)) > max_word_products)
    throw std::length_error("a product of rational functions has too many terms");
  fmpq_mpoly_mul(product, a, b, ring());
}

// The common divisor of dense polynomials of many variables may take for ever.
void require_easy_gcd(const fmpq_mpoly_struct* a, const fmpq_mpoly_struct* b) {
  if (fmpq_mpoly_length(a, ring()) == 1 || fmpq_mpoly_length(b, ring()) == 1) return;
  std::vector<slong> degrees(RationalFunction::max_generators);
  std::vector<slong> others(RationalFunction::max_generators);
  fmpq_mpoly_degrees_si(degrees.data(), a, ring());
  fmpq_mpoly_degrees_si(others.data(), b, ring());
  double size = 1;  // an estimate of cost alone
  for (std::size_t i = 0; i < degrees.size(); ++i)
    size *= static_cast<double>(std::max(degrees[i], others[i])) + 1;
  if (fmpq_mpoly_length(a, ring()) + fmpq_mpoly_length(b, ring()) > max_gcd_terms || size > max_gcd_size)
    throw std::length_error("the common factor of two polynomials is too large to find");
}

std::vector<RationalFunction::Term> terms_of(const fmpq_mpoly_struct* f) {
  std::vector<RationalFunction::Term> result(static_cast<std::size_t>(fmpq_mpoly_length(f, ring())));
  for (std::size_t i = 0; i < result.size(); ++i) {
    fmpq_mpoly_get_term_coeff_fmpq(result[i].coefficient.raw(), f, static_cast<slong>(i), ring());
    result[i].exponents = term_exponents(f, static_cast<slong>(i));
  }
  return result;
}

std::string print(const fmpq_mpoly_struct* f, std::vector<const char*>& names) {
  return take_string(fmpq_mpoly_get_str_pretty(f, names.data(), ring()));
}

}  // namespace

RationalFunction::RationalFunction() {
  fmpq_mpoly_init(numerator_, ring());
  fmpq_mpoly_init(denominator_, ring());
  fmpq_mpoly_one(denominator_, ring());
}

RationalFunction::RationalFunction(const Rational& constant) : RationalFunction() {
  fmpq_mpoly_set_fmpq(numerator_, constant.raw(), ring());
}

RationalFunction RationalFunction::generator(int index) {
  if (index < 0 || index >= max_generators)
    throw std::out_of_range("a rational function has at most " + std::to_string(max_generators) +
                            " generators");
  RationalFunction x;
  fmpq_mpoly_gen(x.numerator_, index, ring());
  return x;
}

RationalFunction::RationalFunction(const RationalFunction& other) : RationalFunction() {
  fmpq_mpoly_set(numerator_, other.numerator_, ring());
  fmpq_mpoly_set(denominator_, other.denominator_, ring());
}

RationalFunction::RationalFunction(RationalFunction&& other) noexcept : RationalFunction() {
  fmpq_mpoly_swap(numerator_, other.numerator_, ring());
  fmpq_mpoly_swap(denominator_, other.denominator_, ring());
}

RationalFunction& RationalFunction::operator=(RationalFunction other) noexcept {
  fmpq_mpoly_swap(numerator_, other.numerator_, ring());
  fmpq_mpoly_swap(denominator_, other.denominator_, ring());
  return *this;
}

RationalFunction::~RationalFunction() {
  fmpq_mpoly_clear(numerator_, ring());
  fmpq_mpoly_clear(denominator_, ring());
}

// Cancels common factors and makes the denominator monic.
void RationalFunction::reduce() {
  if (fmpq_mpoly_is_zero(numerator_, ring())) {
    fmpq_mpoly_one(denominator_, ring());
    return;
  }
  if (!fmpq_mpoly_is_fmpq(denominator_, ring())) {
    require_easy_gcd(numerator_, denominator_);
    RationalFunction g;
    if (!fmpq_mpoly_gcd(g.numerator_, numerator_, denominator_, ring()))
      throw std::length_error("the common factor of two polynomials is too large to find");
    fmpq_mpoly_divides(numerator_, numerator_, g.numerator_, ring());
    fmpq_mpoly_divides(denominator_, denominator_, g.numerator_, ring());
  }
  Rational lead;
  fmpq_mpoly_get_term_coeff_fmpq(lead.raw(), denominator_, 0, ring());
  fmpq_mpoly_scalar_div_fmpq(numerator_, numerator_, lead.raw(), ring());
  fmpq_mpoly_scalar_div_fmpq(denominator_, denominator_, lead.raw(), ring());
  if (size() > max_terms)
    throw std::length_error("a rational function has more than " + std::to_string(max_terms) + " terms");
  require_small(numerator_);
  require_small(denominator_);
}

bool RationalFunction::is_zero() const {
  return fmpq_mpoly_is_zero(numerator_, ring()) != 0;
}

std::optional<Rational> RationalFunction::constant() const {
  if (!fmpq_mpoly_is_fmpq(numerator_, ring()) || !fmpq_mpoly_is_fmpq(denominator_, ring()))
    return std::nullopt;
  Rational c;
  fmpq_mpoly_get_fmpq(c.raw(), numerator_, ring());
  return c;  // the denominator is monic, hence 1
}

std::size_t RationalFunction::size() const {
  return static_cast<std::size_t>(fmpq_mpoly_length(numerator_, ring()) +
                                  fmpq_mpoly_length(denominator_, ring()));
}

RationalFunction RationalFunction::numerator() const {
  RationalFunction f;
  fmpq_mpoly_set(f.numerator_, numerator_, ring());
  return f;
}

RationalFunction RationalFunction::denominator() const {
  RationalFunction f;
  fmpq_mpoly_set(f.numerator_, denominator_, ring());
  return f;
}

std::vector<std::pair<Rational, RationalFunction>> RationalFunction::terms() const {
  std::vector<std::pair<Rational, RationalFunction>> result;
  for (slong i = 0; i < fmpq_mpoly_length(numerator_, ring()); ++i) {
    Rational c;
    RationalFunction monomial;
    fmpq_mpoly_get_term_coeff_fmpq(c.raw(), numerator_, i, ring());
    fmpq_mpoly_get_term_monomial(monomial.numerator_, numerator_, i, ring());
    result.emplace_back(std::move(c), monomial / denominator());
  }
  return result;
}

std::optional<std::vector<long>> RationalFunction::monomial_exponents() const {
  if (fmpq_mpoly_length(numerator_, ring()) != 1 || fmpq_mpoly_length(denominator_, ring()) != 1)
    return std::nullopt;
  Rational c;
  fmpq_mpoly_get_term_coeff_fmpq(c.raw(), numerator_, 0, ring());
  if (c != Rational(1)) return std::nullopt;
  std::vector<ulong> above = term_exponents(numerator_, 0);
  std::vector<ulong> below = term_exponents(denominator_, 0);
  std::vector<long> result(max_generators);
  for (std::size_t i = 0; i < result.size(); ++i)
    result[i] = static_cast<long>(above[i]) - static_cast<long>(below[i]);
  return result;
}

bool RationalFunction::has_positive_coefficients() const {
  return !is_zero() && has_positive_terms(numerator_) && has_positive_terms(denominator_);
}

std::vector<RationalFunction::Term> RationalFunction::numerator_terms() const {
  return terms_of(numerator_);
}

std::vector<RationalFunction::Term> RationalFunction::denominator_terms() const {
  return terms_of(denominator_);
}

long RationalFunction::degree(int generator) const {
  return std::max(fmpq_mpoly_degree_si(numerator_, generator, ring()),
                  fmpq_mpoly_degree_si(denominator_, generator, ring()));
}

RationalFunction RationalFunction::derivative(int generator) const {
  RationalFunction above;
  RationalFunction below;
  fmpq_mpoly_derivative(above.numerator_, numerator_, generator, ring());
  fmpq_mpoly_derivative(below.numerator_, denominator_, generator, ring());
  const RationalFunction bottom = denominator();
  return above / bottom - numerator() / bottom * (below / bottom);
}

RationalFunction RationalFunction::polynomial(const std::vector<Term>& terms) {
  RationalFunction f;
  for (const Term& term : terms)
    fmpq_mpoly_push_term_fmpq_ui(f.numerator_, term.coefficient.raw(), term.exponents.data(), ring());
  fmpq_mpoly_sort_terms(f.numerator_, ring());
  fmpq_mpoly_combine_like_terms(f.numerator_, ring());
  return f;
}

RationalFunction RationalFunction::with_relation(int generator, long power,
                                                 const RationalFunction& value) const {
  if (degree(generator) < power) return *this;
  const auto index = static_cast<std::size_t>(generator);
  const auto step = static_cast<unsigned long>(power);
  auto reduced = [&](const std::vector<Term>& terms) {
    std::map<unsigned long, std::vector<Term>> parts;
    for (Term term : terms) {
      const unsigned long exponent = term.exponents[index];
      term.exponents[index] = exponent % step;
      parts[exponent / step].push_back(std::move(term));
    }
    RationalFunction sum;
    for (const auto& [exponent, part] : parts)
      sum = sum + polynomial(part) * pow(value, static_cast<long>(exponent));
    return sum;
  };
  return reduced(numerator_terms()) / reduced(denominator_terms());
}

std::pair<Rational, std::vector<std::pair<RationalFunction, long>>> RationalFunction::factors() const {
  constexpr slong most_terms = 60;
  constexpr long most_degree = 40;
  constexpr double most_size = 1e5;
  std::pair<Rational, std::vector<std::pair<RationalFunction, long>>> result{Rational(1), {}};
  double size = 1;  // an estimate of cost alone
  bool is_easy = fmpq_mpoly_length(numerator_, ring()) <= most_terms;
  for (int g : generators()) {
    is_easy = is_easy && degree(g) <= most_degree;
    size *= static_cast<double>(degree(g)) + 1;
  }
  fmpq_mpoly_factor_t factors;
  fmpq_mpoly_factor_init(factors, ring());
  if (is_easy && size <= most_size && fmpq_mpoly_factor(factors, numerator_, ring()) != 0) {
    fmpq_mpoly_factor_get_constant_fmpq(result.first.raw(), factors, ring());
    for (slong i = 0; i < fmpq_mpoly_factor_length(factors, ring()); ++i) {
      RationalFunction base;
      fmpq_mpoly_factor_get_base(base.numerator_, factors, i, ring());
      result.second.emplace_back(std::move(base), fmpq_mpoly_factor_get_exp_si(factors, i, ring()));
    }
  } else {
    result.second.emplace_back(*this, 1);
  }
  fmpq_mpoly_factor_clear(factors, ring());
  return result;
}

std::vector<int> RationalFunction::generators() const {
  std::vector<bool> occurs(max_generators, false);
  for (const fmpq_mpoly_struct* f : {&numerator_[0], &denominator_[0]})
    for (slong i = 0; i < fmpq_mpoly_length(f, ring()); ++i) {
      std::vector<ulong> exponents = term_exponents(f, i);
      for (std::size_t g = 0; g < exponents.size(); ++g)
        if (exponents[g] != 0) occurs[g] = true;
    }
  std::vector<int> result;
  for (std::size_t g = 0; g < occurs.size(); ++g)
    if (occurs[g]) result.push_back(static_cast<int>(g));
  return result;
}

std::string RationalFunction::str(const std::vector<std::string>& names) const {
  std::vector<const char*> pointers(max_generators, "?");
  for (std::size_t i = 0; i < names.size() && i < pointers.size(); ++i) pointers[i] = names[i].c_str();
  std::string text = print(numerator_, pointers);
  return fmpq_mpoly_is_one(denominator_, ring()) ? text
                                                 : "(" + text + ")/(" + print(denominator_, pointers) + ")";
}

RationalFunction operator+(const RationalFunction& a, const RationalFunction& b) {
  RationalFunction left;
  RationalFunction right;
  multiply(left.numerator_, a.numerator_, b.denominator_);
  multiply(right.numerator_, b.numerator_, a.denominator_);
  fmpq_mpoly_add(left.numerator_, left.numerator_, right.numerator_, ring());
  multiply(left.denominator_, a.denominator_, b.denominator_);
  left.reduce();
  return left;
}

RationalFunction operator-(const RationalFunction& a, const RationalFunction& b) {
  return a + RationalFunction(Rational(-1)) * b;
}

RationalFunction operator*(const RationalFunction& a, const RationalFunction& b) {
  RationalFunction product;
  multiply(product.numerator_, a.numerator_, b.numerator_);
  multiply(product.denominator_, a.denominator_, b.denominator_);
  product.reduce();
  return product;
}

RationalFunction operator/(const RationalFunction& a, const RationalFunction& b) {
  if (b.is_zero()) throw std::domain_error("division by zero");
  RationalFunction inverse = b;
  fmpq_mpoly_swap(inverse.numerator_, inverse.denominator_, ring());
  inverse.reduce();
  return a * inverse;
}

bool operator==(const RationalFunction& a, const RationalFunction& b) {
  return fmpq_mpoly_equal(a.numerator_, b.numerator_, ring()) != 0 &&
         fmpq_mpoly_equal(a.denominator_, b.denominator_, ring()) != 0;
}

RationalFunction pow(const RationalFunction& base, long exponent) {
  constexpr long most = 1000;
  if (exponent < -most || exponent > most)
    throw std::length_error("a rational function is raised to a power beyond " + std::to_string(most));
  if (exponent < 0) return pow(RationalFunction(Rational(1)) / base, -exponent);
  return power_by_squaring(base, exponent, RationalFunction(Rational(1)));
}

}  // namespace dropcert::exact
