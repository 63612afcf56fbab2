// Integrals: over pieces of a line, from expansions about their middles, about ends, and at infinity.
#include <algorithm>

#include "check/closed/closed.hpp"
#include "check/functions/functions.hpp"
#include "check/limits/local.hpp"
#include "check/work.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr Bits most_bits = 256;
constexpr std::size_t most_pieces = 2000;
constexpr int most_stalls = 3;
constexpr std::size_t most_pieces_on_pieces = 64;

// x = origin + direction t.
struct Line {
  Value origin;
  Value direction;
  bool is_negative;  // the integral counts negatively
  bool low_open;
  bool high_open;
  mpq_class low = 0;
  mpq_class high = 0;
  bool is_infinite = false;
};

struct Piece {
  std::size_t line;
  mpq_class low;
  mpq_class high;
  bool is_infinite;
  int depth = 0;
  int stalls = 0;  // so many times in a row halving has not helped
  bool is_final = false;
  std::optional<Interval> value = {};
};

class Integral {
 public:
  Integral(Evaluator& evaluator, const Node& node)
      : evaluator_(evaluator),
        bits_(evaluator.bits()),
        domain_(node.binders[0].domain),
        ends_(ends_of(node)),
        local_(evaluator, node) {
    for (Value& end : ends_) end = local_.plain(end);
  }

  Value run() {
    if (bits_ > most_bits) throw OutOfReach("an integral to more than 256 bits");
    const bool is_line = domain_.kind == DomainKind::reals;
    const bool low_infinite = is_line || domain_.terms[0].kind == Kind::infinity;
    const bool high_infinite = is_line || domain_.terms[1].kind == Kind::infinity;
    if (low_infinite && high_infinite) {
      begin({mpq_class(0), mpq_class(1), false, false, false, 0, 0, true});
      begin({mpq_class(0), mpq_class(-1), false, false, false, 0, 0, true});
    } else if (high_infinite) {
      half_line(ends_[0], 1, domain_.low_open);
    } else if (low_infinite) {
      half_line(ends_[1], -1, domain_.high_open);
    } else if (!between(ends_[0], ends_[1])) {
      return over_nothing();
    }
    if (!low_infinite && !domain_.low_open) at(ends_[0]);
    if (!high_infinite && !domain_.high_open) at(ends_[1]);
    const std::size_t most = local_.varies() ? most_pieces_on_pieces : most_pieces;
    while (const std::optional<std::size_t> worst = next()) {
      if (pieces_.size() > most && pieces_[*worst].value) break;
      if (pieces_.size() > most || !split(*worst)) throw OutOfReach("an integral of which no bound is found");
    }
    Interval sum(0, bits_);
    for (const Piece& piece : pieces_) sum = sum + *piece.value;
    return sum;
  }

  bool varies() const { return local_.varies(); }

 private:
  static std::vector<Value> ends_of(Evaluator& evaluator, const Node& node) {
    std::vector<Value> ends;
    for (const Node& term : node.binders[0].domain.terms) {
      ends.push_back(term.kind == Kind::infinity ? Value(mpq_class(0)) : evaluator.value(term));
      if (!get_if<Expansion>(ends.back())) require_real(ends.back());
    }
    return ends;
  }
  std::vector<Value> ends_of(const Node& node) { return ends_of(evaluator_, node); }

  void begin(Line line) {
    lines_.push_back(line);
    const std::size_t place = lines_.size() - 1;
    if (!line.is_infinite) return put({place, line.low, line.high, false});
    mpq_class from = 2;
    while (from < line.low + 1) from *= 2;
    put({place, line.low, from, false});
    put({place, from, from, true});
  }

  // From the end in the direction given; t = x, or -x, if it is rational.
  void half_line(const Value& end, int direction, bool is_open) {
    const auto* rational = get_if<mpq_class>(end);
    Line line{rational ? Value(mpq_class(0)) : end, mpq_class(direction), false, is_open, false};
    if (rational) line.low = *rational * direction;
    line.is_infinite = true;
    begin(line);
  }

  // False if the ends are one.
  bool between(const Value& low, const Value& high) {
    const auto* a = get_if<mpq_class>(low);
    const auto* b = get_if<mpq_class>(high);
    if (a && b) {
      if (*a == *b) return false;
      if (*a < *b) begin({mpq_class(0), mpq_class(1), false, domain_.low_open, domain_.high_open, *a, *b});
      if (*b < *a) begin({mpq_class(0), mpq_class(1), true, domain_.high_open, domain_.low_open, *b, *a});
      return true;
    }
    const Value length = high - low;
    const unsigned possible = signs_of_difference(length, mpq_class(0), true);
    if (possible == zero_sign) return false;
    is_certain_ = (possible & zero_sign) == 0;
    begin({low, length, false, domain_.low_open, domain_.high_open, 0, 1});
    return true;
  }

  // The ends are one number, at which the term is defined, or which is left out.
  Value over_nothing() {
    if (!domain_.low_open && !domain_.high_open && !local_.at(ends_[0]))
      throw OutOfReach("an integral over one number, at which the term is not seen to be defined");
    return mpq_class(0);
  }

