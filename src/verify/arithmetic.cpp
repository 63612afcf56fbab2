#include "verify/arithmetic.hpp"

#include <fmt/core.h>

#include <array>
#include <cmath>

#include "ball/ladder.hpp"
#include "model/enclosure.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace language;
using namespace model;

namespace {

bool is_in_ring(const Value& a) {
  return get_if<RingElement>(a) || get_if<Rational>(a);
}

// Not copied if it is one already.
class InRing {
 public:
  explicit InRing(const Value& a) : element_(get_if<RingElement>(a)) {
    if (!element_) constant_ = *get_if<Rational>(a);
  }
  const Quotient& get() const { return element_ ? element_->function : constant_; }

 private:
  const RingElement* element_;
  Quotient constant_;
};

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

// The root of a number > 0 if it is known exactly: of a perfect power, of c pi^(n m) with such a c, and the
// square root of a rational number times a power of pi^2.
std::optional<ExactNumber> exact_root(const ExactNumber& a, unsigned long n) {
  constexpr std::size_t most_bits = 4096;
  std::optional<Quotient> in_pi = a.in_pi();
  if (!in_pi || a.bits() > most_bits) return std::nullopt;
  if (!in_pi->is_polynomial()) {  // a power of 1/pi, perhaps
    if (in_pi->numerator().degree() != 0) return std::nullopt;
    const std::optional<ExactNumber> root = exact_root(ExactNumber(Rational(1)) / a, n);
    return root ? std::optional(ExactNumber(Rational(1)) / *root) : std::nullopt;
  }
  const Polynomial& polynomial = in_pi->numerator();
  const auto degree = static_cast<unsigned long>(polynomial.degree());
  const Rational lead = polynomial.coefficient(degree);
  if (lead.sign() <= 0 || degree % n != 0 || polynomial != Polynomial::monomial(lead, degree))
    return std::nullopt;
  const ExactNumber power{Quotient(Polynomial::monomial(1, degree / n))};
  if (std::optional<Rational> root = exact_root(lead, n)) return ExactNumber(*root) * power;
  if (n != 2) return std::nullopt;
  std::optional<ExactNumber> root = ExactNumber::sqrt(lead);
  return root ? std::optional(*root * power) : std::nullopt;
}

// Sums of many quotients would grow without end: their values are enclosed instead. Throws std::length_error.
ExactNumber within_reach(ExactNumber number) {
  constexpr long most_degree = 16;
  for (const ExactNumber::Term& term : number.terms()) {
    if (term.coefficient.is_polynomial()) continue;
    const Polynomial denominator = term.coefficient.denominator();
    if (denominator.degree() > most_degree &&
        denominator != Polynomial::monomial(1, static_cast<unsigned long>(denominator.degree())))
      throw std::length_error("a quotient in pi is too long");
  }
  return number;
}

// Also where the ball reaches down to 0, which Arb's roots and powers do not like.
template <class Function>
Ball increasing_from_zero(const Ball& x, Bits precision, Function function) {
  if (!x.is_finite() || !x.contains_zero() || x.is_exact()) return function(x);
  const Ball low = lower_end(x, precision);
  if (low.sign() != 0) return function(x);
  const Ball high = upper_end(x, precision);
  return hull(Ball(0), high.sign() == 0 ? Ball(0) : function(high), precision);
}

}  // namespace

Ball enclose(const ExactNumber& number, Bits precision) {
  const Ball pi = const_pi(precision);
  auto at_pi = [&](const Polynomial& polynomial) {
    const auto lowest = static_cast<long>(polynomial.valuation());
    Ball sum;
    for (long n = polynomial.degree(); n >= lowest; --n)
      sum = add(mul(sum, pi, precision),
                Ball::from(polynomial.coefficient(static_cast<unsigned long>(n)), precision), precision);
    return lowest == 0 ? sum : mul(sum, pow(pi, lowest, precision), precision);
  };
  Ball sum;
  for (const ExactNumber::Term& term : number.terms()) {
    Ball part = at_pi(term.coefficient.numerator());
    if (!term.coefficient.is_polynomial()) part = div(part, at_pi(term.coefficient.denominator()), precision);
    if (term.radicand != Integer(1)) part = mul(part, sqrt(Ball(term.radicand), precision), precision);
    sum = add(sum, part, precision);
  }
  return sum;
}

