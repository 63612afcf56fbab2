#include "publish/comparison.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <optional>
#include <stdexcept>

#include "data/number.hpp"
#include "verify/arithmetic.hpp"
#include "verify/outcome.hpp"
#include "verify/printed.hpp"

namespace dropcert::publish {

namespace {

constexpr long extra_digits = 5;
constexpr long most_extra_digits = 5000;
constexpr std::size_t longest_integer = 1'000'000;  // digits
constexpr long greatest_exponent = 1'000'000;

Rational ten_to(long exponent) {
  return pow(Rational(10), exponent);
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// The exponent that ends a number: where its digits begin and end, after its sign.
struct WrittenExponent {
  std::size_t begin = 0, end = 0;
};

std::optional<WrittenExponent> exponent_of(const std::string& text) {
  constexpr std::string_view digits = "0123456789";
  std::size_t end = text.size();
  if (end > 0 && text[end - 1] == '}') --end;
  std::size_t begin = end;
  while (begin > 0 && digits.find(text[begin - 1]) != digits.npos) --begin;
  std::size_t before = begin;
  while (before > 0 && std::string_view("+- {").find(text[before - 1]) != std::string_view::npos) --before;
  if (begin == end || before == 0 || std::string_view("eE^").find(text[before - 1]) == std::string_view::npos)
    return std::nullopt;
  return WrittenExponent{begin, end};
}

// A decimal whose exponent is beyond the language's.
std::optional<Printed> read_large(const std::string& text) {
  const std::optional<WrittenExponent> at = exponent_of(text);
  if (!at) return std::nullopt;
  const std::optional<Integer> size = Integer::parse(text.substr(at->begin, at->end - at->begin));
  const std::optional<long> exponent = size ? size->to_long() : std::nullopt;
  if (!exponent || *exponent > greatest_exponent) return std::nullopt;
  const bool is_below_1 = text[at->begin - 1] == '-';
  try {
    Printed printed = parse_printed(text.substr(0, at->begin) + "0" + text.substr(at->end));
    printed.exponent += is_below_1 ? -*exponent : *exponent;
    return printed;
  } catch (const NotPrinted&) {
    return std::nullopt;
  }
}

// The language's grammar, and beside it: a point that ends a number (1., 1.e5), long integers, larger
// exponents.
Printed read(const std::string& text) {
  std::string fault;
  try {
    return parse_printed(text);
  } catch (const NotPrinted& error) {
    fault = error.what();
  }
  const std::size_t sign = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  if (is_digits(std::string_view(text).substr(sign)) && text.size() <= longest_integer) {
    Printed integer;
    integer.is_negative = text[0] == '-';
    integer.digits = mpz_class(text.substr(sign), 10);
    return integer;
  }
  const std::size_t point = text.find('.');
  const bool ends_with_point = point != std::string::npos && point > sign &&
                               (point + 1 == text.size() || text[point + 1] == 'e' || text[point + 1] == 'E');
  if (ends_with_point) try {
      return parse_printed(text.substr(0, point) + text.substr(point + 1));
    } catch (const NotPrinted&) {
    }
  if (const std::optional<Printed> large = read_large(text)) return *large;
  throw std::invalid_argument(fmt::format("{} is no printed number: {}", data::shown(text), fault));
}

// ---- values known by their text
// --------------------------------------------------------------------------

// The value lies between these.
struct Interval {
  Rational low, high;
};

bool shows_rounding(const std::string& text) {
  return text.find_first_of(".e") != std::string::npos;
}

Interval interval_of(const std::string& certified, bool is_rounded) {
  if (is_rounded || shows_rounding(certified)) {
    const Printed decimal = read(certified);
    if (decimal.kind != Printed::Kind::rounded)
      throw std::invalid_argument(fmt::format("the value {} is no decimal", data::shown(certified)));
    const Rational middle = Rational(Integer(decimal.digits.get_mpz_t())) * ten_to(decimal.exponent) *
                            Rational(decimal.is_negative ? -1 : 1);
    const Rational half = ten_to(decimal.exponent) / Rational(2);
    return {middle - half, middle + half};
  }
  const std::size_t bar = certified.find('/');
  const std::optional<Integer> above = Integer::parse(certified.substr(0, bar));
  const std::optional<Integer> below =
      bar == std::string::npos ? Integer(1) : Integer::parse(certified.substr(bar + 1));
  if (!above || !below || below->is_zero())
    throw std::invalid_argument(fmt::format("the value {} is no number", data::shown(certified)));
  const Rational value(*above, *below);
  return {value, value};
}

// The comparison of all numbers of the interval with a rational number.
Outcomes compared(const Interval& x, Relation relation, const Value& bound) {
  const auto* rational = get_if<Rational>(bound);
  if (!rational) {  // a multiple of pi, which no rational number is
    if (x.low == x.high) return Outcome::false_;
    constexpr long bits = 256;
    const Ball pi = enclose(*get_if<ExactNumber>(bound), Bits{bits});
    return pi.lower() > x.high || pi.upper() < x.low ? Outcomes(Outcome::false_) : Outcomes::any_truth();
  }
  const bool may_be_below = x.low < *rational;
  const bool may_be_equal = x.low <= *rational && *rational <= x.high;
  const bool may_be_above = x.high > *rational;
  auto of = [&](bool below, bool equal, bool above) {
    Outcomes found;
    if (may_be_below) found = found | Outcomes::of(below);
    if (may_be_equal) found = found | Outcomes::of(equal);
    if (may_be_above) found = found | Outcomes::of(above);
    return found;
  };
  switch (relation) {
    case Relation::equal:
      return of(false, true, false);
    case Relation::not_equal:
      return of(true, false, true);
    case Relation::less:
      return of(true, false, false);
    case Relation::less_equal:
      return of(true, true, false);
    case Relation::greater:
      return of(false, false, true);
    case Relation::greater_equal:
      return of(false, true, true);
  }
  return Outcomes::any_truth();
}

// ---- what is wrong
// ---------------------------------------------------------------------------------------

bool is_truth(const std::string& text) {
  return text == "true" || text == "false";
}

// inf, nan and their spellings in C, Fortran, Windows and TeX, with a sign or without.
bool is_not_finite(const std::string& text) {
  std::string word;
  for (char c : text) word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
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

// The digits of |x| from its leading one to the given place, rounded or cut off.
std::string digits_to(const Rational& x, long place, bool is_cut_off = false) {
  const Rational scaled = abs(x) / ten_to(place);
  const std::string digits = floor(scaled + (is_cut_off ? Rational(0) : Rational(1, 2))).str();
  return digits == "0" ? "" : digits;
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

void say_what_is_wrong(Judgement& judgement, const Printed& printed, const CertifiedValue& value) {
  judgement.verdict = Digits::wrong;
  const bool is_decimal = printed.kind == Printed::Kind::rounded;
  if (is_decimal && printed.digits == 0) {
    judgement.verdict = Digits::zero;
  } else if (is_decimal && is_neighbour(printed, value)) {
    judgement.verdict = Digits::rounded_wrong_way;
  } else if ((is_decimal || printed.kind == Printed::Kind::truncated ||
              (printed.kind == Printed::Kind::exact && !printed.is_multiple_of_pi)) &&
             !judgement.certified.empty()) {
    const Interval x = interval_of(judgement.certified, false);
    judgement.first_wrong = first_wrong_digit(printed, (x.low + x.high) / Rational(2));
  }
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

Judgement judge_truth(const std::string& printed, const CertifiedValue& value) {
  if (!is_truth(printed))
    return not_comparable(fmt::format("'{}' stands where true or false is expected", printed));
  if (!value.is_statement)
    return not_comparable(fmt::format("'{}' stands where a number is expected", printed));
  const std::string certified = digits_of(value, extra_digits);
  if (certified.empty()) return {Digits::undecided, 0, "", "the statement is undefined, or not decided"};
  return {printed == certified ? Digits::right : Digits::wrong, 1, certified};
}

}  // namespace

CertifiedValue known_by_text(std::function<std::string(long digits)> text, bool is_rounded) {
  auto is_printed = [text, is_rounded](const Printed& printed) -> Answer {
    const long size = static_cast<long>(printed.digits.get_str().size());
    for (long extra = extra_digits; extra <= most_extra_digits; extra *= 4) {
      const Interval x = interval_of(text(size + extra), is_rounded);
      const Outcomes found = dropcert::is_printed(
          printed, [&](Relation relation, const Value& bound) { return compared(x, relation, bound); });
      if (found.holds()) return {true};
      if (!found.may_be_true()) return {false};
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
  bound.is_printed = [value = std::move(value), above](const Printed& printed) {
    return printed.kind == Printed::Kind::rounded ? is_rounded_so(printed, above, value)
                                                  : value.is_printed(printed);
  };
  return bound;
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
    const Printed printed = read(text);
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
