#include "language/suggestion.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <numeric>

namespace dropcert::language {

namespace {

// The names of other languages and papers, and how this one writes them.
const std::map<std::string_view, std::string_view>& elsewhere() {
  static const std::map<std::string_view, std::string_view> table = {
      {"ln", "log"},
      {"log10", "log(x)/log(10)"},
      {"log2", "log(x)/log(2)"},
      {"log1p", "log(1 + x)"},
      {"expm1", "exp(x) - 1"},
      {"e", "exp(1)"},
      {"E", "exp(1)"},
      {"Pi", "pi"},
      {"PI", "pi"},
      {"inf", "oo"},
      {"infinity", "oo"},
      {"Infinity", "oo"},
      {"factorial", "n!"},
      {"fact", "n!"},
      {"choose", "binomial"},
      {"binom", "binomial"},
      {"comb", "binomial"},
      {"stirling", "stirling2"},
      {"sech", "1/cosh(x)"},
      {"coth", "1/tanh(x)"},
      {"arctan", "atan"},
      {"arcsin", "asin"},
      {"arccos", "acos"},
      {"tg", "tan"},
      {"cot", "1/tan(x)"},
      {"logistic", "sigmoid"},
      {"expit", "sigmoid"},
      {"logit", "log(x/(1 - x))"},
      {"log1pexp", "softplus"},
      {"ceiling", "ceil"},
      {"pow", "x^y"},
      {"power", "x^y"},
      {"cbrt", "root(x, 3)"},
      {"fabs", "abs"},
      {"Abs", "abs"},
      {"maximum", "max"},
      {"minimum", "min"},
      {"product", "prod"},
      {"integrate", "integral"},
      {"int", "integral"},
      {"diff", "derivative"},
      {"nCr", "binomial"},
      {"C", "binomial"},
      {"integer", "-oo..oo"},
      {"integers", "-oo..oo"},
      {"naturals", "1..oo"},
      {"len", "length"},
      {"expectation", "mean"},
      {"true", "1 = 1"},
      {"True", "1 = 1"},
      {"false", "1 = 0"},
      {"False", "1 = 0"},
      {"exists", "some"},
      {"forall", "for"},
      {"reals", "real"},
      {"R", "real"},
      {"Reals", "real"},
      {"N", "1..oo"},
      {"Z", "-oo..oo"},
      {"all", "for x in ..."},
      {"every", "for x in ..."},
      {"each", "for x in ..."},
      {"range", "a..b"},
      {"sgn", "if(x > 0, 1, if(x < 0, -1, 0))"},
      {"sign", "if(x > 0, 1, if(x < 0, -1, 0))"},
      {"gammaln", "lgamma"},
      {"loggamma", "lgamma"},
      {"psi", "digamma"},
      {"beta", "gamma(a)*gamma(b)/gamma(a + b)"},
      {"Phi", "erfc(-x/sqrt(2))/2"},
      {"phi", "exp(-x^2/2)/sqrt(2*pi)"},
      {"regularizer", "regulariser"},
  };
  return table;
}

// The least number of letters to put in, take out, change or swap with the next (Damerau, Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  std::iota(d[0].begin(), d[0].end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, changed});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

}  // namespace

std::string suggestion(std::string_view name, const std::vector<std::string_view>& known) {
  constexpr std::size_t longest = 40;
  if (auto found = elsewhere().find(name); found != elsewhere().end())
    return fmt::format("; did you mean '{}'?", found->second);
  if (name.size() > longest) return "";
  std::string_view nearest;
  std::size_t least = name.size() < 4 ? 2 : 3;  // one fault in a short name, two in a long one
  for (std::string_view candidate : known) {
    if (candidate.size() > longest) continue;
    // A name with no letter in its place is another name, not a fault.
    const std::size_t changes = distance(name, candidate);
    if (changes < least && changes < std::min(name.size(), candidate.size())) {
      least = changes;
      nearest = candidate;
    }
  }
  return nearest.empty() ? "" : fmt::format("; did you mean '{}'?", nearest);
}

}  // namespace dropcert::language
