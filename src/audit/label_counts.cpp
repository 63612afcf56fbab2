#include "audit/label_counts.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "data/data_error.hpp"
#include "data/number.hpp"
#include "exact/rational.hpp"
#include "model/relative_accuracy.hpp"

namespace dropcert::audit {

using namespace exact;
using namespace model;

namespace {

constexpr int loss_bits = 40;

Integer in_units(double loss) {
  constexpr double largest = 4e18;  // beyond any sum of contributions that a model has
  const double units = std::min(std::ldexp(loss, loss_bits), largest);
  return Integer(static_cast<long>(std::llround(units)));
}

double mean_loss(const Integer& sum, std::uint64_t rows) {
  const Integer share = floor(Rational(sum, Integer(rows)));
  return std::ldexp(static_cast<double>(share.to_long().value_or(0)), -loss_bits);
}

std::optional<Rational> number_in(const std::string& label) {
  try {
    return data::parse_number(label);
  } catch (const std::invalid_argument&) {
    return std::nullopt;
  }
}

}  // namespace

std::string LabelCounts::shown_label(const std::string& label) {
  if (const std::optional<Rational> number = number_in(label))
    if (std::string text = number->str(); text.size() <= 40) return text;
  const std::string word = data::lower_case(label);
  return data::shown(word == "true" || word == "false" ? word : label);
}

void LabelCounts::count(const std::string& label, bool positive, double z0) {
  z0_.count(z0);
  if (too_many_) return;
  LabelCount& entry = labels_[shown_label(label)];
  ++entry.rows;
  entry.above += positive;
  entry.loss_if_positive += in_units(softplus_near(-z0));
  entry.loss_if_negative += in_units(softplus_near(z0));
  limit();
}

void LabelCounts::add(const LabelCounts& other) {
  z0_.add(other.z0_);
  too_many_ = too_many_ || other.too_many_;
  for (const auto& [label, count] : other.labels_) {
    LabelCount& entry = labels_[label];
    entry.rows += count.rows;
    entry.above += count.above;
    entry.loss_if_positive += count.loss_if_positive;
    entry.loss_if_negative += count.loss_if_negative;
  }
  limit();
}

void LabelCounts::count_class(const std::string& label, bool right, std::optional<double> loss) {
  if (too_many_) return;
  LabelCount& entry = labels_[label];
  ++entry.rows;
  entry.above += right;
  if (loss)
    entry.loss_if_positive += in_units(*loss);
  else
    entry.loss_if_negative += Integer(-1);  // in as many rows
  limit();
}

// With too many labels none is kept: the same whatever the order of the parts.
void LabelCounts::limit() {
  too_many_ = too_many_ || labels_.size() > most;
  if (too_many_) labels_.clear();
}

std::optional<LabelFit> class_fit_of(const LabelCounts& counts) {
  LabelFit fit;
  Integer loss;
  for (const auto& [label, count] : counts.labels()) {
    if (count.loss_if_negative.sign() < 0) continue;
    fit.rows += count.rows;
    fit.right += count.above;
    loss += count.loss_if_positive;
  }
  if (fit.rows == 0) return std::nullopt;
  fit.log_loss = mean_loss(loss, fit.rows);
  return fit;
}

std::vector<std::string> foreign_labels(const LabelCounts& counts, const LabelNames& names) {
  std::vector<std::string> result;
  if (names.positive.empty() || names.negative.empty()) return result;
  for (const auto& [label, count] : counts.labels())
    if (label != LabelCounts::shown_label(names.positive) &&
        label != LabelCounts::shown_label(names.negative))
      result.push_back(label);
  return result;
}

std::optional<LabelFit> fit_of(const LabelCounts& counts, const LabelNames& names) {
  const std::map<std::string, LabelCount>& labels = counts.labels();
  if (labels.empty() || labels.size() > 2 || !foreign_labels(counts, names).empty()) return std::nullopt;
  const std::string named = names.positive.empty() ? "" : LabelCounts::shown_label(names.positive);
  if (labels.size() == 1 && named.empty()) return std::nullopt;
  if (!named.empty() && labels.size() == 2 && !labels.contains(named)) return std::nullopt;
  const std::string& first = labels.begin()->first;
  const std::string& last = labels.rbegin()->first;
  std::string above = named.empty() ? last : named;
  if (named.empty()) {
    const std::optional<Rational> x = number_in(first);
    const std::optional<Rational> y = number_in(last);
    if (x && y && *x > *y) above = first;
  }
  LabelFit fit;
  Integer loss;
  for (const auto& [label, count] : labels) {
    const bool is_above = label == above;
    (is_above ? fit.positive : fit.negative) = label;
    fit.rows += count.rows;
    fit.right += is_above ? count.above : count.rows - count.above;
    loss += is_above ? count.loss_if_positive : count.loss_if_negative;
  }
  fit.log_loss = mean_loss(loss, fit.rows);
  return fit;
}

}  // namespace dropcert::audit
