// Integrals of sums of products of powers of the variable, exponentials of polynomials of degree 2, inverses
// of such polynomials, and of some functions of a line.
#include <array>
#include <map>

#include "check/written/written.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::size_t most_summands = 64;
constexpr int most_degree = 6;

// Of 1, x and x^2; nullopt where there is none.
using Quadratic = std::array<std::optional<Node>, 3>;

// factor x^power exp(exponent), perhaps times f(x) or over a polynomial.
struct Summand {
  Node factor = Writer::number(1);
  int power = 0;
  Quadratic exponent;
  std::optional<Node> function;
  std::optional<Quadratic> below;

  bool is_power() const { return !exponent[1] && !exponent[2] && !function && !below; }
};

using Summands = std::vector<Summand>;

class Integral {
 public:
  Integral(const Writer& writer, const Node& integral)
      : w_(writer), x_(integral.binders[0].names[0]), term_(integral.children[0]) {
    const Domain& domain = integral.binders[0].domain;
    if (domain.kind == DomainKind::reals) return;
    if (domain.kind != DomainKind::interval) throw NoRule();
    if (domain.terms[0].kind != Kind::infinity) low_ = domain.terms[0];
    if (domain.terms[1].kind != Kind::infinity) high_ = domain.terms[1];
  }

  WrittenTerm run() {
    std::optional<Node> sum;
    for (const Summand& summand : expanded(term_)) {
      Node whole = Writer::multiply(summand.factor, of(summand));
      Writer::require_small(whole);
      sum = Writer::add(sum, std::optional(std::move(whole)));
    }
    return {std::move(guards_), std::nullopt, sum ? *std::move(sum) : throw NoRule()};
  }

 private:
  static Summand constant(const Node& factor) {
    Summand result;
    result.factor = factor;
    return result;
  }

  Summand product(const Summand& a, const Summand& b) const {
    if ((a.function || a.below) && (b.function || b.below)) throw NoRule();
    Summand result = a;
    result.factor = Writer::multiply(a.factor, b.factor);
    result.power += b.power;
    if (result.power > most_degree) throw NoRule();
    for (std::size_t i = 0; i < 3; ++i) result.exponent[i] = Writer::add(a.exponent[i], b.exponent[i]);
    if (b.function) result.function = b.function;
    if (b.below) result.below = b.below;
    return result;
  }

  Summands products(const Summands& a, const Summands& b) const {
    if (a.size() * b.size() > most_summands) throw NoRule();
    Summands result;
    for (const Summand& one : a)
      for (const Summand& other : b) result.push_back(product(one, other));
    return result;
  }

  // The coefficients, of a polynomial of degree 2 at most.
  Quadratic quadratic(const Node& term) const {
    Quadratic result;
    for (const Summand& summand : expanded(term)) {
      if (!summand.is_power() || summand.exponent[0] || summand.power > 2) throw NoRule();
      std::optional<Node>& place = result[static_cast<std::size_t>(summand.power)];
      place = Writer::add(place, std::optional(summand.factor));
    }
    return result;
  }

  Summands expanded(const Node& term) const {
    if (!mentions(term, x_)) return {constant(term)};
    Summand result;
    switch (term.kind) {
      case Kind::name:
        result.power = 1;
        return {result};
      case Kind::negate:
        return products({constant(Writer::number(-1))}, expanded(term.children[0]));
      case Kind::add:
      case Kind::subtract: {
        Summands all = expanded(term.children[0]);
        Summands more = expanded(term.children[1]);
        if (term.kind == Kind::subtract) more = products({constant(Writer::number(-1))}, more);
        all.insert(all.end(), more.begin(), more.end());
        if (all.size() > most_summands) throw NoRule();
        return all;
      }
      case Kind::multiply:
        return products(expanded(term.children[0]), expanded(term.children[1]));
      case Kind::divide:
        return products(expanded(term.children[0]), {inverse(term.children[1])});
      case Kind::power: {
        const std::optional<int> n = Writer::small_natural(term.children[1]);
        if (!n) throw NoRule();
        const Summands base = expanded(term.children[0]);
        Summands all = base;
        for (int i = 1; i < *n; ++i) all = products(all, base);
        return all;
      }
      case Kind::call:
        if (!w_.is_call(term, 1)) throw NoRule();
        if (term.name == "exp")
          result.exponent = quadratic(term.children[0]);
        else
          result.function = term;
        return {result};
      default:
        throw NoRule();
    }
  }

