// Integrals: over pieces, on each of which the term is a model of its own; about ends and towards infinity
// too.
#include <fmt/core.h>

#include <algorithm>
#include <queue>

#include "language/print.hpp"
#include "verify/builtins.hpp"
#include "verify/closed_forms.hpp"
#include "verify/local_models.hpp"
#include "verify/outcome.hpp"

namespace dropcert::verify {

using namespace exact;
using namespace ball;
using namespace language;

namespace {

constexpr long most_bits = 256;
constexpr int most_pieces = 3000;
constexpr int most_pieces_in_boxes = 64;
constexpr int most_stalls = 3;
constexpr long longest_side = 40;  // log2 of where an infinite side is cut last

class Integral {
 public:
  Integral(Machine& machine, const Code& code, Value low, Value high)
      : machine_(machine),
        code_(code),
        domain_(code.binders[0].source->domain),
        local_(machine, code),
        bits_(machine.precision()),
        low_(local_.plain(low)),
        high_(local_.plain(high)),
        varies_(local_.varies() || is_model(low) || is_model(high)) {}

  Value run() {
    const bool low_infinite = domain_.kind == DomainKind::reals || domain_.terms[0].kind == Kind::infinity;
    const bool high_infinite = domain_.kind == DomainKind::reals || domain_.terms[1].kind == Kind::infinity;
    const auto* low = get_if<Rational>(low_);
    const auto* high = get_if<Rational>(high_);
    const bool low_open = domain_.low_open;
    const bool high_open = domain_.high_open;
    if (low_infinite && high_infinite) {
      add_infinite({Rational(0), Rational(1), 1, false, false}, Rational(0));
      add_infinite({Rational(0), Rational(-1), 1, false, false}, Rational(0));
    } else if (high_infinite) {
      if (low) add_infinite({Rational(0), Rational(1), 1, low_open, false}, *low);
      if (!low) add_infinite({low_, Rational(1), 1, low_open, false}, Rational(0));
    } else if (low_infinite) {
      if (high) add_infinite({Rational(0), Rational(-1), 1, high_open, false}, -*high);
      if (!high) add_infinite({high_, Rational(-1), 1, high_open, false}, Rational(0));
    } else if (low && high) {
      if (*low == *high) return over_nothing();
      const bool is_reversed = *high < *low;
      Line line{Rational(0), Rational(1), is_reversed ? -1 : 1, low_open, high_open};
      if (is_reversed) std::swap(line.low_open, line.high_open);
      add_finite(std::move(line), std::min(*low, *high), std::max(*low, *high));
    } else {
      const Value length = machine_.arithmetic().subtract(high_, low_);
      if (is_exact_real(length) && exact_sign(length) == 0) return over_nothing();
      is_certain_ = ball_of(length).sign().value_or(0) != 0;
      add_finite({low_, length, 1, low_open, high_open}, Rational(0), Rational(1));
    }
    if (!low_infinite && !low_open) at_end(low_);
    if (!high_infinite && !high_open) at_end(high_);
    refine();
    machine_.used_balls = true;
    Interval total;
    for (const Piece& piece : done_) total = add(total, *piece.value, bits_);
    return local_.number_in(total, varies_);
  }

 private:
  // x = origin + direction t.
  struct Line {
    Value origin, direction;
    int side;  // of the integral
    bool low_open, high_open;
    Rational low{0}, high{0};  // of t
    bool is_infinite = false;
  };

  struct Piece {
    std::size_t line = 0;
    Rational low, high;  // of t
    bool is_infinite = false;
    int depth = 0;
    int stalls = 0;  // so many times in a row halving has not helped
    std::optional<Interval> value;
    Interval width;
  };

  struct Narrower {
    bool operator()(const Piece& a, const Piece& b) const {
      const bool known = a.value.has_value();
      if (known != b.value.has_value()) return known;  // what is not known comes first
      return known ? arf_cmp(a.width.high(), b.width.high()) < 0 : a.depth > b.depth;
    }
  };

  // The ends are one number, at which the term is defined, or which is left out.
  Value over_nothing() {
    if (!domain_.low_open && !domain_.high_open && !local_.at(low_))
      throw Unsupported("an integral over one number, at which the term is not seen to be defined");
    return Rational(0);
  }

  Ball ball_of(const Value& value) const { return machine_.arithmetic().ball(value); }

  void add_finite(Line line, const Rational& low, const Rational& high) {
    line.low = low;
    line.high = high;
    lines_.push_back(std::move(line));
    push({lines_.size() - 1, low, high, false, 0, 0, {}, {}});
  }

