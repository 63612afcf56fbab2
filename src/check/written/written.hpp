// Integrals, derivatives, and sums and products up to an end that varies, as terms without their variable.
#pragma once

#include <optional>
#include <vector>

#include "check/evaluator.hpp"

namespace dropcert::check {

/// Where all guards and the result are defined, and the count is an integer that is not negative, what was
/// written so is defined, and has the result's value.
struct WrittenTerm {
  std::vector<language::Node> guards;
  std::optional<language::Node> count;
  language::Node result;
};

/// The part of a term for which there is no rule.
struct NoRule {};

/// Trees of the language, numbers put together.
class Writer {
 public:
  explicit Writer(const Evaluator& evaluator) : evaluator_(evaluator) {}

  static language::Node number(const mpq_class& q) { return language::number_node(q); }
  static language::Node of(language::Kind kind, const language::Node& a, const language::Node& b);
  static language::Node add(const language::Node& a, const language::Node& b);
  static language::Node subtract(const language::Node& a, const language::Node& b);
  static language::Node multiply(const language::Node& a, const language::Node& b);
  static language::Node divide(const language::Node& a, const language::Node& b);
  static language::Node negate(const language::Node& a);
  static language::Node power(const language::Node& a, int n);
  /// What is nullopt counts as 0.
  static std::optional<language::Node> add(const std::optional<language::Node>& a,
                                           const std::optional<language::Node>& b);

  /// A function of the language. Throws NoRule if a definition has its name.
  language::Node call(const char* name, const language::Node& argument) const;
  language::Node constant(const char* name) const;
  language::Node root_of_pi() const { return call("sqrt", constant("pi")); }
  bool is_call(const language::Node& node, std::size_t arguments) const;

  /// The exponent of a power that is a product.
  static std::optional<int> small_natural(const language::Node& node);
  static void require_small(const language::Node& node);

 private:
  const Evaluator& evaluator_;
};

/// By the name, where the term is defined; nullopt: 0. Throws NoRule.
std::optional<language::Node> slope_of(const Writer& writer, const language::Node& term,
                                       const std::string& name);
/// Throw NoRule.
WrittenTerm written_integral(const Writer& writer, const language::Node& integral);
WrittenTerm written_fold(const Writer& writer, const language::Node& fold);

}  // namespace dropcert::check
