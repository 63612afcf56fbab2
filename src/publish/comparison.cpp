#include "publish/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "ball/decimal.hpp"
#include "data/number.hpp"

namespace dropcert::publish {

namespace {

constexpr long extra_digits = 5;
constexpr long most_extra_digits = 5000;

Rational ten_to(long exponent) {
  return pow(Rational(10), exponent);
}

// A number as it is written.
struct Printed {
  Rational value;
  std::string digits;              // from the leading one that is not 0 to the last; "" for 0
  std::optional<long> last_place;  // the exponent of ten of the last digit; none: a fraction
};

Printed read(const std::string& text) {
  Printed printed{data::parse_number(text), "", std::nullopt};
  if (text.find('/') != std::string::npos) return printed;
  const std::size_t mark = std::min(text.find_first_of("eE"), text.size());
  long place = mark < text.size() ? std::stol(text.substr(mark + 1)) : 0;
  bool after_point = false;
  for (char c : text.substr(0, mark)) {
    if (c == '.') after_point = true;
    if (c < '0' || c > '9') continue;
    if (after_point) --place;
    if (c != '0' || !printed.digits.empty()) printed.digits += c;
  }
  printed.last_place = place;
  return printed;
}

// The value lies between these.
struct Interval {
  Rational low, high;
};

bool is_rounded(const std::string& text) {
  return text.find('.') != std::string::npos || text.find('e') != std::string::npos;
}

Interval interval_of(const std::string& certified) {
  const Rational middle = data::parse_number(certified);
  if (!is_rounded(certified)) return {middle, middle};
  const Rational half = ten_to(*read(certified).last_place) / 2;
  return {middle - half, middle + half};
}

// |x - v| <= bound for all, or for none, of the x in the interval.
std::optional<bool> within(const Interval& x, const Rational& v, const Rational& bound) {
  if (x.low >= v - bound && x.high <= v + bound) return true;
  if (x.high < v - bound || x.low > v + bound) return false;
  return std::nullopt;
}

std::optional<Digits> verdict_on(const Printed& printed, const Interval& x) {
  if (!printed.last_place) return x.low == x.high && x.low == printed.value ? Digits::right : Digits::wrong;
  const Rational unit = ten_to(*printed.last_place);
  const std::optional<bool> right = within(x, printed.value, unit / 2);
  if (!right) return std::nullopt;
  if (*right) return Digits::right;
  // A value that the printed decimals can show exactly was not rounded: its neighbour is a wrong digit.
  if (x.low == x.high && abs(x.low - printed.value) == unit) return Digits::wrong;
  const std::optional<bool> neighbour = within(x, printed.value, unit);
  if (!neighbour) return std::nullopt;
  return *neighbour ? Digits::rounded_wrong_way : Digits::wrong;
}

// The digits of |x| from its leading one to the given place, rounded.
std::string digits_to(const Rational& x, long place) {
  const Rational scaled = abs(x) / ten_to(place);
  const std::string digits = floor(scaled + Rational(1, 2)).str();
  return digits == "0" ? "" : digits;
}

std::size_t first_wrong_digit(const Printed& printed, const Rational& x) {
  const long place = printed.last_place.value_or(0);
  std::string mine = printed.digits;
  std::string right = digits_to(x, place);
  if (!printed.last_place) {  // a fraction: its decimal expansion, as far as needed
    long decimals = 20;
    while (digits_to(x, -decimals) == digits_to(printed.value, -decimals) && decimals < most_extra_digits)
      decimals *= 2;
    mine = digits_to(printed.value, -decimals);
    right = digits_to(x, -decimals);
  }
  if (mine.size() != right.size() || x.sign() * printed.value.sign() < 0) return 1;
  const auto difference = std::mismatch(mine.begin(), mine.end(), right.begin());
  return static_cast<std::size_t>(difference.first - mine.begin()) + 1;
}

bool is_truth(const std::string& text) {
  return text == "true" || text == "false";
}

Judgement judge_truth(const std::string& printed, const std::string& certified) {
  if (!is_truth(printed))
    throw std::invalid_argument(fmt::format("'{}' stands where true or false is expected", printed));
  if (!is_truth(certified))
    throw std::invalid_argument(fmt::format("'{}' stands where a number is expected", printed));
  return {printed == certified ? Digits::right : Digits::wrong, 1, certified};
}

}  // namespace

std::string describe(const Judgement& judgement) {
  switch (judgement.verdict) {
    case Digits::right:
      return "all printed digits right";
    case Digits::rounded_wrong_way:
      return "last digit rounded the wrong way";
    case Digits::wrong:
      return fmt::format("wrong from digit {}", judgement.first_wrong);
    case Digits::undecided:
      return "not decided";
  }
  return "";
}

Judgement judge(const std::string& printed_text, const CertifiedValue& value) {
  if (is_truth(printed_text)) return judge_truth(printed_text, value(extra_digits));
  const Printed printed = read(printed_text);
  const long size = std::max<long>(static_cast<long>(printed.digits.size()), 1);
  const std::string shown = value(size + extra_digits);
  if (is_truth(shown)) return judge_truth(printed_text, shown);
  Judgement judgement{Digits::undecided, 0, shown};
  for (long extra = extra_digits; extra <= most_extra_digits; extra *= 4) {
    const Interval x = interval_of(extra == extra_digits ? shown : value(size + extra));
    const std::optional<Digits> verdict = verdict_on(printed, x);
    if (!verdict) continue;
    judgement.verdict = *verdict;
    if (*verdict == Digits::wrong) judgement.first_wrong = first_wrong_digit(printed, (x.low + x.high) / 2);
    break;
  }
  return judgement;
}

}  // namespace dropcert::publish
