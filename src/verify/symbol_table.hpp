// The generators of the field in which identities are decided: variables, pi, p, exponentials, logarithms.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "verify/value.hpp"

namespace dropcert {

/// Rational functions of variables, pi, p and of exp and log of such functions, in a normal form that knows
/// exp(a+b) = exp(a) exp(b), exp(log a) = a, log(exp a) = a and, for sums with positive coefficients of
/// exponentials, log(a/b) = log a - log b. Equal normal forms are equal functions wherever both are defined;
/// different normal forms prove nothing.
class SymbolTable {
 public:
  Symbolic variable(const std::string& name) { return generator(name, "variable", {}); }
  Symbolic pi() { return generator("pi", "pi", {}); }
  Symbolic ring_variable() { return generator("p", "ring", {}); }

  Symbolic exp(const Symbolic& argument);
  /// Throws Undefined for log 0.
  Symbolic log(const Symbolic& argument);

  /// Any value as a function; throws Unsupported for balls, lists and laws.
  Symbolic convert(const Value& value);

 private:
  struct Generator {
    std::string kind;
    RationalFunction argument;  // of exp or log
  };
  Symbolic generator(const std::string& key, const std::string& kind, const RationalFunction& argument);
  RationalFunction exp_of_term(const Rational& coefficient, const RationalFunction& rest);
  RationalFunction log_of_positive(const RationalFunction& polynomial);
  bool is_positive(const RationalFunction& function) const;

  std::map<std::string, int> index_;
  std::vector<Generator> generators_;
  std::vector<std::string> names_;
};

}  // namespace dropcert
