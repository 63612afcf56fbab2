#include "check/sequences.hpp"

#include <algorithm>
#include <string>

#include "check/outcome.hpp"

namespace dropcert::check {

namespace {

constexpr unsigned long kept_rows = 200;
constexpr unsigned long difference_rows = 100;

void require(unsigned long n, unsigned long most, const char* what) {
  if (n > most) throw Unsupported(std::string(what) + " beyond " + std::to_string(most));
}

// From row n to row n + 1, in place.
void advance_stirling_row(std::vector<mpz_class>& row) {
  row.emplace_back(0);
  for (std::size_t k = row.size() - 1; k >= 1; --k) {
    row[k] *= k;
    row[k] += row[k - 1];
  }
  row[0] = 0;
}

// The k-th differences of x^n at 0 for k = 0..n.
std::vector<mpz_class> difference_row(unsigned long n) {
  std::vector<mpz_class> values(n + 1);
  for (unsigned long x = 0; x <= n; ++x) mpz_ui_pow_ui(values[x].get_mpz_t(), x, n);
  for (std::size_t k = 1; k <= n; ++k)
    for (std::size_t x = n; x >= k; --x) values[x] -= values[x - 1];
  return values;
}

// T_1..T_n: tan x = sum T_j x^(2j-1)/(2j-1)!; Brent and Harvey, Fast computation of Bernoulli, tangent and
// secant numbers (2013), algorithm TangentNumbers.
std::vector<mpz_class> tangent_numbers(std::size_t n) {
  std::vector<mpz_class> t(n + 1);
  t[1] = 1;
  for (std::size_t k = 2; k <= n; ++k) t[k] = t[k - 1] * (k - 1);
  for (std::size_t k = 2; k <= n; ++k)
    for (std::size_t j = k; j <= n; ++j) t[j] = t[j - 1] * (j - k) + t[j] * (j - k + 2);
  return t;
}

}  // namespace

const mpz_class& Sequences::factorial(unsigned long n) {
  require(n, 20'000, "a factorial");
  while (factorials_.size() <= n) factorials_.push_back(factorials_.back() * factorials_.size());
  return factorials_[n];
}

mpz_class Sequences::stirling2(unsigned long n, unsigned long k) {
  require(n, 2000, "a Stirling number");
  if (k > n) return 0;
  while (stirling_rows_.size() <= std::min(n, kept_rows)) {
    stirling_rows_.push_back(stirling_rows_.back());
    advance_stirling_row(stirling_rows_.back());
  }
  if (n <= kept_rows) return stirling_rows_[n][k];
  if (late_row_.empty() || late_index_ > n) {
    late_row_ = stirling_rows_.back();
    late_index_ = kept_rows;
  }
  for (; late_index_ < n; ++late_index_) advance_stirling_row(late_row_);
  return late_row_[k];
}

mpz_class Sequences::surjections(unsigned long n, unsigned long k) {
  if (k > n) return 0;
  if (n <= difference_rows) {
    while (differences_.size() <= n) differences_.push_back(difference_row(differences_.size()));
    return differences_[n][k];
  }
  mpz_class result = factorial(k) * stirling2(n, k);
  if (n % 100 == 0 && k == n) {
    const std::vector<mpz_class> row = difference_row(n);
    for (unsigned long j = 0; j <= n; ++j)
      if (row[j] != factorial(j) * stirling2(n, j))
        throw Unsupported("two routes to a row of T(n, k) differ");
  }
  return result;
}

const mpz_class& Sequences::bell(unsigned long n) {
  require(n, 2000, "a Bell number");
  while (bells_.size() <= n) {
    std::vector<mpz_class> row{bell_row_.back()};
    for (const mpz_class& above : bell_row_) row.push_back(row.back() + above);
    bells_.push_back(row.front());
    bell_row_ = std::move(row);
  }
  return bells_[n];
}

mpq_class Sequences::bernoulli(unsigned long n) {
  require(n, 4000, "a Bernoulli number");
  if (n == 0) return 1;
  if (n == 1) return mpq_class(-1, 2);
  if (n % 2 == 1) return 0;
  if (tangents_.size() <= n / 2) tangents_ = tangent_numbers(std::max<std::size_t>(n, 64));
  mpz_class four = mpz_class(1) << n;  // 4^(n/2)
  mpq_class result(tangents_[n / 2] * n, four * (four - 1));
  result.canonicalize();
  return n % 4 == 0 ? mpq_class(-result) : result;
}

const std::vector<mpz_class>& Sequences::sigmoid_derivative(unsigned long n) {
  require(n, 1200, "the order of a derivative");
  while (derivatives_.size() <= n) {
    const std::vector<mpz_class>& last = derivatives_.back();
    std::vector<mpz_class> next(last.size() + 1);
    for (std::size_t j = 1; j < last.size(); ++j) {
      next[j] += last[j] * j;
      next[j + 1] -= last[j] * j;
    }
    derivatives_.push_back(std::move(next));
  }
  return derivatives_[n];
}

}  // namespace dropcert::check
