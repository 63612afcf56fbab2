#include "verify/cache.hpp"

#include <utility>

#include "exact/bell.hpp"
#include "exact/bernoulli.hpp"
#include "exact/factorial.hpp"
#include "exact/stirling.hpp"
#include "exact/surjections.hpp"
#include "verify/shared_numbers.hpp"

namespace dropcert::verify {

using namespace exact;

namespace {

constexpr unsigned long max_cached_row = 3000;
constexpr std::size_t max_cached_rows = 16;
constexpr std::size_t max_cached_values = 4096;
constexpr unsigned long max_shared_index = 10'000;  // of a Bell or Bernoulli number

thread_local Cache* shared = nullptr;

template <class Map>
void make_room(Map& map, std::size_t most) {
  if (map.size() >= most) map.erase(map.begin());
}

// S2(n, k) = k S2(n-1, k) + S2(n-1, k-1), T(n, k) = k (T(n-1, k) + T(n-1, k-1)).
std::vector<Integer> next_row(std::vector<Integer> row, bool onto) {
  row.emplace_back(0);
  for (std::size_t k = row.size() - 1; k > 0; --k) {
    const Integer factor(static_cast<long>(k));
    if (onto) row[k] += row[k - 1];
    row[k] *= factor;
    if (!onto) row[k] += row[k - 1];
  }
  row[0] = Integer(0);
  return row;
}

}  // namespace

SharedNumbers::SharedNumbers() : outer_(std::exchange(shared, &numbers_)) {}

SharedNumbers::~SharedNumbers() {
  shared = outer_;
}

const Integer& Cache::entry(Rows& rows, unsigned long n, unsigned long k, bool onto) {
  if (shared && shared != this) return onto ? shared->surjections(n, k) : shared->stirling2(n, k);
  if (n > max_cached_row || k > n) return single_ = onto ? exact::surjections(n, k) : exact::stirling2(n, k);
  auto found = rows.find(n);
  if (found == rows.end()) {
    auto before = n > 0 ? rows.find(n - 1) : rows.end();
    std::vector<Integer> row = before != rows.end() ? next_row(before->second, onto)
                               : onto               ? surjections_row(n)
                                                    : stirling2_row(n);
    make_room(rows, max_cached_rows);
    found = rows.insert_or_assign(n, std::move(row)).first;
  }
  return found->second[k];
}

const Integer& Cache::bell(unsigned long n) {
  if (shared && shared != this && n <= max_shared_index) return shared->bell(n);
  auto found = bell_.find(n);
  if (found != bell_.end()) return found->second;
  make_room(bell_, max_cached_values);
  return bell_[n] = exact::bell(n);
}

const Rational& Cache::bernoulli(unsigned long n) {
  if (shared && shared != this && n <= max_shared_index) return shared->bernoulli(n);
  auto found = bernoulli_.find(n);
  if (found != bernoulli_.end()) return found->second;
  make_room(bernoulli_, max_cached_values);
  return bernoulli_[n] = exact::bernoulli(n);
}

const Integer& Cache::factorial(unsigned long n) {
  if (shared && shared != this) return shared->factorial(n);
  if (n > max_cached_row) return single_ = exact::factorial(n);
  auto found = factorial_.find(n);
  if (found != factorial_.end()) return found->second;
  return factorial_[n] = exact::factorial(n);
}

const Polynomial& Cache::derivative(const Polynomial& polynomial, unsigned long order,
                                    const std::function<void(unsigned long)>& charge) {
  const Derivative* best = nullptr;
  for (const Derivative& known : derivatives_)
    if (known.order <= order && (!best || known.order > best->order) && known.of == polynomial) best = &known;
  if (best && best->order == order) return best->value;
  Derivative result = best ? *best : Derivative{polynomial, 0, polynomial};
  for (; result.order < order; ++result.order) {
    constexpr std::size_t bits_a_step = 1024;
    charge(result.value.bits() / bits_a_step + 1);
    result.value.derive_along_sigmoid();
  }
  Derivative& oldest = derivatives_[next_derivative_++ % derivatives_.size()];
  oldest = std::move(result);
  return oldest.value;
}

const ball::Series& Cache::zeta_about_pole(ball::Bits precision) {
  const auto found = zeta_about_pole_.find(precision.value);
  if (found != zeta_about_pole_.end()) return found->second;
  ball::Series series = ball::zeta_series(ball::Ball(1), ball::Pole::taken_off, terms_about_pole, precision);
  return zeta_about_pole_.emplace(precision.value, std::move(series)).first->second;
}

}  // namespace dropcert::verify
