// Terms that are written for others: what they are made of.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "language/tree.hpp"
#include "verify/writing.hpp"

namespace dropcert::verify {

/// The term has a part for which there is no rule.
struct NoRule {};

inline bool is_number(const language::Node& term, long value) {
  return term.kind == language::Kind::number && term.number == value;
}

inline bool are_numbers(const language::Node& a, const language::Node& b) {
  return a.kind == language::Kind::number && b.kind == language::Kind::number;
}

inline language::Node plus(language::Node a, language::Node b) {
  if (are_numbers(a, b)) return language::number_node(a.number + b.number);
  return language::node_of(language::Kind::add, {std::move(a), std::move(b)});
}

inline language::Node minus(language::Node a, language::Node b) {
  if (are_numbers(a, b)) return language::number_node(a.number - b.number);
  return language::node_of(language::Kind::subtract, {std::move(a), std::move(b)});
}

inline language::Node opposite(language::Node a) {
  if (a.kind == language::Kind::number) return language::number_node(-a.number);
  return language::node_of(language::Kind::negate, {std::move(a)});
}

inline language::Node times(language::Node a, language::Node b) {
  if (are_numbers(a, b)) return language::number_node(a.number * b.number);
  if (is_number(a, 1)) return b;
  if (is_number(b, 1)) return a;
  return language::node_of(language::Kind::multiply, {std::move(a), std::move(b)});
}

inline language::Node over(language::Node a, language::Node b) {
  if (are_numbers(a, b) && sgn(b.number) != 0) return language::number_node(a.number / b.number);
  if (is_number(b, 1)) return a;
  return language::node_of(language::Kind::divide, {std::move(a), std::move(b)});
}

inline language::Node to_power(language::Node a, long n) {
  if (n == 1) return a;
  return language::node_of(language::Kind::power, {std::move(a), language::number_node(n)});
}

inline std::optional<long> natural(const language::Node& term, std::size_t most) {
  if (term.kind != language::Kind::number || term.number.get_den() != 1 || term.number < 0 ||
      term.number > static_cast<unsigned long>(most))
    return std::nullopt;
  return term.number.get_num().get_si();
}

inline void require_small(const language::Node& term) {
  constexpr std::size_t most_parts = 2000;
  if (language::count_parts(term) > most_parts) throw NoRule();
}

/// Of functions that the language has where the binding stands.
class Words {
 public:
  explicit Words(const Meanings& meanings) : meanings_(meanings) {}

  bool are(const language::Node& term, std::size_t arguments) const {
    return term.kind == language::Kind::call && meanings_.is_of_language(term.name) &&
           term.children.size() == arguments;
  }
  language::Node of(const char* name, language::Node argument) const {
    if (!meanings_.is_of_language(name)) throw NoRule();
    return language::node_of(language::Kind::call, {std::move(argument)}, name);
  }
  language::Node exp(language::Node a) const { return of("exp", std::move(a)); }
  language::Node sqrt(language::Node a) const { return of("sqrt", std::move(a)); }
  language::Node constant(const char* name) const {
    if (!meanings_.is_of_language(name) || meanings_.is_variable(name)) throw NoRule();
    return language::name_node(name);
  }
  language::Node pi() const { return constant("pi"); }

 private:
  const Meanings& meanings_;
};

/// The derivative by the variable t, which no binder in the term has: wherever the term and this are defined,
/// it is that, and the term is differentiable. nullopt: 0, as the term does not vary. Throws NoRule. In
/// written_derivatives.cpp.
std::optional<language::Node> derivative_of(const language::Node& term, const std::string& t,
                                            const Words& words);

/// A sum or product over A..B of what is a quotient of lines in its variable, or for sums the logarithm of a
/// line; `count` is how many numbers there are. Throws NoRule. In written_sums.cpp.
language::Node written_fold(const language::Node& binding, const Words& words,
                            std::optional<language::Node>& count);

}  // namespace dropcert::verify