  void add_infinite(Line line, const Rational& low) {
    Rational from(2);
    while (from < low + Rational(1)) from *= Rational(2);
    line.low = low;
    line.is_infinite = true;
    lines_.push_back(std::move(line));
    push({lines_.size() - 1, low, from, false, 0, 0, {}, {}});
    push({lines_.size() - 1, from, Rational(0), true, 0, 0, {}, {}});
  }

  [[noreturn]] void undefined(const char* why) const {
    if (is_certain_) throw Undefined(why);
    throw Unsupported("an integral over an interval of which one end may be the other");
  }

  // Throws if the term is certainly undefined there.
  void at_end(const Value& end) {
    try {
      local_.at(end);
    } catch (const Undefined& error) {
      const auto* number = get_if<Rational>(end);
      undefined((number ? fmt::format("{} at {}", error.what(), number->str()) : error.what()).c_str());
    }
  }

  void push(Piece piece) {
    find(piece);
    open_.push(std::move(piece));
  }

  void find(Piece& piece) {
    machine_.charge(1000);
    try {
      evaluate(piece);
    } catch (const Undefined& error) {
      undefined(error.what());
    }
    if (!piece.value) return;
    set_width(piece);
    const Interval least = Interval::at(abs(*piece.value).low());
    if (arf_cmp(least.high(), largest_.high()) > 0) largest_ = least;
  }

  void set_width(Piece& piece) const {
    piece.width = sub(Interval::at(piece.value->high()), Interval::at(piece.value->low()), bits_);
  }

  // Halves the piece that is known worst, until all are known well.
  void refine() {
    const int most = machine_.mode() == Machine::Mode::points ? most_pieces : most_pieces_in_boxes;
    for (int count = 0; !open_.empty(); ++count) {
      Piece worst = open_.top();
      open_.pop();
      if (worst.value && (count > most || is_good(worst))) {
        done_.push_back(std::move(worst));
        continue;
      }
      if (count > most || !split(worst))
        throw Unsupported(fmt::format("no bound is found of '{}'", to_text(*code_.source)));
    }
  }

  bool is_good(const Piece& piece) const {
    constexpr long as_many_pieces = 6;  // as a power of 2
    arf_t target;
    arf_init(target);
    arf_mul_2exp_si(target, largest_.high(), -3 * bits_.value / 4 - as_many_pieces);
    const bool result = arf_cmp(piece.width.high(), target) <= 0;
    arf_clear(target);
    return result;
  }

  // False if it cannot be cut. What does not become better by it is done.
  bool split(const Piece& piece) {
    const Rational middle =
        piece.is_infinite ? piece.low * Rational(2) : (piece.low + piece.high) / Rational(2);
    if (piece.depth > (piece.is_infinite ? longest_side : 2 * bits_.value)) return keep(piece);
    const Line& line = lines_[piece.line];
    if (!piece.value) {
      const Arithmetic arithmetic = machine_.arithmetic();
      at_end(arithmetic.add(line.origin, arithmetic.multiply(line.direction, middle)));
    }
    Piece low = piece;
    Piece high = piece;
    low.is_infinite = false;
    low.high = high.low = middle;
    low.depth = high.depth = piece.depth + 1;
    low.value.reset();
    high.value.reset();
    find(low);
    find(high);
    const Interval both = low.value && high.value ? add(low.width, high.width, bits_) : Interval::whole();
    const bool is_better = arf_cmp(mul(both, Interval::between_integers(9, 9), bits_).high(),
                                   mul(piece.width, Interval::between_integers(8, 8), bits_).high()) < 0;
    if (piece.value && !is_better && piece.stalls == most_stalls) return keep(piece);
    low.stalls = high.stalls = piece.value && !is_better ? piece.stalls + 1 : 0;
    open_.push(std::move(low));
    open_.push(std::move(high));
    return true;
  }

  bool keep(const Piece& piece) {
    if (!piece.value) return false;
    done_.push_back(piece);
    return true;
  }

  // ---- one piece
  void evaluate(Piece& piece) {
    const Line& line = lines_[piece.line];
    if (piece.is_infinite) {
      for (const long power : {1L, 0L, 2L}) attempt(piece, [&] { return towards_infinity(piece, power); });
      return;
    }
    attempt(piece, [&] { return about_middle(piece); });
    const bool at_low = piece.low == line.low;
    const bool at_high = !line.is_infinite && piece.high == line.high;
    if ((!at_low && !at_high) || (at_low && at_high)) return;
    if (piece.value) {
      set_width(piece);
      if (is_good(piece)) return;
    }
    for (const long power : {1L, 2L, 3L}) attempt(piece, [&] { return about_end(piece, at_low, power); });
  }

