// Sums of inverses and logarithms of lines by digamma, lgamma and harmonic numbers, products of lines by
// gamma and factorials (DLMF 5.5.1, 5.5.2, 5.4.14).
#include "check/written/written.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr int most_half = 40;

bool is_whole(const mpq_class& q) {
  return q.get_den() == 1;
}

// slope (k + shift), positive from the first k on.
struct Line {
  mpq_class slope;
  mpq_class shift;
};

class Fold {
 public:
  Fold(const Writer& writer, const Node& fold)
      : w_(writer),
        k_(fold.binders[0].names[0]),
        low_(fold.binders[0].domain.terms[0]),
        high_(fold.binders[0].domain.terms[1]) {
    const auto is_number = [](const Node& end) {
      return !any_part(end,
                       [](const Node& part) { return part.kind == Kind::name || part.kind == Kind::call; });
    };
    if (is_number(low_) && is_number(high_)) throw NoRule();
    if (low_.kind == Kind::number && is_whole(low_.number)) first_ = low_.number;
  }

  // How many numbers there are.
  Node count() const {
    return first_ ? above(1 - *first_) : Writer::add(Writer::subtract(high_, low_), Writer::number(1));
  }

  Node sum(const Node& term) const {
    if (!varies(term)) return Writer::multiply(count(), term);
    const auto child = [&](std::size_t i) -> const Node& { return term.children[i]; };
    if (term.kind == Kind::negate) return Writer::negate(sum(child(0)));
    if (term.kind == Kind::add) return Writer::add(sum(child(0)), sum(child(1)));
    if (term.kind == Kind::subtract) return Writer::subtract(sum(child(0)), sum(child(1)));
    if (term.kind == Kind::multiply && !varies(child(0))) return Writer::multiply(child(0), sum(child(1)));
    if (term.kind == Kind::multiply && !varies(child(1))) return Writer::multiply(child(1), sum(child(0)));
    if (term.kind == Kind::divide && !varies(child(1))) return Writer::divide(sum(child(0)), child(1));
    if (term.kind == Kind::divide && !varies(child(0))) {
      const Line line = required(child(1));
      return Writer::multiply(Writer::divide(child(0), Writer::number(line.slope)), inverses(line.shift));
    }
    if (!w_.is_call(term, 1) || term.name != "log" || !first_) throw NoRule();
    const Line line = required(child(0));
    const Node logs = Writer::subtract(w_.call("lgamma", above(line.shift + 1)),
                                       w_.call("lgamma", Writer::number(*first_ + line.shift)));
    if (line.slope == 1) return logs;
    return Writer::add(Writer::multiply(count(), w_.call("log", Writer::number(line.slope))), logs);
  }

  Node product(const Node& term) {
    if (!first_) throw NoRule();
    multiply(term, true);
    if (base_ != 1) put_in(true, Writer::of(Kind::power, Writer::number(base_), count()));
    return Writer::divide(numerator_, denominator_);
  }

 private:
  bool varies(const Node& term) const { return mentions(term, k_); }
  Node above(const mpq_class& more) const {
    return more == 0 ? high_ : Writer::add(high_, Writer::number(more));
  }

  // Value at 0 and slope, of a line with rational coefficients.
  std::optional<std::pair<mpq_class, mpq_class>> coefficients(const Node& term) const {
    using Both = std::pair<mpq_class, mpq_class>;
    if (term.kind == Kind::number) return Both(term.number, 0);
    if (term.kind == Kind::name) return term.name == k_ ? std::optional(Both(0, 1)) : std::nullopt;
    std::vector<Both> parts;
    for (const Node& child : term.children) {
      const auto part = coefficients(child);
      if (!part) return std::nullopt;
      parts.push_back(*part);
    }
    const auto scaled = [](const Both& a, const mpq_class& factor) {
      return Both(a.first * factor, a.second * factor);
    };
    switch (term.kind) {
      case Kind::negate:
        return scaled(parts[0], -1);
      case Kind::add:
        return Both(parts[0].first + parts[1].first, parts[0].second + parts[1].second);
      case Kind::subtract:
        return Both(parts[0].first - parts[1].first, parts[0].second - parts[1].second);
      case Kind::multiply:
        if (parts[0].second == 0) return scaled(parts[1], parts[0].first);
        return parts[1].second == 0 ? std::optional(scaled(parts[0], parts[1].first)) : std::nullopt;
      case Kind::divide:
        if (parts[1].second != 0 || parts[1].first == 0) return std::nullopt;
        return scaled(parts[0], 1 / parts[1].first);
      default:
        return std::nullopt;
    }
  }

  // Where the first number is not known, harmonic(low + shift - 1) is defined where the line is positive.
  std::optional<Line> line(const Node& term) const {
    const auto found = coefficients(term);
    if (!found || found->second <= 0) return std::nullopt;
    const Line result{found->second, found->first / found->second};
    const bool is_positive = first_ ? *first_ + result.shift > 0 : is_whole(result.shift);
    return is_positive ? std::optional(result) : std::nullopt;
  }
  Line required(const Node& term) const {
    const std::optional<Line> found = line(term);
    return found ? *found : throw NoRule();
  }

