// What all benchmarks share: contestants measured side by side, each in a process of its own, and the tables
// of their ratios.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace dropcert::bench {

/// What one run cost. Seconds, and the greatest resident memory of the process in bytes.
struct Cost {
  double elapsed = 0;
  double processor = 0;
  double memory = 0;
};

/// Something to measure. `work` returns whether its result was right; `absent` is empty, or says why this
/// contestant cannot run here.
struct Contestant {
  std::string name;
  std::function<bool()> work;
  std::string absent = {};
};

/// Runs `work` in a forked process, once to warm up and then for 0.3 s if it is short, and returns what a run
/// cost there with the processes that it started; memory is the greatest of any of these processes. Throws
/// std::runtime_error if the work was wrong, threw or was killed.
Cost run_apart(const std::string& name, const std::function<bool()>& work);

/// Measures the contestants in turn, `repeats` times round, and prints a Markdown table: the median of each
/// cost, and how many times less it is than that of the first, in processor and in elapsed time. Absent ones
/// are named as such. Taking turns makes other work on the machine hit all of them alike. Returns the
/// medians.
std::vector<Cost> compare(const std::string& title, int repeats, const std::vector<Contestant>& contestants);

/// Work of growing size: `work(size)` as in a contestant.
struct Growth {
  std::string name;
  std::vector<unsigned long> sizes;  ///< at least two, increasing
  std::function<bool(unsigned long size)> work;
  double theory = 0;        ///< expected exponent over these sizes
  std::string theory_says;  ///< the formula it comes from
};

/// Measures all sizes of all series in turn, `repeats` times round, and prints a Markdown table of the
/// medians of processor time and memory by size, the exponent that least squares fit to log(time) by
/// log(size), and the one that theory expects.
void grow(const std::string& title, int repeats, const std::vector<Growth>& series);

/// The slope of the line that fits (log x, log y) best; x and y of the same length, at least 2, positive.
double fitted_exponent(const std::vector<double>& x, const std::vector<double>& y);

/// The mean slope of log f between the first and the last of `sizes`, by log size: the exponent that a cost f
/// shows there.
double exponent_of(const std::function<double(double)>& f, const std::vector<unsigned long>& sizes);

/// Whether a shell finds this program.
bool has_program(const std::string& name);

/// Runs a shell command; whether it ended with exit code 0.
bool shell(const std::string& command);

/// argv[i] as a number, or `otherwise`.
unsigned long argument(int argc, char** argv, int i, unsigned long otherwise);

/// Runs `body`; prints what it throws and returns the exit code of main.
int guarded(const std::function<void()>& body);

}  // namespace dropcert::bench