Value exact_value(ExactNumber number) {
  if (std::optional<Rational> rational = number.rational()) return *rational;
  return number;
}

Value ring_element(Quotient function) {
  if (std::optional<Rational> constant = function.constant()) return *constant;
  return RingElement{std::move(function)};
}

ExactNumber exact_number(const Value& a) {
  if (const auto* number = get_if<ExactNumber>(a)) return *number;
  return *get_if<Rational>(a);
}

int exact_sign(const Value& a) {
  if (const auto* rational = get_if<Rational>(a)) return rational->sign();
  if (const std::optional<int> sign = first_found(
          Bits(64), ladder_end, [&](Bits bits) { return enclose(*get_if<ExactNumber>(a), bits).sign(); }))
    return *sign;
  throw TooLarge("a number too near to 0 for its sign to be found");
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
  if (is_model(a)) throw Unsupported(fmt::format("{} varies", what));
  if (is_symbolic(a)) throw Unsupported(fmt::format("{} is a variable of an identity", what));
  throw Undefined(fmt::format("{} is not an integer", what));
}

Value multiple_of_pi(const Rational& q) {
  return exact_value(ExactNumber(Quotient(Polynomial::monomial(q, 1))));
}

std::optional<Rational> units_of_pi(const Value& value) {
  if (const auto* rational = get_if<Rational>(value))
    return rational->is_zero() ? std::optional(*rational) : std::nullopt;
  const auto* number = get_if<ExactNumber>(value);
  std::optional<Quotient> in_pi = number ? number->in_pi() : std::nullopt;
  if (!in_pi || !in_pi->is_polynomial()) return std::nullopt;
  const Polynomial& polynomial = in_pi->numerator();
  if (polynomial.degree() != 1 || !polynomial.coefficient(0).is_zero()) return std::nullopt;
  return polynomial.coefficient(1);
}

std::optional<ExactNumber> cos_of_pi(const Rational& r) {
  const Rational twelfths = r * Rational(12);
  if (!twelfths.is_integer()) return std::nullopt;
  const auto m = static_cast<long>(fmpz_fdiv_ui(twelfths.numerator().raw(), 24));
  if (m % 2 != 0 && m % 3 != 0) return std::nullopt;
  const long from_zero = m > 12 ? 24 - m : m;                     // cos is even: 0..12
  const long acute = from_zero > 6 ? 12 - from_zero : from_zero;  // 0..6
  // cos^2 of 0, pi/6, pi/4, pi/3, pi/2.
  const Rational half(Integer(1), Integer(2));
  const Rational square = acute == 0   ? Rational(1)
                          : acute == 2 ? Rational(3, 4)
                          : acute == 3 ? half
                          : acute == 4 ? Rational(1, 4)
                                       : Rational(0);
  ExactNumber cosine = *ExactNumber::sqrt(square);
  return from_zero > 6 ? -cosine : cosine;
}

void Arithmetic::require_size(std::size_t bits) const {
  if (bits > most_bits_)
    throw TooLarge(fmt::format("a number of some {} bits; at most {} are handled", bits, most_bits_));
}

// A power of a number of so many bits; those of 0, 1 and -1 stay small.
bool Arithmetic::is_too_large(std::size_t bits, std::size_t exponent) const {
  return bits > 1 && (exponent > most_bits_ || bits * exponent > most_bits_);
}

void Arithmetic::require_power(std::size_t bits, std::size_t exponent) const {
  if (is_too_large(bits, exponent)) require_size(exponent > most_bits_ ? exponent : bits * exponent);
}

Arithmetic::Extent Arithmetic::extent(const Quotient& a) {
  long degree = a.numerator().degree();
  if (!a.is_polynomial()) degree = std::max(degree, a.denominator().degree());
  return {a.bits(), static_cast<std::size_t>(degree + 1), a.is_polynomial()};
}

// A product of polynomials with l and m coefficients of b and c bits has about (l + m)(b + c) bits.
void Arithmetic::require_product(const Extent& a, const Extent& b) const {
  constexpr std::size_t coefficients = 16;  // a function may take as much space as so many numbers
  const std::size_t total = a.bits + b.bits;
  if (total < most_bits_ / 1024 && std::max(a.length, b.length) < 1024) return;  // mostly
  // Monomials cost no more than they hold.
  if (a.is_polynomial && b.is_polynomial && (a.bits <= 256 || b.bits <= 256))
    return require_size(total / coefficients);
  require_size(2 * total * 2 / coefficients * std::max<std::size_t>(1, std::min(a.length, b.length) / 64));
}

