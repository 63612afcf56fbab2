// The regulariser of dropout by the trapezoidal rule for any number of features (proofs/README.md,
// trapezoidal_rule, and section 8): angles, weights and bounds are intervals; the products of factors of
// modulus at most 1 are discs in fixed point.
#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "check/functions/functions.hpp"
#include "check/models/discs.hpp"

namespace dropcert::check {

namespace {

constexpr Bits coarse = 64;
constexpr std::int64_t most_nodes = 1 << 20;
constexpr int most_halvings = 64;  // of the exponent s

// With ends of another precision.
Interval rounded_to(Bits bits, const Interval& a) {
  Interval result(bits);
  for (const mpfr_rnd_t side : {MPFR_RNDD, MPFR_RNDU}) mpfr_set(result.end(side), a.end(side), side);
  return result;
}

// Of a node and a feature.
std::uint64_t steps_of_factor(Bits bits) {
  const auto words = static_cast<std::uint64_t>(bits) / 64 + 1;
  return 12 + 8 * words * words;
}

// What the largest contributions come to, with the bias: one case of each kept or dropped.
struct Case {
  Interval sum, probability;
};

class DropoutIntegral {
 public:
  // The first contributions, `large` of them, are kept or dropped case by case.
  DropoutIntegral(const DropoutModel& model, Bits bits, std::size_t large)
      : model_(model), bits_(bits), large_(large), kept_(to_interval(model.delta, coarse)) {
    kept_ = Interval(1, coarse) - kept_;
    choose_cases();
    if (!near_.empty()) choose_step();
  }

  /// About what value() charges.
  std::uint64_t steps() const {
    const std::uint64_t products = times(nodes(), near_.size() + small().size());
    return times(products, steps_of_factor(bits_ + 64)) + (steps_of_factor(bits_ + 64) << large_);
  }
  Interval value();

 private:
  std::vector<Case> cases(Bits bits) const;
  Interval log_mean(const Interval& u) const;
  Interval log_mean_over(const Interval& s) const;
  void choose_cases();
  void choose_step();
  std::uint64_t nodes() const { return static_cast<std::uint64_t>(nodes_); }
  std::span<const Element> small() const { return std::span(model_.contributions).subspan(large_); }
  Interval rest() const;
  std::vector<Interval> weights(Bits bits) const;
  std::vector<Disc> waves(Discs& discs, const std::vector<Case>& all, Bits bits) const;
  void multiply_by_small(std::vector<Disc>& products, Discs& discs, const std::vector<Interval>& weights,
                         Bits bits) const;

