#include "check/evaluator.hpp"

#include <algorithm>

#include "check/outcome.hpp"

namespace dropcert::check {

namespace {

constexpr unsigned long max_steps = 100'000'000;
constexpr long max_range = 5'000'000;
constexpr std::size_t max_atoms = 1 << 16;
constexpr int max_depth_of_evaluation = 6000;

bool is_symbolic(const Value& value) {
  const auto* fraction = get_if<Fraction>(value);
  return fraction && !fraction->is_real() && !fraction->is_ring_element();
}

// The size of an exact number in machine words: what an operation with it costs.
unsigned long words_of(const Value& value) {
  const auto* rational = get_if<mpq_class>(value);
  return rational ? mpz_size(rational->get_num_mpz_t()) + mpz_size(rational->get_den_mpz_t()) : 1;
}

// Whether two lists of values are the same exact numbers.
bool same(const std::vector<Value>& a, const std::vector<Value>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!is_exact_real(a[i]) || !is_exact_real(b[i])) return false;
    const Fraction x = as_fraction(a[i]);
    const Fraction y = as_fraction(b[i]);
    if (!(x.numerator == y.numerator && x.denominator == y.denominator)) return false;
  }
  return true;
}

}  // namespace

Evaluator::Evaluator(const std::vector<Parameter>& parameters,
                     const std::vector<const Definition*>& definitions, Sequences& sequences)
    : parameters_(parameters), definitions_(definitions), sequences_(sequences) {
  scope_.visible = definitions.size();
  for (std::size_t i = 0; i < definitions.size(); ++i) definition_index_[definitions[i]->name] = i;
}

void Evaluator::charge(unsigned long steps) {
  steps_ += steps;
  if (steps_ > max_steps) throw Unsupported("the statement asks for too much work");
}

// One level of nesting, and one step.
class Evaluator::Level {
 public:
  explicit Level(Evaluator& evaluator) : evaluator_(evaluator) {
    if (evaluator.depth_ >= max_depth_of_evaluation) throw Unsupported("the statement is nested too deeply");
    evaluator.charge(1);
    ++evaluator.depth_;
  }
  ~Level() { --evaluator_.depth_; }
  Level(const Level&) = delete;
  Level& operator=(const Level&) = delete;

 private:
  Evaluator& evaluator_;
};

const Definition* Evaluator::find_definition(const std::string& name, std::size_t& index) const {
  auto found = definition_index_.find(name);
  if (found == definition_index_.end() || found->second >= scope_.visible) return nullptr;
  index = found->second;
  return definitions_[index];
}

// A body sees its own parameters and the definitions before its own; nothing of where it is used.
template <class Body>
auto Evaluator::in_definition(const Definition& definition, std::size_t index, const Node& call, Body body) {
  Scope inner;
  inner.visible = index;
  for (std::size_t i = 0; i < call.children.size(); ++i)
    inner.variables.emplace_back(definition.parameters[i], value(call.children[i]));
  struct Restore {
    Scope& scope;
    Scope outer;
    ~Restore() { scope = std::move(outer); }
  } restore{scope_, std::exchange(scope_, std::move(inner))};
  return body(definition.body);
}

Value Evaluator::value(const Node& node) {
  Level level(*this);
  auto left = [&] { return value(node.children[0]); };
  auto right = [&] { return value(node.children[1]); };
  switch (node.kind) {
    case Kind::number:
      return node.number;
    case Kind::name:
      return name(node);
    case Kind::list: {
      std::vector<Value> elements;
      for (const Node& child : node.children) elements.push_back(value(child));
      return std::make_shared<const std::vector<Value>>(std::move(elements));
    }
    case Kind::call:
      return call(node);
    case Kind::binding:
      return binding(node);
    case Kind::conditional: {
      Truth condition = truth(node.children[0]);
      if (!condition) throw Imprecise("the condition of if(...) is not decided");
      return value(node.children[*condition ? 1 : 2]);
    }
    case Kind::negate:
      return negate(left());
    case Kind::add: {
      Value a = left();
      return add(a, right(), bits_);
    }
    case Kind::subtract: {
      Value a = left();
      return subtract(a, right(), bits_);
    }
    case Kind::multiply: {
      Value a = left();
      return multiply(a, right(), bits_);
    }
    case Kind::divide: {
      Value a = left();
      return divide(a, right(), bits_);
    }
    case Kind::power:
      return power_of(node);
    case Kind::factorial:
      return factorial(node);
    default:
      throw Unsupported("a statement stands where a term is expected");
  }
}

