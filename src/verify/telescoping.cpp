#include "verify/telescoping.hpp"

#include <algorithm>

#include "verify/builtins.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace language;

namespace {

constexpr long most_order = 3;
constexpr std::size_t degrees[] = {2, 7};  // of the multiplier, in k
constexpr long latest_beginning = 4;       // the N from which on it holds
constexpr long most_factors = 40;
constexpr long most_exponent = 12;

}  // namespace

Symbolic later(Machine& machine, const Value& m, const Symbolic& function, long offset) {
  SymbolTable& symbols = machine.symbols();
  const int index = get_if<Symbolic>(m)->function.generators().front();
  const RationalFunction there = symbols.convert(machine.arithmetic().add(m, Rational(offset))).function;
  auto moved = [&](const std::vector<RationalFunction::Term>& terms) {
    RationalFunction sum;
    for (const RationalFunction::Term& term : terms) {
      RationalFunction product(term.coefficient);
      for (std::size_t g = 0; g < term.exponents.size(); ++g)
        if (const auto exponent = static_cast<long>(term.exponents[g]); exponent != 0)
          product =
              product *
              pow(static_cast<int>(g) == index ? there : RationalFunction::generator(static_cast<int>(g)),
                  exponent);
      sum = sum + product;
    }
    return sum;
  };
  return symbols.divide({moved(function.function.numerator_terms())},
                        {moved(function.function.denominator_terms())});
}

Telescoping::Telescoping(Machine& machine, const Code& sum, End end,
                         std::vector<std::pair<int, long>> varying, Value m)
    : machine_(machine),
      term_(sum.arguments[0]),
      k_slot_(sum.binders[0].slots[0]),
      end_(end),
      varying_(std::move(varying)),
      m_(std::move(m)) {
  SymbolTable& symbols = machine_.symbols();
  k_ = symbols.variable("k", SymbolTable::Range::nonnegative);
  k_index_ = symbols.index_of_variable("k");
  m_index_ = get_if<Symbolic>(m_)->function.generators().front();
}

void Telescoping::set(long shift) {
  machine_.slot(k_slot_) = k_;
  for (const auto& [slot, offset] : varying_) machine_.slot(slot) = form({1, 0, offset + shift});
}

Value Telescoping::form(Line line) const {
  const Arithmetic arithmetic = machine_.arithmetic();
  const Value sum = arithmetic.add(arithmetic.multiply(Rational(line.alpha), m_),
                                   arithmetic.multiply(Rational(line.beta), k_));
  return arithmetic.add(sum, Rational(line.offset));
}

std::optional<Telescoping::Line> Telescoping::line(const Value& value) const {
  constexpr long most = 1000;
  Line result;
  auto take = [&](const Rational& q, long& place) {
    const std::optional<long> n = q.is_integer() ? q.numerator().to_long() : std::nullopt;
    if (!n || *n > most || *n < -most) return false;
    place = *n;
    return true;
  };
  if (const auto* rational = get_if<Rational>(value))
    return take(*rational, result.offset) ? std::optional(result) : std::nullopt;
  const auto* symbolic = get_if<Symbolic>(value);
  if (!symbolic || !symbolic->function.denominator().constant()) return std::nullopt;
  for (const RationalFunction::Term& term : symbolic->function.numerator_terms()) {
    long* place = &result.offset;
    for (std::size_t g = 0; g < term.exponents.size(); ++g) {
      if (term.exponents[g] == 0) continue;
      const bool is_m = static_cast<int>(g) == m_index_;
      if (place != &result.offset || term.exponents[g] != 1 || (!is_m && static_cast<int>(g) != k_index_))
        return std::nullopt;
      place = is_m ? &result.alpha : &result.beta;
    }
    if (!take(term.coefficient, *place)) return std::nullopt;
  }
  return result;
}

// ---- the term as a product

Telescoping::Product Telescoping::inverse(Product a) const {
  a.rational = machine_.arithmetic().divide(Rational(1), a.rational);
  for (Factorial& factorial : a.factorials) factorial.is_above = !factorial.is_above;
  for (Power& power : a.powers) power.line = {-power.line.alpha, -power.line.beta, -power.line.offset};
  return a;
}

Telescoping::Product Telescoping::times(Product a, Product b) const {
  a.rational = machine_.arithmetic().multiply(a.rational, b.rational);
  a.factorials.insert(a.factorials.end(), b.factorials.begin(), b.factorials.end());
  a.powers.insert(a.powers.end(), b.powers.begin(), b.powers.end());
  if (static_cast<long>(a.factorials.size() + a.powers.size()) > most_factors)
    throw Unsupported("a product of too many factors");
  return a;
}

