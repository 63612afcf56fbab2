#include <set>

#include "model/convergence.hpp"
#include "model/deviation.hpp"
#include "model/partial_regulariser.hpp"
#include "model/radius.hpp"
#include "model/regulariser.hpp"
#include "model/units.hpp"
#include "publish/tables/catalogue.hpp"
#include "publish/tables/columns.hpp"
#include "publish/tables/sample_models.hpp"

namespace dropcert::publish {

namespace {

constexpr long digits = 25;

TableColumn partial_column(const std::string& k, bool in_latex) {
  return {.name = "R_" + k,
          .heading = {"R_" + k, "$R_{" + k + "}$"},
          .unit = "1",
          .rounding = Rounding::significant,
          .digits = digits,
          .latex_digits = 5,
          .meaning = "the approximation of order " + k + ", the sum over j = 2.." + k +
                     " of A^(j)(z0) E Delta^j / j!",
          .term = "partial_regulariser(" + k + ", a, delta)",
          .source = "dropout_moments; equation 11 with A_j = A^(j)",
          .claims = "C12, C31",
          .in_latex = in_latex};
}

TableSpecification specification() {
  TableSpecification s;
  s.name = "regulariser";
  s.title = "The regulariser and its approximations for sample models";
  s.caption = {"The regulariser and its approximations.",
               "The dropout regulariser $R$ and its approximations $R_k$ of order $k$ for sample models with "
               "$d$ features; the "
               "series $R_k$ converges, to $R$, if and only if $V \\le \\rho$."};
  s.remarks =
      "Models of several kinds: convergent, divergent, near the boundary on either side and on it, with 1 to "
      "128 "
      "features. R is the mean over the exact law of the noised logit, not a sample.";
  s.in_latex = [](const TableRow& row) {
    static const std::set<std::string> hidden = {"one-20",          "pair-uneven", "same-sign", "one-heavy",
                                                 "three-same-sign", "d16",         "d64",       "pair-3"};
    return hidden.count(row[0].text) == 0;
  };
  s.columns = {
      {.name = "model", .key = true, .heading = "Model", .meaning = "the model's name", .source = "chosen"},
      {.name = "kind",
       .heading = "Kind",
       .meaning = "what it is an example of",
       .source = "chosen",
       .in_latex = false},
      {.name = "d",
       .heading = {"d", "$d$"},
       .unit = "1",
       .rounding = Rounding::exact,
       .meaning = "the number of features",
       .source = "definition"},
      contributions_column(),
      with_claims(dropout_column(), "C5"),
      {.name = "R",
       .heading = {"R", "$R$"},
       .unit = "1",
       .rounding = Rounding::significant,
       .digits = digits,
       .latex_digits = 5,
       .meaning = "the regulariser, E A(noised logit) - A(z0) with A(z) = log(1+exp(z))",
       .term = "regulariser(a, delta)",
       .source = "the definition, summed over the exact law",
       .claims = "C10, C11"},
      partial_column("2", true),
      partial_column("3", false),
      partial_column("4", false),
      partial_column("10", true),
      partial_column("40", true),
      {.name = "V",
       .heading = {"V", "$V$"},
       .unit = "1",
       .rounding = Rounding::significant,
       .digits = digits,
       .latex_digits = 5,
       .meaning = "the greatest |Delta|, Delta the noised logit less the logit",
       .term = "deviation(a, delta)",
       .source = "deviation_bound, deviation_attained",
       .claims = "C39"},
      {.name = "rho",
       .heading = {"rho", "$\\rho$"},
       .unit = "1",
       .rounding = Rounding::significant,
       .digits = digits,
       .latex_digits = 5,
       .meaning = "the radius of convergence at z0",
       .term = "radius(sum(a))",
       .source = "softplus_radius",
       .claims = "C35"},
      {.name = "converges",
       .heading = "Converges",
       .meaning = "whether R_k has a limit as k grows; it is R then",
       .term = "converges(a, delta)",
       .source = "dropout_converges_iff",
       .claims = "C40, C41, C42, C60"},
  };
  return s;
}

void partial(RowBuilder& row, const Dropout& model, unsigned long k) {
  if (const std::optional<Rational> exact = partial_regulariser_exact(k, model))
    row.rational(*exact);
  else
    row.real([&](Bits bits) { return partial_regulariser(k, model, bits); });
}

// z0 = 0 makes the radius pi; in units of pi, z0 = pi t.
Ball radius_of(const Dropout& model, Bits bits) {
  return radius(real_value(model, model.z0(), bits), bits);
}

void fill(Table& table, const TableInputs& inputs) {
  for (const SampleModel& sample : sample_models()) {
    stop_if_asked(inputs);
    const Dropout& model = sample.model;
    RowBuilder row(table.specification.columns);
    row.text(sample.name).text(sample.kind).exact(Integer(model.size())).text(contributions_text(model));
    row.exact(model.delta).real([&](Bits bits) { return regulariser(model, bits); });
    for (unsigned long k : {2UL, 3UL, 4UL, 10UL, 40UL}) partial(row, model, k);
    if (model.in_units_of_pi)
      row.real([&](Bits bits) { return real_value(model, deviation(model), bits); });
    else
      row.rational(deviation(model));
    row.real([&](Bits bits) { return radius_of(model, bits); }).truth(converges(model));
    table.rows.push_back(std::move(row).row());
  }
}

}  // namespace

TableUnit regulariser_table() {
  return {specification, fill, 0.5};
}

}  // namespace dropcert::publish
