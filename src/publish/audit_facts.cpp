#include "publish/audit_facts.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "audit/rounding.hpp"
#include "data/number.hpp"
#include "model/enclosure.hpp"
#include "model/radius.hpp"

namespace dropcert::publish {

namespace {

// With as many decimals as it takes to show that it is neither 0 nor 100, unless it is.
std::string per_cent(std::uint64_t part, std::uint64_t whole) {
  if (part == 0 || part == whole) return part == 0 ? "0" : "100";
  const Rational share = Rational(Integer(part), Integer(whole)) * Rational(100);
  const Rational nearer_end = std::min(share, Rational(100) - share);
  long decimals = 1;
  while (nearer_end < pow(Rational(10), -decimals)) ++decimals;
  const Integer scaled = floor(share * pow(Rational(10), decimals) + Rational(1, 2));
  return directed(scaled * pow(Rational(10), -decimals), decimals).lower;
}

// With more digits where the ratio would be shown as 1, which it never is; by its distance from 1 where that
// is too near.
std::string ratio_text(const DeviationRatio& ratio, int digits) {
  constexpr int most_digits = 40;
  const auto value = [&](Bits bits) { return ratio.value(bits); };
  const auto distance = [&](Bits bits) { return abs(sub(ratio.value(bits), Ball(1), bits)); };
  for (const int first = digits;; digits += 4) {
    if (digits > most_digits)
      return std::string(converges(ratio) ? "1 - " : "1 + ") + audit::rounded_decimal(distance, first);
    std::string text = audit::rounded_decimal(value, digits);
    if (data::parse_number(text) != Rational(1)) return text;
  }
}

AuditRowFacts row_facts(const audit::RatioRow& row, int digits) {
  const DeviationRatio& r = row.ratio;
  AuditRowFacts facts{
      row.line, "0",         correctly_rounded(r.z0, digits), correctly_rounded(r.deviation, digits),
      "",       converges(r)};
  if (!r.deviation.is_zero()) facts.ratio = ratio_text(r, digits);
  facts.radius =
      audit::rounded_decimal([&](Bits bits) { return radius(Ball::from(r.z0, bits), bits); }, digits);
  return facts;
}

void add_remedy(const AuditReport& report, int digits, AuditFacts& facts) {
  const auto bound = [&](Bits bits) { return sufficient_sum(report.noise, bits); };
  facts.sufficient_sum = audit::rounded_decimal(bound, digits);
  const audit::NumberRow& largest = *report.summary.largest_sum;
  facts.largest_sum = correctly_rounded(largest.number, digits);
  facts.largest_sum_line = largest.line;
  facts.factor = "0";
  facts.remedy_holds = true;
  if (largest.number.is_zero()) return;
  const auto factor = [&](Bits bits) { return div(Ball::from(largest.number, bits), bound(bits), bits); };
  facts.factor = audit::rounded_decimal(factor, digits);
  // It is told: the bound is a multiple of pi by an algebraic number.
  facts.remedy_holds =
      first_found(Bits(64), Bits(Bits::most), [&](Bits bits) { return less(factor(bits), Ball(1)); }).value();
}

}  // namespace

AuditFacts audit_facts(const AuditReport& report, int digits) {
  const audit::AuditSummary& summary = report.summary;
  AuditFacts facts;
  facts.share_diverging = per_cent(summary.diverging, summary.rows);
  facts.largest_ratio = row_facts(*summary.largest_ratio, digits);
  facts.nearest = row_facts(*summary.nearest_to_boundary(), digits);
  add_remedy(report, digits, facts);
  facts.last_class = audit::RatioHistogram::size - 1;
  while (facts.first_class < facts.last_class && summary.histogram[facts.first_class] == 0)
    ++facts.first_class;
  while (facts.last_class > facts.first_class && summary.histogram[facts.last_class] == 0) --facts.last_class;
  if (summary.largest_error) facts.largest_error = correctly_rounded(summary.largest_error->number, digits);
  return facts;
}

namespace {

// As many digits as are sure, at most seven.
std::string sure_digits(const Ball& x) {
  constexpr int most = 7;
  for (int digits = most; digits > 0; --digits)
    if (std::optional<std::string> text = correctly_rounded(x, digits)) return *text;
  return "";
}

// A sum of cut numbers: each was rounded to so many digits before, by half a unit of the last one.
Ball sum_of(const Integer& units, const audit::AuditSummary& summary, int digits) {
  const Bits bits(512);
  const Rational unit = pow(Rational(10), -audit::AuditSummary::sum_decimals);
  const Rational sum = Rational(units) * unit;
  const Rational error = sum * pow(Rational(10), 1 - digits) + Rational(Integer(summary.compared)) * unit;
  return with_error(Ball::from(sum, bits), Ball::from(error, bits));
}

}  // namespace

SumFacts sum_facts(const AuditReport& report) {
  const audit::AuditSummary& summary = report.summary;
  const Bits bits(512);
  const Ball r = sum_of(summary.sum_of_r, summary, report.digits);
  const Ball r2 = sum_of(summary.sum_of_r2, summary, report.digits);
  const Ball difference = sub(r2, r, bits);
  const Ball rows(Integer(summary.compared));
  const auto mean = [&](const Ball& sum) { return sure_digits(div(sum, rows, bits)); };
  return {sure_digits(r), sure_digits(r2), sure_digits(difference), mean(r), mean(r2), mean(difference)};
}

AdviceFacts advice_facts(const AuditReport& report, int digits) {
  const audit::AuditSummary& summary = report.summary;
  AdviceFacts facts;
  facts.all = audit::greatest_rate(summary.rates, 1);
  facts.most = audit::greatest_rate(summary.rates, Rational(95, 100));
  facts.half = audit::greatest_rate(summary.rates, Rational(1, 2));
  facts.never = summary.rates[0];
  if (summary.diverging == 0) return facts;
  // Divided by s, a row has V/s and z0/s: it converges if and only if V^2 - z0^2 <= (pi s)^2.
  const auto divisor = [&](Bits bits) {
    return div(sqrt(Ball::from(summary.largest_excess->number, bits), bits), const_pi(bits), bits);
  };
  facts.divisor = audit::rounded_decimal(divisor, digits);
  return facts;
}

std::string about(double x) {
  return fmt::format("{:.2g}", x);
}

std::string bound_text(std::size_t index) {
  const Rational& bound = audit::RatioHistogram::bounds()[index];
  std::string text = correctly_rounded(bound, 4);
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace dropcert::publish
