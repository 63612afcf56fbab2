// Comparisons of products of powers, factorials and binomial coefficients for all n from a number on and all
// k from a number up to n: by the quotients of neighbours. S <= G with positive S and G is kept from one to
// the next where S grows by no greater factor than G. The conditions are statements, decided as any other.
#include <algorithm>
#include <optional>

#include "check/recursion/steps.hpp"
#include "check/region.hpp"
#include "check/written/written.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::uint64_t steps_of_all = 400'000'000;
constexpr std::size_t most_parts = 300;  // of a statement
constexpr int most_growth = 8;

Node shifted(const Node& a, const mpq_class& by) {
  return by == 0 ? a : Writer::add(a, Writer::number(by));
}

bool is_one(const Node& a) {
  return a.kind == Kind::number && a.number == 1;
}

// What a term is a product of: each to a power.
struct Factor {
  enum class Kind { plain, factorial, exponential } kind;
  Node of;
  Node exponent;
};

class Factors {
 public:
  Factors(const Writer& writer, const Node& term) : writer_(writer) { add(term, number_node(1)); }

  // What makes all factors positive.
  void require(std::vector<Node>& needed) const {
    for (const Factor& factor : all_) {
      const bool is_known = factor.of.kind == Kind::number && factor.of.number > 0;
      if (is_known || factor.kind == Factor::Kind::exponential) continue;
      const bool is_plain = factor.kind == Factor::Kind::plain;
      needed.push_back(
          relation_node(factor.of, is_plain ? Relation::greater : Relation::greater_equal, number_node(0)));
    }
  }

  // The product at v + 1 over that at v.
  Node quotient(const std::string& v) const {
    Node result = number_node(1);
    for (const Factor& factor : all_) result = Writer::multiply(result, quotient(factor, v));
    return result;
  }

 private:
  void add(const Node& term, const Node& exponent) {
    if (term.kind == Kind::multiply || term.kind == Kind::divide) {
      add(term.children[0], exponent);
      add(term.children[1], term.kind == Kind::divide ? Writer::negate(exponent) : exponent);
    } else if (term.kind == Kind::power) {
      add(term.children[0], Writer::multiply(exponent, term.children[1]));
    } else if (is_call(term, "sqrt", 1)) {
      add(term.children[0], Writer::multiply(number_node(mpq_class(1, 2)), exponent));
    } else if (is_call(term, "binomial", 2)) {
      const Node opposite = Writer::negate(exponent);
      all_.push_back({Factor::Kind::factorial, term.children[0], exponent});
      all_.push_back({Factor::Kind::factorial, term.children[1], opposite});
      all_.push_back(
          {Factor::Kind::factorial, Writer::subtract(term.children[0], term.children[1]), opposite});
    } else if (term.kind == Kind::factorial) {
      all_.push_back({Factor::Kind::factorial, term.children[0], exponent});
    } else if (is_call(term, "exp", 1)) {
      all_.push_back({Factor::Kind::exponential, term.children[0], exponent});
    } else {
      all_.push_back({Factor::Kind::plain, term, exponent});
    }
  }

  bool is_call(const Node& term, const char* name, std::size_t arguments) const {
    return writer_.is_call(term, arguments) && term.name == name;
  }

  static Node next(const Node& term, const std::string& v) {
    return with_values(term, {{v, shifted(name_node(v), 1)}});
  }

  static mpq_class growth(const Node& term, const std::string& v) {
    const std::optional<mpq_class> grown = check::growth(term, v);
    if (!grown) throw NoRule();
    return *grown;
  }

