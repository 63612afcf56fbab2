// The Taylor coefficients of the analytic functions of the language.
#include "check/calculus/expansion.hpp"
#include "check/functions/functions.hpp"

namespace dropcert::check {

namespace {

using Series = std::vector<Value>;

Value number(int n) {
  return mpq_class(n);
}

// In an identity with sqrt(pi) for one of its forms, of multiples of pi and of 1/pi.
Value root_of(Evaluator& e, const Value& a, std::uint64_t n) {
  if (!e.forms()) return nth_root(a, n, e.bits());
  if (is_exact_real(a)) {
    const Value root = nth_root(a, n, e.bits());
    if (is_exact(root)) return root;
    if (n != 2) return e.forms()->power(a, mpq_class(1, to_mpz(n)));
    if (const std::optional<Value> found = root_by_pi(e, a)) return *found;
  }
  return e.forms()->power(a, mpq_class(1, to_mpz(n)));
}

Series exp_series(Evaluator& e, const Value&, const Value& a, int count) {
  Series s{exp_value(e, a)};
  for (int k = 1; k < count; ++k) s.push_back(s.back() / number(k));
  return s;
}

Series log_series(Evaluator& e, const Value&, const Value& a, int count) {
  Series s{log_value(e, a)};
  for (int k = 1; k < count; ++k) s.push_back(number(k % 2 == 0 ? -1 : 1) / (number(k) * power(a, k)));
  return s;
}

Series power_series(Evaluator& e, const Value& exponent, const Value& a, int count) {
  const auto* rational = get_if<mpq_class>(exponent);
  const bool is_root = rational && rational->get_num() == 1 && rational->get_den() < 1000;
  Series s{is_root ? root_of(e, a, rational->get_den().get_ui()) : real_power(e, a, exponent)};
  for (int k = 1; k < count; ++k) s.push_back(s.back() * (exponent - number(k - 1)) / (number(k) * a));
  return s;
}

Series circular_series(Evaluator& e, const Value& turns, const Value& a, int count) {
  const bool is_sine = equals(turns, 0);
  const Value sine = apply_function(e, "sin", {a});
  const Value cosine = apply_function(e, "cos", {a});
  Series s{is_sine ? sine : cosine, is_sine ? cosine : -sine};
  for (int k = 2; k < count; ++k) s.push_back(-s[static_cast<std::size_t>(k - 2)] / number(k * (k - 1)));
  return s;
}

// Derivatives of the sigmoid, or of softplus, from the order that the parameter says on.
template <const char* const& name>
Series logistic_series(Evaluator& e, const Value& order, const Value& a, int count) {
  Series s;
  for (int k = 0; k < count; ++k) s.push_back(apply_function(e, name, {order + number(k), a}));
  Value factorial = number(1);
  for (int k = 1; k < count; ++k) {
    factorial = factorial * number(k);
    Value& term = s[static_cast<std::size_t>(k)];
    term = term / factorial;
  }
  return s;
}

const char* const of_sigmoid = "sigmoid_derivative";
const char* const of_softplus = "softplus_derivative";

// sinh, cosh, sinh, ... for the parameter 0, beginning with cosh for 1.
Series hyperbolic_series(Evaluator& e, const Value& turns, const Value& a, int count) {
  const bool is_sinh = equals(turns, 0);
  Series s{apply_function(e, is_sinh ? "sinh" : "cosh", {a}),
           apply_function(e, is_sinh ? "cosh" : "sinh", {a})};
  for (int k = 2; k < count; ++k) s.push_back(s[static_cast<std::size_t>(k - 2)] / number(k * (k - 1)));
  return s;
}

// tanh(x) = 2 sigmoid(2x) - 1.
Series tanh_series(Evaluator& e, const Value&, const Value& a, int count) {
  Series s = logistic_series<of_sigmoid>(e, number(0), number(2) * a, count);
  for (int k = 1; k < count; ++k)
    s[static_cast<std::size_t>(k)] = s[static_cast<std::size_t>(k)] * power(number(2), k + 1);
  s[0] = apply_function(e, "tanh", {a});
  return s;
}

// The value; as a form only if it is known exactly.
Value first(Evaluator& e, const char* name, const Arguments& arguments) {
  if (e.forms() && !is_exact_real(arguments.back())) return {};
  const Value value = apply_function(e, name, arguments);
  return e.forms() && !is_exact(value) ? Value() : value;
}

// That alone of so many coefficients.
Series only_first(Evaluator& e, const char* name, const Arguments& arguments, int count) {
  Series known(static_cast<std::size_t>(count));
  known[0] = first(e, name, arguments);
  return known;
}

// erfc' = -2/sqrt(pi) h with h = exp(-x^2), h' = -2 x h.
Series erfc_series(Evaluator& e, const Value&, const Value& a, int count) {
  Series h{exp_value(e, -power(a, 2))};
  for (int k = 1; k + 1 < count; ++k) {
    const Value before = k < 2 ? number(0) : h[static_cast<std::size_t>(k - 2)];
    h.push_back(number(-2) * (a * h.back() + before) / number(k));
  }
  const Value factor = number(-2) / root_of(e, generator_value(generator_pi), 2);
  Series s{first(e, "erfc", {a})};
  for (int k = 1; k < count; ++k) s.push_back(factor * h[static_cast<std::size_t>(k - 1)] / number(k));
  return s;
}

// log gamma has the coefficients digamma(a) and (-1)^k zeta(k, a)/k, with Hurwitz's zeta function
// (DLMF 5.15.1).
Series lgamma_series(Evaluator& e, const Value&, const Value& a, int count) {
  Series s{first(e, "lgamma", {a})};
  if (e.forms()) return s;
  if (count > 1) s.push_back(apply_function(e, "digamma", {a}));
  const Interval x = to_interval(a, e.bits());
  for (int k = 2; k < count; ++k)
    s.push_back(number(k % 2 == 0 ? 1 : -1) * Value(hurwitz_zeta(e.sequences(), k, x, x.bits())) / number(k));
  return s;
}

// gamma' = digamma gamma.
Series gamma_series(Evaluator& e, const Value& none, const Value& a, int count) {
  Series g{first(e, "gamma", {a})};
  if (e.forms()) return g;
  const Series c = lgamma_series(e, none, a, count);
  for (int k = 1; k < count; ++k) {
    Value sum = number(0);
    for (int j = 1; j <= k; ++j)
      sum = sum + number(j) * c[static_cast<std::size_t>(j)] * g[static_cast<std::size_t>(k - j)];
    g.push_back(sum / number(k));
  }
  return g;
}

Series digamma_series(Evaluator& e, const Value& none, const Value& a, int count) {
  if (e.forms()) return only_first(e, "digamma", {a}, count);
  Series s = lgamma_series(e, none, a, count + 1);
  s.erase(s.begin());
  for (int k = 1; k < count; ++k)
    s[static_cast<std::size_t>(k)] = number(k + 1) * s[static_cast<std::size_t>(k)];
  return s;
}

// atan' = 1/(1 + x^2) = sum q_k h^k about a, with (1 + a^2) q_k = -2 a q_(k-1) - q_(k-2).
Series atan_series(Evaluator& e, const Value&, const Value& a, int count) {
  const Value below = number(1) + power(a, 2);
  Series s{first(e, "atan", {a})};
  Value before = number(0);
  Value q = number(1) / below;
  for (int k = 1; k < count; ++k) {
    s.push_back(q / number(k));
    const Value next = -(number(2) * a * q + before) / below;
    before = q;
    q = next;
  }
  return s;
}

// asin' = (1 - x^2)^(-1/2) = sum g_k h^k about a, (1 - a^2) k g_k = (2k - 1) a g_(k-1) + (k - 1) g_(k-2).
Series asin_series(Evaluator& e, const Value&, const Value& a, int count) {
  const Value below = number(1) - power(a, 2);
  Series s{first(e, "asin", {a})};
  Value before = number(0);
  Value g = number(1) / root_of(e, below, 2);
  for (int k = 1; k < count; ++k) {
    s.push_back(g / number(k));
    const Value next = (number(2 * k - 1) * a * g + number(k - 1) * before) / (number(k) * below);
    before = g;
    g = next;
  }
  return s;
}

// li' = 1/log = sum r_k h^k about a, where log = sum l_k h^k and l_0 r_k = -(l_1 r_(k-1) + ... + l_k r_0).
Series li_series(Evaluator& e, const Value& none, const Value& a, int count) {
  const Series l = log_series(e, none, a, count);
  Series r{number(1) / l[0]};
  Series s{first(e, "li", {a})};
  for (std::size_t k = 1; k < l.size(); ++k) {
    s.push_back(r.back() / number(static_cast<int>(k)));
    Value sum = number(0);
    for (std::size_t j = 1; j <= k; ++j) sum = sum - l[j] * r[k - j];
    r.push_back(sum / l[0]);
  }
  return s;
}

// J_n' = (J_(n-1) - J_(n+1))/2, again and again.
Series bessel_series(Evaluator& e, const Value& order, const Value& a, int count) {
  if (e.forms() && !equals(a, 0)) return only_first(e, "bessel_j", {order, a}, count);
  Series row;  // the k-th derivatives of J_(n-m), ..., J_(n+m), k + m = count - 1
  for (int j = 1 - count; j < count; ++j)
    row.push_back(apply_function(e, "bessel_j", {order + number(j), a}));
  Series s;
  Value factorial = number(1);
  for (int k = 0; k < count; ++k) {
    if (k > 0) factorial = factorial * number(k);
    s.push_back(row[row.size() / 2] / factorial);
    Series next;
    for (std::size_t j = 1; j + 1 < row.size(); ++j) next.push_back((row[j - 1] - row[j + 1]) / number(2));
    row = std::move(next);
  }
  return s;
}

// |R_k| for R(s + x) = -integral over t >= N of B_2m({t})/(2m)! (s + x)_2m t^(-s - x - 2m), with |B_2m({t})|
// <= |B_2m| (DLMF 24.9.1): the product of the coefficients of (|s| + x)(|s + 1| + x)... and of J_k = integral
// of t^-A log(t)^k/k! = (N^(1 - A) log(N)^k/k! + J_(k-1))/(A - 1), A = s + 2m.
Series zeta_left_out_series(Evaluator& e, const Value&, const Value& a, int count) {
  if (e.forms()) return Series(static_cast<std::size_t>(count));
  const Bits bits = e.bits();
  const Interval s = to_interval(a, bits);
  constexpr auto order = static_cast<std::uint64_t>(2 * zeta_terms);
  const Interval excess = s + Interval(2 * zeta_terms - 1, bits);  // A - 1
  const Interval log_n = to_interval(log_value(e, number(zeta_from)), bits);
  const Interval tail = to_interval(exp_value(e, Value(-(excess * log_n))), bits);
  const auto size = static_cast<std::size_t>(count);
  std::vector<Interval> integrals;
  Interval powers = tail;
  for (int k = 0; k < count; ++k) {
    if (k > 0) powers = powers * log_n / Interval(k, bits);
    integrals.push_back((k == 0 ? powers : powers + integrals.back()) / excess);
  }
  std::vector<Interval> rising(size, Interval(0, bits));
  rising[0] = Interval(mpq_class(abs(e.sequences().bernoulli(order)) / e.sequences().factorial(order)), bits);
  for (int i = 0; i < 2 * zeta_terms; ++i) {
    const Interval factor = absolute(s + Interval(i, bits));
    for (std::size_t k = size; k-- > 0;)
      rising[k] = rising[k] * factor + (k > 0 ? rising[k - 1] : Interval(0, bits));
  }
  Series bounds;
  for (std::size_t k = 0; k < size; ++k) {
    Interval sum(0, bits);
    for (std::size_t j = 0; j <= k; ++j) sum = sum + rising[j] * integrals[k - j];
    bounds.push_back(span(-sum, sum));
  }
  return bounds;
}

Series zeta_alone_series(Evaluator& e, const Value&, const Value& a, int count) {
  return only_first(e, "zeta", {a}, count);
}

}  // namespace

Analytic zeta_left_out() {
  return {zeta_left_out_series};
}

Analytic zeta_alone() {
  return {zeta_alone_series};
}

std::optional<Analytic> analytic_function(const std::string& name, const std::vector<Value>& arguments) {
  if (name == "exp") return Analytic{exp_series};
  if (name == "log") return Analytic{log_series, Points::positive};
  if (name == "sin") return Analytic{circular_series, Points::all, number(0)};
  if (name == "cos") return Analytic{circular_series, Points::all, number(1)};
  if (name == "sinh") return Analytic{hyperbolic_series, Points::all, number(0)};
  if (name == "cosh") return Analytic{hyperbolic_series, Points::all, number(1)};
  if (name == "gamma") return Analytic{gamma_series, Points::positive};
  if (name == "lgamma") return Analytic{lgamma_series, Points::positive};
  if (name == "digamma") return Analytic{digamma_series, Points::positive};
  if (name == "li") return Analytic{li_series, Points::beyond_one};
  if (name == "atan") return Analytic{atan_series};
  if (name == "asin") return Analytic{asin_series, Points::inside_one};
  if (name == "tanh") return Analytic{tanh_series};
  if (name == "erfc") return Analytic{erfc_series};
  if (name == "sigmoid") return Analytic{logistic_series<of_sigmoid>};
  if (name == "softplus") return Analytic{logistic_series<of_softplus>};
  if (name == "sqrt") return analytic_power(mpq_class(1, 2));
  if (name == "bessel_j" && get_if<mpq_class>(arguments[0]))
    return Analytic{bessel_series, Points::all, arguments[0], 1};
  const bool has_order = arguments.size() == 2 && get_if<mpq_class>(arguments[0]);
  if (name == of_sigmoid && has_order)
    return Analytic{logistic_series<of_sigmoid>, Points::all, arguments[0], 1, ParameterKind::order};
  if (name == of_softplus && has_order)
    return Analytic{logistic_series<of_softplus>, Points::all, arguments[0], 1, ParameterKind::order};
  if (name != "root" || !get_if<mpq_class>(arguments[1])) return std::nullopt;
  const std::uint64_t n = natural(arguments[1]);
  if (n == 0 || n > 999) return std::nullopt;
  return analytic_power(mpq_class(1, to_mpz(n)));
}

Analytic analytic_power(const Value& exponent) {
  return {power_series, Points::positive, exponent, 0, ParameterKind::exponent};
}

}  // namespace dropcert::check
