#include <algorithm>
#include <set>

#include "model/radius.hpp"
#include "model/root_test.hpp"
#include "publish/tables/catalogue.hpp"
#include "publish/tables/columns.hpp"

namespace dropcert::publish {

namespace {

constexpr long digits = 25;
constexpr long decimals = 25;

TableSpecification specification() {
  TableSpecification s;
  s.name = "root-test";
  s.title = "The root test, with bounds for all larger n";
  s.caption = {
      "The root test against its limit.",
      "The root test: $|a_n|^{1/n}$ for the Taylor coefficients $a_n$ of $\\log(1+e^z)$ (softplus) and of "
      "its "
      "derivative (sigmoid) at $z_0$, for Bernoulli numbers, $a_n = B_n/n!$, and Bell numbers, against its "
      "limit superior $1/\\rho(z_0)$, $1/(2\\pi)$ or $0$, and what holds for all larger $n$."};
  s.remarks =
      "The bounds hold for all larger orders as well, not only for n. upper: |a_m|^(1/m) is at most this for "
      "every m >= "
      "n. lower: softplus: of every m >= n, a_m or a_2m has at least this root; sigmoid: a_m or a_(2m+1); "
      "Bernoulli: "
      "a_m, for every even m >= n; Bell: 0, since the limit is 0. The bounds are rounded outwards. At z0 = 0 "
      "every other "
      "coefficient is 0, exactly. The Bell numbers fall below 1/(2 pi), the limit that the paper gives them, "
      "only near n "
      "= 9826.";
  s.in_latex = [](const TableRow& row) {
    static const std::set<std::string> orders = {"10", "100", "1000", "100000", "1000000"};
    static const std::set<std::string> logits = {"", "0", "1", "10"};
    return row[0].text != "sigmoid" && orders.count(row[2].text) && logits.count(row[1].text);
  };
  s.columns = {
      {.name = "sequence",
       .key = true,
       .heading = "Sequence",
       .meaning =
           "softplus: a_n = A^(n)(z0)/n!; sigmoid: a_n = p^(n)(z0)/n!; Bernoulli: a_n = B_n/n!; Bell: a_n = "
           "Bell_n/n!",
       .source = "definition"},
      exact_key("z0", "z_0",
                "the logit, an exact number or a term of the language; empty for Bernoulli and Bell"),
      exact_key("n", "n", "the order"),
      {.name = "root",
       .heading = {"|a_n|^(1/n)", "$|a_n|^{1/n}$"},
       .unit = "1",
       .rounding = Rounding::significant,
       .digits = digits,
       .latex_digits = 10,
       .meaning = "|a_n|^(1/n)",
       .source = "pole_expansion_derivatives; bernoulli_zeta; Dobinski's formula (DLMF 26.7.6)",
       .claims = "C44, C49, C50, C51"},
      {.name = "limit",
       .heading = {"limit", "$\\limsup$"},
       .unit = "1",
       .rounding = Rounding::significant,
       .digits = digits,
       .latex_digits = 10,
       .meaning = "the limit superior: 1/sqrt(pi^2 + z0^2), 1/(2 pi) for Bernoulli, 0 for Bell",
       .source = "softplus_root_limsup, sigmoid_root_limsup, bernoulli_root_limsup, lemma "
                 "entire_generating_function",
       .claims = "C44, C49, C50, C51, S1"},
      {.name = "lower",
       .heading = {"from n on, at least", "from $n$ on, $\\ge$"},
       .unit = "1",
       .rounding = Rounding::down,
       .digits = decimals,
       .latex_digits = 10,
       .meaning = "a lower bound for all larger orders, in the sense above",
       .source = "coefficient_lower_bound, bernoulli_bounds",
       .claims = "C44, C50, C51"},
      {.name = "upper",
       .heading = {"at most", "$\\le$"},
       .unit = "1",
       .rounding = Rounding::up,
       .digits = decimals,
       .latex_digits = 10,
       .meaning = "an upper bound for all larger orders, in the sense above",
       .source = "derivative_bound, bernoulli_bounds, Cauchy's estimate (C49)",
       .claims = "C44, C49, C50, C51"},
  };
  return s;
}

Ball power(const Ball& base, const Rational& exponent, Bits bits) {
  return pow(base, exponent, bits);
}

// What holds of the orders from n on. With rho the radius and rho_1 = sqrt(9 pi^2 + z^2) the distance of the
// next poles, e_n = (1/8 - 1/pi^2) rho_1^2 (rho/rho_1)^n is the weight of all poles but the nearest two; it
// falls with n.
class LogisticBounds {
 public:
  LogisticBounds(bool softplus, unsigned long n, const RealNumber& z) : softplus_(softplus), n_(n), z_(z) {}

