// Sums without end as forms. Of rational terms: 1/(m + p)^n by zeta(n) and the like, p being an integer or a
// half of one. Of others by the quotient of successive terms.
#include <functional>
#include <map>

#include "check/closed/closed.hpp"
#include "check/functions/functions.hpp"
#include "check/open/summands.hpp"
#include "check/recursion/induction.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::int32_t farthest = 60;  // p is between minus that and that
constexpr std::int32_t most_order = 12;
constexpr std::int64_t most_first = 1000;
constexpr std::int64_t most_zeros = 3;

const Value one = mpq_class(1);
const Value nothing = mpq_class(0);
const mpq_class half(1, 2);

Value number(std::int64_t n) {
  return mpq_class(signed_mpz(n));
}

// A sequence of terms from m = 0 on, as functions of m and without.
class Series {
 public:
  using TermAt = std::function<Value(std::int64_t)>;

  Series(Evaluator& evaluator, std::size_t m, TermAt term)
      : evaluator_(evaluator), forms_(*evaluator.forms()), m_(m), term_(std::move(term)) {}

  // Of terms that are this form, or with alternating signs.
  Value of_fractions(Value form, bool alternates) {
    const Fraction fraction = as_fraction(form);
    if (degree_in(fraction.numerator, m_) >= degree_in(fraction.denominator, m_))
      throw OutOfReach("a sum without end whose terms do not fall off");
    std::map<mpq_class, std::int64_t> places;
    take_factors(fraction.denominator, 1, places);
    Value sum = nothing;
    Value residues = nothing;
    for (const auto& [place, order] : places) {
      if (order > most_order) throw OutOfReach("a pole of a high order");
      const Value line = generator_value(m_) + Value(place);
      // What the leading part of the pole leaves has a pole of a lower order.
      for (std::int64_t n = order; n >= 1; --n) {
        const Value leading = at(reduced(form * power(line, n), places), -place);
        form = reduced(form - leading / power(line, n), places);
        if (n == 1) residues = residues + leading;
        if (!equals(leading, 0)) sum = sum + leading * of_fraction(place, n, alternates);
      }
    }
    if (!equals(form, 0)) throw OutOfReach("a term that is not split into fractions");
    if (!alternates && !equals(residues, 0))
      throw OutOfReach("a sum without end whose terms do not fall off");
    return sum;
  }

  Value by_ratio(const Value& ratio) {
    const Value first = term_(0);
    if (equals(first, 0)) throw OutOfReach("a series that begins with 0");
    const Fraction fraction = as_fraction(ratio);
    std::map<mpq_class, std::int64_t> places;  // of factors below the bar
    const Value above = take_factors(fraction.numerator, -1, places);
    const Value x = above / take_factors(fraction.denominator, 1, places);
    std::vector<mpq_class> polynomial;  // the product of m + p
    std::vector<mpq_class> below;
    for (auto& [place, n] : places)
      for (auto& [other, k] : places)
        while (n > 0 && k < 0 && other > place && mpq_class(other - place).get_den() == 1 &&
               other - place <= most_order) {
          for (mpq_class p = place; p < other; ++p) polynomial.push_back(p);
          --n;
          ++k;
        }
    for (const auto& [place, n] : places) {
      if (n < 0) throw OutOfReach("a series that is not known");
      for (std::int64_t i = 0; i < n; ++i) below.push_back(place);
    }
    if (polynomial.size() > static_cast<std::size_t>(most_order))
      throw OutOfReach("a series with a polynomial of a high degree");
    // first (m + p)/p ... s(m): each factor is what x d/dx + p makes of a series in powers of x.
    const Value y = forms_.variable(Bounds{});
    std::size_t g = first_free_generator;
    while (!are_equal(y, generator_value(g))) ++g;
    Value sum = series(x, y, below);
    mpq_class start = 1;
    for (const mpq_class& p : polynomial) {
      if (p <= 0) throw OutOfReach("a series with a term that is 0");
      sum = y * forms_.derivative(sum, g) + Value(p) * sum;
      start *= p;
    }
    return first * substituted(forms_, sum, g, x) / Value(start);
  }

 private:
  // Divides out m + p, where 2 p is an integer; what is left does not contain m.
  Value take_factors(Polynomial form, std::int64_t side, std::map<mpq_class, std::int64_t>& places) {
    const Polynomial m(generator_power(m_, 1), 1);
    const mpz_class integer = form.content().second;
    form = form.without({{}, integer});
    Value rest = Value(mpq_class(integer));
    for (std::int64_t twice = -2 * farthest; twice <= 2 * farthest && degree_in(form, m_) > 0; ++twice) {
      const bool is_whole = twice % 2 == 0;
      Polynomial line = m * Polynomial(is_whole ? 1 : 2);
      line += Polynomial(signed_mpz(is_whole ? twice / 2 : twice));
      if (twice == 0) line = m;
      charge(form.terms().size());
      for (Polynomial cofactor; degree_in(form, m_) > 0 && form.divide(line, cofactor); form = cofactor) {
        places[mpq_class(signed_mpz(twice)) / 2] += side;
        if (!is_whole) rest = rest * number(2);
      }
    }
    if (degree_in(form, m_) > 0) throw OutOfReach("a series with other factors");
    return rest * quotient(form, Polynomial(1));
  }