Ball Arithmetic::ball(const Value& a) const {
  if (const auto* rational = get_if<Rational>(a)) return Ball::from(*rational, precision_);
  if (const auto* number = get_if<ExactNumber>(a)) return enclose(*number, precision_);
  if (const auto* ball = get_if<Ball>(a)) return *ball;
  if (get_if<RingElement>(a)) throw Undefined("a function of p where a real number is needed");
  if (const auto* model = get_if<Model>(a)) return (*model)->value.ball(precision_);
  if (is_symbolic(a)) {
    if (expansion_)  // a number that is kept exactly
      if (std::optional<Ball> ball = symbols_.enclosure(*get_if<Symbolic>(a), precision_)) return *ball;
    throw Unsupported("a term of the identity is not a function in closed form");
  }
  throw Unsupported("a list or a law is no number");
}

template <class Exact, class Ring, class Form, class Real>
Value Arithmetic::combine(const Value& a, const Value& b, Exact exact, Ring ring, Form form,
                          Real real) const {
  if (is_symbolic(a) || is_symbolic(b)) return form(symbols_.convert(a), symbols_.convert(b));
  if (is_exact_real(a) && is_exact_real(b)) {
    try {
      return exact_value(within_reach(exact(exact_number(a), exact_number(b))));
    } catch (const std::length_error&) {  // too many square roots
      return real(ball(a), ball(b));
    }
  }
  if (get_if<RingElement>(a) || get_if<RingElement>(b)) {
    if (is_in_ring(a) && is_in_ring(b)) return ring_element(ring(InRing(a).get(), InRing(b).get()));
    throw Unsupported("p together with a number that is not rational");
  }
  return real(ball(a), ball(b));
}

Magnitude Arithmetic::bound_of_difference(const Value& a, const Value& b) const {
  return Magnitude(sub(ball(a), ball(b), precision_));
}

std::optional<std::string> power_of_ten_above(const Magnitude& bound) {
  if (mag_is_special(bound.raw()) != 0 || fmpz_fits_si(MAG_EXPREF(bound.raw())) == 0) return std::nullopt;
  const long exponent = fmpz_get_si(MAG_EXPREF(bound.raw()));  // below 2^exponent; words only
  return fmt::format("1e{}", static_cast<long>(std::ceil(static_cast<double>(exponent) * std::log10(2.0))));
}

ModelArithmetic Arithmetic::models() const {
  if (!expansion_) throw Unsupported("a term that varies where a number is needed");
  return {*this, *expansion_};
}

template <class Operation>
Value Arithmetic::by_models(const Value& a, const Value& b, Operation operation) const {
  if (get_if<RingElement>(a) || get_if<RingElement>(b))
    throw Unsupported("p together with a number that is not rational");
  const ModelArithmetic arithmetic = models();
  return operation(arithmetic, arithmetic.convert(a), arithmetic.convert(b));
}

Value Arithmetic::add(const Value& a, const Value& b) const {
  if (is_model(a) || is_model(b))
    return by_models(a, b,
                     [](const ModelArithmetic& m, const Model& x, const Model& y) { return m.add(x, y); });
  if (get_if<Rational>(a) && get_if<Rational>(b)) return *get_if<Rational>(a) + *get_if<Rational>(b);
  auto sum = [](const auto& x, const auto& y) { return x + y; };
  return combine(
      a, b, sum, sum, [&](const Symbolic& x, const Symbolic& y) { return Value(symbols_.add(x, y)); },
      [&](const Ball& x, const Ball& y) { return Value(ball::add(x, y, precision_)); });
}

