// The formal theorems that come with the program, for tests that write certificates.
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "certificate/theorems.hpp"

namespace dropcert::test {

inline certificate::TheoremList listed_theorems() {
  std::ifstream file(std::string(DROPCERT_SOURCE_FOLDER) + "/proofs/theorems.txt", std::ios::binary);
  REQUIRE(file);
  return certificate::read_theorems(
      std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()));
}

}  // namespace dropcert::test
