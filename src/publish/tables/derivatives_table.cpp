#include <set>

#include "exact/factorial.hpp"
#include "model/derivatives.hpp"
#include "publish/tables/catalogue.hpp"
#include "publish/tables/columns.hpp"

namespace dropcert::publish {

namespace {

constexpr long digits = 30;

TableSpecification specification() {
  TableSpecification s;
  s.name = "derivatives";
  s.title = "Taylor coefficients of log(1+exp(z)) and of its derivative";
  s.caption = {
      "Taylor coefficients of log(1+exp(z)) and 1/(1+exp(-z)).",
      "Taylor coefficients at $z_0$ of $A(z) = \\log(1+e^z)$ and $p(z) = A'(z) = 1/(1+e^{-z})$, exact or "
      "correctly rounded to 15 digits; the file has 30 digits, more points and orders to 200."};
  s.remarks =
      "z0 from -10 to 20, n from 0 to 200 by steps. At z0 = 0 the coefficients are rational; short ones are "
      "given "
      "exactly.";
  s.in_latex = [](const TableRow& row) {
    static const std::set<std::string> points = {"0", "1", "3", "10"};
    static const std::set<std::string> orders = {"0",  "1",  "2",  "3",   "4",  "5",
                                                 "10", "20", "50", "100", "200"};
    return points.count(row[0].text) && orders.count(row[1].text);
  };
  s.columns = {
      exact_key("z0", "z_0", "the logit at which the derivatives are taken"),
      exact_key("n", "n", "the order of the derivative"),
      {.name = "softplus_coefficient",
       .heading = {"A^(n)(z0)/n!", "$A^{(n)}(z_0)/n!$"},
       .unit = "1",
       .rounding = Rounding::significant,
       .digits = digits,
       .latex_digits = 15,
       .meaning = "A^(n)(z0)/n!, where A(z) = log(1+exp(z))",
       .term = "softplus_derivative(n, z0) / n!",
       .source = "pole_expansion_derivatives, theorem_1_softplus",
       .claims = "C17, C21, C23"},
      {.name = "sigmoid_coefficient",
       .heading = {"p^(n)(z0)/n!", "$p^{(n)}(z_0)/n!$"},
       .unit = "1",
       .rounding = Rounding::significant,
       .digits = digits,
       .latex_digits = 15,
       .meaning = "p^(n)(z0)/n!, where p(z) = 1/(1+exp(-z)) is the derivative of A",
       .term = "sigmoid_derivative(n, z0) / n!",
       .source = "pole_expansion, theorem_1",
       .claims = "C21, C23"},
  };
  return s;
}

const std::vector<Rational>& points() {
  static const std::vector<Rational> all = {
      Rational(-10), Rational(-5), Rational(-2), Rational(-1), Rational(-1, 2), Rational(0),  Rational(1, 2),
      Rational(1),   Rational(2),  Rational(3),  Rational(5),  Rational(7),     Rational(10), Rational(20)};
  return all;
}

const std::vector<unsigned long>& orders() {
  static const std::vector<unsigned long> all = {0,  1,  2,   3,   4,   5,   6,   7,  8,  9,
                                                 10, 12, 15,  20,  25,  30,  40,  50, 60, 75,
                                                 80, 99, 100, 125, 150, 151, 175, 200};
  return all;
}

void coefficient(RowBuilder& row, const std::optional<Rational>& exact, unsigned long n,
                 const RealNumber& value) {
  if (exact)
    row.rational(*exact / Rational(factorial(n)));
  else
    row.real(value);
}

void fill(Table& table, const TableInputs& inputs) {
  for (const Rational& z : points())
    for (unsigned long n : orders()) {
      stop_if_asked(inputs);
      RowBuilder row(table.specification.columns);
      row.exact(z).exact(Integer(n));
      coefficient(row, softplus_derivative_exact(n, z), n,
                  [&](Bits bits) { return softplus_taylor(n, Ball::from(z, bits), bits); });
      coefficient(row, sigmoid_derivative_exact(n, z), n,
                  [&](Bits bits) { return sigmoid_taylor(n, Ball::from(z, bits), bits); });
      table.rows.push_back(std::move(row).row());
    }
}

}  // namespace

TableUnit derivatives_table() {
  return {specification, fill, 0.1};
}

}  // namespace dropcert::publish