Value Arithmetic::subtract(const Value& a, const Value& b) const {
  if (is_model(a) && is_model(b)) return models().subtract(*get_if<Model>(a), *get_if<Model>(b));
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
  if (is_model(a) || is_model(b))
    return by_models(
        a, b, [](const ModelArithmetic& m, const Model& x, const Model& y) { return m.multiply(x, y); });
  auto scaled = [&](const Quotient& x, const Rational& c) {  // a constant is not made a function
    require_product(extent(x), {c.bits(), 1, true});
    return ring_element(x * c);
  };
  if (const auto* x = get_if<RingElement>(a))
    if (const auto* c = get_if<Rational>(b)) return scaled(x->function, *c);
  if (const auto* x = get_if<RingElement>(b))
    if (const auto* c = get_if<Rational>(a)) return scaled(x->function, *c);
  auto exact = [&](const ExactNumber& x, const ExactNumber& y) {
    require_size((x.bits() + y.bits()) / 16);
    return x * y;
  };
  auto ring = [&](const Quotient& x, const Quotient& y) {
    require_product(extent(x), extent(y));
    return x * y;
  };
  return combine(
      a, b, exact, ring, [&](const Symbolic& x, const Symbolic& y) { return Value(symbols_.multiply(x, y)); },
      [&](const Ball& x, const Ball& y) { return Value(mul(x, y, precision_)); });
}

Value Arithmetic::scaled_list(const Value& factor, const List& list) const {
  std::vector<Value> scaled;
  for (const Value& element : *list) scaled.push_back(multiply(factor, element));
  return std::make_shared<const std::vector<Value>>(std::move(scaled));
}

Value Arithmetic::divide(const Value& a, const Value& b) const {
  if (const auto* y = get_if<Rational>(b)) {
    if (y->is_zero()) throw Undefined("division by zero");
    if (const auto* x = get_if<Rational>(a)) {
      require_size(x->bits() + y->bits());
      return *x / *y;
    }
    if (get_if<Ball>(a)) return div(*get_if<Ball>(a), ball(b), precision_);
  }
  if (is_model(a) || is_model(b))
    return by_models(a, b,
                     [](const ModelArithmetic& m, const Model& x, const Model& y) { return m.divide(x, y); });
  auto exact = [&](const ExactNumber& x, const ExactNumber& y) {
    require_size((x.bits() + y.bits()) / 16);
    return x / y;
  };
  auto ring = [&](const Quotient& x, const Quotient& y) {
    require_product(extent(x), extent(y));
    return x / y;
  };
  return combine(
      a, b, exact, ring, [&](const Symbolic& x, const Symbolic& y) { return Value(symbols_.divide(x, y)); },
      [&](const Ball& x, const Ball& y) {
        if (y.is_exact() && y.contains_zero()) throw Undefined("division by zero");
        return Value(div(x, y, precision_));
      });
}

Value Arithmetic::negate(const Value& a) const {
  if (const auto* rational = get_if<Rational>(a)) return -*rational;
  if (const auto* ball = get_if<Ball>(a)) return neg(*ball);
  if (const auto* number = get_if<ExactNumber>(a)) return -*number;
  if (const auto* model = get_if<Model>(a)) return models().negate(*model);
  if (const auto* element = get_if<RingElement>(a)) return RingElement{-element->function};
  return multiply(Rational(-1), a);
}

Value Arithmetic::power(const Value& base, const Value& exponent) const {
  if (get_if<RingElement>(exponent)) throw Undefined("an exponent that is a function of p");
  if (std::optional<Integer> n = as_integer(exponent)) {
    std::optional<long> small = n->to_long();
    if (!small) throw TooLarge("an exponent beyond 64 bits");
    return integer_power(base, *small);
  }
  if (is_model(base) || is_model(exponent))
    return by_models(base, exponent,
                     [](const ModelArithmetic& m, const Model& x, const Model& y) { return m.power(x, y); });
  auto constant_of = [](const Value& value) -> std::optional<Rational> {
    const auto* form = get_if<Symbolic>(value);
    return form ? form->function.constant() : std::nullopt;
  };
  if (const std::optional<Rational> constant = constant_of(exponent)) return power(base, *constant);
  if (const std::optional<Rational> constant = constant_of(base)) return power(*constant, exponent);
  if (get_if<RingElement>(base)) return function_power(exponent);
  if (is_symbolic(base) || is_symbolic(exponent))
    return symbols_.power(symbols_.convert(base), symbols_.convert(exponent));
  return real_power(base, exponent);
}

// A function of p to a power that is no integer, or is not known to be one.
Value Arithmetic::function_power(const Value& exponent) const {
  if (is_symbolic(exponent)) throw Unsupported("a power of a function of p with an exponent that varies");
  const Ball enclosure = ball(exponent);
  if (!enclosure.is_finite() || arb_contains_int(enclosure.raw()) != 0)
    throw Imprecise("an exponent is not known to be an integer");
  throw Undefined("a power of a function of p with an exponent that is not an integer");
}

