// The language's functions of expansions: by composition; where their argument tends to 0 or infinity, by
// rules of their own; else by what they are over its range.
#include <algorithm>
#include "check/calculus/expansion.hpp"
#include "check/functions/functions.hpp"
#include "check/work.hpp"

namespace dropcert::check {

namespace {

// What was found over the whole piece, as a function that varies there.
Value varying(Chart& chart, const Value& value) {
  if (const auto* interval = get_if<Interval>(value)) return remainder_only(chart, 0, *interval);
  const auto* list = get_if<List>(value);
  if (!list) return value;
  List result = *list;
  for (Element& element : result) {
    element.value = varying(chart, element.value);
    element.weight = varying(chart, element.weight);
  }
  return result;
}

Value without_expansions(const Value& value, Bits bits) {
  if (get_if<Expansion>(value)) return range_of(value, bits);
  const auto* list = get_if<List>(value);
  if (!list) return value;
  List result = *list;
  for (Element& element : result) {
    element.value = without_expansions(element.value, bits);
    element.weight = without_expansions(element.weight, bits);
  }
  return result;
}

class Rules {
 public:
  Rules(Evaluator& evaluator, Chart& chart) : evaluator_(evaluator), chart_(chart) {}

  Value function(const std::string& name, const Arguments& arguments) {
    if (name == "abs") return absolute(lifted(arguments[0]));
    if (name == "gamma" || name == "lgamma" || name == "digamma")
      if (const std::optional<Expansion> result = of_gamma(name, lifted(arguments[0]))) return *result;
    if (name == "zeta")
      if (const std::optional<Expansion> result = zeta_of(evaluator_, lifted(arguments[0]))) return *result;
    if (name == "floor") return whole_part(lifted(arguments[0]));
    if (name == "primepi")
      if (const Value whole = whole_part(lifted(arguments[0])); get_if<mpq_class>(whole))
        return apply_function(evaluator_, name, {whole});
    if (name == "ceil") return -lifted(whole_part(-lifted(arguments[0])));
    if (name == "mod") {
      const Value whole = whole_part(lifted(arguments[0]) / lifted(arguments[1]));
      if (get_if<mpq_class>(whole)) return lifted(arguments[0]) - lifted(arguments[1] * whole);
    }
    if (name == "tan") return apply("sin", lifted(arguments[0])) / apply("cos", lifted(arguments[0]));
    if (name == "erf") return number(1) - apply("erfc", lifted(arguments[0]));
    if (name == "acos") return half_pi(1) - apply("asin", lifted(arguments[0]));
    if (name == "asin") return inverse_sine(without_logarithm(lifted(arguments[0])));
    if (name == "max" || name == "min") {
      const bool is_least = name == "min";
      auto turned = [&](const Value& x) { return is_least ? -lifted(x) : lifted(x); };
      Expansion result = turned(arguments[0]);
      for (const Value& other : arguments) result = greatest(result, turned(other));
      return is_least ? -result : result;
    }
    if (const std::optional<Analytic> g = analytic_function(name, arguments)) {
      const Expansion given = lifted(arguments[g->argument]);
      if (const std::optional<Expansion> result = of_logarithm(name, *g, given)) return *result;
      if (const std::optional<Expansion> result = composed(name, *g, without_logarithm(given)))
        return *result;
    }
    return over_range([&](const Arguments& ranges) { return apply_function(evaluator_, name, ranges); },
                      arguments);
  }

  Value real_power(const Value& base, const Value& exponent) {
    const Expansion a = without_logarithm(lifted(base));
    if (a.is_zero() && signs(lifted(exponent)) == positive_sign) return number(0);
    if (get_if<mpq_class>(exponent)) {
      if (const std::optional<Expansion> result = composed("", analytic_power(exponent), a)) return *result;
    } else if (signs(a) == positive_sign) {
      return function("exp", {function("log", {a}) * exponent});
    }
    return over_range(
        [&](const Arguments& ranges) { return check::real_power(evaluator_, ranges[0], ranges[1]); },
        {base, exponent});
  }

 private:
  Expansion lifted(const Value& value) const { return check::lifted(chart_, value); }
  Expansion number(int n) const { return {chart_, mpq_class(n)}; }
  Expansion apply(const char* name, const Expansion& a) { return lifted(function(name, {a})); }

  template <class Find>
  Value over_range(Find find, const Arguments& arguments) {
    struct Outer {
      Evaluator& evaluator;
      Chart* chart;
      ~Outer() { evaluator.exchange_chart(chart); }
    } outer{evaluator_, evaluator_.exchange_chart(nullptr)};
    Arguments ranges;
    for (const Value& argument : arguments) ranges.push_back(without_expansions(argument, chart_.bits));
    return varying(chart_, find(ranges));
  }