  template <class Find>
  void attempt(Piece& piece, Find find) {
    std::optional<Interval> found = find();
    if (!found || !found->is_finite()) return;
    const Line& line = lines_[piece.line];
    const Interval factor = Interval::from(ball_of(line.direction), bits_);
    Interval value = line.is_infinite ? *found : mul(*found, factor, bits_);
    if (line.side < 0) value = neg(value);
    piece.value = piece.value ? intersection(value, *piece.value) : value;
  }

  Expansion expansion(const Interval& u, bool has_centre) {
    constexpr long most_order = 40;
    return local_expansion(machine_, u, std::min(8 + bits_.value / 6, most_order), has_centre);
  }

  // The integral of the term times factor u^shift.
  std::optional<Interval> integrate(const Expansion& expansion, const Line& line,
                                    const std::function<Model(const ModelArithmetic&)>& t, long factor,
                                    long shift, const Interval& end) {
    std::optional<Interval> result;
    local_.evaluate(
        expansion,
        [&](const ModelArithmetic& m) {
          return m.add(m.convert(line.origin), m.multiply(m.convert(line.direction), t(m)));
        },
        [&](const ModelArithmetic& m, const Model& term, bool is_defined) {
          const ModelArithmetic::Total total = m.integral(term, shift, end);
          if (total.is_infinite) throw Undefined("a term that is not integrable");
          if (is_defined && total.value)
            result = mul(*total.value, Interval::between_integers(factor, factor), bits_);
        });
    return result;
  }

  std::optional<Interval> about_middle(const Piece& piece) {
    const Rational centre = (piece.low + piece.high) / Rational(2);
    const Interval size = Interval::from((piece.high - piece.low) / Rational(2), bits_);
    const Interval value = Interval::from(piece.low, piece.high, bits_);
    return integrate(
        expansion(hull(neg(size), size), true), lines_[piece.line],
        [&](const ModelArithmetic& m) {
          return m.variable(centre, Interval::from(centre, bits_), m.coefficient(Rational(1)), 1, value);
        },
        1, 0, size);
  }

  // t = c + u^power or c - u^power.
  std::optional<Interval> about_end(const Piece& piece, bool is_low, long power) {
    const Line& line = lines_[piece.line];
    const Rational& centre = is_low ? piece.low : piece.high;
    const Interval value = Interval::from(piece.low, piece.high, bits_);
    Interval end = Interval::from(piece.high - piece.low, bits_);
    if (power != 1) end = pow(end, Rational(1, power), bits_);
    return integrate(
        expansion(hull(Interval(), end), !(is_low ? line.low_open : line.high_open)), line,
        [&](const ModelArithmetic& m) {
          return m.variable(centre, Interval::from(centre, bits_), m.coefficient(Rational(is_low ? 1 : -1)),
                            power, value);
        },
        power, power - 1, end);
  }

  // t = u^-power, dt = power u^(-power - 1) du; or, for 0, t = -log u, dt = du/u.
  std::optional<Interval> towards_infinity(const Piece& piece, long power) {
    Interval value = Interval::from(piece.low, bits_);
    Interval end = power == 0 ? exp(neg(value), bits_) : inv(value, bits_);
    if (power > 1) end = pow(end, Rational(1, power), bits_);
    arf_pos_inf(value.high());
    Expansion towards = expansion(hull(Interval(), end), false);
    if (power != 0) towards.power = power;
    return integrate(
        towards, lines_[piece.line],
        [&](const ModelArithmetic& m) {
          return power == 0 ? m.log_of_u(-1, value) : m.pole(1, power, value);
        },
        std::max(power, 1L), -power - 1, end);
  }

  Machine& machine_;
  const Code& code_;
  const Domain& domain_;
  LocalModels local_;
  Bits bits_;
  Value low_, high_;
  bool varies_;
  bool is_certain_ = true;  // that there are points between the ends
  std::vector<Line> lines_;
  std::priority_queue<Piece, std::vector<Piece>, Narrower> open_;
  std::vector<Piece> done_;
  Interval largest_;  // that the modulus of a piece is known to exceed
};

}  // namespace

Value integral(Machine& machine, const Code& code) {
  if (machine.mode() == Machine::Mode::forms) return translated([&] { return integral_form(machine, code); });
  require_precision_of(machine, code, most_bits);
  const BinderCode& binder = code.binders[0];
  Value ends[2] = {Rational(0), Rational(0)};
  for (std::size_t i = 0; i < binder.terms.size(); ++i)
    if (binder.terms[i].kind != Kind::infinity) ends[i] = machine.value(binder.terms[i]);
  for (const Value& end : ends)
    if (get_if<RingElement>(end)) throw Undefined("the end of an interval is a function of p");
  machine.current_is(code);
  return translated([&] { return Integral(machine, code, std::move(ends[0]), std::move(ends[1])).run(); });
}

}  // namespace dropcert::verify
