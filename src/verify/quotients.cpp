#include "verify/quotients.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

#include "verify/written_terms.hpp"

namespace dropcert::verify {

using namespace language;

namespace {

constexpr long most_growth = 8;
constexpr std::size_t most_parts = 300;

// By how much the term grows from v to v + 1, if that is the same small integer for all v.
long growth(const Node& term, const std::string& v) {
  const std::optional<long> grown = slope(term, v);
  if (!grown || std::abs(*grown) > most_growth) throw NoRule();
  return *grown;
}

// The factors of a product of what is seen to be positive, and how they grow.
class Product {
 public:
  explicit Product(const Words& words) : words_(words) {}

  // What is positive, or not negative, if the product is one of positive factors.
  void require(const Node& term, std::vector<Node>& needed) const {
    const auto add = [&](const Node& a, Relation relation) {
      needed.push_back(relation_node(a, relation, number_node(0)));
    };
    if (term.kind == Kind::multiply || term.kind == Kind::divide) {
      require(term.children[0], needed);
      require(term.children[1], needed);
    } else if (term.kind == Kind::power || (words_.are(term, 1) && term.name == "sqrt")) {
      require(term.children[0], needed);
    } else if (term.kind == Kind::factorial) {
      if (!natural(term.children[0], most_parts)) add(term.children[0], Relation::greater_equal);
    } else if (words_.are(term, 2) && term.name == "binomial") {
      add(term.children[1], Relation::greater_equal);
      add(minus(term.children[0], term.children[1]), Relation::greater_equal);
    } else if (words_.are(term, 1) && term.name == "exp") {
    } else if (term.kind != Kind::number || sgn(term.number) <= 0) {
      add(term, Relation::greater);
    }
  }

  // The product at v + 1 over that at v.
  Node quotient(const Node& term, const std::string& v) const {
    if (!mentions(term, v)) return number_node(1);
    const auto next = [&](const Node& a) {
      return with_values(a, {{v, plus(name_node(v), number_node(1))}});
    };
    switch (term.kind) {
      case Kind::multiply:
        return times(quotient(term.children[0], v), quotient(term.children[1], v));
      case Kind::divide:
        return over(quotient(term.children[0], v), quotient(term.children[1], v));
      case Kind::power: {
        const Node& base = term.children[0];
        const Node& exponent = term.children[1];
        const long grown = growth(exponent, v);
        Node steps = grown == 0 ? number_node(1) : to_power(next(base), grown);
        if (!mentions(base, v)) return steps;
        return times(std::move(steps), node_of(Kind::power, {quotient(base, v), exponent}));
      }
      case Kind::factorial:
        return of_factorial(term.children[0], v);
      case Kind::call: {
        if (words_.are(term, 1) && term.name == "exp")
          return words_.exp(minus(next(term.children[0]), term.children[0]));
        if (words_.are(term, 1) && term.name == "sqrt") return words_.sqrt(quotient(term.children[0], v));
        if (!words_.are(term, 2) || term.name != "binomial") break;
        const Node& above = term.children[0];
        const Node& below = term.children[1];
        return over(of_factorial(above, v),
                    times(of_factorial(below, v), of_factorial(minus(above, below), v)));
      }
      default:
        break;
    }
    return over(next(term), term);
  }

 private:
  Node of_factorial(const Node& a, const std::string& v) const {
    const long grown = growth(a, v);
    Node product = number_node(1);
    for (long i = 1; i <= grown; ++i) product = times(std::move(product), plus(a, number_node(i)));
    for (long i = 0; i < -grown; ++i)
      product = times(std::move(product), i == 0 ? a : minus(a, number_node(i)));
    return grown < 0 ? over(number_node(1), std::move(product)) : product;
  }

  const Words& words_;
};

// `for n in A..oo, k in B..n + c`.
struct Triangle {
  std::string n, k;
  mpq_class a, b, c;
};

std::optional<mpq_class> integer_of(const Node& term) {
  const std::optional<mpq_class> number = written_number(term);
  return number && number->get_den() == 1 ? number : std::nullopt;
}

std::optional<Triangle> triangle_of(const Node& statement) {
  if (statement.kind != Kind::quantifier || statement.wherever_defined || statement.binders.size() != 2)
    return std::nullopt;
  for (const Binder& binder : statement.binders)
    if (binder.domain.kind != DomainKind::range || binder.names.size() != 1) return std::nullopt;
  const Domain& first = statement.binders[0].domain;
  const Domain& second = statement.binders[1].domain;
  Triangle result{statement.binders[0].names[0], statement.binders[1].names[0], 0, 0, 0};
  const auto a = integer_of(first.terms[0]);
  const auto b = integer_of(second.terms[0]);
  const Node& end = second.terms[1];
  const bool is_moved = end.kind == Kind::add || end.kind == Kind::subtract;
  const Node& name = is_moved ? end.children[0] : end;
  const auto c = is_moved ? integer_of(end.children[1]) : std::optional(mpq_class(0));
  if (!a || !b || !c || first.terms[1].kind != Kind::infinity || name.kind != Kind::name ||
      name.name != result.n || result.n == result.k)
    return std::nullopt;
  result.a = *a;
  result.b = *b;
  result.c = end.kind == Kind::subtract ? mpq_class(-*c) : *c;
  return result;
}

class Comparison {
 public:
  Comparison(const Triangle& t, const Words& words, const Node& left, Relation relation, const Node& right)
      : t_(t), product_(words), relation_(relation), small_(left), great_(right) {}

