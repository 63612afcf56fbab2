// Numbers that are the same for every statement, remembered from one to the next.
#pragma once

#include "verify/cache.hpp"

namespace dropcert::verify {

/// While it lives, the evaluations of its thread share rows of triangles and numbers of sequences. What they
/// are charged does not depend on what others left.
class SharedNumbers {
 public:
  SharedNumbers();
  ~SharedNumbers();
  SharedNumbers(const SharedNumbers&) = delete;
  SharedNumbers& operator=(const SharedNumbers&) = delete;

 private:
  Cache numbers_;
  Cache* outer_;
};

}  // namespace dropcert::verify
