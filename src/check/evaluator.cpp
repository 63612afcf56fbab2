// The values of terms.
#include "check/evaluator.hpp"

#include "check/calculus/expansion.hpp"
#include "check/functions/functions.hpp"
#include "check/limits/local.hpp"
#include "check/open/open_lists.hpp"
#include "check/recursion/induction.hpp"
#include "language/functions.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr int max_depth = 6000;

Cases places_of(const Value& list) {
  const auto* elements = get_if<List>(list);
  if (!elements) throw OutOfReach("a list or a law is expected");
  return {0, {}, list, elements->size(), nullptr, 0};
}

Cases integers_between(const std::vector<Value>& ends) {
  Cases result;
  result.first = integer(ends[0]);
  const std::int64_t last = integer(ends[1]);
  if (last >= result.first) result.count = static_cast<std::uint64_t>(last - result.first) + 1;
  return result;
}

bool is_negative(const Value& number) {
  if (const auto* rational = get_if<mpq_class>(number)) return *rational < 0;
  const auto* interval = get_if<Interval>(number);
  return interval && sign(*interval) == -1;
}

}  // namespace

void Evaluator::descend() {
  if (++scope_.depth > max_depth) throw OutOfReach("the statement is nested too deeply");
  charge(1);
}

const Value* Evaluator::find_variable(const std::string& name) const {
  for (std::size_t i = variables_.size(); i-- > scope_.first;)
    if (variables_[i].first == name) return &variables_[i].second;
  return nullptr;
}

bool Evaluator::replace_expansions() {
  bool found = false;
  for (std::size_t i = scope_.first, end = variables_.size(); i < end; ++i) {
    const auto [name, value] = variables_[i];
    found |= mentions_expansion(value);
    if (get_if<List>(value) && mentions_expansion(value)) throw OutOfReach("a list that varies");
    if (found) bind(name, get_if<Expansion>(value) ? Value(range_of(value, bits_)) : value);
  }
  return found;
}

Value Evaluator::value(const Node& node) {
  Bound guard(*this);
  descend();
  return value_here(node);
}

Value Evaluator::value_here(const Node& node) {
  if (induction_)
    if (std::optional<Value> found = induction_->term(node)) return *std::move(found);
  if (std::optional<Value> found = by_logarithm(node)) return *std::move(found);
  switch (node.kind) {
    case Kind::number:
      return node.number;
    case Kind::text:
      return parse_printed(node.name);
    case Kind::name:
    case Kind::call:
      return named(node);
    case Kind::list: {
      List list;
      for (const Node& child : node.children) list.push_back({value(child), Value()});
      return list;
    }
    case Kind::index:
      return element(node);
    case Kind::binding:
      return names_values() ? bound_as_form(node) : bound(node);
    case Kind::conditional:
      return conditional(node);
    case Kind::negate:
      return -value(node.children[0]);
    case Kind::factorial: {
      const Value argument = value(node.children[0]);
      if (names_values() && is_form(argument)) return factorial_as_form(argument);
      const std::uint64_t n = natural(argument);
      if (n > last_exact_factorial && !forms_ && !wants_exact_) return large_factorial(n, bits_);
      return mpq_class(sequences_.factorial(n));
    }
    default:
      return forms_ ? operation(node) : settled(operation(node), bits_);
  }
}

Value Evaluator::bound(const Node& node) {
  const Binder& binder = node.binders[0];
  if (open_lists_)
    if (std::optional<Value> found = open_lists_->binding(node)) return *std::move(found);
  std::optional<std::vector<Value>> ends;  // of a range that ends
  if (binder.domain.kind == DomainKind::range && !has_infinite_end(binder.domain))
    ends = values(binder.domain.terms);
  if (!forms_ && !(ends && is_short(*ends)))
    if (std::optional<Value> found = value_of_written(node)) return *std::move(found);
  if (binder.domain.kind == DomainKind::none) return root_limsup(*this, node);
  if (node.name == "mean") return fold(node, &binder, places_of(value(binder.domain.terms[0])));
  if (binder.domain.kind == DomainKind::point) return derivative(*this, node);
  if (node.name == "integral") return integral(*this, node);
  if (node.name == "zero") return zero_of(*this, node);
  if (has_infinite_end(binder.domain)) return infinite_range(*this, node);
  return fold(node, &binder, ends ? integers_between(*ends) : cases(binder.domain));
}

