// The functions of the language.
#include <functional>

#include "check/derivatives.hpp"
#include "check/evaluator.hpp"
#include "check/outcome.hpp"

namespace dropcert::check {

namespace {

using Arguments = std::vector<Value>;

bool is_symbolic(const Value& value) {
  const auto* fraction = get_if<Fraction>(value);
  return fraction && !fraction->is_real();
}

bool is_zero(const Value& value) {
  const auto* rational = get_if<mpq_class>(value);
  return rational && *rational == 0;
}

// An integer n >= 0: the index of a sequence, an order.
unsigned long index(const Value& value) {
  const auto* n = get_if<mpq_class>(value);
  if (!n) throw Unsupported("an index that is not known exactly");
  if (n->get_den() != 1 || *n < 0) throw Undefined("an index that is no integer >= 0");
  if (!n->get_num().fits_ulong_p()) throw Unsupported("an index is too large");
  return n->get_num().get_ui();
}

// ---- elementary functions
// -----------------------------------------------------------------------------------

using RealFunction = Interval (*)(const Interval&, Bits);

// f(x) in real arithmetic; the exact `at_zero` at 0.
Value real(Evaluator& evaluator, const Value& x, RealFunction f, int at_zero) {
  if (is_zero(x)) return mpq_class(at_zero);
  return f(to_interval(x, evaluator.bits()), evaluator.bits());
}

Value log_value(Evaluator& evaluator, const Value& x) {
  if (is_symbolic(x)) return evaluator.generators().log(x);
  if (is_exact_real(x) && exact_sign(x) <= 0)
    throw Undefined("the logarithm of a number that is not positive");
  if (const auto* one = get_if<mpq_class>(x); one && *one == 1) return mpq_class(0);
  Interval interval = to_interval(x, evaluator.bits());
  if (mpfr_sgn(interval.high()) <= 0) throw Undefined("the logarithm of a number that is not positive");
  return log(interval, evaluator.bits());
}

// n where x = n pi.
std::optional<mpz_class> multiple_of_pi(const Value& x) {
  const auto* fraction = get_if<Fraction>(x);
  if (!fraction || !fraction->numerator.is_monomial() || !fraction->denominator.constant())
    return std::nullopt;
  const auto& [monomial, factor] = *fraction->numerator.terms().begin();
  if (monomial != generator_power(generator_pi, 1) || factor.get_den() != 1) return std::nullopt;
  return factor.get_num();
}

Value sin_value(Evaluator& evaluator, const Value& x) {
  if (multiple_of_pi(x)) return mpq_class(0);
  return real(evaluator, x, sin, 0);
}

Value cos_value(Evaluator& evaluator, const Value& x) {
  if (std::optional<mpz_class> n = multiple_of_pi(x)) return mpq_class(mpz_even_p(n->get_mpz_t()) ? 1 : -1);
  return real(evaluator, x, cos, 1);
}

Value zeta_value(Evaluator& evaluator, const Value& s) {
  Truth outside = compare(s, Relation::less_equal, mpq_class(1), evaluator.bits());
  if (outside == true) throw Undefined("zeta(s) for s <= 1");
  return zeta(to_interval(s, evaluator.bits()), evaluator.bits());
}

// (e^(2x) - 1)/(e^(2x) + 1) in an identity.
Value tanh_value(Evaluator& evaluator, const Value& x) {
  if (!is_symbolic(x)) return real(evaluator, x, tanh, 0);
  Bits bits = evaluator.bits();
  Value e = evaluator.generators().exp(multiply(mpq_class(2), x, bits));
  return divide(subtract(e, mpq_class(1), bits), add(e, mpq_class(1), bits), bits);
}

Value root_value(Evaluator& evaluator, const Value& x, unsigned long n) {
  if (n == 0) throw Undefined("the 0-th root");
  return nth_root(x, n, evaluator.bits());
}

Value extreme(Evaluator& evaluator, const Arguments& arguments, bool least) {
  Value result = least ? negate(arguments[0]) : arguments[0];
  for (const Value& argument : arguments)
    result = greatest(result, least ? negate(argument) : argument, evaluator.bits());
  return least ? negate(result) : result;
}

Value binomial(const Value& upper, const Value& lower) {
  unsigned long n = index(upper);
  unsigned long k = index(lower);
  if (n > 20'000) throw Unsupported("a binomial coefficient is too large");
  mpz_class result;
  mpz_bin_uiui(result.get_mpz_t(), n, k);
  return mpq_class(result);
}

// ---- the logistic model
// -------------------------------------------------------------------------------------

Value sigmoid_value(Evaluator& evaluator, const Value& z) {
  if (is_symbolic(z)) return evaluator.generators().sigmoid(z);
  if (is_zero(z)) return mpq_class(1, 2);
  return sigmoid(to_interval(z, evaluator.bits()), evaluator.bits());
}

Value softplus_value(Evaluator& evaluator, const Value& z) {
  if (is_symbolic(z)) return evaluator.generators().softplus(z);
  return softplus(to_interval(z, evaluator.bits()), evaluator.bits());
}

// sum c_j x^j by Horner's rule.
template <class Coefficients>
Value horner(const Coefficients& c, const Value& x, Bits bits) {
  Value sum = mpq_class(0);
  for (std::size_t j = c.size(); j-- > 0;) sum = add(multiply(sum, x, bits), mpq_class(c[j]), bits);
  return sum;
}

Value sigmoid_derivative_value(Evaluator& evaluator, unsigned long n, const Value& z) {
  evaluator.charge(n * (n / 16 + 1));
  const std::vector<mpz_class>& polynomial = evaluator.sequences().sigmoid_derivative(n);
  if (n == 0 || is_symbolic(z)) return horner(polynomial, sigmoid_value(evaluator, z), evaluator.bits());
  if (is_zero(z)) return horner(polynomial, mpq_class(1, 2), evaluator.bits());
  return sigmoid_derivative(polynomial, to_interval(z, evaluator.bits()), evaluator.bits());
}

Value softplus_derivative_value(Evaluator& evaluator, unsigned long n, const Value& z) {
  return n == 0 ? softplus_value(evaluator, z) : sigmoid_derivative_value(evaluator, n - 1, z);
}

Value radius_value(Evaluator& evaluator, const Value& z) {
  evaluator.used_theorems.insert("softplus_radius");
  Bits bits = evaluator.bits();
  Value circle = quotient({generator_power(generator_pi, 2), 1}, Polynomial(mpq_class(1)));
  return nth_root(add(circle, power(z, 2, bits), bits), 2, bits);
}

// ---- dropout
// ------------------------------------------------------------------------------------------------

Law law_of(const Arguments& arguments, std::size_t first) {
  return {*get_if<List>(arguments[first]), std::make_shared<const Value>(arguments[first + 1])};
}

Value logit(Evaluator& evaluator, const Law& law) {
  Value sum = mpq_class(0);
  for (const Value& contribution : *law.contributions) sum = add(sum, contribution, evaluator.bits());
  return sum;
}

// E f(noised logit) by enumeration.
Value expectation(Evaluator& evaluator, const Law& law, const std::function<Value(const Value&)>& f) {
  Bits bits = evaluator.bits();
  Value sum = mpq_class(0);
  for (const Atom& atom : evaluator.atoms(law)) {
    evaluator.charge(1);
    sum = add(sum, multiply(atom.weight, f(atom.value), bits), bits);
  }
  return sum;
}

Value moment(Evaluator& evaluator, const Law& law, unsigned long n) {
  if (n > 5000) throw Unsupported("the order of a moment is too large");
  Bits bits = evaluator.bits();
  Value centre = logit(evaluator, law);
  return expectation(evaluator, law, [&](const Value& z) {
    evaluator.charge(n);
    return power(subtract(z, centre, bits), static_cast<long>(n), bits);
  });
}

// The greatest |Delta|, by enumeration.
Value deviation(Evaluator& evaluator, const Law& law) {
  Bits bits = evaluator.bits();
  Value centre = logit(evaluator, law);
  Value result = mpq_class(0);
  for (const Atom& atom : evaluator.atoms(law))
    result = greatest(result, absolute(subtract(atom.value, centre, bits), bits), bits);
  return result;
}

Value regulariser(Evaluator& evaluator, const Law& law) {
  if (evaluator.atoms(law).size() == 1) return mpq_class(0);  // no noise: every contribution is 0
  Value mean = expectation(evaluator, law, [&](const Value& z) { return softplus_value(evaluator, z); });
  return subtract(mean, softplus_value(evaluator, logit(evaluator, law)), evaluator.bits());
}

Value partial_regulariser(Evaluator& evaluator, unsigned long k, const Law& law) {
  Bits bits = evaluator.bits();
  Value centre = logit(evaluator, law);
  Value sum = mpq_class(0);
  for (unsigned long j = 2; j <= k; ++j) {
    Value term = multiply(softplus_derivative_value(evaluator, j, centre), moment(evaluator, law, j), bits);
    accumulate(sum, divide(term, mpq_class(evaluator.sequences().factorial(j)), bits), bits);
  }
  return sum;
}

// ---- the ring Q[p]
// ------------------------------------------------------------------------------------------

Polynomial ring_polynomial(const Value& value) {
  Fraction fraction = as_fraction(value);
  if (!fraction.denominator.constant() || fraction.numerator.mentions(first_free_generator, max_generators) ||
      fraction.numerator.mentions(generator_pi, generator_pi + 1))
    throw Unsupported("a polynomial in p with rational coefficients is expected");
  return fraction.numerator;
}

Value derivation(Evaluator& evaluator, const Value& value, unsigned long order) {
  if (order > 2000) throw Unsupported("a derivative of an order beyond 2000 in Q[p]");
  return evaluator.derivation(ring_polynomial(value), order);
}

Value at(Evaluator& evaluator, const Value& polynomial, const Value& x) {
  Value sum = mpq_class(0);
  const Polynomial terms = ring_polynomial(polynomial);
  for (const auto& [monomial, coefficient] : terms.terms())
    sum = add(sum, multiply(coefficient, power(x, monomial[generator_p], evaluator.bits()), evaluator.bits()),
              evaluator.bits());
  return sum;
}

Value mean_over_p(const Value& polynomial) {
  mpq_class sum = 0;
  const Polynomial terms = ring_polynomial(polynomial);
  for (const auto& [monomial, coefficient] : terms.terms()) sum += coefficient / (monomial[generator_p] + 1);
  return sum;
}

using Implementation = Value (*)(Evaluator&, const Arguments&);

const std::map<std::string, Implementation>& implementations() {
  static const std::map<std::string, Implementation> table = {
      {"binomial", [](Evaluator&, const Arguments& a) { return binomial(a[0], a[1]); }},
      {"stirling2",
       [](Evaluator& e, const Arguments& a) -> Value {
         return mpq_class(e.sequences().stirling2(index(a[0]), index(a[1])));
       }},
      {"surjections",
       [](Evaluator& e, const Arguments& a) -> Value {
         return mpq_class(e.sequences().surjections(index(a[0]), index(a[1])));
       }},
      {"bell",
       [](Evaluator& e, const Arguments& a) -> Value { return mpq_class(e.sequences().bell(index(a[0]))); }},
      {"bernoulli",
       [](Evaluator& e, const Arguments& a) -> Value { return e.sequences().bernoulli(index(a[0])); }},
      {"zeta", [](Evaluator& e, const Arguments& a) { return zeta_value(e, a[0]); }},
      {"exp",
       [](Evaluator& e, const Arguments& a) {
         return is_symbolic(a[0]) ? e.generators().exp(a[0]) : real(e, a[0], exp, 1);
       }},
      {"log", [](Evaluator& e, const Arguments& a) { return log_value(e, a[0]); }},
      {"sqrt", [](Evaluator& e, const Arguments& a) { return root_value(e, a[0], 2); }},
      {"sin", [](Evaluator& e, const Arguments& a) { return sin_value(e, a[0]); }},
      {"cos", [](Evaluator& e, const Arguments& a) { return cos_value(e, a[0]); }},
      {"tanh", [](Evaluator& e, const Arguments& a) { return tanh_value(e, a[0]); }},
      {"erfc", [](Evaluator& e, const Arguments& a) { return real(e, a[0], erfc, 1); }},
      {"abs", [](Evaluator& e, const Arguments& a) { return absolute(a[0], e.bits()); }},
      {"min", [](Evaluator& e, const Arguments& a) { return extreme(e, a, true); }},
      {"max", [](Evaluator& e, const Arguments& a) { return extreme(e, a, false); }},
      {"root", [](Evaluator& e, const Arguments& a) { return root_value(e, a[0], index(a[1])); }},
      {"sigmoid", [](Evaluator& e, const Arguments& a) { return sigmoid_value(e, a[0]); }},
      {"softplus", [](Evaluator& e, const Arguments& a) { return softplus_value(e, a[0]); }},
      {"sigmoid_derivative",
       [](Evaluator& e, const Arguments& a) { return sigmoid_derivative_value(e, index(a[0]), a[1]); }},
      {"softplus_derivative",
       [](Evaluator& e, const Arguments& a) { return softplus_derivative_value(e, index(a[0]), a[1]); }},
      {"radius", [](Evaluator& e, const Arguments& a) { return radius_value(e, a[0]); }},
      {"dropout",
       [](Evaluator& e, const Arguments& a) -> Value {
         Law law = law_of(a, 0);
         e.atoms(law);  // refuses a probability outside (0, 1)
         return law;
       }},
      {"moment", [](Evaluator& e, const Arguments& a) { return moment(e, law_of(a, 0), index(a[2])); }},
      {"deviation", [](Evaluator& e, const Arguments& a) { return deviation(e, law_of(a, 0)); }},
      {"regulariser", [](Evaluator& e, const Arguments& a) { return regulariser(e, law_of(a, 0)); }},
      {"partial_regulariser",
       [](Evaluator& e, const Arguments& a) { return partial_regulariser(e, index(a[0]), law_of(a, 1)); }},
      {"length",
       [](Evaluator&, const Arguments& a) -> Value { return mpq_class((*get_if<List>(a[0]))->size()); }},
      {"D",
       [](Evaluator& e, const Arguments& a) { return derivation(e, a[0], a.size() > 1 ? index(a[1]) : 1); }},
      {"at", [](Evaluator& e, const Arguments& a) { return at(e, a[0], a[1]); }},
      {"mean_over_p", [](Evaluator&, const Arguments& a) { return mean_over_p(a[0]); }}};
  return table;
}

}  // namespace

Value apply_function(Evaluator& evaluator, const std::string& name, const Arguments& arguments) {
  auto found = implementations().find(name);
  if (found == implementations().end()) throw Unsupported("the function '" + name + "' is not known");
  return found->second(evaluator, arguments);
}

// The formal theorem dropout_converges_iff: V <= sqrt(pi^2 + z0^2), that is V^2 - z0^2 <= pi^2.
Truth converges(Evaluator& evaluator, const Arguments& arguments) {
  evaluator.used_theorems.insert("dropout_converges_iff");
  evaluator.used_intervals = true;
  Bits bits = evaluator.bits();
  Law law = law_of(arguments, 0);
  Value excess =
      subtract(power(deviation(evaluator, law), 2, bits), power(logit(evaluator, law), 2, bits), bits);
  Value bound = quotient({generator_power(generator_pi, 2), 1}, Polynomial(mpq_class(1)));
  return compare(excess, Relation::less_equal, bound, bits);
}

}  // namespace dropcert::check
