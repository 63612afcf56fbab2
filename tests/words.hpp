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
    for (const Function& function : functions())
      if (function.parameters == std::vector{Sort::number} && !function.variadic &&
          function.result == Sort::number && function.name != "mean_over_p")
        result.emplace_back(function.name);
    return result;
  }();
  return names;
}

}  // namespace dropcert::test