  Node quotient(const Factor& factor, const std::string& v) const {
    if (!mentions(factor.of, v) && !mentions(factor.exponent, v)) return number_node(1);
    if (factor.kind == Factor::Kind::exponential) {
      const Node now = Writer::multiply(factor.of, factor.exponent);
      return node_of(Kind::call, {Writer::subtract(next(now, v), now)}, "exp");
    }
    const mpq_class more = growth(factor.exponent, v);
    const bool is_plain = factor.kind == Factor::Kind::plain;
    if (!is_plain && more != 0) throw NoRule();
    Node result = more == 0 ? number_node(1) : raised(next(factor.of, v), number_node(more));
    if (!mentions(factor.of, v)) return result;
    const Node grown = is_plain ? Writer::divide(next(factor.of, v), factor.of) : rising(factor.of, v);
    return Writer::multiply(result, raised(grown, factor.exponent));
  }

  static Node raised(const Node& a, const Node& exponent) {
    return is_one(a) || is_one(exponent) ? a : node_of(Kind::power, {a, exponent});
  }

  // a!, where a grows by an integer.
  static Node rising(const Node& a, const std::string& v) {
    const mpq_class more = growth(a, v);
    if (more.get_den() != 1 || abs(more) > most_growth) throw NoRule();
    Node product = number_node(1);
    for (int i = 1; i <= more; ++i) product = Writer::multiply(product, shifted(a, i));
    for (int i = 0; i < -more; ++i) product = Writer::multiply(product, shifted(a, -i));
    return more < 0 ? Writer::divide(number_node(1), product) : product;
  }

  const Writer& writer_;
  std::vector<Factor> all_;
};

// n in A..oo, k in B..n + c.
struct Wedge {
  std::string n, k;
  mpq_class a, b, c;

  // n >= the least for which there are k.
  mpq_class first_n() const { return std::max(a, mpq_class(b - c)); }
  Node over_reals(const Node& body, bool begins_with_n) const {
    const Node infinity = node_of(Kind::infinity, {}, "oo");
    const Binder whole_k = binder(k, DomainKind::interval, number_node(b), infinity);
    return begins_with_n
               ? over(body, {binder(n, DomainKind::interval, number_node(first_n()), infinity),
                             binder(k, DomainKind::interval, number_node(b), shifted(name_node(n), c))})
               : over(body, {whole_k, binder(n, DomainKind::interval, shifted(name_node(k), -c), infinity)});
  }
  static Node from(const std::string& name, const mpq_class& first, const Node& body) {
    return over(body,
                {binder(name, DomainKind::range, number_node(first), node_of(Kind::infinity, {}, "oo"))});
  }
  static Node up_to(const std::string& name, const mpq_class& first, const mpq_class& last,
                    const Node& body) {
    return over(body, {binder(name, DomainKind::range, number_node(first), number_node(last))});
  }

 private:
  static Binder binder(const std::string& name, DomainKind kind, const Node& low, const Node& high) {
    Binder result;
    result.names = {name};
    result.domain.kind = kind;
    result.domain.terms = {low, high};
    result.domain.high_open = kind == DomainKind::interval && high.kind == Kind::infinity;
    return result;
  }
  static Node over(const Node& body, std::vector<Binder> binders) {
    Node result = node_of(Kind::quantifier, {body});
    result.binders = std::move(binders);
    return result;
  }
};

// The ways to show small <= great (or <): all statements of one are to hold.
std::vector<std::vector<Node>> ways_of(const Writer& writer, const Wedge& t, const Node& small,
                                       Relation relation, const Node& great) {
  const Factors below(writer, small);
  const Factors above(writer, great);
  const auto at = [&](const std::string& name, const Node& value) {
    return with_values(relation_node(small, relation, great), {{name, value}});
  };
  std::vector<Node> positive;
  below.require(positive);
  above.require(positive);
  std::vector<std::vector<Node>> ways;
  const Node first_k = number_node(t.b);
  const Node last_k = shifted(name_node(t.n), t.c);
  for (const Node* start : {&first_k, &last_k, static_cast<const Node*>(nullptr)}) try {
      const bool is_in_k = start != nullptr;
      const std::string& v = is_in_k ? t.k : t.n;
      const bool falls = start == &last_k;  // from k + 1 to k
      const Node step = relation_node(
          below.quotient(v), falls ? Relation::greater_equal : Relation::less_equal, above.quotient(v));
      Wedge inside = t;
      if (is_in_k) inside.c -= 1;  // so that k + 1 <= n + c
      for (const bool begins_with_n : {!is_in_k, is_in_k}) {
        std::vector<Node>& way = ways.emplace_back();
        way.push_back(inside.over_reals(step, begins_with_n));
        for (const Node& one : positive) way.push_back(t.over_reals(one, true));
        if (is_in_k) {
          way.push_back(Wedge::from(t.n, t.first_n(), at(t.k, *start)));
          continue;
        }
        const mpq_class corner = t.a + t.c;  // n = A for k up to here
        way.push_back(Wedge::from(t.k, std::max(t.b, corner), at(t.n, shifted(name_node(t.k), -t.c))));
        if (t.b < corner) way.push_back(Wedge::up_to(t.k, t.b, corner - 1, at(t.n, number_node(t.a))));
      }
    } catch (const NoRule&) {
    }
  return ways;
}

