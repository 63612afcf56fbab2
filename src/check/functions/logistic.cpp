// The logistic model: the sigmoid, softplus and their derivatives, and the law of dropout.
#include <algorithm>
#include <limits>
#include <map>

#include "check/functions/functions.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::uint64_t most_in_a_form = 60;  // the order of a derivative in an identity

const Value one = mpq_class(1);

Interval sigmoid(const Interval& a, Bits bits) {
  const Interval unit(1, bits);
  if (!a.is_finite()) return span(Interval(0, bits), unit);
  return unit / (unit + increasing(mpfr_exp, -a, bits));
}

Interval softplus(const Interval& a, Bits bits) {
  return increasing(mpfr_log1p, increasing(mpfr_exp, a, bits), bits);
}

// P(z), P being the polynomial that the n-th derivative is (see Sequences::sigmoid_derivative), at p =
// sigmoid(-|z|), where its terms cancel least, by the symmetry of the sigmoid. On a wide z as P(m + t) by
// repeated synthetic division, so that what cancels in P has cancelled before t is put in.
Interval derivative(const Triangle::Row& polynomial, std::uint64_t n, const Interval& z, Bits bits) {
  constexpr std::size_t longest_expanded = 80;
  if (mpfr_sgn(z.low()) > 0) {  // p(-z) = 1 - p(z): derivatives of even order change their sign
    const Interval turned = derivative(polynomial, n, -z, bits);
    return n % 2 == 0 ? -turned : turned;
  }
  Bits working = bits + 2 * static_cast<Bits>(n) + 32;
  Interval x = sigmoid(z, working);
  std::vector<Interval> c;
  for (const mpz_class& coefficient : polynomial) c.emplace_back(mpq_class(coefficient), working);
  if (c.size() <= longest_expanded && mpfr_cmp_ui_2exp(radius(x).high(), 1, -24) > 0) {
    const Interval m = midpoint(x);
    for (std::size_t i = 0; i < c.size(); ++i)
      for (std::size_t j = c.size() - 1; j-- > i;) c[j] = c[j] + c[j + 1] * m;
    x = x - m;
  }
  Interval sum(0, working);
  for (std::size_t j = c.size(); j-- > 0;) sum = sum * x + c[j];
  return sum;
}

Value sigmoid_derivative_value(Evaluator& evaluator, std::uint64_t n, const Value& z) {
  require_real(z);
  const bool is_large = n > last_exact_derivative && !evaluator.forms();
  if (is_large && equals(z, 0) && n % 2 == 0) return mpq_class(0);  // the sigmoid is 1/2 and an odd function
  if (is_large) return large_sigmoid_derivative(n, to_interval(z, evaluator.bits() + 96), evaluator.bits());
  if (n == 0 || equals(z, 0) || evaluator.forms()) {
    if (evaluator.forms()) require_at_most(n, most_in_a_form, "the order of a derivative in an identity");
    return at(derived_p(evaluator, n), sigmoid_value(evaluator, z));
  }
  charge(n * (n / 16 + 1) * (1 + static_cast<std::uint64_t>(evaluator.bits()) / 512));
  const Bits bits = evaluator.bits();
  const Interval found =
      derivative(evaluator.sequences().sigmoid_derivative(n), n, to_interval(z, bits), bits);
  if (n > 1) return found;
  return -maximum(-Interval(mpq_class(1, 4), bits), -maximum(found, Interval(0, bits)));  // p - p^2
}

Value softplus_value(Evaluator& evaluator, const Value& z) {
  require_real(z);
  if (!evaluator.forms()) return softplus(to_interval(z, evaluator.bits()), evaluator.bits());
  return log_value(evaluator, one + exp_value(evaluator, z));
}

Value softplus_derivative_value(Evaluator& evaluator, std::uint64_t n, const Value& z) {
  return n == 0 ? softplus_value(evaluator, z) : sigmoid_derivative_value(evaluator, n - 1, z);
}

// In a model: with expansions, that of log 2 among them.
Value softplus_of(Evaluator& evaluator, std::uint64_t n, const Value& z) {
  if (evaluator.chart()) return apply_function(evaluator, "softplus_derivative", {mpq_class(to_mpz(n)), z});
  return softplus_derivative_value(evaluator, n, z);
}

// ---- dropout: a is the list of contributions to the logit

