// The quotient of a term at k + 1 and at k, simplified for powers, factorials and binomial coefficients.
#include "check/functions/functions.hpp"
#include "check/limits/local.hpp"
#include "check/work.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr int most_factors = 64;

class Ratio {
 public:
  Ratio(Local& local, const Expansion& now, const Expansion& next)
      : evaluator_(local.evaluator()), name_(local.name()), chart_(*now.chart), now_(now), next_(next) {}

  Expansion of(const Node& node) {
    charge(1);
    if (!mentions(node, name_)) return number(1);
    const std::vector<Node>& parts = node.children;
    switch (node.kind) {
      case Kind::negate:
        return of(parts[0]);
      case Kind::multiply:
        return of(parts[0]) * of(parts[1]);
      case Kind::divide: {
        const Expansion above = of(parts[0]);
        return above / nonzero(of(parts[1]));
      }
      case Kind::power:
        return of_power(parts[0], parts[1]);
      case Kind::factorial: {
        const std::optional<int> growth = step(parts[0]);
        if (!growth || *growth < 0) throw OutOfReach("the ratio of factorials is not known");
        return rising(now(parts[0]), *growth);
      }
      case Kind::call:
        if (!evaluator_.is_of_language(node.name)) return generic(node);
        if (node.name == "exp")
          return in_chart(chart_, apply_function(evaluator_, "exp", {difference(parts[0])}));
        if (node.name == "binomial") return of_binomial(parts[0], parts[1]);
        return generic(node);
      default:
        return generic(node);
    }
  }

 private:
  Expansion number(int n) { return {chart_, mpq_class(n)}; }

  Expansion at(const Node& node, const Expansion& place) {
    const Evaluator::Bound guard(evaluator_);
    evaluator_.bind(name_, place);
    return in_chart(chart_, evaluator_.value(node));
  }
  Expansion now(const Node& node) { return at(node, now_); }
  Expansion difference(const Node& node) { return at(node, next_) - now(node); }

  Expansion nonzero(const Expansion& ratio) {
    if ((signs(ratio) & zero_sign) != 0) throw OutOfReach("a factor may be 0");
    return ratio;
  }

  Expansion generic(const Node& node) { return at(node, next_) / nonzero(now(node)); }

  // By how much it grows, if that is a small integer.
  std::optional<int> step(const Node& node) {
    const std::optional<mpq_class> result = constant_of(difference(node));
    if (!result || result->get_den() != 1 || abs(*result) > most_factors) return std::nullopt;
    return static_cast<int>(result->get_num().get_si());
  }

  // (a + 1) ... (a + count).
  Expansion rising(const Expansion& a, int count) {
    Expansion product = number(1);
    for (int i = 1; i <= count; ++i) product = product * (a + number(i));
    return product;
  }

  Expansion of_power(const Node& base, const Node& exponent) {
    if (!mentions(base, name_)) {  // c^(e + d) = c^d c^e
      const Value c = evaluator_.value(base);
      const Expansion grown = difference(exponent);
      const std::optional<mpq_class> d = constant_of(grown);
      if (d && d->get_den() == 1 && abs(*d) <= most_factors)
        return in_chart(chart_, power(c, d->get_num().get_si()));
      return in_chart(chart_, power_of_expansions(evaluator_, chart_, c, d ? Value(*d) : Value(grown)));
    }
    if (mentions(exponent, name_)) {
      Node whole;
      whole.kind = Kind::power;
      whole.children = {base, exponent};
      return generic(whole);
    }
    const Value e = evaluator_.value(exponent);
    const Expansion ratio = of(base);
    const auto* n = get_if<mpq_class>(e);
    if (n && n->get_den() == 1) {
      if (*n < 0) nonzero(ratio);
      return in_chart(chart_, power(Value(ratio), integer(e)));
    }
    if (signs(ratio) != positive_sign) throw OutOfReach("a base is not known to be positive");
    return in_chart(chart_, power_of_expansions(evaluator_, chart_, ratio, e));
  }

  Expansion of_binomial(const Node& upper, const Node& lower) {
    const std::optional<int> above = mentions(upper, name_) ? step(upper) : 0;
    const std::optional<int> below = mentions(lower, name_) ? step(lower) : 0;
    const Expansion x = now(upper);
    const Expansion k = now(lower);
    const Expansion rest = x - k;
    if (!above || !below || *below < 0 || (signs(k) & negative_sign) != 0)
      throw OutOfReach("the ratio of binomial coefficients is not known");
    if (*above == 0) return rising(rest - number(*below), *below) / nonzero(rising(k, *below));
    if (*above < *below || (signs(rest) & negative_sign) != 0)
      throw OutOfReach("the ratio of binomial coefficients is not known");
    return rising(x, *above) / nonzero(rising(k, *below) * rising(rest, *above - *below));
  }

  Evaluator& evaluator_;
  const std::string& name_;
  Chart& chart_;
  Expansion now_;
  Expansion next_;
};

}  // namespace

Expansion ratio_of(Local& local, const Node& term, const Expansion& now, const Expansion& next) {
  return Ratio(local, now, next).of(term);
}

}  // namespace dropcert::check
