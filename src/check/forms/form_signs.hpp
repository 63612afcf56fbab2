// A search for the sign of a form at all points, as one does it with pencil and paper: the rules of
// proofs/README.md, section 8, Several variables by forms.
#pragma once

#include "check/forms/polynomial_sign.hpp"

namespace dropcert::check {

/// Forgets at its end the generators that it made. FinerForms passes through it.
class FormSigns {
 public:
  enum class Want { nowhere_negative, positive };

  explicit FormSigns(Forms& forms);
  ~FormSigns();
  FormSigns(const FormSigns&) = delete;
  FormSigns& operator=(const FormSigns&) = delete;

  /// Whether the form is seen to be >= 0, or > 0, at all points at which it is defined; short ways first, up
  /// to this depth of rules. False says nothing.
  bool search(const Value& form, Want want, int depth);
  /// The same within the search under way.
  bool is_seen(const Value& form, Want want, int depth);
  /// By the variable with that number among the generators of the forms.
  Value derivative(const Value& form, std::size_t variable) const;

 private:
  using Kind = Forms::Kind;
  static constexpr int most_forms = 300;  // looked at in one search

  bool has_logarithms() const;
  bool by_absolute_value(const Value& form, Want want, int depth);
  bool by_rules(const Value& form, Want want, int depth);
  std::optional<int> strict_sign(const Value& form, int depth);
  Bounds bounds_of(std::size_t g) const;
  bool has_nonnegative_terms(const Polynomial& a) const;
  bool has_nonnegative_terms(const Value& form) const;
  bool by_terms(const Polynomial& a, Want want);
  Polynomial without_positive_factors(Polynomial a);
  bool by_factors(const Polynomial& a, Want want, int depth);
  bool by_exponential(const Polynomial& a, Want want, int depth);
  bool by_logarithms(const Polynomial& a, Want want, int depth);
  bool by_division(const Polynomial& a, Want want, int depth);
  bool by_derivative(const Value& form, Want want, int depth);
  bool by_tangents(const Polynomial& a, Want want, std::size_t first_logarithm);  // form_tangents.cpp
  bool from_end(const Value& form, std::size_t variable, bool is_low, Want want, int depth);

  bool is_variable(std::size_t g) const;
  const Forms::Generator& generator(std::size_t g) const { return forms_.generators_[g]; }
  Value argument(std::size_t g) const;  // of an exponential or logarithm, over the divisor
  std::vector<std::size_t> generators_of(const Value& form) const;
  void add_variables(const Value& form, std::vector<std::size_t>& variables) const;
  bool is_defined_everywhere(const Value& form, int depth);
  void require_independent(std::size_t g, std::size_t variable) const;
  Value divided(const Value& a, const Value& b);
  Value at(const Value& form, std::size_t variable, const mpq_class& number);
  Value at(const Polynomial& a, const std::vector<Value>& values) const;
  Value derivative(const Polynomial& a, std::size_t variable) const;

  Forms& forms_;
  const std::size_t count_;
  bool outer_perhaps_undefined_;
  int searched_ = 0;
  bool uses_tangents_ = false;        // what is seen without is seen sooner
  std::vector<Polynomial> not_seen_;  // to be nowhere negative by their terms
};

}  // namespace dropcert::check
