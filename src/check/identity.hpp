// Functions of the variables of an identity: rational in the variables, exponentials and logarithms of such.
#pragma once

#include <string>
#include <vector>

#include "check/value.hpp"

namespace dropcert::check {

/// Gives each variable, exponential and logarithm that it meets a generator of its own. Two functions whose
/// fractions are equal are equal wherever both are defined; the converse is never used.
class Generators {
 public:
  Value variable(const std::string& name) {
    return generator("variable " + name, {Polynomial(), Polynomial(1)});
  }
  Value exp(const Value& argument);
  /// Throws Undefined for a constant that is not positive.
  Value log(const Value& argument);

 private:
  struct Generator {
    std::string kind;
    Fraction argument;
  };

  Value generator(const std::string& kind, const Fraction& argument);
  Value exp_of_term(const Value& term, const mpq_class& coefficient);
  bool is_positive(const Polynomial& polynomial) const;
  Value log_of_positive(const Polynomial& polynomial);

  std::vector<Generator> generators_;  // the first is number first_free_generator
};

}  // namespace dropcert::check
