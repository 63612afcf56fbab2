#include "verify/closed_forms.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "exact/factorial.hpp"
#include "verify/builtins.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace language;

namespace {

constexpr long most_power = 60;

const RationalFunction one{Rational(1)};

RationalFunction number(long n) {
  return RationalFunction(Rational(n));
}

// ---- integrals

// What an integrand is made of: u^power exp(exponent + i angle) log(inside)^(0 or 1)/(linear)^below.
struct Piece {
  long power = 0;
  RationalFunction exponent, angle;
  std::optional<RationalFunction> inside;
  RationalFunction linear = one;
  long below = 0;
};

class Antiderivative {
 public:
  // The variable is counted from an end of the interval on, as far as `length` if that is finite; `both`: it
  // runs through all real numbers.
  Antiderivative(Machine& machine, int u, std::optional<RationalFunction> length, bool both)
      : machine_(machine), symbols_(machine.symbols()), u_(u), length_(std::move(length)), both_(both) {}

  RationalFunction integral(const RationalFunction& form) {
    RationalFunction sum;
    for (const auto& [key, coefficient] : split(form)) sum = sum + coefficient * of_key(key);
    return reduced(sum);
  }

 private:
  bool varies(const RationalFunction& form) const { return symbols_.depends_on(form, {u_}); }
  RationalFunction u() const { return RationalFunction::generator(u_); }

  // The summands: what varies with u, and its coefficient.
  std::vector<std::pair<RationalFunction, RationalFunction>> split(const RationalFunction& form) const {
    auto [content, factors] = form.denominator().factors();
    RationalFunction outside{content};
    RationalFunction inside = one;
    for (const auto& [factor, exponent] : factors) {
      RationalFunction& part = varies(factor) ? inside : outside;
      part = part * pow(factor, exponent);
    }
    std::vector<std::pair<RationalFunction, RationalFunction>> parts;
    for (const RationalFunction::Term& term : form.numerator_terms()) {
      RationalFunction key = one / inside;
      RationalFunction coefficient = RationalFunction(term.coefficient) / outside;
      for (std::size_t g = 0; g < term.exponents.size(); ++g) {
        if (term.exponents[g] == 0) continue;
        const RationalFunction generator = RationalFunction::generator(static_cast<int>(g));
        RationalFunction& part = varies(generator) ? key : coefficient;
        part = part * pow(generator, static_cast<long>(term.exponents[g]));
      }
      machine_.charge(1 + key.size());
      parts.emplace_back(key, coefficient);
    }
    return parts;
  }

  Piece piece_of(const RationalFunction& key) const {
    Piece piece;
    const auto takes = [&](int generator, long n) {
      const std::optional<Symbolic> exponent = symbols_.exponent(generator);
      const std::optional<Symbolic> angle = symbols_.angle(generator);
      if (exponent) piece.exponent = piece.exponent + number(n) * exponent->function;
      if (angle) piece.angle = piece.angle + number(n) * angle->function;
      return exponent || angle;
    };
    const std::vector<RationalFunction::Term> terms = key.numerator_terms();
    if (terms.size() != 1) throw Unsupported("an integrand whose numerator is no product");
    for (std::size_t g = 0; g < terms[0].exponents.size(); ++g) {
      const auto n = static_cast<long>(terms[0].exponents[g]);
      const auto generator = static_cast<int>(g);
      if (n == 0 || takes(generator, n)) continue;
      if (generator == u_)
        piece.power = n;
      else if (symbols_.is_logarithm(generator) && n == 1 && !piece.inside)
        piece.inside = symbols_.exp({RationalFunction::generator(generator)}).function;
      else
        throw Unsupported("an integrand without a known antiderivative");
    }
    const auto [content, factors] = key.denominator().factors();
    for (const auto& [factor, n] : factors) {
      const std::vector<int> own = factor.generators();
      const bool is_generator = own.size() == 1 && factor == RationalFunction::generator(own[0]);
      if (is_generator && takes(own[0], -n)) continue;
      if (piece.below != 0 || !is_linear(factor)) throw Unsupported("an integrand with such a denominator");
      piece.linear = factor;
      piece.below = n;
    }
    return piece;
  }

