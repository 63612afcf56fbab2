// Functions whose values are numbers of combinatorics and number theory.
#include "check/functions/functions.hpp"

namespace dropcert::check {

namespace {

// x (x-1) ... (x-k+1)/k!, for real x.
Value binomial(const Value& x, std::int64_t k) {
  require_real(x);
  if (k < 0) return mpq_class(0);
  auto below = static_cast<std::uint64_t>(k);
  const auto* rational = get_if<mpq_class>(x);
  if (rational && rational->get_den() == 1) {
    const mpz_class& n = rational->get_num();
    if (n >= 0 && n < signed_mpz(k)) return mpq_class(0);
    if (n >= 0 && n - signed_mpz(k) < signed_mpz(k)) below = natural(mpq_class(n - signed_mpz(k)));
    require_at_most(below, 2'000'000, "the index of a binomial coefficient");
    require_size(times(below, bits_of(n)));
    charge(times(below, 1 + bits_of(n) / 4));
    mpz_class result;
    mpz_bin_ui(result.get_mpz_t(), n.get_mpz_t(), word(below));
    return mpq_class(result);
  }
  require_at_most(below, 2000, "the index of a binomial coefficient");
  Value result = mpq_class(1);
  for (std::uint64_t i = 0; i < below; ++i) {
    charge(size_of(result));
    result = result * (x - mpq_class(to_mpz(i))) / mpq_class(to_mpz(i + 1));
  }
  return result;
}

// (-1)^(m+1) B_2m (2 pi)^(2m)/(2 (2m)!) for s = 2m > 0, -B_(n+1)/(n+1) for s = -n (DLMF 25.6.2, 25.6.3).
Value zeta_of_integer(Evaluator& evaluator, std::int64_t s) {
  Sequences& sequences = evaluator.sequences();
  if (s == 0) return mpq_class(-1, 2);
  if (s < 0) {
    const auto next = static_cast<std::uint64_t>(1 - s);
    return -(Value(sequences.bernoulli(next)) / mpq_class(to_mpz(next)));
  }
  const auto n = static_cast<std::uint64_t>(s);
  const Value scale = power(mpq_class(2) * generator_value(generator_pi), s);
  const mpq_class number = abs(sequences.bernoulli(n));  // of alternating signs
  return Value(number) * scale / mpq_class(2 * sequences.factorial(n));
}

// On s > 1 and on -1 < s < 1 zeta decreases. For s <= -1/2, zeta(s) = 2 (2 pi)^(s-1) sin(pi s/2) Gamma(1-s)
// zeta(1-s), where Gamma(1-s) = Gamma(2-s)/(1-s) and Gamma increases on 2-s >= 2 (DLMF 25.4.1, 5.5.1).
Interval zeta(const Interval& a, Bits bits) {
  const Interval one(1, bits);
  if (!a.is_finite() || (a - one).holds_zero()) {
    note_perhaps_undefined();
    return Interval(bits);
  }
  if (bits > 4096) throw OutOfReach("zeta at more than 4096 bits");
  const auto words = static_cast<std::uint64_t>(bits) / 64 + 1;
  charge(words * words * words * 16);
  const Interval half(mpq_class(-1, 2), bits);
  if (mpfr_greaterequal_p(a.low(), half.low())) return decreasing(mpfr_zeta, a, bits);
  if (mpfr_greater_p(a.high(), half.low())) return hull(zeta(span(a, half), bits), zeta(span(half, a), bits));
  const Interval two(2, bits);
  const Interval turned = one - a;  // at least 3/2
  const Interval circle = pi(bits);
  const Interval scale = increasing(mpfr_exp, increasing(mpfr_log, two * circle, bits) * (a - one), bits);
  return two * scale * lipschitz(mpfr_sin, circle * a / two, bits) *
         (increasing(mpfr_gamma, turned + one, bits) / turned) * decreasing(mpfr_zeta, turned, bits);
}

Value zeta_value(Evaluator& evaluator, const Value& s) {
  require_real(s);
  if (equals(s, 1)) throw Undefined("zeta(1)");
  if (const auto* rational = get_if<mpq_class>(s); rational && rational->get_den() == 1) {
    const std::optional<std::int64_t> n = to_int64(rational->get_num());
    if (n && *n < 0 && *n % 2 == 0) return mpq_class(0);
    if (n && (*n <= 0 || *n % 2 == 0) && *n >= -5000 && *n <= 3000) return zeta_of_integer(evaluator, *n);
    if (n && *n > 1 && evaluator.forms()) return evaluator.forms()->constant("zeta " + std::to_string(*n));
  }
  return zeta(to_interval(s, evaluator.bits()), evaluator.bits());
}

// The exponential integral of y > 0. Where MPFR takes as many bits as y says, by exp(y)/y < Ei(y) < exp(y)/y
// (1 + 2/y) for y >= 10: the differences grow there, their derivatives being exp(y)/y^2 and exp(y) (1/y^2 -
// 4/y^3), and are positive at 10.
Interval exponential_integral(const Interval& y, Bits bits) {
  constexpr std::int32_t most = 1000;
  if (mpfr_cmp_si(y.high(), most) <= 0) return increasing(mpfr_eint, y, bits);
  const Interval end = upper(y);
  const Interval above =
      increasing(mpfr_exp, end, bits) / end * (Interval(1, bits) + Interval(2, bits) / end);
  const Interval start = -upper(-y);
  const bool is_large = mpfr_cmp_si(start.low(), most) > 0;
  const Interval below =
      is_large ? increasing(mpfr_exp, start, bits) / start : increasing(mpfr_eint, start, bits);
  return span(below, above);
}

// The exponential integral of log x, which increases for x > 1 (DLMF 6.2.8).
Value li_value(Evaluator& evaluator, const Value& x) {
  require_real(x);
  const Bits bits = evaluator.bits();
  const Interval argument = to_interval(x, bits);
  const bool is_low =
      is_exact_real(x) ? exact_sign(x - Value(mpq_class(1))) <= 0 : mpfr_cmp_si(argument.high(), 1) <= 0;
  if (is_low) throw Undefined("the logarithmic integral of a number that is not greater than 1");
  charge(times(static_cast<std::uint64_t>(bits), static_cast<std::uint64_t>(bits)) / 64);
  if (mpfr_cmp_si(argument.low(), 1) > 0)
    return exponential_integral(increasing(mpfr_log, argument, bits), bits);
  if (!is_exact_real(x)) note_perhaps_undefined();
  return Interval(bits);
}

// f(n, k) of two integers, n >= 0; 0 where k is negative.
Value of_pair(const Arguments& arguments, Sequences& sequences,
              mpz_class (Sequences::*f)(std::uint64_t, std::uint64_t)) {
  const std::uint64_t n = natural(arguments[0]);
  const std::int64_t k = integer(arguments[1]);
  return k < 0 ? mpq_class(0) : mpq_class((sequences.*f)(n, static_cast<std::uint64_t>(k)));
}

// Beyond, it is digamma(n + 1) + euler_gamma (DLMF 5.4.14).
constexpr std::uint64_t last_exact_harmonic = 100'000;

constexpr Function functions[] = {
    {"binomial", [](Evaluator&, const Arguments& a) { return binomial(a[0], integer(a[1])); }},
    {"stirling2",
     [](Evaluator& e, const Arguments& a) { return of_pair(a, e.sequences(), &Sequences::stirling2); }},
    {"stirling1",
     [](Evaluator& e, const Arguments& a) { return of_pair(a, e.sequences(), &Sequences::stirling1); }},
    {"harmonic",
     [](Evaluator& e, const Arguments& a) {
       const std::uint64_t n = natural(a[0]);
       if (n <= last_exact_harmonic || e.forms()) return Value(e.sequences().harmonic(n));
       return apply_function(e, "digamma", {mpq_class(to_mpz(n) + 1)}) + apply_function(e, "euler_gamma", {});
     }},
    {"li", [](Evaluator& e, const Arguments& a) { return li_value(e, a[0]); }},
    {"surjections",
     [](Evaluator& e, const Arguments& a) { return of_pair(a, e.sequences(), &Sequences::surjections); }},
    {"bell",
     [](Evaluator& e, const Arguments& a) {
       const std::uint64_t n = natural(a[0]);
       if (n <= last_exact_bell || e.forms()) return Value(mpq_class(e.sequences().bell(n)));
       return Value(large_bell(n, e.bits()));
     }},
    {"bernoulli",
     [](Evaluator& e, const Arguments& a) { return Value(e.sequences().bernoulli(natural(a[0]))); }},
    {"zeta", [](Evaluator& e, const Arguments& a) { return zeta_value(e, a[0]); }},
};

}  // namespace

std::span<const Function> number_functions() {
  return functions;
}

}  // namespace dropcert::check
