#include "check/written/written.hpp"

#include "check/calculus/expansion.hpp"
#include "check/functions/functions.hpp"
#include "check/limits/local.hpp"
#include "check/written/writing.hpp"
#include "language/functions.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::size_t most_parts = 2000;
constexpr int most_exponent = 6;
constexpr int most_order = 4;

bool is_number(const Node& node, int value) {
  return node.kind == Kind::number && node.number == value;
}

WrittenTerm written_derivative(const Writer& writer, const Node& derivative) {
  const std::string& t = derivative.binders[0].names[0];
  const std::vector<Node>& point = derivative.binders[0].domain.terms;
  const Node& term = derivative.children[0];
  int order = 1;
  if (point.size() > 1) {
    const std::optional<int> given = Writer::small_natural(point[1]);
    if (!given || *given > most_order) throw NoRule();
    order = *given;
  }
  const auto at_point = [&](const Node& tree) {
    if (is_captured(point[0], tree)) throw NoRule();
    return with_values(tree, {{t, point[0]}});
  };
  std::optional<Node> slope = term;
  for (int i = 0; i < order && slope; ++i) slope = slope_of(writer, *slope, t);
  return {{point[0], at_point(term)}, std::nullopt, slope ? at_point(*slope) : Writer::number(0)};
}

// Integrals inside the tree.
void write_integrals(const Writer& writer, Node& node) {
  for (Node& child : node.children) write_integrals(writer, child);
  if (node.kind != Kind::binding || node.name != "integral") return;
  WrittenTerm written = written_integral(writer, node);
  if (!written.guards.empty()) throw NoRule();  // for all values of the variable outside
  node = std::move(written.result);
}

}  // namespace

Node Writer::of(Kind kind, const Node& a, const Node& b) {
  return node_of(kind, {a, b});
}

Node Writer::add(const Node& a, const Node& b) {
  if (a.kind == Kind::number && b.kind == Kind::number) return number(a.number + b.number);
  return of(Kind::add, a, b);
}

Node Writer::subtract(const Node& a, const Node& b) {
  if (a.kind == Kind::number && b.kind == Kind::number) return number(a.number - b.number);
  return of(Kind::subtract, a, b);
}

Node Writer::multiply(const Node& a, const Node& b) {
  if (a.kind == Kind::number && b.kind == Kind::number) return number(a.number * b.number);
  if (is_number(a, 1)) return b;
  return is_number(b, 1) ? a : of(Kind::multiply, a, b);
}

Node Writer::divide(const Node& a, const Node& b) {
  if (a.kind == Kind::number && b.kind == Kind::number && b.number != 0) return number(a.number / b.number);
  return is_number(b, 1) ? a : of(Kind::divide, a, b);
}

Node Writer::negate(const Node& a) {
  return a.kind == Kind::number ? number(-a.number) : node_of(Kind::negate, {a});
}

Node Writer::power(const Node& a, int n) {
  return n == 1 ? a : of(Kind::power, a, number(n));
}

std::optional<Node> Writer::add(const std::optional<Node>& a, const std::optional<Node>& b) {
  return a && b ? std::optional(add(*a, *b)) : a ? a : b;
}

Node Writer::call(const char* name, const Node& argument) const {
  if (!evaluator_.is_of_language(name)) throw NoRule();
  return node_of(Kind::call, {argument}, name);
}

Node Writer::constant(const char* name) const {
  if (!evaluator_.is_constant(name)) throw NoRule();
  return name_node(name);
}

bool Writer::is_call(const Node& node, std::size_t arguments) const {
  return node.kind == Kind::call && evaluator_.is_of_language(node.name) && node.children.size() == arguments;
}

std::optional<int> Writer::small_natural(const Node& node) {
  if (node.kind != Kind::number || node.number.get_den() != 1) return std::nullopt;
  for (int n = 1; n <= most_exponent; ++n)
    if (node.number == n) return n;
  return std::nullopt;
}

void Writer::require_small(const Node& node) {
  const std::size_t parts = count_parts(node);
  charge(parts);
  if (parts > most_parts) throw NoRule();
}

bool Evaluator::is_constant(const std::string& name) const {
  const auto has_name = [&](const Parameter& parameter) { return parameter.name == name; };
  return language::find_constant(name) && is_of_language(name) && !find_variable(name) &&
         std::none_of(parameters_.begin(), parameters_.end(), has_name);
}

