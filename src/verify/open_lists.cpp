#include "verify/open_lists.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "exact/factorial.hpp"
#include "verify/builtins.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace language;

namespace {

constexpr std::size_t most_depth = 4;
constexpr std::size_t most_unknowns = 12;
constexpr long most_order = 12;  // of moments

const RationalFunction one{Rational(1)};

// Restores what an assumption changes.
template <class Kept>
class Restored {
 public:
  explicit Restored(Kept& place) : place_(place), outer_(place) {}
  ~Restored() { place_ = std::move(outer_); }
  Restored(const Restored&) = delete;
  Restored& operator=(const Restored&) = delete;

 private:
  Kept& place_;
  Kept outer_;
};

struct Deeper {
  std::size_t& depth;
  ~Deeper() { --depth; }
};

bool is_open(const Value& value) {
  return get_if<OpenList>(value) || get_if<OpenLaw>(value);
}

}  // namespace

// ---- variables

void OpenLists::begin(const Value& length) {
  length_ = length;
  lists_.clear();
  unknowns_.clear();
  depth_ = 0;
  means_ = 0;
  made_ = 0;
  generation_ = 0;
}

Value OpenLists::add(const Elements& elements, bool has_zero) {
  lists_.push_back({elements, has_zero, std::nullopt});
  return OpenList{static_cast<int>(lists_.size()) - 1};
}

Value OpenLists::variable(const std::string& name, const Elements& elements, bool has_zero) {
  using Range = SymbolTable::Range;
  const bool is_positive =
      elements.low && (elements.low->sign() > 0 || (elements.low->is_zero() && !has_zero));
  const Range range = is_positive                                 ? Range::positive
                      : elements.low && elements.low->sign() >= 0 ? Range::nonnegative
                                                                  : Range::real;
  return machine_.symbols().variable(name, range, {elements.low, elements.high, false});
}

Value OpenLists::element_at(int list, std::size_t depth) {
  const List& entry = lists_[static_cast<std::size_t>(list)];
  return variable(fmt::format("e{}.{}.{}", list, depth, generation_), entry.elements, entry.has_zero);
}

// The mean lies between the same ends; it is 0 only if all elements are.
Value OpenLists::mean_of(int list) {
  const List& entry = lists_[static_cast<std::size_t>(list)];
  return entry.mean ? *entry.mean
                    : variable(fmt::format("m{}.{}", list, generation_), entry.elements, entry.has_zero);
}

Value OpenLists::place(std::size_t depth) {
  return machine_.symbols().variable(fmt::format("i.{}", depth), SymbolTable::Range::positive);
}

std::set<int> OpenLists::inner_variables(std::size_t depth) const {
  const SymbolTable& symbols = machine_.symbols();
  std::set<int> result;
  for (int generation = 0; generation <= generation_; ++generation)
    for (std::size_t list = 0; list < lists_.size(); ++list)
      if (const int g = symbols.index_of_variable(fmt::format("e{}.{}.{}", list, depth, generation)); g >= 0)
        result.insert(g);
  return result;
}

Value OpenLists::unknown(char kind, const RationalFunction& key, std::optional<int> sign) {
  using Range = SymbolTable::Range;
  for (const Unknown& known : unknowns_)
    if (known.kind == kind && known.key == key) return known.value;
  if (unknowns_.size() == most_unknowns) throw Unsupported("too many sums over the elements of lists");
  const Range range = !sign ? Range::real : *sign > 0 ? Range::positive : Range::nonnegative;
  const Value value = machine_.symbols().variable(fmt::format("{}{}", kind, made_++), range);
  unknowns_.push_back({kind, key, value});
  return value;
}

// 1: positive; 0: nowhere negative.
std::optional<int> OpenLists::weak_sign(const RationalFunction& form) {
  SymbolTable& symbols = machine_.symbols();
  if (symbols.is_positive({form})) return 1;
  return symbols.is_nowhere_negative({form}) ? std::optional(0) : std::nullopt;
}

Value OpenLists::element(const OpenList& list, const Value& number) {
  for (std::size_t depth = 0; depth < depth_ && is_symbolic(number); ++depth)
    if (get_if<Symbolic>(number)->function == get_if<Symbolic>(place(depth))->function)
      return element_at(list.number, depth);
  throw Unsupported("an element of a list of open length");
}

