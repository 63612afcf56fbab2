// Every function of the language: bound, and equal to what an independent route gives.
#include <map>

#include "language/functions.hpp"
#include "verify/builtins.hpp"
#include "verify/reference.hpp"
#include "verify/support.hpp"

using namespace dropcert::exact;
using namespace dropcert::ball;
using namespace dropcert::language;
using namespace dropcert::verify;
using namespace dropcert::test;

namespace {

Rational exact(const Value& value) {
  const auto* rational = get_if<Rational>(value);
  REQUIRE(rational);
  return *rational;
}

Rational exact(const std::string& text) {
  CAPTURE(text);
  return exact(value(text));
}

Rational from(const mpq_class& q) {
  return Rational(q.get_mpq_t());
}
Rational from(const mpz_class& n) {
  return Rational(Integer(n.get_mpz_t()));
}

// Whether a term is the reference to within 1e-40 of the larger of 1 and its size, and its ball
// is not wider than that.
void check_near(const std::string& text, const Real& reference, long precision = 200) {
  CAPTURE(text);
  Value term = value(text, precision);
  SymbolTable symbols;
  Ball ball = Arithmetic(Bits{precision}, Limits{}.number_bits, symbols).ball(term);
  REQUIRE(ball.is_finite());
  Rational expected = from(reference.rational());
  Rational slack = pow(Rational(Integer(1), Integer(10)), 40) * (abs(expected) + Rational(1));
  CHECK(ball.lower() <= expected + slack);
  CHECK(ball.upper() >= expected - slack);
  CHECK(ball.upper() - ball.lower() <= slack);
}

template <class Function>
Real mpfr(Function function, const mpq_class& x) {
  return Real::apply(function, Real(x));
}

// For each function a call, and its value to 25 digits where that is published or short, else "".
const std::multimap<std::string, std::pair<std::string, std::string>>& samples() {
  static const std::multimap<std::string, std::pair<std::string, std::string>> table = {
      {"binomial", {"binomial(5, 2)", "10"}},
      {"binomial", {"binomial(2, 5)", "0"}},
      {"stirling2", {"stirling2(10, 5)", "42525"}},  // OEIS A008277
      {"stirling2", {"stirling2(0, 0)", "1"}},
      {"surjections", {"surjections(5, 3)", "150"}},   // OEIS A019538
      {"stirling1", {"stirling1(10, 5)", "-269325"}},  // OEIS A008275
      {"stirling1", {"stirling1(3, 5)", "0"}},
      {"harmonic", {"harmonic(10)", "7381/2520"}},  // OEIS A001008, A002805
      {"harmonic", {"harmonic(0)", "0"}},
      {"prime", {"prime(1000)", "7919"}},       // OEIS A000040
      {"primepi", {"primepi(10^6)", "78498"}},  // OEIS A006880
      {"primepi", {"primepi(-exp(1))", "0"}},
      {"isprime", {"isprime(2^61 - 1)", "true"}},
      {"isprime", {"isprime(561)", "false"}},
      {"isprime", {"isprime(-7)", "false"}},
      {"li", {"li(2)", "1.045163780117492784844589"}},          // OEIS A069284
      {"bell", {"bell(20)", "51724158235372"}},                 // OEIS A000110
      {"bernoulli", {"bernoulli(1)", "-1/2"}},                  // OEIS A027641
      {"bernoulli", {"bernoulli(30)", "8615841276005/14322"}},  // OEIS A000367, A002445
      {"zeta", {"zeta(3)", "1.202056903159594285399738"}},      // OEIS A002117
      {"zeta", {"zeta(1.5)", "2.612375348685488343348568"}},    // OEIS A078434
      {"gamma", {"gamma(5)", "24"}},
      {"gamma", {"gamma(1/3)", "2.678938534707747633655693"}},     // OEIS A073005
      {"gamma", {"gamma(-1/2)", "-3.544907701811032054596335"}},   // OEIS A019707
      {"lgamma", {"lgamma(1/2)", "0.5723649429247000870717137"}},  // OEIS A155968
      {"lgamma", {"lgamma(2)", "0"}},
      {"digamma", {"digamma(1)", "-0.5772156649015328606065121"}},      // OEIS A001620
      {"euler_gamma", {"euler_gamma", "0.5772156649015328606065121"}},  // OEIS A001620
      {"catalan", {"catalan", "0.9159655941772190150546035"}},          // OEIS A006752
      {"exp", {"exp(1)", "2.718281828459045235360287"}},                // OEIS A001113
      {"exp", {"exp(0)", "1"}},
      {"log", {"log(2)", "0.6931471805599453094172321"}},  // OEIS A002162
      {"log", {"log(1)", "0"}},
      {"sqrt", {"sqrt(2)", "1.414213562373095048801689"}},  // OEIS A002193
      {"sqrt", {"sqrt(9/4)", "3/2"}},
      {"sin", {"sin(1)", "0.8414709848078965066525023"}},  // OEIS A049469
      {"sin", {"sin(7*pi)", "0"}},
      {"cos", {"cos(1)", "0.5403023058681397174009366"}},  // OEIS A049470
      {"cos", {"cos(7*pi)", "-1"}},
      {"tanh", {"tanh(1)", "0.7615941559557648881194583"}},  // OEIS A073744
      {"tan", {"tan(1)", "1.557407724654902230506975"}},     // OEIS A049471
      {"tan", {"tan(4*pi/3)^2", "3"}},
      {"asin", {"asin(1/3)", "0.3398369094541219370963925"}},
      {"asin", {"asin(-1)", "-1.570796326794896619231322"}},
      {"acos", {"acos(1/3)", "1.230959417340774682134929"}},  // OEIS A137914
      {"acos", {"acos(1)", "0"}},
      {"atan", {"atan(2)", "1.107148717794090503017065"}},   // OEIS A105199
      {"sinh", {"sinh(1)", "1.175201193643801456882382"}},   // OEIS A073742
      {"cosh", {"cosh(1)", "1.543080634815243778477906"}},   // OEIS A073743
      {"erf", {"erf(1)", "0.8427007929497148693412206"}},    // OEIS A099286
      {"erfc", {"erfc(1)", "0.1572992070502851306587794"}},  // OEIS A099287
      {"erfc", {"erfc(0)", "1"}},
      {"floor", {"floor(-7/2)", "-4"}},
      {"floor", {"floor(100*sqrt(2))", "141"}},
      {"ceil", {"ceil(-7/2)", "-3"}},
      {"ceil", {"ceil(exp(1))", "3"}},
      {"mod", {"mod(-7, 3)", "2"}},
      {"mod", {"mod(7, -3)", "-2"}},
      {"gcd", {"gcd(-12, 18)", "6"}},
      {"gcd", {"gcd(0, 0)", "0"}},
      {"abs", {"abs(-7/3)", "7/3"}},
      {"min", {"min(2, -1, 3)", "-1"}},
      {"max", {"max(2, -1, 3)", "3"}},
      {"root", {"root(2, 3)", "1.259921049894873164767211"}},  // OEIS A002580
      {"root", {"root(27/8, 3)", "3/2"}},
      {"root", {"root(0, 5)", "0"}},
      {"sigmoid", {"sigmoid(0)", "1/2"}},
      {"sigmoid", {"sigmoid(1)", "0.7310585786300048792511592"}},
      {"softplus", {"softplus(0)", "0.6931471805599453094172321"}},
      {"sigmoid_derivative", {"sigmoid_derivative(3, 0)", "-1/8"}},
      {"sigmoid_derivative", {"sigmoid_derivative(4, 0)", "0"}},
      {"softplus_derivative", {"softplus_derivative(6, 0)", "1/4"}},
      {"radius", {"radius(0)", "3.141592653589793238462643"}},
      {"dropout", {"dropout([1, -2], 1/4)", "dropout([1, -2], 1/4)"}},
      {"moment", {"moment([1, 2], 1/2, 2)", "5"}},
      {"moment", {"moment([1, 2], 1/2, 0)", "1"}},
      {"deviation", {"deviation([1, -2], 1/2)", "3"}},
      {"deviation", {"deviation([pi/2, -pi/2], 1/2)", "3.141592653589793238462643"}},
      {"regulariser", {"regulariser([0], 1/2)", "0"}},
      {"partial_regulariser", {"partial_regulariser(2, [1, -1], 1/2)", "1/4"}},
      {"partial_regulariser", {"partial_regulariser(1, [1, -1], 1/2)", "0"}},
      {"converges", {"converges([2, -2], 1/2)", "false"}},
      {"converges", {"converges([pi/2, -pi/2], 1/2)", "true"}},
      {"prints", {"prints(log(2), \"0.69314718\")", "true"}},           // OEIS A002162
      {"prints", {"prints(pi, \"3.14159265358979323847\")", "false"}},  // OEIS A000796: ...846|26
      {"prints", {"prints(zeta(3), \"1.2020569031...\")", "true"}},     // OEIS A002117
      {"length", {"length([3, 1, 4])", "3"}},
      {"D", {"D(p)", "p - p^2"}},
      {"D", {"D(p, 2)", "p - 3*p^2 + 2*p^3"}},
      {"D", {"D(p, 0)", "p"}},
      {"at", {"at(p - p^2, 1/3)", "2/9"}},
      {"mean_over_p", {"mean_over_p(p - p^2)", "1/6"}},
      {"sum", {"sum(i = 1..10, i^2)", "385"}},
      {"sum", {"sum(x in [1, 2, 3], x^2)", "14"}},
      {"sum", {"sum([1, 2, 3])", "6"}},
      {"sum", {"sum(i = 5..4, 1/0!)", "0"}},
      {"prod", {"prod(i = 1..6, i)", "720"}},
      {"prod", {"prod(x in [2, 3], x + 1)", "12"}},
      {"prod", {"prod([2, 3])", "6"}},
      {"prod", {"prod(i = 5..4, i)", "1"}},
      {"sum", {"sum(i = 0..oo, 1/2^i)", "2"}},
      {"bessel_j", {"bessel_j(0, 1)", "0.7651976865579665514497175"}},  // DLMF 10
      {"integral", {"integral(x in [0, 1], exp(x))", "1.718281828459045235360287"}},
      {"zero", {"zero(x in [0, 2], x^2 - 2)", "1.414213562373095048801689"}},
      {"derivative", {"derivative(x = 3, x^2)", "6"}},
      {"derivative", {"derivative(x = 2, x^5, 3)", "240"}},
      {"mean", {"mean(x in dropout([1, 2], 1/3), x)", "3"}},
      {"mean", {"mean(x in law([(1, 1/3), (4, 2/3)]), x^2)", "11"}},
      {"law", {"law([(1, 1/3), (0, 1/2), (5, 0), (1, 1/6)])", "law([(0, 1/2), (1, 1/2)])"}},
      {"root_limsup", {"root_limsup(n, bernoulli(n)/n!)", "0.1591549430918953357688838"}},
      {"root_limsup_even", {"root_limsup_even(n, bell(n)/n!)", "0"}},
      {"pi", {"pi", "3.141592653589793238462643"}},  // OEIS A000796
      {"p", {"p", "p"}}};
  return table;
}

}  // namespace

