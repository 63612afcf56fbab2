// The entry that libFuzzer calls.
#include <cstddef>
#include <cstdint>

#include "fuzz/data_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dropcert::test::fuzz_data({reinterpret_cast<const char*>(data), size});
  return 0;
}
