// Sums without end as forms: rational terms by partial fractions, alternating ones too; and series of which
// the quotient of successive terms is that of a geometric series, of exp, cosh, sinh, cos or sin.
#include <algorithm>

#include "verify/builtins.hpp"
#include "verify/closed_forms.hpp"
#include "verify/induction.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace language;

namespace {

constexpr long most_steps = 60;  // from one argument to another
constexpr long most_order = 12;
constexpr long most_first = 1000;
constexpr long most_zeros = 3;  // at the beginning

const RationalFunction one{Rational(1)};

RationalFunction number(long n) {
  return RationalFunction(Rational(n));
}

// c/(m + place)^order.
struct Fraction {
  Rational place;
  long order = 1;
  RationalFunction coefficient;
};

class Series {
 public:
  Series(Machine& machine, const Code& code, long first)
      : machine_(machine), symbols_(machine.symbols()), code_(code), first_(first) {}

  Value run() {
    for (long i = 0; i < most_zeros && at(first_).is_zero(); ++i) ++first_;
    Induction induction(machine_, code_.binders[0].slots[0], first_);
    struct Force {
      Machine& machine;
      Induction* outer;
      ~Force() { machine.exchange_induction(outer); }
    } force{machine_, machine_.exchange_induction(&induction)};
    if (force.outer) throw Unsupported("a sum without end within an induction");
    struct Name {
      Machine& machine;
      std::string text = machine.enter_form_variable();
      ~Name() { machine.leave_form_variable(); }
    } name{machine_};
    induction.bind(name.text);
    const Induction::Step step = induction.step(code_.arguments[0]);
    m_ = induction.index_of_m();
    RationalFunction before;
    machine_.exchange_induction(nullptr);
    for (long i = 0; i < step.shift; ++i) before = before + at(first_ + i);
    first_ += step.shift;
    machine_.exchange_induction(&induction);
    std::optional<RationalFunction> sum;
    if (step.here.function.is_zero()) {
      sum = RationalFunction();
    } else if (!induction.has_unknowns(step.here)) {
      sum = of_fractions(step.here.function, false);
    } else {
      const RationalFunction plain = step.here.function / step.sign.function;
      if (!induction.has_unknowns({plain}))
        sum = of_fractions(plain, true);
      else if (const RationalFunction plus = reduced(step.here.function * step.sign.function);
               !induction.has_unknowns({plus}))
        sum = of_fractions(plus, true);
    }
    if (!sum) {
      const RationalFunction ratio = reduced(step.next.function / step.here.function);
      if (induction.has_unknowns({ratio})) throw Unsupported("a sum without end of unknown terms");
      machine_.exchange_induction(nullptr);
      sum = by_ratio(ratio);
    }
    if (symbols_.mentions_p(step.here) || symbols_.mentions_p({before}))
      throw Unsupported("functions of p in a sum without end");
    const RationalFunction result = reduced(before + *sum);
    if (induction.varies({result})) throw Unsupported("a sum without end that is not found");
    return Symbolic{result};
  }

 private:
  RationalFunction reduced(const RationalFunction& form) const {
    return symbols_.multiply({form}, {one}).function;
  }
  RationalFunction m() const { return RationalFunction::generator(m_); }
  bool varies(const RationalFunction& form) const { return symbols_.depends_on(form, {m_}); }

  // The term at a number.
  RationalFunction at(long k) {
    machine_.slot(code_.binders[0].slots[0]) = Rational(k);
    return symbols_.convert(machine_.value(code_.arguments[0])).function;
  }

  // The form as a product of linear functions m + place: its roots with their multiplicities, and the rest.
  RationalFunction linear_factors(const RationalFunction& form, long side, std::map<Rational, long>& places) {
    auto [content, factors] = form.factors();
    RationalFunction rest{content};
    for (const auto& [factor, n] : factors) {
      if (!varies(factor)) {
        rest = rest * pow(factor, n);
        continue;
      }
      const RationalFunction slope = factor.derivative(m_);
      const std::optional<Rational> place = ((factor - slope * m()) / slope).constant();
      if (!place || varies(slope)) throw Unsupported("a series with other than rational factors");
      rest = rest * pow(slope, n);
      places[*place] += side * n;
    }
    return rest;
  }

