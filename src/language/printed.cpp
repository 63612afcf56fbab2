#include "language/printed.hpp"

#include <fmt/core.h>

#include <array>
#include <initializer_list>

#include "language/parser.hpp"
#include "language/utf8.hpp"

namespace dropcert::language {

namespace {

constexpr std::size_t most_exponent_digits = 6;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Printed run() {
    skip_spaces();
    if (accept({"<"})) {
      result_.kind = Printed::Kind::below;
      if (!power_of_ten()) decimal();
    } else {
      if (accept(minus_signs))
        result_.is_negative = true;
      else
        accept({"+"});
      if (is_pi())
        multiple_of_pi("1", "");
      else
        signed_number();
    }
    if (at_ < text_.size()) fail("expected the end of the number");
    return std::move(result_);
  }

 private:
  using Words = std::initializer_list<std::string_view>;
  static constexpr std::array<std::string_view, 2> minus_signs = {"-", "\xe2\x88\x92"};

  [[noreturn]] void fail(const std::string& expected) const {
    if (at_ >= text_.size()) throw NotPrinted("it ends too early; " + expected);
    const std::size_t length = length_of_first(text_.substr(at_));
    throw NotPrinted(fmt::format("unexpected '{}'; {}", text_.substr(at_, length), expected));
  }

  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  bool is_digit_here() const { return at_ < text_.size() && is_digit(text_[at_]); }
  bool is_here(std::string_view word) const { return text_.substr(at_, word.size()) == word; }

  void skip_spaces() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }

  // One of the words, and the spaces after it.
  template <class List>
  bool accept_one(const List& words) {
    for (const std::string_view word : words)
      if (is_here(word)) {
        at_ += word.size();
        skip_spaces();
        return true;
      }
    return false;
  }
  bool accept(Words words) { return accept_one(words); }
  bool accept(const std::array<std::string_view, 2>& words) { return accept_one(words); }
  bool accept_times() {
    return accept({"*", "x", "\xc3\x97", "\xc2\xb7", "\xe2\x8b\x85", "\\times", "\\cdot"});
  }
  bool is_pi() const { return is_here("pi") || is_here("\\pi") || is_here("\xcf\x80"); }
  void take_pi() { accept({"pi", "\\pi", "\xcf\x80"}); }

  std::string digits() {
    std::string found;
    while (is_digit_here()) found += text_[at_++];
    if (found.empty()) fail("expected a digit");
    if (found.size() > max_digits) throw NotPrinted(fmt::format("it has more than {} digits", max_digits));
    return found;
  }

  // Between two groups of digits: one space of some width.
  bool accept_group_space() {
    for (const std::string_view space : {" ", "\xc2\xa0", "\xe2\x80\x89", "\xe2\x80\xaf", "\\,"})
      if (const std::size_t next = at_ + space.size();
          is_here(space) && next < text_.size() && is_digit(text_[next])) {
        at_ = next;
        return true;
      }
    return false;
  }

  bool accept_comma() {
    if (!is_here(",")) return false;
    ++at_;
    return true;
  }

  // Digits with commas, or else spaces, between groups of three, or without.
  std::string grouped_digits() {
    std::string found = digits();
    const bool is_first = found.size() <= 3 && found[0] != '0';
    const bool has_commas = is_here(",");
    for (std::size_t before = at_; has_commas ? accept_comma() : accept_group_space(); before = at_) {
      if (!is_first) {
        at_ = before;
        fail(
            "a comma or a space stands only between groups of three digits, such as 12,345; expected a point "
            "or the end");
      }
      const std::string group = digits();
      if (group.size() != 3)
        throw NotPrinted(fmt::format("a {} stands before {} digit{}; expected groups of three",
                                     has_commas ? "comma" : "space", group.size(),
                                     group.size() == 1 ? "" : "s"));
      found += group;
    }
    if (found.size() > max_digits) throw NotPrinted(fmt::format("it has more than {} digits", max_digits));
    return found;
  }

  // Digits, perhaps with spaces between groups of as many, the last of them perhaps with fewer.
  std::string digits_behind_point() {
    std::string found = digits();
    const std::size_t most = found.size();
    for (std::size_t last = most; accept_group_space();) {
      const std::string group = digits();
      if (most < 3 || last < most || group.size() > most)
        throw NotPrinted(
            "behind the point a space stands only between groups of as many digits, three or more, such as "
            "0.123 456 7");
      last = group.size();
      found += group;
    }
    return found;
  }

  void set_digits(std::string whole, const std::string& fraction) {
    whole += fraction;
    if (whole.size() > max_digits) throw NotPrinted(fmt::format("it has more than {} digits", max_digits));
    result_.digits = mpz_class(whole, 10);
    result_.exponent -= static_cast<long>(fraction.size());
  }

