#include "verify/arithmetic.hpp"

#include <fmt/format.h>

#include "verify/outcome.hpp"

namespace dropcert {

namespace {

// The polynomial in pi that an exact real is.
Polynomial in_pi(const Value& a) {
  if (const auto* number = get_if<PiNumber>(a)) return number->polynomial;
  return Polynomial(*get_if<Rational>(a));
}

Polynomial in_ring(const Value& a) {
  if (const auto* element = get_if<RingElement>(a)) return element->polynomial;
  return Polynomial(*get_if<Rational>(a));
}

// Equality of values of which one is a polynomial in p.
bool same_in_ring(const Value& a, const Value& b) {
  const auto* x = get_if<RingElement>(a);
  const auto* y = get_if<RingElement>(b);
  if (x && y) return x->polynomial == y->polynomial;
  if (get_if<Rational>(x ? b : a)) return false;  // a RingElement is never constant
  throw Unsupported("a polynomial in p is no number; take its value with at(P, x)");
}

Ball checked_division(const Ball& a, const Ball& b, Bits precision) {
  if (b.is_exact() && b.contains_zero()) throw Undefined("division by zero");
  return div(a, b, precision);
}

// -1, 0, 1 if every number that the value may be has that sign.
std::optional<int> certain_sign(const Value& a) {
  if (is_exact_real(a)) return exact_sign(a);
  const auto* ball = get_if<Ball>(a);
  return ball && ball->is_finite() ? ball->sign() : std::nullopt;
}

std::optional<Rational> exact_root(const Rational& a, unsigned long n) {
  Integer numerator;
  Integer denominator;
  if (!fmpz_root(numerator.raw(), a.numerator().raw(), static_cast<slong>(n))) return std::nullopt;
  if (!fmpz_root(denominator.raw(), a.denominator().raw(), static_cast<slong>(n))) return std::nullopt;
  return Rational(numerator, denominator);
}

// The root of c pi^(n m) with c a perfect n-th power.
std::optional<Value> exact_root(const PiNumber& a, unsigned long n) {
  auto degree = static_cast<unsigned long>(a.polynomial.degree());
  Rational lead = a.polynomial.coefficient(degree);
  if (degree % n != 0 || a.polynomial != Polynomial::monomial(lead, degree)) return std::nullopt;
  std::optional<Rational> root = exact_root(lead, n);
  if (!root) return std::nullopt;
  return pi_number(Polynomial::monomial(*root, degree / n));
}

}  // namespace

Ball enclose(const PiNumber& number, Bits precision) {
  const Polynomial& polynomial = number.polynomial;
  Ball pi = const_pi(precision);
  Ball sum;
  for (long n = polynomial.degree(); n >= 0; --n)
    sum = add(mul(sum, pi, precision),
              Ball::from(polynomial.coefficient(static_cast<unsigned long>(n)), precision), precision);
  return sum;
}

Value pi_number(Polynomial polynomial) {
  if (std::optional<Rational> constant = polynomial.constant()) return *constant;
  return PiNumber{std::move(polynomial)};
}

Value ring_element(Polynomial polynomial) {
  if (std::optional<Rational> constant = polynomial.constant()) return *constant;
  return RingElement{std::move(polynomial)};
}

int exact_sign(const Value& a) {
  if (const auto* rational = get_if<Rational>(a)) return rational->sign();
  const PiNumber& number = *get_if<PiNumber>(a);
  for (long bits = 64;; bits *= 2)  // ends: a polynomial that is not zero is not zero at pi
    if (std::optional<int> sign = enclose(number, Bits{bits}).sign()) return *sign;
}

std::optional<Integer> as_integer(const Value& a) {
  const auto* rational = get_if<Rational>(a);
  if (!rational || !rational->is_integer()) return std::nullopt;
  return rational->numerator();
}

Integer require_integer(const Value& a, std::string_view what) {
  if (std::optional<Integer> n = as_integer(a)) return *n;
  const auto* ball = get_if<Ball>(a);
  if (ball && !(ball->is_finite() && arb_contains_int(ball->raw()) == 0))
    throw Imprecise(fmt::format("{} is not known to be an integer", what));
  if (ball || is_exact_real(a)) throw Undefined(fmt::format("{} is not an integer", what));
  throw Unsupported(fmt::format("{} is no number", what));
}

void Arithmetic::require_size(std::size_t bits) const {
  if (bits > most_bits_)
    throw TooLarge(fmt::format("a number of some {} bits; at most {} are handled", bits, most_bits_));
}

// The powers of 0, 1 and -1 stay small.
void Arithmetic::require_power(std::size_t bits, std::size_t exponent) const {
  if (bits > 1) require_size(exponent > most_bits_ ? exponent : bits * exponent);
}

Ball Arithmetic::ball(const Value& a) const {
  if (const auto* rational = get_if<Rational>(a)) return Ball::from(*rational, precision_);
  if (const auto* number = get_if<PiNumber>(a)) return enclose(*number, precision_);
  if (const auto* ball = get_if<Ball>(a)) return *ball;
  if (get_if<RingElement>(a))
    throw Unsupported("a polynomial in p is no number; take its value with at(P, x)");
  if (get_if<Symbolic>(a)) throw Unsupported("a term of the identity is not a function in closed form");
  throw Unsupported("a list or a law is no number");
}

// exact(Polynomial, Polynomial, wrap) where both are polynomials in the same transcendental; real(Ball, Ball)
// otherwise.
template <class Exact, class Real>
Value Arithmetic::combine(const Value& a, const Value& b, Exact exact, Real real) const {
  if (is_exact_real(a) && is_exact_real(b)) return pi_number(exact(in_pi(a), in_pi(b)));
  bool in_p = get_if<RingElement>(a) || get_if<RingElement>(b);
  bool rest_fits =
      (get_if<RingElement>(a) || get_if<Rational>(a)) && (get_if<RingElement>(b) || get_if<Rational>(b));
  if (in_p && rest_fits) return ring_element(exact(in_ring(a), in_ring(b)));
  return real(ball(a), ball(b));
}

Value Arithmetic::add(const Value& a, const Value& b) const {
  if (get_if<Rational>(a) && get_if<Rational>(b)) return *get_if<Rational>(a) + *get_if<Rational>(b);
  if (get_if<Symbolic>(a) || get_if<Symbolic>(b))
    return Symbolic{symbols_.convert(a).function + symbols_.convert(b).function};
  return combine(
      a, b, [](const Polynomial& x, const Polynomial& y) { return x + y; },
      [&](const Ball& x, const Ball& y) { return Value(dropcert::add(x, y, precision_)); });
}

Value Arithmetic::subtract(const Value& a, const Value& b) const {
  if (get_if<Ball>(a) && get_if<Ball>(b)) return sub(*get_if<Ball>(a), *get_if<Ball>(b), precision_);
  return add(a, negate(b));
}

Value Arithmetic::multiply(const Value& a, const Value& b) const {
  if (const auto* x = get_if<Rational>(a))
    if (const auto* y = get_if<Rational>(b)) {
      require_size(x->bits() + y->bits());
      return *x * *y;
    }
  if (const auto* list = get_if<List>(b)) return scaled_list(a, *list);
  if (get_if<Symbolic>(a) || get_if<Symbolic>(b))
    return Symbolic{symbols_.convert(a).function * symbols_.convert(b).function};
  return combine(
      a, b, [](const Polynomial& x, const Polynomial& y) { return x * y; },
      [&](const Ball& x, const Ball& y) { return Value(mul(x, y, precision_)); });
}

Value Arithmetic::scaled_list(const Value& factor, const List& list) const {
  std::vector<Value> scaled;
  for (const Value& element : *list) scaled.push_back(multiply(factor, element));
  return std::make_shared<const std::vector<Value>>(std::move(scaled));
}

Value Arithmetic::divide(const Value& a, const Value& b) const {
  if (get_if<Symbolic>(a) || get_if<Symbolic>(b)) {
    RationalFunction divisor = symbols_.convert(b).function;
    if (divisor.is_zero()) throw Undefined("division by zero");
    return Symbolic{symbols_.convert(a).function / divisor};
  }
  if (const auto* y = get_if<Rational>(b)) {
    if (y->is_zero()) throw Undefined("division by zero");
    if (get_if<Ball>(a)) return div(*get_if<Ball>(a), ball(b), precision_);
    return multiply(a, Rational(1) / *y);
  }
  if (is_exact_real(a) && is_exact_real(b))
    if (std::optional<Polynomial> quotient = divide_exact(in_pi(a), in_pi(b)))
      return pi_number(std::move(*quotient));
  if (get_if<RingElement>(b) && (get_if<RingElement>(a) || get_if<Rational>(a))) {
    if (std::optional<Polynomial> quotient = divide_exact(in_ring(a), in_ring(b)))
      return ring_element(std::move(*quotient));
    return divide(symbols_.convert(a), symbols_.convert(b));
  }
  return checked_division(ball(a), ball(b), precision_);
}

Value Arithmetic::negate(const Value& a) const {
  if (const auto* rational = get_if<Rational>(a)) return -*rational;
  if (const auto* ball = get_if<Ball>(a)) return neg(*ball);
  return multiply(Rational(-1), a);
}

Value Arithmetic::power(const Value& base, const Value& exponent) const {
  if (std::optional<Integer> n = as_integer(exponent)) {
    std::optional<long> small = n->to_long();
    if (!small) throw TooLarge("an exponent beyond 64 bits");
    return integer_power(base, *small);
  }
  if (get_if<Symbolic>(base) || get_if<Symbolic>(exponent))
    return symbols_.exp(
        {symbols_.convert(exponent).function * symbols_.log(symbols_.convert(base)).function});
  std::optional<int> sign = certain_sign(base);
  if (is_exact_real(exponent) && sign == -1)
    throw Undefined("a power of a negative number with an exponent that is not an integer");
  if (is_exact_real(exponent) && sign == 0) {
    if (exact_sign(exponent) < 0) throw Undefined("a negative power of 0");
    return Rational(0);
  }
  if (const auto* q = get_if<Rational>(exponent)) return pow(ball(base), *q, precision_);
  return exp(mul(ball(exponent), log(ball(base), precision_), precision_), precision_);
}

Value Arithmetic::integer_power(const Value& base, long exponent) const {
  std::size_t size = exponent < 0 ? -static_cast<std::size_t>(exponent) : static_cast<std::size_t>(exponent);
  if (const auto* rational = get_if<Rational>(base)) {
    if (rational->is_zero() && exponent < 0) throw Undefined("a negative power of 0");
    require_power(rational->bits(), size);
    return pow(*rational, exponent);
  }
  if (const auto* ball = get_if<Ball>(base)) return pow(*ball, exponent, precision_);
  if (exponent < 0) {
    require_size(size);
    return divide(Rational(1), integer_power(base, -exponent));
  }
  if (const auto* symbolic = get_if<Symbolic>(base)) return Symbolic{pow(symbolic->function, exponent)};
  if (const auto* element = get_if<RingElement>(base))
    return ring_element(polynomial_power(element->polynomial, size));
  if (const auto* number = get_if<PiNumber>(base)) {
    if (size > 10'000) return pow(ball(base), exponent, precision_);
    return pi_number(polynomial_power(number->polynomial, size));
  }
  throw Unsupported("a list or a law has no powers");
}

// The power of a polynomial with l coefficients of b bits has about l n of them, of b n bits.
Polynomial Arithmetic::polynomial_power(const Polynomial& base, std::size_t exponent) const {
  constexpr std::size_t coefficients = 16;  // a polynomial may take as much space as so many numbers
  auto degree = static_cast<unsigned long>(base.degree());
  Rational lead = base.coefficient(degree);
  if (base == Polynomial::monomial(lead, degree)) {
    require_power(lead.bits(), exponent);
  } else {
    require_power(base.bits(), exponent);
    require_size(base.bits() * exponent / coefficients * exponent);
  }
  return pow(base, exponent);
}

Value Arithmetic::absolute(const Value& a) const {
  if (is_exact_real(a)) return exact_sign(a) < 0 ? negate(a) : a;
  return abs(ball(a));
}

Value Arithmetic::minimum(const Value& a, const Value& b) const {
  if (is_exact_real(a) && is_exact_real(b)) return exact_sign(subtract(a, b)) <= 0 ? a : b;
  return min(ball(a), ball(b), precision_);
}

Value Arithmetic::maximum(const Value& a, const Value& b) const {
  if (is_exact_real(a) && is_exact_real(b)) return exact_sign(subtract(a, b)) >= 0 ? a : b;
  return max(ball(a), ball(b), precision_);
}

Value Arithmetic::square_root(const Value& a) const {
  return nth_root(a, 2);
}

Value Arithmetic::nth_root(const Value& a, unsigned long n) const {
  if (is_exact_real(a)) {
    if (exact_sign(a) < 0) throw Undefined("a root of a negative number");
    if (const auto* rational = get_if<Rational>(a)) {
      if (rational->bits() < 4096)
        if (std::optional<Rational> exact = exact_root(*rational, n)) return *exact;
    } else if (std::optional<Value> exact = exact_root(*get_if<PiNumber>(a), n)) {
      return *exact;
    }
  }
  Ball x = ball(a);
  if (x.is_finite() && x.sign() == -1) throw Undefined("a root of a negative number");
  return root(x, n, precision_);
}

void Arithmetic::accumulate(Value& sum, const Value& term) const {
  auto* total = std::get_if<RingElement>(&sum);
  if (!total) {
    sum = add(sum, term);
    return;
  }
  if (const auto* element = get_if<RingElement>(term))
    total->polynomial += element->polynomial;
  else if (const auto* rational = get_if<Rational>(term))
    total->polynomial += Polynomial(*rational);
  else
    sum = add(sum, term);
  if (auto* left = std::get_if<RingElement>(&sum); left && left->polynomial.is_constant())
    sum = *left->polynomial.constant();
}

std::optional<bool> Arithmetic::compare(const Value& a, Relation relation, const Value& b) const {
  bool ring = get_if<RingElement>(a) || get_if<RingElement>(b);
  bool symbolic = get_if<Symbolic>(a) || get_if<Symbolic>(b);
  if (ring || symbolic) {
    if (relation != Relation::equal && relation != Relation::not_equal)
      throw Unsupported(
          ring ? "polynomials in p have no order"
               : "only identities are decided over all reals; state an inequality over an interval");
    bool equal = symbolic ? symbols_.convert(a).function == symbols_.convert(b).function : same_in_ring(a, b);
    if (symbolic && !equal) return std::nullopt;  // different normal forms prove nothing
    return equal == (relation == Relation::equal);
  }
  if (is_exact_real(a) && is_exact_real(b)) {
    int sign = exact_sign(subtract(a, b));
    switch (relation) {
      case Relation::equal:
        return sign == 0;
      case Relation::not_equal:
        return sign != 0;
      case Relation::less:
        return sign < 0;
      case Relation::less_equal:
        return sign <= 0;
      case Relation::greater:
        return sign > 0;
      case Relation::greater_equal:
        return sign >= 0;
    }
  }
  Ball x = ball(a);
  Ball y = ball(b);
  if (!x.is_finite() || !y.is_finite()) return std::nullopt;
  switch (relation) {
    case Relation::equal:
      return equal(x, y);
    case Relation::not_equal: {
      std::optional<bool> same = equal(x, y);
      return same ? std::optional(!*same) : std::nullopt;
    }
    case Relation::less:
      return less(x, y);
    case Relation::less_equal:
      return less_equal(x, y);
    case Relation::greater:
      return less(y, x);
    case Relation::greater_equal:
      return less_equal(y, x);
  }
  return std::nullopt;
}

}  // namespace dropcert