  Summand inverse(const Node& term) const {
    if (!mentions(term, x_)) return constant(Writer::divide(Writer::number(1), term));
    Summand result;
    if (w_.is_call(term, 1) && term.name == "exp") {
      for (std::optional<Node>& c : result.exponent = quadratic(term.children[0]))
        if (c) c = Writer::negate(*c);
      return result;
    }
    const Summands parts = expanded(term);
    if (parts.size() == 1 && parts[0].power == 0 && !parts[0].function && !parts[0].below) {
      result.factor = Writer::divide(Writer::number(1), parts[0].factor);
      for (std::size_t i = 0; i < 3; ++i)
        if (parts[0].exponent[i]) result.exponent[i] = Writer::negate(*parts[0].exponent[i]);
      return result;
    }
    result.below = quadratic(term);
    return result;
  }

  Node of(const Summand& summand) {
    const Quadratic& e = summand.exponent;
    if (summand.function || summand.below) {
      if (e[0] || e[1] || e[2] || summand.power > 0) throw NoRule();
      return summand.function ? of_function(*summand.function) : of_inverse(*summand.below);
    }
    if (e[2]) return bell(summand.power, e);
    if (e[1]) return exponential(summand.power, e);
    const int n = summand.power + 1;
    Node result =
        difference([&](const Node& x) { return Writer::divide(Writer::power(x, n), Writer::number(n)); });
    return e[0] ? Writer::multiply(w_.call("exp", *e[0]), result) : result;
  }

  // Seen, or where its logarithm is defined.
  void require_positive(const Node& term) {
    if (term.kind != Kind::number)
      guards_.push_back(w_.call("log", term));
    else if (term.number <= 0)
      throw NoRule();
  }

  template <class At>
  Node difference(const At& at) const {
    if (!low_ || !high_) throw NoRule();
    return Writer::subtract(at(*high_), at(*low_));
  }

  // Of what tends to 0 at infinity.
  template <class At>
  std::optional<Node> change(const At& at) const {
    const std::optional<Node> upper = high_ ? std::optional(at(*high_)) : std::nullopt;
    const std::optional<Node> lower = low_ ? std::optional(Writer::negate(at(*low_))) : std::nullopt;
    return Writer::add(upper, lower);
  }

  static Node at(const Quadratic& q, const Node& x) {
    std::optional<Node> sum = q[0];
    if (q[1]) sum = Writer::add(sum, std::optional(Writer::multiply(*q[1], x)));
    if (q[2]) sum = Writer::add(sum, std::optional(Writer::multiply(*q[2], Writer::power(x, 2))));
    return *sum;
  }

  // x^k exp(c x + b): exp(c x + b) times the sum of (-1)^(k-j) k!/j! x^j/c^(k-j+1), j = 0, ..., k.
  Node exponential(int k, const Quadratic& e) {
    const Node& c = *e[1];
    if (!low_ && !high_) throw NoRule();
    if (!low_) require_positive(c);  // so that it falls off
    if (!high_) require_positive(Writer::negate(c));
    return *change([&](const Node& x) {
      std::optional<Node> sum;
      mpq_class factor = 1;
      for (int j = k; j >= 0; --j) {
        Node part = Writer::divide(Writer::number(factor), Writer::power(c, k - j + 1));
        if (j > 0) part = Writer::multiply(part, Writer::power(x, j));
        sum = Writer::add(sum, std::optional(part));
        factor *= -j;
      }
      return Writer::multiply(w_.call("exp", at(e, x)), *sum);
    });
  }

