#include "language/check.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "language/cells.hpp"
#include "language/parser.hpp"
#include "language/printed.hpp"
#include "language/suggestion.hpp"

namespace dropcert::language {

namespace {

// A part has a fault that is told already.
struct FaultToldBefore {};

// All faults, each place once, in the order of the text.
class Faults {
 public:
  /// Looks at a part of its own; false if it has a fault.
  template <class Look>
  bool gather(Look look) {
    try {
      look();
      return true;
    } catch (const SourceError& error) {
      tell(error);
    } catch (const FaultToldBefore&) {
    }
    return false;
  }

  /// What else is found in these lines says nothing new.
  void ignore(std::set<int> lines) { ignored_ = std::move(lines); }

  void tell(const SourceError& error) {
    if (ignored_.count(error.at().line) == 0)
      errors_.emplace(std::make_pair(error.at().line, error.at().column), error);
  }

  void raise() const {
    if (errors_.empty()) return;
    std::vector<SourceError> errors;
    for (const auto& [place, error] : errors_) errors.push_back(error);
    throw SourceError(errors);
  }

 private:
  std::map<std::pair<int, int>, SourceError> errors_;
  std::set<int> ignored_;
};

class Checker {
 public:
  Checker(const std::string& source, Faults& faults) : source_(source), faults_(faults) {}

  // Names whose definitions could not be read.
  void declare_faulty(const std::set<std::string>& names) { faulty_.insert(names.begin(), names.end()); }

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
    require_base_equation(definition);
    require_known_names(definition);
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

  void require_number(const Node& node) { fit(node, sort(node), Sort::number); }
  void require_statement(const Node& node) { fit(node, sort(node), Sort::truth); }

 private:
  struct Entry {
    const Definition* source;
    bool is_sound;
  };

  void start() { visible_ = definitions_.size(); }

  // Names in sight until the end of a block.
  class Scope {
   public:
    explicit Scope(std::map<std::string, std::vector<Sort>>& variables) : variables_(variables) {}
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;
    ~Scope() {
      for (const std::string& name : names_) variables_[name].pop_back();
    }
    void bind(const std::string& name, Sort sort) {
      variables_[name].push_back(sort);
      names_.push_back(name);
    }

   private:
    std::map<std::string, std::vector<Sort>>& variables_;
    std::vector<std::string> names_;
  };

  // A value that is another one until the end of a block.
  template <class T>
  class Instead {
   public:
    Instead(T& place, T value) : place_(place), outer_(std::exchange(place, std::move(value))) {}
    Instead(const Instead&) = delete;
    Instead& operator=(const Instead&) = delete;
    ~Instead() { place_ = std::move(outer_); }

   private:
    T& place_;
    T outer_;
  };

  // Looks at parts that do not depend on one another: a fault of one hides none of the others.
  template <class Look>
  void each(const std::vector<Node>& parts, Look look) {
    bool is_sound = true;
    for (const Node& part : parts) is_sound = faults_.gather([&] { look(part); }) && is_sound;
    if (!is_sound) throw FaultToldBefore();
  }

  void require_each(const std::vector<Node>& parts, Sort wanted) {
    each(parts, [&](const Node& part) { require(part, wanted); });
  }

  // Looks at what is bound, whose sort is known even if its domain has a fault, and then within its scope.
  template <class Domain, class Body>
  void both(Domain domain, Body body) {
    const bool is_sound = faults_.gather(domain);
    body();
    if (!is_sound) throw FaultToldBefore();
  }

  // Each node is looked at once.
  Sort sort_of(const Node& node) {
    // Each definition is no deeper than the parser allows, but they call one another.
    constexpr int most = 2 * max_depth;
    if (depth_ == most) {
      if (std::exchange(is_too_deep_, true)) throw FaultToldBefore();
      fail(node.at, fmt::format("definitions nested deeper than {} levels", most));
    }
    const Instead deeper(depth_, depth_ + 1);
    return sort_of_nested(node);
  }

