#include "check/sequences.hpp"

#include <algorithm>
#include <string>

#include "check/outcome.hpp"

namespace dropcert::check {

namespace {

constexpr unsigned long kept_rows = 200;
constexpr unsigned long last_row = 2000;  // beyond it a number of a triangle is computed alone

void require(unsigned long n, unsigned long most, const char* what) {
  if (n > most) throw Unsupported(std::string(what) + " beyond " + std::to_string(most));
}

// The n-th row of T(n, k), for n up to 20 and for every hundredth, against the differences of x^n at 0.
void check_surjections(const Triangle::Row& row) {
  const unsigned long n = row.size() - 1;
  if (n > 20 && n % 100 != 0) return;
  Triangle::Row values(n + 1);
  for (unsigned long x = 0; x <= n; ++x) mpz_ui_pow_ui(values[x].get_mpz_t(), x, n);
  for (std::size_t k = 1; k <= n; ++k)
    for (std::size_t x = n; x >= k; --x) values[x] -= values[x - 1];
  if (values != row) throw Unsupported("two routes to a row of T(n, k) differ");
}

// The k-th difference of x^n at 0: sum (-1)^(k-i) C(k, i) i^n.
mpz_class difference(unsigned long n, unsigned long k) {
  mpz_class sum;
  mpz_class term;
  mpz_class choices = 1;
  for (unsigned long i = 0; i <= k; ++i) {
    mpz_ui_pow_ui(term.get_mpz_t(), k - i, n);
    term *= choices;
    sum += i % 2 == 0 ? term : mpz_class(-term);
    choices = choices * (k - i) / (i + 1);
  }
  return sum;
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

void Triangle::step(Row& row) const {
  row.emplace_back(0);
  for (std::size_t k = row.size() - 1; k >= 1; --k) {
    row[k] *= k;
    row[k] += row[k - 1] * weight_(static_cast<long>(k));
  }
  row[0] = 0;
  if (check_) check_(row);
}

const Triangle::Row& Triangle::row(unsigned long n) {
  for (; rows_.size() <= std::min(n, kept_rows); step(rows_.back())) rows_.push_back(rows_.back());
  if (n <= kept_rows) return rows_[n];
  if (late_.empty() || late_index_ > n) {
    late_ = rows_.back();
    late_index_ = kept_rows;
  }
  for (; late_index_ < n; ++late_index_) step(late_);
  return late_;
}

// The last: p^k has the derivative k p^k - k p^(k+1).
Sequences::Sequences()
    : stirling_({1}, [](long) { return 1L; }),
      surjections_(
          {1}, [](long k) { return k; }, check_surjections),
      derivatives_({0, 1}, [](long k) { return 1 - k; }) {}

const mpz_class& Sequences::factorial(unsigned long n) {
  require(n, 20'000, "a factorial");
  while (factorials_.size() <= n) factorials_.push_back(factorials_.back() * factorials_.size());
  return factorials_[n];
}

mpz_class Sequences::stirling2(unsigned long n, unsigned long k) {
  if (k > n) return 0;
  return n <= last_row ? stirling_.row(n)[k] : mpz_class(surjections(n, k) / factorial(k));
}

mpz_class Sequences::surjections(unsigned long n, unsigned long k) {
  require(n, 10'000, "the index of a Stirling number");
  if (k > n) return 0;
  return n <= last_row ? surjections_.row(n)[k] : difference(n, k);
}

const mpz_class& Sequences::bell(unsigned long n) {
  require(n, 3000, "a Bell number");
  while (bells_.size() <= n) {
    std::vector<mpz_class> row{bell_row_.back()};
    for (const mpz_class& above : bell_row_) row.push_back(row.back() + above);
    bells_.push_back(row.front());
    bell_row_ = std::move(row);
  }
  return bells_[n];
}

mpq_class Sequences::bernoulli(unsigned long n) {
  require(n, 6000, "a Bernoulli number");
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
  require(n, 2000, "the order of a derivative");
  return derivatives_.row(n);
}

}  // namespace dropcert::check