TEST_CASE("every name of the language is bound") {
  for (const Function& function : functions()) {
    CAPTURE(function.name);
    const Builtin* builtin = find_builtin(function.name);
    REQUIRE(builtin);
    CHECK((builtin->function != nullptr) == (function.result != Sort::truth));
    CHECK((builtin->predicate != nullptr) == (function.result == Sort::truth));
    CHECK(builtin->theorem == function.theorem);
    CHECK(samples().count(std::string(function.name)) > 0);
  }
  for (const BindingFunction& function : binding_functions())
    CHECK_MESSAGE(samples().count(std::string(function.name)) > 0, function.name);
  for (const Constant& constant : constants())
    CHECK_MESSAGE(samples().count(std::string(constant.name)) > 0, constant.name);
  CHECK(find_builtin("no_such_function") == nullptr);
}

TEST_CASE("sample calls") {
  for (const auto& named : samples()) {
    CAPTURE(named.first);
    CHECK(evaluated(named.second.first, 25) == named.second.second);
  }
}

TEST_CASE("elementary functions against MPFR") {
  Random random(101);
  for (int i = 0; i < 40; ++i) {
    mpq_class x = random.rational();
    check_near("exp" + text(x), mpfr(mpfr_exp, x));
    check_near("sin" + text(x), mpfr(mpfr_sin, x));
    check_near("cos" + text(x), mpfr(mpfr_cos, x));
    check_near("tanh" + text(x), mpfr(mpfr_tanh, x));
    check_near("erfc" + text(x), mpfr(mpfr_erfc, x));
    check_near("sinh" + text(x), mpfr(mpfr_sinh, x));
    check_near("cosh" + text(x), mpfr(mpfr_cosh, x));
    check_near("tan" + text(x), mpfr(mpfr_tan, x));
    check_near("atan" + text(x), mpfr(mpfr_atan, x));
    check_near("erf" + text(x), mpfr(mpfr_erf, x));
    const mpq_class inside = x / (1 + abs(x));
    check_near("asin" + text(inside), mpfr(mpfr_asin, inside));
    check_near("acos" + text(inside), mpfr(mpfr_acos, inside));
    check_near("abs" + text(x), mpfr(mpfr_abs, x));
    check_near("sigmoid" + text(x), sigmoid(Real(x)));
    check_near("softplus" + text(x), softplus(Real(x)));
    mpq_class positive = abs(x) + mpq_class(1, 7);
    check_near("log" + text(positive), mpfr(mpfr_log, positive));
    check_near("gamma" + text(positive), mpfr(mpfr_gamma, positive));
    check_near("lgamma" + text(positive), mpfr(mpfr_lngamma, positive));
    check_near("digamma" + text(positive), mpfr(mpfr_digamma, positive));
    const mpq_class left = -abs(inside) - mpq_class(1, 100);
    check_near("gamma" + text(left), mpfr(mpfr_gamma, left));
    check_near("digamma" + text(left), mpfr(mpfr_digamma, left));
    check_near("sqrt" + text(positive), mpfr(mpfr_sqrt, positive));
    mpq_class above_one = positive + 1;
    check_near("zeta" + text(above_one), mpfr(mpfr_zeta, above_one));
    auto n = static_cast<unsigned long>(random.pick(1, 9));
    Real root;
    mpfr_rootn_ui(root.raw(), Real(positive).raw(), n, MPFR_RNDN);
    check_near("root(" + text(positive) + ", " + std::to_string(n) + ")", root);
    mpq_class y = random.rational();
    check_near("min(" + text(x) + ", " + text(y) + ")", Real(x < y ? x : y));
    check_near("max(" + text(x) + ", " + text(y) + ")", Real(x < y ? y : x));
    check_near(text(positive) + "^" + text(y), Real::apply(mpfr_pow, Real(positive), Real(y)));
  }
}

