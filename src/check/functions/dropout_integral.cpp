// The regulariser of dropout by the trapezoidal rule for any number of features (proofs/README.md,
// trapezoidal_rule, and section 8): angles, weights and bounds are intervals; the products of factors of
// modulus at most 1 are discs in fixed point.
#include <algorithm>

#include "check/functions/functions.hpp"

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

// A complex number of modulus at most 1, known within error 2^-places of (re + i im) 2^-places.
struct Disc {
  mpz_class re, im, error;
};

class Discs {
 public:
  explicit Discs(Bits places) : places_(word(static_cast<std::uint64_t>(places))) {}

  // From the centre of intervals for its parts.
  Disc disc(const Interval& re, const Interval& im) const {
    Disc result;
    result.error = rounded(re, result.re) + rounded(im, result.im);
    return result;
  }

  // e^(i t), at any point of t.
  Disc unit(const Interval& t, Bits bits) const {
    return disc(lipschitz(mpfr_cos, t, bits), lipschitz(mpfr_sin, t, bits));
  }

  // |XY - xy| <= |X - x| |Y - y| + |X - x| |y| + |x| |Y - y|; each part is rounded down by less than a unit.
  void multiply(Disc& x, const Disc& y) {
    mpz_mul(error_.get_mpz_t(), x.error.get_mpz_t(), y.error.get_mpz_t());
    mpz_cdiv_q_2exp(error_.get_mpz_t(), error_.get_mpz_t(), places_);
    mpz_add_ui(error_.get_mpz_t(), error_.get_mpz_t(), 2);
    mpz_add(error_.get_mpz_t(), error_.get_mpz_t(), y.error.get_mpz_t());
    mpz_add(x.error.get_mpz_t(), x.error.get_mpz_t(), error_.get_mpz_t());
    mpz_mul(re_.get_mpz_t(), x.re.get_mpz_t(), y.re.get_mpz_t());
    mpz_submul(re_.get_mpz_t(), x.im.get_mpz_t(), y.im.get_mpz_t());
    mpz_mul(im_.get_mpz_t(), x.re.get_mpz_t(), y.im.get_mpz_t());
    mpz_addmul(im_.get_mpz_t(), x.im.get_mpz_t(), y.re.get_mpz_t());
    mpz_fdiv_q_2exp(x.re.get_mpz_t(), re_.get_mpz_t(), places_);
    mpz_fdiv_q_2exp(x.im.get_mpz_t(), im_.get_mpz_t(), places_);
  }

  // Plus a number known as exactly as a disc's part.
  static void add(Disc& x, const Disc& y) {
    x.re += y.re;
    x.im += y.im;
    x.error += y.error;
  }

  // 2^n is more than the modulus of all points of the disc.
  std::int64_t exponent(const Disc& x) const {
    const std::uint64_t bits = std::max({bits_of(x.re), bits_of(x.im), bits_of(x.error)});
    return static_cast<std::int64_t>(bits) + 2 - static_cast<std::int64_t>(places_);
  }

  // The disc about 0 with the points of modulus below 2^n, n >= -places.
  Disc about_zero(std::int64_t n) const {
    Disc result;
    mpz_setbit(result.error.get_mpz_t(), static_cast<mp_bitcnt_t>(std::max<std::int64_t>(n + places(), 0)));
    return result;
  }

  Interval real_part(const Disc& x, Bits bits) const {
    mpq_class ends[] = {mpq_class(x.re - x.error), mpq_class(x.re + x.error)};
    for (mpq_class& end : ends) mpq_div_2exp(end.get_mpq_t(), end.get_mpq_t(), places_);
    return span(Interval(ends[0], bits), Interval(ends[1], bits));
  }

 private:
  std::int64_t places() const { return static_cast<std::int64_t>(places_); }

