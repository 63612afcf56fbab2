#include "meaning/small_evaluator.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "meaning/small_functions.hpp"

namespace dropcert::meaning {

using namespace language;

namespace {

// ---- sets of outcomes -------------------------------------------------------------------------------------
constexpr unsigned is_true = 1;
constexpr unsigned is_false = 2;
constexpr unsigned is_undefined = 4;
constexpr unsigned anything = 7;
constexpr unsigned vacuous = 1;
constexpr unsigned substantial = 2;
constexpr unsigned either = 3;

struct Truth {
  unsigned set = anything;
  unsigned vacuity = either;  // where it is true
};

Truth plain(bool truth) {
  return {truth ? is_true : is_false, substantial};
}

// What elements say together; the greatest of them counts.
constexpr unsigned empty = 1;
constexpr unsigned skipped = 2;
constexpr unsigned passed = 4;
constexpr unsigned failed_to_mean = 8;
constexpr unsigned failed = 16;
constexpr unsigned any_element = 31;

unsigned greatest(unsigned a, unsigned b) {
  unsigned result = 0;
  for (unsigned i = 1; i < any_element; i *= 2)
    for (unsigned j = 1; j < any_element; j *= 2)
      if ((a & i) != 0 && (b & j) != 0) result |= std::max(i, j);
  return result;
}

unsigned both_vacuous(unsigned a, unsigned b) {
  return ((a & b) & vacuous) | ((a | b) & substantial);
}

// ---- trees ------------------------------------------------------------------------------------------------
// Points of a region, or of an infinite range: its ends where they belong to it, and some between.
Numbers points_of(const Domain& domain, const std::vector<std::optional<Number>>& ends) {
  const bool is_range = domain.kind == DomainKind::range;
  Numbers result;
  if (ends[0] && ends[1]) {
    if (!domain.low_open) result.push_back(*ends[0]);
    if (!domain.high_open) result.push_back(*ends[1]);
    for (const mpq_class& part : {mpq_class(1, 2), mpq_class(1, 3), mpq_class(9, 10)}) {
      // A rational number near the place, as an axis of points has to be exact.
      const Number place = *ends[0] + Number(part) * (*ends[1] - *ends[0]);
      const Number point = place.real ? Number(place.real->rational()) : place;
      if (*ends[0] < point && point < *ends[1]) result.push_back(point);
    }
    return result;
  }
  const bool is_down = ends[1].has_value();
  Number start = ends[0] ? *ends[0] : ends[1] ? *ends[1] : Number();
  const bool is_open = (ends[0] && domain.low_open) || (ends[1] && domain.high_open);
  if (!is_open) result.push_back(start);
  for (const mpq_class& step : {mpq_class(1), mpq_class(2), mpq_class(7)}) {
    result.push_back(is_down ? start - Number(step) : start + Number(step));
    if (!is_range) result.push_back(is_down ? start - Number(step / 3) : start + Number(step / 3));
    if (!ends[0] && !ends[1]) result.push_back(start - Number(step));
  }
  return result;
}

class Evaluator {
 public:
  Evaluator(const Ledger& ledger, const Claim& claim) {
    for (const Parameter& parameter : ledger.parameters) parameters_[parameter.name] = parameter.value;
    for (const Definition& definition : ledger.definitions) definitions_.push_back(&definition);
    for (const Definition& definition : claim.definitions) definitions_.push_back(&definition);
    scope_.in_sight = definitions_.size();
  }

  Truth truth(const Node& node) {
    try {
      return truth_of(node);
    } catch (const Undefined&) {
      return {is_undefined, 0};
    } catch (const Unknown&) {
      return {};
    }
  }

 private:
  struct Scope {
    std::vector<std::pair<std::string, Value>> variables;
    std::size_t in_sight = 0;               // so many definitions
    const Definition* recursive = nullptr;  // in whose equation this is,
    mpz_class first = {};                   // for this first argument
  };