TEST_CASE("surjections and Stirling numbers by inclusion and exclusion") {
  for (unsigned long n = 0; n <= 25; ++n)
    for (unsigned long k = 0; k <= n + 2; ++k) {
      std::string arguments = "(" + std::to_string(n) + ", " + std::to_string(k) + ")";
      mpz_class onto = surjections(n, k);
      CHECK(exact("surjections" + arguments) == from(onto));
      CHECK(exact("stirling2" + arguments) == from(mpz_class(onto / factorial(k))));
    }
  for (unsigned long n : {100UL, 3000UL, 3001UL})  // on both sides of where rows are kept
    CHECK(exact("surjections(" + std::to_string(n) + ", 4)") == from(surjections(n, 4)));
}

TEST_CASE("rows of the triangles in any order of access") {
  Random random(102);
  std::string text = "0";
  mpz_class total;
  for (int i = 0; i < 60; ++i) {
    auto n = static_cast<unsigned long>(random.pick(0, 40));
    auto k = static_cast<unsigned long>(random.pick(0, 42));
    text += " + surjections(" + std::to_string(n) + ", " + std::to_string(k) + ")";
    total += surjections(n, k);
  }
  CHECK(exact(text) == from(total));
}

TEST_CASE("primes by trial division, Stirling numbers of the first kind by their polynomial") {
  long count = 0;
  for (long n = -3; n <= 600; ++n) {
    bool is_prime = n > 1;
    for (long d = 2; d * d <= n; ++d) is_prime = is_prime && n % d != 0;
    const std::string text = std::to_string(n);
    CHECK((verdict("isprime(" + text + ")") == Verdict::holds) == is_prime);
    if (is_prime) CHECK(exact("prime(" + std::to_string(++count) + ")") == Rational(n));
    CHECK(exact("primepi(" + text + " + 1/3)") == Rational(count));
  }
  for (long n = 0; n <= 12; ++n)
    for (long x = -3; x <= n + 2; ++x) {
      Rational product(1);
      for (long j = 0; j < n; ++j) product *= Rational(x - j);
      const std::string text = std::to_string(n);
      CHECK(exact("sum(k = 0.." + text + ", stirling1(" + text + ", k) * (" + std::to_string(x) + ")^k)") ==
            product);
    }
  Rational sum;
  for (long n = 1; n <= 60; ++n) {
    sum += Rational(1, n);
    CHECK(exact("harmonic(" + std::to_string(n) + ")") == sum);
  }
}