  // The middle of a in units, rounded; returns how far a goes from it, in units.
  mpz_class rounded(const Interval& a, mpz_class& middle) const {
    mpz_class ends[2];
    Interval units(a.bits());
    int i = 0;
    for (const mpfr_rnd_t side : {MPFR_RNDD, MPFR_RNDU}) {
      mpfr_mul_2ui(units.end(side), a.end(side), places_, side);
      mpfr_get_z(ends[i++].get_mpz_t(), units.end(side), side);
    }
    const mpz_class sum = ends[0] + ends[1];
    mpz_fdiv_q_2exp(middle.get_mpz_t(), sum.get_mpz_t(), 1);
    return ends[1] - middle;
  }

  Word places_;
  mpz_class re_, im_, error_;
};

// Of a node and a feature.
std::uint64_t steps_of_factor(Bits bits) {
  const auto words = static_cast<std::uint64_t>(bits) / 64 + 1;
  return 12 + 8 * words * words;
}

class DropoutIntegral {
 public:
  DropoutIntegral(const DropoutModel& model, Bits bits) : model_(model), bits_(bits) { choose_step(); }

  /// About what value() charges.
  std::uint64_t steps() const {
    return times(nodes(), times(model_.contributions.size(), steps_of_factor(bits_ + 64)));
  }
  Interval value();

 private:
  Interval log_mean(const Interval& s) const;
  void choose_step();
  std::uint64_t nodes() const { return static_cast<std::uint64_t>(nodes_); }
  Interval rest() const;
  std::vector<Interval> weights(Bits bits) const;
  std::vector<Disc> products(Discs& discs, const std::vector<Interval>& weights, Bits bits) const;

  const DropoutModel& model_;
  const Bits bits_;
  mpq_class step_;
  std::int64_t nodes_ = 0;
  Interval discretisation_{coarse};
};

// log((E e^(s z) + E e^(-s z))/s), z the noised logit: E e^(s z) = e^(s b) prod (d + (1 - d) e^(s a/(1 -
// d))).
Interval DropoutIntegral::log_mean(const Interval& s) const {
  const Interval dropped = to_interval(model_.delta, coarse);
  const Interval kept = Interval(1, coarse) - dropped;
  Interval sides[2] = {Interval(0, coarse), Interval(0, coarse)};
  for (const int sign : {0, 1}) {
    const Interval u = sign == 0 ? s : -s;
    Interval sum = u * to_interval(model_.bias, coarse);
    for (const Element& a : model_.contributions) {
      charge(16);
      const Interval grown = increasing(mpfr_exp, u * to_interval(a.value, coarse) / kept, coarse);
      sum = sum + increasing(mpfr_log, dropped + kept * grown, coarse);
    }
    sides[sign] = sum;
  }
  const Interval most = maximum(sides[0], sides[1]);
  Interval sum(0, coarse);
  for (const Interval& side : sides) sum = sum + increasing(mpfr_exp, side - most, coarse);
  return most + increasing(mpfr_log, sum / s, coarse);
}

