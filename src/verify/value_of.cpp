#include "verify/value_of.hpp"

#include <fmt/format.h>

#include "language/check.hpp"
#include "language/print.hpp"
#include "verify/outcome.hpp"
#include "verify/show.hpp"

namespace dropcert {

namespace {

std::string digits_of(Machine& machine, const Code& code, const Policy& policy) {
  // log2(10) < 10/3, and some bits to start with.
  long bits = std::max(policy.first.value, policy.digits * 10 / 3 + 32);
  long last = std::max(policy.last.value, 16 * bits);
  std::string obstacle = "it may be 0, or undefined";
  for (; bits <= last; bits *= 2) {
    machine.set_precision(Bits{bits});
    try {
      Value value = machine.value(code);
      if (get_if<PiNumber>(value)) value = machine.arithmetic().ball(value);  // digits, not "1/2*pi"
      if (std::optional<std::string> text = translated([&] { return show_in_full(value, policy.digits); }))
        return *text;
    } catch (const Imprecise& imprecise) {
      obstacle = imprecise.what();
    }
  }
  throw Unsupported(fmt::format("{} bits do not give {} digits of '{}'; {}", last, policy.digits,
                                to_text(*code.source), obstacle));
}

std::string truth_of(const Node& statement, const std::string& source, const Policy& policy) {
  Finding finding = decide(statement, {}, {}, source, policy);
  if (finding.verdict == Verdict::undecided) throw Unsupported(finding.reason);
  if (finding.counterexample && !finding.counterexample->undefined.empty())
    throw SourceError(source, statement.at, finding.counterexample->undefined);
  return finding.verdict == Verdict::holds ? "true" : "false";
}

}  // namespace

std::string evaluate_text(const Node& expression, const std::string& source, const Policy& policy) {
  if (check_expression(expression, source) == Sort::truth) return truth_of(expression, source, policy);
  Program program = compile(expression, {}, {});
  Machine machine(program, policy.limits, policy.stop);
  auto place = [&] { return machine.current() ? machine.current()->source->at : expression.at; };
  try {
    return digits_of(machine, program.body, policy);
  } catch (const TooLarge& error) {
    throw SourceError(source, place(), fmt::format("this asks for too much: {}", error.what()));
  } catch (const Undefined& error) {
    throw SourceError(source, place(), fmt::format("undefined: {}", error.what()));
  }
}

}  // namespace dropcert