  bool is_linear(const RationalFunction& form) const {
    const RationalFunction slope = form.derivative(u_);
    return form.denominator().constant() && !slope.is_zero() && !varies(slope) && !varies(form - slope * u());
  }

  RationalFunction of_key(const RationalFunction& key) {
    if (!varies(key)) return key * times_length();
    const Piece piece = piece_of(key);
    if (piece.power > most_power || piece.below > most_power)
      throw Unsupported("an integrand of a high degree");
    if (piece.exponent.is_zero() && piece.angle.is_zero()) return of_power(piece);
    if (piece.inside || piece.below != 0) throw Unsupported("an integrand without a known antiderivative");
    for (const RationalFunction& part : {piece.exponent, piece.angle})
      if (!part.denominator().constant() && varies(part.denominator()))
        throw Unsupported("an exponential with a pole in an integrand");
    const RationalFunction turn = piece.angle.derivative(u_);
    if (!(piece.angle - turn * u()).is_zero() || varies(turn))
      throw Unsupported("a circular function of what is not linear in an integrand");
    const RationalFunction slope = piece.exponent.derivative(u_);
    if (!(piece.exponent - slope * u()).is_zero() || varies(slope)) return gaussian(piece, turn);
    return of_exponential(piece, slope, turn);
  }

  RationalFunction times_length() const {
    if (both_ || !length_) throw Unsupported("the integral of a constant over an infinite interval");
    return *length_;
  }

  // F at the far end minus F at 0.
  RationalFunction between_ends(const RationalFunction& primitive) {
    if (both_ || !length_) throw Unsupported("an integrand that does not fall off");
    return at(primitive, *length_) - at(primitive, {});
  }
  RationalFunction at(const RationalFunction& form, const RationalFunction& value) {
    return symbols_.substituted({form}, u_, {value}).function;
  }

  // u^k log(l)^(0 or 1)/(l')^n.
  RationalFunction of_power(const Piece& piece) {
    if (piece.inside) {
      if (piece.below != 0 || !is_linear(*piece.inside))
        throw Unsupported("an integrand without a known antiderivative");
      // Of u = (l - b)/a: the sum of binomial multiples of l^i log l, whose antiderivative is
      // l^(i + 1) (log l - 1/(i + 1))/(i + 1); at l = 0 it is 0.
      const RationalFunction slope = piece.inside->derivative(u_);
      const RationalFunction start = *piece.inside - slope * u();
      if (both_ || !length_) throw Unsupported("a logarithm over an infinite interval");
      RationalFunction sum;
      for (const auto& [point, side] : {std::pair(*length_, 1L), std::pair(RationalFunction(), -1L)}) {
        const RationalFunction l = start + slope * point;
        if (l.is_zero()) continue;
        const RationalFunction logarithm = symbols_.log({l}).function;
        for (long i = 0; i <= piece.power; ++i) {
          const RationalFunction times =
              RationalFunction(Rational(
                  exact::binomial(static_cast<unsigned long>(piece.power), static_cast<unsigned long>(i)))) *
              (i == piece.power ? one : pow(number(-1) * start, piece.power - i));
          sum = sum + number(side) * times * pow(l, i + 1) * (logarithm - one / number(i + 1)) /
                          (number(i + 1) * pow(slope, piece.power + 1));
        }
      }
      return sum;
    }
    if (piece.below == 0) return between_ends(pow(u(), piece.power + 1) / number(piece.power + 1));
    const RationalFunction slope = piece.linear.derivative(u_);
    const RationalFunction start = piece.linear - slope * u();
    if (piece.power > 0 && start.is_zero()) throw Unsupported("an integrand that is not reduced");
    // u^k = ((l - b)/a)^k, so a sum of multiples of l^(i - n).
    RationalFunction sum;
    for (long i = 0; i <= piece.power; ++i) {
      const RationalFunction times =
          RationalFunction(Rational(
              exact::binomial(static_cast<unsigned long>(piece.power), static_cast<unsigned long>(i)))) *
          (i == piece.power ? one : pow(number(-1) * start, piece.power - i)) / pow(slope, piece.power + 1);
      const long n = i - piece.below;
      auto at_end = [&](const RationalFunction& l) {
        if (l.is_zero() && n < 0) throw Unsupported("an integrand with a pole at an end");
        if (n == -1) return symbols_.log({l}).function;
        return pow(l, n + 1) / number(n + 1);
      };
      if (!length_ && (n >= -1 || both_)) throw Unsupported("an integrand that does not fall off");
      sum = sum + times * ((length_ ? at_end(start + slope * *length_) : RationalFunction()) - at_end(start));
    }
    // No pole on the way: l has a sign at all points, as has the divisor, which is seen where it is met.
    if (!symbols_.definite_sign({piece.linear})) throw Unsupported("an integrand with a pole");
    return sum;
  }

