#include "audit/constant_features.hpp"

#include <algorithm>

#include "data/data_error.hpp"

namespace dropcert::audit {

namespace {

constexpr std::size_t most_shown = 24;  // characters of a value

bool has_value(const Table& table, const TableRow& row, const WatchedFeature& feature) {
  if (table.value_text(row, feature.index) == feature.text) return true;  // other text may be the same number
  for (const Feature& other : table.features(row))
    if (other.index == feature.index) return other.value == feature.value;
  return false;
}

}  // namespace

std::vector<WatchedFeature> features_to_watch(const Table& table, const data::RecordBlock& sample,
                                              const Weights& weights) {
  std::vector<WatchedFeature> result;
  BlockCursor cursor(sample);
  bool first = true;
  for (TableRow row;;) {
    try {
      if (!table.next(cursor, row)) break;
      if (first) {
        for (Feature& feature : table.features(row))
          if (!feature.value.is_zero() && !table.weights()[feature.index].is_zero())
            result.push_back({feature.index, data::shown(weights.features[feature.index].name),
                              table.value_text(row, feature.index), std::move(feature.value)});
        first = false;
      }
      std::erase_if(result, [&](const WatchedFeature& one) { return !has_value(table, row, one); });
      if (result.empty()) break;
    } catch (const data::DataError&) {
      continue;
    }
  }
  return result;
}

ConstantWatch::ConstantWatch(const std::vector<WatchedFeature>& watched) {
  for (const WatchedFeature& feature : watched) constant_.push_back(&feature);
}

void ConstantWatch::look(const Table& table, const TableRow& row) {
  std::erase_if(constant_, [&](const WatchedFeature* one) { return !has_value(table, row, *one); });
}

void ConstantWatch::finish(AuditSummary& summary) const {
  for (const WatchedFeature* feature : constant_) {
    std::string value = feature->text.empty() ? feature->value.str() : feature->text;
    if (value.size() > most_shown) value = value.substr(0, most_shown) + "...";
    summary.constants.emplace(feature->name, std::move(value));
  }
}

}  // namespace dropcert::audit
