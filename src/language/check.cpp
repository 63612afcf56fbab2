#include "language/check.hpp"

#include <fmt/format.h>

#include <map>
#include <set>
#include <utility>

#include "language/parser.hpp"

namespace dropcert {

namespace {

// Definitions in force, in order; a later one may use an earlier one.
using Definitions = std::vector<const Definition*>;

class Checker {
 public:
  explicit Checker(const std::string& source) : source_(source) {}

  void declare(const Parameter& parameter) {
    if (!parameters_.insert(parameter.name).second)
      fail(parameter.at, fmt::format("parameter '{}' is declared twice", parameter.name));
  }

  void define(const Definition& definition) {
    if (find(definition.name) || parameters_.count(definition.name))
      fail(definition.at, fmt::format("'{}' is defined twice", definition.name));
    require_known_calls(definition.body, definition);
    definitions_.push_back(&definition);
    // A definition without parameters has one meaning, so that its faults show even if it is never used.
    if (definition.parameters.empty()) expand(definitions_.size() - 1, {});
  }

  /// Takes the last `count` definitions out of force.
  void undefine(std::size_t count) { definitions_.resize(definitions_.size() - count); }

  Sort sort_of(const Node& node) {
    // Each definition is no deeper than the parser allows, but they call one another.
    constexpr int most = 2 * max_depth;
    if (depth_ == most) fail(node.at, fmt::format("definitions nested deeper than {} levels", most));
    ++depth_;
    Sort sort = sort_of_nested(node);
    --depth_;
    return sort;
  }

  void require(const Node& node, Sort wanted) {
    Sort found = sort_of(node);
    bool fits = found == wanted || (wanted == Sort::number && found == Sort::integer) ||
                (wanted == Sort::integer && found == Sort::number && !is_fraction(node));
    if (!fits)
      fail(node.at,
           fmt::format("{} stands here; expected {}",
                       node.kind == Kind::number ? "'" + node.name + "'" : std::string(name_of(found)),
                       name_of(wanted)));
  }

 private:
  Sort sort_of_nested(const Node& node) {
    switch (node.kind) {
      case Kind::number:
        return node.number.get_den() == 1 ? Sort::integer : Sort::number;
      case Kind::name:
        return name(node);
      case Kind::list:
        for (const Node& child : node.children) require(child, Sort::number);
        return Sort::list;
      case Kind::tuple:
        fail(node.at, "several values in parentheses stand only in a list of cases");
      case Kind::call:
        return call(node);
      case Kind::binding:
        return binding(node);
      case Kind::conditional:
        return conditional(node);
      case Kind::multiply:
        return multiply(node);
      case Kind::divide:
        if (is_literal_zero(node.children[1])) fail(node.children[1].at, "division by zero");
        return numbers(node);
      case Kind::factorial:
        if (node.children[0].kind == Kind::negate)
          fail(node.at, "factorial of a negative number; expected an integer >= 0");
        require(node.children[0], Sort::integer);
        return Sort::integer;
      case Kind::negate:
      case Kind::add:
      case Kind::subtract:
      case Kind::power:
        return numbers(node);
      case Kind::relation:
        numbers(node);
        return Sort::truth;
      case Kind::negation:
      case Kind::conjunction:
      case Kind::disjunction:
      case Kind::implication:
      case Kind::equivalence:
        for (const Node& child : node.children) require(child, Sort::truth);
        return Sort::truth;
      case Kind::quantifier:
        return quantifier(node);
    }
    return Sort::number;
  }

  [[noreturn]] void fail(Position at, const std::string& sentence) const {
    throw SourceError(source_, at, sentence);
  }

  static bool is_literal_zero(const Node& node) { return node.kind == Kind::number && node.number == 0; }
  static bool is_fraction(const Node& node) {
    if (node.kind == Kind::negate) return is_fraction(node.children[0]);
    if (node.kind == Kind::divide && node.children[0].kind == Kind::number &&
        node.children[1].kind == Kind::number)
      return mpq_class(node.children[0].number / node.children[1].number).get_den() != 1;
    return node.kind == Kind::number && node.number.get_den() != 1;
  }

  const Definition* find(const std::string& name) const {
    for (const Definition* definition : definitions_)
      if (definition->name == name) return definition;
    return nullptr;
  }

  std::size_t index_of(const std::string& name) const {
    std::size_t i = 0;
    while (definitions_[i]->name != name) ++i;
    return i;
  }

  Sort name(const Node& node) {
    auto bound = variables_.find(node.name);
    if (bound != variables_.end() && !bound->second.empty()) return bound->second.back();
    if (parameters_.count(node.name)) return Sort::integer;
    if (find(node.name)) return definition_call(node);
    if (find_constant(node.name)) return Sort::number;
    if (find_function(node.name) || find_binding_function(node.name))
      fail(node.at, fmt::format("'{}' is a function; expected '(' and its arguments after it", node.name));
    fail(node.at, fmt::format("unknown name '{}'; expected a variable bound by 'for', a parameter, a "
                              "definition made before, or a constant",
                              node.name));
  }

