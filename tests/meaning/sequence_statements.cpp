#include "meaning/sequence_statements.hpp"

#include <fmt/format.h>

#include "exact/factorial.hpp"

namespace dropcert::meaning {

namespace {

constexpr long most = 40;  // numbers that are looked at

bool holds_so_far(const SequenceStatement& statement) {
  for (long n = statement.first; n < statement.first + most; ++n) {
    const int sign = (statement.left.value(n) - statement.right.value(n)).sign();
    const std::string& relation = statement.relation;
    const bool holds = relation == "="    ? sign == 0
                       : relation == "!=" ? sign != 0
                       : sign == 0        ? relation == "<=" || relation == ">="
                                          : relation[0] == (sign < 0 ? '<' : '>');
    if (!holds) return false;
  }
  return true;
}

}  // namespace

exact::Rational of_sign(long n) {
  return exact::Rational(n % 2 == 0 ? 1 : -1);
}

exact::Rational factorial_of(long n) {
  return exact::Rational(exact::factorial(static_cast<unsigned long>(n)));
}

VerdictCounts check_statements(const std::vector<SequenceStatement>& statements) {
  std::string text;
  std::vector<bool> may_hold;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    const SequenceStatement& one = statements[i];
    text += fmt::format("claim P{} \"\"\n{} printed for n in {}..oo: {} {} {}\n", i,
                        one.definition.empty() ? "" : "where " + one.definition + "\n", one.first,
                        one.left.term, one.relation, one.right.term);
    may_hold.push_back(holds_so_far(one));
  }
  return check_verdicts(text, may_hold);
}

}  // namespace dropcert::meaning
