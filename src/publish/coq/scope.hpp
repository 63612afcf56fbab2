// What names stand for while a statement is translated.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "language/ledger.hpp"

namespace dropcert::publish {

/// One case of a statement: its variables, and the terms that they stand for, each of which sees those before
/// it.
using CaseValues = std::vector<std::pair<std::string, language::Node>>;

template <class Value>
class TranslationScope {
 public:
  using Names = std::map<std::string, Value>;

  /// The ledger's parameters are in force; the definitions are referred to, not copied.
  TranslationScope(Names parameters, const std::vector<const language::Definition*>& definitions)
      : definitions_(definitions),
        visible_(definitions.size()),
        parameters_(std::move(parameters)),
        names_(parameters_) {}

  /// What a variable or parameter stands for; nullptr: there is none of this name.
  const Value* find(const std::string& name) const {
    const auto found = names_.find(name);
    return found == names_.end() ? nullptr : &found->second;
  }

  /// The definition in sight of this name; nullptr: there is none.
  const language::Definition* definition(const std::string& name) const {
    for (std::size_t i = visible_; i-- > 0;)
      if (definitions_[i]->name == name) return definitions_[i];
    return nullptr;
  }

  /// The result of the action with these names besides those in force.
  template <class Action>
  auto with(const Names& names, const Action& action) {
    const Restored restored{names_, names_};
    for (const auto& [name, value] : names) names_[name] = value;
    return action();
  }

  /// The same for the body of a definition, which sees its arguments, the ledger's parameters and the
  /// definitions before it, and no variable of its caller.
  template <class Action>
  auto inside(const language::Definition& definition, const Names& arguments, const Action& action) {
    const Restored restored{names_, std::move(names_)};
    const std::size_t outer = visible_;
    struct Sight {
      std::size_t& visible;
      std::size_t outer;
      ~Sight() { visible = outer; }
    } sight{visible_, outer};
    while (definitions_[visible_ - 1] != &definition) --visible_;
    --visible_;
    names_ = parameters_;
    return with(arguments, action);
  }

 private:
  struct Restored {
    Names& names;
    Names outer;
    ~Restored() { names = std::move(outer); }
  };

  const std::vector<const language::Definition*>& definitions_;
  std::size_t visible_;
  Names parameters_;
  Names names_;
};

}  // namespace dropcert::publish
