#include "audit/row_writer.hpp"

#include <array>
#include <charconv>
#include <cstdlib>
#include <stdexcept>

#include "ball/double_decimal.hpp"
#include "ball/ladder.hpp"
#include "data/number.hpp"
#include "model/radius.hpp"

namespace dropcert::audit {

using namespace exact;
using namespace ball;
using namespace model;

namespace {

void write_line_number(std::string& out, std::size_t line) {
  std::array<char, 24> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), line).ptr;
  out.append(text.data(), end);
}

// A decimal that is not negative, cut to the units of the summary's sums.
Integer in_sum_units(const std::string& decimal) {
  if (decimal == out_of_reach) return 0;
  const std::size_t exponent = decimal.find('e');
  const bool tiny = exponent != std::string::npos &&
                    std::strtol(decimal.c_str() + exponent + 1, nullptr, 10) < -AuditSummary::sum_decimals;
  if (tiny) return 0;
  return floor(data::parse_number(decimal) * pow(Rational(10), AuditSummary::sum_decimals));
}

std::string exact_quadratic(ExactRow& exact, const RowModel& model, int digits) {
  // e^-|z0| for a z0 of 10^9 and more is no decimal that one could write.
  return rounded_quadratic(
      rational_quadratic(exact.sums(), model),
      [&](Bits bits) { return quadratic_approximation(exact.sums(), model, bits); }, digits);
}

// Whether the modulus of the number that value(bits) encloses is below a bound; a number that many bits do
// not tell from it counts as not below.
template <typename Value>
bool smaller_modulus(Value value, const Rational& bound, Bits first) {
  constexpr long most_bits = 1L << 14;
  for (Bits bits = first; bits.value <= most_bits; bits = bits.doubled())
    if (const std::optional<bool> smaller = less(abs(value(bits)), Ball::from(bound, bits))) return *smaller;
  return false;
}

constexpr long spare_bits = 6;  // few: the cost grows with the precision, and is paid twice in 64 rows

template <typename Error>
void set_error(RowRegulariser& result, Error error, int digits) {
  const Bits first(10L * digits / 3 + 1 + spare_bits);
  result.relative_error = rounded_decimal(error, digits, spare_bits);
  result.within_half = smaller_modulus(error, Rational(1, 2), first);
  result.within_tenth = result.within_half && smaller_modulus(error, Rational(1, 10), first);
  result.within_hundredth = result.within_tenth && smaller_modulus(error, Rational(1, 100), first);
}

// Laplace noise and the Poisson family: R = e^z0 (M - 1), M = prod 1/(1 - (b c_j)^2), and R_2 = e^z0 sum (b
// c_j)^2; their quotient is rational, and so is R where z0 = 0.
RowRegulariser laplace_poisson(ExactRow& exact, const RowModel& model, int digits) {
  Rational mean = 1;
  Rational sum;
  const std::vector<Rational>& list = model.law.is_additive() ? model.added : exact.contributions();
  for (const Rational& c : list) {
    const Rational square = c * c * model.law.level() * model.law.level();
    mean /= Rational(1) - square;
    sum += square;
  }
  const Rational part = mean - Rational(1);
  const Rational error = sum / part - Rational(1);
  RowRegulariser result;
  result.value = exact.z0().is_zero() ? correctly_rounded(part, digits)
                                      : rounded_decimal(
                                            [&](Bits bits) {
                                              return mul(exp(Ball::from(exact.z0(), bits), bits),
                                                         Ball::from(part, bits), bits);
                                            },
                                            digits, spare_bits);
  result.relative_error = correctly_rounded(error, digits);
  result.within_half = abs(error) < Rational(1, 2);
  result.within_tenth = abs(error) < Rational(1, 10);
  result.within_hundredth = abs(error) < Rational(1, 100);
  return result;
}

RowRegulariser known_regulariser(ExactRow& exact, const RowModel& model, int digits, StopFlag stop) {
  if (model.family == Family::poisson && model.law.kind() == Noise::laplace)
    return laplace_poisson(exact, model, digits);
  const NoisyPredictor whole = model.predictor(exact.contributions());
  return rounded_regulariser([&](Bits bits) { return regulariser(whole, model.family, bits, stop); },
                             [&](Bits bits) { return quadratic_approximation(exact.sums(), model, bits); },
                             digits);
}

}  // namespace

