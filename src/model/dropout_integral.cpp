#include "model/dropout_integral.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "model/enclosure.hpp"
#include "model/fixed_point.hpp"
#include "model/relative_accuracy.hpp"
#include "model/units.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

const Bits coarse(64);

/// Bits before the binary point of the largest contribution.
long magnitude_bits(const std::vector<Rational>& list) {
  long most = 0;
  for (const Rational& a : list)
    most = std::max(most,
                    static_cast<long>(a.numerator().bits()) - static_cast<long>(a.denominator().bits()) + 1);
  return most;
}

/// Reorders a list so that each stretch of it is spread over the whole: features listed by size or by kind
/// would have products of much the same phase, and the early exit would come late.
void spread(std::vector<Ball>& list) {
  const std::size_t n = list.size();
  std::size_t stride = static_cast<std::size_t>(0.6180339887498949 * static_cast<double>(n)) | 1U;
  while (std::gcd(stride, n) > 1) ++stride;
  std::vector<Ball> result;
  result.reserve(n);
  for (std::size_t i = 0, at = 0; i < n; ++i, at = (at + stride) % n) result.push_back(std::move(list[at]));
  list = std::move(result);
}

}  // namespace

DropoutIntegral::DropoutIntegral(const Dropout& model, long bits, StopFlag stop)
    : precision_(bits + 160 + magnitude_bits(model.contributions)), stop_(stop), delta_(model.delta) {
  const Ball r = Ball::from(model.odds(), precision_);
  Ball positive;
  Ball negative;
  contributions_.reserve(model.size());
  for (const Rational& rational : model.contributions) {
    if (rational.is_zero()) continue;
    contributions_.push_back(real_value(model, rational, precision_));
    const Ball& a = contributions_.back();
    arb_addmul(squares_.raw(), a.raw(), a.raw(), precision_.value);
    Ball& side = rational.sign() > 0 ? positive : negative;
    arb_add(side.raw(), side.raw(), a.raw(), precision_.value);
    if (arf_cmpabs(arb_midref(a.raw()), arb_midref(largest_.raw())) > 0) largest_ = a;
  }
  spread(contributions_);
  negative = neg(negative);
  bias_ = real_value(model, model.bias, precision_);
  z0_ = add(bias_, sub(positive, negative, precision_), precision_);
  variance_ = mul(r, squares_, precision_);
  deviation_ = max(add(mul(r, positive, coarse), negative, coarse),
                   add(positive, mul(r, negative, coarse), coarse), coarse);
}

/// log E e^(+-s Delta) is at most each of
///   s V;
///   s^2 sum a_j^2/(8 (1-delta)^2)   (Hoeffding's lemma: Delta_j ranges over an interval of length
///                                    |a_j|/(1-delta));
///   s^2 Var/(2 (1 - s M/3)), s M < 3, M = max_j |a_j| max(1, r) >= |Delta_j|   (e^y <= 1 + y + y^2 g(x) for
///                                    y <= x, g(x) = (e^x - 1 - x)/x^2 <= 1/(2 (1 - x/3)) since
///                                    (k+2)! >= 2 3^k; and log(1 + y) <= y).
ExponentialMoments DropoutIntegral::moments() const {
  const Ball kept = Ball::from(Rational(1) - delta_, coarse);
  const Ball hoeffding = div(scale(squares_, -3), mul(kept, kept, coarse), coarse);
  const Ball odds = Ball::from(delta_ / (Rational(1) - delta_), coarse);
  // A little more than the largest midpoint is more than every ball.
  const Ball modulus = mul(abs(largest_), add(1, scale(1, -20), coarse), coarse);
  const Ball reach = mul(modulus, max(1, odds, coarse), coarse);
  const auto bound = [=, this](const Ball& s) {
    const Ball square = mul(s, s, coarse);
    const Ball simple = min(mul(s, deviation_, coarse), mul(square, hoeffding, coarse), coarse);
    const Ball room = sub(1, div(mul(s, reach, coarse), 3, coarse), coarse);
    if (room.sign() != 1) return simple;
    return min(simple, div(mul(square, scale(variance_, -1), coarse), room, coarse), coarse);
  };
  const double most = hint(deviation_);
  const double normal = hint(hoeffding);
  const double step = hint(reach) / 3;
  const double half_variance = hint(variance_) / 2;
  const auto near = [=](double s) {
    const double simple = std::min(s * most, s * s * normal);
    const double room = 1 - s * step;
    return room > 0 ? std::min(simple, s * s * half_variance / room) : simple;
  };
  return {z0_, 1, bound, near};
}

double DropoutIntegral::nodes(long bits) const {
  return nodes_needed(moments(), bits);
}

