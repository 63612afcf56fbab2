#include "check/closed/closed.hpp"

#include "check/forms/roots.hpp"
#include "check/functions/functions.hpp"
#include "check/open/summands.hpp"
#include "check/recursion/equations.hpp"
#include "check/region.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::int32_t most_power = 60;

const Value one = mpq_class(1);
const Value nothing = mpq_class(0);

Value number(std::int64_t n) {
  return mpq_class(signed_mpz(n));
}

mpq_class choices(std::int64_t n, std::int64_t k) {
  mpq_class result = 1;
  for (std::int64_t i = 0; i < k; ++i)
    result = result * mpq_class(signed_mpz(n - i)) / mpq_class(signed_mpz(i + 1));
  return result;
}

// Of a positive form: the root of its rational factor is exact.
Value square_root(Forms& forms, const Value& a) {
  const Fraction fraction = as_fraction(a);
  mpq_class q(fraction.numerator.content().second, fraction.denominator.content().second);
  q.canonicalize();
  const Value rest = a / Value(q);
  const Value root = nth_root(q, 2, MPFR_PREC_MIN);
  return equals(rest, 1) ? root : root * forms.power(rest, mpq_class(1, 2));
}

// From u = 0 to u = length, to infinity, or over all real numbers.
class Primitive {
 public:
  Primitive(Forms& forms, std::size_t u, std::optional<Value> length, bool is_whole_line)
      : forms_(forms), u_(u), length_(std::move(length)), is_whole_line_(is_whole_line) {}

  Value of(const Value& form) {
    Value sum = nothing;
    for (const auto& [key, coefficient] : summands_of(forms_, form, {u_}))
      sum = sum + coefficient * of_key(key);
    return sum;
  }

 private:
  bool moves(const Value& form) const { return varies(forms_, form, {u_}); }
  Value u() const { return generator_value(u_); }

  // slope and value at 0 of what is linear in u.
  std::optional<std::pair<Value, Value>> line(const Value& form) {
    if (!moves(form)) return std::nullopt;
    const Value slope = forms_.derivative(form, u_);
    const Value start = form - slope * u();
    if (moves(slope) || moves(start)) return std::nullopt;
    return std::pair(slope, start);
  }

  Value of_key(const Value& key) {
    if (!moves(key)) return key * finite_length();
    require_differentiable(forms_, key, u_);
    const Fraction fraction = as_fraction(key);
    if (!fraction.numerator.is_monomial()) throw OutOfReach("an integrand whose numerator is no product");
    std::int32_t power = 0;
    Value exponent = nothing;
    Value angle = nothing;
    std::optional<Value> inside;  // of a logarithm
    const auto take = [&](const Polynomial& monomial, int side) {
      for (std::size_t g = first_free_generator; g < max_generators; ++g) {
        const std::int32_t n = monomial.terms()[0].first[g];
        if (n == 0) continue;
        if (g == u_)
          power += side * n;
        else if (forms_.is_exponential(g))
          exponent = exponent + number(side * n) * forms_.inside(g);
        else if (forms_.is_circular(g))
          angle = angle + number(side * n) * forms_.inside(g);
        else if (side > 0 && n == 1 && forms_.is_logarithm(g) && !inside)
          inside = forms_.inside(g);
        else
          throw OutOfReach("an integrand without a known antiderivative");
      }
    };
    take(fraction.numerator, 1);
    Polynomial below = fraction.denominator;
    const Polynomial common(below.content().first, 1);
    below = below.without({below.content().first, 1});
    take(common, -1);
    if (power > most_power || power < -most_power) throw OutOfReach("an integrand of a high degree");
    if (moves(exponent) || moves(angle)) {
      if (inside || power < 0 || moves(quotient(below, Polynomial(1))))
        throw OutOfReach("an integrand without a known antiderivative");
      return of_exponential(exponent, angle, power) / quotient(below, Polynomial(1));
    }
    if (moves(quotient(below, Polynomial(1)))) {
      if (inside || power < 0) throw OutOfReach("an integrand with such a denominator");
      return over_line(below, power);
    }
    const Value rest = quotient(below, Polynomial(1));
    if (inside) return of_logarithm(*inside, power) / rest;
    return powers(one, nothing, power) / rest;
  }

  const Value& finite_length() const {
    if (!length_) throw OutOfReach("an integrand that does not fall off");
    return *length_;
  }