  // Without common factors m + p.
  Value reduced(const Value& form, const std::map<mpq_class, std::int64_t>& places) {
    if (!is_form(form)) return form;
    Fraction fraction = as_fraction(form);
    for (const auto& [place, order] : places) {
      Polynomial line = Polynomial(generator_power(m_, 1), place.get_den());
      line += Polynomial(place.get_num());
      Polynomial above;
      Polynomial below;
      while (fraction.numerator.divide(line, above) && fraction.denominator.divide(line, below))
        fraction = {above, below};
    }
    return quotient(fraction.numerator, fraction.denominator);
  }

  Value at(const Value& form, const mpq_class& place) {
    const Fraction fraction = as_fraction(form);
    const Polynomial top(place.get_num());
    const Polynomial bottom(place.get_den());
    const auto degree = [&](const Polynomial& a) { return static_cast<std::uint64_t>(degree_in(a, m_)); };
    return quotient(substituted_here(fraction.numerator, top, bottom), Polynomial(1)) *
           quotient(pow(bottom, degree(fraction.denominator)), Polynomial(1)) /
           (quotient(substituted_here(fraction.denominator, top, bottom), Polynomial(1)) *
            quotient(pow(bottom, degree(fraction.numerator)), Polynomial(1)));
  }
  Polynomial substituted_here(const Polynomial& a, const Polynomial& top, const Polynomial& bottom) {
    return check::substituted(a, m_, top, bottom);
  }

  // The sum of 1/(m + p)^n over m >= 0 (for n = 1 plus a constant that drops out), or with signs: known for
  // p = 1 and 1/2, others differ by the terms between.
  Value of_fraction(const mpq_class& place, std::int64_t n, bool alternates) {
    const mpq_class base = place.get_den() == 1 ? mpq_class(1) : half;
    Value sum = alternates ? alternating(base, n) : plain(base, n);
    Value before = nothing;
    mpq_class p = base;
    for (; p < place; ++p) sum = alternates ? one / power(Value(p), n) - sum : sum - one / power(Value(p), n);
    for (; p > place;) {
      --p;
      if (p == 0) throw OutOfReach("a series with a pole");
      sum = alternates ? one / power(Value(p), n) - sum : sum + one / power(Value(p), n);
    }
    return sum;
  }

  Value log_of_2() { return forms_.log(mpq_class(2)); }
  Value zeta(std::int64_t n) { return apply_function(evaluator_, "zeta", {number(n)}); }

  Value plain(const mpq_class& base, std::int64_t n) {
    if (n == 1) return base == 1 ? nothing : number(2) * log_of_2();
    return base == 1 ? zeta(n) : (power(number(2), n) - one) * zeta(n);
  }

  // For p = 1/2 and odd n: with 1/cos x = sum of e_k x^(2k)/(2k)!, e_k pi^n/(2 (2k)!) with n = 2k + 1, the
  // e_k by sum of (-1)^j binomial(2k, 2j) e_(k-j) = 0.
  Value alternating(const mpq_class& base, std::int64_t n) {
    if (base == 1) return n == 1 ? log_of_2() : (one - power(number(2), 1 - n)) * zeta(n);
    if (n == 2) return number(4) * forms_.constant("catalan");
    if (n % 2 == 0) throw OutOfReach("a series of such fractions");
    std::vector<mpz_class> secant = {1};
    for (std::uint64_t k = 1; 2 * k < static_cast<std::uint64_t>(n); ++k) {
      mpz_class sum = 0;
      for (std::uint64_t j = 1; j <= k; ++j) {
        mpz_class choices;
        mpz_bin_uiui(choices.get_mpz_t(), static_cast<unsigned>(2 * k), static_cast<unsigned>(2 * j));
        sum += (j % 2 == 1 ? 1 : -1) * choices * secant[k - j];
      }
      secant.push_back(sum);
    }
    const mpq_class factor(secant.back(),
                           2 * evaluator_.sequences().factorial(static_cast<std::uint64_t>(n - 1)));
    return Value(factor) * power(generator_value(generator_pi), n);
  }

