#include "publish/printed_value.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <stdexcept>
#include <string_view>

#include "data/data_error.hpp"
#include "language/parser.hpp"
#include "verify/arithmetic.hpp"
#include "verify/printed.hpp"

namespace dropcert::publish {

using namespace exact;
using namespace ball;
using namespace language;
using namespace verify;

namespace {

constexpr std::size_t most_digits = 1'000'000;
constexpr long greatest_exponent = 100'000'000'000'000'000;

std::size_t digits_from(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of("0123456789", at), text.size()) - at;
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

// A decimal or a quotient with more digits than the language's: sign, digits, perhaps a point and digits,
// perhaps an exponent, which is left to the language.
std::optional<Printed> read_long(const std::string& text) {
  const std::size_t sign = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  const std::size_t whole = digits_from(text, sign);
  std::size_t end = sign + whole;
  std::string digits = text.substr(sign, whole);
  std::size_t fraction = 0;
  if (end < text.size() && text[end] == '.') {
    fraction = digits_from(text, end + 1);
    digits += text.substr(end + 1, fraction);
    end += 1 + fraction;
  }
  const std::string_view rest = std::string_view(text).substr(end);
  if (fraction == 0 && rest.starts_with('/')) {
    const std::string divisor(rest.substr(1));
    const bool is_divisor = !divisor.empty() && digits_from(divisor, 0) == divisor.size() &&
                            divisor.find_first_not_of('0') != std::string::npos;
    if (!is_divisor || digits.size() + divisor.size() > most_digits) return std::nullopt;
    Printed quotient;
    quotient.kind = Printed::Kind::exact;
    quotient.is_negative = text[0] == '-';
    quotient.factor = mpq_class(mpz_class(digits, 10), mpz_class(divisor, 10));
    quotient.factor.canonicalize();
    if (quotient.is_negative) quotient.factor = -quotient.factor;
    return quotient;
  }
  const bool goes_on = rest.starts_with(',') || (rest.starts_with('.') && !rest.starts_with("..."));
  if (digits.size() <= max_digits || digits.size() > most_digits || goes_on) return std::nullopt;
  try {
    Printed printed = parse_printed("1" + std::string(rest));
    if (printed.kind != Printed::Kind::rounded && printed.kind != Printed::Kind::truncated)
      return std::nullopt;
    printed.is_negative = text[0] == '-';
    printed.digits = mpz_class(digits, 10);
    printed.exponent -= static_cast<long>(fraction);
    return printed;
  } catch (const NotPrinted&) {
    return std::nullopt;
  }
}

// A decimal whose exponent is beyond the language's.
std::optional<Printed> read_large(const std::string& text) {
  const std::optional<WrittenExponent> at = exponent_of(text);
  if (!at) return std::nullopt;
  const std::optional<Integer> size = Integer::parse(text.substr(at->begin, at->end - at->begin));
  if (!size) return std::nullopt;
  const long exponent = std::min(size->to_long().value_or(greatest_exponent), greatest_exponent);
  const bool is_below_1 = text[at->begin - 1] == '-';
  try {
    Printed printed = parse_printed(text.substr(0, at->begin) + "0" + text.substr(at->end));
    printed.exponent += is_below_1 ? -exponent : exponent;
    return printed;
  } catch (const NotPrinted&) {
    return std::nullopt;
  }
}

// What stands around a number in a typeset table: mathematics, fonts, marks of footnotes, a percent sign.
class Typeset {
 public:
  explicit Typeset(std::string text) : text_(std::move(text)) {}

  // Whether there was some.
  bool peel() {
    const std::string before = text_;
    for (std::size_t at; (at = text_.find("{,}")) != std::string::npos;) text_.replace(at, 3, ",");
    while (peel_spaces() || peel_around() || peel_mark() || peel_percent()) {
    }
    return text_ != before;
  }
  const std::string& text() const { return text_; }
  bool is_percentage() const { return is_percentage_; }

 private:
  bool erase_front(std::string_view word) {
    if (!text_.starts_with(word)) return false;
    text_.erase(0, word.size());
    return true;
  }
  bool erase_back(std::string_view word) {
    if (!text_.ends_with(word)) return false;
    text_.erase(text_.size() - word.size());
    return true;
  }

  bool peel_spaces() {
    static constexpr std::string_view spaces[] = {" ",  "~", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x89",
                                                  "\\,"};
    return std::any_of(std::begin(spaces), std::end(spaces),
                       [&](std::string_view space) { return erase_front(space) || erase_back(space); });
  }

  // Where the brace is that the last one closes.
  std::size_t last_group() const {
    int depth = 0;
    for (std::size_t i = text_.size(); text_.ends_with('}') && i-- > 0;) {
      if (text_[i] == '}') ++depth;
      if (text_[i] == '{' && --depth == 0) return i;
    }
    return std::string::npos;
  }

  bool peel_around() {
    const auto between = [&](std::string_view begin, std::string_view end) {
      if (text_.size() < begin.size() + end.size() || !text_.starts_with(begin) || !text_.ends_with(end))
        return false;
      text_ = text_.substr(begin.size(), text_.size() - begin.size() - end.size());
      return true;
    };
    if (between("$", "$") || between("\\(", "\\)")) return true;
    const std::size_t group = last_group();
    static constexpr std::string_view commands[] = {
        "",         "\\num",      "\\tablenum",   "\\mathbf", "\\mathit",
        "\\mathrm", "\\boldmath", "\\boldsymbol", "\\bm",     "\\textbf",
        "\\textit", "\\emph",     "\\underline",  "\\text",   "\\ensuremath"};
    return group != std::string::npos &&
           std::find(std::begin(commands), std::end(commands), text_.substr(0, group)) !=
               std::end(commands) &&
           between(text_.substr(0, group + 1), "}");
  }

