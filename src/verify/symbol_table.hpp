// The generators of the field in which identities are decided: variables, pi, square roots, exponentials,
// logarithms.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "verify/polynomial_sign.hpp"
#include "verify/value.hpp"

namespace dropcert::verify {

/// Functions of real variables in a normal form: rational over the rationals in generators, which are the
/// variables, pi, p, i, sqrt(q) for primes q, log(u), and exp(u/b) and cis(u/b) = cos(u/b) + i sin(u/b) for
/// monomials u, b the common denominator of the multiples of u that occur. It knows exp(a+b) = exp(a) exp(b),
/// the same for cis, exp(k log u) = u^k, log(exp a) = a, and log of a product of positive forms as the sum of
/// logarithms. If the difference of two forms is 0, the functions are equal wherever both are defined;
/// otherwise nothing follows, unless the difference is a positive or a negative form.
///
/// All functions that make forms throw Unsupported where the class ends (too many generators, a base that may
/// be negative), and std::length_error where the algebra grows too large.
class SymbolTable {
 public:
  /// A denominator b was met that does not divide the one used so far: everything is to be computed anew,
  /// with the common one.
  struct NewDenominator {};

  /// Generators and denominators so far, to be returned to: for one of several statements about the same
  /// variables, which may need denominators of its own.
  struct Mark {
    std::size_t generators;
    std::map<std::string, long> denominators;
  };
  Mark mark() const { return {generators_.size(), denominators_}; }
  /// Forgets the generators made since; the denominators too, or only them for another attempt.
  void release(const Mark& mark, bool denominators_too);

  /// What is known about a variable at all points.
  enum class Range { real, nonnegative, positive };

  /// From now on signs are looked for by more than the signs of coefficients (is_nowhere_negative), and roots
  /// of variables are written by variables; `work` bounds the terms computed. Until end_search, which returns
  /// how much of that is left.
  void begin_search(long work) {
    searches_ = true;
    search_work_ = work;
  }
  long end_search() {
    searches_ = false;
    return search_work_;
  }

  /// Forgets all generators, but not the denominators met.
  void reset();
  void forget_denominators() { denominators_.clear(); }
  /// Forms made while this is the same speak of the same generators; of no two tables it is the same.
  unsigned long edition() const { return edition_; }

  Symbolic variable(const std::string& name, Range range = Range::real, const SignRange& bounds = {});
  /// The value of a function that has no form of its own: a variable, the same for the same arguments.
  Symbolic function_value(const std::string& function, const std::vector<Symbolic>& arguments, Range range,
                          const SignRange& bounds);
  Symbolic exp(const Symbolic& argument);
  exact::RationalFunction imaginary_unit();
  /// cos + i sin.
  Symbolic cis(const Symbolic& argument);
  Symbolic sin(const Symbolic& argument);
  Symbolic cos(const Symbolic& argument);
  /// Throws Undefined for log 0 and logarithms of negative forms.
  Symbolic log(const Symbolic& argument);
  /// base^exponent, the exponent not an integer. Throws as log.
  Symbolic power(const Symbolic& base, const Symbolic& exponent);

  Symbolic add(const Symbolic& a, const Symbolic& b) { return {reduced(a.function + b.function)}; }
  Symbolic multiply(const Symbolic& a, const Symbolic& b) { return {reduced(a.function * b.function)}; }
  /// Throws Undefined if b is 0.
  Symbolic divide(const Symbolic& a, const Symbolic& b);
  Symbolic power(const Symbolic& base, long exponent);

  /// Whether p occurs in the form.
  bool mentions_p(const Symbolic& form) const { return mentions_ring(form.function); }
  /// Any value as a function; throws Unsupported for balls, lists and laws.
  Symbolic convert(const Value& value);

  /// 1 or -1 for a positive or negative form, 0 for 0, else nullopt.
  std::optional<int> sign(const Symbolic& form) const;
  /// Whether the form is seen to be >= 0, or > 0, at all points at which it is defined. While searching also
  /// by is_nowhere_negative; by exponentials of sums of logarithms; by logarithms of what is compared with an
  /// exponential; by an end of a variable's range, and the derivative from there on.
  bool is_nowhere_negative(const Symbolic& form);
  bool is_positive(const Symbolic& form);
  /// Whether the form is a + b x, and positive between the known ends of the variable x.
  bool is_positive_line(const Symbolic& form) const;
  /// As sign; while searching also as is_positive. Never 0 for a form that is not 0.
  std::optional<int> definite_sign(const Symbolic& form) { return definite_sign(form, deepest); }
  /// False if it is nowhere negative, true if it is nowhere positive, else nullopt: with little effort.
  std::optional<bool> is_negative(const Symbolic& form);
  /// The absolute value: where no sign is known, one more variable >= 0, so that what holds for all its
  /// values holds for that one.
  Symbolic absolute_value(const Symbolic& form);
  /// The real number that a form without variables is.
  std::optional<ball::Ball> enclosure(const Symbolic& form, ball::Bits precision) const;

