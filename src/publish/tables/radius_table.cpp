#include "model/logistic.hpp"
#include "model/radius.hpp"
#include "publish/tables/catalogue.hpp"
#include "publish/tables/columns.hpp"

namespace dropcert::publish {

namespace {

constexpr long digits = 30;
constexpr const char* meeting_point = "sqrt(3)*pi";

TableSpecification specification() {
  TableSpecification s;
  s.name = "radius";
  s.title = "The radius of convergence against the paper's 2 pi";
  s.caption = {
      "The radius of convergence at the logit z0 against 2 pi.",
      "The radius of convergence $\\rho(z_0) = \\sqrt{\\pi^2 + z_0^2}$ of the Taylor series of "
      "$\\log(1+e^z)$ at "
      "the logit $z_0$, against the $2\\pi$ of the paper, and the probability $p(z_0) = 1/(1+e^{-z_0})$. The "
      "radius is $2\\pi$ only at $|z_0| = \\sqrt{3}\\,\\pi$."};
  s.remarks =
      "z0 from 0 to 12 by quarters, then 15, 20, 50 and 100; the radius at -z0 is the same. The row z0 = "
      "sqrt(3)*pi, "
      "where the radius is 2 pi, stands in its place.";
  s.in_latex = [](const TableRow& row) { return row[0].text.find('/') == std::string::npos; };
  s.columns = {
      exact_key("z0", "z_0", "the logit, an exact number or a term of the language"),
      {.name = "radius",
       .heading = {"radius", "$\\rho(z_0)$"},
       .unit = "1",
       .rounding = Rounding::significant,
       .digits = digits,
       .latex_digits = 16,
       .meaning = "sqrt(pi^2 + z0^2), the radius of convergence of the Taylor series of log(1+exp(z)) at z0",
       .term = "radius(z0)",
       .source = "softplus_radius",
       .claims = "C35, C43, S2"},
      {.name = "two_pi",
       .heading = {"2 pi", "$2\\pi$"},
       .unit = "1",
       .rounding = Rounding::significant,
       .digits = digits,
       .meaning = "the paper's radius",
       .term = "2 * pi",
       .source = "refuted by softplus_radius; radius_is_two_pi_iff",
       .claims = "C40, C41, C43",
       .in_latex = false},
      {.name = "ratio",
       .heading = {"radius / 2 pi", "$\\rho(z_0)/2\\pi$"},
       .unit = "1",
       .rounding = Rounding::significant,
       .digits = digits,
       .latex_digits = 16,
       .meaning = "radius / (2 pi)",
       .term = "radius(z0) / (2 * pi)",
       .source = "softplus_radius",
       .claims = "C43, S2"},
      {.name = "p",
       .heading = {"p(z0)", "$p(z_0)$"},
       .unit = "1",
       .rounding = Rounding::significant,
       .digits = digits,
       .latex_digits = 16,
       .meaning = "1/(1+exp(-z0)), the probability that the model gives to y = 1",
       .term = "sigmoid(z0)",
       .source = "definition",
       .claims = "C2"},
  };
  return s;
}

Ball two_pi(Bits bits) {
  return scale(const_pi(bits), 1);
}

Ball meeting(Bits bits) {
  return mul(sqrt(Ball(3), bits), const_pi(bits), bits);
}

TableRow row_at(const std::vector<TableColumn>& columns, const std::string& name, const std::string& latex,
                const RealNumber& z) {
  RowBuilder row(columns);
  row.text(name, latex);
  // At the meeting point the ratio is 1, which no ball of positive width rounds to with certainty.
  const bool meets = name == meeting_point;
  row.real([&](Bits bits) { return meets ? two_pi(bits) : radius(z(bits), bits); }).real(two_pi);
  if (meets)
    row.rational(Rational(1));
  else
    row.real([&](Bits bits) { return div(radius(z(bits), bits), two_pi(bits), bits); });
  row.real([&](Bits bits) { return sigmoid(z(bits), bits); });
  return std::move(row).row();
}

void fill(Table& table, const TableInputs&) {
  const std::vector<TableColumn>& columns = table.specification.columns;
  auto add = [&](const Rational& z) {
    table.rows.push_back(row_at(columns, z.str(), "", [&](Bits bits) { return Ball::from(z, bits); }));
  };
  for (long quarter = 0; quarter <= 48; ++quarter) {
    if (quarter == 22)  // 5.44... lies between 21/4 and 22/4
      table.rows.push_back(row_at(columns, meeting_point, "$\\sqrt{3}\\,\\pi$", meeting));
    add(Rational(quarter, 4));
  }
  for (long z : {15, 20, 50, 100}) add(Rational(z));
}

double logit(const std::string& text) {
  constexpr double meets_at = 5.441398092702653;
  return text == meeting_point ? meets_at : drawn(text);
}

std::vector<Figure> figures(const Table& table) {
  constexpr double last = 12;
  Curve radius{{"radius √(π² + z₀²)", "radius $\\sqrt{\\pi^2+z_0^2}$"}, {}, 1, Drawing::line};
  radius.style = 0;
  Curve logits{{"|z₀|: a total drop is always inside", "$|z_0|$: a total drop is always inside"},
               {{0, 0}, {last, last}},
               2,
               Drawing::line};
  Curve meeting{"", {}, 0, Drawing::points};
  double paper = 0;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Point point{logit(table.text(i, "z0")), drawn(table.text(i, "radius"))};
    if (point.x > last) continue;
    radius.points.push_back(point);
    paper = drawn(table.text(i, "two_pi"));
    if (table.text(i, "z0") == meeting_point) meeting.points.push_back(point);
  }
  Plot plot;
  plot.title = "Where the series converges: the radius, and the paper's 2π";
  plot.title.latex = "Where the series converges: the radius, and the paper's $2\\pi$";
  plot.description =
      "The radius of convergence grows from pi at logit 0 along a hyperbola towards the diagonal; the "
      "paper's constant "
      "2 pi is a horizontal line that meets it only at z0 = sqrt(3) pi.";
  plot.x = {{"logit z₀", "logit $z_0$"}, 0, last, Scale::linear, {}};
  plot.y = {{"|Δ|", "$|\\Delta|$"}, 0, 12, Scale::linear, {}};
  plot.curves = {radius,
                 {{"2π: the paper", "$2\\pi$: the paper"}, {{0, paper}, {last, paper}}, 1, Drawing::line},
                 logits,
                 meeting};
  plot.notes = {{meeting.points.at(0),
                 {"meet at z₀ = √3 π = 5.441…", "meet at $z_0=\\sqrt3\\,\\pi=5.441\\ldots$"},
                 10,
                 -20},
                {{0, radius.points.at(0).y}, {"π", "$\\pi$"}, 8, -16},
                {{0.5, 5.3}, "|Δ| < 2π, yet divergent", 0, 0},
                {{8.3, 6.9}, "|Δ| > 2π, yet convergent", 0, 0}};
  plot.notes[2].text.latex = "$|\\Delta|<2\\pi$, yet divergent";
  plot.notes[3].text.latex = "$|\\Delta|>2\\pi$, yet convergent";
  return {{"figure-radius", plot}};
}

}  // namespace

TableUnit radius_table() {
  return {specification, fill, 0.1, figures, nullptr, {"figure-radius"}, {}};
}

}  // namespace dropcert::publish
