#include "check/limits/local.hpp"

#include "check/work.hpp"

namespace dropcert::check {

using namespace language;

Local::Local(Evaluator& evaluator, const Node& binding)
    : evaluator_(evaluator), node_(binding), guard_(evaluator) {
  if (evaluator.forms())
    throw OutOfReach("a limit, an integral or a derivative as a function is not known here");
  varies_ = evaluator.replace_expansions();
  outer_ = evaluator.exchange_chart(nullptr);
}

Local::~Local() {
  evaluator_.exchange_chart(outer_);
}

std::optional<Expansion> Local::expanded(Chart& chart, const Expansion& variable) {
  return found(chart, variable, [&] { return in_chart(chart, evaluator_.value(term())); });
}

std::optional<Value> Local::at(const Value& x) {
  struct Outer {
    bool perhaps_undefined = std::exchange(notes().perhaps_undefined, false);
    ~Outer() { notes().perhaps_undefined = perhaps_undefined; }
  } const outer;
  try {
    const Evaluator::Bound guard(evaluator_);
    evaluator_.bind(name(), x);
    const Value result = evaluator_.value(term());
    require_real(result);
    return notes().perhaps_undefined ? std::nullopt : std::optional(result);
  } catch (const OutOfReach&) {
    return std::nullopt;
  }
}

Value Local::plain(const Value& value) {
  if (!get_if<Expansion>(value)) return value;
  varies_ = true;
  return range_of(value, bits());
}

Expansion in_chart(Chart& chart, const Value& value) {
  const auto* expansion = get_if<Expansion>(value);
  return expansion ? *expansion : Expansion(chart, value);
}

Value over_region(Evaluator& evaluator, bool varies, const Interval& found) {
  if (varies && !evaluator.chart()) throw OutOfReach("an integral of which no bound is found");
  return varies ? Value(remainder_only(*evaluator.chart(), 0, found)) : Value(found);
}

std::optional<mpq_class> constant_of(const Value& value) {
  if (const auto* rational = get_if<mpq_class>(value)) return *rational;
  const auto* a = get_if<Expansion>(value);
  if (!a || !a->is_exact() || a->logarithm || !a->exponent.empty()) return std::nullopt;
  if (a->is_zero()) return mpq_class(0);
  const Interval& only = a->parts[0].range;
  if (a->first != 0 || a->count() != 1 || !mpfr_equal_p(only.low(), only.high())) return std::nullopt;
  return rational_midpoint(only);
}

// Of a polynomial in x = u^whole, an integer at all points, the coefficients, if they are integers; else
// none.
std::vector<mpz_class> integers_of(const Value& value) {
  if (const auto* n = get_if<mpq_class>(value)) {
    if (n->get_den() == 1) return {n->get_num()};
    return {};
  }
  const auto* a = get_if<Expansion>(value);
  if (!a || !a->is_exact() || a->logarithm || !a->exponent.empty() || a->scales) return {};
  const int whole = a->chart->whole;
  std::vector<mpz_class> result(1);
  for (int k = 0; k < a->count(); ++k) {
    const Interval& c = a->parts[static_cast<std::size_t>(k)].range;
    if (c.is_zero()) continue;
    const int power = a->first + k;
    if (!mpfr_equal_p(c.low(), c.high()) || !mpfr_integer_p(c.low())) return {};
    if (power != 0 && (whole == 0 || power % whole != 0 || power / whole < 0)) return {};
    const auto place = static_cast<std::size_t>(power == 0 ? 0 : power / whole);
    if (result.size() <= place) result.resize(place + 1);
    result[place] = rational_midpoint(c).get_num();
  }
  return result;
}

bool is_integer_valued(const Value& value) {
  return !integers_of(value).empty();
}

std::optional<int> sign_of_power(const Value& e) {
  const std::vector<mpz_class> integers = integers_of(e);
  if (integers.empty()) return std::nullopt;
  for (std::size_t k = 1; k < integers.size(); ++k)
    if (mpz_odd_p(integers[k].get_mpz_t()) != 0) return std::nullopt;
  return mpz_odd_p(integers[0].get_mpz_t()) != 0 ? -1 : 1;
}

}  // namespace dropcert::check