double DropoutIntegral::factors(long bits) const {
  return nodes(bits) * static_cast<double>(contributions_.size());
}

double DropoutIntegral::guess() const {
  const double z0 = hint(z0_);
  const double delta = hint(Ball::from(delta_, coarse));
  const double a = hint(largest_);
  const double alone = delta * softplus_near(z0 - a) +
                       (1 - delta) * softplus_near(z0 + delta / (1 - delta) * a) - softplus_near(z0);
  return std::max(guess_of_regulariser(z0, hint(variance_)), alone > 1e-12 ? alone : 0.0);
}

namespace {

/// The e with |x| < 2^e, for x not 0.
long exponent_of(const Ball& x) {
  return arf_abs_bound_lt_2exp_si(arb_midref(x.raw()));
}

/// e^(i theta) in fixed point, within 3/4 of a unit.
template <typename Arithmetic>
typename Arithmetic::Complex unit(const Arithmetic& arithmetic, const Ball& theta) {
  const long f = arithmetic.fraction_bits();
  Ball sine;
  Ball cosine;
  arb_sin_cos(sine.raw(), cosine.raw(), theta.raw(), f + 16);
  for (const Ball* part : {&sine, &cosine})
    if (mag_cmp_2exp_si(arb_radref(part->raw()), -f - 6) > 0)
      throw std::logic_error("an angle is not known well enough for the fixed point");
  return {arithmetic.rounded(cosine), arithmetic.rounded(sine)};
}

/// e^(i theta n), n = 1, ..., N.
template <typename Arithmetic>
std::vector<typename Arithmetic::Complex> powers(const Arithmetic& arithmetic, const Ball& theta,
                                                 std::size_t n) {
  typename Arithmetic::Complex z{arithmetic.rounded(1), arithmetic.rounded(0)};
  if (theta.sign() == 0) return std::vector<typename Arithmetic::Complex>(n, z);
  std::vector<typename Arithmetic::Complex> result;
  result.reserve(n);
  const auto factor = arithmetic.factor(unit(arithmetic, theta));
  while (result.size() < n) {
    z = arithmetic.product(z, factor);
    result.push_back(z);
  }
  return result;
}

/// At least log2 w_n, but for the rounding of doubles of modulus below 2^24: logarithms, since the weights
/// themselves leave the range of a double.
std::vector<double> upper_logarithms(const std::vector<Ball>& weights) {
  std::vector<double> result;
  result.reserve(weights.size());
  for (const Ball& w : weights) {
    Ball mantissa;
    Integer exponent;
    arb_get_ubound_arf(arb_midref(mantissa.raw()), w.raw(), coarse.value);
    arf_frexp(arb_midref(mantissa.raw()), exponent.raw(), arb_midref(mantissa.raw()));
    result.push_back(std::log2(arf_get_d(arb_midref(mantissa.raw()), ARF_RND_UP)) +
                     static_cast<double>(fmpz_get_si(exponent.raw())));
  }
  return result;
}

/// One feature at the nodes still active: p_n *= delta + (1-delta) w^n.
template <typename Arithmetic>
void multiply_feature(const Arithmetic& arithmetic, const Ball& theta,
                      const typename Arithmetic::Real& dropped, const typename Arithmetic::Real& kept,
                      std::vector<typename Arithmetic::Complex>& p, std::size_t active) {
  const auto step = arithmetic.factor(unit(arithmetic, theta));
  typename Arithmetic::Complex u{kept, arithmetic.rounded(0)};
  for (std::size_t n = 0; n < active; ++n) {
    u = arithmetic.product(u, step);
    typename Arithmetic::Complex f = u;
    arithmetic.add_real(f, dropped);
    p[n] = arithmetic.product(p[n], arithmetic.factor(f));
  }
}

}  // namespace

