#include "check/functions/sequences.hpp"

#include <algorithm>
#include <string>

#include "check/integers.hpp"
#include "check/work.hpp"

namespace dropcert::check {

namespace {

constexpr std::uint64_t kept_rows = 200;
constexpr std::uint64_t last_row = 2000;  // beyond it a number of a triangle is computed alone

void require(std::uint64_t n, std::uint64_t most, const char* what) {
  if (n > most) throw OutOfReach(std::string(what) + " beyond " + std::to_string(most));
}

// The n-th row of T(n, k), for n up to 20 and for every hundredth, against the differences of x^n at 0.
void check_surjections(const Triangle::Row& row) {
  const std::size_t n = row.size() - 1;
  if (n > 20 && n % 100 != 0) return;
  charge(times(times(n, n), 1 + n / 512));
  Triangle::Row values(n + 1);
  for (std::size_t x = 0; x <= n; ++x) mpz_ui_pow_ui(values[x].get_mpz_t(), word(x), word(n));
  for (std::size_t k = 1; k <= n; ++k)
    for (std::size_t x = n; x >= k; --x) values[x] -= values[x - 1];
  if (values != row) throw OutOfReach("two routes to a row of T(n, k) differ");
}

// The k-th difference of x^n at 0: sum (-1)^(k-i) C(k, i) i^n.
mpz_class difference(std::uint64_t n, std::uint64_t k) {
  mpz_class sum;
  mpz_class term;
  mpz_class choices = 1;
  for (std::uint64_t i = 0; i <= k; ++i) {
    charge(1 + n / 4);
    mpz_ui_pow_ui(term.get_mpz_t(), word(k - i), word(n));
    term *= choices;
    sum += i % 2 == 0 ? term : mpz_class(-term);
    choices = choices * word(k - i) / word(i + 1);
  }
  return sum;
}

// T_1..T_n: tan x = sum T_j x^(2j-1)/(2j-1)!; Brent and Harvey, Fast computation of Bernoulli, tangent and
// secant numbers (2013), algorithm TangentNumbers.
std::vector<mpz_class> tangent_numbers(std::size_t n) {
  std::vector<mpz_class> t(n + 1);
  t[1] = 1;
  for (std::size_t k = 2; k <= n; ++k) t[k] = t[k - 1] * (k - 1);
  for (std::size_t k = 2; k <= n; ++k) {
    charge(times(n - k + 1, 1 + n / 128));
    for (std::size_t j = k; j <= n; ++j) t[j] = t[j - 1] * (j - k) + t[j] * (j - k + 2);
  }
  return t;
}

}  // namespace

void Triangle::step(Row& row) const {
  charge(times(row.size(), 1 + row.size() / 512));
  row.emplace_back(0);
  for (std::size_t k = row.size() - 1; k >= 1; --k) {
    row[k] *= k;
    row[k] += row[k - 1] * weight_(static_cast<std::int32_t>(k));
  }
  row[0] = 0;
  if (check_) check_(row);
}

const Triangle::Row& Triangle::row(std::uint64_t n) {
  while (rows_.size() <= std::min(n, kept_rows)) {
    Row next = rows_.back();
    step(next);
    rows_.push_back(std::move(next));
  }
  if (n <= kept_rows) return rows_[static_cast<std::size_t>(n)];
  if (late_.empty() || late_index_ > n) {
    late_ = rows_.back();
    late_index_ = kept_rows;
  }
  while (late_index_ < n) {
    Row next = std::move(late_);
    late_.clear();  // should the work end here, it begins anew
    step(next);
    late_ = std::move(next);
    ++late_index_;
  }
  return late_;
}

// The last: p^k has the derivative k p^k - k p^(k+1).
Sequences::Sequences()
    : stirling_({1}, [](std::int32_t) { return 1; }),
      surjections_(
          {1}, [](std::int32_t k) { return k; }, check_surjections),
      derivatives_({0, 1}, [](std::int32_t k) { return 1 - k; }) {}

const mpz_class& Sequences::factorial(std::uint64_t n) {
  constexpr std::uint64_t kept = 1000;  // that are all kept; of the others the last one
  require(n, 1'000'000, "a factorial");
  while (n <= kept && factorials_.size() <= n) {
    charge(1 + factorials_.size() / 8);
    factorials_.push_back(factorials_.back() * factorials_.size());
  }
  if (n <= kept) return factorials_[static_cast<std::size_t>(n)];
  if (n == large_.first) return large_.second;
  charge(1 + (n == large_.first + 1 ? n / 8 : n * 2));
  if (n == large_.first + 1)
    large_.second *= to_mpz(n);
  else
    mpz_fac_ui(large_.second.get_mpz_t(), word(n));
  large_.first = n;
  return large_.second;
}

mpz_class Sequences::stirling2(std::uint64_t n, std::uint64_t k) {
  if (k > n) return 0;
  return n <= last_row ? stirling_.row(n)[static_cast<std::size_t>(k)]
                       : mpz_class(surjections(n, k) / factorial(k));
}

mpz_class Sequences::surjections(std::uint64_t n, std::uint64_t k) {
  if (k > n) return 0;
  require(n, 10'000, "the index of a Stirling number");
  return n <= last_row ? surjections_.row(n)[static_cast<std::size_t>(k)] : difference(n, k);
}

const mpz_class& Sequences::bell(std::uint64_t n) {
  require(n, 3000, "a Bell number");
  while (bells_.size() <= n) {
    charge(times(bell_row_.size(), 1 + bell_row_.size() / 512));
    std::vector<mpz_class> row{bell_row_.back()};
    for (const mpz_class& above : bell_row_) row.push_back(row.back() + above);
    bells_.push_back(row.front());
    bell_row_ = std::move(row);
  }
  return bells_[static_cast<std::size_t>(n)];
}

mpq_class Sequences::bernoulli(std::uint64_t n) {
  if (n == 0) return 1;
  if (n == 1) return mpq_class(-1, 2);
  if (n % 2 == 1) return 0;
  require(n, 6000, "a Bernoulli number");
  const auto half = static_cast<std::size_t>(n / 2);
  if (tangents_.size() <= half)
    tangents_ =
        tangent_numbers(std::max({half, std::min(2 * tangents_.size(), std::size_t{3000}), std::size_t{64}}));
  const mpz_class four = mpz_class(1) << word(n);  // 4^(n/2)
  mpq_class result(tangents_[half] * word(n), four * (four - 1));
  result.canonicalize();
  return n % 4 == 0 ? mpq_class(-result) : result;
}

const std::vector<mpz_class>& Sequences::sigmoid_derivative(std::uint64_t n) {
  require(n, 2000, "the order of a derivative");
  return derivatives_.row(n);
}

mpz_class Sequences::stirling1(std::uint64_t n, std::uint64_t k) {
  require(n, 1000, "the index of a Stirling number of the first kind");
  if (k > n) return 0;
  while (cycles_.size() <= n) {
    const Triangle::Row& row = cycles_.back();
    const mpz_class m = to_mpz(row.size() - 1);
    charge(times(row.size(), 1 + row.size() / 8));
    Triangle::Row next(row.size() + 1);
    for (std::size_t i = 0; i < row.size(); ++i) {
      next[i + 1] += row[i];
      next[i] -= m * row[i];
    }
    cycles_.push_back(std::move(next));
  }
  return cycles_[n][k];
}

mpq_class Sequences::harmonic(std::uint64_t n) {
  require(n, 100'000, "the index of a harmonic number");
  charge(times(n, 1 + n / 1024));
  const auto sum = [](auto& self, std::uint64_t low, std::uint64_t high) -> std::pair<mpz_class, mpz_class> {
    if (low == high) return {1, to_mpz(low)};
    const auto [a, b] = self(self, low, (low + high) / 2);
    const auto [c, d] = self(self, (low + high) / 2 + 1, high);
    return {a * d + c * b, b * d};
  };
  if (n == 0) return 0;
  const auto [above, below] = sum(sum, 1, n);
  mpq_class result(above, below);
  result.canonicalize();
  return result;
}

}  // namespace dropcert::check