std::optional<Value> OpenLists::any_element(const BinderCode& binder) {
  std::optional<Value> result;
  machine_.domain([&] {
    const Value domain = machine_.value(binder.terms[0]);
    if (const auto* list = get_if<OpenList>(domain)) {
      const List& entry = lists_[static_cast<std::size_t>(list->number)];
      result = variable(fmt::format("q{}", made_++), entry.elements, entry.has_zero);
    }
  });
  return result;
}

// ---- sums and products over elements

// The form as a sum of products: what varies with the variables, and what does not.
OpenLists::Parts OpenLists::split(const RationalFunction& form, const std::set<int>& variables) const {
  const SymbolTable& symbols = machine_.symbols();
  RationalFunction outside = one;  // of the denominator
  RationalFunction inside = one;
  auto [content, factors] = form.denominator().factors();
  outside = RationalFunction(content);
  for (const auto& [factor, exponent] : factors) {
    RationalFunction& part = symbols.depends_on(factor, variables) ? inside : outside;
    part = part * pow(factor, exponent);
  }
  std::vector<bool> varies(RationalFunction::max_generators, false);
  for (const int g : form.generators())
    varies[static_cast<std::size_t>(g)] = symbols.depends_on(RationalFunction::generator(g), variables);
  Parts parts;
  for (const RationalFunction::Term& term : form.numerator_terms()) {
    RationalFunction key = one / inside;
    RationalFunction coefficient = RationalFunction(term.coefficient) / outside;
    for (std::size_t g = 0; g < term.exponents.size(); ++g)
      if (term.exponents[g] != 0) {
        RationalFunction& part = varies[g] ? key : coefficient;
        part = part *
               pow(RationalFunction::generator(static_cast<int>(g)), static_cast<long>(term.exponents[g]));
      }
    machine_.charge(1 + key.size());
    const auto known =
        std::find_if(parts.begin(), parts.end(), [&](const auto& part) { return part.first == key; });
    if (known == parts.end())
      parts.emplace_back(key, coefficient);
    else
      known->second = known->second + coefficient;
  }
  return parts;
}

// Of what is a function of one list's elements alone.
std::optional<int> OpenLists::list_of(const RationalFunction& form) const {
  std::optional<int> result;
  for (std::size_t list = 0; list < lists_.size(); ++list) {
    const int g = machine_.symbols().index_of_variable(fmt::format("e{}.0.{}", list, generation_));
    if (g < 0 || !machine_.symbols().depends_on(form, {g})) continue;
    if (result) return std::nullopt;
    result = static_cast<int>(list);
  }
  return result;
}

// The sum is linear: what does not vary comes out, and each of the others is an unknown of its own.
Value OpenLists::sum_of(const Value& value) {
  SymbolTable& symbols = machine_.symbols();
  const Arithmetic arithmetic = machine_.arithmetic();
  const Symbolic form = symbols.convert(value);
  if (symbols.is_complex(form)) throw Unsupported("a sum of circular functions over the elements of a list");
  Value sum = Rational(0);
  for (const auto& [key, coefficient] : split(form.function, inner_variables(0))) {
    Value part;
    const std::optional<int> list = list_of(key);
    if (key.constant())
      part = arithmetic.multiply(length_, *key.constant());
    else if (list && get_if<Symbolic>(element_at(*list, 0))->function == key)
      part = arithmetic.multiply(length_, mean_of(*list));
    else
      part = unknown('s', key, weak_sign(key));
    sum = arithmetic.add(sum, arithmetic.multiply(Symbolic{coefficient}, part));
  }
  return sum;
}

// The exponential of a sum of logarithms; 0, if one factor is.
Value OpenLists::product_of(const Value& value, const std::function<Value(const Value&)>* at_zero) {
  SymbolTable& symbols = machine_.symbols();
  if (is_exact_real(value) && exact_sign(value) == 0) return Rational(0);
  const Symbolic form = symbols.convert(value);
  if (symbols.is_complex(form)) throw Unsupported("a product of circular functions over a list");
  if (symbols.is_positive(form)) return symbols.exp(symbols.convert(sum_of(symbols.log(form))));
  if (at_zero && is_zero((*at_zero)(Rational(0)))) return Rational(0);
  const std::optional<int> sign = weak_sign(form.function);
  return unknown('p', form.function, sign);
}

