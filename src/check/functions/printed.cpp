// prints(x, "..."): the numbers that a string may stand for.
#include <cstdlib>

#include "check/functions/functions.hpp"

namespace dropcert::check {

using namespace language;

namespace {

// n units of the last digit, n in halves.
mpq_class in_half_units(const mpz_class& halves, const Printed& text) {
  mpz_class scale;
  mpz_ui_pow_ui(scale.get_mpz_t(), 10, static_cast<Word>(std::abs(text.exponent)));
  mpq_class result =
      text.exponent < 0 ? mpq_class(halves, mpz_class(2 * scale)) : mpq_class(mpz_class(halves * scale), 2);
  result.canonicalize();
  return result;
}

}  // namespace

// The ends are counted in half units of the last digit, of the modulus; a minus sign reflects them.
std::vector<Limit> limits_of(const Printed& text) {
  charge(1 + static_cast<std::uint64_t>(std::abs(text.exponent)) / 16 + bits_of(text.digits) / 64);
  if (text.kind == Printed::Kind::exact) {
    const Value factor = text.factor;
    return {{Relation::equal, text.is_multiple_of_pi ? factor * generator_value(generator_pi) : factor}};
  }
  const mpz_class middle = 2 * text.digits;
  mpz_class low = middle - 1;
  mpz_class high = middle + 1;
  bool has_low = true;  // whether the end itself is one of the numbers
  bool has_high = true;
  switch (text.kind) {
    case Printed::Kind::rounded:
      if (text.digits == 0) low = high = 0;
      break;
    case Printed::Kind::uncertain:
      low = middle - 2 * text.uncertainty;
      high = middle + 2 * text.uncertainty;
      break;
    case Printed::Kind::truncated:
      low = middle;
      high = middle + 2;
      has_high = false;
      break;
    default:  // below
      low = -middle;
      high = middle;
      has_low = has_high = false;
  }
  if (text.is_negative) {
    std::swap(low, high);
    std::swap(has_low, has_high);
    low = -low;
    high = -high;
  }
  return {{has_low ? Relation::greater_equal : Relation::greater, in_half_units(low, text)},
          {has_high ? Relation::less_equal : Relation::less, in_half_units(high, text)}};
}

Truth Evaluator::is_printed(const Node& term, const Value& x, const Value& text) {
  require_real(x);
  Truth all{true_bit, substantial_bit};
  for (const Limit& limit : limits_of(*get_if<Printed>(text)))
    all = both(all, [&] {
      const bool had_enclosures = used.enclosures;
      return by_forms(
          compare(x, limit.relation, limit.number), limit.relation, term, [&] { return limit.number; }, true,
          had_enclosures);
    });
  return all;
}

}  // namespace dropcert::check
