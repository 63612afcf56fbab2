#include "check/evaluator.hpp"

#include <algorithm>
#include <climits>
#include <map>

#include "check/outcome.hpp"

namespace dropcert::check {

namespace {

constexpr unsigned long max_steps = 200'000'000;
constexpr long max_range = 5'000'000;
constexpr std::size_t max_atoms = 1 << 16;
constexpr int max_depth = 6000;

// Whether all items hold. They are looked at in order, up to the first that does not; what is undefined
// behind one that is not decided may not count.
template <class Item>
Truth all_of(long count, Item item) {
  Truth all = true;
  for (long i = 0; i < count; ++i) {
    Truth one;
    try {
      one = item(i);
    } catch (const Undefined&) {
      if (all) throw;
      throw Imprecise("a term is undefined behind a part that is not decided");
    }
    if (one == false) return false;
    if (!one) all = std::nullopt;
  }
  return all;
}

Cases places_of(const Value& list) {
  return {0, static_cast<long>(get_if<List>(list)->size()) - 1, list};
}

Truth opposite(Truth truth) {
  return truth ? Truth(!*truth) : std::nullopt;
}

}  // namespace

Evaluator::Evaluator(const Ledger& ledger, const Claim& claim, Sequences& sequences)
    : parameters_(ledger.parameters), sequences_(sequences) {
  for (const std::vector<Definition>* list : {&ledger.definitions, &claim.definitions})
    for (const Definition& definition : *list) definitions_.push_back(&definition);
  scope_.visible = definitions_.size();
}

void Evaluator::charge(unsigned long steps) {
  steps_ += steps;
  if (steps_ > max_steps) throw Unsupported("the statement asks for too much work");
}

void Evaluator::descend() {
  if (++scope_.depth > max_depth) throw Unsupported("the statement is nested too deeply");
  charge(1);
}

// The body of the definition of that name, if there is one, with its parameters bound. It sees these and the
// definitions before its own, and nothing of where it is used.
const Node* Evaluator::enter(const Node& call) {
  std::size_t found = scope_.visible;
  while (found > 0 && definitions_[found - 1]->name != call.name) --found;
  if (found == 0) return nullptr;
  const Definition& definition = *definitions_[found - 1];
  std::vector<Value> arguments = values(call.children);
  scope_.first = variables_.size();
  scope_.visible = found - 1;
  for (std::size_t i = 0; i < arguments.size(); ++i) bind(definition.parameters[i], std::move(arguments[i]));
  return &definition.body;
}

// ---- terms

Value Evaluator::value(const Node& node) {
  Bound guard(*this);
  descend();
  switch (node.kind) {
    case Kind::number:
      return node.number;
    case Kind::name:
    case Kind::call:
      return named(node);
    case Kind::list: {
      List elements;
      for (const Node& child : node.children) elements.push_back({value(child), {}});
      return elements;
    }
    case Kind::binding:
      if (node.name == "root_limsup" || node.name == "root_limsup_even") return root_limsup(*this, node);
      return fold(node, &node.binders[0], cases(node.binders[0].domain));
    case Kind::conditional: {
      Truth condition = truth(node.children[0]);
      if (!condition) throw Imprecise("the condition of if(...) is not decided");
      return value(node.children[*condition ? 1 : 2]);
    }
    case Kind::negate:
      return -value(node.children[0]);
    case Kind::factorial:
      return mpq_class(sequences_.factorial(natural(value(node.children[0]))));
    default:
      return settled(binary(node));
  }
}

std::vector<Value> Evaluator::values(const std::vector<Node>& nodes) {
  std::vector<Value> result;
  for (const Node& node : nodes) result.push_back(value(node));
  return result;
}

// A variable, parameter, definition, constant or function.
Value Evaluator::named(const Node& node) {
  if (node.kind == Kind::name) {
    for (std::size_t i = variables_.size(); i-- > scope_.first;)
      if (variables_[i].first == node.name) return variables_[i].second;
    for (const Parameter& parameter : parameters_)
      if (parameter.name == node.name) return mpq_class(parameter.value);
  }
  if (const Node* body = enter(node)) return value(*body);
  if (node.name == "pi" || node.name == "p")
    return generator_value(node.name == "pi" ? generator_pi : generator_p, 1);
  const std::vector<Value> arguments = values(node.children);
  if (node.name != "sum" && node.name != "prod") return apply_function(*this, node.name, arguments);
  return fold(node, nullptr, places_of(arguments[0]));
}

Value Evaluator::binary(const Node& node) {
  Value a = value(node.children[0]);
  Value b = value(node.children[1]);
  charge(size_of(a) * size_of(b) / 64);
  switch (node.kind) {
    case Kind::add:
      return std::move(a) + std::move(b);
    case Kind::subtract:
      return a - b;
    case Kind::multiply:
      return std::move(a) * std::move(b);
    case Kind::divide:
      return a / b;
    case Kind::power:
      return power_of(a, b);
    default:
      throw Unsupported("a statement stands where a term is expected");
  }
}

// Any base to an integer power, a positive one to a real power.
Value Evaluator::power_of(const Value& base, const Value& exponent) {
  if (const auto* n = get_if<mpq_class>(exponent); n && n->get_den() == 1) {
    if (abs(n->get_num()) > LONG_MAX) throw Unsupported("an exponent beyond 64 bits");
    return power(base, n->get_num().get_si());
  }
  if (is_function(base) || is_function(exponent)) return generators_.exp(exponent * generators_.log(base));
  if (is_exact_real(base) && exact_sign(base) < 0)
    throw Undefined("a negative number to a power that is no integer");
  if (is_exact_real(base) && exact_sign(base) == 0) throw Unsupported("0 to a power that is no integer");
  const Interval logarithm = increasing(mpfr_log, to_interval(base, bits_), bits_);
  return increasing(mpfr_exp, to_interval(exponent, bits_) * logarithm, bits_);
}

// A number as it is, but one that would grow in sums, a fraction over a sum of powers of pi, as an interval.
Value Evaluator::settled(Value value) const {
  const auto* fraction = get_if<Fraction>(value);
  bool grows = fraction && !fraction->denominator.is_monomial() && is_exact_real(value);
  return grows ? Value(to_interval(value, bits_)) : value;
}

// The sum, product or mean of a term over cases, or, without a binder, of the elements of a list.
Value Evaluator::fold(const Node& node, const Binder* binder, const Cases& cases) {
  bool is_product = node.name == "prod";
  Value result = mpq_class(is_product ? 1 : 0);
  for (long place = cases.first; place <= cases.last; ++place) {
    charge(get_if<mpq_class>(result) ? size_of(result) : 1);
    Bound guard(*this);
    if (binder) choose(*binder, cases, place);
    Value term = binder ? value(node.children[0]) : cases.element(place).value;
    if (node.name == "mean") term = cases.element(place).weight * std::move(term);
    result = is_product ? std::move(result) * std::move(term) : std::move(result) + std::move(term);
  }
  return result;
}

// ---- finite domains

Cases Evaluator::cases(const Domain& domain) {
  if (domain.kind == DomainKind::cases) return {0, static_cast<long>(domain.terms.size()) - 1, {}};
  const std::vector<Value> ends = values(domain.terms);
  if (domain.kind == DomainKind::elements) return places_of(ends[0]);
  if (domain.kind != DomainKind::range) throw Unsupported("an interval inside a statement");
  auto integer = [](const Value& end) {
    const auto* exact = get_if<mpq_class>(end);
    if (!exact) throw Unsupported("the end of a range is not known exactly");
    if (exact->get_den() != 1) throw Undefined("the end of a range is not an integer");
    if (!exact->get_num().fits_sint_p()) throw Unsupported("the end of a range is too large");
    return exact->get_num().get_si();
  };
  Cases result{integer(ends[0]), integer(ends[1]), {}};
  if (result.last - result.first > max_range) throw Unsupported("a range is too long");
  return result;
}

void Evaluator::choose(const Binder& binder, const Cases& cases, long place) {
  if (binder.domain.kind == DomainKind::range) return bind(binder.names[0], mpq_class(place));
  if (binder.domain.kind == DomainKind::elements) return bind(binder.names[0], cases.element(place).value);
  const Node& term = binder.domain.terms[static_cast<std::size_t>(place)];
  std::vector<Value> chosen = binder.names.size() == 1 ? std::vector{value(term)} : values(term.children);
  for (std::size_t i = 0; i < chosen.size(); ++i) bind(binder.names[i], std::move(chosen[i]));
}

// Feature by feature: each value stays with probability delta and grows by a_j/(1 - delta) otherwise.
Value Evaluator::dropout(const Value& contributions, const Value& delta) {
  if (!is_exact_real(delta)) throw Unsupported("a dropout probability that is not known exactly");
  const Value kept = mpq_class(1) - delta;
  if (exact_sign(delta) <= 0 || exact_sign(kept) <= 0)
    throw Undefined("dropout needs a probability strictly between 0 and 1");
  std::vector<Fraction> key{as_fraction(delta)};
  for (const Element& contribution : *get_if<List>(contributions))
    if (is_exact_real(contribution.value)) key.push_back(as_fraction(contribution.value));
  bool is_exact_model = key.size() == get_if<List>(contributions)->size() + 1;
  if (is_exact_model && key == last_model_) return last_law_;
  List atoms{{mpq_class(0), mpq_class(1)}};
  for (const Element& contribution : *get_if<List>(contributions)) {
    const Value step = settled(contribution.value / kept);
    std::map<Fraction, std::size_t> places;
    List next;
    auto put = [&](const Value& value, const Value& weight) {
      charge(4);
      if (is_exact_real(value)) {
        auto [known, is_new] = places.try_emplace(as_fraction(value), next.size());
        if (!is_new) next[known->second].weight = next[known->second].weight + weight;
        if (!is_new) return;
      }
      next.push_back({value, weight});
    };
    for (const Element& atom : atoms) {
      put(atom.value, atom.weight * delta);
      put(atom.value + step, atom.weight * kept);
    }
    if (next.size() > max_atoms) throw Unsupported("a law has too many values");
    atoms = std::move(next);
  }
  if (std::all_of(atoms.begin(), atoms.end(), [](const Element& a) { return get_if<mpq_class>(a.value); }))
    std::sort(atoms.begin(), atoms.end(), [](const Element& a, const Element& b) {
      return *get_if<mpq_class>(a.value) < *get_if<mpq_class>(b.value);
    });
  if (!is_exact_model) return atoms;
  last_model_ = std::move(key);
  return last_law_ = Value(std::move(atoms));
}

// ---- statements

Truth Evaluator::truth(const Node& node) {
  Bound guard(*this);
  descend();
  auto part = [&](long i) { return truth(node.children[static_cast<std::size_t>(i)]); };
  switch (node.kind) {
    case Kind::relation:
      return relation(node);
    case Kind::negation:
      return opposite(part(0));
    case Kind::conjunction:
      return all_of(2, part);
    case Kind::disjunction:
      return opposite(all_of(2, [&](long i) { return opposite(part(i)); }));
    case Kind::implication:  // not (the premise and not the conclusion)
      return opposite(all_of(2, [&](long i) { return i == 0 ? part(0) : opposite(part(1)); }));
    case Kind::equivalence: {
      Truth left = part(0);
      Truth right = part(1);
      return left && right ? Truth(*left == *right) : std::nullopt;
    }
    case Kind::quantifier:
      return quantifier(node, 0);
    case Kind::conditional: {
      Truth condition = part(0);
      return condition ? part(*condition ? 1 : 2) : std::nullopt;
    }
    default:
      break;
  }
  if (const Node* body = enter(node)) return truth(*body);
  if (node.name != "converges") throw Unsupported("the statement '" + node.name + "' is not known");
  return converges(*this, values(node.children));
}

// A chain of links.
Truth Evaluator::relation(const Node& node) {
  Value left = value(node.children[0]);
  return all_of(static_cast<long>(node.relations.size()), [&](long i) {
    auto link = static_cast<std::size_t>(i);
    Value right = value(node.children[link + 1]);
    if (only_equalities && node.relations[link] != Relation::equal)
      throw Imprecise("an identity is made of equalities");
    if (!is_exact(left) || !is_exact(right)) used.intervals = true;
    Truth holds = compare(left, node.relations[link], right);
    left = std::move(right);
    return holds;
  });
}

Truth Evaluator::quantifier(const Node& node, std::size_t bound) {
  if (bound == node.binders.size()) return truth(node.children[0]);
  const Binder& binder = node.binders[bound];
  const Cases all = cases(binder.domain);
  return all_of(all.last - all.first + 1, [&](long i) {
    Bound guard(*this);
    choose(binder, all, all.first + i);
    return quantifier(node, bound + 1);
  });
}

}  // namespace dropcert::check
