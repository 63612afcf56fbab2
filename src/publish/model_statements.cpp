#include "publish/model_statements.hpp"

#include <fmt/core.h>

namespace dropcert::publish {

namespace {

constexpr std::string_view r = "regulariser(a, d, b)";
constexpr std::string_view v = "deviation(a, d)";
constexpr std::string_view rho = "radius(sum(a) + b)";

std::string order(unsigned long k) {
  return fmt::format("partial_regulariser({}, a, d, b)", k);
}

class Claim {
 public:
  Claim(std::string_view id, std::string_view place, const std::vector<Rational>& contributions)
      : text_(fmt::format("claim {} \"{}\"\n  where a = [", id, place)) {
    bool is_first = true;
    for (const Rational& a : contributions) {
      text_ += (is_first ? "" : ", ") + a.str();
      is_first = false;
    }
    text_ += "]\n";
  }

  void states(std::string_view statement) { text_ += fmt::format("  printed {}\n", statement); }

  // Nothing is stated of a number that is not known.
  void prints(std::string_view term, std::string_view number) {
    if (number.empty() || number == "out of reach") return;
    states(fmt::format("prints({}, \"{}\")", term, number));
  }

  void converges(bool does) { states(does ? "converges(a, d, b)" : "not converges(a, d, b)"); }

  std::string text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace

std::string model_ledger_opening(std::string_view title, const Rational& delta, const Rational& bias) {
  return fmt::format("ledger \"{}\"\nwhere d = {}\nwhere b = {}\n", title, delta.str(), bias.str());
}

std::string model_claim(const Dropout& model, const RegulariserReport& report) {
  Claim claim("model", "", model.contributions);
  claim.prints("sum(a) + b", report.z0);
  claim.prints(v, report.deviation);
  claim.prints(rho, report.radius);
  claim.prints(fmt::format("{} - {}", rho, v), report.margin);
  if (report.converges) claim.converges(*report.converges);
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

std::string row_claim(const std::vector<Rational>& contributions, std::string_view line) {
  std::vector<std::string_view> fields;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find(',', begin), line.size());
    fields.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  fields.resize(9);  // R and the error of R_2 may be missing
  Claim claim(fmt::format("L{}", fields[0]), fmt::format("line {}", fields[0]), contributions);
  claim.prints("sum(a) + b", fields[1]);
  claim.prints(v, fields[2]);
  claim.prints(rho, fields[3]);
  claim.prints(fmt::format("{}/{}", v, rho), fields[4]);
  claim.converges(fields[5] == "converges");
  claim.prints(order(2), fields[6]);
  claim.prints(r, fields[7]);
  claim.prints(fmt::format("{}/{} - 1", order(2), r), fields[8]);
  return claim.text();
}

}  // namespace dropcert::publish
