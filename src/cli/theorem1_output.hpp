// What theorem1 prints, whether one run found it or several.
#pragma once

#include "theorem1/theorem1.hpp"

namespace dropcert::cli {

/// The result on standard output. Depends on the kernels and the numbers alone: no time, no thread count.
void print_result(const theorem1::Theorem1Result& result, unsigned long max_k);

/// 0 if Theorem 1 was confirmed for every k up to max_k; 1 if not, or if the arithmetic was at fault.
int exit_code_of(const theorem1::Theorem1Result& result, unsigned long max_k);

}  // namespace dropcert::cli
