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

std::optional<int> sign_of_power(const Value& exponent) {
  const auto* e = get_if<Expansion>(exponent);
  if (!e || !e->is_exact() || e->first < -1 || e->first + e->count() > 1 || e->logarithm ||
      !e->exponent.empty())
    return std::nullopt;
  int sign = 1;
  for (const int power : {-1, 0}) {
    const Interval& c = e->coefficient(power).range;
    if (!mpfr_equal_p(c.low(), c.high()) || !mpfr_integer_p(c.low())) return std::nullopt;
    const mpq_class n = rational_midpoint(c);
    const bool is_odd = mpz_odd_p(n.get_num_mpz_t()) != 0;
    if (is_odd && power == -1) return std::nullopt;
    if (is_odd) sign = -1;
  }
  return sign;
}

}  // namespace dropcert::check
