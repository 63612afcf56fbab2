#include "publish/regulariser_report.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "model/approximation.hpp"
#include "model/convergence.hpp"
#include "model/enclosure.hpp"
#include "model/radius.hpp"
#include "publish/digits.hpp"
#include "publish/json_numbers.hpp"
#include "publish/layout.hpp"

namespace dropcert::publish {

using namespace exact;
using namespace ball;
using namespace model;

namespace {

constexpr long few_digits = 6;

/// The digits that f makes, or nothing where they are out of reach: e^-1000000000 has no short decimal.
template <typename Function>
std::string where_possible(Function f) {
  try {
    return f();
  } catch (const std::length_error&) {
    return "";
  }
}

/// R as a ball, the last one computed kept: R_k - R and R_2/R ask for it again.
class Regulariser {
 public:
  Regulariser(const NoisyPredictor& predictor, Family family) : predictor_(predictor), family_(family) {}

  Ball at(Bits precision) {
    if (!value_ || precision > precision_) {
      value_ = regulariser(predictor_, family_, precision);
      precision_ = precision;
    }
    return *value_;
  }

 private:
  const NoisyPredictor& predictor_;
  Family family_;
  std::optional<Ball> value_;
  Bits precision_{Bits::least};
};

/// rho - V = (rho^2 - V^2)/(rho + V), exact in the numerator but for pi^2.
std::string margin_of(const NoisyPredictor& predictor, const Rational& v, Family family, long digits) {
  const Rational& z0 = predictor.z0;
  if (family == Family::gamma) return shown_exactly(-z0 - v, digits);
  const auto margin = [&](Bits bits) {
    const Bits working(bits.value + 64);
    const Ball pi = const_pi(working);
    const Ball numerator = add(mul(pi, pi, working), Ball::from(z0 * z0 - v * v, working), working);
    const Ball rho = radius(Ball::from(z0, working), working);
    return div(numerator, add(rho, Ball::from(v, working), working), working);
  };
  return rounded_digits(margin, digits);
}

/// A decimal of six digits that is at least the bound: rounding to nearest takes away at most 5e-6 of it.
std::string rounded_up(const Ball& bound) {
  if (bound.sign() == 0) return "0";
  return correctly_rounded(bound.upper() * Rational(1'000'006, 1'000'000), few_digits);
}

void fill_region(RegulariserReport& report, const NoisyPredictor& predictor, const Assessment& assessment,
                 long digits) {
  const bool entire = !assessment.radius;
  report.deviation = assessment.deviation ? shown_exactly(*assessment.deviation, digits) : "infinite";
  report.radius = "infinite";
  if (report.family == Family::gamma) report.radius = shown_exactly(-predictor.z0, digits);
  if (report.family == Family::logistic)
    report.radius =
        rounded_digits([&](Bits bits) { return radius(Ball::from(predictor.z0, bits), bits); }, digits);
  if (!entire && assessment.deviation)
    report.margin = margin_of(predictor, *assessment.deviation, report.family, digits);
}

RegulariserReport::Order order_of(const Approximations& approximations, Regulariser* known, unsigned long k,
                                  long digits) {
  RegulariserReport::Order order;
  order.k = k;
  const std::optional<Rational> exact = approximations.exact(k);
  order.value = exact ? shown_exactly(*exact, digits) : where_possible([&] {
    return rounded_digits([&](Bits bits) { return approximations.value(k, bits); }, digits);
  });
  const std::optional<Approximations::Bound> bound = approximations.bound(k);
  if (bound) {
    order.bound = rounded_up(bound->most);
    order.source = bound->source;
  }
  if (known == nullptr) return order;
  if (bound && bound->most.sign() == 0) {
    order.difference = "0";
    return order;
  }
  order.difference = where_possible([&] {
    return rounded_digits(
        [&](Bits bits) { return sub(approximations.value(k, bits), known->at(bits), bits); }, few_digits, 10);
  });
  return order;
}

}  // namespace

RegulariserReport regulariser_report(const NoisyPredictor& predictor, Family family,
                                     const std::vector<unsigned long>& orders, long digits) {
  const Assessment assessment = assess(predictor, family, Bits(64));
  RegulariserReport report;
  report.features = predictor.coefficients.size();
  report.noise = predictor.law.kind();
  report.family = family;
  report.level = shown_exactly(predictor.law.level(), digits);
  report.z0 = shown_exactly(predictor.z0, digits);
  report.converges = assessment.converges;
  report.reason = assessment.reason;
  report.theorem = assessment.theorem;
  report.finite = assessment.finite;
  fill_region(report, predictor, assessment, digits);
  if (family == Family::logistic)
    report.variance_bound = correctly_rounded(variance(predictor) / Rational(8), few_digits);

  Regulariser value(predictor, family);
  if (!report.finite) {
    report.obstacle = "R is not finite: " + assessment.reason;
  } else {
    try {
      report.value = rounded_digits([&](Bits bits) { return value.at(bits); }, digits);
    } catch (const std::length_error& error) {
      report.obstacle = error.what();
    }
  }
  Regulariser* known = report.value.empty() ? nullptr : &value;
  const unsigned long highest = orders.empty() ? 2 : *std::max_element(orders.begin(), orders.end());
  const Approximations approximations(predictor, family, std::max(2UL, highest));
  for (const unsigned long k : orders) report.orders.push_back(order_of(approximations, known, k, digits));
  if (known != nullptr && !no_noise(predictor)) {
    const auto relative = [&](Bits bits) {
      const Ball r = known->at(bits);
      return div(sub(approximations.value(2, bits), r, bits), r, bits);
    };
    const auto ratio = [&](Bits bits) { return div(known->at(bits), approximations.value(2, bits), bits); };
    report.quadratic_error = family == Family::gaussian
                                 ? "0"
                                 : where_possible([&] { return rounded_digits(relative, few_digits, 10); });
    report.quadratic_ratio = family == Family::gaussian
                                 ? "1"
                                 : where_possible([&] { return rounded_digits(ratio, few_digits, 10); });
  }
  return report;
}

namespace {

std::string verdict_of(const RegulariserReport& report) {
  if (!report.converges) return "not decided";
  return *report.converges ? "converges" : "diverges";
}

std::string line(std::string_view label, std::string_view content, std::string_view remark = "") {
  std::string text = fmt::format("  {:<9} {}", label, content);
  if (!remark.empty())
    text += fmt::format("{:>{}}{}", "", content.size() < 40 ? 42 - content.size() : 2, remark);
  return text + "\n";
}

std::string quadratic_line(const RegulariserReport& report) {
  if (report.quadratic_error.empty()) return "";
  return fmt::format("\nQuadratic approximation: (R_2 - R)/R = {}{}\n", report.quadratic_error,
                     report.quadratic_ratio.empty() ? "" : ", R/R_2 = " + report.quadratic_ratio);
}

}  // namespace

std::string text_report(const RegulariserReport& report) {
  std::string text =
      fmt::format("{} family, {} noise ({} {}), {} feature{}\n\n", name(report.family), name(report.noise),
                  level_name(report.noise), report.level, report.features, report.features == 1 ? "" : "s");
  text += line("z0", report.z0, "the logit without noise");
  text += line("V", report.deviation, "the greatest |Delta|");
  text += line("radius", report.radius, "of the Taylor series about z0");
  if (!report.margin.empty()) text += line("margin", report.margin, "radius - V");
  text += line("series", verdict_of(report));
  text += wrapped(fmt::format("{} [{}]", report.reason, report.theorem), 100, 12, 12) + "\n\n";
  text += line("R", report.value.empty() ? "-" : report.value, "the regulariser E A(z~) - A(z0)");
  if (!report.obstacle.empty()) text += wrapped(report.obstacle, 100, 12, 12) + "\n";
  if (!report.variance_bound.empty())
    text += line("Var/8", report.variance_bound, "R is at most that [penalty_bounds]");
  if (report.orders.empty()) return text + quadratic_line(report);
  std::size_t width = 8;
  for (const RegulariserReport::Order& order : report.orders) width = std::max(width, order.value.size());
  text += fmt::format("\n  {:<4} {:<{}}  {:<13} {}\n", "k", "R_k", width, "R_k - R", "|R_k - R| <=");
  for (const RegulariserReport::Order& order : report.orders)
    text += fmt::format(
        "  {:<4} {:<{}}  {:<13} {:<13} {}\n", order.k, order.value.empty() ? "-" : order.value, width,
        order.difference.empty() ? "-" : order.difference, order.bound.value_or("-"), order.source);
  return text + quadratic_line(report);
}

std::string json_report(const RegulariserReport& report) {
  using Json = nlohmann::ordered_json;
  const auto or_null = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); };
  Json orders = Json::array();
  for (const RegulariserReport::Order& order : report.orders)
    orders.push_back({{"k", order.k},
                      {"value", decimal_number(order.value)},
                      {"difference", decimal_number(order.difference)},
                      {"bound", order.bound ? decimal_number(*order.bound) : Json(nullptr)},
                      {"bound_source", or_null(order.source)}});
  const Json json = {{"family", name(report.family)},
                     {"noise", name(report.noise)},
                     {std::string(level_name(report.noise)), report.level},
                     {"features", report.features},
                     {"z0", report.z0},
                     {"deviation", report.deviation},
                     {"radius", decimal_number(report.radius)},
                     {"margin", decimal_number(report.margin)},
                     {"converges", report.converges ? Json(*report.converges) : Json(nullptr)},
                     {"reason", report.reason},
                     {"theorem", report.theorem},
                     {"finite", report.finite},
                     {"regulariser", decimal_number(report.value)},
                     {"obstacle", or_null(report.obstacle)},
                     {"variance_bound", decimal_number(report.variance_bound)},
                     {"orders", orders},
                     {"quadratic_relative_error", decimal_number(report.quadratic_error)},
                     {"quadratic_ratio", decimal_number(report.quadratic_ratio)}};
  return dump_with_numbers(json);
}

}  // namespace dropcert::publish
