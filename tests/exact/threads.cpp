#include <doctest/doctest.h>

#include <array>
#include <thread>
#include <vector>

#include "exact/bell.hpp"
#include "exact/bernoulli.hpp"
#include "exact/surjections.hpp"
#include "print.hpp"

namespace dropcert::exact {
namespace {

TEST_CASE("numbers made in threads outlive them") {
  constexpr std::size_t count = 4;
  std::array<std::vector<Integer>, count> rows;
  std::array<Rational, count> bernoullis;
  std::array<Integer, count> shared;
  const Integer common = bell(400);
  {
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < count; ++i)
      threads.emplace_back([&, i] {
        const FlintThread guard;
        SurjectionRows stream(20 * i);
        while (stream.index() < 100 + i) stream.next();
        rows[i] = stream.row();
        bernoullis[i] = bernoulli(300 + 2 * i);
        shared[i] = common * i;
      });
    for (std::thread& thread : threads) thread.join();
  }
  for (std::size_t i = 0; i < count; ++i) {
    CHECK(rows[i] == surjections_row(100 + i));
    CHECK(bernoullis[i] == bernoulli(300 + 2 * i));
    shared[i] += common;
    CHECK(shared[i] == common * (i + 1));
  }
}

}  // namespace
}  // namespace dropcert::exact
