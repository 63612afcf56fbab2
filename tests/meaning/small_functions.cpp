#include "meaning/small_functions.hpp"

#include <algorithm>

#include "language/printed.hpp"

namespace dropcert::meaning {

using namespace language;

namespace {

Number whole(long n) {
  return mpq_class(n);
}

// Integers that index something, small enough to count to.
long index_of(const Number& number) {
  const mpz_class n = integer_of(number);
  if (abs(n) > 40) throw Unknown();
  return n.get_si();
}

long natural(const Number& number) {
  if (integer_of(number) < 0) throw Undefined();
  return index_of(number);
}

Number product_up_to(long n) {
  Number result = whole(1);
  for (long i = 2; i <= n; ++i) result = result * whole(i);
  return result;
}

Number binomial(const Number& x, const Number& k) {
  require_constant(x);
  if (integer_of(k) < 0) return {};
  Number result = whole(1);
  for (long i = 0; i < index_of(k); ++i) result = result * (x - whole(i)) / whole(i + 1);
  return result;
}

// k! times the number of partitions of n things into k blocks, by inclusion and exclusion.
Number surjections(const Number& n, const Number& k) {
  if (integer_of(k) < 0 || integer_of(n) < 0 || integer_of(k) > integer_of(n)) {
    if (integer_of(n) < 0) throw Undefined();
    return {};
  }
  Number result;
  for (long j = 0; j <= index_of(k); ++j)
    result = result + whole(j % 2 == 0 ? 1 : -1) * binomial(k, whole(j)) * power(k - whole(j), n);
  return result;
}

Number stirling2(const Number& n, const Number& k) {
  const Number maps = surjections(n, k);
  return is_zero(maps) ? maps : maps / product_up_to(index_of(k));
}

Number bell(long n) {
  Number result;
  for (long k = 0; k <= n; ++k) result = result + stirling2(whole(n), whole(k));
  return result;
}

Number bernoulli(long n) {
  Numbers values;
  for (long m = 0; m <= n; ++m) {
    Number rest = whole(m == 0 ? 1 : 0);
    for (long k = 0; k < m; ++k)
      rest = rest - binomial(whole(m + 1), whole(k)) * values[static_cast<std::size_t>(k)];
    values.push_back(rest / whole(m + 1));
  }
  return values.back();
}

Number absolute(const Number& x) {
  return x < Number() ? Number() - x : x;
}

using RealFunction = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);

// Beyond `most` in modulus the value would be too near to a limit to tell it from that.
Number real_function(RealFunction function, const Number& x, long most) {
  if (Number(mpq_class(most)) < absolute(x)) throw Unknown();
  Real result;
  function(result.raw(), real_of(x).raw(), MPFR_RNDN);
  return settled(result);
}

Number exponential(const Number& x) {
  return is_zero(x) ? whole(1) : real_function(mpfr_exp, x, 60);
}

int log_of_gamma(mpfr_ptr result, mpfr_srcptr x, mpfr_rnd_t side) {
  int sign = 0;
  return mpfr_lgamma(result, &sign, x, side);
}

bool is_prime(long n) {
  for (long d = 2; d * d <= n; ++d)
    if (n % d == 0) return false;
  return n > 1;
}

// By the definition: coefficients of x (x - 1) ... (x - n + 1).
Number stirling1(const Number& n, const Number& k) {
  std::vector<mpz_class> row{1};
  if (integer_of(k) < 0 || integer_of(n) < 0 || integer_of(k) > integer_of(n)) {
    if (integer_of(n) < 0) throw Undefined();
    return {};
  }
  for (long j = 0; j < natural(n); ++j) {
    row.emplace_back(0);
    for (std::size_t i = row.size(); i-- > 0;) row[i] = (i > 0 ? row[i - 1] : mpz_class(0)) - j * row[i];
  }
  return mpq_class(row[static_cast<std::size_t>(natural(k))]);
}

// What is near an integer and not known exactly is not decided.
Number floor_of(const Number& x) {
  if (const std::optional<mpq_class> exact = rational_of(x)) {
    mpz_class result;
    mpz_fdiv_q(result.get_mpz_t(), exact->get_num_mpz_t(), exact->get_den_mpz_t());
    return mpq_class(result);
  }
  const mpq_class near = real_of(x).rational();
  const Number whole = floor_of(mpq_class(near));
  const mpq_class rest = near - *rational_of(whole);
  const mpq_class tiny(1, mpz_class(1) << 250);
  if (rest < tiny || rest > 1 - tiny) throw Unknown();
  return whole;
}

Number of_gamma(const std::string& name, const Number& x) {
  const std::optional<mpq_class> exact = rational_of(x);
  const bool is_integer = exact && exact->get_den() == 1;
  if (is_integer && *exact <= 0) throw Undefined();
  if (!exact && real_of(x).rational() < mpq_class(1, 2)) floor_of(x);  // it throws where this may be a pole
  if (name == "gamma" && is_integer && *exact < 40) return product_up_to(exact->get_num().get_si() - 1);
  if (name == "gamma") return real_function(mpfr_gamma, x, 60);
  return real_function(name == "lgamma" ? log_of_gamma : mpfr_digamma, x, 1'000'000);
}

// No value where the cosine is 0, as far as it is known.
Number tangent(const Number& x) {
  const Number cosine = real_function(mpfr_cos, x, 1'000'000);
  if (is_zero(cosine)) throw Undefined();
  return real_function(mpfr_sin, x, 1'000'000) / cosine;
}

Number logarithm(const Number& x) {
  if (!(Number() < x)) throw Undefined();
  Real result;
  mpfr_log(result.raw(), real_of(x).raw(), MPFR_RNDN);
  return settled(result);
}

Number sigmoid(const Number& x) {
  return whole(1) / (whole(1) + exponential(Number() - x));
}

// The n-th derivative is the n-fold D(p), taken where p is the sigmoid.
Number sigmoid_derivative(long n, const Number& z) {
  if (n > 60) throw Unknown();
  Number form = variable_p();
  for (; n > 0; --n) form = derivative(form);
  return value_at(form, sigmoid(z));
}

Number softplus_derivative(long n, const Number& z) {
  return n == 0 ? logarithm(whole(1) + exponential(z)) : sigmoid_derivative(n - 1, z);
}

Number radius(const Number& z) {
  return root(z * z + pi() * pi(), whole(2));
}

Number total(const Numbers& numbers) {
  Number result;
  for (const Number& number : numbers) result = result + number;
  return result;
}

Number moment(const Numbers& a, const Number& d, const Number& n) {
  const Number logit = total(a);
  return mean(dropout(a, d), [&](const Number& value) { return power(value - logit, n); });
}

Number deviation(const Numbers& a, const Number& d) {
  Number result;
  for (const Number& value : dropout(a, d).numbers) result = std::max(result, absolute(value - total(a)));
  return result;
}

Number regulariser(const Numbers& a, const Number& d, const Number& bias) {
  const Number noised =
      mean(dropout(a, d), [&](const Number& value) { return softplus_derivative(0, value + bias); });
  return noised - softplus_derivative(0, total(a) + bias);
}

Number partial_regulariser(long k, const Numbers& a, const Number& d, const Number& bias) {
  dropout(a, d);
  Number result;
  for (long j = 2; j <= k; ++j)
    result = result + softplus_derivative(j, total(a) + bias) * moment(a, d, whole(j)) / product_up_to(j);
  return result;
}

}  // namespace