TEST_CASE("Bell numbers: the triangle, and Touchard's congruence") {
  std::vector<mpz_class> row = {1};
  for (unsigned long n = 0; n <= 60; ++n) {
    CHECK(exact("bell(" + std::to_string(n) + ")") == from(row.front()));
    std::vector<mpz_class> next = {row.back()};
    for (const mpz_class& above : row) next.push_back(next.back() + above);
    row = next;
  }
  for (long prime : {2, 3, 5, 7, 11, 13})
    for (long n = 0; n <= 10; ++n) {
      std::string at = std::to_string(n);
      Rational sum =
          exact("bell(" + at + " + " + std::to_string(prime) + ") - bell(" + at + ") - bell(" + at + " + 1)");
      CHECK((sum / Rational(prime)).is_integer());
    }
}

TEST_CASE("Bell numbers: Dobinski's series") {
  for (int n = 0; n <= 30; ++n) {
    Real sum;
    for (unsigned long k = 0; k <= 300; ++k)
      sum = sum + Real(mpq_class(power(mpz_class(k), static_cast<unsigned long>(n)), factorial(k)));
    check_near("bell(" + std::to_string(n) + ")", sum / exp(Real(1)));
  }
}

TEST_CASE("Bernoulli numbers: recurrence, and zeta at even integers") {
  std::vector<mpq_class> b = {1};
  for (unsigned long n = 1; n <= 40; ++n) {
    mpq_class sum;
    for (unsigned long j = 0; j < n; ++j) sum += binomial(n + 1, j) * b[j];
    b.push_back(-sum / (n + 1));
    CHECK(exact("bernoulli(" + std::to_string(n) + ")") == from(b[n]));
  }
  for (int k = 1; k <= 20; ++k) {
    std::string n = std::to_string(2 * k);
    CHECK(verdict("abs(zeta(" + n + ") - (2*pi)^" + n + " * abs(bernoulli(" + n + ")) / (2 * " + n +
                  "!)) < 1e-30") == Verdict::holds);
  }
}

