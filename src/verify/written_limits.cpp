#include "verify/written_limits.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "verify/written_terms.hpp"

namespace dropcert::verify {

using namespace language;

namespace {

constexpr long most_order = 4;
constexpr std::size_t most_degree = 6;
constexpr std::size_t most_gaussian_degree = 4;

// Of coefficients, from that of 1 on; nullopt where the term has none.
using Polynomial = std::vector<std::optional<Node>>;

Polynomial product(const Polynomial& a, const Polynomial& b) {
  Polynomial result(a.size() + b.size() - 1);
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < b.size(); ++j) {
      if (!a[i] || !b[j]) continue;
      Node term = times(*a[i], *b[j]);
      std::optional<Node>& place = result[i + j];
      place = place ? plus(*std::move(place), std::move(term)) : std::move(term);
    }
  if (result.size() > most_degree + 1) throw NoRule();
  return result;
}

Polynomial sum(Polynomial a, const Polynomial& b, bool is_difference) {
  if (a.size() < b.size()) a.resize(b.size());
  for (std::size_t i = 0; i < b.size(); ++i) {
    if (!b[i]) continue;
    if (!a[i])
      a[i] = is_difference ? opposite(*b[i]) : *b[i];
    else
      a[i] = is_difference ? minus(*std::move(a[i]), *b[i]) : plus(*std::move(a[i]), *b[i]);
  }
  return a;
}

class Integration {
 public:
  Integration(const Node& integral, const Words& words)
      : t_(integral.binders[0].names[0]), words_(words), term_(integral.children[0]) {
    const Domain& domain = integral.binders[0].domain;
    if (!is_region(domain.kind)) throw NoRule();
    if (domain.kind == DomainKind::reals) return;
    for (std::size_t i = 0; i < 2; ++i) {
      const Node& end = domain.terms[i];
      if (end.kind == Kind::infinity) continue;
      if (is_captured(end, term_)) throw NoRule();
      (i == 0 ? low_ : high_) = end;
    }
  }

  Node run() { return of(term_); }

 private:
  // c P exp(Q) f.../(D...) with polynomials P, Q and D.
  struct Product {
    Node constant = number_node(1);
    Polynomial polynomial = {number_node(1)};
    Polynomial exponent;
    std::vector<Node> functions;
    std::vector<Polynomial> below;
  };

  bool varies(const Node& term) const { return mentions(term, t_); }

  Node of(const Node& term) const {
    if (term.kind == Kind::negate) return opposite(of(term.children[0]));
    if (term.kind == Kind::add) return plus(of(term.children[0]), of(term.children[1]));
    if (term.kind == Kind::subtract) return minus(of(term.children[0]), of(term.children[1]));
    Product parts;
    collect(term, false, parts);
    return times(parts.constant, of_product(parts));
  }

  void collect(const Node& term, bool is_below, Product& parts) const {
    if (!varies(term)) {
      parts.constant = is_below ? over(parts.constant, term) : times(parts.constant, term);
    } else if (term.kind == Kind::negate) {
      parts.constant = opposite(parts.constant);
      collect(term.children[0], is_below, parts);
    } else if (term.kind == Kind::multiply || term.kind == Kind::divide) {
      collect(term.children[0], is_below, parts);
      collect(term.children[1], is_below != (term.kind == Kind::divide), parts);
    } else if (words_.are(term, 1) && term.name == "exp") {
      parts.exponent = sum(parts.exponent, polynomial(term.children[0]), is_below);
    } else if (words_.are(term, 1)) {
      if (is_below) throw NoRule();
      parts.functions.push_back(term);
    } else if (term.kind == Kind::power && natural(term.children[1], most_degree).value_or(0) > 0) {
      for (long i = *natural(term.children[1], most_degree); i > 0; --i)
        collect(term.children[0], is_below, parts);
    } else if (is_below) {
      parts.below.push_back(polynomial(term));
    } else {
      parts.polynomial = product(parts.polynomial, polynomial(term));
    }
  }

