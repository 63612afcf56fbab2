#include "model/taylor_sequence_cost.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dropcert::model {
namespace {

/// What a dot product costs a term, by its limbs.
double term_cost(double limbs) {
  return 0.006 + 0.0045 * limbs + 0.0007 * std::pow(limbs, 1.7);
}

double recurrence_cost(unsigned long n, double bits) {
  const auto orders = static_cast<double>(n + 1);
  const double limbs = (bits + 20 + orders / 3) / 64 + 0.5;
  return 1.5 + orders * (0.1 + 0.005 * limbs) + orders * orders / 2 * term_cost(limbs);
}

double series_cost(unsigned long n, double bits) {
  const auto orders = static_cast<double>(n + 1);
  const double limbs = orders * (bits / 32 + 2);
  return 2.5 + orders * 0.1 + orders * orders * 0.0075 + 0.13 * limbs * (1 + std::sqrt(limbs / 4e4));
}

constexpr double cost_of_a_pole = 3.5;  // before its first order

/// infinity if that is more than `limit`.
double poles_cost(unsigned long first, unsigned long n, double modulus, double bits, double limit) {
  const double radius = std::hypot(3.14159265, modulus);
  const double farthest = radius * std::exp2(bits / static_cast<double>(first));
  const double poles = std::max(1.0, farthest / 6.2831853);
  double cost = poles * cost_of_a_pole;
  for (unsigned long k = 0; cost <= limit && static_cast<double>(k) < poles; ++k) {
    const double height = 3.14159265 * (2 * static_cast<double>(k) + 1);
    const double an_order = std::log2(std::hypot(height, modulus) / radius);
    const double left = (bits - static_cast<double>(first) * an_order) / 64;  // limbs at the first order
    if (left <= 0) break;
    const double all = static_cast<double>(n + 1 - first);
    const double orders = k == 0 ? all : std::min(all, 64 * left / an_order);
    const double last = left - orders * an_order / 64;
    const double square = (left * left + left * last + last * last) / 3;  // of the limbs, on average
    cost += left * left * 0.004 + orders * (0.09 + 0.00055 * square);
  }
  return cost <= limit ? cost : std::numeric_limits<double>::infinity();
}

}  // namespace

bool recurrence_is_cheaper(unsigned long n, double bits) {
  return recurrence_cost(n, bits) < series_cost(n, bits);
}

double start_cost(unsigned long first, double bits) {
  return std::min(recurrence_cost(first - 1, bits), series_cost(first - 1, bits));
}

unsigned long cheapest_first_pole_order(unsigned long n, double modulus, double bits, bool at_once) {
  unsigned long cheapest = n + 1;
  if (n < 24) return cheapest;
  double least = start_cost(n + 1, bits);
  // Below the modulus of z the poles' contributions cancel.
  for (double order = std::max(modulus, 4.0) + 1; order <= static_cast<double>(n); order *= 1.09) {
    const auto first = static_cast<unsigned long>(order);
    const double start = start_cost(first, bits);
    if (start >= least) break;
    const double poles = poles_cost(first, n, modulus, bits, at_once ? least : least - start);
    const double cost = at_once ? std::max(start, poles) : start + poles;
    if (cost >= least) continue;
    cheapest = first;
    least = cost;
  }
  return cheapest;
}

}  // namespace dropcert::model
