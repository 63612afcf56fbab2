#include "language/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "language/parser.hpp"
#include "language/printed.hpp"
#include "language/suggestion.hpp"

namespace dropcert {

namespace {

// A use of a definition that is faulty itself: told already, where it is defined.
struct FaultToldBefore {};

class Checker {
 public:
  explicit Checker(const std::string& source) : source_(source) {}

  void declare(const Parameter& parameter) {
    if (!parameters_.insert(parameter.name).second)
      fail(parameter.at, fmt::format("parameter '{}' is declared twice", parameter.name));
  }

  void define(const Definition& definition) {
    if (index_.count(definition.name) != 0 || parameters_.count(definition.name) != 0)
      fail(definition.at, fmt::format("'{}' is defined twice", definition.name));
    // In sight of what follows even if it is faulty, but not of itself.
    struct Enter {
      Checker& checker;
      const Definition& definition;
      bool is_sound = false;
      ~Enter() {
        checker.index_.emplace(definition.name, checker.definitions_.size());
        checker.definitions_.push_back({&definition, is_sound});
      }
    } enter{*this, definition};
    start();
    require_known_calls(definition.body, definition);
    // One without parameters has one meaning, so that its faults show even if it is never used.
    if (definition.parameters.empty()) sort_in(definition, {}, definitions_.size());
    enter.is_sound = true;
  }

  /// Takes the last `count` definitions out of force.
  void undefine(std::size_t count) {
    for (; count > 0; --count) {
      index_.erase(definitions_.back().source->name);
      definitions_.pop_back();
    }
  }

  std::size_t definitions() const { return definitions_.size(); }

  /// The sort of a term or statement that sees all definitions in force.
  Sort sort(const Node& node) {
    start();
    return sort_of(node);
  }

  void require_statement(const Node& node) { fit(node, sort(node), Sort::truth); }

 private:
  struct Entry {
    const Definition* source;
    bool is_sound;
  };

  // Outside all scopes, which a fault may have left open.
  void start() {
    visible_ = definitions_.size();
    depth_ = 0;
    variables_.clear();
  }

  // Each node is looked at once.
  Sort sort_of(const Node& node) {
    // Each definition is no deeper than the parser allows, but they call one another.
    constexpr int most = 2 * max_depth;
    if (depth_ == most) fail(node.at, fmt::format("definitions nested deeper than {} levels", most));
    ++depth_;
    Sort sort = sort_of_nested(node);
    --depth_;
    return sort;
  }

  void require(const Node& node, Sort wanted) { fit(node, sort_of(node), wanted); }

  static bool is_number(Sort sort) { return sort == Sort::number || sort == Sort::integer; }

  void fit(const Node& node, Sort found, Sort wanted) const {
    if (found == wanted || (is_number(found) && is_number(wanted))) return;
    fail(node.at, fmt::format("{} stands here; expected {}", name_of(found), name_of(wanted)));
  }

  Sort sort_of_nested(const Node& node) {
    switch (node.kind) {
      case Kind::number:
      case Kind::infinity:
        return Sort::number;
      case Kind::text:
        if (const std::string fault = fault_of_printed(node.name); !fault.empty()) fail(node.at, fault);
        return Sort::text;
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
      case Kind::factorial:
      case Kind::negate:
      case Kind::add:
      case Kind::subtract:
      case Kind::power:
        for (const Node& child : node.children) require(child, Sort::number);
        return Sort::number;
      case Kind::relation:
        for (const Node& child : node.children) require(child, Sort::number);
        return Sort::truth;
      case Kind::negation:
      case Kind::conjunction:
      case Kind::disjunction:
      case Kind::implication:
      case Kind::equivalence:
        for (const Node& child : node.children) require(child, Sort::truth);
        return Sort::truth;
      case Kind::quantifier:
      case Kind::existence:
        return quantifier(node);
    }
    return Sort::number;
  }

  [[noreturn]] void fail(Position at, const std::string& sentence) const {
    throw SourceError(source_, at, sentence);
  }

  // The place of the definition in sight of that name.
  std::optional<std::size_t> find(const std::string& name) const {
    auto found = index_.find(name);
    if (found == index_.end() || found->second >= visible_) return std::nullopt;
    if (!definitions_[found->second].is_sound) throw FaultToldBefore();
    return found->second;
  }