  Sort call(const Node& node) {
    if (find_binding_function(node.name)) {  // sum(list)
      require(node.children[0], Sort::list);
      return Sort::number;
    }
    if (find(node.name)) return definition_call(node);
    const Function* function = find_function(node.name);
    if (!function)
      fail(node.at,
           fmt::format(
               "unknown function '{}'; expected a function of the language or a definition made before",
               node.name));
    check_arity(node, *function);
    for (std::size_t i = 0; i < node.children.size(); ++i)
      require(node.children[i], function->parameters[std::min(i, function->parameters.size() - 1)]);
    return function->result;
  }

  void check_arity(const Node& node, const Function& function) const {
    std::size_t given = node.children.size();
    std::size_t most = function.parameters.size();
    if (given >= function.required && (function.variadic || given <= most)) return;
    std::string expected = function.variadic           ? fmt::format("at least {}", function.required)
                           : function.required == most ? std::to_string(most)
                                                       : fmt::format("{} to {}", function.required, most);
    fail(node.at, fmt::format("'{}' is given {} argument{}; expected {}", node.name, given,
                              given == 1 ? "" : "s", expected));
  }

  Sort definition_call(const Node& node) {
    std::vector<Sort> sorts;
    for (const Node& child : node.children) sorts.push_back(sort_of(child));
    const Definition& definition = *find(node.name);
    if (sorts.size() != definition.parameters.size())
      fail(node.at, fmt::format("'{}' is given {} argument{}; expected {}", node.name, sorts.size(),
                                sorts.size() == 1 ? "" : "s", definition.parameters.size()));
    return expand(index_of(node.name), sorts);
  }

  // The sort of a definition's body for arguments of these sorts; the body sees only what was defined before
  // it.
  Sort expand(std::size_t index, const std::vector<Sort>& sorts) {
    auto key = std::make_pair(definitions_[index], sorts);
    if (auto known = memo_.find(key); known != memo_.end()) return known->second;
    const Definition& definition = *definitions_[index];
    Definitions visible(definitions_.begin(), definitions_.begin() + static_cast<std::ptrdiff_t>(index));
    std::map<std::string, std::vector<Sort>> outer = std::exchange(variables_, {});
    for (std::size_t i = 0; i < sorts.size(); ++i) variables_[definition.parameters[i]].push_back(sorts[i]);
    std::swap(visible, definitions_);
    Sort result = sort_of(definition.body);
    std::swap(visible, definitions_);
    variables_ = std::move(outer);
    memo_[key] = result;
    return result;
  }

  Sort conditional(const Node& node) {
    require(node.children[0], Sort::truth);
    Sort yes = sort_of(node.children[1]);
    Sort no = sort_of(node.children[2]);
    if (yes == no) return yes;
    require(node.children[1], Sort::number);
    require(node.children[2], Sort::number);
    return Sort::number;
  }

  // number * list scales a list.
  Sort multiply(const Node& node) {
    if (sort_of(node.children[1]) != Sort::list) return numbers(node);
    require(node.children[0], Sort::number);
    return Sort::list;
  }

  Sort numbers(const Node& node) {
    for (const Node& child : node.children) require(child, Sort::number);
    return Sort::number;
  }

  Sort binding(const Node& node) {
    Sort sort = bind(node.binders[0], node.name);
    variables_[node.binders[0].names[0]].push_back(sort);
    require(node.children[0], Sort::number);
    variables_[node.binders[0].names[0]].pop_back();
    return Sort::number;
  }

  // Checks the domain of a binding function's variable; returns the variable's sort.
  Sort bind(const Binder& binder, const std::string& name) {
    const BindingFunction& function = *find_binding_function(name);
    switch (binder.domain.kind) {
      case DomainKind::range:
        for (const Node& term : binder.domain.terms) require(term, Sort::integer);
        return Sort::integer;
      case DomainKind::elements:
        require(binder.domain.terms[0], function.over_law ? Sort::law : Sort::list);
        return Sort::number;
      default:
        return Sort::integer;
    }
  }

  Sort quantifier(const Node& node) {
    std::vector<std::string> bound;
    for (const Binder& binder : node.binders) {
      std::vector<Sort> sorts = domain(binder);
      for (std::size_t i = 0; i < binder.names.size(); ++i) {
        variables_[binder.names[i]].push_back(sorts[i]);
        bound.push_back(binder.names[i]);
      }
    }
    require(node.children[0], Sort::truth);
    for (const std::string& name : bound) variables_[name].pop_back();
    return Sort::truth;
  }