std::optional<mpq_class> integer_of(const Node& term) {
  const std::optional<mpq_class> number = written_number(term);
  return number && number->get_den() == 1 ? number : std::nullopt;
}

std::optional<Wedge> wedge_of(const Node& node) {
  const Domain& outer = node.binders[0].domain;
  const Domain& inner = node.binders[1].domain;
  if (outer.kind != DomainKind::range || inner.kind != DomainKind::range ||
      outer.terms[1].kind != Kind::infinity || inner.terms[1].kind == Kind::infinity)
    return std::nullopt;
  const Node& end = inner.terms[1];
  const bool is_moved = end.kind == Kind::add || end.kind == Kind::subtract;
  const std::optional<mpq_class> first_n = integer_of(outer.terms[0]);
  const std::optional<mpq_class> first_k = integer_of(inner.terms[0]);
  const std::optional<mpq_class> moved = is_moved ? integer_of(end.children[1]) : mpq_class(0);
  const Node& name = is_moved ? end.children[0] : end;
  const std::string& n = node.binders[0].names[0];
  const std::string& k = node.binders[1].names[0];
  if (!first_n || !first_k || !moved || name.kind != Kind::name || name.name != n || n == k ||
      binds_within(node.children[0], n) || binds_within(node.children[0], k))
    return std::nullopt;
  return Wedge{n, k, *first_n, *first_k, end.kind == Kind::subtract ? mpq_class(-*moved) : *moved};
}

}  // namespace

std::optional<Truth> Evaluator::by_quotients(const Region& region) {
  const Node& node = region.node;
  if (forms_ || chart_ || pieces_ > 0 || !region.is_outermost || node.kind != Kind::quantifier ||
      node.wherever_defined || region.first != 0 || node.binders.size() != 2 || region.last != 1 ||
      node.binders[0].names.size() != 1 || node.binders[1].names.size() != 1 ||
      count_parts(node) > most_parts)
    return std::nullopt;
  const std::optional<Wedge> wedge = wedge_of(node);
  const Node& body = node.children[0];
  if (!wedge || body.kind != Kind::relation) return std::nullopt;
  const auto holds = [&](const Node& statement) { return truth(statement).holds(); };
  const auto all_hold = [&](const std::vector<Node>& way) {
    return std::all_of(way.begin(), way.end(), holds);
  };
  return attempted(steps_of_all, [&]() -> std::optional<Truth> {
    for (std::size_t i = 0; i < body.relations.size(); ++i) {
      const Relation relation = body.relations[i];
      if (!says_order(relation)) return std::nullopt;
      const bool rises = says_less(relation);
      const auto ways = ways_of(Writer(*this), *wedge, body.children[rises ? i : i + 1],
                                rises ? relation : converse(relation), body.children[rises ? i + 1 : i]);
      if (std::none_of(ways.begin(), ways.end(), all_hold)) return std::nullopt;
    }
    return Truth{true_bit, substantial_bit};
  });
}

}  // namespace dropcert::check
