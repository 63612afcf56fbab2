#include "audit/svmlight_table.hpp"

#include <algorithm>
#include <charconv>

#include "data/number.hpp"

namespace dropcert::audit {

namespace {

bool is_index(const std::string& name) {
  return name.size() <= 9 && name.find_first_not_of("0123456789") == std::string::npos;
}

// The places of the weights in the order of the features' indices.
std::vector<std::size_t> by_index(const Weights& weights) {
  const std::size_t n = weights.features.size();
  const bool names_are_indices = std::all_of(weights.features.begin(), weights.features.end(),
                                             [](const Weight& w) { return is_index(w.name); });
  std::vector<std::size_t> result(n);
  std::vector<bool> given(n, false);
  for (std::size_t k = 0; k < n; ++k) {
    const Weight& weight = weights.features[k];
    const std::size_t index = names_are_indices ? std::stoul(weight.name) : k + 1;
    if (index < 1 || index > n || given[index - 1])
      throw data::DataError(
          weights.file, weight.at,
          "the index " + data::shown(weight.name) + "; expected each of 1 to " + std::to_string(n) + " once");
    result[index - 1] = k;
    given[index - 1] = true;
  }
  return result;
}

const char* skip_blanks(const char* p) {
  while (*p == ' ' || *p == '\t') ++p;
  return p;
}

}  // namespace

SvmlightTable::SvmlightTable(const std::string& file, const Weights& weights)
    : Table(file, weights), weight_file_(weights.file), by_index_(by_index(weights)) {
  for (const std::size_t place : by_index_) {
    const FilterWeight filter = FilterWeight::from(weights.features[place].value);
    filter_by_index_.push_back(filter.value);
    filter_usable_ = filter_usable_ && filter.usable;
  }
  filter_usable_ = filter_usable_ && by_index_.size() <= max_filtered_features;
}

// A row without comments and with plain decimals: where the next row begins. nullptr for anything else.
const char* SvmlightTable::scan(const char* p, FilterSums& sums) const {
  const FilterPowers& powers = FilterPowers::get();
  data::ScannedDecimal label;
  p += *p == '+';
  p = data::scan_decimal(p, label);
  std::size_t last = 0;
  while (p != nullptr) {
    const char* token = skip_blanks(p);
    if (*token == '\n' || (*token == '\r' && token[1] == '\n')) return token + (*token == '\r') + 1;
    if (token == p) return nullptr;
    std::size_t index = 0;
    for (p = token; *p >= '0' && *p <= '9' && p - token < 10; ++p)
      index = 10 * index + static_cast<std::size_t>(*p - '0');
    if (*p != ':' || index <= last || index > by_index_.size()) return nullptr;
    last = index;
    data::ScannedDecimal x;
    p = data::scan_decimal(p + 1, x);
    if (p == nullptr || !powers.covers(x.exponent)) return nullptr;
    sums.add(x, powers, filter_by_index_[index - 1]);
  }
  return nullptr;
}

bool SvmlightTable::next(BlockCursor& cursor, TableRow& row) const {
  while (cursor.at < cursor.text.size()) {
    const char* begin = cursor.text.data() + cursor.at;
    row.line = cursor.line++;
    FilterSums sums;
    if (const char* end = filter_usable_ ? scan(begin, sums) : nullptr) {
      row.text = {begin, static_cast<std::size_t>(end - begin)};
      row.sums = sums.result(by_index_.size());
      cursor.at += row.text.size();
      return true;
    }
    const std::size_t feed = cursor.text.find('\n', cursor.at);
    const std::size_t end = feed == std::string_view::npos ? cursor.text.size() : feed + 1;
    row.text = cursor.text.substr(cursor.at, end - cursor.at);
    cursor.at = end;
    std::vector<Feature> features;
    if (!read(row.text, row.line, features)) continue;
    row.sums = ApproximateSums::from(sums_of(weighted(features)));
    return true;
  }
  return false;
}

bool SvmlightTable::read(std::string_view text, std::size_t line, std::vector<Feature>& features) const {
  if (text.ends_with('\n')) text.remove_suffix(1);
  if (text.ends_with('\r')) text.remove_suffix(1);
  data::SparseRow row;
  if (!data::read_svmlight_line(text, file(), line, row)) return false;
  for (const data::SparseEntry& entry : row.entries) {
    if (entry.index > by_index_.size())
      throw data::DataError(file(), entry.at,
                            "the index " + std::to_string(entry.index) + "; " +
                                data::shown_name(weight_file_) + " has " + std::to_string(by_index_.size()) +
                                " weights");
    features.push_back({by_index_[entry.index - 1], data::parse_number(entry.value, file())});
  }
  return true;
}

std::vector<Feature> SvmlightTable::features(const TableRow& row) const {
  std::vector<Feature> result;
  read(row.text, row.line, result);
  return result;
}

}  // namespace dropcert::audit