// Of a term that is given with the elements of so many variables, those of the sums around it being less.
Value OpenLists::over_elements(const std::function<Value(std::size_t)>& term, bool is_sum,
                               std::optional<int> list, const std::function<Value(const Value&)>& at_zero) {
  if (depth_ == most_depth) throw Unsupported("sums over lists of open length within one another");
  Deeper deeper{++depth_};
  const std::size_t depth = depth_ - 1;
  const SymbolTable& symbols = machine_.symbols();
  Value value = term(depth);
  auto require_apart = [&](std::size_t outer) {
    const RationalFunction form = machine_.symbols().convert(value).function;
    std::set<int> variables = outer == depth ? std::set<int>() : inner_variables(outer);
    variables.insert(symbols.index_of_variable(fmt::format("i.{}", outer)));
    if (symbols.depends_on(form, variables))
      throw Unsupported("a sum over elements whose terms depend on more than these");
  };
  for (std::size_t outer = 0; outer <= depth; ++outer) require_apart(outer);
  if (depth > 0) value = term(0);  // as a function of the same variable, wherever it stands
  const bool has_zero = list && lists_[static_cast<std::size_t>(*list)].has_zero;
  return is_sum ? sum_of(value) : product_of(value, has_zero ? &at_zero : nullptr);
}

std::optional<Value> OpenLists::fold(const Code& code, bool is_sum) {
  const BinderCode& binder = code.binders[0];
  std::optional<int> list;
  if (binder.kind() == DomainKind::elements) {
    const Value domain = machine_.value(binder.terms[0]);
    const auto* open = get_if<OpenList>(domain);
    if (!open) return std::nullopt;
    list = open->number;
  } else if (binder.kind() == DomainKind::range) {
    const Value low = machine_.value(binder.terms[0]);
    const Value high = machine_.value(binder.terms[1]);
    if (!is_symbolic(high)) return std::nullopt;
    const Value beyond = machine_.arithmetic().subtract(high, length_);
    if (!get_if<Rational>(low) || *get_if<Rational>(low) != Rational(1) ||
        !machine_.symbols().convert(beyond).function.is_zero())
      throw Unsupported("a range that is not that of all elements of a list");
  } else {
    return std::nullopt;
  }
  auto at = [&](Value value) {
    machine_.slot(binder.slots[0]) = std::move(value);
    return machine_.value(code.arguments[0]);
  };
  return over_elements([&](std::size_t depth) { return at(list ? element_at(*list, depth) : place(depth)); },
                       is_sum, list, at);
}

// ---- functions of lists and laws

std::optional<Value> OpenLists::call(const Code& code, const std::vector<Value>& arguments) {
  const std::string_view name = code.builtin ? code.builtin->name : std::string_view(code.source->name);
  if (name == "root" && is_symbolic(arguments[1]) &&
      machine_.symbols().convert(machine_.arithmetic().subtract(arguments[1], length_)).function.is_zero())
    return root(arguments[0]);
  if (std::none_of(arguments.begin(), arguments.end(), is_open)) return std::nullopt;
  const auto* list = get_if<OpenList>(arguments[0]);
  if (!list) throw Unsupported("a function of a list of open length");
  if (name == "length") return length_;
  if (!code.builtin)
    return over_elements([&](std::size_t depth) { return element_at(list->number, depth); }, name == "sum",
                         list->number, [](const Value& end) { return end; });
  if (name != "dropout" && name != "moment" && name != "regulariser")
    throw Unsupported(fmt::format("'{}' of a list of open length", name));
  const Arithmetic arithmetic = machine_.arithmetic();
  const Outcomes inside = conjunction(arithmetic.compare(arguments[1], Relation::greater, Rational(0)),
                                      arithmetic.compare(arguments[1], Relation::less, Rational(1)));
  if (inside.is_refuted()) throw Undefined("dropout needs a probability strictly between 0 and 1");
  if (!inside.holds()) machine_.doubt();
  const OpenLaw law{list->number, std::make_shared<const Value>(arguments[1])};
  if (name == "dropout") return law;
  if (name == "moment") return central(law, static_cast<long>(index(machine_, arguments[2], "the order")));
  const std::string x = fmt::format("x{}", means_);
  const Value variable = machine_.symbols().variable(x);
  const Symbolic softplus = machine_.symbols().convert(softplus_value(machine_, {variable}));
  const int g = machine_.symbols().index_of_variable(x);
  const Value sum = arithmetic.multiply(length_, mean_of(list->number));
  return arithmetic.subtract(mean_of_part(softplus.function, g, law), softplus_value(machine_, {sum}));
}

