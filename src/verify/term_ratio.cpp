#include "verify/term_ratio.hpp"

#include <algorithm>

#include "verify/frame.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace language;

namespace {

constexpr long most_factors = 64;

}  // namespace

TermRatio::TermRatio(Machine& machine, int slot, const Model& now, const Model& next) : machine_(machine) {
  moving_[slot] = {now, next};
}

bool TermRatio::moves(const Code& code) const {
  return std::any_of(moving_.begin(), moving_.end(),
                     [&](const auto& entry) { return mentions(code, entry.first); });
}

Value TermRatio::next(const Code& code) {
  struct Step {
    Machine& machine;
    const Moving& moving;
    Step(Machine& m, const Moving& all) : machine(m), moving(all) {
      for (const auto& [slot, values] : moving) machine.slot(slot) = values.second;
    }
    ~Step() {
      for (const auto& [slot, values] : moving) machine.slot(slot) = values.first;
    }
  } const step(machine_, moving_);
  return machine_.value(code);
}

Model TermRatio::model(const Value& value) {
  return machine_.arithmetic().models().convert(value);
}

// By how much it grows, if that is an integer of moderate size.
std::optional<long> TermRatio::step(const Code& code) {
  if (!moves(code)) return 0;
  const std::optional<long> result =
      integer_constant(*model(machine_.arithmetic().subtract(next(code), now(code))));
  return result && std::abs(*result) <= most_factors ? result : std::nullopt;
}

// (a + 1) ... (a + count).
Model TermRatio::rising(const Model& from, long count) {
  const Arithmetic arithmetic = machine_.arithmetic();
  const ModelArithmetic models = arithmetic.models();
  Model product = models.convert(Rational(1));
  for (long i = 1; i <= count; ++i)
    product = models.multiply(product, models.add(from, models.convert(Rational(i))));
  return product;
}

Model TermRatio::nonzero(const Model& ratio) {
  if (machine_.arithmetic().models().signs(ratio).zero)
    throw Unsupported("a factor is not known to differ from 0");
  return ratio;
}

Model TermRatio::of(const Code& code) {
  machine_.charge(1);
  const Arithmetic arithmetic = machine_.arithmetic();
  const ModelArithmetic models = arithmetic.models();
  const std::vector<Code>& operands = code.arguments;
  if (!moves(code)) return models.convert(Rational(1));
  switch (code.kind) {
    case Kind::negate:
      return of(operands[0]);
    case Kind::multiply:
      return models.multiply(of(operands[0]), of(operands[1]));
    case Kind::divide: {
      const Model above = of(operands[0]);
      return models.divide(above, nonzero(of(operands[1])));
    }
    case Kind::power: {
      if (!moves(operands[0])) {  // c^(e + d) = c^d c^e
        const Value difference = arithmetic.subtract(next(operands[1]), now(operands[1]));
        const auto* grown = get_if<Model>(difference);
        const Value* constant = grown ? (*grown)->constant() : nullptr;
        return model(arithmetic.power(now(operands[0]), constant ? *constant : difference));
      }
      if (moves(operands[1])) break;
      const Value exponent = now(operands[1]);
      const Model ratio = of(operands[0]);
      const std::optional<Integer> n = as_integer(exponent);
      if (!n && !models.signs(ratio).only_positive()) throw Unsupported("a base is not known to be positive");
      if (n && n->sign() < 0) nonzero(ratio);
      return model(arithmetic.power(ratio, exponent));
    }
    case Kind::factorial: {
      const std::optional<long> growth = step(operands[0]);
      if (!growth || *growth < 0) break;
      return rising(model(now(operands[0])), *growth);
    }
    case Kind::call:
      return of_call(code);
    default:
      break;
  }
  const Model here = model(now(code));
  return models.divide(model(next(code)), nonzero(here));
}

Model TermRatio::of_call(const Code& code) {
  const Arithmetic arithmetic = machine_.arithmetic();
  const ModelArithmetic models = arithmetic.models();
  if (code.definition >= 0) return of_definition(code);
  const std::string& name = code.source->name;
  if (name == "exp")
    return model(models.exp(model(arithmetic.subtract(next(code.arguments[0]), now(code.arguments[0])))));
  if (name == "gamma") {  // gamma(x + d) = x (x + 1) ... (x + d - 1) gamma(x)
    const std::optional<long> growth = step(code.arguments[0]);
    if (growth && *growth >= 0)
      return rising(models.subtract(model(now(code.arguments[0])), models.convert(Rational(1))), *growth);
  }
  if (name == "binomial") return of_binomial(code);
  const Model here = model(now(code));
  return models.divide(model(next(code)), nonzero(here));
}

// With integers 0 <= k <= x at first, and steps 0 <= d <= c of k and x, by factorials.
Model TermRatio::of_binomial(const Code& code) {
  const Arithmetic arithmetic = machine_.arithmetic();
  const ModelArithmetic models = arithmetic.models();
  const std::optional<long> above = step(code.arguments[0]);
  const std::optional<long> below = step(code.arguments[1]);
  if (!above || !below || *below < 0) throw Unsupported("the ratio of binomial coefficients is not known");
  const Model x = model(now(code.arguments[0]));
  const Model k = model(now(code.arguments[1]));
  const Model rest = models.subtract(x, k);
  if (*above == 0) {  // (x - k) (x - k - 1) ... over (k + 1) (k + 2) ..., for any x and k >= 0
    if (models.signs(k).negative) throw Unsupported("a binomial coefficient of a negative number");
    const Model falling = rising(models.subtract(rest, models.convert(Rational(*below))), *below);
    return models.divide(falling, nonzero(rising(k, *below)));
  }
  if (*above < *below || models.signs(k).negative || models.signs(rest).negative)
    throw Unsupported("the ratio of binomial coefficients is not known");
  const Model lower = models.multiply(rising(k, *below), rising(rest, *above - *below));
  return models.divide(rising(x, *above), nonzero(lower));
}

// In a frame of its own, where its arguments move.
Model TermRatio::of_definition(const Code& code) {
  std::vector<Value> arguments;
  Moving inner;
  for (std::size_t i = 0; i < code.arguments.size(); ++i) {
    arguments.push_back(now(code.arguments[i]));
    if (moves(code.arguments[i])) inner[static_cast<int>(i)] = {arguments.back(), next(code.arguments[i])};
  }
  const Moving outer = std::exchange(moving_, std::move(inner));
  struct Restore {
    Moving& moving;
    const Moving& outer;
    ~Restore() { moving = outer; }
  } const restore{moving_, outer};
  return machine_.in_frame(code, std::move(arguments), [this](const Code& body) { return of(body); });
}

}  // namespace dropcert::verify
