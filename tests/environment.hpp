// Numbers that a test takes from the environment, for a longer run or another one.
#pragma once

#include <cstdlib>
#include <string>

namespace dropcert::testing {

inline unsigned long number_of(const char* variable, unsigned long otherwise) {
  const char* const text = std::getenv(variable);
  return text ? std::stoul(text) : otherwise;
}

}  // namespace dropcert::testing
