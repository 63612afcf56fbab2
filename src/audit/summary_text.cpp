// The text form of a summary: one line a member, "name value value ...".
#include <sstream>
#include <stdexcept>

#include "audit/summary.hpp"
#include "data/number.hpp"

namespace dropcert::audit {

using namespace exact;

namespace {

constexpr const char* title = "audit-summary 4";

void write(std::ostream& out, const char* name, const std::optional<RatioRow>& row) {
  if (row)
    out << name << ' ' << row->line << ' ' << row->ratio.deviation.str() << ' ' << row->ratio.z0.str()
        << '\n';
}

void write(std::ostream& out, const char* name, const std::optional<NumberRow>& row) {
  if (row) out << name << ' ' << row->line << ' ' << row->number.str() << '\n';
}

void write(std::ostream& out, const char* name, const ValueHistogram& histogram) {
  for (const auto& [which, n] : histogram.counts()) out << name << ' ' << which << ' ' << n << '\n';
}

void write(std::ostream& out, const LabelCounts& labels) {
  if (labels.too_many()) out << "labels-too-many\n";
  write(out, "z0-class", labels.z0());
  for (const auto& [label, count] : labels.labels())
    out << "label " << count.rows << ' ' << count.above << ' ' << count.loss_if_positive.str() << ' '
        << count.loss_if_negative.str() << ' ' << label << '\n';
}

void write(std::ostream& out, const FeatureShares& shares) {
  if (shares.features.empty()) return;
  out << "shares-of " << shares.rows << ' ' << shares.beyond << '\n';
  for (const FeatureShares::Share& share : shares.features) {
    out << "share";
    for (const Integer* part : share.parts()) out << ' ' << part->str();
    out << '\n';
  }
}

[[noreturn]] void refuse(const std::string& line) {
  throw std::invalid_argument("this is no line of an audit's summary: " + data::shown(line));
}

Rational rational(const std::string& text, const std::string& line) {
  const std::size_t slash = text.find('/');
  const std::optional<Integer> numerator = Integer::parse(text.substr(0, slash));
  const std::optional<Integer> denominator =
      slash == std::string::npos ? Integer(1) : Integer::parse(text.substr(slash + 1));
  if (!numerator || !denominator || denominator->sign() <= 0) refuse(line);
  return {*numerator, *denominator};
}

class LineParser {
 public:
  explicit LineParser(const std::string& line) : line_(line), in_(line) { in_ >> name_; }

  void into(AuditSummary& summary) {
    if (name_ == "rows")
      counts({&summary.counts[0].rows, &summary.counts[1].rows, &summary.counts[2].rows, &summary.not_finite,
              &summary.skipped, &summary.saturated});
    else if (name_ == "pair")
      pair(summary.pairs);
    else if (name_ == "share")
      share(summary.shares);
    else if (name_ == "shares-of")
      summary.shares.rows = number(), summary.shares.beyond = number();
    else if (name_ == "compared")
      counts({&summary.compared, &summary.within_half, &summary.within_tenth, &summary.within_hundredth,
              &summary.out_of_reach});
    else if (name_ == "sums")
      summary.sum_of_r = integer(), summary.sum_of_r2 = integer();
    else if (name_ == "rate")
      rate(summary.rates);
    else if (name_ == "error-class")
      value_class(summary.errors);
    else if (name_ == "z0-class")
      value_class(summary.labels.z0());
    else if (name_ == "constant")
      constant(summary);
    else if (name_ == "labels-too-many")
      summary.labels.set_too_many();
    else if (name_ == "label")
      label(summary.labels);
    else if (name_ == "histogram")
      histogram(summary);
    else if (name_ == "skipped-row")
      skipped_row(summary);
    else if (std::optional<RatioRow>* ratio = ratio_row(summary))
      *ratio = {number(), {fraction(), fraction()}};
    else if (std::optional<NumberRow>* row = number_row(summary))
      *row = {number(), fraction()};
    else
      refuse(line_);
    if (std::string more; in_ >> more) refuse(line_);
  }