  // x^k exp(-a x^2 + b x + c) with x = s + m, m = b/(2 a): powers of s times exp(-a s^2).
  Node bell(int k, const Quadratic& e) {
    const Node a = Writer::negate(*e[2]);
    require_positive(a);
    const Node two_a = Writer::multiply(Writer::number(2), a);
    std::optional<Node> m;
    if (e[1]) m = Writer::divide(*e[1], two_a);
    const auto place = [&](const Node& x) { return m ? Writer::subtract(x, *m) : x; };
    std::vector<std::optional<Node>> moments = {spread(a, place)};
    for (int j = 1; j <= k; ++j) {
      const std::optional<Node> edge = change([&](const Node& x) {
        const Node s = place(x);
        const Node fall = w_.call("exp", Writer::negate(Writer::multiply(a, Writer::power(s, 2))));
        return j == 1 ? fall : Writer::multiply(Writer::power(s, j - 1), fall);
      });
      std::optional<Node> sum = edge ? std::optional(Writer::negate(*edge)) : std::nullopt;
      const std::optional<Node>& before = moments[static_cast<std::size_t>(std::max(j - 2, 0))];
      if (j > 1 && before)
        sum = Writer::add(sum, std::optional(Writer::multiply(Writer::number(j - 1), *before)));
      moments.push_back(sum ? std::optional(Writer::divide(*sum, two_a)) : std::nullopt);
    }
    std::optional<Node> all;
    mpq_class choices = 1;  // of j powers of s from k
    for (int j = k; j >= 0; --j) {
      const std::optional<Node>& moment = moments[static_cast<std::size_t>(j)];
      if (moment && (m || j == k)) {
        Node part = Writer::multiply(Writer::number(choices), *moment);
        if (j < k) part = Writer::multiply(part, Writer::power(*m, k - j));
        all = Writer::add(all, std::optional(part));
      }
      choices = choices * j / (k - j + 1);
    }
    if (!all) return Writer::number(0);
    std::optional<Node> shift = e[0];
    if (m)
      shift =
          Writer::add(shift, std::optional(Writer::divide(Writer::multiply(*e[1], *m), Writer::number(2))));
    return shift ? Writer::multiply(w_.call("exp", *shift), *all) : *all;
  }

  template <class Place>
  Node spread(const Node& a, const Place& place) const {
    const Node root = w_.call("sqrt", a);
    const auto scaled = [&](const Node& x) { return Writer::multiply(root, place(x)); };
    const Node unit = Writer::divide(w_.root_of_pi(), Writer::multiply(Writer::number(2), root));
    Node range = Writer::number(2);
    if (low_ && high_) range = difference([&](const Node& x) { return w_.call("erf", scaled(x)); });
    if (low_ && !high_) range = w_.call("erfc", scaled(*low_));
    if (high_ && !low_) range = w_.call("erfc", Writer::negate(scaled(*high_)));
    return Writer::multiply(range, unit);
  }

  // 1/q: a line that is positive at both ends, or 2/r atan((2 a x + b)/r), r^2 = 4 a c - b^2 > 0.
  Node of_inverse(const Quadratic& q) {
    if (!q[2]) {
      if (!q[1]) throw NoRule();
      return Writer::divide(difference([&](const Node& x) { return w_.call("log", at(q, x)); }), *q[1]);
    }
    if (!q[0]) throw NoRule();
    Node square = Writer::multiply(Writer::number(4), Writer::multiply(*q[2], *q[0]));
    if (q[1]) square = Writer::subtract(square, Writer::power(*q[1], 2));
    require_positive(square);
    const Node r = w_.call("sqrt", square);
    if (!low_ || !high_) require_positive(*q[2]);
    const Quadratic line = {q[1], Writer::multiply(Writer::number(2), *q[2]), std::nullopt};
    const Node right = Writer::divide(w_.constant("pi"), Writer::number(2));
    const auto angle = [&](const std::optional<Node>& x, const Node& limit) {
      return x ? w_.call("atan", Writer::divide(at(line, *x), r)) : limit;
    };
    const Node turned = Writer::subtract(angle(high_, right), angle(low_, Writer::negate(right)));
    return Writer::divide(Writer::multiply(Writer::number(2), turned), r);
  }

  Node of_function(const Node& call) const {
    const Quadratic line = quadratic(call.children[0]);
    if (line[2] || !line[1]) throw NoRule();
    const std::map<std::string, const char*> primitives = {
        {"sin", "cos"}, {"cos", "sin"}, {"sinh", "cosh"}, {"cosh", "sinh"}, {"sigmoid", "softplus"}};
    const auto found = primitives.find(call.name);
    if (found == primitives.end()) throw NoRule();
    const Node result = Writer::divide(
        difference([&](const Node& x) { return w_.call(found->second, at(line, x)); }), *line[1]);
    return call.name == "sin" ? Writer::negate(result) : result;
  }

  const Writer& w_;
  const std::string& x_;
  const Node& term_;
  std::optional<Node> low_, high_;
  std::vector<Node> guards_;
};

}  // namespace

WrittenTerm written_integral(const Writer& writer, const Node& integral) {
  return Integral(writer, integral).run();
}

}  // namespace dropcert::check