Telescoping::Product Telescoping::product(const Code& code) {
  auto part = [&](std::size_t i) { return product(code.arguments[i]); };
  auto factorial_of = [&](Line line, bool is_above, bool is_written) {
    Product result{Rational(1), {}, {}};
    result.factorials.push_back({line, is_above, is_written});
    return result;
  };
  switch (code.kind) {
    case Kind::multiply:
      return times(part(0), part(1));
    case Kind::divide:
      return times(part(0), inverse(part(1)));
    case Kind::negate: {
      Product result = part(0);
      result.rational = machine_.arithmetic().negate(result.rational);
      return result;
    }
    case Kind::factorial: {
      const std::optional<Line> n = line(machine_.value(code.arguments[0]));
      if (!n) throw Unsupported("a factorial of what is not linear");
      return factorial_of(*n, true, true);
    }
    case Kind::power: {
      const Value exponent = machine_.value(code.arguments[1]);
      const std::optional<Line> n = line(exponent);
      if (!n) break;
      if (n->alpha == 0 && n->beta == 0) {
        if (n->offset < -most_exponent || n->offset > most_exponent) break;
        const Product base = n->offset < 0 ? inverse(part(0)) : part(0);
        Product result{Rational(1), {}, {}};
        for (long i = 0; i < std::abs(n->offset); ++i) result = times(std::move(result), base);
        return result;
      }
      const Value base = machine_.value(code.arguments[0]);
      const auto* symbolic = get_if<Symbolic>(base);
      if (symbolic && machine_.symbols().depends_on(symbolic->function, {m_index_, k_index_})) break;
      if (!symbolic && !is_exact_real(base)) break;
      return {Rational(1), {}, {{base, *n}}};
    }
    case Kind::call:
      if (code.builtin && code.builtin->name == "binomial") {
        const std::optional<Line> n = line(machine_.value(code.arguments[0]));
        const std::optional<Line> k = line(machine_.value(code.arguments[1]));
        if (!n || !k) break;
        const Line rest{n->alpha - k->alpha, n->beta - k->beta, n->offset - k->offset};
        return times(factorial_of(*n, true, false),
                     times(factorial_of(*k, false, false), factorial_of(rest, false, false)));
      }
      break;
    default:
      break;
  }
  return {machine_.value(code), {}, {}};
}

// For all N >= 0: where 0 <= k <= end, all is defined; the term as products say is 0 for k > end; and what
// stands above the bar is a factorial for all k >= 0. Here 1/(-1)!, 1/(-2)!, ... are 0.
void Telescoping::require_regular(const Product& product) const {
  bool ends = false;
  for (const Factorial& factorial : product.factorials) {
    const Line& line = factorial.line;
    const bool is_ray = line.alpha >= 0 && line.beta >= 0 && line.offset >= 0;
    const bool is_triangle = line.alpha >= 0 && line.offset >= 0 &&
                             line.alpha + line.beta * end_.slope >= 0 &&
                             line.offset + line.beta * end_.offset >= 0;
    if (factorial.is_above ? !is_ray : factorial.is_written && !is_triangle)
      throw Unsupported("a factorial that is not defined everywhere");
    ends = ends || (!factorial.is_above && line.beta < 0 && line.alpha + line.beta * end_.slope <= 0 &&
                    line.offset + line.beta * (end_.offset + 1) < 0);
  }
  if (!ends) throw Unsupported("a sum that does not end by itself");
  for (const Power& power : product.powers)
    if (power.line.alpha < 0 || power.line.beta < 0 || power.line.offset < 0) {
      const std::optional<int> sign =
          is_exact_real(power.base)
              ? std::optional(exact_sign(power.base))
              : machine_.symbols().definite_sign(machine_.symbols().convert(power.base));
      if (!sign || *sign == 0) throw Unsupported("a power that is perhaps not defined");
    }
  const Symbolic rational = machine_.symbols().convert(product.rational);
  if (machine_.symbols().depends_on(rational.function.denominator(), {m_index_, k_index_}))
    throw Unsupported("a term with a denominator");
}

// (line + from + 1) ... (line + to), without the line's own offset.
Value Telescoping::rising(Line line, long from, long to) const {
  if (to - from > most_factors) throw Unsupported("factorials that are too far apart");
  Value result = Rational(1);
  for (long i = from + 1; i <= to; ++i)
    result = machine_.arithmetic().multiply(result, form({line.alpha, line.beta, i}));
  return result;
}

