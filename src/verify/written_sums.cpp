// Sums and products of lines by the digamma and gamma functions.
#include <optional>
#include <utility>

#include "verify/written_terms.hpp"

namespace dropcert::verify {

using namespace language;

namespace {

constexpr long most_half = 40;

// slope (k + shift), slope > 0.
struct Line {
  mpq_class slope;
  mpq_class shift;
};

class Folding {
 public:
  Folding(const Node& binding, const Words& words)
      : k_(binding.binders[0].names[0]),
        words_(words),
        term_(binding.children[0]),
        low_end_(binding.binders[0].domain.terms[0]),
        high_(binding.binders[0].domain.terms[1]) {
    for (const Node* end : {&low_end_, &high_})
      if (is_captured(*end, term_)) throw NoRule();
    if (low_end_.kind == Kind::number && is_integer(low_end_.number)) low_ = low_end_.number;
  }

  Node run(bool is_sum) const {
    if (is_sum) return sum(term_);
    Product parts;
    multiply(term_, 1, parts);
    if (parts.base != 1)
      parts.above = times(node_of(Kind::power, {number_node(parts.base), count()}), parts.above);
    return over(parts.above, parts.below);
  }

  // So many numbers there are: an integer, not negative, in the range.
  Node count() const {
    if (low_) return end_plus(1 - *low_);
    return plus(minus(high_, low_end_), number_node(1));
  }

 private:
  bool varies(const Node& term) const { return mentions(term, k_); }

  // Of a polynomial of degree 1 with rational coefficients: that of k, and the other one.
  std::optional<std::pair<mpq_class, mpq_class>> coefficients(const Node& term) const {
    using Pair = std::pair<mpq_class, mpq_class>;
    const auto part = [&](std::size_t i) { return coefficients(term.children[i]); };
    switch (term.kind) {
      case Kind::number:
        return Pair(0, term.number);
      case Kind::name:
        if (term.name == k_) return Pair(1, 0);
        break;
      case Kind::negate:
        if (const auto a = part(0)) return Pair(-a->first, -a->second);
        break;
      case Kind::add:
      case Kind::subtract:
        if (const auto a = part(0), b = part(1); a && b) {
          const int sign = term.kind == Kind::add ? 1 : -1;
          return Pair(a->first + sign * b->first, a->second + sign * b->second);
        }
        break;
      case Kind::multiply:
        if (const auto a = part(0), b = part(1); a && b) {
          if (b->first == 0) return Pair(a->first * b->second, a->second * b->second);
          if (a->first == 0) return Pair(b->first * a->second, b->second * a->second);
        }
        break;
      case Kind::divide:
        if (const auto a = part(0), b = part(1); a && b && b->first == 0 && b->second != 0)
          return Pair(a->first / b->second, a->second / b->second);
        break;
      default:
        break;
    }
    return std::nullopt;
  }

  // Of a line that is positive from the first number on; if that is not known, where harmonic(low + shift -
  // 1) is defined.
  std::optional<Line> line(const Node& term) const {
    const auto found = coefficients(term);
    if (!found || sgn(found->first) <= 0) return std::nullopt;
    const Line result{found->first, found->second / found->first};
    if (low_ ? result.shift + *low_ <= 0 : !is_integer(result.shift)) return std::nullopt;
    return result;
  }

  static bool is_integer(const mpq_class& q) { return q.get_den() == 1; }
  Node end_plus(const mpq_class& q) const { return q == 0 ? high_ : plus(high_, number_node(q)); }

  Node sum(const Node& term) const {
    if (!varies(term)) return times(count(), term);
    switch (term.kind) {
      case Kind::negate:
        return opposite(sum(term.children[0]));
      case Kind::add:
        return plus(sum(term.children[0]), sum(term.children[1]));
      case Kind::subtract:
        return minus(sum(term.children[0]), sum(term.children[1]));
      case Kind::multiply: {
        const std::size_t still = varies(term.children[0]) ? 1 : 0;
        if (varies(term.children[still])) throw NoRule();
        return times(term.children[still], sum(term.children[1 - still]));
      }
      case Kind::divide: {
        const Node& above = term.children[0];
        const Node& below = term.children[1];
        if (!varies(below)) return over(sum(above), below);
        const auto found = line(below);
        if (varies(above) || !found) throw NoRule();
        return times(over(above, number_node(found->slope)), inverses(found->shift));
      }
      case Kind::call: {
        if (!words_.are(term, 1) || term.name != "log") throw NoRule();
        const auto found = line(term.children[0]);
        if (!found || !low_) throw NoRule();
        Node result = minus(words_.of("lgamma", end_plus(found->shift + 1)),
                            words_.of("lgamma", number_node(*low_ + found->shift)));
        if (found->slope == 1) return result;
        return plus(std::move(result), times(count(), words_.of("log", number_node(found->slope))));
      }
      default:
        throw NoRule();
    }
  }

