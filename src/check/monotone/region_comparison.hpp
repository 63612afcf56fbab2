// One comparison over a region, by other statements that together are more (proofs/README.md, Slopes).
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "check/region.hpp"
#include "check/written/writing.hpp"
#include "check/written/written.hpp"

namespace dropcert::check {

/// small <= great, or small < great, over real intervals of variables that have different names and are bound
/// once; definitions are written out.
struct RegionComparison {
  const language::Node& statement;
  std::size_t first;  // of its binders, in the region
  language::Node small, great;
  bool is_strict;

  std::size_t end() const { return statement.binders.size(); }
  const std::string& name_of(std::size_t axis) const { return statement.binders[axis].names[0]; }
  language::Relation relation() const {
    return is_strict ? language::Relation::less : language::Relation::less_equal;
  }
  /// The comparison of others where another term is in the place of the variable, of which no domain speaks.
  language::Node at(std::size_t axis, const language::Node& place, const language::Node& less,
                    language::Relation relation, const language::Node& more) const;
  /// The comparison of others for all its points, without variables of which it does not speak and whose
  /// ends surely have values.
  language::Node of_all(const language::Node& less, language::Relation relation,
                        const language::Node& more) const;
  /// That both sides are defined.
  void add_definedness(std::vector<language::Node>& all) const;
};

/// Tries ways in so many steps, unless so many such statements are being decided one by the other: `is_shown`
/// gets the comparison and what tells whether other statements hold, each with few steps.
template <class IsShown>
std::optional<Truth> Evaluator::by_other_statements(const Region& region, int most_within,
                                                    std::uint64_t steps, const IsShown& is_shown) {
  constexpr std::uint64_t steps_of_one = 10'000'000;
  if (!may_be_compared(region) || statements_within_ >= most_within) return std::nullopt;
  struct Within {
    int& count;
    ~Within() { --count; }
  } const within{++statements_within_};
  const auto hold = [&](const std::vector<language::Node>& all) {
    return std::all_of(all.begin(), all.end(), [&](const language::Node& statement) {
      const auto found = attempted(steps_of_one, [&] {
        return std::optional(statement.binders.size() == region.first
                                 ? truth(statement.children[0])
                                 : outermost_region(statement, region.first));
      });
      return found && found->holds();
    });
  };
  const auto shown = attempted(steps, [&]() -> std::optional<Truth> {
    try {
      if (is_shown(compared(region), hold)) return nothing_wrong;
    } catch (const NoRule&) {
    }
    return std::nullopt;
  });
  if (!shown) return std::nullopt;
  return Truth{true_bit, region.says_something ? unsigned{substantial_bit} : any_vacuity};
}

}  // namespace dropcert::check
