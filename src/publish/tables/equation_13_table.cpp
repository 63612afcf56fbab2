#include <fmt/core.h>

#include "language/parser.hpp"
#include "publish/tables/catalogue.hpp"
#include "publish/tables/columns.hpp"
#include "verify/outcome.hpp"
#include "verify/value_of.hpp"

namespace dropcert::publish {

namespace {

constexpr long digits = 20;

TableSpecification specification() {
  TableSpecification s;
  s.name = "equation-13";
  s.title = "The links of equations 13 and 14, one by one";
  s.caption = {
      "The links of equations 13 and 14.",
      "The links of equations 13 and 14, for $p = 7/10$: the roots of the two sides at order 100, and their "
      "limits superior. The chain breaks at the links 3 and 6 (and at the first one for $p = 1/2$)."};
  s.remarks =
      "The paper derives the radius 2 pi from a chain of seven equations of limits superior. Each row is one "
      "link for one p "
      "= p(z0), with the two sides at the even order n and in the limit. Equal limits that are 0 on both "
      "sides say "
      "nothing about 2 pi.";
  s.in_latex = [](const TableRow& row) { return row[2].text == "7/10" && row[3].text == "100"; };
  auto side = [&](const std::string& name, const std::string& meaning) {
    return TableColumn{.name = name + "_term",
                       .heading = {name, ""},
                       .meaning = meaning + ", as a term of the language in n and q = p(z0)",
                       .source = "the paper, equation 13",
                       .claims = "C44 to C50",
                       .in_latex = false};
  };
  s.columns = {
      {.name = "link",
       .key = true,
       .heading = "Link",
       .unit = "1",
       .rounding = Rounding::exact,
       .meaning = "the link's number",
       .source = "the paper, equations 13 and 14"},
      {.name = "claim", .heading = "Claim", .meaning = "the claim about it", .source = "proofs/paper.claims"},
      not_in_latex(exact_key("p", "p", "p(z0); z0 = log(p/(1-p))")),
      not_in_latex(exact_key("n", "n", "the order, 2k in the paper")),
      side("left", "the left side"),
      side("right", "the right side"),
      {.name = "left_root",
       .heading = {"left at n", "left, root at $100$"},
       .unit = "1",
       .rounding = Rounding::significant,
       .digits = digits,
       .latex_digits = 10,
       .meaning = "the n-th root of the left side's modulus; of link 1 the greater of those at n-1 and n, as "
                  "it ranges "
                  "over all orders",
       .source = "computed",
       .claims = "C44 to C50"},
      {.name = "right_root",
       .heading = {"right at n", "right, root at $100$"},
       .unit = "1",
       .rounding = Rounding::significant,
       .digits = digits,
       .latex_digits = 10,
       .meaning = "the n-th root of the right side's modulus",
       .source = "computed",
       .claims = "C44 to C50"},
      {.name = "left_limsup",
       .heading = {"left, limsup", "left, $\\limsup$"},
       .unit = "1",
       .rounding = Rounding::significant,
       .digits = digits,
       .latex_digits = 10,
       .meaning = "the limit superior of the left side's root",
       .source = "sigmoid_root_limsup, lemmas surjection_generating_function and entire_generating_function",
       .claims = "C44 to C50"},
      {.name = "right_limsup",
       .heading = {"right, limsup", "right, $\\limsup$"},
       .unit = "1",
       .rounding = Rounding::significant,
       .digits = digits,
       .latex_digits = 10,
       .meaning = "the limit superior of the right side's root",
       .source = "the same; root_limit_two_pi",
       .claims = "C44 to C50"},
      {.name = "limsups_agree",
       .heading = {"agree", ""},
       .meaning = "whether the two limits superior differ by less than 1e-30, decided",
       .source = "computed",
       .claims = "C44 to C50"},
  };
  return s;
}

// A side of a link: its term in n and q, and whether all n or the even ones are meant.
struct Side {
  const char* term;
  bool even = true;
};

struct Link {
  const char* claim;
  Side left, right;
};

constexpr const char* derivative = "sigmoid_derivative(n, log(q / (1 - q))) / n!";
constexpr const char* surjection_sum = "sum(j = 1..n, (-q)^j * surjections(n, j)) / n!";
constexpr const char* stirling_sum = "sum(j = 1..n, (-q)^j * j * stirling2(n, j)) / n!";
constexpr const char* stirling_sum_at_1 = "sum(j = 1..n, (-1)^j * j * stirling2(n, j)) / n!";
constexpr const char* bell_term = "bell(n) / n!";
constexpr const char* zeta_term = "2 * zeta(n) / (2 * pi)^n";

const std::vector<Link>& links() {
  static const std::vector<Link> all = {
      {"C44", {derivative, false}, {derivative}}, {"C45", {derivative}, {surjection_sum}},
      {"C46", {surjection_sum}, {stirling_sum}},  {"C47", {stirling_sum}, {stirling_sum_at_1}},
      {"C48", {stirling_sum_at_1}, {bell_term}},  {"C49", {bell_term}, {zeta_term}},
      {"C50", {zeta_term}, {"1 / (2 * pi)^n"}}};
  return all;
}

std::string with(std::string term, const std::string& name, const std::string& value) {
  for (std::size_t at = 0; (at = term.find(name, at)) != std::string::npos; at += value.size()) {
    auto letter = [&](std::size_t i) {
      return i < term.size() && (std::isalnum(static_cast<unsigned char>(term[i])) || term[i] == '_');
    };
    if ((at > 0 && letter(at - 1)) || letter(at + name.size()))
      at += name.size() - value.size();
    else
      term.replace(at, name.size(), value);
  }
  return term;
}

// At p = 1/2 the logit is 0 exactly.
std::string at_p(const std::string& term, const std::string& p) {
  return p == "1/2" ? with(with(term, "log(q / (1 - q))", "0"), "q", "(1/2)")
                    : with(term, "q", "(" + p + ")");
}

std::string root_at(const std::string& term, unsigned long n) {
  return fmt::format("root(abs({}), {})", with(term, "n", std::to_string(n)), n);
}

std::string root_text(const Side& side, const std::string& p, unsigned long n) {
  const std::string term = at_p(side.term, p);
  return side.even ? root_at(term, n) : fmt::format("max({}, {})", root_at(term, n - 1), root_at(term, n));
}

std::string limsup_text(const Side& side, const std::string& p) {
  const std::string term = at_p(side.term, p);
  if (term == "1 / (2 * pi)^n") return "1 / (2 * pi)";  // its root does not depend on n
  return fmt::format("{}(n, {})", side.even ? "root_limsup_even" : "root_limsup", term);
}

std::string evaluated(const std::string& text, long shown, const TableInputs& inputs) {
  Policy policy;
  policy.digits = shown;
  policy.stop = inputs.stop;
  return evaluate_text(parse_expression(text, "equation 13"), "equation 13", policy);
}

TableCell number(const std::string& text, const TableInputs& inputs) {
  const std::string value = evaluated(text, digits, inputs);
  return {value, value.find('.') == std::string::npos, evaluated(text, 10, inputs)};
}

TableRow row_of(std::size_t index, const std::string& p, unsigned long n, const TableInputs& inputs) {
  const Link& link = links()[index];
  auto words = [](const std::string& text) { return TableCell{text, true, ""}; };
  const std::string left = limsup_text(link.left, p);
  const std::string right = limsup_text(link.right, p);
  return {words(std::to_string(index + 1)),
          words(link.claim),
          words(p),
          words(std::to_string(n)),
          words(link.left.term),
          words(link.right.term),
          number(root_text(link.left, p, n), inputs),
          number(root_text(link.right, p, n), inputs),
          number(left, inputs),
          number(right, inputs),
          words(evaluated(fmt::format("abs({} - {}) < 1e-30", left, right), digits, inputs))};
}

void fill(Table& table, const TableInputs& inputs) {
  for (const char* p : {"1/2", "7/10", "9/10"})
    for (unsigned long n : {10UL, 40UL, 100UL})
      for (std::size_t link = 0; link < links().size(); ++link) {
        stop_if_asked(inputs);
        table.rows.push_back(row_of(link, p, n, inputs));
      }
}

}  // namespace

TableUnit equation_13_table() {
  return {specification, fill, 0.1};
}

}  // namespace dropcert::publish