TEST_CASE("derivatives of the sigmoid and of softplus") {
  Random random(103);
  for (int i = 0; i < 60; ++i) {
    auto n = static_cast<unsigned long>(random.pick(1, 25));
    mpq_class z = random.rational();
    std::string order = std::to_string(n);
    Real expected = sigmoid_derivative(n, Real(z));
    check_near("sigmoid_derivative(" + order + ", " + text(z) + ")", expected);
    check_near("softplus_derivative(" + order + " + 1, " + text(z) + ")", expected);
    check_near("at(D(p, " + order + "), sigmoid" + text(z) + ")", expected, 600);  // the sum cancels
  }
  check_near("sigmoid_derivative(0, 3)", sigmoid(Real(3)));
  check_near("softplus_derivative(0, -3)", softplus(Real(-3)));
  check_near("softplus_derivative(1, -3)", sigmoid(Real(-3)));
}

TEST_CASE("radius(z)^2 = pi^2 + z^2") {
  Random random(104);
  Real square = Real::pi() * Real::pi();
  for (int i = 0; i < 30; ++i) {
    mpq_class z = random.rational();
    check_near("radius" + text(z) + "^2", square + Real(z) * Real(z));
    check_near("radius(exp" + text(z) + ")^2", square + exp(Real(z)) * exp(Real(z)));
  }
  CHECK(verdict("radius(0) = pi") == Verdict::holds);
  CHECK(verdict("radius(2) != pi") == Verdict::holds);
}

