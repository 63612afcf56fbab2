// The functions of the language.
#include <functional>
#include <map>

#include "check/evaluator.hpp"
#include "check/outcome.hpp"

namespace dropcert::check {

namespace {

using Arguments = std::vector<Value>;

const Value one = mpq_class(1);

bool equals(const Value& value, long number) {
  const auto* rational = get_if<mpq_class>(value);
  return rational && *rational == number;
}

// ---- elementary functions

// A function of MPFR, of one of the shapes that interval.hpp has; its value at 0 is exact.
using Shape = Interval (*)(Function, const Interval&, Bits);
Value real(Evaluator& evaluator, const Value& x, Shape shape, Function f, int at_zero) {
  if (equals(x, 0)) return mpq_class(at_zero);
  return shape(f, to_interval(x, evaluator.bits()), evaluator.bits());
}

Value exp_value(Evaluator& evaluator, const Value& x) {
  return is_function(x) ? evaluator.generators().exp(x) : real(evaluator, x, increasing, mpfr_exp, 1);
}

Value log_value(Evaluator& evaluator, const Value& x) {
  if (is_function(x)) return evaluator.generators().log(x);
  if (compare(x, Relation::less_equal, mpq_class(0)) == true)
    throw Undefined("the logarithm of a number that is not positive");
  return equals(x, 1) ? mpq_class(0) : real(evaluator, x, increasing, mpfr_log, 0);
}

// sin or cos, exact at n pi, where cos is 1 or -1.
Value circular(Evaluator& evaluator, const Value& x, Function f, int at_zero) {
  const Value turns = x / generator_value(generator_pi, 1);
  if (const auto* n = get_if<mpq_class>(turns); n && n->get_den() == 1)
    return mpq_class(mpz_even_p(n->get_num_mpz_t()) ? at_zero : -at_zero);
  return real(evaluator, x, lipschitz, f, at_zero);
}

Value zeta_value(Evaluator& evaluator, const Value& s) {
  Truth outside = compare(s, Relation::less_equal, mpq_class(1));
  if (outside == true) throw Undefined("zeta(s) for s <= 1");
  return outside ? real(evaluator, s, decreasing, mpfr_zeta, 0) : Interval(evaluator.bits());
}

// (e^(2x) - 1)/(e^(2x) + 1) in an identity.
Value tanh_value(Evaluator& evaluator, const Value& x) {
  if (!is_function(x)) return real(evaluator, x, increasing, mpfr_tanh, 0);
  const Value e = evaluator.generators().exp(mpq_class(2) * x);
  return (e - one) / (e + one);
}

Value root_value(Evaluator& evaluator, const Value& x, unsigned long n) {
  if (n == 0) throw Undefined("the 0-th root");
  if (n > 1'000'000) throw Unsupported("the order of a root is too large");
  return nth_root(x, n, evaluator.bits());
}

// The greatest argument, or -1 times the greatest of their negatives.
Value extreme(const Arguments& arguments, bool least) {
  auto turned = [&](const Value& x) { return least ? -x : x; };
  Value result = turned(arguments[0]);
  for (const Value& argument : arguments) result = greatest(result, turned(argument));
  return turned(result);
}

Value binomial(unsigned long n, unsigned long k) {
  if (n > 20'000) throw Unsupported("a binomial coefficient is too large");
  mpz_class result;
  mpz_bin_uiui(result.get_mpz_t(), n, k);
  return mpq_class(result);
}

// ---- the ring Q[p]

// The polynomial in p over an integer.
Fraction ring_element(const Value& value) {
  Fraction fraction = as_fraction(value);
  if (!fraction.is_in_ring() || fraction.mentions(generator_pi, generator_p))
    throw Unsupported("a polynomial in p with rational coefficients is expected");
  return fraction;
}

// D^n p, which is the polynomial that the n-th derivative of the sigmoid is.
Value derived_p(Evaluator& evaluator, unsigned long n) {
  const Triangle::Row& row = evaluator.sequences().sigmoid_derivative(n);
  Polynomial result;
  for (std::size_t j = 1; j < row.size(); ++j)
    result.add(generator_power(generator_p, static_cast<int>(j)), row[j]);
  return quotient(std::move(result), Polynomial(1));
}

Value derivation(Evaluator& evaluator, const Value& value, unsigned long order) {
  Fraction element = ring_element(value);
  if (element == as_fraction(generator_value(generator_p, 1))) return derived_p(evaluator, order);
  for (; order > 0 && !element.numerator.is_zero(); --order) {
    const std::size_t terms = element.numerator.terms().size();
    evaluator.charge(terms * (terms / 16 + 1));
    element.numerator = element.numerator.derivation();
  }
  return quotient(std::move(element.numerator), std::move(element.denominator));
}

// The sum over the terms c p^n of c f(n).
Value over_powers(const Value& value, const std::function<Value(long)>& f) {
  const Fraction element = ring_element(value);
  Value sum = mpq_class(0);
  for (const auto& [monomial, coefficient] : element.numerator.terms())
    sum = std::move(sum) + mpq_class(coefficient) * f(monomial[generator_p]);
  return sum / quotient(element.denominator, Polynomial(1));
}

Value at(const Value& polynomial, const Value& x) {
  return over_powers(polynomial, [&](long n) { return power(x, n); });
}

Value mean_over_p(const Value& polynomial) {
  return over_powers(polynomial, [](long n) { return mpq_class(1, static_cast<unsigned long>(n + 1)); });
}

// ---- the logistic model

Value sigmoid_value(Evaluator& evaluator, const Value& z) {
  if (equals(z, 0)) return mpq_class(1, 2);
  if (!is_function(z)) return sigmoid(to_interval(z, evaluator.bits()), evaluator.bits());
  const Value e = evaluator.generators().exp(z);
  return e / (one + e);
}

Value softplus_value(Evaluator& evaluator, const Value& z) {
  if (!is_function(z)) return softplus(to_interval(z, evaluator.bits()), evaluator.bits());
  return evaluator.generators().log(one + evaluator.generators().exp(z));
}

// P(z), P being the polynomial that the n-th derivative is (see Sequences::sigmoid_derivative), at p =
// sigmoid(-|z|), where its terms cancel least, by the symmetry of the sigmoid. On a wide z as P(m + t) by
// repeated synthetic division, so that what cancels in P has cancelled before t is put in.
Interval derivative(const Triangle::Row& polynomial, unsigned long n, const Interval& z, Bits bits) {
  constexpr std::size_t longest_expanded = 80;
  if (mpfr_sgn(z.low()) > 0) {  // p(-z) = 1 - p(z): derivatives of even order change their sign
    const Interval turned = derivative(polynomial, n, -z, bits);
    return n % 2 == 0 ? -turned : turned;
  }
  Bits working = bits + 2 * static_cast<Bits>(n) + 32;
  Interval x = sigmoid(z, working);
  std::vector<Interval> c;
  for (const mpz_class& coefficient : polynomial) c.emplace_back(mpq_class(coefficient), working);
  if (c.size() <= longest_expanded && mpfr_cmp_ui_2exp(radius(x).high(), 1, -24) > 0) {
    const Interval m = midpoint(x);
    for (std::size_t i = 0; i < c.size(); ++i)
      for (std::size_t j = c.size() - 1; j-- > i;) c[j] = c[j] + c[j + 1] * m;
    x = x - m;
  }
  Interval sum(0, working);
  for (std::size_t j = c.size(); j-- > 0;) sum = sum * x + c[j];
  return sum;
}

Value sigmoid_derivative_value(Evaluator& evaluator, unsigned long n, const Value& z) {
  evaluator.charge(n * (n / 16 + 1));
  if (n == 0 || is_function(z) || equals(z, 0))
    return at(derived_p(evaluator, n), sigmoid_value(evaluator, z));
  return derivative(evaluator.sequences().sigmoid_derivative(n), n, to_interval(z, evaluator.bits()),
                    evaluator.bits());
}

Value softplus_derivative_value(Evaluator& evaluator, unsigned long n, const Value& z) {
  return n == 0 ? softplus_value(evaluator, z) : sigmoid_derivative_value(evaluator, n - 1, z);
}

Value radius_value(Evaluator& evaluator, const Value& z) {
  evaluator.used.theorems.insert("softplus_radius");
  return nth_root(generator_value(generator_pi, 2) + power(z, 2), 2, evaluator.bits());
}

// ---- dropout: the law that Evaluator::dropout enumerates, of the noised logit; a is the list of
// contributions

Value logit(const Value& a) {
  Value sum = mpq_class(0);
  for (const Element& contribution : *get_if<List>(a)) sum = sum + contribution.value;
  return sum;
}

// E f(noised logit).
Value expectation(Evaluator& evaluator, const Value& law, const std::function<Value(const Value&)>& f) {
  Value sum = mpq_class(0);
  for (const Element& atom : *get_if<List>(law)) {
    evaluator.charge(1);
    sum = sum + atom.weight * f(atom.value);
  }
  return sum;
}

// The n-th moment of a law about a centre.
Value moment(Evaluator& evaluator, const Value& law, const Value& centre, unsigned long n) {
  if (n > 5000) throw Unsupported("the order of a moment is too large");
  return expectation(evaluator, law, [&](const Value& z) {
    evaluator.charge(n);
    return power(z - centre, static_cast<long>(n));
  });
}

// The greatest |Delta|.
Value deviation(Evaluator& evaluator, const Value& a, const Value& d) {
  const Value centre = logit(a);
  const Value law = evaluator.dropout(a, d);
  Value result = mpq_class(0);
  for (const Element& atom : *get_if<List>(law)) result = greatest(result, absolute(atom.value - centre));
  return result;
}

Value regulariser(Evaluator& evaluator, const Value& a, const Value& d) {
  const Value law = evaluator.dropout(a, d);
  if (get_if<List>(law)->size() == 1) return mpq_class(0);  // no noise: every contribution is 0
  const Value mean =
      expectation(evaluator, law, [&](const Value& z) { return softplus_value(evaluator, z); });
  return mean - softplus_value(evaluator, logit(a));
}

Value partial_regulariser(Evaluator& evaluator, unsigned long k, const Value& a, const Value& d) {
  const Value centre = logit(a);
  const Value law = evaluator.dropout(a, d);
  Value sum = mpq_class(0);
  for (unsigned long j = 2; j <= k; ++j)
    sum = sum + softplus_derivative_value(evaluator, j, centre) * moment(evaluator, law, centre, j) /
                    mpq_class(evaluator.sequences().factorial(j));
  return sum;
}

// ---- the table

using Implementation = std::function<Value(Evaluator&, const Arguments&)>;

const std::map<std::string, Implementation>& implementations() {
  using E = Evaluator;
  using A = const Arguments;
  static const std::map<std::string, Implementation> table = {
      {"binomial", [](E&, A& a) { return binomial(natural(a[0]), natural(a[1])); }},
      {"stirling2",
       [](E& e, A& a) { return mpq_class(e.sequences().stirling2(natural(a[0]), natural(a[1]))); }},
      {"surjections",
       [](E& e, A& a) { return mpq_class(e.sequences().surjections(natural(a[0]), natural(a[1]))); }},
      {"bell", [](E& e, A& a) { return mpq_class(e.sequences().bell(natural(a[0]))); }},
      {"bernoulli", [](E& e, A& a) { return e.sequences().bernoulli(natural(a[0])); }},
      {"zeta", [](E& e, A& a) { return zeta_value(e, a[0]); }},
      {"exp", [](E& e, A& a) { return exp_value(e, a[0]); }},
      {"log", [](E& e, A& a) { return log_value(e, a[0]); }},
      {"sqrt", [](E& e, A& a) { return root_value(e, a[0], 2); }},
      {"sin", [](E& e, A& a) { return circular(e, a[0], mpfr_sin, 0); }},
      {"cos", [](E& e, A& a) { return circular(e, a[0], mpfr_cos, 1); }},
      {"tanh", [](E& e, A& a) { return tanh_value(e, a[0]); }},
      {"erfc", [](E& e, A& a) { return real(e, a[0], decreasing, mpfr_erfc, 1); }},
      {"abs", [](E&, A& a) { return absolute(a[0]); }},
      {"min", [](E&, A& a) { return extreme(a, true); }},
      {"max", [](E&, A& a) { return extreme(a, false); }},
      {"root", [](E& e, A& a) { return root_value(e, a[0], natural(a[1])); }},
      {"sigmoid", [](E& e, A& a) { return sigmoid_value(e, a[0]); }},
      {"softplus", [](E& e, A& a) { return softplus_value(e, a[0]); }},
      {"sigmoid_derivative", [](E& e, A& a) { return sigmoid_derivative_value(e, natural(a[0]), a[1]); }},
      {"softplus_derivative", [](E& e, A& a) { return softplus_derivative_value(e, natural(a[0]), a[1]); }},
      {"radius", [](E& e, A& a) { return radius_value(e, a[0]); }},
      {"dropout", [](E& e, A& a) { return e.dropout(a[0], a[1]); }},
      {"moment", [](E& e, A& a) { return moment(e, e.dropout(a[0], a[1]), logit(a[0]), natural(a[2])); }},
      {"deviation", [](E& e, A& a) { return deviation(e, a[0], a[1]); }},
      {"regulariser", [](E& e, A& a) { return regulariser(e, a[0], a[1]); }},
      {"partial_regulariser", [](E& e, A& a) { return partial_regulariser(e, natural(a[0]), a[1], a[2]); }},
      {"length", [](E&, A& a) { return mpq_class(get_if<List>(a[0])->size()); }},
      {"D", [](E& e, A& a) { return derivation(e, a[0], a.size() > 1 ? natural(a[1]) : 1); }},
      {"at", [](E&, A& a) { return at(a[0], a[1]); }},
      {"mean_over_p", [](E&, A& a) { return mean_over_p(a[0]); }}};
  return table;
}

}  // namespace

unsigned long natural(const Value& value) {
  const auto* n = get_if<mpq_class>(value);
  if (!n) throw Unsupported("an index that is not known exactly");
  if (n->get_den() != 1 || *n < 0) throw Undefined("an index that is no integer >= 0");
  if (!n->get_num().fits_ulong_p()) throw Unsupported("an index is too large");
  return n->get_num().get_ui();
}

Value apply_function(Evaluator& evaluator, const std::string& name, const Arguments& arguments) {
  auto found = implementations().find(name);
  if (found == implementations().end()) throw Unsupported("the name '" + name + "' is not known");
  return found->second(evaluator, arguments);
}

// The formal theorem dropout_converges_iff: V <= sqrt(pi^2 + z0^2), that is V^2 - z0^2 <= pi^2.
Truth converges(Evaluator& evaluator, const Arguments& arguments) {
  evaluator.used.theorems.insert("dropout_converges_iff");
  evaluator.used.intervals = true;
  const Value greatest = power(deviation(evaluator, arguments[0], arguments[1]), 2);
  const Value excess = greatest - power(logit(arguments[0]), 2);
  return compare(excess, Relation::less_equal, generator_value(generator_pi, 2));
}

}  // namespace dropcert::check