  // ---- rational terms

  RationalFunction of_fractions(const RationalFunction& form, bool alternates) {
    std::map<Rational, long> places;
    linear_factors(form.denominator(), 1, places);
    if (form.numerator().degree(m_) >= form.denominator().degree(m_))
      throw Unsupported("a sum without end whose terms do not fall off");
    RationalFunction sum;
    RationalFunction rest = form;
    RationalFunction residues;
    for (const auto& [place, order] : places) {
      if (order > most_order) throw Unsupported("a pole of a high order");
      // About m = -place the form is (g + g' x + ...)/x^order.
      RationalFunction g = form * pow(m() + RationalFunction(place), order);
      Rational factorial(1);
      for (long j = order; j >= 1; --j) {
        const RationalFunction coefficient =
            symbols_.substituted({g}, m_, {RationalFunction(-place)}).function / RationalFunction(factorial);
        if (j == 1) residues = residues + coefficient;
        if (!coefficient.is_zero()) sum = sum + coefficient * of_fraction(place, j, alternates);
        rest = rest - coefficient / pow(m() + RationalFunction(place), j);
        g = g.derivative(m_);
        factorial = factorial * Rational(order - j + 1);
      }
    }
    if (!reduced(rest).is_zero()) throw Unsupported("a term that is not split into fractions");
    if (!alternates && !reduced(residues).is_zero())
      throw Unsupported("a sum without end whose terms do not fall off");
    return sum;
  }

  // The sum of 1/(m + place)^order, or of (-1)^m times that; without a constant that drops out, for the order
  // 1. From place + 1 on it is less the first term.
  RationalFunction of_fraction(const Rational& place, long order, bool alternates) {
    const Rational half(1, 2);
    const Rational fraction = place - Rational(floor(place));
    const Rational base = fraction.is_zero() ? Rational(1) : half;
    if (!fraction.is_zero() && fraction != half) throw Unsupported("a series of such fractions");
    const std::optional<long> steps = floor(place - base).to_long();
    if (!steps || *steps > most_steps || *steps < -most_steps)
      throw Unsupported("a series of fractions far away");
    RationalFunction sum = alternates ? alternating(base, order) : plain(base, order);
    for (long i = 0; i < *steps; ++i) {
      sum = sum - one / pow(RationalFunction(base + Rational(i)), order);
      if (alternates) sum = number(-1) * sum;
    }
    for (long i = -1; i >= *steps; --i) {
      const Rational there = base + Rational(i);
      if (there.is_zero()) throw Unsupported("a series with a pole");
      if (alternates) sum = number(-1) * sum;
      sum = sum + one / pow(RationalFunction(there), order);
    }
    return sum;
  }

  RationalFunction zeta(long n) {
    return symbols_.convert(find_builtin("zeta")->function(machine_, {Rational(n)})).function;
  }
  RationalFunction log_of_2() { return symbols_.log({number(2)}).function; }

  // zeta(n, 1) = zeta(n), zeta(n, 1/2) = (2^n - 1) zeta(n); for n = 1 minus digamma, up to euler_gamma.
  RationalFunction plain(const Rational& base, long order) {
    const bool is_half = base != Rational(1);
    if (order == 1) return is_half ? number(2) * log_of_2() : RationalFunction();
    return is_half ? (pow(number(2), order) - one) * zeta(order) : zeta(order);
  }

  // 1 - 1/2^n + 1/3^n - ... = (1 - 2^(1 - n)) zeta(n); 2^n times 1 - 1/3^n + 1/5^n - ..., which for n = 2 is
  // catalan, and for odd n is (-1)^((n-1)/2) E_(n-1) pi^n/(2^(n+1) (n-1)!).
  RationalFunction alternating(const Rational& base, long order) {
    if (base == Rational(1))
      return order == 1 ? log_of_2() : (one - number(2) / pow(number(2), order)) * zeta(order);
    if (order == 2)
      return number(4) * symbols_.convert(find_builtin("catalan")->function(machine_, {})).function;
    if (order % 2 == 0) throw Unsupported("a series of such fractions");
    // abs(E_2k)/(2k)! are the coefficients of 1/cos x.
    std::vector<Rational> secant = {Rational(1)};
    for (long k = 1; 2 * k <= order - 1; ++k) {
      Rational sum(0);
      Rational factorial(1);
      for (long j = 1; j <= k; ++j) {
        factorial = factorial * Rational((2 * j - 1) * (2 * j));
        const Rational part = secant[static_cast<std::size_t>(k - j)] / factorial;
        sum = j % 2 == 1 ? sum + part : sum - part;
      }
      secant.push_back(sum);
    }
    const RationalFunction pi = symbols_.convert(ExactNumber::pi()).function;
    return RationalFunction(secant.back()) * pow(pi, order) / number(2);
  }