  RationalFunction reduced(const RationalFunction& form) { return symbols_.multiply({form}, {one}).function; }

  // exp(c u) times the sum of (-1)^j k!/(k - j)! u^(k - j)/c^(j + 1), c = slope + i turn, not 0.
  RationalFunction of_exponential(const Piece& piece, const RationalFunction& slope,
                                  const RationalFunction& turn) {
    const std::optional<int> sign = symbols_.definite_sign({slope});
    const bool turns = symbols_.definite_sign({turn}).value_or(0) != 0;
    if (sign.value_or(0) == 0 && !turns) throw Unsupported("an exponential whose rate has no sign");
    const RationalFunction inverse =
        turn.is_zero() ? one / slope
                       : (slope - symbols_.imaginary_unit() * turn) / (slope * slope + turn * turn);
    std::vector<RationalFunction> factors{inverse};
    for (long j = 0; j < piece.power; ++j)
      factors.push_back(reduced(factors.back() * number(j - piece.power) * inverse));
    auto value = [&](const RationalFunction& point) {
      RationalFunction sum;
      for (const RationalFunction& factor : factors) sum = sum * point + factor;
      return sum * symbols_.exp({slope * point}).function * symbols_.cis({turn * point}).function;
    };
    if (length_) return value(*length_) - value({});
    if (both_ || sign.value_or(1) >= 0) throw Unsupported("an integrand that does not fall off");
    return number(-1) * value({});
  }

  // sqrt(q) of a positive form, rational factors and pi apart, so that equal numbers have equal forms.
  RationalFunction square_root(const RationalFunction& form) {
    Value root = Rational(1);
    RationalFunction rest = one;
    for (const auto& [part, side] : {std::pair(form.numerator(), 1L), std::pair(form.denominator(), -1L)}) {
      auto [content, factors] = part.factors();
      const Value own = machine_.arithmetic().square_root(Rational(content));
      root = side > 0 ? machine_.arithmetic().multiply(root, own) : machine_.arithmetic().divide(root, own);
      for (const auto& [factor, n] : factors) rest = rest * pow(factor, side * n);
    }
    return symbols_.convert(root).function *
           symbols_.power({rest}, {RationalFunction(Rational(1, 2))}).function;
  }

  // u^k exp(-a u^2 + (b + i turn) u), over all real numbers, or b = turn = 0 from 0 on.
  RationalFunction gaussian(const Piece& piece, const RationalFunction& turn) {
    const RationalFunction a = piece.exponent.derivative(u_).derivative(u_) / number(-2);
    const RationalFunction b = piece.exponent.derivative(u_) + number(2) * a * u();
    if (length_ || varies(a) || varies(b) || !(piece.exponent + a * u() * u() - b * u()).is_zero())
      throw Unsupported("an integrand without a known antiderivative");
    const std::optional<int> sign = symbols_.definite_sign({a});
    if (!sign) throw Unsupported("an exponential whose rate has no sign");
    if (*sign <= 0) throw Unsupported("an integrand that grows without bound");
    const RationalFunction root_of_pi =
        symbols_.power(symbols_.convert(ExactNumber::pi()), {RationalFunction(Rational(1, 2))}).function;
    const RationalFunction whole = root_of_pi / square_root(a);
    const long k = piece.power;
    if (!both_) {
      if (!b.is_zero() || !turn.is_zero()) throw Unsupported("a normal law over half of the numbers");
      if (k % 2 == 1)
        return RationalFunction(Rational(factorial(static_cast<unsigned long>(k / 2)))) /
               (number(2) * pow(a, k / 2 + 1));
    }
    RationalFunction mean = b / (number(2) * a);
    if (!turn.is_zero()) mean = mean + symbols_.imaginary_unit() * turn / (number(2) * a);
    const RationalFunction variance = one / (number(2) * a);
    RationalFunction before;
    RationalFunction moment = one;
    for (long i = 1; i <= k; ++i) {
      const RationalFunction next = reduced(mean * moment + number(i - 1) * variance * before);
      before = moment;
      moment = next;
    }
    const RationalFunction all = whole * moment *
                                 symbols_.exp({(b * b - turn * turn) / (number(4) * a)}).function *
                                 symbols_.cis({b * turn / (number(2) * a)}).function;
    return both_ ? all : all / number(2);
  }