std::vector<Value> Evaluator::values(const std::vector<Node>& nodes) {
  std::vector<Value> result;
  for (const Node& node : nodes) result.push_back(value(node));
  return result;
}

// A variable, parameter, definition, constant or function.
Value Evaluator::named(const Node& node) {
  if (node.kind == Kind::name) {
    if (const Value* variable = find_variable(node.name)) return *variable;
    for (const Parameter& parameter : parameters_)
      if (parameter.name == node.name) return mpq_class(parameter.value);
  }
  if (const std::optional<std::size_t> index = find_definition(node.name)) {
    // A part of a statement by itself may have a variable of that name, which is not bound there.
    if (node.children.size() != definitions_[*index]->parameters.size())
      throw OutOfReach("the name '" + node.name + "' is not known");
    if (definitions_[*index]->is_by_equations()) return by_equations(*index, values(node.children));
    const Node& body = definitions_[*index]->body;
    if (!node.children.empty()) {
      enter(*index, values(node.children));
      return value(body);
    }
    enter(*index, {});
    return remembered(*index, [&](Memory& memory) { memory.value = value(body); }).value;
  }
  if (node.kind == Kind::name) {
    if (!find_constant(node.name)) throw OutOfReach("the name '" + node.name + "' is not known");
    if (node.name != "pi" && node.name != "p") return apply_function(*this, node.name, {});
    return generator_value(node.name == "pi" ? generator_pi : generator_p);
  }
  if (node.name == "law") return law(node);
  Arguments arguments = values(node.children);
  if (node.name == "log" || node.name == "sqrt" || node.name == "root")
    arguments[0] = exact_if_zero(node.children[0], std::move(arguments[0]));
  if (open_lists_)
    if (std::optional<Value> found = open_lists_->call(node.name, arguments)) return *std::move(found);
  if (node.name != "sum" && node.name != "prod") return apply_function(*this, node.name, arguments);
  return fold(node, nullptr, places_of(arguments[0]));
}

// 0 where an interval does not tell the term from 0 and its form is 0.
Value Evaluator::exact_if_zero(const Node& node, Value value) {
  const auto* x = get_if<Interval>(value);
  if (!x || !x->is_finite() || !x->holds_zero()) return value;
  const Truth unknown{true_bit | false_bit};
  const Truth zero = by_forms(
      unknown, Relation::equal, node, [] { return mpq_class(0); }, true, used.enclosures);
  return zero.holds() ? Value(mpq_class(0)) : value;
}

Value Evaluator::operation(const Node& node) {
  Value a = value(node.children[0]);
  Value b = value(node.children[1]);
  if (node.kind == Kind::divide) b = exact_if_zero(node.children[1], std::move(b));
  if (node.kind == Kind::power) a = exact_if_zero(node.children[0], std::move(a));
  charge(times(size_of(a), size_of(b)) / 64);
  const bool are_rational = get_if<mpq_class>(a) && get_if<mpq_class>(b);
  if (forms_ || (are_rational && node.kind != Kind::power) || !is_exact_real(a) || !is_exact_real(b))
    return combined(node.kind, std::move(a), std::move(b));
  try {
    return combined(node.kind, a, b);
  } catch (const OutOfReach&) {  // too large to be written out: enclosed
    const bool is_integer_power = node.kind == Kind::power && get_if<mpq_class>(b);
    return combined(node.kind, to_interval(a, bits_), is_integer_power ? b : to_interval(b, bits_));
  }
}

Value Evaluator::combined(Kind kind, Value a, Value b) {
  switch (kind) {
    case Kind::add:
      return std::move(a) + std::move(b);
    case Kind::subtract:
      return a - b;
    case Kind::multiply:
      return std::move(a) * std::move(b);
    case Kind::divide:
      return divided(a, b);
    case Kind::power:
      return power_of(a, b);
    default:
      throw OutOfReach("a statement stands where a term is expected");
  }
}

Value Evaluator::divided(const Value& a, const Value& b) {
  if (forms_ && is_form(b) && !forms_->strict_sign(b)) note_perhaps_undefined();
  return a / b;
}

