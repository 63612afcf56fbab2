#include <fmt/core.h>

#include <algorithm>

#include "publish/tables/catalogue.hpp"
#include "publish/tables/columns.hpp"

namespace dropcert::publish {

namespace {

constexpr long digits = 20;
constexpr long steps = 40;

TableSpecification specification() {
  TableSpecification s;
  s.name = "dropout-region";
  s.title = "The boundary of convergence in the plane of P and N";
  s.caption = {
      "The boundary of convergence.",
      "The boundary of convergence: with the smaller of $P$, the sum of the positive contributions, and $N$, "
      "that of "
      "the moduli of the negative ones, as given, the series converges exactly up to the given larger one."};
  s.remarks =
      "P is the sum of the positive contributions, N the sum of the moduli of the negative ones. Whether the "
      "series "
      "converges depends on P, N and delta alone; the region is symmetric in P and N. For delta <= 1/2 the "
      "boundary runs "
      "from P = N = pi (1 - delta) to arbitrarily large sums of nearly one sign; for delta > 1/2 it ends on "
      "the axis.";
  s.in_latex = [](const TableRow& row) {
    static const std::set<std::string> steps_shown = {"1", "10", "20", "30", "40"};
    static const std::set<std::string> deltas = {"1/10", "1/2", "3/4"};
    return steps_shown.count(row[1].text) && deltas.count(row[0].text);
  };
  auto number = [](const char* name, const char* meaning) {
    return TableColumn{.name = name,
                       .heading = name,
                       .unit = "1",
                       .rounding = Rounding::significant,
                       .digits = digits,
                       .latex_digits = 12,
                       .meaning = meaning,
                       .source = "dropout_criterion, dropout_half_criterion",
                       .claims = "C41, C60"};
  };
  s.columns = {
      dropout_column(),
      {.name = "step",
       .key = true,
       .heading = "Step",
       .unit = "1",
       .rounding = Rounding::exact,
       .meaning = "the point's number on the boundary, from 1; at 40, P = N",
       .source = "chosen"},
      number("smaller", "the smaller of P and N"),
      number("larger", "the larger of P and N"),
  };
  s.columns[2].heading = {"smaller", "$\\min(P,N)$"};
  s.columns[3].heading = {"larger", "$\\max(P,N)$"};
  return s;
}

// A point of the boundary, larger >= smaller.
struct BoundaryPoint {
  Ball smaller, larger;
};

// delta <= 1/2: m (2 M - (1-r) m) = pi^2 (1-delta), with m = pi (1-delta) t. Then M/m = ((1+r)/t^2 +
// (1-r))/2, as 1 = (1-delta)(1+r).
BoundaryPoint light(const Rational& delta, const Rational& t, Bits bits) {
  const Rational r = delta / (1 - delta);
  const Ball smaller = mul(const_pi(bits), Ball::from((1 - delta) * t, bits), bits);
  return {smaller, mul(smaller, Ball::from(((1 + r) / (t * t) + 1 - r) / 2, bits), bits)};
}

// delta > 1/2: M ((r-1) M + 2 m) = pi^2 (1-delta), with M = pi (1-delta) s. Then m/M = ((1+r)/s^2 - (r-1))/2,
// which is 0 at s^2 = (r+1)/(r-1). Squares of s are spaced evenly from there (step 1) to 1 (the last step).
BoundaryPoint heavy(const Rational& delta, long step, Bits bits) {
  const Rational r = delta / (1 - delta);
  const Rational end = (r + 1) / (r - 1);
  const Rational square = end + (1 - end) * Rational(Integer(step - 1), Integer(steps - 1));
  const Ball larger =
      mul(mul(const_pi(bits), Ball::from(1 - delta, bits), bits), sqrt(Ball::from(square, bits), bits), bits);
  return {mul(larger, Ball::from(((1 + r) / square - (r - 1)) / 2, bits), bits), larger};
}

void fill(Table& table, const TableInputs&) {
  for (const Rational& delta :
       {Rational(1, 10), Rational(1, 4), Rational(1, 2), Rational(3, 4), Rational(9, 10)})
    for (long step = 1; step <= steps; ++step) {
      const bool is_light = delta <= Rational(1, 2);
      auto point = [&](Bits bits) {
        return is_light ? light(delta, Rational(Integer(step), Integer(steps)), bits)
                        : heavy(delta, step, bits);
      };
      RowBuilder row(table.specification.columns);
      row.exact(delta).exact(Integer(step));
      row.real([&](Bits bits) { return point(bits).smaller; }).real([&](Bits bits) {
        return point(bits).larger;
      });
      table.rows.push_back(std::move(row).row());
    }
}

constexpr double extent = 8;

// The boundary from the P axis to the N axis, and back along the axes: what it encloses converges.
Curve region(const Table& table, const std::string& delta, std::size_t style, Label name) {
  std::vector<Point> below, above;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    if (table.text(i, "delta") != delta) continue;
    const double smaller = drawn(table.text(i, "smaller"));
    const double larger = drawn(table.text(i, "larger"));
    below.push_back({larger, smaller});
    above.push_back({smaller, larger});
  }
  std::reverse(above.begin(), above.end());
  Curve curve{std::move(name), below, style, Drawing::line};
  curve.points.insert(curve.points.end(), above.begin() + 1, above.end());
  return curve;
}

std::vector<Figure> figures(const Table& table) {
  Plot plot;
  plot.title = {"Where dropout's series converges: below and left of the line",
                "Where dropout's series converges: below and left of the line"};
  plot.description =
      "Boundaries of the region of convergence in the plane of P, the sum of positive contributions, and N, "
      "the "
      "sum of moduli of negative ones, for five dropout probabilities. Up to one half the region contains "
      "both "
      "axes whole; beyond, it is bounded.";
  plot.x = {{"P, sum of the positive contributions", "$P$, sum of the positive contributions"},
            0,
            extent,
            Scale::linear,
            {}};
  plot.y = {{"N, sum of the moduli of the negative ones", "$N$, sum of the moduli of the negative ones"},
            0,
            extent,
            Scale::linear,
            {}};
  const std::vector<std::pair<std::string, std::string>> deltas = {
      {"1/10", "0.1"}, {"1/4", "0.25"}, {"1/2", "0.5"}, {"3/4", "0.75"}, {"9/10", "0.9"}};
  std::size_t style = 0;
  for (const auto& delta : deltas) {
    plot.curves.push_back(
        region(table, delta.first, style++, {"δ = " + delta.second, "$\\delta = " + delta.second + "$"}));
  }
  return {{"figure-dropout-region", plot}};
}

}  // namespace

TableUnit dropout_region_table() {
  return {specification, fill, 0.1, figures, nullptr, {"figure-dropout-region"}, {}};
}

}  // namespace dropcert::publish