// The power of a positive number, if it is known exactly.
std::optional<Value> Arithmetic::exact_power(const Value& base, const Rational& exponent) const {
  constexpr long most = 64;
  if (abs(exponent.numerator()) > Integer(most) || exponent.denominator() > Integer(most))
    return std::nullopt;
  try {
    const Value power = integer_power(base, *exponent.numerator().to_long());
    Value root = nth_root(power, static_cast<unsigned long>(*exponent.denominator().to_long()));
    if (is_exact_real(root)) return root;
  } catch (const TooLarge&) {
  }
  return std::nullopt;
}

// The exponent is no integer, or is not known to be one.
Value Arithmetic::real_power(const Value& base, const Value& exponent) const {
  const std::optional<int> sign = certain_sign(base);
  const std::optional<int> exponent_sign = certain_sign(exponent);
  const auto* ball_exponent = get_if<Ball>(exponent);
  const bool may_be_integer =
      ball_exponent && !(ball_exponent->is_finite() && arb_contains_int(ball_exponent->raw()) == 0);
  if (sign == -1 && !may_be_integer)
    throw Undefined("a power of a negative number with an exponent that is not an integer");
  if (sign == 0 && exponent_sign == -1) throw Undefined("a negative power of 0");
  if (sign == 0 && exponent_sign == 1) return Rational(0);
  if (const auto* q = get_if<Rational>(exponent)) {
    if (sign == 1 && is_exact_real(base))
      if (std::optional<Value> root = exact_power(base, *q)) return *root;
    auto function = [&](const Ball& x) { return pow(x, *q, precision_); };
    return q->sign() > 0 ? increasing_from_zero(ball(base), precision_, function) : function(ball(base));
  }
  auto function = [&](const Ball& x) {
    return exp(mul(ball(exponent), log(x, precision_), precision_), precision_);
  };
  // x^e <= high^e for high >= 1, and between 0 and 1 otherwise.
  const Ball x = ball(base);
  if (exponent_sign == 1 && x.is_finite() && x.contains_zero() && !x.is_exact() &&
      lower_end(x, precision_).sign() == 0)
    return hull(Ball(0), max(Ball(1), function(upper_end(x, precision_)), precision_), precision_);
  return function(x);
}

Value Arithmetic::integer_power(const Value& base, long exponent) const {
  std::size_t size = exponent < 0 ? -static_cast<std::size_t>(exponent) : static_cast<std::size_t>(exponent);
  if (const auto* rational = get_if<Rational>(base)) {
    if (rational->is_zero() && exponent < 0) throw Undefined("a negative power of 0");
    if (is_too_large(rational->bits(), size)) return pow(ball(base), exponent, precision_);
    return pow(*rational, exponent);
  }
  if (const auto* ball = get_if<Ball>(base)) {
    if (exponent < 0 && ball->is_exact() && ball->contains_zero()) throw Undefined("a negative power of 0");
    return pow(*ball, exponent, precision_);
  }
  if (const auto* model = get_if<Model>(base)) return models().power(*model, exponent);
  if (const auto* symbolic = get_if<Symbolic>(base)) {
    if (exponent < 0 && symbolic->function.is_zero()) throw Undefined("a negative power of 0");
    return symbols_.power(*symbolic, exponent);
  }
  if (const auto* element = get_if<RingElement>(base)) {
    require_quotient_power(element->function, size);
    return ring_element(pow(element->function, exponent));
  }
  if (const auto* number = get_if<ExactNumber>(base)) {
    constexpr std::size_t most = 10'000;
    if (size > most) return pow(ball(base), exponent, precision_);
    try {
      if (std::optional<Quotient> in_pi = number->in_pi())
        require_quotient_power(*in_pi, size);
      else
        require_size(number->bits() * size);
      return exact_value(pow(*number, exponent));
    } catch (const std::length_error&) {
      return pow(ball(base), exponent, precision_);
    }
  }
  throw Unsupported("a list or a law has no powers");
}

