#include "exact/quotient.hpp"

#include <climits>
#include <stdexcept>
#include <utility>

namespace dropcert::exact {

Quotient::Quotient(Polynomial numerator, Polynomial denominator) : numerator_(std::move(numerator)) {
  if (denominator.is_zero()) throw std::domain_error("division by the zero polynomial");
  if (numerator_.is_zero()) return;
  if (!denominator.is_constant()) {
    const Polynomial common = gcd(numerator_, denominator);
    if (!common.is_constant()) {
      numerator_ = *divide_exact(numerator_, common);
      denominator = *divide_exact(denominator, common);
    }
  }
  const Rational lead = denominator.coefficient(static_cast<unsigned long>(denominator.degree()));
  if (lead != Rational(1)) {
    const Polynomial scale(Rational(1) / lead);
    numerator_ *= scale;
    denominator *= scale;
  }
  if (!denominator.is_constant()) denominator_ = std::make_shared<const Polynomial>(std::move(denominator));
}

std::optional<Rational> Quotient::constant() const {
  return denominator_ ? std::nullopt : numerator_.constant();
}

Quotient Quotient::derivative() const {
  if (!denominator_) return numerator_.derivative();
  return {numerator_.derivative() * *denominator_ - numerator_ * denominator_->derivative(),
          *denominator_ * *denominator_};
}

std::string Quotient::str(const std::string& variable) const {
  if (!denominator_) return numerator_.str(variable);
  return "(" + numerator_.str(variable) + ")/(" + denominator_->str(variable) + ")";
}

Quotient& Quotient::operator+=(const Quotient& b) {
  if (!denominator_ && !b.denominator_) {
    numerator_ += b.numerator_;
    return *this;
  }
  const Polynomial below = denominator();
  const Polynomial other = b.denominator();
  return *this = below == other ? Quotient(numerator_ + b.numerator_, below)
                                : Quotient(numerator_ * other + b.numerator_ * below, below * other);
}

Quotient& Quotient::operator+=(Quotient&& b) {
  if (denominator_ || b.denominator_) return *this += b;
  numerator_ += std::move(b.numerator_);
  return *this;
}

Quotient operator-(const Quotient& a) {
  Quotient result = a;
  result.numerator_ = -std::move(result.numerator_);
  return result;
}

Quotient operator*(const Quotient& a, const Quotient& b) {
  if (!a.denominator_ && !b.denominator_) return a.numerator_ * b.numerator_;
  return {a.numerator_ * b.numerator_, a.denominator() * b.denominator()};
}

Quotient operator*(const Quotient& a, const Rational& c) {
  Quotient result(a.numerator_ * c);
  if (!c.is_zero()) result.denominator_ = a.denominator_;
  return result;
}

Quotient operator/(const Quotient& a, const Quotient& b) {
  if (!a.denominator_ && !b.denominator_) return {a.numerator_, b.numerator_};
  return {a.numerator_ * b.denominator(), a.denominator() * b.numerator_};
}

bool operator==(const Quotient& a, const Quotient& b) {
  return a.numerator_ == b.numerator_ && !a.denominator_ == !b.denominator_ &&
         (!a.denominator_ || *a.denominator_ == *b.denominator_);
}

Quotient pow(const Quotient& base, long exponent) {
  if (exponent == LONG_MIN) throw std::length_error("an exponent is the least machine integer");
  if (exponent < 0) return pow(Quotient(Rational(1)) / base, -exponent);
  const auto n = static_cast<unsigned long>(exponent);
  if (base.is_polynomial()) return pow(base.numerator(), n);
  return {pow(base.numerator(), n), pow(base.denominator(), n)};
}

}  // namespace dropcert::exact
