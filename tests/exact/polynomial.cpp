#include "exact/polynomial.hpp"

#include <doctest/doctest.h>

#include <climits>
#include <map>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "print.hpp"
#include "random.hpp"

namespace dropcert::exact {
namespace {

using testing::Random;

static_assert(!std::is_constructible_v<Polynomial, double>);
static_assert(std::is_convertible_v<int, Polynomial> && std::is_convertible_v<Integer, Polynomial>);
static_assert(std::is_nothrow_move_constructible_v<Polynomial>);

/// The same polynomial as a plain table of its non-zero terms, with schoolbook arithmetic.
using Terms = std::map<unsigned long, Rational>;

void add_term(Terms& terms, unsigned long degree, const Rational& c) {
  terms[degree] += c;
  if (terms[degree].is_zero()) terms.erase(degree);
}

Terms sum(Terms a, const Terms& b, const Rational& factor) {
  for (const auto& [degree, c] : b) add_term(a, degree, factor * c);
  return a;
}

Terms product(const Terms& a, const Terms& b) {
  Terms result;
  for (const auto& [m, c] : a)
    for (const auto& [n, d] : b) add_term(result, m + n, c * d);
  return result;
}

Rational value(const Terms& terms, const Rational& x) {
  Rational result;
  for (const auto& [degree, c] : terms) result += c * pow(x, static_cast<long>(degree));
  return result;
}

/// Few terms, at degrees near one another or far apart, so that valuations differ and terms cancel.
Terms random_terms(Random& random) {
  Terms terms;
  const unsigned long base = random.one_in(2) ? 0 : random.below(40);
  const bool integral = random.one_in(2);
  for (unsigned long i = random.below(7); i > 0; --i) {
    const unsigned long degree = base + random.below(9);
    add_term(terms, degree, integral ? Rational(random.between(-2, 2)) : random.rational(40));
  }
  return terms;
}

Polynomial polynomial(const Terms& terms) {
  Polynomial p;
  for (const auto& [degree, c] : terms) p += Polynomial::monomial(c, degree);
  return p;
}

void check_same(const Polynomial& p, const Terms& terms) {
  CAPTURE(p);
  CHECK(p.degree() == (terms.empty() ? -1 : static_cast<long>(terms.rbegin()->first)));
  for (unsigned long n = 0; n < 140; ++n) {
    const auto term = terms.find(n);
    CHECK(p.coefficient(n) == (term == terms.end() ? Rational() : term->second));
  }
  CHECK(p == polynomial(terms));
  CHECK(p.is_zero() == terms.empty());
}

TEST_CASE("ring operations agree with schoolbook arithmetic") {
  Random random(21);
  for (int i = 0; i < 600; ++i) {
    const Terms a = random_terms(random);
    const Terms b = random_terms(random);
    const Polynomial p = polynomial(a);
    const Polynomial q = polynomial(b);
    check_same(p, a);
    check_same(p + q, sum(a, b, 1));
    check_same(p - q, sum(a, b, -1));
    check_same(-p, sum({}, a, -1));
    check_same(p * q, product(a, b));
    check_same(pow(p, 2), product(a, a));
    CHECK((p == q) == (a == b));
    const Rational x = random.rational(20);
    CHECK(p.evaluate(x) == value(a, x));
    CHECK((p * q).evaluate(x) == p.evaluate(x) * q.evaluate(x));
  }
}

TEST_CASE("a sum does not depend on the order of its terms") {
  Random random(22);
  for (int i = 0; i < 200; ++i) {
    Terms terms;
    Polynomial forwards;
    Polynomial backwards;
    std::vector<Polynomial> monomials;
    for (int j = 0; j < 20; ++j) {
      const unsigned long degree = random.below(30);
      const Rational c = random.one_in(3) ? random.rational(20) : Rational(random.between(-3, 3));
      add_term(terms, degree, c);
      monomials.push_back(Polynomial::monomial(c, degree));
    }
    for (const Polynomial& m : monomials) forwards += m;
    for (auto m = monomials.rbegin(); m != monomials.rend(); ++m) backwards += *m;
    check_same(forwards, terms);
    CHECK(forwards == backwards);
    Polynomial taken;
    for (Polynomial m : monomials) taken += std::move(m);
    CHECK(taken == forwards);
    for (const Polynomial& m : monomials) forwards -= m;
    CHECK(forwards.is_zero());
  }
}

TEST_CASE("derivative, antiderivative and integral") {
  Random random(23);
  for (int i = 0; i < 300; ++i) {
    const Terms terms = random_terms(random);
    const Polynomial p = polynomial(terms);
    const Polynomial q = polynomial(random_terms(random));
    Terms derivative;
    for (const auto& [degree, c] : terms)
      if (degree > 0) add_term(derivative, degree - 1, c * degree);
    check_same(p.derivative(), derivative);
    CHECK((p * q).derivative() == p.derivative() * q + p * q.derivative());
    Polynomial along = p;
    along.derive_along_sigmoid();
    CHECK(along == (Polynomial::variable() - Polynomial::monomial(1, 2)) * p.derivative());
    CHECK(p.antiderivative().derivative() == p);
    CHECK(p.antiderivative().coefficient(0) == 0);

    const Rational a = random.rational(10);
    const Rational b = random.rational(10);
    Rational integral;
    for (const auto& [degree, c] : terms) {
      const long e = static_cast<long>(degree) + 1;
      integral += c * (pow(b, e) - pow(a, e)) / e;
    }
    CHECK(p.integrate(a, b) == integral);
    CHECK(p.integrate(b, a) == -integral);
  }
}

TEST_CASE("exact division undoes multiplication, and refuses remainders") {
  Random random(24);
  for (int i = 0; i < 400; ++i) {
    const Polynomial p = polynomial(random_terms(random));
    const Polynomial q = polynomial(random_terms(random));
    if (q.is_zero()) continue;
    CAPTURE(p);
    CAPTURE(q);
    CHECK(divide_exact(p * q, q) == p);
    if (q.is_constant()) continue;
    CHECK(divide_exact(p * q + 1, q) == std::nullopt);
    CHECK(divide_exact(q, q * q) == std::nullopt);
  }
  CHECK(divide_exact(Polynomial(), Polynomial(3)) == Polynomial());
  CHECK_THROWS_AS(divide_exact(1, Polynomial()), std::domain_error);
}

TEST_CASE("a constant times a polynomial is what the constant polynomial times it is") {
  Random random(27);
  for (int i = 0; i < 300; ++i) {
    const Polynomial p = polynomial(random_terms(random));
    const Rational c = random.one_in(4) ? Rational(random.between(-1, 1)) : random.rational(40);
    CHECK(p * c == p * Polynomial(c));
  }
}

TEST_CASE("powers agree with repeated multiplication") {
  Random random(25);
  for (int i = 0; i < 60; ++i) {
    const Polynomial p = polynomial(random_terms(random));
    Polynomial power = 1;
    for (unsigned long e = 0; e < 6; ++e, power *= p) CHECK(pow(p, e) == power);
  }
}

TEST_CASE("the successive D-derivatives of p, with D = (p - p^2) d/dp") {
  // Coefficients of the derivatives of the logistic function: rows of OEIS A163626.
  const Polynomial p = Polynomial::variable();
  Polynomial d = p;
  const auto step = [&] { d = (p - p * p) * d.derivative(); };
  step();
  CHECK(d.str("p") == "p - p^2");
  step();
  CHECK(d.str("p") == "p - 3*p^2 + 2*p^3");
  step();
  CHECK(d.str("p") == "p - 7*p^2 + 12*p^3 - 6*p^4");
  step();
  CHECK(d.str("p") == "p - 15*p^2 + 50*p^3 - 60*p^4 + 24*p^5");
}

TEST_CASE("text") {
  const Polynomial x = Polynomial::variable();
  CHECK(Polynomial().str("x") == "0");
  CHECK(Polynomial(-1).str("x") == "-1");
  CHECK((-x).str("x") == "-x");
  CHECK((Rational(1, 2) * x - Rational(3, 4)).str("x") == "-3/4 + 1/2*x");
  CHECK((-Rational(2, 3) * x * x + 5 * pow(x, 12)).str("t") == "-2/3*t^2 + 5*t^12");
}

TEST_CASE("constants") {
  CHECK(Polynomial().constant() == Rational(0));
  CHECK(Polynomial(Rational(2, 3)).constant() == Rational(2, 3));
  CHECK(Polynomial::variable().constant() == std::nullopt);
  CHECK(Polynomial::variable().is_constant() == false);
  CHECK((Polynomial::variable() - Polynomial::variable()).is_constant());
}

TEST_CASE("copies are independent, moves keep the value") {
  Polynomial a = Polynomial::variable() + 1;
  const Polynomial copy = a;
  const Polynomial& same = a;  // Clang warns of a plain x -= x
  a += same;
  CHECK(copy == Polynomial::variable() + 1);
  CHECK(a == 2 * copy);
  a *= same;
  CHECK(a == 4 * copy * copy);
  a -= same;
  CHECK(a.is_zero());
  Polynomial b = copy;
  const Polynomial moved = std::move(b);
  CHECK(moved == copy);
}

TEST_CASE("a high power takes no room; what would is refused") {
  const Polynomial x = Polynomial::variable();
  const Polynomial high = Polynomial::monomial(3, LONG_MAX - 1);
  CHECK(high.degree() == LONG_MAX - 1);
  CHECK(high.bits() < 100);
  CHECK((high * x).degree() == LONG_MAX);
  CHECK(high.derivative() == Polynomial::monomial(Integer(3) * (LONG_MAX - 1), LONG_MAX - 2));
  CHECK(pow(pow(x, 1UL << 40), 1UL << 20) == Polynomial::monomial(1, 1UL << 60));
  CHECK(high.evaluate(-1) == 3);
  CHECK(high.antiderivative().derivative() == high);
  CHECK_THROWS_AS(Polynomial::monomial(1, ULONG_MAX), std::length_error);
  CHECK_THROWS_AS(high * x * x, std::length_error);
  CHECK_THROWS_AS((high * x).antiderivative(), std::length_error);
  CHECK_THROWS_AS(high + 1, std::length_error);
  CHECK_THROWS_AS(high.evaluate(2), std::length_error);
  CHECK_THROWS_AS(pow(high, 2), std::length_error);
  CHECK_THROWS_AS(pow(x + 1, ULONG_MAX), std::length_error);
  CHECK_THROWS_AS(pow(x + 1, 1UL << 22), std::length_error);
  CHECK_THROWS_AS(pow(2 * x, ULONG_MAX / 2), std::length_error);
}

TEST_CASE("bits bounds the size of the coefficients") {
  Random random(26);
  for (int i = 0; i < 100; ++i) {
    const Polynomial p = polynomial(random_terms(random));
    std::size_t largest = 0;
    for (unsigned long n = 0; n < 60; ++n)
      if (!p.coefficient(n).is_zero()) largest = std::max(largest, p.coefficient(n).bits());
    CHECK(p.bits() >= largest);
  }
  CHECK(Polynomial().bits() == 0);
}

}  // namespace
}  // namespace dropcert::exact