  Polynomial polynomial(const Node& term) const {
    if (!varies(term)) return {term};
    switch (term.kind) {
      case Kind::name:
        return {std::nullopt, number_node(1)};
      case Kind::negate:
        return sum({}, polynomial(term.children[0]), true);
      case Kind::add:
      case Kind::subtract:
        return sum(polynomial(term.children[0]), polynomial(term.children[1]), term.kind == Kind::subtract);
      case Kind::multiply:
        return product(polynomial(term.children[0]), polynomial(term.children[1]));
      case Kind::divide: {
        if (varies(term.children[1])) throw NoRule();
        Polynomial result = polynomial(term.children[0]);
        for (std::optional<Node>& c : result)
          if (c) c = over(*std::move(c), term.children[1]);
        return result;
      }
      case Kind::power: {
        const std::optional<long> n = natural(term.children[1], most_degree);
        if (!n || *n == 0) throw NoRule();
        const Polynomial base = polynomial(term.children[0]);
        Polynomial result = base;
        for (long i = 1; i < *n; ++i) result = product(result, base);
        return result;
      }
      default:
        throw NoRule();
    }
  }

  Node of_product(const Product& parts) const {
    const bool is_constant = parts.polynomial.size() == 1;
    if (!parts.functions.empty()) {
      if (parts.functions.size() > 1 || !parts.exponent.empty() || !parts.below.empty() || !is_constant)
        throw NoRule();
      return times(*parts.polynomial[0], of_function(parts.functions[0]));
    }
    if (!parts.below.empty()) {
      if (parts.below.size() > 1 || !parts.exponent.empty() || !is_constant) throw NoRule();
      return times(*parts.polynomial[0], of_inverse(parts.below[0]));
    }
    Node sum = number_node(0);
    for (std::size_t k = 0; k < parts.polynomial.size(); ++k) {
      if (!parts.polynomial[k]) continue;
      Node part = parts.exponent.size() == 3   ? of_gaussian(k, parts.exponent)
                  : parts.exponent.size() == 2 ? of_exponential(k, parts.exponent)
                  : parts.exponent.empty()     ? of_power(k)
                                               : throw NoRule();
      part = times(*parts.polynomial[k], std::move(part));
      sum = is_number(sum, 0) ? std::move(part) : plus(std::move(sum), std::move(part));
      require_small(sum);
    }
    return sum;
  }

  // F at the upper end less F at the lower one.
  template <class F>
  Node between(const F& at) const {
    if (!low_ || !high_) throw NoRule();
    return minus(at(*high_), at(*low_));
  }

  Node of_power(std::size_t k) const {
    const long n = static_cast<long>(k) + 1;
    return between([&](const Node& x) { return over(to_power(x, n), number_node(n)); });
  }

  static Node value_at(const Polynomial& p, const Node& x) {
    std::optional<Node> result;
    for (std::size_t k = 0; k < p.size(); ++k) {
      if (!p[k]) continue;
      Node term = k == 0 ? *p[k] : times(*p[k], to_power(x, static_cast<long>(k)));
      result = result ? plus(*std::move(result), std::move(term)) : std::move(term);
    }
    return *std::move(result);
  }

  // x^k exp(Q(x)) at the upper end less that at the lower one, 0 at infinity.
  std::optional<Node> boundary(std::size_t k, const Polynomial& q) const {
    const auto at = [&](const Node& x) {
      Node e = words_.exp(value_at(q, x));
      return k == 0 ? e : times(to_power(x, static_cast<long>(k)), std::move(e));
    };
    if (low_ && high_) return minus(at(*high_), at(*low_));
    if (high_) return at(*high_);
    if (low_) return opposite(at(*low_));
    return std::nullopt;
  }