template <typename Arithmetic>
DropoutIntegral::Products<Arithmetic> DropoutIntegral::products(const Arithmetic& arithmetic,
                                                                const TrapezoidalRule& rule,
                                                                const std::vector<Ball>& weights,
                                                                long bits) const {
  const std::size_t nodes = weights.size();
  const Bits working(arithmetic.fraction_bits() + 16);
  const std::vector<double> log2_weight = upper_logarithms(weights);
  const Rational kept = Rational(1) - delta_;
  const Ball scaled_step = Ball::from(rule.step / kept, precision_);
  const Ball widest = largest_modulus(mul(largest_, scaled_step, coarse), coarse);
  const Bits angle_bits(
      std::min(arithmetic.fraction_bits() + 48 + std::max(0L, exponent_of(widest)), precision_.value));
  const auto dropped_part = arithmetic.rounded(Ball::from(delta_, working));
  const auto kept_part = arithmetic.rounded(Ball::from(kept, working));
  const Ball bias_angle = mul(bias_, Ball::from(rule.step, precision_), precision_);
  Products<Arithmetic> result{powers(arithmetic, bias_angle, nodes),
                              std::vector<std::size_t>(nodes, contributions_.size()), nodes};
  std::vector<typename Arithmetic::Complex>& product = result.value;
  std::size_t& active = result.active;
  // Given up: nodes that together lack at most 2^-bits/4.
  const double log2_share = -static_cast<double>(bits) - 2 - std::log2(static_cast<double>(nodes));
  std::size_t done = 0;
  for (const Ball& a : contributions_) {
    throw_if_stopped(stop_);
    multiply_feature(arithmetic, mul(a, scaled_step, angle_bits), dropped_part, kept_part, product, active);
    ++done;
    // The slack covers the roundings of these doubles, of modulus below 2^24.
    while (active > 0 &&
           arithmetic.log2_modulus(product[active - 1]) + log2_weight[active - 1] + 1e-6 <= log2_share) {
      --active;
      product[active] = {};
      result.count[active] = done;
    }
    if (active == 0) break;
  }
  return result;
}

template <typename Arithmetic>
Ball DropoutIntegral::sum(const Arithmetic& arithmetic, const TrapezoidalRule& rule, long bits) const {
  const Bits working(arithmetic.fraction_bits() + 16);
  const auto nodes = static_cast<std::size_t>(rule.nodes);
  std::vector<Ball> weights;
  for (NodeWeights source(rule.step, working); weights.size() < nodes;) {
    throw_if_stopped(stop_);
    weights.push_back(source.next());
  }
  const Products<Arithmetic> product = products(arithmetic, rule, weights, bits);

  const Ball step = Ball::from(rule.step, precision_);
  const auto cosine = powers(arithmetic, mul(z0_, step, precision_), nodes);
  Ball total = div(mul(step, variance_, working), scale(const_pi(working), 2), working);
  Ball units;  // sum of w_n (J + 2)(1.5 n + 1.75), times 4
  for (std::size_t n = 0; n < nodes; ++n) {
    throw_if_stopped(stop_);
    const Ball numerator = sub(arithmetic.ball(cosine[n].re), arithmetic.ball(product.value[n].re), working);
    arb_addmul(total.raw(), numerator.raw(), weights[n].raw(), working.value);
    const Ball factor = (product.count[n] + 2) * (6 * (n + 1) + 7);
    arb_addmul(units.raw(), weights[n].raw(), factor.raw(), coarse.value);
  }
  Ball error = scale(units, -arithmetic.fraction_bits() - 2);
  const Rational share(Integer(nodes - product.active), Integer(nodes));
  error = add(error, scale(Ball::from(share, coarse), -bits - 2), coarse);
  error = add(error, rule.tail, coarse);
  // R = T_h - (E D - D(z0)), the difference in [0, discretisation].
  const Ball half = scale(rule.discretisation, -1);
  return with_error(sub(total, half, working), add(error, half, coarse));
}

Ball DropoutIntegral::value(long bits) const {
  const double wanted = factors(bits + 2);
  if (wanted > max_factors)
    throw std::length_error("the integral for the regulariser would need about 10^" +
                            std::to_string(static_cast<int>(std::log10(wanted))) + " factors");
  return value(choose_rule(moments(), bits + 2, max_nodes), bits);
}

Ball DropoutIntegral::value(const TrapezoidalRule& chosen, long bits) const {
  const auto n = static_cast<double>(chosen.nodes);
  const auto d = static_cast<double>(contributions_.size());
  // sum w_n (d + 2)(1.5 n + 1.75) <= (d + 2)(1.5 (1 + log N) + 3)/(pi h), as w_n <= 1/(pi h n^2)
  const double h = hint(Ball::from(chosen.step, coarse));
  const long needed =
      bits + 3 +
      static_cast<long>(std::ceil(std::log2((d + 2) * (1.5 * (1 + std::log(n)) + 3) / (3.14 * h))));
  if (needed <= WordArithmetic::fraction_bits()) return sum(WordArithmetic(), chosen, bits);
  if (needed <= LimbArithmetic<2>().fraction_bits()) return sum(LimbArithmetic<2>(), chosen, bits);
  if (needed <= LimbArithmetic<3>().fraction_bits()) return sum(LimbArithmetic<3>(), chosen, bits);
  if (needed <= LimbArithmetic<4>().fraction_bits()) return sum(LimbArithmetic<4>(), chosen, bits);
  return sum(IntegerArithmetic(needed), chosen, bits);
}

}  // namespace dropcert::model