  // ---- known quotients

  RationalFunction by_ratio(const RationalFunction& ratio) {
    const RationalFunction first = at(first_);
    if (first.is_zero()) throw Unsupported("a series that begins with 0");
    std::map<Rational, long> places;  // of factors below the bar positive
    RationalFunction x =
        linear_factors(ratio.numerator(), -1, places) / linear_factors(ratio.denominator(), 1, places);
    // (m + p + 1)/(m + p) is the quotient of the polynomial m + p.
    std::vector<Rational> polynomial;
    for (bool is_found = true; is_found;) {
      is_found = false;
      for (const auto& [place, n] : places) {
        if (n <= 0) continue;
        for (const auto& [other, k] : places) {
          const Rational distance = other - place;
          if (k >= 0 || !distance.is_integer() || distance.sign() < 0 || distance > Rational(most_order))
            continue;
          for (long i = 0; i < *distance.numerator().to_long(); ++i)
            polynomial.push_back(place + Rational(i));
          --places[place];
          ++places[other];
          is_found = true;
          break;
        }
        if (is_found) break;
      }
    }
    std::vector<Rational> below;
    for (const auto& [place, n] : places) {
      if (n < 0) throw Unsupported("a series that is not known");
      for (long i = 0; i < n; ++i) below.push_back(place);
    }
    if (polynomial.size() > most_order) throw Unsupported("a series with a polynomial of a high degree");
    // The polynomial by powers of the operation x d/dx: T(m) = first P(m)/P(0) x^m/..., P(m) S(m).
    std::vector<RationalFunction> coefficients = {one};
    Rational at_zero(1);
    for (const Rational& place : polynomial) {
      if (place.sign() <= 0) throw Unsupported("a series with a term that is 0");
      at_zero = at_zero * place;
      coefficients.push_back(RationalFunction());
      for (std::size_t i = coefficients.size(); i-- > 0;)
        coefficients[i] =
            coefficients[i] * RationalFunction(place) + (i > 0 ? coefficients[i - 1] : RationalFunction());
    }
    const std::vector<RationalFunction> sums = known(x, below, coefficients.size());
    RationalFunction sum;
    for (std::size_t i = 0; i < coefficients.size(); ++i) sum = sum + coefficients[i] * sums[i];
    return first * sum / RationalFunction(at_zero);
  }

  // The sums of m^i x^m/((1 + b_1) ... (m + b_1 - 1) ...), i < count, as functions of x.
  std::vector<RationalFunction> known(const RationalFunction& x, const std::vector<Rational>& below,
                                      std::size_t count) {
    // As a function of a variable, x itself being one of its values: its operation is y d/dy.
    const std::string name = machine_.enter_form_variable();
    machine_.leave_form_variable();
    if (below.empty()) {
      if (!symbols_.is_positive({one - x * x})) throw Unsupported("a geometric series that perhaps diverges");
      const Symbolic y = symbols_.variable(name);
      const int g = symbols_.index_of_variable(name);
      return operated(one / (one - y.function), y.function, g, x, count);
    }
    if (below.size() == 1 && below[0].is_integer() && below[0].sign() > 0) {
      const std::optional<long> b = below[0].numerator().to_long();
      if (!b || *b > most_steps) throw Unsupported("a series that begins far away");
      const Symbolic y = symbols_.variable(name);
      const int g = symbols_.index_of_variable(name);
      RationalFunction missing;
      RationalFunction term = one;
      Rational factorial(1);
      for (long j = 0; j + 1 < *b; ++j) {
        missing = missing + term;
        term = term * y.function / number(j + 1);
        factorial = factorial * Rational(j + 1);
      }
      if (*b > 1 && !symbols_.definite_sign({x})) throw Unsupported("a series in what may be 0");
      const RationalFunction whole =
          (symbols_.exp(y).function - missing) * RationalFunction(factorial) / pow(y.function, *b - 1);
      return operated(whole, y.function, g, x, count);
    }
    if (below.size() == 2 && count == 1) {
      const Rational low = std::min(below[0], below[1]);
      const Rational high = std::max(below[0], below[1]);
      const Rational half(1, 2);
      const bool is_even = low == half && high == Rational(1);           // (2m)!
      const bool is_odd = low == Rational(1) && high == Rational(3, 2);  // (2m + 1)!
      if (is_even || is_odd) return {circular(number(4) * x, is_odd)};
    }
    throw Unsupported("a series that is not known");
  }