  // A string that stands where no string does is told as one, whatever it says.
  void require(const Node& node, Sort wanted) {
    fit(node, node.kind == Kind::text && wanted != Sort::text ? Sort::text : sort_of(node), wanted);
  }

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
        require_each(node.children, Sort::number);
        return Sort::list;
      case Kind::tuple:
        fail(node.at,
             "several values in parentheses stand only in a list of cases, and in law([(x, p), ...])");
      case Kind::call:
        return call(node);
      case Kind::binding:
        return binding(node);
      case Kind::conditional:
        return conditional(node);
      case Kind::multiply:
        return multiply(node);
      case Kind::index:
        require(node.children[0], Sort::list);
        require(node.children[1], Sort::integer);
        return Sort::number;
      case Kind::divide:
      case Kind::factorial:
      case Kind::negate:
      case Kind::add:
      case Kind::subtract:
      case Kind::power:
        require_each(node.children, Sort::number);
        return Sort::number;
      case Kind::relation:
        require_each(node.children, Sort::number);
        return Sort::truth;
      case Kind::negation:
      case Kind::conjunction:
      case Kind::disjunction:
      case Kind::implication:
      case Kind::equivalence:
        require_each(node.children, Sort::truth);
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
    if (faulty_.count(name) != 0) throw FaultToldBefore();
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
    require_known(node);
    if (parameters_.count(node.name) != 0) return Sort::integer;
    return find(node.name) ? definition_call(node) : Sort::number;
  }

  // That a name outside all binders has a meaning.
  void require_known(const Node& node) const {
    if (parameters_.count(node.name) != 0 || find(node.name) || find_constant(node.name)) return;
    if (find_function(node.name) || find_binding_function(node.name))
      fail(node.at, fmt::format("'{}' is a function; expected '(' and its arguments after it", node.name));
    fail(node.at,
         fmt::format("unknown name '{}'; expected a variable bound by 'for', a parameter, a definition made "
                     "before, or a constant{}",
                     node.name, suggestion(node.name, known_names())));
  }

