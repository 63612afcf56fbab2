#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "verify/written_terms.hpp"

namespace dropcert::verify {

using namespace language;

namespace {

// By a variable, of terms that are defined: wherever the derivative is defined, too, it is that.
class Differentiation {
 public:
  Differentiation(const std::string& t, const Words& words) : t_(t), words_(words) {}

  /// nullopt: 0, as the term does not vary.
  std::optional<Node> of(const Node& term) const {
    if (!mentions(term, t_)) return std::nullopt;
    switch (term.kind) {
      case Kind::name:
        return number_node(1);
      case Kind::negate:
        return opposite(*of(term.children[0]));
      case Kind::add:
      case Kind::subtract:
        return of_sum(term);
      case Kind::multiply: {
        const auto& [a, b] = both(term);
        return joined(product(of(a), b), product(of(b), a));
      }
      case Kind::divide:
        return of_quotient(term);
      case Kind::power:
        return of_power(term);
      case Kind::call:
        return of_call(term);
      case Kind::binding:
        return of_fold(term);
      default:
        throw NoRule();
    }
  }

 private:
  static std::pair<const Node&, const Node&> both(const Node& term) {
    return {term.children[0], term.children[1]};
  }

  static std::optional<Node> product(std::optional<Node> a, const Node& b) {
    if (!a) return std::nullopt;
    return times(*std::move(a), b);
  }

  static std::optional<Node> joined(std::optional<Node> a, std::optional<Node> b) {
    if (!a || !b) return a ? std::move(a) : std::move(b);
    return plus(*std::move(a), *std::move(b));
  }

  std::optional<Node> of_sum(const Node& term) const {
    std::optional<Node> a = of(term.children[0]);
    std::optional<Node> b = of(term.children[1]);
    if (b && term.kind == Kind::subtract) {
      if (a) return minus(*std::move(a), *std::move(b));
      b = opposite(*std::move(b));
    }
    return joined(std::move(a), std::move(b));
  }

  Node of_quotient(const Node& term) const {
    const auto& [a, b] = both(term);
    std::optional<Node> da = of(a);
    std::optional<Node> db = of(b);
    if (!db) return over(*std::move(da), b);
    std::optional<Node> above = product(std::move(da), b);
    Node below = times(a, *std::move(db));
    return over(above ? minus(*std::move(above), std::move(below)) : opposite(std::move(below)),
                to_power(b, 2));
  }

  Node of_power(const Node& term) const {
    const auto& [base, exponent] = both(term);
    if (const std::optional<long> n = natural(exponent, 1000)) {
      if (*n == 0) return number_node(0);
      if (*n == 1) return *of(base);
      return times(number_node(*n), times(to_power(base, *n - 1), *of(base)));
    }
    // base^exponent (exponent' log(base) + exponent base'/base)
    std::optional<Node> by_exponent = product(of(exponent), words_.of("log", base));
    std::optional<Node> by_base = product(of(base), exponent);
    if (by_base) by_base = over(*std::move(by_base), base);
    return times(term, *joined(std::move(by_exponent), std::move(by_base)));
  }

  Node of_call(const Node& term) const {
    if (words_.are(term, 2) && term.name == "root" && !mentions(term.children[1], t_)) {
      const auto& [base, n] = both(term);
      return over(times(term, *of(base)), times(n, base));
    }
    if (!words_.are(term, 1)) throw NoRule();
    const Node& u = term.children[0];
    return times(slope(term.name, u, term), *of(u));
  }

  // f' at u, for f(u).
  Node slope(const std::string& f, const Node& u, const Node& value) const {
    const auto square = [&](const Node& a) { return to_power(a, 2); };
    const auto bell = [&](long sign) {
      return over(times(number_node(sign), words_.exp(opposite(square(u)))), words_.sqrt(words_.pi()));
    };
    const Node one = number_node(1);
    if (f == "exp") return value;
    if (f == "log") return over(one, u);
    if (f == "sqrt") return over(one, times(number_node(2), value));
    if (f == "sin") return words_.of("cos", u);
    if (f == "cos") return opposite(words_.of("sin", u));
    if (f == "tan") return plus(one, square(value));
    if (f == "sinh") return words_.of("cosh", u);
    if (f == "cosh") return words_.of("sinh", u);
    if (f == "tanh") return minus(one, square(value));
    if (f == "atan") return over(one, plus(one, square(u)));
    if (f == "asin") return over(one, words_.sqrt(minus(one, square(u))));
    if (f == "acos") return over(number_node(-1), words_.sqrt(minus(one, square(u))));
    if (f == "softplus") return words_.of("sigmoid", u);
    if (f == "sigmoid") return times(value, words_.of("sigmoid", opposite(u)));
    if (f == "erf") return bell(2);
    if (f == "erfc") return bell(-2);
    if (f == "gamma") return times(value, words_.of("digamma", u));
    if (f == "lgamma") return words_.of("digamma", u);
    if (f == "abs") return over(u, value);
    throw NoRule();
  }

  // A sum over what does not vary.
  Node of_fold(const Node& term) const {
    if (term.name != "sum" || term.binders.size() != 1 || is_over_region(term.binders[0].domain))
      throw NoRule();
    const std::vector<Node>& ends = term.binders[0].domain.terms;
    if (std::any_of(ends.begin(), ends.end(), [&](const Node& end) { return mentions(end, t_); }))
      throw NoRule();
    Node result = term;
    result.children = {*of(term.children[0])};
    return result;
  }

  const std::string& t_;
  const Words& words_;
};

}  // namespace

std::optional<Node> derivative_of(const Node& term, const std::string& t, const Words& words) {
  std::optional<Node> result = Differentiation(t, words).of(term);
  if (result) require_small(*result);
  return result;
}

}  // namespace dropcert::verify
