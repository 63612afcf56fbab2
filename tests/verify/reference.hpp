// Slow and plain versions of the mathematics, with GMP and MPFR alone, to compare the evaluator with.
#pragma once

#include <gmpxx.h>
#include <mpfr.h>

#include <random>
#include <string>
#include <vector>

namespace dropcert::test {

/// A real number to about 600 bits: far more than the comparisons need, so that rounding errors of short sums
/// do not show.
class Real {
 public:
  static constexpr mpfr_prec_t precision = 600;

  Real() {
    mpfr_init2(value_, precision);
    mpfr_set_zero(value_, 1);
  }
  Real(const mpq_class& q) : Real() { mpfr_set_q(value_, q.get_mpq_t(), MPFR_RNDN); }
  Real(long n) : Real() { mpfr_set_si(value_, n, MPFR_RNDN); }
  Real(const Real& other) : Real() { mpfr_set(value_, other.value_, MPFR_RNDN); }
  Real& operator=(const Real& other) {
    mpfr_set(value_, other.value_, MPFR_RNDN);
    return *this;
  }
  ~Real() { mpfr_clear(value_); }

  mpfr_ptr raw() { return value_; }
  mpfr_srcptr raw() const { return value_; }

  friend Real operator+(const Real& a, const Real& b) { return apply(mpfr_add, a, b); }
  friend Real operator-(const Real& a, const Real& b) { return apply(mpfr_sub, a, b); }
  friend Real operator*(const Real& a, const Real& b) { return apply(mpfr_mul, a, b); }
  friend Real operator/(const Real& a, const Real& b) { return apply(mpfr_div, a, b); }

  template <class Function>
  static Real apply(Function function, const Real& a) {
    Real result;
    function(result.value_, a.value_, MPFR_RNDN);
    return result;
  }
  template <class Function>
  static Real apply(Function function, const Real& a, const Real& b) {
    Real result;
    function(result.value_, a.value_, b.value_, MPFR_RNDN);
    return result;
  }

  static Real pi() {
    Real result;
    mpfr_const_pi(result.value_, MPFR_RNDN);
    return result;
  }

  mpq_class rational() const {
    mpq_class q;
    mpfr_get_q(q.get_mpq_t(), value_);
    return q;
  }

 private:
  mpfr_t value_;
};

inline Real exp(const Real& x) {
  return Real::apply(mpfr_exp, x);
}
inline Real softplus(const Real& x) {
  return Real::apply(mpfr_log1p, exp(x));
}
inline Real sigmoid(const Real& x) {
  return Real(1) / (Real(1) + exp(Real(0) - x));
}

inline mpz_class factorial(unsigned long n) {
  mpz_class result;
  mpz_fac_ui(result.get_mpz_t(), n);
  return result;
}

inline mpz_class binomial(unsigned long n, unsigned long k) {
  mpz_class result;
  mpz_bin_uiui(result.get_mpz_t(), n, k);
  return result;
}

inline mpz_class power(const mpz_class& base, unsigned long n) {
  mpz_class result;
  mpz_pow_ui(result.get_mpz_t(), base.get_mpz_t(), n);
  return result;
}

inline mpq_class power(const mpq_class& base, unsigned long n) {
  return mpq_class(power(base.get_num(), n), power(base.get_den(), n));
}

/// Maps of n things onto k, by inclusion and exclusion over the things that are missed.
inline mpz_class surjections(unsigned long n, unsigned long k) {
  mpz_class sum;
  for (unsigned long i = 0; i <= k; ++i) {
    mpz_class term = binomial(k, i) * power(mpz_class(k - i), n);
    sum += i % 2 ? mpz_class(-term) : term;
  }
  return sum;
}

/// One outcome of dropout: the noised logit and its probability.
struct Atom {
  mpq_class value, probability;
};

/// All 2^n masks.
inline std::vector<Atom> outcomes(const std::vector<mpq_class>& a, const mpq_class& d) {
  std::vector<Atom> result;
  for (unsigned long mask = 0; mask < 1UL << a.size(); ++mask) {
    Atom outcome{0, 1};
    for (std::size_t j = 0; j < a.size(); ++j) {
      bool kept = mask >> j & 1;
      outcome.probability *= kept ? mpq_class(1 - d) : d;
      if (kept) outcome.value += a[j] / (1 - d);
    }
    result.push_back(outcome);
  }
  return result;
}

inline mpq_class sum(const std::vector<mpq_class>& a) {
  mpq_class total;
  for (const mpq_class& x : a) total += x;
  return total;
}

/// The n-th derivative of the sigmoid at z, n >= 1, as a polynomial in the sigmoid: the coefficients by
/// applying d/dz p^j = j (p^j - p^(j+1)) n times.
inline Real sigmoid_derivative(unsigned long n, const Real& z) {
  std::vector<mpz_class> coefficients = {0, 1};
  for (unsigned long step = 0; step < n; ++step) {
    std::vector<mpz_class> next(coefficients.size() + 1);
    for (std::size_t j = 0; j < coefficients.size(); ++j) {
      next[j] += static_cast<unsigned long>(j) * coefficients[j];
      next[j + 1] -= static_cast<unsigned long>(j) * coefficients[j];
    }
    coefficients = next;
  }
  Real p = sigmoid(z);
  Real total;
  for (std::size_t j = coefficients.size(); j-- > 0;) total = total * p + Real(mpq_class(coefficients[j]));
  return total;
}

/// Random numbers and models, with more than their share of corner cases.
class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}

  long pick(long lo, long hi) { return std::uniform_int_distribution<long>(lo, hi)(engine_); }

  mpq_class rational() {
    static const mpq_class corners[] = {0, 1, -1, mpq_class(1, 2), mpq_class(-1, 2), 2, -2, 30, -30};
    if (pick(0, 2) == 0) return corners[pick(0, 8)];
    mpq_class q(pick(-40, 40), pick(1, 12));
    q.canonicalize();
    return q;
  }

  /// A probability strictly between 0 and 1.
  mpq_class probability() {
    static const mpq_class corners[] = {mpq_class(1, 2), mpq_class(1, 100), mpq_class(99, 100)};
    if (pick(0, 1) == 0) return corners[pick(0, 2)];
    long n = pick(2, 50);
    mpq_class q(pick(1, n - 1), n);
    q.canonicalize();
    return q;
  }

  /// Contributions: equal ones, zeros and pairs that cancel occur often.
  std::vector<mpq_class> contributions(long most) {
    std::vector<mpq_class> a;
    for (long n = pick(1, most); n > 0; --n) {
      long kind = a.empty() ? 0 : pick(0, 3);
      a.push_back(kind == 1 ? a.back() : kind == 2 ? mpq_class(-a.back()) : rational());
    }
    return a;
  }

  std::mt19937& engine() { return engine_; }

 private:
  std::mt19937 engine_;
};

/// In the language.
inline std::string text(const mpq_class& q) {
  return "(" + q.get_str() + ")";
}

inline std::string text(const std::vector<mpq_class>& a) {
  std::string result;
  for (const mpq_class& x : a) result += (result.empty() ? "[" : ", ") + text(x);
  return result + "]";
}

}  // namespace dropcert::test
