// The one table of the names of the language: what they take, give and mean. Each evaluator binds every name
// to its own implementation.
#pragma once

#include <string_view>
#include <vector>

namespace dropcert::language {

/// What a term stands for.
enum class Sort { number, integer, list, pairs, law, truth, text };

std::string_view name_of(Sort sort);

struct Function {
  std::string_view name;
  std::vector<Sort> parameters;
  std::size_t required;  // the parameters after these may be left out
  bool variadic;         // the last parameter may be repeated
  Sort result;
  std::string_view
      latex;  // #1, #2: the arguments, #*: all, #+: all after the first; empty: \operatorname{name}(...)
  std::string_view meaning;  // one line, shown by --help and in the documentation
  std::string_view theorem;  // the formal theorem by which the function is evaluated, if it is one
};

/// A function that binds a variable: NAME(VARIABLE DOMAIN, TERM).
struct BindingFunction {
  std::string_view name;
  bool over_range;     // i = lo..hi
  bool over_elements;  // x in LIST
  bool over_law;       // x in LAW
  bool to_infinity;    // n
  std::string_view latex;
  std::string_view meaning;
  bool over_interval = false;  // x in [a, b]
  bool at_point = false;       // x = c; an order may stand behind the term

  /// A ledger may have a definition of that name: its calls are told apart by their arguments.
  bool may_be_defined() const { return over_interval || at_point; }
};

struct Constant {
  std::string_view name;
  std::string_view latex;
  std::string_view meaning;
};

const std::vector<Function>& functions();
const std::vector<BindingFunction>& binding_functions();
const std::vector<Constant>& constants();

/// The entry of that name, or nullptr.
const Function* find_function(std::string_view name);
const BindingFunction* find_binding_function(std::string_view name);
const Constant* find_constant(std::string_view name);

/// Whether the word belongs to the grammar and is no name.
bool is_keyword(std::string_view name);

/// Whether the name has one meaning everywhere (pi, oo), so that nothing else may bear it.
bool is_reserved(std::string_view name);

}  // namespace dropcert::language
