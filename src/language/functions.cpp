#include "language/functions.hpp"

#include <algorithm>
#include <array>

namespace dropcert::language {

namespace {

constexpr Sort number = Sort::number;
constexpr Sort integer = Sort::integer;
constexpr Sort list = Sort::list;
constexpr Sort pairs = Sort::pairs;
constexpr Sort law = Sort::law;
constexpr Sort truth = Sort::truth;
constexpr Sort text = Sort::text;

Function plain(std::string_view name, std::vector<Sort> parameters, Sort result, std::string_view latex,
               std::string_view meaning, std::string_view theorem = "") {
  std::size_t required = parameters.size();
  return {name, std::move(parameters), required, false, result, latex, meaning, theorem};
}

// With a last parameter, the bias, that may be left out.
Function with_bias(std::string_view name, std::vector<Sort> parameters, Sort result, std::string_view latex,
                   std::string_view meaning, std::string_view theorem = "") {
  Function function = plain(name, std::move(parameters), result, latex, meaning, theorem);
  function.parameters.push_back(number);
  return function;
}

template <class Entry>
const Entry* find_in(const std::vector<Entry>& table, std::string_view name) {
  auto found = std::find_if(table.begin(), table.end(), [&](const Entry& e) { return e.name == name; });
  return found == table.end() ? nullptr : &*found;
}

}  // namespace

std::string_view name_of(Sort sort) {
  switch (sort) {
    case Sort::number:
      return "a number";
    case Sort::integer:
      return "an integer";
    case Sort::list:
      return "a list";
    case Sort::pairs:
      return "a list of pairs (value, probability)";
    case Sort::law:
      return "a probability law";
    case Sort::truth:
      return "a statement";
    case Sort::text:
      return "a string";
  }
  return "?";
}

const std::vector<Function>& functions() {
  static const std::vector<Function> table = {
      plain("binomial", {number, integer}, number, "\\binom{#1}{#2}",
            "binomial coefficient x over k: real x, integer k; 0 for k < 0"),
      plain("stirling2", {integer, integer}, number, "S_2(#1, #2)",
            "Stirling number of the second kind: partitions of n things into k blocks (OEIS A008277)"),
      plain("surjections", {integer, integer}, number, "T(#1, #2)",
            "T(n,k) = k! stirling2(n,k): maps of n things onto k things (OEIS A019538)"),
      plain("stirling1", {integer, integer}, number, "s(#1, #2)",
            "Stirling number of the first kind, signed: of x(x-1)...(x-n+1) (OEIS A008275)"),
      plain("harmonic", {integer}, number, "H_{#1}", "harmonic number 1 + 1/2 + ... + 1/n"),
      plain("prime", {integer}, number, "p_{#1}", "n-th prime: 2, 3, 5, ... (OEIS A000040)"),
      plain("primepi", {number}, number, "\\pi(#1)", "number of primes that are at most x (OEIS A000720)"),
      plain("isprime", {integer}, truth, "#1 \\text{ is prime}", "n is a prime number"),
      plain("li", {number}, number, "\\operatorname{li}(#1)", "logarithmic integral from 0 to x, x > 1"),
      plain("bell", {integer}, number, "\\mathrm{Bell}_{#1}",
            "Bell number: partitions of n things (OEIS A000110)"),
      plain("bernoulli", {integer}, number, "B_{#1}", "Bernoulli number, with bernoulli(1) = -1/2"),
      plain("zeta", {number}, number, "\\zeta(#1)", "Riemann zeta function, real s other than 1"),
      plain("gamma", {number}, number, "\\Gamma(#1)", "gamma function, x other than 0, -1, -2, ..."),
      plain("lgamma", {number}, number, "\\log\\lvert\\Gamma(#1)\\rvert",
            "log|gamma(x)|, x other than 0, -1, -2, ..."),
      plain("digamma", {number}, number, "\\psi(#1)", "logarithmic derivative of the gamma function"),
      plain("bessel_j", {integer, number}, number, "J_{#1}(#2)",
            "Bessel function of the first kind, of integer order, at a real number"),
      plain("exp", {number}, number, "e^{#1}", "exponential function"),
      plain("log", {number}, number, "\\log(#1)", "natural logarithm, x > 0"),
      plain("sqrt", {number}, number, "\\sqrt{#1}", "square root, x >= 0"),
      plain("sin", {number}, number, "\\sin(#1)", "sine"),
      plain("cos", {number}, number, "\\cos(#1)", "cosine"),
      plain("tan", {number}, number, "\\tan(#1)", "sin(x)/cos(x)"),
      plain("asin", {number}, number, "\\arcsin(#1)", "inverse sine, -1 <= x <= 1; from -pi/2 to pi/2"),
      plain("acos", {number}, number, "\\arccos(#1)", "inverse cosine, -1 <= x <= 1; from 0 to pi"),
      plain("atan", {number}, number, "\\arctan(#1)", "inverse tangent, between -pi/2 and pi/2"),
      plain("sinh", {number}, number, "\\sinh(#1)", "hyperbolic sine, (exp(x) - exp(-x))/2"),
      plain("cosh", {number}, number, "\\cosh(#1)", "hyperbolic cosine, (exp(x) + exp(-x))/2"),
      plain("tanh", {number}, number, "\\tanh(#1)", "hyperbolic tangent"),
      plain("erf", {number}, number, "\\operatorname{erf}(#1)", "error function, 1 - erfc(x)"),
      plain("erfc", {number}, number, "\\operatorname{erfc}(#1)", "complementary error function"),
      plain("abs", {number}, number, "\\lvert #1 \\rvert", "absolute value"),
      {"min", {number}, 1, true, number, "\\min(#*)", "least of its arguments", ""},
      {"max", {number}, 1, true, number, "\\max(#*)", "greatest of its arguments", ""},
      plain("floor", {number}, number, "\\lfloor #1 \\rfloor", "greatest integer that is at most x"),
      plain("ceil", {number}, number, "\\lceil #1 \\rceil", "least integer that is at least x"),
      plain("mod", {number, number}, number, "\\operatorname{mod}(#1, #2)", "a - b floor(a/b), b not 0"),
      plain("gcd", {integer, integer}, number, "\\gcd(#1, #2)",
            "greatest common divisor of integers; gcd(0, 0) = 0"),
      plain("root", {number, integer}, number, "\\sqrt[#2]{#1}", "n-th root, n >= 1; x < 0 for odd n only"),
      plain("sigmoid", {number}, number, "\\sigma(#1)", "1/(1 + exp(-z))"),
      plain("softplus", {number}, number, "\\operatorname{A}(#1)",
            "log(1 + exp(z)), the log-partition function"),
      plain("sigmoid_derivative", {integer, number}, number, "\\sigma^{(#1)}(#2)",
            "n-th derivative of sigmoid at z"),
      plain("softplus_derivative", {integer, number}, number, "\\operatorname{A}^{(#1)}(#2)",
            "n-th derivative of softplus at z"),
      plain("radius", {number}, number, "\\rho(#1)",
            "radius of convergence of the Taylor series of softplus about z", "softplus_radius"),
      plain("dropout", {list, number}, law, "\\mathrm{Dropout}(#1, #2)",
            "law of the noised logit: the sum of a_j xi_j, xi_j = 0 with probability d, else 1/(1-d), "
            "independent"),
      plain("law", {pairs}, law, "",
            "law([(value, probability), ...]): probabilities >= 0 that sum to 1; equal values are one"),
      plain("moment", {list, number, integer}, number, "\\mathbb{E}_{#1, #2}\\,\\Delta^{#3}",
            "n-th moment of Delta = noised logit - logit, under dropout(a, d)"),
      plain("deviation", {list, number}, number, "V(#1, #2)", "greatest |Delta| under dropout(a, d)"),
      with_bias("regulariser", {list, number}, number, "R(#*)",
                "E softplus(noised logit) - softplus(logit), under dropout(a, d); the logit is sum(a), or "
                "sum(a) + b with a bias b as third argument, which is never dropped"),
      with_bias("partial_regulariser", {integer, list, number}, number, "R_{#1}(#+)",
                "sum over j = 2..k of softplus_derivative(j, logit) moment(a, d, j) / j!; likewise"),
      with_bias("converges", {list, number}, truth, "\\text{the series of } R(#*) \\text{ converges}",
                "partial_regulariser(k, a, d) has a limit as k grows; likewise", "dropout_converges_iff"),
      plain("prints", {number, text}, truth, "#1\\text{ is }#2",
            "x is what the string prints: \"1.23\" rounded, \"1.23(4)\" within 0.04, \"1.23...\" cut off, "
            "\"< 1e-9\" below in modulus, \"1/3\" and \"3*pi/4\" equal"),
      plain("length", {list}, number, "\\lvert #1 \\rvert", "number of elements"),
      {"D",
       {number, integer},
       1,
       false,
       number,
       "",
       "k-th derivative (k = 1 if left out) of a function of p, with D(p) = p - p^2",
       ""},
      plain("at", {number, number}, number, "\\left.#1\\right|_{p = #2}", "value of a function of p"),
      plain("mean_over_p", {number}, number, "\\int_0^1 #1\\,dp",
            "integral of a function of p over 0 <= p <= 1"),
  };
  return table;
}

const std::vector<BindingFunction>& binding_functions() {
  static const std::vector<BindingFunction> table = {
      {"sum", true, true, false, false, "\\sum",
       "sum(i = lo..hi, term) or sum(x in list, term); 0 if empty; hi may be oo: the limit"},
      {"prod", true, true, false, false, "\\prod", "product, as sum; 1 if empty"},
      {"mean", false, false, true, false, "\\mathbb{E}", "mean(x in law, term): the expectation of the term"},
      {"root_limsup", false, false, false, true, "\\limsup",
       "root_limsup(n, term): limsup of |term|^(1/n) as n grows; known for the coefficients of named "
       "generating functions"},
      {"root_limsup_even", false, false, false, true, "\\limsup", "as root_limsup, along even n only"},
      {"integral", false, false, false, false, "\\int",
       "integral(x in [a, b], term): also over (a, b], [a, oo), real, ...; absolutely convergent", true},
      {"zero", false, false, false, false, "\\operatorname{zero}",
       "zero(x in [a, b], term): the one x there at which the term is 0", true},
      {"derivative", false, false, false, false, "\\frac{d}{d}",
       "derivative(x = c, term) or derivative(x = c, term, n): the first or n-th derivative at c", false,
       true},
  };
  return table;
}

const std::vector<Constant>& constants() {
  static const std::vector<Constant> table = {
      {"pi", "\\pi", "the circle constant"},
      {"euler_gamma", "\\gamma", "Euler's constant 0.5772...; the ledger may give the name another meaning"},
      {"catalan", "\\mathrm{catalan}", "Catalan's constant 0.9159...; likewise"},
      {"p", "p", "the variable of rational functions, with the derivation D(p) = p - p^2"},
  };
  return table;
}

const Function* find_function(std::string_view name) {
  return find_in(functions(), name);
}
const BindingFunction* find_binding_function(std::string_view name) {
  return find_in(binding_functions(), name);
}
const Constant* find_constant(std::string_view name) {
  return find_in(constants(), name);
}

bool is_keyword(std::string_view name) {
  static constexpr std::array<std::string_view, 26> words = {
      "for",       "some",     "in",      "and",        "or",       "not",    "implies", "iff",     "if",
      "real",      "claim",    "ledger",  "parameter",  "where",    "says",   "proof",   "printed", "instead",
      "corrected", "evidence", "because", "historical", "headline", "formal", "cites",   "contact"};
  return std::find(words.begin(), words.end(), name) != words.end();
}

bool is_reserved(std::string_view name) {
  return name == "pi" || name == "oo";
}

}  // namespace dropcert::language