  // Where the ends may be one, what is undefined between them may not count.
  template <class Find>
  auto surely(Find find) {
    try {
      return find();
    } catch (const Undefined&) {
      if (is_certain_) throw;
      throw OutOfReach("an integral between ends that may be one");
    }
  }

  void at(const Value& x) {
    surely([&] { return local_.at(x); });
  }

  void put(Piece piece) {
    charge(1000);
    surely([&] {
      evaluate(piece);
      return 0;
    });
    if (piece.value) largest_ = maximum(largest_, -upper(-absolute(*piece.value)));
    pieces_.push_back(std::move(piece));
  }

  bool is_good(const Interval& value) const {
    const Interval target = largest_ * power(Interval(mpq_class(1, 2), bits_), 3 * bits_ / 4 + 6);
    return mpfr_cmp(radius(value).high(), target.high()) <= 0;
  }

  // The piece that is known least well, if that is not enough.
  std::optional<std::size_t> next() const {
    std::optional<std::size_t> worst;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const Piece& piece = pieces_[i];
      if (piece.is_final || (piece.value && is_good(*piece.value))) continue;
      if (!piece.value && (!worst || pieces_[*worst].value || piece.depth < pieces_[*worst].depth)) worst = i;
      if (!piece.value || (worst && !pieces_[*worst].value)) continue;
      if (!worst || mpfr_cmp(radius(*piece.value).high(), radius(*pieces_[*worst].value).high()) > 0)
        worst = i;
    }
    return worst;
  }

  bool split(std::size_t place) {
    Piece piece = pieces_[place];
    const int deepest = piece.is_infinite ? 40 : 2 * static_cast<int>(bits_);
    if (piece.depth >= deepest) {
      pieces_[place].is_final = true;
      return piece.value.has_value();
    }
    const mpq_class middle =
        piece.is_infinite ? mpq_class(piece.low * 2) : mpq_class((piece.low + piece.high) / 2);
    const Line& line = lines_[piece.line];
    if (!piece.value) at(line.origin + line.direction * Value(middle));
    const std::size_t count = pieces_.size();
    put({piece.line, piece.low, middle, false, piece.depth + 1});
    put({piece.line, middle, piece.high, piece.is_infinite, piece.depth + 1});
    const std::optional<Interval>& low = pieces_[count].value;
    const std::optional<Interval>& high = pieces_[count + 1].value;
    const bool is_better =
        !piece.value || (low && high &&
                         mpfr_cmp((radius(*low) + radius(*high)).high(),
                                  (radius(*piece.value) * Interval(mpq_class(8, 9), bits_)).high()) < 0);
    const bool has_stalled = piece.value && !is_better;
    if (has_stalled && piece.stalls == most_stalls) {
      pieces_.resize(count);
      pieces_[place].is_final = true;
      return true;
    }
    for (std::size_t i = count; i < pieces_.size(); ++i)
      pieces_[i].stalls = has_stalled ? piece.stalls + 1 : 0;
    pieces_[place] = pieces_.back();
    pieces_.pop_back();
    return true;
  }

  // ---- one piece
  void evaluate(Piece& piece) {
    const Line& line = lines_[piece.line];
    if (piece.is_infinite) {
      for (const int root : {1, 0, 2}) join(piece, towards_infinity(piece, root));
      return;
    }
    join(piece, about_middle(piece));
    const bool at_low = piece.low == line.low;
    const bool at_high = !line.is_infinite && piece.high == line.high;
    if (at_low == at_high || (piece.value && is_good(*piece.value))) return;
    for (const int root : {1, 2, 3}) join(piece, about_end(piece, at_low, root));
  }

  void join(Piece& piece, std::optional<Interval> found) const {
    if (!found || !found->is_finite()) return;
    const Line& line = lines_[piece.line];
    Interval value = line.is_infinite ? *found : *found * to_interval(line.direction, bits_);
    if (line.is_negative) value = -value;
    piece.value = piece.value ? intersection(*piece.value, value).value_or(value) : value;
  }

  int order() const { return 8 + static_cast<int>(std::min<Bits>(bits_ / 6, 32)); }

  // Of the term times factor u^shift, for u up to `end`, which the chart's range may exceed.
  std::optional<Interval> integrated(const Line& line, Chart& chart, const Expansion& t, const Interval& end,
                                     int factor, int shift) {
    const Expansion x = in_chart(chart, line.origin) + in_chart(chart, line.direction) * t;
    const std::optional<Expansion> term = local_.expanded(chart, x);
    if (!term) return std::nullopt;
    Expansion a = *term;
    if (!a.exponent.empty()) {
      if (trend(a.exponent) != -1) return std::nullopt;
      const int order = std::max(a.first, 0) + std::max(-shift, 0);
      a = flattened(without_logarithm(a), order + 6, order);
    }
    std::optional<Interval> sum = chart.is_one_sided ? over_side(a, end, shift) : about_zero(a, end);
    if (sum) *sum = *sum * Interval(factor, bits_);
    return sum;
  }

  // u^m over (0, h] is h^(m+1)/(m+1), and u^m log u, of one sign up to 1, h^(m+1) (log h - 1/(m+1))/(m+1).
  std::optional<Interval> over_side(const Expansion& a, const Interval& h, int shift) const {
    Interval sum(0, bits_);
    for (const bool is_log : {false, true}) {
      if (is_log && !a.logarithm) break;
      Expansion part = is_log ? *a.logarithm : a;
      part.logarithm = nullptr;
      if (part.is_zero()) continue;
      if (part.logarithm || !part.exponent.empty() || std::abs(part.first) > 10'000) return std::nullopt;
      if (part.first + shift <= -1) {
        const std::optional<int> side = sign(part.body());
        if (!a.logarithm && side && *side != 0) throw Undefined("a term that is not integrable");
        return std::nullopt;
      }
      if (is_log && mpfr_cmp_ui(h.high(), 1) > 0) return std::nullopt;
      for (int k = 0; k <= part.count(); ++k) {
        const int m = part.first + shift + k + 1;
        Interval whole = power(h, m) / Interval(m, bits_);
        if (is_log) whole = whole * (increasing(mpfr_log, h, bits_) - Interval(mpq_class(1, m), bits_));
        sum = sum + part.part(k).range * whole;
      }
    }
    return sum;
  }

  // Over [-h, h]: odd powers add up to 0, but for that of the remainder.
  std::optional<Interval> about_zero(const Expansion& a, const Interval& h) const {
    if (a.logarithm || a.first < 0) return std::nullopt;
    Interval sum(0, bits_);
    for (int k = 0; k <= a.count(); ++k) {
      const int m = a.first + k + 1;
      const Interval& c = a.parts[static_cast<std::size_t>(k)].range;
      const Interval half = power(h, m) / Interval(m, bits_);
      if (m % 2 != 0) sum = sum + c * half * Interval(2, bits_);
      if (m % 2 == 0 && k == a.count()) sum = sum + (c - c) * half;
    }
    return sum;
  }

  std::optional<Interval> about_middle(const Piece& piece) {
    const Interval size(mpq_class((piece.high - piece.low) / 2), bits_);
    Chart chart{bits_, order(), span(-size, size), false, true};
    const Interval middle(mpq_class((piece.low + piece.high) / 2), bits_);
    return integrated(lines_[piece.line], chart, {chart, 0, {{middle}, {Interval(1, bits_)}}, 2}, size, 1, 0);
  }

  // t = c + u^root or c - u^root.
  std::optional<Interval> about_end(const Piece& piece, bool is_low, int power_of_u) {
    const Line& line = lines_[piece.line];
    const Interval size =
        root(Interval(mpq_class(piece.high - piece.low), bits_), static_cast<std::uint64_t>(power_of_u));
    Chart chart{bits_, order(), span(Interval(0, bits_), size), true,
                !(is_low ? line.low_open : line.high_open)};
    std::vector<Coefficient> parts(static_cast<std::size_t>(power_of_u + 1), {Interval(0, bits_)});
    parts.front() = {Interval(is_low ? piece.low : piece.high, bits_)};
    parts.back() = {Interval(is_low ? 1 : -1, bits_)};
    return integrated(line, chart, {chart, 0, std::move(parts), power_of_u + 1}, size, power_of_u,
                      power_of_u - 1);
  }

  // t = u^-root; for root = 0, t = -log u.
  std::optional<Interval> towards_infinity(const Piece& piece, int power_of_u) {
    const Interval low(piece.low, bits_);
    const Interval size = power_of_u == 0
                              ? increasing(mpfr_exp, -low, bits_)
                              : root(Interval(1, bits_) / low, static_cast<std::uint64_t>(power_of_u));
    Chart chart{bits_, order(), span(Interval(0, bits_), size), true, false};
    Expansion t(chart, mpq_class(0));
    if (power_of_u == 0)
      t.logarithm = std::make_shared<Expansion>(chart, mpq_class(-1));
    else
      t = {chart, -power_of_u, {{Interval(1, bits_)}}, 1};
    return integrated(lines_[piece.line], chart, t, size, std::max(power_of_u, 1), -power_of_u - 1);
  }

  Evaluator& evaluator_;
  Bits bits_;
  const Domain& domain_;
  std::vector<Value> ends_;
  Local local_;
  bool is_certain_ = true;
  std::vector<Line> lines_;
  std::vector<Piece> pieces_;
  Interval largest_{0, bits_};  // that the modulus of a piece is known to exceed
};

}  // namespace

Value integral(Evaluator& evaluator, const Node& node) {
  if (evaluator.forms()) return integral_as_form(evaluator, node);
  bool varies = false;
  const Value found = [&] {
    Integral of(evaluator, node);
    const Value value = of.run();
    varies = of.varies();
    return value;
  }();
  const auto* interval = get_if<Interval>(found);
  return interval ? over_region(evaluator, varies, *interval) : found;
}

}  // namespace dropcert::check
