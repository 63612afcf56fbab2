#include "check/written/writing.hpp"

#include <algorithm>

#include "check/work.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::size_t most_nodes = 20'000;
constexpr std::size_t most_in_limits = 5000;

bool is_arithmetic(const Node& node) {
  constexpr Kind kinds[] = {Kind::negate, Kind::add,   Kind::subtract, Kind::multiply,
                            Kind::divide, Kind::power, Kind::factorial};
  return std::find(std::begin(kinds), std::end(kinds), node.kind) != std::end(kinds);
}

}  // namespace

bool Evaluator::Writing::is_variable(const std::string& name) const {
  return evaluator.find_variable(name) || name.find('\'') != std::string::npos || binds(statement, name);
}

// A name in the body of the definition at that place, which is to mean the same at the statement.
void Evaluator::Writing::require_in_sight(const std::string& name, std::size_t place) const {
  const std::optional<std::size_t> other = evaluator.find_definition(name);
  if (is_variable(name) || (other && *other >= place)) throw OutOfReach("a name of a definition is hidden");
}

bool is_polynomial(const Node& term, const std::function<bool(const std::string&)>& has_value) {
  if (term.kind == Kind::number) return true;
  if (term.kind == Kind::name) return has_value(term.name);
  const bool is_ratio =
      term.kind == Kind::divide && term.children[1].kind == Kind::number && sgn(term.children[1].number) != 0;
  const bool is_sum = term.kind == Kind::add || term.kind == Kind::subtract || term.kind == Kind::multiply ||
                      term.kind == Kind::negate;
  return (is_ratio || is_sum) &&
         std::all_of(term.children.begin(), term.children.end(),
                     [&](const Node& part) { return is_polynomial(part, has_value); });
}

// Whether the body is undefined where what stands for the name is.
bool Evaluator::Writing::needs(const Node& body, const std::string& name) const {
  if (body.kind == Kind::name) return body.name == name;
  if (!is_arithmetic(body) && !(body.kind == Kind::call && evaluator.is_of_language(body.name))) return false;
  return std::any_of(body.children.begin(), body.children.end(),
                     [&](const Node& part) { return needs(part, name); });
}

Node Evaluator::Writing::written(const Node& node, const Meanings& meanings,
                                 std::optional<std::size_t> place) {
  charge(1);
  if (node.kind == Kind::existence) throw OutOfReach("a definition is not written out");
  add(1);
  const bool is_call = node.kind == Kind::call;
  if (node.kind == Kind::name) {
    const auto known = meanings.find(node.name);
    if (known != meanings.end()) {
      add(count_parts(known->second));
      return known->second;
    }
  }
  if (place && (is_call || node.kind == Kind::name)) require_in_sight(node.name, *place);
  Node result = node;
  Meanings own;  // with what the node binds
  if (!node.binders.empty()) own = meanings;
  const Meanings& inside = node.binders.empty() ? meanings : own;
  for (Binder& binder : result.binders) {
    for (Node& term : binder.domain.terms) term = written(term, inside, place);
    for (std::string& name : binder.names) {
      const std::string before = name;
      name += "'" + std::to_string(count);
      own[before] = name_node(name);
    }
  }
  for (Node& child : result.children) child = written(child, inside, place);
  return is_call ? called(std::move(result)) : result;
}

void Evaluator::Writing::add(std::size_t nodes) {
  count += nodes;
  if (count > (writes_all ? most_in_limits : most_nodes)) throw OutOfReach("a definition is not written out");
}

// A call, or the body in its place.
Node Evaluator::Writing::called(Node call) {
  const std::optional<std::size_t> place = evaluator.find_definition(call.name);
  if (!place || evaluator.definitions_[*place]->is_by_equations()) return call;
  const Definition& definition = *evaluator.definitions_[*place];
  const bool may_sum = any_part(definition.body, [&](const Node& part) {
    return part.kind == Kind::binding || (part.kind == Kind::call && evaluator.find_definition(part.name));
  });
  if (!may_sum && !writes_all) return call;
  Meanings arguments;
  for (std::size_t i = 0; i < call.children.size(); ++i) {
    const std::string& parameter = definition.parameters.at(i);
    const auto is_known = [&](const std::string& name) { return is_variable(name); };
    if (!is_polynomial(call.children[i], is_known) && !needs(definition.body, parameter))
      throw OutOfReach("an argument of a definition has perhaps no value");
    arguments[parameter] = call.children[i];
  }
  return written(definition.body, arguments, place);
}

}  // namespace dropcert::check
