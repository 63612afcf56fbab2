#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "cli/model_options.hpp"
#include "model/radius.hpp"
#include "model/softmax_radius.hpp"
#include "publish/digits.hpp"
#include "publish/json_numbers.hpp"

namespace dropcert::cli {

using namespace exact;
using namespace ball;
using namespace model;

namespace {

constexpr long max_digits_printed = 1000;
constexpr std::size_t max_classes = 1000;

struct RadiusOptions {
  std::string at;
  std::string logits, direction;
  long digits = 30;
  std::string format = "text";
};

using Json = nlohmann::ordered_json;

void print(const RadiusOptions& options, const Json& json, const std::string& text) {
  fmt::print("{}", options.format == "json" ? publish::dump_with_numbers(json) : text);
}

int show_logistic(const RadiusOptions& options) {
  const Rational z = number_option("--at", options.at);
  const std::string radius_digits =
      publish::rounded_digits([&](Bits bits) { return radius(Ball::from(z, bits), bits); }, options.digits);
  print(options,
        {{"family", "logistic"},
         {"at", z.str()},
         {"radius", publish::decimal_number(radius_digits)},
         {"theorem", "softplus_radius (Coq)"}},
        fmt::format(
            "radius {}\nof the Taylor series of log(1+e^z) about z = {}: sqrt(pi^2 + z^2), the distance to "
            "the zeros +-i pi of 1+e^z [softplus_radius (Coq)]\n",
            radius_digits, publish::shown_exactly(z, options.digits)));
  return exit_decided;
}

struct SoftmaxDigits {
  std::string radius, lower_bound, real, imaginary;
  long multiplicity = 0;
  unsigned long boxes = 0;
};

SoftmaxDigits softmax_digits(const ExponentialSum& sum, long digits) {
  // A part of the zero may be 0, which no enclosure shows: its digits are those that are certain.
  const Bits first = bits_for_digits(digits, 16);
  const Bits last(8 * first.value);
  const auto result = first_found(first, last, [&](Bits bits) -> std::optional<SoftmaxDigits> {
    const SoftmaxRadius found = softmax_radius(sum, bits);
    const auto radius_digits = correctly_rounded(found.radius, digits);
    const auto bound = correctly_rounded(found.lower_bound, digits);
    if (!radius_digits || !bound) return std::nullopt;
    const auto part = [&](const Ball& x) {
      if (const auto text = correctly_rounded(x, digits)) return *text;
      return "0 +- " + correctly_rounded(std::max(abs(x.lower()), abs(x.upper())), 2);
    };
    return SoftmaxDigits{*radius_digits,     *bound,     part(found.zero.re()), part(found.zero.im()),
                         found.multiplicity, found.boxes};
  });
  if (result) return *result;
  throw std::length_error(
      fmt::format("{} bits do not tell how the radius is rounded to {} digits", last.value, digits));
}

/// A part that is known as "0 +- e" is 0 with an error.
Json number_of(const std::string& part) {
  constexpr std::string_view zero = "0 +- ";
  if (!part.starts_with(zero)) return publish::decimal_number(part);
  return {{"value", 0}, {"error_at_most", publish::decimal_number(part.substr(zero.size()))}};
}

int show_softmax(const RadiusOptions& options) {
  if (options.logits.empty() || options.direction.empty())
    throw UsageError("--logits and --direction go together");
  const std::vector<Rational> logits = numbers(options.logits, "--logits");
  const std::vector<Rational> direction = numbers(options.direction, "--direction");
  if (logits.size() != direction.size())
    throw UsageError(fmt::format("there are {} logits and {} entries of the direction; expected as many",
                                 logits.size(), direction.size()));
  if (logits.size() > max_classes) throw UsageError(fmt::format("at most {} classes are read", max_classes));
  const ExponentialSum sum(logits, direction);
  if (sum.oscillation().is_zero())
    throw UsageError(
        "all entries of the direction are equal: along it the log-partition is linear, and the radius "
        "infinite; "
        "expected at least two different entries");
  const SoftmaxDigits found = softmax_digits(sum, options.digits);
  const Json json = {{"family", "softmax"},
                     {"classes", logits.size()},
                     {"radius", publish::decimal_number(found.radius)},
                     {"zero", {{"re", number_of(found.real)}, {"im", number_of(found.imaginary)}}},
                     {"multiplicity", found.multiplicity},
                     {"oscillation", sum.oscillation().str()},
                     {"lower_bound", publish::decimal_number(found.lower_bound)},
                     {"boxes", found.boxes},
                     {"theorem", "softmax_criterion"}};
  print(options, json,
        fmt::format(
            "radius       {}\nzero         {}\n             +-i {}{}\nlower bound  {}  pi/osc(v), osc(v) = "
            "{}, for any logits\n\n"
            "The radius of log sum_k e^(eta_k + t v_k) about t = 0 is the distance of the nearest complex "
            "zero of the sum.\n"
            "Its place: zeros counted by the argument principle; that none is nearer: {} boxes, each "
            "without a zero or in a disc whose zeros are counted. [softmax_criterion]\n",
            found.radius, found.real, found.imaginary,
            found.multiplicity > 1 ? fmt::format("  (multiplicity {})", found.multiplicity) : "",
            found.lower_bound, publish::shown_exactly(sum.oscillation(), 30), found.boxes));
  return exit_decided;
}

int show_radius(const RadiusOptions& options) {
  const bool softmax = !options.logits.empty() || !options.direction.empty();
  if (softmax && !options.at.empty())
    throw UsageError(
        "--at and the options of softmax are both given; expected --at, or --logits with --direction");
  if (!softmax && options.at.empty()) throw UsageError("expected --at, or --logits with --direction");
  return softmax ? show_softmax(options) : show_logistic(options);
}

}  // namespace

void add_radius(Command& app, int& exit_code) {
  auto options = std::make_shared<RadiusOptions>();
  Command command = app.add_subcommand(
      "radius", "The radius of convergence of the Taylor series of the log-partition: logistic or softmax");
  command.add_option("--at", options->at, "logistic: the logit");
  command.add_option("--logits", options->logits, "softmax: the logits, a list or a file");
  command.add_option("--direction", options->direction,
                     "softmax: the change of the logits, a list or a file");
  command.add_option("--digits", options->digits, "significant digits")
      .check(Range(1L, max_digits_printed))
      .capture_default_str();
  command.add_option("--format", options->format, "text or json")
      .check(IsMember{{"text", "json"}})
      .capture_default_str();
  command.footer(
      "Examples: dropcert radius --at 7/2\n"
      "          dropcert radius --logits 1,-2,0.5,3 --direction 2,0,3,1\n"
      "A list that begins with '-' may be joined to its option: --logits=-1,2\n"
      "Exit code: 0, or 2 for bad usage or input.");
  command.callback([options, &exit_code] { exit_code = show_radius(*options); });
}

}  // namespace dropcert::cli