TEST_CASE("moments, deviation, means and the regulariser by all masks") {
  Random random(105);
  for (int i = 0; i < 60; ++i) {
    std::vector<mpq_class> a = random.contributions(6);
    mpq_class d = random.probability();
    std::string model = text(a) + ", " + text(d);
    mpq_class z0 = sum(a);
    mpq_class greatest;
    Real mean_softplus;
    std::vector<mpq_class> moments(8);
    mpq_class mean_cube;
    for (const Atom& outcome : outcomes(a, d)) {
      mpq_class delta = outcome.value - z0;
      greatest = std::max(greatest, mpq_class(abs(delta)));
      mean_softplus = mean_softplus + Real(outcome.probability) * softplus(Real(outcome.value));
      mean_cube += outcome.probability * power(outcome.value, 3);
      for (unsigned long n = 0; n < moments.size(); ++n) moments[n] += outcome.probability * power(delta, n);
    }
    CHECK(exact("deviation(" + model + ")") == from(greatest));
    for (unsigned long n = 0; n < moments.size(); ++n)
      CHECK(exact("moment(" + model + ", " + std::to_string(n) + ")") == from(moments[n]));
    CHECK(exact("mean(x in dropout(" + model + "), x^3)") == from(mean_cube));
    CHECK(exact("mean(x in dropout(" + model + "), 1)") == Rational(1));
    check_near("regulariser(" + model + ")", mean_softplus - softplus(Real(z0)));
    check_near("mean(x in dropout(" + model + "), softplus(x))", mean_softplus);
    Real partial;
    for (unsigned long k = 2; k < moments.size(); ++k) {
      Real coefficient = sigmoid_derivative(k - 1, Real(z0)) / Real(mpq_class(factorial(k)));
      partial = partial + coefficient * Real(moments[k]);
      check_near("partial_regulariser(" + std::to_string(k) + ", " + model + ")", partial);
    }
    Real excess = Real(greatest * greatest - z0 * z0) - Real::pi() * Real::pi();
    CHECK(verdict("converges(" + model + ")") ==
          (mpfr_sgn(excess.raw()) <= 0 ? Verdict::holds : Verdict::refuted));
  }
}

TEST_CASE("the same model by the general route: contributions that are real numbers") {
  Random random(106);
  for (int i = 0; i < 15; ++i) {
    std::vector<mpq_class> a = random.contributions(4);
    mpq_class d = random.probability();
    std::string shifted;  // the same numbers as balls: x + exp(1) - exp(1)
    for (const mpq_class& x : a) shifted += (shifted.empty() ? "[" : ", ") + text(x) + " + exp(1) - exp(1)";
    std::string model = text(a) + ", " + text(d);
    std::string general = shifted + "], " + text(d);
    for (const char* function : {"deviation", "regulariser"}) {
      Value known = value(function + ("(" + model + ")"));
      Value other = value(function + ("(" + general + ")"), 200);
      REQUIRE(get_if<Ball>(other));
      SymbolTable symbols;
      CHECK(overlaps(*get_if<Ball>(other), Arithmetic(Bits{128}, 1000, symbols).ball(known)));
    }
    for (const char* last : {"2", "5"}) {
      CHECK(may_be(value("moment(" + general + ", " + last + ")", 200),
                   exact("moment(" + model + ", " + last + ")")));
      Value known = value("partial_regulariser(" + std::string(last) + ", " + model + ")");
      Value other = value("partial_regulariser(" + std::string(last) + ", " + general + ")", 200);
      SymbolTable symbols;
      Arithmetic arithmetic(Bits{200}, 1 << 20, symbols);
      CHECK(overlaps(arithmetic.ball(other), arithmetic.ball(known)));
    }
  }
  CHECK(verdict("converges([sqrt(2)], 1/2)") == Verdict::holds);
  CHECK(verdict("converges([sqrt(5), -sqrt(5)], 1/2)") == Verdict::refuted);
}

