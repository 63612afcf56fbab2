#include "frame.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <stdexcept>

namespace dropcert::bench {
namespace {

double seconds(const timeval& t) {
  return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
}

double processor_seconds() {
  double total = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage use{};
    getrusage(who, &use);
    total += seconds(use.ru_utime) + seconds(use.ru_stime);
  }
  return total;
}

/// The mean over as many runs as take about `enough` processor seconds, at most 1000; false if one went
/// wrong.
bool time_runs(const std::function<bool()>& work, double enough, Cost& mean) {
  const double processor = processor_seconds();
  const auto start = std::chrono::steady_clock::now();
  int runs = 0;
  double spent = 0;
  do {
    if (!work()) return false;
    ++runs;
    spent = processor_seconds() - processor;
  } while (spent < enough && runs < 1000);
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  mean.elapsed = elapsed.count() / runs;
  mean.processor = std::max(spent, 1e-6) / runs;
  return true;
}

/// Work of less than a second is run once before, so that pages, caches and constants are at hand.
bool time_work(const std::function<bool()>& work, Cost& mean) {
  if (!time_runs(work, 0, mean)) return false;
  return mean.processor > 1 || time_runs(work, 0.3, mean);
}

[[noreturn]] void run_and_exit(const std::function<bool()>& work, int pipe_end) {
  int code = EXIT_FAILURE;
  try {
    Cost cost;
    if (time_work(work, cost) && write(pipe_end, &cost, sizeof cost) == ssize_t{sizeof cost})
      code = EXIT_SUCCESS;
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
  }
  _exit(code);  // the buffers of standard output belong to the parent
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  return (values[(n - 1) / 2] + values[n / 2]) / 2;
}

double median_of(const std::vector<Cost>& costs, double Cost::*what) {
  std::vector<double> values;
  for (const Cost& cost : costs) values.push_back(cost.*what);
  return median(std::move(values));
}

Cost median_of(const std::vector<Cost>& costs) {
  return {median_of(costs, &Cost::elapsed), median_of(costs, &Cost::processor),
          median_of(costs, &Cost::memory)};
}

struct Runner {
  std::string name;
  std::function<bool()> work;  // none: it cannot run here
};

/// One after the other, `repeats` times round; of each the median of every cost, or nothing.
std::vector<Cost> medians_in_turn(int repeats, const std::vector<Runner>& runners) {
  std::vector<std::vector<Cost>> costs(runners.size());
  for (int round = 0; round < repeats; ++round)
    for (std::size_t i = 0; i < runners.size(); ++i)
      if (runners[i].work) costs[i].push_back(run_apart(runners[i].name, runners[i].work));
  std::vector<Cost> medians;
  for (const std::vector<Cost>& one : costs) medians.push_back(one.empty() ? Cost{} : median_of(one));
  return medians;
}

void print_row(const std::string& name, const Cost& cost, const Cost& first) {
  fmt::print("| {} | {:.4g} | {:.4g} | {:.1f} | {:.2f} | {:.2f} |\n", name, cost.processor, cost.elapsed,
             cost.memory / 1e6, first.processor / cost.processor, first.elapsed / cost.elapsed);
  std::fflush(stdout);
}

}  // namespace

Cost run_apart(const std::string& name, const std::function<bool()>& work) {
  std::fflush(nullptr);
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::runtime_error("No pipe can be opened.");
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("No further process can be started.");
  if (child == 0) run_and_exit(work, ends[1]);
  close(ends[1]);
  Cost cost;
  const bool told = read(ends[0], &cost, sizeof cost) == ssize_t{sizeof cost};
  close(ends[0]);
  int status = 0;
  rusage use{};
  if (wait4(child, &status, 0, &use) != child) throw std::runtime_error("A process was lost.");
  if (!told || !WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
    throw std::runtime_error(fmt::format("'{}' failed or gave a wrong result.", name));
  cost.memory = 1024.0 * static_cast<double>(use.ru_maxrss);
  return cost;
}

std::vector<Cost> compare(const std::string& title, int repeats, const std::vector<Contestant>& contestants) {
  std::vector<Runner> runners;
  for (const Contestant& contestant : contestants)
    runners.push_back({contestant.name, contestant.absent.empty() ? contestant.work : nullptr});
  const std::vector<Cost> medians = medians_in_turn(repeats, runners);
  fmt::print("\n### {}\n\n", title);
  fmt::print(
      "| median of {} | processor s | elapsed s | memory MB | times faster (processor) | (elapsed) |\n",
      repeats);
  fmt::print("|---|---|---|---|---|---|\n");
  for (std::size_t i = 0; i < contestants.size(); ++i) {
    if (contestants[i].absent.empty()) {
      print_row(contestants[i].name, medians[i], medians.front());
    } else {
      fmt::print("| {} | absent: {} | | | | |\n", contestants[i].name, contestants[i].absent);
    }
  }
  return medians;
}

void grow(const std::string& title, int repeats, const std::vector<Growth>& series) {
  fmt::print(
      "\n### {}\n\n| | size: processor s, memory MB | exponent fitted | in theory |\n|---|---|---|---|\n",
      title);
  std::vector<Runner> runners;
  for (const Growth& growth : series)
    for (const unsigned long size : growth.sizes)
      runners.push_back({growth.name, [&growth, size] { return growth.work(size); }});
  const std::vector<Cost> medians = medians_in_turn(repeats, runners);
  auto next = medians.begin();
  for (const Growth& growth : series) {
    std::vector<double> sizes;
    std::vector<double> times;
    std::string cells;
    for (const unsigned long size : growth.sizes) {
      const Cost& cost = *next++;
      sizes.push_back(static_cast<double>(size));
      times.push_back(cost.processor);
      cells += fmt::format("{}{}: {:.4g}, {:.1f}", cells.empty() ? "" : "; ", size, cost.processor,
                           cost.memory / 1e6);
    }
    fmt::print("| {} | {} | {:.2f} | {:.2f}: {} |\n", growth.name, cells, fitted_exponent(sizes, times),
               growth.theory, growth.theory_says);
    std::fflush(stdout);
  }
}

double fitted_exponent(const std::vector<double>& x, const std::vector<double>& y) {
  const auto n = static_cast<double>(x.size());
  double sx = 0;
  double sy = 0;
  double sxx = 0;
  double sxy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double a = std::log(x[i]);
    const double b = std::log(y[i]);
    sx += a;
    sy += b;
    sxx += a * a;
    sxy += a * b;
  }
  return (n * sxy - sx * sy) / (n * sxx - sx * sx);
}

double exponent_of(const std::function<double(double)>& f, const std::vector<unsigned long>& sizes) {
  const auto first = static_cast<double>(sizes.front());
  const auto last = static_cast<double>(sizes.back());
  return std::log(f(last) / f(first)) / std::log(last / first);
}

bool shell(const std::string& command) {
  return std::system(command.c_str()) == 0;
}

bool has_program(const std::string& name) {
  return shell("command -v " + name + " > /dev/null 2>&1");
}

unsigned long argument(int argc, char** argv, int i, unsigned long otherwise) {
  return argc > i ? std::strtoul(argv[i], nullptr, 10) : otherwise;
}

int guarded(const std::function<void()>& body) {
  try {
    body();
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}

}  // namespace dropcert::bench
