// The normal form of identities against numbers: equal normal forms are equal functions wherever both are
// defined.
#include <map>
#include <optional>

#include "verify/random_text.hpp"
#include "verify/support.hpp"

using namespace dropcert::exact;
using namespace dropcert::ball;
using namespace dropcert::language;
using namespace dropcert::verify;
using namespace dropcert::test;

namespace {

// Evaluates in forms, as often as new denominators ask for; nullopt if it cannot.
template <class Evaluate>
auto in_forms(Machine& machine, const Code& quantifier, Evaluate evaluate)
    -> std::optional<decltype(evaluate())> {
  machine.symbols().forget_denominators();
  for (int i = 0; i < 12; ++i) {
    machine.symbols().reset();
    machine.set_mode(Machine::Mode::forms);
    try {
      for (const BinderCode& binder : quantifier.binders)
        machine.slot(binder.slots[0]) = machine.symbols().variable(binder.source->names[0]);
      return evaluate();
    } catch (const SymbolTable::NewDenominator&) {
    } catch (const Unsupported&) {
      return std::nullopt;
    } catch (const Undefined&) {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

// An expression in x and y as a function, and at points.
class Expression {
 public:
  explicit Expression(const std::string& text)
      : statement_(parsed("for x in real, y in real: (" + text + ") = 0")),
        program_(compile(statement_, no_names())),
        machine_(program_, limits_, nullptr) {}

  bool has_normal_form() {
    return in_forms(machine_, program_.body,
                    [&] { return machine_.symbols().convert(machine_.value(term())); })
        .has_value();
  }

  std::optional<Ball> at(const Rational& x, const Rational& y) {
    machine_.set_mode(Machine::Mode::points);
    try {
      machine_.set_precision(Bits{256});
      machine_.slot(program_.body.binders[0].slots[0]) = x;
      machine_.slot(program_.body.binders[1].slots[0]) = y;
      Ball ball = machine_.arithmetic().ball(machine_.value(term()));
      return ball.is_finite() ? std::optional(ball) : std::nullopt;
    } catch (const Unsupported&) {
    } catch (const Undefined&) {
    }
    return std::nullopt;
  }

 private:
  const Code& term() const { return program_.body.arguments[0].arguments[0]; }

  Node statement_;
  Program program_;
  Limits limits_;
  Machine machine_;
};

const std::vector<std::pair<Rational, Rational>>& points() {
  static const std::vector<std::pair<Rational, Rational>> list = {
      {Rational(Integer(1), Integer(3)), Rational(Integer(5), Integer(7))},
      {Rational(Integer(-9), Integer(4)), Rational(Integer(2), Integer(11))},
      {Rational(Integer(3), Integer(2)), Rational(Integer(-13), Integer(5))},
      {Rational(Integer(17), Integer(6)), Rational(Integer(19), Integer(8))}};
  return list;
}

// Whether a and b have the same normal form.
bool same_normal_form(const std::string& a, const std::string& b) {
  Node statement = parsed("for x in real, y in real: (" + a + ") = (" + b + ")");
  Program program = compile(statement, no_names());
  Limits limits;
  Machine machine(program, limits, nullptr);
  std::optional<Outcomes> found =
      in_forms(machine, program.body, [&] { return machine.truth(program.body.arguments[0]); });
  return found && !found->may_be(Outcome::false_) && found->may_be(Outcome::true_);
}

// The points at which both are defined, and whether they may be equal at all of them.
std::pair<int, bool> compared(const std::string& a, const std::string& b) {
  Expression left(a);
  Expression right(b);
  int both = 0;
  bool agree = true;
  for (const auto& [x, y] : points()) {
    std::optional<Ball> p = left.at(x, y);
    std::optional<Ball> q = right.at(x, y);
    if (!p || !q) continue;
    ++both;
    agree = agree && overlaps(*p, *q);
  }
  return {both, agree};
}

bool is_polynomial(const std::string& text) {
  for (const char* other : {"/ ", "sigmoid", "softplus", "log", "exp", "^(1/2)", "^(-1)"})
    if (contains(text, other)) return false;
  return true;
}

}  // namespace

TEST_CASE("equal normal forms are equal numbers, on random pairs") {
  RandomText random(3001);
  int equal = 0;
  int compared_points = 0;
  std::vector<std::string> pool;
  for (int i = 0; i < 160; ++i) pool.push_back(random.closed_form(1 + i % 3));
  for (std::size_t i = 0; i < pool.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      if (!same_normal_form(pool[i], pool[j])) continue;
      CAPTURE(pool[i]);
      CAPTURE(pool[j]);
      auto [both, agree] = compared(pool[i], pool[j]);
      CHECK(agree);
      ++equal;
      compared_points += both;
    }
  CHECK(equal > 50);  // by chance, short expressions often are
  CHECK(compared_points > 100);
}

TEST_CASE("different numbers have different normal forms, on random pairs") {
  RandomText random(3002);
  int different = 0;
  for (int i = 0; i < 600; ++i) {
    std::string a = random.closed_form(1 + i % 4);
    std::string b = i % 3 ? random.closed_form(1 + i % 3) : "(" + a + ") + 1e-40 * x";  // nearly the same
    auto [both, agree] = compared(a, b);
    if (agree) continue;
    CAPTURE(a);
    CAPTURE(b);
    CHECK_FALSE(same_normal_form(a, b));
    ++different;
  }
  CHECK(different > 200);
}

TEST_CASE("what the rules of the normal form say is found, for random parts") {
  RandomText random(3003);
  int defined = 0;
  int polynomials = 0;
  for (int i = 0; i < 400; ++i) {
    std::string a = "(" + random.closed_form(i % 3) + ")";
    std::string b = "(" + random.closed_form(i % 2) + ")";
    if (!Expression(a).has_normal_form() || !Expression(b).has_normal_form()) continue;
    CAPTURE(a);
    CAPTURE(b);
    ++defined;
    CHECK(same_normal_form(a + " + " + b, b + " + " + a));
    CHECK(same_normal_form("(" + a + " + " + b + ")^2", a + "^2 + 2 * " + a + " * " + b + " + " + b + "^2"));
    CHECK(same_normal_form(a + " - " + a, "0"));
    // The rules for exp and log are complete for polynomials alone.
    if (!is_polynomial(a) || !is_polynomial(b)) continue;
    ++polynomials;
    if (Expression("exp" + a + " * exp" + b).has_normal_form())
      CHECK(same_normal_form("exp(" + a + " + " + b + ")", "exp" + a + " * exp" + b));
    if (Expression("1/exp" + a).has_normal_form()) CHECK(same_normal_form("exp(-" + a + ")", "1/exp" + a));
    if (Expression("log(exp" + a + ")").has_normal_form()) CHECK(same_normal_form("log(exp" + a + ")", a));
  }
  CHECK(defined > 200);
  CHECK(polynomials > 50);
}

TEST_CASE("the table is bounded") {
  std::string many = "x";
  for (int i = 2; i < 40; ++i) many += " + exp(x^" + std::to_string(i) + ")";
  CHECK_FALSE(Expression(many).has_normal_form());
  CHECK_FALSE(Expression("(1 + x + y + exp(x) + exp(y))^60").has_normal_form());
  CHECK_FALSE(Expression("(((((((x^1000)^1000)^1000)^1000)^1000)^1000)^1000)").has_normal_form());
  // Beyond the exponents of forms a value is a variable of its own.
  CHECK(same_normal_form("exp(2000 * x)", "exp(x * 2000)"));
  CHECK_FALSE(same_normal_form("exp(2000 * x)", "exp(1000 * x)^2"));
  CHECK_FALSE(Expression("(2^(2^21) * x)^100").has_normal_form());
  CHECK(Expression("(1 + x + y)^40").has_normal_form());
}

TEST_CASE("logarithms are split only where the parts are known to be positive") {
  CHECK(same_normal_form("log(exp(x) * (1 + exp(y)))", "x + log(1 + exp(y))"));
  CHECK(same_normal_form("log((1 + exp(x)) / exp(y))", "log(1 + exp(x)) - y"));
  CHECK_FALSE(same_normal_form("log(x * y)", "log(x) + log(y)"));  // false for x, y < 0
  CHECK_FALSE(same_normal_form("log(x^2)", "2 * log(x)"));
  CHECK_FALSE(same_normal_form("(x^2)^(1/2)", "x"));
  CHECK(same_normal_form("(exp(x)^2)^(1/2)", "exp(x)"));
}