  // Of l^n, l = slope u + start, where l is not 0 on the way but at an end.
  Value powers(const Value& slope, const Value& start, std::int32_t n) {
    const auto at = [&](const Value& l) -> Value {
      if (equals(l, 0) && n < 0) throw OutOfReach("an integrand with a pole at an end");
      if (n == -1) return forms_.log(l);
      return power(l, n + 1) / number(n + 1);
    };
    if (!length_ && (is_whole_line_ || n >= -1)) throw OutOfReach("an integrand that does not fall off");
    const Value far = length_ ? at(slope * *length_ + start) : nothing;
    return (far - at(start)) / slope;
  }

  // u^k/(a u + b)^n.
  Value over_line(const Polynomial& below, std::int32_t k) {
    Value root = quotient(below, Polynomial(1));
    std::int32_t n = degree_in(below, u_);
    std::optional<std::pair<Value, Value>> found = line(root);
    if (!found && n > 1) {  // the n-th power of a linear function is the one with its own last derivatives
      Value derivative = root;
      mpq_class factorial = 1;
      for (std::int32_t i = n; i > 1; --i) {
        derivative = forms_.derivative(derivative, u_);
        factorial *= i;
      }
      // (a u + b)^n has the (n - 1)-th derivative n! a^(n-1) (a u + b): u + b/a is known from it.
      const std::optional<std::pair<Value, Value>> last = line(derivative);
      if (!last) throw OutOfReach("an integrand with such a denominator");
      found = {one, last->second / last->first};
      const Value factor = root / power(u() + found->second, n);
      if (moves(factor)) throw OutOfReach("an integrand with such a denominator");
      return shifted(*found, k, n) / factor;
    }
    if (!found) throw OutOfReach("an integrand with such a denominator");
    return shifted(*found, k, 1);
  }

  Value shifted(const std::pair<Value, Value>& line, std::int32_t k, std::int32_t n) {
    const auto& [slope, start] = line;
    if (!forms_.strict_sign(slope * u() + start)) throw OutOfReach("an integrand with a pole");
    Value sum = nothing;
    for (std::int32_t i = 0; i <= k; ++i)
      sum = sum + Value(choices(k, i)) * power(-start, k - i) * powers(slope, start, i - n);
    return sum / power(slope, k);
  }

  // u^k log l: with v = l, of (v - b)^k log v/a^(k+1).
  Value of_logarithm(const Value& inside, std::int32_t k) {
    const std::optional<std::pair<Value, Value>> found = line(inside);
    if (!found || k < 0) throw OutOfReach("an integrand without a known antiderivative");
    const Value& slope = found->first;
    const Value& start = found->second;
    const auto at = [&](const Value& v) -> Value {
      if (equals(v, 0)) return nothing;
      Value sum = nothing;
      for (std::int32_t i = 0; i <= k; ++i)
        sum = sum + Value(choices(k, i)) * power(-start, k - i) * power(v, i + 1) *
                        (number(i + 1) * forms_.log(v) - one) / number((i + 1) * (i + 1));
      return sum;
    };
    return (at(slope * finite_length() + start) - at(start)) / power(slope, k + 1);
  }

  // exp(q + i angle).
  Value turned(const Value& q, const Value& angle) { return forms_.exp(q) * forms_.cis(angle); }

