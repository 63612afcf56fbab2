#pragma once

#include "exact/integer.hpp"

namespace dropcert::exact {

inline constexpr unsigned long max_bell_index = 10'000;

/// The Bell number B(n): partitions of n things into blocks (OEIS A000110, DLMF 26.7). Throws
/// std::length_error for n > max_bell_index.
Integer bell(unsigned long n);

}  // namespace dropcert::exact