  /// Whether a division, logarithm or power since the last call is perhaps undefined.
  bool take_open() { return std::exchange(is_open_, false); }
  void set_open(bool open) { is_open_ = open; }
  /// Whether a sign since the last call was found by an enclosure of real numbers.
  bool take_enclosed() { return std::exchange(is_enclosed_, false); }
  void set_enclosed() { is_enclosed_ = true; }
  /// Numerators of the divisors, arguments and bases that are perhaps 0 or negative, of all since the reset.
  const std::vector<exact::RationalFunction>& obligations() const { return obligations_; }
  /// Whether one of these variables occurs in the form, in exponents and logarithms too.
  bool depends_on(const exact::RationalFunction& form, const std::set<int>& variables) const;
  /// Which generator is that variable; -1 if none.
  int index_of_variable(const std::string& name) const;
  /// The form with another in the place of a variable. Throws as the functions in it, and Unsupported for
  /// circular functions.
  Symbolic substituted(const Symbolic& form, int variable, const Symbolic& value);
  /// The derivative by a variable. Throws Unsupported where it stands in an absolute value, and for circular
  /// functions.
  Symbolic derivative_of(const Symbolic& form, int variable);
  /// The derivative of that order by x, circular functions included, where the variable has that value; x is
  /// a form of the variable too. Throws as derivative_of, and Unsupported where x is not seen to be monotone.
  Symbolic derivative_at(const Symbolic& form, const Symbolic& x, int variable, unsigned long order,
                         const Symbolic& value);
  /// The only variable that the form depends on, if that is positive.
  std::optional<int> only_positive_variable(const Symbolic& form) const;
  /// u, if the generator is exp(u).
  std::optional<Symbolic> exponent(int generator) const;
  /// u, if the generator is cos(u) + i sin(u).
  std::optional<Symbolic> angle(int generator) const;
  bool is_logarithm(int generator) const { return is(generator, Kind::log); }
  /// Whether i or a circular function stands in the form.
  bool is_complex(const Symbolic& form) const { return has_complex_parts(form.function); }

 private:
  enum class Kind { variable, pi, ring, i, root, exp, cis, log };
  struct Generator {
    Kind kind;
    exact::RationalFunction argument;  // of exp, cis or log; the prime of a root
    Range range = Range::real;         // of a variable
    SignRange bounds;
    std::string name;
    std::vector<exact::RationalFunction> arguments = {};  // of a function without a form, which is a variable
    long relation_power = 0;                              // generator^power = relation_value, if not 0
    exact::RationalFunction relation_value;
  };

  bool is(int generator, Kind kind) const {
    return generators_[static_cast<std::size_t>(generator)].kind == kind;
  }
  exact::RationalFunction generator(Kind kind, const exact::RationalFunction& argument);
  exact::RationalFunction pi();
  exact::RationalFunction root_of_prime(const exact::Integer& prime);
  exact::RationalFunction root_of(const exact::Integer& radicand);
  exact::RationalFunction reduced(exact::RationalFunction function) const;
  bool has_complex_parts(const exact::RationalFunction& function) const;
  bool mentions_ring(const exact::RationalFunction& function) const;
  exact::RationalFunction product_over_terms(const exact::RationalFunction& argument, Kind kind);
  exact::RationalFunction of_term(Kind kind, const exact::Rational& coefficient,
                                  const exact::RationalFunction& rest);
  exact::RationalFunction unit_power(Kind kind, const exact::Rational& coefficient,
                                     const exact::RationalFunction& rest);
  std::optional<exact::RationalFunction> exact_cis(const exact::Rational& multiple_of_pi);
  exact::RationalFunction log_of_positive(const exact::RationalFunction& polynomial);
  exact::RationalFunction log_of_rational(const exact::Rational& q);
  std::optional<int> sign_of(const std::vector<exact::RationalFunction::Term>& terms) const;
  static constexpr int deepest = 9;  // of a search
  enum class Want { nowhere_negative, positive };
  std::optional<int> definite_sign(const Symbolic& form, int depth);
  bool search(const Symbolic& form, Want want, int depth);
  bool is_seen(const exact::RationalFunction& form, Want want, int depth);
  bool is_seen_by_terms(const exact::RationalFunction& polynomial, Want want);
  bool is_seen_by_factors(const exact::RationalFunction& polynomial, Want want, int depth);
  bool is_seen_by_exponential(const exact::RationalFunction& polynomial, Want want, int depth);
  bool is_seen_by_logarithms(const exact::RationalFunction& polynomial, Want want, int depth);
  bool is_seen_by_division(const exact::RationalFunction& polynomial, Want want, int depth);
  bool is_seen_by_derivative(const exact::RationalFunction& form, Want want, int depth);
  bool is_seen_by_tangents(const exact::RationalFunction& polynomial, Want want, int first_logarithm);
  bool is_seen_from_end(const exact::RationalFunction& form, int variable, bool is_low, Want want, int depth);
  std::set<int> variables_of(const exact::RationalFunction& form) const;
  std::optional<int> strict_sign(const exact::RationalFunction& form, int depth);
  SignRange range_of(const Generator& generator) const;
  bool has_nonnegative_terms(const exact::RationalFunction& polynomial) const;
  bool is_defined_everywhere(const exact::RationalFunction& form, int depth);
  exact::RationalFunction at(const exact::RationalFunction& form, int variable,
                             const exact::RationalFunction& value);
  void require_independent(int generator, int variable) const;
  void require_differentiable(const exact::RationalFunction& form, int variable) const;
  exact::RationalFunction derivative(const exact::RationalFunction& form, int variable);
  bool has_only_real_parts(const exact::RationalFunction& form) const;
  std::optional<Symbolic> power_of_variables(const Symbolic& base, const exact::Rational& exponent);
  Symbolic log_where_positive(const Symbolic& argument);
  static ball::Ball number_of(const Generator& generator, ball::Bits precision);

  static unsigned long new_edition();

  std::vector<Generator> generators_;
  unsigned long edition_ = new_edition();
  std::map<std::string, long> denominators_;  // of a direction, by its kind and text
  std::vector<exact::RationalFunction> obligations_;
  bool searches_ = false;
  bool is_in_search_ = false;
  int searched_ = 0;  // forms, in one search
  bool uses_tangents_ = false;
  long search_work_ = 0;
  std::vector<exact::RationalFunction> not_seen_;  // to be nowhere negative, by their terms, in one search
  bool is_open_ = false;
  bool is_enclosed_ = false;
};

}  // namespace dropcert::verify