  // u^k exp(q + i angle): by parts for a linear q, for -a u^2 + b u by the moments of a normal law; the angle
  // is linear.
  Value of_exponential(const Value& q, const Value& angle, std::int32_t k) {
    const auto still = [&](const Value& form) {
      return moves(form) ? line(form) : std::optional(std::pair(nothing, form));
    };
    const std::optional<std::pair<Value, Value>> turn = still(angle);
    if (!turn) throw OutOfReach("a circular function in an integrand");
    if (const std::optional<std::pair<Value, Value>> found = still(q)) {
      const std::optional<int> sign = forms_.strict_sign(found->first);
      const bool has_rate = sign.value_or(0) != 0 || forms_.strict_sign(turn->first).value_or(0) != 0;
      if (!has_rate) throw OutOfReach("an exponential whose rate has no sign");
      if (!length_ && (is_whole_line_ || sign.value_or(1) >= 0)) throw OutOfReach("an integrand that grows");
      // I_k = [u^k exp(c u)]/c - k I_(k-1)/c.
      const Value rate = found->first + generator_value(generator_i) * turn->first;
      const Value start = turned(found->second, turn->second);
      const Value end =
          length_ ? turned(found->first * *length_ + found->second, turn->first * *length_ + turn->second)
                  : nothing;
      Value result = (end - start) / rate;
      for (std::int32_t i = 1; i <= k; ++i)
        result = ((length_ ? power(*length_, i) * end : nothing) - number(i) * result) / rate;
      return result;
    }
    const Value bend = forms_.derivative(forms_.derivative(q, u_), u_);
    const Value a = -bend / number(2);
    if (moves(a) || length_) throw OutOfReach("an integrand without a known antiderivative");
    const Value b = forms_.derivative(q, u_) + number(2) * a * u();
    const Value c = q + a * u() * u() - b * u();
    if (moves(b) || moves(c) || forms_.strict_sign(a) != 1)
      throw OutOfReach("an integrand without a known antiderivative");
    const Value factor = turned(c, turn->second);
    if (!is_whole_line_ && !(equals(b, 0) && equals(turn->first, 0)))
      throw OutOfReach("a normal law over half of the numbers");
    if (!is_whole_line_ && k % 2 == 1) {  // half of k!! / ...: the integral of v^((k-1)/2) exp(-a v)/2
      Value result = one / (number(2) * a);
      for (std::int32_t i = 1; i <= k / 2; ++i) result = result * number(i) / a;
      return factor * result;
    }
    const Value mean = (b + generator_value(generator_i) * turn->first) / (number(2) * a);
    Value before = nothing;
    Value moment = one;
    for (std::int32_t i = 0; i < k; ++i) {
      const Value next = mean * moment + number(i) * before / (number(2) * a);
      before = std::exchange(moment, next);
    }
    const Value four_a = number(4) * a;
    const Value shift =
        turned((b * b - turn->first * turn->first) / four_a, number(2) * b * turn->first / four_a);
    const Value whole =
        factor * moment * shift * square_root(forms_, generator_value(generator_pi)) / square_root(forms_, a);
    return is_whole_line_ ? whole : whole / number(2);
  }

  Forms& forms_;
  const std::size_t u_;
  const std::optional<Value> length_;
  const bool is_whole_line_;
};

}  // namespace

// x is counted from one of the ends; of two both ways are tried.
Value integral_as_form(Evaluator& evaluator, const Node& node) {
  Forms& forms = *evaluator.forms();
  const Domain& domain = node.binders[0].domain;
  std::optional<Value> ends[2];
  for (std::size_t i = 0; i < domain.terms.size(); ++i)
    if (domain.terms[i].kind != Kind::infinity) ends[i] = evaluator.value(domain.terms[i]);
  for (const std::optional<Value>& end : ends)
    if (end && mentions_p(*end)) throw OutOfReach("an end that is a function of p");
  const bool is_whole_line = !ends[0] && !ends[1];
  const auto* low = ends[0] ? get_if<mpq_class>(*ends[0]) : nullptr;
  const auto* high = ends[1] ? get_if<mpq_class>(*ends[1]) : nullptr;
  const bool has_order = (low && high && *low < *high) || (!is_whole_line && !(ends[0] && ends[1])) ||
                         (ends[0] && ends[1] && forms.strict_sign(*ends[1] - *ends[0]) == 1);
  for (const bool from_high : {false, true}) {
    if (from_high ? !ends[1] : !ends[0] && !is_whole_line) continue;
    const bool was_doubtful = std::exchange(notes().perhaps_undefined, false);
    const auto leave = [&](bool is_good) {
      const bool is_defined = !std::exchange(notes().perhaps_undefined, was_doubtful);
      return is_good && is_defined;
    };
    try {
      Bounds bounds;
      if (has_order) bounds = {mpq_class(0), std::nullopt, from_high ? domain.high_open : domain.low_open};
      if (has_order && low && high) bounds.high = *high - *low;
      const Value u = forms.variable(bounds);
      const std::size_t g = generator_of(u);
      const Value x = is_whole_line ? u : from_high ? *ends[1] - u : *ends[0] + u;
      std::optional<Value> length;
      if (ends[0] && ends[1]) length = *ends[1] - *ends[0];
      const Evaluator::Bound guard(evaluator);
      evaluator.bind(node.binders[0].names[0], x);
      const Value form = evaluator.value(node.children[0]);
      if (!is_exact(form) || mentions_p(form))
        throw OutOfReach("an integrand without a known antiderivative");
      const Value result = Primitive(forms, g, length, is_whole_line).of(form);
      if (leave(!varies(forms, result, {g}))) return result;
    } catch (const OutOfReach&) {
      leave(false);
    } catch (const Undefined&) {
      leave(false);
    }
  }
  throw OutOfReach("an integral of a form without a known antiderivative");
}

}  // namespace dropcert::check