  Machine& machine_;
  SymbolTable& symbols_;
  int u_;
  std::optional<RationalFunction> length_;
  bool both_;
};

std::string new_name(Machine& machine) {
  return machine.enter_form_variable();
}

struct Named {
  Machine& machine;
  std::string name = new_name(machine);
  ~Named() { machine.leave_form_variable(); }
};

}  // namespace

Value integral_form(Machine& machine, const Code& code) {
  using Range = SymbolTable::Range;
  const BinderCode& binder = code.binders[0];
  const Domain& domain = binder.source->domain;
  SymbolTable& symbols = machine.symbols();
  const Arithmetic arithmetic = machine.arithmetic();
  std::optional<Value> ends[2];
  for (std::size_t i = 0; i < binder.terms.size(); ++i)
    if (binder.terms[i].kind != Kind::infinity) ends[i] = machine.value(binder.terms[i]);
  for (const std::optional<Value>& end : ends)
    if (end && symbols.mentions_p(symbols.convert(*end))) throw Unsupported("an end that is a function of p");
  const auto* low = ends[0] ? get_if<Rational>(*ends[0]) : nullptr;
  const auto* high = ends[1] ? get_if<Rational>(*ends[1]) : nullptr;
  const bool is_known = low && high && *low < *high;
  std::string reason = "an integrand without a known antiderivative";
  for (const bool from_high : {false, true}) {
    if (!ends[from_high ? 1 : 0] && (ends[0] || ends[1])) continue;
    if (from_high && !ends[1]) continue;
    const bool doubt = machine.is_doubtful();
    const bool open = symbols.take_open();
    const Named named{machine};
    try {
      const bool both = !ends[0] && !ends[1];
      const bool is_open = from_high ? domain.high_open : domain.low_open;
      std::optional<RationalFunction> length;
      if (ends[0] && ends[1]) length = symbols.convert(arithmetic.subtract(*ends[1], *ends[0])).function;
      const bool has_order =
          is_known || (!both && !length) || (length && symbols.definite_sign({*length}) == 1);
      const Range range = !has_order ? Range::real : is_open ? Range::positive : Range::nonnegative;
      SignRange bounds;
      if (is_known) bounds = {Rational(0), *high - *low, false};
      const Symbolic u = symbols.variable(named.name, range, bounds);
      const int g = symbols.index_of_variable(named.name);
      if (!(u.function == RationalFunction::generator(g))) throw Unsupported("an integrand with roots");
      const Value x = both        ? Value(u)
                      : from_high ? arithmetic.subtract(*ends[1], u)
                                  : arithmetic.add(*ends[0], u);
      machine.slot(binder.slots[0]) = x;
      const Symbolic form = symbols.convert(machine.value(code.arguments[0]));
      if (symbols.mentions_p(form)) throw Unsupported("a function of p in an integrand");
      // Defined at every number of the interval: else the point of a pole would be left out.
      if (machine.is_doubtful() && !doubt) throw Unsupported("an integrand that is perhaps undefined");
      const RationalFunction result = Antiderivative(machine, g, length, both).integral(form.function);
      if (symbols.depends_on(result, {g})) throw Unsupported("an integral that was not found");
      if (!symbols.take_open()) {
        symbols.set_open(open);
        return Symbolic{result};
      }
      reason = "an integral whose ends are perhaps poles";
    } catch (const Unsupported& error) {
      reason = error.what();
    } catch (const Undefined&) {
      reason = "an integrand that is undefined, which does not matter over no numbers";
    }
    if (machine.is_doubtful() && !doubt) machine.clear_doubt();
    symbols.set_open(open);
  }
  throw Unsupported(reason);
}