  bool is_variable(const std::string& name) const {
    auto bound = variables_.find(name);
    return bound != variables_.end() && !bound->second.empty();
  }

  std::vector<std::string_view> known_names() const {
    std::vector<std::string_view> names;
    for (const auto& [name, sorts] : variables_)
      if (!sorts.empty()) names.push_back(name);
    for (const std::string& name : parameters_) names.push_back(name);
    for (std::size_t i = 0; i < visible_; ++i) names.push_back(definitions_[i].source->name);
    for (const Constant& constant : constants()) names.push_back(constant.name);
    return names;
  }

  std::vector<std::string_view> known_functions() const {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < visible_; ++i) names.push_back(definitions_[i].source->name);
    for (const Function& function : functions()) names.push_back(function.name);
    for (const BindingFunction& function : binding_functions()) names.push_back(function.name);
    return names;
  }

  Sort name(const Node& node) {
    if (is_variable(node.name)) return variables_[node.name].back();
    if (parameters_.count(node.name) != 0) return Sort::integer;
    if (find(node.name)) return definition_call(node);
    if (find_constant(node.name)) return Sort::number;
    if (find_function(node.name) || find_binding_function(node.name))
      fail(node.at, fmt::format("'{}' is a function; expected '(' and its arguments after it", node.name));
    fail(node.at,
         fmt::format("unknown name '{}'; expected a variable bound by 'for', a parameter, a definition made "
                     "before, or a constant{}",
                     node.name, suggestion(node.name, known_names())));
  }

  Sort call(const Node& node) {
    if (find_binding_function(node.name)) {  // sum(list)
      require(node.children[0], Sort::list);
      return Sort::number;
    }
    if (is_variable(node.name))
      fail(node.at,
           fmt::format("'{}' is a variable here and takes no arguments; expected an operator", node.name));
    if (parameters_.count(node.name) != 0)
      fail(node.at,
           fmt::format("'{}' is a parameter and takes no arguments; expected an operator", node.name));
    if (find(node.name)) return definition_call(node);
    const Function* function = find_function(node.name);
    if (!function)
      fail(node.at,
           fmt::format("unknown function '{}'; expected a function of the language or a definition made "
                       "before{}",
                       node.name, suggestion(node.name, known_functions())));
    if (is_of_the_ring(node.name) && (is_variable("p") || parameters_.count("p") != 0 || find("p")))
      fail(node.at,
           fmt::format("'{}' is about the language's variable p, and 'p' has another meaning here; expected "
                       "another name for that",
                       node.name));
    check_arity(node, *function);
    for (std::size_t i = 0; i < node.children.size(); ++i)
      require(node.children[i], function->parameters[std::min(i, function->parameters.size() - 1)]);
    return function->result;
  }

  static bool is_of_the_ring(const std::string& name) {
    return name == "D" || name == "at" || name == "mean_over_p";
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
    const std::size_t index = *find(node.name);
    const Definition& definition = *definitions_[index].source;
    std::vector<Sort> sorts;
    for (const Node& child : node.children) {
      Sort sort = sort_of(child);
      if (sort == Sort::truth) fail(child.at, "a statement stands here; expected a number, a list or a law");
      sorts.push_back(is_number(sort) ? Sort::number : sort);
    }
    if (sorts.size() != definition.parameters.size())
      fail(node.at, fmt::format("'{}' is given {} argument{}; expected {}", node.name, sorts.size(),
                                sorts.size() == 1 ? "" : "s", definition.parameters.size()));
    return sort_in(definition, sorts, index);
  }

  // The sort of a definition's body for arguments of these sorts; it sees the `visible` definitions before
  // it.
  Sort sort_in(const Definition& definition, const std::vector<Sort>& sorts, std::size_t visible) {
    auto key = std::make_pair(&definition, sorts);
    if (auto known = memo_.find(key); known != memo_.end()) return known->second;
    std::map<std::string, std::vector<Sort>> outer = std::exchange(variables_, {});
    const std::size_t outer_visible = std::exchange(visible_, visible);
    for (std::size_t i = 0; i < sorts.size(); ++i) variables_[definition.parameters[i]].push_back(sorts[i]);
    Sort result = sort_of(definition.body);
    if (result == Sort::text) refuse_text(definition.body);
    visible_ = outer_visible;
    variables_ = std::move(outer);
    memo_[key] = result;
    return result;
  }