  // After the sign: decimals, or an exact value that begins with an integer.
  void signed_number() {
    std::string whole = is_here(".") ? "0" : grouped_digits();
    if (!is_fraction_point()) {
      const std::size_t before = at_;
      skip_spaces();
      if (accept({"/"})) return fraction(whole);
      if (is_pi()) return multiple_of_pi(whole, "");
      if (accept_times()) {
        if (is_pi()) return multiple_of_pi(whole, "");
        if (!is_here("10")) fail("expected 10^ or pi");
      }
      at_ = before;
    }
    rest_of_decimal(std::move(whole));
  }

  void decimal() { rest_of_decimal(is_here(".") ? "0" : grouped_digits()); }

  // A point that is not the first of three.
  bool is_fraction_point() const { return is_here(".") && !is_here(".."); }

  void rest_of_decimal(std::string whole) {
    std::string fraction;
    if (is_fraction_point()) {
      ++at_;
      fraction = digits_behind_point();
    }
    set_digits(std::move(whole), fraction);
    skip_spaces();
    if (result_.kind == Printed::Kind::rounded) {
      if (accept({"...", "\xe2\x80\xa6", "\\ldots", "\\dots"})) {
        result_.kind = Printed::Kind::truncated;
      } else if (accept({"("})) {
        result_.kind = Printed::Kind::uncertain;
        result_.uncertainty = mpz_class(digits(), 10);
        if (!accept({")"})) fail("expected ')' after the uncertainty");
      }
    }
    exponent();
  }

  void exponent() {
    if (accept({"e", "E", "d", "D"})) {
      result_.exponent += power();
    } else if (accept_times()) {
      if (is_pi())
        throw NotPrinted("a multiple of pi is an exact value; expected an integer or a fraction before 'pi'");
      if (!power_of_ten_here()) fail("expected 10^ and an exponent");
    }
    skip_spaces();
  }

  // < 10^-16.
  bool power_of_ten() {
    if (!is_here("10^") && !is_here("10 ^")) return false;
    result_.digits = 1;
    return power_of_ten_here();
  }

  bool power_of_ten_here() {
    if (!accept({"10"})) return false;
    if (!accept({"^"})) fail("expected '^' and an exponent");
    const bool is_in_braces = accept({"{"});
    result_.exponent += power();
    if (is_in_braces && !accept({"}"})) fail("expected '}' after the exponent");
    return true;
  }

  long power() {
    const bool is_negative = accept(minus_signs);
    if (!is_negative) accept({"+"});
    const std::string found = digits();
    skip_spaces();
    const long size = found.size() > most_exponent_digits ? max_decimal_exponent + 1 : std::stol(found);
    if (size > max_decimal_exponent)
      throw NotPrinted(fmt::format("it has an exponent beyond {}", max_decimal_exponent));
    return is_negative ? -size : size;
  }

  // p/q, or p/q times pi.
  void fraction(const std::string& above) {
    const std::string below = grouped_digits();
    skip_spaces();
    if (accept_times() || is_pi()) {
      if (!is_pi()) fail("expected pi");
      return multiple_of_pi(above, below);
    }
    exact(above, below);
  }

  // Here stands pi; behind it perhaps a divisor, if there was none before.
  void multiple_of_pi(const std::string& above, std::string below) {
    take_pi();
    result_.is_multiple_of_pi = true;
    if (below.empty() && accept({"/"})) below = grouped_digits();
    skip_spaces();
    exact(above, below.empty() ? "1" : below);
  }

  void exact(const std::string& above, const std::string& below) {
    result_.kind = Printed::Kind::exact;
    const mpz_class divisor(below, 10);
    if (divisor == 0) throw NotPrinted("its divisor is 0");
    result_.factor = mpq_class(mpz_class(above, 10), divisor);
    result_.factor.canonicalize();
    if (result_.is_negative) result_.factor = -result_.factor;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Printed result_;
};

}  // namespace

Printed parse_printed(std::string_view text) {
  return Reader(text).run();
}

std::string to_text(const Printed& printed) {
  if (printed.kind == Printed::Kind::exact)
    return printed.factor.get_num().get_str() + "/" + printed.factor.get_den().get_str() +
           (printed.is_multiple_of_pi ? "*pi" : "");
  std::string text = (printed.is_negative ? "-" : "") + printed.digits.get_str();
  if (printed.kind == Printed::Kind::below) text = "< " + text;
  if (printed.kind == Printed::Kind::truncated) text += "...";
  if (printed.kind == Printed::Kind::uncertain) text += "(" + printed.uncertainty.get_str() + ")";
  return text + "e" + std::to_string(printed.exponent);
}

std::string fault_of_printed(const std::string& text) {
  constexpr std::size_t shown = 40;
  try {
    parse_printed(text);
    return "";
  } catch (const NotPrinted& error) {
    return fmt::format("the string \"{}\" is no printed number: {}", text.size() > shown ? "..." : text,
                       error.what());
  }
}

}  // namespace dropcert::language
