// Numbers of sequences too long to be written out: enclosed.
#include <bit>

#include "check/functions/functions.hpp"

namespace dropcert::check {

namespace {

// Nothing has more digits than these bits show, after `n` operations.
Bits working_bits(std::uint64_t n, Bits bits) {
  return bits + 64 + 2 * static_cast<Bits>(std::bit_width(n));
}

Interval of(std::uint64_t n, Bits bits) {
  return Interval(mpq_class(to_mpz(n)), bits);
}

}  // namespace

// gamma increases from 2 on.
Interval large_factorial(std::uint64_t n, Bits bits) {
  require_at_most(n, 1'000'000, "a factorial");
  const Bits working = working_bits(n, bits);
  charge(64 + static_cast<std::uint64_t>(working) * static_cast<std::uint64_t>(working) / 256);
  return increasing(mpfr_exp, increasing(mpfr_lngamma, of(n + 1, working), working), bits);
}

// Dobinski: the sum of t_k = k^n/k! over k >= 1, divided by e. t_(k+1)/t_k = (1 + 1/k)^n/(k + 1) falls with
// k; from where it is at most 1/2 on, what is left of the sum is at most the last term.
Interval large_bell(std::uint64_t n, Bits bits) {
  require_at_most(n, 200'000, "a Bell number");
  const Bits working = working_bits(n, bits);
  const auto words = static_cast<std::uint64_t>(working) / 32;
  const Interval count = of(n, working);
  Interval sum(0, working);
  Interval factorial_log(0, working);
  for (std::uint64_t k = 1;; ++k) {
    charge(8 + words * words);
    const Interval log = increasing(mpfr_log, of(k, working), working);
    const Interval next = increasing(mpfr_log, of(k + 1, working), working);
    factorial_log = factorial_log + log;
    const Interval term = increasing(mpfr_exp, count * log - factorial_log, working);
    sum = sum + term;
    const Interval ratio = count * (next - log) - next + increasing(mpfr_log, of(2, working), working);
    const bool is_small = mpfr_get_exp(term.high()) < mpfr_get_exp(sum.low()) - bits - 32;
    if (is_small && sign(ratio) == -1) {
      sum = sum + span(Interval(0, working), upper(term));
      return sum / increasing(mpfr_exp, Interval(1, working), working);
    }
  }
}

// n! (-1)^n 2 sum_(k >= 0) r_k^(-n-1) cos((n + 1) t_k), r_k and t_k being modulus and angle of z + (2k + 1)
// pi i (lemma pole_expansion); after K terms at most 2 r_K^(1-n)/(4 K pi^2) of the sum is left.
Interval large_sigmoid_derivative(std::uint64_t n, const Interval& z, Bits bits) {
  require_at_most(n, 1'000'000, "the order of a derivative");
  constexpr std::uint64_t most_terms = 10'000;
  const Bits working = working_bits(n, bits);
  const auto words = static_cast<std::uint64_t>(working) / 32;
  const Interval circle = pi(working);
  const Interval order = of(n + 1, working);
  const auto modulus = [&](const Interval& y) { return root(z * z + y * y, 2); };
  const auto exponent = static_cast<std::int64_t>(n);
  const Interval first = modulus(circle);
  Interval sum(0, working);  // times first^(n + 1)
  for (std::uint64_t k = 0; k < most_terms; ++k) {
    charge(64 + words * words);
    const Interval y = of(2 * k + 1, working) * circle;
    const Interval ratio = first / modulus(y);
    if (k > 0) {
      const Interval left =
          power(ratio, exponent - 1) * first * first / (of(4 * k, working) * circle * circle);
      if (mpfr_zero_p(left.high()) || mpfr_get_exp(left.high()) < -bits - 16) {
        const Interval rest = upper(left);
        const Interval found = sum + span(-rest, rest);
        const Interval scaled = (found + found) * large_factorial(n, working) / power(first, exponent + 1);
        return n % 2 == 0 ? scaled : -scaled;
      }
    }
    const Interval angle = circle / of(2, working) - increasing(mpfr_atan, z / y, working);
    sum = sum + power(ratio, exponent + 1) * lipschitz(mpfr_cos, order * angle, working);
  }
  throw OutOfReach("a derivative of high order far from 0");
}

}  // namespace dropcert::check