  Sort conditional(const Node& node) {
    require(node.children[0], Sort::truth);
    Sort yes = sort_of(node.children[1]);
    if (yes == Sort::text) refuse_text(node.children[1]);
    fit(node.children[2], sort_of(node.children[2]), yes);
    return yes;
  }

  // number * list scales a list.
  Sort multiply(const Node& node) {
    require(node.children[0], Sort::number);
    Sort right = sort_of(node.children[1]);
    if (right == Sort::list) return Sort::list;
    fit(node.children[1], right, Sort::number);
    return Sort::number;
  }

  Sort binding(const Node& node) {
    const Binder& binder = node.binders[0];
    const std::string& variable = binder.names[0];
    const bool is_law = find_binding_function(node.name)->over_law;
    for (const Node& term : binder.domain.terms)
      require(term, binder.domain.kind == DomainKind::range ? Sort::integer
                    : is_law                                ? Sort::law
                                                            : Sort::list);
    variables_[variable].push_back(Sort::number);
    require(node.children[0], Sort::number);
    variables_[variable].pop_back();
    return Sort::number;
  }

  Sort quantifier(const Node& node) {
    std::vector<std::string> bound;
    for (std::size_t i = 1; i < node.children.size(); ++i)
      if (require_value(node.children[i]) == Sort::text) refuse_text(node.children[i]);
    for (const Binder& binder : node.binders) {
      std::vector<Sort> sorts = domain(binder);
      for (std::size_t i = 0; i < binder.names.size(); ++i) {
        variables_[binder.names[i]].push_back(sorts[i]);
        bound.push_back(binder.names[i]);
      }
    }
    const bool has_text = std::any_of(bound.begin(), bound.end(), [&](const std::string& name) {
      return variables_[name].back() == Sort::text;
    });
    if (has_text && node.children.size() > 1)
      fail(node.children[1].at, "a witness stands here for a string; expected none");
    require(node.children[0], Sort::truth);
    for (const std::string& name : bound) variables_[name].pop_back();
    return Sort::truth;
  }

  [[noreturn]] void refuse_text(const Node& node) const {
    fail(node.at, "a string stands only as the second argument of prints, and in a list of cases");
  }

  Sort require_value(const Node& node) {
    Sort sort = sort_of(node);
    if (sort == Sort::truth) fail(node.at, "a statement stands here; expected a number or a list");
    return sort;
  }

  std::vector<Sort> domain(const Binder& binder) {
    const std::vector<Node>& terms = binder.domain.terms;
    if (binder.domain.kind == DomainKind::cases) return cases(binder);
    if (binder.domain.kind != DomainKind::elements) {
      for (const Node& term : terms) require(term, Sort::number);
      return {Sort::number};
    }
    Sort sort = sort_of(terms[0]);
    if (sort != Sort::list && sort != Sort::law)
      fail(terms[0].at,
           fmt::format(
               "{} stands here; expected a domain: lo..hi, {{...}}, an interval such as [a, b), real, a list "
               "or a law",
               name_of(sort)));
    return {Sort::number};
  }

  // The sorts of each component, which must agree over the cases.
  std::vector<Sort> cases(const Binder& binder) {
    std::vector<Sort> sorts;
    for (const Node& term : binder.domain.terms)
      for (std::size_t i = 0; i < binder.names.size(); ++i) {
        const Node& component = binder.names.size() == 1 ? term : term.children[i];
        Sort sort = require_value(component);
        if (i >= sorts.size())
          sorts.push_back(sort);
        else if (sort != sorts[i] && !(is_number(sort) && is_number(sorts[i])))
          fail(component.at, fmt::format("{} stands here; expected {} as in the first case", name_of(sort),
                                         name_of(sorts[i])));
      }
    return sorts;
  }

  // A definition may call only what was defined before it: so no definition is recursive.
  void require_known_calls(const Node& node, const Definition& definition) const {
    const bool is_function = find_function(node.name) || find_binding_function(node.name);
    if (node.name == definition.name &&
        (node.kind == Kind::call || (node.kind == Kind::name && definition.parameters.empty())))
      fail(node.at,
           fmt::format("the definition of '{}' refers to itself; a definition may use only those before it",
                       node.name));
    if (node.kind == Kind::call && !find(node.name) && !is_function)
      fail(node.at,
           fmt::format(
               "unknown function '{}' in the definition of '{}'; a definition may use only those before it{}",
               node.name, definition.name, suggestion(node.name, known_functions())));
    for (const Node& child : node.children) require_known_calls(child, definition);
    for (const Binder& binder : node.binders)
      for (const Node& term : binder.domain.terms) require_known_calls(term, definition);
  }

