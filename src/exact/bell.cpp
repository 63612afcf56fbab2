#include "exact/bell.hpp"

#include <flint/arith.h>

#include <stdexcept>

namespace dropcert::exact {

Integer bell(unsigned long n) {
  if (n > max_bell_index) throw std::length_error("a Bell number has an index above 10000");
  Integer result;
  arith_bell_number(result.raw(), n);
  return result;
}

}  // namespace dropcert::exact