bool Telescoping::is_polynomial_in_k(const Value& value) const {
  SymbolTable& symbols = machine_.symbols();
  return !symbols.depends_on(symbols.convert(value).function.denominator(), {k_index_});
}

std::vector<Symbolic> Telescoping::by_powers_of_k(const Value& value) const {
  SymbolTable& symbols = machine_.symbols();
  const Symbolic symbolic = symbols.convert(value);
  const Symbolic denominator{symbolic.function.denominator()};
  std::vector<RationalFunction> sums;
  for (const RationalFunction::Term& term : symbolic.function.numerator_terms()) {
    RationalFunction rest(term.coefficient);
    std::size_t power = 0;
    for (std::size_t g = 0; g < term.exponents.size(); ++g) {
      const auto exponent = static_cast<long>(term.exponents[g]);
      if (static_cast<int>(g) == k_index_)
        power = term.exponents[g];
      else if (exponent != 0)
        rest = rest * pow(RationalFunction::generator(static_cast<int>(g)), exponent);
    }
    machine_.charge(1 + rest.size());
    if (power >= sums.size()) sums.resize(power + 1);
    sums[power] = sums[power] + rest;
  }
  std::vector<Symbolic> result;
  for (const RationalFunction& sum : sums) result.push_back(symbols.divide({sum}, denominator));
  return result;
}

// ---- the recurrence

Recurrence Telescoping::recurrence() {
  set(0);
  const Product first = product(term_);
  require_regular(first);
  for (const std::size_t degree : degrees)
    for (long most = 1; most <= most_order; ++most) {
      const std::optional<Recurrence> found = recurrence_of_order(first, most, degree);
      machine_.symbols().take_open();  // of divisors that are not 0 as functions
      if (found) return *found;
    }
  throw Unsupported("no recurrence of a sum is found");
}

// With t(N + i, k) = p_i(N, k) u(N, k) and u(N, k + 1) b(k + 1) = u(N, k) a(k), polynomials a_i and x are
// looked for with
//     a_0 p_0(k) + ... + a_s p_s(k) = a(k) x(k + 1) - b(k) x(k);
// then the sum of the left side, times u, over k = 0, 1, ... is the end of b(k) x(k) u(k), 0, without its
// beginning, which is 0 if b(0) is.
std::optional<Recurrence> Telescoping::recurrence_of_order(const Product& first, long most,
                                                           std::size_t degree) {
  const Arithmetic arithmetic = machine_.arithmetic();
  std::vector<Product> products{first};
  for (long i = 1; i <= most; ++i) {
    set(i);
    products.push_back(product(term_));
  }
  if (machine_.symbols().take_open()) throw Unsupported("a divisor in a sum that may be 0");
  std::vector<Value> p;
  for (const Product& one : products) p.push_back(one.rational);
  Value a = Rational(1);
  Value b = Rational(1);
  auto next = [&](Line line, long from, long to, Value& side) {
    side = arithmetic.multiply(side, rising(line, from, to));
  };
  for (std::size_t j = 0; j < first.factorials.size(); ++j) {
    const Factorial& factorial = first.factorials[j];
    const Line line = factorial.line;
    auto offset = [&](long i) { return line.offset + line.alpha * i; };
    const long end =
        factorial.is_above ? std::min(offset(0), offset(most)) : std::max(offset(0), offset(most));
    for (long i = 0; i <= most; ++i) {
      Value& side = p[static_cast<std::size_t>(i)];
      if (factorial.is_above)
        next(line, end, offset(i), side);
      else
        next(line, offset(i), end, side);
    }
    if (factorial.is_above || line.beta < 0) {
      // Above: (L + beta)! = L! (L + 1) ... (L + beta). Below: 1/(L - c)! = (L - c + 1) ... L/L!.
      if (factorial.is_above)
        next(line, end, end + line.beta, a);
      else
        next(line, end + line.beta, end, a);
    } else {
      next(line, end - line.beta, end, b);
    }
  }
  for (std::size_t j = 0; j < first.powers.size(); ++j) {
    const Power& power = first.powers[j];
    auto offset = [&](long i) { return power.line.offset + power.line.alpha * i; };
    const long end = std::min(offset(0), offset(most));
    for (long i = 0; i <= most; ++i) {
      Value& side = p[static_cast<std::size_t>(i)];
      side = arithmetic.multiply(side, arithmetic.power(power.base, Rational(offset(i) - end)));
    }
    const Value step = arithmetic.power(power.base, Rational(std::abs(power.line.beta)));
    if (power.line.beta >= 0) {
      a = arithmetic.multiply(a, step);
    } else {
      b = arithmetic.multiply(b, step);
    }
  }
  // Where k + 1 divides a(k) and b(k + 1), it is left out of both: it is not 0.
  const Value k_next = form({0, 1, 1});
  for (;;) {
    const Value less_a = arithmetic.divide(a, k_next);
    const Value less_b = arithmetic.divide(b, k_);
    if (!is_polynomial_in_k(less_a) || !is_polynomial_in_k(less_b)) break;
    const std::vector<Symbolic> powers = by_powers_of_k(less_b);
    if (powers.empty() || !powers[0].function.is_zero()) break;
    a = less_a;
    b = less_b;
  }
  const std::vector<Symbolic> b_powers = by_powers_of_k(b);
  if (b_powers.empty() || !b_powers[0].function.is_zero()) return std::nullopt;
  // x_0, ..., x_d, a_0, ..., a_s: the first a_s whose column depends on those before it.
  std::vector<std::vector<Symbolic>> columns;
  Value here = Rational(1);   // k^j
  Value there = Rational(1);  // (k + 1)^j
  for (std::size_t j = 0; j <= degree; ++j) {
    columns.push_back(
        by_powers_of_k(arithmetic.subtract(arithmetic.multiply(b, here), arithmetic.multiply(a, there))));
    here = arithmetic.multiply(here, k_);
    there = arithmetic.multiply(there, k_next);
  }
  for (const Value& one : p) columns.push_back(by_powers_of_k(one));
  return solve(std::move(columns), degree + 1);
}

