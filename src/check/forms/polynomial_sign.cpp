#include "check/forms/polynomial_sign.hpp"

#include <algorithm>

#include "check/integers.hpp"
#include "check/work.hpp"

namespace dropcert::check {

namespace {

constexpr std::size_t most_terms = 500;
constexpr std::uint64_t most_bits = 4096;  // of a coefficient
constexpr std::int32_t most_degree = 40;
constexpr int most_halves = 250;
constexpr int deepest = 12;
constexpr std::size_t most_variables = 9;
constexpr std::size_t most_signs = 4;       // variables taken with both signs
constexpr std::size_t slack = generator_p;  // by which a polynomial is made homogeneous: it has no p

Polynomial generator(std::size_t g) {
  return {generator_power(g, 1), 1};
}

std::int32_t total_degree(const Monomial& monomial) {
  std::int32_t sum = 0;
  for (const std::int32_t exponent : monomial.exponents) sum += exponent;
  return sum;
}

std::vector<std::size_t> generators_of(const Polynomial& a) {
  std::vector<std::size_t> result;
  for (std::size_t g = 0; g < max_generators; ++g)
    if (a.mentions(g, g + 1)) result.push_back(g);
  return result;
}

std::size_t negative_terms(const Polynomial& a) {
  return static_cast<std::size_t>(
      std::count_if(a.terms().begin(), a.terms().end(), [](const auto& term) { return term.second < 0; }));
}

// Whether a is such that the substitutions apply, and not too large for them.
bool is_suitable(const Polynomial& a) {
  return !a.is_zero() && !a.has_roots() && !a.mentions(0, first_free_generator) &&
         a.terms().size() <= most_terms && generators_of(a).size() <= most_variables &&
         std::all_of(a.terms().begin(), a.terms().end(), [](const auto& term) {
           return total_degree(term.first) <= most_degree && bits_of(term.second) <= most_bits;
         });
}

// The generator x runs through its bounds as t >= 0 does, which takes its place: low + t, high - t, or
// (low + high t)/(1 + t); times a positive power of the denominator.
Polynomial from_zero(const Polynomial& a, std::size_t x, const Bounds& bounds) {
  const mpq_class low = bounds.low.value_or(0);
  const mpq_class high = bounds.high.value_or(0);
  const mpz_class common = lcm(low.get_den(), high.get_den());
  auto whole = [&](const mpq_class& q) {
    return Polynomial(mpz_class(q.get_num() * (common / q.get_den())));
  };
  const Polynomial t = generator(x);
  Polynomial top = bounds.low ? whole(low) : whole(high);
  Polynomial bottom(common);
  if (bounds.low && bounds.high) {
    top += whole(high) * t;
    bottom += Polynomial(common) * t;
  } else {
    top += Polynomial(bounds.low ? common : mpz_class(-common)) * t;
  }
  return substituted(a, x, top, bottom);
}

Polynomial homogeneous(const Polynomial& a) {
  std::int32_t degree = 0;
  for (const auto& [monomial, coefficient] : a.terms()) degree = std::max(degree, total_degree(monomial));
  Polynomial result;
  for (auto [monomial, coefficient] : a.terms()) {
    monomial.exponents[slack] = degree - total_degree(monomial);
    result.add(monomial, coefficient);
  }
  return result;
}

// At some points: saves work.
bool is_negative_somewhere(const Polynomial& a) {
  unsigned state = 1;
  for (int i = 0; i < 40; ++i) {
    std::array<unsigned, max_generators> point{};
    for (unsigned& coordinate : point) {
      state = state * 1103515245U + 12345U;
      coordinate = (state >> 20U & 3U) == 0 ? 0 : state >> 16U & 15U;
    }
    charge(4 * a.terms().size());
    mpz_class sum;
    for (const auto& [monomial, coefficient] : a.terms()) {
      mpz_class term = coefficient;
      for (std::size_t g = 0; g < max_generators; ++g)
        for (std::int32_t n = monomial[g]; n > 0; --n) term *= point[g];
      sum += term;
    }
    if (sum < 0) return true;
  }
  return false;
}

// Of a homogeneous polynomial in variables that are not negative: as long as a coefficient is negative, it is
// looked at where x >= y, with x + y for x, and where y >= x.
bool is_seen(const Polynomial& a, int depth, int& halves) {
  if (negative_terms(a) == 0) return true;
  if (depth == deepest || ++halves > most_halves || a.terms().size() > most_terms) return false;
  for (const auto& [monomial, coefficient] : a.terms()) {
    const auto zeros = std::count(monomial.exponents.begin(), monomial.exponents.end(), 0);
    if (coefficient < 0 && static_cast<std::size_t>(zeros) + 1 >= max_generators) return false;
    if (bits_of(coefficient) > most_bits) return false;
  }
  std::pair<Polynomial, Polynomial> best;
  std::optional<std::size_t> least;
  const std::vector<std::size_t> all = generators_of(a);
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = i + 1; j < all.size(); ++j) {
      Polynomial sum = generator(all[i]);
      sum += generator(all[j]);
      std::pair<Polynomial, Polynomial> two{substituted(a, all[i], sum, Polynomial(1)),
                                            substituted(a, all[j], sum, Polynomial(1))};
      const std::size_t left = negative_terms(two.first) + negative_terms(two.second);
      if (least && left >= *least) continue;
      least = left;
      best = std::move(two);
    }
  return least && is_seen(best.first, depth + 1, halves) && is_seen(best.second, depth + 1, halves);
}

}  // namespace

