// What must hold of every input of a fuzz target.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace dropcert::test {

/// Ends the program with the name of the property that does not hold.
inline void require(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "property violated: %s\n", property);
  std::abort();
}

}  // namespace dropcert::test