  const DropoutModel& model_;
  const Bits bits_;
  const std::size_t large_;
  Interval kept_;
  std::vector<std::size_t> near_;  // the cases that are integrated
  Interval far_{0, coarse};        // a bound for what the others add to R
  mpq_class step_;
  std::int64_t nodes_ = 0;
  Interval discretisation_{0, coarse};
};

// All 2^large of them.
std::vector<Case> DropoutIntegral::cases(Bits bits) const {
  const Interval dropped = to_interval(model_.delta, bits);
  const Interval kept = Interval(1, bits) - dropped;
  std::vector<Case> all = {{to_interval(model_.bias, bits), Interval(1, bits)}};
  for (std::size_t j = 0; j < large_; ++j) {
    charge(times(all.size(), steps_of_factor(bits)));
    const Interval part = to_interval(model_.contributions[j].value, bits) / kept;
    for (std::size_t i = all.size(); i-- > 0;) {
      all.push_back({all[i].sum + part, all[i].probability * kept});
      all[i].probability = all[i].probability * dropped;
    }
  }
  return all;
}

// log E e^(u S), S what the other contributions come to: the product of d + (1 - d) e^(u a/(1 - d)).
Interval DropoutIntegral::log_mean(const Interval& u) const {
  const Interval dropped = to_interval(model_.delta, coarse);
  Interval sum(0, coarse);
  for (const Element& a : small()) {
    charge(16);
    const Interval grown = increasing(mpfr_exp, u * to_interval(a.value, coarse) / kept_, coarse);
    sum = sum + increasing(mpfr_log, dropped + kept_ * grown, coarse);
  }
  return sum;
}

Interval log_of_sum(const std::vector<Interval>& logarithms) {
  Interval most = logarithms[0];
  for (const Interval& one : logarithms) most = maximum(most, one);
  Interval sum(0, coarse);
  for (const Interval& one : logarithms) sum = sum + increasing(mpfr_exp, one - most, coarse);
  return most + increasing(mpfr_log, sum, coarse);
}

// log((E e^(s z) + E e^(-s z))/s), z = c + S, over the cases c that are integrated.
Interval DropoutIntegral::log_mean_over(const Interval& s) const {
  const std::vector<Case> all = cases(coarse);
  std::vector<Interval> sides;
  for (const Interval& u : {s, -s}) {
    std::vector<Interval> parts;
    for (const std::size_t i : near_)
      parts.push_back(u * all[i].sum + increasing(mpfr_log, all[i].probability, coarse));
    sides.push_back(log_of_sum(parts) + log_mean(u));
  }
  return log_of_sum(sides) - increasing(mpfr_log, s, coarse);
}

// In the case c, R is at most E e^(c + S), and E e^(-c - S): where that is small, that is all.
void DropoutIntegral::choose_cases() {
  if (large_ > 0 && small().empty()) return;  // each is a number
  const Interval one(1, coarse);
  const Interval means[] = {log_mean(one), log_mean(-one)};
  const Interval little(mpq_class(-static_cast<int>(7 * (bits_ + static_cast<Bits>(large_))) - 20, 10),
                        coarse);  // log 2 < 7/10
  const std::vector<Case> all = cases(coarse);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Interval most = -maximum(-(all[i].sum + means[0]), all[i].sum - means[1]) +
                          increasing(mpfr_log, all[i].probability, coarse);
    if (most.is_finite() && mpfr_lessequal_p(most.high(), little.low()))
      far_ = far_ + increasing(mpfr_exp, most, coarse);
    else
      near_.push_back(i);
  }
}

// Of s = 1, 1/2, 1/4, ... the first that allows the widest step h for an error of 2^-bits: with M the mean
// above, M/(e^(2 pi s/h) - 1) is less than that if h = 2 pi s/(log M + bits log 2).
void DropoutIntegral::choose_step() {
  Interval s(1, coarse);
  Interval best(coarse);
  Interval widest(0, coarse);
  const Interval wanted(mpq_class(static_cast<int>(7 * bits_) + 20, 10), coarse);  // log 2 < 7/10
  for (int i = 0; i < most_halvings; ++i) {
    const Interval log_sum = log_mean_over(s) + wanted;
    const Interval h = pi(coarse) * s / log_sum;
    if (h.is_finite()) {
      if (mpfr_lessequal_p(h.low(), widest.low())) break;
      best = s;
      widest = h;
    }
    s = s / Interval(2, coarse);
  }
  if (mpfr_sgn(widest.low()) <= 0) throw OutOfReach("a regulariser of contributions that are too large");
  mpfr_t h;
  mpfr_init2(h, 24);
  mpfr_mul_2ui(h, widest.low(), 1, MPFR_RNDD);
  mpfr_get_q(step_.get_mpq_t(), h);
  mpfr_clear(h);
  const Interval step(step_, coarse);
  const Interval power = pi(coarse) * best * Interval(2, coarse) / step;
  discretisation_ = increasing(mpfr_exp, log_mean_over(best), coarse) / increasing(mpfr_expm1, power, coarse);
  const Interval count = wanted / (pi(coarse) * step);
  if (!count.is_finite() || mpfr_cmp_si(count.high(), most_nodes) >= 0)
    throw OutOfReach("the integral for a regulariser needs more than 2^20 nodes");
  nodes_ = mpfr_get_si(count.high(), MPFR_RNDU) + 1;
}

// A bound for what the nodes left out add, the sum of 2 w_n over n > N: as w_(n+1) <= e^(-pi h) w_n.
Interval DropoutIntegral::rest() const {
  const Interval h = pi(coarse) * Interval(step_, coarse);
  const Interval first(mpz_class(signed_mpz(nodes_ + 1)), coarse);
  const Interval grown = increasing(mpfr_exp, h * first, coarse);
  const Interval weight = Interval(2, coarse) / (first * (grown - Interval(1, coarse) / grown));
  return Interval(2, coarse) * weight / -increasing(mpfr_expm1, -h, coarse);
}

// w_n = 1/(n sinh(pi n h)), n = 1, ..., N.
std::vector<Interval> DropoutIntegral::weights(Bits bits) const {
  std::vector<Interval> result;
  const Interval growth = increasing(mpfr_exp, pi(bits) * Interval(step_, bits), bits);
  Interval grown(1, bits);
  for (std::int64_t n = 1; n <= nodes_; ++n) {
    charge(4 * static_cast<std::uint64_t>(bits) / 64);
    grown = grown * growth;
    const Interval twice_sinh = grown - Interval(1, bits) / grown;
    result.push_back(Interval(2, bits) / (Interval(mpz_class(signed_mpz(n)), bits) * twice_sinh));
  }
  return result;
}

// The sum of q e^(i n h c), n = 1, ..., N, over the cases c that are integrated, q their probabilities.
std::vector<Disc> DropoutIntegral::waves(Discs& discs, const std::vector<Case>& all, Bits bits) const {
  const Interval step(step_, bits);
  std::vector<Disc> result(static_cast<std::size_t>(nodes_));
  for (const std::size_t i : near_) {
    const Disc turn = discs.unit(all[i].sum * step, bits);
    Disc turned = discs.disc(all[i].probability, Interval(0, bits));
    for (Disc& wave : result) {
      charge(steps_of_factor(bits));
      discs.multiply(turned, turn);
      Discs::add(wave, turned);
    }
  }
  return result;
}

// Each times E e^(i n h S) = prod (d + (1 - d) e^(i n h a/(1 - d))). As all factors have modulus at most 1, a
// product that is small enough for its weight is as good as one about 0.
void DropoutIntegral::multiply_by_small(std::vector<Disc>& products, Discs& discs,
                                        const std::vector<Interval>& weights, Bits bits) const {
  const Interval step(step_, bits);
  const Interval zero(0, bits);
  const Interval probability = to_interval(model_.delta, bits);
  const Disc dropped = discs.disc(probability, zero);
  const Disc kept = discs.disc(Interval(1, bits) - probability, zero);
  const std::int64_t share =
      -static_cast<std::int64_t>(bits_ + 2) - static_cast<std::int64_t>(bits_of(to_mpz(weights.size())));
  std::size_t active = weights.size();
  Disc factor;
  for (const Element& a : small()) {
    const Disc turn = discs.unit(to_interval(a.value, bits) * step / (Interval(1, bits) - probability), bits);
    Disc turned = kept;
    for (std::size_t n = 0; n < active; ++n) {
      charge(steps_of_factor(bits));
      discs.multiply(turned, turn);
      factor = turned;
      Discs::add(factor, dropped);
      discs.multiply(products[n], factor);
    }
    for (; active > 0; --active) {
      const std::int64_t size = discs.exponent(products[active - 1]);
      if (size + mpfr_get_exp(weights[active - 1].high()) > share) break;
      products[active - 1] = discs.about_zero(size);
    }
  }
}

// max(x, 0) + log(1 + e^-|x|).
Interval softplus_of(const Interval& x, Bits bits) {
  const Interval grown = increasing(mpfr_exp, -absolute(x), bits);
  return maximum(x, Interval(0, bits)) + increasing(mpfr_log1p, grown, bits);
}

// The mean over the cases c of R_c + softplus(c + E S), less softplus(z0). T - R_c, by the mean, lies between
// 0 and the bound for the discretisation, and R between 0 and a quarter of half the variance, as 0 <=
// softplus'' <= 1/4.
Interval DropoutIntegral::value() {
  Interval reach = absolute(to_interval(model_.bias, coarse));
  for (const Element& a : model_.contributions) reach = reach + absolute(to_interval(a.value, coarse));
  reach = reach / kept_;
  const Interval size = reach + Interval(1, coarse);
  reach = size *
          (Interval(1, coarse) + Interval(step_, coarse) * Interval(mpz_class(signed_mpz(nodes_)), coarse));
  constexpr mpfr_exp_t longest = 1 << 16;
  if (!reach.is_finite() || mpfr_get_exp(reach.high()) > longest)
    throw OutOfReach("a regulariser of contributions that are too large");
  const auto count = static_cast<std::uint64_t>(model_.contributions.size());
  const Bits places =
      bits_ + 16 + static_cast<Bits>(bits_of(to_mpz(count)) + bits_of(to_mpz(nodes())) + large_);
  const Bits bits = places + 16 + static_cast<Bits>(std::max<mpfr_exp_t>(mpfr_get_exp(reach.high()), 0));

  const Interval step(step_, bits);
  const Interval probability = to_interval(model_.delta, bits);
  const Interval odds = probability / (Interval(1, bits) - probability);
  Interval squares(0, bits);
  Interval centre = to_interval(model_.bias, bits);
  for (const Element& a : model_.contributions) {
    squares = squares + power(to_interval(a.value, bits), 2);
    centre = centre + to_interval(a.value, bits);
  }
  Interval small_squares(0, bits);
  Interval mean(0, bits);
  for (const Element& a : small()) {
    small_squares = small_squares + power(to_interval(a.value, bits), 2);
    mean = mean + to_interval(a.value, bits);
  }
  const std::vector<Case> all = cases(bits);
  Interval sum(0, bits);
  Interval integrated(0, bits);
  for (const std::size_t i : near_) integrated = integrated + all[i].probability;
  if (large_ > 0) {
    for (const Case& one : all) sum = sum + one.probability * softplus_of(one.sum + mean, bits);
    sum = sum - softplus_of(centre, bits);
  }
  if (!near_.empty()) {
    const std::vector<Interval> weight = weights(bits);
    Discs discs(places);
    std::vector<Disc> wave = waves(discs, all, bits);
    std::vector<Disc> product = wave;
    multiply_by_small(product, discs, weight, bits);
    sum = sum + step * integrated * small_squares * odds / (Interval(4, bits) * pi(bits));
    for (std::size_t n = 0; n < weight.size(); ++n) {
      const Interval angle = mean * step * Interval(mpz_class(to_mpz(n + 1)), bits);
      discs.multiply(wave[n], discs.unit(angle, bits));
      sum = sum + weight[n] * (discs.real_part(wave[n], bits) - discs.real_part(product[n], bits));
    }
    const Interval beyond = rounded_to(bits, rest());
    sum = span(sum - rounded_to(bits, discretisation_) - beyond, sum + beyond);
  }
  sum = span(sum, sum + rounded_to(bits, far_));
  const Interval bounds = span(Interval(0, bits), squares * odds / Interval(8, bits));
  const Interval result = intersection(sum, bounds).value_or(bounds);
  return rounded_to(bits_ + static_cast<Bits>(std::max<mpfr_exp_t>(mpfr_get_exp(size.high()), 0)), result);
}

// The largest contributions first.
DropoutModel ordered(const DropoutModel& model) {
  DropoutModel result = model;
  std::stable_sort(result.contributions.begin(), result.contributions.end(),
                   [](const Element& a, const Element& b) {
                     const Interval x = absolute(to_interval(a.value, coarse));
                     const Interval y = absolute(to_interval(b.value, coarse));
                     return mpfr_greater_p(x.high(), y.high()) != 0;
                   });
  return result;
}

// Case by case as many of the largest contributions as makes it cheapest; the search ends where one more, and
// then another, cost more.
std::optional<Interval> found_by_integral(const DropoutModel& model, Bits bits, std::uint64_t at_most) {
  constexpr std::size_t most_large = 12;
  constexpr std::uint64_t few_steps = 4'000'000;
  const DropoutModel sorted = ordered(model);
  std::optional<DropoutIntegral> best;
  std::string fault;
  std::size_t worse = 0;
  for (std::size_t large = 0; large <= std::min(most_large, sorted.contributions.size()); ++large) {
    try {
      DropoutIntegral next(sorted, bits, large);
      worse = best && next.steps() >= best->steps() ? worse + 1 : 0;
      if (worse == 0) best.emplace(next);
      if (worse > 2 || best->steps() <= few_steps) break;
    } catch (const OutOfReach& error) {
      fault = error.what();
    }
  }
  if (!best) throw OutOfReach(fault);
  if (best->steps() > at_most) return std::nullopt;
  return best->value();
}

// A regulariser that was found, and the steps that it took.
struct Known {
  DropoutModel model;
  Bits bits;
  std::uint64_t at_most, steps;
  Interval value;
};

bool is_same_number(const Value& a, const Value& b) {
  const auto* x = get_if<mpq_class>(a);
  const auto* y = get_if<mpq_class>(b);
  return x && y && *x == *y;
}

bool is_same(const DropoutModel& a, const DropoutModel& b) {
  return is_same_number(a.delta, b.delta) && is_same_number(a.bias, b.bias) &&
         std::equal(a.contributions.begin(), a.contributions.end(), b.contributions.begin(),
                    b.contributions.end(),
                    [](const Element& x, const Element& y) { return is_same_number(x.value, y.value); });
}

}  // namespace

// A certificate says several things of one model: this thread's last ones are kept. What is known costs the
// steps that it took, so that a verdict does not depend on what was decided before.
std::optional<Interval> regulariser_by_integral(const DropoutModel& model, Bits bits, std::uint64_t at_most) {
  constexpr std::size_t most = 4;
  thread_local std::vector<Known> last;
  for (const Known& known : last)
    if (known.bits == bits && known.at_most == at_most && is_same(known.model, model)) {
      charge(known.steps);
      return known.value;
    }
  const std::uint64_t before = steps_done();
  std::optional<Interval> found = found_by_integral(model, bits, at_most);
  if (found && !notes().imprecise && !notes().perhaps_undefined) {
    if (last.size() == most) last.erase(last.begin());
    last.push_back({model, bits, at_most, steps_done() - before, *found});
  }
  return found;
}

}  // namespace dropcert::check
