// Comparisons of two values of one function by its arguments, where it rises or falls, and of one value with
// 0 where its sign is known; by logarithms; and by concave differences (proofs/README.md, Functions that
// rise).
#include <algorithm>
#include <iterator>
#include <utility>

#include "check/monotone/region_comparison.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::uint64_t steps_of_all = 100'000'000;

// Of the numbers where the function is defined: above/below, times pi; none if below is 0.
struct End {
  int above = 0, below = 0;
  bool times_pi = false;
};
constexpr End none{};
constexpr End zero{0, 1}, one{1, 1}, two{2, 1}, before_least{7, 5}, after_least{3, 2};  // of gamma
constexpr End minus_pi{-1, 1, true}, minus_half_pi{-1, 2, true}, half_pi{1, 2, true}, whole_pi{1, 1, true},
    half_more{3, 2, true}, twice_pi{2, 1, true};

// A function, a direction or sign, and where it has that.
struct Stretch {
  const char* name;
  int sign;
  End low, high;
};

constexpr Stretch directions[] = {
    {"acos", -1, none, none},
    {"asin", 1, none, none},
    {"atan", 1, none, none},
    {"cos", -1, zero, whole_pi},
    {"cos", 1, minus_pi, zero},
    {"cosh", 1, zero, none},
    {"cosh", -1, none, zero},
    {"digamma", 1, zero, none},
    {"erf", 1, none, none},
    {"erfc", -1, none, none},
    {"exp", 1, none, none},
    {"gamma", 1, after_least, none},
    {"gamma", -1, zero, before_least},
    {"lgamma", 1, after_least, none},
    {"lgamma", -1, zero, before_least},
    {"li", 1, one, none},
    {"log", 1, none, none},
    {"sigmoid", 1, none, none},
    {"sin", 1, minus_half_pi, half_pi},
    {"sin", -1, half_pi, half_more},
    {"sinh", 1, none, none},
    {"softplus", 1, none, none},
    {"sqrt", 1, none, none},
    {"tan", 1, minus_half_pi, half_pi},
    {"tanh", 1, none, none},
    {"zeta", -1, one, none},
};

constexpr Stretch signs[] = {
    {"asin", 1, zero, none},
    {"asin", -1, none, zero},
    {"atan", 1, zero, none},
    {"atan", -1, none, zero},
    {"cos", 1, minus_half_pi, half_pi},
    {"cos", -1, half_pi, half_more},
    {"digamma", 1, after_least, none},
    {"digamma", -1, zero, before_least},
    {"erf", 1, zero, none},
    {"erf", -1, none, zero},
    {"lgamma", 1, two, none},
    {"lgamma", 1, zero, one},
    {"lgamma", -1, one, two},
    {"log", 1, one, none},
    {"log", -1, none, one},
    {"sin", 1, zero, whole_pi},
    {"sin", -1, minus_pi, zero},
    {"sin", -1, whole_pi, twice_pi},
    {"sinh", 1, zero, none},
    {"sinh", -1, none, zero},
    {"tan", 1, zero, half_pi},
    {"tan", -1, minus_half_pi, zero},
    {"tanh", 1, zero, none},
    {"tanh", -1, none, zero},
};

// factor * above / below
struct Product {
  mpq_class factor = 1;
  std::vector<Node> above, below;

  void multiply(const Node& term, bool is_above) {
    if (term.kind == Kind::negate) {
      factor = -factor;
      multiply(term.children[0], is_above);
    } else if (term.kind == Kind::multiply || term.kind == Kind::divide) {
      multiply(term.children[0], is_above);
      multiply(term.children[1], is_above == (term.kind == Kind::multiply));
    } else if (term.kind != Kind::number) {
      (is_above ? above : below).push_back(term);
    } else if (is_above) {
      factor *= term.number;
    } else {
      if (sgn(term.number) == 0) throw NoRule();
      factor /= term.number;
    }
  }
  bool is_multiple_of(const Product& other) const {
    return std::is_permutation(above.begin(), above.end(), other.above.begin(), other.above.end()) &&
           std::is_permutation(below.begin(), below.end(), other.below.begin(), other.below.end());
  }
  Node written() const {
    Node result = Writer::number(factor);
    for (const Node& term : above) result = Writer::multiply(result, term);
    for (const Node& term : below) result = Writer::divide(result, term);
    return result;
  }
};

