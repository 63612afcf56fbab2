// What names stand for while a statement is translated.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "language/ledger.hpp"

namespace dropcert {

template <class Value>
class Scope {
 public:
  using Names = std::map<std::string, Value>;

  /// The ledger's parameters are in force; the definitions are referred to, not copied.
  Scope(Names parameters, const std::vector<const Definition*>& definitions)
      : definitions_(definitions), parameters_(std::move(parameters)), names_(parameters_) {}

  /// What a variable or parameter stands for; nullptr: there is none of this name.
  const Value* find(const std::string& name) const {
    const auto found = names_.find(name);
    return found == names_.end() ? nullptr : &found->second;
  }

  /// The last definition of this name; nullptr: there is none.
  const Definition* definition(const std::string& name) const {
    for (auto definition = definitions_.rbegin(); definition != definitions_.rend(); ++definition)
      if ((*definition)->name == name) return *definition;
    return nullptr;
  }

  /// The result of the action with these names besides those in force.
  template <class Action>
  auto with(const Names& names, const Action& action) {
    const Restored restored{names_, names_};
    for (const auto& [name, value] : names) names_[name] = value;
    return action();
  }

  /// The same for the body of a definition, which sees its arguments and the ledger's parameters, and no
  /// variable of its caller.
  template <class Action>
  auto inside(const Names& arguments, const Action& action) {
    const Restored restored{names_, std::move(names_)};
    names_ = parameters_;
    return with(arguments, action);
  }

 private:
  struct Restored {
    Names& names;
    Names outer;
    ~Restored() { names = std::move(outer); }
  };

  const std::vector<const Definition*>& definitions_;
  Names parameters_;
  Names names_;
};

}  // namespace dropcert