Value Evaluator::name(const Node& node) {
  for (auto entry = scope_.variables.rbegin(); entry != scope_.variables.rend(); ++entry)
    if (entry->first == node.name) return entry->second;
  for (const Parameter& parameter : parameters_)
    if (parameter.name == node.name) return mpq_class(parameter.value);
  std::size_t index = 0;
  if (const Definition* definition = find_definition(node.name, index))
    return in_definition(*definition, index, node, [this](const Node& body) { return value(body); });
  std::size_t generator = node.name == "pi" ? generator_pi : generator_p;
  if (node.name != "pi" && node.name != "p") throw Unsupported("the name '" + node.name + "' is not known");
  return quotient({generator_power(generator, 1), 1}, Polynomial(mpq_class(1)));
}

Value Evaluator::call(const Node& node) {
  std::size_t index = 0;
  if (const Definition* definition = find_definition(node.name, index))
    return in_definition(*definition, index, node, [this](const Node& body) { return value(body); });
  std::vector<Value> arguments;
  for (const Node& child : node.children) arguments.push_back(value(child));
  if (node.name == "sum" || node.name == "prod") return over(**get_if<List>(arguments[0]), node);
  return apply_function(*this, node.name, arguments);
}

Value Evaluator::factorial(const Node& node) {
  Value operand = value(node.children[0]);
  const auto* n = get_if<mpq_class>(operand);
  if (!n) throw Unsupported("the factorial of a number that is not known exactly");
  if (n->get_den() != 1 || *n < 0) throw Undefined("the factorial of a number that is no integer >= 0");
  if (!n->get_num().fits_ulong_p()) throw Unsupported("the factorial of a large number");
  return mpq_class(sequences_.factorial(n->get_num().get_ui()));
}

// Any base to an integer power, a positive one to a real power.
Value Evaluator::power_of(const Node& node) {
  Value base = value(node.children[0]);
  Value exponent = value(node.children[1]);
  if (const auto* n = get_if<mpq_class>(exponent); n && n->get_den() == 1) {
    if (!n->get_num().fits_slong_p()) throw Unsupported("an exponent beyond 64 bits");
    return power(base, n->get_num().get_si(), bits_);
  }
  if (is_symbolic(base) || is_symbolic(exponent))
    return generators_.exp(multiply(exponent, generators_.log(base), bits_));
  if (is_exact_real(base) && exact_sign(base) <= 0) {
    if (exact_sign(base) < 0) throw Undefined("a negative number to a power that is no integer");
    throw Unsupported("0 to a power that is no integer");
  }
  return exp(multiply(to_interval(exponent, bits_), log(to_interval(base, bits_), bits_), bits_), bits_);
}

Value Evaluator::binding(const Node& node) {
  if (node.name == "mean") return mean(node);
  if (node.name == "root_limsup" || node.name == "root_limsup_even") return root_limsup(*this, node);
  const Domain& domain = node.binders[0].domain;
  if (domain.kind == DomainKind::range) return over_range(node);
  return over(elements(domain), node);
}

Value Evaluator::over_range(const Node& node) {
  auto [low, high] = range(node.binders[0].domain);
  bool is_sum = node.name == "sum";
  Value result = mpq_class(is_sum ? 0 : 1);
  Bound guard(*this);
  bind(node.binders[0].names[0], mpq_class(0));
  std::size_t place = bound() - 1;
  for (long i = low; i <= high; ++i) {
    charge(words_of(result));
    variable(place) = mpq_class(i);
    Value term = value(node.children[0]);
    if (is_sum)
      accumulate(result, term, bits_);
    else
      result = multiply(result, term, bits_);
  }
  return result;
}

// Over listed values: of the term with each bound in turn, or, for sum(list), of the values themselves.
Value Evaluator::over(const std::vector<Value>& values, const Node& node) {
  bool is_sum = node.name == "sum";
  Value result = mpq_class(is_sum ? 0 : 1);
  for (const Value& element : values) {
    charge(words_of(result));
    Bound guard(*this);
    if (!node.binders.empty()) bind(node.binders[0].names[0], element);
    Value term = node.binders.empty() ? element : value(node.children[0]);
    result = is_sum ? add(result, term, bits_) : multiply(result, term, bits_);
  }
  return result;
}