  // Behind the number. A digit in a superscript is no mark: it may be a power.
  bool peel_mark() {
    static constexpr std::string_view marks[] = {"*",        "\xe2\x80\xa0",  "\xe2\x80\xa1", "\xc2\xa7",
                                                 "\xc2\xb6", "\\dagger",      "\\ddagger",    "\\ast",
                                                 "\\star",   "\\footnotemark"};
    static constexpr std::string_view commands[] = {"\\footnote", "\\textsuperscript", "\\tnote",
                                                    "\\tablefootmark"};
    if (std::any_of(std::begin(marks), std::end(marks), [&](std::string_view mark) {
          return erase_back("^" + std::string(mark)) || erase_back(mark);
        }))
      return true;
    const std::size_t group = last_group();
    if (group != std::string::npos) {
      const std::string_view before = std::string_view(text_).substr(0, group);
      const bool has_digits = text_.find_first_of("0123456789", group) != std::string::npos;
      if (before.ends_with('^') && !has_digits) return erase_back(text_.substr(group - 1));
      for (const std::string_view command : commands)
        if (before.ends_with(command)) return erase_back(text_.substr(group - command.size()));
    }
    const std::size_t n = text_.size();
    return n > 2 && text_[n - 2] == '^' && 'a' <= text_[n - 1] && text_[n - 1] <= 'z' &&
           erase_back(text_.substr(n - 2));
  }

  bool peel_percent() {
    if (is_percentage_ || !(erase_back("\\%") || erase_back("%"))) return false;
    is_percentage_ = true;
    return true;
  }

  std::string text_;
  bool is_percentage_ = false;
};

// What stands alone. Throws NotPrinted.
Printed read_plain(const std::string& text) {
  try {
    return parse_printed(text);
  } catch (const NotPrinted&) {
    const std::size_t sign = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
    const std::size_t point = text.find('.');
    const bool ends_with_point =
        point != std::string::npos && point > sign &&
        (point + 1 == text.size() || text[point + 1] == 'e' || text[point + 1] == 'E');
    if (ends_with_point) try {
        return parse_printed(text.substr(0, point) + text.substr(point + 1));
      } catch (const NotPrinted&) {
      }
    if (const std::optional<Printed> decimal = read_long(text)) return *decimal;
    if (const std::optional<Printed> large = read_large(text)) return *large;
    throw;
  }
}

std::optional<Printed> read_typeset(const std::string& text) {
  constexpr std::size_t longest = 1000;
  if (text.size() > longest) return std::nullopt;
  Typeset typeset(text);
  if (!typeset.peel()) return std::nullopt;
  try {
    Printed printed = read_plain(typeset.text());
    if (typeset.is_percentage()) {
      printed.exponent -= 2;
      printed.factor /= 100;
    }
    return printed;
  } catch (const NotPrinted&) {
    return std::nullopt;
  }
}

bool shows_rounding(const std::string& text) {
  return text.find_first_of(".e") != std::string::npos;
}

}  // namespace

Printed read_printed(const std::string& text) {
  try {
    return read_plain(text);
  } catch (const NotPrinted& error) {
    if (const std::optional<Printed> typeset = read_typeset(text)) return *typeset;
    throw std::invalid_argument(fmt::format("{} is no printed number: {}", data::shown(text), error.what()));
  }
}

Rational ten_to(long exponent) {
  return pow(Rational(10), exponent);
}

bool shows_rational(const std::string& certified) {
  return certified.find_first_not_of("-/0123456789") == std::string::npos;
}

Interval interval_of(const std::string& certified, bool is_rounded) {
  if (is_rounded || shows_rounding(certified)) {
    const Printed decimal = read_printed(certified);
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

std::optional<bool> is_printed_of(const Interval& x, const Printed& printed) {
  const Outcomes found = is_printed(
      printed, [&](Relation relation, const Value& bound) { return compared(x, relation, bound); });
  if (found.holds()) return true;
  if (!found.may_be_true()) return false;
  return std::nullopt;
}

std::optional<long> leading_exponent(const std::string& certified) {
  const std::size_t first = certified.find_first_of("123456789");
  if (first == std::string::npos || certified.find_first_not_of("-+.0123456789e/") != std::string::npos)
    return std::nullopt;
  const auto length = [&](std::size_t at) { return static_cast<long>(digits_from(certified, at)); };
  const std::size_t bar = certified.find('/');
  if (bar != std::string::npos) return length(first) - length(bar + 1);
  const std::size_t e = std::min(certified.find('e'), certified.size());
  if (first > e) return std::nullopt;
  const std::size_t point = std::min(certified.find('.'), e);
  const long written =
      first < point ? static_cast<long>(point - first) - 1 : -static_cast<long>(first - point);
  return written + (e < certified.size() ? std::stol(certified.substr(e + 1)) : 0);
}

std::string digits_to(const Rational& x, long place, bool is_cut_off) {
  const Rational scaled = abs(x) / ten_to(place);
  const std::string digits = floor(scaled + (is_cut_off ? Rational(0) : Rational(1, 2))).str();
  return digits == "0" ? "" : digits;
}

}  // namespace dropcert::publish