void RowRegulariser::count_in(AuditSummary& summary, std::size_t line) const {
  summary.out_of_reach += value == out_of_reach;
  if (relative_error.empty()) return;
  ++summary.compared;
  summary.within_half += within_half;
  summary.within_tenth += within_tenth;
  summary.within_hundredth += within_hundredth;
  NumberRow candidate{line, data::parse_number(relative_error)};
  summary.errors.count(std::strtod(relative_error.c_str(), nullptr));
  summary.sum_of_r += in_sum_units(value);
  summary.sum_of_r2 += in_sum_units(quadratic);
  const auto class_of = [](const std::string& decimal) {
    return ValueHistogram::coarse_class_of(std::strtod(decimal.c_str(), nullptr));
  };
  ++summary.pairs[{class_of(value), class_of(quadratic)}];
  std::optional<NumberRow>& largest = summary.largest_error;
  if (!largest || abs(candidate.number) > abs(largest->number)) largest = std::move(candidate);
}

std::string rounded_quadratic(const std::optional<Rational>& known,
                              const std::function<Ball(Bits)>& quadratic, int digits) {
  if (known) return correctly_rounded(*known, digits);
  try {
    return rounded_decimal(quadratic, digits);
  } catch (const std::length_error&) {
    return out_of_reach;
  }
}

RowRegulariser rounded_regulariser(const std::function<Ball(Bits)>& regulariser,
                                   const std::function<Ball(Bits)>& quadratic, int digits) {
  Ball r = regulariser(Bits(10L * digits / 3 + 1 + spare_bits));
  const auto value = [&](Bits bits) {
    if (r.relative_accuracy_bits() < bits.value) r = regulariser(bits);
    return r;
  };
  const auto error = [&](Bits bits) { return sub(div(quadratic(bits), value(bits), bits), Ball(1), bits); };
  RowRegulariser result;
  result.value = rounded_decimal(value, digits, spare_bits);
  set_error(result, error, digits);
  return result;
}

RowRegulariser row_regulariser(ExactRow& exact, const RowModel& model, int digits, StopFlag stop) {
  if (variance(exact.sums(), model).is_zero()) return {"0", "", false, false, false, "0"};
  if (!exact.assessment().finite) return {"not finite", ""};
  RowRegulariser result;
  try {
    if (model.family == Family::gaussian)
      result = {exact_quadratic(exact, model, digits), "0", true, true, true};  // R = R_2
    else
      result = known_regulariser(exact, model, digits, stop);
  } catch (const std::length_error&) {
    return {out_of_reach, ""};  // contributions of 10^6 and more, and many of them
  }
  result.quadratic = exact_quadratic(exact, model, digits);
  return result;
}

template <typename Exact>
void RowWriter::write_number(std::string& out, DoubleBall x, Exact exact) const {
  std::array<char, max_double_decimal_length> text;
  const char* end = digits_ <= max_double_digits ? write_correctly_rounded(text.data(), x, digits_) : nullptr;
  if (end != nullptr)
    out.append(text.data(), static_cast<std::size_t>(end - text.data()));
  else
    out += exact();
  out += ',';
}

std::string RowWriter::radius_text(ExactRow& exact) const {
  const Rational& z0 = exact.z0();
  if (model_.family == Family::gamma) return correctly_rounded(-z0, digits_);
  return rounded_decimal([&](Bits bits) { return radius(Ball::from(z0, bits), bits); }, digits_);
}

// "inf" for an unbounded Delta and a finite radius, nothing where both are infinite.
std::string RowWriter::ratio_text(const Numbers& numbers, ExactRow& exact) const {
  if (!numbers.bounded) return is_entire() ? "" : "inf";
  if (is_entire() || exact.deviation()->is_zero()) return "0";
  if (model_.family == Family::gamma) return correctly_rounded(*exact.deviation() / -exact.z0(), digits_);
  const DeviationRatio ratio = exact.ratio();
  return rounded_decimal([&](Bits bits) { return ratio.value(bits); }, digits_);
}

void RowWriter::write(std::string& out, const TableRow& row, const Numbers& numbers, ExactRow& exact,
                      const RowRegulariser* regulariser) const {
  write_line_number(out, row.line);
  out += ',';
  write_number(out, numbers.z0, [&] { return correctly_rounded(exact.z0(), digits_); });
  if (numbers.bounded)
    write_number(out, numbers.deviation, [&] { return correctly_rounded(*exact.deviation(), digits_); });
  else
    out += "inf,";
  if (is_entire())
    out += "inf,";
  else
    write_number(out, numbers.radius, [&] { return radius_text(exact); });
  write_number(out, numbers.ratio, [&] { return ratio_text(numbers, exact); });
  (out += name(numbers.verdict)) += ',';
  write_number(out, filter_.quadratic(row.sums, numbers.z0),
               [&] { return exact_quadratic(exact, model_, digits_); });
  if (regulariser) ((out += regulariser->value) += ',') += regulariser->relative_error + ',';
  out.back() = '\n';
}

}  // namespace dropcert::audit
