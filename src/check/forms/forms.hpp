// The normal form of functions of the variables of an identity: quotients of polynomials in generators, which
// are the variables, exp(u/b) and cis(u/b) = cos(u/b) + i sin(u/b) of monomials u, and logarithms.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "check/value.hpp"
#include "check/work.hpp"

namespace dropcert::check {

/// Between which numbers something lies; an end that is not known is infinite.
struct Bounds {
  std::optional<mpq_class> low;
  std::optional<mpq_class> high;
  bool excludes_low = false;
  bool excludes_high = false;
};

/// Thrown when a generator exp(u/b) is met with a multiple of u that b does not allow for: the identity is to
/// be evaluated once more, with a finer b.
struct FinerForms {};

class FormSigns;  // form_signs.hpp

/// Gives each variable, exponential and logarithm that it meets a generator of its own. Two functions with
/// the same form are equal wherever both are defined; that different forms are of different functions is
/// never used. Whether a function is defined is noted (work.hpp).
class Forms {
 public:
  /// A new variable, different from all others, within these bounds. If it is substituted, it is written by a
  /// variable that is only known not to be negative, or to be positive. A coordinate of a point, which
  /// nothing is put in place of, may be a power of that.
  Value variable(const Bounds& bounds, bool is_substituted, bool is_point = false);
  /// A new variable within these bounds, for a search.
  Value variable(const Bounds& bounds);
  Value exp(const Value& argument);
  /// Throws Undefined where the argument is never positive; notes if it may not be.
  Value log(const Value& argument);
  /// cos + i sin.
  Value cis(const Value& argument);
  Value cos(const Value& argument);
  Value sin(const Value& argument);
  /// base^exponent where one of them is a function and the exponent is no known integer. The base must be
  /// seen to be positive: else the power is defined in more ways than exp(exponent log base) is.
  Value power(const Value& base, const Value& exponent);
  /// 1 or -1 if the function is seen to have that sign everywhere; 0 if its form is zero.
  std::optional<int> sign(const Value& a) const;

  /// From now on signs are looked for by the rules of form_signs.hpp too, and roots of variables are
  /// written by variables.
  void begin_search() { searches_ = true; }
  bool searches() const { return searches_; }
  /// From now on forms of numbers alone are enclosed to tell their signs.
  void begin_numbers() { encloses_ = true; }
  /// Whether that told one.
  bool has_enclosed() const { return has_enclosed_; }
  /// As sign, in a search by its rules too.
  std::optional<int> strict_sign(const Value& a);
  /// False if a search sees that the function is nowhere negative, true if nowhere positive: with little
  /// effort.
  std::optional<bool> is_negative(const Value& a);
  /// Whether it is a + b x, and positive between the ends of the variable x that are known.
  bool is_positive_line(const Value& a) const;
  Value absolute(const Value& a);
  /// Whether a search sees that the sign of the function is one of these everywhere.
  bool is_seen(const Value& a, unsigned signs);
  /// base^exponent in a search where that is c x^k y^l ... times what is positive, x, y, ... not negative.
  std::optional<Value> power_of_variables(const Value& base, const mpq_class& exponent);
  /// The signs that a - b may have.
  unsigned signs_of_difference(const Value& a, const Value& b, bool needs_order) const;
  /// With a in the place of exp(log(a)/b)^b.
  Value without_powers_of_roots(Value a) const;

  /// Whether one of these generators, which are variables, occurs, in exponents and logarithms too.
  bool depends_on(const Fraction& a, const std::vector<std::size_t>& variables) const;

  /// What a generator is, and u, if it is exp(u), log(u) or cis(u).
  bool is_exponential(std::size_t g) const { return kind_of(g) == Kind::exponential; }
  bool is_logarithm(std::size_t g) const { return kind_of(g) == Kind::logarithm; }
  bool is_circular(std::size_t g) const { return kind_of(g) == Kind::cis; }
  Value inside(std::size_t g) const;
  /// Whether it is a variable, an absolute value among them; and one that is positive.
  bool is_variable(std::size_t g) const;
  bool is_positive_variable(std::size_t g) const { return kind_of(g) == Kind::positive; }
  /// Whether i or a circular function occurs.
  bool is_complex(const Fraction& a) const;
  /// The derivative by a variable that stands in no absolute value.
  Value derivative(const Value& a, std::size_t variable);

