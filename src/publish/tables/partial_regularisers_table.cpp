#include <fmt/core.h>

#include <map>
#include <set>

#include "model/partial_regulariser.hpp"
#include "model/regulariser.hpp"
#include "publish/tables/catalogue.hpp"
#include "publish/tables/columns.hpp"
#include "publish/tables/sample_models.hpp"

namespace dropcert::publish {

namespace {

constexpr long digits = 25;
constexpr unsigned long last_order = 40;

TableSpecification specification() {
  TableSpecification s;
  s.name = "partial-regularisers";
  s.title = "R_k against k, for a convergent and a divergent model";
  s.caption = {"Partial regularisers of a convergent and a divergent model.",
               "The approximations $R_k$ of order $k$ for a convergent model, $a=(3,-1,1/2)$, "
               "$\\delta=3/10$, and a divergent "
               "one, $a=(2,-2)$, $\\delta=1/2$, for which $|\\Delta|\\le 4<2\\pi$."};
  s.remarks = "The data of the figures partial-regularisers-convergent and -divergent, for every k to 40.";
  s.in_latex = [](const TableRow& row) {
    static const std::set<std::string> orders = {"2", "4", "6", "8", "10", "20", "30", "40"};
    return orders.count(row[3].text) > 0;
  };
  s.columns = {
      {.name = "model",
       .key = true,
       .heading = "Model",
       .meaning = "convergent or divergent",
       .source = "dropout_converges_iff",
       .claims = "C40"},
      contributions_column(),
      not_in_latex(dropout_column()),
      exact_key("k", "k", "the order"),
      {.name = "R_k",
       .heading = {"R_k", "$R_k$"},
       .unit = "1",
       .rounding = Rounding::significant,
       .digits = digits,
       .latex_digits = 12,
       .meaning = "the approximation of order k",
       .term = "partial_regulariser(k, a, delta)",
       .source = "dropout_moments; equation 11 with A_j = A^(j)",
       .claims = "C31, C40"},
      {.name = "R",
       .heading = {"R", "$R$"},
       .unit = "1",
       .rounding = Rounding::significant,
       .digits = digits,
       .latex_digits = 12,
       .meaning = "the regulariser",
       .term = "regulariser(a, delta)",
       .source = "the definition, summed over the exact law",
       .claims = "C10, C40"},
  };
  return s;
}

/// R_0, ..., R_last_order: one pass for each precision that is asked for.
class PartialRegularisers {
 public:
  explicit PartialRegularisers(const Dropout& model) : model_(model) {}

  const Ball& operator()(unsigned long k, Bits bits) {
    std::vector<Ball>& all = passes_[bits.value];
    if (all.empty()) all = partial_regularisers(last_order, model_, bits);
    return all.at(k);
  }

 private:
  const Dropout& model_;
  std::map<long, std::vector<Ball>> passes_;  // by bits
};

void add_model(Table& table, const std::string& name, const Dropout& model) {
  PartialRegularisers partial(model);
  const RealNumber regulariser_value = [&](Bits bits) { return regulariser(model, bits); };
  for (unsigned long k = 2; k <= last_order; ++k) {
    RowBuilder row(table.specification.columns);
    row.text(name).text(contributions_text(model)).exact(model.delta).exact(Integer(k));
    if (const std::optional<Rational> exact = partial_regulariser_exact(k, model))
      row.rational(*exact);
    else
      row.real([&](Bits bits) { return partial(k, bits); });
    row.real(regulariser_value);
    table.rows.push_back(std::move(row).row());
  }
}

void fill(Table& table, const TableInputs&) {
  add_model(table, "convergent", Dropout({3, -1, Rational(1, 2)}, Rational(3, 10)));
  add_model(table, "divergent", Dropout({2, -2}, Rational(1, 2)));
}

// The band about R is so many per cent to each side.
Figure figure_of(const Table& table, const std::string& model, double last, double margin, int per_cent,
                 Label title) {
  Curve curve{{"Rₖ", "$R_k$"}, {}, 1, Drawing::line_and_points};
  double limit = 0;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    if (table.text(i, "model") != model) continue;
    curve.points.push_back({drawn(table.text(i, "k")), drawn(table.text(i, "R_k"))});
    limit = drawn(table.text(i, "R"));
  }
  Plot plot;
  plot.title = std::move(title);
  plot.description = "R_k against the order k, with the regulariser R as a band.";
  plot.x = {{"order k", "order $k$"}, 0, last + 1, Scale::linear, {}};
  plot.y = {{"Rₖ", "$R_k$"}, limit - margin, limit + margin, Scale::linear, {}};
  plot.bands = {{{fmt::format("R ± {} %", per_cent), fmt::format("$R \\pm {}\\,\\%$", per_cent)},
                 limit * (1 - per_cent / 100.0),
                 limit * (1 + per_cent / 100.0)}};
  plot.curves = {curve};
  return {"figure-partial-" + model, plot};
}

std::vector<Figure> figures(const Table& table) {
  return {figure_of(table, "convergent", 40, 0.12, 1,
                    {"Convergent: a = (3, −1, ½), δ = 0.3", "Convergent: $a=(3,-1,1/2)$, $\\delta=0.3$"}),
          figure_of(table, "divergent", 20, 6, 10,
                    {"Divergent, though |Δ| ≤ 4 < 2π: a = (2, −2), δ = ½",
                     "Divergent, though $|\\Delta|\\le4<2\\pi$: $a=(2,-2)$, $\\delta=1/2$"})};
}

}  // namespace

TableUnit partial_regularisers_table() {
  return {specification,
          fill,
          0.1,
          figures,
          nullptr,
          {"figure-partial-convergent", "figure-partial-divergent"},
          {}};
}

}  // namespace dropcert::publish
