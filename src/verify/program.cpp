#include "verify/program.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "language/functions.hpp"
#include "verify/builtins.hpp"
#include "verify/over_reals.hpp"
#include "verify/premises.hpp"
#include "verify/quotients.hpp"
#include "verify/squares.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace language;

namespace {

// Whether p stands in the term, which sees so many definitions, or in a definition that it reaches, or one by
// equations does.
bool reaches_p(const Node& term, const Scope& scope, int visible) {
  std::set<int> seen;
  std::vector<std::pair<const Node*, int>> left = {{&term, visible}};
  while (!left.empty()) {
    const auto [tree, in_sight] = left.back();
    left.pop_back();
    const bool found = any_part(*tree, [&, in_sight = in_sight](const Node& part) {
      if (part.kind != Kind::name && part.kind != Kind::call) return false;
      if (part.kind == Kind::name && part.name == "p") return true;
      const int place = scope.find(part.name);
      if (place < 0 || place >= in_sight || !seen.insert(place).second) return false;
      const Definition& definition = scope.definition(place);
      if (definition.is_by_equations()) return true;
      left.emplace_back(&definition.body, place);
      return false;
    });
    if (found) return true;
  }
  return false;
}

// The place of the definition of that name, of the first so many; or -1.
int find_among(const Scope& scope, int visible, const std::string& name) {
  const int place = scope.find(name);
  return place < visible ? place : -1;
}

// Where so many definitions are in sight.
Meanings meanings_at(const Scope& scope, int visible, std::function<bool(const std::string&)> is_variable) {
  const auto find = [&scope, visible](const std::string& name) { return find_among(scope, visible, name); };
  return {[&scope, find](const std::string& name) -> const Definition* {
            const int place = find(name);
            if (place < 0 || scope.definition(place).is_by_equations()) return nullptr;
            return &scope.definition(place);
          },
          [&scope, find](const std::string& name) { return find(name) < 0 && !scope.parameter(name); },
          is_variable, [&scope, visible](const Node& term) { return reaches_p(term, scope, visible); },
          [&scope, is_variable](const Definition& definition, const std::string& name) {
            return !is_variable(name) && scope.find(name) < scope.find(definition.name);
          }};
}

class Compiler {
 public:
  explicit Compiler(const Scope& scope) : scope_(scope) {}

  Program run(const Node& tree) {
    Frame frame{scope_.definitions(), 0, {}};
    frame_ = &frame;
    program_.body = code(tree);
    program_.frame_size = frame.size;
    while (!pending_.empty()) {
      const int place = pending_.back();
      pending_.pop_back();
      Procedure made = compiled(place);
      program_.procedures[static_cast<std::size_t>(procedures_.at(place))] = std::move(made);
    }
    return std::move(program_);
  }

 private:
  struct Frame {
    int visible;  // so many definitions are in sight
    int size = 0;
    std::unordered_map<std::string, std::vector<int>> slots;
  };

  // The index in the program of the definition at that place, which is compiled later: a chain of definitions
  // is no depth of calls here.
  int procedure(int place) {
    auto [known, is_new] = procedures_.try_emplace(place, static_cast<int>(program_.procedures.size()));
    if (is_new) {
      program_.procedures.emplace_back();
      pending_.push_back(place);
    }
    return known->second;
  }

  // Its body sees only the definitions before it.
  Procedure compiled(int place) {
    Procedure result;
    result.source = &scope_.definition(place);
    if (result.source->is_by_equations()) return compiled_equations(place);
    Frame frame{place, 0, {}};
    frame_ = &frame;
    for (const std::string& name : result.source->parameters) frame.slots[name].push_back(frame.size++);
    result.body = code(result.source->body);
    result.frame_size = frame.size;
    return result;
  }

