// Primes, harmonic numbers, Stirling numbers of the first kind, the logarithmic integral.

#include <fmt/core.h>

#include "exact/flint.hpp"
#include "verify/builtins.hpp"
#include "verify/outcome.hpp"

#include <flint/arith.h>

namespace dropcert::verify {

using namespace exact;
using namespace ball;

namespace {

constexpr unsigned long last_prime = 100'000'000;
constexpr unsigned long primes_up_to_last = 5'761'455;

Integer require_index(const Value& value, std::string_view what, unsigned long most) {
  const Integer n = require_integer(value, what);
  if (n.sign() < 0) throw Undefined(fmt::format("{} is negative", what));
  if (n > Integer(most)) throw TooLarge(fmt::format("{} is beyond {}", what, most));
  return n;
}

unsigned long as_word(const Integer& n) {
  return fmpz_get_ui(n.raw());
}

// Beyond, it is digamma(n + 1) + euler_gamma (DLMF 5.4.14).
constexpr unsigned long most_exact_harmonic = 100'000;

Value harmonic_value(Machine& machine, const Arguments& arguments) {
  if (const auto* model = get_if<Model>(arguments[0])) return machine.harmonic(*model);
  const Integer index = require_integer(arguments[0], "the index of a harmonic number");
  if (index > Integer(static_cast<long>(most_exact_harmonic)) && machine.mode() != Machine::Mode::forms) {
    const Bits bits = machine.precision();
    require_precision(machine, 30'000);
    return add(digamma(Ball(index + Integer(1)), bits), const_euler(bits), bits);
  }
  const unsigned long n =
      as_word(require_index(arguments[0], "the index of a harmonic number", most_exact_harmonic));
  machine.charge(1 + n / 8);
  Rational result;
  fmpq_harmonic_ui(result.raw(), n);
  return result;
}

Value stirling1_value(Machine& machine, const Arguments& arguments) {
  const Integer n = require_index(arguments[0], "the first index of a Stirling number", 2000);
  const Integer k = require_integer(arguments[1], "the second index of a Stirling number");
  if (k.sign() < 0 || k > n) return Rational(0);
  machine.charge(1 + as_word(n) * as_word(n) / 64);
  Integer result;
  arith_stirling_number_1(result.raw(), as_word(n), as_word(k));
  return Rational(result);
}

Value prime_value(Machine& machine, const Arguments& arguments) {
  const unsigned long n = as_word(require_index(arguments[0], "the number of a prime", primes_up_to_last));
  if (n == 0) throw Undefined("the prime of number 0");
  machine.charge(1 + n / 8);
  return Rational(Integer(n_nth_prime(n)));
}

Integer count_of_primes(Machine& machine, const Integer& n) {
  if (n.sign() <= 0) return Integer(0);
  if (n > Integer(last_prime)) throw TooLarge(fmt::format("primes are counted up to {}", last_prime));
  machine.charge(1 + as_word(n) / 64);
  return Integer(n_prime_pi(as_word(n)));
}

// Of all integers of a piece: no less than at the first one, no more than at the last.
Value primepi_on_piece(Machine& machine, const TaylorModel& whole) {
  const ModelArithmetic models = machine.arithmetic().models();
  if (const Value* number = whole.constant())
    if (const std::optional<Integer> n = as_integer(*number)) return Rational(count_of_primes(machine, *n));
  const auto at = [&](const arf_struct* end) {
    if (arf_cmpabs_2exp_si(end, 62) > 0) throw TooLarge("primes beyond 2^62");
    Integer n;
    arf_get_fmpz(n.raw(), end, ARF_RND_FLOOR);
    return count_of_primes(machine, n).to_long().value();
  };
  const auto is_finite = [](const arf_struct* end) { return arf_is_finite(end) != 0; };
  const long least = is_finite(whole.value.low()) ? at(whole.value.low()) : 0;
  if (!is_finite(whole.value.high()))
    return models.somewhere(
        add(Interval::nonnegative(), Interval::between_integers(least, least), machine.precision()));
  return models.somewhere(Interval::between_integers(least, at(whole.value.high())));
}

Value primepi_value(Machine& machine, const Arguments& arguments) {
  const Value whole = find_builtin("floor")->function(machine, arguments);
  if (const std::optional<Integer> n = as_integer(whole)) return Rational(count_of_primes(machine, *n));
  if (const auto* model = get_if<Model>(whole)) return primepi_on_piece(machine, **model);
  const Ball ball = machine.arithmetic().ball(whole);
  if (!ball.is_finite()) return ball;
  const Bits precision = machine.precision();
  const auto at = [&](const Rational& end) {  // the integer is the nearest one: a ball is a little wider
    return Ball::from(Rational(count_of_primes(machine, floor(end + Rational(1, 2)))), precision);
  };
  return hull(at(ball.lower()), at(ball.upper()), precision);
}

// Of 64 bits FLINT's test is proved; of more it says when it is not.
Outcomes isprime_truth(Machine& machine, const Arguments& arguments) {
  constexpr std::size_t most_bits = 256;
  constexpr std::size_t most_tested_bits = 20'000;  // one power modulo n costs about their cube
  constexpr long small_primes = 1000;
  const Integer n = require_integer(arguments[0], "the argument of isprime");
  if (n < Integer(2)) return Outcomes::of(false);
  if (n.bits() > most_bits)  // so that a large number with a small factor is known as well
    for (long p = 2; p <= small_primes; ++p) {
      if (fmpz_divisible_si(n.raw(), p) != 0) return Outcomes::of(false);
      machine.charge(1 + n.bits() / 64);
    }
  const std::size_t words = n.bits() / 64;
  if (n.bits() > most_tested_bits)
    throw TooLarge(fmt::format("whether a number of {} bits is prime; at most {} bits are tested", n.bits(),
                               most_tested_bits));
  machine.charge(1000 + words * words * words / 16);
  if (fmpz_is_probabprime(n.raw()) == 0) return Outcomes::of(false);
  if (n.bits() > most_bits) throw TooLarge("a large number that seems to be prime");
  const int found = fmpz_is_prime(n.raw());
  if (found < 0) throw Unsupported("a number that is not known to be prime");
  return Outcomes::of(found == 1);
}

Value li_value(Machine& machine, const Arguments& arguments) {
  const Value& x = arguments[0];
  if (const auto* model = get_if<Model>(x); model && arf_cmp_si((*model)->value.low(), 1) > 0)
    return machine.arithmetic().models().li(*model);
  if (machine.arithmetic().exact_order(x, Rational(1)).value_or(1) <= 0)
    throw Undefined("the logarithmic integral of a number that is not greater than 1");
  require_precision(machine, 30'000);
  const Ball ball = machine.arithmetic().ball(x);
  if (less(ball, Ball(1)) == true)
    throw Undefined("the logarithmic integral of a number that is not greater than 1");
  const Bits precision = machine.precision();
  if (less(Ball(1), ball) != true) {
    Ball unknown;
    arb_indeterminate(unknown.raw());
    return unknown;
  }
  const Interval ends = Interval::from(ball, precision);  // it increases
  return hull(li(ends.low_ball(), precision), li(ends.high_ball(), precision), precision);
}

}  // namespace

// On a > 1. li' = 1/log: with l_k the coefficients of log about y, l_0 r_k = -(l_1 r_(k-1) + ... + l_k r_0)
// for those of 1/log.
Model ModelArithmetic::li(const Model& a) const {
  const auto value = [this](const Interval& y) {
    return increasing(ball::li, y, Interval::whole(), precision());
  };
  const auto taylor = [this, &value](const Coefficient& y, long count) {
    const std::vector<Coefficient> l = log_coefficients(y, count);
    std::vector<Coefficient> r{over(coefficient(Rational(1)), l[0])};
    std::vector<Coefficient> result{exactly("li", y, value(y.range))};
    for (std::size_t k = 1; k < l.size(); ++k) {
      result.push_back(times(r.back(), Rational(1, static_cast<long>(k))));
      Coefficient sum = Coefficient::zero();
      for (std::size_t j = 1; j <= k; ++j) sum = plus(sum, times(l[j], r[k - j]));
      r.push_back(minus(over(sum, l[0])));
    }
    return result;
  };
  return compose(a, {value, taylor, [](const Interval& y) { return arf_cmp_si(y.low(), 1) > 0; }});
}

std::vector<Builtin> prime_functions() {
  return {{"harmonic", harmonic_value},
          {"stirling1", stirling1_value},
          {"prime", prime_value},
          {"primepi", primepi_value},
          {"li", li_value},
          {"isprime", nullptr, isprime_truth}};
}

}  // namespace dropcert::verify