// Of s = 1, 1/2, 1/4, ... the first that allows the widest step h for an error of 2^-bits: with M the mean
// above, M/(e^(2 pi s/h) - 1) is less than that if h = 2 pi s/(log M + bits log 2).
void DropoutIntegral::choose_step() {
  Interval s(1, coarse);
  Interval best(coarse);
  Interval widest(0, coarse);
  const Interval wanted(mpq_class(static_cast<int>(7 * bits_) + 20, 10), coarse);  // log 2 < 7/10
  for (int i = 0; i < most_halvings; ++i) {
    const Interval log_sum = log_mean(s) + wanted;
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
  discretisation_ = increasing(mpfr_exp, log_mean(best), coarse) / increasing(mpfr_expm1, power, coarse);
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

// E e^(i n h z) = e^(i n h b) prod (d + (1 - d) e^(i n h a/(1 - d))), n = 1, ..., N. As all factors have
// modulus at most 1, a product that is small enough for its weight is as good as one about 0.
std::vector<Disc> DropoutIntegral::products(Discs& discs, const std::vector<Interval>& weights,
                                            Bits bits) const {
  const Interval step(step_, bits);
  const Interval zero(0, bits);
  const Interval probability = to_interval(model_.delta, bits);
  const Disc dropped = discs.disc(probability, zero);
  const Disc kept = discs.disc(Interval(1, bits) - probability, zero);
  std::vector<Disc> result;
  for (std::size_t n = 0; n < weights.size(); ++n) {
    const Interval place = step * Interval(mpz_class(to_mpz(n + 1)), bits);
    result.push_back(discs.unit(to_interval(model_.bias, bits) * place, bits));
  }
  const std::int64_t share =
      -static_cast<std::int64_t>(bits_ + 2) - static_cast<std::int64_t>(bits_of(to_mpz(weights.size())));
  std::size_t active = weights.size();
  Disc factor;
  for (const Element& a : model_.contributions) {
    const Disc turn = discs.unit(to_interval(a.value, bits) * step / (Interval(1, bits) - probability), bits);
    Disc turned = kept;
    for (std::size_t n = 0; n < active; ++n) {
      charge(steps_of_factor(bits));
      discs.multiply(turned, turn);
      factor = turned;
      Discs::add(factor, dropped);
      discs.multiply(result[n], factor);
    }
    for (; active > 0; --active) {
      const std::int64_t size = discs.exponent(result[active - 1]);
      if (size + mpfr_get_exp(weights[active - 1].high()) > share) break;
      result[active - 1] = discs.about_zero(size);
    }
  }
  return result;
}

// T - R lies between 0 and the bound for the discretisation, and R between 0 and a quarter of half the
// variance, as 0 <= softplus'' <= 1/4.
Interval DropoutIntegral::value() {
  Interval reach = absolute(to_interval(model_.bias, coarse));
  for (const Element& a : model_.contributions) reach = reach + absolute(to_interval(a.value, coarse));
  reach = reach / (Interval(1, coarse) - to_interval(model_.delta, coarse)) * Interval(step_, coarse) *
          Interval(mpz_class(signed_mpz(nodes_)), coarse);
  constexpr mpfr_exp_t longest = 1 << 16;
  if (!reach.is_finite() || mpfr_get_exp(reach.high()) > longest)
    throw OutOfReach("a regulariser of contributions that are too large");
  const auto count = static_cast<std::uint64_t>(model_.contributions.size());
  const Bits places = bits_ + 16 + static_cast<Bits>(bits_of(to_mpz(count)) + bits_of(to_mpz(nodes())));
  const Bits bits = places + 16 + static_cast<Bits>(std::max<mpfr_exp_t>(mpfr_get_exp(reach.high()), 0));

  const Interval step(step_, bits);
  const Interval probability = to_interval(model_.delta, bits);
  Interval squares(0, bits);
  Interval centre = to_interval(model_.bias, bits);
  for (const Element& a : model_.contributions) {
    squares = squares + power(to_interval(a.value, bits), 2);
    centre = centre + to_interval(a.value, bits);
  }
  const Interval variance = squares * probability / (Interval(1, bits) - probability);
  const std::vector<Interval> weight = weights(bits);
  Discs discs(places);
  const std::vector<Disc> product = products(discs, weight, bits);
  Interval sum = step * variance / (Interval(4, bits) * pi(bits));
  for (std::size_t n = 0; n < weight.size(); ++n) {
    const Interval angle = centre * step * Interval(mpz_class(to_mpz(n + 1)), bits);
    sum = sum + weight[n] * (lipschitz(mpfr_cos, angle, bits) - discs.real_part(product[n], bits));
  }
  const Interval beyond = rounded_to(bits, rest());
  sum = span(sum - rounded_to(bits, discretisation_) - beyond, sum + beyond);
  const Interval bounds = span(Interval(0, bits), variance / Interval(8, bits));
  return rounded_to(bits_, intersection(sum, bounds).value_or(bounds));
}

}  // namespace

std::optional<Interval> regulariser_by_integral(const DropoutModel& model, Bits bits, std::uint64_t at_most) {
  DropoutIntegral integral(model, bits);
  if (integral.steps() > at_most) return std::nullopt;
  return integral.value();
}

}  // namespace dropcert::check