  const std::string& source_;
  std::set<std::string> parameters_;
  std::vector<Entry> definitions_;            // in force, in order
  std::map<std::string, std::size_t> index_;  // their places
  std::size_t visible_ = 0;                   // so many are in sight
  std::map<std::string, std::vector<Sort>> variables_;
  std::map<std::pair<const Definition*, std::vector<Sort>>, Sort> memo_;
  int depth_ = 0;
};

// Gathers the faults of independent parts.
class Faults {
 public:
  template <class Check>
  void gather(Check check) {
    try {
      check();
    } catch (const SourceError& error) {
      errors_.push_back(error);
    } catch (const FaultToldBefore&) {
    }
  }

  void raise() const {
    if (!errors_.empty()) throw SourceError(errors_);
  }

 private:
  std::vector<SourceError> errors_;
};

void check_roles(const Claim& claim, const std::string& source) {
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
}

void check_claim(Checker& checker, const Claim& claim, const std::string& source, Faults& faults) {
  faults.gather([&] { check_roles(claim, source); });
  const std::size_t before = checker.definitions();
  for (const Definition& definition : claim.definitions) faults.gather([&] { checker.define(definition); });
  for (const Statement& statement : claim.statements)
    faults.gather([&] { checker.require_statement(statement.tree); });
  checker.undefine(checker.definitions() - before);
}

void names_bound_in(const Node& node, std::set<std::string>& names) {
  for (const Binder& binder : node.binders) {
    names.insert(binder.names.begin(), binder.names.end());
    for (const Node& term : binder.domain.terms) names_bound_in(term, names);
  }
  for (const Node& child : node.children) names_bound_in(child, names);
}

void names_of_definition(const Definition& definition, std::set<std::string>& names) {
  names.insert(definition.name);
  names.insert(definition.parameters.begin(), definition.parameters.end());
  names_bound_in(definition.body, names);
}

}  // namespace

Sort check_expression(const Node& expression, const std::string& source) {
  const Sort sort = expression.kind == Kind::text ? Sort::text : Checker(source).sort(expression);
  if (sort == Sort::text)
    throw SourceError(source, expression.at, "a string stands here; expected a term or a statement");
  return sort;
}

void check_ledger(const Ledger& ledger) {
  if (ledger.claims.empty())
    throw SourceError(ledger.source, {}, "the ledger has no claim; expected 'claim'");
  Checker checker(ledger.source);
  Faults faults;
  for (const Parameter& parameter : ledger.parameters) faults.gather([&] { checker.declare(parameter); });
  for (const Definition& definition : ledger.definitions) faults.gather([&] { checker.define(definition); });
  std::set<std::string> ids;
  for (const Claim& claim : ledger.claims) {
    faults.gather([&] {
      if (!ids.insert(claim.id).second)
        throw SourceError(ledger.source, claim.at,
                          fmt::format("claim {} appears twice; expected distinct ids", claim.id));
    });
    check_claim(checker, claim, ledger.source, faults);
  }
  for (const Headline& headline : ledger.headlines)
    for (const std::string& id : headline.ids)
      faults.gather([&] {
        if (ids.count(id) == 0)
          throw SourceError(ledger.source, headline.at,
                            fmt::format("a headline names claim {}, which the ledger does not have", id));
      });
  faults.raise();
}

std::vector<std::string> hidden_functions(const Ledger& ledger) {
  std::set<std::string> names;
  for (const Parameter& parameter : ledger.parameters) names.insert(parameter.name);
  for (const Definition& definition : ledger.definitions) names_of_definition(definition, names);
  for (const Claim& claim : ledger.claims) {
    for (const Definition& definition : claim.definitions) names_of_definition(definition, names);
    for (const Statement& statement : claim.statements) names_bound_in(statement.tree, names);
  }
  std::vector<std::string> hidden;
  for (const std::string& name : names)
    if (find_function(name) || (find_constant(name) && name != "p")) hidden.push_back(name);
  return hidden;
}

}  // namespace dropcert
