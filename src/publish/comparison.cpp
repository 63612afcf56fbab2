#include "publish/comparison.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <stdexcept>

#include "data/number.hpp"
#include "publish/fault_kinds.hpp"
#include "verify/outcome.hpp"

namespace dropcert::publish {

using namespace exact;
using namespace language;
using namespace verify;

namespace {

constexpr long extra_digits = 5;
constexpr long most_extra_digits = 5000;

bool is_truth(const std::string& text) {
  const std::string word = data::lower_case(text);
  return word == "true" || word == "false";
}

// inf, nan and their spellings in C, Fortran, Windows and TeX, with a sign or without.
bool is_not_finite(const std::string& text) {
  std::string word = data::lower_case(text);
  for (const std::string_view sign : {"-", "+", "\xe2\x88\x92"})
    if (word.starts_with(sign)) {
      word.erase(0, sign.size());
      break;
    }
  if (word.ends_with(')')) word.erase(std::min(word.find('('), word.size()));  // nan(ind), nan(0x1)
  static constexpr std::string_view words[] = {"inf",          "infinity", "infty",   "\\infty", "oo",
                                               "\xe2\x88\x9e", "nan",      "snan",    "qnan",    "1.#inf",
                                               "1.#ind",       "1.#nan",   "1.#qnan", "1.#snan"};
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// By the middle of what is known of the value: a hint for a reader.
std::size_t first_wrong_digit(const Printed& printed, const Rational& x) {
  std::string mine = printed.digits == 0 ? "" : printed.digits.get_str();
  std::string right;
  int sign = printed.is_negative ? -1 : 1;
  if (printed.kind == Printed::Kind::exact) {  // its decimal expansion, as far as needed
    const Rational value(printed.factor.get_mpq_t());
    long decimals = 20;
    while (digits_to(x, -decimals) == digits_to(value, -decimals) && decimals < most_extra_digits)
      decimals *= 2;
    mine = digits_to(value, -decimals);
    right = digits_to(x, -decimals);
    sign = value.sign();
  } else {
    right = digits_to(x, printed.exponent, printed.kind == Printed::Kind::truncated);
  }
  if (mine.size() != right.size() || x.sign() * sign < 0) return 1;
  const auto difference = std::mismatch(mine.begin(), mine.end(), right.begin());
  return static_cast<std::size_t>(difference.first - mine.begin()) + 1;
}

// A unit of the last digit away, but not exactly: a value that the printed decimals can show was not rounded.
bool is_neighbour(const Printed& printed, const CertifiedValue& value) {
  Printed around = printed;
  around.kind = Printed::Kind::uncertain;
  around.uncertainty = 1;
  if (value.is_printed(around).truth != true) return false;
  for (const int step : {-1, 1}) {
    const mpz_class shown = (printed.is_negative ? -1 : 1) * printed.digits + step;
    Printed next = printed;
    next.kind = Printed::Kind::uncertain;
    next.is_negative = shown < 0;
    next.digits = abs(shown);
    next.uncertainty = 0;
    if (value.is_printed(next).truth != false) return false;
  }
  return true;
}

// "" where the digits are out of reach; that ends nothing.
std::string digits_of(const CertifiedValue& value, long digits) {
  try {
    return value.text(digits);
  } catch (const Interrupted&) {
    throw;
  } catch (const std::runtime_error&) {
  } catch (const std::length_error&) {
  }
  return "";
}

void say_what_is_wrong(Judgement& judgement, const Printed& printed, const CertifiedValue& value) {
  judgement.verdict = Digits::wrong;
  const bool is_decimal = printed.kind == Printed::Kind::rounded;
  std::optional<Interval> known;
  if (!judgement.certified.empty()) known = interval_of(judgement.certified);
  if (is_decimal && printed.digits == 0) {
    judgement.verdict = Digits::zero;
  } else if (is_decimal && is_neighbour(printed, value)) {
    judgement.verdict = Digits::rounded_wrong_way;
    judgement.first_wrong = printed.digits.get_str().size();
  } else if ((is_decimal || printed.kind == Printed::Kind::truncated ||
              (printed.kind == Printed::Kind::exact && !printed.is_multiple_of_pi)) &&
             known) {
    judgement.first_wrong = first_wrong_digit(printed, known->middle());
  }
  if (known) judgement.faults = kinds_of_fault(printed, *known, value.side);
}

// An exponent far from the value's decides alone: no power of ten of that size is computed.
Judgement judge_far(const Printed& printed, const CertifiedValue& value) {
  constexpr long margin = 10;  // more than the error of both exponents
  const std::string certified = digits_of(value, extra_digits + 1);
  Judgement judgement{Digits::undecided, 0, certified};
  const std::optional<long> size = leading_exponent(certified);
  const bool is_zero = certified == "0";
  if (!size && !is_zero) {
    judgement.reason = "the digits of the value are out of reach";
    return judgement;
  }
  const auto leading = [&](const mpz_class& digits) {
    return printed.exponent + static_cast<long>(digits.get_str().size()) - 1;
  };
  const bool is_above = is_zero || leading(printed.digits) > *size + margin;
  const bool is_below = !is_zero && leading(printed.digits + printed.uncertainty) < *size - margin;
  if (!is_above && !is_below) {
    judgement.reason = "the exponent is out of reach";
    return judgement;
  }
  if (printed.kind == Printed::Kind::uncertain && is_above && printed.uncertainty >= printed.digits) {
    judgement.reason = "the uncertainty is as large as the number";
    return judgement;
  }
  judgement.verdict = printed.kind == Printed::Kind::below && is_above ? Digits::right : Digits::wrong;
  if (judgement.verdict == Digits::right) return judgement;
  judgement.first_wrong = 1;
  if (!is_zero) judgement.faults = far_power_of_ten(printed, certified, value.side);
  return judgement;
}

Judgement judge_truth(const std::string& printed, const CertifiedValue& value) {
  if (!is_truth(printed))
    return not_comparable(fmt::format("'{}' stands where true or false is expected", printed));
  if (!value.is_statement)
    return not_comparable(fmt::format("'{}' stands where a number is expected", printed));
  const std::string certified = digits_of(value, extra_digits);
  if (certified.empty()) return {Digits::undecided, 0, "", "the statement is undefined, or not decided"};
  return {data::lower_case(printed) == certified ? Digits::right : Digits::wrong, 1, certified};
}

}  // namespace

CertifiedValue known_by_text(std::function<std::string(long digits)> text, bool is_rounded) {
  auto is_printed = [text, is_rounded](const Printed& printed) -> Answer {
    const long size = static_cast<long>(printed.digits.get_str().size());
    for (long extra = extra_digits; extra <= most_extra_digits; extra *= 4) {
      const std::optional<bool> found = is_printed_of(interval_of(text(size + extra), is_rounded), printed);
      if (found) return {found};
    }
    return {std::nullopt, "the certified digits do not tell"};
  };
  const bool is_statement = is_truth(text(extra_digits));
  return {std::move(text), std::move(is_printed), is_statement};
}

namespace {

// Of a rounded decimal p and its unit u: x lies in [p, p + u) if it was rounded down, in (p - u, p] if up.
Answer is_rounded_so(const Printed& printed, bool up, const CertifiedValue& value) {
  const auto equals = [&](const Printed& decimal) {
    Printed alone = decimal;
    alone.kind = Printed::Kind::uncertain;
    alone.uncertainty = 0;
    return value.is_printed(alone);
  };
  Printed cut = printed;
  cut.kind = Printed::Kind::truncated;
  const bool is_away_from_0 = printed.digits != 0 && printed.is_negative != up;
  if (printed.digits == 0) cut.is_negative = up;
  if (!is_away_from_0) return value.is_printed(cut);
  const Answer is_end = equals(printed);
  if (is_end.truth == true) return is_end;
  cut.digits -= 1;
  const Answer begins = value.is_printed(cut);
  if (begins.truth == false) return begins;
  Answer ends = equals(cut);
  if (ends.truth) ends.truth = !*ends.truth;
  return ends.truth == false || begins.truth ? ends : begins;
}

}  // namespace

CertifiedValue bounded_by(CertifiedValue value, bool above) {
  CertifiedValue bound = value;
  bound.side = above ? Side::above : Side::below;
  bound.is_printed = [value = std::move(value), above](const Printed& printed) {
    return printed.kind == Printed::Kind::rounded ? is_rounded_so(printed, above, value)
                                                  : value.is_printed(printed);
  };
  return bound;
}

Answer is_printed_on(Side side, const Interval& x, const Printed& printed) {
  CertifiedValue value{{}, [&](const Printed& other) -> Answer { return {is_printed_of(x, other)}; }};
  if (side != Side::nearest) value = bounded_by(std::move(value), side == Side::above);
  return value.is_printed(printed);
}

Judgement not_comparable(const std::string& reason) {
  return {Digits::not_comparable, 0, "", reason};
}

bool all_right(const std::vector<ComparedEntry>& entries) {
  return std::all_of(entries.begin(), entries.end(),
                     [](const ComparedEntry& entry) { return entry.judgement.verdict == Digits::right; });
}

const char* kind_of(Digits verdict) {
  switch (verdict) {
    case Digits::right:
      return "right";
    case Digits::rounded_wrong_way:
      return "last-digit";
    case Digits::wrong:
      return "wrong";
    case Digits::zero:
      return "zero";
    case Digits::not_finite:
      return "not-finite";
    case Digits::other_convention:
      return "other-convention";
    case Digits::undecided:
      return "undecided";
    case Digits::not_comparable:
      return "not-comparable";
  }
  return "";
}

std::string describe(const Judgement& judgement) {
  const std::string reason = judgement.reason.empty() ? "" : ": " + judgement.reason;
  switch (judgement.verdict) {
    case Digits::right:
      return "all printed digits right";
    case Digits::rounded_wrong_way:
      return "last digit rounded the wrong way";
    case Digits::wrong:
      return judgement.first_wrong == 0 ? "wrong" : fmt::format("wrong from digit {}", judgement.first_wrong);
    case Digits::zero:
      return "0 printed for a value that is not 0";
    case Digits::not_finite:
      return "no finite number printed for a value that is one";
    case Digits::other_convention:
      return "right by another convention" + reason;
    case Digits::undecided:
      return "not decided" + reason;
    case Digits::not_comparable:
      return "not comparable" + reason;
  }
  return "";
}

Judgement judge(const std::string& text, const CertifiedValue& value) {
  try {
    if (text.empty()) return not_comparable("no value is printed");
    if (value.is_statement || is_truth(text)) return judge_truth(text, value);
    if (is_not_finite(text)) {
      for (long bound = 1; bound <= 2; ++bound) {  // defined, and real
        Printed below;
        below.kind = Printed::Kind::below;
        below.digits = bound;
        if (value.is_printed(below).truth) return {Digits::not_finite, 0, digits_of(value, extra_digits)};
      }
      return {Digits::undecided, 0, "", "the value is not known"};
    }
    Printed printed = read_printed(text);
    constexpr long greatest_exponent = 1'000'000;
    if (printed.digits == 0 && printed.kind == Printed::Kind::rounded) printed.exponent = 0;
    if (std::abs(printed.exponent) > greatest_exponent) return judge_far(printed, value);
    const long size = printed.digits == 0 ? 1 : static_cast<long>(printed.digits.get_str().size());
    Judgement judgement{Digits::undecided, 0, digits_of(value, size + extra_digits)};
    const Answer answer = value.is_printed(printed);
    judgement.reason = answer.reason;
    if (answer.truth == true) judgement.verdict = Digits::right;
    if (answer.truth == false) say_what_is_wrong(judgement, printed, value);
    return judgement;
  } catch (const std::invalid_argument& error) {
    return not_comparable(error.what());
  } catch (const std::length_error& error) {
    return not_comparable(error.what());
  }
}

}  // namespace dropcert::publish
