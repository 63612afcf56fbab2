#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <string>

#include "language/utf8.hpp"
#include "run/threads.hpp"

using namespace dropcert;
using namespace dropcert::language;

TEST_CASE("what a terminal would obey is shown instead") {
  CHECK(printable("a b\nc") == "a b\\x0ac");
  CHECK(printable_lines("a b\nc") == "a b\nc");
  CHECK(printable("na\xc3\xafve \xe2\x82\xac") == "na\xc3\xafve \xe2\x82\xac");
  CHECK(printable("\x1b[31m\x7f") == "\\x1b[31m\\x7f");
  CHECK(printable("\xc2\x9b\xe2\x80\xae") ==
        "\\xc2\\x9b\\xe2\\x80\\xae");  // CSI as one character; right to left
  CHECK(printable("\xff\xc3") == "\\xff\\xc3");
}

TEST_CASE("the calls are numbered, and the exception of the lowest number comes out") {
  for (const unsigned threads : {1U, 2U, 5U}) {
    std::atomic<unsigned> calls = 0;
    std::atomic<unsigned> numbers = 0;
    CHECK(run::on_threads(threads, [&](unsigned id) {
            ++calls;
            numbers += id;
          }) == threads);
    CHECK(calls == threads);
    CHECK(numbers == threads * (threads - 1) / 2);
    try {
      run::on_threads(threads, [](unsigned id) { throw std::runtime_error(std::to_string(id)); });
      CHECK(false);
    } catch (const std::runtime_error& error) {
      CHECK(error.what() == std::string("0"));
    }
  }
}
