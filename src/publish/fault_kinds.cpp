#include "publish/fault_kinds.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace dropcert::publish {

using namespace exact;
using namespace language;

namespace {

// As a string of prints.
std::string spelled(const Printed& printed) {
  if (printed.kind == Printed::Kind::exact) return to_text(printed);
  std::string digits = printed.digits.get_str();
  const long exponent = printed.exponent;
  const long size = static_cast<long>(digits.size());
  constexpr long most_zeros = 6;
  std::string power;
  if (exponent > 0 || size + exponent < -most_zeros) {
    if (exponent != 0) power = fmt::format("e{}", exponent);
  } else if (exponent < 0) {
    if (size <= -exponent) digits.insert(0, static_cast<std::size_t>(1 - exponent - size), '0');
    digits.insert(digits.size() - static_cast<std::size_t>(-exponent), ".");
  }
  std::string text = (printed.is_negative ? "-" : "") + digits;
  if (printed.kind == Printed::Kind::truncated) text += "...";
  if (printed.kind == Printed::Kind::uncertain) text += "(" + printed.uncertainty.get_str() + ")";
  return text + power;
}

// The statement that the number called `x` is what is printed: the nearest decimal, or the next one above or
// below.
std::string statement_of(const std::string& x, const Printed& printed, Side side) {
  const std::string text = spelled(printed);
  const bool is_bound = side != Side::nearest && printed.kind == Printed::Kind::rounded;
  if (!is_bound) return fmt::format("prints({}, \"{}\")", x, text);
  const std::string unit = fmt::format("1e{}", printed.exponent);
  return side == Side::above ? fmt::format("{0} - {1} < {2} and {2} <= {0}", text, unit, x)
                             : fmt::format("{0} <= {2} and {2} < {0} + {1}", text, unit, x);
}

class Kinds {
 public:
  Kinds(const Printed& printed, const Interval& x, Side side)
      : printed_(printed), x_(x), side_(side), size_(printed.digits.get_str().size()) {}

  std::vector<Fault> run() {
    if (printed_.kind == Printed::Kind::below) return {};
    if (printed_.kind == Printed::Kind::rounded) {
      if (printed_.digits == 0) return {};
      last_digit();
      cut_off();
    }
    add("sign", "-x", {-x_.high, -x_.low}, opposite());
    if (size_ < 2 && printed_.kind != Printed::Kind::exact) return std::move(found_);
    power_of_ten();
    if (printed_.kind == Printed::Kind::rounded) other_digits();
    if (x_.low.sign() * x_.high.sign() > 0)
      add("reciprocal", "1/x", {Rational(1) / x_.high, Rational(1) / x_.low}, side_);
    add("twice", "2*x", {Rational(2) * x_.low, Rational(2) * x_.high}, side_);
    add("half", "x/2", {x_.low / Rational(2), x_.high / Rational(2)}, side_);
    add("complement", "1 - x", {Rational(1) - x_.high, Rational(1) - x_.low}, side_);
    return std::move(found_);
  }

  bool power_of_ten_by(long exponent, const std::string& in_words) {
    const Rational power = ten_to(exponent);
    return add("power-of-ten", in_words, {x_.low * power, x_.high * power}, side_);
  }

 private:
  Side opposite() const {
    return side_ == Side::above ? Side::below : side_ == Side::below ? Side::above : side_;
  }

  bool add(const std::string& kind, const std::string& term, const Interval& y, Side side) {
    if (is_printed_on(side, y, printed_).truth != true) return false;
    found_.push_back({kind, statement_of(term, printed_, side)});
    return true;
  }

  // What is right in the place of what is printed.
  bool add_right(const std::string& kind, const Printed& right) {
    if (is_printed_on(side_, x_, right).truth != true) return false;
    found_.push_back({kind, statement_of("x", right, side_)});
    return true;
  }

  bool has_its_sign() const { return x_.middle().sign() * (printed_.is_negative ? -1 : 1) > 0; }

  Printed with_digits(const std::string& digits, long exponent) const {
    Printed other = printed_;
    other.digits = mpz_class(digits, 10);
    other.exponent = exponent;
    return other;
  }

  void last_digit() {
    for (const int step : {-1, 1}) {
      Printed next = printed_;
      next.digits += step;
      if (add_right("last-digit", next)) return;
    }
  }

  void cut_off() {
    if (side_ != Side::nearest || x_.is_exact()) return;
    Printed cut = printed_;
    cut.kind = Printed::Kind::truncated;
    add_right("cut-off", cut);
  }

  void other_digits() {
    if (!has_its_sign()) return;
    const std::string mine = printed_.digits.get_str();
    for (const long shift : {0L, -1L, 1L}) {
      const long place = printed_.exponent + shift;
      // The digits of a bound are those of the bound, not of the nearest decimal.
      for (const bool is_next : {false, true}) {
        const std::string right = right_digits(place, is_next);
        if (right.empty()) continue;
        const char* kind = shift == 0 ? difference(mine, right) : length_difference(mine, right, shift == 0);
        if (shift == 0 && kind == nullptr) kind = length_difference(mine, right, shift == 0);
        if (kind != nullptr && !is_named(kind) && add_right(kind, with_digits(right, place))) break;
        if (side_ == Side::nearest) break;
      }
    }
  }

