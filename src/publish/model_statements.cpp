#include "publish/model_statements.hpp"

#include <fmt/core.h>

#include "publish/claim_text.hpp"

namespace dropcert::publish {

using namespace exact;
using namespace model;

namespace {

constexpr std::string_view r = "regulariser(a, d, b)";
constexpr std::string_view v = "deviation(a, d)";
constexpr std::string_view rho = "radius(sum(a) + b)";

std::string order(unsigned long k) {
  return fmt::format("partial_regulariser({}, a, d, b)", k);
}

}  // namespace

std::string model_ledger_opening(std::string_view title, const Rational& delta, const Rational& bias) {
  return fmt::format("ledger \"{}\"\nwhere d = {}\nwhere b = {}\n", title, delta.str(), bias.str());
}

std::string model_claim(const Dropout& model, const RegulariserReport& report) {
  ClaimText claim("model", "");
  claim.defines("a", list_of(model.contributions));
  claim.prints("sum(a) + b", report.z0);
  claim.prints(v, report.deviation);
  claim.prints(rho, report.radius);
  claim.prints(fmt::format("{} - {}", rho, v), report.margin);
  if (report.converges) claim.states(*report.converges ? "converges(a, d, b)" : "not converges(a, d, b)");
  claim.prints(r, report.value);
  claim.prints("moment(a, d, 2)/8", report.variance_bound);
  claim.states(fmt::format("{} <= moment(a, d, 2)/8", r));
  for (const RegulariserReport::Order& k : report.orders) {
    claim.prints(order(k.k), k.value);
    claim.prints(fmt::format("{} - {}", order(k.k), r), k.difference);
    if (k.bound) claim.states(fmt::format("abs({} - {}) <= {}", order(k.k), r, *k.bound));
  }
  claim.prints(fmt::format("({} - {})/{}", order(2), r, r), report.quadratic_error);
  claim.prints(fmt::format("{}/{}", r, order(2)), report.quadratic_ratio);
  return claim.text();
}

}  // namespace dropcert::publish
