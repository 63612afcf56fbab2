// Sums and products as functions of m: what they are at the least m, with terms that come and go; sums with
// terms that vary with the end, by recurrences.
#include <algorithm>

#include "check/functions/functions.hpp"
#include "check/recursion/telescoping.hpp"

namespace dropcert::check {

using namespace language;

namespace {

constexpr std::int64_t most = 200;    // of terms
constexpr std::int64_t longest = 10;  // of a recurrence, in values before the one that follows

}  // namespace

// Over a range of which one or both ends vary with m.
std::optional<Value> Evaluator::Induction::fold(const Node& node) {
  Evaluator& e = evaluator_;
  const Binder& binder = node.binders[0];
  const Value high = e.value(binder.domain.terms[1]);
  const std::optional<Line> end = is_form(high) ? line(high) : std::nullopt;
  if (!end || end->slope == 0) return e.fold(node, &binder, e.cases(binder.domain));
  const Value low = e.value(binder.domain.terms[0]);
  const std::optional<Line> start = is_form(low) ? line(low) : Line{0, integer(low)};
  if (!start || start->slope < 0 || end->slope < start->slope || node.name == "mean")
    throw OutOfReach("the ends of a sum vary");
  // The end is slope N + rest, with N = m + index and 0 <= rest < slope.
  const std::int64_t rest = (end->offset % end->slope + end->slope) % end->slope;
  const std::int64_t index = (end->offset - rest) / end->slope;
  std::vector<Value> arguments;
  std::vector<std::pair<std::size_t, std::int64_t>> varying;
  const auto is_for = [&](std::int64_t n) { arguments.emplace_back(mpq_class(signed_mpz(n))); };
  for (const std::int64_t n : {start->slope, start->slope == 0 ? start->offset : 0, end->slope}) is_for(n);
  std::size_t shadowed = e.variables_.size();
  while (shadowed-- > e.scope_.first) {  // all that its terms may depend on
    const auto& [name, value] = e.variables_[shadowed];
    if (name == binder.names[0] || !mentions(node.children[0], name)) continue;
    const std::optional<Line> along = line(value);
    const bool is_along = along && along->slope == 1;
    if (is_along)
      varying.emplace_back(shadowed, along->offset - index);
    else if (!is_fixed(value))
      throw OutOfReach("the terms of a sum vary with its end");
    arguments.push_back(is_along ? Value(mpq_class(signed_mpz(varying.back().second))) : value);
  }
  if (seeks_calls_of_) return unknown(&in_search, end->offset, {}, Range::real);
  if (varying.empty()) return unfolded(node, *start, *end, arguments);
  if (node.name == "sum" && start->slope == 0 && start->offset == 0 && end->slope == 1)
    if (std::optional<Value> found = by_stirling_numbers(node, *end)) return found;
  if (node.name != "sum" || start->slope != 0 || start->offset != 0)
    throw OutOfReach("the terms of a sum vary with its end");
  is_for(rest);
  return telescoped(node, {end->slope, rest}, index, varying, arguments);
}

// The least offset, without the delay, that is met of a line in that part of a sum.
std::int64_t Evaluator::Induction::least(const Node& node, Part part, Line line) {
  const std::int64_t here = line.offset - line.slope * delay_;
  const auto [known, is_first] = folds_.try_emplace({&node, part, line.slope}, here);
  if (here < known->second) {
    known->second = here;
    throw Again();
  }
  return known->second + line.slope * delay_;
}

// What it is between the least ends that are met, with the terms behind, and without those in front.
Value Evaluator::Induction::unfolded(const Node& node, Line start, Line end,
                                     const std::vector<Value>& arguments) {
  Evaluator& e = evaluator_;
  const bool is_sum = node.name == "sum";
  const bool begins_later = start.slope != 0;
  if (end.slope == start.slope && end.offset < start.offset) return mpq_class(is_sum ? 0 : 1);
  if (begins_later && !is_sum) throw OutOfReach("the ends of a sum vary");
  const std::int64_t last = least(node, Part::end, end);
  const std::int64_t first = begins_later ? least(node, Part::start, start) : start.offset;
  const std::int64_t gap = std::max(first - last, start.offset - end.offset) - 1;
  if (gap > 0) {
    if (end.slope == start.slope) throw OutOfReach("the ends of a sum vary");
    delay_by((gap + end.slope - start.slope - 1) / (end.slope - start.slope));
  }
  if (last - first > most || end.offset - last > most || start.offset - first > most)
    throw OutOfReach("a sum of many terms");
  const auto term_at = [&](const Value& k) {
    Bound guard(e);
    e.bind(node.binders[0].names[0], k);
    return e.value(node.children[0]);
  };
  Range range = Range::positive;
  const auto look = [&](const Value& term) {
    const auto is = [&](Relation relation) {
      return !is_function_of_p(term) && e.compare(term, relation, mpq_class(0)).holds();
    };
    if (range == Range::positive && !is(Relation::greater)) range = Range::nonnegative;
    if (range == Range::nonnegative && !is(Relation::greater_equal)) range = Range::real;
  };
  if (!find(unknowns_, &node, 0, arguments)) {  // defined for all m, and with a sign, as its terms are
    for (std::int64_t k = first; k <= last; ++k) look(term_at(mpq_class(signed_mpz(k))));
    look(term_at(at({1, last + 1})));
    if (range == Range::positive && is_sum && last < first) range = Range::nonnegative;
  }
  Value result = unknown(&node, 0, arguments, range);
  for (std::int64_t k = last + 1; k <= end.offset; ++k) {
    Value next = term_at(at({end.slope, k}));
    result = is_sum ? std::move(result) + std::move(next) : std::move(result) * std::move(next);
  }
  for (std::int64_t k = first; k < start.offset; ++k) result = result - term_at(at({start.slope, k}));
  return result;
}

// sum(k = 0..end, stirling1(n, k) x^k), n at most the end: x (x - 1) ... (x - n + 1).
std::optional<Value> Evaluator::Induction::by_stirling_numbers(const Node& sum, Line end) {
  Evaluator& e = evaluator_;
  const std::string& k = sum.binders[0].names[0];
  const Node* of[2] = {&sum.children[0], nullptr};  // stirling1(n, k), and x^k
  if (of[0]->kind == Kind::multiply) {
    of[1] = &of[0]->children[1];
    of[0] = &of[0]->children[0];
    if (of[0]->kind == Kind::power) std::swap(of[0], of[1]);
    if (of[1]->kind != Kind::power) return std::nullopt;
  }
  if (of[0]->kind != Kind::call || of[0]->name != "stirling1" || !e.is_of_language("stirling1"))
    return std::nullopt;
  const auto is_at_k = [&](const Node& node) {  // its second operand is k, which the first is free of
    return node.children[1].kind == Kind::name && node.children[1].name == k &&
           !mentions(node.children[0], k);
  };
  if (!is_at_k(*of[0]) || (of[1] && !is_at_k(*of[1]))) return std::nullopt;
  const Value x = of[1] ? e.value(of[1]->children[0]) : Value(mpq_class(1));
  const std::optional<Line> n = line(e.value(of[0]->children[0]));
  if (!n || n->slope != 1 || n->offset > end.offset || !is_fixed(x)) return std::nullopt;
  const std::int64_t start = least(sum, Part::index, *n);
  if (start < 0) delay_by(-start);
  if (n->offset - start > most) throw OutOfReach("a value far from the others");
  Value result = unknown(&sum, 0, {x}, Range::real);
  for (std::int64_t j = start; j < n->offset; ++j) result = std::move(result) * (x - at({1, j}));
  return result;
}

Value Evaluator::Induction::later(const Value& m, const Value& function, std::int64_t offset) {
  if (get_if<mpq_class>(function) || offset == 0) return function;
  const Fraction fraction = as_fraction(function);
  const Fraction there = as_fraction(m + mpq_class(signed_mpz(offset)));
  const std::size_t g = generator_of(m);
  // Both become polynomials, m + offset being one.
  return quotient(substituted(fraction.numerator, g, there.numerator, Polynomial(1)),
                  substituted(fraction.denominator, g, there.numerator, Polynomial(1)));
}

// A sum S(N), N = m + index, whose terms vary with N, by its recurrence.
Value Evaluator::Induction::telescoped(const Node& sum, Line end, std::int64_t index,
                                       const std::vector<std::pair<std::size_t, std::int64_t>>& varying,
                                       const std::vector<Value>& arguments) {
  std::optional<Recurrence> found;
  for (const Telescoped& known : recurrences_)
    if (known.sum == &sum && are_equal(arguments, known.arguments)) found = known.recurrence;
  if (telescopes_) throw OutOfReach("a sum within a sum");
  if (!found) {
    struct Inside {
      bool& flag;
      ~Inside() { flag = false; }
    } inside{telescopes_ = true};
    std::vector<Value> outer;
    for (const auto& [place, offset] : varying) outer.push_back(evaluator_.variables_[place].second);
    found = Telescoping(evaluator_, sum, {end.slope, end.offset}, varying, m_).recurrence();
    for (std::size_t i = 0; i < varying.size(); ++i)
      evaluator_.variables_[varying[i].first].second = outer[i];
    recurrences_.push_back({&sum, arguments, *found});
  }
  const std::int64_t start = least(sum, Part::index, {1, index});
  if (start < found->from) delay_by(found->from - start);
  if (index - start > longest) throw OutOfReach("a value far from the others");
  const auto order = static_cast<std::int64_t>(found->coefficients.size());
  std::vector<Value> values;
  for (std::int64_t i = 0; i < order; ++i) values.push_back(unknown(&sum, i, arguments, Range::real));
  for (std::int64_t i = order; i <= index - start; ++i) {
    Value next = mpq_class(0);
    for (std::int64_t j = 0; j < order; ++j)
      next = next + later(m_, found->coefficients[static_cast<std::size_t>(j)], start + i - order) *
                        values[static_cast<std::size_t>(i - order + j)];
    values.push_back(next);
  }
  return values[static_cast<std::size_t>(index - start)];
}

}  // namespace dropcert::check