// The n-th root, n being the length.
Value OpenLists::root(const Value& radicand) {
  SymbolTable& symbols = machine_.symbols();
  if (is_zero(radicand)) return Rational(0);
  const Symbolic form = symbols.convert(radicand);
  if (symbols.is_positive(form))
    return symbols.exp(symbols.convert(machine_.arithmetic().divide(symbols.log(form), length_)));
  const std::optional<int> sign = weak_sign(form.function);
  if (!sign) throw Unsupported("a root whose order is the length of a list");
  return unknown('r', form.function, sign);
}

// The sum of the k-th powers of the elements.
Value OpenLists::power_sum(int list, long k) {
  return sum_of(machine_.arithmetic().power(element_at(list, 0), Rational(k)));
}

// Those of the law, from the first on: of a sum of independent a xi they are the sums of a^k times those of
// xi, whose moments are (1 - d)^(1 - k).
std::vector<Value> OpenLists::cumulants(const OpenLaw& law, long order) {
  const Arithmetic arithmetic = machine_.arithmetic();
  const Value kept = arithmetic.subtract(Rational(1), *law.delta);
  std::vector<Value> raw;
  for (long k = 1; k <= order; ++k) raw.push_back(arithmetic.power(kept, Rational(1 - k)));
  std::vector<Value> result;
  for (long k = 1; k <= order; ++k) {
    Value own = raw[static_cast<std::size_t>(k - 1)];
    for (long i = 1; i < k; ++i) {
      const Rational times(
          exact::binomial(static_cast<unsigned long>(k - 1), static_cast<unsigned long>(i - 1)));
      own = arithmetic.subtract(
          own, arithmetic.multiply(arithmetic.multiply(times, result[static_cast<std::size_t>(i - 1)]),
                                   raw[static_cast<std::size_t>(k - i - 1)]));
    }
    result.push_back(own);
  }
  for (long k = 1; k <= order; ++k) {
    Value& own = result[static_cast<std::size_t>(k - 1)];
    own = arithmetic.multiply(own, power_sum(law.list, k));
  }
  return result;
}

// The moments of a law with these cumulants, from the 0-th on.
std::vector<Value> OpenLists::moments(const std::vector<Value>& cumulants, long order) {
  const Arithmetic arithmetic = machine_.arithmetic();
  std::vector<Value> result = {Rational(1)};
  for (long k = 1; k <= order; ++k) {
    Value sum = Rational(0);
    for (long i = 1; i <= k; ++i) {
      const Rational times(
          exact::binomial(static_cast<unsigned long>(k - 1), static_cast<unsigned long>(i - 1)));
      sum = arithmetic.add(
          sum, arithmetic.multiply(arithmetic.multiply(times, cumulants[static_cast<std::size_t>(i - 1)]),
                                   result[static_cast<std::size_t>(k - i)]));
    }
    result.push_back(sum);
  }
  return result;
}

Value OpenLists::central(const OpenLaw& law, long order) {
  if (order > most_order) throw Unsupported("a moment of high order of a list of open length");
  if (order == 0) return Rational(1);
  std::vector<Value> own = cumulants(law, order);
  own[0] = Rational(0);
  return moments(own, order).back();
}