bool is_nowhere_negative(Polynomial a, const Box& box) {
  if (a.is_zero()) return true;
  if (!is_suitable(a)) return false;
  std::vector<std::size_t> both_signs;
  for (const std::size_t g : generators_of(a)) {
    if (box[g].low || box[g].high)
      a = from_zero(a, g, box[g]);
    else
      both_signs.push_back(g);
  }
  if (both_signs.size() > most_signs) return false;
  for (unsigned signs = 0; signs < 1U << both_signs.size(); ++signs) {
    Polynomial turned;
    for (const auto& [monomial, coefficient] : a.terms()) {
      int sign = 1;
      for (std::size_t i = 0; i < both_signs.size(); ++i)
        if ((signs >> i & 1U) != 0 && monomial[both_signs[i]] % 2 != 0) sign = -sign;
      turned.add(monomial, sign * coefficient);
    }
    turned = homogeneous(turned);
    int halves = 0;
    if (is_negative_somewhere(turned) || !is_seen(turned, 0, halves)) return false;
  }
  return true;
}

bool is_positive_on(const Polynomial& a, const Box& box) {
  if (!is_suitable(a)) return false;
  const std::vector<std::size_t> all = generators_of(a);
  Polynomial moved = a;
  for (const std::size_t g : all) {
    if (box[g].low || box[g].high)
      moved = from_zero(moved, g, box[g]);
    else if (std::any_of(a.terms().begin(), a.terms().end(),
                         [g](const auto& term) { return term.first[g] % 2 != 0; }))
      return false;
  }
  if (negative_terms(moved) > 0) return false;
  // A point has some variables at t = 0, some at infinity (a high end beside a low one): there a term must
  // remain, whose other variables may be anything.
  for (unsigned corner = 0; corner < 1U << all.size(); ++corner) {
    auto remains = [&](const Polynomial::Term& term) {
      for (std::size_t i = 0; i < all.size(); ++i) {
        const Bounds& bounds = box[all[i]];
        const bool is_far = (corner >> i & 1U) != 0;
        const bool is_met = is_far ? bounds.low && bounds.high : !bounds.low || !bounds.excludes_low;
        if (is_met && term.first[all[i]] != (is_far ? degree_in(a, all[i]) : 0)) return false;
      }
      return true;
    };
    charge(moved.terms().size());
    if (std::none_of(moved.terms().begin(), moved.terms().end(), remains)) return false;
  }
  return true;
}

}  // namespace dropcert::check
