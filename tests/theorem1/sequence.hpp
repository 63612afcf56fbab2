// Random numbers that are the same in every run.
#pragma once

#include <cstdint>

namespace dropcert::test {

/// splitmix64
class Sequence {
 public:
  explicit Sequence(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }

  /// lowest..highest, inclusive
  unsigned long between(unsigned long lowest, unsigned long highest) {
    return lowest + next() % (highest - lowest + 1);
  }

 private:
  std::uint64_t state_;
};

}  // namespace dropcert::test