  // Of 1/(k + shift).
  Node inverses(const mpq_class& shift) const {
    if (is_integer(shift)) {
      Node result = words_.of("harmonic", end_plus(shift));
      if (low_ && *low_ + shift == 1) return result;
      const mpq_class before = shift - 1;
      return minus(std::move(result),
                   words_.of("harmonic", low_          ? number_node(*low_ + before)
                                         : before == 0 ? low_end_
                                                       : plus(low_end_, number_node(before))));
    }
    return minus(words_.of("digamma", end_plus(shift + 1)), digamma(*low_ + shift));
  }

  // base^count above/below.
  struct Product {
    mpq_class base = 1;
    Node above = number_node(1);
    Node below = number_node(1);

    void multiply_base(int side, const mpq_class& factor) {
      if (side > 0)
        base *= factor;
      else
        base /= factor;
    }
    void add(int side, Node factor) {
      Node& place = side > 0 ? above : below;
      place = times(std::move(place), std::move(factor));
    }
  };

  // side 1 or -1: the term, or its inverse.
  void multiply(const Node& term, int side, Product& parts) const {
    if (!low_) throw NoRule();
    if (term.kind == Kind::number && sgn(term.number) > 0) {
      parts.multiply_base(side, term.number);
    } else if (!varies(term)) {
      parts.add(side, node_of(Kind::power, {term, count()}));
    } else if (term.kind == Kind::multiply || term.kind == Kind::divide) {
      multiply(term.children[0], side, parts);
      multiply(term.children[1], term.kind == Kind::divide ? -side : side, parts);
    } else if (term.kind == Kind::power) {
      const std::optional<long> n = natural(term.children[1], 8);
      if (!n || *n == 0) throw NoRule();
      for (long i = 0; i < *n; ++i) multiply(term.children[0], side, parts);
    } else if (const auto found = line(term)) {
      parts.multiply_base(side, found->slope);
      lines(found->shift, side, parts);
    } else if (term.kind == Kind::add || term.kind == Kind::subtract) {
      common_line(term, side, parts);
    } else {
      throw NoRule();
    }
  }

  // c + d/L, L a line, as (c L + d)/L.
  void common_line(const Node& term, int side, Product& parts) const {
    const auto ratio = [](const Node& part) {
      return part.kind == Kind::divide ? std::pair(part.children[0], part.children[1])
                                       : std::pair(part, number_node(1));
    };
    const auto [a, b] = ratio(term.children[0]);
    const auto [c, d] = ratio(term.children[1]);
    if (varies(b) == varies(d)) throw NoRule();
    multiply(node_of(term.kind, {times(a, d), times(c, b)}), side, parts);
    multiply(times(b, d), -side, parts);
  }

  // Of k + shift.
  void lines(const mpq_class& shift, int side, Product& parts) const {
    const mpq_class first = *low_ + shift;
    if (is_integer(shift)) {
      parts.add(side, node_of(Kind::factorial, {end_plus(shift)}));
      if (first != 1) parts.add(-side, node_of(Kind::factorial, {number_node(first - 1)}));
    } else {
      parts.add(side, words_.of("gamma", end_plus(shift + 1)));
      parts.add(-side, gamma(first));
    }
  }

  // At 1/2 and so on in numbers that are told from others exactly.
  Node gamma(const mpq_class& x) const {
    if (!is_small_half(x)) return words_.of("gamma", number_node(x));
    mpq_class factor = 1;
    for (mpq_class y(1, 2); y < x; y += 1) factor *= y;
    return times(number_node(factor), words_.sqrt(words_.pi()));
  }

  Node digamma(const mpq_class& x) const {
    if (!is_small_half(x)) return words_.of("digamma", number_node(x));
    mpq_class sum = 0;
    for (mpq_class y(1, 2); y < x; y += 1) sum += 1 / y;
    Node constant =
        plus(words_.constant("euler_gamma"), times(number_node(2), words_.of("log", number_node(2))));
    return sum == 0 ? opposite(std::move(constant)) : minus(number_node(sum), std::move(constant));
  }

  static bool is_small_half(const mpq_class& x) { return x.get_den() == 2 && x < most_half; }

  const std::string& k_;
  const Words& words_;
  const Node& term_;
  const Node& low_end_;
  const Node& high_;
  std::optional<mpq_class> low_;  // if that is a number
};

}  // namespace

Node written_fold(const Node& binding, const Words& words, std::optional<Node>& count) {
  const Folding folding(binding, words);
  count = folding.count();
  return folding.run(binding.name == "sum");
}

}  // namespace dropcert::verify
