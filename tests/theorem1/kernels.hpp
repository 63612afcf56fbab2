// Every way to make the rows that this machine has, for tests that try them all.
#pragma once

#include <string>
#include <vector>

#include "theorem1/triangle_pair.hpp"

namespace dropcert::test {

struct Variant {
  Kernel kernel;
  unsigned threads;
  bool shared;
};

inline std::vector<Variant> variants() {
  std::vector<Variant> all;
  for (const Kernel kernel : {Kernel::plain, Kernel::mpn, Kernel::ifma, Kernel::avx512}) {
    if (!kernel_available(kernel)) continue;
    for (const unsigned threads : {1U, 2U, 3U}) {
      if (kernel == Kernel::plain && threads > 1) continue;
      all.push_back({kernel, threads, false});
      if (kernel == Kernel::ifma) all.push_back({kernel, threads, true});
    }
  }
  return all;
}

inline std::string to_string(const Variant& v) {
  return dropcert::to_string(v.kernel) + (v.shared ? " shared, " : ", ") + std::to_string(v.threads) +
         " threads";
}

inline std::unique_ptr<TrianglePair> make_pair(const Variant& v, unsigned long max_k) {
  return make_triangle_pair(v.kernel, max_k, v.threads, v.shared, {});
}

}  // namespace dropcert::test