  /// The value of a function without a form: a variable, the same for the same arguments.
  Value function_value(const std::string& name, const std::vector<Value>& arguments, const Bounds& bounds);

  /// A positive number that is not known exactly, by its name.
  Value constant(const std::string& name);

  /// How many generators there are, and the way back to so many.
  std::size_t count() const { return generators_.size(); }
  /// The generators at one time: while they are known, forms made till then stay what they are.
  struct Known {
    std::size_t count = 0;
    std::uint64_t last = 0;  // the edition of the last one
  };
  Known known() const { return {count(), edition_after(count())}; }
  bool knows(const Known& then) const {
    return then.count <= count() && edition_after(then.count) == then.last;
  }
  void forget_after(std::size_t count) {
    generators_.resize(count);
    std::erase_if(constants_, [&](const auto& one) { return one.second >= count; });
  }

 private:
  enum class Kind {
    variable,
    nonnegative,
    positive,
    magnitude,  // the absolute value of the argument: in a search, any number >= 0
    exponential,
    cis,
    logarithm
  };  // the first three: variables
  struct Generator {
    Kind kind;
    Fraction argument;          // as far as the kind goes: without the denominator b
    mpz_class divisor;          // b
    Bounds bounds;              // of a variable
    bool has_roots = false;     // whether what stands for the variable may be a power of it
    std::string function = {};  // of which it is the value
    std::vector<Fraction> arguments = {};
    std::uint64_t edition = new_edition();
  };
  friend class FormSigns;
  using Key = std::pair<Kind, Fraction>;

  Value generator(Kind kind, const Fraction& argument, const mpz_class& divisor = 1);
  /// The number of the generator that the form is, if that is a logarithm.
  std::optional<std::size_t> logarithm(const Fraction& a) const;
  bool varies(const Generator& generator, std::size_t variable) const;
  const Generator* find(Kind kind, const Fraction& argument) const;
  Value over_terms(Kind kind, const Value& argument);
  Value of_term(Kind kind, const Value& term, const mpq_class& coefficient);
  Value log_of_positive(const Polynomial& polynomial);
  Value log_of_integer(mpz_class n);
  /// The signs that the polynomial may have at a point. It is seen not to be negative if its coefficients are
  /// positive; what may be negative, variables and logarithms, stands in even powers; and none of cis and i
  /// occurs; to be positive, if a term besides has nothing but exponentials and positive variables.
  unsigned signs(const Polynomial& a) const;
  unsigned signs(const Value& a) const;
  bool is_positive(const Polynomial& a) const { return signs(a) == positive_sign; }
  /// What the form of numbers alone is; nullopt if something else stands in it.
  std::optional<Interval> number(const Polynomial& a, Bits bits) const;
  std::optional<Interval> number(const Value& a, Bits bits) const;
  std::uint64_t edition_after(std::size_t count) const {
    return count == 0 ? edition_ : generators_[count - 1].edition;
  }
  Kind kind_of(std::size_t g) const { return generators_.at(g - first_free_generator).kind; }
  bool is_factor(const Polynomial& a) const;
  std::int32_t& root_of_variable(std::size_t g);

  std::uint64_t edition_ = new_edition();
  std::vector<Generator> generators_;             // the first is number first_free_generator
  std::map<Key, mpz_class> divisors_;             // kept when generators are forgotten
  std::vector<Polynomial> factors_;               // of arguments of logarithms, likewise
  std::vector<std::int32_t> roots_;               // a variable is this power of its generator, likewise
  std::map<std::string, std::size_t> constants_;  // their generators
  bool searches_ = false;
  bool encloses_ = false;
  mutable bool has_enclosed_ = false;
  FormSigns* search_ = nullptr;  // under way
};

/// sin or cos of a multiple of pi/6 or pi/4.
std::optional<Value> exact_circular(const Value& argument, bool is_sine);

}  // namespace dropcert::check