const List& contributions(const Value& a) {
  const List& list = *get_if<List>(a);
  for (const Element& contribution : list) require_number(contribution.value);
  return list;
}

// Arguments a, d and perhaps a bias, from `first` on.
DropoutModel model_of(const Arguments& arguments, std::size_t first = 0) {
  const bool has_bias = arguments.size() > first + 2;
  if (has_bias) require_number(arguments[first + 2]);
  return {contributions(arguments[first]), arguments[first + 1],
          has_bias ? arguments[first + 2] : Value(mpq_class(0))};
}

Value logit(const DropoutModel& model) {
  Value sum = model.bias;
  for (const Element& contribution : model.contributions) sum = sum + contribution.value;
  return sum;
}

// E f(noised logit).
template <class F>
Value expectation(const Value& law, F f) {
  Value sum = mpq_class(0);
  for (const Element& atom : *get_if<List>(law)) {
    charge(1);
    sum = sum + atom.weight * f(atom.value);
  }
  return sum;
}

// E Delta^i/i! for i = 0, ..., n, Delta being the noised logit without the logit: the coefficients of the
// product of the series of E e^(t X) over the features' parts X of Delta, which are -a, or a d/(1 - d) if the
// feature stays. Enclosed if they are long, or if what they are used for is.
std::vector<Value> moments_over_factorials(Evaluator& evaluator, const DropoutModel& model, std::uint64_t n,
                                           bool may_be_exact = true) {
  std::uint64_t words = size_of(model.delta);
  for (const Element& a : model.contributions) words = std::max(words, size_of(a.value));
  constexpr std::uint64_t few_words = 200;
  const bool is_exact =
      evaluator.forms() || evaluator.chart() || (may_be_exact && times(words, n) <= few_words);
  const auto number = [&](const Value& x) { return is_exact ? x : to_interval(x, evaluator.bits() + 64); };
  const Value dropped = number(model.delta);
  const Value kept = number(one - model.delta);
  std::vector<Value> product(n + 1, number(mpq_class(0)));
  product[0] = number(one);
  for (const Element& a : model.contributions) {
    Value parts[2] = {dropped, kept};
    const Value factors[2] = {number(-a.value), number(a.value * model.delta / (one - model.delta))};
    std::vector<Value> series;
    for (std::uint64_t i = 0; i <= n; ++i) {
      if (i > 0)
        for (const int side : {0, 1})
          parts[side] = parts[side] * factors[side] / number(mpq_class(to_mpz(i)));
      series.push_back(i == 1 ? number(mpq_class(0)) : parts[0] + parts[1]);
    }
    for (std::uint64_t m = n + 1; m-- > 0;) {
      charge((m + 1) * (4 + std::min(words * n, few_words)));
      Value sum = product[m];
      for (std::uint64_t i = 2; i <= m; ++i) sum = sum + product[m - i] * series[i];
      product[m] = sum;
    }
  }
  return product;
}

// E Delta^n.
Value moment(Evaluator& evaluator, const DropoutModel& model, std::uint64_t n) {
  constexpr std::uint64_t low_order = 200;
  require_at_most(n, 5000, "the order of a moment");
  evaluator.require_probability(model.delta);
  if (model.contributions.size() > few_features && n <= low_order)
    return moments_over_factorials(evaluator, model, n)[n] * mpq_class(evaluator.sequences().factorial(n));
  const Value centre = logit(model);
  return expectation(evaluator.dropout(model.contributions, model.delta), [&](const Value& z) {
    charge(n);
    return power(z + model.bias - centre, static_cast<std::int64_t>(n));
  });
}

// The greatest |Delta|: each feature's part of Delta is greatest, or least, by itself.
Value deviation(Evaluator& evaluator, const DropoutModel& model) {
  evaluator.require_probability(model.delta);
  const Value odds = model.delta / (one - model.delta);
  const auto greatest = [&](const Value& a, const Value& b) {
    return apply_function(evaluator, "max", {a, b});
  };
  Value high = mpq_class(0);
  Value low = mpq_class(0);  // the modulus of the least
  for (const Element& a : model.contributions) {
    high = high + greatest(-a.value, odds * a.value);
    low = low + greatest(a.value, -(odds * a.value));
  }
  return greatest(high, low);
}

