#include "audit/row_writer.hpp"

#include <array>
#include <charconv>
#include <stdexcept>

#include "audit/rounding.hpp"
#include "ball/double_decimal.hpp"
#include "model/radius.hpp"
#include "model/regulariser.hpp"

namespace dropcert::audit {

namespace {

void write_line_number(std::string& out, std::size_t line) {
  std::array<char, 24> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), line).ptr;
  out.append(text.data(), end);
}

std::string exact_quadratic(ExactRow& exact, const DropoutNoise& noise, int digits) {
  const ContributionSums& sums = exact.sums();
  if (sums.squares.is_zero()) return "0";
  if (exact.ratio().z0.is_zero())  // A''(0) = 1/4: R_2 is rational
    return correctly_rounded(noise.odds * sums.squares / Rational(8), digits);
  try {
    return rounded_decimal([&](Bits bits) { return quadratic_approximation(sums, noise, bits); }, digits);
  } catch (const std::length_error&) {
    return "out of reach";  // e^-|z0| for a z0 of 10^9 and more is no decimal that one could write
  }
}

std::string exact_ratio(const DeviationRatio& ratio, int digits) {
  if (ratio.deviation.is_zero()) return "0";
  return rounded_decimal([&](Bits bits) { return ratio.value(bits); }, digits);
}

// Whether the modulus of the number that value(bits) encloses is below a bound that it does not reach.
template <typename Value>
bool smaller_modulus(Value value, const Rational& bound, Bits first) {
  for (Bits bits = first;; bits = bits.doubled())
    if (const std::optional<bool> smaller = less(abs(value(bits)), Ball::from(bound, bits))) return *smaller;
}

}  // namespace

RowRegulariser row_regulariser(std::vector<Rational> contributions, ExactRow& exact,
                               const DropoutNoise& noise, int digits, StopFlag stop) {
  if (exact.sums().squares.is_zero()) return {"0", "", false, false, false, "0"};
  constexpr long spare_bits = 6;  // few: the cost grows with the precision, and is paid twice in 64 rows
  const Dropout model(std::move(contributions), noise.delta, false, noise.bias);
  const Bits first(10L * digits / 3 + 1 + spare_bits);
  Ball r = regulariser(model, first, stop);
  const auto value = [&](Bits bits) {
    if (r.relative_accuracy_bits() < bits.value) r = regulariser(model, bits, stop);
    return r;
  };
  const auto error = [&](Bits bits) {
    return sub(div(quadratic_approximation(exact.sums(), noise, bits), value(bits), bits), Ball(1), bits);
  };
  RowRegulariser result;
  result.value = rounded_decimal(value, digits, spare_bits);
  result.relative_error = rounded_decimal(error, digits, spare_bits);
  result.within_half = smaller_modulus(error, Rational(1, 2), first);
  result.within_tenth = result.within_half && smaller_modulus(error, Rational(1, 10), first);
  result.within_hundredth = result.within_tenth && smaller_modulus(error, Rational(1, 100), first);
  result.quadratic = exact_quadratic(exact, noise, digits);
  return result;
}

std::string RowWriter::header(bool with_regulariser) {
  return std::string("line,z0,deviation,radius,ratio,verdict,R_2") +
         (with_regulariser ? ",R,relative_error_of_R_2" : "") + "\n";
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

void RowWriter::write(std::string& out, const TableRow& row, const Numbers& numbers, ExactRow& exact,
                      const RowRegulariser* regulariser) const {
  write_line_number(out, row.line);
  out += ',';
  write_number(out, numbers.z0, [&] { return correctly_rounded(exact.ratio().z0, digits_); });
  write_number(out, numbers.deviation, [&] { return correctly_rounded(exact.ratio().deviation, digits_); });
  write_number(out, numbers.radius, [&] {
    const Rational& z0 = exact.ratio().z0;
    return rounded_decimal([&](Bits bits) { return radius(Ball::from(z0, bits), bits); }, digits_);
  });
  write_number(out, numbers.ratio, [&] { return exact_ratio(exact.ratio(), digits_); });
  out += numbers.converges ? "converges," : "diverges,";
  write_number(out, filter_.quadratic(row.sums, numbers.z0),
               [&] { return exact_quadratic(exact, noise_, digits_); });
  if (regulariser) ((out += regulariser->value) += ',') += regulariser->relative_error + ',';
  out.back() = '\n';
}

void RowWriter::write_skipped(std::string& out, std::size_t line, bool with_regulariser) const {
  write_line_number(out, line);
  out += with_regulariser ? ",,,,,skipped,,,\n" : ",,,,,skipped,\n";
}

}  // namespace dropcert::audit
