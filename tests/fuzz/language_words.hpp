// The functions and constants of the language as they are written: "sin(", "sum(", "pi".
#pragma once

#include <string>
#include <vector>

#include "language/functions.hpp"

namespace dropcert::test {

inline std::vector<std::string> language_words() {
  std::vector<std::string> words;
  for (const language::Function& function : language::functions())
    words.push_back(std::string(function.name) + "(");
  for (const language::BindingFunction& function : language::binding_functions())
    words.push_back(std::string(function.name) + "(");
  for (const language::Constant& constant : language::constants()) words.emplace_back(constant.name);
  return words;
}

}  // namespace dropcert::test