  // One m' in {m, 2m} has |c_m'| >= (1 - 2 e_m)/m' rho^-m' (coefficient_lower_bound). Where 0 < x <= 1,
  // (x/m)^(1/m) grows with m >= 3, and so does x^(1/m). b_q = (q+1) c_(q+1) turns it into |b_q| >= (1 - 2 e)
  // rho^-(q+1), q in {m, 2m+1}.
  Ball lower(Bits bits) const {
    const Ball z = z_(bits);
    const Ball near = radius(z, bits);
    const Ball pi_squared = pow(const_pi(bits), 2, bits);
    const Ball far = sqrt(add(mul(Ball(9), pi_squared, bits), pow(z, 2, bits), bits), bits);
    const Ball constant = sub(Ball::from(Rational(1, 8), bits), inv(pi_squared, bits), bits);
    const unsigned long order = softplus_ ? n_ : n_ + 1;
    const Ball others = mul(mul(constant, pow(far, 2, bits), bits),
                            pow(div(near, far, bits), static_cast<long>(order), bits), bits);
    const Ball left = sub(Ball(1), scale(others, 1), bits);
    if (left.sign() != 1) return Ball(0);
    const Ball base = div(left, softplus_ ? Ball(Integer(n_)) : near, bits);
    return div(power(base, Rational(Integer(1), Integer(n_)), bits), near, bits);
  }

  // |b_m| <= rho^(1-m)/4 (derivative_bound), and c_m = b_(m-1)/m gives |c_m| <= rho^(2-m)/(4 m). The m-th
  // root is x_m^(1/m)/rho with x_m = rho/4 or rho^2/(4m): it falls while x_m > 1, and is at most 1/rho from
  // there on.
  Ball upper(Bits bits) const {
    const Ball near = radius(z_(bits), bits);
    const Ball base = softplus_ ? div(pow(near, 2, bits), Ball(Integer(4 * n_)), bits) : scale(near, -2);
    const Ball top = max(base, Ball(1), bits);
    return div(power(top, Rational(Integer(1), Integer(n_)), bits), near, bits);
  }

