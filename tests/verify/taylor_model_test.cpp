// Taylor models of random terms on random pieces contain the values of the terms, which are computed at
// points with many digits.
#include "verify/taylor_model.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "random.hpp"
#include "support.hpp"
#include "verify/machine.hpp"
#include "verify/policy.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace language;

namespace {

using testing::Random;

const Bits piece_bits(128);
const Bits point_bits(400);

// Terms in x, with the functions that have Taylor coefficients, and combinations that are singular somewhere.
// With y, a variable that stands for all of an interval.
std::string random_leaf(Random& random, bool has_y) {
  static const std::vector<std::string> with_y = {"y", "(x-y)", "(x+y)", "x*y", "(y-1)", "y^2"};
  static const std::vector<std::string> leaves = {"x",   "x",       "x",       "1",      "2",     "1/3",
                                                  "pi",  "sqrt(2)", "exp(1)",  "log(2)", "(x-1)", "(1-x)",
                                                  "1/x", "x^2",     "(x+1/x)", "0.1",    "-3",    "(2*x+1)"};
  if (has_y && random.one_in(3)) return with_y[random.below(with_y.size())];
  return leaves[random.below(leaves.size())];
}

std::string random_term(Random& random, int depth, bool has_y) {
  if (depth == 0) return random_leaf(random, has_y);
  const std::string a = random_term(random, depth - 1, has_y);
  auto b = [&] {
    return random_term(random, static_cast<int>(random.below(static_cast<unsigned long>(depth))), has_y);
  };
  switch (random.below(27)) {
    case 0:
    case 1:
    case 2:
      return fmt::format("({} + {})", a, b());
    case 3:
    case 4:
      return fmt::format("({} - {})", a, b());
    case 5:
    case 6:
    case 7:
      return fmt::format("({}) * ({})", a, b());
    case 8:
    case 9:
      return fmt::format("({}) / ({})", a, b());
    case 10:
      return fmt::format("{}({})", random.one_in(2) ? "exp" : random.one_in(2) ? "sinh" : "cosh", a);
    case 11:
      return fmt::format("log({})", a);
    case 12:
      return fmt::format("sqrt({})", a);
    case 13:
      return fmt::format("({})^{}", a, random.between(-3, 5));
    case 14:
      return fmt::format("({})^({})", a, b());
    case 15:
      return fmt::format("{}({})", random.one_in(2) ? "sin" : random.one_in(2) ? "asin" : "acos", a);
    case 16:
      return fmt::format("{}({})", random.one_in(2) ? "cos" : "atan", a);
    case 17:
      return fmt::format("{}({})", random.one_in(2) ? "tanh" : "tan", a);
    case 18:
      return fmt::format("sigmoid({})", a);
    case 19:
      return fmt::format("softplus({})", a);
    case 20:
      return fmt::format("{}({})", random.one_in(2) ? "erfc" : "erf", a);
    case 21:
      return fmt::format("abs({})", a);
    case 22:
      return random.one_in(2) ? fmt::format("max({}, {})", a, b()) : fmt::format("root({}, 3)", a);
    case 23:
      return fmt::format("{}({})", random.one_in(2) ? "gamma" : random.one_in(2) ? "lgamma" : "digamma", a);
    case 24:
      return fmt::format("zeta({})", a);
    case 25:
      return random.one_in(2) ? fmt::format("li(1 + abs({}))", a)
                              : fmt::format("bessel_j({}, {})", random.between(-1, 3), a);
    default:
      return random.one_in(2) ? fmt::format("softplus_derivative({}, {})", random.between(2, 4), a)
                              : fmt::format("if({} < {}, {}, {})", a, b(), b(), b());
  }
}

// Where u lies, and x as a function of it.
struct Piece {
  enum class Kind { low, high, middle, pole, log, diagonal } kind = Kind::low;
  long side = 1;
  long power = 1;
  Rational y_low, y_high;   // of the other variable
  Rational centre, length;  // of low, high and middle; of the others the piece begins at `length` > 0
};

Piece random_piece(Random& random, bool has_y) {
  Piece piece;
  piece.kind = static_cast<Piece::Kind>(random.below(has_y ? 7 : 5));
  if (static_cast<int>(piece.kind) > 5) piece.kind = Piece::Kind::diagonal;
  piece.y_low = Rational(random.between(-4, 4), 2);
  piece.y_high = piece.y_low + Rational(random.between(0, 8), 8);
  piece.side = random.one_in(2) ? 1 : -1;
  piece.power = random.one_in(3) ? random.between(2, 3) : 1;
  const std::vector<Rational> centres = {0, 0, 1, -1, Rational(1, 2), Rational(3, 7), 2, -3};
  piece.centre = centres[random.below(centres.size())];
  const std::vector<Rational> lengths = {Rational(1, 100), Rational(1, 8), Rational(1, 2), 1, 3, 10};
  piece.length = lengths[random.below(lengths.size())];
  return piece;
}

Interval interval(const Rational& low, const Rational& high) {
  return Interval::from(low, high, piece_bits);
}

// y, as a function of itself where forms are kept.
Coefficient other(Machine& machine, const Piece& piece) {
  Coefficient y{interval(piece.y_low, piece.y_high), std::nullopt};
  const int sign = piece.y_low.sign();
  const auto range = sign > 0    ? SymbolTable::Range::positive
                     : sign == 0 ? SymbolTable::Range::nonnegative
                                 : SymbolTable::Range::real;
  if (machine.expansion.keeps_exact) y.exact = machine.symbols().variable("v1", range);
  return y;
}

Model variable(const ModelArithmetic& models, Machine& machine, const Piece& piece) {
  Expansion& expansion = machine.expansion;
  using Kind = Piece::Kind;
  const Interval at = Interval::from(piece.centre, piece_bits);
  Interval value;
  switch (piece.kind) {
    case Kind::low:
    case Kind::high: {
      const bool is_low = piece.kind == Kind::low;
      expansion.u = interval(0, piece.length);
      if (piece.power != 1) expansion.u = pow(expansion.u, Rational(1, piece.power), piece_bits);
      const Rational end = is_low ? piece.centre + piece.length : piece.centre - piece.length;
      value = interval(std::min(piece.centre, end), std::max(piece.centre, end));
      return models.variable(piece.centre, at, models.coefficient(Rational(is_low ? 1 : -1)), piece.power,
                             value);
    }
    case Kind::middle:
      expansion.u = interval(-piece.length, piece.length);
      value = interval(piece.centre - piece.length, piece.centre + piece.length);
      return models.variable(piece.centre, at, models.coefficient(Rational(1)), 1, value);
    case Kind::diagonal:
      expansion.u = piece.side > 0 ? interval(0, piece.length) : interval(-piece.length, piece.length);
      value = add(interval(piece.y_low, piece.y_high), expansion.u, piece_bits);
      return models.diagonal(other(machine, piece), value);
    case Kind::pole:
    case Kind::log:
      break;
  }
  value = Interval::from(piece.length, piece_bits);
  arf_pos_inf(value.high());
  const bool is_pole = piece.kind == Kind::pole;
  expansion.power = is_pole ? piece.power : 0;
  expansion.u = is_pole ? inv(value, piece_bits) : exp(neg(value), piece_bits);
  arf_zero(expansion.u.low());
  if (is_pole && piece.power != 1) expansion.u = pow(expansion.u, Rational(1, piece.power), piece_bits);
  if (piece.side < 0) value = neg(value);
  return is_pole ? models.pole(piece.side, piece.power, value) : models.log_of_u(-piece.side, value);
}

Ball at(const Piece& piece, const Rational& u, const Rational& y) {
  const Ball x = Ball::from(u, point_bits);
  const Ball power = pow(x, piece.power, point_bits);
  const Ball centre = Ball::from(piece.centre, point_bits);
  switch (piece.kind) {
    case Piece::Kind::low:
      return add(centre, power, point_bits);
    case Piece::Kind::high:
      return sub(centre, power, point_bits);
    case Piece::Kind::middle:
      return add(centre, x, point_bits);
    case Piece::Kind::pole:
      return mul(Ball(piece.side), inv(power, point_bits), point_bits);
    case Piece::Kind::diagonal:
      return add(Ball::from(y, point_bits), x, point_bits);
    case Piece::Kind::log:
      return mul(Ball(-piece.side), log(x, point_bits), point_bits);
  }
  return {};
}

// What the model says the value is at u.
Interval value_at(const TaylorModel& model, const Interval& u) {
  Interval sum = model.rest;
  for (std::size_t i = model.known.size(); i-- > 0;)
    sum = add(model.known[i].range, mul(u, sum, piece_bits), piece_bits);
  sum = mul(pow(u, model.valuation, piece_bits), sum, piece_bits);
  if (model.logarithm)
    sum = add(sum, mul(log(u, piece_bits), value_at(*model.logarithm, u), piece_bits), piece_bits);
  Interval exponent;
  const Interval inverse = inv(u, piece_bits);
  for (std::size_t i = model.exponent.size(); i-- > 0;)
    exponent = mul(inverse, add(model.exponent[i].range, exponent, piece_bits), piece_bits);
  return model.exponent.empty() ? sum : mul(exp(exponent, piece_bits), sum, piece_bits);
}

bool meet(const Interval& a, const Interval& b) {
  return arf_cmp(a.low(), b.high()) <= 0 && arf_cmp(b.low(), a.high()) <= 0;
}

struct Counts {
  long models = 0, points = 0, with_terms = 0;
};

void check_one(std::uint64_t seed, Counts& counts) {
  Random random(seed);
  const bool has_y = random.one_in(3);
  const std::string text = random_term(random, 1 + static_cast<int>(random.below(4)), has_y);
  CAPTURE(seed);
  CAPTURE(text);
  const Node statement = test::parsed("for x in real, y in real: " + text + " >= 0");
  const Program program = compile(statement, test::no_names());
  const Code& term = program.body.arguments[0].arguments[0];
  const int slot = program.body.binders[0].slots[0];
  const int y_slot = program.body.binders[1].slots[0];
  Limits limits;
  limits.seconds = 5;
  Machine machine(program, limits, nullptr);
  const Piece piece = random_piece(random, has_y);
  Expansion& expansion = machine.expansion;
  expansion.order = random.between(1, 8);
  expansion.keeps_exact = random.one_in(3);
  expansion.has_centre = false;
  machine.set_precision(piece_bits);
  Model model;
  for (int i = 0; i < 8 && !model; ++i) {
    machine.set_mode(Machine::Mode::models);
    try {
      if (expansion.keeps_exact) machine.symbols().reset();
      const Arithmetic arithmetic = machine.arithmetic();
      machine.slot(slot) = variable(arithmetic.models(), machine, piece);
      machine.slot(y_slot) = arithmetic.models().constant(other(machine, piece));
      model = arithmetic.models().convert(machine.value(term));
    } catch (const SymbolTable::NewDenominator&) {
    } catch (const std::exception&) {
      return;  // undefined, or out of reach
    }
  }
  if (!model) return;
  ++counts.models;
  counts.with_terms += model->known.empty() ? 0 : 1;
  machine.set_mode(Machine::Mode::points);
  machine.set_precision(point_bits);
  const Rational most = expansion.u.high_ball().lower();
  for (int i = 0; i < 12; ++i) {
    Rational u = most * Rational(random.between(1, 999), 1000);
    if (random.one_in(3)) u = u * pow(Rational(1, 2), random.between(1, 30));
    if (arf_sgn(expansion.u.low()) < 0 && random.one_in(2)) u = -u;
    const Rational y = piece.y_low + (piece.y_high - piece.y_low) * Rational(random.between(0, 16), 16);
    CAPTURE(y);
    CAPTURE(u);
    Interval value;
    try {
      machine.slot(slot) = at(piece, u, y);
      machine.slot(y_slot) = y;
      value = Interval::from(machine.arithmetic().ball(machine.value(term)), piece_bits);
    } catch (const std::exception&) {
      continue;
    }
    if (!value.is_finite()) continue;
    ++counts.points;
    const Interval claimed = value_at(*model, Interval::from(u, piece_bits));
    CHECK_MESSAGE(meet(claimed, value), "the model at u");
    CHECK_MESSAGE(meet(model->value, value), "the enclosure of all values");
  }
}

TEST_CASE("models of random terms contain the values of the terms") {
  const char* given = std::getenv("DROPCERT_SEEDS");
  const char* first = std::getenv("DROPCERT_FIRST_SEED");
  const unsigned long seeds = given ? std::stoul(given) : 20'000;
  const unsigned long begin = first ? std::stoul(first) : 0;
  Counts counts;
  for (std::uint64_t seed = begin; seed < begin + seeds; ++seed) check_one(seed, counts);
  MESSAGE(counts.models << " models, " << counts.with_terms << " of them with coefficients, " << counts.points
                        << " points");
  CHECK(counts.with_terms > static_cast<long>(seeds) / 5);
}

}  // namespace
}  // namespace dropcert::verify
