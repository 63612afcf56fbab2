#include "audit/constant_features.hpp"

#include <algorithm>
#include <optional>

#include "data/data_error.hpp"

namespace dropcert::audit {

using namespace exact;

namespace {

constexpr std::size_t most_shown = 24;  // characters of a value

// Keeps those features that have their value in the row. `of` gives the WatchedFeature.
template <typename List, typename Of>
void keep_same(List& list, const Table& table, const TableRow& row, Of of) {
  constexpr std::size_t few = 8;
  std::vector<Feature> features;  // read when they are asked for
  std::vector<const Rational*> values;
  const auto value = [&](std::size_t index) {
    if (values.empty()) {
      values.resize(table.feature_count());
      features = table.features(row);
      for (const Feature& feature : features) values[feature.index] = &feature.value;
    }
    return values[index];
  };
  const bool by_text = list.size() <= few;  // looked for one by one; other text may be the same number
  std::erase_if(list, [&](const auto& entry) {
    const WatchedFeature& one = of(entry);
    if (by_text && !one.text.empty() && table.value_text(row, one.index) == one.text) return false;
    const Rational* found = value(one.index);
    return found == nullptr || *found != one.value;
  });
}

}  // namespace

std::vector<WatchedFeature> features_to_watch(const Table& table, const data::RecordBlock& sample,
                                              const Weights& weights) {
  std::vector<WatchedFeature> result;
  BlockCursor cursor(sample);
  std::optional<TableRow> first;
  for (TableRow row;;) {
    try {
      if (!table.next(cursor, row)) break;
      if (!first) {
        for (Feature& feature : table.features(row))
          if (!feature.value.is_zero() && !table.weights()[feature.index].is_zero())
            result.push_back({feature.index, data::shown(weights.features[feature.index].name), "",
                              std::move(feature.value)});
        first = row;
        continue;
      }
      keep_same(result, table, row, [](const WatchedFeature& one) -> const WatchedFeature& { return one; });
      if (result.empty()) break;
    } catch (const data::DataError&) {
      continue;
    }
  }
  for (WatchedFeature& one : result) one.text = table.value_text(*first, one.index);
  return result;
}

ConstantWatch::ConstantWatch(const std::vector<WatchedFeature>& watched) {
  for (const WatchedFeature& feature : watched) constant_.push_back(&feature);
}

void ConstantWatch::look(const Table& table, const TableRow& row) {
  keep_same(constant_, table, row, [](const WatchedFeature* one) -> const WatchedFeature& { return *one; });
}

void ConstantWatch::finish(AuditSummary& summary) const {
  for (const WatchedFeature* feature : constant_) {
    std::string value = feature->text.empty() ? feature->value.str() : feature->text;
    if (value.size() > most_shown) value = value.substr(0, most_shown) + "...";
    summary.constants.emplace(feature->name, std::move(value));
  }
}

}  // namespace dropcert::audit