  std::vector<Sort> domain(const Binder& binder) {
    const std::vector<Node>& terms = binder.domain.terms;
    switch (binder.domain.kind) {
      case DomainKind::cases:
        return cases(binder);
      case DomainKind::range:
        for (const Node& term : terms) require(term, Sort::integer);
        return {Sort::integer};
      case DomainKind::elements: {
        Sort sort = sort_of(terms[0]);
        if (sort != Sort::list && sort != Sort::law)
          fail(
              terms[0].at,
              fmt::format(
                  "{} stands here; expected a domain: lo..hi, {{...}}, [a, b], (a, b), real, a list or a law",
                  name_of(sort)));
        return {Sort::number};
      }
      default:
        for (const Node& term : terms) require(term, Sort::number);
        return {Sort::number};
    }
  }

  // The sorts of each component, which must agree over the cases.
  std::vector<Sort> cases(const Binder& binder) {
    std::vector<Sort> sorts;
    for (const Node& term : binder.domain.terms)
      for (std::size_t i = 0; i < binder.names.size(); ++i) {
        const Node& component = binder.names.size() == 1 ? term : term.children[i];
        Sort sort = sort_of(component);
        if (sort == Sort::truth) fail(component.at, "a statement stands here; expected a number or a list");
        if (i >= sorts.size())
          sorts.push_back(sort);
        else if (sort == Sort::number && sorts[i] == Sort::integer)
          sorts[i] = Sort::number;
        else if (sort != sorts[i] && !(sort == Sort::integer && sorts[i] == Sort::number))
          fail(component.at, fmt::format("{} stands here; expected {} as in the first case", name_of(sort),
                                         name_of(sorts[i])));
      }
    return sorts;
  }

  // A definition may call only what was defined before it: so no definition is recursive.
  void require_known_calls(const Node& node, const Definition& definition) const {
    if (node.name == definition.name &&
        (node.kind == Kind::call || (node.kind == Kind::name && definition.parameters.empty())))
      fail(node.at,
           fmt::format("the definition of '{}' refers to itself; a definition may use only those before it",
                       node.name));
    if (node.kind == Kind::call && !find(node.name) && !find_function(node.name) &&
        !find_binding_function(node.name))
      fail(node.at,
           fmt::format(
               "unknown function '{}' in the definition of '{}'; a definition may use only those before it",
               node.name, definition.name));
    for (const Node& child : node.children) require_known_calls(child, definition);
    for (const Binder& binder : node.binders)
      for (const Node& term : binder.domain.terms) require_known_calls(term, definition);
  }

  const std::string& source_;
  std::set<std::string> parameters_;
  Definitions definitions_;
  std::map<std::string, std::vector<Sort>> variables_;
  std::map<std::pair<const Definition*, std::vector<Sort>>, Sort> memo_;
  int depth_ = 0;
};

void check_claim(Checker& checker, const Claim& claim, const std::string& source) {
  if (claim.statements.empty() && !claim.historical)
    throw SourceError(
        source, claim.at,
        fmt::format(
            "claim {} has no statement; expected 'printed' and a statement, or 'historical' and a reason",
            claim.id));
  if (!claim.statements.empty() && !claim.find(Role::printed))
    throw SourceError(source, claim.at, fmt::format("claim {} has no 'printed' statement", claim.id));
  if (claim.find(Role::corrected) && claim.find(Role::instead))
    throw SourceError(
        source, claim.at,
        fmt::format("claim {} has both 'corrected' and 'instead'; expected one of them", claim.id));
  for (const Definition& definition : claim.definitions) checker.define(definition);
  for (const Statement& statement : claim.statements) checker.require(statement.tree, Sort::truth);
  checker.undefine(claim.definitions.size());
}

}  // namespace

Sort check_expression(const Node& expression, const std::string& source) {
  return Checker(source).sort_of(expression);
}

void check_ledger(const Ledger& ledger) {
  if (ledger.claims.empty())
    throw SourceError(ledger.source, {}, "the ledger has no claim; expected 'claim'");
  Checker checker(ledger.source);
  for (const Parameter& parameter : ledger.parameters) checker.declare(parameter);
  for (const Definition& definition : ledger.definitions) checker.define(definition);
  std::set<std::string> ids;
  for (const Claim& claim : ledger.claims) {
    if (!ids.insert(claim.id).second)
      throw SourceError(ledger.source, claim.at,
                        fmt::format("claim {} appears twice; expected distinct ids", claim.id));
    check_claim(checker, claim, ledger.source);
  }
  for (const Headline& headline : ledger.headlines)
    for (const std::string& id : headline.ids)
      if (!ids.count(id))
        throw SourceError(ledger.source, headline.at,
                          fmt::format("a headline names claim {}, which the ledger does not have", id));
}

}  // namespace dropcert