// Adds the products that the term is a sum of, those of the same terms together.
void add_products(const Node& term, int sign, std::vector<Product>& sum) {
  if (term.kind == Kind::negate) return add_products(term.children[0], -sign, sum);
  if (term.kind == Kind::add || term.kind == Kind::subtract) {
    add_products(term.children[0], sign, sum);
    return add_products(term.children[1], term.kind == Kind::add ? sign : -sign, sum);
  }
  Product product;
  product.factor = sign;
  product.multiply(term, true);
  const auto same = std::find_if(sum.begin(), sum.end(),
                                 [&](const Product& other) { return other.is_multiple_of(product); });
  if (same == sum.end())
    sum.push_back(std::move(product));
  else
    same->factor += product.factor;
}

std::vector<Product> difference(const Node& great, const Node& small) {
  std::vector<Product> sum;
  add_products(great, 1, sum);
  add_products(small, -1, sum);
  sum.erase(std::remove_if(sum.begin(), sum.end(), [](const Product& a) { return sgn(a.factor) == 0; }),
            sum.end());
  return sum;
}

// What both lists have, taken out of them.
std::vector<Node> common_of(std::vector<Node>& a, std::vector<Node>& b) {
  std::vector<Node> common, rest;
  for (Node& term : a) {
    const auto found = std::find(b.begin(), b.end(), term);
    (found == b.end() ? rest : common).push_back(std::move(term));
    if (found != b.end()) b.erase(found);
  }
  a = std::move(rest);
  return common;
}

Node written(const Writer& writer, const End& end) {
  const Node number = Writer::number(mpq_class(end.above, end.below));
  return end.times_pi ? Writer::multiply(number, writer.constant("pi")) : number;
}

using Way = std::vector<Node>;

// The ways to show a comparison of a region by the arguments of a function.
std::vector<Way> ways_by_arguments(const Writer& writer, const RegionComparison& whole) {
  std::vector<Way> ways;
  const auto call_in = [&](const std::vector<Node>& terms, std::size_t i) -> const Node* {
    return i < terms.size() && writer.is_call(terms[i], 1) ? &terms[i] : nullptr;
  };
  const auto add_order = [&](Way& way, const End& low, const Node& from, const Node& to, const End& high,
                             Relation relation) {
    if (low.below != 0) way.push_back(whole.of_all(written(writer, low), relation, from));
    if (high.below != 0) way.push_back(whole.of_all(to, relation, written(writer, high)));
  };
  const auto finish = [&](Way way, const Product& common) {
    if (!common.above.empty() || !common.below.empty())
      way.push_back(whole.of_all(Writer::number(0), whole.relation(), common.written()));
    whole.add_definedness(way);
    ways.push_back(std::move(way));
  };
  std::vector<Product> sum = difference(whole.great, whole.small);
  if (sum.size() == 1)
    for (std::size_t i = 0; i < sum[0].above.size(); ++i)
      if (const Node* call = call_in(sum[0].above, i)) {
        Product common = sum[0];
        common.factor = 1;
        common.above.erase(common.above.begin() + static_cast<std::ptrdiff_t>(i));
        for (const Stretch& stretch : signs) {
          if (call->name != stretch.name || stretch.sign != sgn(sum[0].factor)) continue;
          Way way;
          const Node& argument = call->children[0];
          add_order(way, stretch.low, argument, argument, stretch.high, whole.relation());
          finish(std::move(way), common);
        }
      }
  if (sum.size() != 2 || sum[0].factor != -sum[1].factor) return ways;
  Product common;
  common.above = common_of(sum[0].above, sum[1].above);
  common.below = common_of(sum[0].below, sum[1].below);
  const bool is_alone =
      sum[0].above.size() == 1 && sum[1].above.size() == 1 && sum[0].below.empty() && sum[1].below.empty();
  const std::size_t positive = sgn(sum[0].factor) > 0 ? 0 : 1;
  const Node* great = call_in(sum[positive].above, 0);
  const Node* small = call_in(sum[1 - positive].above, 0);
  if (!is_alone || !great || !small || great->name != small->name) return ways;
  for (const Stretch& stretch : directions) {
    if (great->name != stretch.name) continue;
    const Node& to = (stretch.sign > 0 ? great : small)->children[0];
    const Node& from = (stretch.sign > 0 ? small : great)->children[0];
    Node low = Writer::number(0);
    Node high = Writer::number(0);
    for (Product& product : difference(to, from)) {
      Node& side = sgn(product.factor) > 0 ? high : low;
      product.factor = abs(product.factor);
      side = Writer::add(side, product.written());
    }
    Way way = {whole.of_all(low, whole.relation(), high)};
    add_order(way, stretch.low, from, to, stretch.high, Relation::less_equal);
    finish(std::move(way), common);
  }
  return ways;
}

// The logarithm of a product of positive factors, which it adds to those that are to be so.
class Logarithm {
 public:
  explicit Logarithm(const Writer& writer) : writer_(writer) {}

  std::vector<Node> positive;