// The term is a form of x, which runs through an open interval around the point: with a positive variable as
// the point does, else through the numbers of the point's sign, or all. It is defined there, so that the form
// is the function, which is analytic.
Value derivative_form(Machine& machine, const Code& code, const Value& point, unsigned long order) {
  using Range = SymbolTable::Range;
  SymbolTable& symbols = machine.symbols();
  const Symbolic at = symbols.convert(point);
  const std::optional<int> own = symbols.only_positive_variable(at);
  const int sign = own ? 1 : symbols.definite_sign(at).value_or(0);
  const bool doubt = machine.is_doubtful();
  const bool open = symbols.take_open();
  machine.clear_doubt();
  std::optional<Symbolic> result;
  std::string reason = "a derivative of what is perhaps undefined";
  try {
    const Named named{machine};
    const Symbolic variable = symbols.variable(named.name, sign == 0 ? Range::real : Range::positive);
    const int g = symbols.index_of_variable(named.name);
    const long power = variable.function.monomial_exponents()->at(static_cast<std::size_t>(g));
    const Symbolic opposite{number(-1) * at.function};
    const Symbolic x = own        ? symbols.substituted(at, *own, {RationalFunction::generator(g)})
                       : sign < 0 ? Symbolic{number(-1) * variable.function}
                                  : variable;
    machine.slot(code.binders[0].slots[0]) = x;
    const Symbolic form = symbols.convert(machine.value(code.arguments[0]));
    machine.charge((order + 1) * (1 + form.function.size()));
    if (symbols.mentions_p(form)) throw Unsupported("the derivative of a function of p");
    Symbolic place = own ? Symbolic{RationalFunction::generator(*own)} : sign < 0 ? opposite : at;
    if (!own && power != 1) place = symbols.power(place, {RationalFunction(Rational(1, power))});
    const Symbolic derivative = symbols.derivative_at(form, x, g, order, place);
    if (!machine.is_doubtful() && !symbols.take_open()) result = derivative;
  } catch (const Unsupported& error) {
    reason = error.what();
  } catch (const Undefined&) {
    reason = "a term that is undefined next to the point of a derivative";
  }
  machine.clear_doubt();
  if (doubt) machine.doubt();
  symbols.set_open(open);
  if (!result) throw Unsupported(reason);
  return *result;
}

Value named_constant(SymbolTable& symbols, const std::string& name) {
  return symbols.variable("constant " + name, SymbolTable::Range::positive);
}

bool has_limits(const Code& code) {
  const bool is_binding = code.kind == Kind::binding && !code.binders.empty();
  if (is_binding && (code.source->name == "integral" || code.binders[0].is_region())) return true;
  return std::any_of(code.arguments.begin(), code.arguments.end(), has_limits);
}

namespace {

// The terms are evaluated once more with forms, in which what is not known exactly has no place but by name.
bool have_equal_forms(Machine& machine, const std::function<Value()>& a, const std::function<Value()>& b,
                      bool are_defined) {
  const Machine::Afresh afresh(machine);
  bool has_enclosures = false;
  const bool are_equal = machine.is_seen_with_forms([&] {
    const Value difference = machine.arithmetic().subtract(a(), b());
    const bool is_zero = machine.symbols().convert(difference).function.is_zero();
    has_enclosures = machine.symbols().take_enclosed();
    return is_zero && (are_defined || !machine.is_doubtful());
  });
  machine.used_balls = machine.used_balls || (are_equal && has_enclosures);
  return are_equal;
}

}  // namespace

bool are_equal_as_forms(Machine& machine, const Code& a, const Code& b, bool are_defined) {
  return have_equal_forms(
      machine, [&] { return machine.value(a); }, [&] { return machine.value(b); }, are_defined);
}

bool is_equal_as_form(Machine& machine, const Code& term, const Value& number) {
  return have_equal_forms(
      machine, [&] { return machine.value(term); }, [&] { return number; }, true);
}

}  // namespace dropcert::verify
