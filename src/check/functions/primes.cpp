// Primes: by a sieve, and by Miller and Rabin's test with bases that are known to suffice.
#include <bit>

#include "check/functions/functions.hpp"
#include "check/work.hpp"

namespace dropcert::check {

namespace {

constexpr std::uint64_t last_sieved = 100'000'000;
constexpr std::uint64_t block = 64;  // odd numbers in a word

// Whether n passes the test to that base, n - 1 = 2^s d with d odd.
bool passes(const mpz_class& n, unsigned base, const mpz_class& d, std::uint64_t s) {
  mpz_class x = base;
  mpz_powm(x.get_mpz_t(), x.get_mpz_t(), d.get_mpz_t(), n.get_mpz_t());
  for (std::uint64_t i = 0; i < s; ++i) {
    if (x == n - 1 || (i == 0 && x == 1)) return true;
    x = x * x % n;
  }
  return false;
}

// A number that fails is composite; one below the bound that passes to the first 13 primes is prime (Sorenson
// and Webster, Strong pseudoprimes to twelve prime bases, 2015).
bool is_prime(const mpz_class& n) {
  static const mpz_class bound("3317044064679887385961981");
  constexpr unsigned bases[] = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41};
  if (n < 2) return false;
  for (const unsigned base : bases)
    if (mpz_divisible_ui_p(n.get_mpz_t(), base)) return n == base;
  const std::uint64_t size = bits_of(n);
  require_at_most(size, 20'000, "the bits of a number that may be prime");
  const mpz_class before = n - 1;
  const std::uint64_t s = mpz_scan1(before.get_mpz_t(), 0);
  const mpz_class d = before >> word(s);
  for (const unsigned base : bases) {
    charge(times(size, 1 + times(size, size) / 4096));
    if (!passes(n, base, d, s)) return false;
  }
  if (n >= bound) throw OutOfReach("a large number that seems to be prime");
  return true;
}

std::uint64_t index_of_prime(const Value& value) {
  const std::uint64_t n = natural(value);
  if (n == 0) throw Undefined("the prime of number 0");
  return n;
}

// Of a real number: it does not decrease.
Value count_of_primes(Evaluator& evaluator, const Value& x) {
  const Value whole = apply_function(evaluator, "floor", {x});
  const auto count = [&](const Value& n) {
    if (exact_sign(n) < 0) return mpq_class(0);
    return mpq_class(to_mpz(evaluator.sequences().prime_count(natural(n))));
  };
  if (is_exact(whole)) return count(whole);
  const Interval all = to_interval(whole, evaluator.bits());
  if (!all.is_finite()) return all;
  const mpq_class low = count(apply_function(evaluator, "floor", {-upper(-all)}));
  const mpq_class high = count(apply_function(evaluator, "floor", {upper(all)}));
  if (low == high) return low;
  return span(Interval(low, all.bits()), Interval(high, all.bits()));
}

constexpr Function functions[] = {
    {"prime",
     [](Evaluator& e, const Arguments& a) {
       return Value(mpq_class(to_mpz(e.sequences().prime(index_of_prime(a[0])))));
     }},
    {"primepi", [](Evaluator& e, const Arguments& a) { return count_of_primes(e, a[0]); }},
};

}  // namespace

std::span<const Function> prime_functions() {
  return functions;
}

Truth isprime(const Value& value) {
  const auto* rational = get_if<mpq_class>(value);
  const mpz_class n =
      rational && rational->get_den() == 1 ? mpz_class(rational->get_num()) : signed_mpz(integer(value));
  return {is_prime(n) ? unsigned{true_bit} : unsigned{false_bit}};
}

// The bits stand for 1, 3, 5, ...; that of 1 stands for 2. counts_[i]: those before the word i.
void Sequences::sieve(std::uint64_t last) {
  require_at_most(last, last_sieved, "a prime");
  if (last < sieved_) return;
  const std::uint64_t words = std::min(std::max(last, 2 * sieved_), last_sieved) / (2 * block) + 1;
  sieved_ = words * 2 * block;
  charge(words * 12);
  composite_.assign(words, 0);
  for (std::uint64_t n = 3; n * n < sieved_; n += 2) {
    if (((composite_[n / 2 / block] >> (n / 2 % block)) & 1) != 0) continue;
    for (std::uint64_t m = n * n / 2; m < words * block; m += n)
      composite_[m / block] |= std::uint64_t{1} << (m % block);
  }
  counts_.assign(1, 0);
  for (const std::uint64_t bits : composite_)
    counts_.push_back(counts_.back() + static_cast<std::uint64_t>(std::popcount(~bits)));
}

std::uint64_t Sequences::prime_count(std::uint64_t n) {
  if (n < 2) return 0;
  sieve(n);
  const std::uint64_t odd = (n + 1) / 2;  // so many odd numbers are at most n
  const std::uint64_t rest = odd % block;
  if (rest == 0) return counts_[odd / block];
  const std::uint64_t kept = ~composite_[odd / block] & ((std::uint64_t{1} << rest) - 1);
  return counts_[odd / block] + static_cast<std::uint64_t>(std::popcount(kept));
}

std::uint64_t Sequences::prime(std::uint64_t number) {
  if (number == 1) return 2;
  for (std::uint64_t last = 1000; sieve(last), counts_.back() < number;
       last = std::min(4 * last, last_sieved))
    if (last == last_sieved) throw OutOfReach("a prime beyond the sieve");
  std::uint64_t low = 2;
  std::uint64_t high = std::min(sieved_ - 1, last_sieved);
  while (low < high) {
    const std::uint64_t middle = (low + high) / 2;
    (prime_count(middle) < number ? low : high) = prime_count(middle) < number ? middle + 1 : middle;
  }
  return low;
}

}  // namespace dropcert::check