Value OpenLists::mean(const Code& code, const OpenLaw& law) {
  SymbolTable& symbols = machine_.symbols();
  const Arithmetic arithmetic = machine_.arithmetic();
  struct Inner {
    int& means;
    ~Inner() { --means; }
  } inner{++means_};
  const std::string name = fmt::format("x{}", means_);
  machine_.slot(code.binders[0].slots[0]) = symbols.variable(name);
  const Symbolic form = symbols.convert(machine_.value(code.arguments[0]));
  if (symbols.is_complex(form)) throw Unsupported("the mean of a circular function");
  std::set<int> outer;
  for (std::size_t depth = 0; depth < depth_; ++depth) outer.merge(inner_variables(depth));
  for (int i = 0; i < means_; ++i) outer.insert(symbols.index_of_variable(fmt::format("x{}", i)));
  if (symbols.depends_on(form.function, outer)) throw Unsupported("a mean within a sum or mean");
  const int x = symbols.index_of_variable(name);
  Value sum = Rational(0);
  for (const auto& [part, coefficient] : split(form.function, {x}))
    sum = arithmetic.add(sum, arithmetic.multiply(Symbolic{coefficient}, mean_of_part(part, x, law)));
  return sum;
}

// E x^k by moments, E exp(c x) as a product over the elements. Otherwise what it is at the mean of x, and an
// unknown whose sign is that of the second derivative (Jensen's inequality).
Value OpenLists::mean_of_part(const RationalFunction& part, int x, const OpenLaw& law) {
  SymbolTable& symbols = machine_.symbols();
  const Arithmetic arithmetic = machine_.arithmetic();
  if (part.constant()) return *part.constant();
  const std::vector<int> generators = part.generators();
  const long degree = part.degree(x);
  if (generators.size() == 1 && generators[0] == x && part.denominator().constant()) {
    if (degree > most_order) throw Unsupported("a moment of high order of a list of open length");
    return moments(cumulants(law, degree), degree).back();
  }
  if (const std::optional<std::vector<long>> exponents = part.monomial_exponents()) {
    RationalFunction exponent;
    bool is_exponential = true;
    for (const int g : generators) {
      const std::optional<Symbolic> inside = symbols.exponent(g);
      is_exponential = is_exponential && inside;
      if (inside)
        exponent = exponent +
                   RationalFunction(Rational((*exponents)[static_cast<std::size_t>(g)])) * inside->function;
    }
    const RationalFunction slope = exponent.derivative(x);
    if (is_exponential && !symbols.depends_on(slope, {x}) &&
        slope * RationalFunction::generator(x) == exponent) {
      const Value kept = arithmetic.subtract(Rational(1), *law.delta);
      const Value step =
          arithmetic.divide(arithmetic.multiply(Symbolic{slope}, element_at(law.list, 0)), kept);
      const Value factor =
          arithmetic.add(*law.delta, arithmetic.multiply(kept, symbols.exp(symbols.convert(step))));
      return product_of(factor, nullptr);
    }
  }
  const Symbolic form{part};
  for (const int g : generators)
    if (g != x && !symbols.exponent(g) && !symbols.is_logarithm(g))
      throw Unsupported("the mean of an absolute value");
  const Symbolic curvature = symbols.derivative_of(symbols.derivative_of(form, x), x);
  const Value there =
      symbols.substituted(form, x, symbols.convert(arithmetic.multiply(length_, mean_of(law.list))));
  if (weak_sign(curvature.function)) return arithmetic.add(there, unknown('j', part, 0));
  const Symbolic turned{RationalFunction(Rational(-1)) * curvature.function};
  if (weak_sign(turned.function)) return arithmetic.subtract(there, unknown('j', part, 0));
  return unknown('x', part, weak_sign(part));
}

// ---- comparisons

bool OpenLists::is_seen(const Value& left, Relation relation, const Value& right) {
  if (!says_order(relation)) return false;
  const bool is_less = says_less(relation);
  const bool is_strict = says_strictly(relation);
  SymbolTable& symbols = machine_.symbols();
  struct Open {
    SymbolTable& symbols;
    bool was = symbols.take_open();
    ~Open() { symbols.set_open(was); }
  } open{symbols};
  try {
    const Arithmetic arithmetic = machine_.arithmetic();
    const Value difference = is_less ? arithmetic.subtract(right, left) : arithmetic.subtract(left, right);
    return is_seen_nonnegative(symbols.convert(difference).function, is_strict);
  } catch (const Unsupported&) {
  } catch (const Undefined&) {
  } catch (const std::length_error&) {
  } catch (const std::domain_error&) {
  }
  return false;
}