Value Evaluator::mean(const Node& node) {
  Value law = value(node.binders[0].domain.terms[0]);
  Value sum = mpq_class(0);
  const std::vector<Atom> all = atoms(*get_if<Law>(law));  // a copy: the term may enumerate another law
  for (const Atom& atom : all) {
    Bound guard(*this);
    bind(node.binders[0].names[0], atom.value);
    sum = add(sum, multiply(atom.weight, value(node.children[0]), bits_), bits_);
  }
  return sum;
}

// Feature by feature: each value stays with probability delta and grows by a_j/(1 - delta) otherwise.
const std::vector<Atom>& Evaluator::atoms(const Law& law) {
  std::vector<Value> key = *law.contributions;
  key.push_back(*law.delta);
  if (law_bits_ == bits_ && same(key, law_key_)) return law_atoms_;
  law_bits_ = 0;
  const Value& delta = *law.delta;
  Value kept = subtract(mpq_class(1), delta, bits_);
  if (!is_exact_real(delta)) throw Unsupported("a dropout probability that is not known exactly");
  if (exact_sign(delta) <= 0 || exact_sign(kept) <= 0)
    throw Undefined("dropout needs a probability strictly between 0 and 1");
  std::vector<Atom> atoms{{mpq_class(0), mpq_class(1)}};
  for (const Value& contribution : *law.contributions) {
    Value step = divide(contribution, kept, bits_);
    std::map<std::pair<Polynomial, Polynomial>, Atom> merged;
    std::vector<Atom> rest;
    auto put = [&](Value value, const Value& weight) {
      charge(4);
      if (!is_exact_real(value)) {
        rest.push_back({std::move(value), weight});
        return;
      }
      Fraction place = as_fraction(value);
      auto [entry, is_new] =
          merged.try_emplace({std::move(place.numerator), std::move(place.denominator)}, Atom{value, weight});
      if (!is_new) entry->second.weight = add(entry->second.weight, weight, bits_);
    };
    for (const Atom& atom : atoms) {
      put(atom.value, multiply(atom.weight, delta, bits_));
      put(add(atom.value, step, bits_), multiply(atom.weight, kept, bits_));
    }
    atoms = std::move(rest);
    for (auto& [place, atom] : merged) atoms.push_back(std::move(atom));
    if (atoms.size() > max_atoms) throw Unsupported("a law with too many values");
  }
  auto rational = [](const Atom& atom) { return get_if<mpq_class>(atom.value) != nullptr; };
  if (std::all_of(atoms.begin(), atoms.end(), rational))
    std::sort(atoms.begin(), atoms.end(), [](const Atom& a, const Atom& b) {
      return *get_if<mpq_class>(a.value) < *get_if<mpq_class>(b.value);
    });
  law_key_ = std::move(key);
  law_bits_ = bits_;
  law_atoms_ = std::move(atoms);
  return law_atoms_;
}

Value Evaluator::derivation(const Polynomial& polynomial, unsigned long order) {
  constexpr unsigned long quick = 8;
  if (order <= quick) {
    Polynomial result = polynomial;
    for (unsigned long i = 0; i < order; ++i) result = result.derivation();
    return quotient(std::move(result), Polynomial(mpq_class(1)));
  }
  if (!(polynomial == derived_) || order < derived_order_) {
    derived_ = derivative_ = polynomial;
    derived_order_ = 0;
  }
  for (; derived_order_ < order; ++derived_order_) {
    charge(derivative_.terms().size());
    derivative_ = derivative_.derivation();
  }
  return quotient(derivative_, Polynomial(mpq_class(1)));
}

std::pair<long, long> Evaluator::range(const Domain& domain) {
  long ends[2];
  for (std::size_t i : {0U, 1U}) {
    Value end = value(domain.terms[i]);
    const auto* exact = get_if<mpq_class>(end);
    if (!exact) throw Unsupported("the end of a range is not known exactly");
    if (exact->get_den() != 1) throw Undefined("the end of a range is not an integer");
    if (!exact->get_num().fits_sint_p()) throw Unsupported("the end of a range is too large");
    ends[i] = exact->get_num().get_si();
  }
  if (ends[1] - ends[0] > max_range) throw Unsupported("a range is too long");
  return {ends[0], ends[1]};
}

std::vector<Value> Evaluator::elements(const Domain& domain) {
  Value all = value(domain.terms[0]);
  if (const auto* list = get_if<List>(all)) return **list;
  std::vector<Value> values;
  for (const Atom& atom : atoms(*get_if<Law>(all))) values.push_back(atom.value);
  return values;
}

