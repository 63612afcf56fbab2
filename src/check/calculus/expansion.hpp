// Taylor and Laurent expansions of terms on a piece of a region, with proved remainders.
#pragma once

#include <vector>

#include "check/value.hpp"
#include "check/work.hpp"

namespace dropcert::check {

class Forms;

/// A number, or a function of the other variables of the region: an interval that holds it, and its form if
/// that is known. It is zero only if it is known to be exactly zero.
struct Coefficient {
  Interval range;
  Value form = {};  // holds nothing if it is not known

  bool is_zero() const { return range.is_zero(); }
};

/// The variable u in which terms are expanded: x = c + u, c - u or 1/u on a piece for one variable x.
struct Chart {
  Bits bits;
  int order;               // so many terms are kept
  Interval range;          // of u: [0, h] if it is one-sided, else [-h, h]; [0, 0] at a point
  bool is_one_sided;       // u is never negative
  bool has_zero;           // u = 0 belongs to the piece
  int whole = 0;           // u^whole is an integer at all points, if it is not 0
  Forms* forms = nullptr;  // of coefficients, if they are asked for

  // What was found.
  bool touches = false;  // something whose sign matters is, or may be, zero at u = 0
  bool meets = false;    // the first part of something whose sign matters may be zero
  int asked = 0;         // for so many signs
  int watched = -1;      // the number of the one to keep; at first that of the first that was not found
  std::shared_ptr<const Expansion> kept = nullptr;

  std::uint64_t edition = new_edition();

  bool is_point() const { return range.is_zero(); }
  /// Notes that the sign of the expansion was asked for.
  void ask(const Expansion& a, bool is_found);
};

/// For each point of the piece at which the term is defined, with u the point's coordinate, its value is
///     exp(sum_j q_j u^-j) (a_v u^v + ... + a_(N-1) u^(N-1) + r u^N),  v = first, r in the interval of the
/// last part, if u is not 0; at u = 0 it is a_0 (0 if v > 0; within r if N = 0), and the term is undefined
/// there if v < 0 or there are q_j.
class Expansion {
 public:
  /// From coefficients of u^first, ..., of which those from the one with the number `kept` on may hold for
  /// values of u, not for all, and become the remainder.
  Expansion(Chart& of, int from, std::vector<Coefficient> coefficients, int kept);
  /// A number, or a function of the other variables: what combine() meets beside an expansion.
  Expansion(Chart& of, const Value& constant);
  Expansion(Chart& of, Coefficient constant);

  Chart* chart;
  int first;                               // v
  std::vector<Coefficient> parts;          // a_v, ..., a_(N-1), r
  std::vector<Coefficient> exponent = {};  // q_1, q_2, ...
  /// This times log u comes to it; there are no q_j then.
  std::shared_ptr<const Expansion> logarithm = nullptr;
  /// If they are there, this is their sum as well, the smallest first: factors exp are different, and all but
  /// the first are exact. The remainder above has swallowed the smaller ones.
  std::shared_ptr<const std::vector<Expansion>> scales = nullptr;