// By what is linear in sums over elements; or by the logarithms of two summands with different signs.
bool OpenLists::is_seen_nonnegative(const RationalFunction& form, bool strictly) {
  SymbolTable& symbols = machine_.symbols();
  if (symbols.is_complex({form})) return false;
  const RationalFunction below = form.denominator();
  const std::optional<int> side =
      below.constant() ? std::optional(below.constant()->sign()) : symbols.definite_sign({below});
  if (!side || *side == 0) return false;
  std::set<int> sums;
  for (const Unknown& known : unknowns_)
    if (known.kind == 's') sums.insert(get_if<Symbolic>(known.value)->function.generators()[0]);
  const RationalFunction above = RationalFunction(Rational(*side)) * form.numerator();
  // c log a + r with c > 0 has the sign of a - exp(-r/c), with c < 0 that of exp(-r/c) - a.
  for (const int g : above.generators()) {
    const RationalFunction logarithm = RationalFunction::generator(g);
    if (!symbols.is_logarithm(g) || !symbols.depends_on(logarithm, sums)) continue;
    const RationalFunction coefficient = above.derivative(g);
    const RationalFunction rest = above - coefficient * logarithm;
    const std::optional<int> sign = symbols.definite_sign({coefficient});
    if (!sign || *sign == 0 || symbols.depends_on(coefficient, {g}) || symbols.depends_on(rest, sums))
      return false;
    const RationalFunction inside = symbols.exp({logarithm}).function;
    const RationalFunction other =
        symbols.exp({RationalFunction(Rational(-1)) * rest / coefficient}).function;
    return is_seen_nonnegative(RationalFunction(Rational(*sign)) * (inside - other), strictly);
  }
  std::map<std::vector<unsigned long>, RationalFunction> groups;
  for (const RationalFunction::Term& term : above.numerator_terms()) {
    std::vector<unsigned long> exponents(term.exponents.size(), 0);
    RationalFunction rest(term.coefficient);
    for (std::size_t g = 0; g < term.exponents.size(); ++g) {
      if (term.exponents[g] == 0) continue;
      const auto generator = static_cast<int>(g);
      if (symbols.exponent(generator) && symbols.depends_on(RationalFunction::generator(generator), sums))
        exponents[g] = term.exponents[g];
      else
        rest = rest * pow(RationalFunction::generator(generator), static_cast<long>(term.exponents[g]));
    }
    const auto [group, is_new] = groups.try_emplace(std::move(exponents), rest);
    if (!is_new) group->second = group->second + rest;
  }
  if (groups.size() == 1) return is_seen_linear(groups.begin()->second, strictly);
  if (groups.size() != 2) return false;
  auto first = groups.begin();
  auto second = std::next(first);
  if (!symbols.is_positive({first->second})) std::swap(first, second);
  const RationalFunction taken = RationalFunction(Rational(-1)) * second->second;
  if (!symbols.is_positive({first->second})) return false;
  if (!symbols.is_positive({taken})) return symbols.is_nowhere_negative({second->second});
  RationalFunction difference = symbols.log({first->second}).function - symbols.log({taken}).function;
  for (std::size_t g = 0; g < first->first.size(); ++g) {
    const auto power = static_cast<long>(first->first[g]) - static_cast<long>(second->first[g]);
    if (power != 0)
      difference =
          difference + RationalFunction(Rational(power)) * symbols.exponent(static_cast<int>(g))->function;
  }
  return is_seen_linear(difference, strictly);
}

// The sum of f(x) + c m over all x is that of f(x) + c x, which may be good for each x: for x >= 0, and for
// x <= 0, if there are such.
bool OpenLists::is_good_pointwise(const RationalFunction& each, int x, int list,
                                  const std::function<bool(const RationalFunction&)>& is_good) {
  SymbolTable& symbols = machine_.symbols();
  RationalFunction all = each;
  const RationalFunction mean = symbols.convert(mean_of(list)).function;
  const std::vector<int> own = mean.generators();
  if (own.size() == 1 && mean == RationalFunction::generator(own[0])) {
    const RationalFunction slope = each.derivative(own[0]);
    const RationalFunction rest = each - slope * mean;
    if (!slope.is_zero() && !symbols.depends_on(slope, {own[0], x}) && !symbols.depends_on(rest, {own[0]}))
      all = rest + slope * RationalFunction::generator(x);
  }
  if (!(all == each) && is_good(all)) return true;
  if (lists_[static_cast<std::size_t>(list)].elements.low) return false;
  const Symbolic t = symbols.variable(fmt::format("t{}", made_++), SymbolTable::Range::nonnegative);
  const Symbolic opposite{RationalFunction(Rational(-1)) * t.function};
  return is_good(symbols.substituted({all}, x, t).function) &&
         is_good(symbols.substituted({all}, x, opposite).function);
}

