#include "publish/audit_facts.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>

#include "ball/ladder.hpp"
#include "data/number.hpp"
#include "language/utf8.hpp"
#include "model/enclosure.hpp"
#include "model/radius.hpp"

namespace dropcert::publish {

using namespace exact;
using namespace ball;
using namespace language;
using namespace model;

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
      return std::string(converges(ratio) ? "1 - " : "1 + ") + rounded_decimal(distance, first);
    std::string text = rounded_decimal(value, digits);
    if (data::parse_number(text) != Rational(1)) return text;
  }
}

// The least decimal of so many digits that is not below the number, which none of them is.
std::string rounded_up(const std::function<Ball(Bits)>& value, int digits) {
  std::string text = rounded_decimal(value, digits);
  const Rational nearest = data::parse_number(text);
  const std::optional<bool> below = first_found(bits_for_digits(digits), ladder_end, [&](Bits bits) {
    return less(Ball::from(nearest, bits), value(bits));
  });
  if (!below) throw std::length_error("a number lies too close to a decimal to be rounded up");
  if (!*below) return text;
  Rational unit = 1;
  while (nearest >= unit * Rational(10)) unit *= Rational(10);
  while (nearest < unit) unit /= Rational(10);
  return correctly_rounded(nearest + unit * pow(Rational(10), 1 - digits), digits);
}

AuditRowFacts row_facts(const audit::RatioRow& row, int digits) {
  const DeviationRatio& r = row.ratio;
  AuditRowFacts facts{
      row.line, "0",         correctly_rounded(r.z0, digits), correctly_rounded(r.deviation, digits),
      "",       converges(r)};
  if (!r.deviation.is_zero()) facts.ratio = ratio_text(r, digits);
  facts.radius = rounded_decimal([&](Bits bits) { return radius(Ball::from(r.z0, bits), bits); }, digits);
  return facts;
}

void add_remedy(const AuditReport& report, int digits, AuditFacts& facts) {
  if (!report.summary.largest_sum) return;
  const auto bound = [&](Bits bits) { return sufficient_sum(report.model, bits); };
  facts.sufficient_sum = rounded_decimal(bound, digits);
  const audit::NumberRow& largest = *report.summary.largest_sum;
  facts.largest_sum = correctly_rounded(largest.number, digits);
  facts.largest_sum_line = largest.line;
  facts.factor = "0";
  facts.remedy_holds = true;
  if (largest.number.is_zero()) return;
  const auto factor = [&](Bits bits) { return div(Ball::from(largest.number, bits), bound(bits), bits); };
  facts.factor = rounded_up(factor, digits);
  // It is told: the bound is a multiple of pi by an algebraic number.
  facts.remedy_holds =
      first_found(Bits(64), Bits(Bits::most), [&](Bits bits) { return less(factor(bits), Ball(1)); }).value();
}

}  // namespace

AuditFacts audit_facts(const AuditReport& report, int digits) {
  const audit::AuditSummary& summary = report.summary;
  AuditFacts facts;
  facts.share_diverging = per_cent(summary.diverging(), summary.rows());
  if (summary.largest_ratio) {
    facts.largest_ratio = row_facts(*summary.largest_ratio, digits);
    facts.nearest = row_facts(*summary.nearest_to_boundary(), digits);
  }
  add_remedy(report, digits, facts);
  const audit::RatioHistogram histogram = summary.histogram();
  facts.last_class = audit::RatioHistogram::size - 1;
  while (facts.first_class < facts.last_class && histogram[facts.first_class] == 0) ++facts.first_class;
  while (facts.last_class > facts.first_class && histogram[facts.last_class] == 0) --facts.last_class;
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
  // Each row's R_2 is its R in the Gaussian family.
  const Ball difference = report.model.family == Family::gaussian ? Ball() : sub(r2, r, bits);
  const Ball rows(Integer(summary.compared));
  const auto mean = [&](const Ball& sum) { return sure_digits(div(sum, rows, bits)); };
  return {sure_digits(r), sure_digits(r2), sure_digits(difference), mean(r), mean(r2), mean(difference)};
}

bool is_plain(const AuditReport& report) {
  return report.model.law.kind() == Noise::dropout && report.model.family == Family::logistic;
}

AdviceFacts advice_facts(const AuditReport& report, int digits) {
  const audit::AuditSummary& summary = report.summary;
  AdviceFacts facts;
  facts.all = audit::greatest_rate(summary.rates, 1);
  facts.most = audit::greatest_rate(summary.rates, Rational(95, 100));
  facts.half = audit::greatest_rate(summary.rates, Rational(1, 2));
  facts.never = summary.rates[0];
  const auto over_pi = [](const Ball& x, Bits bits) { return div(x, const_pi(bits), bits); };
  // Divided by s, a row has V/s and z0/s: it converges if and only if V^2 - z0^2 <= (pi s)^2. A spread is
  // divided likewise.
  if (summary.largest_excess && summary.diverging() > 0) {
    const Rational& excess = summary.largest_excess->number;
    facts.divisor =
        rounded_up([&](Bits bits) { return over_pi(sqrt(Ball::from(excess, bits), bits), bits); }, digits);
    facts.line = summary.largest_excess->line;
  } else if (summary.largest_spread && summary.diverging() + summary.not_proved() > 0) {
    const Rational& spread = summary.largest_spread->number;
    facts.divisor = rounded_up([&](Bits bits) { return over_pi(Ball::from(spread, bits), bits); }, digits);
    facts.line = summary.largest_spread->line;
  }
  return facts;
}

std::vector<ShareFacts> share_facts(const AuditReport& report) {
  const audit::FeatureShares& shares = report.summary.shares;
  std::vector<ShareFacts> facts;
  const std::vector<audit::FeatureShares::Parts> parts = shares.relative();
  for (std::size_t j = 0; j < parts.size(); ++j)
    facts.push_back(
        {j < report.feature_names.size() ? report.feature_names[j] : std::to_string(j + 1), parts[j]});
  const bool some_beyond = shares.beyond > 0;
  std::stable_sort(facts.begin(), facts.end(), [&](const ShareFacts& a, const ShareFacts& b) {
    return some_beyond ? a.parts.beyond > b.parts.beyond : a.parts.v > b.parts.v;
  });
  return facts;
}

std::string clipped_name(const std::string& name) {
  constexpr std::size_t most = 20;
  std::string text = printable(name);
  if (text.size() <= most) return text;
  std::size_t end = most - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "...";
}

std::string about(double x) {
  return fmt::format("{:.2g}", x);
}

namespace {

// The nearest decimal of three digits, or the next one in the direction of `towards` if that lies on the
// other side of x.
std::string directed_decimal(double x, double towards) {
  if (x == 0) return "0";
  if (std::isinf(x)) return x > 0 ? "inf" : "-inf";
  std::string text = fmt::format("{:.2e}", x);
  const double nearest = std::strtod(text.c_str(), nullptr);
  if ((towards > 0) == (nearest < x) && nearest != x) {
    const std::size_t e = text.find('e');
    const int exponent = std::atoi(text.c_str() + e + 1);
    const long digits =
        std::lround(std::strtod(text.substr(0, e).c_str(), nullptr) * 100) + (towards > 0 ? 1 : -1);
    text = fmt::format("{}e{}", digits, exponent - 2);
  }
  return fmt::format("{:.3g}", std::strtod(text.c_str(), nullptr));
}

}  // namespace

std::pair<std::string, std::string> outward(const std::pair<double, double>& interval) {
  return {directed_decimal(interval.first, -1), directed_decimal(interval.second, 1)};
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