Truth Evaluator::truth(const Node& node) {
  Level level(*this);
  switch (node.kind) {
    case Kind::relation:
      return relation(node);
    case Kind::negation: {
      Truth inner = truth(node.children[0]);
      return inner ? Truth(!*inner) : std::nullopt;
    }
    case Kind::conjunction:
      return both(node, false);
    case Kind::disjunction:
      return both(node, true);
    case Kind::implication:
      return implication(node);
    case Kind::equivalence: {
      Truth left = truth(node.children[0]);
      Truth right = truth(node.children[1]);
      return left && right ? Truth(*left == *right) : std::nullopt;
    }
    case Kind::quantifier:
      return quantifier(node, 0);
    case Kind::conditional: {
      Truth condition = truth(node.children[0]);
      if (!condition) return std::nullopt;
      return truth(node.children[*condition ? 1 : 2]);
    }
    default:
      return predicate(node);
  }
}

Truth Evaluator::predicate(const Node& node) {
  std::size_t index = 0;
  if (const Definition* definition = find_definition(node.name, index))
    return in_definition(*definition, index, node, [this](const Node& body) { return truth(body); });
  if (node.name != "converges") throw Unsupported("the statement '" + node.name + "' is not known");
  std::vector<Value> arguments;
  for (const Node& child : node.children) arguments.push_back(value(child));
  return converges(*this, arguments);
}

// A chain ends at a link that fails.
Truth Evaluator::relation(const Node& node) {
  Truth all = true;
  Value left = value(node.children[0]);
  for (std::size_t i = 0; i < node.relations.size(); ++i) {
    Value right;
    try {
      right = value(node.children[i + 1]);
    } catch (const Undefined&) {
      if (!all) return std::nullopt;  // an earlier link may fail
      throw;
    }
    if (get_if<Interval>(left) || get_if<Interval>(right)) used_intervals = true;
    Truth link = compare(left, node.relations[i], right, bits_);
    if (link == false) return false;
    if (!link) all = std::nullopt;
    left = std::move(right);
  }
  return all;
}

// `and` ends at a false operand, `or` at a true one. After an undecided operand, what the next is undefined
// at may not count.
Truth Evaluator::both(const Node& node, bool decisive) {
  Truth left = truth(node.children[0]);
  if (left == decisive) return decisive;
  try {
    Truth right = truth(node.children[1]);
    return right == decisive ? right : left ? right : std::nullopt;
  } catch (const Undefined&) {
    if (!left) return std::nullopt;
    throw;
  }
}

Truth Evaluator::implication(const Node& node) {
  Truth premise = truth(node.children[0]);
  if (premise == false) return true;
  try {
    Truth conclusion = truth(node.children[1]);
    if (conclusion == true) return true;
    return premise ? conclusion : std::nullopt;
  } catch (const Undefined&) {
    if (!premise) return std::nullopt;
    throw;
  }
}

// Inside a statement, over finite domains.
Truth Evaluator::quantifier(const Node& node, std::size_t index) {
  if (index == node.binders.size()) return truth(node.children[0]);
  const Binder& binder = node.binders[index];
  Truth all = true;
  auto check = [&] {
    Truth one;
    try {
      one = quantifier(node, index + 1);
    } catch (const Undefined&) {
      if (all) throw;
    }
    if (!one) all = std::nullopt;
    return one != false;
  };
  auto fails = [&](const std::vector<std::pair<std::string, Value>>& values) {
    Bound guard(*this);
    for (const auto& [name, chosen] : values) bind(name, chosen);
    return !check();
  };
  if (binder.domain.kind == DomainKind::range) {
    auto [low, high] = range(binder.domain);
    for (long i = low; i <= high; ++i)
      if (fails({{binder.names[0], mpq_class(i)}})) return false;
  } else if (binder.domain.kind == DomainKind::cases) {
    for (const Node& term : binder.domain.terms) {
      std::vector<std::pair<std::string, Value>> values;
      for (std::size_t i = 0; i < binder.names.size(); ++i)
        values.emplace_back(binder.names[i], value(binder.names.size() == 1 ? term : term.children[i]));
      if (fails(values)) return false;
    }
  } else if (binder.domain.kind == DomainKind::elements) {
    for (const Value& element : elements(binder.domain))
      if (fails({{binder.names[0], element}})) return false;
  } else {
    throw Unsupported("an interval inside a statement");
  }
  return all;
}

}  // namespace dropcert::check