  // Their bodies see the definition itself. All begin with the arguments, whatever these are called.
  Procedure compiled_equations(int place) {
    Procedure result;
    result.source = &scope_.definition(place);
    result.body.kind = Kind::tuple;  // no term
    result.body.source = &result.source->body;
    result.is_recursive = is_recursive(*result.source);
    if (result.is_recursive) result.least = Integer(least_case(*result.source)->get_mpz_t());
    itself_ = place;
    const auto arity = static_cast<int>(result.source->parameters.size());
    int size = arity;
    for (const Equation& equation : result.source->equations) {
      Frame frame{place + 1, size, {}};
      frame_ = &frame;
      for (int i = 0; i < arity; ++i)
        if (const Node& pattern = equation.patterns[static_cast<std::size_t>(i)]; pattern.kind == Kind::name)
          frame.slots[pattern.name].push_back(i);
      result.equations.push_back(code(equation.body));
      size = frame.size;
    }
    result.frame_size = size;
    itself_ = -1;
    return result;
  }

  Code code(const Node& node) {
    Code result;
    result.source = &node;
    result.kind = node.kind;
    const bool is_existence = node.kind == Kind::existence;
    // The witnesses of an existence do not see its names.
    std::vector<Code> witnesses;
    for (std::size_t i = 1; is_existence && i < node.children.size(); ++i)
      witnesses.push_back(code(node.children[i]));
    std::vector<std::string> bound;
    for (const Binder& binder : node.binders) {
      BinderCode compiled;
      compiled.source = &binder;
      for (std::size_t i = 0; i < binder.names.size(); ++i) compiled.slots.push_back(frame_->size++);
      for (const Node& term : binder.domain.terms) compiled.terms.push_back(code(term));
      for (std::size_t i = 0; i < binder.names.size(); ++i) {
        frame_->slots[binder.names[i]].push_back(compiled.slots[i]);
        bound.push_back(binder.names[i]);
      }
      result.binders.push_back(std::move(compiled));
    }
    const std::size_t inside = is_existence ? 1 : node.children.size();
    for (std::size_t i = 0; i < inside; ++i) result.arguments.push_back(code(node.children[i]));
    if (node.kind == Kind::quantifier && (!copy_ || copy_ == &node)) result.steps = steps(node);
    if (node.kind == Kind::relation) result.squared = squared(node);
    std::optional<WrittenLimit> limit;
    if (node.kind == Kind::binding) limit = written_limit(node, meanings());
    for (const std::string& name : bound) frame_->slots[name].pop_back();
    if (limit) result.written = written(*std::move(limit), free_slots(result));
    std::move(witnesses.begin(), witnesses.end(), std::back_inserter(result.arguments));
    resolve(result);
    return result;
  }

  // Of the quantifiers inside a copy none has a copy again: they would double with each level.
  StatementsCode compiled(std::vector<Node> sources) {
    StatementsCode result{std::move(sources), {}};
    const Node* const outer = copy_;
    for (const Node& source : result.sources) {
      copy_ = &source;
      result.code.push_back(code(source));
    }
    copy_ = outer;
    return result;
  }

  // With the names of its binders in sight; nullptr if there are none.
  std::shared_ptr<const StepCode> steps(const Node& quantifier) {
    std::vector<Ways> sources = ways_of_steps(quantifier, meanings());
    const bool needs_first_case = !sources.empty();
    if (sources.empty()) sources = ways_of_quotients(quantifier, meanings());
    auto result = std::make_shared<StepCode>();
    if (std::optional<Node> wider = over_reals(quantifier))
      result->over_reals = compiled({*std::move(wider)});
    result->premises = compiled(with_premises_as_ends(quantifier));
    if (sources.empty() && result->over_reals.code.empty() && result->premises.code.empty()) return nullptr;
    result->needs_first_case = needs_first_case;
    result->sources = std::move(sources);
    for (const Ways& ways : result->sources) {
      result->code.emplace_back();
      for (const std::vector<Node>& way : ways) {
        std::vector<Code>& steps = result->code.back().emplace_back();
        for (const Node& step : way) steps.push_back(code(step));
      }
    }
    return result;
  }

  std::vector<std::shared_ptr<const SquaredCode>> squared(const Node& relation) {
    std::vector<std::shared_ptr<const SquaredCode>> all;
    for (std::size_t i = 0; i < relation.relations.size(); ++i) {
      all.emplace_back();
      std::optional<Node> statement = compared_by_squares(relation.children[i], relation.relations[i],
                                                          relation.children[i + 1], meanings());
      if (!statement) continue;
      auto result = std::make_shared<SquaredCode>();
      result->source = *std::move(statement);
      result->statement = code(result->source);
      all.back() = std::move(result);
    }
    return all;
  }