  // f, y f', y (y f')', ... at y = x.
  std::vector<RationalFunction> operated(RationalFunction f, const RationalFunction& y, int g,
                                         const RationalFunction& x, std::size_t count) {
    std::vector<RationalFunction> result;
    for (std::size_t i = 0; i < count; ++i) {
      result.push_back(symbols_.substituted({f}, g, {x}).function);
      if (i + 1 < count) f = y * symbols_.derivative_of({f}, g).function;
    }
    return result;
  }

  // The sum of z^m/(2m)!, or z^m/(2m + 1)!, where z or -z is a square of what is seen to be positive.
  RationalFunction circular(const RationalFunction& z, bool is_odd) {
    if (z.is_zero()) return one;
    RationalFunction root;
    if (const std::optional<RationalFunction> known = square_root(z)) {
      root = *known;
    } else if (const std::optional<RationalFunction> turned = square_root(number(-1) * z)) {
      root = *turned;
      const RationalFunction value = is_odd ? symbols_.sin({root}).function : symbols_.cos({root}).function;
      if (is_odd && !symbols_.definite_sign({root})) throw Unsupported("a series in what may be 0");
      return is_odd ? value / root : value;
    } else {
      throw Unsupported("a series that is not known");
    }
    if (is_odd && !symbols_.definite_sign({root})) throw Unsupported("a series in what may be 0");
    const RationalFunction e = symbols_.exp({root}).function;
    return is_odd ? (e - one / e) / (number(2) * root) : (e + one / e) / number(2);
  }

  // Of a rational square times even powers, if it is one; either root does.
  std::optional<RationalFunction> square_root(const RationalFunction& z) {
    RationalFunction root = one;
    for (const auto& [part, side] : {std::pair(z.numerator(), 1L), std::pair(z.denominator(), -1L)}) {
      const auto [content, factors] = part.factors();
      if (content.sign() <= 0) return std::nullopt;
      const Value own = machine_.arithmetic().square_root(Rational(content));
      if (!is_exact_real(own)) return std::nullopt;
      root = side > 0 ? root * symbols_.convert(own).function : root / symbols_.convert(own).function;
      for (const auto& [factor, n] : factors) {
        if (n % 2 != 0) return std::nullopt;
        root = root * pow(factor, side * (n / 2));
      }
    }
    return root;
  }

  Machine& machine_;
  SymbolTable& symbols_;
  const Code& code_;
  long first_;
  int m_ = -1;
};

}  // namespace

Value infinite_sum_form(Machine& machine, const Code& code) {
  const BinderCode& binder = code.binders[0];
  if (code.source->name != "sum" || binder.terms[1].kind != Kind::infinity)
    throw Unsupported("a product without end in an identity");
  const long first = machine.range_end(binder.terms[0]);
  if (first > most_first || first < -most_first) throw Unsupported("a sum without end that begins far away");
  const bool doubt = machine.is_doubtful();
  const bool open = machine.symbols().take_open();
  const Value result = Series(machine, code, first).run();
  if (machine.symbols().take_open() || (machine.is_doubtful() && !doubt))
    throw Unsupported("a sum without end that is perhaps undefined");
  machine.symbols().set_open(open);
  return result;
}

}  // namespace dropcert::verify
