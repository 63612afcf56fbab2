#include "data/number.hpp"

#include <algorithm>
#include <stdexcept>

namespace dropcert::data {

using namespace exact;

namespace {

[[noreturn]] void refuse(const std::string& sentence) {
  throw std::invalid_argument(sentence);
}

// Removes a sign from the front; whether it was a minus.
bool take_sign(std::string_view& text) {
  if (text.empty() || (text.front() != '-' && text.front() != '+')) return false;
  const bool minus = text.front() == '-';
  text.remove_prefix(1);
  return minus;
}

std::string_view take_digits(std::string_view& text) {
  const auto* end = std::find_if_not(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  return digits;
}

constexpr std::size_t longest_word = 10;  // of those that are known

[[noreturn]] void refuse_word(std::string_view number) {
  std::string_view rest = number;
  take_sign(rest);
  const std::string word = lower_case(rest.substr(0, longest_word));
  if (word == "nan" || word == "inf" || word == "infinity" || word == "na" || word == "null")
    refuse(shown(number) + " is no finite number; expected one such as -0.25 or 1.5e-3");
  const std::size_t comma = rest.find(',');
  if (comma != std::string_view::npos && rest.find_first_not_of("0123456789,") == std::string_view::npos)
    refuse(shown(number) +
           " has a comma; expected a point before decimals, as in -0.25, and no mark between thousands");
  refuse(shown(number) + " is no number; expected one such as -0.25, 1.5e-3 or 2/3");
}

// The value of decimal digits, at least one.
Integer integer_of(std::string_view digits) {
  return Integer::parse(digits).value();
}

Rational quotient(std::string_view numerator, std::string_view denominator, std::string_view number) {
  const Integer bottom = integer_of(denominator);
  if (bottom.is_zero()) refuse(shown(number) + " divides by 0");
  return {integer_of(numerator), bottom};
}

// The exponent after "e"; the whole of `rest` must be one.
long exponent_of(std::string_view rest, std::string_view number) {
  const bool minus = take_sign(rest);
  std::string_view digits = take_digits(rest);
  if (digits.empty() || !rest.empty()) refuse_word(number);
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size() - 1));
  const long exponent = digits.size() <= 9 ? std::stol(std::string(digits)) : max_number_exponent + 1;
  if (exponent > max_number_exponent)
    refuse(shown(number) + " has an exponent beyond " + (minus ? "-" : "") +
           std::to_string(max_number_exponent));
  return minus ? -exponent : exponent;
}

Rational unsigned_value(std::string_view rest, std::string_view number) {
  const std::string_view whole = take_digits(rest);
  if (!whole.empty() && rest.starts_with('/')) {
    rest.remove_prefix(1);
    const std::string_view denominator = take_digits(rest);
    if (denominator.empty() || !rest.empty()) refuse_word(number);
    return quotient(whole, denominator, number);
  }
  std::string_view decimals;
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    decimals = take_digits(rest);
  }
  if (whole.empty() && decimals.empty()) refuse_word(number);
  long exponent = 0;
  if (rest.starts_with('e') || rest.starts_with('E'))
    exponent = exponent_of(rest.substr(1), number);
  else if (!rest.empty())
    refuse_word(number);
  const Integer mantissa = integer_of(std::string(whole) + std::string(decimals));
  return mantissa * pow(Rational(10), exponent - static_cast<long>(decimals.size()));
}

}  // namespace

Rational parse_number(std::string_view text) {
  const std::string_view number = trimmed(text);
  if (number.empty()) refuse("a value is missing; expected a number");
  if (number.size() > max_number_length)
    refuse("a number of " + std::to_string(number.size()) + " characters; at most " +
           std::to_string(max_number_length) + " are read");
  std::string_view rest = number;
  const bool minus = take_sign(rest);
  Rational value = unsigned_value(rest, number);
  return minus ? -value : value;
}

Rational parse_cell(std::string_view text) {
  const std::string word = lower_case(trimmed(text).substr(0, longest_word));
  if (word == "true" || word == "t" || word == "yes") return 1;
  if (word == "false" || word == "f" || word == "no") return 0;
  return parse_number(text);
}

bool has_decimal_comma(std::string_view text) {
  std::string number(trimmed(text));
  if (std::count(number.begin(), number.end(), ',') != 1 || number.find('.') != std::string::npos)
    return false;
  number[number.find(',')] = '.';
  try {
    parse_number(number);
  } catch (const std::invalid_argument&) {
    return false;
  }
  return true;
}

std::string with_point(std::string_view text) {
  std::string result(text);
  if (has_decimal_comma(text)) result[result.find(',')] = '.';
  return result;
}

Rational parse_number(const CsvField& field, const std::string& file) {
  try {
    return parse_number(field.text);
  } catch (const std::invalid_argument& error) {
    throw DataError(file, field.at, error.what());
  }
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace dropcert::data
