#include <fmt/core.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <optional>

#include "ball/ladder.hpp"
#include "cli/command.hpp"
#include "exact/factorial.hpp"
#include "model/derivatives.hpp"
#include "model/moments.hpp"
#include "model/partial_regulariser.hpp"
#include "model/taylor_sequence.hpp"
#include "run/threads.hpp"
#include "verify/outcome.hpp"

namespace dropcert::cli {

using namespace exact;
using namespace ball;
using namespace model;
using namespace verify;

namespace {

constexpr long max_taylor_digits = 100'000;

struct TaylorCommand {
  std::string at;
  std::vector<std::string> contributions;
  std::string dropout = "1/2";
  unsigned long order = 20;
  long digits = 30;
  unsigned threads = 0;
};

/// How the numbers are to be printed.
struct Printing {
  long digits;
  unsigned threads;

  Bits bits() const { return bits_for_digits(digits); }
};

/// Correctly rounded decimals of numbers known as balls: first from `all`, then one by one with more bits
/// from `one`; `exact` is asked last, for numbers half-way between two decimals.
std::vector<std::string> decimals(const std::vector<Ball>& all, const Printing& printing,
                                  const std::function<Ball(unsigned long, Bits)>& one,
                                  const std::function<std::optional<Rational>(unsigned long)>& exact) {
  constexpr long most_times_as_many_bits = 16;
  const auto decimal = [&](unsigned long n) {
    const long digits = printing.digits;
    std::optional<std::string> text = correctly_rounded(all[n], digits);
    if (!text) {
      const Bits last(std::min(most_times_as_many_bits * printing.bits().value, Bits::most));
      text = first_found(printing.bits().doubled(), last, [&](Bits bits) {
        if (run::interrupted()) throw Interrupted();
        return correctly_rounded(one(n, bits), digits);
      });
    }
    if (!text) {
      if (const std::optional<Rational> value = exact(n)) text = correctly_rounded(*value, digits);
    }
    if (!text)
      throw std::runtime_error(
          fmt::format("the number of order {} could not be rounded to {} digits", n, digits));
    return *text;
  };
  constexpr std::size_t few = 64;  // are not worth a second thread
  std::vector<std::string> texts(all.size());
  std::atomic<std::size_t> next{0};
  run::on_threads<FlintThread>(all.size() < few ? 1 : printing.threads, [&](unsigned) {
    for (std::size_t n = next++; n < texts.size(); n = next++) texts[n] = decimal(n);
  });
  return texts;
}

std::vector<std::string> coefficients(unsigned long order, const Rational& z, const Printing& printing) {
  return decimals(
      softplus_taylor_sequence(order, Ball::from(z, printing.bits()), printing.bits(), printing.threads),
      printing,
      [&](unsigned long n, Bits more) { return softplus_taylor(n, Ball::from(z, more.doubled()), more); },
      [&](unsigned long n) -> std::optional<Rational> {
        const std::optional<Rational> derivative = softplus_derivative_exact(n, z);
        if (!derivative) return std::nullopt;
        return *derivative / Rational(factorial(n));
      });
}

std::vector<std::string> partial_sums(unsigned long order, const Dropout& model, const Printing& printing) {
  return decimals(
      partial_regularisers(order, model, printing.bits()), printing,
      [&](unsigned long k, Bits more) { return partial_regulariser(k, model, more); },
      [&](unsigned long k) { return partial_regulariser_exact(k, model); });
}

int run(const TaylorCommand& command) {
  if (command.contributions.empty() && command.at.empty())
    throw UsageError("taylor needs --at or --contributions");
  if (!command.contributions.empty() && !command.at.empty())
    throw UsageError("--at and --contributions are both given; expected one of them");
  const Printing printing{command.digits, thread_count(command.threads)};
  if (!command.at.empty()) {
    const std::vector<std::string> c =
        coefficients(command.order, number_option("--at", command.at), printing);
    fmt::print("n,c_n\n");
    for (unsigned long n = 0; n < c.size(); ++n) fmt::print("{},{}\n", n, c[n]);
    return exit_decided;
  }
  if (command.order > max_moment_order)
    throw UsageError(
        fmt::format("--order is {}; with --contributions the limit is {}", command.order, max_moment_order));
  std::vector<Rational> a;
  for (const std::string& text : command.contributions) a.push_back(number_option("--contributions", text));
  const Rational delta = number_option("--dropout", command.dropout);
  if (delta <= Rational(0) || delta >= Rational(1))
    throw UsageError(fmt::format("--dropout is {}; it must lie between 0 and 1", command.dropout));
  const Dropout model(a, delta);
  const std::vector<std::string> c = coefficients(command.order, model.z0(), printing);
  const std::vector<std::string> sums = partial_sums(command.order, model, printing);
  fmt::print("n,c_n,R_n\n");
  for (unsigned long n = 0; n < c.size(); ++n) fmt::print("{},{},{}\n", n, c[n], sums[n]);
  return exit_decided;
}

}  // namespace

void add_taylor(Command& app, int& exit_code) {
  auto options = std::make_shared<TaylorCommand>();
  Command command = app.add_subcommand(
      "taylor", "Taylor coefficients of log(1+e^z), and the partial sums R_k, correctly rounded, as CSV");
  command.add_option("--at", options->at, "the point, such as 1, -2.5 or 1/3");
  command
      .add_option("--contributions", options->contributions,
                  "contributions of a model, separated by commas: about their sum, with R_0, R_1, ...")
      .delimiter(',');
  command.add_option("--dropout", options->dropout, "probability of dropout, with --contributions")
      .capture_default_str();
  command.add_option("--order", options->order, "the last order")
      .check(Range(0UL, max_series_order))
      .capture_default_str();
  command.add_option("--digits", options->digits, "significant digits")
      .check(Range(1L, max_taylor_digits))
      .capture_default_str();
  command.add_option("--threads", options->threads, "threads (default: one a core)").check(Range(1U, 256U));
  command.footer(
      "Examples: dropcert taylor --at 1 --order 2000 --digits 1000\n"
      "          dropcert taylor --contributions 2,-2 --order 60\n"
      "A negative number: --at=-2. Exit code: 0 the numbers are printed, 2 bad usage.");
  command.callback([options, &exit_code] { exit_code = run(*options); });
}

}  // namespace dropcert::cli