 private:
  std::uint64_t number() {
    std::uint64_t value = 0;
    if (!(in_ >> value)) refuse(line_);
    return value;
  }
  Integer integer() {
    std::string text;
    in_ >> text;
    const std::optional<Integer> value = Integer::parse(text);
    if (!value) refuse(line_);
    return *value;
  }
  void rate(RateCounts& rates) {
    const std::uint64_t k = number();
    if (k >= rates.size()) refuse(line_);
    rates[k] = number();
  }
  void value_class(ValueHistogram& histogram) {
    int which = 0;
    if (!(in_ >> which)) refuse(line_);
    histogram.set(which, number());
  }
  void constant(AuditSummary& summary) {
    std::string value;
    in_ >> value;
    summary.constants[rest()] = value;
  }
  std::string rest() {
    std::string text;
    std::getline(in_ >> std::ws, text);
    in_.clear(std::ios::eofbit | std::ios::failbit);
    return text;
  }
  void label(LabelCounts& labels) {
    LabelCount count;
    count.rows = number();
    count.above = number();
    count.loss_if_positive = integer();
    count.loss_if_negative = integer();
    labels.set(rest(), std::move(count));
  }
  Rational fraction() {
    std::string text;
    if (!(in_ >> text)) refuse(line_);
    return rational(text, line_);
  }
  void counts(std::initializer_list<std::uint64_t*> members) {
    for (std::uint64_t* member : members) *member = number();
  }
  void histogram(AuditSummary& summary) {
    const std::uint64_t verdict = number();
    if (verdict >= summary.counts.size()) refuse(line_);
    for (std::size_t i = 0; i < RatioHistogram::size; ++i) summary.counts[verdict].ratios[i] = number();
  }
  void pair(std::map<std::pair<int, int>, std::uint64_t>& pairs) {
    std::pair<int, int> classes;
    if (!(in_ >> classes.first >> classes.second)) refuse(line_);
    pairs[classes] = number();
  }
  void share(FeatureShares& shares) {
    FeatureShares::Share share;
    for (Integer* part : share.parts()) *part = integer();
    shares.features.push_back(std::move(share));
  }
  void skipped_row(AuditSummary& summary) {
    SkippedRow row;
    row.at = {number(), number()};
    row.reason = rest();
    summary.skipped_rows.push_back(std::move(row));
  }
  std::optional<RatioRow>* ratio_row(AuditSummary& summary) const {
    if (name_ == "largest-ratio") return &summary.largest_ratio;
    if (name_ == "nearest-below") return &summary.nearest_below;
    if (name_ == "nearest-above") return &summary.nearest_above;
    return nullptr;
  }
  std::optional<NumberRow>* number_row(AuditSummary& summary) const {
    if (name_ == "largest-excess") return &summary.largest_excess;
    if (name_ == "largest-spread") return &summary.largest_spread;
    if (name_ == "largest-sum") return &summary.largest_sum;
    if (name_ == "largest-error") return &summary.largest_error;
    return nullptr;
  }

  const std::string& line_;
  std::istringstream in_;
  std::string name_;
};

}  // namespace

std::string AuditSummary::str() const {
  std::ostringstream out;
  out << title << '\n'
      << "rows " << counts[0].rows << ' ' << counts[1].rows << ' ' << counts[2].rows << ' ' << not_finite
      << ' ' << skipped << ' ' << saturated << '\n'
      << "compared " << compared << ' ' << within_half << ' ' << within_tenth << ' ' << within_hundredth
      << ' ' << out_of_reach << '\n'
      << "sums " << sum_of_r.str() << ' ' << sum_of_r2.str() << '\n';
  for (std::size_t v = 0; v < counts.size(); ++v) {
    out << "histogram " << v;
    for (std::size_t i = 0; i < RatioHistogram::size; ++i) out << ' ' << counts[v].ratios[i];
    out << '\n';
  }
  for (const SkippedRow& row : skipped_rows)
    out << "skipped-row " << row.at.line << ' ' << row.at.column << ' ' << row.reason << '\n';
  write(out, "largest-ratio", largest_ratio);
  write(out, "nearest-below", nearest_below);
  write(out, "nearest-above", nearest_above);
  write(out, "largest-sum", largest_sum);
  write(out, "largest-error", largest_error);
  write(out, "largest-excess", largest_excess);
  write(out, "largest-spread", largest_spread);
  for (std::size_t k = 0; k < rates.size(); ++k)
    if (rates[k] > 0) out << "rate " << k << ' ' << rates[k] << '\n';
  for (const auto& [name, value] : constants) out << "constant " << value << ' ' << name << '\n';
  write(out, "error-class", errors);
  for (const auto& [classes, n] : pairs)
    out << "pair " << classes.first << ' ' << classes.second << ' ' << n << '\n';
  write(out, shares);
  write(out, labels);
  return out.str();
}

AuditSummary AuditSummary::parse(const std::string& text) {
  std::istringstream lines(text);
  std::string line;
  if (!std::getline(lines, line) || line != title) refuse(line);
  AuditSummary summary;
  while (std::getline(lines, line)) LineParser(line).into(summary);
  return summary;
}

}  // namespace dropcert::audit
