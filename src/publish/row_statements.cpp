#include "publish/row_statements.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "publish/claim_text.hpp"

namespace dropcert::publish {

using namespace exact;
using namespace model;

namespace {

std::vector<std::string_view> fields_of(std::string_view line) {
  constexpr std::size_t most_columns = 9;  // R and the error of R_2 may be missing
  std::vector<std::string_view> fields;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find(',', begin), line.size());
    fields.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  fields.resize(most_columns);
  return fields;
}

/// The terms of a row of one parameter: a its contributions, n the coefficients of the noise.
class Terms {
 public:
  explicit Terms(const RowModel& model)
      : noise_(model.law.kind()), family_(model.family), list_(model.law.is_additive() ? "c" : "a") {}

  std::string z0() const { return "(sum(a) + b)"; }
  std::string variance() const {
    const std::string squares = fmt::format("sum(x in {}, x^2)", list_);
    if (noise_ == Noise::dropout) return "moment(a, d, 2)";
    if (noise_ == Noise::uniform) return "s^2/3*" + squares;
    return (noise_ == Noise::laplace ? "2*s^2*" : "s*") + squares;
  }
  std::string deviation() const {
    return noise_ == Noise::dropout ? "deviation(a, d)" : fmt::format("s*sum(x in {}, abs(x))", list_);
  }
  std::string radius() const {
    return family_ == Family::gamma ? fmt::format("abs{}", z0()) : fmt::format("radius{}", z0());
  }
  std::string quadratic() const {
    const std::string half = variance() + "/2";
    if (family_ == Family::gaussian) return half;
    if (family_ == Family::poisson) return fmt::format("exp{}*{}", z0(), half);
    if (family_ == Family::gamma) return fmt::format("{}/{}^2", half, z0());
    return noise_ == Noise::dropout ? "partial_regulariser(2, a, d, b)"
                                    : fmt::format("sigmoid{0}*sigmoid(-{0})*{1}", z0(), half);
  }
  /// Empty where there is no closed form; zeros are no contributions here.
  std::string regulariser() const {
    if (family_ == Family::gaussian) return quadratic();
    if (family_ == Family::logistic && noise_ == Noise::dropout) return "regulariser(a, d, b)";
    if (family_ != Family::poisson) return "";
    std::string mean;
    if (noise_ == Noise::dropout) mean = "prod(x in a, d*exp(-x) + (1-d)*exp(d/(1-d)*x))";
    if (noise_ == Noise::uniform) mean = "prod(x in a, if(x = 0, 1, sinh(s*x)/(s*x)))";
    if (noise_ == Noise::laplace) mean = "prod(x in a, 1/(1-(s*x)^2))";
    if (mean.empty()) mean = fmt::format("exp({}/2)", variance());
    return fmt::format("exp{}*({} - 1)", z0(), mean);
  }
  /// Empty where the convergence is no relation of the row's numbers.
  std::string converges() const {
    if (family_ == Family::logistic && noise_ == Noise::dropout) return "converges(a, d, b)";
    if (family_ == Family::logistic && noise_ == Noise::uniform)
      return fmt::format("{} <= {}", deviation(), radius());
    if (family_ == Family::poisson && noise_ == Noise::laplace) return "for x in a: s*abs(x) < 1";
    if (family_ == Family::gamma && noise_ == Noise::uniform)
      return fmt::format("{} <= {}", deviation(), radius());
    return "";
  }

 private:
  Noise noise_;
  Family family_;
  std::string list_;
};

bool is_call(std::string_view term) {
  return term.starts_with("regulariser(");
}

void claim_verdict(ClaimText& claim, const std::string& statement, std::string_view verdict) {
  if (statement.empty()) return;
  if (verdict == "converges") claim.states(statement);
  if (verdict == "diverges")
    claim.states(statement.starts_with("converges(") ? "not " + statement
                                                     : fmt::format("not ({})", statement));
}

}  // namespace

std::string rows_ledger_opening(std::string_view title, const RowModel& model) {
  std::string text =
      fmt::format("ledger \"{}\"\nwhere {} = {}\nwhere b = {}\n", title,
                  model.law.kind() == Noise::dropout ? "d" : "s", model.law.level().str(), model.bias.str());
  if (!model.added.empty()) text += fmt::format("where c = {}\n", list_of(model.added));
  return text;
}

std::string row_claim(const RowModel& model, const std::vector<Rational>& contributions,
                      std::string_view line) {
  const std::vector<std::string_view> fields = fields_of(line);
  const Terms terms(model);
  ClaimText claim(fmt::format("L{}", fields[0]), fmt::format("line {}", fields[0]));
  claim.defines("a", list_of(contributions.empty() ? std::vector<Rational>{0} : contributions));
  claim.prints("sum(a) + b", fields[1]);
  claim.prints(terms.deviation(), fields[2]);
  claim.prints(terms.radius(), fields[3]);
  if (fields[3] != "inf" && fields[2] != "inf")
    claim.prints(fmt::format("{}/{}", terms.deviation(), terms.radius()), fields[4]);
  if (fields[2] != "inf" || model.family == Family::poisson)
    claim_verdict(claim, terms.converges(), fields[5]);
  claim.prints(terms.quadratic(), fields[6]);
  const std::string r = terms.regulariser();
  claim.prints(r, fields[7]);
  if (!r.empty())
    claim.prints(is_call(r) ? fmt::format("{}/{} - 1", terms.quadratic(), r)
                            : fmt::format("({})/({}) - 1", terms.quadratic(), r),
                 fields[8]);
  return claim.text();
}

std::string row_claim(const SoftmaxModel& model, std::string_view line) {
  const std::vector<std::string_view> fields = fields_of(line);
  ClaimText claim(fmt::format("L{}", fields[0]), fmt::format("line {}", fields[0]));
  claim.defines("e", list_of(model.logits));
  claim.defines("t", "sum(i = 1..length(e), exp(e[i] - e[1]))");
  std::string spread;
  std::string variance;
  for (std::size_t k = 0; k < model.classes(); ++k)
    for (std::size_t l = 0; l < k; ++l) {
      std::vector<Rational> difference;
      for (std::size_t j = 0; j < model.features(); ++j)
        difference.push_back(model.coefficients[k][j] - model.coefficients[l][j]);
      const std::string name = fmt::format("a_{}_{}", k + 1, l + 1);
      claim.defines(name, list_of(difference));
      spread += spread.empty() ? "" : ", ";
      spread += model.law.kind() == Noise::dropout ? fmt::format("deviation({}, d)", name)
                                                   : fmt::format("s*sum(x in {}, abs(x))", name);
      variance += fmt::format("{}exp(e[{}] + e[{}] - 2*e[1])*sum(x in {}, x^2)",
                              variance.empty() ? "" : " + ", k + 1, l + 1, name);
    }
  const std::string widest = model.classes() == 2 ? spread : fmt::format("max({})", spread);
  const std::string unit = model.law.variance().str();
  claim.prints(widest, fields[1]);
  claim.prints(fmt::format("{}/2*({})/t^2", unit, variance), fields[5]);
  return claim.text();
}

}  // namespace dropcert::publish