  // By parts, for exp(c x + ...). Towards infinity the sign of c is seen, or that of its root.
  Node of_exponential(std::size_t k, const Polynomial& q) const {
    Node rate = *q[1];
    if (!low_ || !high_) {
      if (!low_ && !high_) throw NoRule();
      const Node falls = high_ ? rate : opposite(rate);  // positive, so that it falls off
      if (falls.kind == Kind::number) {
        if (sgn(falls.number) <= 0) throw NoRule();
      } else {
        rate = to_power(words_.sqrt(falls), 2);
        if (!high_) rate = opposite(std::move(rate));
      }
    }
    Node result = over(*boundary(0, q), rate);
    for (std::size_t i = 1; i <= k; ++i)
      result = over(
          minus(*boundary(i, q), times(number_node(static_cast<unsigned long>(i)), std::move(result))), rate);
    return result;
  }

  // I_k of x^k exp(-a x^2 + b x + c): 2 a I_k = b I_(k-1) + (k - 1) I_(k-2) - the boundary's of k - 1. A root
  // of a is defined where it is positive.
  Node of_gaussian(std::size_t k, const Polynomial& q) const {
    if (k > most_gaussian_degree) throw NoRule();
    const Node a = opposite(*q[2]);
    const std::optional<Node>& b = q[1];
    const Node two_a = times(number_node(2), a);
    std::vector<Node> found = {of_bell(a, b, q[0])};
    for (std::size_t i = 1; i <= k; ++i) {
      std::optional<Node> all;
      const auto add = [&](Node term) {
        all = all ? plus(*std::move(all), std::move(term)) : std::move(term);
      };
      if (b) add(times(*b, found[i - 1]));
      if (i > 1) add(times(number_node(static_cast<unsigned long>(i - 1)), found[i - 2]));
      if (std::optional<Node> edge = boundary(i - 1, q)) add(opposite(*std::move(edge)));
      found.push_back(all ? over(*std::move(all), two_a) : number_node(0));
      require_small(found.back());
    }
    return found[k];
  }

  // sqrt(pi/a)/2 exp(c + b^2/(4 a)) (erf(sqrt(a) x - b/(2 sqrt(a))) between the ends).
  Node of_bell(const Node& a, const std::optional<Node>& b, const std::optional<Node>& c) const {
    const Node root = words_.sqrt(a);
    const auto place = [&](const Node& x) {
      Node scaled = times(root, x);
      return b ? minus(std::move(scaled), over(*b, times(number_node(2), root))) : scaled;
    };
    Node spread = number_node(2);
    if (low_ && high_)
      spread = minus(words_.of("erf", place(*high_)), words_.of("erf", place(*low_)));
    else if (low_)
      spread = words_.of("erfc", place(*low_));
    else if (high_)
      spread = words_.of("erfc", opposite(place(*high_)));
    Node result = times(over(words_.sqrt(words_.pi()), times(number_node(2), root)), std::move(spread));
    std::optional<Node> shift = c;
    if (b) {
      Node square = over(to_power(*b, 2), times(number_node(4), a));
      shift = shift ? plus(*std::move(shift), std::move(square)) : std::move(square);
    }
    return shift ? times(words_.exp(*std::move(shift)), std::move(result)) : result;
  }

  // Of 1/D, D a line that is positive at both ends, or a square without zeros.
  Node of_inverse(const Polynomial& d) const {
    if (d.size() == 2) {
      const Node slope = *d[1];
      return over(between([&](const Node& x) { return words_.of("log", value_at(d, x)); }), slope);
    }
    if (d.size() != 3) throw NoRule();
    const Node& top = *d[2];
    if (!d[0]) throw NoRule();
    Node discriminant = times(number_node(4), times(top, *d[0]));
    if (d[1]) discriminant = minus(std::move(discriminant), to_power(*d[1], 2));
    const Node root = words_.sqrt(discriminant);
    const Polynomial slope = {d[1], times(number_node(2), top)};
    const auto at = [&](const Node& x) { return words_.of("atan", over(value_at(slope, x), root)); };
    const bool is_endless = !low_ || !high_;
    if (is_endless && (top.kind != Kind::number || sgn(top.number) <= 0)) throw NoRule();
    const Node quarter = over(words_.pi(), number_node(2));
    Node spread = minus(high_ ? at(*high_) : quarter, low_ ? at(*low_) : opposite(quarter));
    return over(times(number_node(2), std::move(spread)), root);
  }

