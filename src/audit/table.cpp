#include "audit/table.hpp"

namespace dropcert {

ContributionSums sums_of(const std::vector<Rational>& contributions) {
  ContributionSums sums;
  for (const Rational& a : contributions) sums.add(a);
  return sums;
}

ContributionSums Table::exact_sums(const TableRow& row) const {
  return sums_of(contributions(row));
}

}  // namespace dropcert