  int count() const { return static_cast<int>(parts.size()) - 1; }
  int last() const { return first + count(); }  // N
  /// It is a polynomial in u and 1/u: the remainder is 0.
  bool is_exact() const { return parts.back().is_zero(); }
  bool is_zero() const { return count() == 0 && is_exact() && !logarithm; }
  /// The part with this number, 0 beyond the last.
  Coefficient part(int number) const;
  /// That of u^power.
  Coefficient coefficient(int power) const { return part(power - first); }
  /// a_v + a_(v+1) u + ... + r u^(N-v) over the piece.
  Interval body() const;
  /// What the term may be over the piece, perhaps the whole line.
  Interval range() const;
  /// Times u^n.
  Expansion shifted(int n) const;
  /// The same without scales, as whoever changes a copy wants it.
  Expansion alone() const;
};

Coefficient operator+(const Coefficient& a, const Coefficient& b);
Coefficient operator-(const Coefficient& a, const Coefficient& b);
Coefficient operator*(const Coefficient& a, const Coefficient& b);
Coefficient operator/(const Coefficient& a, const Coefficient& b);

Expansion operator+(const Expansion& a, const Expansion& b);
Expansion operator-(const Expansion& a, const Expansion& b);
Expansion operator*(const Expansion& a, const Expansion& b);
Expansion operator-(const Expansion& a);
/// Throws Undefined where b is zero, notes where it may be.
Expansion operator/(const Expansion& a, const Expansion& b);
Expansion power(const Expansion& a, std::int64_t n);

/// The signs that it may have on the piece.
unsigned signs(const Expansion& a);

/// The same without log u, by bounds of it.
Expansion without_logarithm(const Expansion& a);

/// The value as an expansion.
Expansion lifted(Chart& chart, const Value& value);

/// An expansion r u^order, of nothing but a remainder.
Expansion remainder_only(Chart& chart, int order, Interval rest);

// ---- scales.cpp: sums of terms with different factors exp

std::vector<Expansion> terms_of(const Expansion& a);
Expansion sum_of_scales(const std::vector<Expansion>& terms);
/// The sum of all but the greatest of its scales, which are there.
Expansion below_greatest(const Expansion& a);
/// a/b, which is `whole`.
Expansion quotient_of_scales(const Expansion& whole, const Expansion& a, const Expansion& b);
/// Without regard to scales.
Expansion plain_sum(const Expansion& a, const Expansion& b);
Expansion plain_quotient(const Expansion& a, const Expansion& b);

// ---- infinity.cpp: factors exp(q_1/u + q_2/u^2 + ...)

/// -1, 0 or 1 if the sum of q_j u^-j tends to -oo, is 0, or tends to oo as u tends to 0; else nullopt.
std::optional<int> trend(const std::vector<Coefficient>& exponent);
std::vector<Coefficient> difference(const std::vector<Coefficient>& a, const std::vector<Coefficient>& b);
/// log u = r/u.
Expansion log_of_u(Chart& chart);
/// The same without such a factor, as a remainder of u^order; the whole line where that is not seen.
Expansion flattened(const Expansion& a, int order);
/// Of the greatest order up to this one, down to `least`, where that is seen.
Expansion flattened(const Expansion& a, int order, int least);

// ---- the language's functions

class Evaluator;

/// What a value may be over the piece.
Interval range_of(const Value& value, Bits bits);
bool mentions_expansion(const Value& value);

/// Where a function is analytic: on all real numbers, on those > 0, on those > 1, on those between -1 and 1.
enum class Points { all, positive, beyond_one, inside_one };

/// What the parameter of a function is: nothing to know, the exponent of a power, the order of a derivative
/// of a logistic function. Rules for those two ask for it, never for where a function is analytic.
enum class ParameterKind { other, exponent, order };

/// An analytic function of one variable.
struct Analytic {
  /// The Taylor coefficients g(a), g'(a), g''(a)/2, ... at a number, an interval or a form; those that are
  /// not known hold nothing.
  std::vector<Value> (*series)(Evaluator&, const Value& parameter, const Value& a, int count);
  Points on = Points::all;
  Value parameter = mpq_class(0);
  std::size_t argument = 0;  // where a stands among the function's arguments
  ParameterKind kind = ParameterKind::other;
};

/// The functions that are known by their Taylor coefficients; nullptr for others.
std::optional<Analytic> analytic_function(const std::string& name, const std::vector<Value>& arguments);
/// x^exponent on positive x.
Analytic analytic_power(const Value& exponent);
/// What is left out of Euler and Maclaurin's formula for zeta(s), s > -8, with sums up to zeta_from and
/// zeta_terms terms of Bernoulli numbers.
Analytic zeta_left_out();
inline constexpr int zeta_from = 8, zeta_terms = 6;
/// zeta(s), of which no derivative is known.
Analytic zeta_alone();
/// zeta(s), where s stays above -8 or is not negative.
std::optional<Expansion> zeta_of(Evaluator& evaluator, const Expansion& s);
/// g(a), if a stays where g is analytic and has a constant term.
std::optional<Expansion> compose(Evaluator& evaluator, const Analytic& g, const Expansion& a);
/// g(a) from its greatest term and what is smaller by a factor exp, where that helps (scales.cpp).
std::optional<Expansion> function_of_scales(Evaluator& evaluator, const std::string& name, const Analytic& g,
                                            const Expansion& a);
/// sqrt(pi), with its form.
Expansion root_of_pi(Evaluator& evaluator, Chart& chart);

/// A function of the language where an argument is an expansion, or all are constants whose forms are asked
/// for.
Value apply_to_expansions(Evaluator& evaluator, Chart& chart, const std::string& name,
                          const std::vector<Value>& arguments);
/// base^exponent, the exponent no integer known as such, one of them an expansion.
Value power_of_expansions(Evaluator& evaluator, Chart& chart, const Value& base, const Value& exponent);

}  // namespace dropcert::check