// The sum over all elements x of f(x), where f does not depend on the others but by their mean m: it is not
// negative if no f(x) is; or if f'' is nowhere negative, as then the sum is at least n f(m), and f(m) is not.
bool OpenLists::is_seen_linear(const RationalFunction& form, bool strictly) {
  SymbolTable& symbols = machine_.symbols();
  const auto is_good = [&](const RationalFunction& f) {
    return strictly ? symbols.is_positive({f}) : symbols.is_nowhere_negative({f});
  };
  if (is_good(form)) return true;
  const RationalFunction below = form.denominator();
  const std::optional<int> side =
      below.constant() ? std::optional(below.constant()->sign()) : symbols.definite_sign({below});
  if (!side || *side == 0) return false;
  RationalFunction rest = RationalFunction(Rational(*side)) * form.numerator();
  RationalFunction each;
  bool has_sums = false;
  for (const Unknown& known : unknowns_) {
    if (known.kind != 's') continue;
    const int g = get_if<Symbolic>(known.value)->function.generators()[0];
    const RationalFunction coefficient = rest.derivative(g);
    if (coefficient.is_zero()) continue;
    rest = rest - coefficient * RationalFunction::generator(g);
    each = each + coefficient * known.key;
    has_sums = true;
  }
  for (const Unknown& known : unknowns_)
    if (known.kind == 's') {
      const std::set<int> sum = {get_if<Symbolic>(known.value)->function.generators()[0]};
      if (symbols.depends_on(rest, sum) || symbols.depends_on(each, sum)) return false;
    }
  const std::optional<int> list = list_of(each);
  if (!has_sums || !list) return false;
  const RationalFunction length = symbols.convert(length_).function;
  each = each + rest / length;
  if (is_good(each)) return true;
  const Symbolic element = symbols.convert(element_at(*list, 0));
  const std::vector<int> own = element.function.generators();
  if (own.size() != 1 || !(RationalFunction::generator(own[0]) == element.function)) return false;
  for (const int g : each.generators())  // an absolute value has no derivative here
    if (g != own[0] && !symbols.exponent(g) && !symbols.is_logarithm(g) &&
        symbols.depends_on(RationalFunction::generator(g), {own[0]}))
      return false;
  if (is_good_pointwise(each, own[0], *list, is_good)) return true;
  const Symbolic curvature = symbols.derivative_of(symbols.derivative_of({each}, own[0]), own[0]);
  if (!symbols.is_nowhere_negative(curvature)) return false;
  return is_good(symbols.substituted({each}, own[0], symbols.convert(mean_of(*list))).function);
}

// ---- premises

Outcomes OpenLists::under(const Code& premise, const std::function<Outcomes()>& statement) {
  const Restored<std::vector<List>> lists(lists_);
  const Restored<std::vector<Unknown>> unknowns(unknowns_);
  const Restored<int> generation(generation_);
  std::vector<bool> had_zero;
  for (const List& list : lists_) had_zero.push_back(list.elements.begins_at_zero());
  const std::vector<Code> alone =
      premise.kind == Kind::conjunction ? premise.arguments : std::vector{premise};
  bool has_bounds = false;
  machine_.domain([&] {
    for (const Code& part : alone)
      if (part.kind == Kind::quantifier) has_bounds = assume_bounds(part) || has_bounds;
  });
  if (has_bounds) {
    generation_ = ++made_;
    unknowns_.clear();
  }
  std::vector<std::size_t> split;
  for (std::size_t i = 0; i < lists_.size(); ++i)
    if (lists_[i].elements.begins_at_zero() && !had_zero[i]) split.push_back(i);
  Outcomes all;
  const SymbolTable::Mark mark = machine_.symbols().mark();
  for (unsigned choice = 0; choice < 1U << split.size(); ++choice) {
    for (std::size_t i = 0; i < split.size(); ++i) lists_[split[i]].has_zero = (choice >> i & 1U) != 0;
    if (choice > 0) {
      generation_ = ++made_;
      unknowns_.clear();
    }
    for (const Code& part : alone)
      if (part.kind == Kind::relation) machine_.domain([&] { assume_equation(part); });
    all = all | statement();
    machine_.symbols().release(mark, false);
  }
  return all;
}

