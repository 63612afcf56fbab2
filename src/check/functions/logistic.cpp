// The logistic model: the sigmoid, softplus and their derivatives, and the law of dropout.
#include <algorithm>
#include <map>

#include "check/functions/functions.hpp"

namespace dropcert::check {

namespace {

constexpr std::size_t max_atoms = 1 << 16;
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

// ---- dropout: a is the list of contributions to the logit

const List& contributions(const Value& a) {
  const List& list = *get_if<List>(a);
  for (const Element& contribution : list) require_number(contribution.value);
  return list;
}

Value logit(const Value& a) {
  Value sum = mpq_class(0);
  for (const Element& contribution : contributions(a)) sum = sum + contribution.value;
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

// The n-th moment of a law about a centre.
Value moment(const Value& law, const Value& centre, std::uint64_t n) {
  require_at_most(n, 5000, "the order of a moment");
  return expectation(law, [&](const Value& z) {
    charge(n);
    return power(z - centre, static_cast<std::int64_t>(n));
  });
}

// The greatest |Delta|.
Value deviation(Evaluator& evaluator, const Value& a, const Value& d) {
  const Value centre = logit(a);
  const Value law = evaluator.dropout(a, d);
  Value result = mpq_class(0);
  for (const Element& atom : *get_if<List>(law)) result = greatest(result, absolute(atom.value - centre));
  return result;
}

Value regulariser(Evaluator& evaluator, const Value& a, const Value& d) {
  const Value law = evaluator.dropout(a, d);
  if (get_if<List>(law)->size() == 1) return mpq_class(0);  // no noise: every contribution is 0
  const Value mean = expectation(law, [&](const Value& z) { return softplus_value(evaluator, z); });
  return mean - softplus_value(evaluator, logit(a));
}

Value partial_regulariser(Evaluator& evaluator, std::uint64_t k, const Value& a, const Value& d) {
  const Value centre = logit(a);
  const Value law = evaluator.dropout(a, d);
  Value sum = mpq_class(0);
  for (std::uint64_t j = 2; j <= k; ++j)
    sum = sum + softplus_derivative_value(evaluator, j, centre) * moment(law, centre, j) /
                    mpq_class(evaluator.sequences().factorial(j));
  return sum;
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
    {"moment", [](E& e, const A& a) { return moment(e.dropout(a[0], a[1]), logit(a[0]), natural(a[2])); }},
    {"deviation", [](E& e, const A& a) { return deviation(e, a[0], a[1]); }},
    {"regulariser", [](E& e, const A& a) { return regulariser(e, a[0], a[1]); }},
    {"partial_regulariser",
     [](E& e, const A& a) { return partial_regulariser(e, natural(a[0]), a[1], a[2]); }},
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
  return nth_root(power(generator_value(generator_pi), 2) + power(z, 2), 2, evaluator.bits());
}

// Feature by feature: each value stays with probability delta and grows by a_j/(1 - delta) otherwise.
Value Evaluator::dropout(const Value& a, const Value& delta) {
  require_number(delta);
  const List& list = contributions(a);
  const Value kept = mpq_class(1) - delta;
  for (const Value& positive : {delta, kept}) {
    const Truth is_positive = compare(positive, Relation::greater, mpq_class(0));
    if (!is_positive.can(true_bit)) throw Undefined("dropout needs a probability strictly between 0 and 1");
    if (is_positive.can(false_bit)) note_perhaps_undefined();
  }
  std::vector<Fraction> key;
  if (is_exact_real(delta)) key.push_back(as_fraction(delta));
  for (const Element& contribution : list)
    if (is_exact_real(contribution.value)) key.push_back(as_fraction(contribution.value));
  const bool is_exact_model = key.size() == list.size() + 1;
  if (is_exact_model && key == last_model_) return last_law_;
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
    if (next.size() > max_atoms) throw OutOfReach("a law has too many values");
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
  const Value greatest_square = power(deviation(evaluator, arguments[0], arguments[1]), 2);
  evaluator.used.theorems.insert("dropout_converges_iff");
  evaluator.used.enclosures = true;
  const Value excess = greatest_square - power(logit(arguments[0]), 2);
  const unsigned signs = signs_of_difference(excess, power(generator_value(generator_pi), 2), true);
  if (signs != positive_sign && (signs & positive_sign) != 0) notes().imprecise = true;
  return {((signs & positive_sign) != 0 ? false_bit : 0U) |
          ((signs & (negative_sign | zero_sign)) != 0 ? true_bit : 0U)};
}

}  // namespace dropcert::check