Number factorial(const Number& n) {
  return product_up_to(natural(n));
}

Number pi() {
  Real result;
  mpfr_const_pi(result.raw(), MPFR_RNDN);
  return settled(result);
}

Value dropout(const Numbers& a, const Number& d) {
  if (!(Number() < d && d < whole(1))) throw Undefined();
  for (const Number& number : a) require_constant(number);
  if (a.size() > 8) throw Unknown();
  Value law;
  for (std::size_t kept = 0; kept < std::size_t{1} << a.size(); ++kept) {
    Number value;
    Number probability = whole(1);
    for (std::size_t j = 0; j < a.size(); ++j) {
      const bool is_kept = ((kept >> j) & 1) != 0;
      if (is_kept) value = value + a[j] / (whole(1) - d);
      probability = probability * (is_kept ? whole(1) - d : d);
    }
    std::size_t i = 0;
    while (i < law.numbers.size() && !equal(law.numbers[i], value)) ++i;
    if (i == law.numbers.size()) {
      law.numbers.push_back(value);
      law.probabilities.emplace_back();
    }
    law.probabilities[i] = law.probabilities[i] + probability;
  }
  return law;
}

Number mean(const Value& law, const std::function<Number(const Number&)>& term) {
  Number result;
  for (std::size_t i = 0; i < law.numbers.size(); ++i)
    result = result + law.probabilities[i] * term(law.numbers[i]);
  return result;
}

bool converges(const Numbers& a, const Number& d, const Number& bias) {
  require_constant(bias);
  return !(radius(total(a) + bias) < deviation(a, d));
}

// By the distance from what is printed, and the sign.
bool prints(const Number& x, const std::string& text) {
  require_constant(x);
  const Printed printed = parse_printed(text);
  if (printed.kind == Printed::Kind::exact)
    return equal(x, printed.is_multiple_of_pi ? Number(printed.factor) * pi() : Number(printed.factor));
  const Number unit = power(whole(10), whole(printed.exponent));
  const Number value =
      (printed.is_negative ? whole(-1) : whole(1)) * Number(mpq_class(printed.digits)) * unit;
  const Number distance = absolute(x - value);
  switch (printed.kind) {
    case Printed::Kind::rounded:
      return is_zero(value) ? is_zero(x) : !(unit < whole(2) * distance);
    case Printed::Kind::uncertain:
      return !(Number(mpq_class(printed.uncertainty)) * unit < distance);
    case Printed::Kind::truncated: {
      const Number further = printed.is_negative ? value - x : x - value;
      return distance < unit && !(further < Number());
    }
    default:
      return absolute(x) < value;
  }
}

