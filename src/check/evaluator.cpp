#include "check/evaluator.hpp"

#include <algorithm>

#include "check/outcome.hpp"

namespace dropcert::check {

namespace {

constexpr unsigned long max_steps = 200'000'000;
constexpr long max_range = 5'000'000;
constexpr std::size_t max_atoms = 1 << 16;
constexpr std::size_t max_kept_laws = 16;
constexpr int max_depth_of_evaluation = 6000;

bool is_function(const Value& value) {
  return is_exact(value) && !is_exact_real(value);
}

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

Cases places_of(const Elements& elements) {
  return {0, static_cast<long>(elements->size()) - 1, elements};
}

Truth opposite(Truth truth) {
  return truth ? Truth(!*truth) : std::nullopt;
}

}  // namespace

Evaluator::Evaluator(const std::vector<Parameter>& parameters,
                     const std::vector<const Definition*>& definitions, Sequences& sequences)
    : parameters_(parameters), definitions_(definitions), sequences_(sequences) {
  scope_.visible = definitions.size();
  for (std::size_t i = 0; i < definitions.size(); ++i) definition_index_[definitions[i]->name] = i;
}

// One level of nesting, and one step.
struct Evaluator::Level {
  explicit Level(Evaluator& evaluator) : depth(evaluator.depth_) {
    if (depth >= max_depth_of_evaluation) throw Unsupported("the statement is nested too deeply");
    evaluator.charge(1);
    ++depth;
  }
  ~Level() { --depth; }
  int& depth;
};

void Evaluator::charge(unsigned long steps) {
  steps_ += steps;
  if (steps_ > max_steps) throw Unsupported("the statement asks for too much work");
}

// Evaluates the body of the definition of that name, if there is one. It sees its own parameters and the
// definitions before its own, and nothing of where it is used.
template <class Body>
bool Evaluator::in_definition(const Node& call, Body body) {
  auto found = definition_index_.find(call.name);
  if (found == definition_index_.end() || found->second >= scope_.visible) return false;
  const Definition& definition = *definitions_[found->second];
  Scope inner;
  inner.visible = found->second;
  for (std::size_t i = 0; i < call.children.size(); ++i)
    inner.variables.emplace_back(definition.parameters[i], value(call.children[i]));
  struct Restore {
    Scope& scope;
    Scope outer;
    ~Restore() { scope = std::move(outer); }
  } restore{scope_, std::exchange(scope_, std::move(inner))};
  body(definition.body);
  return true;
}

// ---- terms
// -------------------------------------------------------------------------------------------------

Value Evaluator::value(const Node& node) {
  Level level(*this);
  switch (node.kind) {
    case Kind::number:
      return node.number;
    case Kind::name:
    case Kind::call:
      return named(node);
    case Kind::list: {
      std::vector<Element> elements;
      for (const Node& child : node.children) elements.push_back({value(child), {}});
      return std::make_shared<const std::vector<Element>>(std::move(elements));
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
      return negate(value(node.children[0]));
    case Kind::factorial:
      return mpq_class(sequences_.factorial(natural(value(node.children[0]))));
    default:
      return binary(node);
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
    for (auto entry = scope_.variables.rbegin(); entry != scope_.variables.rend(); ++entry)
      if (entry->first == node.name) return entry->second;
    for (const Parameter& parameter : parameters_)
      if (parameter.name == node.name) return mpq_class(parameter.value);
  }
  Value result;
  if (in_definition(node, [&](const Node& body) { result = value(body); })) return result;
  if (node.name == "pi" || node.name == "p")
    return generator_value(node.name == "pi" ? generator_pi : generator_p, 1);
  const std::vector<Value> arguments = values(node.children);
  if (node.name != "sum" && node.name != "prod") return apply_function(*this, node.name, arguments);
  return fold(node, nullptr, places_of(arguments[0].elements()));
}

Value Evaluator::binary(const Node& node) {
  Value a = value(node.children[0]);
  Value b = value(node.children[1]);
  charge(size_of(a) * size_of(b) / 64);
  switch (node.kind) {
    case Kind::add:
      return add(std::move(a), std::move(b), bits_);
    case Kind::subtract:
      return subtract(a, b, bits_);
    case Kind::multiply:
      return multiply(std::move(a), std::move(b), bits_);
    case Kind::divide:
      return divide(a, b, bits_);
    case Kind::power:
      return power_of(a, b);
    default:
      throw Unsupported("a statement stands where a term is expected");
  }
}

// Any base to an integer power, a positive one to a real power.
Value Evaluator::power_of(const Value& base, const Value& exponent) {
  if (const auto* n = get_if<mpq_class>(exponent); n && n->get_den() == 1) {
    if (!n->get_num().fits_slong_p()) throw Unsupported("an exponent beyond 64 bits");
    return power(base, n->get_num().get_si(), bits_);
  }
  if (is_function(base) || is_function(exponent))
    return generators_.exp(multiply(exponent, generators_.log(base), bits_));
  if (is_exact_real(base) && exact_sign(base) < 0)
    throw Undefined("a negative number to a power that is no integer");
  if (is_exact_real(base) && exact_sign(base) == 0) throw Unsupported("0 to a power that is no integer");
  return exp(multiply(to_interval(exponent, bits_), log(to_interval(base, bits_), bits_), bits_), bits_);
}

// The sum, product or mean of a term over cases, or, without a binder, of the elements of a list.
Value Evaluator::fold(const Node& node, const Binder* binder, const Cases& cases) {
  bool is_product = node.name == "prod";
  Value result = mpq_class(is_product ? 1 : 0);
  for (long place = cases.first; place <= cases.last; ++place) {
    charge(get_if<mpq_class>(result) ? size_of(result) : 1);
    Bound guard(*this);
    if (binder) choose(*binder, cases, place);
    auto index = static_cast<std::size_t>(place);
    Value term = binder ? value(node.children[0]) : (*cases.elements)[index].value;
    if (node.name == "mean") term = multiply((*cases.elements)[index].weight, std::move(term), bits_);
    result = is_product ? multiply(std::move(result), std::move(term), bits_)
                        : add(std::move(result), std::move(term), bits_);
  }
  return result;
}

// ---- finite domains
// ----------------------------------------------------------------------------------------

Cases Evaluator::cases(const Domain& domain) {
  if (domain.kind == DomainKind::cases) return {0, static_cast<long>(domain.terms.size()) - 1, nullptr};
  const std::vector<Value> ends = values(domain.terms);
  if (domain.kind == DomainKind::range) {
    for (const Value& end : ends) {
      const auto* exact = get_if<mpq_class>(end);
      if (!exact) throw Unsupported("the end of a range is not known exactly");
      if (exact->get_den() != 1) throw Undefined("the end of a range is not an integer");
      if (!exact->get_num().fits_sint_p()) throw Unsupported("the end of a range is too large");
    }
    Cases result{get_if<mpq_class>(ends[0])->get_num().get_si(),
                 get_if<mpq_class>(ends[1])->get_num().get_si(), nullptr};
    if (result.last - result.first > max_range) throw Unsupported("a range is too long");
    return result;
  }
  if (domain.kind != DomainKind::elements) throw Unsupported("an interval inside a statement");
  return places_of(ends[0].elements());
}

void Evaluator::choose(const Binder& binder, const Cases& cases, long place) {
  auto index = static_cast<std::size_t>(place);
  if (binder.domain.kind == DomainKind::range) {
    bind(binder.names[0], mpq_class(place));
  } else if (binder.domain.kind == DomainKind::elements) {
    bind(binder.names[0], (*cases.elements)[index].value);
  } else {
    const Node& term = binder.domain.terms[index];
    const Node* components = binder.names.size() == 1 ? &term : term.children.data();
    std::vector<Value> chosen;
    for (std::size_t i = 0; i < binder.names.size(); ++i) chosen.push_back(value(components[i]));
    for (std::size_t i = 0; i < chosen.size(); ++i) bind(binder.names[i], std::move(chosen[i]));
  }
}

// Feature by feature: each value stays with probability delta and grows by a_j/(1 - delta) otherwise.
Elements Evaluator::dropout(const Value& contributions, const Value& delta) {
  if (!is_exact_real(delta)) throw Unsupported("a dropout probability that is not known exactly");
  const Value kept = subtract(mpq_class(1), delta, bits_);
  if (exact_sign(delta) <= 0 || exact_sign(kept) <= 0)
    throw Undefined("dropout needs a probability strictly between 0 and 1");
  const std::vector<Element>& list = *contributions.elements();
  std::vector<Fraction> key{as_fraction(delta)};
  for (const Element& contribution : list)
    if (is_exact_real(contribution.value)) key.push_back(as_fraction(contribution.value));
  bool exact = key.size() == list.size() + 1;
  if (auto known = laws_.find(key); exact && known != laws_.end()) return known->second;
  std::vector<Element> atoms{{mpq_class(0), mpq_class(1)}};
  for (const Element& contribution : list) {
    const Value step = divide(contribution.value, kept, bits_);
    std::map<Fraction, Element> merged;
    std::vector<Element> next;
    auto put = [&](const Value& value, const Value& weight) {
      charge(4);
      if (!is_exact_real(value)) {
        next.push_back({value, weight});
        return;
      }
      auto [entry, is_new] = merged.try_emplace(as_fraction(value), Element{value, weight});
      if (!is_new) entry->second.weight = add(entry->second.weight, weight, bits_);
    };
    for (const Element& atom : atoms) {
      put(atom.value, multiply(atom.weight, delta, bits_));
      put(add(atom.value, step, bits_), multiply(atom.weight, kept, bits_));
    }
    for (auto& [value, atom] : merged) next.push_back(std::move(atom));
    if (next.size() > max_atoms) throw Unsupported("a law has too many values");
    atoms = std::move(next);
  }
  if (std::all_of(atoms.begin(), atoms.end(), [](const Element& a) { return get_if<mpq_class>(a.value); }))
    std::sort(atoms.begin(), atoms.end(), [](const Element& a, const Element& b) {
      return *get_if<mpq_class>(a.value) < *get_if<mpq_class>(b.value);
    });
  auto result = std::make_shared<const std::vector<Element>>(std::move(atoms));
  if (laws_.size() >= max_kept_laws) laws_.clear();
  if (exact) laws_.emplace(std::move(key), result);
  return result;
}

// ---- statements
// --------------------------------------------------------------------------------------------

Truth Evaluator::truth(const Node& node) {
  Level level(*this);
  auto part = [&](std::size_t i) { return truth(node.children[i]); };
  switch (node.kind) {
    case Kind::relation:
      return relation(node);
    case Kind::negation:
      return opposite(part(0));
    case Kind::conjunction:
      return all_of(2, [&](long i) { return part(i == 0 ? 0 : 1); });
    case Kind::disjunction:
      return opposite(all_of(2, [&](long i) { return opposite(part(i == 0 ? 0 : 1)); }));
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
  Truth result;
  if (in_definition(node, [&](const Node& body) { result = truth(body); })) return result;
  if (node.name != "converges") throw Unsupported("the statement '" + node.name + "' is not known");
  return converges(*this, values(node.children));
}

// A chain of links.
Truth Evaluator::relation(const Node& node) {
  Value left = value(node.children[0]);
  return all_of(static_cast<long>(node.relations.size()), [&](long i) {
    auto link = static_cast<std::size_t>(i);
    Value right = value(node.children[link + 1]);
    if (!is_exact(left) || !is_exact(right)) used_intervals = true;
    Truth holds = compare(left, node.relations[link], right, bits_);
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