// The least N, of a few, from which on all have a denominator with a sign.
std::optional<long> Telescoping::defined_from(const std::vector<Symbolic>& coefficients) const {
  SymbolTable& symbols = machine_.symbols();
  for (long from = 0; from <= latest_beginning; ++from)
    if (std::all_of(coefficients.begin(), coefficients.end(), [&](const Symbolic& coefficient) {
          const Symbolic below{coefficient.function.denominator()};
          return below.function.constant() || symbols.definite_sign(later(machine_, m_, below, from));
        }))
      return from;
  return std::nullopt;
}

// The first column from `unknowns` on that is a combination of those before it; the coefficients of the
// columns from `unknowns` on in it, if all coefficients are defined for all N.
std::optional<Recurrence> Telescoping::solve(std::vector<std::vector<Symbolic>> columns,
                                             std::size_t unknowns) {
  SymbolTable& symbols = machine_.symbols();
  const Symbolic zero{RationalFunction(Rational(0))};
  const Symbolic one{RationalFunction(Rational(1))};
  const Symbolic minus_one{RationalFunction(Rational(-1))};
  std::size_t height = 0;
  for (const std::vector<Symbolic>& column : columns) height = std::max(height, column.size());
  for (std::vector<Symbolic>& column : columns) column.resize(height, zero);
  struct Basis {
    std::vector<Symbolic> column;
    std::vector<Symbolic> combination;
    std::size_t pivot;
  };
  std::vector<Basis> basis;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    Basis next{columns[c], std::vector<Symbolic>(columns.size(), zero), 0};
    next.combination[c] = one;
    for (const Basis& before : basis) {
      const Symbolic value = next.column[before.pivot];
      if (value.function.is_zero()) continue;
      const Symbolic factor = symbols.multiply(minus_one, symbols.divide(value, before.column[before.pivot]));
      for (std::size_t i = 0; i < height; ++i) {
        machine_.charge(1 + factor.function.size() * before.column[i].function.size());
        next.column[i] = symbols.add(next.column[i], symbols.multiply(factor, before.column[i]));
      }
      for (std::size_t i = 0; i <= c; ++i)
        next.combination[i] =
            symbols.add(next.combination[i], symbols.multiply(factor, before.combination[i]));
    }
    while (next.pivot < height && next.column[next.pivot].function.is_zero()) ++next.pivot;
    if (next.pivot < height) {
      basis.push_back(std::move(next));
      continue;
    }
    if (c < unknowns) continue;
    if (c == unknowns) continue;  // S would be 0, but perhaps for some N
    const std::optional<long> from = defined_from(next.combination);
    if (!from) continue;
    Recurrence result{{}, *from};
    for (std::size_t i = unknowns; i < c; ++i)
      result.coefficients.push_back(symbols.multiply(minus_one, next.combination[i]));
    return result;
  }
  return std::nullopt;
}

}  // namespace dropcert::verify
