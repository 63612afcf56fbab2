// The functions of the language of one real number, from its table: so that random terms have every word.
#pragma once

#include <string>
#include <vector>

#include "language/functions.hpp"

namespace dropcert::test {

/// Those whose argument and value are real numbers.
inline const std::vector<std::string>& functions_of_a_number() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> result;
    for (const language::Function& function : language::functions())
      if (function.parameters == std::vector{language::Sort::number} && !function.variadic &&
          function.result == language::Sort::number && function.name != "mean_over_p")
        result.emplace_back(function.name);
    return result;
  }();
  return names;
}

}  // namespace dropcert::test