  Ways ways() {
    if (!says_order(relation_)) return {};
    if (relation_ == Relation::greater || relation_ == Relation::greater_equal) {
      std::swap(small_, great_);
      relation_ = converse(relation_);
    }
    std::vector<Node> positive;
    product_.require(small_, positive);
    product_.require(great_, positive);
    Ways result;
    for (const Way way : {Way::up_in_k, Way::up_in_n, Way::down_in_k}) try {
        const bool is_in_n = way == Way::up_in_n;
        const std::string& v = is_in_n ? t_.n : t_.k;
        const Node step =
            relation_node(product_.quotient(small_, v),
                          way == Way::down_in_k ? Relation::greater_equal : Relation::less_equal,
                          product_.quotient(great_, v));
        if (count_parts(step) > most_parts) continue;
        for (const bool begins_with_n : {is_in_n, !is_in_n}) {
          std::vector<Node>& needed = result.emplace_back();
          needed.push_back(over_reals(step, is_in_n ? t_.c : mpq_class(t_.c - 1), begins_with_n));
          for (const Node& one : positive) needed.push_back(over_reals(one, t_.c, true));
          const std::vector<Node> starts = is_in_n               ? from_diagonal()
                                           : way == Way::up_in_k ? for_all_n(number_node(t_.b))
                                                                 : for_all_n(moved(t_.n, t_.c));
          needed.insert(needed.end(), starts.begin(), starts.end());
        }
      } catch (const NoRule&) {
      }
    return result;
  }

 private:
  enum class Way { up_in_k, up_in_n, down_in_k };

  static Binder over(const std::string& name, DomainKind kind, Node low, Node high) {
    Binder binder;
    binder.names = {name};
    binder.domain.kind = kind;
    binder.domain.high_open = high.kind == Kind::infinity && kind == DomainKind::interval;
    binder.domain.terms = {std::move(low), std::move(high)};
    return binder;
  }
  static Node infinity() { return node_of(Kind::infinity, {}, "oo"); }
  static Node quantified(Node body, std::vector<Binder> binders) {
    Node result = node_of(Kind::quantifier, {std::move(body)});
    result.binders = std::move(binders);
    return result;
  }
  static Node moved(const std::string& name, const mpq_class& by) {
    return by == 0 ? name_node(name) : plus(name_node(name), number_node(by));
  }

  // For all real k >= B and n >= A with k <= n + c; or of all n with that.
  Node over_reals(const Node& body, const mpq_class& c, bool begins_with_n) const {
    const mpq_class least = std::max(t_.a, mpq_class(t_.b - c));
    if (begins_with_n)
      return quantified(body, {over(t_.n, DomainKind::interval, number_node(least), infinity()),
                               over(t_.k, DomainKind::interval, number_node(t_.b), moved(t_.n, c))});
    return quantified(body, {over(t_.k, DomainKind::interval, number_node(t_.b), infinity()),
                             over(t_.n, DomainKind::interval, moved(t_.k, -c), infinity())});
  }

  Node at(const std::string& name, const Node& value) const {
    return with_values(relation_node(small_, relation_, great_), {{name, value}});
  }
  std::vector<Node> for_all_n(const Node& value_of_k) const {
    const mpq_class least = std::max(t_.a, mpq_class(t_.b - t_.c));
    return {
        quantified(at(t_.k, value_of_k), {over(t_.n, DomainKind::range, number_node(least), infinity())})};
  }
  // n = k - c, where that is at least A; n = A for less.
  std::vector<Node> from_diagonal() const {
    const mpq_class corner = t_.a + t_.c;
    std::vector<Node> result = {
        quantified(at(t_.n, moved(t_.k, -t_.c)),
                   {over(t_.k, DomainKind::range, number_node(std::max(t_.b, corner)), infinity())})};
    if (corner > t_.b)
      result.push_back(
          quantified(at(t_.n, number_node(t_.a)),
                     {over(t_.k, DomainKind::range, number_node(t_.b), number_node(corner - 1))}));
    return result;
  }

  const Triangle& t_;
  const Product product_;
  Relation relation_;
  Node small_, great_;
};

bool collect(const Node& body, const Triangle& t, const Words& words, std::vector<Ways>& all) {
  if (body.kind == Kind::conjunction)
    return std::all_of(body.children.begin(), body.children.end(),
                       [&](const Node& part) { return collect(part, t, words, all); });
  if (body.kind != Kind::relation) return false;
  for (std::size_t i = 0; i + 1 < body.children.size(); ++i) {
    all.push_back(Comparison(t, words, body.children[i], body.relations[i], body.children[i + 1]).ways());
    if (all.back().empty()) return false;
  }
  return true;
}

}  // namespace

std::vector<Ways> ways_of_quotients(const Node& statement, const Meanings& meanings) {
  const std::optional<Triangle> t = triangle_of(statement);
  if (!t || count_parts(statement) > most_parts || binds_within(statement.children[0], t->n) ||
      binds_within(statement.children[0], t->k))
    return {};
  const Words words(meanings);
  std::vector<Ways> all;
  if (!collect(statement.children[0], *t, words, all)) return {};
  return all;
}

}  // namespace dropcert::verify