  // At infinity by Stirling's series; where a may be 0 or negative, by a + n, which is positive.
  std::optional<Expansion> of_gamma(const std::string& name, const Expansion& a) {
    const Interval all = a.range();
    if (!all.is_finite()) {
      if (signs(a) != positive_sign || a.first >= 0) return std::nullopt;
      if (name == "gamma") return apply("exp", apply("lgamma", a));
      if (name == "lgamma") return lifted(evaluator_.log_factorial(a)) - apply("log", a);
      Expansion sum = apply("log", a) - number(1) / (number(2) * a);
      for (int k = 1; k <= chart_.order / 2 + 1; ++k) {
        const mpq_class b = evaluator_.sequences().bernoulli(static_cast<std::uint64_t>(2 * k)) / (2 * k);
        Expansion term = lifted(b) / power(a, 2 * k);
        if (k > chart_.order / 2)
          term = term * remainder_only(chart_, 0, span(Interval(0, chart_.bits), Interval(1, chart_.bits)));
        sum = sum - term;
      }
      return sum;
    }
    const Expansion next = a + number(1);
    const bool is_greater = mpfr_greater_p(next.range().low(), all.low()) != 0;  // not lost in rounding
    if (!is_greater || mpfr_sgn(all.low()) > 0 || mpfr_cmp_si(all.low(), -32) < 0) return std::nullopt;
    Expansion result = apply(name.c_str(), next);
    if (name == "gamma") return result / a;
    return result - (name == "digamma" ? number(1) / a : apply("log", absolute(a)));
  }

  // The integer that floor(a) is at all points, which a tends to at an open end; else all that there may be.
  Value whole_part(const Expansion& a) {
    const auto floor = [&](const Arguments& x) { return apply_function(evaluator_, "floor", x); };
    const Interval all = a.range();
    if (!all.is_finite()) return over_range(floor, {a});
    const Value first = floor({-upper(-all)});
    for (const Value& k : {first, first + mpq_class(1)}) {
      const Expansion above = a - lifted(k);
      if ((signs(above) & negative_sign) == 0 && signs(number(1) - above) == positive_sign) return k;
    }
    return over_range(floor, {a});
  }

  // |u^v B| = u^v |B| for u > 0 or even v.
  Expansion absolute(const Expansion& a) {
    const unsigned possible = signs(a);
    if ((possible & negative_sign) == 0) return a;
    if ((possible & positive_sign) == 0) return -a;
    if (a.logarithm) return absolute(without_logarithm(a));
    if (!chart_.is_one_sided && a.first % 2 != 0)
      return remainder_only(chart_, 0, check::absolute(a.range()));
    Expansion result = remainder_only(chart_, a.first, check::absolute(a.body()));
    result.exponent = a.exponent;
    return result;
  }

  Expansion greatest(const Expansion& a, const Expansion& b) {
    const unsigned possible = signs(a - b);
    if ((possible & negative_sign) == 0) return a;
    if ((possible & positive_sign) == 0) return b;
    return remainder_only(chart_, 0, maximum(a.range(), b.range()));
  }

  std::optional<Expansion> composed(const std::string& name, const Analytic& g, const Expansion& a) {
    const std::optional<Expansion> result = compose(evaluator_, g, a);
    return result ? result : special(name, g, a);
  }

  // ---- arguments that tend to 0, or to infinity, as u does
  std::optional<Expansion> special(const std::string& name, const Analytic& g, const Expansion& a) {
    if (!chart_.is_one_sided || chart_.is_point() || !chart_.range.is_finite()) return std::nullopt;
    if (std::optional<Expansion> result = function_of_scales(evaluator_, name, g, a)) return result;
    if (name == "log") return logarithm(g, a);
    if (g.kind == ParameterKind::exponent) return fractional_power(g, a);
    if (a.first >= 0 && a.exponent.empty()) return std::nullopt;
    if (name == "sin" || name == "cos")
      return remainder_only(chart_, 0, span(Interval(-1, chart_.bits), Interval(1, chart_.bits)));
    if (!a.exponent.empty()) return std::nullopt;
    if (name == "exp") return exponential(g, a);
    const std::optional<int> direction = sign(a.body());
    if (!direction || *direction == 0) return std::nullopt;
    if (name == "sinh" || name == "cosh") return hyperbolic(name, a);
    if (name == "atan") return half_pi(*direction) - apply("atan", number(1) / a);
    if (g.kind == ParameterKind::order) return derivative(name, g, a);
    if (name == "erfc") return *direction > 0 ? erfc_at_infinity(a) : number(2) - erfc_at_infinity(-a);
    if (name == "tanh") return number(2) * apply("sigmoid", number(2) * a) - number(1);
    if (name != "sigmoid" && name != "softplus") return std::nullopt;
    return logistic(name, a, *direction);
  }

