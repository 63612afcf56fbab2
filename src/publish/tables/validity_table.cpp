#include <utility>

#include "model/validity.hpp"
#include "publish/tables/catalogue.hpp"

namespace dropcert::publish {

using namespace model;

namespace {

// What the map says in signs of the keyboard, as LaTeX; "" of what has no formula.
std::string in_latex(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> formulas[] = {
      {"Var Delta/2", "$\\mathrm{Var}\\,\\Delta/2$"},
      {"V <= sqrt(pi^2 + z0^2)", "$V \\le \\sqrt{\\pi^2 + z_0^2}$"},
      {"V <= |z0|", "$V \\le \\lvert z_0 \\rvert$"},
      {"finite if and only if V <= |z0|", "finite if and only if $V \\le \\lvert z_0 \\rvert$"},
      {"max_j b |c_j| < 1", "$b \\lvert c_j \\rvert < 1$ for every $j$"},
      {"ess sup Delta < |z0| and ess sup -Delta <= |z0|",
       "$\\text{ess sup }\\Delta < \\lvert z_0 \\rvert$ and $\\text{ess sup }(-\\Delta) \\le \\lvert z_0 "
       "\\rvert$"},
      {"finite if and only if ess sup Delta < |z0|; never without a bias, as all features may be dropped",
       "finite if and only if $\\text{ess sup }\\Delta < \\lvert z_0 \\rvert$; never without a bias, as all "
       "features may be dropped"},
      {"for every mask no zero of sum_k pi_k e^(t v_k) in |t| < 1",
       "for every mask no zero of $\\sum_{k} \\pi_{k} e^{t v_{k}}$ in $\\lvert t \\rvert < 1$"},
      {"e^z0 (prod E e^(a_j (xi_j - 1)) - 1)",
       "$e^{z_0} (\\prod_{j} \\mathbb{E}\\, e^{a_j (\\xi_j - 1)} - 1)$"},
      {"e^z0 (e^(Var Delta/2) - 1)", "$e^{z_0} (e^{\\mathrm{Var}\\,\\Delta/2} - 1)$"},
      {"e^z0 (prod sinh(w c_j)/(w c_j) - 1)", "$e^{z_0} (\\prod_{j} \\frac{\\sinh(w c_j)}{w c_j} - 1)$"},
      {"e^z0 (prod 1/(1 - b^2 c_j^2) - 1), finite under the same condition",
       "$e^{z_0} (\\prod_{j} \\frac{1}{1 - b^2 c_j^2} - 1)$, finite under the same condition"},
      {"the spread of the noise over the classes is at most pi",
       "the spread of the noise over the classes is at most $\\pi$"}};
  for (const auto& [said, latex] : formulas)
    if (said == text) return std::string(latex);
  return "";
}

}  // namespace

void complete_validity(Table& table, const TableInputs&) {
  for (const Cell& cell : validity_map()) {
    RowBuilder row(table.specification.columns);
    for (std::string_view text : {name(cell.noise), name(cell.family), name(cell.validity)})
      row.text(std::string(text));
    for (std::string_view text : {cell.condition, cell.value}) row.text(std::string(text), in_latex(text));
    for (std::string_view text : {cell.theorem, cell.reason}) row.text(std::string(text));
    table.rows.push_back(std::move(row).row());
  }
}

}  // namespace dropcert::publish
