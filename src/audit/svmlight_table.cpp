#include "audit/svmlight_table.hpp"

#include <algorithm>
#include <charconv>

#include "data/number.hpp"

namespace dropcert::audit {

using namespace model;

namespace {

bool is_index(const std::string& name) {
  return name.size() <= 9 && name.find_first_not_of("0123456789") == std::string::npos;
}

// The places of the weights in the order of the features' indices.
std::vector<std::size_t> by_index(const std::string& file, const Weights& weights,
                                  const TableOptions& options) {
  const std::size_t n = weights.features.size();
  std::vector<std::size_t> result(n);
  if (options.feature_order || weights.naming == Weights::Naming::indices) {
    std::vector<std::string> indices;
    for (std::size_t k = 0; k < n; ++k) {
      result[k] = k;
      indices.push_back(std::to_string(k + (options.zero_based ? 0 : 1)));
    }
    if (options.feature_order && weights.naming == Weights::Naming::names)
      require_names_in_order(indices, file, weights);
    return result;
  }
  const std::string order = "if the k-th weight belongs to the k-th index, add --feature-order";
  if (weights.naming == Weights::Naming::none)
    throw data::DataError(data::shown_name(weights.file) + " has weights without names, and " +
                          data::shown_name(file) + " features with indices; " + order);
  std::vector<bool> given(n + 1, false);
  const std::size_t first = options.zero_based ? 0 : 1;
  for (std::size_t k = 0; k < n; ++k) {
    const Weight& weight = weights.features[k];
    if (!is_index(weight.name))
      throw data::DataError(weights.file, weight.at,
                            "the name " + data::shown(weight.name) + " is no index, and " +
                                data::shown_name(file) + " has indices alone; " + order);
    const std::size_t index = std::stoul(weight.name);
    if (index < first || index >= n + first || given[index])
      throw data::DataError(
          weights.file, weight.at,
          "the index " + data::shown(weight.name) + "; expected each of " + std::to_string(first) + " to " +
              std::to_string(n - 1 + first) + " once" +
              (index == 0 ? ": if the indices of the data start at 0 too, add --zero-based; " + order
               : index == n && first == 0 ? "; " + order
                                          : ""));
    result[index - first] = k;
    given[index] = true;
  }
  return result;
}

const char* skip_blanks(const char* p) {
  while (*p == ' ' || *p == '\t') ++p;
  return p;
}

}  // namespace

SvmlightTable::SvmlightTable(const std::string& file, const Weights& weights, const TableOptions& options)
    : Table(file, weights, options.scaler),
      weight_file_(weights.file),
      first_index_(options.zero_based ? 0 : 1),
      by_index_(by_index(file, weights, options)) {
  for (const std::size_t place : by_index_) {
    const FilterWeight filter = FilterWeight::from(weights.features[place].value);
    filter_by_index_.push_back(filter.value);
    filter_usable_ = filter_usable_ && filter.usable;
  }
  check_scaler_order(by_index_, weights, options);
  filter_usable_ = filter_usable_ && by_index_.size() <= max_filtered_features && !has_scaler();
}

// A row without comments and with plain decimals: where the next row begins. nullptr for anything else.
const char* SvmlightTable::scan(const char* p, FilterSums& sums) const {
  const FilterPowers& powers = FilterPowers::get();
  data::ScannedDecimal label;
  p += *p == '+';
  p = data::scan_decimal(p, label);
  std::size_t least = first_index_;
  while (p != nullptr) {
    const char* token = skip_blanks(p);
    if (*token == '\n' || (*token == '\r' && token[1] == '\n')) return token + (*token == '\r') + 1;
    if (token == p) return nullptr;
    std::size_t index = 0;
    for (p = token; *p >= '0' && *p <= '9' && p - token < 10; ++p)
      index = 10 * index + static_cast<std::size_t>(*p - '0');
    if (p == token || *p != ':' || index < least || index >= by_index_.size() + first_index_) return nullptr;
    least = index + 1;
    data::ScannedDecimal x;
    p = data::scan_decimal(p + 1, x);
    if (p == nullptr || !powers.covers(x.exponent)) return nullptr;
    sums.add(x, powers, filter_by_index_[index - first_index_]);
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
    std::vector<Feature> entries;
    if (!read(row.text, row.line, entries)) continue;
    row.sums = ApproximateSums::from(sums_of(weighted(standardised(std::move(entries)))));
    return true;
  }
  return false;
}

bool SvmlightTable::read_line(std::string_view text, std::size_t line, data::SparseRow& row) const {
  if (text.ends_with('\n')) text.remove_suffix(1);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return data::read_svmlight_line(text, file(), line, row, first_index_);
}

bool SvmlightTable::read(std::string_view text, std::size_t line, std::vector<Feature>& features) const {
  data::SparseRow row;
  if (!read_line(text, line, row)) return false;
  for (const data::SparseEntry& entry : row.entries) {
    if (entry.index >= by_index_.size() + first_index_)
      throw data::DataError(file(), entry.at,
                            "the index " + std::to_string(entry.index) + "; " +
                                data::shown_name(weight_file_) + " has " + std::to_string(by_index_.size()) +
                                " weights" + (first_index_ == 0 ? ", for the indices from 0 on" : ""));
    features.push_back({by_index_[entry.index - first_index_], data::parse_number(entry.value, file())});
  }
  return true;
}

std::vector<Feature> SvmlightTable::raw_features(const TableRow& row) const {
  std::vector<Feature> result;
  read(row.text, row.line, result);
  return result;
}

std::string SvmlightTable::value_text(const TableRow& row, std::size_t feature) const {
  data::SparseRow line;
  read_line(row.text, row.line, line);
  for (const data::SparseEntry& entry : line.entries)
    if (by_index_[entry.index - first_index_] == feature) return std::string(entry.value.text);
  return "";
}

std::string SvmlightTable::label(const TableRow& row) const {
  data::SparseRow line;
  read_line(row.text, row.line, line);
  return std::string(line.label);
}

}  // namespace dropcert::audit