  // Where the binding stands, its own name not in sight.
  std::shared_ptr<const WrittenCode> written(WrittenLimit limit, std::vector<int> variables) {
    auto result = std::make_shared<WrittenCode>();
    result->source = std::move(limit);
    for (const Node& guard : result->source.guards) result->guards.push_back(code(guard));
    if (result->source.count) result->count = code(*result->source.count);
    result->result = code(result->source.result);
    result->variables = std::move(variables);
    return result;
  }

  Meanings meanings() const {
    return meanings_at(scope_, frame_->visible, [this](const std::string& name) {
      const auto bound = frame_->slots.find(name);
      return bound != frame_->slots.end() && !bound->second.empty();
    });
  }

  void resolve(Code& result) {
    const Node& node = *result.source;
    if (node.kind == Kind::number) result.constant = Rational(node.number.get_mpq_t());
    if (node.kind == Kind::text)
      result.constant = PrintedText{std::make_shared<const Printed>(parse_printed(node.name)), node.name};
    if (node.kind == Kind::name) resolve_name(result);
    if (node.kind == Kind::call) {
      const int place = visible(node.name);
      if (place >= 0) {
        result.definition = procedure(place);
        result.is_by_equations = scope_.definition(place).is_by_equations();
        result.is_of_itself = place == itself_;
      } else {
        result.builtin = find_builtin(node.name);
      }
    }
  }

  void resolve_name(Code& result) {
    const std::string& name = result.source->name;
    auto bound = frame_->slots.find(name);
    if (bound != frame_->slots.end() && !bound->second.empty()) {
      result.slot = bound->second.back();
      return;
    }
    if (const Parameter* parameter = scope_.parameter(name)) {
      result.kind = Kind::number;
      result.constant = Rational(Integer(parameter->value.get_mpz_t()));
      return;
    }
    const int place = visible(name);
    if (place >= 0) {
      result.definition = procedure(place);
      return;
    }
    if (name != "pi" && name != "p" && find_constant(name)) {
      result.builtin = find_builtin(name);  // a function without arguments
      return;
    }
    result.kind = Kind::number;
    if (name == "pi")
      result.constant = ExactNumber::pi();
    else
      result.constant = RingElement{Quotient(Polynomial::variable())};
  }

  int visible(const std::string& name) const { return find_among(scope_, frame_->visible, name); }

  const Scope& scope_;
  Program program_;
  std::unordered_map<int, int> procedures_;  // by place
  std::vector<int> pending_;                 // places
  Frame* frame_ = nullptr;
  int itself_ = -1;             // the place of the definition whose equations are compiled
  const Node* copy_ = nullptr;  // the statement in the place of a quantifier that is compiled
};

// Each binder has slots of its own.
void collect_slots(const Code& code, std::set<int>& all, std::set<int>& bound) {
  if (code.slot >= 0) all.insert(code.slot);
  for (const Code& argument : code.arguments) collect_slots(argument, all, bound);
  for (const BinderCode& binder : code.binders) {
    bound.insert(binder.slots.begin(), binder.slots.end());
    for (const Code& term : binder.terms) collect_slots(term, all, bound);
  }
}

}  // namespace

std::vector<int> free_slots(const Code& code) {
  std::set<int> all, bound;
  collect_slots(code, all, bound);
  std::vector<int> result;
  std::set_difference(all.begin(), all.end(), bound.begin(), bound.end(), std::back_inserter(result));
  return result;
}

bool mentions(const Code& code, int slot) {
  auto occurs = [slot](const Code& part) { return mentions(part, slot); };
  if (code.slot == slot) return true;
  if (std::any_of(code.arguments.begin(), code.arguments.end(), occurs)) return true;
  return std::any_of(code.binders.begin(), code.binders.end(), [&](const BinderCode& binder) {
    return std::any_of(binder.terms.begin(), binder.terms.end(), occurs);
  });
}

Meanings meanings_of(const Node& statement, const Scope& scope) {
  return meanings_at(scope, scope.definitions(),
                     [&statement](const std::string& name) { return binds(statement, name); });
}

Program compile(const Node& tree, const Scope& scope) {
  return Compiler(scope).run(tree);
}

}  // namespace dropcert::verify