  Node inverses(const mpq_class& shift) const {
    if (!is_whole(shift))
      return Writer::subtract(w_.call("digamma", above(shift + 1)), digamma(*first_ + shift));
    const Node all = w_.call("harmonic", above(shift));
    const mpq_class less = shift - 1;
    if (first_ && *first_ + less == 0) return all;
    const Node before = first_      ? Writer::number(*first_ + less)
                        : less == 0 ? low_
                                    : Writer::add(low_, Writer::number(less));
    return Writer::subtract(all, w_.call("harmonic", before));
  }

  void put_in(bool is_above, const Node& factor) {
    Node& side = is_above ? numerator_ : denominator_;
    side = Writer::multiply(side, factor);
  }

  // All values of the term, or their inverses.
  void multiply(const Node& term, bool is_above) {
    const std::optional<Line> found = line(term);
    if (!varies(term) && term.kind == Kind::number && term.number > 0) {
      base_ = is_above ? mpq_class(base_ * term.number) : mpq_class(base_ / term.number);
    } else if (!varies(term)) {
      put_in(is_above, Writer::of(Kind::power, term, count()));
    } else if (found) {
      base_ = is_above ? mpq_class(base_ * found->slope) : mpq_class(base_ / found->slope);
      multiply_lines(found->shift, is_above);
    } else if (term.kind == Kind::multiply || term.kind == Kind::divide) {
      multiply(term.children[0], is_above);
      multiply(term.children[1], (term.kind == Kind::divide) != is_above);
    } else if (term.kind == Kind::power) {
      const std::optional<int> n = Writer::small_natural(term.children[1]);
      if (!n) throw NoRule();
      for (int i = 0; i < *n; ++i) multiply(term.children[0], is_above);
    } else if (term.kind == Kind::add || term.kind == Kind::subtract) {
      multiply_fractions(term, is_above);
    } else {
      throw NoRule();
    }
  }

  // a/b + c/d = (a d + c b)/(b d), where one denominator varies.
  void multiply_fractions(const Node& term, bool is_above) {
    std::vector<Node> tops;
    std::vector<Node> bottoms;
    for (const Node& part : term.children) {
      const bool is_fraction = part.kind == Kind::divide;
      tops.push_back(is_fraction ? part.children[0] : part);
      bottoms.push_back(is_fraction ? part.children[1] : Writer::number(1));
    }
    if (varies(bottoms[0]) == varies(bottoms[1])) throw NoRule();
    multiply(
        Writer::of(term.kind, Writer::multiply(tops[0], bottoms[1]), Writer::multiply(tops[1], bottoms[0])),
        is_above);
    for (const Node& bottom : bottoms) multiply(bottom, !is_above);
  }

  void multiply_lines(const mpq_class& shift, bool is_above) {
    const mpq_class start = *first_ + shift;
    if (!is_whole(shift)) {
      put_in(is_above, w_.call("gamma", above(shift + 1)));
      put_in(!is_above, gamma(start));
      return;
    }
    put_in(is_above, node_of(Kind::factorial, {above(shift)}));
    if (start != 1) put_in(!is_above, node_of(Kind::factorial, {Writer::number(start - 1)}));
  }

  static bool is_half(const mpq_class& x) { return x.get_den() == 2 && x < most_half; }

  // From the value at 1/2 upwards.
  Node gamma(const mpq_class& x) const {
    if (!is_half(x)) return w_.call("gamma", Writer::number(x));
    mpq_class factor = 1;
    for (mpq_class y = x - 1; y > 0; y -= 1) factor *= y;
    return Writer::multiply(Writer::number(factor), w_.root_of_pi());
  }

  Node digamma(const mpq_class& x) const {
    if (!is_half(x)) return w_.call("digamma", Writer::number(x));
    mpq_class more = 0;
    for (mpq_class y = x - 1; y > 0; y -= 1) more += 1 / y;
    const Node two = Writer::number(2);
    const Node at_half =
        Writer::negate(Writer::add(w_.constant("euler_gamma"), Writer::multiply(two, w_.call("log", two))));
    return more == 0 ? at_half : Writer::add(at_half, Writer::number(more));
  }

  const Writer& w_;
  const std::string& k_;
  const Node& low_;
  const Node& high_;
  std::optional<mpq_class> first_;  // if the low end is a number
  mpq_class base_ = 1;              // of a power with the count
  Node numerator_ = Writer::number(1);
  Node denominator_ = Writer::number(1);
};

}  // namespace

WrittenTerm written_fold(const Writer& writer, const Node& fold) {
  Fold one(writer, fold);
  const Node& term = fold.children[0];
  return {{}, one.count(), fold.name == "sum" ? one.sum(term) : one.product(term)};
}

}  // namespace dropcert::check
