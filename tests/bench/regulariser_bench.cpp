// The regulariser by the integral, from 10 to 10^5 features; enumeration's 2^d; where a Monte Carlo estimate
// stands after the same time. Usage: regulariser-bench [REPEATS] [DIGITS]     (5 and 30)
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "ball/decimal.hpp"
#include "frame.hpp"
#include "model/law.hpp"
#include "model/regulariser.hpp"

namespace {

using namespace dropcert::exact;
using namespace dropcert::ball;
using namespace dropcert::model;
using namespace dropcert::bench;

/// d contributions in [-1, 1], multiples of 10^-6 drawn once for all sizes, dropout 1/2.
Dropout model(unsigned long d) {
  std::mt19937_64 engine(1);
  std::vector<Rational> a;
  for (unsigned long j = 0; j < d; ++j)
    a.emplace_back(Integer(static_cast<long>(engine() % 2'000'001) - 1'000'000), Integer(1'000'000));
  return Dropout(std::move(a), Rational(1, 2));
}

Bits bits_for(long digits) {
  return Bits(digits * 10 / 3 + 4);
}

bool has_digits(const Ball& r, long digits) {
  return r.relative_accuracy_bits() * 3 / 10 >= digits && correctly_rounded(r, digits - 1).has_value();
}

double seconds_of(const Dropout& dropout, Bits bits) {
  const auto start = std::chrono::steady_clock::now();
  const Ball value = regulariser_by_integral(dropout, bits);
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  return value.sign() == 1 ? elapsed.count() : 0;
}

/// Sizes given to processes that are forked: the models are made beforehand, so that only R is measured.
void growth(int repeats, long digits) {
  const std::vector<unsigned long> sizes = {10, 100, 1000, 10'000, 100'000};
  std::vector<Dropout> models;
  for (const unsigned long d : sizes) models.push_back(model(d));
  const auto integral = [&](unsigned long d) {
    const auto at = static_cast<std::size_t>(std::find(sizes.begin(), sizes.end(), d) - sizes.begin());
    return has_digits(regulariser_by_integral(models[at], bits_for(digits)), digits);
  };
  const auto enumeration = [&](unsigned long d) {
    return has_digits(regulariser_by_enumeration(model(d), bits_for(digits)), digits);
  };
  grow(fmt::format("R to {} digits by the number of features d", digits), repeats,
       {{"integral", sizes, integral, 1,
         "d, and the nodes grow like sqrt(d) where the early exit does not help"},
        {"enumeration", {6, 9, 12}, enumeration, 9, "2^d log d: no power of d; 9 is its mean slope here"}});
}

/// numpy draws masks for as long as the integral took.
void monte_carlo(long digits) {
  if (!shell("python3 -c 'import numpy' 2> /dev/null")) {
    fmt::print("\nMonte Carlo: no numpy (Debian: python3-numpy); that part is left out.\n");
    return;
  }
  fmt::print(
      "\nMonte Carlo with numpy, given the time of the integral (script: tests/bench/monte_carlo.py)\n\n");
  std::fflush(stdout);
  for (const unsigned long d : {100UL, 1000UL, 10'000UL}) {
    const Dropout dropout = model(d);
    const double seconds = seconds_of(dropout, bits_for(digits));
    const Ball exact = regulariser_by_integral(dropout, Bits(60));
    std::string list;
    for (const Rational& a : dropout.contributions) list += fmt::format("{}\n", correctly_rounded(a, 7));
    const std::string file = fmt::format("/tmp/dropcert-monte-carlo-{}.txt", d);
    std::FILE* out = std::fopen(file.c_str(), "w");
    if (out == nullptr) throw std::runtime_error("a temporary file cannot be written");
    std::fputs(list.c_str(), out);
    std::fclose(out);
    shell(fmt::format("python3 '{}/monte_carlo.py' '{}' 0.5 {} {}", BENCH_FOLDER, file, seconds,
                      correctly_rounded(exact, 15).value_or("nan")));
    std::remove(file.c_str());
  }
}

}  // namespace

int main(int argc, char** argv) {
  return guarded([&] {
    const auto repeats = static_cast<int>(std::max(1UL, argument(argc, argv, 1, 5)));
    const auto digits = static_cast<long>(std::clamp(argument(argc, argv, 2, 30), 5UL, 500UL));
    growth(repeats, digits);
    monte_carlo(digits);
  });
}
