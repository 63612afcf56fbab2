#include <set>

#include "publish/tables/catalogue.hpp"
#include "publish/tables/columns.hpp"

namespace dropcert::publish {

namespace {

constexpr long digits = 25;

TableSpecification specification() {
  TableSpecification s;
  s.name = "remedy";
  s.title = "The sharp remedy against the paper's";
  s.caption = {"The sharp remedy against the paper's.",
               "The greatest bound $\\kappa(\\delta)$ on $\\sum_j |a_j|$ that ensures convergence for any "
               "number of features, the "
               "exact thresholds of $|a_1|$ for one feature and of $|a_1|=|a_2|$ for two of opposite signs, "
               "where the paper "
               "allows $2\\pi/d$ for each of $d$ features, that is $2\\pi = 6.283\\ldots$ and $\\pi = "
               "3.141\\ldots$, and a sum of $2\\pi$."};
  s.remarks =
      "The paper's remedy, |a_j| < 2 pi/d for each of d features, bounds the sum of the |a_j| by 2 pi; the "
      "greatest bound "
      "that ensures convergence is kappa(delta) <= sqrt(3) pi. For one feature the paper's bound is right "
      "exactly for "
      "delta <= 5 - 2 sqrt(5) = 0.527...; for two or more it is never right. one_feature is empty where one "
      "feature "
      "converges at any size.";
  auto number = [](const char* name, Label heading, const char* meaning, const char* term,
                   const char* source) {
    return TableColumn{.name = name,
                       .heading = std::move(heading),
                       .unit = "1",
                       .rounding = Rounding::significant,
                       .digits = digits,
                       .latex_digits = 12,
                       .meaning = meaning,
                       .term = term,
                       .source = source,
                       .claims = "C52"};
  };
  s.columns = {
      dropout_column(),
      number("kappa", {"kappa", "$\\kappa(\\delta)$"},
             "the greatest s such that |a_1| + ... + |a_d| <= s ensures convergence",
             "if(delta <= 2/3, pi * sqrt(3 - 4 * delta), pi * (1 - delta) / sqrt(2 * delta - 1))",
             "remedy_sufficient, remedy_sharp"),
      number("paper", {"2 pi", "$2\\pi$"}, "the paper's bound on the same sum, 2 pi", "2 * pi",
             "remedy_not_sufficient"),
      number("ratio", {"kappa / 2 pi", "$\\kappa/2\\pi$"}, "kappa / (2 pi)",
             "if(delta <= 2/3, sqrt(3 - 4 * delta), (1 - delta) / sqrt(2 * delta - 1)) / 2",
             "remedy_below_two_pi"),
      number("one_feature", {"one feature", "$|a_1|$"},
             "for one feature: it converges exactly up to this |a_1|, pi (1-delta)/sqrt(2 delta - 1); empty "
             "for delta "
             "<= 1/2, where it always does",
             "pi * (1 - delta) / sqrt(2 * delta - 1)", "dropout_one_feature_criterion"),
      number("opposite_pair", {"opposite pair", "$|a_1|=|a_2|$"},
             "for a = (x, -x): it converges exactly up to this |x|, pi (1 - delta); the paper allows pi",
             "pi * (1 - delta)", "dropout_criterion"),
      {.name = "paper_right_for_one",
       .heading = {"2 pi right for d = 1", "$2\\pi$, $d=1$"},
       .meaning = "whether |a_1| < 2 pi ensures convergence for one feature: delta <= 5 - 2 sqrt(5)",
       .term = "delta <= 5 - 2 * sqrt(5)",
       .source = "dropout_one_feature_criterion",
       .claims = "C52"},
  };
  s.columns[2].in_latex = false;
  return s;
}

// pi (1-d)/sqrt(2d-1), d > 1/2.
Ball one_feature(const Rational& delta, Bits bits) {
  const Ball root = sqrt(Ball::from(2 * delta - 1, bits), bits);
  return div(mul(const_pi(bits), Ball::from(1 - delta, bits), bits), root, bits);
}

Ball kappa(const Rational& delta, Bits bits) {
  if (delta > Rational(2, 3)) return one_feature(delta, bits);
  return mul(const_pi(bits), sqrt(Ball::from(3 - 4 * delta, bits), bits), bits);
}

// delta <= 5 - 2 sqrt(5), that is (5 - delta)^2 >= 20, as delta < 5.
bool two_pi_suffices(const Rational& delta) {
  return (5 - delta) * (5 - delta) >= Rational(20);
}

// The square root of a rational number that is a square, or nullopt.
std::optional<Rational> square_root(const Rational& x) {
  auto root = [](const Integer& n) -> std::optional<Integer> {
    if (fmpz_is_square(n.raw()) == 0) return std::nullopt;
    Integer r;
    fmpz_sqrt(r.raw(), n.raw());
    return r;
  };
  const std::optional<Integer> above = root(x.numerator());
  const std::optional<Integer> below = root(x.denominator());
  if (!above || !below) return std::nullopt;
  return Rational(*above, *below);
}

// kappa/(2 pi) is algebraic, and rational for some delta.
void ratio(RowBuilder& row, const Rational& delta) {
  const bool light = delta <= Rational(2, 3);
  if (const std::optional<Rational> root = square_root(light ? 3 - 4 * delta : 2 * delta - 1)) {
    row.rational(light ? *root / 2 : (1 - delta) / *root / 2);
    return;
  }
  row.real([&](Bits bits) { return div(kappa(delta, bits), scale(const_pi(bits), 1), bits); });
}

void fill(Table& table, const TableInputs&) {
  for (const char* text : {"1/100", "1/20", "1/10",  "3/20",  "1/5",    "1/4",   "3/10",  "7/20",  "2/5",
                           "9/20",  "1/2",  "13/25", "21/40", "53/100", "11/20", "3/5",   "13/20", "2/3",
                           "7/10",  "3/4",  "4/5",   "17/20", "9/10",   "19/20", "99/100"}) {
    const std::string fraction = text;
    const std::size_t slash = fraction.find('/');
    const Rational delta(*Integer::parse(fraction.substr(0, slash)),
                         *Integer::parse(fraction.substr(slash + 1)));
    RowBuilder row(table.specification.columns);
    row.exact(delta).real([&](Bits bits) { return kappa(delta, bits); });
    row.real([](Bits bits) { return scale(const_pi(bits), 1); });
    ratio(row, delta);
    if (delta > Rational(1, 2))
      row.real([&](Bits bits) { return one_feature(delta, bits); });
    else
      row.none();
    row.real([&](Bits bits) { return mul(const_pi(bits), Ball::from(1 - delta, bits), bits); });
    row.truth(two_pi_suffices(delta));
    table.rows.push_back(std::move(row).row());
  }
}

}  // namespace

TableUnit remedy_table() {
  return {specification, fill, 0.1};
}

}  // namespace dropcert::publish
