#include "verify/value_of.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "ball/ladder.hpp"
#include "language/check.hpp"
#include "language/print.hpp"
#include "verify/outcome.hpp"
#include "verify/show.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace language;

namespace {

const std::vector<Parameter> no_parameters;

std::string digits_of(Machine& machine, const Code& code, const Policy& policy) {
  // log2(10) < 10/3, and some bits to start with.
  const Bits first(std::max(policy.first.value, policy.digits * 10 / 3 + 32));
  const Bits last(std::min(std::max(policy.last.value, 16 * first.value), Bits::most));
  std::string obstacle = "it may be 0, too large, or undefined";
  const auto digits = first_found(first, last, [&](Bits bits) -> std::optional<std::string> {
    machine.set_precision(bits);
    try {
      Value value = machine.value(code);
      if (get_if<ExactNumber>(value)) value = machine.arithmetic().ball(value);  // digits, not "1/2*pi"
      if (!machine.is_doubtful())
        if (std::optional<std::string> text = translated([&] { return show_in_full(value, policy.digits); }))
          return text;
      machine.clear_doubt();
    } catch (const Imprecise& imprecise) {
      obstacle = imprecise.what();
    } catch (const BudgetSpent& spent) {
      throw Unsupported(spent.what());
    }
    return std::nullopt;
  });
  if (digits) return *digits;
  throw Unsupported(fmt::format("{} bits do not give {} digits of '{}'; {}", last.value, policy.digits,
                                to_text(*code.source), obstacle));
}

Evaluated truth_of(const Scope& scope, const Node& statement, const Policy& policy) {
  Finding finding = decide(statement, scope, policy);
  if (finding.verdict == Verdict::undecided) throw Unsupported(finding.reason);
  if (finding.counterexample && !finding.counterexample->undefined.empty()) {
    const std::string where = describe_assignment(finding.counterexample->assignment);
    return {fmt::format("undefined{}: {}", where.empty() ? where : " at " + where,
                        finding.counterexample->undefined),
            Vacuity::no, true};
  }
  return {finding.verdict == Verdict::holds ? "true" : "false", finding.vacuity};
}

}  // namespace

Evaluated evaluate_expression(const Node& expression, const std::string& source, const Policy& policy) {
  const bool is_statement = check_expression(expression, source) == Sort::truth;
  const Scope scope(no_parameters, {});
  return is_statement ? truth_of(scope, expression, policy)
                      : evaluate_in(scope, expression, false, source, policy);
}

Evaluated evaluate_in(const Scope& scope, const Node& expression, bool is_statement,
                      const std::string& source, const Policy& policy) {
  if (is_statement) {
    Evaluated found = truth_of(scope, expression, policy);
    if (found.is_undefined) throw SourceError(source, expression.at, found.text);
    return found;
  }
  Program program = compile(expression, scope);
  Machine machine(program, policy.limits, policy.stop);
  auto place = [&] { return machine.current() ? machine.current()->source->at : expression.at; };
  try {
    return {digits_of(machine, program.body, policy), Vacuity::no};
  } catch (const TooLarge& error) {
    throw SourceError(source, place(), fmt::format("this asks for too much: {}", error.what()));
  } catch (const Undefined& error) {
    throw SourceError(source, place(), fmt::format("undefined: {}", error.what()));
  }
}

std::string evaluate_number(const Node& term, const Scope& scope, const Policy& policy) {
  Program program = compile(term, scope);
  Machine machine(program, policy.limits, policy.stop);
  return digits_of(machine, program.body, policy);
}

std::string evaluate_text(const Node& expression, const std::string& source, const Policy& policy) {
  const bool is_statement = check_expression(expression, source) == Sort::truth;
  return evaluate_in(Scope(no_parameters, {}), expression, is_statement, source, policy).text;
}

}  // namespace dropcert::verify