  // By exp(-a) or exp(a), whichever tends to 0.
  Expansion logistic(const std::string& name, const Expansion& a, int direction) {
    const Expansion small = apply("exp", direction > 0 ? -a : a);
    if (name == "softplus") {
      const Expansion rest =
          small.exponent.empty() ? apply("log", number(1) + small) : small * log_slope(small.range());
      return direction > 0 ? a + rest : rest;
    }
    return (direction > 0 ? number(1) : small) / (number(1) + small);
  }

  // exp(A + n log u) = u^n exp(A), n an integer that is not 0; the logistic functions by that.
  std::optional<Expansion> of_logarithm(const std::string& name, const Analytic& g, const Expansion& a) {
    if (!a.logarithm || !a.logarithm->is_exact() || a.logarithm->first != 0 || a.logarithm->count() != 1)
      return std::nullopt;
    const Interval& n = a.logarithm->parts[0].range;
    if (!mpfr_equal_p(n.low(), n.high()) || !mpfr_integer_p(n.low()) || mpfr_cmpabs_ui(n.low(), 1000) > 0)
      return std::nullopt;
    if (name == "exp") {
      Expansion rest = a;
      rest.logarithm = nullptr;
      return apply("exp", rest).shifted(static_cast<int>(mpfr_get_si(n.low(), MPFR_RNDN)));
    }
    if (name == "sinh" || name == "cosh") return hyperbolic(name, a);
    if (name == "tanh") return number(2) * apply("sigmoid", number(2) * a) - number(1);
    if (g.kind == ParameterKind::order) return derivative(name, g, a);
    if (name != "sigmoid" && name != "softplus") return std::nullopt;
    return logistic(name, a, -mpfr_sgn(n.low()));
  }

  Expansion hyperbolic(const std::string& name, const Expansion& a) {
    const Expansion up = apply("exp", a);
    const Expansion down = apply("exp", -a);
    return (name == "sinh" ? up - down : up + down) * lifted(mpq_class(1, 2));
  }

  Expansion half_pi(int side) const { return lifted(mpq_class(side, 2) * generator_value(generator_pi)); }

  // asin(a) = pi/2 - 2 asin(sqrt((1 - a)/2)), where the root is small for a near 1.
  Value inverse_sine(const Expansion& a) {
    const Expansion low = number(1) + a;
    const Expansion high = number(1) - a;
    for (const Expansion& distance : {low, high}) {
      const unsigned possible = signs(distance);
      if (possible == negative_sign) throw Undefined("an inverse sine of a number beyond 1 or -1");
      if ((possible & negative_sign) != 0) note_perhaps_undefined();
    }
    const Interval all = a.range();
    const bool is_high = mpfr_cmp_d(all.high(), 0.875) > 0;
    const bool is_low = mpfr_cmp_d(all.low(), -0.875) < 0;
    if (!is_high && !is_low)
      if (const std::optional<Expansion> result = compose(evaluator_, *analytic_function("asin", {a}), a))
        return *result;
    const Expansion half = (is_high ? high : low) * lifted(mpq_class(1, 2));
    if (is_high == is_low || mpfr_cmp_d(half.range().high(), 0.75) > 0)
      return over_range([&](const Arguments& x) { return apply_function(evaluator_, "asin", x); }, {a});
    const Expansion result = half_pi(1) - number(2) * apply("asin", apply("sqrt", half));
    return is_high ? result : -result;
  }

  // log(1 + t)/t for 0 < t <= T: it decreases from 1.
  Expansion log_slope(const Interval& all) const {
    const Interval one(1, chart_.bits);
    const Interval greatest = upper(all);
    return remainder_only(chart_, 0, span(increasing(mpfr_log1p, greatest, chart_.bits) / greatest, one));
  }

  // The n-th derivative of the sigmoid is a polynomial in the sigmoid.
  std::optional<Expansion> derivative(const std::string& name, const Analytic& g, const Expansion& a) {
    const std::uint64_t order = natural(g.parameter);
    const bool is_softplus = name == "softplus_derivative";
    if (order == 0) return apply(is_softplus ? "softplus" : "sigmoid", a);
    const Expansion p = apply("sigmoid", a);
    if (is_softplus && order == 1) return p;
    const Triangle::Row polynomial =
        evaluator_.sequences().sigmoid_derivative(is_softplus ? order - 1 : order);
    Expansion sum = number(0);
    for (std::size_t k = polynomial.size(); k-- > 0;) sum = sum * p + lifted(mpq_class(polynomial[k]));
    return sum;
  }