// `for x in LIST: l <= x <= h` and the like. True if the elements of a list are known better.
bool OpenLists::assume_bounds(const Code& quantifier) {
  const BinderCode& binder = quantifier.binders[0];
  if (quantifier.binders.size() != 1 || quantifier.source->wherever_defined ||
      binder.kind() != DomainKind::elements)
    return false;
  const Value domain = machine_.value(binder.terms[0]);
  const auto* list = get_if<OpenList>(domain);
  if (!list) return false;
  Elements& elements = lists_[static_cast<std::size_t>(list->number)].elements;
  const int slot = binder.slots[0];
  bool is_better = false;
  auto assume_at_least = [&](const Rational& low, bool is_strict) {
    if (elements.low && (*elements.low > low || (*elements.low == low && (elements.low_open || !is_strict))))
      return;
    elements.low = low;
    elements.low_open = is_strict;
    is_better = true;
  };
  auto assume_at_most = [&](const Rational& high, bool is_strict) {
    if (elements.high &&
        (*elements.high < high || (*elements.high == high && (elements.high_open || !is_strict))))
      return;
    elements.high = high;
    elements.high_open = is_strict;
    is_better = true;
  };
  const Code& body = quantifier.arguments[0];
  for (const Code& part : body.kind == Kind::conjunction ? body.arguments : std::vector{body}) {
    if (part.kind != Kind::relation) continue;
    for (std::size_t i = 0; i + 1 < part.arguments.size(); ++i) {
      const Relation relation = part.source->relations[i];
      const bool is_less = says_less(relation);
      const bool is_greater = relation == Relation::greater || relation == Relation::greater_equal;
      const bool is_strict = says_strictly(relation);
      for (const bool is_left : {true, false}) {
        const Code& variable = part.arguments[is_left ? i : i + 1];
        const Code& end = part.arguments[is_left ? i + 1 : i];
        if (variable.kind != Kind::name || variable.slot != slot || mentions(end, slot)) continue;
        const Value number = machine_.value(end);
        const auto* rational = get_if<Rational>(number);
        if (!rational || !(is_less || is_greater)) continue;
        if (is_left == is_less)
          assume_at_most(*rational, is_strict);
        else
          assume_at_least(*rational, is_strict);
      }
    }
  }
  return is_better;
}

// An equation from which the mean of a list is known.
void OpenLists::assume_equation(const Code& relation) {
  if (relation.source->relations.size() != 1 || relation.source->relations[0] != Relation::equal) return;
  SymbolTable& symbols = machine_.symbols();
  const Value left = machine_.value(relation.arguments[0]);
  const Value right = machine_.value(relation.arguments[1]);
  const RationalFunction difference =
      symbols.convert(machine_.arithmetic().subtract(left, right)).function.numerator();
  for (std::size_t i = 0; i < lists_.size(); ++i) {
    const RationalFunction unknown_mean = symbols.convert(mean_of(static_cast<int>(i))).function;
    const std::vector<int> own = unknown_mean.generators();
    if (lists_[i].mean || own.size() != 1 || !(unknown_mean == RationalFunction::generator(own[0]))) continue;
    const RationalFunction slope = difference.derivative(own[0]);
    const RationalFunction rest = difference - slope * RationalFunction::generator(own[0]);
    const std::set<int> mean = {own[0]};
    if (slope.is_zero() || symbols.depends_on(slope, mean) || symbols.depends_on(rest, mean) ||
        !symbols.definite_sign({slope}))
      continue;
    lists_[i].mean = Symbolic{RationalFunction(Rational(-1)) * rest / slope};
    return;
  }
}

}  // namespace dropcert::verify
