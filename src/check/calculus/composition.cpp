// Analytic functions of expansions, by their Taylor coefficients.
#include <algorithm>
#include "check/calculus/expansion.hpp"
#include "check/functions/functions.hpp"
#include "check/work.hpp"

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
    const Value pi = generator_value(generator_pi);
    const Value root_of_pi = e.forms()->exp(e.forms()->log(pi) / number(2));
    const Value inverse = nth_root(a * pi, 2, e.bits());
    if (get_if<mpq_class>(inverse)) return inverse / root_of_pi;
    const Value other = nth_root(a / pi, 2, e.bits());
    if (is_exact(other)) return other * root_of_pi;
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

// tanh(x) = 2 sigmoid(2x) - 1.
Series tanh_series(Evaluator& e, const Value&, const Value& a, int count) {
  Series s = logistic_series<of_sigmoid>(e, number(0), number(2) * a, count);
  for (int k = 1; k < count; ++k)
    s[static_cast<std::size_t>(k)] = s[static_cast<std::size_t>(k)] * power(number(2), k + 1);
  s[0] = apply_function(e, "tanh", {a});
  return s;
}

// erfc' = -2/sqrt(pi) h with h = exp(-x^2), h' = -2 x h.
Series erfc_series(Evaluator& e, const Value&, const Value& a, int count) {
  Series h{exp_value(e, -power(a, 2))};
  for (int k = 1; k + 1 < count; ++k) {
    const Value before = k < 2 ? number(0) : h[static_cast<std::size_t>(k - 2)];
    h.push_back(number(-2) * (a * h.back() + before) / number(k));
  }
  const Value factor = number(-2) / root_of(e, generator_value(generator_pi), 2);
  Series s(1);
  if (!e.forms() || equals(a, 0)) s[0] = apply_function(e, "erfc", {a});
  for (int k = 1; k < count; ++k) s.push_back(factor * h[static_cast<std::size_t>(k - 1)] / number(k));
  return s;
}

// Without a chart, and with these forms, or none.
class Apart {
 public:
  Apart(Evaluator& evaluator, Forms* forms)
      : evaluator_(evaluator),
        forms_(evaluator.exchange_forms(forms)),
        chart_(evaluator.exchange_chart(nullptr)) {}
  ~Apart() {
    evaluator_.exchange_forms(forms_);
    evaluator_.exchange_chart(chart_);
  }
  Apart(const Apart&) = delete;
  Apart& operator=(const Apart&) = delete;

 private:
  Evaluator& evaluator_;
  Forms* forms_;
  Chart* chart_;
};

// With the forms that are known; what their computation notes does not count.
std::vector<Coefficient> coefficients(Evaluator& evaluator, const Analytic& g, const Coefficient& a,
                                      int count, Chart& chart) {
  Series ranges;
  Series forms;
  {
    const Apart apart(evaluator, nullptr);
    ranges = g.series(evaluator, g.parameter, a.range, count);
  }
  if (chart.forms && is_exact(a.form)) {
    const Apart apart(evaluator, chart.forms);
    const Notes before = notes();
    try {
      forms = g.series(evaluator, g.parameter, a.form, count);
    } catch (const OutOfReach&) {
    } catch (const Undefined&) {
    }
    notes() = before;
  }
  std::vector<Coefficient> result;
  for (std::size_t k = 0; k < static_cast<std::size_t>(count); ++k) {
    result.push_back({to_interval(ranges[k], chart.bits), k < forms.size() ? forms[k] : Value()});
    if (equals(result.back().form, 0)) result.back().range = Interval(0, chart.bits);
  }
  return result;
}

}  // namespace

std::optional<Analytic> analytic_function(const std::string& name, const std::vector<Value>& arguments) {
  if (name == "exp") return Analytic{exp_series, false};
  if (name == "log") return Analytic{log_series, true};
  if (name == "sin") return Analytic{circular_series, false, number(0)};
  if (name == "cos") return Analytic{circular_series, false, number(1)};
  if (name == "tanh") return Analytic{tanh_series, false};
  if (name == "erfc") return Analytic{erfc_series, false};
  if (name == "sigmoid") return Analytic{logistic_series<of_sigmoid>, false};
  if (name == "softplus") return Analytic{logistic_series<of_softplus>, false};
  if (name == "sqrt") return analytic_power(mpq_class(1, 2));
  const bool has_order = arguments.size() == 2 && get_if<mpq_class>(arguments[0]);
  if (name == of_sigmoid && has_order) return Analytic{logistic_series<of_sigmoid>, false, arguments[0], 1};
  if (name == of_softplus && has_order) return Analytic{logistic_series<of_softplus>, false, arguments[0], 1};
  if (name != "root" || !get_if<mpq_class>(arguments[1])) return std::nullopt;
  const std::uint64_t n = natural(arguments[1]);
  if (n == 0 || n > 999) return std::nullopt;
  return analytic_power(mpq_class(1, to_mpz(n)));
}

Analytic analytic_power(const Value& exponent) {
  return {power_series, true, exponent};
}

// Taylor's theorem: with a_0 the constant term, d = a - a_0 and m terms,
// g(a) = g_0(a_0) + g_1(a_0) d + ... + g_(m-1)(a_0) d^(m-1) + g_m(t) d^m, g_k = g^(k)/k!, t between a_0 and
// a.
std::optional<Expansion> compose(Evaluator& evaluator, const Analytic& g, const Expansion& a) {
  Chart& chart = *a.chart;
  if (!a.exponent.empty() || a.first < 0 || (!a.is_exact() && a.last() < 1)) return std::nullopt;
  const bool has_constant = a.first == 0;
  const Coefficient constant = has_constant ? a.part(0) : Coefficient{Interval(0, chart.bits), number(0)};
  const Interval all = hull(a.range(), constant.range);
  if (g.on_positive_numbers && (!all.is_finite() || mpfr_sgn(all.low()) <= 0)) return std::nullopt;
  Expansion rest = a;
  if (has_constant && a.count() > 0) rest = {chart, 1, {a.parts.begin() + 1, a.parts.end()}, a.count() - 1};
  if (rest.is_zero() || a.is_zero())
    return Expansion(chart, coefficients(evaluator, g, constant, 1, chart)[0]);
  const int count = (chart.order + rest.first - 1) / rest.first;
  const std::vector<Coefficient> at = coefficients(evaluator, g, constant, count, chart);
  Expansion sum = [&] {
    const Apart apart(evaluator, nullptr);
    const Series over_all = g.series(evaluator, g.parameter, all, count + 1);
    return remainder_only(chart, 0, to_interval(over_all.back(), chart.bits));
  }();
  for (std::size_t k = at.size(); k-- > 0;) sum = sum * rest + Expansion(chart, at[k]);
  return sum;
}

Expansion root_of_pi(Evaluator& evaluator, Chart& chart) {
  const Coefficient pi{check::pi(chart.bits), generator_value(generator_pi)};
  return {chart, coefficients(evaluator, analytic_power(mpq_class(1, 2)), pi, 1, chart)[0]};
}

}  // namespace dropcert::check