  Node of(const Node& term) {
    const bool is_power = term.kind == Kind::power;
    if (term.kind == Kind::multiply) return Writer::add(of(term.children[0]), of(term.children[1]));
    if (term.kind == Kind::divide) return Writer::subtract(of(term.children[0]), of(term.children[1]));
    if (is_power) return Writer::multiply(term.children[1], of(term.children[0]));
    if (term.kind == Kind::number && term.number == 1) return Writer::number(0);
    if (!writer_.is_call(term, 1)) return plain(term);
    const Node& argument = term.children[0];
    if (term.name == "exp") return argument;
    if (term.name == "sqrt") return Writer::divide(of(argument), Writer::number(2));
    if (term.name != "gamma") return plain(term);
    positive.push_back(argument);
    return writer_.call("lgamma", argument);
  }

 private:
  Node plain(const Node& term) {
    positive.push_back(term);
    return writer_.call("log", term);
  }

  const Writer& writer_;
};

}  // namespace

std::optional<Truth> Evaluator::by_arguments(const Region& region) {
  return by_other_statements(region, 3, steps_of_all, [&](const RegionComparison& whole, const auto& hold) {
    const std::vector<Way> ways = ways_by_arguments(Writer(*this), whole);
    return std::any_of(ways.begin(), ways.end(), hold);
  });
}

std::optional<Truth> Evaluator::by_logarithms(const Region& region) {
  return by_other_statements(region, 2, steps_of_all, [&](const RegionComparison& whole, const auto& hold) {
    const Writer writer(*this);
    const auto is_gamma = [&](const Node& part) { return writer.is_call(part, 1) && part.name == "gamma"; };
    if (!any_part(whole.small, is_gamma) && !any_part(whole.great, is_gamma)) return false;
    Logarithm logarithm(writer);
    const Node small = logarithm.of(whole.small);
    const Node great = logarithm.of(whole.great);
    Way way;
    for (const Node& term : logarithm.positive)
      way.push_back(whole.of_all(Writer::number(0), Relation::less, term));
    way.push_back(whole.of_all(small, whole.relation(), great));
    return hold(way);
  });
}

// great - small is concave between the ends of a variable if its slope does not rise from any place to
// another beyond, which is seen by arguments alone; then it is nowhere less than at both ends, and greater
// inside if the slope falls.
std::optional<Truth> Evaluator::by_concavity(const Region& region) {
  return by_other_statements(region, 2, steps_of_all, [&](const RegionComparison& whole, const auto& hold) {
    const Writer writer(*this);
    const auto is_concave_by = [&](std::size_t axis) {
      const Domain& domain = whole.statement.binders[axis].domain;
      const std::string& here = whole.name_of(axis);
      if (domain.kind != DomainKind::interval || has_infinite_end(domain) ||
          is_in_domains(whole.statement, here))
        return false;
      const auto slope = [&](const Node& term) {
        return slope_of(writer, term, here).value_or(Writer::number(0));
      };
      const Node slow = slope(whole.small);
      const Node fast = slope(whole.great);
      const std::string beyond = here + "'beyond";  // no ledger has such a name
      Node closed = whole.statement;
      Domain& all_of_it = closed.binders[axis].domain;
      all_of_it.low_open = all_of_it.high_open = false;
      Node pairs = closed;
      pairs.binders.push_back(closed.binders[axis]);
      pairs.binders.back().names = {beyond};
      pairs.binders.back().domain.terms[0] = name_node(here);
      const auto is_shown = [&](bool differs_at_ends, bool differs_inside) {
        pairs.binders.back().domain.low_open = differs_inside;
        const auto there = [&](const Node& term) { return with_values(term, {{here, name_node(beyond)}}); };
        const RegionComparison falling{pairs, whole.first, Writer::add(there(fast), slow),
                                       Writer::add(fast, there(slow)), differs_inside};
        const std::vector<Way> ways = ways_by_arguments(writer, falling);
        if (ways.empty()) return false;
        Way ends;
        for (const Node& end : domain.terms)
          ends.push_back(whole.at(axis, end, whole.small,
                                  differs_at_ends ? Relation::less : Relation::less_equal, whole.great));
        RegionComparison{closed, whole.first, whole.small, whole.great, false}.add_definedness(ends);
        return hold(ends) && std::any_of(ways.begin(), ways.end(), hold);
      };
      return (whole.is_strict && domain.low_open && domain.high_open && is_shown(false, true)) ||
             is_shown(whole.is_strict, false);
    };
    for (std::size_t axis = whole.end(); axis-- > whole.first;) try {
        if (is_concave_by(axis)) return true;
      } catch (const NoRule&) {
      }
    return false;
  });
}

}  // namespace dropcert::check