// Throws OutOfReach if the law has more values than that.
Value regulariser_by_enumeration(Evaluator& evaluator, const DropoutModel& model, std::size_t most) {
  const Value law = evaluator.dropout(model.contributions, model.delta, most);
  const Value mean =
      expectation(law, [&](const Value& z) { return softplus_of(evaluator, 0, z + model.bias); });
  return mean - softplus_of(evaluator, 0, logit(model));
}

// By the way that costs less. A law of many features may have few values.
Value regulariser(Evaluator& evaluator, const DropoutModel& model) {
  constexpr std::size_t many = 16;
  constexpr std::size_t few_values = 1 << 12;
  constexpr std::size_t few_in_form = 1 << 8;  // each has a logarithm of its own
  constexpr std::uint64_t readily = 100'000'000;
  evaluator.require_probability(model.delta);
  const List& a = model.contributions;
  if (std::all_of(a.begin(), a.end(), [](const Element& x) { return equals(x.value, 0); }))
    return mpq_class(0);
  const auto enumerated = [&](std::size_t most) {
    return regulariser_by_enumeration(evaluator, model, most);
  };
  if (evaluator.forms()) return enumerated(few_in_form);
  if (evaluator.chart() || a.size() <= few_features) return enumerated(Evaluator::most_atoms);
  const Bits bits = evaluator.bits();
  const auto words = static_cast<std::uint64_t>(bits) / 64 + 1;
  const std::uint64_t at_most = a.size() <= many ? (std::uint64_t{100} << a.size()) * words * words : readily;
  try {
    if (std::optional<Interval> found = regulariser_by_integral(model, bits, at_most)) return *found;
  } catch (const OutOfReach&) {
    return enumerated(Evaluator::most_atoms);
  }
  try {
    return enumerated(a.size() <= many ? Evaluator::most_atoms : few_values);
  } catch (const OutOfReach&) {
    constexpr std::uint64_t any = std::numeric_limits<std::uint64_t>::max();
    return *regulariser_by_integral(model, bits, any);
  }
}

Value partial_regulariser(Evaluator& evaluator, std::uint64_t k, const DropoutModel& model) {
  constexpr std::uint64_t low_order = 200;
  evaluator.require_probability(model.delta);
  const Value centre = logit(model);
  const bool is_series = model.contributions.size() > few_features && k <= low_order;
  std::vector<Value> known;
  if (is_series)
    known = moments_over_factorials(evaluator, model, k, is_exact(softplus_of(evaluator, 2, centre)));
  if (evaluator.forms() && k >= 2)
    require_at_most(k - 1, most_in_a_form, "the order of a derivative in an identity");
  Value sum = mpq_class(0);
  Value in_p = mpq_class(0);  // of an identity: what has rational factors, put together before p is put in
  for (std::uint64_t j = 2; j <= k; ++j) {
    const Value part =
        is_series ? known[j] : moment(evaluator, model, j) / mpq_class(evaluator.sequences().factorial(j));
    if (evaluator.forms() && get_if<mpq_class>(part))
      in_p = in_p + derived_p(evaluator, j - 1) * part;
    else
      sum = sum + softplus_of(evaluator, j, centre) * part;
  }
  return evaluator.forms() ? sum + at(in_p, sigmoid_value(evaluator, centre)) : sum;
}

using E = Evaluator;
using A = Arguments;
constexpr Function functions[] = {
    {"sigmoid", [](E& e, const A& a) { return sigmoid_value(e, a[0]); }},
    {"softplus", [](E& e, const A& a) { return softplus_value(e, a[0]); }},
    {"sigmoid_derivative", [](E& e, const A& a) { return sigmoid_derivative_value(e, natural(a[0]), a[1]); }},
    {"softplus_derivative",
     [](E& e, const A& a) { return softplus_derivative_value(e, natural(a[0]), a[1]); }},
    {"radius", [](E& e, const A& a) { return radius_value(e, a[0]); }},
    {"dropout", [](E& e, const A& a) { return e.dropout(a[0], a[1]); }},
    {"moment",
     [](E& e, const A& a) {
       return moment(e, model_of({a[0], a[1]}), natural(a[2]));
     }},
    {"deviation", [](E& e, const A& a) { return deviation(e, model_of(a)); }},
    {"regulariser", [](E& e, const A& a) { return regulariser(e, model_of(a)); }},
    {"partial_regulariser",
     [](E& e, const A& a) { return partial_regulariser(e, natural(a[0]), model_of(a, 1)); }},
};

}  // namespace

std::span<const Function> logistic_functions() {
  return functions;
}

