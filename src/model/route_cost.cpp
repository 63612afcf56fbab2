#include "model/route_cost.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>
#include <vector>

#include "model/conditioned_integral.hpp"
#include "model/dropout_integral.hpp"
#include "model/law.hpp"

namespace dropcert::model {

using namespace exact;
using namespace ball;

namespace {

constexpr double out_of_reach = std::numeric_limits<double>::infinity();
/// Laws of so few values are summed without looking at the integral.
constexpr double few_values = 64;
/// Most features for which the law's size is estimated, and most bits of their common denominator.
constexpr std::size_t most_grouped = 4096;
constexpr std::size_t most_lattice_bits = 4096;

/// A contribution and how often it occurs.
using Groups = std::vector<std::pair<Rational, unsigned long>>;
/// Contributions are taken together in a lattice while each is at most so many times the one before it.
const Rational widest_step = 1000;

/// The values of z~ lie on a lattice: at most so many.
double lattice_values(const Groups& groups) {
  Integer common = 1;
  for (const auto& group : groups) {
    const Integer denominator = group.first.denominator();
    common *= divide_exact(denominator, gcd(common, denominator));
    if (common.bits() > most_lattice_bits) return out_of_reach;
  }
  Integer spacing = 0;
  Integer span = 0;
  for (const auto& [a, copies] : groups) {
    const Integer position = (a * Rational(common)).numerator();
    spacing = gcd(spacing, position);
    span += abs(position) * Integer(copies);
  }
  const Integer values = divide_exact(span, spacing) + 1;
  return values.bits() > 60 ? out_of_reach : static_cast<double>(values.to_long().value());
}

/// The values that contributions of about one size make: at most so many.
double cluster_values(const Groups& cluster) {
  double product = 1;
  for (const auto& group : cluster) product = std::min(product * static_cast<double>(group.second + 1), 1e15);
  return std::min(product, lattice_values(cluster));
}

/// The values of z~: at most the product over the sizes of contributions.
double law_values(const Groups& by_modulus) {
  double values = 1;
  Groups cluster;
  for (const auto& group : by_modulus) {
    if (!cluster.empty() && abs(group.first) > widest_step * abs(cluster.back().first)) {
      values = std::min(values * cluster_values(cluster), 1e15);
      cluster.clear();
    }
    cluster.push_back(group);
  }
  return std::min(values * cluster_values(cluster), 1e15);
}

/// Steps of about a nanosecond: joining the values, and a logarithm for each.
double enumeration_cost(const Groups& groups, Bits precision) {
  const double values = law_values(groups);
  if (values <= few_values) return 0;
  unsigned long most_copies = 0;
  for (const auto& group : groups) most_copies = std::max(most_copies, group.second);
  const double before_joining = values * static_cast<double>(most_copies + 1);
  if (before_joining > static_cast<double>(max_law_atoms)) return out_of_reach;
  return 200 * before_joining * static_cast<double>(groups.size()) +
         values * (1500 + 20 * static_cast<double>(precision.value));
}

/// Likewise; a factor costs more the more limbs it has, and the early exit leaves a fraction of them.
double integral_cost(const Dropout& model, Bits precision) {
  const DropoutIntegral integral(model, precision.value + 64);
  const double size = -std::log2(std::clamp(integral.guess(), 1e-300, 1.0));
  const long bits = precision.value + static_cast<long>(size);
  double factors = integral.factors(bits);
  if (const auto parts = cheaper_parts(model, factors, bits)) {
    factors = parts->factors();
  } else if (integral.nodes(bits) > static_cast<double>(max_nodes)) {
    return out_of_reach;
  }
  if (factors > max_factors) return out_of_reach;
  const double limbs = (static_cast<double>(bits) + 90) / 64;
  return factors * (limbs <= 4 ? 7 * limbs * limbs : 50 * limbs * limbs);
}

}  // namespace

bool enumeration_costs_less(const Dropout& model, Bits precision) {
  if (model.size() > most_grouped) return false;
  std::map<Rational, unsigned long> copies;
  for (const Rational& a : model.contributions)
    if (!a.is_zero()) ++copies[a];
  Groups groups(copies.begin(), copies.end());
  std::stable_sort(groups.begin(), groups.end(),
                   [](const auto& a, const auto& b) { return abs(a.first) < abs(b.first); });
  const double cost = enumeration_cost(groups, precision);
  return cost == 0 || (cost < out_of_reach && cost <= integral_cost(model, precision));
}

}  // namespace dropcert::model