// The power of a polynomial with l coefficients of b bits has about l n of them, of b n bits.
void Arithmetic::require_quotient_power(const Quotient& base, std::size_t exponent) const {
  constexpr std::size_t coefficients = 16;  // a function may take as much space as so many numbers
  for (const Polynomial& polynomial : {base.numerator(), base.denominator()}) {
    const auto degree = static_cast<unsigned long>(polynomial.degree());
    Rational lead = polynomial.coefficient(degree);
    if (polynomial == Polynomial::monomial(lead, degree)) {
      require_power(lead.bits(), exponent);
    } else {
      require_power(polynomial.bits(), exponent);
      require_size(polynomial.bits() * exponent / coefficients * exponent);
    }
  }
}

Value Arithmetic::absolute(const Value& a) const {
  if (is_exact_real(a)) return exact_sign(a) < 0 ? negate(a) : a;
  if (const auto* model = get_if<Model>(a)) return models().absolute(*model);
  if (const auto* form = get_if<Symbolic>(a)) return symbols_.absolute_value(*form);
  return abs(ball(a));
}

std::optional<int> Arithmetic::exact_order(const Value& a, const Value& b) const {
  if (!is_exact_real(a) || !is_exact_real(b)) return std::nullopt;
  const Value difference = subtract(a, b);
  if (!is_exact_real(difference)) return std::nullopt;
  return exact_sign(difference);
}

Value Arithmetic::extremum(const Value& a, const Value& b, bool greatest) const {
  if (is_model(a) || is_model(b))
    return by_models(a, b, [greatest](const ModelArithmetic& m, const Model& x, const Model& y) {
      return greatest ? m.maximum(x, y) : m.minimum(x, y);
    });
  std::optional<bool> is_less;
  if (const std::optional<int> sign = exact_order(a, b)) is_less = *sign < 0;
  if (is_symbolic(a) || is_symbolic(b)) is_less = symbols_.is_negative(symbols_.convert(subtract(a, b)));
  if (is_less) return *is_less == greatest ? b : a;
  return greatest ? max(ball(a), ball(b), precision_) : min(ball(a), ball(b), precision_);
}

Value Arithmetic::minimum(const Value& a, const Value& b) const {
  return extremum(a, b, false);
}

Value Arithmetic::maximum(const Value& a, const Value& b) const {
  return extremum(a, b, true);
}

Value Arithmetic::nth_root(const Value& a, unsigned long n) const {
  if (n == 1) {
    if (!is_exact_real(a) && !is_symbolic(a) && !is_model(a)) return ball(a);
    return a;
  }
  if (const auto* model = get_if<Model>(a)) return models().root(*model, n);
  if (const auto* form = get_if<Symbolic>(a)) {
    if (const std::optional<Rational> constant = form->function.constant()) return nth_root(*constant, n);
    const Rational exponent(Integer(1), Integer(n));
    if (n % 2 != 0 && symbols_.sign(*form) != 1)
      throw Unsupported("a root of odd order in the identity of what may be negative");
    return symbols_.power(*form, symbols_.convert(exponent));
  }
  const std::optional<int> sign = certain_sign(a);
  if (sign == -1) {
    if (n % 2 == 0) throw Undefined("a root of even order of a negative number");
    return negate(nth_root(negate(a), n));
  }
  if (sign == 0) return Rational(0);
  if (is_exact_real(a))
    if (std::optional<ExactNumber> exact = exact_root(exact_number(a), n)) return exact_value(*exact);
  const Ball x = ball(a);
  auto positive_root = [&](const Ball& y) { return root(y, n, precision_); };
  if (n % 2 != 0 && x.is_finite() && x.contains_zero() && !x.is_exact()) {  // increasing through 0
    auto at = [&](const Ball& end) {
      const int side = end.sign().value_or(0);
      if (side == 0) return Ball(0);
      return side > 0 ? positive_root(end) : neg(positive_root(neg(end)));
    };
    return hull(at(lower_end(x, precision_)), at(upper_end(x, precision_)), precision_);
  }
  return increasing_from_zero(x, precision_, positive_root);
}

void Arithmetic::accumulate(Value& sum, Value term) const {
  auto* total = std::get_if<RingElement>(&sum);
  auto* element = std::get_if<RingElement>(&term);
  if (!total || !element) {
    sum = add(sum, term);
    return;
  }
  total->function += std::move(element->function);
  if (std::optional<Rational> constant = total->function.constant()) sum = *constant;
}

