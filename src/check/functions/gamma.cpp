// The gamma function, its logarithm and logarithmic derivative; Euler's and Catalan's constants.
#include "check/calculus/expansion.hpp"
#include "check/functions/functions.hpp"
#include "check/work.hpp"

namespace dropcert::check {

namespace {

Interval point(int n, Bits bits) {
  return {mpq_class(n), bits};
}

// gamma or log gamma on x > 0, convex: it decreases up to 1.4616..., then increases from `least`.
Interval convex(MpfrFunction f, const Interval& x, const mpq_class& least, Bits bits) {
  if (mpfr_cmp_d(x.low(), 1.4617) >= 0) return increasing(f, x, bits);
  if (mpfr_cmp_d(x.high(), 1.4616) <= 0) return decreasing(f, x, bits);
  const Interval low = -upper(-x);
  const Interval values =
      span(Interval(least, bits), maximum(increasing(f, low, bits), increasing(f, upper(x), bits)));
  // By the mean value theorem, so that a small interval near the least value has a small range.
  const Interval middle = midpoint(x);
  const Interval slope = increasing(mpfr_digamma, x, bits) * (f == mpfr_gamma ? values : point(1, bits));
  return intersection(values, increasing(f, middle, bits) + slope * (x - middle)).value_or(values);
}

// What 1 - x gives for x that is not positive, if no pole is met; then sin(pi x) is not 0.
template <class Reflect>
Interval reflected(const Interval& x, Bits bits, Reflect reflect) {
  const Interval sine = lipschitz(mpfr_sin, pi(bits) * x, bits);
  const std::optional<int> side = sign(sine);
  if (x.is_finite() && mpfr_cmp_si(x.high(), 1) < 0 && side && *side != 0)
    return reflect(point(1, bits) - x, sine);
  note_perhaps_undefined();
  return Interval(bits);
}

bool is_positive(const Interval& x) {
  return x.is_finite() && mpfr_sgn(x.low()) > 0;
}

// pi/(sin(pi x) gamma(1 - x)) (DLMF 5.5.3).
Interval gamma_of(const Interval& x, Bits bits) {
  if (is_positive(x)) return convex(mpfr_gamma, x, mpq_class(8856, 10000), bits);
  return reflected(x, bits, [&](const Interval& turned, const Interval& sine) {
    return pi(bits) / (sine * gamma_of(turned, bits));
  });
}

Interval lgamma_of(const Interval& x, Bits bits) {
  if (is_positive(x)) return convex(mpfr_lngamma, x, mpq_class(-12149, 100000), bits);
  return reflected(x, bits, [&](const Interval& turned, const Interval& sine) {
    return increasing(mpfr_log, pi(bits) / absolute(sine), bits) - lgamma_of(turned, bits);
  });
}

// digamma(1 - x) - pi cos(pi x)/sin(pi x) (DLMF 5.5.4); it increases on x > 0.
Interval digamma_of(const Interval& x, Bits bits) {
  if (is_positive(x)) return increasing(mpfr_digamma, x, bits);
  return reflected(x, bits, [&](const Interval& turned, const Interval& sine) {
    const Interval circle = pi(bits);
    return digamma_of(turned, bits) - circle * lipschitz(mpfr_cos, circle * x, bits) / sine;
  });
}

// f of a real number that is no pole.
Value real(Evaluator& evaluator, const Value& x, Interval (*f)(const Interval&, Bits)) {
  require_real(x);
  if (const auto* q = get_if<mpq_class>(x); q && q->get_den() == 1 && *q <= 0)
    throw Undefined("the gamma function at an integer that is not positive");
  const Bits bits = evaluator.bits();
  const auto words = static_cast<std::uint64_t>(bits) / 64 + 1;
  charge(times(words, words * words));
  return f(to_interval(x, bits), bits);
}

Value gamma_value(Evaluator& evaluator, const Value& x) {
  if (const auto* q = get_if<mpq_class>(x); q && q->get_den() == 1 && *q > 0 && *q <= 10000)
    return mpq_class(evaluator.sequences().factorial(natural(mpq_class(*q - 1))));
  return real(evaluator, x, gamma_of);
}

Value lgamma_value(Evaluator& evaluator, const Value& x) {
  return equals(x, 1) || equals(x, 2) ? mpq_class(0) : real(evaluator, x, lgamma_of);
}

// In a chart with its form, so that equal constants cancel.
Value constant(Evaluator& evaluator, int (*f)(mpfr_ptr, mpfr_rnd_t), const char* name) {
  if (Forms* forms = evaluator.forms()) return forms->constant(name);
  Interval result(evaluator.bits());
  for (const mpfr_rnd_t side : {MPFR_RNDD, MPFR_RNDU}) f(result.end(side), side);
  Chart* chart = evaluator.chart();
  if (chart && chart->forms) return Expansion(*chart, Coefficient{result, chart->forms->constant(name)});
  return result;
}

int const_euler(mpfr_ptr end, mpfr_rnd_t side) {
  return mpfr_const_euler(end, side);
}

int const_catalan(mpfr_ptr end, mpfr_rnd_t side) {
  return mpfr_const_catalan(end, side);
}

constexpr Function functions[] = {
    {"gamma", [](Evaluator& e, const Arguments& a) { return gamma_value(e, a[0]); }},
    {"lgamma", [](Evaluator& e, const Arguments& a) { return lgamma_value(e, a[0]); }},
    {"digamma", [](Evaluator& e, const Arguments& a) { return real(e, a[0], digamma_of); }},
    {"euler_gamma", [](Evaluator& e, const Arguments&) { return constant(e, const_euler, "euler_gamma"); }},
    {"catalan", [](Evaluator& e, const Arguments&) { return constant(e, const_catalan, "catalan"); }},
};

}  // namespace

std::span<const Function> gamma_functions() {
  return functions;
}

// Euler and Maclaurin's formula for f(t) = t^-s, s = n/r, all of whose derivatives alternate in sign: what is
// left out lies between 0 and the first term left out (proofs/README.md).
Interval hurwitz_zeta(Sequences& sequences, int n, const Interval& x, Bits bits, int r) {
  const int terms = 8 + static_cast<int>(bits / 16);
  charge(static_cast<std::uint64_t>(terms) * (r == 1 ? static_cast<std::uint64_t>(bits) / 16 * 4 : 16));
  const mpq_class s(n, r);
  const auto root_at = [&](int j) {
    const Interval y = x + point(j, bits);
    return r == 1 ? y : root(y, static_cast<std::uint64_t>(r));
  };
  Interval sum = point(0, bits);
  for (int j = 0; j < terms; ++j) sum = sum + power(root_at(j), -n);
  const Interval w = root_at(terms);
  sum = sum + power(w, r - n) / Interval(mpq_class(s - 1), bits) + power(w, -n) / point(2, bits);
  mpq_class rising = s;  // s (s + 1) ... (s + 2j - 2)
  for (int j = 1; j <= terms; ++j) {
    const auto index = static_cast<std::uint64_t>(2 * j);
    const mpq_class c = sequences.bernoulli(index) * rising / sequences.factorial(index);
    Interval term = Interval(c, bits) * power(w, r - n - 2 * r * j);
    if (j == terms) term = term * span(point(0, bits), point(1, bits));
    sum = sum + term;
    rising = rising * (s + 2 * j - 1) * (s + 2 * j);
  }
  return sum;
}

}  // namespace dropcert::check