  // exp(sum of a_j u^j, j < 0) exp(the rest).
  std::optional<Expansion> exponential(const Analytic& g, const Expansion& a) {
    if (!a.is_exact() && a.last() < 0) return std::nullopt;
    std::vector<Coefficient> exponent;
    for (int j = -1; j >= a.first; --j) exponent.push_back(a.part(j - a.first));
    std::vector<Coefficient> rest;
    for (int k = -a.first; k <= std::max(a.count(), -a.first); ++k) rest.push_back(a.part(k));
    const Expansion finite(chart_, 0, std::move(rest), a.is_exact() ? a.count() + 1 : a.last());
    std::optional<Expansion> result = compose(evaluator_, g, finite);
    if (!result) result = lifted(function("exp", {finite}));
    result->exponent = std::move(exponent);
    return result;
  }

  // a = exp(q) u^v B with B > 0 on the closed piece: log a = q + v log u + log B.
  std::optional<Expansion> logarithm(const Analytic& g, const Expansion& a) {
    Expansion body = a.shifted(-a.first);
    body.exponent = {};
    const std::optional<Expansion> rest = compose(evaluator_, g, body);
    if (!rest) return std::nullopt;
    if (a.first != 0 && chart_.has_zero) note_perhaps_undefined();
    if (a.first != 0 && chart_.has_zero) chart_.touches = true;
    std::vector<Coefficient> terms(a.exponent.rbegin(), a.exponent.rend());
    const int degree = static_cast<int>(terms.size());
    Expansion result = Expansion(chart_, -degree, std::move(terms), degree) + *rest;
    if (a.first == 0) return result;
    if (!result.exponent.empty() || result.logarithm) return std::nullopt;
    result.logarithm = std::make_shared<Expansion>(number(a.first));
    return result;
  }

  // (exp(q) u^v B)^e = exp(e q) u^(v e) B^e; u^(v e) = u^n u^(v e - n) with 0 <= u^(v e - n) <= h^(v e - n).
  std::optional<Expansion> fractional_power(const Analytic& g, const Expansion& a) {
    const auto* power = get_if<mpq_class>(g.parameter);
    if (!power || !chart_.is_one_sided || chart_.is_point() || abs(a.first) > 1000) return std::nullopt;
    if (!chart_.range.is_finite()) return std::nullopt;
    Expansion body = a.shifted(-a.first);
    body.exponent = {};
    std::optional<Expansion> result = compose(evaluator_, g, body);
    if (!result) return std::nullopt;
    if (a.first > 0 && chart_.has_zero && *power < 0) note_perhaps_undefined();
    const mpq_class order = *power * a.first;
    const mpz_class whole = floor_of(order);
    const std::optional<std::int64_t> n = to_int64(whole);
    if (!n || abs(whole) > 1000) return std::nullopt;
    const mpq_class left = order - whole;
    if (left != 0) {
      const Interval h = upper(chart_.range);
      const Interval greatest = to_interval(check::real_power(evaluator_, h, left), chart_.bits);
      result = *result * remainder_only(chart_, 0, span(Interval(0, chart_.bits), greatest));
    }
    *result = result->shifted(static_cast<int>(*n));
    for (const Coefficient& q : a.exponent) result->exponent.push_back(q * number_part(*power));
    return result;
  }

  Coefficient number_part(const mpq_class& value) const {
    return {Interval(value, chart_.bits), chart_.forms ? Value(value) : Value()};
  }

  // For z > 0, erfc(z) = exp(-z^2)/(z sqrt(pi)) (1 - w + 3 w^2 - 15 w^3 + ...) with w = 1/(2 z^2): what is
  // left out has the sign of the first term left out, and is not greater (by repeated integration by parts).
  Expansion erfc_at_infinity(const Expansion& z) {
    const Expansion w = number(-1) / (number(2) * z * z);
    Expansion term = number(1);
    Expansion sum = number(0);
    for (int j = 0; j <= chart_.order / 2; ++j) {
      sum = sum + term;
      term = number(2 * j + 1) * term * w;
    }
    sum = sum + term * remainder_only(chart_, 0, span(Interval(0, chart_.bits), Interval(1, chart_.bits)));
    return apply("exp", -(z * z)) * sum / (z * root_of_pi(evaluator_, chart_));
  }

  Evaluator& evaluator_;
  Chart& chart_;
};

}  // namespace

Value apply_to_expansions(Evaluator& evaluator, Chart& chart, const std::string& name,
                          const std::vector<Value>& arguments) {
  return Rules(evaluator, chart).function(name, arguments);
}

Value power_of_expansions(Evaluator& evaluator, Chart& chart, const Value& base, const Value& exponent) {
  return Rules(evaluator, chart).real_power(base, exponent);
}

}  // namespace dropcert::check