// Any base to an integer power.
Value Evaluator::power_of(const Value& base, const Value& exponent) {
  require_real(exponent);
  const auto* n = get_if<mpq_class>(exponent);
  if (!n || n->get_den() != 1) {
    if (is_function_of_p(base)) return real_power(*this, base, exponent);
    if (chart_ && is_negative(base))
      if (const std::optional<int> side = sign_of_power(exponent)) {
        const Value size = power_of_expansions(*this, *chart_, -base, exponent);
        return *side > 0 ? size : -size;
      }
    if (chart_ &&
        (get_if<Expansion>(base) || get_if<Expansion>(exponent) || (chart_->forms && is_exact_real(base))))
      return power_of_expansions(*this, *chart_, base, exponent);
    return real_power(*this, base, exponent);
  }
  const std::optional<std::int64_t> times = to_int64(n->get_num());
  if (!times) throw OutOfReach("an exponent beyond 62 bits");
  if (*times < 0 && forms_ && is_form(base) && !forms_->strict_sign(base)) note_perhaps_undefined();
  return power(base, *times);
}

// Where the condition is not decided, the value is one of two.
Value Evaluator::conditional(const Node& node) {
  const Truth condition = truth(node.children[0]);
  if (condition.is_undefined()) throw Undefined("an undefined condition");
  if (condition.can(undefined_bit)) note_perhaps_undefined();
  if (!condition.can(false_bit)) return value(node.children[1]);
  if (!condition.can(true_bit)) return value(node.children[2]);
  notes().imprecise = true;
  std::vector<Value> found;
  for (const std::size_t i : {std::size_t{1}, std::size_t{2}}) try {
      found.push_back(value(node.children[i]));
    } catch (const Undefined&) {
      note_perhaps_undefined();
    }
  if (found.empty()) throw Undefined("both values of a conditional are undefined");
  if (found.size() == 1) return found[0];
  if (is_exact(found[0]) && is_exact(found[1]) && as_fraction(found[0]) == as_fraction(found[1]))
    return found[0];
  if (is_function(found[0]) || is_function(found[1]) || get_if<List>(found[0]) || get_if<List>(found[1]))
    throw OutOfReach("a condition is not decided");
  const Interval both = hull(range_of(found[0], bits_), range_of(found[1], bits_));
  return chart_ ? Value(remainder_only(*chart_, 0, both)) : Value(both);
}

// The sum, product or mean of a term over cases, or, without a binder, of the elements of a list.
Value Evaluator::fold(const Node& node, const Binder* binder, const Cases& cases) {
  const bool is_product = node.name == "prod";
  Value result = mpq_class(is_product ? 1 : 0);
  for (std::uint64_t place = 0; place < cases.count; ++place) {
    charge(1 + (get_if<mpq_class>(result) ? size_of(result) / 64 : 0));
    Bound guard(*this);
    if (binder) choose(*binder, cases, place);
    const List* list = get_if<List>(cases.list);
    if (node.name == "mean") {
      const Value& weight = (*list)[place].weight;
      const bool counts =
          get_if<mpq_class>(weight) || compare(weight, Relation::greater, mpq_class(0)).holds();
      result = std::move(result) +
               weight * (counts ? value(node.children[0]) : term_perhaps_left_out(node.children[0]));
      if (!forms_) result = settled(std::move(result), bits_);
      continue;
    }
    Value term = binder ? value(node.children[0]) : (*list)[place].value;
    result = is_product ? std::move(result) * std::move(term) : std::move(result) + std::move(term);
    if (!forms_) result = settled(std::move(result), bits_);
  }
  return result;
}

Cases Evaluator::cases(const Domain& domain) {
  Cases result;
  switch (domain.kind) {
    case DomainKind::cases:
      for (const Node& term : domain.terms)
        result.rows.push_back(term.kind == Kind::tuple ? values(term.children) : std::vector{value(term)});
      result.count = result.rows.size();
      return result;
    case DomainKind::elements:
      result = places_of(value(domain.terms[0]));
      require_positive_weights(*get_if<List>(result.list));
      return result;
    case DomainKind::power:
      return cases_of_lists(domain);
    case DomainKind::range:
      return integers_between(values(domain.terms));
    default:
      throw OutOfReach("a finite domain is expected");
  }
}

void Evaluator::choose(const Binder& binder, const Cases& cases, std::uint64_t place) {
  if (binder.domain.kind == DomainKind::range)
    return bind(binder.names[0], mpq_class(signed_mpz(cases.first + static_cast<std::int64_t>(place))));
  if (binder.domain.kind == DomainKind::power) return bind(binder.names[0], list_at(cases, place));
  if (binder.domain.kind == DomainKind::elements)
    return bind(binder.names[0], (*get_if<List>(cases.list))[place].value);
  for (std::size_t i = 0; i < binder.names.size(); ++i) bind(binder.names[i], cases.rows[place][i]);
}

}  // namespace dropcert::check
