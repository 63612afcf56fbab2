#include <set>

#include "model/convergence.hpp"
#include "model/derivatives.hpp"
#include "model/law.hpp"
#include "model/moments.hpp"
#include "model/partial_regulariser.hpp"
#include "model/regulariser.hpp"
#include "publish/tables/catalogue.hpp"
#include "publish/tables/columns.hpp"
#include "publish/tables/sample_models.hpp"

namespace dropcert::publish {

namespace {

constexpr long digits = 20;
constexpr long decimals = 20;

TableSpecification specification() {
  TableSpecification s;
  s.name = "quadratic-error";
  s.title = "The error of the quadratic approximation, with certified bounds";
  s.caption = {
      "The error of the quadratic approximation.",
      "The error $|R-R_2|$ of the quadratic approximation and two bounds that need no convergence: "
      "$E|\\Delta|^3/(36\\sqrt3)$ "
      "and $|c_3 E\\Delta^3| + E\\Delta^4/192$. Whether the series converges says little about the error."};
  s.remarks =
      "The models of the table `regulariser` with rational contributions; their contributions are given "
      "there. The bounds are rounded up, so that they hold as printed.";
  s.in_latex = [](const TableRow& row) {
    static const std::set<std::string> hidden = {"one-heavy", "three-same-sign", "d16", "d64"};
    return hidden.count(row[0].text) == 0;
  };
  auto bound = [](const char* name, Label heading, const char* meaning, const char* source) {
    return TableColumn{.name = name,
                       .heading = std::move(heading),
                       .unit = "1",
                       .rounding = Rounding::up,
                       .digits = decimals,
                       .latex_digits = 8,
                       .meaning = meaning,
                       .source = source,
                       .claims = "C54"};
  };
  s.columns = {
      {.name = "model",
       .key = true,
       .heading = "Model",
       .meaning = "its name in the table `regulariser`",
       .source = "chosen"},
      contributions_column(),
      dropout_column(),
      {.name = "error",
       .heading = {"|R - R_2|", "$|R-R_2|$"},
       .unit = "1",
       .rounding = Rounding::significant,
       .digits = digits,
       .latex_digits = 8,
       .meaning = "|R - R_2|",
       .term = "abs(regulariser(a, delta) - partial_regulariser(2, a, delta))",
       .source = "the definition",
       .claims = "C53, C54"},
      {.name = "relative_error",
       .heading = {"relative", "$|R-R_2|/R$"},
       .unit = "1",
       .rounding = Rounding::significant,
       .digits = digits,
       .latex_digits = 5,
       .meaning = "|R - R_2| / R",
       .term = "abs(regulariser(a, delta) - partial_regulariser(2, a, delta)) / regulariser(a, delta)",
       .source = "the definition",
       .claims = "C53, C54"},
      bound("bound_third", {"third order", "$E|\\Delta|^3/(36\\sqrt3)$"},
            "E |Delta|^3 / (36 sqrt(3)) >= |R - R_2|", "penalty_R2"),
      bound("bound_fourth", {"fourth order", "$|c_3E\\Delta^3|+E\\Delta^4/192$"},
            "|A'''(z0)/6 E Delta^3| + E Delta^4 / 192 >= |R - R_2|", "penalty_R3"),
      {.name = "converges",
       .heading = "Converges",
       .meaning = "whether the series of the R_k converges",
       .term = "converges(a, delta)",
       .source = "dropout_converges_iff",
       .claims = "C53, C54"},
  };
  return s;
}

// E |Delta|^3, over the exact law.
Rational third_absolute_moment(const Dropout& model) {
  const Law law = noised_predictor_law(model);
  const Rational z0 = model.z0();
  Rational sum;
  for (const Atom& atom : law.atoms)
    sum += pow(abs(Rational(atom.position) * law.step - z0), 3) * Rational(atom.weight);
  return sum / Rational(law.total);
}

Ball error_of(const Dropout& model, Bits bits) {
  const std::optional<Rational> exact = partial_regulariser_exact(2, model);
  const Ball second = exact ? Ball::from(*exact, bits) : partial_regulariser(2, model, bits);
  return abs(sub(regulariser(model, bits), second, bits));
}

void fill(Table& table, const TableInputs& inputs) {
  for (const SampleModel& sample : sample_models()) {
    stop_if_asked(inputs);
    const Dropout& model = sample.model;
    if (model.in_units_of_pi) continue;
    const Rational third = third_absolute_moment(model);
    const std::vector<Rational> m = moments(model, 4);
    RowBuilder row(table.specification.columns);
    row.text(sample.name).text(contributions_text(model)).exact(model.delta);
    row.real([&](Bits bits) { return error_of(model, bits); });
    row.real([&](Bits bits) { return div(error_of(model, bits), regulariser(model, bits), bits); });
    row.real([&](Bits bits) {
      return div(Ball::from(third, bits), mul(Ball(36), sqrt(Ball(3), bits), bits), bits);
    });
    if (m[3].is_zero())
      row.rational(m[4] / 192);
    else
      row.real([&](Bits bits) {
        const Ball c3 = softplus_taylor(3, Ball::from(model.z0(), bits), bits);
        return add(abs(mul(c3, Ball::from(m[3], bits), bits)), Ball::from(m[4] / 192, bits), bits);
      });
    row.truth(converges(model));
    table.rows.push_back(std::move(row).row());
  }
}

}  // namespace

TableUnit quadratic_error_table() {
  return {specification, fill, 0.1};
}

}  // namespace dropcert::publish