Outcomes Arithmetic::compare(const Value& a, Relation relation, const Value& b) const {
  auto by_sign = [relation](int sign) {  // of a - b
    switch (relation) {
      case Relation::equal:
        return Outcomes::of(sign == 0);
      case Relation::not_equal:
        return Outcomes::of(sign != 0);
      case Relation::less:
        return Outcomes::of(sign < 0);
      case Relation::less_equal:
        return Outcomes::of(sign <= 0);
      case Relation::greater:
        return Outcomes::of(sign > 0);
      case Relation::greater_equal:
        return Outcomes::of(sign >= 0);
    }
    return Outcomes::any_truth();
  };
  const bool is_equality = !says_order(relation);
  if (get_if<Rational>(a) && get_if<Rational>(b)) {
    const auto order = *get_if<Rational>(a) <=> *get_if<Rational>(b);
    return by_sign(order < 0 ? -1 : order > 0 ? 1 : 0);
  }
  if (is_model(a) || is_model(b)) {
    if (get_if<RingElement>(a) || get_if<RingElement>(b)) {
      if (!is_equality) throw Undefined("functions of p have no order");
      return Outcomes::any_truth();
    }
    const ModelArithmetic arithmetic = models();
    const Model difference = arithmetic.subtract(arithmetic.convert(a), arithmetic.convert(b));
    if (difference->value.contains_zero()) expansion_->touches = true;
    const Signs signs = arithmetic.signs(difference);
    Outcomes result;
    if (signs.negative) result = result | by_sign(-1);
    if (signs.zero) result = result | by_sign(0);
    if (signs.positive) result = result | by_sign(1);
    return result;
  }
  if (is_symbolic(a) || is_symbolic(b)) {
    if (!is_equality && (get_if<RingElement>(a) || get_if<RingElement>(b)))
      throw Undefined("functions of p have no order");
    for (const Value* side : {&a, &b})
      if (const auto* form = get_if<Symbolic>(*side); form && !is_equality && symbols_.mentions_p(*form))
        throw Unsupported("an order of functions of p, where they are any");
    const Symbolic difference = symbols_.convert(subtract(a, b));
    std::optional<int> sign = symbols_.sign(difference);
    if (!sign)
      if (std::optional<Ball> ball = symbols_.enclosure(difference, precision_); ball && ball->is_finite()) {
        sign = ball->sign();
        symbols_.set_enclosed();
      }
    if (sign) return by_sign(*sign);
    // Whether it is true; that it is false shows at points.
    const bool is_less = says_less(relation);
    const Symbolic greater = is_less ? symbols_.convert(negate(difference)) : difference;
    const bool is_weak = relation == Relation::less_equal || relation == Relation::greater_equal;
    const bool is_true = relation == Relation::not_equal ? symbols_.definite_sign(difference).has_value()
                         : is_equality                   ? false
                         : is_weak                       ? symbols_.is_nowhere_negative(greater)
                                                         : symbols_.is_positive(greater);
    return is_true ? Outcomes(Outcome::true_) : Outcomes::any_truth();
  }
  if (get_if<RingElement>(a) || get_if<RingElement>(b)) {
    if (!is_equality) throw Undefined("functions of p have no order");
    // A RingElement is never constant.
    const bool equal = get_if<RingElement>(a) && get_if<RingElement>(b) && InRing(a).get() == InRing(b).get();
    return Outcomes::of(equal == (relation == Relation::equal));
  }
  if (const std::optional<int> sign = exact_order(a, b)) return by_sign(*sign);
  const Ball x = ball(a);
  const Ball y = ball(b);
  if (!x.is_finite() || !y.is_finite()) return Outcomes::any_truth();
  auto known = [](std::optional<bool> truth) { return truth ? Outcomes::of(*truth) : Outcomes::any_truth(); };
  switch (relation) {
    case Relation::equal:
      return known(equal(x, y));
    case Relation::not_equal:
      return negation(known(equal(x, y)));
    case Relation::less:
      return known(less(x, y));
    case Relation::less_equal:
      return known(less_equal(x, y));
    case Relation::greater:
      return known(less(y, x));
    case Relation::greater_equal:
      return known(less_equal(y, x));
  }
  return Outcomes::any_truth();
}

}  // namespace dropcert::verify