  // f(c x + ...), f with an antiderivative.
  Node of_function(const Node& call) const {
    static const std::map<std::string, std::pair<const char*, long>> antiderivatives = {
        {"sin", {"cos", -1}},
        {"cos", {"sin", 1}},
        {"sinh", {"cosh", 1}},
        {"cosh", {"sinh", 1}},
        {"sigmoid", {"softplus", 1}}};
    const auto found = antiderivatives.find(call.name);
    if (found == antiderivatives.end()) throw NoRule();
    const Polynomial line = polynomial(call.children[0]);
    if (line.size() != 2) throw NoRule();
    const char* const name = found->second.first;
    const long sign = found->second.second;
    const Node spread = between([&](const Node& x) { return words_.of(name, value_at(line, x)); });
    return over(sign < 0 ? opposite(spread) : spread, *line[1]);
  }

  const std::string& t_;
  const Words& words_;
  const Node& term_;
  std::optional<Node> low_, high_;
};

WrittenLimit derivative(const Node& binding, const Words& words) {
  const std::string& t = binding.binders[0].names[0];
  const std::vector<Node>& point = binding.binders[0].domain.terms;
  const Node& term = binding.children[0];
  long order = 1;
  if (point.size() > 1) {
    const std::optional<long> given = natural(point[1], most_order);
    if (!given) throw NoRule();
    order = *given;
  }
  const auto at_point = [&](const Node& part) {
    if (is_captured(point[0], part)) throw NoRule();
    return with_values(part, {{t, point[0]}});
  };
  WrittenLimit result{{at_point(term)}, {}, {}};
  std::optional<Node> now = term;
  for (long i = 0; i < order && now; ++i) now = derivative_of(*now, t, words);
  result.result = now ? at_point(*now) : number_node(0);
  // The point has a value wherever its term is written.
  if (!mentions(term, t)) result.guards.push_back(point[0]);
  return result;
}

// The integrals in the term, from within. A derivative in it would have guards, for all values of the
// variable.
Node with_integrals_written(const Node& term, const Words& words) {
  Node result = term;
  for (Node& child : result.children) child = with_integrals_written(child, words);
  if (term.kind != Kind::binding) return result;
  if (result.name == "derivative") throw NoRule();
  return result.name == "integral" ? Integration(result, words).run() : result;
}

}  // namespace

std::optional<WrittenLimit> written_limit(const Node& binding, const Meanings& meanings) {
  const bool is_fold = binding.name == "sum" || binding.name == "prod";
  const bool is_integral = binding.name == "integral";
  if (!is_fold && !is_integral && binding.name != "derivative") return std::nullopt;
  const Domain& domain = binding.binders[0].domain;
  const auto varies = [](const Node& end) {
    return any_part(end, [](const Node& part) { return part.kind == Kind::name; });
  };
  if (is_fold && (domain.kind != DomainKind::range || has_infinite_end(domain) ||
                  std::none_of(domain.terms.begin(), domain.terms.end(), varies)))
    return std::nullopt;
  const std::string& t = binding.binders[0].names[0];
  Node whole = binding;
  Node& term = whole.children[0];
  term = with_definitions_written(term, binding, meanings, [](const Node&) { return true; });
  if (binds_within(term, t) || meanings.may_be_of_p(whole)) return std::nullopt;
  try {
    require_small(term);
    const Words words(meanings);
    WrittenLimit result;
    if (is_fold) {
      result.result = written_fold(whole, words, result.count);
    } else {
      term = with_integrals_written(term, words);
      if (is_integral)
        result.result = Integration(whole, words).run();
      else
        result = derivative(whole, words);
    }
    require_small(result.result);
    return result;
  } catch (const NoRule&) {
    return std::nullopt;
  }
}

}  // namespace dropcert::verify
