#include "audit/csv_sample.hpp"

#include <algorithm>
#include <set>

#include "audit/named_columns.hpp"
#include "data/number.hpp"

namespace dropcert::audit {

namespace {

using Names = std::set<std::string, std::less<>>;

Names names_of(const Weights& weights) {
  Names names;
  for (const Weight& weight : weights.features) names.insert(weight.name);
  return names;
}

bool is_known(const data::CsvField& field, const Names& names) {
  return names.contains(data::trimmed(field.text));
}

}  // namespace

char likely_separator(std::string_view sample, const std::string& file, const Weights& weights) {
  const Names names = names_of(weights);
  char best = ',';
  std::pair<std::size_t, std::size_t> most = {0, 1};
  for (const char separator : {',', '\t', ';', ' '}) {
    data::CsvRecord record;
    try {
      const std::size_t end = std::min(data::first_separated_record_end(sample, separator), sample.size());
      if (!data::CsvReader(sample.substr(0, end), file, 1, separator).next(record)) continue;
    } catch (const data::DataError&) {
      continue;
    }
    std::size_t known = 0;
    for (const data::CsvField& field : record.fields) known += is_known(field, names);
    const std::pair found{known, record.fields.size()};
    if (found > most) {
      most = found;
      best = separator;
    }
  }
  return best;
}

CsvSample::CsvSample(std::string_view text, bool whole, const std::string& file, char separator)
    : separator_(separator) {
  if (!whole) text = text.substr(0, std::min(data::whole_separated_records(text, separator), text.size()));
  data::CsvReader reader(text, file, 1, separator);
  std::size_t at = 0;
  try {
    for (data::CsvRecord record; reader.next(record); record = {}) {
      quoted_.push_back(at < text.size() && text[at] == '"');
      at = std::min(data::csv_record_end(text, at, separator), text.size());
      records_.push_back(std::move(record));
    }
  } catch (const data::DataError&) {
    quoted_.resize(records_.size());
  }
}

std::vector<std::string> CsvSample::columns() const {
  std::vector<std::string> names;
  if (records_.empty()) return names;
  for (const data::CsvField& field : records_.front().fields) names.emplace_back(data::trimmed(field.text));
  return names;
}

bool CsvSample::has_row_names() const {
  if (records_.size() < 2) return false;
  std::size_t rows = 0;
  bool quoted = true;  // or text
  bool counted = separator_ == ' ';
  for (std::size_t i = 1; i < records_.size(); ++i) {
    const std::vector<data::CsvField>& fields = records_[i].fields;
    if (fields.size() == 1 && fields[0].text.empty()) continue;  // an empty line
    if (fields.size() != records_[0].fields.size() + 1 || fields.back().text.empty()) return false;
    ++rows;
    quoted = quoted && (quoted_[i] || !is_number(fields[0].text));
    counted = counted && fields[0].text == std::to_string(i);
  }
  return rows > 0 && (quoted || (counted && rows > 1));
}

bool CsvSample::has_decimal_commas() const {
  return separator_ != ',' && numbers_have_commas(records_);
}

bool CsvSample::is_transposed(const Weights& weights) const {
  if (records_.size() < 3) return false;
  const Names names = names_of(weights);
  const data::CsvRecord& header = records_.front();
  const auto known = [&](const data::CsvField& field) { return is_known(field, names); };
  if (std::any_of(header.fields.begin(), header.fields.end(), known)) return false;
  std::size_t found = 0;
  for (const data::CsvRecord& record : records_)
    found += !is_number(record.fields[0].text) && known(record.fields[0]);
  return found >= 2;
}

}  // namespace dropcert::audit