Number function(const std::string& name, const std::vector<Value>& arguments) {
  if (name == "euler_gamma" || name == "catalan") {
    Real result;
    (name == "catalan" ? mpfr_const_catalan : mpfr_const_euler)(result.raw(), MPFR_RNDN);
    return settled(result);
  }
  const Numbers& list = arguments[0].numbers;
  const auto x = [&](std::size_t i) -> const Number& { return arguments[i].numbers[0]; };
  if (name == "length") return whole(static_cast<long>(list.size()));
  if (name == "D") {
    Number form = x(0);
    for (long n = arguments.size() == 1 ? 1 : natural(x(1)); n > 0 && !is_zero(form); --n)
      form = derivative(form);
    return form;
  }
  if (name == "at") return value_at(x(0), x(1));
  if (name == "mean_over_p") return mean_over_p(x(0));
  if (name == "deviation") return deviation(list, x(1));
  const auto bias = [&](std::size_t i) {
    if (i >= arguments.size()) return Number();
    require_constant(x(i));
    return x(i);
  };
  if (name == "regulariser") return regulariser(list, x(1), bias(2));
  if (name == "moment") {
    natural(x(2));
    return moment(list, x(1), x(2));
  }
  if (name == "partial_regulariser")
    return partial_regulariser(natural(x(0)), arguments[1].numbers, x(2), bias(3));
  for (const Value& argument : arguments) require_constant(argument.numbers[0]);
  if (name == "binomial") return binomial(x(0), x(1));
  if (name == "stirling2") return stirling2(x(0), x(1));
  if (name == "surjections") return surjections(x(0), x(1));
  if (name == "stirling1") return stirling1(x(0), x(1));
  if (name == "harmonic") {
    Number result;
    for (long k = 1; k <= natural(x(0)); ++k) result = result + whole(1) / whole(k);
    return result;
  }
  if (name == "prime") {
    if (natural(x(0)) == 0) throw Undefined();
    long n = 1;
    for (long left = natural(x(0)); left > 0; left -= is_prime(n) ? 1 : 0) ++n;
    return whole(n);
  }
  if (name == "primepi") {
    const long last = index_of(floor_of(x(0)));
    long count = 0;
    for (long n = 2; n <= last; ++n) count += is_prime(n) ? 1 : 0;
    return whole(count);
  }
  if (name == "li") {
    if (!(whole(1) < x(0))) throw Undefined();
    return real_function(mpfr_eint, logarithm(x(0)), 60);
  }
  if (name == "bell") return bell(natural(x(0)));
  if (name == "bernoulli") return bernoulli(natural(x(0)));
  if (name == "zeta") {
    if (equal(x(0), whole(1))) throw Undefined();
    return real_function(mpfr_zeta, x(0), 80);
  }
  if (name == "exp") return exponential(x(0));
  if (name == "log") return logarithm(x(0));
  if (name == "sqrt") return root(x(0), whole(2));
  if (name == "sin") return real_function(mpfr_sin, x(0), 1'000'000);
  if (name == "cos") return real_function(mpfr_cos, x(0), 1'000'000);
  if (name == "tanh") return real_function(mpfr_tanh, x(0), 40);
  if (name == "erfc") return real_function(mpfr_erfc, x(0), 9);
  if (name == "sinh") return real_function(mpfr_sinh, x(0), 60);
  if (name == "cosh") return real_function(mpfr_cosh, x(0), 60);
  if (name == "erf") return real_function(mpfr_erf, x(0), 9);
  if (name == "atan") return real_function(mpfr_atan, x(0), 1'000'000);
  if (name == "tan") return tangent(x(0));
  if (name == "asin" || name == "acos") {
    if (whole(1) < absolute(x(0))) throw Undefined();
    return real_function(name == "asin" ? mpfr_asin : mpfr_acos, x(0), 1);
  }
  if (name == "gamma" || name == "lgamma" || name == "digamma") return of_gamma(name, x(0));
  if (name == "floor") return floor_of(x(0));
  if (name == "ceil") return Number() - floor_of(Number() - x(0));
  if (name == "mod") return x(0) - x(1) * floor_of(x(0) / x(1));
  if (name == "gcd") {
    const mpz_class a = integer_of(x(0));
    return mpq_class(gcd(a, integer_of(x(1))));
  }
  if (name == "abs") return absolute(x(0));
  if (name == "min" || name == "max") {
    Number result = x(0);
    for (std::size_t i = 1; i < arguments.size(); ++i)
      result = name == "min" ? std::min(result, x(i)) : std::max(result, x(i));
    return result;
  }
  if (name == "root") return root(x(0), x(1));
  if (name == "sigmoid") return sigmoid(x(0));
  if (name == "softplus") return softplus_derivative(0, x(0));
  if (name == "sigmoid_derivative") return sigmoid_derivative(natural(x(0)), x(1));
  if (name == "softplus_derivative") return softplus_derivative(natural(x(0)), x(1));
  if (name == "radius") return radius(x(0));
  throw Unknown();
}

}  // namespace dropcert::meaning