  Truth truth_of(const Node& node) {
    if (++steps_ > 20'000) throw Unknown();
    const auto part = [&](std::size_t i) { return truth(node.children[i]); };
    switch (node.kind) {
      case Kind::relation:
        return plain(holds(node));
      case Kind::negation:
        return negated(part(0));
      case Kind::conjunction: {
        const Truth left = part(0);
        if ((left.set & is_true) == 0) return left;
        const Truth right = part(1);
        return {(left.set & ~is_true) | right.set, both_vacuous(left.vacuity, right.vacuity)};
      }
      case Kind::disjunction: {
        const Truth left = part(0);
        if ((left.set & is_false) == 0) return {left.set, substantial};
        return {(left.set & ~is_false) | part(1).set, substantial};
      }
      case Kind::implication: {
        const Truth premise = part(0);
        Truth result{premise.set & is_undefined, 0};
        if ((premise.set & is_false) != 0) result = {result.set | is_true, vacuous};
        if ((premise.set & is_true) == 0) return result;
        const Truth right = part(1);
        return {result.set | right.set, result.vacuity | right.vacuity};
      }
      case Kind::equivalence: {
        const Truth a = part(0);
        const Truth b = part(1);
        unsigned set = (a.set | b.set) & is_undefined;
        if ((a.set & b.set & (is_true | is_false)) != 0) set |= is_true;
        if (((a.set & is_true) != 0 && (b.set & is_false) != 0) ||
            ((a.set & is_false) != 0 && (b.set & is_true) != 0))
          set |= is_false;
        return {set, substantial};
      }
      case Kind::conditional: {
        const Truth condition = part(0);
        Truth result{condition.set & is_undefined, 0};
        for (std::size_t i : {1U, 2U})
          if ((condition.set & (i == 1 ? is_true : is_false)) != 0) {
            const Truth branch = part(i);
            result = {result.set | branch.set, result.vacuity | branch.vacuity};
          }
        return result;
      }
      case Kind::quantifier:
        return quantifier(node, false);
      case Kind::existence:
        return negated(quantifier(node, true));
      default:
        return predicate(node);
    }
  }

  static Truth negated(Truth a) {
    const unsigned set = (a.set & is_undefined) | ((a.set & is_true) != 0 ? is_false : 0) |
                         ((a.set & is_false) != 0 ? is_true : 0);
    return {set, substantial};
  }

  bool holds(const Node& chain) {
    Number left = number(chain.children[0]);
    for (std::size_t i = 0; i < chain.relations.size(); ++i) {
      Number right = number(chain.children[i + 1]);
      if (!holds(left, chain.relations[i], right)) return false;
      left = std::move(right);
    }
    return true;
  }

  static bool holds(const Number& a, Relation relation, const Number& b) {
    switch (relation) {
      case Relation::equal:
        return equal(a, b);
      case Relation::not_equal:
        return !equal(a, b);
      case Relation::less:
        return compare(a, b) < 0;
      case Relation::less_equal:
        return compare(a, b) <= 0;
      case Relation::greater:
        return compare(a, b) > 0;
      case Relation::greater_equal:
        return compare(a, b) >= 0;
    }
    return false;
  }

  Truth predicate(const Node& node) {
    if (node.kind == Kind::call && node.name == "converges" && !definition_named(node.name)) {
      const Value list = value(node.children[0]);
      const Number d = number(node.children[1]);
      return plain(
          converges(list.numbers, d, node.children.size() > 2 ? number(node.children[2]) : Number()));
    }
    if (node.kind == Kind::call && node.name == "prints" && !definition_named(node.name)) {
      const Number x = number(node.children[0]);
      return plain(prints(x, value(node.children[1]).text));
    }
    if (node.kind == Kind::call && node.name == "isprime" && !definition_named(node.name)) {
      const mpz_class n = integer_of(number(node.children[0]));
      if (n > 1'000'000) throw Unknown();
      bool has_divisor = false;
      for (mpz_class d = 2; d * d <= n; ++d) has_divisor = has_divisor || n % d == 0;
      return plain(n > 1 && !has_divisor);
    }
    if (!definition_named(node.name)) throw Unknown();
    Truth result;
    inside_definition(node, [&](const Node& body) { result = truth(body); });
    return result;
  }

  // ---- quantifiers ----
  Truth quantifier(const Node& node, bool is_negated) {
    vacuities_.push_back(vacuous);
    const unsigned set = elements(node, 0, is_negated);
    const unsigned vacuity = vacuities_.back();
    vacuities_.pop_back();
    unsigned result = 0;
    if ((set & (empty | passed)) != 0) result |= is_true;
    if ((set & (skipped | failed_to_mean)) != 0) result |= is_undefined;
    if ((set & failed) != 0) result |= is_false;
    return {result, vacuity};
  }

  unsigned elements(const Node& node, std::size_t binder, bool is_negated) {
    if (binder == node.binders.size()) return element(node, is_negated);
    unsigned result = empty;
    const std::vector<std::string>& names = node.binders[binder].names;
    bool is_whole = false;
    std::vector<std::vector<Value>> domain;
    try {
      is_whole = domain_of(node.binders[binder].domain, names.size(), domain);
    } catch (const Undefined&) {
      return failed_to_mean;
    } catch (const Unknown&) {
      vacuities_.back() = either;
      return any_element;
    }
    for (const std::vector<Value>& values : domain) {
      for (std::size_t i = 0; i < names.size(); ++i) scope_.variables.emplace_back(names[i], values[i]);
      result = greatest(result, elements(node, binder + 1, is_negated));
      scope_.variables.resize(scope_.variables.size() - names.size());
    }
    if (is_whole) return result;
    if (vacuities_.back() != substantial) vacuities_.back() = either;
    return greatest(result, any_element);
  }

  unsigned element(const Node& node, bool is_negated) {
    Truth body = truth(node.children[0]);
    if (is_negated) body = negated(body);
    if ((body.set & is_true) != 0) {
      // An element that may be left out, or fail, may leave the rest vacuous.
      const unsigned possible = body.vacuity | (body.set == is_true ? 0 : either);
      vacuities_.back() = both_vacuous(vacuities_.back(), possible);
    }
    unsigned result = 0;
    if ((body.set & is_true) != 0) result |= passed;
    if ((body.set & is_false) != 0) result |= failed;
    if ((body.set & is_undefined) != 0) result |= node.wherever_defined ? skipped : failed_to_mean;
    return result;
  }

  // Appends the elements; whether they are all.
  bool domain_of(const Domain& domain, std::size_t size, std::vector<std::vector<Value>>& result) {
    const auto append = [&](const Number& element) { result.push_back({Value{{element}, {}}}); };
    if (domain.kind == DomainKind::cases) {
      for (const Node& term : domain.terms) {
        result.emplace_back();
        for (std::size_t i = 0; i < size; ++i)
          result.back().push_back(value(size == 1 ? term : term.children[i]));
      }
      return true;
    }
    if (domain.kind == DomainKind::elements) {
      for (const Number& element : value(domain.terms[0]).numbers) append(element);
      return true;
    }
    if (domain.kind == DomainKind::power) return lists_of(domain, result);
    std::vector<std::optional<Number>> ends(2);
    for (std::size_t i = 0; i < domain.terms.size(); ++i)
      if (domain.terms[i].kind != Kind::infinity) {
        ends[i] = number(domain.terms[i]);
        require_constant(*ends[i]);
        if (domain.kind == DomainKind::range) integer_of(*ends[i]);
      }
    if (ends[0] && ends[1]) {
      const int order = compare(*ends[1], *ends[0]);
      if (domain.kind == DomainKind::range) {
        const mpz_class low = integer_of(*ends[0]);
        const mpz_class count = integer_of(*ends[1]) - low + 1;
        if (count > 10'000) throw Unknown();
        for (long i = 0; i < count; ++i) append(Number(mpq_class(low + i)));
        return true;
      }
      if (order == 0 && !domain.low_open && !domain.high_open) append(*ends[0]);
      if (order <= 0) return true;
    }
    for (const Number& point : points_of(domain, ends)) append(point);
    return false;
  }

  // Each list with each number put at its end, n times.
  bool lists_of(const Domain& power, std::vector<std::vector<Value>>& result) {
    std::vector<std::vector<Value>> base;
    const bool is_whole = domain_of(base_of(power), 1, base);
    const mpz_class n = integer_of(number(power.terms.back()));
    if (n < 0) throw Undefined();
    if (n > 8) throw Unknown();
    std::vector<Numbers> lists(1);
    for (long i = 0; i < n; ++i) {
      if (lists.size() * base.size() > 2000) throw Unknown();
      std::vector<Numbers> longer;
      for (const Numbers& list : lists)
        for (const std::vector<Value>& element : base) {
          longer.push_back(list);
          longer.back().push_back(element[0].numbers[0]);
        }
      lists = std::move(longer);
    }
    for (Numbers& list : lists) result.push_back({Value{std::move(list), {}}});
    return is_whole || n == 0;
  }

  // ---- terms ----
  Number number(const Node& node) { return value(node).numbers[0]; }

  Value value(const Node& node) {
    if (++steps_ > 20'000) throw Unknown();
    const auto part = [&](std::size_t i) { return number(node.children[i]); };
    switch (node.kind) {
      case Kind::number:
        return {{Number(node.number)}, {}};
      case Kind::text:
        return {{}, {}, node.name};
      case Kind::negate:
        return {{Number() - part(0)}, {}};
      case Kind::add:
        return {{part(0) + part(1)}, {}};
      case Kind::subtract:
        return {{part(0) - part(1)}, {}};
      case Kind::divide:
        return {{part(0) / part(1)}, {}};
      case Kind::power:
        return {{power(part(0), part(1))}, {}};
      case Kind::factorial:
        return {{factorial(part(0))}, {}};
      case Kind::multiply: {
        const Number factor = part(0);
        Value right = value(node.children[1]);
        for (Number& element : right.numbers) element = factor * element;
        return right;
      }
      case Kind::list: {
        Value list;
        for (std::size_t i = 0; i < node.children.size(); ++i) list.numbers.push_back(part(i));
        return list;
      }
      case Kind::index: {
        const Numbers list = value(node.children[0]).numbers;
        const mpz_class place = integer_of(part(1));
        if (place < 1 || place > list.size()) throw Undefined();
        return {{list[place.get_ui() - 1]}, {}};
      }
      case Kind::conditional: {
        const unsigned condition = truth(node.children[0]).set;
        if (condition == is_undefined) throw Undefined();
        if (condition != is_true && condition != is_false) throw Unknown();
        return value(node.children[condition == is_true ? 1 : 2]);
      }
      case Kind::binding:
        return {{binding(node)}, {}};
      case Kind::name:
        return name(node);
      case Kind::call:
        return call(node);
      default:
        throw Unknown();
    }
  }

  // ---- limits: of polynomials, and of constant times power ----
  mpq_class rational(const Node& node) {
    const Number found = number(node);
    require_constant(found);
    const std::optional<mpq_class> result = rational_of(found);
    if (!result) throw Unknown();
    return *result;
  }

  // The coefficients of the term in the variable, from the constant on. Throws Unknown where it is none that
  // is seen.
  Polynomial polynomial(const Node& node, const std::string& x) {
    if (node.kind == Kind::name && node.name == x) return {0, 1};
    if (!mentions(node, x)) return {rational(node)};
    const auto part = [&](std::size_t i) { return polynomial(node.children[i], x); };
    const auto product = [](const Polynomial& a, const Polynomial& b) {
      Polynomial result(a.size() + b.size() - 1);
      for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j < b.size(); ++j) result[i + j] += a[i] * b[j];
      return result;
    };
    Polynomial result = {1};
    switch (node.kind) {
      case Kind::negate:
        return product({-1}, part(0));
      case Kind::multiply: {
        const Polynomial left = part(0);
        if (std::all_of(left.begin(), left.end(), [](const mpq_class& c) { return c == 0; }) &&
            !mentions(node.children[1], x)) {
          number(node.children[1]);  // a function of p too, times 0
          return {0};
        }
        return product(left, part(1));
      }
      case Kind::add:
      case Kind::subtract: {
        result = part(0);
        const Polynomial right = part(1);
        result.resize(std::max(result.size(), right.size()));
        for (std::size_t i = 0; i < right.size(); ++i)
          result[i] += node.kind == Kind::add ? right[i] : mpq_class(-right[i]);
        return result;
      }
      case Kind::power: {
        if (mentions(node.children[1], x)) throw Unknown();
        const mpq_class n = rational(node.children[1]);
        if (n.get_den() != 1 || n < 0 || n > 9) throw Unknown();
        for (mpq_class i = 0; i < n; ++i) result = product(result, part(0));
        return result;
      }
      default:
        throw Unknown();
    }
  }

  static mpq_class at(const Polynomial& p, const mpq_class& x) {
    mpq_class value = 0;
    for (std::size_t i = p.size(); i-- > 0;) value = value * x + p[i];
    return value;
  }

  static void differentiate(Polynomial& p) {
    for (std::size_t k = 1; k < p.size(); ++k) p[k - 1] = p[k] * mpq_class(static_cast<int>(k));
    if (!p.empty()) p.pop_back();
  }

  // The polynomial that a term is next to c, for a derivative of order n there. Throws Undefined if it has
  // none.
  Polynomial next_to(const Node& term, const std::string& x, const mpq_class& c, const mpz_class& n) {
    if (term.kind != Kind::conditional) return polynomial(term, x);
    const Node& condition = term.children[0];
    if (condition.kind != Kind::relation || condition.relations.size() != 1 ||
        condition.children[0].kind != Kind::name || condition.children[0].name != x)
      throw Unknown();
    const Relation relation = condition.relations[0];
    const auto branch = [&](int where) {
      return polynomial(term.children[holds(relation, where) ? 1 : 2], x);
    };
    const Node& place = condition.children[1];
    if (place.kind == Kind::name && place.name == x)
      return branch(0);  // what has hidden the place's own name
    if (mentions(place, x)) throw Unknown();
    const int side = cmp(c, rational(place));
    if (side != 0) return branch(side);
    Polynomial here = branch(0);
    if (n == 0) return here;
    Polynomial below = branch(-1);
    Polynomial above = branch(1);
    const Polynomial result = above;
    if (at(here, c) != at(above, c)) throw Undefined();
    for (mpz_class i = 0; i <= n; ++i) {
      if (at(below, c) != at(above, c)) throw Undefined();
      differentiate(below);
      differentiate(above);
    }
    return result;
  }

  // Whether it holds between a and b, if a - b has that sign.
  static bool holds(Relation relation, int sign) {
    switch (relation) {
      case Relation::equal:
        return sign == 0;
      case Relation::not_equal:
        return sign != 0;
      case Relation::less:
        return sign < 0;
      case Relation::less_equal:
        return sign <= 0;
      case Relation::greater:
        return sign > 0;
      default:
        return sign >= 0;
    }
  }

  // The term of a binding at one element.
  Number term_at(const Node& node, const Value& element) {
    scope_.variables.emplace_back(node.binders[0].names[0], element);
    // Whatever the term throws, the name goes out of sight.
    struct Leave {
      Scope& scope;
      std::size_t size = scope.variables.size();
      ~Leave() { scope.variables.resize(size - 1); }
    } leave{scope_};
    return number(node.children[0]);
  }

  Number limit(const Node& node) {
    const Domain& domain = node.binders[0].domain;
    const std::string& x = node.binders[0].names[0];
    const Node& term = node.children[0];
    if (std::any_of(domain.terms.begin(), domain.terms.end(),
                    [](const Node& end) { return end.kind == Kind::infinity; }))
      return node.name == "sum" ? geometric(domain, x, term) : throw Unknown();
    if (node.name == "derivative") {
      const mpq_class c = rational(domain.terms[0]);
      const mpz_class n = domain.terms.size() > 1 ? integer_of(number(domain.terms[1])) : mpz_class(1);
      if (n < 0) throw Undefined();
      Polynomial p = next_to(term, x, c, n);
      for (mpz_class i = 0; i < n && !p.empty(); ++i) differentiate(p);
      return at(p, c);
    }
    if (domain.terms.size() != 2) throw Unknown();
    const mpq_class low = rational(domain.terms[0]);
    const mpq_class high = rational(domain.terms[1]);
    if (node.name == "integral" && low == high) {
      if (domain.low_open || domain.high_open) return mpq_class(0);
      require_constant(term_at(node, {{low}, {}}));
      return mpq_class(0);
    }
    const Polynomial p = polynomial(term, x);
    if (node.name == "integral") {
      Polynomial primitive = {0};
      for (std::size_t k = 0; k < p.size(); ++k)
        primitive.push_back(p[k] / mpq_class(static_cast<int>(k + 1)));
      return mpq_class(at(primitive, high) - at(primitive, low));
    }
    if (p.size() > 2) throw Unknown();
    const bool is_point = low == high && !domain.low_open && !domain.high_open;
    const auto lies_in = [&](const mpq_class& value) {
      return (domain.low_open ? low < value : low <= value) &&
             (domain.high_open ? value < high : value <= high);
    };
    const bool is_constant = p.size() < 2 || p[1] == 0;
    if (is_constant && p[0] == 0 && is_point) return low;
    if (is_constant) throw Undefined();
    const mpq_class zero = -p[0] / p[1];
    if (!lies_in(zero)) throw Undefined();
    return zero;
  }

  // c r^k from k = a on.
  Number geometric(const Domain& domain, const std::string& k, const Node& term) {
    if (domain.kind != DomainKind::range || term.kind != Kind::multiply || mentions(term.children[0], k) ||
        term.children[1].kind != Kind::power || mentions(term.children[1].children[0], k) ||
        term.children[1].children[1].kind != Kind::name || term.children[1].children[1].name != k)
      throw Unknown();
    const mpz_class first = integer_of(number(domain.terms[0]));
    const mpq_class c = rational(term.children[0]);
    const mpq_class r = rational(term.children[1].children[0]);
    if (abs(first) > 20) throw Unknown();
    if (r == 0 && first < 0) throw Undefined();
    if (c == 0) return mpq_class(0);
    if (abs(r) >= 1) throw Undefined();
    mpq_class start = c;
    for (mpz_class i = 0; i < first; ++i) start *= r;
    for (mpz_class i = first; i < 0; ++i) start /= r;
    return mpq_class(start / (1 - r));
  }

  Number binding(const Node& node) {
    const Domain& domain = node.binders[0].domain;
    const bool has_no_end = !domain.terms.empty() && domain.kind == DomainKind::range &&
                            std::any_of(domain.terms.begin(), domain.terms.end(),
                                        [](const Node& end) { return end.kind == Kind::infinity; });
    if (node.name == "integral" || node.name == "derivative" || node.name == "zero" || has_no_end)
      return limit(node);
    if (node.name != "sum" && node.name != "prod" && node.name != "mean") throw Unknown();
    const auto term = [&](const Value& element) { return term_at(node, element); };
    if (node.name == "mean")
      return mean(value(domain.terms[0]), [&](const Number& element) { return term({{element}, {}}); });
    std::vector<std::vector<Value>> elements;
    if (!domain_of(domain, 1, elements)) throw Unknown();  // without end
    Number result = mpq_class(node.name == "sum" ? 0 : 1);
    for (const std::vector<Value>& element : elements) {
      const Number next = term(element[0]);
      result = node.name == "sum" ? result + next : result * next;
    }
    return result;
  }

  Value name(const Node& node) {
    for (std::size_t i = scope_.variables.size(); i-- > 0;)
      if (scope_.variables[i].first == node.name) return scope_.variables[i].second;
    if (auto found = parameters_.find(node.name); found != parameters_.end())
      return {{Number(mpq_class(found->second))}, {}};
    if (definition_named(node.name)) return call(node);
    if (node.name != "pi" && node.name != "p") return {{function(node.name, {})}, {}};
    return {{node.name == "pi" ? pi() : variable_p()}, {}};
  }

  Value call(const Node& node) {
    if (definition_named(node.name)) {
      Value result;
      inside_definition(node, [&](const Node& body) { result = value(body); });
      return result;
    }
    if (node.name == "law") return law(node.children[0]);
    std::vector<Value> arguments;
    for (const Node& child : node.children) arguments.push_back(value(child));
    if (node.name == "dropout") return dropout(arguments[0].numbers, arguments[1].numbers[0]);
    if (node.name != "sum" && node.name != "prod") return {{function(node.name, arguments)}, {}};
    Number result = mpq_class(node.name == "sum" ? 0 : 1);
    for (const Number& element : arguments[0].numbers)
      result = node.name == "sum" ? result + element : result * element;
    return {{result}, {}};
  }

  Value law(const Node& pairs) {
    Value result;
    Numbers values;
    Numbers probabilities;
    for (const Node& pair : pairs.children) {
      values.push_back(number(pair.children[0]));
      probabilities.push_back(number(pair.children[1]));
      require_constant(values.back());
      require_constant(probabilities.back());
    }
    Number sum;
    for (const Number& probability : probabilities) {
      if (compare(probability, Number()) < 0) throw Undefined();
      sum = sum + probability;
    }
    if (!equal(sum, mpq_class(1))) throw Undefined();
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (equal(probabilities[i], Number())) continue;
      std::size_t place = 0;
      while (place < result.numbers.size() && !equal(result.numbers[place], values[i])) ++place;
      if (place == result.numbers.size()) {
        result.numbers.push_back(values[i]);
        result.probabilities.emplace_back();
      }
      result.probabilities[place] = result.probabilities[place] + probabilities[i];
    }
    return result;
  }

  // The place after the definition in sight of that name, or 0.
  std::size_t definition_named(const std::string& name) const {
    std::size_t i = scope_.in_sight;
    while (i > 0 && definitions_[i - 1]->name != name) --i;
    return i;
  }

  // Evaluates the arguments, then the body where they, and the definitions before, are all that is in sight.
  template <class Use>
  void inside_definition(const Node& node, Use use) {
    const std::size_t place = definition_named(node.name);
    const Definition& definition = *definitions_[place - 1];
    Scope inner;
    inner.in_sight = place - 1;
    const Node* body = &definition.body;
    if (definition.is_by_equations()) {
      std::vector<Value> arguments;
      for (const Node& child : node.children) arguments.push_back(value(child));
      body = &equation_for(definition, arguments, inner).body;
      ++inner.in_sight;
    }
    for (std::size_t i = 0; !definition.is_by_equations() && i < node.children.size(); ++i)
      inner.variables.emplace_back(definition.parameters[i], value(node.children[i]));
    struct Return {
      Evaluator& evaluator;
      Scope outer;
      ~Return() { evaluator.scope_ = std::move(outer); }
    } back{*this, std::exchange(scope_, std::move(inner))};
    use(*body);
  }

  // The equation that counts, with its names bound. A definition that calls itself wants an integer first,
  // not below its equations, and in its own equations below theirs.
  const Equation& equation_for(const Definition& definition, const std::vector<Value>& arguments,
                               Scope& inner) {
    if (is_recursive(definition)) {
      if (++steps_ > 20'000) throw Unknown();
      const mpz_class n = integer_of(arguments[0].numbers.at(0));
      const bool is_in_itself = scope_.recursive == &definition;
      if (n < *least_case(definition) || (is_in_itself && n >= scope_.first)) throw Undefined();
      inner.recursive = &definition;
      inner.first = n;
    }
    for (const Equation& equation : definition.equations) {
      bool fits = true;
      for (std::size_t i = 0; i < arguments.size(); ++i)
        if (equation.patterns[i].kind == Kind::number)
          fits = fits && equal(arguments[i].numbers.at(0), Number(equation.patterns[i].number));
      if (!fits) continue;
      for (std::size_t i = 0; i < arguments.size(); ++i)
        if (equation.patterns[i].kind == Kind::name)
          inner.variables.emplace_back(equation.patterns[i].name, arguments[i]);
      return equation;
    }
    throw Undefined();
  }

  std::map<std::string, mpz_class> parameters_;
  std::vector<const Definition*> definitions_;
  Scope scope_;
  std::vector<unsigned> vacuities_;  // of the quantifiers around, as far as their elements have been seen
  long steps_ = 0;
};

}  // namespace

Outcome evaluate(const Ledger& ledger, const Claim& claim, const Node& statement) {
  const Truth truth = Evaluator(ledger, claim).truth(statement);
  const bool may_hold = (truth.set & is_true) != 0;
  return {may_hold, (truth.set & is_false) != 0, (truth.set & is_undefined) != 0,
          may_hold && (truth.vacuity & vacuous) != 0, may_hold && (truth.vacuity & substantial) != 0};
}

}  // namespace dropcert::meaning
