// The fuzz target of the data readers without a fuzzer: texts that hold every rule, and mutations of them
// from a fixed seed.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "fuzz/data_fuzz.hpp"
#include "random.hpp"

namespace {

using dropcert::testing::Random;

const std::vector<std::string>& seeds() {
  static const std::vector<std::string> texts = {
      "a,b\n1,2\n-0.5,1e-3\n",
      "a\r\n1\r\n2.50\r\n",
      "\xef\xbb\xbf\"a\",b,bb\n\"1\", 2 ,3\n",
      "a,b\n\"1\n\",2\n3,4",
      "a,b\n\"1\"\"\",2\n1,2\"\n1,2\n",
      "a,b\n1\n\n1,2,3\nnan,inf\n",
      "1 1:2 2:-.5 3:1e2\n-1 # none\n\n+1 qid:2 2:1/3\n",
      "1 0:1\n1 2:1 1:1\n1 4:1\n",
      "name,weight\na,1\n",
      "a\n12345678901234567890123456789\n0.000000000000000000000012345678901234567\n",
      "a\n1e40\n1e-40\n1e41\n1e999999999\n1/0\n"};
  return texts;
}

const std::vector<std::string>& words() {
  static const std::vector<std::string> list = {"\"",
                                                "\"\"",
                                                ",",
                                                "\n",
                                                "\r\n",
                                                "\r",
                                                "e",
                                                "E-",
                                                ".",
                                                "-",
                                                "+",
                                                "/",
                                                "1e5001",
                                                "nan",
                                                " ",
                                                "\t",
                                                ":",
                                                "#",
                                                "0",
                                                "00",
                                                "9999999999",
                                                std::string(1, '\0'),
                                                "\xef\xbb\xbf",
                                                "\xff\xfe",
                                                "1:",
                                                "qid:1"};
  return list;
}

std::string mutated(Random& random) {
  std::string text = seeds()[random.below(seeds().size())];
  for (unsigned long n = 1 + random.below(4); n > 0; --n) {
    const std::size_t at = random.below(text.size() + 1);
    switch (random.below(4)) {
      case 0:
        text.erase(at, random.below(6));
        break;
      case 1:
        text.insert(at, words()[random.below(words().size())]);
        break;
      case 2:
        text.insert(at, text.substr(at, random.below(20)));
        break;
      default:
        if (at < text.size()) text[at] = static_cast<char>(random.below(256));
    }
  }
  return text;
}

}  // namespace

TEST_CASE("texts that hold every rule") {
  for (const std::string& text : seeds()) {
    CAPTURE(text);
    CHECK_NOTHROW(dropcert::test::fuzz_data(text));
  }
}

TEST_CASE("mutations of them") {
  Random random(20261124);
  for (int i = 0; i < 30'000; ++i) {
    const std::string text = mutated(random);
    CAPTURE(text);
    CHECK_NOTHROW(dropcert::test::fuzz_data(text));
  }
}