TEST_CASE("models in units of pi are exact") {
  CHECK(verdict("moment([pi/2, -pi/3], 1/4, 4) = pi^4 * moment([1/2, -1/3], 1/4, 4)") == Verdict::holds);
  CHECK(verdict("deviation([pi/2, -pi/3, 0], 1/4) = pi * deviation([1/2, -1/3], 1/4)") == Verdict::holds);
  CHECK(verdict("deviation([1 + pi, -2], 1/2) = 3 + pi") == Verdict::holds);
}

TEST_CASE("the ring Q[p]") {
  CHECK(verdict("D(p^5) = 5 * p^5 * (1 - p)") == Verdict::holds);
  CHECK(verdict("D(3) = 0") == Verdict::holds);
  CHECK(verdict("for k in 0..12: D(D(p, k)) = D(p, k + 1)") == Verdict::holds);
  CHECK(verdict("for k in 12..0: 1 = 2") == Verdict::holds);
  CHECK(verdict("for n in 2..20: mean_over_p(D(p, n - 1)) = bernoulli(n)") == Verdict::holds);
  CHECK(verdict("for k in {9, 3, 7, 0, 8, 8, 2}: D(p^2, k + 1) = D(D(p^2, k))") == Verdict::holds);
  CHECK(verdict("at(D(p, 4), 1/3) = sum(j = 1..5, (-1)^(j-1) * (j-1)! * stirling2(5, j) / 3^j)") ==
        Verdict::holds);
  CHECK(verdict("p = p^2") == Verdict::refuted);
  CHECK(verdict("p < 1") == Verdict::refuted);
  CHECK(verdict("p + sqrt(2) = p") == Verdict::undecided);
}

TEST_CASE("exact numbers against balls, on random terms") {
  const char* atoms[] = {"sqrt(2)",   "sqrt(3)",   "pi", "(1/3)",  "sqrt(5/7)",
                         "sin(pi/3)", "cos(pi/4)", "2",  "zeta(2)"};
  int exact_ones = 0;
  std::uint64_t state = 12345;
  auto below = [&](std::uint64_t n) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state >> 33) % n;
  };
  for (int i = 0; i < 300; ++i) {
    std::string plain = atoms[below(9)];
    std::string disguised = "(" + plain + " + exp(1) - exp(1))";
    for (int k = 0; k < 4; ++k) {
      const char* operations[] = {" + ", " - ", " * ", " / "};
      const std::string operation = operations[below(4)];
      const std::string atom = atoms[below(9)];
      plain = "(" + plain + operation + atom + ")";
      disguised = "(" + disguised + operation + "(" + atom + " + exp(1) - exp(1)))";
    }
    CAPTURE(plain);
    Value known = value("1 * " + plain, 200);
    if (!is_exact_real(known)) continue;
    ++exact_ones;
    Value other = value(disguised, 200);
    REQUIRE(get_if<Ball>(other));
    SymbolTable symbols;
    CHECK(overlaps(*get_if<Ball>(other), Arithmetic(Bits{200}, 1 << 20, symbols).ball(known)));
    if (const auto* number = get_if<ExactNumber>(known))
      CHECK(verdict("(" + number->str() + ") = " + plain) == Verdict::holds);
  }
  CHECK(exact_ones > 200);
}
