// The derivative of a term by its parts, each of which is defined near the point if it is defined there and
// so is what stands here.
#include "check/written/written.hpp"

namespace dropcert::check {

using namespace language;

namespace {

class Slopes {
 public:
  Slopes(const Writer& writer, const std::string& name) : w_(writer), name_(name) {}

  std::optional<Node> of(const Node& term) const {
    if (!mentions(term, name_)) return std::nullopt;
    switch (term.kind) {
      case Kind::name:
        return Writer::number(1);
      case Kind::negate:
        return Writer::negate(*of(term.children[0]));
      case Kind::add:
        return Writer::add(of(term.children[0]), of(term.children[1]));
      case Kind::subtract:
        return Writer::add(of(term.children[0]), opposite(of(term.children[1])));
      case Kind::multiply:
        return Writer::add(scaled(of(term.children[0]), term.children[1]),
                           scaled(of(term.children[1]), term.children[0]));
      case Kind::divide:
        return quotient(term.children[0], term.children[1]);
      case Kind::power:
        return power(term);
      case Kind::call:
        return call(term);
      case Kind::binding:
        return sum(term);
      default:
        throw NoRule();
    }
  }

 private:
  static std::optional<Node> opposite(const std::optional<Node>& a) {
    return a ? std::optional(Writer::negate(*a)) : a;
  }
  static std::optional<Node> scaled(const std::optional<Node>& a, const Node& factor) {
    return a ? std::optional(Writer::multiply(*a, factor)) : a;
  }

  std::optional<Node> quotient(const Node& a, const Node& b) const {
    const std::optional<Node> below = of(b);
    if (!below) return Writer::divide(*of(a), b);
    const Node above = *Writer::add(scaled(of(a), b), opposite(scaled(below, a)));
    return Writer::divide(above, Writer::power(b, 2));
  }

  // a^b: by the factors that b stands for, or as exp(b log a).
  std::optional<Node> power(const Node& term) const {
    const Node& a = term.children[0];
    const Node& b = term.children[1];
    if (b.kind == Kind::number && b.number.get_den() == 1 && b.number >= 1) {
      const Node inner = *of(a);
      if (b.number == 1) return inner;
      const mpq_class less = b.number - 1;
      const Node lower = less == 1 ? a : Writer::of(Kind::power, a, Writer::number(less));
      return Writer::multiply(Writer::multiply(b, lower), inner);
    }
    const std::optional<Node> in_base = scaled(of(a), Writer::divide(b, a));
    const std::optional<Node> db = of(b);
    const std::optional<Node> in_exponent = db ? scaled(db, w_.call("log", a)) : std::nullopt;
    return Writer::multiply(term, *Writer::add(in_base, in_exponent));
  }

  std::optional<Node> call(const Node& term) const {
    if (w_.is_call(term, 2) && term.name == "root" && !mentions(term.children[1], name_))
      return Writer::divide(Writer::multiply(term, *of(term.children[0])),
                            Writer::multiply(term.children[1], term.children[0]));
    if (!w_.is_call(term, 1)) throw NoRule();
    return Writer::multiply(outer(term), *of(term.children[0]));
  }

  Node outer(const Node& term) const {
    const std::string& f = term.name;
    const Node& u = term.children[0];
    const Node one = Writer::number(1);
    const auto one_less = [&](const Node& a) { return Writer::subtract(one, Writer::power(a, 2)); };
    if (f == "exp") return term;
    if (f == "log") return Writer::divide(one, u);
    if (f == "sqrt") return Writer::divide(one, Writer::multiply(Writer::number(2), term));
    if (f == "abs") return Writer::divide(u, term);
    if (f == "sin") return w_.call("cos", u);
    if (f == "cos") return Writer::negate(w_.call("sin", u));
    if (f == "tan") return Writer::add(one, Writer::power(term, 2));
    if (f == "sinh") return w_.call("cosh", u);
    if (f == "cosh") return w_.call("sinh", u);
    if (f == "tanh") return one_less(term);
    if (f == "atan") return Writer::divide(one, Writer::add(one, Writer::power(u, 2)));
    if (f == "asin") return Writer::divide(one, w_.call("sqrt", one_less(u)));
    if (f == "acos") return Writer::divide(Writer::number(-1), w_.call("sqrt", one_less(u)));
    if (f == "softplus") return w_.call("sigmoid", u);
    if (f == "sigmoid") return Writer::multiply(term, w_.call("sigmoid", Writer::negate(u)));
    if (f == "gamma") return Writer::multiply(term, w_.call("digamma", u));
    if (f == "lgamma") return w_.call("digamma", u);
    if (f != "erf" && f != "erfc") throw NoRule();
    const Node bell = w_.call("exp", Writer::negate(Writer::power(u, 2)));
    return Writer::divide(Writer::multiply(Writer::number(f == "erf" ? 2 : -2), bell), w_.root_of_pi());
  }

  // Over what does not vary.
  std::optional<Node> sum(const Node& term) const {
    if (term.name != "sum" || is_over_region(term.binders[0].domain)) throw NoRule();
    for (const Node& end : term.binders[0].domain.terms)
      if (mentions(end, name_)) throw NoRule();
    Node result = term;
    result.children[0] = *of(term.children[0]);
    return result;
  }

  const Writer& w_;
  const std::string& name_;
};

}  // namespace

std::optional<Node> slope_of(const Writer& writer, const Node& term, const std::string& name) {
  std::optional<Node> result = Slopes(writer, name).of(term);
  if (result) Writer::require_small(*result);
  return result;
}

}  // namespace dropcert::check