  std::string right_digits(long place, bool is_next) const {
    const std::string digits = digits_to(x_.middle(), place, side_ != Side::nearest);
    if (!is_next || digits.empty()) return digits;
    return mpz_class(mpz_class(digits, 10) + 1).get_str();
  }

  bool is_named(const std::string& kind) const {
    return std::any_of(found_.begin(), found_.end(), [&](const Fault& fault) { return fault.kind == kind; });
  }

  static const char* difference(const std::string& mine, const std::string& right) {
    if (mine.size() != right.size() || mine.size() < 2) return nullptr;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < mine.size() && places.size() < 3; ++i)
      if (mine[i] != right[i]) places.push_back(i);
    if (places.size() == 1) return places[0] + 1 == mine.size() ? "last-digit" : "one-digit";
    const bool is_exchange =
        places.size() == 2 && mine[places[0]] == right[places[1]] && mine[places[1]] == right[places[0]];
    return is_exchange ? "exchanged-digits" : nullptr;
  }

  // Of numbers of one unit the last digit may be missing; of others that is rounding.
  static const char* length_difference(const std::string& mine, const std::string& right,
                                       bool have_one_unit) {
    constexpr std::size_t least = 3;
    if (std::min(mine.size(), right.size()) < least) return nullptr;
    const bool is_missing = mine.size() + 1 == right.size();
    if (!is_missing && mine.size() != right.size() + 1) return nullptr;
    const std::string& shorter = is_missing ? mine : right;
    const std::string& longer = is_missing ? right : mine;
    const auto at = std::mismatch(shorter.begin(), shorter.end(), longer.begin());
    if (at.first == shorter.end() && !have_one_unit) return nullptr;
    if (!std::equal(at.first, shorter.end(), at.second + 1)) return nullptr;
    return is_missing ? "missing-digit" : "extra-digit";
  }

  void power_of_ten() {
    const std::optional<long> exponent = leading();
    if (!exponent) return;
    const long shown = printed_.exponent + static_cast<long>(size_) - 1;
    const long most = printed_.kind == Printed::Kind::exact ? 3 : 1;
    for (long step = -most; step <= most; ++step) {
      const long k = (printed_.kind == Printed::Kind::exact ? 0 : shown - *exponent) + step;
      if (k != 0 &&
          power_of_ten_by(k, fmt::format("x * 10^{}", k < 0 ? fmt::format("({})", k) : std::to_string(k))))
        return;
    }
  }

  // Of x, with an error of one; nullopt for 0.
  std::optional<long> leading() const {
    const Rational middle = abs(x_.middle());
    if (middle.is_zero()) return std::nullopt;
    return leading_exponent(middle.str());
  }

  const Printed& printed_;
  const Interval& x_;
  Side side_;
  std::size_t size_;
  std::vector<Fault> found_;
};

}  // namespace

std::vector<Fault> kinds_of_fault(const Printed& printed, const Interval& x, Side side) {
  return Kinds(printed, x, side).run();
}

// Both numbers with their leading digits before the point.
std::vector<Fault> far_power_of_ten(const Printed& printed, const std::string& certified, Side side) {
  if (printed.kind != Printed::Kind::rounded && printed.kind != Printed::Kind::truncated) return {};
  const std::size_t e = std::min(certified.find('e'), certified.size());
  const Interval x = interval_of(certified.substr(0, e));
  const long x_exponent = e < certified.size() ? std::stol(certified.substr(e + 1)) : 0;
  Printed near = printed;
  near.exponent = 1 - static_cast<long>(printed.digits.get_str().size());
  if (near.exponent == 0) return {};
  const std::optional<long> leading = leading_exponent(certified.substr(0, e));
  if (!leading) return {};
  for (const long shift : {-*leading, -*leading - 1, -*leading + 1}) {
    const Rational power = ten_to(shift);
    if (is_printed_on(side, {x.low * power, x.high * power}, near).truth != true) continue;
    const long k = printed.exponent - near.exponent - x_exponent + shift;
    return {{"power-of-ten", statement_of(fmt::format("x * 10^({})", k), printed, side)}};
  }
  return {};
}

std::vector<Fault> fault_of_other_value(const std::string& kind, const std::string& printed,
                                        const Interval& other, Side side, const std::string& where) {
  const Printed number = read_printed(printed);
  constexpr long most_exponent = 1'000'000;
  if (number.kind == Printed::Kind::below || std::abs(number.exponent) > most_exponent) return {};
  if (number.kind != Printed::Kind::exact && number.digits < 10) return {};  // may be so by chance
  if (is_printed_on(side, other, number).truth != true) return {};
  return {{kind, fmt::format("{} for x {}", statement_of("x", number, side), where)}};
}

}  // namespace dropcert::publish
