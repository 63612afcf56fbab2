// Every way to make the rows that this machine has, for tests that try them all.
#pragma once

#include <string>
#include <vector>

#include "theorem1/triangle_pair.hpp"

namespace dropcert::test {

struct Variant {
  theorem1::Kernel kernel;
  unsigned threads;
  bool shared;
};

inline std::vector<Variant> variants() {
  std::vector<Variant> all;
  for (const theorem1::Kernel kernel :
       {theorem1::Kernel::plain, theorem1::Kernel::mpn, theorem1::Kernel::ifma, theorem1::Kernel::avx512}) {
    if (!theorem1::kernel_available(kernel)) continue;
    for (const unsigned threads : {1U, 2U, 3U}) {
      if (kernel == theorem1::Kernel::plain && threads > 1) continue;
      all.push_back({kernel, threads, false});
      if (kernel == theorem1::Kernel::ifma) all.push_back({kernel, threads, true});
    }
  }
  return all;
}

inline std::string to_string(const Variant& v) {
  return to_string(v.kernel) + (v.shared ? " shared, " : ", ") + std::to_string(v.threads) + " threads";
}

inline std::unique_ptr<theorem1::TrianglePair> make_pair(const Variant& v, unsigned long max_k) {
  return theorem1::make_triangle_pair(v.kernel, max_k, v.threads, v.shared, {});
}

}  // namespace dropcert::test