 private:
  bool softplus_;
  unsigned long n_;
  RealNumber z_;
};

struct Logit {
  std::string name;
  std::string latex;
  RealNumber value;
};

const std::vector<Logit>& logits() {
  static const std::vector<Logit> all = [] {
    auto exactly = [](long z) { return RealNumber([z](Bits) { return Ball(z); }); };
    return std::vector<Logit>{{"0", "", exactly(0)},
                              {"1", "", exactly(1)},
                              {"3", "", exactly(3)},
                              {"sqrt(3)*pi", "$\\sqrt{3}\\,\\pi$",
                               [](Bits bits) { return mul(sqrt(Ball(3), bits), const_pi(bits), bits); }},
                              {"10", "", exactly(10)}};
  }();
  return all;
}

void add_logistic(Table& table, const TableInputs& inputs, bool softplus) {
  for (const Logit& z : logits())
    for (unsigned long n :
         std::vector<unsigned long>{3,    4,     5,     6,     8,     10,     15,     20,     30,     50,
                                    75,   100,   150,   200,   300,   500,    750,    1000,   1500,   2000,
                                    5000, 10000, 10001, 20000, 50000, 100000, 200000, 500000, 1000000}) {
      stop_if_asked(inputs);
      // At sqrt(3) pi the nearest poles cancel in p^(n) where n = 2 mod 6: for large n all digits would go.
      if (!softplus && n >= 20000) --n;
      RowBuilder row(table.specification.columns);
      row.text(softplus ? "softplus" : "sigmoid").text(z.name, z.latex).exact(Integer(n));
      row.real([&](Bits bits) {
        return softplus ? softplus_taylor_root(n, z.value(bits), bits)
                        : sigmoid_taylor_root(n, z.value(bits), bits);
      });
      row.real([&](Bits bits) { return inv(radius(z.value(bits), bits), bits); });
      const LogisticBounds bounds(softplus, n, z.value);
      row.real([&](Bits bits) { return bounds.lower(bits); }).real([&](Bits bits) {
        return bounds.upper(bits);
      });
      table.rows.push_back(std::move(row).row());
    }
}

void add_bernoulli(Table& table) {
  for (unsigned long n : std::vector<unsigned long>{2, 4, 6, 8, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000,
                                                    10000, 20000, 50000, 100000}) {
    RowBuilder row(table.specification.columns);
    row.text("Bernoulli").none().exact(Integer(n));
    row.real([&](Bits bits) { return bernoulli_root(n, bits); });
    row.real([&](Bits bits) { return inv(scale(const_pi(bits), 1), bits); });
    row.real([&](Bits bits) { return bernoulli_root_bounds(n, bits).lower; });
    row.real([&](Bits bits) { return bernoulli_root_bounds(n, bits).upper; });
    table.rows.push_back(std::move(row).row());
  }
}

// The bound exp((e^r - 1)/n)/r falls with n.
void add_bell(Table& table, const TableInputs& inputs) {
  for (unsigned long n : std::vector<unsigned long>{4, 6, 8, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000,
                                                    9500, 10000, 20000, 50000, 100000}) {
    stop_if_asked(inputs);
    const Rational r = bell_cauchy_radius(n);
    RowBuilder row(table.specification.columns);
    row.text("Bell").none().exact(Integer(n));
    row.real([&](Bits bits) { return bell_root(n, bits); }).exact(0).exact(0);
    row.real([&](Bits bits) { return bell_root_bound(n, r, bits); });
    table.rows.push_back(std::move(row).row());
  }
}

void fill(Table& table, const TableInputs& inputs) {
  add_logistic(table, inputs, true);
  add_logistic(table, inputs, false);
  add_bernoulli(table);
  add_bell(table, inputs);
}

Curve curve_of(const Table& table, const std::string& sequence, const std::string& z0, std::size_t style,
               Label name) {
  Curve curve{std::move(name), {}, style, Drawing::line_and_points};
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    if (table.text(i, "sequence") != sequence || table.text(i, "z0") != z0) continue;
    const double root = drawn(table.text(i, "root"));
    if (root > 0) curve.points.push_back({drawn(table.text(i, "n")), root});
  }
  return curve;
}

double limit_of(const Table& table, const std::string& sequence, const std::string& z0) {
  for (std::size_t i = 0; i < table.rows.size(); ++i)
    if (table.text(i, "sequence") == sequence && table.text(i, "z0") == z0)
      return drawn(table.text(i, "limit"));
  throw std::logic_error("a figure asks for a sequence that its table lacks");
}

Figure coefficients_figure(const Table& table) {
  Plot plot;
  plot.title = {"The root test tends to 1/√(π² + z₀²), not to 1/2π",
                "The root test tends to $1/\\sqrt{\\pi^2+z_0^2}$, not to $1/2\\pi$"};
  plot.description =
      "The n-th root of the n-th Taylor coefficient of log(1+exp(z)) at four logits, for n to a million: "
      "each "
      "approaches the inverse of the radius at that logit.";
  plot.x = {{"order n", "order $n$"}, 3, 1e6, Scale::logarithmic, {}};
  plot.y = {{"|aₙ|^(1/n)", "$|a_n|^{1/n}$"}, 0, 0.35, Scale::linear, {}};
  const std::vector<std::pair<std::string, Label>> shown = {
      {"0", {"z₀ = 0 (even n)", "$z_0=0$ (even $n$)"}},
      {"3", {"z₀ = 3", "$z_0=3$"}},
      {"sqrt(3)*pi", {"z₀ = √3 π", "$z_0=\\sqrt3\\,\\pi$"}},
      {"10", {"z₀ = 10", "$z_0=10$"}}};
  std::size_t style = 0;
  for (const auto& entry : shown) {
    plot.curves.push_back(curve_of(table, "softplus", entry.first, style++, entry.second));
    plot.rules.push_back({"", false, limit_of(table, "softplus", entry.first), 0});
  }
  plot.notes = {
      {{2.5e4, limit_of(table, "softplus", "0")}, {"1/π", "$1/\\pi$"}, 0, 7},
      {{2.5e4, limit_of(table, "softplus", "3")}, {"1/√(π² + 9)", "$1/\\sqrt{\\pi^2+9}$"}, 0, 7},
      {{2.5e4, limit_of(table, "softplus", "sqrt(3)*pi")}, {"1/2π", "$1/2\\pi$"}, 0, 7},
      {{2.5e4, limit_of(table, "softplus", "10")}, {"1/√(π² + 100)", "$1/\\sqrt{\\pi^2+100}$"}, 0, 7}};
  return {"figure-root-test", plot};
}

Figure numbers_figure(const Table& table) {
  Plot plot;
  plot.title = {"Bernoulli numbers pass the root test with 1/2π, Bell numbers do not",
                "Bernoulli numbers pass the root test with $1/2\\pi$, Bell numbers do not"};
  plot.description =
      "The n-th root of B_n/n! tends to 1/(2 pi) for the Bernoulli numbers; for the Bell numbers it falls "
      "towards 0, slowly, and passes 1/(2 pi) near n = 9826.";
  plot.x = {{"order n", "order $n$"}, 2, 1e5, Scale::logarithmic, {}};
  plot.y = {{"|Bₙ/n!|^(1/n)", "$|B_n/n!|^{1/n}$"}, 0, 1.05, Scale::linear, {}};
  plot.curves = {curve_of(table, "Bernoulli", "", 0, "Bernoulli numbers"),
                 curve_of(table, "Bell", "", 1, "Bell numbers")};
  plot.rules = {{{"1/2π", "$1/2\\pi$"}, false, limit_of(table, "Bernoulli", ""), 2}};
  return {"figure-bernoulli-bell", plot};
}

std::vector<Figure> figures(const Table& table) {
  return {coefficients_figure(table), numbers_figure(table)};
}

}  // namespace

TableUnit root_test_table() {
  return {specification, fill, 3, figures, nullptr, {"figure-root-test", "figure-bernoulli-bell"}, {}};
}

}  // namespace dropcert::publish