// Functions of p are not told from numbers in a tree: whether p stands in it, or in what it reaches.
bool Evaluator::reaches_p(const Node& node) const {
  std::vector<bool> seen(definitions_.size());
  std::vector<std::pair<const Node*, std::size_t>> left = {{&node, scope_.visible}};
  while (!left.empty()) {
    const auto [tree, in_sight] = left.back();
    left.pop_back();
    const auto is_of_p = [&, in_sight = in_sight](const Node& part) {
      charge(1);
      if (part.kind != Kind::name && part.kind != Kind::call) return false;
      if (part.kind == Kind::name && part.name == "p") return true;
      std::size_t i = in_sight;
      while (i > 0 && definitions_[i - 1]->name != part.name) --i;
      if (i == 0 || seen[i - 1]) return false;
      seen[i - 1] = true;
      left.emplace_back(&definitions_[i - 1]->body, i - 1);
      return definitions_[i - 1]->is_by_equations();
    };
    if (any_part(*tree, is_of_p)) return true;
  }
  return false;
}

std::optional<WrittenTerm> Evaluator::written(const Node& binding) const {
  const Domain& domain = binding.binders[0].domain;
  const bool is_fold = domain.kind == DomainKind::range && !has_infinite_end(domain) &&
                       (binding.name == "sum" || binding.name == "prod");
  const bool is_integral = binding.name == "integral";
  if (!is_fold && !is_integral && binding.name != "derivative") return std::nullopt;
  const auto is_no_number = [&](const Node& part) {
    const Value* held = part.kind == Kind::name ? find_variable(part.name) : nullptr;
    return held &&
           (is_function_of_p(*held) || (is_form(*held) && mentions_p(*held)) ||
            !(is_exact_real(*held) || is_form(*held) || get_if<Interval>(*held) || get_if<Expansion>(*held)));
  };
  if (reaches_p(binding) || any_part(binding, is_no_number)) return std::nullopt;
  const Writer writer(*this);
  try {
    Node whole = Writing{*this, binding, true}.written(binding, {}, std::nullopt);
    Writer::require_small(whole);
    if (!is_fold)
      for (Node& child : whole.children) write_integrals(writer, child);
    WrittenTerm result = is_fold       ? written_fold(writer, whole)
                         : is_integral ? written_integral(writer, whole)
                                       : written_derivative(writer, whole);
    Writer::require_small(result.result);
    return result;
  } catch (const NoRule&) {
  } catch (const OutOfReach&) {
  }
  return std::nullopt;
}

// Throws where they are not seen to be as they are to be.
void Evaluator::require_guards(const WrittenTerm& term) {
  for (const Node& guard : term.guards) value(guard);
  if (!term.count) return;
  const Value count = value(*term.count);
  const auto* number = get_if<mpq_class>(count);
  const bool is_integer = number ? number->get_den() == 1 : chart_ && is_integer_valued(count);
  const bool is_negative =
      number ? *number < 0 : (signs_of_difference(count, mpq_class(0), true) & negative_sign) != 0;
  if (!is_integer || is_negative)
    throw OutOfReach("a range whose length is not seen to be an integer, 0 or more");
}

// Nothing where it is not seen to be defined.
std::optional<Value> Evaluator::value_of_written(const Node& binding) {
  const std::optional<WrittenTerm> term = written(binding);
  if (!term) return std::nullopt;
  struct Outer {
    bool perhaps_undefined = std::exchange(notes().perhaps_undefined, false);
    std::string reason = notes().reason;
    ~Outer() {
      notes().perhaps_undefined = perhaps_undefined;
      notes().reason = reason;
    }
  } const outer;
  try {
    require_guards(*term);
    const Value result = value(term->result);
    if (!notes().perhaps_undefined && !is_function_of_p(result)) return result;
  } catch (const Undefined&) {
  } catch (const OutOfReach&) {
  }
  return std::nullopt;
}

// Whether the numbers of a range are known and few enough for a sum to be known exactly.
bool Evaluator::is_short(const std::vector<Value>& ends) {
  constexpr int most = 10'000;
  const auto* low = get_if<mpq_class>(ends[0]);
  const auto* high = get_if<mpq_class>(ends[1]);
  return low && high && *high - *low <= most;
}

}  // namespace dropcert::check
