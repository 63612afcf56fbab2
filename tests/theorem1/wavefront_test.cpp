// The order of the wavefront: every column meets every row once, beside its neighbour, for any number of
// threads.
#include "theorem1/wavefront.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace dropcert;

namespace {

/// Binomial coefficients modulo 2^64, row by row in place: C(k+1,c) = C(k,c) + C(k,c-1).
struct Pascal {
  explicit Pascal(unsigned long last_row) : entry(last_row + 2, 0), row(last_row + 2, 0) {
    entry[0] = 1;  // column 0 never moves; the others start as row 0, the later ones where they are first met
    for (unsigned long c = 3; c < row.size(); ++c) row[c] = c - 2;
  }

  void visit(const theorem1::WavefrontVisit& v) {
    for (unsigned long s = v.first_step; s < v.end_step; ++s) {
      const long column = v.diagonal + static_cast<long>(s);
      const unsigned long k = v.first_row + s;
      const auto c = static_cast<unsigned long>(column);
      if (column < 1 || c >= row.size() || row[c] != k || (c > 1 && row[c - 1] != k)) {
        ++errors;
        continue;
      }
      entry[c] += entry[c - 1];
      ++row[c];
    }
  }

  std::vector<unsigned long> entry;
  std::vector<unsigned long> row;
  std::atomic<int> errors = 0;
};

std::vector<unsigned long> binomials(unsigned long n) {
  std::vector<unsigned long> c(n + 2, 0);
  c[0] = 1;
  for (unsigned long k = 0; k < n; ++k) {
    for (unsigned long j = n; j >= 1; --j) c[j] += c[j - 1];
  }
  return c;
}

}  // namespace

TEST_CASE("a wavefront makes Pascal's triangle, whatever the blocks, segments and threads") {
  for (const unsigned long last : {1UL, 2UL, 3UL, 7UL, 40UL, 201UL}) {
    for (const unsigned long block : {1UL, 3UL, 4UL, 32UL}) {
      for (const unsigned threads : {1U, 2U, 5U}) {
        for (const unsigned long segment : {last, (last + 1) / 2, 13UL}) {
          CAPTURE(last);
          CAPTURE(block);
          CAPTURE(threads);
          CAPTURE(segment);
          Pascal pascal(last);
          for (unsigned long first = 0; first < last; first += segment) {
            theorem1::run_wavefront({first, std::min(first + segment, last), block, threads},
                                    [&](const theorem1::WavefrontVisit& v) { pascal.visit(v); });
          }
          CHECK(pascal.errors == 0);
          CHECK(pascal.entry == binomials(last));
          CHECK(std::all_of(pascal.row.begin() + 1, pascal.row.end(),
                            [&](unsigned long k) { return k == last; }));
        }
      }
    }
  }
}

TEST_CASE("asked to stop, a wavefront that would take long gives up, a short one ends") {
  const std::atomic<bool> stop = true;
  for (const unsigned threads : {1U, 3U}) {
    std::atomic<unsigned> visits = 0;
    const auto slow = [&](const theorem1::WavefrontVisit&) {
      ++visits;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    };
    CHECK_FALSE(theorem1::run_wavefront({0, 100, 4, threads, &stop}, slow));
    CHECK(visits < 100);
    CHECK(theorem1::run_wavefront({0, 8, 4, threads, &stop}, [](const theorem1::WavefrontVisit&) {}));
  }
}

TEST_CASE("an exception in a visit ends the wavefront and comes out") {
  for (const unsigned threads : {1U, 2U, 4U}) {
    const theorem1::Wavefront w{0, 100, 4, threads};
    const auto visit = [](const theorem1::WavefrontVisit& v) {
      if (v.first_row == 40 && v.diagonal == 20) throw std::logic_error("a fault");
    };
    CHECK_THROWS_AS(theorem1::run_wavefront(w, visit), std::logic_error);
  }
}