  // The sum of x^m over the products of b, b + 1, ..., b + m - 1, for x = y unless it is looked at itself.
  Value series(const Value& x, const Value& y, const std::vector<mpq_class>& below) {
    if (below.empty()) {
      const Value gap = one - x * x;
      if (forms_.strict_sign(gap) != 1) throw OutOfReach("a geometric series that perhaps diverges");
      return one / (one - y);
    }
    if (below.size() == 1 && below[0].get_den() == 1 && below[0] >= 1 && below[0] <= farthest) {
      const std::int64_t b = *to_int64(below[0].get_num());
      if (b > 1 && !forms_.strict_sign(x)) throw OutOfReach("a series in what may be 0");
      Value sum = forms_.exp(y);
      Value term = one;
      for (std::int64_t j = 1; j < b; ++j) {
        sum = sum - term;
        term = term * y / number(j);
      }
      return sum / term;
    }
    // 4 x = z: z^m/(2m)! and z^m/(2m + 1)!.
    const mpq_class sum_of_places = below.size() == 2 ? mpq_class(below[0] + below[1]) : mpq_class(0);
    const bool is_even = below.size() == 2 && sum_of_places == mpq_class(3, 2) && below[0] * below[1] == half;
    const bool is_odd =
        below.size() == 2 && sum_of_places == mpq_class(5, 2) && below[0] * below[1] == mpq_class(3, 2);
    if (!is_even && !is_odd) throw OutOfReach("a series that is not known");
    const Value z = number(4) * x;
    const std::optional<Value> root = square_root(z);
    const std::optional<Value> turned = root ? std::nullopt : square_root(-z);
    if (!root && !turned) throw OutOfReach("a series that is not known");
    const Value r = root ? *root : *turned;
    if (is_odd && !forms_.strict_sign(r)) throw OutOfReach("a series in what may be 0");
    if (turned) return is_odd ? forms_.sin(r) / r : forms_.cos(r);
    const Value e = forms_.exp(r);
    return is_odd ? (e - one / e) / (number(2) * r) : (e + one / e) / number(2);
  }

  std::optional<Value> square_root(const Value& z) {
    if (equals(z, 0)) return nothing;
    const Fraction fraction = as_fraction(z);
    const auto [above, numerator] = fraction.numerator.content();
    const auto [below, denominator] = fraction.denominator.content();
    mpq_class q(numerator, denominator);
    q.canonicalize();
    if (as_fraction(z).numerator.terms().back().second < 0) return std::nullopt;
    const Value exact = nth_root_of(q);
    const std::optional<Polynomial> top = check::square_root(fraction.numerator.without({{}, numerator}));
    const std::optional<Polynomial> bottom =
        check::square_root(fraction.denominator.without({{}, denominator}));
    if (!is_exact(exact) || !top || !bottom) return std::nullopt;
    return exact * quotient(*top, *bottom);
  }
  Value nth_root_of(const mpq_class& q) { return apply_function(evaluator_, "sqrt", {Value(q)}); }

  Evaluator& evaluator_;
  Forms& forms_;
  const std::size_t m_;
  const TermAt term_;
};

}  // namespace

Value Evaluator::endless_sum(const Node& node) {
  if (node.name != "sum" || node.binders[0].domain.terms[1].kind != Kind::infinity || induction_)
    throw OutOfReach("a sum or product without end in an identity");
  const std::string& name = node.binders[0].names[0];
  std::int64_t first = integer(value(node.binders[0].domain.terms[0]));
  if (first > most_first || first < -most_first) throw OutOfReach("a sum without end that begins far away");
  const bool was_doubtful = std::exchange(notes().perhaps_undefined, false);
  const auto at = [&](std::int64_t k) {
    Bound guard(*this);
    bind(name, number(k));
    return value(node.children[0]);
  };
  for (std::int64_t i = 0; i < most_zeros && equals(at(first), 0); ++i) ++first;
  Value sum = nothing;
  {
    Bound guard(*this);
    const Value m = forms_->variable({mpq_class(0), std::nullopt}, false);
    bind(name, m);
    struct Force {
      Induction*& place;
      ~Force() { place = nullptr; }
    } force{induction_};
    Induction induction(*this, first, m);
    induction_ = &induction;
    const Induction::Step step = induction.step(node.children[0]);
    induction_ = nullptr;
    for (std::int64_t i = 0; i < step.delay; ++i) sum = sum + at(first + i);
    const std::size_t g = Induction::generator_of(m);
    Series series(*this, g, [&](std::int64_t k) { return at(first + step.delay + k); });
    const Value turned = step.here * step.sign;
    const Value divided = step.here / step.sign;
    if (equals(step.here, 0))
      ;
    else if (!induction.has_unknowns(step.here))
      sum = sum + series.of_fractions(step.here, false);
    else if (!induction.has_unknowns(divided) || !induction.has_unknowns(turned))
      sum = sum + series.of_fractions(induction.has_unknowns(divided) ? turned : divided, true);
    else if (const Value ratio = step.next / step.here; !induction.has_unknowns(ratio))
      sum = sum + series.by_ratio(ratio);
    else
      throw OutOfReach("a sum without end of unknown terms");
    // Functions of p are no terms of a limit.
    if (mentions_p(step.here) || mentions_p(sum) || varies(*forms_, sum, {g}))
      throw OutOfReach("a sum without end that is not found");
  }
  const bool is_doubtful = std::exchange(notes().perhaps_undefined, was_doubtful);
  if (is_doubtful) throw OutOfReach("a sum without end that is perhaps undefined");
  return sum;
}

}  // namespace dropcert::check
