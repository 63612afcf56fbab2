// Theorem 1 by every kernel, beside the plain loops, in one run: machines and their other work differ, ratios
// less so. Usage: theorem1-bench [MAX_K] [REPEATS] [THREADS]     (3000, 3 and 2; the least time of the
// repeats is shown)
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <limits>
#include <string>

#include "exact/flint.hpp"
#include "theorem1/theorem1.hpp"

namespace {

using dropcert::Kernel;

struct Seconds {
  double elapsed = std::numeric_limits<double>::infinity();
  double processor = std::numeric_limits<double>::infinity();
};

double processor_seconds() {
  double total = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage use{};
    getrusage(who, &use);
    total += static_cast<double>(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
             1e-6 * static_cast<double>(use.ru_utime.tv_usec + use.ru_stime.tv_usec);
  }
  return total;
}

Seconds best_of(int repeats, const std::function<void()>& work) {
  Seconds best;
  for (int i = 0; i < repeats; ++i) {
    const double processor = processor_seconds();
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    best.elapsed = std::min(best.elapsed, elapsed.count());
    best.processor = std::min(best.processor, processor_seconds() - processor);
  }
  return best;
}

/// T alone, the loop that everybody writes first.
void one_sided_loop(unsigned long max_k) {
  fmpz* row = _fmpz_vec_init(static_cast<slong>(max_k + 1));
  fmpz_one(row + 1);
  for (unsigned long k = 2; k <= max_k; ++k) {
    for (unsigned long j = k; j >= 1; --j) {
      fmpz_add(row + j, row + j, row + j - 1);
      fmpz_mul_ui(row + j, row + j, j);
    }
  }
  _fmpz_vec_clear(row, static_cast<slong>(max_k + 1));
}

void check(Kernel kernel, bool shared, unsigned threads, unsigned long max_k) {
  dropcert::Theorem1Options options;
  options.max_k = max_k;
  options.threads = threads;
  options.kernel = kernel;
  options.shared_kernel = shared;
  options.sample_every = 0;
  const dropcert::Theorem1Result result = dropcert::check_theorem1(options);
  if (!result.holds || result.checked_up_to != max_k) {
    fmt::print(stderr, "Theorem 1 was not confirmed up to {} by '{}'.\n", max_k, to_string(kernel));
    std::exit(1);
  }
}

void run_gp(unsigned long max_k) {
  const std::string loop = fmt::format(
      "K={};T=vector(K);T[1]=1;for(k=2,K,forstep(j=k,2,-1,T[j]=j*(T[j]+T[j-1])));if(T[K]!=K!,error(\"wrong\")"
      ")",
      max_k);
  if (std::system(fmt::format("echo '{}' | gp -q -f -D parisizemax=8G > /dev/null", loop).c_str()) != 0) {
    fmt::print(stderr, "gp failed.\n");
  }
}

unsigned long argument(int argc, char** argv, int i, unsigned long otherwise) {
  return argc > i ? std::strtoul(argv[i], nullptr, 10) : otherwise;
}

}  // namespace

int main(int argc, char** argv) {
  const unsigned long max_k = argument(argc, argv, 1, 3000);
  const auto repeats = static_cast<int>(argument(argc, argv, 2, 3));
  const auto threads = static_cast<unsigned>(argument(argc, argv, 3, 2));

  const Seconds plain = best_of(repeats, [&] { one_sided_loop(max_k); });
  const auto report = [&](const std::string& name, const Seconds& s) {
    fmt::print("{:<44} {:>9.3f} {:>9.3f} {:>8.2f} {:>8.2f}\n", name, s.elapsed, s.processor,
               plain.elapsed / s.elapsed, plain.processor / s.processor);
    std::fflush(stdout);
  };
  fmt::print("k = 1 .. {}, best of {}\n{:<44} {:>9} {:>9} {:>8} {:>8}\n", max_k, repeats, "", "elapsed s",
             "cpu s", "x plain", "x cpu");
  report("T alone, plain fmpz loop", plain);
  if (std::system("command -v gp > /dev/null 2>&1") == 0) {
    report("T alone, PARI/GP loop", best_of(repeats, [&] { run_gp(max_k); }));
  }
  report("both sides compared, plain", best_of(repeats, [&] { check(Kernel::plain, false, 1, max_k); }));
  for (const Kernel kernel : {Kernel::mpn, Kernel::ifma, Kernel::avx512}) {
    if (!dropcert::kernel_available(kernel)) continue;
    for (const bool shared : {false, true}) {
      if (shared && kernel != Kernel::ifma) continue;
      for (unsigned n = 1; n <= threads; ++n) {
        report(fmt::format("both sides compared, {}{}, {} thread{}", to_string(kernel),
                           shared ? " (shared)" : "", n, n == 1 ? "" : "s"),
               best_of(repeats, [&] { check(kernel, shared, n, max_k); }));
      }
    }
  }
  return 0;
}