Value sigmoid_value(Evaluator& evaluator, const Value& z) {
  require_real(z);
  if (equals(z, 0)) return mpq_class(1, 2);
  if (!evaluator.forms()) return sigmoid(to_interval(z, evaluator.bits()), evaluator.bits());
  const Value e = exp_value(evaluator, z);
  return e / (one + e);
}

Value radius_value(Evaluator& evaluator, const Value& z) {
  require_real(z);
  if (is_form(z)) throw OutOfReach("a radius in an identity");
  evaluator.used.theorems.insert("softplus_radius");
  const Value square = power(generator_value(generator_pi), 2) + power(z, 2);
  if (evaluator.chart()) return apply_function(evaluator, "sqrt", {square});
  return nth_root(square, 2, evaluator.bits());
}

void Evaluator::require_probability(const Value& delta) {
  require_number(delta);
  for (const Value& positive : {delta, mpq_class(1) - delta}) {
    const Truth is_positive = compare(positive, Relation::greater, mpq_class(0));
    if (!is_positive.can(true_bit)) throw Undefined("dropout needs a probability strictly between 0 and 1");
    if (is_positive.can(false_bit)) note_perhaps_undefined();
  }
}

// Feature by feature: each value stays with probability delta and grows by a_j/(1 - delta) otherwise.
Value Evaluator::dropout(const Value& a, const Value& delta, std::size_t most) {
  const List& list = contributions(a);
  require_probability(delta);
  const Value kept = mpq_class(1) - delta;
  std::vector<Fraction> key;
  if (is_exact_real(delta)) key.push_back(as_fraction(delta));
  for (const Element& contribution : list)
    if (is_exact_real(contribution.value)) key.push_back(as_fraction(contribution.value));
  const bool is_exact_model = key.size() == list.size() + 1;
  const auto require_few = [&](const List& atoms) {
    if (atoms.size() > most) throw OutOfReach("a law has too many values");
  };
  if (is_exact_model && key == last_model_) {
    require_few(*get_if<List>(last_law_));
    return last_law_;
  }
  List atoms{{mpq_class(0), mpq_class(1)}};
  for (const Element& contribution : list) {
    const Value quotient = contribution.value / kept;
    const Value step = forms_ ? quotient : settled(quotient, bits_);
    std::map<Fraction, std::size_t> places;
    List next;
    auto put = [&](const Value& value, const Value& weight) {
      charge(4);
      if (is_exact_real(value)) {
        auto [known, is_new] = places.try_emplace(as_fraction(value), next.size());
        if (!is_new) next[known->second].weight = next[known->second].weight + weight;
        if (!is_new) return;
      }
      next.push_back({value, weight});
    };
    for (const Element& atom : atoms) {
      put(atom.value, atom.weight * delta);
      put(atom.value + step, atom.weight * kept);
    }
    require_few(next);
    atoms = std::move(next);
  }
  if (std::all_of(atoms.begin(), atoms.end(), [](const Element& x) { return is_exact(x.value); }))
    std::sort(atoms.begin(), atoms.end(), [](const Element& x, const Element& y) {
      return signs_of_difference(x.value, y.value, true) == negative_sign;
    });
  const bool is_kept = is_exact_model && std::all_of(atoms.begin(), atoms.end(), [](const Element& x) {
                         return is_exact(x.value) && is_exact(x.weight);
                       });
  if (!is_kept) return atoms;
  last_model_ = std::move(key);
  return last_law_ = Value(std::move(atoms));
}

// The formal theorem dropout_converges_iff: V <= sqrt(pi^2 + z0^2), that is V^2 - z0^2 <= pi^2.
Truth converges(Evaluator& evaluator, const Arguments& arguments) {
  const DropoutModel model = model_of(arguments);
  const Value greatest_square = power(deviation(evaluator, model), 2);
  evaluator.used.theorems.insert("dropout_converges_iff");
  evaluator.used.enclosures = true;
  const Value excess = greatest_square - power(logit(model), 2);
  const unsigned signs = signs_of_difference(excess, power(generator_value(generator_pi), 2), true);
  if (signs != positive_sign && (signs & positive_sign) != 0) notes().imprecise = true;
  return {((signs & positive_sign) != 0 ? false_bit : 0U) |
          ((signs & (negative_sign | zero_sign)) != 0 ? true_bit : 0U)};
}

}  // namespace dropcert::check
