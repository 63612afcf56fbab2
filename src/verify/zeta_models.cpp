// Riemann's zeta function of models.
#include <utility>

#include "verify/builtins.hpp"
#include "verify/machine.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;

namespace {

constexpr long first = 9;
constexpr unsigned long terms = 6;

// n^-s.
Model inverse_power(const ModelArithmetic& m, long n, const Model& s) {
  return m.exp(m.negate(m.multiply(s, m.log(m.constant(m.coefficient(Rational(n)))))));
}

}  // namespace

// Towards infinity, zeta(s) = 1 + 2^-s + 3^-s (1 + 3 t/(s - 1)) with 0 <= t <= 1, since the sum of n^-s over
// n >= 4 is at most the integral from 3 on. For s >= 0 by Euler and Maclaurin's formula from `first` on
// (DLMF 25.2.8 and proofs/README.md); the pole is that of first^(1 - s)/(s - 1).
Model ModelArithmetic::zeta(const Model& a) const {
  const auto number = [this](const Rational& q) { return constant(coefficient(q)); };
  const Model one = number(1);
  const Model from_one = subtract(a, one);
  if (const Value* value = a->constant(); value && is_exact_real(*value))
    return convert(find_builtin("zeta")->function(*expansion_.machine, {*value}));
  if (direction(*a) > 0 && signs(from_one).only_positive()) {
    const Model rest = multiply(scaled(inverse(from_one), coefficient(Rational(3))), from_zero_to_one());
    return add(add(one, inverse_power(*this, 2, a)), multiply(inverse_power(*this, 3, a), add(one, rest)));
  }
  if (signs(a).negative) {
    const Ball ball = ball::zeta(a->value.ball(precision()), precision());
    if (!ball.is_finite() && a->value.contains(Interval::between_integers(1, 1))) return perhaps_pole();
    return somewhere(Interval::from(ball, precision()));
  }
  const Model sum = enclosed_zeta(a);
  const bool has_centre = a->valuation == 0 && !a->known.empty() && sum->valuation == 0 &&
                          !sum->known.empty() && !a->logarithm && a->exponent.empty() && !sum->logarithm &&
                          sum->exponent.empty();
  if (!has_centre) return sum;
  TaylorModel result = *sum;
  result.known[0] = exactly("zeta", a->known[0], result.known[0].range);
  return make(std::move(result));
}

// Of no coefficient it is known exactly what it is.
Model ModelArithmetic::enclosed_zeta(const Model& a) const {
  struct Enclosed {
    bool& keeps_exact;
    const bool before = std::exchange(keeps_exact, false);
    ~Enclosed() { keeps_exact = before; }
  } const enclosed{expansion_.keeps_exact};
  const auto number = [this](const Rational& q) { return constant(coefficient(q)); };
  const Model one = number(1);
  const Model from_one = subtract(a, one);
  Model sum = add(one, divide(inverse_power(*this, first, from_one), from_one));
  for (long n = 2; n < first; ++n) sum = add(sum, inverse_power(*this, n, a));
  const Model last = inverse_power(*this, first, a);
  sum = add(sum, multiply(last, number(Rational(1, 2))));
  Model rising = multiply(multiply(a, last), number(Rational(1, first)));
  Cache& cache = expansion_.machine->cache();
  for (unsigned long j = 1; j <= terms; ++j) {
    const Rational c = cache.bernoulli(2 * j) / Rational(cache.factorial(2 * j));
    Model term = multiply(number(c), rising);
    if (j == terms) term = multiply(term, from_zero_to_one());
    sum = add(sum, term);
    const auto odd = static_cast<long>(2 * j - 1);
    const Model next = multiply(add(a, number(odd)), add(a, number(odd + 1)));
    rising = multiply(multiply(rising, next), number(Rational(1, first * first)));
  }
  return sum;
}

}  // namespace dropcert::verify