  Sort call(const Node& node) {
    const BindingFunction* binding_function = find_binding_function(node.name);
    if (binding_function && binding_function->over_elements) {  // sum(list)
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
    if (binding_function && !function)
      fail(node.at, fmt::format("'{}' binds a variable; expected {}", node.name, binding_function->meaning));
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
    each(node.children, [&](const Node& child) {
      const auto i = static_cast<std::size_t>(&child - node.children.data());
      argument(child, function->parameters[std::min(i, function->parameters.size() - 1)]);
    });
    return function->result;
  }

  // Pairs have no name and no definition has them: they stand where they are used.
  void argument(const Node& node, Sort wanted) {
    if (wanted != Sort::pairs) return require(node, wanted);
    const bool is_written_out =
        node.kind == Kind::list && std::all_of(node.children.begin(), node.children.end(),
                                               [](const Node& child) { return child.kind == Kind::tuple; });
    if (!is_written_out) fit(node, sort_of(node), Sort::pairs);
    each(node.children, [&](const Node& pair) {
      if (pair.children.size() != 2)
        fail(pair.at,
             fmt::format("{} values stand here; expected a value and its probability", pair.children.size()));
      require_each(pair.children, Sort::number);
    });
  }

  void check_arity(const Node& node, const Definition& definition) const {
    const std::size_t given = node.children.size();
    if (given != definition.parameters.size())
      fail(node.at, fmt::format("'{}' is given {} argument{}; expected {}", node.name, given,
                                given == 1 ? "" : "s", definition.parameters.size()));
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
    check_arity(node, definition);
    std::vector<Sort> sorts;
    each(node.children, [&](const Node& child) {
      const Sort sort = sort_of(child);
      if (sort == Sort::truth) fail(child.at, "a statement stands here; expected a number, a list or a law");
      sorts.push_back(is_number(sort) ? Sort::number : sort);
    });
    return definition.is_by_equations() ? sort_of_equations(definition, sorts, index)
                                        : sort_in(definition, sorts, index);
  }

  // Of a call of a definition by equations, each of which is a number and sees the definition itself.
  Sort sort_of_equations(const Definition& definition, const std::vector<Sort>& sorts, std::size_t index) {
    const auto [known, is_new] = memo_.try_emplace(std::make_pair(&definition, sorts), Sort::number);
    std::optional<Sort>& result = known->second;  // empty after a fault
    if (is_new) {
      try {
        require_equations(definition, sorts, index);
      } catch (...) {
        result.reset();
        throw;
      }
    }
    if (!result) throw FaultToldBefore();
    return *result;
  }

  void require_equations(const Definition& definition, const std::vector<Sort>& sorts, std::size_t index) {
    if (is_recursive(definition) && sorts[0] != Sort::number)
      fail(definition.at, fmt::format("the first argument of '{}' is {}; expected a number", definition.name,
                                      name_of(sorts[0])));
    const Instead variables(variables_, std::map<std::string, std::vector<Sort>>());
    const Instead visible(visible_, index + 1);
    const Instead inside(is_in_definition_, true);
    for (const Equation& equation : definition.equations) {
      variables_.clear();
      for (std::size_t i = 0; i < sorts.size(); ++i) {
        if (equation.patterns[i].kind == Kind::number)
          fit(equation.patterns[i], Sort::number, sorts[i]);
        else
          variables_[equation.patterns[i].name].push_back(sorts[i]);
      }
      require(equation.body, Sort::number);
    }
  }

  // The sort of a definition's body for arguments of these sorts; it sees the `visible` definitions before
  // it.
  Sort sort_in(const Definition& definition, const std::vector<Sort>& sorts, std::size_t visible) {
    const auto [known, is_new] = memo_.try_emplace(std::make_pair(&definition, sorts));
    std::optional<Sort>& result = known->second;
    if (is_new) {  // it stays empty after a fault
      const Instead<std::map<std::string, std::vector<Sort>>> no_variables(variables_, {});
      const Instead before(visible_, visible);
      const Instead inside(is_in_definition_, true);
      for (std::size_t i = 0; i < sorts.size(); ++i) variables_[definition.parameters[i]].push_back(sorts[i]);
      const Sort sort = sort_of(definition.body);
      if (sort == Sort::text) refuse_text(definition.body);
      result = sort;
    }
    if (!result) throw FaultToldBefore();
    return *result;
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
    const BindingFunction& function = *find_binding_function(node.name);
    if (function.may_be_defined() && (is_variable(node.name) || find(node.name)))
      fail(node.at, fmt::format("'{}' has another meaning here; expected another name for that", node.name));
    const Sort element = binder.domain.kind == DomainKind::range      ? Sort::integer
                         : binder.domain.kind != DomainKind::elements ? Sort::number
                         : function.over_law                          ? Sort::law
                                                                      : Sort::list;
    both([&] { require_each(binder.domain.terms, element); },
         [&] {
           Scope scope(variables_);
           scope.bind(variable, Sort::number);
           require(node.children[0], Sort::number);
         });
    return Sort::number;
  }

  Sort quantifier(const Node& node) {
    Scope scope(variables_);
    bool has_text = false;
    bool is_sound = true;
    std::vector<std::optional<Sort>> witnesses(1);
    for (std::size_t i = 1; i < node.children.size(); ++i)
      is_sound = faults_.gather([&] {
        witnesses.emplace_back();
        witnesses.back() = require_value(node.children[i]);
        if (witnesses.back() == Sort::text) refuse_text(node.children[i]);
      }) && is_sound;
    std::size_t place = 0;  // of a name, and its witness
    for (const Binder& binder : node.binders) {
      std::vector<Sort> sorts = {binder.domain.kind == DomainKind::power ? Sort::list : Sort::number};
      if (!faults_.gather([&] { sorts = domain(node, binder); })) {
        if (binder.domain.kind == DomainKind::cases || binder.names.size() > 1)
          throw FaultToldBefore();  // of which sorts?
        is_sound = false;
      }
      place += binder.names.size();
      if (binder.domain.kind == DomainKind::power && place < witnesses.size() && witnesses[place])
        is_sound =
            faults_.gather([&] { fit(node.children[place], *witnesses[place], Sort::list); }) && is_sound;
      for (std::size_t i = 0; i < binder.names.size(); ++i) {
        scope.bind(binder.names[i], sorts[i]);
        has_text = has_text || sorts[i] == Sort::text;
      }
    }
    if (has_text && node.children.size() > 1)
      fail(node.children[1].at, "a witness stands here for a string; expected none");
    require(node.children[0], Sort::truth);
    if (!is_sound) throw FaultToldBefore();
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

  // Numbers, or strings where their names stand for these.
  std::vector<Sort> cells(const Node& quantifier, const Binder& binder) const {
    const auto place = static_cast<std::size_t>(&binder - quantifier.binders.data());
    const std::vector<bool> are_texts = texts_of_binder(quantifier, place, [&](const std::string& name) {
      const std::optional<std::size_t> index = find(name);
      return index ? definitions_[*index].source : nullptr;
    });
    std::vector<Sort> sorts;
    for (const bool is_text : are_texts) sorts.push_back(is_text ? Sort::text : Sort::number);
    return sorts;
  }

  std::vector<Sort> domain(const Node& quantifier, const Binder& binder) {
    const std::vector<Node>& terms = binder.domain.terms;
    if (path_of_file(binder.domain) && !is_variable("file") && !find("file")) {
      if (is_in_definition_)
        fail(terms[0].at, "a file of cases stands in a definition; expected it in a statement");
      return cells(quantifier, binder);
    }
    if (binder.names.size() > 1 && binder.domain.kind != DomainKind::cases)
      fail(binder.at, "several names need a list of cases: (a, b) in {(1, 2), (3, 4)}");
    if (binder.domain.kind == DomainKind::cases) return cases(binder);
    if (binder.domain.kind == DomainKind::power) {
      require_each(terms, Sort::number);
      return {Sort::list};
    }
    if (binder.domain.kind != DomainKind::elements) {
      require_each(terms, Sort::number);
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

  // One that calls itself is given somewhere by an equation that does not; the equations after one that fits
  // everything would never count.
  void require_base_equation(const Definition& definition) const {
    const std::vector<Equation>& equations = definition.equations;
    auto is_number = [](const Node& pattern) { return pattern.kind == Kind::number; };
    const bool has_base = std::any_of(equations.begin(), equations.end(), [&](const Equation& equation) {
      return is_number(equation.patterns[0]) && !calls(equation.body, definition.name);
    });
    if (is_recursive(definition) && !has_base)
      fail(definition.at,
           fmt::format("the definition of '{}' refers to itself in every equation; expected one, "
                       "such as {}(0{}) = 1, that does not",
                       definition.name, definition.name, equations[0].patterns.size() > 1 ? ", ..." : ""));
    for (std::size_t i = 0; i + 1 < equations.size(); ++i)
      if (std::none_of(equations[i].patterns.begin(), equations[i].patterns.end(), is_number))
        fail(equations[i + 1].at,
             fmt::format("no arguments are left for this equation of '{}'; expected the one for names last",
                         definition.name));
  }

  // A definition may use only what was defined before it, and, by equations, itself. Its names are looked at
  // even if it is never used, when the sorts of its arguments are not known.
  void require_known_names(const Definition& definition) {
    bool is_sound = true;
    auto look = [&](const Node& body, std::set<std::string> local) {
      names_bound_in(body, local);
      each_part(body, [&](const Node& node) {
        is_sound = faults_.gather([&] { require_known_name(node, definition, local); }) && is_sound;
      });
    };
    if (!definition.is_by_equations())
      look(definition.body, {definition.parameters.begin(), definition.parameters.end()});
    for (const Equation& equation : definition.equations) {
      std::set<std::string> names;
      for (const Node& pattern : equation.patterns)
        if (pattern.kind == Kind::name) names.insert(pattern.name);
      look(equation.body, std::move(names));
    }
    if (!is_sound) throw FaultToldBefore();
  }

  void require_known_name(const Node& node, const Definition& definition,
                          const std::set<std::string>& local) const {
    if (local.count(node.name) != 0) return;
    if (node.kind == Kind::name) {
      if (node.name == definition.name && definition.parameters.empty()) refuse_recursion(node);
      require_known(node);
    } else if (node.kind == Kind::call && !find_binding_function(node.name)) {
      if (node.name == definition.name && !definition.is_by_equations()) refuse_recursion(node);
      if (node.name == definition.name) return check_arity(node, definition);
      if (const std::optional<std::size_t> index = find(node.name))
        return check_arity(node, *definitions_[*index].source);
      const Function* function = find_function(node.name);
      if (!function)
        fail(node.at,
             fmt::format("unknown function '{}' in the definition of '{}'; a definition may use only "
                         "those before it{}",
                         node.name, definition.name, suggestion(node.name, known_functions())));
      check_arity(node, *function);
    }
  }

  [[noreturn]] void refuse_recursion(const Node& node) const {
    fail(node.at,
         fmt::format(
             "the definition of '{}' refers to itself without a base equation; expected one before it, "
             "such as {}(0) = 1, or only definitions made before",
             node.name, node.name));
  }

  const std::string& source_;
  std::set<std::string> parameters_;
  std::vector<Entry> definitions_;            // in force, in order
  std::map<std::string, std::size_t> index_;  // their places
  bool is_in_definition_ = false;
  std::size_t visible_ = 0;  // so many are in sight
  std::map<std::string, std::vector<Sort>> variables_;
  std::map<std::pair<const Definition*, std::vector<Sort>>, std::optional<Sort>> memo_;
  int depth_ = 0;
  bool is_too_deep_ = false;
  std::set<std::string> faulty_;
  Faults& faults_;
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

void check_claim(Checker& checker, const Claim& claim, bool is_read, const std::string& source,
                 Faults& faults) {
  if (is_read) faults.gather([&] { check_roles(claim, source); });
  const std::size_t before = checker.definitions();
  for (const Definition& definition : claim.definitions) faults.gather([&] { checker.define(definition); });
  for (const Statement& statement : claim.statements) {
    faults.gather([&] { checker.require_statement(statement.tree); });
    std::set<std::string> bound;
    if (!statement.contacts.empty()) names_bound_in(statement.tree, bound);
    for (const ContactPoint& contact : statement.contacts) {
      faults.gather([&] {
        if (bound.count(contact.name) == 0)
          throw SourceError(source, contact.at,
                            fmt::format("'{}' is no variable that the statement binds; expected one of these",
                                        contact.name));
      });
      faults.gather([&] { checker.require_number(contact.term); });
    }
  }
  checker.undefine(checker.definitions() - before);
}

void names_of_definition(const Definition& definition, std::set<std::string>& names) {
  names.insert(definition.name);
  if (!definition.is_by_equations()) names.insert(definition.parameters.begin(), definition.parameters.end());
  names_bound_in(definition.body, names);
  for (const Equation& equation : definition.equations) {
    for (const Node& pattern : equation.patterns)
      if (pattern.kind == Kind::name) names.insert(pattern.name);
    names_bound_in(equation.body, names);
  }
}

// Of a ledger that could not be read in full: what is known not to be right about the rest.
void check(const Ledger& ledger, const Unread& unread) {
  Faults faults;
  for (const SourceError& error : unread.faults) faults.tell(error);
  faults.ignore(unread.lines);
  if (ledger.claims.empty() && unread.faults.empty())
    throw SourceError(ledger.source, {}, "the ledger has no claim; expected 'claim'");
  Checker checker(ledger.source, faults);
  checker.declare_faulty(unread.names);
  for (const Parameter& parameter : ledger.parameters) faults.gather([&] { checker.declare(parameter); });
  for (const Definition& definition : ledger.definitions) faults.gather([&] { checker.define(definition); });
  std::set<std::string> ids;
  for (std::size_t i = 0; i < ledger.claims.size(); ++i) {
    const Claim& claim = ledger.claims[i];
    const bool is_read = unread.claims.count(i) == 0;
    faults.gather([&] {
      if (!ids.insert(claim.id).second && is_read)
        throw SourceError(ledger.source, claim.at,
                          fmt::format("claim {} appears twice; expected distinct ids", claim.id));
    });
    check_claim(checker, claim, is_read, ledger.source, faults);
  }
  for (const Headline& headline : ledger.headlines)
    for (const std::string& id : headline.ids)
      faults.gather([&] {
        if (ids.count(id) == 0 && unread.claims.empty())
          throw SourceError(ledger.source, headline.at,
                            fmt::format("a headline names claim {}, which the ledger does not have", id));
      });
  faults.raise();
}

}  // namespace

Sort check_expression(const Node& expression, const std::string& source) {
  Faults faults;
  Sort sort = Sort::text;
  if (expression.kind != Kind::text) faults.gather([&] { sort = Checker(source, faults).sort(expression); });
  faults.raise();
  if (sort == Sort::text)
    throw SourceError(source, expression.at, "a string stands here; expected a term or a statement");
  return sort;
}

void check_ledger(const Ledger& ledger) {
  check(ledger, {});
}

Ledger checked_ledger(std::string_view text, const std::string& source) {
  Unread unread;
  Ledger ledger = parse_ledger(text, source, unread);
  check(ledger, unread);
  return ledger;
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
    if (find_function(name) || find_constant(name)) hidden.push_back(name);
  return hidden;
}

}  // namespace dropcert::language
