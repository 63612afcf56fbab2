// The functions and constants of the language as they are written: "sin(", "sum(", "pi".
#pragma once

#include <string>
#include <vector>

#include "language/functions.hpp"

namespace dropcert::test {

inline std::vector<std::string> language_words() {
  std::vector<std::string> words;
  for (const Function& function : functions()) words.push_back(std::string(function.name) + "(");
  for (const BindingFunction& function : binding_functions())
    words.push_back(std::string(function.name) + "(");
  for (const Constant& constant : constants()) words.emplace_back(constant.name);
  return words;
}

}  // namespace dropcert::test
